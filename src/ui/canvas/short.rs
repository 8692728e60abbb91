//! What boxes show when they are drawn small: their first words set larger, or their kind and the
//! sign of their relation. Makes items of the scene, in map units; knows no toolkit.

use super::detail::{Detail, sign_scale};
use super::far::find_colours;
use crate::layout::scene::{self, Drawing, Hit, Item, Paint};
use crate::layout::{Direction, Point, Rect, Size};
use crate::text::is_read_from_right;
use crate::theme::{Face, Icon, Role, TextRole, TextStyle};
use crate::ui::notation::kind_icon;

/// Least size of the marks at the foot of a box on the screen, in points.
const MARK: f32 = 8.0;
/// Size of shortened text on the screen, in points, and from line to line.
const TEXT: f32 = 9.5;
const LINE: f32 = 11.5;
/// From the outline to shortened text, on the screen.
const PAD: (f32, f32) = (5.0, 1.0);
/// Size of signs and icons on the screen, at most and at least.
const SIGN: (f32, f32) = (13.0, 7.0);
/// How large the marks of strength are on the screen, of their full size.
const WEIGHT: f32 = 0.8;
/// A line of text is not narrower than so many times its size.
const LEAST_WIDTH: f32 = 4.5;

/// From sign to sign, and before how many boxes are folded in, in sizes of a sign.
const STEP: f32 = 1.2;
const GAP: f32 = 0.3;
/// How long and thick the bar of a folded branch is where nothing can be read, as shares of its box's
/// sides: half of it lies within the box, under what may be written there.
const BAR: (f32, f32) = (0.4, 0.2);

/// Draws a box as it is shown at a zoom; `zoom` is one of the steps.
pub fn draw_box(
    items: &mut Vec<Item>,
    drawing: &Drawing<'_>,
    at: usize,
    detail: Detail,
    zoom: f32,
) {
    if detail >= Detail::Text {
        let mut own = Vec::new();
        scene::draw_box(&mut own, drawing, at);
        enlarge_foot(&mut own, drawing, at, zoom);
        items.append(&mut own);
        return;
    }
    let first = items.len();
    scene::draw_body(items, drawing, at);
    if detail <= Detail::Signs {
        colour_ground(&mut items[first..], drawing, at);
    }
    let ink = items[first..].iter().find_map(|item| match item.paint {
        Paint::Text { role, .. } => Some(role),
        _ => None,
    });
    items.retain(|item| !matches!(item.paint, Paint::Text { .. } | Paint::Icon { .. }));
    let Some(hit) = items.last().map(|item| item.hit) else {
        return;
    };
    let pen = Pen {
        drawing,
        at,
        hit,
        rect: drawing.placement.boxes[at],
        zoom,
    };
    let is_set = detail == Detail::ShortText && pen.draw_text(items, ink.unwrap_or(Role::Ink));
    if !is_set && detail >= Detail::Signs {
        pen.draw_signs(items);
    }
    // What holds a map up is looked for where all of it is in sight.
    scene::draw_weight(items, drawing, at, (WEIGHT / zoom).max(1.0));
}

/// Draws the badge of a folded branch as it is shown at a zoom; `at` is its place among those of the map.
/// Where boxes have no words, the box says how many it hides if it has room for that; else a bar that is as
/// small as the box says that there is something.
pub fn draw_badge(items: &mut Vec<Item>, drawing: &Drawing<'_>, at: usize, zoom: f32) {
    if Detail::at(zoom) > Detail::Signs {
        scene::draw_badge(items, drawing, at);
        enlarge_signs(items, sign_scale(zoom), None);
        return;
    }
    let Some(&(b, _)) = drawing.plan.request.folded.get(at) else {
        return;
    };
    let (at, Some(&rect)) = (b as usize, drawing.placement.boxes.get(b as usize)) else {
        return;
    };
    let Some(&node) = drawing.plan.nodes.get(at) else {
        return;
    };
    let hit = Hit::Fold(node);
    let pen = Pen {
        drawing,
        at,
        hit,
        rect,
        zoom,
    };
    if pen.find_count(pen.find_size()).is_some() {
        return;
    }
    let thick = rect.height().min(rect.width()) * BAR.1;
    let (middle, size) = match drawing.plan.request.direction {
        Direction::TopDown => (
            Point::new(rect.center().x, rect.max.y),
            Size::new(rect.width() * BAR.0, thick),
        ),
        Direction::LeftToRight => (
            Point::new(rect.max.x, rect.center().y),
            Size::new(thick, rect.height() * BAR.0),
        ),
    };
    let corner = middle.moved(-size.width / 2.0, -size.height / 2.0);
    pen.push(
        items,
        Paint::Rect {
            rect: Rect::new(corner.x, corner.y, size),
            radius: 0.0,
            fill: Some(Role::SecondInk),
            line: None,
        },
    );
}

