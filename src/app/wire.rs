//! Drawing a link, or choosing a new place, from the keyboard or with the pointer: where it could
//! lead, and what it makes.

use super::{App, Drop, Forecast, Gesture, Heading, PanelId, Tab, WireEdit, navigate};
use crate::edit::{Edit, Refusal, forecast_link};
use crate::model::{Id, Intent, Relation};

impl App {
    /// Begins to draw a link from the selected box, or to choose a new place for the selected
    /// boxes; the target is chosen by keys or pointer.
    pub fn begin_wire(&mut self, makes: WireEdit) {
        self.keep_wording();
        self.focus = PanelId::Map;
        let Some(tab) = self.tab_mut() else { return };
        if let Some(from) = tab.lead_node().cloned() {
            tab.gesture = Some(Gesture::Wire {
                from,
                at: None,
                over: None,
                makes,
            });
        }
    }

    /// Makes what was drawn.
    pub(super) fn end_wire(&mut self, from: &Id, to: &Id, makes: WireEdit) {
        let Some(tab) = self.tab() else { return };
        match makes {
            WireEdit::Link(intent) => match forecast_link(tab.document(), from, to, intent) {
                Ok(relation) => {
                    let edit = Edit::AddLink {
                        relation,
                        from: vec![from.clone()],
                        to: to.clone(),
                    };
                    self.commit(&edit);
                }
                Err(refusal) => self.warn(refusal.to_string()),
            },
            WireEdit::Move => {
                let nodes = tab.find_tops(&tab.selected_nodes());
                self.move_boxes(&nodes, &Drop::Under(to.clone()));
            }
        }
    }

    /// Turns the link that is being drawn from one for into one against its target, and back.
    pub fn turn_wire(&mut self) {
        if let Some(Gesture::Wire {
            makes: WireEdit::Link(intent),
            ..
        }) = self.tab_mut().and_then(|tab| tab.gesture.as_mut())
        {
            *intent = match *intent {
                Intent::For => Intent::Against,
                Intent::Against => Intent::For,
            };
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
            if row.node == *from {
                continue;
            }
            ends.push(row.node.clone());
            let own = tab.place_link(&row.node);
            ends.extend(own.filter(|_| !row.joins_previous).cloned());
        }
        let Some(last) = ends.len().checked_sub(1) else {
            return;
        };
        let at = over
            .as_ref()
            .and_then(|over| ends.iter().position(|end| end == over));
        let next = match (at, forward) {
            (None, true) => 0,
            (None, false) => last,
            (Some(at), true) => (at + 1) % ends.len(),
            (Some(at), false) => (at + last) % ends.len(),
        };
        tab.point_wire_at(ends.swap_remove(next));
    }

    /// Goes to the box or line in that direction, as seen, that a link being drawn could point
    /// at.
    pub fn move_wire(&mut self, heading: Heading) {
        let Some(tab) = self.tab_mut() else { return };
        let Some(Gesture::Wire { from, over, .. }) = &tab.gesture else {
            return;
        };
        let Some(start) = tab.find_end(over.as_ref().unwrap_or(from)) else {
            return;
        };
        let here = over.as_ref().unwrap_or(from);
        let boxes = tab.picture.boxes();
        let routes = tab.picture.placement().wires.iter().enumerate();
        let lines = routes.map(|(at, route)| {
            let (x, y) = (route.middle.x, route.middle.y);
            (tab.picture.link_of_wire(at), [x, y, x, y])
        });
        let is_own = |id: &Id| tab.place_link(from) == Some(id);
        let ends = boxes
            .chain(lines)
            .filter(|(id, _)| *id != here && *id != from && !is_own(id));
        if let Some(next) = navigate::find_nearest(start, heading, ends).cloned() {
            tab.point_wire_at(next);
        }
    }
}

impl Tab {
    fn point_wire_at(&mut self, end: Id) {
        if let Some(Gesture::Wire { at, over, .. }) = &mut self.gesture {
            *at = None;
            *over = Some(end);
            self.camera_wish = Some(super::CameraWish::Reveal);
        }
    }

    /// Where a box, or the middle of a line, is drawn; in map units.
    pub fn find_end(&self, id: &Id) -> Option<[f32; 4]> {
        self.picture.box_of(id).or_else(|| {
            let link = self.editor.graph().link(id.as_str())?;
            let wire = self.picture.plan().wire_of(link)?;
            let middle = self.picture.placement().wires.get(wire)?.middle;
            Some([middle.x, middle.y, middle.x, middle.y])
        })
    }

    /// What drawing a link to that box or line would make.
    ///
    /// # Errors
    /// Why it cannot be drawn.
    pub fn forecast_wire(
        &self,
        from: &Id,
        to: &Id,
        makes: WireEdit,
    ) -> Result<Option<Relation>, Refusal> {
        self.foresee_wire([from, to], makes, || self.look_at_wire(from, to, makes))
    }

    fn look_at_wire(
        &self,
        from: &Id,
        to: &Id,
        makes: WireEdit,
    ) -> Result<Option<Relation>, Refusal> {
        if self.editor.is_read_only() {
            return Err(Refusal::ReadOnly);
        }
        match makes {
            WireEdit::Link(intent) => forecast_link(self.document(), from, to, intent).map(Some),
            WireEdit::Move => {
                let nodes = self.find_tops(&self.selected_nodes());
                match self.forecast(&nodes, Drop::Under(to.clone())) {
                    Forecast::Goes(_, relation) => Ok(relation),
                    Forecast::Refused(_, refusal) => Err(refusal),
                    Forecast::Stays => Ok(None),
                }
            }
        }
    }
}
