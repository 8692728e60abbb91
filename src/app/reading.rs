//! The article beside the map: which one is read, what is selected in it, which boxes its
//! passages are tied to and what is not yet mapped. All positions here are bytes of its text.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::model::{Anchor, Document, Id, Kind, PartKind, Source};
use crate::text::{self, CharPos, CharSpan, Locator, Span, TextIndex, hash_text, locate};

/// How the articles of a tab are being read.
#[derive(Debug, Clone, Default)]
pub struct ReadingState {
    /// The article that is shown.
    pub source: Option<Id>,
    /// The selected passage.
    pub selection: Option<Span>,
    /// Where the caret stands: an empty stretch.
    pub caret: Option<Span>,
    /// A passage to scroll to, and to flash.
    pub wish: Option<Span>,
    /// Articles made ready for reading.
    texts: HashMap<Id, Arc<ReadableText>>,
    /// Files that articles were read from since the map was opened, where their encoding could
    /// be another one, and the name of the one that was taken.
    files: HashMap<Id, (PathBuf, &'static str)>,
}

/// An article made ready: its index, and its parts in bytes.
#[derive(Debug)]
pub struct ReadableText {
    /// The text; the same allocation as the source's.
    pub text: Arc<str>,
    /// From code points to bytes and back.
    pub index: TextIndex,
    /// Its parts: kind, level, stretch.
    pub parts: Vec<(PartKind, Option<u8>, Span)>,
    /// Whether the text is the one that its hash was taken of.
    pub is_same_text: bool,
}

/// A passage that a node rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// Where it is.
    pub span: Span,
    /// The node.
    pub node: Id,
    /// What the node is.
    pub kind: Kind,
}

/// A stretch of an article that a reader would map: a paragraph, a list item, a quotation.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch {
    /// Where it is.
    pub span: Span,
    /// Kinds of the nodes that rest on passages in it, in their order.
    pub kinds: Vec<Kind>,
    /// Whether it was set aside as not part of the argument.
    pub is_set_aside: bool,
}

impl Stretch {
    /// Whether it waits to be mapped.
    pub fn is_unmapped(&self) -> bool {
        self.kinds.is_empty() && !self.is_set_aside
    }
}

impl ReadingState {
    /// Begins with that article.
    pub fn of(source: Option<Id>) -> Self {
        Self {
            source,
            ..Self::default()
        }
    }

    /// Notes the file that an article was read from, and in which encoding.
    pub fn note_file(&mut self, source: Id, path: PathBuf, encoding: &'static str) {
        self.files.insert(source, (path, encoding));
    }

    /// The file of an article that could be read in another encoding, and the one that it is
    /// read in.
    pub fn file_of(&self, source: &Id) -> Option<(&Path, &'static str)> {
        let (path, encoding) = self.files.get(source)?;
        Some((path, encoding))
    }

    /// The same of the article that is shown.
    pub fn file(&self) -> Option<(&Path, &'static str)> {
        self.file_of(self.source.as_ref()?)
    }

    /// An article made ready; made once per text.
    pub fn ready(&mut self, source: &Source) -> Arc<ReadableText> {
        if let Some(ready) = self.texts.get(&source.id)
            && Arc::ptr_eq(&ready.text, &source.text)
        {
            return ready.clone();
        }
        let ready = Arc::new(ReadableText::of(source));
        self.texts.insert(source.id.clone(), ready.clone());
        ready
    }

    /// Drops what is no longer in the document.
    pub fn forget_missing(&mut self, document: &Document) {
        let is_there = |id: &Id| document.sources().contains(id.as_str());
        self.texts.retain(|id, _| is_there(id));
        if !self.source.as_ref().is_some_and(is_there) {
            self.source = document
                .sources()
                .iter()
                .next()
                .map(|source| source.id.clone());
            self.selection = None;
            self.wish = None;
        }
    }
}

impl ReadableText {
    fn of(source: &Source) -> Self {
        let index = TextIndex::new(&source.text);
        let span = |start: usize, end: usize| {
            let span = CharSpan {
                start: CharPos(start),
                end: CharPos(end.max(start)),
            };
            index.byte_span(&source.text, span)
        };
        let parts = source
            .structure
            .iter()
            .map(|part| (part.kind.clone(), part.level, span(part.start, part.end)))
            .collect();
        let is_same_text = !source.sha256.is_empty() && hash_text(&source.text) == source.sha256;
        Self {
            text: source.text.clone(),
            index,
            parts,
            is_same_text,
        }
    }

    /// From bytes to the code points that anchors and edits count.
    pub fn char_range(&self, span: Span) -> (usize, usize) {
        let chars = self.index.char_span(&self.text, span);
        (chars.start.0, chars.end.0)
    }

    /// Where an anchor of this article is; none if its words are not found.
    pub fn find_anchor(&self, anchor: &Anchor) -> Option<Span> {
        locate(&self.text, &self.index, &anchor.quote(), self.is_same_text).span()
    }

    /// The passages of this article that nodes rest on, in document order. Passages that are not
    /// found are left out.
    pub fn find_passages(&self, document: &Document, source: &Id) -> Vec<Passage> {
        let locator = Locator::new(&self.text, &self.index);
        let mut passages = Vec::new();
        for node in document.nodes() {
            for anchor in node
                .anchors
                .iter()
                .filter(|anchor| anchor.source == *source)
            {
                if let Some(span) = locator.locate(&anchor.quote(), self.is_same_text).span() {
                    passages.push(Passage {
                        span,
                        node: node.id.clone(),
                        kind: node.kind.clone(),
                    });
                }
            }
        }
        passages
    }

    /// The stretches that a reader would map, with what has become of them.
    pub fn find_stretches(&self, source: &Source, passages: &[Passage]) -> Vec<Stretch> {
        let mut by_start: Vec<&Passage> = passages.iter().collect();
        by_start.sort_by_key(|passage| passage.span.start);
        let longest = passages
            .iter()
            .map(|passage| passage.span.len())
            .max()
            .unwrap_or_default();
        let set_aside: Vec<Span> = source
            .irrelevant
            .iter()
            .map(|range| CharSpan {
                start: CharPos(range.start),
                end: CharPos(range.end),
            })
            .map(|chars| self.index.byte_span(&self.text, chars))
            .collect();
        let mapped = |span: Span| {
            let from = span.start.0.saturating_sub(longest);
            let first = by_start.partition_point(|passage| passage.span.start.0 < from);
            by_start[first..]
                .iter()
                .take_while(move |passage| passage.span.start < span.end)
                .filter(move |passage| passage.span.overlaps(span))
                .map(|passage| passage.kind.clone())
                .collect()
        };
        self.parts
            .iter()
            .filter(|(kind, ..)| is_argued(kind))
            .map(|&(_, _, span)| Stretch {
                span,
                kinds: mapped(span),
                is_set_aside: set_aside.iter().any(|aside| aside.overlaps(span)),
            })
            .collect()
    }
}

/// Whether a part stands by itself and can be mapped.
fn is_argued(kind: &PartKind) -> bool {
    let known = text::PartKind::from_name(kind.as_str());
    known.is_none_or(|kind| kind != text::PartKind::Heading && !kind.is_inline())
}