/// Gives a box that was drawn another ground: it is the first of its items.
pub fn fill_ground(items: &mut [Item], role: Role) {
    if let Some(Paint::Rect { fill, .. } | Paint::Polygon { fill, .. }) =
        items.first_mut().map(|item| &mut item.paint)
    {
        *fill = Some(role);
    }
}

/// Gives a claim without words the colours of the relation by which it stands, as from farther away.
fn colour_ground(items: &mut [Item], drawing: &Drawing<'_>, at: usize) {
    let graph = drawing.graph;
    let Some(&node) = drawing.plan.nodes.get(at) else {
        return;
    };
    let relation = graph.place(node).map(|place| graph.relation(place.link));
    let colours = find_colours(graph.kind(node), relation);
    let ground = items.first_mut().map(|item| &mut item.paint);
    // What is struck out has a ground of its own.
    if let Some(Paint::Rect { fill, line, .. }) = ground
        && *fill == Some(Role::Card)
    {
        *fill = Some(colours.0);
        if let Some(line) = line {
            line.role = colours.1;
        }
    }
}

/// Makes the signs on a line, or the badge of a branch, larger. The sign of a line of the tree grows
/// away from the box at the line's start, which would hide it; others grow about their middles.
pub fn enlarge_signs(items: &mut [Item], by: f32, start: Option<Point>) {
    if by <= 1.0 {
        return;
    }
    let mut middles: Option<(Point, Point)> = None;
    for item in items {
        let is_sign = is_chip(item) || matches!(item.hit, Hit::Fold(_));
        match &mut item.paint {
            Paint::Rect { rect, radius, .. } => {
                let middle = rect.center();
                let away = start.filter(|start| start.distance(middle) > *radius);
                let to = away.map_or(middle, |start| {
                    let step = *radius * (by - 1.0) / start.distance(middle);
                    middle.moved((middle.x - start.x) * step, (middle.y - start.y) * step)
                });
                middles = is_sign.then_some((middle, to));
                if let Some(middles) = middles {
                    let (min, max) = (grow(rect.min, by, middles), grow(rect.max, by, middles));
                    *rect = Rect::from_corners(min, max);
                    *radius *= by;
                }
            }
            Paint::Text { at, style, .. } => {
                if let Some(middles) = middles {
                    *at = grow(*at, by, middles);
                    style.size *= by;
                    style.line_height *= by;
                }
            }
            _ => {}
        }
    }
}

/// A point of a thing that grows while its middle moves.
fn grow(at: Point, by: f32, (from, to): (Point, Point)) -> Point {
    to.moved((at.x - from.x) * by, (at.y - from.y) * by)
}

/// Makes the marks at the foot of a box large enough to be read, as many as there is room for.
fn enlarge_foot(items: &mut Vec<Item>, drawing: &Drawing<'_>, at: usize, zoom: f32) {
    let shape = crate::theme::Shape::bundled();
    let mark = shape.text(TextRole::Mark);
    let by = MARK / (mark.size * zoom);
    let (rect, text) = (drawing.placement.boxes[at], &drawing.plan.texts[at]);
    if by <= 1.0 || !text.has_foot {
        return;
    }
    let boxes = &shape.boxes;
    let from = Point::new(
        rect.min.x + boxes.padding_x,
        rect.max.y - boxes.padding_y - mark.line_height / 2.0,
    );
    let end = rect.max.x - boxes.padding_x / 2.0;
    items.retain_mut(|item| match &mut item.paint {
        Paint::Text {
            at, style, text, ..
        } if style.size == mark.size => {
            *at = grow(*at, by, (from, from));
            style.size *= by;
            let width = drawing.measure.advance(style.face, style.size, text);
            at.x + width <= end
        }
        Paint::Icon { center, size, .. } if center.y > from.y - mark.size / 2.0 => {
            *center = grow(*center, by, (from, from));
            *size *= by;
            center.x + *size / 2.0 <= end
        }
        _ => true,
    });
}

