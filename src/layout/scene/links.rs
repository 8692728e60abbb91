//! How lines look: style, heads, dots, signs and words of every relation, and the frames of
//! co-premises. Knows where lines run only from the placement.

use std::iter;

use super::{Drawing, Hit, Item, Line, Paint};
use crate::layout::geometry::{Point, Rect};
use crate::layout::placement::{self, Pill, Route, point_on_curve};
use crate::layout::request::Direction;
use crate::model::{Link, Relation, Strength};
use crate::theme::{Arrows, LineStyle, Role, Shape, Stroke, TextRole, TextStyle};
use crate::words::MapWords;

/// Half the width of an arrow head, as a share of its length.
const HEAD_SPREAD: f32 = 0.5;
/// Between the two lines of a doubled one, whatever their strength.
const DOUBLE_GAP: f32 = 2.0;
/// Legs of the zigzag mark on a line of usual width, and its own width at most: on a broad line its
/// legs are longer, or it would be a blot.
const ZIGZAG: (f32, f32) = (4.0, 2.0);
/// Between a sign and the word beside it.
const WORD_GAP: f32 = 4.0;

/// How far the tip of a pill stands out of it.
const TIP: f32 = 4.0;
/// The same of one that shows its sign alone, and the size of that sign, as shares of its side.
const SMALL: (f32, f32) = (0.22, 0.86);
/// Least room between the words of a pill and its ends.
const PILL_EDGE: f32 = 3.0;

/// Draws the frame around co-premises, in the tint of their relation.
pub fn draw_bracket(items: &mut Vec<Item>, drawing: &Drawing<'_>, at: usize) {
    let Some(bracket) = drawing.placement.brackets.get(at) else {
        return;
    };
    let link = bracket
        .wire
        .and_then(|wire| drawing.plan.links.get(wire as usize));
    let relation = link.map(|&link| drawing.graph.relation(link));
    let style = find_style(relation);
    let first = drawing
        .plan
        .request
        .units
        .get(bracket.unit as usize)
        .and_then(|unit| {
            let b = *unit.boxes.of(&drawing.plan.request.members).first()?;
            drawing.plan.nodes.get(b as usize)
        });
    let hit = match (link, first) {
        (Some(&link), _) => Hit::Link(link),
        (None, Some(&node)) => Hit::Node(node),
        (None, None) => return,
    };
    let frame = Shape::bundled().line(Stroke::Frame);
    items.push(Item {
        hit,
        paint: Paint::Rect {
            rect: bracket.rect,
            radius: Shape::bundled().radii.frame,
            fill: Some(style.tint),
            line: Some(Line {
                role: style.role,
                width: frame.width,
                dash: &frame.dash,
            }),
        },
    });
}

/// Draws what is always to be seen of the wire of that index: its line, what joins it, heads or
/// dot; of a line of the tree also sign and word. Of a stub that is nothing, or the line of the
/// tree alone.
pub fn draw_wire(items: &mut Vec<Item>, drawing: &Drawing<'_>, at: usize) {
    let Some((mut pen, route, relation)) = find_pen(items, drawing, at) else {
        return;
    };
    if route.stub.is_none() {
        pen.draw_feeders(route);
    }
    if route.stub.is_none() || route.is_tree {
        pen.draw_line(route);
    }
    if route.is_tree {
        pen.draw_dot(route);
        pen.draw_chip(route, relation);
    }
}

/// Draws dot, sign and word of a wire that is no line of the tree, over all other lines: these may
/// cross it. Nothing for other wires, and for one that is not drawn in full.
pub fn draw_sign(items: &mut Vec<Item>, drawing: &Drawing<'_>, at: usize) {
    let route = drawing.placement.wires.get(at);
    if route.is_none_or(|route| route.is_tree || route.stub.is_some()) {
        return;
    }
    if let Some((mut pen, route, relation)) = find_pen(items, drawing, at) {
        pen.draw_dot(route);
        pen.draw_chip(route, relation);
    }
}

/// Draws the whole line of a stub, for when it or one of its ends is looked at; nothing for
/// other wires.
pub fn draw_wire_in_full(items: &mut Vec<Item>, drawing: &Drawing<'_>, at: usize) {
    let Some((mut pen, route, _)) = find_pen(items, drawing, at) else {
        return;
    };
    if route.stub.is_none() {
        return;
    }
    pen.draw_feeders(route);
    if !route.is_tree {
        pen.draw_line(route);
        pen.draw_dot(route);
    }
}

