//! The map from far away: a picture of blocks and lines, filled by their share of each pixel and
//! kept as a texture for as long as it serves. Used for the map itself when its boxes are too many
//! or too small to be drawn one by one, for the overview, and for tints over boxes that are too many to
//! have a ring each.

use std::sync::Arc;
use std::time::Duration;

use egui::{
    Color32, ColorImage, Context, Mesh, Rect, Shape, TextureHandle, TextureOptions, Vec2, vec2,
};

use super::frame::as_map_rect;
use crate::app::Tab;
use crate::layout::placement::Route;
use crate::layout::{self, Placement, Point, scene};
use crate::model::{Kind, Relation};
use crate::theme::{Role, Shape as ThemeShape, Theme};
use crate::ui::theme;

/// The longest side of a picture, in pixels.
const MOST_PIXELS: f32 = 4096.0;

/// So many boxes and lines are drawn in one frame of a picture that may take several.
const SLICE: usize = 8192;

/// What is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layer {
    /// The map.
    #[default]
    Map,
    /// A tint over all boxes.
    Boxes,
    /// A tint over the boxes that are selected, and the lines that are.
    Selected,
}

/// A picture of a part of a map.
#[derive(Default)]
pub struct FarPicture {
    layer: Layer,
    made: Option<Made>,
    /// The one that is being drawn, slice by slice.
    begun: Option<Begun>,
    /// The placement that is to be shown, and since when, in the toolkit's seconds.
    awaited: Option<(Arc<Placement>, f64)>,
}

/// A picture that can be shown.
struct Made {
    subject: Subject,
    texture: TextureHandle,
}

/// What a picture is of.
struct Subject {
    placement: Arc<Placement>,
    /// The tab, and the revision of what shows beside the map itself.
    shown: (u64, u64),
    theme: String,
    /// Pixels per map unit.
    scale: f32,
    /// What it shows, in map units.
    area: Rect,
}

/// A picture that is being drawn.
struct Begun {
    subject: Subject,
    canvas: Canvas,
    /// Places of the boxes and lines to be drawn, the lines first where they lie below.
    boxes: Vec<u32>,
    wires: Vec<u32>,
    /// How many of both have been drawn.
    n_drawn: usize,
}

/// Which picture is asked for. Areas are map units: all of the first is drawn if the picture has to be
/// made anew, and the part of the second that lies in it has to be covered by the one there is. The scale
/// is pixels per map unit, and whether just that one will do.
#[derive(Clone, Copy)]
struct Wish<'a> {
    tab: &'a Tab,
    theme: &'a Theme,
    areas: (Rect, Rect),
    scale: (f32, bool),
}

impl Subject {
    /// Whether a picture of it serves.
    fn serves(&self, wish: &Wish<'_>, shown: (u64, u64)) -> bool {
        let ((area, sight), (scale, is_exact)) = (wish.areas, wish.scale);
        let ratio = self.scale / scale;
        Arc::ptr_eq(&self.placement, wish.tab.picture.placement())
            && self.shown == shown
            && self.theme == wish.theme.name
            && self
                .area
                // Far from the map's origin, numbers are coarse.
                .expand(2.0 / self.scale)
                .contains_rect(sight.intersect(area))
            && (if is_exact {
                (ratio - 1.0).abs() < 1e-4
            } else {
                (0.8..=1.25).contains(&ratio)
            })
    }
}

impl FarPicture {
    /// A picture of a layer.
    pub fn of(layer: Layer) -> Self {
        Self {
            layer,
            ..Self::default()
        }
    }

    /// The tab, and the revision of what shows beside the map: of what is struck out and fallen, for
    /// nothing else that is laid over a map shows from afar, or of the selection.
    fn find_shown(&self, tab: &Tab) -> (u64, u64) {
        let revision = match self.layer {
            Layer::Map => tab.marks.fall_revision(),
            Layer::Boxes => 0,
            Layer::Selected => tab.selected.revision(),
        };
        (tab.key, revision)
    }

    /// As [`Self::show`], but no more of it than lies within a part of the map.
    pub fn show_within(
        &mut self,
        within: Rect,
        (ctx, tab, theme): (&Context, &Tab, &Theme),
        areas: (Rect, Rect),
        scale: (f32, bool),
        place: impl Fn(Rect) -> Rect,
    ) -> Shape {
        let wish = Wish {
            tab,
            theme,
            areas,
            scale,
        };
        self.refresh(ctx, &wish, usize::MAX);
        let made = self.made.as_ref();
        made.map_or(Shape::Noop, |made| made.as_shape_within(within, place))
    }

