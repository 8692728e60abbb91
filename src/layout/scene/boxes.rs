//! How boxes look: shape, outline, wording and marks of every kind. Knows no lines of the map.

use super::{Changed, Drawing, Hit, Item, Label, Line, Paint, Severity};
use crate::layout::box_text::{BoxText, ICON_GAP};
use crate::layout::geometry::{Point, Rect, Size};
use crate::layout::request::Direction;
use crate::model::{Kind, Node};
use crate::text::{find_hidden_signs, has_right_to_left, is_read_from_right};
use crate::theme::icon::Icon;
use crate::theme::{Role, Shape, Stroke, TextRole};

/// Side of the small marks' icons.
const MARK: f32 = 12.0;
/// Between a mark's icon and its number, and between marks.
const MARK_GAP: (f32, f32) = (3.0, 8.0);
/// Width of the mark of a sign that is not seen.
const HIDDEN: f32 = 2.0;
/// Height of the badge of a folded branch.
const BADGE: f32 = 18.0;

/// Draws the box of that index: ground, outline, wording, foot, finding.
pub fn draw_box(items: &mut Vec<Item>, drawing: &Drawing<'_>, at: usize) {
    let Some(mut pen) = Pen::of_box(items, drawing, at) else {
        return;
    };
    pen.draw_body();
    if let Some(severity) = drawing.overlay.finding(pen.node) {
        pen.draw_finding(severity);
    }
    if let Some(&changed) = drawing.overlay.changes.get(&pen.node) {
        pen.draw_changed(changed);
    }
    pen.draw_weight(1.0);
}

/// Draws the box of that index without the marks laid over it that would be too small to see.
pub fn draw_body(items: &mut Vec<Item>, drawing: &Drawing<'_>, at: usize) {
    if let Some(mut pen) = Pen::of_box(items, drawing, at) {
        pen.draw_body();
    }
}

/// Draws how strong the box of that index comes out, and whether it is what is asked about or what
/// that falls with, where this is laid over the map; so many times as large as at full size.
pub fn draw_weight(items: &mut Vec<Item>, drawing: &Drawing<'_>, at: usize, scale: f32) {
    if let Some(mut pen) = Pen::of_box(items, drawing, at) {
        pen.draw_weight(scale);
    }
}

/// Draws the badge that says how many boxes a folded branch hides.
pub fn draw_badge(items: &mut Vec<Item>, drawing: &Drawing<'_>, at: usize) {
    let Some(&(b, n_hidden)) = drawing.plan.request.folded.get(at) else {
        return;
    };
    let (Some(rect), Some(&node)) = (
        drawing.placement.boxes.get(b as usize),
        drawing.plan.nodes.get(b as usize),
    ) else {
        return;
    };
    let middle = match drawing.plan.request.direction {
        Direction::TopDown => Point::new(rect.center().x, rect.max.y),
        Direction::LeftToRight => Point::new(rect.max.x, rect.center().y),
    };
    let style = Shape::bundled().text(TextRole::Mark);
    let label = format!("+{n_hidden}");
    let width = drawing.width_of(style, &label);
    let pill = Size::new((width + 12.0).max(BADGE), BADGE);
    let corner = middle.moved(-pill.width / 2.0, -pill.height / 2.0);
    let hit = Hit::Fold(node);
    items.push(Item {
        hit,
        paint: Paint::Rect {
            rect: Rect::new(corner.x, corner.y, pill),
            radius: BADGE / 2.0,
            fill: Some(Role::Card),
            line: Some(find_line(Stroke::Outline)),
        },
    });
    let text = drawing.text_beside(middle.x - width / 2.0, middle.y, style, Role::Ink, &label);
    items.push(Item { hit, paint: text });
}

type Parts<'a> = (&'a u32, &'a BoxText, Rect, &'a Node);

fn find_parts<'a>(drawing: &Drawing<'a>, at: usize) -> Option<Parts<'a>> {
    let node = drawing.plan.nodes.get(at)?;
    let text = drawing.plan.texts.get(at)?;
    let rect = *drawing.placement.boxes.get(at)?;
    let record = drawing.document.nodes().rows().get(*node as usize)?;
    Some((node, text, rect, record))
}

