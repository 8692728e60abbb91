//! The names of main claims, and of what stands below them, over a map drawn too small for text.
//! They keep one size and never cover one another, nor the boxes that bear them.

use std::collections::HashMap;
use std::sync::Arc;

use egui::{Galley, Painter, Rect, Vec2, vec2};

use super::Frame;
use super::lens::Lens;
use crate::layout::Placement;
use crate::model::Kind;
use crate::text::order_for_sight;
use crate::theme::{Role, TextRole};
use crate::ui::{Stage, control, theme};

/// How many boxes are thought of.
const MOST_CANDIDATES: usize = 400;
/// How many names stand on the canvas at most.
const MOST: usize = 24;
/// The longest name of a main claim and of a box below one, in characters.
const LONGEST: [usize; 2] = [48, 30];
/// Between a name and its box.
const GAP: f32 = 3.0;

/// Names set in type.
#[derive(Default)]
pub struct Names {
    made_of: Option<Arc<Placement>>,
    /// Boxes by how much they matter: the main ones first. With each, how deep it stands.
    candidates: Vec<(u32, usize)>,
    set: HashMap<u32, Arc<Galley>>,
}

impl Names {
    /// Forgets what is set in type.
    pub fn clear(&mut self) {
        self.set.clear();
    }

    /// Paints the names for which there is room.
    pub fn paint(
        &mut self,
        painter: &Painter,
        stage: &Stage<'_>,
        frame: &Frame<'_>,
        lens: &Lens,
        placement: &Placement,
    ) {
        self.find_candidates(frame);
        let room = frame.bounds.shrink(8.0);
        let mut taken: Vec<Rect> = Vec::new();
        // Names at the rim are moved, but not onto a box that has one.
        let mut named: Vec<Rect> = Vec::new();
        for at in 0..self.candidates.len() {
            if named.len() == MOST {
                break;
            }
            let (b, depth) = self.candidates[at];
            let Some(rect) = placement.boxes.get(b as usize) else {
                continue;
            };
            let rect = lens.rect(rect);
            if !rect.intersects(frame.bounds) {
                continue;
            }
            // Where a name's middle would be covered, it need not be set in type at all.
            let middle = rect.center_top() - vec2(0.0, 10.0);
            if taken.iter().any(|other| other.contains(middle)) {
                continue;
            }
            let galley = self.set(painter, stage, frame, b, depth);
            let mut corner =
                rect.center_top() - galley.size() * vec2(0.5, 1.0) - vec2(0.0, GAP + 2.0);
            // A name at the rim stays whole.
            let last = room.max - galley.size();
            corner.x = corner.x.min(last.x).max(room.left());
            corner.y = corner.y.min(last.y).max(room.top());
            let corner = round_to_pixels(corner.to_vec2(), frame.pixels).to_pos2();
            let plate = Rect::from_min_size(corner, galley.size()).expand2(vec2(4.0, 1.0));
            let is_covered = |other: &Rect| other.intersects(plate);
            if taken.iter().chain(&named).any(is_covered)
                || taken.iter().any(|it| it.intersects(rect))
            {
                continue;
            }
            painter.rect_filled(plate, 4.0, stage.colour(Role::Paper).gamma_multiply(0.92));
            painter.galley(corner, galley, stage.colour(Role::Ink));
            taken.push(plate.expand2(vec2(6.0, 3.0)));
            named.push(rect);
        }
    }

    /// Roots, then their children, in the order of the map. Notes name nothing.
    fn find_candidates(&mut self, frame: &Frame<'_>) {
        let picture = &frame.tab.picture;
        if self
            .made_of
            .as_ref()
            .is_some_and(|made| Arc::ptr_eq(made, picture.placement()))
        {
            return;
        }
        self.made_of = Some(picture.placement().clone());
        self.set.clear();
        let graph = frame.tab.picture.graph();
        let plan = picture.plan();
        let roots = graph.roots();
        let below = roots.iter().flat_map(|&root| graph.children(root));
        let all = roots
            .iter()
            .map(|&root| (root, 0))
            .chain(below.map(|&node| (node, 1)));
        let rows = frame.tab.drawn_document().nodes().rows();
        let is_note = |node: u32| {
            rows.get(node as usize)
                .is_some_and(|it| it.kind == Kind::Note)
        };
        self.candidates = all
            .filter(|&(node, _)| !is_note(node))
            .filter_map(|(node, depth)| Some((plan.box_of(node)? as u32, depth)))
            .take(MOST_CANDIDATES)
            .collect();
    }

    fn set(
        &mut self,
        painter: &Painter,
        stage: &Stage<'_>,
        frame: &Frame<'_>,
        at: u32,
        depth: usize,
    ) -> Arc<Galley> {
        let set = self.set.entry(at).or_insert_with(|| {
            let texts = &frame.tab.picture.plan().texts;
            let text = texts.get(at as usize).map_or("", |text| text.text());
            let role = [TextRole::Section, TextRole::Small][depth];
            let words = control::shorten(text, LONGEST[depth]).replace('\n', " ");
            let words = order_for_sight(&words).into_owned();
            let ink = stage.colour(Role::Ink);
            painter.layout_no_wrap(words, theme::font(stage.theme, role), ink)
        });
        set.clone()
    }
}

fn round_to_pixels(at: Vec2, pixels: f32) -> Vec2 {
    (at * pixels).round() / pixels
}
