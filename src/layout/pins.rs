//! What a pin does, in every layout alike. All is placed as if nothing was pinned: each unit has its
//! slot there, which stays free for it wherever it is. Then the pinned units are moved from their slots to
//! their pins, and their branches with them. So a pin where a box stands changes nothing, and one
//! elsewhere moves no other branch. Knows rectangles and lines, not how they came about.

use super::forest::Forest;
use super::geometry::Point;
use super::placement::{Path, Placement, Route};
use super::request::{Direction, Request, WireEnd};

/// Per node, how far it is from its slot; empty where everything stands in its own.
#[derive(Debug, Default)]
pub(super) struct Moves(Vec<Point>);

/// Moves every pinned branch to its pin. Lines of the tree go with their branches; those from a branch
/// to what does not move with it are taken away, to be drawn as links across the map. A pin on one of
/// several premises holds their frame, so that this one stands where the pin says; of several in one
/// frame the first counts. `direction` says whether the axes of `placement` are those of the screen.
pub(super) fn move_pinned(
    request: &Request,
    forest: &Forest,
    direction: Direction,
    placement: &mut Placement,
) -> Moves {
    let moves = Moves::of(request, forest, direction, placement);
    if !moves.is_empty() {
        moves.move_units(forest, placement);
        moves.move_lines(request, forest, placement);
    }
    moves
}

impl Moves {
    fn of(request: &Request, forest: &Forest, direction: Direction, placement: &Placement) -> Self {
        if request.pins.is_empty() {
            return Self::default();
        }
        let mut pinned: Vec<Option<Point>> = vec![None; forest.nodes.len()];
        for &(b, pin) in request.pins.iter().rev() {
            let Some(&at) = forest.node_of_box.get(b as usize) else {
                continue;
            };
            let pin = match direction {
                Direction::TopDown => pin,
                Direction::LeftToRight => pin.transposed(),
            };
            let slot = placement.boxes[b as usize].min;
            let to = |pin: f32, slot: f32| if pin == slot { slot } else { whole(pin) };
            let by = Point::new(to(pin.x, slot.x) - slot.x, to(pin.y, slot.y) - slot.y);
            pinned[at as usize] = Some(by);
        }
        let mut moves: Vec<Point> = Vec::with_capacity(pinned.len());
        for (node, own) in forest.nodes.iter().zip(pinned) {
            let above = moves.get(node.parent as usize).copied();
            moves.push(own.or(above).unwrap_or_default());
        }
        if moves.iter().all(|by| *by == Point::default()) {
            moves.clear();
        }
        Self(moves)
    }

    /// Whether everything stands in its slot.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn move_units(&self, forest: &Forest, placement: &mut Placement) {
        let mut brackets = placement.brackets.iter_mut();
        for (at, (node, by)) in forest.nodes.iter().zip(&self.0).enumerate() {
            for &b in node.boxes.of(&forest.members) {
                let rect = &mut placement.boxes[b as usize];
                *rect = rect.moved(by.x, by.y);
            }
            let bracket = forest.has_frame(at).then(|| brackets.next()).flatten();
            if let Some(bracket) = bracket {
                bracket.rect = bracket.rect.moved(by.x, by.y);
            }
        }
    }

    fn move_lines(&self, request: &Request, forest: &Forest, placement: &mut Placement) {
        for (at, node) in forest.nodes.iter().enumerate() {
            let number = node.wire as usize;
            let Some(route) = placement.wires.get(number).filter(|route| route.is_tree) else {
                continue;
            };
            // The lines that lines of the tree end on are those of siblings before them.
            let is_left_hanging = match request.wires[number].to {
                WireEnd::Wire(w) if route.ends_on_wire => !placement.wires[w as usize].is_tree,
                _ => false,
            };
            if is_left_hanging {
                placement.wires[number] = Route::default();
            } else {
                self.move_line(number, at as u32, node.parent, placement);
            }
        }
    }

    /// Moves a line with the two nodes that it joins, or takes it away where these move apart.
    pub fn move_line(&self, wire: usize, from: u32, to: u32, placement: &mut Placement) {
        let of = |node: u32| self.0.get(node as usize).copied().unwrap_or_default();
        let by = of(from);
        let route = &mut placement.wires[wire];
        if by != of(to) {
            *route = Route::default();
        } else if by != Point::default() {
            let Path { points, .. } = route.main;
            route.chip = route.chip.moved(by.x, by.y);
            route.middle = route.middle.moved(by.x, by.y);
            for point in placement.points.get_mut(points.range()).unwrap_or_default() {
                *point = point.moved(by.x, by.y);
            }
        }
    }
}

/// The next whole number, not too far away for numbers that are added to it. Slots may be farther away
/// still: rings around a middle widen quickly in deep trees.
fn whole(coordinate: f32) -> f32 {
    const FAR: f32 = 10_000_000.0;
    if coordinate.is_nan() {
        0.0
    } else {
        coordinate.clamp(-FAR, FAR).round()
    }
}
