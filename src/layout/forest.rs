//! The units of a request as a sound forest on flat arrays, level by level: children follow
//! their parents and stand side by side. Whatever the request says, every box is in exactly
//! one unit and every unit under exactly one top.

use super::request::{Request, Run, Wire, WireEnd};

/// No index.
pub(super) const NONE: u32 = u32::MAX;

/// The forest in level order. Node 0 stands above all roots and has no boxes.
pub(super) struct Forest {
    /// The nodes; a node's children are contiguous and come after it.
    pub nodes: Vec<Node>,
    /// The boxes that nodes take ranges of.
    pub members: Vec<u32>,
    /// The node that a box belongs to.
    pub node_of_box: Vec<u32>,
    /// The node that a wire places, or `NONE`.
    pub node_of_wire: Vec<u32>,
    /// Whether no wire that places a unit comes from other boxes too.
    pub is_whole: bool,
    /// Whether every reason has a frame, and not only linked premises.
    frames_reasons: bool,
}

/// One unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    /// Its boxes: a range of [`Forest::members`].
    pub boxes: Run,
    /// The unit of the request, or `NONE` for a box that was in no unit.
    pub unit: u32,
    /// The box that it stands under, or `NONE`.
    pub under: u32,
    /// The wire that places it, or `NONE`.
    pub wire: u32,
    /// Its parent node, or `NONE` for a top: node 0 and what is pinned.
    pub parent: u32,
    /// Its children: a range of nodes.
    pub children: Run,
    /// What its wire ends at.
    pub line: Line,
}

/// What the wire that places a unit ends at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// The box that the unit stands under, in the style of the wire.
    Parent { style: u32 },
    /// That wire.
    Wire(u32),
    /// Anything else, or there is no wire.
    Other,
}

impl Line {
    fn of(wire: &Wire, under: u32) -> Self {
        match wire.to {
            WireEnd::Box(b) if b == under => Self::Parent { style: wire.style },
            WireEnd::Wire(struck) => Self::Wire(struck),
            WireEnd::Box(_) => Self::Other,
        }
    }
}

impl Forest {
    /// The forest of a request.
    pub fn of(request: &Request) -> Self {
        let mut units = Units::of(request);
        if !units.is_parents_first {
            units.break_cycles();
        }
        let family_of_unit = units.list_families(request);
        let families = Families::of(&family_of_unit, request.boxes.len() + 2);
        units.order_by_level(request, &families)
    }
}

impl Forest {
    /// Whether a frame stands around the boxes of a node: around linked premises always, around
    /// one premise if every reason is to have one.
    pub fn has_frame(&self, at: usize) -> bool {
        let node = &self.nodes[at];
        node.boxes.n > 1 || self.frames_reasons && node.boxes.n == 1 && node.wire != NONE
    }
}

impl Node {
    /// The indices of its children.
    pub fn child_range(&self) -> std::ops::Range<usize> {
        let first = self.children.first as usize;
        first..first + self.children.n as usize
    }
}

impl Node {
    const EMPTY: Self = Self {
        boxes: Run { first: 0, n: 0 },
        unit: NONE,
        under: NONE,
        wire: NONE,
        parent: NONE,
        children: Run { first: 0, n: 0 },
        line: Line::Other,
    };
}

/// The nodes in the order of the request: every box in the first unit that names it, boxes in
/// no unit in units of their own.
struct Units {
    nodes: Vec<Node>,
    members: Vec<u32>,
    unit_of_box: Vec<u32>,
    is_wire_claimed: Vec<bool>,
    is_whole: bool,
    /// Whether every unit stands under an earlier one, as in every plan, so that there is no ring.
    is_parents_first: bool,
}

impl Units {
    fn of(request: &Request) -> Self {
        let n_boxes = request.boxes.len();
        let mut units = Self {
            nodes: Vec::with_capacity(request.units.len()),
            members: Vec::with_capacity(n_boxes),
            unit_of_box: vec![NONE; n_boxes],
            is_wire_claimed: vec![false; request.wires.len()],
            is_whole: true,
            is_parents_first: true,
        };
        for (at, unit) in (0..).zip(&request.units) {
            let under = unit.parent.filter(|&b| (b as usize) < n_boxes);
            let node = Node {
                unit: at,
                under: under.unwrap_or(NONE),
                ..Node::EMPTY
            };
            let wire = unit.wire.and_then(|wire| {
                let record = request.wires.get(wire as usize)?;
                Some((wire, record))
            });
            units.add(unit.boxes.of(&request.members), node, wire);
        }
        // Most requests name every box in some unit.
        if units.members.len() < n_boxes {
            for b in 0..n_boxes as u32 {
                units.add(&[b], Node::EMPTY, None);
            }
        }
        units
    }

