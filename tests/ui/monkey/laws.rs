//! What holds at any time, whatever has been done to the window.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use linchpin::app::{Action, App, FixedHost, Tab, TaskMode};
use linchpin::edit::Editor;
use linchpin::format::native;
use linchpin::layout::{Arrange, LayoutId};
use linchpin::model::{Breach, Document, Time, View, find_breaches};

use super::world::World;
use crate::edit::script::{check_handles, unstamp};
use crate::model::graph::check_graph;

/// What is known of the maps of this life from before.
#[derive(Default)]
pub struct Laws {
    /// Per tab, what the map broke when it was first met: files may break laws, edits may not.
    old: HashMap<u64, HashSet<Breach>>,
}

impl Laws {
    /// Meets the maps that have been opened since.
    pub fn meet(&mut self, world: &World) {
        for tab in world.app().tabs() {
            let breaches = || find_breaches(tab.document()).into_iter().collect();
            self.old.entry(tab.key).or_insert_with(breaches);
        }
    }

    /// Checks every map that is open.
    pub fn check(&self, world: &World) {
        let app = world.app();
        assert!(app.tabs().is_empty() || app.active() < app.tabs().len());
        assert!(app.is_shown(app.focus), "a hidden panel has the keyboard");
        for tab in app.tabs() {
            self.check_document(tab);
            check_reopening(tab.document());
            check_view(tab);
        }
        if let Some(tab) = app.tab() {
            check_picture(tab);
        }
    }

    fn check_document(&self, tab: &Tab) {
        let breaches = find_breaches(tab.document());
        let new = breaches
            .iter()
            .find(|breach| !self.old[&tab.key].contains(breach));
        assert_eq!(new, None);
        check_graph(tab.document());
        check_handles(&tab.editor);
    }
}

/// Saves each map, opens what was saved, and goes back to the first state and forth again.
pub fn check_the_end(world: &mut World) {
    // What is still being opened comes to the front first.
    world.app_mut().poll();
    for at in 0..world.app().tabs().len() {
        world.app_mut().perform(Action::ShowTab(at));
        world.app_mut().perform(Action::KeepWording(false));
        let has_unsaved = world.app().tab().is_some_and(Tab::is_dirty);
        let Some(saved) = world.save_in_front() else {
            continue;
        };
        let tab = world.app().tab().expect("a map is in front");
        let loaded = native::read(&saved).expect("what was saved opens");
        assert!(!tab.is_dirty());
        assert_eq!(
            without_views(&loaded.document),
            without_views(tab.document())
        );
        check_look(world, has_unsaved);
        let tab = world.app_mut().tab_mut().expect("a map is in front");
        check_history(&mut tab.editor);
    }
}

/// The map as it would stand in the file opens as the same map, and gives the same file again.
fn check_reopening(document: &Document) {
    let text = native::write_verified(document).expect("every map can be written");
    let loaded = native::read(text.as_bytes()).expect("what was written can be read");
    assert_eq!(loaded.document, *document);
    assert_eq!(native::write(&loaded.document), text);
    assert!(loaded.was_canonical || loaded.read_only.is_some());
}

/// The map in front looks in another program as it does here: every box in its place. What stays in sight
/// beside focus and filter is not saved, and of several views the first is shown. Where nothing was unsaved,
/// and so nothing was written of choices that were made on the compact page since, as for what was in no focus
/// before, they may be made otherwise; nor are they written over a word of a later version. There the same
/// boxes have the same sizes.
fn check_look(world: &mut World, has_unsaved: bool) {
    let app = world.app_mut();
    app.perform(Action::Select(None));
    app.poll();
    let tab = app.tab().expect("a map is in front");
    let path = tab.path.clone().expect("it was saved");
    let first = tab.document().views().iter().next();
    if tab.showing.is_narrowed() || tab.view_in_use() != first {
        return;
    }
    let host = FixedHost::new(Time::default(), 1);
    let mut other = App::new(Box::new(host), None, TaskMode::Inline);
    other.settings.frames_reasons = tab.showing.frames_reasons;
    other.perform(Action::Open(path));
    other.poll();
    let other = other.tab().expect("what was saved opens");
    assert_eq!(other.layout, tab.layout);
    let choices = |tab: &Tab| {
        let request = &tab.picture.plan().request;
        (request.arrangement.clone(), request.roots)
    };
    let may_differ = tab.layout_id() == LayoutId::Compact
        && (!has_unsaved || first.is_some_and(has_later_word))
        && choices(other) != choices(tab);
    let look = |tab: &Tab| {
        let boxes = tab.picture.boxes();
        boxes
            .map(|(id, [x0, y0, x1, y1])| {
                let from = if may_differ { [0.0, 0.0] } else { [x0, y0] };
                (id.clone(), from, [x1 - x0, y1 - y0])
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(look(other), look(tab));
}

/// Whether a view arranges boxes by a word that this version does not know.
fn has_later_word(view: &Arc<View>) -> bool {
    let words = view.arrangement.iter().map(|(_, word)| word);
    let mut words = words.chain(&view.roots);
    words.any(|word| Arrange::parse(word).is_none())
}

fn without_views(document: &Document) -> String {
    let mut bare = Document::from_meta(document.meta().as_ref().clone());
    for source in document.sources() {
        bare.load_source(source.as_ref().clone()).unwrap();
    }
    for node in document.nodes() {
        bare.load_node(node.as_ref().clone()).unwrap();
    }
    for link in document.links() {
        bare.load_link(link.as_ref().clone()).unwrap();
    }
    native::write(&bare)
}

fn check_view(tab: &Tab) {
    let document = tab.document();
    let is_there = |id: &linchpin::model::Id| {
        document.nodes().contains(id.as_str()) || document.links().contains(id.as_str())
    };
    assert!(tab.selected.iter().all(is_there), "{:?}", tab.selected);
    assert!(tab.target.iter().all(is_there), "{:?}", tab.target);
    let wording = tab.wording.iter();
    assert!(wording.map(|wording| &wording.node).all(is_there));
    let camera = &tab.camera;
    assert!(
        linchpin::app::Camera::ZOOM.contains(&camera.zoom),
        "{camera:?}"
    );
    assert!(camera.centre.iter().all(|x| x.is_finite()), "{camera:?}");
}

fn check_picture(tab: &Tab) {
    let picture = &tab.picture;
    let (plan, placement) = (picture.plan(), picture.placement());
    assert_eq!(placement.boxes.len(), plan.request.boxes.len());
    assert_eq!(plan.nodes.len(), plan.request.boxes.len());
    assert_eq!(placement.wires.len(), plan.request.wires.len());
    assert_eq!(picture.boxes().count(), placement.boxes.len());
    let around = placement.bounds;
    for rect in &placement.boxes {
        let corners = [rect.min.x, rect.min.y, rect.max.x, rect.max.y];
        assert!(corners.iter().all(|x| x.is_finite()), "{rect:?}");
        assert_eq!(around.union(rect), around);
    }
    assert!(
        placement
            .points
            .iter()
            .all(|p| p.x.is_finite() && p.y.is_finite())
    );
}

/// Undoing everything and doing it again gives the same map.
fn check_history(editor: &mut Editor) {
    let last = unstamp(editor.document());
    let mut n_undone = 0;
    while editor.undo(Time::default()).is_some() {
        n_undone += 1;
    }
    check_handles(editor);
    for _ in 0..n_undone {
        assert!(editor.redo(Time::default()).is_some());
    }
    assert_eq!(unstamp(editor.document()), last);
}
