//! The names of main claims, and of what stands below them, over a map drawn too small for text.
//! They keep one size and cover neither one another nor any box: a name that finds no free place is
//! left out, that of a main claim after it has been tried shorter.

use std::collections::HashMap;
use std::sync::Arc;

use egui::{Galley, Painter, Pos2, Rect, Vec2, vec2};

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
/// The longest names of a main claim, the next where one has no room, and of a box below one, in characters.
const LONGEST: [&[usize]; 2] = [&[48, 24, 12], &[30]];
/// Between a name and its box.
const GAP: f32 = 3.0;
/// From the words to the edges of their ground.
const EDGE: Vec2 = vec2(4.0, 1.0);
/// Under this zoom boxes are too small for it to matter which of them a name covers.
const DUST: f32 = 0.04;

/// Names set in type.
#[derive(Default)]
pub struct Names {
    made_of: Option<Arc<Placement>>,
    /// Boxes by how much they matter: the main ones first. With each, how deep it stands.
    candidates: Vec<(u32, usize)>,
    /// By box and longest number of characters.
    set: HashMap<(u32, usize), Arc<Galley>>,
    /// What was painted last: through which lens, where, and which names.
    painted: Option<(Lens, Rect, Vec<Name>)>,
}

/// A name that has found its place.
struct Name {
    corner: Pos2,
    plate: Rect,
    galley: Arc<Galley>,
}

impl Names {
    /// Forgets what is set in type.
    pub fn clear(&mut self) {
        self.set.clear();
        self.painted = None;
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
        let is_at_rest = std::ptr::eq(placement, &raw const **frame.tab.picture.placement());
        let painted = self.painted.take().filter(|(of, bounds, _)| {
            let is_same = of == lens && *bounds == frame.bounds;
            is_same && is_at_rest
        });
        let names = match painted {
            Some((_, _, names)) => names,
            None => self.place(painter, stage, frame, lens, placement),
        };
        let ground = stage.colour(Role::Paper).gamma_multiply(0.92);
        for name in &names {
            painter.rect_filled(name.plate, 4.0, ground);
            painter.galley(name.corner, name.galley.clone(), stage.colour(Role::Ink));
        }
        self.painted = is_at_rest.then_some((*lens, frame.bounds, names));
    }

    /// Finds a place for each name, for the main ones first.
    fn place(
        &mut self,
        painter: &Painter,
        stage: &Stage<'_>,
        frame: &Frame<'_>,
        lens: &Lens,
        placement: &Placement,
    ) -> Vec<Name> {
        let mut names = Vec::new();
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
            if !rect.intersects(frame.bounds) || taken.iter().any(|it| it.intersects(rect)) {
                continue;
            }
            // Where most of the places around would be taken, it need not be set in type at all.
            let around = [rect.center_top(), rect.center_bottom()];
            let aside = [vec2(0.0, -10.0), vec2(0.0, 10.0)];
            let is_taken = |at: Pos2| taken.iter().any(|other| other.contains(at));
            if (0..2).all(|way| is_taken(around[way] + aside[way])) {
                continue;
            }
            let found = LONGEST[depth].iter().find_map(|&most| {
                let galley = self.set(painter, stage, frame, (b, depth), most);
                let mut corners = list_corners(rect, galley.size(), frame);
                corners.find_map(|corner| {
                    let plate = Rect::from_min_size(corner, galley.size()).expand2(EDGE);
                    let mut others = taken.iter().chain(&named);
                    let is_free = !plate.intersects(rect)
                        && !others.any(|other| other.intersects(plate))
                        && !covers_box(plate, frame, lens, placement);
                    is_free.then(|| Name {
                        corner,
                        plate,
                        galley: galley.clone(),
                    })
                })
            });
            let Some(name) = found else { continue };
            taken.push(name.plate.expand2(vec2(6.0, 3.0)));
            named.push(rect);
            names.push(name);
        }
        names
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
        self.clear();
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
        (at, depth): (u32, usize),
        most: usize,
    ) -> Arc<Galley> {
        let set = self.set.entry((at, most)).or_insert_with(|| {
            let texts = &frame.tab.picture.plan().texts;
            let text = texts.get(at as usize).map_or("", |text| text.text());
            let role = [TextRole::Section, TextRole::Small][depth];
            let words = control::shorten(text, most).replace('\n', " ");
            let words = order_for_sight(&words).into_owned();
            let ink = stage.colour(Role::Ink);
            painter.layout_no_wrap(words, theme::font(stage.theme, role), ink)
        });
        set.clone()
    }
}

/// Where a name of that size may stand around its box, the best place first: above, below, beside,
/// and at the corners. A name at the rim of the canvas stays whole.
fn list_corners(rect: Rect, size: Vec2, frame: &Frame<'_>) -> impl Iterator<Item = Pos2> {
    let gap = GAP + EDGE.y + 1.0;
    let aside = GAP + EDGE.x + 1.0;
    let (left, right) = (rect.left(), rect.right() - size.x);
    let (middle, level) = (
        rect.center().x - size.x / 2.0,
        rect.center().y - size.y / 2.0,
    );
    let (above, below) = (rect.top() - gap - size.y, rect.bottom() + gap);
    let corners = [
        (middle, above),
        (middle, below),
        (rect.right() + aside, level),
        (rect.left() - aside - size.x, level),
        (left, above),
        (right, above),
        (left, below),
        (right, below),
    ];
    let room = frame.bounds.shrink(8.0);
    let last = room.max - size;
    let pixels = frame.pixels;
    corners.into_iter().map(move |(x, y)| {
        let corner = vec2(
            x.min(last.x).max(room.left()),
            y.min(last.y).max(room.top()),
        );
        round_to_pixels(corner, pixels).to_pos2()
    })
}

/// Whether some of a name's ground lies over boxes.
fn covers_box(plate: Rect, frame: &Frame<'_>, lens: &Lens, placement: &Placement) -> bool {
    if frame.camera.zoom < DUST {
        return false;
    }
    let boxes = frame.boxes_under(plate);
    let mut rects = boxes
        .iter()
        .filter_map(|&b| placement.boxes.get(b as usize));
    rects.any(|rect| lens.rect(rect).intersects(plate))
}

fn round_to_pixels(at: Vec2, pixels: f32) -> Vec2 {
    (at * pixels).round() / pixels
}
