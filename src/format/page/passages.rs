//! The passages of a map: where each stands in its article.

use std::ops::Range;

use super::name_class;
use crate::model::{Anchor, Document};
use crate::text::{Locator, TextIndex, hash_text};

/// One passage that a box or line rests on.
pub(super) struct Passage {
    /// The part of the drawing that rests on it, such as `node-n1`.
    pub(super) part: String,
    /// The class of that part.
    pub(super) class: &'static str,
    /// Which article, and which of its bytes; none where its words are not found there.
    pub(super) place: Option<(usize, Range<usize>)>,
    /// The number of the element in which it begins, once that is written.
    pub(super) element: Option<usize>,
}

/// All passages: those of the nodes in document order, then those of the links.
pub(super) struct Passages {
    pub(super) list: Vec<Passage>,
    /// Per node, the number of its first passage.
    pub(super) first_of_node: Vec<usize>,
}

impl Passages {
    pub(super) fn of(document: &Document) -> Self {
        let sources: Vec<_> = document.sources().iter().collect();
        let indexes: Vec<TextIndex> = sources.iter().map(|it| TextIndex::new(&it.text)).collect();
        let texts: Vec<(Locator<'_>, bool)> = sources
            .iter()
            .zip(&indexes)
            .map(|(source, index)| {
                let is_same = !source.sha256.is_empty() && hash_text(&source.text) == source.sha256;
                (Locator::new(&source.text, index), is_same)
            })
            .collect();
        let find = |anchor: &Anchor| {
            let at = sources.iter().position(|it| it.id == anchor.source)?;
            let (locator, is_same) = &texts[at];
            let span = anchor.locate(locator, *is_same).span()?;
            (!span.is_empty()).then(|| (at, span.range()))
        };
        let mut all = Self {
            list: Vec::new(),
            first_of_node: Vec::with_capacity(document.nodes().len()),
        };
        let add = |list: &mut Vec<Passage>, anchors: &[Anchor], part: &str, class| {
            list.extend(anchors.iter().map(|anchor| Passage {
                part: part.to_owned(),
                class,
                place: find(anchor),
                element: None,
            }));
        };
        for node in document.nodes() {
            all.first_of_node.push(all.list.len());
            let part = format!("node-{}", node.id.as_str());
            add(&mut all.list, &node.anchors, &part, name_class(&node.kind));
        }
        for link in document.links() {
            let part = format!("link-{}", link.id.as_str());
            add(&mut all.list, &link.anchors, &part, "step");
        }
        all
    }

    /// The numbers of those in one article, by where they begin.
    pub(super) fn list_in(&self, source: usize) -> Vec<(usize, Range<usize>)> {
        let mut found: Vec<(usize, Range<usize>)> = (0..)
            .zip(&self.list)
            .filter_map(|(number, passage)| {
                let (at, range) = passage.place.as_ref()?;
                (*at == source).then(|| (number, range.clone()))
            })
            .collect();
        found.sort_by_key(|(_, range)| range.start);
        found
    }
}
