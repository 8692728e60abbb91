//! The gravest finding at each box, by the box's place: what a map that is drawn needs to know of
//! its findings, kept so that an edit costs what it touched and not what was found.

use std::sync::Arc;

use super::{Finding, Severity};
use crate::model::{Document, Graph, Id, Node};
use crate::reason::rows::Rows;

/// Which boxes are marked, and how gravely.
#[derive(Debug, Clone, Default)]
pub struct Marked {
    /// The boxes that the rest counts by.
    nodes: Vec<Arc<Node>>,
    gravest: Vec<Option<Severity>>,
}

impl Marked {
    /// The marks of findings with the severities that they are told with. `graph` is that of
    /// `document`.
    pub fn of<'a>(
        document: &Document,
        graph: &Graph,
        told: impl Iterator<Item = (Severity, &'a Finding)>,
    ) -> Self {
        let mut gravest: Vec<Option<Severity>> = vec![None; document.nodes().len()];
        for (severity, finding) in told {
            for node in finding.on.iter().filter_map(|id| find_box(graph, id)) {
                let mark = &mut gravest[node as usize];
                // The order of severities begins with the heaviest.
                *mark = Some(mark.map_or(severity, |other| other.min(severity)));
            }
        }
        Self {
            nodes: document.nodes().rows().to_vec(),
            gravest,
        }
    }

    /// Moves the marks with their boxes to where those stand now; a box that came has none.
    pub fn follow(&mut self, document: &Document) {
        let now = document.nodes().rows();
        let rows = Rows::of(&self.nodes, now);
        if !rows.are_same() {
            rows.carry(&mut self.gravest);
            rows.keep(&mut self.nodes, now);
        }
    }

    /// Per box in document order, its gravest finding.
    pub fn gravest(&self) -> &[Option<Severity>] {
        &self.gravest
    }
}

/// The box that a record is shown by: itself, or the first premise of a link.
fn find_box(graph: &Graph, id: &Id) -> Option<u32> {
    graph.node(id.as_str()).or_else(|| {
        let premises = graph.premises(graph.link(id.as_str())?);
        premises.first().copied()
    })
}
