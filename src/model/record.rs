//! The records of a map, field for field as FILE-FORMAT lists them.
//!
//! Texts are empty and lists are empty where a file has no such member. All positions in
//! articles are Unicode code points over the source's `text`, end exclusive. What few records have
//! is boxed, for every record of a large map pays for its room.

use std::sync::Arc;

use super::{
    AnchorState, Assumption, Basis, Confidence, Direction, Extra, Id, Kind, LayoutName, List,
    PartKind, RawJson, Relation, Time,
};
use crate::text::{Located, Locator, MIN_SIMILARITY, Quote, Reanchored, TextIndex};

/// What every table holds: something with an id.
pub trait Record {
    /// The id of the record.
    fn id(&self) -> &Id;
}

/// An article or other text that the map is built from.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Its id.
    pub id: Id,
    /// Title as printed.
    pub title: String,
    /// Author as printed.
    pub author: String,
    /// Publisher.
    pub publisher: String,
    /// Where it was published, as an address.
    pub url: String,
    /// When it was published, as written.
    pub published: String,
    /// When it was fetched, as written.
    pub retrieved: String,
    /// Language tag, such as `en`.
    pub language: String,
    /// How far the source can be trusted.
    pub grade: Option<Box<Grade>>,
    /// The reader's own notes.
    pub notes: String,
    /// The text that anchors count over; shared, since articles are large.
    pub text: Arc<str>,
    /// Headings, paragraphs and the like.
    pub structure: Vec<Part>,
    /// Passages set aside as not part of the argument.
    pub irrelevant: Vec<Irrelevant>,
    /// Where the pages of a paged article begin, in order.
    pub pages: Vec<PageStart>,
    /// Sentences that a reading guide no longer marks.
    pub unmarked: Vec<Unmarked>,
    /// SHA-256 of `text` in lower-case hexadecimal.
    pub sha256: String,
    /// Where an import found it.
    pub origin: Option<Box<Origin>>,
    /// Third parties' data.
    pub extensions: Option<RawJson>,
    /// Unknown members.
    pub extra: Extra,
}

/// A stretch of an article and what it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Level of a heading or depth of a list item, from 1; 1 for the heading row of a table.
    pub level: Option<u8>,
    /// First code point.
    pub start: usize,
    /// First code point after it.
    pub end: usize,
    /// Where a link leads.
    pub url: String,
    /// Unknown members.
    pub extra: Extra,
}

/// A passage set aside as not part of the argument.
#[derive(Debug, Clone, PartialEq)]
pub struct Irrelevant {
    /// First code point.
    pub start: usize,
    /// First code point after it.
    pub end: usize,
    /// Unknown members.
    pub extra: Extra,
}

/// Where a page of an article begins.
#[derive(Debug, Clone, PartialEq)]
pub struct PageStart {
    /// The number that stands on it, or else its place among the pages: `4`, `236`, `iv`.
    pub label: String,
    /// First code point.
    pub start: usize,
    /// Unknown members.
    pub extra: Extra,
}

/// A sentence that a reading guide no longer marks, wherever it stands in the article.
#[derive(Debug, Clone, PartialEq)]
pub struct Unmarked {
    /// Its words.
    pub exact: String,
    /// Unknown members.
    pub extra: Extra,
}

/// One box.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Its id.
    pub id: Id,
    /// What it is.
    pub kind: Kind,
    /// A short name, if it has one.
    pub title: String,
    /// Its wording.
    pub text: String,
    /// Free notes in Markdown.
    pub note: String,
    /// Tags.
    pub tags: List<String>,
    /// The passages that it rests on.
    pub anchors: List<Anchor>,
    /// Taken as true for the analysis, and how well backed.
    pub assumption: Option<Assumption>,
    /// Needed but not said in the source.
    pub implicit: bool,
    /// How likely it is judged to be.
    pub likelihood: Option<Box<Likelihood>>,
    /// How sure that judgement is.
    pub confidence: Option<Confidence>,
    /// Why the confidence is what it is.
    pub confidence_reason: String,
    /// Grade of the source and of what it says.
    pub grade: Option<Box<Grade>>,
    /// What it rests on.
    pub basis: Option<Basis>,
    /// Works cited.
    pub citations: List<Citation>,
    /// Remarks.
    pub comments: List<Comment>,
    /// Where an import found it.
    pub origin: Option<Box<Origin>>,
    /// Third parties' data.
    pub extensions: Option<RawJson>,
    /// Unknown members.
    pub extra: Extra,
}

/// The passage that a node or link rests on: quote, context and position.
#[derive(Debug, Clone, PartialEq)]
pub struct Anchor {
    /// The source quoted.
    pub source: Id,
    /// The quoted words.
    pub exact: String,
    /// Up to 32 code points before it.
    pub prefix: String,
    /// Up to 32 code points after it.
    pub suffix: String,
    /// First code point.
    pub start: Option<usize>,
    /// First code point after it.
    pub end: Option<usize>,
    /// What became of it when the text changed.
    pub state: Option<AnchorState>,
    /// Unknown members.
    pub extra: Extra,
}