/// How a pill is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PillLook {
    /// With its number and the sign of its relation.
    Words,
    /// As a small disc or tag with that sign alone; its side in map units.
    Sign(f32),
    /// Without letters.
    Mark,
}

/// Draws the labelled ends of a stub, over the boxes that they belong to; nothing for other
/// wires.
pub fn draw_stub(items: &mut Vec<Item>, drawing: &Drawing<'_>, at: usize) {
    draw_pills(items, drawing, at, |_| PillLook::Words);
}

/// The same with a say in how each of the pills is drawn.
pub fn draw_pills(
    items: &mut Vec<Item>,
    drawing: &Drawing<'_>,
    at: usize,
    look: impl Fn(&Pill) -> PillLook,
) {
    let Some((mut pen, route, _)) = find_pen(items, drawing, at) else {
        return;
    };
    let Some(stub) = route.stub else { return };
    let sign = pen.style.sign.as_deref().unwrap_or_default();
    let label = format!("{}{sign}", stub.number);
    for pill in drawing.placement.pills(route) {
        match look(pill) {
            PillLook::Words => pen.draw_pill(pill, &label),
            PillLook::Sign(side) if !sign.is_empty() => pen.draw_small_pill(pill, side, sign),
            PillLook::Sign(_) | PillLook::Mark => pen.draw_pill_ground(&pill.rect, pill, TIP),
        }
    }
}

fn find_pen<'a>(
    items: &'a mut Vec<Item>,
    drawing: &'a Drawing<'_>,
    at: usize,
) -> Option<(Pen<'a>, &'a Route, &'a Relation)> {
    let route = drawing.placement.wires.get(at)?;
    let &link = drawing.plan.links.get(at)?;
    let record = drawing.document.links().rows().get(link as usize)?;
    let style = find_style(Some(&record.relation));
    let line = Line {
        role: style.role,
        width: find_width(record, style, drawing.overlay.reasons.get(&link).copied()),
        dash: &style.dash,
    };
    let pen = Pen {
        items,
        drawing,
        hit: Hit::Link(link),
        style,
        line,
    };
    Some((pen, route, &record.relation))
}

fn find_style(relation: Option<&Relation>) -> &'static LineStyle {
    Shape::bundled().line(relation.map_or(Stroke::Relates, find_stroke))
}

/// The style of line that shows a relation; one that this version does not know is drawn as a
/// free reference.
pub fn find_stroke(relation: &Relation) -> Stroke {
    match relation {
        Relation::Supports => Stroke::Supports,
        Relation::Opposes => Stroke::Opposes,
        Relation::Answers => Stroke::Answers,
        Relation::Asks => Stroke::Asks,
        Relation::Restates => Stroke::Restates,
        Relation::Contradicts => Stroke::Contradicts,
        Relation::Relates | Relation::Other(_) => Stroke::Relates,
    }
}

/// How wide its line is: by how strong the reason comes out where that is shown, else by how it was
/// rated.
fn find_width(link: &Link, style: &LineStyle, reason: Option<f32>) -> f32 {
    let widths = Shape::bundled().strength_widths;
    // Dots that are wider than long are no dots but a comb.
    if style.dash.first().is_some_and(|&dot| dot < widths[3]) {
        return style.width;
    }
    let grade = match (&link.strength, reason) {
        (_, Some(reason)) => (reason.clamp(0.0, 1.0) * 4.0) as usize,
        (None, None) => return style.width,
        (Some(Strength::Number(share)), None) => (share.clamp(0.0, 1.0) * 4.0) as usize,
        (Some(Strength::Word(word)), None) => match word.as_ref() {
            "weak" => 0,
            "moderate" => 1,
            "strong" => 2,
            "conclusive" => 3,
            _ => return style.width,
        },
    };
    widths[grade.min(3)]
}

/// The word of a relation; empty for one that this version does not know.
pub fn find_word<'a>(words: &'a MapWords, relation: &Relation) -> &'a str {
    match relation {
        Relation::Supports => &words.supports,
        Relation::Opposes => &words.opposes,
        Relation::Answers => &words.answers,
        Relation::Asks => &words.asks,
        Relation::Restates => &words.restates,
        Relation::Contradicts => &words.contradicts,
        Relation::Relates => &words.relates,
        Relation::Other(_) => "",
    }
}

