//! Drags in progress: what is being dragged, and what their end does. A drag becomes one edit when
//! it ends; until then nothing has changed.

use super::{App, Drop, Forecast, Tab, Xy};
use crate::edit::{Edit, Position};
use crate::layout::Point;
use crate::model::{Id, Intent};
use crate::text::Span;

/// A drag or a link drawing in progress. Points are in map units.
#[derive(Debug, Clone, PartialEq)]
pub enum Gesture {
    /// Boxes are being moved.
    Move {
        /// The boxes, of which none hangs under another.
        nodes: Vec<Id>,
        /// Where they were taken.
        from: Xy,
        /// Where the pointer is.
        at: Xy,
        /// Whether they are to be pinned where they are dropped.
        pins: bool,
    },
    /// A link is being drawn from a box, or a new place chosen for boxes by keys.
    Wire {
        /// The box.
        from: Id,
        /// Where the pointer is; none when the target is chosen by keys.
        at: Option<Xy>,
        /// The box or link that it would point at.
        over: Option<Id>,
        /// What it makes.
        makes: WireEdit,
    },
    /// A rectangle is being drawn over what is to be selected.
    Marquee {
        /// Where it began.
        from: Xy,
        /// Where the pointer is.
        at: Xy,
        /// What stays selected besides what it finds.
        kept: Vec<Id>,
    },
    /// A passage is being dragged out of the article.
    Passage {
        /// The passage.
        span: Span,
        /// Where the pointer is over the map; none elsewhere.
        at: Option<Xy>,
    },
}

/// What comes of choosing a target for a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WireEdit {
    /// One more link from the box.
    Link(Intent),
    /// The selected boxes hang there and no longer where they did.
    Move,
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
    /// Whether a release pins the boxes instead of hanging them elsewhere: as asked, or because
    /// they have been placed by hand before and are let go where nothing else is meant.
    pub fn pins_on_drop(&self, nodes: &[Id], asked: bool, forecast: &Forecast) -> bool {
        let is_free = matches!(forecast, Forecast::Stays | Forecast::Goes(Drop::Alone, _));
        asked || (is_free && nodes.iter().all(|node| self.is_pinned(node)))
    }

    /// What a marquee between two map points selects: links that lie in it whole, and then the
    /// boxes that it touches, after what is kept.
    pub fn find_in_marquee(&self, from: Xy, at: Xy, kept: &[Id]) -> Vec<Id> {
        let (x, y) = (f32::min(from[0], at[0]), f32::min(from[1], at[1]));
        let (right, low) = (f32::max(from[0], at[0]), f32::max(from[1], at[1]));
        let touches = |[x0, y0, x1, y1]: [f32; 4]| x0 < right && x < x1 && y0 < low && y < y1;
        let holds =
            |point: Point| x <= point.x && point.x <= right && y <= point.y && point.y <= low;
        let placement = self.picture.placement();
        let links = placement
            .wires
            .iter()
            .enumerate()
            .filter_map(|(at, route)| {
                let bounds = placement.bounds_of(route);
                let is_drawn = bounds.min != bounds.max;
                (is_drawn && holds(bounds.min) && holds(bounds.max))
                    .then(|| self.picture.link_of_wire(at))
            });
        let boxes = self
            .picture
            .boxes()
            .filter(|(_, at)| touches(*at))
            .map(|(id, _)| id);
        let known: std::collections::HashSet<&Id> = kept.iter().collect();
        let others = links.chain(boxes).filter(|id| !known.contains(id));
        // The map may have changed, or another one have come to the front, since the drag began.
        let all = kept.iter().chain(others);
        all.filter(|id| self.holds(id)).cloned().collect()
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
                from,
                at,
                pins,
            } => {
                if pins {
                    self.pin_moved(&nodes, [at[0] - from[0], at[1] - from[1]]);
                } else if let Some(drop) = drop {
                    self.move_boxes(&nodes, &drop);
                }
            }
            Gesture::Wire {
                from,
                over: Some(to),
                makes,
                ..
            } => self.end_wire(&from, &to, makes),
            Gesture::Wire { .. } => {}
            Gesture::Marquee { from, at, kept } => {
                if let Some(tab) = self.tab_mut() {
                    let found = tab.find_in_marquee(from, at, &kept);
                    tab.selected.set(found);
                }
            }
            Gesture::Passage { span, .. } => {
                if let Some(drop) = drop {
                    self.drop_passage(span, drop);
                }
            }
        }
    }

    /// Pins boxes as far from where they stand as they were dragged.
    fn pin_moved(&mut self, nodes: &[Id], by: Xy) {
        let Some(tab) = self.tab() else { return };
        let pin = |node: &Id| {
            let [x, y, ..] = tab.picture.box_of(node)?;
            Some(Edit::Pin {
                node: node.clone(),
                view: tab.id_of_view(),
                x: (x + by[0]).round() as i64,
                y: (y + by[1]).round() as i64,
            })
        };
        let edits = nodes.iter().filter_map(pin).collect();
        self.commit_all(edits);
    }

    /// Hangs boxes elsewhere, in their order, as one step. Those that were pinned are let go, or
    /// they would stay where their pins are.
    pub(super) fn move_boxes(&mut self, nodes: &[Id], drop: &Drop) {
        let Some(tab) = self.tab() else { return };
        let under = tab.find_new_parent(drop);
        let is_alone = |node: &Id| tab.place_link(node).is_none();
        if under.is_none() && nodes.iter().all(is_alone) {
            return;
        }
        let stays = tab.find_still(nodes, drop);
        let mut position = match drop {
            Drop::Beside {
                sibling,
                after: true,
            } => Position::After(sibling.clone()),
            Drop::Beside { sibling, .. } => Position::Before(sibling.clone()),
            Drop::Under(_) | Drop::Into { .. } | Drop::Alone => Position::Last,
        };
        let mut edits = Vec::new();
        if let Drop::Into { link, before } = drop {
            edits = find_premise_edits(tab, nodes, link, before.as_ref());
        } else {
            for node in nodes {
                let next = Position::After(node.clone());
                edits.push(Edit::Move {
                    node: node.clone(),
                    under: under.clone(),
                    position,
                });
                position = next;
            }
        }
        let pinned = nodes.iter().filter(|node| tab.is_pinned(node));
        edits.extend(pinned.map(|node| Edit::Unpin {
            node: node.clone(),
            view: tab.id_of_view(),
        }));
        // What a box was dropped on stays under the pointer.
        if let (Some(stays), Some(tab)) = (stays, self.tab_mut()) {
            tab.hold(stays);
        }
        self.commit_all(edits);
    }
}

