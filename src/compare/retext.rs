//! A source whose text one copy has corrected: passages that the other copies tie to it are found
//! again in the new text, so that all copies speak of one text when they are merged.

use std::sync::Arc;

use crate::model::{Anchor, Document, Id, Irrelevant, Link, Meta, Node, Source};
use crate::text::{CharPos, CharSpan, Locator, Reanchorer, Span, TextIndex, hash_text};

/// The map with the text, parts and hash of `newer` in the place of those of the source of that id.
pub(super) fn follow_text(document: &Document, id: &Id, newer: &Source) -> Document {
    let Some(source) = document.sources().get(id.as_str()) else {
        return document.clone();
    };
    if source.text == newer.text {
        return document.clone();
    }
    let old_index = TextIndex::new(&source.text);
    let index = TextIndex::new(&newer.text);
    let follower = Follower {
        id,
        old: Locator::new(&source.text, &old_index),
        is_same_text: !source.sha256.is_empty() && hash_text(&source.text) == source.sha256,
        old_text: &source.text,
        old_index: &old_index,
        newer,
        index: &index,
        reanchorer: Reanchorer::new(&source.text, &newer.text, &index),
    };
    follower.rebuild(document)
}

/// The map with what is made of its sources, boxes and links.
pub(super) fn rebuild(
    document: &Document,
    make_source: impl Fn(&Source) -> Source,
    make_node: impl Fn(&Arc<Node>) -> Arc<Node>,
    make_link: impl Fn(&Arc<Link>) -> Arc<Link>,
) -> Document {
    let mut rebuilt = Document::from_meta(Meta::clone(document.meta()));
    for source in document.sources() {
        drop(rebuilt.load_source(make_source(source)));
    }
    for node in document.nodes() {
        drop(rebuilt.load_node(make_node(node)));
    }
    for link in document.links() {
        drop(rebuilt.load_link(make_link(link)));
    }
    rebuilt.load_dismissals(document.dismissals().to_vec());
    for view in document.views() {
        drop(rebuilt.load_view((**view).clone()));
    }
    rebuilt
}

struct Follower<'a> {
    id: &'a Id,
    old: Locator<'a>,
    is_same_text: bool,
    old_text: &'a str,
    old_index: &'a TextIndex,
    newer: &'a Source,
    index: &'a TextIndex,
    reanchorer: Reanchorer<'a>,
}

impl Follower<'_> {
    fn rebuild(&self, document: &Document) -> Document {
        let follow_node = |node: &Arc<Node>| self.follow_node(node);
        let follow_link = |link: &Arc<Link>| self.follow_link(link);
        rebuild(
            document,
            |source| self.follow_source(source),
            follow_node,
            follow_link,
        )
    }

    fn follow_source(&self, source: &Source) -> Source {
        if source.id != *self.id {
            return source.clone();
        }
        let irrelevant = source.irrelevant.iter().map(|it| self.follow_stretch(it));
        Source {
            text: self.newer.text.clone(),
            structure: self.newer.structure.clone(),
            pages: self.newer.pages.clone(),
            sha256: self.newer.sha256.clone(),
            irrelevant: irrelevant.filter(|it| it.start < it.end).collect(),
            ..source.clone()
        }
    }

    fn follow_stretch(&self, stretch: &Irrelevant) -> Irrelevant {
        let chars = CharSpan {
            start: CharPos(stretch.start),
            end: CharPos(stretch.end.max(stretch.start)),
        };
        let old = self.old_index.byte_span(self.old_text, chars);
        let new = self.reanchorer.diff().map(old);
        let text = &self.newer.text;
        let first = text.floor_char_boundary(new.start.0);
        let last = text.ceil_char_boundary(new.end.0);
        let chars = self.index.char_span(text, Span::new(first, last));
        Irrelevant {
            start: chars.start.0,
            end: chars.end.0,
            ..stretch.clone()
        }
    }

    fn follow_node(&self, node: &Arc<Node>) -> Arc<Node> {
        if !self.is_quoted_by(&node.anchors) {
            return node.clone();
        }
        let mut node = Node::clone(node);
        self.follow_anchors(&mut node.anchors);
        Arc::new(node)
    }

    fn follow_link(&self, link: &Arc<Link>) -> Arc<Link> {
        if !self.is_quoted_by(&link.anchors) {
            return link.clone();
        }
        let mut link = Link::clone(link);
        self.follow_anchors(&mut link.anchors);
        Arc::new(link)
    }

    fn is_quoted_by(&self, anchors: &[Anchor]) -> bool {
        anchors.iter().any(|anchor| anchor.source == *self.id)
    }

    fn follow_anchors(&self, anchors: &mut [Anchor]) {
        for anchor in anchors.iter_mut().filter(|it| it.source == *self.id) {
            let stood = anchor.locate(&self.old, self.is_same_text).span();
            let found = self.reanchorer.find(&anchor.quote(), stood);
            anchor.settle(found, &self.newer.text, self.index);
        }
    }
}
