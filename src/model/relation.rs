//! Which relation a gesture makes, and which relations the table of MODEL allows.

use thiserror::Error;

use super::{Kind, Relation};

/// What somebody wants a new box to do to the box or step it is made under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Intent {
    /// Speak for it.
    For,
    /// Speak against it.
    Against,
}

/// What a link points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target<'a> {
    /// A box of that kind.
    Node(&'a Kind),
    /// A step of reasoning.
    Link,
}

/// Why a relation cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum RelationRefusal {
    /// Evidence under a question.
    #[error("evidence speaks for or against an answer; choose or add one first")]
    EvidenceUnderQuestion,
    /// Anything under a note.
    #[error("a note stands outside the argument; choose a claim, evidence or question")]
    UnderNote,
    /// A box of an unknown kind on either side.
    #[error("this version does not know boxes of that kind and cannot argue with them")]
    UnknownKind,
    /// Supports or opposes from something that argues nothing.
    #[error("only claims and evidence can support or oppose")]
    OnlyArgumentsArgue,
    /// Supports or opposes to a question.
    #[error("a question is neither true nor false; answer it, and argue for or against the answer")]
    QuestionsAreAnswered,
    /// Answers from or to the wrong kind.
    #[error("only a claim can answer, and only a question can be answered")]
    ClaimsAnswerQuestions,
    /// Asks from something that is no question.
    #[error("only a question can ask")]
    QuestionsAsk,
}

/// The relation of a new box of `kind` made with `intent` under `target`; none for a note, which
/// stands beside.
///
/// | new box, intent | under a claim, evidence or link | under a question |
/// |---|---|---|
/// | claim, for | supports | answers |
/// | claim, against | opposes | answers |
/// | evidence, for / against | supports / opposes | refused |
/// | question | asks | asks |
/// | note | none | none |
pub fn choose_relation(
    kind: &Kind,
    target: Target<'_>,
    intent: Intent,
) -> Result<Option<Relation>, RelationRefusal> {
    let is_question = target == Target::Node(&Kind::Question);
    match (kind, target) {
        (Kind::Note, _) => Ok(None),
        (_, Target::Node(Kind::Note)) => Err(RelationRefusal::UnderNote),
        (Kind::Other(_), _) | (_, Target::Node(Kind::Other(_))) => {
            Err(RelationRefusal::UnknownKind)
        }
        (Kind::Question, _) => Ok(Some(Relation::Asks)),
        (Kind::Claim, _) if is_question => Ok(Some(Relation::Answers)),
        (Kind::Evidence, _) if is_question => Err(RelationRefusal::EvidenceUnderQuestion),
        (Kind::Claim | Kind::Evidence, _) => Ok(Some(match intent {
            Intent::For => Relation::Supports,
            Intent::Against => Relation::Opposes,
        })),
    }
}

/// Whether MODEL's table allows a link of that relation from a box of that kind to that target.
pub fn check_relation(
    relation: &Relation,
    from: &Kind,
    to: Target<'_>,
) -> Result<(), RelationRefusal> {
    match relation {
        Relation::Supports | Relation::Opposes => match (from, to) {
            (
                Kind::Claim | Kind::Evidence,
                Target::Link | Target::Node(Kind::Claim | Kind::Evidence),
            ) => Ok(()),
            (Kind::Other(_), _) | (_, Target::Node(Kind::Other(_))) => {
                Err(RelationRefusal::UnknownKind)
            }
            (Kind::Question | Kind::Note, _) => Err(RelationRefusal::OnlyArgumentsArgue),
            (_, Target::Node(Kind::Note)) => Err(RelationRefusal::UnderNote),
            (_, Target::Node(Kind::Question)) => Err(RelationRefusal::QuestionsAreAnswered),
        },
        Relation::Answers => match (from, to) {
            (Kind::Claim, Target::Node(Kind::Question)) => Ok(()),
            _ => Err(RelationRefusal::ClaimsAnswerQuestions),
        },
        Relation::Asks => match from {
            Kind::Question => Ok(()),
            _ => Err(RelationRefusal::QuestionsAsk),
        },
        Relation::Restates | Relation::Contradicts | Relation::Relates | Relation::Other(_) => {
            Ok(())
        }
    }
}