impl Tab {
    /// The box that stays where it is on the screen when boxes are dropped: what they are dropped on or
    /// beside, a premise of the reason that they go to, or where nothing is below them what they leave.
    fn find_still(&self, nodes: &[Id], drop: &Drop) -> Option<Id> {
        let premise_of = |link: &Id| {
            let link = self.document().links().get(link.as_str())?;
            let mut others = link.from.iter().filter(|it| !nodes.contains(it));
            others.find(|it| self.picture.box_of(it).is_some()).cloned()
        };
        match drop {
            Drop::Under(id) => premise_of(id).or_else(|| Some(id.clone())),
            Drop::Beside { sibling, .. } => Some(sibling.clone()),
            Drop::Into { link, .. } => premise_of(link).or_else(|| self.find_new_parent(drop)),
            Drop::Alone => {
                let graph = self.editor.graph();
                let mut places = nodes.iter().filter_map(|node| {
                    let place = graph.place(graph.node(node.as_str())?)?;
                    let mut beside = graph.premises(place.link).iter();
                    let is_moved = |at: u32| nodes.contains(&self.id_at(at));
                    Some(
                        beside
                            .find(|&&at| !is_moved(at))
                            .copied()
                            .unwrap_or(place.parent),
                    )
                });
                places.next().map(|at| self.id_at(at))
            }
        }
    }
}

/// Makes boxes premises of a reason, before one of those that it has.
fn find_premise_edits(tab: &Tab, nodes: &[Id], link: &Id, before: Option<&Id>) -> Vec<Edit> {
    let Some(reason) = tab.document().links().get(link.as_str()) else {
        return Vec::new();
    };
    let mut premises = reason.from.clone();
    let mut edits = Vec::new();
    for node in nodes {
        let own = premises.iter().position(|premise| premise == node);
        let own = own.unwrap_or_else(|| {
            premises.push(node.clone());
            edits.push(Edit::AddPremise {
                link: link.clone(),
                node: node.clone(),
            });
            premises.len() - 1
        });
        premises.remove(own);
        let slot = before.and_then(|before| premises.iter().position(|it| it == before));
        let slot = slot.unwrap_or(premises.len());
        premises.insert(slot, node.clone());
        if slot != own {
            edits.push(Edit::Reorder {
                node: node.clone(),
                by: slot as i32 - own as i32,
            });
        }
    }
    edits
}
