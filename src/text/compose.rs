//! Puts an article together from what a reader of a format meets: blocks, the containers that
//! they stand in, words, and stretches of words set apart. Every format with markup ends here,
//! so that the shape of the text is one. Knows no format.

use std::sync::Arc;

use super::heading::{is_heading_shape, mark_headings};
use super::label::insert_labels;
use super::span::{BytePos, Span};
use super::structure::{PageStart, Part, PartKind};

/// The longest bold opening that is taken for a label, in words.
const MAX_LABEL_WORDS: usize = 8;

/// The deepest nesting of containers that is kept; what stands deeper counts as standing there.
const MAX_DEPTH: usize = 64;

/// What blocks can stand in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Container {
    /// A list: the next number, or none for dots.
    List(Option<u64>),
    /// An item of a list.
    Item,
    /// A quotation.
    Quote,
    /// The text of a note.
    Footnote,
    /// A heading of that level.
    Heading(u8),
}

/// The block that is being written.
struct Open {
    start: usize,
    /// Length of the text before the block and what stands before it on its line.
    before: usize,
    kind: PartKind,
    level: Option<u8>,
    /// Where its inner parts begin in the list of them.
    first_inner: usize,
}

/// A stretch within blocks that has begun and not ended.
struct OpenStretch {
    kind: PartKind,
    url: Option<Arc<str>>,
    /// Where it began in the open block; none while no block is open.
    start: Option<usize>,
}

/// A table row that is being written.
struct Row {
    level: Option<u8>,
    n_cells: usize,
}

/// The article as far as it has been put together.
#[derive(Default)]
pub(super) struct Composer {
    text: String,
    blocks: Vec<Part>,
    inner: Vec<Part>,
    labels: Vec<Span>,
    containers: Vec<Container>,
    /// How many containers were entered beyond the bound.
    n_too_deep: usize,
    open: Option<Open>,
    stretches: Vec<OpenStretch>,
    row: Option<Row>,
    /// What is to stand before the next block on its line.
    mark: Option<String>,
    pages: Vec<PageStart>,
    /// The page that begins with the next word.
    coming_page: Option<String>,
}

impl Composer {
    /// Ends the open block and enters a container. An item counts up the list that it is in.
    pub fn enter(&mut self, container: Container) {
        self.close_block();
        if self.containers.len() >= MAX_DEPTH {
            self.n_too_deep += 1;
            return;
        }
        if container == Container::Item {
            self.mark = Some(match self.containers.last_mut() {
                Some(Container::List(Some(number))) => {
                    *number = number.saturating_add(1);
                    format!("{}. ", *number - 1)
                }
                _ => "• ".to_owned(),
            });
        }
        self.containers.push(container);
    }

    /// Ends the open block and leaves the innermost container.
    pub fn leave(&mut self) {
        self.close_block();
        if self.n_too_deep > 0 {
            self.n_too_deep -= 1;
            return;
        }
        if !matches!(self.containers.pop(), Some(Container::Heading(_))) {
            self.mark = None;
        }
    }

    /// The innermost container.
    pub fn container(&self) -> Option<&Container> {
        self.containers.last()
    }

    /// Enters the text of a note, which begins with its mark in brackets.
    pub fn enter_note(&mut self, mark: &str) {
        self.enter(Container::Footnote);
        self.mark = Some(format!("[{}] ", mark.replace(char::is_control, "")));
    }

    /// Puts something before the next block on its line instead of what would stand there.
    pub fn set_mark(&mut self, mark: String) {
        self.mark = Some(mark);
    }

    #[cfg(feature = "pdf")]
    /// Lets a page begin with the next word, wherever that stands.
    pub fn begin_page(&mut self, label: String) {
        self.coming_page = Some(label);
    }

    #[cfg(feature = "pdf")]
    /// Where pages have begun so far; given out once, when all blocks are closed.
    pub fn take_pages(&mut self) -> Vec<PageStart> {
        self.close_block();
        std::mem::take(&mut self.pages)
    }

