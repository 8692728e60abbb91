//! Whether a box has a reason that stands: a chain of reasons down to evidence or an assumption.

use super::Argument;
use crate::model::{Document, End, Graph, Id, Kind, Relation};

/// What stands in a map where some of it is taken out.
pub(super) struct Standing<'a> {
    document: &'a Document,
    graph: &'a Graph,
    /// Boxes that are struck out anyway.
    is_struck: &'a dyn Fn(&Id) -> bool,
}

/// By what each box came to stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    No,
    OnItself,
    By(u32),
}

impl<'a> Standing<'a> {
    pub fn new(
        document: &'a Document,
        graph: &'a Graph,
        is_struck: &'a dyn Fn(&Id) -> bool,
    ) -> Self {
        Self {
            document,
            graph,
            is_struck,
        }
    }

    /// Whether something that stands supports a box, without what is taken out.
    pub fn has_reason(&self, node: u32, out: Option<&Argument>) -> bool {
        let stands = self.find_standing(out);
        self.find_reason(node, &stands, out).is_some()
    }

    /// What one reason of a box stands on, all the way down: whatever is not among it cannot be
    /// what the box needs. None where nothing stands.
    pub fn find_proof(&self, node: u32) -> Option<Vec<Argument>> {
        let stands = self.find_standing(None);
        let mut open = vec![self.find_reason(node, &stands, None)?];
        let mut proof = Vec::new();
        let mut is_seen = vec![false; self.graph.n_nodes()];
        while let Some(link) = open.pop() {
            let row = &self.document.links().rows()[link as usize];
            proof.push(Argument::Link(row.id.clone()));
            for &premise in self.graph.premises(link) {
                if std::mem::replace(&mut is_seen[premise as usize], true) {
                    continue;
                }
                let row = &self.document.nodes().rows()[premise as usize];
                proof.push(Argument::Node(row.id.clone()));
                if let Stands::By(link) = stands[premise as usize] {
                    open.push(link);
                }
            }
        }
        Some(proof)
    }

    fn is_out(&self, id: &Id, out: Option<&Argument>) -> bool {
        (self.is_struck)(id) || matches!(out, Some(Argument::Node(it)) if it == id)
    }

    /// The least set that holds, from the ground up: a box stands once one of its reasons does.
    fn find_standing(&self, out: Option<&Argument>) -> Vec<Stands> {
        let mut stands = vec![Stands::No; self.graph.n_nodes()];
        let mut open: Vec<u32> = Vec::new();
        for (at, row) in self.document.nodes().iter().enumerate() {
            let is_ground = row.kind == Kind::Evidence || row.assumption.is_some();
            if is_ground && !self.is_out(&row.id, out) {
                stands[at] = Stands::OnItself;
                open.push(at as u32);
            }
        }
        while let Some(at) = open.pop() {
            for &link in self.graph.links_from(at) {
                let Some(End::Node(to)) = self.graph.target(link) else {
                    continue;
                };
                let id = &self.document.nodes().rows()[to as usize].id;
                if stands[to as usize] == Stands::No
                    && !self.is_out(id, out)
                    && self.is_reason(link, &stands, out)
                {
                    stands[to as usize] = Stands::By(link);
                    open.push(to);
                }
            }
        }
        stands
    }

    fn find_reason(&self, node: u32, stands: &[Stands], out: Option<&Argument>) -> Option<u32> {
        let reasons = self.graph.links_to(End::Node(node)).iter().copied();
        reasons
            .into_iter()
            .find(|&link| self.is_reason(link, stands, out))
    }

    fn is_reason(&self, link: u32, stands: &[Stands], out: Option<&Argument>) -> bool {
        let row = &self.document.links().rows()[link as usize];
        let premises = self.graph.premises(link);
        *self.graph.relation(link) == Relation::Supports
            && !premises.is_empty()
            && !matches!(out, Some(Argument::Link(it)) if *it == row.id)
            && premises
                .iter()
                .all(|&premise| stands[premise as usize] != Stands::No)
    }
}
