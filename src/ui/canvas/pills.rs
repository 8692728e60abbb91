//! What the labelled ends of stubs show when they are drawn small: number and sign while these can
//! be read, then the sign alone at a size of its own where it has room, then a mark of colour. As
//! boxes do, they give up words before signs. Makes items of the scene; knows no toolkit.

use super::detail::{self, Detail, sign_scale};
use crate::layout::Rect;
use crate::layout::placement::Pill;
use crate::layout::scene::{self, Drawing, Item, PillLook};
use crate::theme::Shape;

/// Side of a pill that shows its sign alone, on the screen, in points.
const SIDE: f32 = 10.0;

/// Draws the pills of some wires as they are shown at a zoom, which is one of the steps.
pub fn draw_pills(items: &mut Vec<Item>, drawing: &Drawing<'_>, wires: &[u32], zoom: f32) {
    let is_readable = zoom >= detail::HAS_LABELS;
    let has_signs = Detail::at(zoom) >= Detail::ShortText;
    let side = SIDE / zoom;
    let crowd = if has_signs && !is_readable {
        Crowd::of(drawing, wires, side, zoom)
    } else {
        Crowd::default()
    };
    for &at in wires {
        scene::draw_pills(items, drawing, at as usize, |pill| {
            if is_readable {
                PillLook::Words
            } else if has_signs && crowd.has_room(pill, side) {
                PillLook::Sign(side)
            } else {
                PillLook::Mark
            }
        });
    }
}

/// The squares that signs take at a zoom, by their left edges.
#[derive(Default)]
struct Crowd {
    squares: Vec<Rect>,
    widest: f32,
}

impl Crowd {
    fn of(drawing: &Drawing<'_>, wires: &[u32], side: f32, zoom: f32) -> Self {
        let placement = drawing.placement;
        let half = Shape::bundled().boxes.chip / 2.0 * sign_scale(zoom);
        let mut squares = Vec::new();
        for &at in wires {
            let Some(route) = placement.wires.get(at as usize) else {
                continue;
            };
            let pills = placement.pills(route).iter();
            squares.extend(pills.map(|pill| pill.as_square(side)));
            if route.stub.is_none() || route.is_tree {
                squares.push(Rect::from_corners(route.chip, route.chip).grown(half));
            }
        }
        squares.sort_by(|a: &Rect, b| a.min.x.total_cmp(&b.min.x));
        let widest = squares.iter().map(Rect::width).fold(0.0, f32::max);
        Self { squares, widest }
    }

    /// Whether no other sign would touch that of a pill. Neighbours that would touch each other
    /// both do without, so that it does not matter which of them are in sight.
    fn has_room(&self, pill: &Pill, side: f32) -> bool {
        let own = pill.as_square(side);
        let is_left = |it: &Rect| it.min.x < own.min.x - self.widest;
        let first = self.squares.partition_point(is_left);
        let near = self.squares[first..].iter();
        let near = near.take_while(|it| it.min.x < own.max.x);
        near.filter(|it| it.overlaps(&own)).count() <= 1
    }
}
