//! The whole vocabulary of change, as plain data. `linchpin apply` reads a list of these.

use serde::{Deserialize, Serialize};

use super::Fragment;
use crate::model::{
    Assumption, Basis, Changes, Confidence, Id, Intent, Kind, PageStart, Part, Relation, Source,
};

/// One edit. In JSON an object whose member `edit` names the variant in kebab case:
/// `{"edit": "add-node", "kind": "claim", "text": "…", "under": "n-9x1bt0cc"}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "edit", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Edit {
    /// Sets one of the document's own fields.
    SetField {
        /// The field and its new value.
        #[serde(flatten)]
        field: Field,
    },
    /// Adds an article.
    #[serde(skip)]
    AddSource {
        /// The article; its id is replaced by a new one if it is taken.
        source: Box<Source>,
    },
    /// Sets a field of an article.
    SetSourceField {
        /// The article.
        source: Id,
        /// The field and its new value.
        #[serde(flatten)]
        field: SourceField,
    },
    /// Puts other words in the place of some of an article's. Every passage is found again,
    /// marked where that is not sure, or kept as an orphan.
    CorrectSource {
        /// The article.
        source: Id,
        /// First code point.
        start: usize,
        /// First code point after it.
        end: usize,
        /// The words that stand there from now on.
        text: String,
    },
    /// Puts another version in the place of an article's text; likewise.
    ReplaceSourceText {
        /// The article.
        source: Id,
        /// The text, as plain text unless its parts are given.
        text: String,
        /// Its headings, paragraphs and the like; found in it if none are given.
        #[serde(skip)]
        structure: Option<Vec<Part>>,
        /// Where its pages begin.
        #[serde(skip)]
        pages: Vec<PageStart>,
    },
    /// Removes an article that nothing quotes.
    RemoveSource {
        /// The article.
        source: Id,
    },
    /// Sets a passage aside as not part of the argument, or takes that back.
    SetIrrelevant {
        /// The article.
        source: Id,
        /// First code point.
        start: usize,
        /// First code point after it.
        end: usize,
        /// Whether it is set aside.
        irrelevant: bool,
    },
    /// Lets the reading guide mark a sentence of an article no longer, or again.
    SetUnmarked {
        /// The article.
        source: Id,
        /// The words of the sentence, as they stand in the text.
        exact: String,
        /// Whether it is left unmarked.
        unmarked: bool,
    },
    /// Adds a box, alone or under a box or link, with the relation that MODEL's matrix gives.
    AddNode {
        /// What it is.
        kind: Kind,
        /// Its wording.
        #[serde(default)]
        text: String,
        /// The node or link it goes under; none for a box that stands alone.
        #[serde(default)]
        under: Option<Id>,
        /// For or against.
        #[serde(default = "for_it")]
        intent: Intent,
        /// The passage that it rests on.
        #[serde(default)]
        anchor: Option<AnchorSpec>,
        /// The sibling after which it stands; last if none.
        #[serde(default)]
        after: Option<Id>,
    },
    /// Sets a field of a box.
    SetNodeField {
        /// The box.
        node: Id,
        /// The field and its new value.
        #[serde(flatten)]
        field: NodeField,
    },
    /// Sets the wording of a box.
    SetText {
        /// The box.
        node: Id,
        /// The wording.
        text: String,
    },
    /// Changes what a box is; its links follow where the table of relations lets them.
    SetKind {
        /// The box.
        node: Id,
        /// What it becomes.
        kind: Kind,
    },
    /// Ties one more passage to a box or link.
    AddAnchor {
        /// The box or link.
        on: Id,
        /// The passage.
        anchor: AnchorSpec,
    },
    /// Ties a box or link to another stretch in the place of one of its passages.
    SetAnchor {
        /// The box or link.
        on: Id,
        /// Which of its passages, from 0.
        index: usize,
        /// The passage from now on.
        anchor: AnchorSpec,
    },
    /// Says that a passage which was found by similar words is the right one.
    ConfirmAnchor {
        /// The box or link.
        on: Id,
        /// Which of its passages, from 0.
        index: usize,
    },
    /// Drops a passage from a box or link.
    RemoveAnchor {
        /// The box or link.
        on: Id,
        /// Which of its passages, from 0.
        index: usize,
    },
    /// Adds a remark to a box or link.
    AddComment {
        /// The box or link.
        on: Id,
        /// Who says it.
        #[serde(default)]
        author: String,
        /// What is said.
        text: String,
        /// The remark that it answers.
        #[serde(default)]
        reply_to: Option<Id>,
    },
    /// Marks a remark as settled, or as open again.
    ResolveComment {
        /// The box or link.
        on: Id,
        /// The remark.
        comment: Id,
        /// Whether it is settled.
        resolved: bool,
    },
    /// Deletes a remark.
    RemoveComment {
        /// The box or link.
        on: Id,
        /// The remark.
        comment: Id,
    },
    /// Draws a link.
    AddLink {
        /// What it does.
        relation: Relation,
        /// Its premises.
        from: Vec<Id>,
        /// The node or link that it points at.
        to: Id,
    },
    /// Sets a field of a link.
    SetLinkField {
        /// The link.
        link: Id,
        /// The field and its new value.
        #[serde(flatten)]
        field: LinkField,
    },
    /// Changes what a link does.
    SetRelation {
        /// The link.
        link: Id,
        /// What it becomes.
        relation: Relation,
    },
    /// Makes support opposition, and back.
    SwitchRelation {
        /// The link.
        link: Id,
    },
    /// Deletes a link, and the links on it.
    RemoveLink {
        /// The link.
        link: Id,
    },
    /// Makes several reasons one reason of linked premises.
    JoinPremises {
        /// A premise of each reason.
        nodes: Vec<Id>,
    },
    /// Makes a box one more premise of a reason, taken from where it hangs.
    AddPremise {
        /// The reason.
        link: Id,
        /// The box.
        node: Id,
    },
    /// Makes a reason of linked premises as many reasons.
    SplitPremises {
        /// The link.
        link: Id,
    },
    /// Hangs a box, with everything under it, elsewhere.
    Move {
        /// The box.
        node: Id,
        /// The node or link that it goes under; none for a box that stands alone.
        #[serde(default)]
        under: Option<Id>,
        /// Where among its new siblings.
        #[serde(default)]
        position: Position,
    },
    /// Moves a box among its siblings: -1 towards the first, 1 towards the last.
    Reorder {
        /// The box.
        node: Id,
        /// By how many places.
        by: i32,
    },
    /// Deletes boxes.
    Delete {
        /// The boxes.
        nodes: Vec<Id>,
        /// Links to delete with them. Those from or to one of the boxes are not taken by themselves: they go
        /// with it, or are lifted.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        links: Vec<Id>,
        /// What becomes of what hangs on them.
        #[serde(default)]
        fate: Fate,
    },
    /// Pins a box where it is.
    Pin {
        /// The box.
        node: Id,
        /// The view; the map's first if none.
        #[serde(default)]
        view: Option<Id>,
        /// Left edge, in whole map units.
        x: i64,
        /// Top edge, in whole map units.
        y: i64,
    },
    /// Lets a box go where the layout puts it.
    Unpin {
        /// The box.
        node: Id,
        /// The view; the map's first if none.
        #[serde(default)]
        view: Option<Id>,
    },
    /// Adds a view of the map after the others. A map that had none gets a plain one before it.
    AddView {
        /// What it is called.
        name: String,
        /// The view that it is a copy of; a plain one if none.
        #[serde(default)]
        like: Option<Id>,
    },
    /// Names a view.
    RenameView {
        /// The view.
        view: Id,
        /// What it is called.
        name: String,
    },
    /// Deletes a view with its pins; the map itself stays.
    RemoveView {
        /// The view.
        view: Id,
    },
    /// Sets how the children of a box stand in the compact layout.
    Arrange {
        /// The box.
        node: Id,
        /// `row`, `stack` or `columns 3`; none lets the layout choose.
        #[serde(default)]
        how: Option<String>,
        /// The view; none for the first.
        #[serde(default)]
        view: Option<Id>,
    },
    /// Lets the compact layout choose for every box.
    ClearArrangement {
        /// The view; none for the first.
        #[serde(default)]
        view: Option<Id>,
    },
    /// Adds records made elsewhere: a paste or an import.
    #[serde(skip)]
    Insert {
        /// The records.
        fragment: Box<Fragment>,
        /// The node or link that its roots go under, where the table of relations allows.
        under: Option<Id>,
        /// The sibling that its roots come to stand right behind; they come last if none.
        after: Option<Id>,
        /// Those of its boxes that speak against what they go under, where no step of the fragment
        /// with an open end says so.
        against: Vec<Id>,
    },
    /// Makes changes that were worked out elsewhere: those of a merge.
    #[serde(skip)]
    Take {
        /// The changes, made for the map as it is.
        changes: Changes,
    },
    /// Makes the changes that lead back to an earlier state of the map.
    #[serde(skip)]
    Restore {
        /// The changes, made for the map as it is.
        changes: Changes,
    },
    /// Sets a finding of a check aside.
    DismissFinding {
        /// The check.
        check: String,
        /// The boxes and links that it is about, in the finding's order.
        on: Vec<Id>,
        /// Why it does not matter.
        reason: String,
        /// Who says so.
        #[serde(default)]
        author: String,
    },
    /// Lets a finding be told again that was set aside.
    RestoreFinding {
        /// The check.
        check: String,
        /// The boxes and links that it is about.
        on: Vec<Id>,
    },
    /// Several edits as one.
    Batch {
        /// The edits, in order.
        edits: Vec<Edit>,
    },
}

