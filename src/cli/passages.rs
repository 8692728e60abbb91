//! What has become of the passages that a map quotes. Knows how they are found, not how that is
//! told.

use std::collections::HashMap;

use serde::Serialize;

use crate::model::{Anchor, Document, Id, Source};
use crate::text::{Located, Locator, TextIndex, hash_text};

/// A passage that a box or link quotes.
pub(super) struct Passage<'a> {
    /// The box or link.
    pub(super) on: &'a Id,
    /// What it quotes.
    pub(super) anchor: &'a Anchor,
    /// What became of it.
    pub(super) fate: Fate,
}

/// What became of a quoted passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// Its words stand in the text.
    Found,
    /// Similar words stand there.
    Moved,
    /// Nothing like it stands there.
    Orphaned,
    /// The map does not hold the text.
    Unchecked,
}

/// How many passages met each fate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub(super) struct Tally {
    pub(super) total: usize,
    pub(super) found: usize,
    pub(super) moved: usize,
    pub(super) orphaned: usize,
    pub(super) unchecked: usize,
}

impl Tally {
    /// Counts passages.
    pub(super) fn of<'a>(passages: impl Iterator<Item = &'a Passage<'a>>) -> Self {
        let mut tally = Self::default();
        for passage in passages {
            tally.add(passage.fate);
        }
        tally
    }

    /// Counts one passage more.
    pub(super) fn add(&mut self, fate: Fate) {
        self.total += 1;
        match fate {
            Fate::Found => self.found += 1,
            Fate::Moved => self.moved += 1,
            Fate::Orphaned => self.orphaned += 1,
            Fate::Unchecked => self.unchecked += 1,
        }
    }
}

/// Looks for every quoted passage of a map, source by source, boxes before links. Passages of
/// sources that are not in the map are left out; the laws tell of them.
pub(super) fn find_passages(document: &Document) -> Vec<Passage<'_>> {
    let on_nodes = document
        .nodes()
        .iter()
        .flat_map(|node| node.anchors.iter().map(|anchor| (&node.id, anchor)));
    let on_links = document
        .links()
        .iter()
        .flat_map(|link| link.anchors.iter().map(|anchor| (&link.id, anchor)));
    let mut by_source: HashMap<&Id, Vec<(&Id, &Anchor)>> = HashMap::new();
    for (on, anchor) in on_nodes.chain(on_links) {
        by_source
            .entry(&anchor.source)
            .or_default()
            .push((on, anchor));
    }
    let mut passages = Vec::new();
    for source in document.sources() {
        let quoted = by_source.remove(&source.id).unwrap_or_default();
        let index = TextIndex::new(&source.text);
        let locator = Locator::new(&source.text, &index);
        let is_same_text = is_same_text(source);
        passages.extend(quoted.into_iter().map(|(on, anchor)| {
            let fate = if source.text.is_empty() {
                Fate::Unchecked
            } else {
                match anchor.locate(&locator, is_same_text) {
                    Located::Exact(_) | Located::Context(_) | Located::Folded(_) => Fate::Found,
                    Located::Moved(..) => Fate::Moved,
                    Located::Orphan => Fate::Orphaned,
                }
            };
            Passage { on, anchor, fate }
        }));
    }
    passages
}

/// Whether a source's text is the one that its hash was taken of.
pub(super) fn is_same_text(source: &Source) -> bool {
    !source.sha256.is_empty() && hash_text(&source.text) == source.sha256
}
