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
use crate::model::{Id, Kind};
use crate::theme::{Role, Theme};
use crate::ui::theme;

/// The longest side of a picture, in pixels.
const MOST_PIXELS: f32 = 4096.0;

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
    /// The placement that is to be shown, and since when, in the toolkit's seconds.
    awaited: Option<(Arc<Placement>, f64)>,
}

struct Made {
    placement: Arc<Placement>,
    /// The tab, and the revision of what shows beside the map itself.
    shown: (u64, u64),
    theme: String,
    /// Pixels per map unit.
    scale: f32,
    /// What it shows, in map units.
    area: Rect,
    texture: TextureHandle,
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
        self.refresh(ctx, tab, theme, areas, scale);
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
        self.refresh(ctx, tab, theme, areas, scale);
        let made = self.made.as_ref();
        made.map_or(Shape::Noop, |made| made.as_shape(place))
    }

    /// Makes the picture anew if it does not serve.
    fn refresh(
        &mut self,
        ctx: &Context,
        tab: &Tab,
        theme: &Theme,
        (area, sight): (Rect, Rect),
        (scale, is_exact): (f32, bool),
    ) {
        let (placement, shown) = (tab.picture.placement(), self.find_shown(tab));
        let is_current = self.made.as_ref().is_some_and(|made| {
            let ratio = made.scale / scale;
            Arc::ptr_eq(&made.placement, placement)
                && made.shown == shown
                && made.theme == theme.name
                && made
                    .area
                    // Far from the map's origin, numbers are coarse.
                    .expand(2.0 / made.scale)
                    .contains_rect(sight.intersect(area))
                && (if is_exact {
                    (ratio - 1.0).abs() < 1e-4
                } else {
                    (0.8..=1.25).contains(&ratio)
                })
        });
        if !is_current {
            self.make(ctx, tab, theme, area, scale);
        }
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
        let is_shown = |made: &Made| Arc::ptr_eq(&made.placement, placement);
        let Some(made) = self.made.as_ref().filter(|made| !is_shown(made)) else {
            self.awaited = None;
            return self.show(ctx, tab, theme, areas, scale, place);
        };
        let now = ctx.input(|input| input.time);
        let awaited = self.awaited.take();
        let since = awaited.filter(|(it, _)| Arc::ptr_eq(it, placement));
        let since = since.map_or(now, |(_, since)| since);
        if now - since >= REST {
            return self.show(ctx, tab, theme, areas, scale, place);
        }
        let shape = made.as_shape(place);
        self.awaited = Some((placement.clone(), since));
        ctx.request_repaint_after(Duration::from_secs_f64(REST - (now - since)));
        shape
    }

    fn make(&mut self, ctx: &Context, tab: &Tab, theme: &Theme, area: Rect, scale: f32) {
        let side = area.size().max_elem().max(1.0);
        // The graphics card has a limit of its own; a pixel is left for rounding at either side.
        let most = ctx.input(|input| input.max_texture_side) as f32;
        let most = MOST_PIXELS.min(most);
        let scale = scale.min((most - 2.0).max(1.0) / side);
        // A whole number of pixels on the map's own grid, so that blocks do not tremble.
        let low = (area.min.to_vec2() * scale).floor();
        let high = (area.max.to_vec2() * scale).ceil();
        let size = (high - low).clamp(Vec2::splat(1.0), Vec2::splat(most));
        let mut canvas = Canvas::new(size, scale, low);
        match self.layer {
            Layer::Map => canvas.draw(tab, theme),
            Layer::Boxes => canvas.tint(tab, theme, area, |_| true),
            Layer::Selected => {
                canvas.tint(tab, theme, area, |id| tab.selected.contains(id));
                canvas.trace(tab, theme, area);
            }
        }
        let area = Rect::from_min_size((low / scale).to_pos2(), size / scale);
        let image = canvas.into_image();
        let texture = match self.made.take() {
            Some(mut made) => {
                made.texture.set(image, TextureOptions::LINEAR);
                made.texture
            }
            None => ctx.load_texture("map from far away", image, TextureOptions::LINEAR),
        };
        self.made = Some(Made {
            placement: tab.picture.placement().clone(),
            shown: self.find_shown(tab),
            theme: theme.name.clone(),
            scale,
            area,
            texture,
        });
    }
}

