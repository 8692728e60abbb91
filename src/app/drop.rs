//! What a release of the pointer would do: where a box or a passage that is dragged would go, as
//! the boxes really stand, and what it would be to what it goes to. Changes nothing.

use super::{Tab, Xy};
use crate::edit::{Refusal, forecast_move, forecast_premise};
use crate::layout::Point;
use crate::model::{Direction, Id, Intent, Kind, Relation, Target, choose_relation};

/// Where something that is dragged would go.
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
    /// Be one more premise of a reason, or stand elsewhere among its premises.
    Into {
        /// The reason.
        link: Id,
        /// The premise before which it stands; last if none.
        before: Option<Id>,
    },
    /// Stand alone.
    Alone,
}

/// What a release would come to.
#[derive(Debug, Clone, PartialEq)]
pub enum Forecast {
    /// Nothing: what is dragged stays where it is.
    Stays,
    /// It goes there and has that relation to what it goes to; none where it stands alone.
    Goes(Drop, Option<Relation>),
    /// It cannot go there.
    Refused(Drop, Refusal),
}

/// How close to a line the pointer has to be, in screen points, but never less in map units.
const REACH: f32 = 10.0;
/// The share of a box at either end that means "beside it".
const RIM: f32 = 0.22;
/// How far beside the first or last sibling still means "beside it", in map units.
const END: f32 = 48.0;

impl Tab {
    /// What a release at a map point would come to for those boxes, or for a passage if there
    /// are none.
    pub fn forecast_drop(&self, dragged: &[Id], at: Xy) -> Forecast {
        let look = || match self.find_drop_place(dragged, at) {
            Some(drop) => self.forecast(dragged, drop),
            None => Forecast::Stays,
        };
        self.foresee_drop(dragged, at, look)
    }

    /// Where a release would go; none where it would change nothing or be refused.
    pub fn find_drop(&self, dragged: &[Id], at: Xy) -> Option<Drop> {
        match self.forecast_drop(dragged, at) {
            Forecast::Goes(drop, _) => Some(drop),
            Forecast::Stays | Forecast::Refused(..) => None,
        }
    }

    /// Those of the boxes that hang under no other of them, in the order of the outline.
    pub fn find_tops(&self, nodes: &[Id]) -> Vec<Id> {
        let graph = self.editor.graph();
        let chosen: std::collections::HashSet<u32> = nodes
            .iter()
            .filter_map(|id| graph.node(id.as_str()))
            .collect();
        let is_below = |&node: &u32| {
            let mut place = graph.place(node);
            while let Some(above) = place {
                if chosen.contains(&above.parent) {
                    return true;
                }
                place = graph.place(above.parent);
            }
            false
        };
        let mut tops: Vec<u32> = chosen
            .iter()
            .copied()
            .filter(|node| !is_below(node))
            .collect();
        tops.sort_by_cached_key(|&node| self.path_of(node));
        tops.into_iter().map(|node| self.id_at(node)).collect()
    }

    /// The places among its siblings of a node and of all above it, from the root on.
    fn path_of(&self, node: u32) -> Vec<usize> {
        let graph = self.editor.graph();
        let mut path = Vec::new();
        let mut at = Some(node);
        while let Some(node) = at {
            at = graph.place(node).map(|place| place.parent);
            let siblings = at.map_or(graph.roots(), |parent| graph.children(parent));
            path.push(
                siblings
                    .iter()
                    .position(|&other| other == node)
                    .unwrap_or_default(),
            );
        }
        path.reverse();
        path
    }

