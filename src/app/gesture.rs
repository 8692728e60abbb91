//! Drags in progress: what is being dragged, and what would happen on release. A drag becomes
//! one edit when it ends; until then nothing has changed.

use super::{App, Tab, Xy};
use crate::edit::{Edit, Position};
use crate::model::{Id, Intent, Kind, Relation, Target, choose_relation};
use crate::text::Span;

/// A drag or a link drawing in progress. Points are in map units.
#[derive(Debug, Clone, PartialEq)]
pub enum Gesture {
    /// Boxes are being moved.
    Move {
        /// The boxes.
        nodes: Vec<Id>,
        /// Where the pointer is.
        at: Xy,
        /// Where on the first box it was taken, from its left top corner.
        grip: Xy,
        /// Whether it is to be pinned where it is dropped.
        pins: bool,
    },
    /// A link is being drawn from a box.
    Wire {
        /// The box.
        from: Id,
        /// Where the pointer is; none when the target is chosen by keys.
        at: Option<Xy>,
        /// The box or link that it would point at.
        over: Option<Id>,
    },
    /// A rectangle is being drawn over what is to be selected.
    Marquee {
        /// Where it began.
        from: Xy,
        /// Where the pointer is.
        at: Xy,
    },
    /// A passage is being dragged out of the article.
    Passage {
        /// The passage.
        span: Span,
        /// Where the pointer is over the map; none elsewhere.
        at: Option<Xy>,
    },
}

/// What a release would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Drop {
    /// Hang under that box or link.
    Under(Id),
    /// Stand beside that box, as its sibling.
    Beside {
        /// The sibling.
        sibling: Id,
        /// Whether after it and not before.
        after: bool,
    },
    /// Stand alone.
    Alone,
}

impl Gesture {
    /// The nodes that it is about.
    pub fn nodes(&self) -> &[Id] {
        match self {
            Self::Move { nodes, .. } => nodes,
            Self::Wire { from, .. } => std::slice::from_ref(from),
            Self::Marquee { .. } | Self::Passage { .. } => &[],
        }
    }
}

impl Tab {
    /// What a release at a map point would do with those boxes, or with a passage if there are
    /// none. Nothing if it would be refused.
    pub fn find_drop(&self, dragged: &[Id], at: Xy) -> Option<Drop> {
        /// How close to a link the pointer has to be, in map units.
        const REACH: f32 = 10.0;
        /// The share of a box at either end that means "beside it".
        const RIM: f32 = 0.22;
        if let Some((id, [x0, y0, x1, y1])) = self.picture.box_at(at) {
            if self.is_or_is_below(id, dragged) {
                return None;
            }
            let is_child = self.place_link(id).is_some();
            let grows_down = self.direction != crate::model::Direction::Right;
            let share = if grows_down {
                (at[0] - x0) / (x1 - x0)
            } else {
                (at[1] - y0) / (y1 - y0)
            };
            if is_child && !(RIM..=1.0 - RIM).contains(&share) {
                return Some(Drop::Beside {
                    sibling: id.clone(),
                    after: share > 0.5,
                });
            }
            return Some(Drop::Under(id.clone()));
        }
        if let Some(link) = self.picture.link_at(at, REACH / self.camera.zoom.min(1.0)) {
            let own = dragged
                .iter()
                .any(|node| self.place_link(node) == Some(link));
            return (!own).then(|| Drop::Under(link.clone()));
        }
        Some(Drop::Alone)
    }

    /// Whether a node is one of those, or hangs below one of them.
    fn is_or_is_below(&self, node: &Id, nodes: &[Id]) -> bool {
        let graph = self.editor.graph();
        let mut at = graph.node(node.as_str());
        while let Some(own) = at {
            if nodes.iter().any(|id| graph.node(id.as_str()) == Some(own)) {
                return true;
            }
            at = graph.place(own).map(|place| place.parent);
        }
        false
    }
}

