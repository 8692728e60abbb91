//! Selection, and going from box to box as they are seen.

use super::{App, CameraWish, PanelId};
use crate::model::Id;

/// A way to go from the selected box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heading {
    /// To the nearest box above, as seen.
    Up,
    /// To the nearest box below.
    Down,
    /// To the nearest box to the left.
    Left,
    /// To the nearest box to the right.
    Right,
    /// To the first sibling.
    First,
    /// To the last sibling.
    Last,
}

impl App {
    /// Selects one record, or nothing.
    pub fn select(&mut self, id: Option<Id>) {
        self.keep_wording();
        let Some(tab) = self.tab_mut() else { return };
        tab.select(id);
        self.show_passage_of_selection();
    }

    /// Adds a record to the selection, or takes it out.
    pub fn toggle_selected(&mut self, id: &Id) {
        let Some(tab) = self.tab_mut() else { return };
        if tab.selected.contains(id) {
            tab.selected.retain(|other| other != id);
        } else if tab.holds(id) {
            tab.selected.push(id.clone());
        }
    }

    /// Selects these records.
    pub fn select_all(&mut self, mut ids: Vec<Id>) {
        if let Some(tab) = self.tab_mut() {
            ids.retain(|id| tab.holds(id));
            tab.selected.set(ids);
        }
    }

    /// Goes to the box in that direction: as drawn in the map, by lines in the outline.
    pub fn go(&mut self, heading: Heading) {
        let in_outline = self.focus == PanelId::Outline;
        let Some(tab) = self.tab_mut() else { return };
        let next = match heading {
            Heading::First | Heading::Last => tab.find_edge_sibling(heading == Heading::First),
            Heading::Up | Heading::Down if in_outline => {
                tab.find_outline_neighbour(heading == Heading::Down)
            }
            Heading::Left if in_outline => {
                let node = tab.lead_node().cloned();
                match node.filter(|node| !tab.folded.contains(node) && tab.has_children(node)) {
                    Some(node) => {
                        self.toggle_fold(&node);
                        return;
                    }
                    None => tab.find_parent(),
                }
            }
            Heading::Right if in_outline => {
                match tab
                    .lead_node()
                    .cloned()
                    .filter(|node| tab.folded.contains(node))
                {
                    Some(node) => {
                        self.toggle_fold(&node);
                        return;
                    }
                    None => tab.find_outline_neighbour(true),
                }
            }
            _ => tab.find_seen_neighbour(heading),
        };
        if let Some(next) = next {
            tab.select(Some(next));
            tab.camera_wish = Some(CameraWish::Reveal);
            self.show_passage_of_selection();
        }
    }

    /// Takes the box in that direction into the selection; going back over the way lets it go.
    pub fn extend(&mut self, heading: Heading) {
        let Some(tab) = self.tab_mut() else { return };
        // What is seen may be a moment older than the map.
        let next = tab.find_seen_neighbour(heading);
        let Some(next) = next.filter(|next| tab.holds(next)) else {
            return;
        };
        match &tab.selected[..] {
            [.., before, _] if *before == next => tab.selected.truncate(tab.selected.len() - 1),
            _ => {
                tab.selected.retain(|id| *id != next);
                tab.selected.push(next);
            }
        }
        tab.camera_wish = Some(CameraWish::Reveal);
    }

    /// Folds or unfolds a box that has something under it.
    pub fn toggle_fold(&mut self, id: &Id) {
        let Some(tab) = self.tab_mut() else { return };
        if !tab.folded.remove(id) && tab.has_children(id) {
            tab.folded.insert(id.clone());
        }
        tab.camera_wish.get_or_insert(CameraWish::Reveal);
    }

    /// Folds everything down to a level (0 leaves the roots), or unfolds everything.
    pub fn fold_to(&mut self, level: Option<u32>) {
        let Some(tab) = self.tab_mut() else { return };
        tab.folded.clear();
        if let Some(level) = level {
            let graph = tab.editor.graph().clone();
            for (node, depth) in graph.walk() {
                if depth >= level && !graph.children(node).is_empty() {
                    tab.folded
                        .insert(tab.document().nodes().rows()[node as usize].id.clone());
                }
            }
        }
        tab.camera_wish = Some(CameraWish::FitAll);
    }
}

