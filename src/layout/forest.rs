//! The units of a request as a sound forest on flat arrays, level by level: children follow
//! their parents and stand side by side. Whatever the request says, every box is in exactly
//! one unit and every unit under exactly one top.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::request::{Request, Run, Unit, Wire, WireEnd};
use super::tree_lines::Lanes;

/// No index.
pub(super) const NONE: u32 = u32::MAX;

/// The forest in level order. Node 0 stands above all roots and has no boxes.
#[derive(Clone, Debug, Default)]
pub(super) struct Forest {
    /// The nodes; a node's children are contiguous and come after it.
    pub nodes: Vec<Node>,
    /// The boxes that nodes take ranges of.
    pub members: Arc<Vec<u32>>,
    /// The node that a box belongs to.
    pub node_of_box: Vec<u32>,
    /// The node that a wire places, or `NONE`.
    pub node_of_wire: Vec<u32>,
    /// How many wires place units.
    pub n_placing: usize,
    /// Those of them that end on other wires.
    pub striking: Vec<u32>,
    /// Whether every wire that places a unit comes from the boxes of that unit alone.
    pub is_whole: bool,
    /// Whether every reason has a frame, and not only linked premises.
    frames_reasons: bool,
    /// How the lines of a tidy tree run, which is sorted out when first asked for.
    lanes: OnceLock<Lanes>,
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
    /// Its parent node, or `NONE` for node 0.
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
        let is_sound = |forest: &Self| {
            let n_units = forest.nodes.len() - 1;
            n_units == request.units.len() && !forest.node_of_box.contains(&NONE)
        };
        let levels = || take_levels(request).filter(is_sound);
        let sorted = || Units::of(request).order_by_level(request).filter(is_sound);
        let mended = || mend(request).order_by_level(request);
        levels().or_else(sorted).or_else(mended).unwrap_or_default()
    }

    /// Room for so many nodes, and node 0.
    fn begin(request: &Request, n_units: usize) -> Self {
        let mut forest = Self {
            nodes: Vec::with_capacity(n_units + 1),
            node_of_box: vec![NONE; request.boxes.len()],
            node_of_wire: vec![NONE; request.wires.len()],
            is_whole: true,
            frames_reasons: request.frames_reasons,
            ..Self::default()
        };
        forest.nodes.push(Node::EMPTY);
        forest
    }
}

impl Forest {
    /// Whether it is that of another request, too: all that it is made of is the same.
    pub fn is_shared(a: &Request, b: &Request) -> bool {
        a.boxes.len() == b.boxes.len()
            && a.frames_reasons == b.frames_reasons
            && a.members == b.members
            && a.units == b.units
            && a.wires == b.wires
    }

    /// How the lines of a tidy tree run, as far as that is known before anything has a place.
    pub fn lanes(&self) -> &Lanes {
        self.lanes.get_or_init(|| Lanes::of(self))
    }

    /// Whether a frame stands around the boxes of a node: around linked premises always, around
    /// one premise if every reason is to have one.
    pub fn has_frame(&self, at: usize) -> bool {
        let node = &self.nodes[at];
        node.boxes.n > 1 || self.frames_reasons && node.boxes.n == 1 && node.wire != NONE
    }
}