    /// Begins a row of a table; blocks within it run together until it ends.
    pub fn begin_row(&mut self, is_heading: bool) {
        self.close_block();
        self.row = Some(Row {
            level: is_heading.then_some(1),
            n_cells: 0,
        });
    }

    /// Begins a cell of the row.
    pub fn begin_cell(&mut self) {
        let Some(row) = &mut self.row else { return };
        row.n_cells += 1;
        if row.n_cells > 1 {
            if self.open.is_none() {
                self.open_block();
            }
            let end = self.text.trim_end_matches(' ').len();
            self.text.truncate(end);
            self.text.push('\t');
        }
    }

    /// Ends the row.
    pub fn end_row(&mut self) {
        self.row = None;
        self.close_block();
    }

    /// Begins a stretch of words set apart.
    pub fn begin(&mut self, kind: PartKind, url: Option<&str>) {
        let start = self.open.as_ref().map(|_| self.text.len());
        self.stretches.push(OpenStretch {
            kind,
            url: url.map(Arc::from),
            start,
        });
    }

    /// Ends the innermost stretch of that kind, if there is one.
    pub fn end(&mut self, kind: PartKind) {
        let Some(at) = self.stretches.iter().rposition(|one| one.kind == kind) else {
            return;
        };
        let stretch = self.stretches.remove(at);
        self.keep_stretch(&stretch);
    }

    /// The mark of a note in running text.
    pub fn push_reference(&mut self, mark: &str) {
        self.begin(PartKind::Reference, None);
        self.push(&format!("[{mark}]"));
        self.end(PartKind::Reference);
    }

    /// Writes words as they are, into the open block or a new one.
    pub fn push(&mut self, words: &str) {
        let words = if self.is_at_start() {
            words.trim_start()
        } else {
            words
        };
        if words.is_empty() {
            return;
        }
        self.open_for_words();
        if !words.trim().is_empty()
            && let Some(label) = self.coming_page.take()
        {
            let at = BytePos(self.text.len());
            self.pages.push(PageStart { label, at });
        }
        // An entity can stand for a control character.
        self.text
            .extend(words.chars().filter_map(|char| match char {
                '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => Some(' '),
                '\u{feff}' | '\u{fffe}' | '\u{ffff}' => None,
                char if char.is_control() => Some(char::REPLACEMENT_CHARACTER),
                char => Some(char),
            }));
    }

    /// Writes words in which any run of white space stands for one space.
    pub fn flow(&mut self, words: &str) {
        let is_space = |char: char| matches!(char, ' ' | '\t' | '\n' | '\r' | '\u{c}');
        let mut rest = words;
        while let Some(char) = rest.chars().next() {
            if is_space(char) {
                rest = rest.trim_start_matches(is_space);
                if !self.is_at_start() && !self.text.ends_with([' ', '\n', '\t']) {
                    self.push(" ");
                }
            } else {
                let end = rest.find(is_space).unwrap_or(rest.len());
                self.push(&rest[..end]);
                rest = &rest[end..];
            }
        }
    }

    /// Begins a new line within the block.
    pub fn break_line(&mut self) {
        if self.is_at_start() {
            return;
        }
        let is_prose = self.row.is_none()
            && self
                .open
                .as_ref()
                .is_some_and(|open| open.kind != PartKind::Heading);
        let end = self.text.trim_end_matches(' ').len();
        if !is_prose {
            self.flow(" ");
        } else if self.text[..end].ends_with('\n') {
            self.close_block();
        } else {
            self.text.truncate(end);
            self.text.push('\n');
        }
    }

