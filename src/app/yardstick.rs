//! Words of likelihood and the span of chances that each stands for, as bundled data.

use std::sync::LazyLock;

use serde::Deserialize;

/// A scale of words for how likely something is.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Yardstick {
    /// What a map names it by.
    pub id: String,
    /// Its words, from the least likely.
    pub words: Vec<LikelihoodWord>,
}

/// A word and its chances in per cent.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LikelihoodWord {
    /// The word as it stands in a map.
    pub word: String,
    /// The least chance, in per cent.
    pub from: u8,
    /// The greatest chance, in per cent.
    pub to: u8,
}

/// The bundled files; the first one is used where a map names none.
const ALL: &[&str] = &[include_str!("../../assets/yardsticks/icd-203.json")];

static YARDSTICKS: LazyLock<Vec<Yardstick>> = LazyLock::new(|| {
    ALL.iter()
        .map(|json| serde_json::from_str(json).expect("bundled yardsticks are complete"))
        .collect()
});

impl Yardstick {
    /// The yardstick of that id, or the first one.
    pub fn named(id: &str) -> &'static Self {
        let named = YARDSTICKS.iter().find(|yardstick| yardstick.id == id);
        named.unwrap_or(&YARDSTICKS[0])
    }
}