fn find_line(stroke: Stroke) -> Line {
    let style = Shape::bundled().line(stroke);
    Line {
        role: style.role,
        width: style.width,
        dash: &style.dash,
    }
}

struct Pen<'a> {
    items: &'a mut Vec<Item>,
    drawing: &'a Drawing<'a>,
    node: u32,
    hit: Hit,
    rect: Rect,
    record: &'a Node,
    text: &'a BoxText,
    is_struck: bool,
    is_fallen: bool,
}

impl<'a> Pen<'a> {
    fn of_box(items: &'a mut Vec<Item>, drawing: &'a Drawing<'a>, at: usize) -> Option<Self> {
        let (&node, text, rect, record) = find_parts(drawing, at)?;
        Some(Self {
            items,
            drawing,
            node,
            hit: Hit::Node(node),
            rect,
            record,
            text,
            is_struck: drawing.overlay.struck_out.contains(&node),
            is_fallen: drawing.overlay.fallen.contains(&node)
                || drawing.overlay.labels.get(&node) == Some(&Label::Out),
        })
    }

    fn draw_body(&mut self) {
        self.draw_ground();
        self.draw_text();
        if self.text.has_foot {
            self.draw_foot();
        }
    }

    fn push(&mut self, paint: Paint) {
        self.items.push(Item {
            hit: self.hit,
            paint,
        });
    }

    fn draw_ground(&mut self) {
        let shape = Shape::bundled();
        let (mut fill, role) = match self.record.kind {
            Kind::Evidence => (Role::EvidenceTint, Role::Evidence),
            Kind::Question => (Role::QuestionTint, Role::Question),
            _ => (Role::Card, Role::BoxOutline),
        };
        if self.is_struck {
            fill = Role::Panel;
        }
        let line = Line {
            role,
            ..find_line(self.find_outline())
        };
        let half = self.rect.height() / 2.0;
        let radius = match self.record.kind {
            Kind::Claim => shape.radii.claim,
            Kind::Question => shape.radii.question.min(half),
            Kind::Evidence => return self.draw_folded_card(fill, line),
            Kind::Note => return self.draw_note(),
            Kind::Other(_) => 0.0,
        };
        let (rect, fill) = (self.rect, Some(fill));
        self.push(Paint::Rect {
            rect,
            radius,
            fill,
            line: Some(line),
        });
        if self.text.is_main {
            let width = rect.width() - 2.0 * radius;
            let rule = Size::new(width, shape.boxes.main_rule);
            self.push(Paint::Rect {
                rect: Rect::new(rect.min.x + radius, rect.min.y, rule),
                radius: 0.0,
                fill: Some(Role::Ink),
                line: None,
            });
        }
    }

    fn find_outline(&self) -> Stroke {
        if self.is_struck {
            Stroke::StruckOut
        } else if self.record.implicit {
            Stroke::Implicit
        } else if self.record.assumption.is_some() {
            Stroke::Assumption
        } else {
            Stroke::Outline
        }
    }

    /// A note has no border; only a flag gives it one.
    fn draw_note(&mut self) {
        let outline = self.find_outline();
        let line = (outline != Stroke::Outline).then(|| find_line(outline));
        let radius = Shape::bundled().radii.claim;
        // The ground keeps curves that pass behind out of the words.
        self.push(Paint::Rect {
            rect: self.rect,
            radius,
            fill: Some(Role::Paper),
            line,
        });
    }

    fn draw_folded_card(&mut self, fill: Role, line: Line) {
        let Rect { min, max } = self.rect;
        let fold = Shape::bundled().boxes.fold;
        let (a, b) = (
            Point::new(max.x - fold, min.y),
            Point::new(max.x, min.y + fold),
        );
        let inner = Point::new(a.x, b.y);
        let corners = [min, a, b, max, Point::new(min.x, max.y)];
        self.push(Paint::Polygon {
            points: corners.to_vec(),
            fill: Some(fill),
            line: Some(line),
        });
        self.push(Paint::Polygon {
            points: vec![a, b, inner],
            fill: Some(Role::Card),
            line: Some(Line { dash: &[], ..line }),
        });
    }

