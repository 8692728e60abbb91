//! The article beside the map: which one is read, what is selected in it, which boxes its
//! passages are tied to and what is not yet mapped. All positions here are bytes of its text.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::Correction;
use crate::model::{Anchor, Document, Id, Kind, PartKind, Source};
use crate::text::{self, CharPos, CharSpan, Hint, Located, Locator, Span, TextIndex, hash_text};

/// How the articles of a tab are being read.
#[derive(Debug, Clone, Default)]
pub struct ReadingState {
    /// The article that is shown.
    pub source: Option<Id>,
    /// The selected passage.
    pub selection: Option<Span>,
    /// Where the caret stands: an empty stretch.
    pub caret: Option<Span>,
    /// What is being read, in bytes: the caret while it is in sight, else what stands in view.
    pub at: usize,
    /// A passage to scroll to, and to flash.
    pub wish: Option<Span>,
    /// Whether only what waits to be mapped is shown, with the headings.
    pub only_unmapped: bool,
    /// Whether the reading guide is on.
    pub shows_guide: bool,
    /// A paragraph that is being corrected.
    pub correction: Option<Correction>,
    /// Whether the passages that have moved or are lost are listed.
    pub shows_doubts: bool,
    /// The one of them that was gone to last: what rests on it, and which of its passages it is.
    pub doubt: Option<(Id, usize)>,
    /// The passage that was gone to last by its box: the box, and which of its passages it is.
    pub visited: Option<(Id, usize)>,
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
    /// Where its links lead, in the order of their starts, as the article has it.
    pub links: Vec<(Span, Arc<str>)>,
    /// Whether the text is the one that its hash was taken of.
    pub is_same_text: bool,
    /// What the reading guide finds, once it was asked.
    hints: OnceLock<Vec<Hint>>,
}

/// A passage that a node rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// Where it is.
    pub span: Span,
    /// The node.
    pub node: Id,
    /// Which of the node's passages it is, from 0.
    pub index: usize,
    /// What the node is.
    pub kind: Kind,
    /// Whether it was found by similar words, so that it may be another one.
    pub is_moved: bool,
}

/// A passage of an article that needs a person's eye: it has moved, or is not to be found.
#[derive(Debug, Clone, PartialEq)]
pub struct Doubt {
    /// The node or link that rests on it.
    pub on: Id,
    /// Which of its passages it is, from 0.
    pub index: usize,
    /// The words that were quoted.
    pub quote: String,
    /// Where it may be now; none for an orphan.
    pub span: Option<Span>,
}

