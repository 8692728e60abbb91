//! What boxes show when they are drawn small: their first words set larger, or their kind and the
//! sign of their relation. Makes items of the scene, in map units; knows no toolkit.

use super::detail::Detail;
use super::far::find_colours;
use crate::layout::scene::{self, Drawing, Hit, Item, Paint};
use crate::layout::{Point, Rect};
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

    /// The kind's icon and the sign of the relation, beside each other in the middle.
    fn draw_signs(&self, items: &mut Vec<Item>) {
        let room = self.rect.height().min(self.rect.width() / 2.0) * 0.8 * self.zoom;
        if room < SIGN.1 {
            return;
        }
        let size = room.min(SIGN.0) / self.zoom;
        let icon = self.find_icon();
        let sign = self.find_sign();
        let middle = self.rect.center();
        let aside = if icon.is_some() && sign.is_some() {
            size * 0.6
        } else {
            0.0
        };
        if let Some((icon, role)) = icon {
            let center = middle.moved(-aside, 0.0);
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
        if let Some((sign, role)) = sign {
            let style = TextStyle {
                face: Face::SemiBold,
                size: size * 1.15,
                line_height: size,
            };
            let measure = self.drawing.measure;
            let width = measure.advance(style.face, style.size, sign);
            let top = middle.y - style.line_height / 2.0;
            let at = Point::new(
                middle.x + aside - width / 2.0,
                top + measure.baseline(style),
            );
            let text = sign.to_owned();
            let is_struck = false;
            self.push(
                items,
                Paint::Text {
                    at,
                    style,
                    role,
                    text,
                    is_struck,
                    is_from_right: false,
                },
            );
        }
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