    /// A shape that shows the map. Both `areas` are map units: the first is what is drawn if the
    /// picture has to be made anew, the second has to be covered by the one there is. `place` says
    /// where a map rectangle is on the screen. The scale is pixels per map unit, and whether just that
    /// one is asked for.
    pub fn show(
        &mut self,
        ctx: &Context,
        tab: &Tab,
        theme: &Theme,
        areas: (Rect, Rect),
        scale: (f32, bool),
        place: impl Fn(Rect) -> Rect,
    ) -> Shape {
        let wish = Wish {
            tab,
            theme,
            areas,
            scale,
        };
        self.refresh(ctx, &wish, usize::MAX);
        let made = self.made.as_ref();
        made.map_or(Shape::Noop, |made| made.as_shape(place))
    }

    /// Draws a slice of the picture that is asked for, if it is not there; gives whether it is now. Meanwhile
    /// the one before stays, and another frame is asked for.
    pub fn prepare(
        &mut self,
        (ctx, tab, theme): (&Context, &Tab, &Theme),
        areas: (Rect, Rect),
        scale: (f32, bool),
    ) -> bool {
        let wish = Wish {
            tab,
            theme,
            areas,
            scale,
        };
        let is_there = self.refresh(ctx, &wish, SLICE);
        if !is_there {
            ctx.request_repaint();
        }
        is_there
    }

    /// Draws the picture that is asked for, if it is not there, but no more than so many boxes and lines of
    /// it; gives whether it is there now.
    fn refresh(&mut self, ctx: &Context, wish: &Wish<'_>, most: usize) -> bool {
        let shown = self.find_shown(wish.tab);
        if let Some(made) = &self.made
            && made.subject.serves(wish, shown)
        {
            self.begun = None;
            return true;
        }
        let begun = self.begun.take();
        let begun = begun.filter(|begun| begun.subject.serves(wish, shown));
        let mut begun = begun.unwrap_or_else(|| self.begin(ctx, wish));
        if !begun.draw(self.layer, wish, most) {
            self.begun = Some(begun);
            return false;
        }
        let image = begun.canvas.into_image();
        let texture = match self.made.take() {
            Some(mut made) => {
                made.texture.set(image, TextureOptions::LINEAR);
                made.texture
            }
            None => ctx.load_texture("map from far away", image, TextureOptions::LINEAR),
        };
        self.made = Some(Made {
            subject: begun.subject,
            texture,
        });
        true
    }

    /// The same for a picture beside the map, which need not follow every change at once: while
    /// changes follow each other, as under a held key, the old one stays.
    pub fn show_at_leisure(
        &mut self,
        ctx: &Context,
        tab: &Tab,
        theme: &Theme,
        areas: (Rect, Rect),
        scale: (f32, bool),
        place: impl Fn(Rect) -> Rect,
    ) -> Shape {
        /// How long a placement stands before it is worth a picture, in seconds.
        const REST: f64 = 0.1;
        let placement = tab.picture.placement();
        let is_shown = |made: &Made| Arc::ptr_eq(&made.subject.placement, placement);
        let Some(made) = self.made.as_ref().filter(|made| !is_shown(made)) else {
            self.awaited = None;
            return self.show_in_slices((ctx, tab, theme), areas, scale, place);
        };
        let now = ctx.input(|input| input.time);
        let awaited = self.awaited.take();
        let since = awaited.filter(|(it, _)| Arc::ptr_eq(it, placement));
        let since = since.map_or(now, |(_, since)| since);
        if now - since >= REST {
            self.awaited = Some((placement.clone(), since));
            return self.show_in_slices((ctx, tab, theme), areas, scale, place);
        }
        let shape = made.as_shape(place);
        self.awaited = Some((placement.clone(), since));
        ctx.request_repaint_after(Duration::from_secs_f64(REST - (now - since)));
        shape
    }