impl App {
    /// Ends a drag.
    pub fn end_gesture(&mut self, gesture: Gesture, drop: Option<Drop>) {
        if let Some(tab) = self.tab_mut() {
            tab.gesture = None;
        }
        match gesture {
            Gesture::Move {
                nodes,
                at,
                grip,
                pins: true,
            } => {
                if let Some(node) = nodes.into_iter().next() {
                    let [x, y] = [at[0] - grip[0], at[1] - grip[1]];
                    let edit = Edit::Pin {
                        node,
                        x: x.round() as i64,
                        y: y.round() as i64,
                    };
                    self.commit(&edit);
                }
            }
            Gesture::Move { nodes, .. } => {
                if let Some(drop) = drop {
                    self.move_boxes(nodes, drop);
                }
            }
            Gesture::Wire {
                from,
                over: Some(to),
                ..
            } => self.draw_link(&from, &to),
            Gesture::Wire { .. } => {}
            Gesture::Marquee { from, at } => {
                let Some(tab) = self.tab_mut() else { return };
                let (x, y) = (f32::min(from[0], at[0]), f32::min(from[1], at[1]));
                let (right, low) = (f32::max(from[0], at[0]), f32::max(from[1], at[1]));
                let within =
                    |[x0, y0, x1, y1]: [f32; 4]| x0 < right && x < x1 && y0 < low && y < y1;
                tab.selected = tab
                    .picture
                    .boxes()
                    .filter(|(_, at)| within(*at))
                    .map(|(id, _)| id.clone())
                    .collect();
            }
            Gesture::Passage { span, .. } => {
                if let Some(drop) = drop {
                    self.drop_passage(span, drop);
                }
            }
        }
    }

    fn move_boxes(&mut self, nodes: Vec<Id>, drop: Drop) {
        let Some(tab) = self.tab() else { return };
        let stays = match &drop {
            Drop::Under(id) => Some(id.clone()),
            Drop::Beside { sibling, .. } => Some(sibling.clone()),
            Drop::Alone => None,
        };
        let (under, mut position) = match drop {
            Drop::Under(id) => (Some(id), Position::Last),
            Drop::Alone => (None, Position::Last),
            Drop::Beside { sibling, after } => {
                let link = tab.place_link(&sibling);
                let link = link.and_then(|id| tab.document().links().get(id.as_str()));
                let under = link.map(|link| link.to.clone());
                let position = if after {
                    Position::After(sibling)
                } else {
                    Position::Before(sibling)
                };
                (under, position)
            }
        };
        let is_alone = |node: &Id| tab.place_link(node).is_none();
        if under.is_none() && nodes.iter().all(is_alone) {
            return;
        }
        let mut edits = Vec::new();
        for node in nodes {
            let next = Position::After(node.clone());
            edits.push(Edit::Move {
                node,
                under: under.clone(),
                position,
            });
            position = next;
        }
        // What a box was dropped on stays under the pointer.
        if let (Some(stays), Some(tab)) = (stays, self.tab_mut()) {
            tab.hold(stays);
        }
        self.commit(&Edit::Batch { edits });
    }

    /// Draws a link from a box to a box or link: what the matrix gives, for; a note relates.
    pub fn draw_link(&mut self, from: &Id, to: &Id) {
        let Some(tab) = self.tab() else { return };
        let Some(kind) = tab.kind(from).cloned() else {
            return;
        };
        let target_kind = tab.kind(to).cloned();
        let target = target_kind.as_ref().map_or(Target::Link, Target::Node);
        let relation = match (&kind, choose_relation(&kind, target, Intent::For)) {
            (Kind::Note, _) | (_, Ok(None) | Err(_)) => Relation::Relates,
            (_, Ok(Some(relation))) => relation,
        };
        let edit = Edit::AddLink {
            relation,
            from: vec![from.clone()],
            to: to.clone(),
        };
        self.commit(&edit);
    }

    /// Begins to draw a link from the selected box, its target to be chosen by keys or pointer.
    pub fn begin_wire(&mut self) {
        self.keep_wording();
        let Some(tab) = self.tab_mut() else { return };
        if let Some(from) = tab.lead_node().cloned() {
            tab.gesture = Some(Gesture::Wire {
                from,
                at: None,
                over: None,
            });
        }
    }

    /// Moves on to the next thing that a link being drawn could point at: boxes in outline
    /// order, each followed by the step that places it.
    pub fn step_wire(&mut self, forward: bool) {
        let Some(tab) = self.tab_mut() else { return };
        let Some(Gesture::Wire { from, over, .. }) = &tab.gesture else {
            return;
        };
        let mut ends = Vec::new();
        for row in tab.outline_rows() {
            if row.node != *from {
                ends.push(row.node.clone());
            }
            let own = tab.place_link(&row.node);
            if let Some(link) = own.filter(|_| row.node != *from && !row.joins_previous) {
                ends.push(link.clone());
            }
        }
        if ends.is_empty() {
            return;
        }
        let n = ends.len();
        let at = over
            .as_ref()
            .and_then(|over| ends.iter().position(|end| end == over));
        let next = match (at, forward) {
            (None, true) => 0,
            (None, false) => n - 1,
            (Some(at), true) => (at + 1) % n,
            (Some(at), false) => (at + n - 1) % n,
        };
        let over = Some(ends[next].clone());
        tab.gesture = Some(Gesture::Wire {
            from: from.clone(),
            at: None,
            over,
        });
    }
}
