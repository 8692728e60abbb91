//! The work of comparing a map with another copy, or of merging one, beside the window.

use std::sync::Arc;

use super::{CopyRequest, LARGE};
use crate::compare::{Comparison, Matching, Merged, find_changes, merge};
use crate::model::{Changes, Document, Meta};
use crate::storage::Fingerprint;

/// Copies of a map, read, and what they were read for.
#[derive(Debug)]
pub struct CopyJob {
    /// What was asked.
    pub(super) request: CopyRequest,
    /// The map in the tab.
    pub(super) ours: Arc<Document>,
    /// The revision of the tab's map that `ours` is.
    pub(super) revision: u64,
    /// The other copy.
    pub(super) theirs: Arc<Document>,
    /// The map that both began with; none where nobody knows it.
    pub(super) base: Option<Arc<Document>>,
    /// What the file of the other copy was when it was read.
    pub(super) fingerprint: Option<Fingerprint>,
}

/// What came of copies.
#[derive(Debug)]
pub struct Copied {
    /// What was done.
    pub(super) job: CopyJob,
    /// What came of it.
    pub(super) found: CopiesFound,
}

/// What was found of two copies.
#[derive(Debug)]
pub(super) enum CopiesFound {
    /// What differs.
    Compared(ComparedMap),
    /// One map made of both.
    Merged {
        /// The map.
        merged: Box<Merged>,
        /// What makes it of ours.
        changes: Changes,
        /// How many differences from ours it has.
        n_taken: usize,
    },
}

impl CopyJob {
    /// Compares or merges.
    pub fn run(self) -> Copied {
        let (ours, theirs) = (&*self.ours, &*self.theirs);
        let found = if matches!(self.request, CopyRequest::Compare { .. }) {
            let is_newer = theirs.meta().modified.as_str() > ours.meta().modified.as_str();
            let job = ComparingJob {
                own: self.ours.clone(),
                other: self.theirs.clone(),
                is_newer,
                revision: self.revision,
            };
            CopiesFound::Compared(job.run())
        } else {
            let empty = || Arc::new(Document::from_meta(Meta::clone(ours.meta())));
            let base = self.base.clone().unwrap_or_else(empty);
            let merged = merge(&base, ours, theirs, Matching::Auto);
            let changes = find_changes(ours, &merged.document);
            let n_taken = Comparison::of(ours, &merged.document, Matching::Ids);
            CopiesFound::Merged {
                n_taken: n_taken.differences.len(),
                merged: Box::new(merged),
                changes,
            }
        };
        Copied { job: self, found }
    }
}

/// A map to be compared with another one.
pub struct ComparingJob {
    pub(super) own: Arc<Document>,
    pub(super) other: Arc<Document>,
    /// Whether the other one counts as the newer.
    pub(super) is_newer: bool,
    /// The revision of the map.
    pub(super) revision: u64,
}

/// A map that was compared with another one.
#[derive(Debug)]
pub struct ComparedMap {
    pub(super) other: Arc<Document>,
    pub(super) is_newer: bool,
    pub(super) revision: u64,
    pub(super) comparison: Comparison,
}

impl ComparingJob {
    /// Whether it would hold up the window.
    pub fn is_large(&self) -> bool {
        self.own.nodes().len() + self.other.nodes().len() >= LARGE
    }

    /// Compares them.
    pub fn run(self) -> ComparedMap {
        let (old, new) = if self.is_newer {
            (&self.own, &self.other)
        } else {
            (&self.other, &self.own)
        };
        ComparedMap {
            comparison: Comparison::of(old, new, Matching::Auto),
            other: self.other,
            is_newer: self.is_newer,
            revision: self.revision,
        }
    }
}