    /// What there is of the picture, or the one before until all of it is.
    fn show_in_slices(
        &mut self,
        stuff: (&Context, &Tab, &Theme),
        areas: (Rect, Rect),
        scale: (f32, bool),
        place: impl Fn(Rect) -> Rect,
    ) -> Shape {
        self.prepare(stuff, areas, scale);
        let made = self.made.as_ref();
        made.map_or(Shape::Noop, |made| made.as_shape(place))
    }

    fn begin(&self, ctx: &Context, wish: &Wish<'_>) -> Begun {
        let (area, scale) = (wish.areas.0, wish.scale.0);
        let side = area.size().max_elem().max(1.0);
        // The graphics card has a limit of its own; a pixel is left for rounding at either side.
        let most = ctx.input(|input| input.max_texture_side) as f32;
        let most = MOST_PIXELS.min(most);
        let scale = scale.min((most - 2.0).max(1.0) / side);
        // A whole number of pixels on the map's own grid, so that blocks do not tremble.
        let low = (area.min.to_vec2() * scale).floor();
        let high = (area.max.to_vec2() * scale).ceil();
        let size = (high - low).clamp(Vec2::splat(1.0), Vec2::splat(most));
        let (boxes, wires) = self.list_drawn(wish.tab, area);
        Begun {
            subject: Subject {
                placement: wish.tab.picture.placement().clone(),
                shown: self.find_shown(wish.tab),
                theme: wish.theme.name.clone(),
                scale,
                area: Rect::from_min_size((low / scale).to_pos2(), size / scale),
            },
            canvas: Canvas::new(size, scale, low),
            boxes,
            wires,
            n_drawn: 0,
        }
    }

    /// The boxes and lines that are drawn of an area.
    fn list_drawn(&self, tab: &Tab, area: Rect) -> (Vec<u32>, Vec<u32>) {
        let picture = &tab.picture;
        let (placement, within) = (picture.placement(), as_map_rect(area));
        let (mut boxes, mut wires) = (Vec::new(), Vec::new());
        if self.layer == Layer::Map {
            boxes.extend(0..placement.boxes.len() as u32);
            wires.extend(0..placement.wires.len() as u32);
            return (boxes, wires);
        }
        picture.sight().find_boxes(placement, within, &mut boxes);
        if self.layer == Layer::Selected {
            picture.sight().find_wires(placement, within, &mut wires);
            boxes.retain(|&at| tab.selected.contains(picture.node_of_box(at as usize)));
            wires.retain(|&at| tab.selected.contains(picture.link_of_wire(at as usize)));
        }
        (boxes, wires)
    }
}

impl Begun {
    /// Draws so many more of the boxes and lines at most; gives whether all are drawn.
    fn draw(&mut self, layer: Layer, wish: &Wish<'_>, most: usize) -> bool {
        let (n_boxes, n_wires) = (self.boxes.len(), self.wires.len());
        let from = self.n_drawn;
        let to = (n_boxes + n_wires).min(from.saturating_add(most));
        self.n_drawn = to;
        let (canvas, stuff) = (&mut self.canvas, (wish.tab, wish.theme));
        match layer {
            // Lines lie below the boxes, except those that are drawn once more.
            Layer::Map => {
                canvas.draw_lines(stuff, &self.wires[from.min(n_wires)..to.min(n_wires)]);
                let after_lines = |nth: usize| nth.saturating_sub(n_wires);
                canvas.draw_blocks(stuff, &self.boxes[after_lines(from)..after_lines(to)]);
            }
            Layer::Boxes | Layer::Selected => {
                canvas.tint(stuff, &self.boxes[from.min(n_boxes)..to.min(n_boxes)]);
                let after_boxes = |nth: usize| nth.saturating_sub(n_boxes);
                canvas.trace(stuff, &self.wires[after_boxes(from)..after_boxes(to)]);
            }
        }
        to == n_boxes + n_wires
    }
}

impl Made {
    fn as_shape(&self, place: impl Fn(Rect) -> Rect) -> Shape {
        self.as_shape_within(self.subject.area, place)
    }

    fn as_shape_within(&self, within: Rect, place: impl Fn(Rect) -> Rect) -> Shape {
        let area = self.subject.area;
        let within = within.intersect(area);
        if !within.is_positive() {
            return Shape::Noop;
        }
        let mut mesh = Mesh::with_texture(self.texture.id());
        let share = |at: egui::Pos2| ((at - area.min) / area.size()).to_pos2();
        let uv = Rect::from_min_max(share(within.min), share(within.max));
        mesh.add_rect_with_uv(place(within), uv, theme::UNTINTED);
        Shape::mesh(mesh)
    }
}

