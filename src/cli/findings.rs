//! What the checks of reasoning find in a map, for the command line: by a profile, with what has
//! been set aside, and where in the file it stands.

use std::sync::Arc;

use serde::Serialize;

use crate::model::{Document, Graph};
use crate::reason::checks::{Findings, Profile, SetAside, Severity};

/// A finding, told.
#[derive(Debug, Serialize)]
pub(super) struct Told {
    /// The check.
    pub check: &'static str,
    /// How heavy the profile holds it.
    pub severity: Severity,
    /// The sentence.
    pub message: String,
    /// The ids of the records that it is about.
    pub on: Vec<String>,
    /// Why it was set aside, if it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set_aside: Option<String>,
}

impl Told {
    /// Whether it makes the status 1: broken or probably wrong, and not set aside.
    pub fn counts(&self) -> bool {
        self.severity <= Severity::Warning && self.set_aside.is_none()
    }
}

/// All findings of a profile, the heaviest first and otherwise in the order of the map.
pub(super) fn list(document: &Document, profile: &'static Profile) -> Vec<Told> {
    let graph = Arc::new(Graph::of(document));
    let findings = Findings::of(document, &graph, profile);
    let set_aside = SetAside::of(document);
    let mut all: Vec<Told> = findings
        .iter()
        .filter_map(|finding| {
            let reason = set_aside.find(finding).map(|it| it.reason.clone());
            Some(Told {
                check: finding.check,
                severity: profile.severity(finding.check)?,
                message: finding.explain(document),
                on: finding.on.iter().map(ToString::to_string).collect(),
                set_aside: reason,
            })
        })
        .collect();
    let place = |told: &Told| {
        let id = told.on.first()?;
        let node = document.nodes().position(id);
        node.or_else(|| document.links().position(id))
    };
    all.sort_by_cached_key(|told| (told.severity, place(told)));
    all
}
