//! Whether the words that boxes quote stand in their sources. Each source is made ready once.

use std::sync::Arc;

use crate::model::{Anchor, AnchorState, Document, Id};
use crate::text::{Located, Locator, TextIndex, hash_text};

/// The texts of a map's sources, made ready for looking.
#[derive(Debug, Clone, Default)]
pub(super) struct Passages {
    sources: Vec<Ready>,
}

#[derive(Debug, Clone)]
struct Ready {
    id: Id,
    text: Arc<str>,
    sha256: String,
    index: Arc<TextIndex>,
    /// Whether the text is the one that its hash was taken of.
    is_same: bool,
}

impl Passages {
    pub(super) fn of(document: &Document) -> Self {
        Self::default().after(document)
    }

    /// The texts as they stand now; those that have not changed are not read again.
    pub(super) fn after(&self, document: &Document) -> Self {
        let sources = document.sources().iter().map(|source| {
            let known = self.sources.iter().find(|ready| {
                ready.id == source.id
                    && Arc::ptr_eq(&ready.text, &source.text)
                    && ready.sha256 == source.sha256
            });
            known.cloned().unwrap_or_else(|| Ready {
                id: source.id.clone(),
                text: source.text.clone(),
                sha256: source.sha256.clone(),
                index: Arc::new(TextIndex::new(&source.text)),
                is_same: !source.sha256.is_empty() && hash_text(&source.text) == source.sha256,
            })
        });
        Self {
            sources: sources.collect(),
        }
    }

    /// Whether these are the texts of that map.
    pub(super) fn are_of(&self, document: &Document) -> bool {
        self.sources.len() == document.sources().len()
            && self
                .sources
                .iter()
                .zip(document.sources())
                .all(|(ready, source)| {
                    ready.id == source.id
                        && Arc::ptr_eq(&ready.text, &source.text)
                        && ready.sha256 == source.sha256
                })
    }

    /// Whether a passage's words stand nowhere in its source. A source without its text, or that
    /// is not in the map, tells nothing.
    pub(super) fn is_lost(&self, anchor: &Anchor) -> bool {
        if anchor.state == Some(AnchorState::Orphan) {
            return true;
        }
        let source = self
            .sources
            .iter()
            .find(|source| source.id == anchor.source);
        let Some(source) = source.filter(|source| !source.text.is_empty()) else {
            return false;
        };
        let locator = Locator::new(&source.text, &source.index);
        matches!(anchor.locate(&locator, source.is_same), Located::Orphan)
    }
}
