//! The map as indented text: the rows that the outline shows.

use super::Tab;
use crate::model::{Id, Kind, Relation, Role, find_role};

/// One row of the outline.
#[derive(Debug, Clone, PartialEq)]
pub struct OutlineRow {
    /// The node.
    pub node: Id,
    /// How deep it hangs, from 0.
    pub depth: u32,
    /// What it is.
    pub kind: Kind,
    /// What it does to the box above; none for a root.
    pub relation: Option<Relation>,
    /// Whether it argues about the step beside it and not about the box above.
    pub strikes_link: bool,
    /// Whether it is one of several premises of one reason, and not the first.
    pub joins_previous: bool,
    /// Its place among its siblings, from 1, and how many they are.
    pub place: (usize, usize),
    /// How many boxes are folded away under it; none if it is not folded.
    pub n_folded: Option<usize>,
    /// Whether anything hangs under it.
    pub has_children: bool,
    /// The part that it plays.
    pub role: Option<Role>,
}

impl Tab {
    /// The rows of the outline, without what is folded away.
    pub fn outline_rows(&self) -> Vec<OutlineRow> {
        let graph = self.editor.graph();
        let nodes = self.document().nodes().rows();
        let mut rows = Vec::with_capacity(nodes.len());
        let mut stack: Vec<(u32, u32, (usize, usize))> = Vec::new();
        let push_all = |stack: &mut Vec<_>, siblings: &[u32], depth: u32| {
            let n = siblings.len();
            stack.extend(siblings.iter().enumerate().rev().map(|(at, &s)| (s, depth, (at + 1, n))));
        };
        push_all(&mut stack, graph.roots(), 0);
        while let Some((at, depth, place)) = stack.pop() {
            let node = &nodes[at as usize];
            let children = graph.children(at);
            let is_folded = self.folded.contains(&node.id) && !children.is_empty();
            let link = graph.place(at).map(|place| place.link);
            let premises = link.map(|link| graph.premises(link)).unwrap_or_default();
            rows.push(OutlineRow {
                node: node.id.clone(),
                depth,
                kind: node.kind.clone(),
                relation: link.map(|link| graph.relation(link).clone()),
                strikes_link: link.is_some_and(|link| {
                    matches!(graph.target(link), Some(crate::model::End::Link(_)))
                }),
                joins_previous: premises.first().is_some_and(|&first| first != at),
                place,
                n_folded: is_folded.then(|| graph.walk_branch(at).len() - 1),
                has_children: !children.is_empty(),
                role: find_role(graph, at),
            });
            if !is_folded {
                push_all(&mut stack, children, depth + 1);
            }
        }
        rows
    }
}
