//! One difference between two maps, and the sentence that tells it.

use super::name::quote;
use super::wording::{Piece, compare_words};
use crate::model::{Id, RecordKind};
use crate::words;

/// What kind of difference it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DifferenceKind {
    /// A record that the old map does not have.
    Added,
    /// A record that the new map does not have.
    Removed,
    /// A box in other words.
    Reworded,
    /// A step from or to something else, or one that does something else.
    Relinked,
    /// A record in another place among its siblings.
    Moved,
    /// Any other field.
    Changed,
}

impl DifferenceKind {
    /// The kinds in the order in which they are told.
    pub const ALL: &'static [Self] = &[
        Self::Added,
        Self::Removed,
        Self::Reworded,
        Self::Relinked,
        Self::Moved,
        Self::Changed,
    ];

    /// Its name in lower case, as reports have it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Reworded => "reworded",
            Self::Relinked => "re-linked",
            Self::Moved => "moved",
            Self::Changed => "changed",
        }
    }

    /// Its name where a person reads it.
    pub fn title(self) -> std::borrow::Cow<'static, str> {
        words::say(match self {
            Self::Added => "compare-added",
            Self::Removed => "compare-removed",
            Self::Reworded => "compare-reworded",
            Self::Relinked => "compare-relinked",
            Self::Moved => "compare-moved",
            Self::Changed => "compare-changed",
        })
    }
}

/// One difference between an old map and a new one.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// What kind it is.
    pub kind: DifferenceKind,
    /// What kind of record it is about.
    pub record: RecordKind,
    /// The record in the old map; none where it was added.
    pub old: Option<Id>,
    /// The record in the new map; none where it was removed.
    pub new: Option<Id>,
    /// The box or step by which it is seen in the old map, and in the new one: the record itself,
    /// else what it stands under.
    pub shown: [Option<Id>; 2],
    /// The field that changed, as files name it; empty for records as such.
    pub field: &'static str,
    /// What the field was; empty for nothing.
    pub before: String,
    /// What it is.
    pub after: String,
    /// The sentence, without what kind of difference it is.
    pub sentence: String,
}

impl Difference {
    /// The sentence for a window: a wording before and after, where a terminal marks the words.
    pub fn summarise(&self) -> String {
        match self.kind {
            DifferenceKind::Reworded => format!("{} → {}", quote(&self.before), quote(&self.after)),
            _ => self.sentence.clone(),
        }
    }

    /// The old and the new wording piece by piece, of a box that was reworded.
    pub fn list_pieces(&self) -> Option<Vec<Piece>> {
        (self.kind == DifferenceKind::Reworded).then(|| compare_words(&self.before, &self.after))
    }
}
