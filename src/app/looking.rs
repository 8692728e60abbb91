//! Choosing how the map in front is looked at: layout, direction, page, focus and filter.

use super::{App, CameraWish, Filter, Tab};
use crate::edit::Edit;
use crate::layout::{Layout, LayoutId, Page};
use crate::model::{Direction, Id, LayoutName};

impl App {
    /// Lays the map out in another way.
    pub fn set_layout(&mut self, layout: LayoutId) {
        self.look_anew(|tab| {
            tab.layout = LayoutName::from(Layout::of(layout).name);
            tab.showing.is_layout_chosen = true;
        });
    }

    /// Lets the map grow another way; what was chosen for the page as it lay is chosen afresh.
    pub fn set_direction(&mut self, direction: Direction) {
        self.look_anew(|tab| {
            tab.direction = direction;
            tab.choose_afresh();
        });
    }

    /// Fills another page; what the layout chose for the last one is chosen afresh.
    pub fn set_page(&mut self, page: Page) {
        self.look_anew(|tab| {
            tab.showing.page = page;
            tab.choose_afresh();
        });
    }

    /// Lets the layout choose everything afresh. What the file holds of choices goes, and can be
    /// brought back.
    pub fn tidy_up(&mut self) {
        let Some(tab) = self.tab_mut() else { return };
        tab.tidy_choices();
        let view = tab.view_in_use();
        let has_choices =
            view.is_some_and(|view| !view.arrangement.is_empty() || view.roots.is_some());
        let view = view.map(|view| view.id.clone());
        if has_choices && !tab.editor.is_read_only() {
            self.commit(&Edit::ClearArrangement { view });
        }
    }

    fn look_anew(&mut self, change: impl FnOnce(&mut Tab)) {
        let Some(tab) = self.tab_mut() else { return };
        change(tab);
        let wish = if tab.lead_node().is_some() {
            CameraWish::Reveal
        } else {
            CameraWish::Begin
        };
        tab.camera_wish = Some(wish);
    }

    /// Shows the surroundings of the selected box alone.
    pub fn focus_on_selection(&mut self) {
        let Some(tab) = self.tab_mut() else { return };
        let Some(node) = tab.lead_node().cloned() else {
            return;
        };
        if tab.showing.focus.last() != Some(&node) {
            tab.showing.narrow(|showing| showing.focus.push(node));
            tab.camera_wish = Some(CameraWish::FitAll);
        }
    }

    /// Goes back to so many of the focuses that led here; 0 shows the whole map again.
    pub fn go_back_to(&mut self, n_kept: usize) {
        let Some(tab) = self.tab_mut() else { return };
        let Some(left) = tab.showing.focus.get(n_kept).cloned() else {
            return;
        };
        tab.showing.narrow(|showing| showing.focus.truncate(n_kept));
        if tab.lead_node().is_none() {
            tab.select(Some(left));
        }
        tab.camera_wish = Some(CameraWish::Reveal);
    }

    /// Goes back to the focus before this one.
    pub fn go_back(&mut self) {
        let n = self.tab().map_or(0, |tab| tab.showing.focus.len());
        self.go_back_to(n.saturating_sub(1));
    }

    /// Shows what matches, with its way up.
    pub fn set_filter(&mut self, filter: Filter) {
        let Some(tab) = self.tab_mut() else { return };
        if tab.showing.filter != filter {
            tab.showing.narrow(|showing| showing.filter = filter);
            tab.camera_wish = Some(CameraWish::FitAll);
        }
    }

    /// Opens the bar of the filter, or closes it and shows everything again.
    pub fn toggle_filter(&mut self) {
        let Some(tab) = self.tab_mut() else { return };
        let showing = &mut tab.showing;
        let was_open = showing.is_filtering || !showing.filter.is_empty();
        showing.is_filtering = !was_open;
        showing.is_filter_fresh = !was_open;
        if was_open {
            let mut filter = showing.filter.clone();
            filter.clear();
            self.set_filter(filter);
        }
    }
}

impl Tab {
    /// The boxes in focus that led here, with their wordings; each can be gone back to.
    pub fn crumbs(&self) -> Vec<(&Id, &str)> {
        let nodes = self.document().nodes();
        let focus = self.showing.focus.iter();
        focus
            .filter_map(|id| Some((id, nodes.get(id.as_str())?.text.as_str())))
            .collect()
    }
}
