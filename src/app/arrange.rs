//! Working on the selected boxes and steps, and settings of the window.

use std::collections::HashSet;

use super::{App, PanelId, Tab};
use crate::edit::{Edit, Position};
use crate::model::{Id, Node};
use crate::theme::Theme;
use crate::words;

/// How far a box goes when it is nudged, in map units.
const NUDGE: i64 = 16;

impl App {
    /// Makes support opposition, and back, for the selected links and the links that place the
    /// selected boxes.
    pub fn switch_relation(&mut self) {
        let Some(tab) = self.tab() else { return };
        let switch = |link| Edit::SwitchRelation { link };
        let edits: Vec<Edit> = tab.selected_steps().into_iter().map(switch).collect();
        if edits.is_empty() {
            self.warn(words::say("why-stands-alone").into_owned());
        }
        self.commit_all(edits);
    }

    /// Joins the selected reasons, or the selected one with the sibling before it.
    pub fn join_premises(&mut self) {
        let Some(tab) = self.tab() else { return };
        let links = tab.document().links();
        let mut nodes = Vec::new();
        for id in &tab.selected {
            match links.get(id.as_str()) {
                Some(link) => nodes.extend(link.from.first().cloned()),
                None => nodes.push(id.clone()),
            }
        }
        if let [only] = nodes.as_slice()
            && let Some(before) = tab.find_sibling(only, false)
        {
            nodes.insert(0, before);
        }
        self.commit(&Edit::JoinPremises { nodes });
    }

    /// Takes the linked premises of the selected links and boxes apart.
    pub fn split_premises(&mut self) {
        let Some(tab) = self.tab() else { return };
        let links = tab.document().links();
        let is_joint = |id: &&Id| {
            links
                .get(id.as_str())
                .is_some_and(|link| link.from.len() > 1)
        };
        let mut edits: Vec<Edit> = Vec::new();
        for link in tab.selected_steps().iter().filter(is_joint) {
            edits.push(Edit::SplitPremises { link: link.clone() });
        }
        if edits.is_empty() {
            self.warn(crate::edit::Refusal::NothingToSplit.to_string());
        }
        self.commit_all(edits);
    }

    /// Removes the selected links, and the links that place the selected boxes.
    pub fn remove_place_link(&mut self) {
        let Some(tab) = self.tab() else { return };
        let steps = tab.without_dependents(&tab.selected_steps());
        if steps.is_empty() {
            self.warn(words::say("why-stands-alone").into_owned());
        }
        let remove = |link| Edit::RemoveLink { link };
        self.commit_all(steps.into_iter().map(remove).collect());
    }

    /// Pins the selected boxes where they are; if all of them are pinned, lets them go.
    pub fn toggle_pin(&mut self) {
        let Some(tab) = self.tab() else { return };
        let nodes = tab.selected_nodes();
        let view = tab.id_of_view();
        let are_pinned = nodes.iter().all(|node| tab.is_pinned(node));
        let mut edits = Vec::new();
        for node in nodes {
            if are_pinned {
                edits.push(Edit::Unpin {
                    node,
                    view: view.clone(),
                });
            } else if let Some([x, y, ..]) = tab.picture.box_of(&node)
                && !tab.is_pinned(&node)
            {
                edits.push(Edit::Pin {
                    node,
                    view: view.clone(),
                    x: x.round() as i64,
                    y: y.round() as i64,
                });
            }
        }
        self.commit_all(edits);
    }

    /// Moves the selected boxes by a step and pins them there, as dragging them with Control does.
    /// What follows at once with the same boxes is one step of the history.
    pub fn nudge(&mut self, by: [i64; 2]) {
        let Some(tab) = self.tab() else { return };
        let nodes = tab.selected_nodes();
        let view = tab.id_of_view();
        let place = |node: &Id| {
            // Where it was pinned last: a large map may still be on its way there.
            let pinned = tab.pin_of(node);
            let [x, y] = pinned.or_else(|| {
                let [x, y, ..] = tab.picture.box_of(node)?;
                Some([x.round() as i64, y.round() as i64])
            })?;
            Some(Edit::Pin {
                node: node.clone(),
                view: view.clone(),
                x: x.saturating_add(by[0] * NUDGE),
                y: y.saturating_add(by[1] * NUDGE),
            })
        };
        let edits: Vec<Edit> = nodes.iter().filter_map(place).collect();
        if !edits.is_empty() {
            let names: Vec<&str> = nodes.iter().map(Id::as_str).collect();
            let key = format!("nudge {}", names.join(" "));
            self.commit_merged(&Edit::Batch { edits }, key);
        }
    }

