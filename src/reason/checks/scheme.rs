//! Argumentation schemes and their critical questions, as bundled data. The schemes are Walton's
//! (Walton, Reed and Macagno, Argumentation Schemes, 2008); the questions are in our own words.

use std::sync::LazyLock;

use serde::Deserialize;

/// A pattern of reasoning, and what to ask of whoever reasons so.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scheme {
    /// What a map names it by.
    pub id: String,
    /// Other names that maps may have for it, in lower case.
    #[serde(default)]
    pub names: Vec<String>,
    /// What to ask.
    pub questions: Vec<String>,
}

static SCHEMES: LazyLock<Vec<Scheme>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../../assets/schemes.json"))
        .expect("bundled schemes are complete")
});

impl Scheme {
    /// Every scheme, in the order in which they are offered.
    pub fn all() -> &'static [Self] {
        &SCHEMES
    }

    /// The scheme of that name: its id or another name, whatever its case, with or without
    /// “argument from” before it. None where it is not known.
    pub fn named(name: &str) -> Option<&'static Self> {
        let name = name.trim().to_lowercase().replace(['_', '-'], " ");
        let bare = name.strip_prefix("argument from ").unwrap_or(&name);
        SCHEMES.iter().find(|scheme| {
            scheme.id.replace('-', " ") == bare || scheme.names.iter().any(|it| it == bare)
        })
    }
}
