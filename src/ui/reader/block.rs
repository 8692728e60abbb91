//! The article as a list of blocks, one for each part that is set by itself.
//!
//! Invariant: blocks are in order, disjoint, not empty, and begin and end between characters.

use std::ops::Range;
use std::sync::Arc;

use crate::text::PartKind;

/// A part of the article, as its structure has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartView {
    /// What it is.
    pub kind: PartKind,
    /// The level of a heading (1 is the highest) or the depth of a list item (from 1).
    pub level: u8,
    /// Its bytes in the article.
    pub bytes: Range<usize>,
}

/// A block: its part, trimmed, and what stands before it on its line.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub kind: PartKind,
    pub level: u8,
    pub bytes: Range<usize>,
    /// Labels, emphasis, links and note marks within it, in order of their starts, counted from
    /// the block's start; they may overlap.
    pub inner: Vec<(PartKind, Range<usize>)>,
    /// Whether it is the heading row of a table.
    pub is_heading_row: bool,
    /// Whether it is the last row of a table.
    pub ends_table: bool,
    /// Of a row of a table: how many characters the longest cell of each column of it has.
    pub columns: Option<Arc<[usize]>>,
    /// The list marker to draw beside it.
    pub marker: Option<String>,
    pub n_chars: usize,
}

impl Block {
    /// The text as it is set: lines that were broken by a machine run on.
    ///
    /// It has the same bytes at the same places as the article, but for `\n` made a space.
    pub fn display(&self, text: &str) -> String {
        let own = &text[self.bytes.clone()];
        let lines = own.lines().count();
        let wrapped = lines > 1
            && own
                .lines()
                .take(lines - 1)
                .all(|line| line.chars().count() >= SHORTEST_WRAPPED_LINE);
        if wrapped {
            own.replace('\n', " ")
        } else {
            own.to_owned()
        }
    }
}

/// A line break after fewer characters than this was meant by the author.
const SHORTEST_WRAPPED_LINE: usize = 45;

/// The blocks of an article; with no parts, every line that is not blank is a paragraph.
pub(super) fn divide_text(text: &str, parts: &[PartView]) -> Vec<Block> {
    let mut blocks = Vec::with_capacity(parts.len());
    if parts.is_empty() {
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let bytes = start..start + line.len();
            start = bytes.end;
            push_part(
                &mut blocks,
                text,
                &PartView {
                    kind: PartKind::Paragraph,
                    level: 0,
                    bytes,
                },
            );
        }
    }
    for part in parts {
        push_part(&mut blocks, text, part);
    }
    measure_tables(&mut blocks, text);
    blocks
}

/// Tells the rows of each table how wide its columns are.
fn measure_tables(blocks: &mut [Block], text: &str) {
    for table in blocks.chunk_by_mut(|a, b| a.kind == b.kind && a.kind == PartKind::Table) {
        if table.iter().any(|row| row.kind != PartKind::Table) {
            continue;
        }
        let mut columns: Vec<usize> = Vec::new();
        for row in table.iter() {
            for (at, cell) in text[row.bytes.clone()].split('\t').enumerate() {
                let n_chars = cell.chars().count();
                match columns.get_mut(at) {
                    Some(most) => *most = n_chars.max(*most),
                    None => columns.push(n_chars),
                }
            }
        }
        let columns: Arc<[usize]> = columns.into();
        let n_rows = table.len();
        for (at, row) in table.iter_mut().enumerate() {
            row.columns = Some(columns.clone());
            row.ends_table = at + 1 == n_rows;
        }
    }
}

/// Adds a part as a block, or to the block that it lies in.
fn push_part(blocks: &mut Vec<Block>, text: &str, part: &PartView) {
    let end = floor_boundary(text, part.bytes.end);
    if part.kind.is_inline()
        && let Some(block) = blocks.last_mut()
        && (block.bytes.start..block.bytes.end).contains(&part.bytes.start)
    {
        let start = ceil_boundary(text, part.bytes.start) - block.bytes.start;
        let end = end.min(block.bytes.end).saturating_sub(block.bytes.start);
        let before = block.inner.last().map_or(0, |(_, bytes)| bytes.start);
        if before <= start && start < end {
            block.inner.push((part.kind, start..end));
        }
        return;
    }
    let from = blocks.last().map_or(0, |block| block.bytes.end);
    let start = ceil_boundary(text, part.bytes.start.max(from));
    let Some(own) = text.get(start..end) else {
        return;
    };
    // The first cells of a row may be empty.
    let blank = |char: char| char.is_whitespace() && (part.kind != PartKind::Table || char != '\t');
    let start = start + (own.len() - own.trim_start_matches(blank).len());
    let bytes = start..start + own.trim_start_matches(blank).trim_end().len();
    if !bytes.is_empty() {
        let is_item = part.kind == PartKind::Item;
        blocks.push(Block {
            kind: part.kind,
            level: part.level,
            inner: Vec::new(),
            is_heading_row: part.kind == PartKind::Table && part.level == 1,
            ends_table: false,
            columns: None,
            marker: if is_item {
                find_marker(text, &bytes)
            } else {
                None
            },
            n_chars: text[bytes.clone()].chars().count(),
            bytes,
        });
    }
}

/// The block that holds a byte, or the nearest one before it; 0 when there is none.
pub(super) fn find_block(blocks: &[Block], byte: usize) -> usize {
    blocks
        .partition_point(|block| block.bytes.start <= byte)
        .saturating_sub(1)
}

/// The nearest byte at or before `byte` that a caret can stand at, within its block.
pub(super) fn settle_byte(text: &str, blocks: &[Block], byte: usize) -> usize {
    let Some(block) = blocks.get(find_block(blocks, byte)) else {
        return 0;
    };
    floor_boundary(text, byte.clamp(block.bytes.start, block.bytes.end))
}

fn floor_boundary(text: &str, byte: usize) -> usize {
    (0..=byte.min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}

fn ceil_boundary(text: &str, byte: usize) -> usize {
    (byte..text.len())
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(text.len())
}

/// What stands before an item on its line, such as "3."; a dot when nothing does and the item
/// brings no marker of its own.
fn find_marker(text: &str, bytes: &Range<usize>) -> Option<String> {
    let line = text[..bytes.start].rfind('\n').map_or(0, |at| at + 1);
    let before = text[line..bytes.start].trim();
    let own_marker = text[bytes.clone()]
        .split_whitespace()
        .next()
        .is_some_and(|word| !word.chars().all(char::is_alphabetic) && is_marker(word));
    match (before, own_marker) {
        ("", true) => None,
        ("" | "-" | "*" | "+", _) => Some(DOT.to_owned()),
        _ => Some(before.to_owned()),
    }
}

const DOT: &str = "•";

fn is_marker(word: &str) -> bool {
    matches!(word, "-" | "*" | "+" | DOT | "–" | "—")
        || (word.len() <= 5
            && word.ends_with(['.', ')'])
            && word.starts_with(char::is_alphanumeric))
}
