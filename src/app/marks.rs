//! What is laid over a map while it is looked at: boxes struck out for now, what falls with them,
//! and findings. None of it is part of the map, and none of it is saved.

use std::collections::{HashMap, HashSet};

use super::{App, Tab};
use crate::layout::scene::{Label, Overlay, Severity};
use crate::model::Id;
use crate::reason::checks;
use crate::reason::strength::{self, Argument, Slot};
use crate::reason::{Fall, find_fall};
use crate::storage::settings::Weights;

/// The marks over one map.
#[derive(Debug, Default)]
pub struct Marks {
    struck: HashSet<Id>,
    /// Raised whenever other boxes are struck out.
    struck_revision: u64,
    /// Raised whenever the overlay is made anew.
    revision: u64,
    /// Raised whenever something else falls.
    fall_revision: u64,
    /// The revisions of the map, of the marks, of the findings, of the strengths and of the
    /// comparison that the rest was made of.
    made_of: Option<(u64, u64, u64, u64, u64)>,
    fall: Fall,
    overlay: Overlay,
}

impl Marks {
    /// Whether a box is struck out for now.
    pub fn is_struck(&self, node: &Id) -> bool {
        self.struck.contains(node)
    }

    /// Whether any box is struck out.
    pub fn has_struck(&self) -> bool {
        !self.struck.is_empty()
    }

    /// Another number after every change of what is drawn.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Another number after every change of what is struck out or fallen, by the places of nodes.
    pub fn fall_revision(&self) -> u64 {
        self.fall_revision
    }

    /// What is struck out.
    pub(super) fn struck(&self) -> &HashSet<Id> {
        &self.struck
    }

    /// Another number after every change of what is struck out.
    pub(super) fn struck_revision(&self) -> u64 {
        self.struck_revision
    }

    /// What is struck out, and what falls with it.
    pub fn fall(&self) -> &Fall {
        &self.fall
    }

    /// The marks as they are drawn, by the places of nodes in the document.
    pub fn overlay(&self) -> &Overlay {
        &self.overlay
    }

    /// Drops what is no longer there.
    pub(super) fn retain(&mut self, is_there: impl Fn(&Id) -> bool) {
        let n = self.struck.len();
        self.struck.retain(is_there);
        self.struck_revision += u64::from(self.struck.len() != n);
    }

    fn lift_all(&mut self) {
        self.struck_revision += u64::from(self.has_struck());
        self.struck.clear();
    }
}

impl Tab {
    /// Brings the marks up to date, unless a large map is still drawn as it was before: marks count
    /// by the places of its nodes.
    pub fn refresh_marks(&mut self) {
        let made_of = (
            self.editor.revision(),
            self.marks.struck_revision,
            self.checking.revision(),
            self.weighing.revision(),
            self.comparing.revision(),
        );
        if self.marks.made_of == Some(made_of) || self.picture.is_waiting() {
            return;
        }
        let (document, graph) = (self.editor.document(), self.editor.graph());
        let findings = self.checking.mark(document).iter();
        let findings = findings.map(|mark| mark.map(weigh_mark)).collect();
        let fall = find_fall(document, graph, |node| self.marks.is_struck(node));
        self.marks.overlay = Overlay {
            struck_out: fall.struck.iter().copied().collect(),
            fallen: fall.claims.iter().chain(&fall.questions).copied().collect(),
            findings,
            changes: self.comparing.list_marks(graph),
            ..Overlay::default()
        };
        self.lay_weights();
        self.marks.fall_revision += u64::from(fall != self.marks.fall);
        self.marks.fall = fall;
        self.marks.made_of = Some(made_of);
        self.marks.revision += 1;
    }

    /// How strong boxes and reasons come out, where that is shown, and what the conclusion that is
    /// asked about would fall with.
    fn lay_weights(&mut self) {
        let graph = self.editor.graph();
        let nodes = 0..graph.n_nodes() as u32;
        let labels = nodes.filter_map(|node| {
            let label = match self.label_of(node)? {
                strength::Label::In => Label::In,
                strength::Label::Out => Label::Out,
                strength::Label::Undecided => Label::Undecided,
            };
            Some((node, label))
        });
        let labels: HashMap<u32, Label, foldhash::fast::RandomState> = labels.collect();
        let manner = self.weighed_by().cloned();
        let overlay = &mut self.marks.overlay;
        if let Some(answer) = self.weighing.answer() {
            let pins = answer.found.pins().filter_map(|blow| match &blow.argument {
                Argument::Node(id) => graph.node(id.as_str()),
                _ => None,
            });
            overlay.linchpins = pins.collect();
            overlay.conclusion = graph.node(answer.id.as_str());
        }
        overlay.labels = labels;
        let (Some(strengths), Some(manner)) = (self.weighing.strengths(), manner) else {
            return;
        };
        if manner.shown != Weights::Strengths {
            return;
        }
        let semantics = manner.semantics;
        let weighed = strengths.weighed();
        for (at, slot) in weighed.slots().iter().enumerate() {
            let strength = strengths.solved(semantics).strengths[at] as f32;
            let id = weighed.id(at).as_str();
            match slot {
                Slot::Node(_) => {
                    if let Some(node) = graph.node(id) {
                        overlay.strengths.insert(node, strength);
                    }
                }
                Slot::Link(_) => {
                    if let Some(link) = graph.link(id) {
                        overlay.reasons.insert(link, strength);
                    }
                }
                Slot::Mirror(_) => {}
            }
        }
    }
}

impl App {
    /// Strikes the selected boxes out for now; puts them back if all of them are struck out.
    pub fn toggle_struck(&mut self) {
        let Some(tab) = self.tab_mut() else { return };
        let nodes = tab.selected_nodes();
        let lifts = nodes.iter().all(|node| tab.marks.is_struck(node));
        for node in nodes {
            if lifts {
                tab.marks.struck.remove(&node);
            } else {
                tab.marks.struck.insert(node);
            }
        }
        tab.marks.struck_revision += 1;
    }

    /// Puts all boxes back that are struck out.
    pub fn lift_struck(&mut self) {
        if let Some(tab) = self.tab_mut() {
            tab.marks.lift_all();
        }
    }
}

/// How a mark on the map looks.
fn weigh_mark(severity: checks::Severity) -> Severity {
    match severity {
        checks::Severity::Error => Severity::Error,
        checks::Severity::Warning => Severity::Warning,
        checks::Severity::Info | checks::Severity::Hint => Severity::Hint,
    }
}