    fn draw_text(&mut self) {
        let boxes = &Shape::bundled().boxes;
        let style = self.text.style;
        let mut left = self.rect.min.x + boxes.padding_x;
        let top = self.rect.min.y + boxes.padding_y;
        if self.text.has_icon {
            let (icon, role) = match self.record.kind {
                Kind::Question => (Icon::CircleQuestionMark, Role::Question),
                _ => (Icon::FileText, Role::Evidence),
            };
            let size = boxes.icon_size;
            let center = Point::new(left + size / 2.0, top + style.line_height / 2.0);
            self.push(Paint::Icon {
                center,
                size,
                role,
                icon,
            });
            left += size + ICON_GAP;
        }
        let is_quiet = self.is_struck || self.is_fallen || self.record.kind == Kind::Note;
        let role = if is_quiet { Role::SecondInk } else { Role::Ink };
        let is_from_right = is_read_from_right(self.text.text());
        for line in 0..self.text.n_lines() {
            let y = self
                .drawing
                .baseline(top + line as f32 * style.line_height, style);
            let text = self.text.line(line);
            let x = if is_from_right {
                let measure = self.drawing.measure;
                let width = measure.advance(style.face, style.size, &text);
                (self.rect.max.x - boxes.padding_x - width).max(left)
            } else {
                left
            };
            self.draw_hidden(&text, Point::new(x, top + line as f32 * style.line_height));
            self.push(Paint::Text {
                at: Point::new(x, y),
                style,
                role,
                text,
                is_struck: self.is_struck,
                is_from_right,
            });
        }
    }

    /// A mark behind each sign of a line that is not seen; `at` is the line's left top corner. Where a
    /// line runs both ways they stand together at its left end.
    fn draw_hidden(&mut self, line: &str, at: Point) {
        let style = self.text.style;
        let runs_both_ways = has_right_to_left(line);
        for sign in find_hidden_signs(line) {
            let x = if runs_both_ways {
                0.0
            } else {
                self.drawing.width_of(style, &line[..sign.at])
            };
            let size = Size::new(HIDDEN, style.line_height - 2.0);
            self.push(Paint::Rect {
                rect: Rect::new(at.x + x - HIDDEN / 2.0, at.y + 1.0, size),
                radius: 0.0,
                fill: Some(Role::Warning),
                line: None,
            });
        }
    }

    /// Small marks from the left, as many as there is room for.
    fn draw_foot(&mut self) {
        let boxes = &Shape::bundled().boxes;
        let style = Shape::bundled().text(TextRole::Mark);
        let y = self.rect.max.y - boxes.padding_y - style.line_height / 2.0 + 2.0;
        let end = self.rect.max.x - boxes.padding_x;
        let mut x = self.rect.min.x + boxes.padding_x;
        for (icon, label) in list_marks(self.record) {
            let lead = if icon.is_some() {
                MARK + MARK_GAP.0
            } else {
                0.0
            };
            let width = self.drawing.width_of(style, &label);
            if x + lead + width > end {
                break;
            }
            if let Some(icon) = icon {
                let center = Point::new(x + MARK / 2.0, y);
                self.push(Paint::Icon {
                    center,
                    size: MARK,
                    role: Role::SecondInk,
                    icon,
                });
            }
            let text = self
                .drawing
                .text_beside(x + lead, y, style, Role::SecondInk, &label);
            self.push(text);
            x += lead + width + MARK_GAP.1;
        }
    }

    fn draw_finding(&mut self, severity: Severity) {
        let (icon, role) = match severity {
            Severity::Hint => (Icon::Circle, Role::SecondInk),
            Severity::Warning => (Icon::TriangleAlert, Role::Warning),
            Severity::Error => (Icon::CircleX, Role::Error),
        };
        let center = Point::new(self.rect.max.x, self.rect.min.y);
        let fill = if severity == Severity::Hint {
            Role::Card
        } else {
            Role::WarningTint
        };
        self.draw_sign(center, (icon, role), fill, None);
    }

    /// How it differs from another copy: a sign at the corner across from that of a finding.
    fn draw_changed(&mut self, changed: Changed) {
        let icon = match changed {
            Changed::New => Icon::Plus,
            Changed::Altered => Icon::Pencil,
            Changed::Moved => Icon::Move,
            Changed::Lost => Icon::Minus,
        };
        let line = Line {
            role: Role::Accent,
            ..find_line(Stroke::Outline)
        };
        let center = self.rect.min;
        self.draw_sign(center, (icon, Role::Accent), Role::Card, Some(line));
    }