/// A stretch of an article that a reader would map: a paragraph, a list item, a quotation.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch {
    /// Where it is.
    pub span: Span,
    /// Kinds of the nodes that rest on passages in it, in their order.
    pub kinds: Vec<Kind>,
    /// How much of it is within passages that nodes rest on, from 0 to 1.
    pub share: f32,
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
        let is_corrected = |correction: &Correction| is_there(&correction.source);
        if !self.correction.as_ref().is_some_and(is_corrected) {
            self.correction = None;
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
        let mut links: Vec<(Span, Arc<str>)> = source
            .structure
            .iter()
            .filter(|part| !part.url.is_empty())
            .map(|part| (span(part.start, part.end), part.url.as_str().into()))
            .collect();
        links.sort_by_key(|(span, _)| span.start);
        let is_same_text = !source.sha256.is_empty() && hash_text(&source.text) == source.sha256;
        Self {
            text: source.text.clone(),
            index,
            parts,
            links,
            is_same_text,
            hints: OnceLock::new(),
        }
    }

    /// The sentences that the reading guide marks and that nobody has mapped, set aside or
    /// dismissed.
    pub fn open_hints(&self, source: &Source, passages: &[Passage]) -> Vec<Hint> {
        let unmarked = source.unmarked.iter().map(|it| it.exact.as_str());
        let unmarked: HashSet<&str> = unmarked.collect();
        let found = self.hints.get_or_init(|| self.find_hints(source));
        let mut taken: Vec<Span> = passages.iter().map(|passage| passage.span).collect();
        taken.extend(source.irrelevant.iter().map(|range| {
            let chars = CharSpan::new(range.start, range.end);
            self.index.byte_span(&self.text, chars)
        }));
        taken.sort_unstable();
        let longest = taken
            .iter()
            .map(|span| span.len())
            .max()
            .unwrap_or_default();
        let is_open = |hint: &&Hint| {
            let from = hint.span.start.0.saturating_sub(longest);
            let first = taken.partition_point(|span| span.start.0 < from);
            let mut near = taken[first..].iter();
            let is_taken = near
                .by_ref()
                .take_while(|span| span.start < hint.span.end)
                .any(|span| span.overlaps(hint.span));
            !is_taken && !unmarked.contains(hint.span.of(&self.text))
        };
        found.iter().filter(is_open).copied().collect()
    }

    /// From bytes to the code points that anchors and edits count.
    pub fn char_range(&self, span: Span) -> (usize, usize) {
        let chars = self.index.char_span(&self.text, span);
        (chars.start.0, chars.end.0)
    }

    /// The paragraphs, headings, items and the like, in order; the whole where no parts are known.
    pub fn blocks(&self) -> impl Iterator<Item = Span> + '_ {
        let whole = self.parts.is_empty().then(|| Span::new(0, self.text.len()));
        let own = self.parts.iter();
        let own = own.filter(|(kind, ..)| !is_inline(kind));
        whole.into_iter().chain(own.map(|&(.., span)| span))
    }

    /// The paragraph, heading, item … around a byte, or else the line.
    pub fn paragraph_at(&self, byte: usize) -> Option<Span> {
        let mut own = self.parts.iter().filter(|(kind, ..)| !is_inline(kind));
        let part = own.rfind(|(.., span)| span.start.0 <= byte);
        let line = || text::paragraph_at(&self.text, &[], byte);
        let span = part
            .map(|&(.., span)| span)
            .filter(|span| byte <= span.end.0);
        let span = span.unwrap_or_else(line);
        (!span.is_empty()).then_some(span)
    }

    /// Where an anchor of this article is; none if its words are not found.
    pub fn find_anchor(&self, anchor: &Anchor) -> Option<Span> {
        let locator = Locator::new(&self.text, &self.index);
        anchor.locate(&locator, self.is_same_text).span()
    }

    /// The passages of this article that nodes rest on, in document order, and those of nodes and
    /// links that need a person's eye, in the order of the text, those that are lost first.
    pub fn find_passages(&self, document: &Document, source: &Id) -> (Vec<Passage>, Vec<Doubt>) {
        let locator = Locator::new(&self.text, &self.index);
        let mut passages = Vec::new();
        let mut doubts = Vec::new();
        let mut visit = |on: &Id, kind: Option<&Kind>, anchors: &[Anchor]| {
            for (index, anchor) in anchors.iter().enumerate() {
                if anchor.source != *source {
                    continue;
                }
                let located = anchor.locate(&locator, self.is_same_text);
                let is_moved = matches!(located, Located::Moved(..));
                if is_moved || located.span().is_none() {
                    doubts.push(Doubt {
                        on: on.clone(),
                        index,
                        quote: anchor.exact.clone(),
                        span: located.span(),
                    });
                }
                if let (Some(kind), Some(span)) = (kind, located.span()) {
                    passages.push(Passage {
                        span,
                        node: on.clone(),
                        index,
                        kind: kind.clone(),
                        is_moved,
                    });
                }
            }
        };
        for node in document.nodes() {
            visit(&node.id, Some(&node.kind), &node.anchors);
        }
        for link in document.links() {
            visit(&link.id, None, &link.anchors);
        }
        doubts.sort_by_key(|doubt| doubt.span);
        (passages, doubts)
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
            let within = by_start[first..].iter().copied();
            within
                .take_while(move |passage| passage.span.start < span.end)
                .filter(move |passage| passage.span.overlaps(span))
        };
        self.parts
            .iter()
            .filter(|(kind, ..)| is_argued(kind))
            .map(|&(_, _, span)| Stretch {
                span,
                kinds: mapped(span).map(|passage| passage.kind.clone()).collect(),
                share: find_share(span, mapped(span).map(|passage| passage.span)),
                is_set_aside: set_aside.iter().any(|aside| aside.overlaps(span)),
            })
            .collect()
    }
}

/// How much of a stretch is within others, which come in the order of their starts.
fn find_share(span: Span, within: impl Iterator<Item = Span>) -> f32 {
    let mut covered = 0;
    let mut done = span.start.0;
    for other in within {
        let end = other.end.0.min(span.end.0);
        covered += end.saturating_sub(other.start.0.max(done));
        done = done.max(end);
    }
    covered as f32 / span.len().max(1) as f32
}

/// Whether a part lies within another one.
fn is_inline(kind: &PartKind) -> bool {
    text::PartKind::from_name(kind.as_str()).is_some_and(text::PartKind::is_inline)
}

/// Whether a part stands by itself and can be mapped.
fn is_argued(kind: &PartKind) -> bool {
    let known = text::PartKind::from_name(kind.as_str());
    known.is_none_or(|kind| kind != text::PartKind::Heading && !kind.is_inline())
}
