//! How kinds and relations look and are called outside the map: signs, icons, colours, words.

use crate::model::{Kind, Relation};
use crate::theme::{Icon, Role};
use crate::words;

/// The icon that stands before a box of that kind, and its colour; none for a claim.
pub fn kind_icon(kind: &Kind) -> Option<(Icon, Role)> {
    match kind {
        Kind::Claim => None,
        Kind::Evidence => Some((Icon::FileText, Role::Evidence)),
        Kind::Question => Some((Icon::CircleQuestionMark, Role::Question)),
        Kind::Note => Some((Icon::StickyNote, Role::SecondInk)),
        Kind::Other(_) => Some((Icon::Square, Role::SecondInk)),
    }
}

/// What a kind is called.
pub fn kind_word(kind: &Kind) -> String {
    match kind {
        Kind::Other(word) => words::say_with("kind-unknown", &[("name", (&**word).into())]),
        known => words::say(&format!("kind-{}", known.as_str())).into_owned(),
    }
}

/// What a relation is called; a word that this version does not know stands for itself.
pub fn relation_word(relation: &Relation) -> String {
    match relation {
        Relation::Other(word) => word.to_string(),
        known => words::say(&format!("relation-{}", known.as_str())).into_owned(),
    }
}
