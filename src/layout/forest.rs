//! The units of a request as a sound forest on flat arrays, level by level: children follow
//! their parents and stand side by side. Whatever the request says, every box is in exactly
//! one unit and every unit under exactly one top.

use std::borrow::Cow;

use super::request::{Request, Run, Unit, Wire, WireEnd};

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
    /// Whether every wire that places a unit comes from the boxes of that unit alone.
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
        let units = if is_sound(request) {
            Units {
                all: Cow::Borrowed(&request.units),
                members: Cow::Borrowed(&request.members),
            }
        } else {
            mend(request)
        };
        units.order_by_level(request)
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

/// Whether every box is in exactly one unit, no wire places two, and every unit stands under an
/// earlier one, so that there is no ring. So it is in every plan.
fn is_sound(request: &Request) -> bool {
    let mut is_box_claimed = vec![false; request.boxes.len()];
    let mut is_wire_claimed = vec![false; request.wires.len()];
    let claim = |claimed: &mut [bool], at: u32| {
        let is_claimed = claimed.get_mut(at as usize);
        is_claimed.is_some_and(|is_claimed| !std::mem::replace(is_claimed, true))
    };
    let mut n_claimed = 0;
    let mut is_sound = true;
    for unit in &request.units {
        let boxes = unit.boxes.of(&request.members);
        let mut above = unit.parent.iter();
        is_sound &= !boxes.is_empty()
            && above.all(|&b| is_box_claimed.get(b as usize) == Some(&true))
            && boxes.iter().all(|&b| claim(&mut is_box_claimed, b))
            && unit.wire.iter().all(|&w| claim(&mut is_wire_claimed, w));
        n_claimed += boxes.len();
    }
    is_sound && n_claimed == request.boxes.len()
}

/// Units by which everything can be placed, in the order of the request.
struct Units<'a> {
    /// Those of the request under their own numbers, though perhaps without boxes; after them
    /// perhaps others.
    all: Cow<'a, [Unit]>,
    /// What they take ranges of.
    members: Cow<'a, [u32]>,
}

/// Every box in the first unit that names it, boxes in no unit in units of their own, every
/// wire with the first unit that claims it, and no rings.
fn mend(request: &Request) -> Units<'static> {
    let n_boxes = request.boxes.len();
    let mut members = Vec::with_capacity(n_boxes);
    let mut unit_of_box = vec![NONE; n_boxes];
    let mut is_wire_claimed = vec![false; request.wires.len()];
    let mut units: Vec<Unit> = Vec::with_capacity(request.units.len());
    let mut add = |boxes: &[u32], parent: Option<u32>, wire: Option<u32>| {
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
        let wire = wire.filter(|&wire| {
            let is_claimed = is_wire_claimed.get_mut(wire as usize).filter(|_| n > 0);
            is_claimed.is_some_and(|is_claimed| !std::mem::replace(is_claimed, true))
        });
        units.push(Unit {
            boxes: Run { first, n },
            parent: parent.filter(|&b| (b as usize) < n_boxes),
            wire,
        });
    };
    for unit in &request.units {
        add(unit.boxes.of(&request.members), unit.parent, unit.wire);
    }
    for b in 0..n_boxes as u32 {
        add(&[b], None, None);
    }
    break_rings(&mut units, &members, &unit_of_box);
    Units {
        all: Cow::Owned(units),
        members: Cow::Owned(members),
    }
}

/// Makes a root of one unit in every ring, the one whose first box comes first.
fn break_rings(units: &mut [Unit], members: &[u32], unit_of_box: &[u32]) {
    #[derive(Clone, Copy, PartialEq)]
    enum Seen {
        Never,
        OnThisWalk,
        Before,
    }
    let mut seen = vec![Seen::Never; units.len()];
    let mut walk = Vec::new();
    for start in 0..units.len() {
        let mut at = start;
        while seen[at] == Seen::Never {
            seen[at] = Seen::OnThisWalk;
            walk.push(at);
            let Some(above) = units[at].parent else { break };
            at = unit_of_box[above as usize] as usize;
        }
        // Stopped at a unit of this walk that is no root: the walk from there on is a ring.
        let closes_ring = units[at].parent.is_some() && seen[at] == Seen::OnThisWalk;
        if closes_ring && let Some(from) = walk.iter().position(|&unit| unit == at) {
            let first = walk[from..]
                .iter()
                .copied()
                .min_by_key(|&unit| members[units[unit].boxes.first as usize])
                .unwrap_or(at);
            units[first].parent = None;
        }
        for unit in walk.drain(..) {
            seen[unit] = Seen::Before;
        }
    }
}

