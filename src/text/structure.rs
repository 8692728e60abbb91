//! What an article is made of, as ranges of its text: the structure entries of the file format.

use std::sync::Arc;

use super::heading::mark_headings;
use super::label::insert_labels;
use super::plain::find_blocks;
use super::span::{BytePos, Span};

/// One part of an article: a block, or a stretch within the block before it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Rank of a heading (1 is the title), depth of a list item (1 is the outermost), or 1 for
    /// the heading row of a table.
    pub level: Option<u8>,
    /// Its words, in bytes of the text, without list or quote marks before them.
    pub range: Span,
    /// Where a link leads, as the article has it; none for everything else.
    pub url: Option<Arc<str>>,
}

/// Where a page of an article begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageStart {
    /// The number that stands on it, or else its place among the pages.
    pub label: String,
    /// The byte at which its words begin.
    pub at: BytePos,
}

/// What a part of an article can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartKind {
    /// A title or the heading of a section.
    Heading,
    /// A paragraph of prose, or a line of code.
    Paragraph,
    /// A list item.
    Item,
    /// The words before the colon of a labelled point; lies in the part before it.
    Label,
    /// A quoted block.
    Quote,
    /// The text of a note.
    Footnote,
    /// A row of a table, its cells parted by tabs.
    Table,
    /// Words set apart lightly; lies in the block before it.
    Emphasis,
    /// Words set apart strongly; lies in the block before it.
    Strong,
    /// Words that lead elsewhere; lies in the block before it.
    Link,
    /// The mark of a note in running text; lies in the block before it.
    Reference,
}

impl PartKind {
    /// Every kind, with the word that stands for it in files.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Heading, "heading"),
        (Self::Paragraph, "paragraph"),
        (Self::Item, "item"),
        (Self::Label, "label"),
        (Self::Quote, "quote"),
        (Self::Footnote, "footnote"),
        (Self::Table, "table"),
        (Self::Emphasis, "emphasis"),
        (Self::Strong, "strong"),
        (Self::Link, "link"),
        (Self::Reference, "reference"),
    ];

    /// Whether it lies in the block before it, and does not stand by itself.
    pub fn is_inline(self) -> bool {
        matches!(
            self,
            Self::Label | Self::Emphasis | Self::Strong | Self::Link | Self::Reference
        )
    }

    /// The word that stands for the kind in files.
    pub fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(kind, _)| *kind == self)
            .map_or("", |(_, name)| name)
    }

    /// The kind that a word in a file stands for.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(_, known)| *known == name)
            .map(|(kind, _)| *kind)
    }
}

impl Part {
    /// A part without a level.
    pub fn new(kind: PartKind, range: Span) -> Self {
        Self {
            kind,
            level: None,
            range,
            url: None,
        }
    }
}

/// The parts of a plain text, in reading order; see [`super::Article::structure`].
pub fn find_structure(text: &str) -> Vec<Part> {
    let mut parts = find_blocks(text);
    mark_headings(text, &mut parts);
    insert_labels(text, parts, &[])
}

/// The paragraph, heading, item … around a byte, or else the line around it, in bytes.
/// `structure` holds the parts of `text` in reading order.
pub fn paragraph_at(text: &str, structure: &[Part], byte: usize) -> Span {
    let behind = structure.partition_point(|part| part.range.start.0 <= byte);
    let block = structure[..behind]
        .iter()
        .rfind(|part| !part.kind.is_inline());
    match block {
        Some(part) if part.range.end.0 >= byte && !part.range.of(text).is_empty() => part.range,
        _ => find_line(text, byte),
    }
}

fn find_line(text: &str, byte: usize) -> Span {
    let byte = text.floor_char_boundary(byte);
    let start = memchr::memrchr(b'\n', &text.as_bytes()[..byte]).map_or(0, |at| at + 1);
    let end = memchr::memchr(b'\n', &text.as_bytes()[byte..]).map_or(text.len(), |at| byte + at);
    Span::new(start, end).trim(text)
}