/// Leaves of a line its sign alone.
pub fn keep_signs(items: &mut Vec<Item>) {
    items.retain(|item| is_chip(item) || matches!(item.paint, Paint::Text { .. }));
}

/// Takes the sign off a line: its box carries it, or it is drawn apart.
pub fn drop_signs(items: &mut Vec<Item>) {
    items.retain(|item| !is_chip(item) && !matches!(item.paint, Paint::Text { .. }));
}

/// Whether an item is the ground of the sign on a line.
fn is_chip(item: &Item) -> bool {
    let chip = crate::theme::Shape::bundled().boxes.chip;
    let is_chip = |side: f32| (side - chip).abs() < 0.01;
    matches!(&item.paint, Paint::Rect { rect, .. }
        if is_chip(rect.width()) && is_chip(rect.height()))
}

struct Pen<'a> {
    drawing: &'a Drawing<'a>,
    at: usize,
    hit: Hit,
    rect: Rect,
    zoom: f32,
}

impl Pen<'_> {
    /// Sets the first words; false if there is no room for any.
    fn draw_text(&self, items: &mut Vec<Item>, role: Role) -> bool {
        let text = &self.drawing.plan.texts[self.at];
        let of_screen = |length: f32| length / self.zoom;
        let style = TextStyle {
            size: of_screen(TEXT),
            line_height: of_screen(LINE),
            ..text.style
        };
        let (pad_x, pad_y) = (of_screen(PAD.0), of_screen(PAD.1));
        let icon = self.find_icon().filter(|_| text.has_icon);
        let lead = icon.map_or(0.0, |_| of_screen(TEXT + 3.0));
        let width = self.rect.width() - 2.0 * pad_x - lead;
        // The gap below the last line need not fit.
        let gap = style.line_height - style.size;
        let n_lines = ((self.rect.height() - 2.0 * pad_y + gap) / style.line_height) as usize;
        if n_lines == 0 || width < LEAST_WIDTH * style.size {
            return false;
        }
        let measure = self.drawing.measure;
        let wrapped = measure.wrap(text.text(), style.face, style.size, width, n_lines);
        let height = wrapped.height(style.line_height);
        let top = self.rect.center().y - height / 2.0;
        let left = self.rect.min.x + pad_x;
        if let Some((icon, role)) = icon {
            let size = style.size;
            let center = Point::new(left + size / 2.0, top + style.line_height / 2.0);
            self.push(
                items,
                Paint::Icon {
                    center,
                    size,
                    role,
                    icon,
                },
            );
        }
        let is_from_right = is_read_from_right(text.text());
        for (nth, line) in wrapped.lines.iter().enumerate() {
            let y = top + nth as f32 * style.line_height + measure.baseline(style);
            let is_cut = wrapped.truncated && nth + 1 == wrapped.lines.len();
            let mut words = text.text()[line.clone()].to_owned();
            words.push_str(if is_cut { "…" } else { "" });
            let mut x = left + lead;
            if is_from_right {
                x += (width - measure.advance(style.face, style.size, &words)).max(0.0);
            }
            let paint = Paint::Text {
                at: Point::new(x, y),
                style,
                role,
                text: words,
                is_struck: false,
                is_from_right,
            };
            self.push(items, paint);
        }
        true
    }

    /// The kind's icon, the sign of the relation and how many boxes are folded in, beside each other in the
    /// middle.
    fn draw_signs(&self, items: &mut Vec<Item>) {
        let Some(size) = self.find_size() else {
            return;
        };
        let (icon, sign) = (self.find_icon(), self.find_sign());
        let n_signs = usize::from(icon.is_some()) + usize::from(sign.is_some());
        let count = self.find_count(Some(size));
        // Each sign has as much room; what is counted stands behind them.
        let step = size * STEP;
        let wide = count.as_ref().map_or(0.0, |(.., width)| width + GAP * size);
        let all = step * n_signs as f32 + wide;
        let middle = self.rect.center();
        let mut x = middle.x - all / 2.0;
        if let Some((icon, role)) = icon {
            let center = Point::new(x + step / 2.0, middle.y);
            self.push(
                items,
                Paint::Icon {
                    center,
                    size,
                    role,
                    icon,
                },
            );
            x += step;
        }
        if let Some((sign, role)) = sign {
            let style = TextStyle {
                face: Face::SemiBold,
                size: size * 1.15,
                line_height: size,
            };
            let width = self.drawing.measure.advance(style.face, style.size, sign);
            self.write(items, x + (step - width) / 2.0, (style, role), sign);
            x += step;
        }
        if let Some((count, style, width)) = count {
            let left = self.rect.center().x + all / 2.0 - width;
            self.write(items, left.max(x), (style, Role::Ink), &count);
        }
    }

    /// How large signs are; none where they would be too small to be told apart.
    fn find_size(&self) -> Option<f32> {
        let room = self.rect.height().min(self.rect.width() / 2.0) * 0.8 * self.zoom;
        (room >= SIGN.1).then(|| room.min(SIGN.0) / self.zoom)
    }

    /// How many boxes are folded in, how that is set beside signs of a size, and how wide it is; none where
    /// the box has no room for it, or is drawn so large that it has a badge.
    fn find_count(&self, size: Option<f32>) -> Option<(String, TextStyle, f32)> {
        let (size, request) = (size?, &self.drawing.plan.request);
        if Detail::at(self.zoom) > Detail::Signs {
            return None;
        }
        let (_, n_hidden) = request.folded[request.find_folded(self.at as u32)?];
        let count = format!("+{n_hidden}");
        let n_signs = [self.find_icon().is_some(), self.find_sign().is_some()];
        let n_signs = n_signs.into_iter().filter(|&has| has).count() as f32;
        let room = self.rect.width() - n_signs * STEP * size - 2.0 * GAP * size;
        let width = |size: f32| self.drawing.measure.advance(Face::Regular, size, &count);
        let narrowed = size * (room / width(size)).min(1.0);
        if narrowed * self.zoom < SIGN.1 {
            return None;
        }
        let style = TextStyle {
            face: Face::Regular,
            size: narrowed,
            line_height: narrowed,
        };
        let width = width(narrowed);
        Some((count, style, width))
    }

    /// Writes in the middle of the box's height.
    fn write(
        &self,
        items: &mut Vec<Item>,
        left: f32,
        (style, role): (TextStyle, Role),
        text: &str,
    ) {
        let top = self.rect.center().y - style.line_height / 2.0;
        let at = Point::new(left, top + self.drawing.measure.baseline(style));
        let paint = Paint::Text {
            at,
            style,
            role,
            text: text.to_owned(),
            is_struck: false,
            is_from_right: false,
        };
        self.push(items, paint);
    }

    fn find_icon(&self) -> Option<(Icon, Role)> {
        let node = *self.drawing.plan.nodes.get(self.at)?;
        kind_icon(self.drawing.graph.kind(node))
    }

    fn find_sign(&self) -> Option<(&'static str, Role)> {
        let node = *self.drawing.plan.nodes.get(self.at)?;
        let link = self.drawing.graph.place(node)?.link;
        let stroke = scene::find_stroke(self.drawing.graph.relation(link));
        let style = crate::theme::Shape::bundled().line(stroke);
        Some((style.sign.as_deref()?, style.role))
    }

    fn push(&self, items: &mut Vec<Item>, paint: Paint) {
        items.push(Item {
            hit: self.hit,
            paint,
        });
    }
}