impl Units<'_> {
    /// Numbers the units level by level below node 0, then those of every pinned top.
    fn order_by_level(self, request: &Request) -> Forest {
        let families = Families::of(request, &self);
        let mut node_of_box = vec![NONE; request.boxes.len()];
        let mut node_of_wire = vec![NONE; request.wires.len()];
        let mut nodes = Vec::with_capacity(self.all.len() + 1);
        nodes.push(Node::EMPTY);
        add_nodes(&mut nodes, families.of_roots(), 0);
        nodes[0].children = Run {
            first: 1,
            n: nodes.len() as u32 - 1,
        };
        add_nodes(&mut nodes, families.of_pins(), NONE);
        let mut at = 1;
        while at < nodes.len() {
            let Node { boxes, wire, .. } = nodes[at];
            let first = nodes.len() as u32;
            for &b in boxes.of(&self.members) {
                node_of_box[b as usize] = at as u32;
                let children = families.of_box(b);
                if !children.is_empty() {
                    add_nodes(&mut nodes, children, at as u32);
                }
            }
            nodes[at].children = Run {
                first,
                n: nodes.len() as u32 - first,
            };
            if let Some(owner) = node_of_wire.get_mut(wire as usize) {
                *owner = at as u32;
            }
            at += 1;
        }
        Forest {
            nodes,
            members: self.members.into_owned(),
            node_of_box,
            node_of_wire,
            is_whole: families.is_whole,
            frames_reasons: request.frames_reasons,
        }
    }
}

fn add_nodes(nodes: &mut Vec<Node>, siblings: &[Sibling], parent: u32) {
    nodes.extend(siblings.iter().map(|sibling| Node {
        boxes: sibling.boxes,
        unit: sibling.unit,
        under: sibling.under,
        wire: sibling.wire,
        line: sibling.line,
        parent,
        children: Run::default(),
    }));
}

/// The units under each box, in order, and counting on after the boxes the roots, what is
/// pinned, and what has no boxes.
struct Families {
    n_boxes: usize,
    /// Where each family begins in `siblings`, and after the last one where it ends.
    starts: Vec<u32>,
    siblings: Vec<Sibling>,
    is_whole: bool,
}

/// A unit in its family: all that its node says of it. Levels are in another order than
/// families, and so each family is looked for in one place.
#[derive(Clone, Copy)]
struct Sibling {
    boxes: Run,
    unit: u32,
    under: u32,
    wire: u32,
    line: Line,
}

impl Families {
    fn of(request: &Request, units: &Units) -> Self {
        let n_boxes = request.boxes.len();
        let has_pins = !request.pins.is_empty();
        let mut is_pinned = vec![false; if has_pins { n_boxes } else { 0 }];
        for &(b, _) in &request.pins {
            if let Some(is_pinned) = is_pinned.get_mut(b as usize) {
                *is_pinned = true;
            }
        }
        let is_pinned = |unit: &Unit| {
            let mut boxes = unit.boxes.of(&units.members).iter();
            boxes.any(|&b| is_pinned.get(b as usize) == Some(&true))
        };
        let family = |unit: &Unit| {
            if unit.boxes.n == 0 {
                n_boxes + 2
            } else if has_pins && is_pinned(unit) {
                n_boxes + 1
            } else {
                unit.parent.map_or(n_boxes, |b| b as usize)
            }
        };
        // Counted two further on, every start moves to its place while its family is filled.
        let mut starts = vec![0; n_boxes + 5];
        let all = &*units.all;
        for unit in all {
            starts[family(unit) + 2] += 1;
        }
        for at in 2..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut families = Self {
            n_boxes,
            starts,
            siblings: vec![Sibling::EMPTY; all.len()],
            is_whole: true,
        };
        for (at, unit) in (0..).zip(all) {
            let next = &mut families.starts[family(unit) + 1];
            let place = std::mem::replace(next, *next + 1);
            families.siblings[place as usize] = families.describe(request, at, unit);
        }
        families
    }

    fn describe(&mut self, request: &Request, at: u32, unit: &Unit) -> Sibling {
        let mut sibling = Sibling {
            boxes: unit.boxes,
            under: unit.parent.unwrap_or(NONE),
            ..Sibling::EMPTY
        };
        if (at as usize) < request.units.len() {
            sibling.unit = at;
        }
        if let Some(at) = unit.wire {
            let wire = &request.wires[at as usize];
            sibling.wire = at;
            sibling.line = Line::of(wire, sibling.under);
            self.is_whole &= wire.from.n == unit.boxes.n;
        }
        sibling
    }

    fn of_box(&self, b: u32) -> &[Sibling] {
        self.nth(b as usize)
    }

    fn of_roots(&self) -> &[Sibling] {
        self.nth(self.n_boxes)
    }

    fn of_pins(&self) -> &[Sibling] {
        self.nth(self.n_boxes + 1)
    }

    fn nth(&self, at: usize) -> &[Sibling] {
        &self.siblings[self.starts[at] as usize..self.starts[at + 1] as usize]
    }
}

impl Sibling {
    const EMPTY: Self = Self {
        boxes: Run { first: 0, n: 0 },
        unit: NONE,
        under: NONE,
        wire: NONE,
        line: Line::Other,
    };
}
