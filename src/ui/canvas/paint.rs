//! Paints the part of the map that is in sight, in the detail that its size allows. What does not
//! change from frame to frame is baked once and placed again.

use std::rc::Rc;
use std::sync::Arc;

use egui::epaint::text::TextOptions;
use egui::{Context, Painter, Pos2, Rect, Shape};

use super::Frame;
use super::baked::{Baked, Oven, Placed, Sheet, read_atlas};
use super::detail::{self, Detail};
use super::far::FarPicture;
use super::frame::{as_map_rect, as_rect};
use super::in_full::InFull;
use super::lens::Lens;
use super::motion::Ease;
use super::names::Names;
use super::pills;
use super::rings::Rings;
use super::shapes::Brush;
use super::shelf::{Kept, Shelf};
use super::short;
use crate::layout::box_text::BoxText;
use crate::layout::placement::Shape as PathShape;
use crate::layout::scene::{self, Changed, Drawing, Hit, Item, Severity};
use crate::layout::{FontMeasure, Placement, Plan, Point};
use crate::model::{Id, Node, Relation};
use crate::theme::Role;
use crate::ui::Stage;
use crate::words;

/// So many things are baked anew in one frame while older ones serve.
const MOST_RENEWED: usize = 24;
/// Where more boxes are in sight than this, they are drawn as one picture.
pub const MOST_BOXES: usize = 2500;
/// Lines of dashes longer than this on the screen are cut to what is in sight, in every frame.
const LONG: f32 = 800.0;

/// What is kept from frame to frame in order to paint.
#[derive(Default)]
pub struct Easel {
    boxes: Shelf<BoxMade>,
    wires: Shelf<Rect>,
    brackets: Shelf<()>,
    signs: Shelf<()>,
    badges: Shelf<u32>,
    far: FarPicture,
    names: Names,
    rings: Rings,
    in_full: InFull,
    sheet: Sheet,
    placed: Vec<Placed>,
    /// Counts the states of the map that were painted.
    state: u64,
    painted: Option<(Arc<Placement>, Arc<Plan>, u64)>,
    dress: Option<Dress>,
    fill_ratio: f32,
    oven: Option<Oven>,
}

/// What a box was baked of.
struct BoxMade {
    record: Arc<Node>,
    text: Arc<BoxText>,
    relation: Option<Relation>,
    marks: BoxMarks,
}

/// What is laid over a box.
type BoxMarks = (
    bool,
    bool,
    Option<Severity>,
    Option<u32>,
    Option<scene::Label>,
    bool,
    bool,
    Option<Changed>,
);

/// What everything is baked in: when it is another, nothing serves any more.
#[derive(Clone, PartialEq)]
struct Dress {
    tab: u64,
    theme: String,
    pixels: f32,
    language: String,
    /// How glyphs are drawn: when it changes, the toolkit empties its atlas.
    glyphs: TextOptions,
}

impl Easel {
    /// Paints the map. `ease` is what moves.
    pub fn paint_map(
        &mut self,
        painter: &Painter,
        stage: &Stage<'_>,
        frame: &Frame<'_>,
        ease: Option<&Ease>,
    ) {
        self.refresh(painter.ctx(), stage, frame);
        let lens = frame.lens();
        let placement = ease.map_or(&**frame.tab.picture.placement(), Ease::placement);
        let detail = Detail::at(frame.camera.zoom);
        let mut boxes = frame.boxes_in_sight();
        let is_far = detail == Detail::Block || boxes.len() > MOST_BOXES;
        if is_far {
            self.paint_far(painter, stage, frame);
        } else {
            if let Some(ease) = ease {
                ease.add_boxes(&mut boxes);
            }
            self.paint_near(painter, stage, frame, (ease, placement), &boxes);
        }
        self.rings
            .paint(painter, stage, frame, (placement, &boxes), is_far);
        // No ring crosses a name.
        if detail <= Detail::Signs {
            self.names.paint(painter, stage, frame, &lens, placement);
        }
    }

