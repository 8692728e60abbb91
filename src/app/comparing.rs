//! The map in front compared with another copy of it: what differs, kept up with edits, marked on
//! the boxes, and gone through one by one. Nothing of it is part of the map.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::{App, ComparedMap, ComparingJob, Tab};
use crate::compare::{Comparison, Difference, DifferenceKind};
use crate::layout::scene::Changed;
use crate::model::{Document, Graph, Id};

/// How far the comparison of one map has come.
#[derive(Debug, Default)]
pub struct Comparing {
    with: Option<Other>,
    /// Raised whenever there is another comparison, or none.
    revision: u64,
}

/// The map that another one is compared with.
#[derive(Debug)]
struct Other {
    document: Arc<Document>,
    name: String,
    /// Whether it is the newer one, so that what it has more counts as added.
    is_newer: bool,
    /// Whether it is to count as the newer one.
    wants_newer: bool,
    comparison: Comparison,
    /// The revision of the map that the comparison was made of.
    made_of: u64,
    /// The revision for which it is being brought up to date.
    under_way: Option<u64>,
    /// The difference that was gone to last.
    current: Option<usize>,
}

impl Comparing {
    /// Keeps what was found last: a fault has ended the comparing, which is begun again when the map has
    /// changed.
    pub(super) fn rest(&mut self) {
        if let Some(other) = &mut self.with
            && let Some(revision) = other.under_way.take()
        {
            other.made_of = revision;
            other.wants_newer = other.is_newer;
        }
    }

    /// Whether the map is compared with another one.
    pub fn is_on(&self) -> bool {
        self.with.is_some()
    }

    /// Another number after every change of what differs.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The name of the other map.
    pub fn name(&self) -> &str {
        self.with.as_ref().map_or("", |other| &other.name)
    }

    /// Whether the other map counts as the newer one.
    pub fn is_turned(&self) -> bool {
        self.with.as_ref().is_some_and(|other| other.is_newer)
    }

    /// Whether the comparison is being brought up to date beside the window.
    pub fn is_under_way(&self) -> bool {
        self.with
            .as_ref()
            .is_some_and(|other| other.under_way.is_some())
    }

    /// What differs.
    pub fn differences(&self) -> &[Difference] {
        let comparison = self.with.as_ref().map(|other| &other.comparison);
        comparison.map_or(&[], |comparison| &comparison.differences)
    }

    /// The number of the difference that was gone to last, from 0.
    pub fn current(&self) -> Option<usize> {
        self.with.as_ref()?.current
    }

    /// The box or step of the map in front by which a difference is seen.
    pub fn find_shown<'a>(&self, difference: &'a Difference) -> Option<&'a Id> {
        let [in_old, in_new] = &difference.shown;
        if self.is_turned() { in_old } else { in_new }.as_ref()
    }

    /// How boxes differ, by their places in document order.
    pub(super) fn list_marks(&self, graph: &Graph) -> HashMap<u32, Changed, RandomState> {
        let mut marks: HashMap<u32, Changed, RandomState> = HashMap::default();
        for difference in self.differences() {
            let Some(shown) = self.find_shown(difference) else {
                continue;
            };
            let own = if self.is_turned() {
                &difference.old
            } else {
                &difference.new
            };
            let changed = match difference.kind {
                _ if own.is_none() => Changed::Lost,
                DifferenceKind::Added | DifferenceKind::Removed => Changed::New,
                DifferenceKind::Reworded | DifferenceKind::Changed => Changed::Altered,
                DifferenceKind::Relinked | DifferenceKind::Moved => Changed::Moved,
            };
            // A step is seen by its first premise.
            let node = graph.node(shown.as_str()).or_else(|| {
                let link = graph.link(shown.as_str())?;
                graph.premises(link).first().copied()
            });
            let is_step = graph.node(shown.as_str()).is_none();
            let changed = if is_step && changed != Changed::Lost {
                Changed::Moved
            } else {
                changed
            };
            if let Some(node) = node {
                let known = marks.entry(node).or_insert(changed);
                *known = (*known).max(changed);
            }
        }
        marks
    }
}

impl Tab {
    /// Begins to compare the map with another one.
    pub(super) fn compare_with(&mut self, compared: ComparedMap, name: String) {
        self.comparing.revision += 1;
        self.comparing.with = Some(Other {
            document: compared.other,
            name,
            is_newer: compared.is_newer,
            wants_newer: compared.is_newer,
            comparison: compared.comparison,
            made_of: compared.revision,
            under_way: None,
            current: None,
        });
    }

    /// The work that brings the comparison up to date; none where it is, or while it is under way.
    pub(super) fn begin_comparing(&mut self) -> Option<ComparingJob> {
        let (own, revision) = (self.editor.document().clone(), self.editor.revision());
        let other = self.comparing.with.as_mut()?;
        let is_made = other.made_of == revision && other.is_newer == other.wants_newer;
        if is_made || other.under_way.is_some() {
            return None;
        }
        other.under_way = Some(revision);
        Some(ComparingJob {
            own,
            other: other.document.clone(),
            is_newer: other.wants_newer,
            revision,
        })
    }

    /// Takes what was found. Where the map has changed meanwhile, it is compared again next.
    pub(super) fn take_compared(&mut self, compared: ComparedMap) {
        let Some(other) = &mut self.comparing.with else {
            return;
        };
        // Meanwhile it may be compared with another one.
        if !Arc::ptr_eq(&other.document, &compared.other) {
            return;
        }
        other.under_way = None;
        other.made_of = compared.revision;
        let is_turned = other.is_newer != compared.is_newer;
        if is_turned || compared.comparison != other.comparison {
            let n = compared.comparison.differences.len();
            other.current = other.current.filter(|&at| !is_turned && at < n);
            other.is_newer = compared.is_newer;
            other.comparison = compared.comparison;
            self.comparing.revision += 1;
        }
    }
}

impl App {
    /// Makes the older of the compared maps the newer one.
    pub fn turn_comparison(&mut self) {
        let Some(tab) = self.tab_mut() else { return };
        if let Some(other) = &mut tab.comparing.with {
            other.wants_newer = !other.wants_newer;
        }
    }

    /// Compares no longer.
    pub fn end_comparison(&mut self) {
        if let Some(tab) = self.tab_mut()
            && tab.comparing.with.take().is_some()
        {
            tab.comparing.revision += 1;
        }
    }

    /// Goes to the next difference, or the one before, round the end.
    pub fn step_difference(&mut self, forward: bool) {
        let Some(tab) = self.tab() else { return };
        let n = tab.comparing.differences().len();
        if n == 0 {
            return;
        }
        let next = match (tab.comparing.current(), forward) {
            (None, true) => 0,
            (None, false) => n - 1,
            (Some(at), true) => (at + 1) % n,
            (Some(at), false) => (at + n - 1) % n,
        };
        self.go_to_difference(next);
    }

    /// Selects what a difference is about and brings it into sight.
    pub fn go_to_difference(&mut self, at: usize) {
        self.keep_wording();
        let Some(tab) = self.tab_mut() else { return };
        let Some(difference) = tab.comparing.differences().get(at) else {
            return;
        };
        let shown = tab.comparing.find_shown(difference).cloned();
        if let Some(other) = &mut tab.comparing.with {
            other.current = Some(at);
        }
        if let Some(id) = shown {
            self.go_to_node(&id);
        }
    }
}