impl Anchor {
    /// An anchor of a quote from that source.
    pub fn of(source: Id, quote: Quote) -> Self {
        Self {
            source,
            exact: quote.exact,
            prefix: quote.prefix,
            suffix: quote.suffix,
            start: quote.start,
            end: quote.end,
            state: None,
            extra: Extra::new(),
        }
    }

    /// Where it is in its source's text, of which the locator is; `is_same_text` says that the
    /// text is the one that its positions count over. A passage that was found by similar words
    /// before is where it was found then.
    pub fn locate(&self, locator: &Locator<'_>, is_same_text: bool) -> Located {
        let quote = self.quote();
        let is_placed = is_same_text && self.state == Some(AnchorState::Moved);
        let known = quote.position().filter(|_| is_placed);
        let known = known.and_then(|chars| locator.span_of(chars));
        match known {
            Some(span) => Located::Moved(span, MIN_SIMILARITY),
            None => locator.locate(&quote, is_same_text),
        }
    }

    /// Ties it to where its passage was found in another version of its source's text, `text`, of
    /// which `index` is the index.
    pub fn settle(&mut self, found: Reanchored, text: &str, index: &TextIndex) {
        match found {
            Reanchored::Kept(span) => {
                let quote = Quote::of(text, index, span);
                self.exact = quote.exact;
                self.prefix = quote.prefix;
                self.suffix = quote.suffix;
                self.start = quote.start;
                self.end = quote.end;
                self.state = None;
            }
            // The old words stay until somebody says that the new ones are right.
            Reanchored::Moved(span) => {
                let chars = index.char_span(text, span);
                self.start = Some(chars.start.0);
                self.end = Some(chars.end.0);
                self.state = Some(AnchorState::Moved);
            }
            Reanchored::Lost => {
                self.start = None;
                self.end = None;
                self.state = Some(AnchorState::Orphan);
            }
        }
    }

    /// What is looked for in the source's text.
    pub fn quote(&self) -> Quote {
        Quote {
            exact: self.exact.clone(),
            prefix: self.prefix.clone(),
            suffix: self.suffix.clone(),
            start: self.start,
            end: self.end,
        }
    }
}

/// One step of reasoning.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Its id.
    pub id: Id,
    /// What it does.
    pub relation: Relation,
    /// The premises; several are linked premises, one reason that only holds together.
    pub from: Vec<Id>,
    /// A node, or a link.
    pub to: Id,
    /// A short name, if it has one.
    pub title: String,
    /// How strong the step is.
    pub strength: Option<Strength>,
    /// Argumentation scheme (Walton).
    pub scheme: String,
    /// Roles of premises in the scheme: premise and role, in order.
    pub roles: List<(Arc<str>, String)>,
    /// Why the step may be taken.
    pub warrant: String,
    /// Free notes in Markdown.
    pub note: String,
    /// Tags.
    pub tags: List<String>,
    /// The passages that it rests on.
    pub anchors: List<Anchor>,
    /// Remarks.
    pub comments: List<Comment>,
    /// Where an import found it.
    pub origin: Option<Box<Origin>>,
    /// Third parties' data.
    pub extensions: Option<RawJson>,
    /// Unknown members.
    pub extra: Extra,
}

/// How strong a step of reasoning is.
#[derive(Debug, Clone, PartialEq)]
pub enum Strength {
    /// A word: weak, moderate, strong, conclusive, or one that this version does not know.
    Word(Arc<str>),
    /// A number in 0..=1.
    Number(f64),
}

/// A word of a yardstick of likelihood.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Likelihood {
    /// The yardstick; empty for the document's.
    pub yardstick: String,
    /// The word.
    pub word: String,
    /// Unknown members.
    pub extra: Extra,
}

/// Admiralty code.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Grade {
    /// Reliability of the source, A to F.
    pub reliability: String,
    /// Credibility of what it says, 1 to 6.
    pub credibility: String,
    /// Unknown members.
    pub extra: Extra,
}

/// A work cited.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Citation {
    /// Its address.
    pub url: String,
    /// Its title.
    pub title: String,
    /// The words quoted.
    pub quote: String,
    /// Unknown members.
    pub extra: Extra,
}

/// A remark on a node or link.
#[derive(Debug, Clone, PartialEq)]
pub struct Comment {
    /// Its id.
    pub id: Id,
    /// Who wrote it.
    pub author: String,
    /// The remark.
    pub text: String,
    /// When it was written.
    pub created: Time,
    /// The comment that it answers.
    pub reply_to: Option<Id>,
    /// Whether it is settled.
    pub resolved: bool,
    /// Whether it is hidden.
    pub hidden: bool,
    /// Unknown members.
    pub extra: Extra,
}

