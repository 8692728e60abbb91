//! The units of a request as a sound forest on flat arrays, level by level: children follow
//! their parents and stand side by side. Whatever the request says, every box is in exactly
//! one unit and every unit under exactly one top.

use super::request::{Request, Run};

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
}

impl Forest {
    /// The forest of a request.
    pub fn of(request: &Request) -> Self {
        let (mut units, members, unit_of_box) = claim_boxes(request);
        let is_pinned = find_pinned(request, &units, &unit_of_box);
        break_cycles(&mut units, &members, &unit_of_box);
        order_by_level(request, &units, members, &is_pinned)
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

/// Every box in the first unit that names it, boxes in no unit in units of their own.
fn claim_boxes(request: &Request) -> (Vec<Node>, Vec<u32>, Vec<u32>) {
    let n_boxes = request.boxes.len();
    let n_wires = request.wires.len();
    let mut unit_of_box = vec![NONE; n_boxes];
    let mut members = Vec::with_capacity(n_boxes);
    let mut units: Vec<Node> = Vec::with_capacity(request.units.len());
    let mut add = |boxes: &[u32], node: Node, units: &mut Vec<Node>| {
        let first = members.len() as u32;
        for &b in boxes {
            if let Some(owner) = unit_of_box.get_mut(b as usize)
                && *owner == NONE
            {
                *owner = units.len() as u32;
                members.push(b);
            }
        }
        let n = members.len() as u32 - first;
        if n > 0 {
            units.push(Node {
                boxes: Run { first, n },
                ..node
            });
        }
    };
    for (at, unit) in request.units.iter().enumerate() {
        let under = unit
            .parent
            .filter(|&b| (b as usize) < n_boxes)
            .unwrap_or(NONE);
        let wire = unit
            .wire
            .filter(|&w| (w as usize) < n_wires)
            .unwrap_or(NONE);
        let node = Node {
            unit: at as u32,
            under,
            wire,
            ..Node::EMPTY
        };
        add(unit.boxes.of(&request.members), node, &mut units);
    }
    // Most requests name every box in some unit.
    if members.len() < n_boxes {
        for b in 0..n_boxes as u32 {
            if unit_of_box[b as usize] == NONE {
                unit_of_box[b as usize] = units.len() as u32;
                let first = members.len() as u32;
                members.push(b);
                units.push(Node {
                    boxes: Run { first, n: 1 },
                    ..Node::EMPTY
                });
            }
        }
    }
    (units, members, unit_of_box)
}

impl Node {
    const EMPTY: Self = Self {
        boxes: Run { first: 0, n: 0 },
        unit: NONE,
        under: NONE,
        wire: NONE,
        parent: NONE,
        children: Run { first: 0, n: 0 },
    };
}

fn find_pinned(request: &Request, units: &[Node], unit_of_box: &[u32]) -> Vec<bool> {
    let mut is_pinned = vec![false; units.len()];
    for (b, _) in &request.pins {
        if let Some(&unit) = unit_of_box.get(*b as usize) {
            is_pinned[unit as usize] = true;
        }
    }
    is_pinned
}

/// Makes a root of one unit in every ring, the one whose first box comes first.
fn break_cycles(units: &mut [Node], members: &[u32], unit_of_box: &[u32]) {
    #[derive(Clone, Copy, PartialEq)]
    enum Seen {
        Never,
        OnThisWalk,
        Before,
    }
    // A ring has a unit that stands under a later one; a plan has parents first, and no ring.
    let stands_under_earlier = |(at, unit): (usize, &Node)| {
        let above = unit_of_box.get(unit.under as usize);
        above.is_none_or(|&above| (above as usize) < at)
    };
    if units.iter().enumerate().all(stands_under_earlier) {
        return;
    }
    let mut seen = vec![Seen::Never; units.len()];
    let mut walk = Vec::new();
    for start in 0..units.len() {
        let mut at = start;
        while seen[at] == Seen::Never {
            seen[at] = Seen::OnThisWalk;
            walk.push(at);
            let Some(&up) = unit_of_box.get(units[at].under as usize) else {
                break;
            };
            at = up as usize;
        }
        // Stopped at a unit of this walk that is no root: the walk from there on is a ring.
        let closes_ring = units[at].under != NONE && seen[at] == Seen::OnThisWalk;
        if closes_ring && let Some(from) = walk.iter().position(|&unit| unit == at) {
            let first = walk[from..]
                .iter()
                .copied()
                .min_by_key(|&unit| members[units[unit].boxes.first as usize])
                .unwrap_or(at);
            units[first].under = NONE;
        }
        for unit in walk.drain(..) {
            seen[unit] = Seen::Before;
        }
    }
}

/// Numbers the units level by level below node 0, then those of every pinned top.
fn order_by_level(
    request: &Request,
    units: &[Node],
    members: Vec<u32>,
    is_pinned: &[bool],
) -> Forest {
    let n_boxes = request.boxes.len();
    let (starts, children) = list_children(units, is_pinned, n_boxes);
    let mut nodes = Vec::with_capacity(units.len() + 1);
    nodes.push(Node {
        children: Run { first: 1, n: 0 },
        ..Node::EMPTY
    });
    for &unit in &children[starts[n_boxes] as usize..] {
        nodes.push(Node {
            parent: 0,
            ..units[unit as usize]
        });
    }
    nodes[0].children.n = nodes.len() as u32 - 1;
    let pinned = (0..units.len()).filter(|&unit| is_pinned[unit]);
    nodes.extend(pinned.map(|unit| Node {
        parent: NONE,
        ..units[unit]
    }));
    let mut at = 1;
    while at < nodes.len() {
        let first = nodes.len() as u32;
        for &b in nodes[at].boxes.of(&members) {
            let b = b as usize;
            for &unit in &children[starts[b] as usize..starts[b + 1] as usize] {
                nodes.push(Node {
                    parent: at as u32,
                    ..units[unit as usize]
                });
            }
        }
        nodes[at].children = Run {
            first,
            n: nodes.len() as u32 - first,
        };
        at += 1;
    }
    let mut node_of_box = vec![NONE; n_boxes];
    let mut node_of_wire = vec![NONE; request.wires.len()];
    for (at, node) in nodes.iter().enumerate() {
        for &b in node.boxes.of(&members) {
            node_of_box[b as usize] = at as u32;
        }
        // A wire places one unit; a second one that claims it is left without a line.
        if let Some(owner) = node_of_wire.get_mut(node.wire as usize)
            && *owner == NONE
        {
            *owner = at as u32;
        }
    }
    Forest {
        nodes,
        members,
        node_of_box,
        node_of_wire,
        frames_reasons: request.frames_reasons,
    }
}

/// The units under each box in order, and after the last box the roots; pinned ones left out.
fn list_children(units: &[Node], is_pinned: &[bool], n_boxes: usize) -> (Vec<u32>, Vec<u32>) {
    let slot = |unit: &Node| (unit.under as usize).min(n_boxes);
    let mut starts = vec![0; n_boxes + 2];
    let free = || units.iter().enumerate().filter(|&(at, _)| !is_pinned[at]);
    for (_, unit) in free() {
        starts[slot(unit) + 1] += 1;
    }
    for b in 1..starts.len() {
        starts[b] += starts[b - 1];
    }
    let mut next = starts.clone();
    let mut children = vec![0; starts[n_boxes + 1] as usize];
    for (at, unit) in free() {
        let place = &mut next[slot(unit)];
        children[*place as usize] = at as u32;
        *place += 1;
    }
    (starts, children)
}