impl Made {
    fn as_shape(&self, place: impl Fn(Rect) -> Rect) -> Shape {
        self.as_shape_within(self.area, place)
    }

    fn as_shape_within(&self, within: Rect, place: impl Fn(Rect) -> Rect) -> Shape {
        let within = within.intersect(self.area);
        if !within.is_positive() {
            return Shape::Noop;
        }
        let mut mesh = Mesh::with_texture(self.texture.id());
        let share = |at: egui::Pos2| ((at - self.area.min) / self.area.size()).to_pos2();
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

    fn draw(&mut self, tab: &Tab, theme: &Theme) {
        let placement = tab.picture.placement();
        let plan = tab.picture.plan();
        let graph = tab.picture.graph();
        let overlay = tab.marks.overlay();
        let colour = |role| theme::colour(theme, role);
        // Lines thin out with the boxes, so that they do not drown them.
        let width = (1.5 * self.scale.sqrt()).clamp(0.35, 1.5);
        for (route, &link) in placement.wires.iter().zip(plan.links.iter()) {
            let stroke = scene::find_stroke(graph.relation(link));
            let share = if route.is_tree { 0.75 } else { 0.45 };
            let line = colour(theme.line(stroke).role).gamma_multiply(share);
            self.route(placement, route, width, line);
        }
        for (rect, &node) in placement.boxes.iter().zip(plan.nodes.iter()) {
            let is_down = overlay.struck_out.contains(&node) || overlay.fallen.contains(&node);
            let (fill, edge) = if is_down {
                (Role::Panel, Role::SecondInk)
            } else {
                find_colours(graph.kind(node))
            };
            let (low, high) = (self.place(rect.min), self.place(rect.max));
            let rim = 1.0_f32.min((high.y - low.y) / 4.0);
            self.rect(low, high, colour(edge));
            let inner = Vec2::splat(rim);
            self.rect(low + inner, high - inner, colour(fill));
        }
    }

    /// Tints boxes within an area.
    fn tint(&mut self, tab: &Tab, theme: &Theme, area: Rect, is_wanted: impl Fn(&Id) -> bool) {
        let picture = &tab.picture;
        let (placement, mut found) = (picture.placement(), Vec::new());
        let within = as_map_rect(area);
        picture.sight().find_boxes(placement, within, &mut found);
        let tint = find_tint(theme);
        for at in found.into_iter().map(|at| at as usize) {
            if is_wanted(picture.node_of_box(at)) {
                let rect = placement.boxes[at];
                self.rect(self.place(rect.min), self.place(rect.max), tint);
            }
        }
    }

    /// Draws the selected lines within an area once more.
    fn trace(&mut self, tab: &Tab, theme: &Theme, area: Rect) {
        let picture = &tab.picture;
        let (placement, mut found) = (picture.placement(), Vec::new());
        let within = as_map_rect(area);
        picture.sight().find_wires(placement, within, &mut found);
        let accent = theme::colour(theme, Role::Accent);
        for at in found.into_iter().map(|at| at as usize) {
            if tab.selected.contains(picture.link_of_wire(at)) {
                self.route(placement, &placement.wires[at], 2.0, accent);
            }
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

/// A block's ground and edge.
fn find_colours(kind: &Kind) -> (Role, Role) {
    match kind {
        Kind::Question => (Role::QuestionTint, Role::Question),
        Kind::Evidence => (Role::EvidenceTint, Role::Evidence),
        Kind::Claim => (Role::Card, Role::BoxOutline),
        Kind::Note | Kind::Other(_) => (Role::Panel, Role::SecondInk),
    }
}
