//! What of a plan follows from graph and view alone: which boxes and lines there are, and who
//! stands under whom. An edit of a wording leaves it as it is, so it is kept from one plan to the
//! next.

use std::collections::HashSet;
use std::sync::Arc;

use super::build::ViewState;
use super::request::{Request, Unit, Wire, WireEnd};
use crate::model::{End, Graph, Id, Relation, Role, find_role};

/// No index.
pub(super) const NONE: u32 = u32::MAX;

/// Boxes and lines without sizes.
#[derive(Clone, Debug, Default)]
pub(super) struct Shape {
    /// Per box, its node.
    pub nodes: Arc<Vec<u32>>,
    /// Per box, whether it is a main claim.
    pub is_main: Vec<bool>,
    /// Per wire, its link.
    pub links: Arc<Vec<u32>>,
    /// Per node, the box that shows it, or `NONE`.
    pub box_of_node: Arc<Vec<u32>>,
    /// How many nodes are left out.
    pub n_left_out: usize,
    /// As in a request.
    pub members: Arc<Vec<u32>>,
    /// As in a request.
    pub units: Arc<Vec<Unit>>,
    /// As in a request.
    pub wires: Arc<Vec<Wire>>,
    /// As in a request.
    pub folded: Vec<(u32, u32)>,
}

/// The shape of the last plan, and what it was made of.
#[derive(Debug, Default)]
pub(super) struct LastShape {
    made_of: Option<(Arc<Graph>, Seen)>,
    shape: Shape,
}

/// What a shape takes from a view.
type Seen = (HashSet<Id>, Option<Arc<HashSet<Id>>>);

impl LastShape {
    /// The shape of that graph in that view, made anew if it is another one.
    pub fn get(&mut self, graph: &Arc<Graph>, view: &ViewState) -> &Shape {
        let is_known = self.made_of.as_ref().is_some_and(|(last, (folded, kept))| {
            Arc::ptr_eq(last, graph) && *folded == view.folded && *kept == view.kept
        });
        if !is_known {
            self.shape = Shape::of(graph, view);
            let seen = (view.folded.clone(), view.kept.clone());
            self.made_of = Some((graph.clone(), seen));
        }
        &self.shape
    }
}

impl Shape {
    /// Which boxes and lines of a graph a view shows.
    pub fn of(graph: &Graph, view: &ViewState) -> Self {
        let shown_by = fold(graph, view);
        let mut shape = Self::default();
        shape.add_boxes(graph, &shown_by);
        let mut lines = Request::default();
        let wire_of_link = shape.add_wires(graph, &shown_by, &mut lines);
        shape.add_units(graph, &shown_by, &wire_of_link, &mut lines);
        shape.members = lines.members;
        shape.units = lines.units;
        shape.wires = lines.wires;
        shape
    }

    /// The box of a node, if it is to be seen itself.
    pub fn box_of(&self, node: u32) -> Option<u32> {
        let &at = self.box_of_node.get(node as usize)?;
        (self.nodes.get(at as usize) == Some(&node)).then_some(at)
    }

    fn add_boxes(&mut self, graph: &Graph, shown_by: &[u32]) {
        let n_shown = shown_by.iter().zip(0..).filter(|&(&shown, at)| shown == at);
        let n_shown = n_shown.count();
        let mut nodes = Vec::with_capacity(n_shown);
        self.is_main.reserve_exact(n_shown);
        let mut box_of_node = vec![NONE; graph.n_nodes()];
        let mut n_hidden = vec![0; graph.n_nodes()];
        for (node, &shown) in (0..).zip(shown_by) {
            if shown != node {
                match n_hidden.get_mut(shown as usize) {
                    Some(n) => *n += 1,
                    None => self.n_left_out += 1,
                }
                continue;
            }
            box_of_node[node as usize] = nodes.len() as u32;
            nodes.push(node);
            self.is_main
                .push(find_role(graph, node) == Some(Role::MainClaim));
        }
        for node in 0..graph.n_nodes() {
            let shown = shown_by[node] as usize;
            box_of_node[node] = box_of_node.get(shown).copied().unwrap_or(NONE);
            if n_hidden[node] > 0 {
                self.folded.push((box_of_node[node], n_hidden[node]));
            }
        }
        self.nodes = Arc::new(nodes);
        self.box_of_node = Arc::new(box_of_node);
    }

    /// Adds every link that does not run within a folded branch; returns the links' wires.
    fn add_wires(&mut self, graph: &Graph, shown_by: &[u32], lines: &mut Request) -> Vec<u32> {
        let mut wire_of_link = vec![NONE; graph.n_links()];
        let mut links = Vec::new();
        for link in 0..graph.n_links() as u32 {
            if is_drawn(graph, shown_by, link) {
                wire_of_link[link as usize] = links.len() as u32;
                links.push(link);
            }
        }
        Arc::make_mut(&mut lines.wires).reserve_exact(links.len());
        let mut from = Vec::new();
        let mut last_wire_from = vec![NONE; self.nodes.len()];
        for (at, &link) in (0..).zip(&links) {
            from.clear();
            for &premise in graph.premises(link) {
                let b = self.box_of_node[premise as usize];
                if let Some(last) = last_wire_from.get_mut(b as usize)
                    && *last != at
                {
                    *last = at;
                    from.push(b);
                }
            }
            let to = match graph.target(link) {
                Some(End::Link(struck)) if wire_of_link[struck as usize] != NONE => {
                    WireEnd::Wire(wire_of_link[struck as usize])
                }
                Some(end) => find_node_above(graph, end).map_or(WireEnd::Wire(NONE), |node| {
                    WireEnd::Box(self.box_of_node[node as usize])
                }),
                None => WireEnd::Wire(NONE),
            };
            lines.add_wire(number_relation(graph.relation(link)), &from, to);
        }
        self.links = Arc::new(links);
        wire_of_link
    }

