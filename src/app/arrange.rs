//! Working on the selected boxes and steps, and settings of the window.

use super::{App, PanelId, Tab};
use crate::edit::{Edit, Position};
use crate::model::{Id, Node};
use crate::words;

impl App {
    /// Makes support opposition, and back, for the selected links and the links that place the
    /// selected boxes.
    pub fn switch_relation(&mut self) {
        let Some(tab) = self.tab() else { return };
        let mut edits: Vec<Edit> = Vec::new();
        for id in &tab.selected {
            let own = tab.document().links().contains(id.as_str()).then_some(id);
            let Some(link) = own.or_else(|| tab.place_link(id)) else {
                continue;
            };
            let edit = Edit::SwitchRelation { link: link.clone() };
            if !edits.contains(&edit) {
                edits.push(edit);
            }
        }
        if edits.is_empty() {
            self.warn(words::say("why-stands-alone").into_owned());
        }
        self.commit_all(edits);
    }

    /// Joins the selected reasons, or the selected one with the sibling before it.
    pub fn join_premises(&mut self) {
        let Some(tab) = self.tab() else { return };
        let mut nodes = tab.selected_nodes();
        if let [only] = nodes.as_slice()
            && let Some(before) = tab.find_sibling(only, false)
        {
            nodes.insert(0, before);
        }
        self.commit(&Edit::JoinPremises { nodes });
    }

    /// Takes the linked premises of the selected link or box apart.
    pub fn split_premises(&mut self) {
        let link = self.tab().and_then(|tab| {
            let link = tab.lead_link().or_else(|| tab.place_link(tab.lead_node()?));
            link.cloned()
        });
        match link {
            Some(link) => drop(self.commit(&Edit::SplitPremises { link })),
            None => self.warn(crate::edit::Refusal::NothingToSplit.to_string()),
        }
    }

    /// Removes the selected link, or the link that places the selected box.
    pub fn remove_place_link(&mut self) {
        let link = self.tab().and_then(|tab| {
            let link = tab.lead_link().or_else(|| tab.place_link(tab.lead_node()?));
            link.cloned()
        });
        match link {
            Some(link) => drop(self.commit(&Edit::RemoveLink { link })),
            None => self.warn(words::say("why-stands-alone").into_owned()),
        }
    }

    /// Pins the selected box where it is, or lets it go.
    pub fn toggle_pin(&mut self) {
        let Some(tab) = self.tab() else { return };
        let Some(node) = tab.lead_node().cloned() else {
            return;
        };
        let is_pinned = tab.is_pinned(&node);
        let edit = if is_pinned {
            Edit::Unpin { node }
        } else {
            let Some([x, y, ..]) = tab.picture.box_of(&node) else {
                return;
            };
            Edit::Pin {
                node,
                x: x.round() as i64,
                y: y.round() as i64,
            }
        };
        self.commit(&edit);
    }

    /// Moves the selected box among its siblings.
    pub fn reorder(&mut self, by: i32) {
        if let Some(node) = self.tab().and_then(|tab| tab.lead_node().cloned()) {
            self.commit(&Edit::Reorder { node, by });
        }
    }

    /// Hangs the selected box on its grandparent, just after its parent.
    pub fn move_out(&mut self) {
        let Some(tab) = self.tab() else { return };
        let Some(node) = tab.lead_node().cloned() else {
            return;
        };
        let graph = tab.editor.graph();
        let place = graph.node(node.as_str()).and_then(|at| graph.place(at));
        let Some(place) = place else {
            self.warn(words::say("why-stands-alone").into_owned());
            return;
        };
        let parent = tab.id_at(place.parent);
        let under = tab
            .place_link(&parent)
            .and_then(|link| tab.document().links().get(link.as_str()))
            .map(|link| link.to.clone());
        self.commit(&Edit::Move {
            node,
            under,
            position: Position::After(parent),
        });
    }

    /// Hangs the selected box on the sibling before it.
    pub fn move_in(&mut self) {
        let Some(tab) = self.tab() else { return };
        let Some(node) = tab.lead_node().cloned() else {
            return;
        };
        match tab.find_sibling(&node, false) {
            Some(before) => {
                let under = Some(before);
                self.commit(&Edit::Move {
                    node,
                    under,
                    position: Position::Last,
                });
            }
            None => self.warn(words::say("why-no-sibling-before").into_owned()),
        }
    }

    /// Makes several edits as one step; none of them if one is refused.
    fn commit_all(&mut self, edits: Vec<Edit>) {
        if !edits.is_empty() {
            self.commit(&Edit::Batch { edits });
        }
    }

    /// From light to dark, and back.
    pub fn toggle_theme(&mut self) {
        let name = if self.theme().dark { "light" } else { "dark" };
        name.clone_into(&mut self.settings.theme);
        self.remember_settings();
    }

    /// Sets the size of the whole interface; 1 is its own size.
    pub fn set_interface_scale(&mut self, scale: f32) {
        self.settings.interface_scale = ((scale * 10.0).round() / 10.0).clamp(0.5, 3.0);
        self.remember_settings();
    }

    /// Sets the size of the article's text, by points.
    pub fn step_text_size(&mut self, by: f32) {
        self.settings.reader_text_size = (self.settings.reader_text_size + by).clamp(10.0, 40.0);
        self.remember_settings();
    }

    /// Sets the share of the window's width that a panel takes.
    pub fn set_panel_fraction(&mut self, panel: PanelId, fraction: f32) {
        let fraction = fraction.clamp(0.05, 0.9);
        let panels = &mut self.settings.panels;
        match panel {
            PanelId::Reader => panels.reader.fraction = fraction,
            PanelId::Outline => panels.outline.fraction = fraction,
            PanelId::Inspector => panels.inspector.fraction = fraction,
            PanelId::Map => {}
        }
    }
}

impl Tab {
    /// The sibling just before or after a node.
    pub fn find_sibling(&self, node: &Id, after: bool) -> Option<Id> {
        let graph = self.editor.graph();
        let own = graph.node(node.as_str())?;
        let siblings = match graph.place(own) {
            Some(place) => graph.children(place.parent),
            None => graph.roots(),
        };
        let at = siblings.iter().position(|&sibling| sibling == own)?;
        let other = if after { at + 1 } else { at.checked_sub(1)? };
        siblings.get(other).map(|&sibling| self.id_at(sibling))
    }

    /// Whether a node is pinned.
    pub fn is_pinned(&self, node: &Id) -> bool {
        let view = self.document().views().iter().next();
        view.is_some_and(|view| view.positions.iter().any(|(id, ..)| **id == *node.as_str()))
    }

    /// The selected box's record.
    pub fn lead_record(&self) -> Option<&Node> {
        self.document()
            .nodes()
            .get(self.lead_node()?.as_str())
            .map(std::sync::Arc::as_ref)
    }
}
