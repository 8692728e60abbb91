//! Data blocks: what stands in braces behind a statement, as JSON or as YAML in one line. Of
//! YAML, maps of words, numbers, switches and lists of these are read.

use serde_json::{Map, Value};

use crate::format::exchange::json::{find_repeated, note_repeated};
use crate::format::exchange::{Fate, Report};

/// How many lists and maps may lie within each other. Deeper ones are words: each level is a call, and
/// a file must not be able to exhaust the stack.
const MAX_DEPTH: usize = 64;

/// The length of the block that a text begins with: to the brace that closes it, strings apart.
pub(super) fn block_len(text: &str) -> Option<usize> {
    match BlockScan::default().go_on(text) {
        BlockEnd::At(len) => Some(len),
        BlockEnd::NotYet | BlockEnd::Never => None,
    }
}

/// Looks for the end of a block, over as many pieces of text as there are.
#[derive(Default)]
pub(super) struct BlockScan {
    depth: usize,
    quote: Option<char>,
    is_escaped: bool,
    /// What stands before, blanks apart.
    last: Option<char>,
}

/// Where a block ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BlockEnd {
    /// At this byte of the piece.
    At(usize),
    /// In no piece so far.
    NotYet,
    /// Nowhere: it nests too deeply to be a block. So a row of braces is not read to its end from each
    /// of them.
    Never,
}

impl BlockScan {
    /// Goes on with a piece of the text, of which the first begins with the brace that opens the block.
    pub fn go_on(&mut self, piece: &str) -> BlockEnd {
        for (at, c) in piece.char_indices() {
            match (self.quote, c) {
                _ if std::mem::take(&mut self.is_escaped) => {}
                (Some('"'), '\\') => self.is_escaped = true,
                (Some(open), c) if c == open => self.quote = None,
                (None, '{') if self.depth >= MAX_DEPTH => return BlockEnd::Never,
                (None, '{') => self.depth += 1,
                (None, '}') => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        return BlockEnd::At(at + 1);
                    }
                }
                // A quotation mark opens a string only where a value can begin.
                (None, '"' | '\'') if matches!(self.last, Some(':' | ',' | '[' | '{')) => {
                    self.quote = Some(c);
                }
                _ => {}
            }
            if !c.is_whitespace() {
                self.last = Some(c);
            }
        }
        BlockEnd::NotYet
    }
}

/// Reads the block of an element that begins on that line. What cannot be read is left out; of equal
/// keys the last is taken, and the others are told.
pub(super) fn read(block: &str, line: usize, report: &mut Report) -> Map<String, Value> {
    read_map(block, MAX_DEPTH, line, report)
}

fn read_map(
    block: &str,
    depth_left: usize,
    line: usize,
    report: &mut Report,
) -> Map<String, Value> {
    if let Ok(Value::Object(map)) = serde_json::from_str(block) {
        find_repeated(block, |key, _| note_repeated(report, key, line));
        return map;
    }
    let inner = block.trim();
    let inner = inner.strip_prefix('{').unwrap_or(inner);
    let inner = inner.strip_suffix('}').unwrap_or(inner);
    let mut map = Map::new();
    for entry in split(inner) {
        if let Some((key, value)) = entry.split_once(':') {
            let key = key.trim().trim_matches(['"', '\'']).to_owned();
            if !key.is_empty() {
                if map.contains_key(&key) {
                    note_repeated(report, &key, line);
                }
                map.insert(key, read_value(value.trim(), depth_left, line, report));
            }
        }
    }
    map
}

fn read_value(text: &str, depth_left: usize, line: usize, report: &mut Report) -> Value {
    if depth_left == 0 && text.starts_with(['[', '{']) {
        let what = "a list or map too deep in others in a data block, which is read as words";
        report.note(Fate::Changed, what, format_args!("line {line}"));
        return Value::String(text.to_owned());
    }
    if let Some(inner) = text.strip_prefix('[').and_then(|it| it.strip_suffix(']')) {
        return Value::Array(
            split(inner)
                .into_iter()
                .map(|it| read_value(it.trim(), depth_left - 1, line, report))
                .collect(),
        );
    }
    if text.starts_with('{') {
        return Value::Object(read_map(text, depth_left - 1, line, report));
    }
    if text.starts_with('"')
        && let Ok(value) = serde_json::from_str(text)
    {
        return value;
    }
    match text {
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        "null" | "~" | "" => Value::Null,
        text => text
            .parse::<f64>()
            .ok()
            .and_then(serde_json::Number::from_f64)
            .map_or_else(
                || Value::String(text.trim_matches(['"', '\'']).to_owned()),
                Value::Number,
            ),
    }
}

/// The entries between commas, or lines, that stand in no list, map or string.
fn split(text: &str) -> Vec<&str> {
    let mut entries = Vec::new();
    let (mut depth, mut quote, mut start) = (0_i32, None, 0);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'')
                if text[start..at].trim().is_empty() || text[..at].trim_end().ends_with(':') =>
            {
                quote = Some(c);
            }
            (None, '[' | '{') => depth += 1,
            (None, ']' | '}') => depth -= 1,
            (None, ',' | '\n') if depth == 0 => {
                entries.push(&text[start..at]);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    entries.push(&text[start..]);
    entries.retain(|entry| !entry.trim().is_empty());
    entries
}

/// A block of these members as JSON that the reference parser takes: its blocks end at the first
/// brace, even in a string.
pub(super) fn write(map: &Map<String, Value>) -> String {
    if map.is_empty() {
        return String::new();
    }
    let print = |value: &Value| {
        let text = value.to_string();
        let is_string = value.is_string();
        if is_string {
            text.replace('{', "\\u007b").replace('}', "\\u007d")
        } else {
            text
        }
    };
    let members: Vec<String> = map
        .iter()
        .map(|(key, value)| format!("{}: {}", Value::String(key.clone()), print(value)))
        .collect();
    format!(" {{{}}}", members.join(", "))
}