    fn find_drop_place(&self, dragged: &[Id], at: Xy) -> Option<Drop> {
        if let Some((id, rect)) = self.picture.box_at(at) {
            if dragged.contains(id) {
                return None;
            }
            let share = if self.is_stacked(id) {
                (at[1] - rect[1]) / (rect[3] - rect[1])
            } else {
                (at[0] - rect[0]) / (rect[2] - rect[0])
            };
            let is_child = self.place_link(id).is_some();
            let is_rim = !(RIM..=1.0 - RIM).contains(&share);
            if let Some(link) = self.find_joint_reason(id).filter(|_| is_rim) {
                return Some(self.find_slot(link, at));
            }
            if is_child && is_rim {
                return Some(Drop::Beside {
                    sibling: id.clone(),
                    after: share > 0.5,
                });
            }
            return Some(Drop::Under(id.clone()));
        }
        if let Some(link) = self.find_line(at) {
            let own = dragged
                .iter()
                .any(|node| self.place_link(node) == Some(link));
            return (!own).then(|| Drop::Under(link.clone()));
        }
        if let Some(link) = self.find_frame(at) {
            return Some(self.find_slot(link, at));
        }
        Some(self.find_gap(at).unwrap_or(Drop::Alone))
    }

    fn find_line(&self, at: Xy) -> Option<&Id> {
        let reach = REACH / self.camera.zoom.min(1.0);
        self.picture.link_at(at, reach)
    }

    /// The reason in whose frame a map point is.
    fn find_frame(&self, [x, y]: Xy) -> Option<&Id> {
        let brackets = &self.picture.placement().brackets;
        let holds = |bracket: &&crate::layout::Bracket| bracket.rect.contains(Point::new(x, y));
        let wire = brackets.iter().find(holds)?.wire?;
        Some(self.picture.link_of_wire(wire as usize))
    }

    /// The reason of several premises by which a box hangs.
    fn find_joint_reason(&self, node: &Id) -> Option<&Id> {
        let link = self.place_link(node)?;
        let record = self.document().links().get(link.as_str())?;
        (record.from.len() > 1).then_some(link)
    }

    /// The place among the premises of a reason that a map point lies at.
    fn find_slot(&self, link: &Id, at: Xy) -> Drop {
        let record = self.document().links().get(link.as_str());
        let mut premises = record.iter().flat_map(|link| &link.from);
        let is_beyond = |premise: &&Id| {
            let Some([x0, y0, x1, y1]) = self.picture.box_of(premise) else {
                return false;
            };
            if self.is_stacked(premise) {
                at[1] < f32::midpoint(y0, y1)
            } else {
                at[0] < f32::midpoint(x0, x1)
            }
        };
        Drop::Into {
            link: link.clone(),
            before: premises.find(is_beyond).cloned(),
        }
    }

    /// Whether the siblings of a box stand one below the other, judged by where they are.
    pub fn is_stacked(&self, id: &Id) -> bool {
        let neighbour = self
            .find_sibling(id, true)
            .or_else(|| self.find_sibling(id, false));
        let neighbour = neighbour.and_then(|other| self.picture.box_of(&other));
        let (Some(own), Some(other)) = (self.picture.box_of(id), neighbour) else {
            return self.direction == Direction::Right;
        };
        let shared =
            |low: usize, high: usize| own[high].min(other[high]) - own[low].max(other[low]);
        shared(0, 2) > shared(1, 3)
    }

    /// The place between two siblings, or just before the first or after the last one, that a
    /// map point lies in: the nearest boxes to its left and right, above and below decide.
    fn find_gap(&self, at: Xy) -> Option<Drop> {
        let around = self.picture.find_around(at);
        let [left, right, above, below] =
            around.map(|side| side.map(|(far, at)| (far, self.picture.node_of_box(at))));
        let mut ends: Vec<(f32, Drop)> = Vec::new();
        for (before, after, stacked) in [(left, right, false), (above, below, true)] {
            let sibling = |side: Option<(f32, &Id)>| {
                side.filter(|(_, id)| {
                    self.place_link(id).is_some() && self.is_stacked(id) == stacked
                })
                .map(|(far, id)| (far, id.clone()))
            };
            let (before, after) = (sibling(before), sibling(after));
            if let (Some((_, before)), Some((_, after))) = (&before, &after)
                && self.find_sibling(before, true).as_ref() == Some(after)
            {
                return Some(Drop::Beside {
                    sibling: before.clone(),
                    after: true,
                });
            }
            if let Some((far, id)) = before
                && self.find_sibling(&id, true).is_none()
            {
                ends.push((
                    far,
                    Drop::Beside {
                        sibling: id,
                        after: true,
                    },
                ));
            }
            if let Some((far, id)) = after
                && self.find_sibling(&id, false).is_none()
            {
                ends.push((
                    far,
                    Drop::Beside {
                        sibling: id,
                        after: false,
                    },
                ));
            }
        }
        let nearest = ends.into_iter().min_by(|(a, _), (b, _)| a.total_cmp(b))?;
        (nearest.0 <= END).then_some(nearest.1)
    }