    fn draw_sign(
        &mut self,
        center: Point,
        (icon, role): (Icon, Role),
        fill: Role,
        line: Option<Line>,
    ) {
        let ground = Rect::from_corners(center, center).grown(MARK / 2.0 + 2.0);
        self.push(Paint::Rect {
            rect: ground,
            radius: ground.width() / 2.0,
            fill: Some(fill),
            line,
        });
        self.push(Paint::Icon {
            center,
            size: MARK,
            role,
            icon,
        });
    }

    fn draw_weight(&mut self, scale: f32) {
        let overlay = self.drawing.overlay;
        if let Some(&strength) = overlay.strengths.get(&self.node) {
            self.draw_strength(strength, scale);
        }
        if let Some(&label) = overlay.labels.get(&self.node) {
            self.draw_label(label, scale);
        }
        let is_conclusion = overlay.conclusion == Some(self.node);
        if is_conclusion || overlay.linchpins.contains(&self.node) {
            self.draw_linchpin(is_conclusion, scale);
        }
    }

    /// A mark on the lower edge near its right end: in, out or left open.
    fn draw_label(&mut self, label: Label, scale: f32) {
        let (icon, role) = match label {
            Label::In => (Icon::CircleCheck, Role::Supports),
            Label::Out => (Icon::CircleX, Role::Opposes),
            Label::Undecided => (Icon::CircleQuestionMark, Role::SecondInk),
        };
        let center = self.rect.max.moved(-MARK * 1.5 * scale, 0.0);
        self.draw_mark(center, icon, role, scale);
    }

    /// A mark on the upper edge, off the signs of lines that come from the left: this is what is asked about, or what it falls with.
    fn draw_linchpin(&mut self, is_conclusion: bool, scale: f32) {
        let icon = if is_conclusion {
            Icon::Target
        } else {
            Icon::CircleDot
        };
        let center = self.rect.min.moved(MARK * 1.5 * scale, 0.0);
        self.draw_mark(center, icon, Role::Accent, scale);
    }

    /// A mark on an edge, on a ground of its own.
    fn draw_mark(&mut self, center: Point, icon: Icon, role: Role, scale: f32) {
        let size = (MARK + 4.0) * scale;
        let ground = Rect::from_corners(center, center).grown(size / 2.0 + scale);
        self.push(Paint::Rect {
            rect: ground,
            radius: ground.width() / 2.0,
            fill: Some(Role::Card),
            line: None,
        });
        self.push(Paint::Icon {
            center,
            size,
            role,
            icon,
        });
    }

    /// A bar at the left edge, filled from below.
    fn draw_strength(&mut self, strength: f32, scale: f32) {
        let Rect { min, max } = self.rect;
        let width = Shape::bundled().boxes.strength_bar * scale;
        // It ends where corners begin, or it would stand out of those that are round.
        let inset = width.max(Shape::bundled().radii.claim);
        let height = self.rect.height() - 2.0 * inset;
        let filled = (height * strength.clamp(0.0, 1.0)).round();
        let bar = |top: f32, height: f32, fill: Role| Paint::Rect {
            rect: Rect::new(min.x, top, Size::new(width, height)),
            radius: 0.0,
            fill: Some(fill),
            line: None,
        };
        self.push(bar(min.y + inset, height, Role::Hairline));
        self.push(bar(max.y - inset - filled, filled, Role::SecondInk));
    }
}

fn list_marks(record: &Node) -> Vec<(Option<Icon>, String)> {
    let count = |n: usize, icon: Icon| (n > 0).then(|| (Some(icon), n.to_string()));
    let n_comments = record
        .comments
        .iter()
        .filter(|comment| !comment.hidden)
        .count();
    let words = |word: &str| (!word.is_empty()).then(|| (None, word.to_owned()));
    [
        count(record.anchors.len(), Icon::Quote),
        record
            .likelihood
            .as_ref()
            .and_then(|likelihood| words(&likelihood.word)),
        record
            .confidence
            .as_ref()
            .and_then(|confidence| words(confidence.as_str())),
        count(record.tags.len(), Icon::Tag),
        count(n_comments, Icon::MessageSquare),
    ]
    .into_iter()
    .flatten()
    .collect()
}