/// Premultiplied pixels, row by row.
struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<Color32>,
    scale: f32,
    corner: Vec2,
}

impl Canvas {
    fn new(size: Vec2, scale: f32, corner: Vec2) -> Self {
        let (width, height) = (size.x as usize, size.y as usize);
        Self {
            width,
            height,
            pixels: vec![Color32::TRANSPARENT; width * height],
            scale,
            corner,
        }
    }

    fn into_image(self) -> ColorImage {
        let size = vec2(self.width as f32, self.height as f32);
        ColorImage {
            size: [self.width, self.height],
            source_size: size,
            pixels: self.pixels,
        }
    }

    fn draw_lines(&mut self, (tab, theme): (&Tab, &Theme), wires: &[u32]) {
        let (placement, plan) = (tab.picture.placement(), tab.picture.plan());
        let graph = tab.picture.graph();
        // Lines thin out with the boxes, so that they do not drown them.
        let width = (1.5 * self.scale.sqrt()).clamp(0.35, 1.5);
        for at in wires.iter().map(|&at| at as usize) {
            let (route, link) = (&placement.wires[at], plan.links[at]);
            let stroke = scene::find_stroke(graph.relation(link));
            let share = if route.is_tree { 0.75 } else { 0.45 };
            let colour = theme::colour(theme, theme.line(stroke).role);
            self.route(placement, route, width, colour.gamma_multiply(share));
        }
    }

    fn draw_blocks(&mut self, (tab, theme): (&Tab, &Theme), boxes: &[u32]) {
        let (placement, plan) = (tab.picture.placement(), tab.picture.plan());
        let graph = tab.picture.graph();
        let overlay = tab.marks.overlay();
        let colour = |role| theme::colour(theme, role);
        for at in boxes.iter().map(|&at| at as usize) {
            let (rect, node) = (placement.boxes[at], plan.nodes[at]);
            let is_down = overlay.struck_out.contains(&node) || overlay.fallen.contains(&node);
            let (fill, edge) = if is_down {
                (Role::Panel, Role::SecondInk)
            } else {
                let place = graph.place(node);
                find_colours(graph.kind(node), place.map(|it| graph.relation(it.link)))
            };
            let (low, high) = (self.place(rect.min), self.place(rect.max));
            let rim = 1.0_f32.min((high.y - low.y) / 4.0);
            self.rect(low, high, colour(edge));
            let inner = Vec2::splat(rim);
            self.rect(low + inner, high - inner, colour(fill));
        }
    }

    /// Tints boxes.
    fn tint(&mut self, (tab, theme): (&Tab, &Theme), boxes: &[u32]) {
        let (placement, tint) = (tab.picture.placement(), find_tint(theme));
        for &at in boxes {
            let rect = placement.boxes[at as usize];
            self.rect(self.place(rect.min), self.place(rect.max), tint);
        }
    }

    /// Draws lines once more, in the accent.
    fn trace(&mut self, (tab, theme): (&Tab, &Theme), wires: &[u32]) {
        let placement = tab.picture.placement();
        let accent = theme::colour(theme, Role::Accent);
        for &at in wires {
            self.route(placement, &placement.wires[at as usize], 2.0, accent);
        }
    }

    /// Draws what is always drawn of a line.
    fn route(&mut self, placement: &Placement, route: &Route, width: f32, colour: Color32) {
        for path in placement.drawn_paths(route) {
            match *placement.points(path) {
                [a, b, c, d] if path.shape == layout::placement::Shape::Curve => {
                    self.curve(&[a, b, c, d], width, colour);
                }
                ref points => {
                    for ends in points.windows(2) {
                        self.segment(ends[0], ends[1], width, colour);
                    }
                }
            }
        }
    }

    fn place(&self, at: Point) -> Vec2 {
        vec2(at.x, at.y) * self.scale - self.corner
    }

    fn curve(&mut self, curve: &[Point; 4], width: f32, colour: Color32) {
        const STEPS: u8 = 16;
        let mut from = curve[0];
        for step in 1..=STEPS {
            let share = f32::from(step) / f32::from(STEPS);
            let to = layout::placement::point_on_curve(curve, share);
            self.segment(from, to, width, colour);
            from = to;
        }
    }