impl super::Tab {
    /// Whether anything hangs under a node.
    pub fn has_children(&self, id: &Id) -> bool {
        let graph = self.editor.graph();
        graph
            .node(id.as_str())
            .is_some_and(|node| !graph.children(node).is_empty())
    }

    fn find_parent(&self) -> Option<Id> {
        let graph = self.editor.graph();
        let place = graph.place(graph.node(self.lead_node()?.as_str())?)?;
        Some(self.id_at(place.parent))
    }

    fn find_edge_sibling(&self, first: bool) -> Option<Id> {
        let graph = self.editor.graph();
        let node = graph.node(self.lead_node()?.as_str())?;
        let siblings = match graph.place(node) {
            Some(place) => graph.children(place.parent),
            None => graph.roots(),
        };
        let edge = if first {
            siblings.first()
        } else {
            siblings.last()
        };
        edge.map(|&node| self.id_at(node))
    }

    fn find_outline_neighbour(&self, down: bool) -> Option<Id> {
        let rows = self.outline_rows();
        let at = self
            .lead_node()
            .and_then(|id| rows.iter().position(|row| row.node == *id));
        let next = match (at, down) {
            (None, _) => 0,
            (Some(at), true) => at + 1,
            (Some(at), false) => at.checked_sub(1)?,
        };
        rows.get(next).map(|row| row.node.clone())
    }

    /// The box that lies nearest in a direction; with nothing selected, the first box. From a
    /// selected line it goes to the boxes around its middle.
    fn find_seen_neighbour(&self, heading: Heading) -> Option<Id> {
        let Some(own) = self.lead().and_then(|id| self.find_end(id)) else {
            let first = self.editor.graph().roots().first();
            return first.map(|&node| self.id_at(node));
        };
        let others = self
            .picture
            .boxes()
            .filter(|(id, _)| self.lead() != Some(*id));
        find_nearest(own, heading, others).cloned()
    }

    /// The id of the node at a place in document order.
    pub fn id_at(&self, node: u32) -> Id {
        self.document().nodes().rows()[node as usize].id.clone()
    }
}

/// The nearest of some rectangles in a direction, as the eye goes: what lies wholly ahead, and
/// straight ahead before aside. Where nothing does, what reaches further that way at least, as a
/// box indented below its parent does to the right.
///
/// Rectangles are left, top, right, bottom in map units.
pub(super) fn find_nearest<'a>(
    own: [f32; 4],
    heading: Heading,
    others: impl Iterator<Item = (&'a Id, [f32; 4])>,
) -> Option<&'a Id> {
    /// What a unit sideways, between the rims and between the middles, costs against one ahead.
    const ASIDE: f32 = 2.0;
    const OFF_MIDDLE: f32 = 0.2;
    // Turned so that "ahead" is to greater numbers of the first axis.
    let turn = |[x0, y0, x1, y1]: [f32; 4]| match heading {
        Heading::Up => [-y1, x0, -y0, x1],
        Heading::Down => [y0, x0, y1, x1],
        Heading::Left => [-x1, y0, -x0, y1],
        _ => [x0, y0, x1, y1],
    };
    let own = turn(own);
    let mut best: Option<(bool, f32, &Id)> = None;
    for (id, at) in others {
        let at = turn(at);
        let is_ahead = at[0] >= own[2];
        let reaches_on = at[0] > own[0] && at[2] > own[2];
        if !is_ahead && !reaches_on {
            continue;
        }
        let ahead = if is_ahead {
            at[0] - own[2]
        } else {
            at[0] - own[0]
        };
        let apart = f32::max(at[1] - own[3], own[1] - at[3]).max(0.0);
        let off = (f32::midpoint(at[1], at[3]) - f32::midpoint(own[1], own[3])).abs();
        let cost = ahead + ASIDE * apart + OFF_MIDDLE * off;
        let is_better = best.is_none_or(|(was_ahead, least, _)| {
            (is_ahead && !was_ahead) || (is_ahead == was_ahead && cost < least)
        });
        if is_better {
            best = Some((is_ahead, cost, id));
        }
    }
    best.map(|(.., id)| id)
}
