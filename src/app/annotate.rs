//! Annotations of others become boxes that rest on the passages they name, and a passage leaves
//! with its citation.

use std::path::PathBuf;
use std::sync::Arc;

use super::{App, WindowRequest};
use crate::edit::{Edit, Fragment};
use crate::format::Report;
use crate::format::annotation::{Annotation, find_kind};
use crate::format::citing::{cite_passage, name_pages};
use crate::model::{Anchor, AnchorState, Document, Id, Kind, Node, Source};
use crate::text::{Located, Locator, Quote, TextIndex};
use crate::words;

impl App {
    /// Reads a file of annotations into a tab.
    pub(super) fn import_annotations(&mut self, tab: u64, path: PathBuf) {
        let path = std::path::absolute(&path).unwrap_or(path);
        self.tasks.open(path, Some(tab), false);
    }

    /// Makes a box of each annotation, in the map given or the one in front, in one step, and tells what
    /// their file had that was not read.
    pub(super) fn add_annotations(
        &mut self,
        annotations: &[Annotation],
        report: &Report,
        into: Option<u64>,
    ) {
        let at = into.and_then(|key| self.tabs.iter().position(|tab| tab.key == key));
        match at {
            Some(at) => self.show_tab(at),
            None if self.tab().is_none() => self.new_map(),
            None => {}
        }
        let Some(tab) = self.tab() else { return };
        let shown = tab.reading.source.clone();
        let mut guests = Guests::of(tab.document(), shown.as_ref());
        for (n, annotation) in annotations.iter().enumerate() {
            guests.add(n, annotation);
        }
        let (n, n_lost) = (guests.fragment.nodes.len(), guests.n_lost);
        let fragment = Box::new(guests.fragment);
        for remark in report.remarks() {
            let line = remark.to_string();
            let what = line.split_once(": ").map_or("", |it| it.1).to_owned();
            self.warn(words::say_with(
                "annotations-not-read",
                &[("what", what.into())],
            ));
        }
        if n == 0 {
            self.warn(words::say("annotations-none").into_owned());
            return;
        }
        let edit = Edit::Insert {
            fragment,
            under: None,
            after: None,
            against: Vec::new(),
        };
        if self.commit(&edit).is_some() {
            let values = [("n", (n as i64).into()), ("lost", (n_lost as i64).into())];
            self.tell(words::say_with("annotations-added", &values), Some("undo"));
            self.settings.panels.reader.shown = true;
        }
    }

    /// Puts the selected passage, or the one at hand, on the clipboard with its citation.
    pub fn copy_passage(&mut self) {
        let Some(tab) = self.tab() else { return };
        let source = tab.reading.source.as_ref();
        let source = source.and_then(|id| tab.document().sources().get(id.as_str()));
        let hand = || tab.passage_at_hand().map(|passage| passage.span);
        let span = tab.reading.selection.or_else(hand);
        let (Some(source), Some(span)) = (source, span) else {
            self.warn(words::say("no-passage-at-hand").into_owned());
            return;
        };
        let index = TextIndex::new(&source.text);
        let chars = index.char_span(&source.text, span);
        let language = &tab.document().meta().language;
        let pages = name_pages(source, chars.start.0, chars.end.0, words::of_map(language));
        let text = cite_passage(source, span.of(&source.text), &pages);
        self.request(WindowRequest::Copy(text));
        self.tell(words::say("passage-copied").into_owned(), None);
    }
}

/// Annotations on their way into a map.
struct Guests<'d> {
    document: &'d Document,
    shown: Option<&'d Source>,
    fragment: Fragment,
    /// How many of the passages are in no article of the map.
    n_lost: usize,
}

impl<'d> Guests<'d> {
    fn of(document: &'d Document, shown: Option<&Id>) -> Self {
        let shown = shown.and_then(|id| document.sources().get(id.as_str()));
        Self {
            document,
            shown: shown.map(|source| &**source),
            fragment: Fragment::default(),
            n_lost: 0,
        }
    }

