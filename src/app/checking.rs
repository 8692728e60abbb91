//! Keeping up with what the checks find in a map: which findings are told, which have been set
//! aside, and the work of looking, which for large maps runs on a thread of its own.

use std::sync::Arc;

use super::placing::copy_beside;
use super::{LARGE, Tab};
use crate::model::{Breach, Dismissal, Document, Graph, Id, List, find_breaches};
use crate::reason::checks::{Finding, Findings, Marked, Profile, SetAside, Severity};

/// A finding that is told.
#[derive(Debug, Clone, PartialEq)]
pub struct ToldFinding {
    /// What was found.
    pub finding: Arc<Finding>,
    /// How heavy the profile holds it.
    pub severity: Severity,
    /// Why it was set aside earlier, where that has lapsed because the map has changed.
    pub lapsed: Option<String>,
}

/// What is known of one map's findings.
#[derive(Debug, Default)]
pub struct Checking {
    findings: Option<Findings>,
    /// The revision of the map and the profile that the rest was made of.
    made_of: Option<(u64, &'static str)>,
    /// What is being looked at.
    under_way: Option<(u64, &'static str)>,
    /// Lists that have been replaced. They are taken apart with the next look, which for large
    /// maps is not on the window's thread.
    spent: Lists,
    /// Raised whenever the lists are made anew.
    revision: u64,
    lists: Lists,
    /// The finding that was gone to last.
    current: Option<(&'static str, List<Id>)>,
}

/// The findings of a map, sorted for telling.
#[derive(Debug, Clone, Default)]
struct Lists {
    told: Vec<ToldFinding>,
    set_aside: Vec<(Arc<Finding>, Dismissal)>,
    breaches: Vec<Breach>,
    marked: Marked,
}

/// A map to be looked at.
pub struct CheckingJob {
    document: Arc<Document>,
    graph: Arc<Graph>,
    findings: Option<Findings>,
    made_of: (u64, &'static str),
    profile: &'static Profile,
    had_breaches: bool,
    _spent: Lists,
}

/// A map that has been looked at.
#[derive(Debug)]
pub struct Checked {
    findings: Findings,
    made_of: (u64, &'static str),
    lists: Lists,
}

impl CheckingJob {
    /// Whether it would hold up the window.
    pub fn is_large(&self) -> bool {
        self.document.nodes().len() >= LARGE
    }

    /// Looks at what has changed, or at everything.
    pub fn run(mut self) -> Checked {
        if self.is_large() {
            self.document = copy_beside(self.document, self.made_of.0);
        }
        let (document, graph) = (&*self.document, &self.graph);
        let is_first = self.findings.is_none();
        let findings = match self.findings {
            Some(mut findings) => {
                findings.update(document, graph);
                findings
            }
            None => Findings::of(document, graph, self.profile),
        };
        let mut lists = sort_findings(document, graph, &findings);
        // An edit brings no breach; a file may have.
        if is_first || self.had_breaches {
            lists.breaches = find_breaches(document);
            lists
                .breaches
                .retain(|breach| !matches!(breach, Breach::Relation { .. }));
        }
        Checked {
            findings,
            made_of: self.made_of,
            lists,
        }
    }
}

/// What is told, the heaviest first and otherwise in the order of the map; and what is not.
fn sort_findings(document: &Document, graph: &Graph, findings: &Findings) -> Lists {
    let (profile, set_aside) = (findings.profile(), SetAside::of(document));
    let mut lists = Lists::default();
    let mut told = Vec::new();
    for finding in findings.iter() {
        if let Some(dismissal) = set_aside.find(finding) {
            lists.set_aside.push((finding.clone(), dismissal.clone()));
        } else if let Some(severity) = profile.severity(finding.check) {
            told.push((severity, finding));
        }
    }
    let place = |finding: &Finding| {
        let node = finding.marked(document).next();
        node.and_then(|id| document.nodes().position(id.as_str()))
    };
    told.sort_by_cached_key(|&(severity, finding)| (severity, place(finding)));
    let tell = |(severity, finding): (Severity, &Arc<Finding>)| ToldFinding {
        lapsed: set_aside.find_lapsed(finding).map(str::to_owned),
        finding: finding.clone(),
        severity,
    };
    lists.told = told.into_iter().map(tell).collect();
    let told = lists.told.iter();
    lists.marked = Marked::of(
        document,
        graph,
        told.map(|told| (told.severity, &*told.finding)),
    );
    lists
}

impl Checking {
    /// Keeps what is told: a fault has ended the look, and what it knew is gone with it. All is looked at
    /// when the map has changed.
    pub(super) fn rest(&mut self) {
        self.made_of = self.under_way.take();
    }

    /// What is told, the heaviest first.
    pub fn told(&self) -> &[ToldFinding] {
        &self.lists.told
    }

    /// What has been set aside, and by which dismissal.
    pub fn set_aside(&self) -> &[(Arc<Finding>, Dismissal)] {
        &self.lists.set_aside
    }

    /// Laws of maps that a file broke.
    pub fn breaches(&self) -> &[Breach] {
        &self.lists.breaches
    }

    /// The gravest finding at each box, as those stand in `document` now.
    pub(super) fn mark(&mut self, document: &Document) -> &[Option<Severity>] {
        self.lists.marked.follow(document);
        self.lists.marked.gravest()
    }

    /// Another number after every change of the lists.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Whether the map is being looked at beside the window.
    pub fn is_under_way(&self) -> bool {
        self.under_way.is_some()
    }

    /// The finding that was gone to last, if it is still told.
    pub fn current(&self) -> Option<&ToldFinding> {
        self.told()
            .iter()
            .find(|told| self.is_current(&told.finding))
    }

    /// Whether a finding is the one that was gone to last.
    pub fn is_current(&self, finding: &Finding) -> bool {
        let current = self.current.as_ref();
        current.is_some_and(|(check, on)| *check == finding.check && *on == finding.on)
    }

    pub(super) fn set_current(&mut self, finding: Option<&Finding>) {
        self.current = finding.map(|it| (it.check, it.on.clone()));
    }
}

impl Tab {
    /// The work of looking at what has changed since the map was last looked at; none where
    /// nothing has, or while it is under way.
    pub(super) fn begin_checking(&mut self, profile: &'static Profile) -> Option<CheckingJob> {
        let made_of = (self.editor.revision(), profile.id.as_str());
        let checking = &mut self.checking;
        if checking.made_of == Some(made_of) || checking.under_way.is_some() {
            return None;
        }
        let findings = checking.findings.take();
        checking.under_way = Some(made_of);
        Some(CheckingJob {
            document: self.editor.document().clone(),
            graph: self.editor.graph().clone(),
            findings: findings.filter(|it| it.profile().id == profile.id),
            made_of,
            profile,
            had_breaches: !checking.lists.breaches.is_empty(),
            _spent: std::mem::take(&mut checking.spent),
        })
    }

    /// Shows what was found. Where the map has changed meanwhile, what has changed is looked at next.
    pub(super) fn take_checked(&mut self, checked: Checked) {
        let checking = &mut self.checking;
        checking.under_way = None;
        checking.findings = Some(checked.findings);
        checking.made_of = Some(checked.made_of);
        checking.spent = std::mem::replace(&mut checking.lists, checked.lists);
        checking.revision += 1;
    }
}