    /// Ends the open block; within a row, words that follow are only parted from it.
    pub fn close_block(&mut self) {
        if self.row.is_some() {
            self.flow(" ");
            return;
        }
        let Some(open) = self.open.take() else { return };
        self.text
            .truncate(self.text.trim_end().len().max(open.start));
        if self.text.len() == open.start {
            self.text.truncate(open.before);
            self.inner.truncate(open.first_inner);
            for stretch in &mut self.stretches {
                stretch.start = None;
            }
            return;
        }
        for at in 0..self.stretches.len() {
            if let Some(start) = self.stretches[at].start.take() {
                let stretch = &self.stretches[at];
                let part = Part {
                    url: stretch.url.clone(),
                    ..Part::new(stretch.kind, Span::new(start, self.text.len()))
                };
                self.keep_inner(part, open.first_inner);
            }
        }
        let mut block = Part {
            level: open.level,
            ..Part::new(open.kind, Span::new(open.start, self.text.len()))
        };
        self.judge_bold(&mut block, open.first_inner);
        self.blocks.push(block);
    }

    /// The text and its parts, in reading order.
    pub fn finish(mut self) -> (String, Vec<Part>) {
        self.row = None;
        self.close_block();
        let Self {
            text,
            mut blocks,
            inner,
            labels,
            ..
        } = self;
        let is_heading = |part: &Part| part.kind == PartKind::Heading;
        let n_headings = blocks.iter().filter(|part| is_heading(part)).count();
        match (n_headings, blocks.first().is_some_and(is_heading)) {
            (0, _) | (1, true) => mark_headings(&text, &mut blocks),
            _ => {}
        }
        let outer = insert_labels(&text, blocks, &labels);
        (text, merge_inner(outer, inner))
    }

    /// Puts what another one has put together behind what is here; both end their open block.
    pub fn absorb(&mut self, mut other: Self) {
        self.close_block();
        other.row = None;
        other.close_block();
        if other.text.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let by = self.text.len();
        self.text.push_str(&other.text);
        let shift = |span: &mut Span| *span = Span::new(span.start.0 + by, span.end.0 + by);
        for part in other.blocks.iter_mut().chain(&mut other.inner) {
            shift(&mut part.range);
        }
        other.labels.iter_mut().for_each(shift);
        self.blocks.append(&mut other.blocks);
        self.inner.append(&mut other.inner);
        self.labels.append(&mut other.labels);
    }

    /// Whether the next word would be the first one of its block or cell.
    fn is_at_start(&self) -> bool {
        self.open
            .as_ref()
            .is_none_or(|open| open.start == self.text.len())
            || (self.row.is_some() && self.text.ends_with('\t'))
    }

    fn open_for_words(&mut self) {
        if self.open.is_none() {
            self.open_block();
        }
        let here = self.text.len();
        for stretch in &mut self.stretches {
            stretch.start.get_or_insert(here);
        }
    }

    fn open_block(&mut self) {
        let is_list = |one: &&Container| matches!(one, Container::List(_));
        let depth = self.containers.iter().filter(is_list).count().clamp(1, 9) as u8;
        let heading = self.containers.iter().rev().find_map(|one| match one {
            Container::Heading(level) => Some(*level),
            _ => None,
        });
        let inner = self.containers.iter().rfind(|one| !is_list(one));
        let (kind, level) = match (heading, &self.row, inner) {
            (Some(level), _, _) => (PartKind::Heading, Some(level)),
            (None, Some(row), _) => (PartKind::Table, row.level),
            (None, None, Some(Container::Item)) => (PartKind::Item, Some(depth)),
            (None, None, Some(Container::Quote)) => (PartKind::Quote, None),
            (None, None, Some(Container::Footnote)) => (PartKind::Footnote, None),
            (None, None, _) => (PartKind::Paragraph, None),
        };
        let before = self.text.len();
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        if let Some(mark) = self.mark.take() {
            self.text.push_str(&mark);
        }
        self.open = Some(Open {
            start: self.text.len(),
            before,
            kind,
            level,
            first_inner: self.inner.len(),
        });
    }

    fn keep_stretch(&mut self, stretch: &OpenStretch) {
        let (Some(start), Some(open)) = (stretch.start, &self.open) else {
            return;
        };
        let first = open.first_inner;
        let part = Part {
            url: stretch.url.clone(),
            ..Part::new(stretch.kind, Span::new(start, self.text.len()))
        };
        self.keep_inner(part, first);
    }