    /// What comes of a drop of those boxes, or of a passage if there are none.
    pub fn forecast(&self, dragged: &[Id], drop: Drop) -> Forecast {
        if dragged.is_empty() {
            return self.forecast_passage(drop);
        }
        if self.editor.is_read_only() {
            return Forecast::Refused(drop, Refusal::ReadOnly);
        }
        if self.stays(dragged, &drop) {
            return Forecast::Stays;
        }
        let (document, graph) = (self.document(), self.editor.graph());
        let mut relation = None;
        for node in dragged {
            let forecast = match &drop {
                Drop::Into { link, .. } => match document.links().get(link.as_str()) {
                    Some(own) if own.from.contains(node) => Ok(own.relation.clone()),
                    _ => forecast_premise(document, graph, node, link),
                },
                other => match self.find_new_parent(other) {
                    Some(under) => forecast_move(document, graph, node, &under),
                    None => continue,
                },
            };
            match forecast {
                Ok(found) => {
                    relation.get_or_insert(found);
                }
                Err(refusal) => return Forecast::Refused(drop, refusal),
            }
        }
        Forecast::Goes(drop, relation)
    }

    /// What boxes that are dropped there go under.
    pub fn find_new_parent(&self, drop: &Drop) -> Option<Id> {
        let target = |link: &Id| {
            let link = self.document().links().get(link.as_str())?;
            Some(link.to.clone())
        };
        match drop {
            Drop::Under(id) => Some(id.clone()),
            Drop::Beside { sibling, .. } => target(self.place_link(sibling)?),
            Drop::Into { link, .. } => target(link),
            Drop::Alone => None,
        }
    }

    /// Whether a drop leaves every one of those boxes where it is.
    fn stays(&self, dragged: &[Id], drop: &Drop) -> bool {
        match drop {
            Drop::Alone => dragged.iter().all(|node| self.place_link(node).is_none()),
            Drop::Beside { sibling, after } => match dragged {
                [node] => {
                    let beyond = self.find_sibling(sibling, *after);
                    node == sibling || beyond.as_ref() == Some(node)
                }
                _ => dragged.contains(sibling),
            },
            Drop::Into { link, before } => {
                let links = self.document().links();
                let Some(link) = links.get(link.as_str()) else {
                    return false;
                };
                let place = |node: &Id| link.from.iter().position(|premise| premise == node);
                match (dragged, before) {
                    ([node], before) => place(node).is_some_and(|own| {
                        let slot = before.as_ref().and_then(place);
                        let slot = slot.unwrap_or(link.from.len());
                        slot == own || slot == own + 1
                    }),
                    (_, before) => {
                        dragged.iter().all(|node| link.from.contains(node))
                            && before
                                .as_ref()
                                .is_none_or(|before| dragged.contains(before))
                    }
                }
            }
            Drop::Under(_) => false,
        }
    }

    /// A passage becomes a claim: for the box it is dropped on, against a step.
    fn forecast_passage(&self, drop: Drop) -> Forecast {
        let Some(under) = self.find_new_parent(&drop) else {
            return Forecast::Goes(drop, None);
        };
        let kind = self.kind(&under);
        let target = kind.map_or(Target::Link, Target::Node);
        match choose_relation(&Kind::Claim, target, self.intent_of_passage(&under)) {
            Ok(relation) => Forecast::Goes(drop, relation),
            Err(refusal) => Forecast::Refused(drop, refusal.into()),
        }
    }

    /// A passage dropped on a step strikes it; dropped on a box it speaks for it.
    pub fn intent_of_passage(&self, under: &Id) -> Intent {
        if self.document().links().contains(under.as_str()) {
            Intent::Against
        } else {
            Intent::For
        }
    }
}