    /// Moves the selected boxes among their siblings, keeping their order.
    pub fn reorder(&mut self, by: i32) {
        let Some(tab) = self.tab() else { return };
        let mut nodes = tab.find_tops(&tab.selected_nodes());
        if by > 0 {
            nodes.reverse();
        }
        let step = |node| Edit::Reorder { node, by };
        self.commit_all(nodes.into_iter().map(step).collect());
    }

    /// Hangs the selected boxes on their grandparents, just after their parents.
    pub fn move_out(&mut self) {
        let Some(tab) = self.tab() else { return };
        let mut edits = Vec::new();
        // From the last on, so that siblings keep their order behind the parent they leave.
        for node in tab.find_tops(&tab.selected_nodes()).into_iter().rev() {
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
            edits.push(Edit::Move {
                node,
                under,
                position: Position::After(parent),
            });
        }
        self.commit_all(edits);
    }

    /// Hangs each of the selected boxes on the sibling before it that is not selected.
    pub fn move_in(&mut self) {
        let Some(tab) = self.tab() else { return };
        let nodes = tab.find_tops(&tab.selected_nodes());
        let mut edits = Vec::new();
        for node in &nodes {
            let mut before = tab.find_sibling(node, false);
            while let Some(other) = before.take_if(|other| nodes.contains(other)) {
                before = tab.find_sibling(&other, false);
            }
            let Some(before) = before else {
                self.warn(words::say("why-no-sibling-before").into_owned());
                return;
            };
            edits.push(Edit::Move {
                node: node.clone(),
                under: Some(before),
                position: Position::Last,
            });
        }
        self.commit_all(edits);
    }

    /// Makes several edits as one step; none of them if one is refused.
    pub(super) fn commit_all(&mut self, edits: Vec<Edit>) {
        if !edits.is_empty() {
            self.commit(&Edit::Batch { edits });
        }
    }

    /// From light to dark, and back.
    pub fn toggle_theme(&mut self) {
        let name = if self.theme().dark { "light" } else { "dark" };
        self.set_theme(name);
    }

    /// Paints in the theme of that name; in that of the system, if there is none.
    pub fn set_theme(&mut self, name: &str) {
        name.clone_into(&mut self.settings.theme);
        self.remember_settings();
    }

    /// Whether the theme is that of the system.
    pub fn follows_system(&self) -> bool {
        Theme::named(&self.settings.theme).is_none()
    }

    /// Sets the size of the whole interface; 1 is its own size.
    pub fn set_interface_scale(&mut self, scale: f32) {
        self.settings.interface_scale = ((scale * 10.0).round() / 10.0).clamp(0.5, 3.0);
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
            PanelId::Findings => panels.findings.fraction = fraction,
            PanelId::Linchpins => panels.linchpins.fraction = fraction,
            PanelId::Map => {}
        }
    }
}

impl Tab {
    /// The selected links, and those that place the selected boxes, each once.
    pub fn selected_steps(&self) -> Vec<Id> {
        let links = self.document().links();
        let mut steps: Vec<Id> = Vec::new();
        let mut seen = HashSet::new();
        for id in &self.selected {
            let own = links.contains(id.as_str()).then_some(id);
            if let Some(link) = own.or_else(|| self.place_link(id))
                && seen.insert(link)
            {
                steps.push(link.clone());
            }
        }
        steps
    }

    /// Links without those that point, through whatever links, at another one of them: these go
    /// when that one is removed.
    pub fn without_dependents(&self, steps: &[Id]) -> Vec<Id> {
        let links = self.document().links();
        let chosen: HashSet<&Id> = steps.iter().collect();
        let depends = |id: &&Id| {
            let mut at = links.get(id.as_str());
            for _ in 0..links.len() {
                match at {
                    Some(link) if chosen.contains(&link.to) => return true,
                    Some(link) => at = links.get(link.to.as_str()),
                    None => return false,
                }
            }
            // Links that point at one another in a circle: each would take the others along.
            false
        };
        steps.iter().filter(|id| !depends(id)).cloned().collect()
    }

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
        self.pin_of(node).is_some()
    }

    /// Where a node is pinned, in map units.
    fn pin_of(&self, node: &Id) -> Option<[i64; 2]> {
        let mut positions = self.view_in_use()?.positions.iter();
        positions.find_map(|(id, x, y)| (**id == *node.as_str()).then_some([*x, *y]))
    }

    /// The selected box's record.
    pub fn lead_record(&self) -> Option<&Node> {
        self.document()
            .nodes()
            .get(self.lead_node()?.as_str())
            .map(std::sync::Arc::as_ref)
    }
}