    /// Keeps a stretch of the open block. One that goes on where the last of its kind ended is
    /// one with it: word processors cut words set apart into many runs.
    fn keep_inner(&mut self, mut part: Part, first: usize) {
        if part.range.of(&self.text).trim().is_empty() {
            return;
        }
        part.range = part.range.trim(&self.text);
        let text = &self.text;
        let last = self.inner[first..]
            .iter_mut()
            .rfind(|one| one.kind == part.kind);
        if let Some(last) = last
            && last.url == part.url
            && part.kind != PartKind::Reference
            && last.range.end <= part.range.start
            && text[last.range.end.0..part.range.start.0].trim().is_empty()
        {
            last.range.end = part.range.end;
        } else {
            self.inner.push(part);
        }
    }

    /// A bold paragraph is a heading, a bold opening with a colon or a stop a label.
    fn judge_bold(&mut self, block: &mut Part, first_inner: usize) {
        if block.kind == PartKind::Heading {
            self.drop_strong(first_inner, block.range);
            return;
        }
        let opens =
            |part: &&Part| part.kind == PartKind::Strong && part.range.start == block.range.start;
        let Some(bold) = self.inner[first_inner..].iter().find(opens) else {
            return;
        };
        let bold = bold.range;
        let words = bold.of(&self.text);
        if bold == block.range {
            if block.kind == PartKind::Paragraph && is_heading_shape(words) {
                block.kind = PartKind::Heading;
                block.level = Some(3);
                self.drop_strong(first_inner, bold);
            }
            return;
        }
        let rest = &self.text[bold.end.0..];
        let label = words.trim_end().trim_end_matches([':', '.', '?', '!']);
        let is_closed = label.len() < words.trim_end().len() || rest.trim_start().starts_with(':');
        let is_block = matches!(block.kind, PartKind::Paragraph | PartKind::Item);
        let is_short = label.split_whitespace().count() <= MAX_LABEL_WORDS;
        if is_closed && is_block && is_short && !label.is_empty() {
            self.labels
                .push(Span::new(bold.start.0, bold.start.0 + label.len()));
            self.drop_strong(first_inner, bold);
        }
    }

    /// Drops what would only say again that headings and labels are strong.
    fn drop_strong(&mut self, first_inner: usize, within: Span) {
        let mut at = first_inner;
        while let Some(part) = self.inner.get(at) {
            let is_inside = part.range.start >= within.start && part.range.end <= within.end;
            if part.kind == PartKind::Strong && is_inside {
                self.inner.remove(at);
            } else {
                at += 1;
            }
        }
    }
}

/// Puts stretches behind the block, and its label, that they lie in; the outer one first.
fn merge_inner(outer: Vec<Part>, mut inner: Vec<Part>) -> Vec<Part> {
    inner.sort_by_key(|part| (part.range.start, std::cmp::Reverse(part.range.end)));
    let mut parts = Vec::with_capacity(outer.len() + inner.len());
    let mut rest = inner.into_iter().peekable();
    for (part, next) in with_next_block(outer) {
        parts.push(part);
        if let Some(next) = next {
            while let Some(one) = rest.next_if(|one| one.range.start.0 < next) {
                parts.push(one);
            }
        }
    }
    parts.extend(rest);
    parts
}

/// Each part with the byte at which the next block begins; none where a label comes between.
fn with_next_block(outer: Vec<Part>) -> impl Iterator<Item = (Part, Option<usize>)> {
    let starts: Vec<Option<usize>> = (0..outer.len())
        .map(|at| match outer.get(at + 1) {
            Some(next) if next.kind == PartKind::Label => None,
            Some(next) => Some(next.range.start.0),
            None => Some(usize::MAX),
        })
        .collect();
    outer.into_iter().zip(starts)
}