    /// Drops what can no longer be used.
    fn refresh(&mut self, ctx: &Context, stage: &Stage<'_>, frame: &Frame<'_>) {
        let picture = &frame.tab.picture;
        let dress = Dress {
            tab: frame.tab.key,
            theme: stage.theme.name.clone(),
            pixels: frame.pixels,
            language: frame.tab.drawn_document().meta().language.clone(),
            glyphs: ctx.fonts(|fonts| *fonts.options()),
        };
        let (_, fill_ratio) = read_atlas(ctx);
        // When the toolkit clears its atlas of glyphs, what was baked shows other ones.
        let is_cleared = fill_ratio < self.fill_ratio;
        self.fill_ratio = fill_ratio;
        if is_cleared || self.dress.as_ref() != Some(&dress) {
            self.boxes = Shelf::default();
            self.wires = Shelf::default();
            self.brackets = Shelf::default();
            self.signs = Shelf::default();
            self.badges = Shelf::default();
            self.names.clear();
            self.oven = None;
            self.dress = Some(dress);
        }
        let marks = frame.tab.marks.revision();
        let is_painted = self
            .painted
            .as_ref()
            .is_some_and(|(placement, plan, laid)| {
                let is_same = Arc::ptr_eq(placement, picture.placement());
                is_same && Arc::ptr_eq(plan, picture.plan()) && *laid == marks
            });
        if !is_painted {
            self.state += 1;
            self.painted = Some((picture.placement().clone(), picture.plan().clone(), marks));
        }
    }

    fn paint_far(&mut self, painter: &Painter, stage: &Stage<'_>, frame: &Frame<'_>) {
        let sight = frame.sight();
        let whole = as_rect(&frame.tab.picture.placement().bounds).expand(24.0);
        let around = sight.expand2(sight.size() / 2.0).intersect(whole);
        if around.is_negative() {
            return;
        }
        let lens = frame.lens();
        let scale = (frame.camera.zoom * frame.pixels, frame.is_resting);
        let place = |area: Rect| lens.rect(&as_map_rect(area));
        let (ctx, tab) = (painter.ctx(), frame.tab);
        let shape = self
            .far
            .show(ctx, tab, stage.theme, (around, sight), scale, place);
        painter.add(shape);
    }

    fn paint_near(
        &mut self,
        painter: &Painter,
        stage: &Stage<'_>,
        frame: &Frame<'_>,
        (ease, placement): (Option<&Ease>, &Placement),
        boxes: &[u32],
    ) {
        let drawing = find_drawing(frame, placement);
        let ctx = painter.ctx();
        let mut kiln = Kiln {
            ctx,
            stage,
            frame,
            drawing,
            filled: find_filled(frame),
            lens: frame.lens(),
            detail: Detail::at(frame.camera.zoom),
            step: detail::nearest_step(frame.camera.zoom),
            state: self.state,
            n_renewed: 0,
            is_late: false,
            items: Vec::new(),
            shapes: Vec::new(),
            oven: self.oven.take().unwrap_or_else(|| Oven::new(ctx)),
            placed: std::mem::take(&mut self.placed),
        };
        let mut brackets = frame.brackets_in_sight();
        if let Some(ease) = ease {
            ease.extend_brackets(&mut brackets);
        }
        kiln.place_brackets(&mut self.brackets, ease, &brackets);
        let mut wires = frame.wires_in_sight();
        if let Some(ease) = ease {
            ease.add_lines(&mut wires);
        }
        // No sign lies under a line: those of lines of the tree, which cross nothing, come with them.
        let (trees, across): (Vec<u32>, Vec<u32>) = wires.iter().partition(|&&at| {
            let route = placement.wires.get(at as usize);
            route.is_some_and(|route| route.is_tree)
        });
        for &at in across.iter().chain(&trees) {
            kiln.place_wire(&mut self.wires, ease, at);
        }
        kiln.place_signs(ease, &across);
        kiln.place_tree_signs(&mut self.signs, ease, &trees);
        kiln.place_stubs_in_full(&self.in_full.find(frame));
        for &at in boxes {
            let opacity = ease.map_or(1.0, |ease| ease.opacity_of_box(at));
            kiln.place_box(&mut self.boxes, at as usize, opacity);
        }
        kiln.place_pills(&wires);
        kiln.place_badges(&mut self.badges, boxes);
        let Kiln {
            is_late,
            oven,
            mut placed,
            ..
        } = kiln;
        if is_late || !frame.is_resting {
            ctx.request_repaint();
        }
        painter.add(Shape::mesh(self.sheet.fill(ctx, &placed)));
        placed.clear();
        self.placed = placed;
        self.oven = Some(oven);
    }
}

