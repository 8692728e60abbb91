//! Large maps: what is derived of them is made beside the window, and comes out the same.

use std::fmt::Write as _;
use std::sync::{Arc, mpsc};

use linchpin::app::{Action, App, FixedHost, LARGE, Tab, TaskMode};
use linchpin::model::{Document, Id, Time};

use super::desk::Desk;

/// A map of [`LARGE`] boxes, in branches of ten; evidence without a source and bare claims, so
/// that much is found in it.
fn large_map() -> Document {
    let mut outline = "= Top\n".to_owned();
    for branch in 0..LARGE / 10 {
        let _ = writeln!(outline, "  + Reason {branch}");
        for leaf in 0..9 {
            let sign = ["+", "-", "+"][leaf % 3];
            let _ = writeln!(outline, "    {sign} Ground {leaf} of {branch}");
        }
    }
    Document::clone(Desk::with_map(&outline).tab().document())
}

/// A program with that map whose work runs on threads, and what waits until a piece has ended.
fn open_beside(document: Document) -> (App, mpsc::Receiver<()>) {
    let (sender, ended) = mpsc::channel();
    let sender = std::sync::Mutex::new(sender);
    let wake = move || sender.lock().unwrap().send(()).unwrap_or_default();
    let host = FixedHost::new(Time::from_unix(1_790_000_000), 5);
    let mut app = App::new(Box::new(host), None, TaskMode::Threads(Arc::new(wake)));
    app.add_tab(document);
    (app, ended)
}

fn is_at_rest(tab: &Tab) -> bool {
    !tab.picture.is_waiting() && !tab.checking.is_under_way() && !tab.weighing.is_under_way()
}

/// Takes what comes until nothing is under way; what is shown meanwhile is of one map.
fn settle(app: &mut App, ended: &mpsc::Receiver<()>) {
    app.poll();
    assert_is_one_map(app.tab().unwrap());
    while !is_at_rest(app.tab().unwrap()) {
        ended.recv().unwrap();
        app.poll();
        assert_is_one_map(app.tab().unwrap());
    }
    app.poll();
}

/// Boxes, nodes and words belong together, though the map itself may be ahead.
fn assert_is_one_map(tab: &Tab) {
    let (plan, drawn) = (tab.picture.plan(), tab.drawn_document());
    let rows = drawn.nodes().rows();
    assert_eq!(plan.nodes.len(), tab.picture.ids().len());
    assert_eq!(plan.nodes.len(), tab.picture.placement().boxes.len());
    for (&node, id) in plan.nodes.iter().zip(tab.picture.ids().iter()) {
        assert_eq!(&rows[node as usize].id, id);
    }
}

#[test]
fn what_is_made_beside_the_window_is_what_is_made_within() {
    let document = large_map();
    assert_eq!(document.nodes().len(), LARGE + 1);
    let mut within = Desk::new();
    within.app.add_tab(document.clone());
    within.app.poll();
    let (mut beside, ended) = open_beside(document.clone());
    settle(&mut beside, &ended);
    let steps: &[(&str, usize)] = &[
        ("move-after", 11),
        ("add-child", 500),
        ("delete", 41),
        ("undo", 0),
        ("strike-out", 2),
        ("redo", 0),
    ];
    for &(command, at) in steps {
        let id: Id = document.nodes().rows()[at].id.clone();
        for app in [&mut within.app, &mut beside] {
            app.tab_mut().unwrap().select(Some(id.clone()));
            app.perform(Action::Run(command));
        }
        within.app.poll();
        settle(&mut beside, &ended);
        let (own, other) = (within.tab(), beside.tab().unwrap());
        assert_eq!(
            own.document().nodes(),
            other.document().nodes(),
            "{command}"
        );
        assert_eq!(
            own.picture.placement(),
            other.picture.placement(),
            "{command}"
        );
        let (own_marks, marks) = (own.marks.overlay(), other.marks.overlay());
        assert_eq!(own_marks.findings, marks.findings, "{command}");
        assert_eq!(own_marks.fallen, marks.fallen, "{command}");
        assert!(
            marks.findings.iter().flatten().count() > LARGE / 2,
            "{command}"
        );
    }
}

#[test]
fn after_the_first_edit_the_editor_alone_holds_the_map_and_no_later_edit_copies_it() {
    let (mut app, ended) = open_beside(large_map());
    settle(&mut app, &ended);
    // As long as the map is what its file holds, one copy of it is enough.
    assert!(Arc::strong_count(app.tab().unwrap().editor.document()) > 1);
    let first = app.tab().unwrap().document().nodes().rows()[7].id.clone();
    app.perform(Action::Select(Some(first)));
    app.perform(Action::Run("flip"));
    settle(&mut app, &ended);
    for _ in 0..3 {
        let document = app.tab().unwrap().editor.document();
        assert_eq!(Arc::strong_count(document), 1);
        let own = Arc::as_ptr(document);
        let node = document.nodes().rows()[7].id.clone();
        app.perform(Action::Select(Some(node)));
        app.perform(Action::Run("flip"));
        let after = Arc::as_ptr(app.tab().unwrap().editor.document());
        assert_eq!(own, after);
        assert!(app.tab().unwrap().is_dirty());
        settle(&mut app, &ended);
    }
}

#[test]
fn edits_that_follow_one_another_are_shown_by_the_last_picture() {
    let document = large_map();
    let (mut app, ended) = open_beside(document.clone());
    settle(&mut app, &ended);
    let before = app.tab().unwrap().picture.placement().clone();
    let ids: Vec<Id> = document
        .nodes()
        .iter()
        .map(|node| node.id.clone())
        .collect();
    for at in [5, 105, 205, 305] {
        app.tab_mut().unwrap().select(Some(ids[at].clone()));
        app.perform(Action::Run("delete"));
        app.poll();
        assert_is_one_map(app.tab().unwrap());
    }
    settle(&mut app, &ended);
    let tab = app.tab().unwrap();
    assert_eq!(tab.picture.ids().len(), LARGE + 1 - 4);
    assert_ne!(tab.picture.placement().boxes.len(), before.boxes.len());
    for at in [5, 105, 205, 305] {
        assert!(tab.picture.box_of(&ids[at]).is_none());
    }
}
