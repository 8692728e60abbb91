//! What a check has found: where, what about it, and what could be done. A repair is stated in
//! plain words of the model; how it becomes an edit is known above.

use super::Check;
use crate::model::{Assumption, Confidence, Intent};
use crate::model::{Document, Id, Kind, List, Relation};
use crate::reason::name::{find_box, name_record, quote};
use crate::words;

/// How much a finding weighs, the heaviest first.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something is broken.
    Error,
    /// Something is probably wrong.
    Warning,
    /// Something that whoever judges the map wants to know.
    Info,
    /// Something that could be better; a guideline that has exceptions.
    Hint,
}

impl Severity {
    /// The severities, the heaviest first.
    pub const ALL: &'static [Self] = &[Self::Error, Self::Warning, Self::Info, Self::Hint];

    /// Its name in lower case, as profiles and reports have it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
            Self::Hint => "hint",
        }
    }
}

/// Something that a check has found.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The id of its check.
    pub check: &'static str,
    /// Which of the check's sentences tells it; empty for the only one.
    pub case: &'static str,
    /// The records it is about, the one that it is shown on first.
    pub on: List<Id>,
    /// Words that the sentence quotes.
    pub words: List<String>,
    /// What one key could do about it.
    pub repair: Option<Box<Repair>>,
}

/// What could be done about a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Repair {
    /// A box under a box or link. Without a wording, its wording is then typed.
    AddBox {
        /// What it is.
        kind: Kind,
        /// What it goes under.
        under: Id,
        /// For or against.
        intent: Intent,
        /// Its wording.
        text: String,
    },
    /// One more premise of a reason, needed but not said.
    AddPremise {
        /// The reason.
        link: Id,
    },
    /// A claim becomes a question, or the like.
    SetKind {
        /// The box.
        node: Id,
        /// What it becomes.
        kind: Kind,
    },
    /// Another wording.
    SetText {
        /// The box.
        node: Id,
        /// The wording.
        text: String,
    },
    /// A claim is taken as true for the analysis, or an assumption is classed.
    Assume {
        /// The box.
        node: Id,
        /// Its class.
        class: Assumption,
    },
    /// A judgement is held with other confidence.
    SetConfidence {
        /// The box.
        node: Id,
        /// The confidence.
        confidence: Confidence,
    },
    /// A word of likelihood gives way to the yardstick's own.
    SetLikelihood {
        /// The box.
        node: Id,
        /// The word.
        word: String,
    },
    /// A link does something else.
    SetRelation {
        /// The link.
        link: Id,
        /// What it does.
        relation: Relation,
    },
    /// A link is drawn.
    AddLink {
        /// What it does.
        relation: Relation,
        /// Its premise.
        from: Id,
        /// What it points at.
        to: Id,
    },
    /// A link goes.
    RemoveLink {
        /// The link.
        link: Id,
    },
    /// A passage is dropped.
    RemovePassage {
        /// The box or link.
        on: Id,
        /// Which of its passages, from 0.
        index: usize,
    },
}

impl Finding {
    pub(super) fn new(check: &Check, on: Vec<Id>) -> Self {
        Self {
            check: check.id,
            case: "",
            on: on.into(),
            words: List::new(),
            repair: None,
        }
    }

    pub(super) fn case(self, case: &'static str) -> Self {
        Self { case, ..self }
    }

    pub(super) fn words(self, words: Vec<String>) -> Self {
        Self {
            words: words.into(),
            ..self
        }
    }

    pub(super) fn repair(self, repair: Repair) -> Self {
        Self {
            repair: Some(Box::new(repair)),
            ..self
        }
    }

    /// The sentence that says what was found and why it matters, naming the boxes. `document` is
    /// the map it was found in.
    pub fn explain(&self, document: &Document) -> String {
        let key = if self.case.is_empty() {
            format!("finding-{}", self.check)
        } else {
            format!("finding-{}-{}", self.check, self.case)
        };
        let name = |nth: usize| self.on.get(nth).map(|id| name_record(document, id));
        let quoted: Vec<String> = self.words.iter().map(|word| quote(word)).collect();
        let names: Vec<String> = self.on.iter().map(|id| name_record(document, id)).collect();
        words::say_with(
            &key,
            &[
                ("box", name(0).unwrap_or_default().into()),
                ("other", name(1).unwrap_or_default().into()),
                ("words", quoted.join(", ").into()),
                ("loop", names.join(" → ").into()),
                ("n", (self.on.len() as i64).into()),
            ],
        )
    }

    /// The boxes that it is shown on: those that it is about, and for a link its first premise.
    pub fn marked<'a>(&'a self, document: &'a Document) -> impl Iterator<Item = &'a Id> {
        self.on.iter().filter_map(|id| find_box(document, id))
    }
}

impl Repair {
    /// The key of the words that name it.
    pub fn label_key(&self) -> &'static str {
        match self {
            Self::AddBox { kind, intent, .. } => match (kind, intent) {
                (Kind::Question, _) => "repair-add-question",
                (_, Intent::Against) => "repair-add-objection",
                (_, Intent::For) => "repair-add-claim",
            },
            Self::AddPremise { .. } => "repair-add-premise",
            Self::SetKind { kind, .. } => {
                if *kind == Kind::Question {
                    "repair-make-question"
                } else {
                    "repair-make-claim"
                }
            }
            Self::SetText { .. } => "repair-set-text",
            Self::Assume { class, .. } => match class {
                Assumption::Unclassed => "repair-assume",
                Assumption::Supported => "repair-class-supported",
                _ => "repair-class-unsupported",
            },
            Self::SetConfidence { .. } => "repair-confidence",
            Self::SetLikelihood { .. } => "repair-likelihood",
            Self::SetRelation { .. } => "repair-relation",
            Self::AddLink { .. } => "repair-restates",
            Self::RemoveLink { .. } => "repair-remove-link",
            Self::RemovePassage { .. } => "repair-remove-passage",
        }
    }
}