/// Where things are baked and placed while one frame is painted.
struct Kiln<'a> {
    ctx: &'a Context,
    stage: &'a Stage<'a>,
    frame: &'a Frame<'a>,
    drawing: Drawing<'a>,
    /// The box that is filled as the last one of several that are selected.
    filled: Option<&'a Id>,
    lens: Lens,
    detail: Detail,
    /// The step nearest to the zoom.
    step: f32,
    state: u64,
    n_renewed: usize,
    /// Whether something is shown that will have to be baked anew.
    is_late: bool,
    items: Vec<Item>,
    shapes: Vec<Shape>,
    oven: Oven,
    placed: Vec<Placed>,
}

impl Kiln<'_> {
    fn place_box(&mut self, shelf: &mut Shelf<BoxMade>, at: usize, opacity: f32) {
        let (Some(&node), Some(text), Some(rect)) = (
            self.drawing.plan.nodes.get(at),
            self.drawing.plan.texts.get(at),
            self.drawing.placement.boxes.get(at),
        ) else {
            return;
        };
        let Some(record) = self.drawing.document.nodes().rows().get(node as usize) else {
            return;
        };
        let graph = self.drawing.graph;
        let relation = graph.place(node).map(|place| graph.relation(place.link));
        let overlay = self.drawing.overlay;
        let marks = (
            overlay.struck_out.contains(&node),
            overlay.fallen.contains(&node),
            overlay.finding(node),
            overlay.strengths.get(&node).map(|it| it.to_bits()),
            overlay.labels.get(&node).copied(),
            overlay.linchpins.contains(&node),
            overlay.conclusion == Some(node),
            overlay.changes.get(&node).copied(),
        );
        let is_same = |made: &BoxMade| {
            made.marks == marks
                && Arc::ptr_eq(&made.record, record)
                && made.relation.as_ref() == relation
                && (Arc::ptr_eq(&made.text, text) || made.text == *text)
        };
        let anchor = rect.min;
        if self.filled == Some(&record.id) {
            short::draw_box(&mut self.items, &self.drawing, at, self.detail, self.step);
            short::fill_ground(&mut self.items, Role::SelectionTint);
            self.place_at_once(opacity);
            return;
        }
        let found = self.find(shelf, &record.id, is_same);
        if let Some((baked, zoom)) = found {
            self.place(baked, anchor, zoom, opacity);
            return;
        }
        let has_room = self.frame.is_resting || self.n_renewed < MOST_RENEWED;
        let detail = if has_room { self.detail } else { Detail::Block };
        short::draw_box(&mut self.items, &self.drawing, at, detail, self.step);
        let zoom = self.find_zoom();
        let baked = self.bake(zoom, anchor);
        self.place(baked.clone(), anchor, zoom, opacity);
        if !has_room {
            self.is_late = true;
            return;
        }
        self.n_renewed += 1;
        let made_of = BoxMade {
            record: record.clone(),
            text: text.clone(),
            relation: relation.cloned(),
            marks,
        };
        self.keep(shelf, &record.id, baked, zoom, made_of);
    }

    fn place_wire(&mut self, shelf: &mut Shelf<Rect>, ease: Option<&Ease>, at: u32) {
        let opacity = ease.map_or(1.0, |ease| ease.opacity_of_wire(at));
        let placement = self.drawing.placement;
        let Some(route) = placement.wires.get(at as usize) else {
            return;
        };
        let Some(&anchor) = placement.points(&route.main).first() else {
            return;
        };
        let extent = self.frame.tab.picture.sight().extent(at as usize);
        let length = (extent.width() + extent.height()) * self.lens.zoom;
        let link = self.drawing.plan.links[at as usize];
        let stroke = scene::find_stroke(self.drawing.graph.relation(link));
        let is_long = length > LONG && !self.stage.theme.line(stroke).dash.is_empty();
        if ease.is_some_and(|ease| ease.moves_wire(at)) {
            self.draw_wire(at);
            self.place_at_once(opacity);
            return;
        }
        let id = self.frame.tab.picture.link_of_wire(at as usize);
        let sight = self.frame.sight();
        let covers = shelf
            .find(id)
            .is_some_and(|kept| kept.made_of.contains_rect(sight));
        if covers && let Some((baked, zoom)) = self.find(shelf, id, |_| false) {
            self.place(baked, anchor, zoom, opacity);
            return;
        }
        // Of a long line of dashes more is baked than is in sight, to serve for a while.
        let area = if is_long {
            sight.expand2(sight.size() / 2.0)
        } else {
            Rect::EVERYTHING
        };
        self.draw_wire(at);
        let zoom = self.find_zoom();
        let lens = Lens::at_anchor(zoom, self.frame.pixels, anchor);
        let cut = if is_long {
            lens.rect(&as_map_rect(area))
        } else {
            Rect::EVERYTHING
        };
        self.make_shapes(lens, cut);
        let baked = Rc::new(self.oven.bake(&mut self.shapes));
        self.place(baked.clone(), anchor, zoom, opacity);
        self.keep(shelf, id, baked, zoom, area);
    }

    /// The signs of lines that others may cross.
    fn place_signs(&mut self, ease: Option<&Ease>, wires: &[u32]) {
        for &at in wires {
            scene::draw_sign(&mut self.items, &self.drawing, at as usize);
            // That of a line of straight parts sits at the box where the line starts.
            let path = self.drawing.placement.wires[at as usize].main;
            let start = self.drawing.placement.points(&path).first().copied();
            let start = start.filter(|_| path.shape == PathShape::Elbow);
            short::enlarge_signs(&mut self.items, detail::sign_scale(self.step), start);
            if !self.items.is_empty() {
                self.place_at_once(ease.map_or(1.0, |ease| ease.opacity_of_wire(at)));
            }
        }
    }

    /// The signs of lines of the tree, where they are larger than the room kept for them: over all lines.
    fn place_tree_signs(&mut self, shelf: &mut Shelf<()>, ease: Option<&Ease>, wires: &[u32]) {
        let scale = detail::sign_scale(self.step);
        if scale <= 1.0 || self.detail < Detail::ShortText {
            return;
        }
        for &at in wires {
            let route = &self.drawing.placement.wires[at as usize];
            let id = self.frame.tab.picture.link_of_wire(at as usize);
            let found = match ease {
                None => self.find(shelf, id, |()| false),
                Some(_) => None,
            };
            if let Some((baked, zoom)) = found {
                self.place(baked, route.chip, zoom, 1.0);
                continue;
            }
            scene::draw_wire(&mut self.items, &self.drawing, at as usize);
            short::keep_signs(&mut self.items);
            let start = self.drawing.placement.points(&route.main).first();
            short::enlarge_signs(&mut self.items, scale, start.copied());
            let zoom = self.find_zoom();
            let baked = self.bake(zoom, route.chip);
            let opacity = ease.map_or(1.0, |ease| ease.opacity_of_wire(at));
            self.place(baked.clone(), route.chip, zoom, opacity);
            if ease.is_none() {
                self.keep(shelf, id, baked, zoom, ());
            }
        }
    }

    /// The whole lines of stubs that are selected or pointed at, or end where something is.
    fn place_stubs_in_full(&mut self, wires: &[u32]) {
        let (sight, placement) = (self.frame.sight(), self.drawing.placement);
        for &wire in wires {
            let route = &placement.wires[wire as usize];
            let paths = placement.feeders(route).iter().chain([&route.main]);
            let points = paths.flat_map(|path| placement.points(path));
            let around = points.map(|at| egui::pos2(at.x, at.y));
            let around = around.fold(Rect::NOTHING, |mut sum, at| {
                sum.extend_with(at);
                sum
            });
            if around.intersects(sight) {
                scene::draw_wire_in_full(&mut self.items, &self.drawing, wire as usize);
            }
        }
        if !self.items.is_empty() {
            self.place_at_once(1.0);
        }
    }

    /// The labelled ends of stubs, over the boxes.
    fn place_pills(&mut self, wires: &[u32]) {
        pills::draw_pills(&mut self.items, &self.drawing, wires, self.step);
        if !self.items.is_empty() {
            self.place_at_once(1.0);
        }
    }

    fn draw_wire(&mut self, at: u32) {
        scene::draw_wire(&mut self.items, &self.drawing, at as usize);
        let is_tree = |at: u32| self.drawing.placement.wires[at as usize].is_tree;
        if detail::sign_scale(self.step) > 1.0 && is_tree(at) {
            short::drop_signs(&mut self.items);
        }
    }

    fn place_brackets(&mut self, shelf: &mut Shelf<()>, ease: Option<&Ease>, brackets: &[u32]) {
        for at in brackets.iter().map(|&at| at as usize) {
            let Some(bracket) = self.drawing.placement.brackets.get(at) else {
                continue;
            };
            let request = &self.drawing.plan.request;
            let unit = request.units.get(bracket.unit as usize);
            let first = unit.and_then(|unit| unit.boxes.of(&request.members).first());
            let Some(&first) = first else { continue };
            let id = self.frame.tab.picture.node_of_box(first as usize);
            let anchor = bracket.rect.min;
            let found = match ease {
                None => self.find(shelf, id, |()| false),
                Some(_) => None,
            };
            if let Some((baked, zoom)) = found {
                self.place(baked, anchor, zoom, 1.0);
                continue;
            }
            scene::draw_bracket(&mut self.items, &self.drawing, at);
            let zoom = self.find_zoom();
            let baked = self.bake(zoom, anchor);
            self.place(baked.clone(), anchor, zoom, 1.0);
            if ease.is_none() {
                self.keep(shelf, id, baked, zoom, ());
            }
        }
    }

    /// The badges of those boxes that hide others.
    fn place_badges(&mut self, shelf: &mut Shelf<u32>, boxes: &[u32]) {
        let request = &self.drawing.plan.request;
        let folded = boxes
            .iter()
            .filter_map(|&b| Some((request.find_folded(b)?, b)));
        for (at, b) in folded {
            let (_, n_hidden) = request.folded[at];
            let anchor = self.drawing.placement.boxes[b as usize].min;
            let id = self.frame.tab.picture.node_of_box(b as usize);
            // Where a badge sits follows from the size of its box, which another state may change.
            if let Some((baked, zoom)) = self.find(shelf, id, |_| false) {
                self.place(baked, anchor, zoom, 1.0);
                continue;
            }
            short::draw_badge(&mut self.items, &self.drawing, at, self.step);
            let zoom = self.find_zoom();
            let baked = self.bake(zoom, anchor);
            self.place(baked.clone(), anchor, zoom, 1.0);
            self.keep(shelf, id, baked, zoom, n_hidden);
        }
    }

    /// What was kept of a record, if it serves: it is of this state of the map, and its zoom is
    /// the right one, near enough for now, or too many others are being baked.
    fn find<M>(
        &mut self,
        shelf: &mut Shelf<M>,
        id: &Id,
        is_same: impl Fn(&M) -> bool,
    ) -> Option<(Rc<Baked>, f32)> {
        let kept = shelf.find(id)?;
        if kept.checked != self.state {
            if !is_same(&kept.made_of) {
                return None;
            }
            kept.checked = self.state;
        }
        let zoom = self.lens.zoom;
        let serves = kept.zoom == zoom
            || (!self.frame.is_resting && detail::is_near(kept.zoom, zoom))
            || self.n_renewed >= MOST_RENEWED;
        self.is_late |= serves && kept.zoom != zoom;
        serves.then(|| (kept.baked.clone(), kept.zoom))
    }

    /// The zoom for what is baked now.
    fn find_zoom(&self) -> f32 {
        if self.frame.is_resting {
            self.lens.zoom
        } else {
            self.step
        }
    }

    /// Bakes the items that were drawn.
    fn bake(&mut self, zoom: f32, anchor: Point) -> Rc<Baked> {
        let lens = Lens::at_anchor(zoom, self.frame.pixels, anchor);
        self.make_shapes(lens, Rect::EVERYTHING);
        Rc::new(self.oven.bake(&mut self.shapes))
    }

    fn make_shapes(&mut self, lens: Lens, sight: Rect) {
        let mut brush = Brush {
            ctx: self.ctx,
            theme: self.stage.theme,
            lens,
            sight,
            is_baked: true,
            shapes: &mut self.shapes,
        };
        brush.paint(&self.items);
        self.items.clear();
    }

    /// Places the items that were drawn where they are, and forgets them.
    fn place_at_once(&mut self, opacity: f32) {
        self.make_shapes(self.lens, self.frame.bounds);
        let baked = self.oven.bake(&mut self.shapes);
        self.placed.push(Placed {
            baked: Rc::new(baked),
            origin: Pos2::ZERO,
            scale: 1.0,
            opacity,
        });
    }

    fn place(&mut self, baked: Rc<Baked>, anchor: Point, zoom: f32, opacity: f32) {
        self.placed.push(Placed {
            baked,
            origin: self.lens.origin_of(anchor, zoom),
            scale: self.lens.zoom / zoom,
            opacity,
        });
    }

    fn keep<M>(&mut self, shelf: &mut Shelf<M>, id: &Id, baked: Rc<Baked>, zoom: f32, made_of: M) {
        let checked = self.state;
        let kept = Kept {
            baked,
            zoom,
            made_of,
            checked,
        };
        shelf.put(id.clone(), kept);
    }
}