    /// Adds roots, and below every box that is not folded its children, level by level; neighbours
    /// that one link places stand together.
    fn add_units(
        &self,
        graph: &Graph,
        shown_by: &[u32],
        wire_of_link: &[u32],
        lines: &mut Request,
    ) {
        Arc::make_mut(&mut lines.units).reserve_exact(self.nodes.len());
        let is_shown = |node: u32| shown_by[node as usize] == node;
        for &root in graph.roots() {
            if is_shown(root) {
                lines.add_unit(&[self.box_of_node[root as usize]], None, None);
            }
        }
        let link_of = |node: u32| graph.place(node).map_or(NONE, |place| place.link);
        let mut boxes = Vec::new();
        let mut add_below = |b: u32, lines: &mut Request| {
            let children = graph.children(self.nodes[b as usize]);
            for unit in children.chunk_by(|&a, &b| link_of(a) == link_of(b)) {
                let shown = unit.iter().filter(|&&node| is_shown(node));
                boxes.clear();
                boxes.extend(shown.map(|&node| self.box_of_node[node as usize]));
                if !boxes.is_empty() {
                    let wire = wire_of_link.get(link_of(unit[0]) as usize).copied();
                    let wire = wire.filter(|&wire| wire != NONE);
                    lines.add_unit(&boxes, Some(b), wire);
                }
            }
        };
        let mut is_under_root = vec![false; self.nodes.len()];
        let mut next = 0;
        while let Some(unit) = lines.units.get(next) {
            for at in unit.boxes.range() {
                let b = lines.members[at];
                is_under_root[b as usize] = true;
                add_below(b, lines);
            }
            next += 1;
        }
        // Where something above it is not to be seen, a box is in no unit.
        for (b, is_under_root) in (0..).zip(is_under_root) {
            if !is_under_root {
                add_below(b, lines);
            }
        }
    }
}

/// Per node, itself or the uppermost folded node that hides it; `NONE` for one that is left out.
fn fold(graph: &Graph, view: &ViewState) -> Vec<u32> {
    let mut shown_by: Vec<u32> = (0..graph.n_nodes() as u32).collect();
    if let Some(kept) = &view.kept {
        shown_by.fill(NONE);
        for id in kept.iter() {
            if let Some(node) = graph.node(id.as_str()) {
                shown_by[node as usize] = node;
            }
        }
    }
    if view.folded.is_empty() {
        return shown_by;
    }
    let mut is_folded = vec![false; graph.n_nodes()];
    for id in &view.folded {
        if let Some(node) = graph.node(id.as_str()) {
            is_folded[node as usize] = true;
        }
    }
    for (node, _) in graph.walk() {
        if let Some(place) = graph.place(node) {
            let above = shown_by[place.parent as usize];
            let is_folded = is_folded.get(above as usize) == Some(&true);
            if is_folded && shown_by[node as usize] != NONE {
                shown_by[node as usize] = above;
            }
        }
    }
    shown_by
}

/// Whether a link has both ends and does not run within one folded branch.
fn is_drawn(graph: &Graph, shown_by: &[u32], link: u32) -> bool {
    let is_in = |node: u32| shown_by[node as usize] != NONE;
    let mut premises = graph
        .premises(link)
        .iter()
        .copied()
        .filter(|&node| is_in(node));
    let (Some(first), Some(end)) = (premises.clone().next(), graph.target(link)) else {
        return false;
    };
    let home = shown_by[first as usize];
    let is_hidden = |node: u32| shown_by[node as usize] != node;
    let stays_home = |node: u32| shown_by[node as usize] == home;
    let Some(above) = find_node_above(graph, end) else {
        return true;
    };
    if !is_in(above) {
        return false;
    }
    let is_within = stays_home(above) && premises.clone().all(stays_home);
    !is_within || !(is_hidden(above) || premises.any(is_hidden))
}

/// The node that an end leads to, through links to links.
fn find_node_above(graph: &Graph, mut end: End) -> Option<u32> {
    for _ in 0..=graph.n_links() {
        match end {
            End::Node(node) => return Some(node),
            End::Link(link) => end = graph.target(link)?,
        }
    }
    None
}

/// Relations as numbers: lines of different relations never share a trunk.
fn number_relation(relation: &Relation) -> u32 {
    Relation::ALL
        .iter()
        .position(|it| it == relation)
        .unwrap_or(Relation::ALL.len()) as u32
}
