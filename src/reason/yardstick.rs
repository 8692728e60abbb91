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
    /// Words of the scale's other row, which say the same and are not mixed with the first.
    #[serde(default)]
    pub synonyms: Vec<String>,
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
    /// Whether its first row has that word, whatever its case.
    pub fn has_word(&self, word: &str) -> bool {
        self.words
            .iter()
            .any(|it| it.word.eq_ignore_ascii_case(word))
    }

    /// The word of the first row that a synonym says the same as. None for other words.
    pub fn plain_word(&self, synonym: &str) -> Option<&str> {
        let is_meant = |word: &&LikelihoodWord| {
            let mut synonyms = word.synonyms.iter();
            synonyms.any(|it| it.eq_ignore_ascii_case(synonym))
        };
        Some(self.words.iter().find(is_meant)?.word.as_str())
    }

    /// The words of both rows.
    pub fn every_word(&self) -> impl Iterator<Item = &str> {
        let rows = self.words.iter();
        rows.flat_map(|word| std::iter::once(&word.word).chain(&word.synonyms))
            .map(String::as_str)
    }
}