/// The box that commands act on, where others are selected as well.
pub fn find_filled<'a>(frame: &Frame<'a>) -> Option<&'a Id> {
    let tab = frame.tab;
    tab.lead_node().filter(|_| tab.selected.len() > 1)
}

/// Paints one box by itself, as through a camera of its own.
pub fn paint_box(painter: &Painter, stage: &Stage<'_>, frame: &Frame<'_>, at: usize) {
    let mut items = Vec::new();
    let drawing = find_drawing(frame, frame.tab.picture.placement());
    let (detail, step) = (
        Detail::at(frame.camera.zoom),
        detail::nearest_step(frame.camera.zoom),
    );
    short::draw_box(&mut items, &drawing, at, detail, step);
    paint_items(painter, stage, frame, &items);
}

/// Paints the sign of a line once more, where something has been painted over it.
pub fn paint_sign(painter: &Painter, stage: &Stage<'_>, frame: &Frame<'_>, wire: usize) {
    let placement = frame.tab.picture.placement();
    let Some(route) = placement.wires.get(wire) else {
        return;
    };
    let (detail, step) = (
        Detail::at(frame.camera.zoom),
        detail::nearest_step(frame.camera.zoom),
    );
    let drawing = find_drawing(frame, placement);
    let mut items = Vec::new();
    if route.stub.is_some() && !route.is_tree {
        // Whether a pill has room for its sign depends on its neighbours.
        pills::draw_pills(&mut items, &drawing, &frame.wires_in_sight(), step);
        let hit = Hit::Link(frame.tab.picture.plan().links[wire]);
        items.retain(|item| item.hit == hit);
    } else if detail >= Detail::ShortText {
        scene::draw_wire(&mut items, &drawing, wire);
        scene::draw_sign(&mut items, &drawing, wire);
        short::keep_signs(&mut items);
        let start = placement.points(&route.main).first().copied();
        let start = start.filter(|_| route.is_tree || route.main.shape == PathShape::Elbow);
        short::enlarge_signs(&mut items, detail::sign_scale(step), start);
    }
    paint_items(painter, stage, frame, &items);
}

fn paint_items(painter: &Painter, stage: &Stage<'_>, frame: &Frame<'_>, items: &[Item]) {
    let mut shapes = Vec::new();
    let mut brush = Brush {
        ctx: painter.ctx(),
        theme: stage.theme,
        lens: frame.lens(),
        sight: painter.clip_rect(),
        is_baked: false,
        shapes: &mut shapes,
    };
    brush.paint(items);
    painter.extend(shapes);
}

fn find_drawing<'a>(frame: &'a Frame<'_>, placement: &'a Placement) -> Drawing<'a> {
    let tab = frame.tab;
    Drawing {
        document: tab.drawn_document(),
        graph: tab.picture.graph(),
        plan: tab.picture.plan(),
        placement,
        measure: FontMeasure::bundled(),
        words: words::of_map(&tab.drawn_document().meta().language),
        has_words: Detail::at(frame.camera.zoom) == Detail::All,
        overlay: tab.marks.overlay(),
    }
}
