//! How lines look: style, heads, dots, signs and words of every relation, and the frames of
//! co-premises. Knows where lines run only from the placement.

use super::{Drawing, Hit, Item, Line, Paint};
use crate::layout::geometry::{Point, Rect};
use crate::layout::placement::{self, Path, Route, point_on_curve};
use crate::layout::request::Direction;
use crate::model::{Link, Relation, Strength};
use crate::theme::{Arrows, LineStyle, Role, Shape, Stroke, TextRole};
use crate::words::MapWords;

/// Half the width of an arrow head, as a share of its length.
const HEAD_SPREAD: f32 = 0.5;
/// Between the two lines of a doubled one, whatever their strength.
const DOUBLE_GAP: f32 = 2.0;
/// Legs of the zigzag mark.
const ZIGZAG: f32 = 4.0;
/// Between a sign and the word beside it.
const WORD_GAP: f32 = 4.0;

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

/// Draws the wire of that index: its line, what joins it, heads or dot, sign and word.
pub fn draw_wire(items: &mut Vec<Item>, drawing: &Drawing<'_>, at: usize) {
    let (Some(route), Some(&link)) = (drawing.placement.wires.get(at), drawing.plan.links.get(at))
    else {
        return;
    };
    let Some(record) = drawing.document.links().rows().get(link as usize) else {
        return;
    };
    let style = find_style(Some(&record.relation));
    let line = Line {
        role: style.role,
        width: find_width(record, style),
        dash: &style.dash,
    };
    let mut pen = Pen {
        items,
        drawing,
        hit: Hit::Link(link),
        style,
        line,
    };
    for feeder in drawing.placement.feeders(route) {
        pen.draw_path(feeder, false, false);
    }
    let has_head = style.arrows != Arrows::None && !route.ends_on_wire;
    let has_tail = style.arrows == Arrows::Both;
    pen.draw_path(&route.main, has_tail, has_head);
    if route.ends_on_wire {
        pen.draw_dot(drawing.placement.points(&route.main).last());
    }
    if style.zigzag {
        pen.draw_zigzag(route);
    }
    pen.draw_chip(route, &record.relation);
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

fn find_width(link: &Link, style: &LineStyle) -> f32 {
    let widths = Shape::bundled().strength_widths;
    // Dots that are wider than long are no dots but a comb.
    if style.dash.first().is_some_and(|&dot| dot < widths[3]) {
        return style.width;
    }
    let grade = match &link.strength {
        None => return style.width,
        Some(Strength::Number(share)) => (share.clamp(0.0, 1.0) * 4.0) as usize,
        Some(Strength::Word(word)) => match word.as_ref() {
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

    fn draw_path(&mut self, path: &Path, has_tail: bool, has_head: bool) {
        let mut points = self.drawing.placement.points(path).to_vec();
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
            self.push_line(path.shape, &points, Line { width, ..self.line });
            let inner = Line {
                role: Role::Paper,
                width: DOUBLE_GAP,
                dash: &[],
            };
            self.push_line(path.shape, &points, inner);
        } else {
            self.push_line(path.shape, &points, self.line);
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

    fn draw_dot(&mut self, at: Option<&Point>) {
        let Some(&at) = at else { return };
        let radius = Shape::bundled().boxes.undercut_dot / 2.0;
        self.push(Paint::Rect {
            rect: Rect::from_corners(at, at).grown(radius),
            radius,
            fill: Some(self.line.role),
            line: None,
        });
    }

    fn draw_zigzag(&mut self, route: &Route) {
        let (before, after) = match *self.drawing.placement.points(&route.main) {
            [a, b, c, d] if route.main.shape == placement::Shape::Curve => {
                let curve = [a, b, c, d];
                (point_on_curve(&curve, 0.48), point_on_curve(&curve, 0.52))
            }
            [start, .., end] => (start, end),
            _ => return,
        };
        let way = before.distance(after).max(0.01);
        let (x, y) = ((after.x - before.x) / way, (after.y - before.y) / way);
        let points = (-2_i16..=2)
            .map(|at| {
                let along = f32::from(at) * ZIGZAG;
                let aside = if at % 2 == 0 { -ZIGZAG } else { ZIGZAG };
                route
                    .middle
                    .moved(x * along - y * aside, y * along + x * aside)
            })
            .collect();
        let line = Line {
            dash: &[],
            ..self.line
        };
        self.push(Paint::Path {
            points,
            rounding: 0.0,
            line,
        });
    }

    fn draw_chip(&mut self, route: &Route, relation: &Relation) {
        let Some(sign) = &self.style.sign else { return };
        let shape = Shape::bundled();
        let radius = shape.boxes.chip / 2.0;
        let center = route.chip;
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
        let (left, y) = match self.drawing.plan.request.direction {
            Direction::TopDown => (center.x + radius + WORD_GAP, center.y),
            Direction::LeftToRight => {
                let end = center.x + radius;
                let above = center.y - radius - text.line_height / 2.0;
                (end - self.drawing.width_of(text, word), above)
            }
        };
        let paint = self.drawing.text_beside(left, y, text, role, word);
        self.push(paint);
    }
}