/// A field of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "field", content = "value", rename_all = "kebab-case")]
pub enum Field {
    /// Title.
    Title(String),
    /// Language tag.
    Language(String),
    /// Marking printed on every page.
    Marking(String),
    /// Whether to keep it out of lists and thumbnails.
    Sensitive(bool),
    /// Yardstick of likelihood words.
    Yardstick(String),
    /// Who made it.
    Authors(Vec<String>),
}

/// A field of an article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "field", content = "value", rename_all = "kebab-case")]
pub enum SourceField {
    /// Title.
    Title(String),
    /// Author.
    Author(String),
    /// Publisher.
    Publisher(String),
    /// Address.
    Url(String),
    /// When published.
    Published(String),
    /// Language tag.
    Language(String),
    /// The reader's notes.
    Notes(String),
}

/// A field of a box.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "field", content = "value", rename_all = "kebab-case")]
pub enum NodeField {
    /// A short name.
    Title(String),
    /// Free notes.
    Note(String),
    /// Tags.
    Tags(Vec<String>),
    /// Assumption and its class; none for no assumption.
    Assumption(Option<Assumption>),
    /// Needed but not said.
    Implicit(bool),
    /// Word of the yardstick; empty for none.
    Likelihood(String),
    /// Confidence.
    Confidence(Option<Confidence>),
    /// Why the confidence is what it is.
    ConfidenceReason(String),
    /// Reliability of the source, A to F; empty for none.
    Reliability(String),
    /// Credibility of the information, 1 to 6; empty for none.
    Credibility(String),
    /// What it rests on.
    Basis(Option<Basis>),
}

