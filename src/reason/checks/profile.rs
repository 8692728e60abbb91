//! Which checks are made, and how heavily they weigh: named sets for those who use them, as
//! bundled data.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::{ALL, Check, Severity};

/// A set of checks. Its name and help stand in the words under `profile-<id>`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// What settings and command line name it by.
    pub id: String,
    /// Severities of checks, by their ids. The others are as heavy as the check says.
    #[serde(default)]
    severities: BTreeMap<String, Severity>,
    /// Checks that are made; all if none are named.
    #[serde(default)]
    only: Vec<String>,
}

static PROFILES: LazyLock<Vec<Profile>> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../../assets/profiles.json"))
        .expect("bundled profiles are complete")
});

impl Profile {
    /// Every profile; the first is the one that is used unless somebody chooses.
    pub fn all() -> &'static [Self] {
        &PROFILES
    }

    /// The profile of that id.
    pub fn named(id: &str) -> Option<&'static Self> {
        PROFILES.iter().find(|profile| profile.id == id)
    }

    /// The checks that are made, in their order.
    pub fn checks(&self) -> impl Iterator<Item = &'static Check> + '_ {
        ALL.iter()
            .copied()
            .filter(|check| self.only.is_empty() || self.only.iter().any(|id| id == check.id))
    }

    /// How heavy the findings of a check are; none where it is not made.
    pub fn severity(&self, check: &str) -> Option<Severity> {
        let check = self.checks().find(|it| it.id == check)?;
        let own = self.severities.get(check.id).copied();
        Some(own.unwrap_or(check.severity))
    }

    /// Every id of a check that its data names.
    pub fn named_checks(&self) -> impl Iterator<Item = &str> {
        let ids = self.severities.keys().chain(&self.only);
        ids.map(String::as_str)
    }
}
