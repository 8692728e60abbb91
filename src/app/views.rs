//! The views of a map: going from one to another, making, naming and deleting them. What was
//! changed of a view that is not looked at now waits here for the next save.

use std::mem::swap;
use std::sync::Arc;

use super::{App, CameraWish, Folded, Showing, Tab};
use crate::edit::{Edit, ShownAs};
use crate::layout::build::choose_layout;
use crate::layout::{Layout, ViewState};
use crate::model::{Change, Direction, Id, LayoutName, Row, View};
use crate::words;

/// How a view was looked at when another one was taken up.
#[derive(Debug, Clone)]
pub struct Parked {
    view: Id,
    look: Look,
}

/// What of a tab belongs to the view in use.
#[derive(Debug, Clone)]
struct Look {
    folded: Folded,
    layout: LayoutName,
    direction: Direction,
    showing: Showing,
}

impl Tab {
    /// What a view is called; one without a name by its place among the views.
    pub fn name_of_view(&self, view: &View) -> String {
        if !view.name.trim().is_empty() {
            return view.name.clone();
        }
        let at = self.document().views().position(view.id.as_str());
        let n = at.map_or(1, |at| at as i64 + 1);
        words::say_with("view-unnamed", &[("n", n.into())])
    }

    /// The id of the view in use; none where the map has no view.
    pub fn id_of_view(&self) -> Option<Id> {
        self.view_in_use().map(|view| view.id.clone())
    }

    /// A name for the next view.
    pub fn propose_view_name(&self) -> String {
        let n = self.document().views().len().max(1) as i64 + 1;
        words::say_with("view-unnamed", &[("n", n.into())])
    }

    /// Looks at another view of the map. No edit.
    pub fn show_view(&mut self, id: &Id) {
        let used = self.id_of_view();
        let Some(view) = self.document().views().get(id.as_str()).cloned() else {
            return;
        };
        let Some(used) = used.filter(|used| used != id) else {
            return;
        };
        self.park(used);
        self.take_up(&view);
    }

    /// The view after, or before, the one in use, round the end; none where there is no other.
    pub fn find_next_view(&self, forward: bool) -> Option<Id> {
        let views = self.document().views();
        let n = views.len();
        let at = views.position(self.view_in_use()?.id.as_str())?;
        let next = (at + if forward { 1 } else { n - 1 }) % n;
        (next != at).then(|| views.rows()[next].id.clone())
    }

    /// Goes on with a copy of the view that was in use, which stays as it is.
    fn branch_view(&mut self, new: Id) {
        if let Some(used) = self.id_of_view() {
            self.park(used);
            self.view = Some(new);
        }
    }

    /// Looks at a view that is there, where the one in use has gone.
    pub(super) fn follow_views(&mut self) {
        let views = self.document().views();
        let is_there = |id: &Id| views.contains(id.as_str());
        if self.view.as_ref().is_some_and(is_there) {
            return;
        }
        let was_named = self.view.is_some();
        match views.rows().first().cloned() {
            Some(first) if was_named => self.take_up(&first),
            first => self.view = first.map(|first| first.id.clone()),
        }
    }

    /// How every view is shown that has been looked at, the one in use last.
    pub(super) fn list_shown(&mut self) -> Vec<ShownAs> {
        let used = self.view.clone();
        let mut parked = std::mem::take(&mut self.parked);
        let mut all = Vec::new();
        for Parked { view, look } in &mut parked {
            if self.document().views().contains(view.as_str()) {
                self.swap_look(look);
                self.view = Some(view.clone());
                let folded = super::saving::list_folded(self);
                all.push(self.shown_as(folded));
                self.swap_look(look);
            }
        }
        self.parked = parked;
        self.view = used;
        let folded = super::saving::list_folded(self);
        all.push(self.shown_as(folded));
        all
    }

    fn park(&mut self, view: Id) {
        let look = Look {
            folded: self.folded.clone(),
            layout: self.layout.clone(),
            direction: self.direction.clone(),
            showing: self.showing.clone(),
        };
        self.parked.retain(|parked| parked.view != view);
        self.parked.push(Parked { view, look });
    }

    /// Takes up a view as it was left, or as the file has it.
    fn take_up(&mut self, view: &Arc<View>) {
        let known = self.parked.iter().position(|it| it.view == view.id);
        let mut look = match known {
            Some(at) => self.parked.remove(at).look,
            None => self.read_look(view),
        };
        self.swap_look(&mut look);
        self.folded.succeed(&look.folded);
        self.showing.succeed(&look.showing);
        self.view = Some(view.id.clone());
        self.gesture = None;
        self.unfold_above_selection();
        self.camera_wish = Some(if self.selected.is_empty() {
            CameraWish::Begin
        } else {
            CameraWish::Reveal
        });
    }

    fn read_look(&self, view: &Arc<View>) -> Look {
        let by_itself = || {
            let layout = Layout::of(choose_layout(self.document().nodes().len()));
            LayoutName::from(layout.name)
        };
        Look {
            folded: view.collapsed.iter().cloned().collect(),
            layout: view.layout.clone().unwrap_or_else(by_itself),
            direction: view.direction.clone().unwrap_or(Direction::Down),
            showing: Showing::of(Some(view), ViewState::of(view).page),
        }
    }

    fn swap_look(&mut self, look: &mut Look) {
        swap(&mut self.folded, &mut look.folded);
        swap(&mut self.layout, &mut look.layout);
        swap(&mut self.direction, &mut look.direction);
        swap(&mut self.showing, &mut look.showing);
    }
}

impl App {
    /// Makes a view of that name, like the one in use, and looks at it.
    pub fn add_view(&mut self, name: &str) {
        let Some(tab) = self.tab() else { return };
        let like = tab.id_of_view();
        let name = name.trim().to_owned();
        let Some(committed) = self.commit(&Edit::AddView { name, like }) else {
            return;
        };
        let made = committed.changes.0.iter().rev().find_map(|change| {
            let Change::View(Row {
                before: None,
                after: Some(after),
            }) = change
            else {
                return None;
            };
            Some(after.record.id.clone())
        });
        if let (Some(made), Some(tab)) = (made, self.tab_mut()) {
            tab.branch_view(made);
        }
    }

    /// Deletes the view in use and looks at the first of the others.
    pub fn remove_view(&mut self) {
        let view = self.tab().and_then(|tab| tab.view_in_use().cloned());
        if let (Some(view), Some(tab)) = (view, self.tab()) {
            let values = [("name", tab.name_of_view(&view).into())];
            let text = words::say_with("view-deleted", &values);
            let view = view.id.clone();
            if self.commit(&Edit::RemoveView { view }).is_some() {
                self.tell(text, Some("undo"));
            }
        }
    }

    /// Looks at the next view of the map, or the one before.
    pub fn step_view(&mut self, forward: bool) {
        if let Some(tab) = self.tab_mut()
            && let Some(next) = tab.find_next_view(forward)
        {
            tab.show_view(&next);
        }
    }
}