/// A field of a link.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "field", content = "value", rename_all = "kebab-case")]
pub enum LinkField {
    /// A short name.
    Title(String),
    /// Strength as a word or a number; empty for none.
    Strength(String),
    /// Scheme.
    Scheme(String),
    /// Warrant.
    Warrant(String),
    /// Free notes.
    Note(String),
    /// Tags.
    Tags(Vec<String>),
}

/// A passage to tie a box to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnchorSpec {
    /// The article.
    pub source: Id,
    /// First code point.
    pub start: usize,
    /// First code point after it.
    pub end: usize,
}

/// Where a box goes among its siblings.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Position {
    /// Before all of them.
    First,
    /// After all of them.
    #[default]
    Last,
    /// Just before that one.
    Before(Id),
    /// Just after that one.
    After(Id),
}

/// What becomes of the boxes that hang on a deleted one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// They go with it, unless they also serve a box that stays.
    #[default]
    Branch,
    /// They are lifted to its parent.
    Lift,
}

fn for_it() -> Intent {
    Intent::For
}

impl Edit {
    /// The key of the words that name the edit in "Undo …".
    pub fn label_key(&self) -> &'static str {
        match self {
            Self::SetField { .. } => "edit-document",
            Self::AddSource { .. } => "edit-add-source",
            Self::SetSourceField { .. } => "edit-source",
            Self::CorrectSource { .. } => "edit-correct-source",
            Self::ReplaceSourceText { .. } => "edit-replace-source-text",
            Self::RemoveSource { .. } => "edit-remove-source",
            Self::SetIrrelevant {
                irrelevant: true, ..
            } => "edit-set-aside",
            Self::SetIrrelevant { .. } => "edit-take-back",
            Self::SetUnmarked { unmarked: true, .. } => "edit-unmark",
            Self::SetUnmarked { .. } => "edit-mark-again",
            Self::AddNode { kind, .. } => match kind {
                Kind::Question => "edit-add-question",
                Kind::Evidence => "edit-add-evidence",
                Kind::Note => "edit-add-note",
                Kind::Claim | Kind::Other(_) => "edit-add-claim",
            },
            Self::SetNodeField { .. } => "edit-box",
            Self::SetText { .. } => "edit-wording",
            Self::SetKind { .. } => "edit-kind",
            Self::AddAnchor { .. } => "edit-add-passage",
            Self::SetAnchor { .. } => "edit-set-passage",
            Self::ConfirmAnchor { .. } => "edit-confirm-passage",
            Self::RemoveAnchor { .. } => "edit-remove-passage",
            Self::AddComment { .. } => "edit-add-comment",
            Self::ResolveComment { .. } => "edit-comment",
            Self::RemoveComment { .. } => "edit-remove-comment",
            Self::AddLink { .. } => "edit-add-link",
            Self::SetLinkField { .. } => "edit-link",
            Self::SetRelation { .. } | Self::SwitchRelation { .. } => "edit-relation",
            Self::RemoveLink { .. } => "edit-remove-link",
            Self::JoinPremises { .. } | Self::AddPremise { .. } => "edit-join",
            Self::SplitPremises { .. } => "edit-split",
            Self::Move { .. } => "edit-move",
            Self::Reorder { .. } => "edit-reorder",
            Self::Delete { .. } => "edit-delete",
            Self::Arrange { .. } => "edit-arrange",
            Self::ClearArrangement { .. } => "edit-clear-arrangement",
            Self::Pin { .. } => "edit-pin",
            Self::Unpin { .. } => "edit-unpin",
            Self::AddView { .. } => "edit-add-view",
            Self::RenameView { .. } => "edit-rename-view",
            Self::RemoveView { .. } => "edit-remove-view",
            Self::Insert { .. } => "edit-insert",
            Self::Take { .. } => "edit-merge",
            Self::Restore { .. } => "edit-restore-snapshot",
            Self::DismissFinding { .. } => "edit-dismiss",
            Self::RestoreFinding { .. } => "edit-restore",
            Self::Batch { edits } => edits.first().map_or("edit-batch", Self::label_key),
        }
    }
}
