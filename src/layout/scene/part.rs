//! The parts of a map from back to front. Each can be drawn by itself, so that whoever writes a
//! picture piece by piece need not hold all of it.

use super::{Drawing, Item, draw_badge, draw_box, draw_bracket, draw_sign, draw_stub, draw_wire};

/// What is drawn at once, and belongs to one box or line. Holds its index among those of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The frame around co-premises.
    Bracket(usize),
    /// What is always to be seen of a line.
    Wire(usize),
    /// The sign of a line that others may cross.
    Sign(usize),
    /// A box with its marks.
    Box(usize),
    /// The labelled ends of a line that is not drawn in full.
    Stub(usize),
    /// The badge of a folded branch.
    Badge(usize),
}

impl Part {
    /// All parts of a map, in the order in which they are drawn: no sign lies under a line.
    pub fn list(drawing: &Drawing<'_>) -> impl Iterator<Item = Self> + Clone {
        let placement = drawing.placement;
        let n_wires = placement.wires.len();
        let brackets = (0..placement.brackets.len()).map(Self::Bracket);
        let is_tree = |at: &usize| placement.wires[*at].is_tree;
        let across = move || (0..n_wires).filter(move |at| !is_tree(at));
        brackets
            .chain(across().map(Self::Wire))
            .chain((0..n_wires).filter(is_tree).map(Self::Wire))
            .chain(across().map(Self::Sign))
            .chain((0..placement.boxes.len()).map(Self::Box))
            .chain((0..n_wires).map(Self::Stub))
            .chain((0..drawing.plan.request.folded.len()).map(Self::Badge))
    }

    /// Draws it; nothing where there is nothing to be seen of it.
    pub fn draw(self, items: &mut Vec<Item>, drawing: &Drawing<'_>) {
        match self {
            Self::Bracket(at) => draw_bracket(items, drawing, at),
            Self::Wire(at) => draw_wire(items, drawing, at),
            Self::Sign(at) => draw_sign(items, drawing, at),
            Self::Box(at) => draw_box(items, drawing, at),
            Self::Stub(at) => draw_stub(items, drawing, at),
            Self::Badge(at) => draw_badge(items, drawing, at),
        }
    }

    /// Whether no later part belongs to the same box or line.
    pub fn is_last(self, drawing: &Drawing<'_>) -> bool {
        let placement = drawing.placement;
        match self {
            Self::Bracket(at) => {
                let wire = placement.brackets[at].wire.map(|wire| wire as usize);
                // The frame of a top without a line belongs to its first box.
                wire.is_some_and(|wire| {
                    let mut items = Vec::new();
                    draw_wire(&mut items, drawing, wire);
                    items.is_empty() && Self::Wire(wire).is_last(drawing)
                })
            }
            Self::Wire(at) => {
                let mut items = Vec::new();
                draw_sign(&mut items, drawing, at);
                items.is_empty() && placement.pills(&placement.wires[at]).is_empty()
            }
            Self::Sign(_) | Self::Box(_) | Self::Stub(_) | Self::Badge(_) => true,
        }
    }
}