/// A finding of a check that somebody set aside with a reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Dismissal {
    /// The check.
    pub check: String,
    /// The records it was about.
    pub on: Vec<Id>,
    /// Why it was set aside.
    pub reason: String,
    /// Who set it aside.
    pub author: String,
    /// When.
    pub created: Option<Time>,
    /// What those records came to then, by [`super::fingerprint_records`]; empty where nobody
    /// noted it.
    pub fingerprint: String,
    /// Unknown members.
    pub extra: Extra,
}

/// How a map is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// The layout.
    pub layout: Option<LayoutName>,
    /// Which way the tree grows.
    pub direction: Option<Direction>,
    /// The page asked for.
    pub page: Option<RawJson>,
    /// The compact layout's choice per parent.
    pub arrangement: Arrangement,
    /// Its choice for the boxes that stand under none.
    pub roots: Option<String>,
    /// Nodes whose children a hand has arranged: the layout gives up no such choice by itself.
    pub arranged: Vec<Id>,
    /// Folded nodes.
    pub collapsed: Vec<Id>,
    /// Pins in whole map units: node, x, y.
    pub positions: Vec<(Arc<str>, i64, i64)>,
    /// The filter, kept as written.
    pub filter: Option<RawJson>,
    /// Third parties' data.
    pub extensions: Option<RawJson>,
    /// Unknown members.
    pub extra: Extra,
}

/// Choice of the compact layout per parent: node, and `row`, `stack` or `columns n`.
pub type Arrangement = Vec<(Arc<str>, String)>;

/// Where an import found a record.
#[derive(Debug, Clone, PartialEq)]
pub struct Origin {
    /// The format it came from.
    pub format: String,
    /// Its id there.
    pub id: String,
    /// Its type there.
    pub kind: String,
    /// Unknown members.
    pub extra: Extra,
}

impl Source {
    /// A source with nothing but an id.
    pub fn new(id: Id) -> Self {
        Self {
            id,
            title: String::new(),
            author: String::new(),
            publisher: String::new(),
            url: String::new(),
            published: String::new(),
            retrieved: String::new(),
            language: String::new(),
            grade: None,
            notes: String::new(),
            text: "".into(),
            structure: Vec::new(),
            irrelevant: Vec::new(),
            pages: Vec::new(),
            unmarked: Vec::new(),
            sha256: String::new(),
            origin: None,
            extensions: None,
            extra: Extra::new(),
        }
    }

    /// The numbers of the pages on which a stretch begins and ends, in code points; none where
    /// the article has no pages there.
    pub fn find_pages(&self, start: usize, end: usize) -> Option<(&str, &str)> {
        let on = |point: usize| {
            let behind = self.pages.partition_point(|page| page.start <= point);
            self.pages[..behind].last().map(|page| page.label.as_str())
        };
        on(start).zip(on(end.saturating_sub(1).max(start)))
    }
}

impl Node {
    /// A node of that kind and wording, with nothing else.
    pub fn new(id: Id, kind: Kind, text: impl Into<String>) -> Self {
        Self {
            id,
            kind,
            title: String::new(),
            text: text.into(),
            note: String::new(),
            tags: List::new(),
            anchors: List::new(),
            assumption: None,
            implicit: false,
            likelihood: None,
            confidence: None,
            confidence_reason: String::new(),
            grade: None,
            basis: None,
            citations: List::new(),
            comments: List::new(),
            origin: None,
            extensions: None,
            extra: Extra::new(),
        }
    }
}

impl Link {
    /// A link of that relation between those records, with nothing else.
    pub fn new(id: Id, relation: Relation, from: Vec<Id>, to: Id) -> Self {
        Self {
            id,
            relation,
            from,
            to,
            title: String::new(),
            strength: None,
            scheme: String::new(),
            roles: List::new(),
            warrant: String::new(),
            note: String::new(),
            tags: List::new(),
            anchors: List::new(),
            comments: List::new(),
            origin: None,
            extensions: None,
            extra: Extra::new(),
        }
    }

    /// Whether several premises make one reason.
    pub fn is_linked(&self) -> bool {
        self.from.len() > 1
    }
}

impl View {
    /// A view with nothing but an id.
    pub fn new(id: Id) -> Self {
        Self {
            id,
            name: String::new(),
            layout: None,
            direction: None,
            page: None,
            arrangement: Arrangement::new(),
            roots: None,
            arranged: Vec::new(),
            collapsed: Vec::new(),
            positions: Vec::new(),
            filter: None,
            extensions: None,
            extra: Extra::new(),
        }
    }
}

impl Record for Source {
    fn id(&self) -> &Id {
        &self.id
    }
}

impl Record for Node {
    fn id(&self) -> &Id {
        &self.id
    }
}

impl Record for Link {
    fn id(&self) -> &Id {
        &self.id
    }
}

impl Record for View {
    fn id(&self) -> &Id {
        &self.id
    }
}