    fn add(&mut self, n: usize, annotation: &Annotation) {
        let quote = Quote {
            start: None,
            end: None,
            ..annotation.quote.clone()
        };
        let anchor = self.find_anchor(annotation, quote);
        let kind = find_kind(&annotation.tags);
        let body = annotation.body.trim();
        let exact = || {
            annotation
                .quote
                .exact
                .split_whitespace()
                .collect::<Vec<_>>()
        };
        let text = if body.is_empty() {
            exact().join(" ")
        } else {
            body.to_owned()
        };
        let Ok(id) = Id::parse(&format!("annotation{n}")) else {
            return;
        };
        let mut node = Node::new(id, kind.clone().unwrap_or(Kind::Claim), text);
        let is_kind = |tag: &&String| {
            kind.as_ref()
                .is_some_and(|kind| tag.eq_ignore_ascii_case(kind.as_str()))
        };
        let tags = annotation.tags.iter().filter(|tag| !is_kind(tag));
        node.tags = tags.cloned().collect();
        node.anchors = [anchor].into();
        self.fragment.nodes.push(Arc::new(node));
    }

    /// The passage in the article of that address, or in the one that is shown, or nowhere but
    /// kept with its words.
    fn find_anchor(&mut self, annotation: &Annotation, quote: Quote) -> Anchor {
        let sources = self.document.sources().iter();
        let named = sources.filter(|it| is_named(self.document, it, &annotation.address));
        let named: Vec<&Source> = named.map(|source| &**source).collect();
        let candidates = named.iter().copied().chain(self.shown);
        let mut candidates = candidates.filter(|source| !source.text.is_empty());
        let found = candidates.find_map(|source| Some((source, place(source, &quote)?)));
        if let Some((source, anchor)) = found {
            self.keep_source(source);
            return anchor;
        }
        self.n_lost += 1;
        let id = match named.first() {
            Some(source) => {
                self.keep_source(source);
                source.id.clone()
            }
            None => self.add_source(annotation),
        };
        let mut anchor = Anchor::of(id, quote);
        anchor.state = Some(AnchorState::Orphan);
        anchor
    }

    /// Names a source of the map, which is not added twice.
    fn keep_source(&mut self, source: &Source) {
        let mut known = self.fragment.sources.iter();
        if !known.any(|known| known.id == source.id) {
            self.fragment.sources.push(source.clone());
        }
    }

    /// A source without a text, one for each address.
    fn add_source(&mut self, annotation: &Annotation) -> Id {
        let mut known = self.fragment.sources.iter();
        let same = known.find(|it| it.text.is_empty() && it.url == annotation.address);
        if let Some(same) = same {
            return same.id.clone();
        }
        let name = format!("annotated{}", self.fragment.sources.len());
        let id = Id::parse(&name).expect("letters and digits are an identifier");
        let title = if annotation.title.is_empty() {
            &annotation.address
        } else {
            &annotation.title
        };
        self.fragment.sources.push(Source {
            title: title.clone(),
            url: annotation.address.clone(),
            ..Source::new(id.clone())
        });
        id
    }
}

/// Whether an address is that of a source: its own, or the one that this program gives out.
fn is_named(document: &Document, source: &Source, address: &str) -> bool {
    let own = format!("urn:argument-map:{}:{}", document.meta().id, source.id);
    let plain = |url: &str| {
        let page = url.split('#').next().unwrap_or_default();
        let page = page.trim_end_matches('/');
        let (_, page) = page.split_once("://").unwrap_or(("", page));
        page.to_lowercase()
    };
    address == own || (!source.url.is_empty() && plain(&source.url) == plain(address))
}

/// Where a quote stands in a source, if it does.
fn place(source: &Source, quote: &Quote) -> Option<Anchor> {
    let index = TextIndex::new(&source.text);
    let located = Locator::new(&source.text, &index).locate(quote, false);
    let span = located.span()?;
    if !matches!(located, Located::Moved(..)) {
        let quote = Quote::of(&source.text, &index, span);
        return Some(Anchor::of(source.id.clone(), quote));
    }
    let chars = index.char_span(&source.text, span);
    let quote = Quote {
        start: Some(chars.start.0),
        end: Some(chars.end.0),
        ..quote.clone()
    };
    let mut anchor = Anchor::of(source.id.clone(), quote);
    anchor.state = Some(AnchorState::Moved);
    Some(anchor)
}