    /// Adds a unit with those of its boxes that are in none yet, if there are any. A wire places
    /// one unit; a second one that claims it is left without.
    fn add(&mut self, boxes: &[u32], mut node: Node, wire: Option<(u32, &Wire)>) {
        let above = self.unit_of_box.get(node.under as usize);
        let is_under_earlier = above != Some(&NONE);
        let first = self.members.len() as u32;
        for &b in boxes {
            if let Some(owner) = self.unit_of_box.get_mut(b as usize)
                && *owner == NONE
            {
                *owner = self.nodes.len() as u32;
                self.members.push(b);
            }
        }
        let n = self.members.len() as u32 - first;
        if n == 0 {
            return;
        }
        node.boxes = Run { first, n };
        if let Some((wire, record)) = wire
            && let Some(is_claimed) = self.is_wire_claimed.get_mut(wire as usize)
            && !std::mem::replace(is_claimed, true)
        {
            node.wire = wire;
            node.line = Line::of(record, node.under);
            self.is_whole &= record.from.n == n;
        }
        self.nodes.push(node);
        self.is_parents_first &= is_under_earlier;
    }

    /// Makes a root of one unit in every ring, the one whose first box comes first.
    fn break_cycles(&mut self) {
        #[derive(Clone, Copy, PartialEq)]
        enum Seen {
            Never,
            OnThisWalk,
            Before,
        }
        let mut seen = vec![Seen::Never; self.nodes.len()];
        let mut walk = Vec::new();
        for start in 0..self.nodes.len() {
            let mut at = start;
            while seen[at] == Seen::Never {
                seen[at] = Seen::OnThisWalk;
                walk.push(at);
                let Some(&up) = self.unit_of_box.get(self.nodes[at].under as usize) else {
                    break;
                };
                at = up as usize;
            }
            // Stopped at a unit of this walk that is no root: the walk from there on is a ring.
            let closes_ring = self.nodes[at].under != NONE && seen[at] == Seen::OnThisWalk;
            if closes_ring && let Some(from) = walk.iter().position(|&unit| unit == at) {
                let first = walk[from..]
                    .iter()
                    .copied()
                    .min_by_key(|&unit| self.members[self.nodes[unit].boxes.first as usize])
                    .unwrap_or(at);
                self.nodes[first].under = NONE;
            }
            for unit in walk.drain(..) {
                seen[unit] = Seen::Before;
            }
        }
    }

    /// Per unit, the box that it stands under; counting on after the boxes, one number for all
    /// roots and one for all that is pinned.
    fn list_families(&self, request: &Request) -> Vec<u32> {
        let n_boxes = request.boxes.len() as u32;
        let under = self.nodes.iter().map(|unit| unit.under.min(n_boxes));
        let mut families: Vec<u32> = under.collect();
        for (b, _) in &request.pins {
            if let Some(&unit) = self.unit_of_box.get(*b as usize) {
                families[unit as usize] = n_boxes + 1;
            }
        }
        families
    }

    /// Numbers the units level by level below node 0, then those of every pinned top.
    fn order_by_level(self, request: &Request, families: &Families) -> Forest {
        let n_boxes = request.boxes.len();
        let mut node_of_box = vec![NONE; n_boxes];
        let mut node_of_wire = vec![NONE; request.wires.len()];
        let mut nodes = Vec::with_capacity(self.nodes.len() + 1);
        let add = |units: &[u32], parent: u32, nodes: &mut Vec<Node>| {
            let first = nodes.len() as u32;
            nodes.extend(units.iter().map(|&unit| Node {
                parent,
                ..self.nodes[unit as usize]
            }));
            first
        };
        nodes.push(Node::EMPTY);
        let (roots, pinned) = (families.of_box(n_boxes), families.of_box(n_boxes + 1));
        nodes[0].children = Run {
            first: add(roots, 0, &mut nodes),
            n: roots.len() as u32,
        };
        add(pinned, NONE, &mut nodes);
        let mut at = 1;
        while at < nodes.len() {
            let node = nodes[at];
            let first = nodes.len() as u32;
            for &b in node.boxes.of(&self.members) {
                node_of_box[b as usize] = at as u32;
                add(families.of_box(b as usize), at as u32, &mut nodes);
            }
            nodes[at].children = Run {
                first,
                n: nodes.len() as u32 - first,
            };
            if let Some(owner) = node_of_wire.get_mut(node.wire as usize) {
                *owner = at as u32;
            }
            at += 1;
        }
        Forest {
            nodes,
            members: self.members,
            node_of_box,
            node_of_wire,
            is_whole: self.is_whole,
            frames_reasons: request.frames_reasons,
        }
    }
}

/// The units of each family, in order.
struct Families {
    /// Where each family begins in `units`, and after the last one where it ends.
    starts: Vec<u32>,
    units: Vec<u32>,
}

impl Families {
    /// Sorts units by their families, of which there are `n`.
    fn of(family_of_unit: &[u32], n: usize) -> Self {
        // Counted one further on, every start moves to its place while its family is filled.
        let mut starts = vec![0; n + 2];
        for &family in family_of_unit {
            starts[family as usize + 2] += 1;
        }
        for at in 2..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut units = vec![0; family_of_unit.len()];
        for (unit, &family) in (0..).zip(family_of_unit) {
            let next = &mut starts[family as usize + 1];
            units[*next as usize] = unit;
            *next += 1;
        }
        Self { starts, units }
    }

    fn of_box(&self, at: usize) -> &[u32] {
        &self.units[self.starts[at] as usize..self.starts[at + 1] as usize]
    }
}