impl Node {
    /// The indices of its children.
    pub fn child_range(&self) -> Range<usize> {
        self.children.range()
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

/// The units of a request that stand level by level already, as in every plan: each after the one
/// that it stands under, in the order of those. None for any others.
fn take_levels(request: &Request) -> Option<Forest> {
    let mut forest = Forest::begin(request, request.units.len());
    let mut last = (0, NONE);
    for (number, unit) in request.units.iter().enumerate() {
        let under = unit.parent.unwrap_or(NONE);
        let parent = match unit.parent {
            Some(b) => *forest.node_of_box.get(b as usize)?,
            None => 0,
        };
        let at = forest.nodes.len() as u32;
        let siblings = forest.nodes.get(parent as usize)?.boxes;
        if (parent, under) != last {
            let mut siblings = siblings.of(&request.members).iter();
            let is_next = |&&b: &&u32| b == last.1 || b == under;
            if parent < last.0 || parent == last.0 && siblings.find(is_next) != Some(&last.1) {
                return None;
            }
            last = (parent, under);
        }
        forest.add_node(request, number, unit, parent)?;
        forest.claim_boxes(unit.boxes, &request.members, at)?;
        let children = &mut forest.nodes[parent as usize].children;
        if children.n == 0 {
            children.first = at;
        }
        children.n += 1;
    }
    forest.members = request.members.clone();
    Some(forest)
}

/// Units by which everything can be placed, in the order of the request.
struct Units {
    /// Those of the request under their own numbers, though perhaps without boxes; after them
    /// perhaps others.
    all: Arc<Vec<Unit>>,
    /// What they take ranges of.
    members: Arc<Vec<u32>>,
}

impl Units {
    fn of(request: &Request) -> Self {
        Self {
            all: request.units.clone(),
            members: request.members.clone(),
        }
    }
}

/// Every box in the first unit that names it, boxes in no unit in units of their own, every
/// wire with the first unit that claims it, and no rings.
fn mend(request: &Request) -> Units {
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
    for unit in request.units.iter() {
        add(unit.boxes.of(&request.members), unit.parent, unit.wire);
    }
    for b in 0..n_boxes as u32 {
        add(&[b], None, None);
    }
    break_rings(&mut units, &members, &unit_of_box);
    Units {
        all: Arc::new(units),
        members: Arc::new(members),
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

impl Units {
    /// Numbers the units level by level below node 0. None where two of them claim one box or
    /// wire, or one that is not there; what is in a ring, or has no boxes, is left out.
    fn order_by_level(self, request: &Request) -> Option<Forest> {
        let families = Families::of(request, &self);
        let mut forest = Forest::begin(request, self.all.len());
        let add = |forest: &mut Forest, family: Range<usize>, parent: u32| {
            for at in family {
                let number = families.order[at] as usize;
                forest.add_node(request, number, &self.all[number], parent)?;
            }
            Some(())
        };
        add(&mut forest, families.of_roots(), 0)?;
        forest.nodes[0].children = Run {
            first: 1,
            n: forest.nodes.len() as u32 - 1,
        };
        let mut at = 1;
        while at < forest.nodes.len() {
            let boxes = forest.nodes[at].boxes;
            let first = forest.nodes.len() as u32;
            forest.claim_boxes(boxes, &self.members, at as u32)?;
            for &b in boxes.of(&self.members) {
                add(&mut forest, families.of_box(b), at as u32)?;
            }
            forest.nodes[at].children = Run {
                first,
                n: forest.nodes.len() as u32 - first,
            };
            at += 1;
        }
        forest.members = self.members;
        Some(forest)
    }
}

/// Notes whose a box or wire is. None if it is somebody's already, or is not there.
#[inline]
fn claim(owners: &mut [u32], at: u32, owner: u32) -> Option<()> {
    let entry = owners.get_mut(at as usize)?;
    (std::mem::replace(entry, owner) == NONE).then_some(())
}

impl Forest {
    /// Adds a unit after the nodes that there are, unless it claims a wire that it cannot have.
    #[inline]
    fn add_node(
        &mut self,
        request: &Request,
        number: usize,
        unit: &Unit,
        parent: u32,
    ) -> Option<()> {
        let mut node = Node {
            boxes: unit.boxes,
            under: unit.parent.unwrap_or(NONE),
            parent,
            ..Node::EMPTY
        };
        if number < request.units.len() {
            node.unit = number as u32;
        }
        if let Some(at) = unit.wire {
            claim(&mut self.node_of_wire, at, self.nodes.len() as u32)?;
            let wire = &request.wires[at as usize];
            node.wire = at;
            self.n_placing += 1;
            node.line = Line::of(wire, node.under);
            if matches!(node.line, Line::Wire(_)) {
                self.striking.push(at);
            }
            self.is_whole &= wire.from.n == unit.boxes.n;
        }
        self.nodes.push(node);
        Some(())
    }

    /// Notes where the boxes of a node are. None if it has none, or one that it cannot have.
    #[inline]
    fn claim_boxes(&mut self, boxes: Run, members: &[u32], at: u32) -> Option<()> {
        let boxes = boxes.of(members);
        for &b in boxes {
            claim(&mut self.node_of_box, b, at)?;
        }
        (!boxes.is_empty()).then_some(())
    }
}

/// The units family by family: the roots, those under each box, and what has no boxes or stands
/// under none that is there.
struct Families {
    /// Where each family begins, and after the last one where it ends.
    starts: Vec<u32>,
    /// The units in that order.
    order: Vec<u32>,
}

impl Families {
    fn of(request: &Request, units: &Units) -> Self {
        let n_boxes = request.boxes.len();
        let family = |unit: &Unit| match unit.parent.map(|b| b as usize) {
            _ if unit.boxes.n == 0 => n_boxes + 1,
            None => 0,
            Some(b) if b < n_boxes => b + 1,
            Some(_) => n_boxes + 1,
        };
        let (starts, order) = sort_by_family(&units.all, n_boxes + 2, family);
        Self { starts, order }
    }

    fn of_roots(&self) -> Range<usize> {
        self.nth(0)
    }

    fn of_box(&self, b: u32) -> Range<usize> {
        self.nth(b as usize + 1)
    }

    fn nth(&self, at: usize) -> Range<usize> {
        self.starts[at] as usize..self.starts[at + 1] as usize
    }
}

/// Where each of `n` families begins, and the units in the order of their families.
fn sort_by_family(
    units: &[Unit],
    n: usize,
    family: impl Fn(&Unit) -> usize,
) -> (Vec<u32>, Vec<u32>) {
    // Counted two further on, every start moves to its place while its family is filled.
    let mut starts = vec![0; n + 2];
    for unit in units {
        starts[family(unit) + 2] += 1;
    }
    for at in 2..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut order = vec![0; units.len()];
    for (at, unit) in (0..).zip(units) {
        let next = &mut starts[family(unit) + 1];
        order[*next as usize] = at;
        *next += 1;
    }
    (starts, order)
}
