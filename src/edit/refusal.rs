//! Why an edit was not made.

use thiserror::Error;

use crate::model::{Breach, Id, Mismatch, RelationRefusal};

/// A refused edit. Nothing has changed when one comes back.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The edit names a record that is not there.
    #[error("there is no {0} in this map; it may have been deleted meanwhile")]
    Missing(Id),
    /// The relation is not possible.
    #[error(transparent)]
    Relation(#[from] RelationRefusal),
    /// A box would hang below itself.
    #[error("a box cannot hang below itself; move what is below it out first")]
    BelowItself,
    /// The link is there already.
    #[error("this link is there already")]
    LinkExists,
    /// A link from something to itself.
    #[error("a box cannot be its own reason")]
    SelfLink,
    /// A link without a premise.
    #[error("a link needs a box that it starts from")]
    NoPremise,
    /// A premise named twice in one link.
    #[error("{0} is named twice in one reason; name it once")]
    DoublePremise(Id),
    /// A new place among siblings that would hang boxes under other ones.
    #[error(
        "a box of this reason also serves another one and would move there; unlink it there first"
    )]
    WouldRehang,
    /// Joining fewer than two reasons.
    #[error("select two or more reasons under the same box to join them")]
    NothingToJoin,
    /// Joining reasons that do different things.
    #[error("only reasons for the same thing, all for it or all against it, can be joined")]
    UnlikeReasons,
    /// Taking apart a single reason.
    #[error("this reason has one premise only; there is nothing to take apart")]
    NothingToSplit,
    /// Moving beyond the first or last.
    #[error("there is no further place among its siblings")]
    NoFurtherPlace,
    /// Switching a relation that has no opposite.
    #[error("only support and opposition can be switched")]
    NoOpposite,
    /// A number out of range.
    #[error("a strength is a number from 0 to 1")]
    StrengthRange,
    /// An item of a list that is not there.
    #[error("{0} has no passage, comment or premise number {1}")]
    NoSuchItem(Id, usize),
    /// A stretch outside its text.
    #[error("the passage lies outside the text of {0}")]
    OutsideText(Id),
    /// An article without a word.
    #[error("an article needs words; remove the article itself if it is not wanted")]
    NoText,
    /// An article that is too long.
    #[error("an article can be 64 MiB long at most; leave out what is not read")]
    LongText,
    /// Saying that a passage is right that nobody doubts, or that was not found.
    #[error("there is no place for this passage to be confirmed; tie it to a passage by hand")]
    NothingToConfirm,
    /// A source that boxes still quote.
    #[error("{n} passages of this source are still tied to boxes; drop those first")]
    SourceInUse {
        /// How many anchors quote it.
        n: usize,
    },
    /// Setting a finding aside without saying why.
    #[error("a finding is set aside for a reason; say in a few words why it does not matter")]
    NoReason,
    /// Taking back what nobody did.
    #[error("this finding has not been set aside, so there is nothing to take back")]
    NotDismissed,
    /// The map was opened read-only.
    #[error("this map is open for reading only; save a copy under another name to edit it")]
    ReadOnly,
    /// The edit would break a law.
    #[error("{0}")]
    Law(Breach),
    /// The changes do not fit the map; a fault of the program.
    #[error(transparent)]
    Mismatch(#[from] Mismatch),
}