    fn segment(&mut self, a: Point, b: Point, width: f32, colour: Color32) {
        let (a, b) = (self.place(a), self.place(b));
        let (low, high) = (a.min(b), a.max(b));
        let half = width / 2.0;
        let is_outside = high.x < -1.0
            || high.y < -1.0
            || low.x > self.width as f32 + 1.0
            || low.y > self.height as f32 + 1.0;
        if is_outside {
            return;
        }
        let along = high - low;
        if along.x < 0.5 || along.y < 0.5 {
            self.rect(low - Vec2::splat(half), high + Vec2::splat(half), colour);
            return;
        }
        // Column by column, or row by row, whichever is the longer way.
        let is_flat = along.x >= along.y;
        let (a, b) = match is_flat {
            true if a.x > b.x => (b, a),
            false if a.y > b.y => (b, a),
            _ => (a, b),
        };
        let slope = if is_flat {
            (b.y - a.y) / (b.x - a.x)
        } else {
            (b.x - a.x) / (b.y - a.y)
        };
        let (from, to, end) = if is_flat {
            (a.x, b.x, self.width)
        } else {
            (a.y, b.y, self.height)
        };
        let first = from.floor().max(0.0) as usize;
        let last = (to.ceil().max(0.0) as usize).min(end);
        for at in first..last {
            let middle = at as f32 + 0.5;
            if is_flat {
                let y = a.y + (middle - a.x) * slope;
                self.rect(
                    vec2(at as f32, y - half),
                    vec2(at as f32 + 1.0, y + half),
                    colour,
                );
            } else {
                let x = a.x + (middle - a.y) * slope;
                self.rect(
                    vec2(x - half, at as f32),
                    vec2(x + half, at as f32 + 1.0),
                    colour,
                );
            }
        }
    }

    /// Lays a colour over a rectangle of pixels, by its share of each.
    fn rect(&mut self, low: Vec2, high: Vec2, colour: Color32) {
        let low = low.max(Vec2::ZERO);
        let high = high.min(vec2(self.width as f32, self.height as f32));
        if low.x >= high.x || low.y >= high.y {
            return;
        }
        let (x0, x1) = (low.x as usize, (high.x.ceil() as usize).min(self.width));
        let (y0, y1) = (low.y as usize, (high.y.ceil() as usize).min(self.height));
        let ends = [x0, x1 - 1].map(|x| {
            let x = x as f32;
            high.x.min(x + 1.0) - low.x.max(x)
        });
        for y in y0..y1 {
            let tall = 256.0 * (high.y.min(y as f32 + 1.0) - low.y.max(y as f32));
            let row = &mut self.pixels[y * self.width + x0..y * self.width + x1];
            let lay = |pixel: &mut Color32, share: f32| {
                *pixel = theme::lay_over(*pixel, colour, share as u32);
            };
            match row {
                [] => {}
                [only] => lay(only, tall * ends[0]),
                [first, between @ .., last] => {
                    lay(first, tall * ends[0]);
                    for pixel in between {
                        lay(pixel, tall);
                    }
                    lay(last, tall * ends[1]);
                }
            }
        }
    }
}

/// What is laid over boxes in place of rings around them.
pub fn find_tint(theme: &Theme) -> Color32 {
    const SHARE: f32 = 0.5;
    theme::colour(theme, Role::Accent).gamma_multiply(SHARE)
}

/// A block's ground and edge. Claims have those of the relation by which they stand: most maps are of
/// claims, and would be grey.
pub fn find_colours(kind: &Kind, relation: Option<&Relation>) -> (Role, Role) {
    match (kind, relation) {
        (Kind::Question, _) => (Role::QuestionTint, Role::Question),
        (Kind::Evidence, _) => (Role::EvidenceTint, Role::Evidence),
        (Kind::Claim, Some(relation)) => {
            let line = ThemeShape::bundled().line(scene::find_stroke(relation));
            (line.tint, line.role)
        }
        (Kind::Claim, None) => (Role::Card, Role::Ink),
        (Kind::Note | Kind::Other(_), _) => (Role::Panel, Role::SecondInk),
    }
}