/// The corners of a rectangle one of whose sides is a tip that stands out by so much.
fn point_tag(rect: &Rect, inward: Point, tip: f32) -> Vec<Point> {
    let Rect { min, max } = *rect;
    let Point { x, y } = inward;
    let end = rect
        .center()
        .moved(x * rect.width() / 2.0, y * rect.height() / 2.0);
    // Clockwise from the corner after the tip.
    let corners = [min, Point::new(max.x, min.y), max, Point::new(min.x, max.y)];
    let first = match (x > 0.5, x < -0.5, y > 0.5) {
        (true, _, _) => 2,
        (_, true, _) => 0,
        (_, _, true) => 3,
        _ => 1,
    };
    let is_front = |at: usize| at == first || at == (first + 3) % 4;
    let turned = (0..4).map(|step| (first + step) % 4).map(|at| {
        let by = if is_front(at) { tip } else { 0.0 };
        corners[at].moved(-x * by, -y * by)
    });
    turned.chain([end]).collect()
}

struct Pen<'a> {
    items: &'a mut Vec<Item>,
    drawing: &'a Drawing<'a>,
    hit: Hit,
    style: &'static LineStyle,
    line: Line,
}

impl Pen<'_> {
    fn push(&mut self, paint: Paint) {
        self.items.push(Item {
            hit: self.hit,
            paint,
        });
    }

    fn draw_feeders(&mut self, route: &Route) {
        for feeder in self.drawing.placement.feeders(route) {
            let points = self.drawing.placement.points(feeder);
            self.draw_path(feeder.shape, points, false, false);
        }
    }

    fn draw_line(&mut self, route: &Route) {
        let has_head = self.style.arrows != Arrows::None && !route.ends_on_wire;
        let has_tail = self.style.arrows == Arrows::Both;
        if route.is_mixed {
            self.draw_into_trunk(route, has_tail);
        } else {
            let points = self.drawing.placement.points(&route.main);
            self.draw_path(route.main.shape, points, has_tail, has_head);
        }
        if self.style.zigzag {
            self.draw_zigzag(route);
        }
    }

    fn draw_pill(&mut self, pill: &Pill, label: &str) {
        self.draw_pill_ground(&pill.rect, pill, TIP);
        let Rect { min, max } = pill.rect;
        let ink = self.find_pill_ink(pill);
        let mut text = Shape::bundled().text(TextRole::Mark);
        let room = pill.rect.width() - 2.0 * PILL_EDGE;
        text.size = text.size.min(pill.rect.height() - 4.0);
        let width = self.drawing.width_of(text, label);
        if width > room {
            text.size *= room / width;
        }
        let width = self.drawing.width_of(text, label);
        // The tip takes no room from the words, which stand in the middle of the rest.
        let aside = if pill.is_target { TIP / 2.0 } else { 0.0 };
        let left = min.x.midpoint(max.x) - pill.inward.x * aside - width / 2.0;
        let y = min.y.midpoint(max.y) - pill.inward.y * aside / 2.0;
        text.line_height = text.size;
        let paint = self.drawing.text_beside(left, y, text, ink, label);
        self.push(paint);
    }

    fn draw_small_pill(&mut self, pill: &Pill, side: f32, sign: &str) {
        let rect = pill.as_square(side);
        let tip = SMALL.0 * side;
        self.draw_pill_ground(&rect, pill, tip);
        let text = TextStyle {
            size: SMALL.1 * side,
            line_height: SMALL.1 * side,
            ..Shape::bundled().text(TextRole::Chip)
        };
        let aside = if pill.is_target { tip / 2.0 } else { 0.0 };
        let Point { x, y } = pill.inward;
        let middle = rect.center().moved(-x * aside, -y * aside);
        let left = middle.x - self.drawing.width_of(text, sign) / 2.0;
        let ink = self.find_pill_ink(pill);
        let paint = self.drawing.text_beside(left, middle.y, text, ink, sign);
        self.push(paint);
    }

    /// Hollow and round where the link comes from, filled and with a tip where it ends.
    fn draw_pill_ground(&mut self, rect: &Rect, pill: &Pill, tip: f32) {
        let role = self.line.role;
        let line = Some(Line {
            role,
            width: 1.0,
            dash: &[],
        });
        if pill.is_target {
            self.push(Paint::Polygon {
                points: point_tag(rect, pill.inward, tip),
                fill: Some(role),
                line,
            });
        } else {
            self.push(Paint::Rect {
                rect: *rect,
                radius: rect.width().min(rect.height()) / 2.0,
                fill: Some(Role::Card),
                line,
            });
        }
    }

    fn find_pill_ink(&self, pill: &Pill) -> Role {
        if pill.is_target {
            Role::Card
        } else {
            self.line.role
        }
    }

    /// Draws a line in its own style as far as its sign, and from there on as the trunk of lines
    /// of several styles: without any.
    fn draw_into_trunk(&mut self, route: &Route, has_tail: bool) {
        let points = self.drawing.placement.points(&route.main);
        let Some((&start, rest)) = points.split_first() else {
            return;
        };
        self.draw_path(route.main.shape, &[start, route.chip], has_tail, false);
        let trunk: Vec<Point> = iter::once(route.chip).chain(rest.iter().copied()).collect();
        let style = Shape::bundled().line(Stroke::Trunk);
        let own = (self.style, self.line);
        self.style = style;
        self.line = Line {
            role: style.role,
            width: style.width,
            dash: &style.dash,
        };
        self.draw_path(
            route.main.shape,
            &trunk,
            false,
            style.arrows != Arrows::None,
        );
        (self.style, self.line) = own;
    }

    fn draw_path(
        &mut self,
        shape: placement::Shape,
        points: &[Point],
        has_tail: bool,
        has_head: bool,
    ) {
        let mut points = points.to_vec();
        let [start, second, .., before, end] = match points[..] {
            [start, end] => [start, end, start, end],
            [start, middle, end] => [start, middle, middle, end],
            [start, second, .., before, end] => [start, second, before, end],
            _ => return,
        };
        // The line ends inside the head, so that its blunt end does not show at the tip.
        let last = points.len() - 1;
        if has_head {
            points[last] = Self::step_back(end, before);
        }
        if has_tail {
            points[0] = Self::step_back(start, second);
        }
        if self.style.double {
            let width = 2.0 * self.line.width + DOUBLE_GAP;
            self.push_line(shape, &points, Line { width, ..self.line });
            let inner = Line {
                role: Role::Paper,
                width: DOUBLE_GAP,
                dash: &[],
            };
            self.push_line(shape, &points, inner);
        } else {
            self.push_line(shape, &points, self.line);
        }
        if has_head {
            self.draw_head(end, before);
        }
        if has_tail {
            self.draw_head(start, second);
        }
    }

    fn push_line(&mut self, shape: placement::Shape, points: &[Point], line: Line) {
        let paint = if let (placement::Shape::Curve, &[a, b, c, d]) = (shape, points) {
            Paint::Curve {
                points: [a, b, c, d],
                line,
            }
        } else {
            let rounding = Shape::bundled().radii.elbow;
            // From the head backwards: siblings share that part, and their dashes must coincide,
            // or they fill each other's gaps and look solid.
            Paint::Path {
                points: points.iter().rev().copied().collect(),
                rounding,
                line,
            }
        };
        self.push(paint);
    }

    /// The point on the way from `tip` to `behind` where an arrow head is still thick.
    fn step_back(tip: Point, behind: Point) -> Point {
        let length = Shape::bundled().boxes.arrow * 0.75;
        let way = tip.distance(behind);
        if way > length {
            tip.lerp(behind, length / way)
        } else {
            tip
        }
    }

    fn draw_head(&mut self, tip: Point, behind: Point) {
        let way = tip.distance(behind);
        if way <= 0.0 {
            return;
        }
        let length = Shape::bundled().boxes.arrow + self.line.width;
        let (x, y) = (
            (behind.x - tip.x) / way * length,
            (behind.y - tip.y) / way * length,
        );
        let base = tip.moved(x, y);
        self.push(Paint::Polygon {
            points: vec![
                tip,
                base.moved(-y * HEAD_SPREAD, x * HEAD_SPREAD),
                base.moved(y * HEAD_SPREAD, -x * HEAD_SPREAD),
            ],
            fill: Some(self.line.role),
            line: None,
        });
    }

    /// Where it ends on another line.
    fn draw_dot(&mut self, route: &Route) {
        let end = self.drawing.placement.points(&route.main).last();
        let Some(&at) = end.filter(|_| route.ends_on_wire) else {
            return;
        };
        let radius = Shape::bundled().boxes.undercut_dot / 2.0;
        self.push(Paint::Rect {
            rect: Rect::from_corners(at, at).grown(radius),
            radius,
            fill: Some(self.line.role),
            line: None,
        });
    }

    /// In the middle of the line, or as near as the sign leaves room; none between heads that
    /// stand so close that there is room for the sign alone.
    fn draw_zigzag(&mut self, route: &Route) {
        let boxes = &Shape::bundled().boxes;
        let leg = ZIGZAG.0.max(1.75 * self.line.width);
        let room = boxes.chip / 2.0 + 3.0 * leg;
        let points = self.drawing.placement.points(&route.main);
        if let [start, .., end] = points
            && start.distance(*end) < 2.0 * boxes.arrow + boxes.chip + 6.0 * leg
        {
            return;
        }
        let is_free = |middle: &Point| middle.distance(route.chip) >= room;
        let (before, middle, after) = match *points {
            [a, b, c, d] if route.main.shape == placement::Shape::Curve => {
                let point = |share| point_on_curve(&[a, b, c, d], share);
                let mut shares = [0.5, 0.4, 0.6, 0.3, 0.7].into_iter();
                let Some(share) = shares.find(|&share| is_free(&point(share))) else {
                    return;
                };
                (point(share - 0.02), point(share), point(share + 0.02))
            }
            [start, .., end] if is_free(&route.middle) => (start, route.middle, end),
            _ => return,
        };
        let way = before.distance(after).max(0.01);
        let (x, y) = ((after.x - before.x) / way, (after.y - before.y) / way);
        let points = (-2_i16..=2)
            .map(|at| {
                let along = f32::from(at) * leg;
                let aside = if at % 2 == 0 { -leg } else { leg };
                middle.moved(x * along - y * aside, y * along + x * aside)
            })
            .collect();
        let line = Line {
            dash: &[],
            width: self.line.width.min(ZIGZAG.1),
            ..self.line
        };
        self.push(Paint::Path {
            points,
            rounding: 0.0,
            line,
        });
    }

    /// Where the sign sits: beyond the head, if its line has one where it leaves.
    fn place_chip(&self, route: &Route, radius: f32) -> Point {
        let chip = route.chip;
        let points = self.drawing.placement.points(&route.main);
        let &[start, next, ..] = points else {
            return chip;
        };
        let is_straight = route.main.shape == placement::Shape::Elbow;
        if self.style.arrows != Arrows::Both || !is_straight {
            return chip;
        }
        let room = radius + Shape::bundled().boxes.arrow + self.line.width;
        let way = start.distance(next);
        let is_before = start.distance(chip) < room && room <= way + radius / 2.0;
        if is_before {
            start.lerp(next, (room / way).min(1.0))
        } else {
            chip
        }
    }

    fn draw_chip(&mut self, route: &Route, relation: &Relation) {
        let Some(sign) = &self.style.sign else { return };
        let shape = Shape::bundled();
        let radius = shape.boxes.chip / 2.0;
        let center = self.place_chip(route, radius);
        let role = self.line.role;
        self.push(Paint::Rect {
            rect: Rect::from_corners(center, center).grown(radius),
            radius,
            fill: Some(self.style.tint),
            line: Some(Line {
                role,
                width: 1.0,
                dash: &[],
            }),
        });
        let text = shape.text(TextRole::Chip);
        let left = center.x - self.drawing.width_of(text, sign) / 2.0;
        let paint = self.drawing.text_beside(left, center.y, text, role, sign);
        self.push(paint);
        if !self.drawing.has_words || !route.has_word {
            return;
        }
        let text = shape.text(TextRole::LinkWord);
        let word = find_word(self.drawing.words, relation);
        if route.is_word_short && self.drawing.width_of(text, word) > placement::SHORT_WORD {
            return;
        }
        let (left, y) = match self.drawing.plan.request.direction {
            Direction::TopDown => (center.x + radius + WORD_GAP, center.y),
            Direction::LeftToRight => {
                let end = center.x + radius;
                let aside = radius + text.line_height / 2.0;
                let y = center.y + if route.is_word_under { aside } else { -aside };
                (end - self.drawing.width_of(text, word), y)
            }
        };
        let paint = self.drawing.text_beside(left, y, text, role, word);
        self.push(paint);
    }
}
