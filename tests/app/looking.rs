//! How a map is looked at: the layout that is chosen by itself, arrangements, focus, filter.

use std::sync::Arc;

use linchpin::app::{Action, Filter, Purpose};
use linchpin::format::native;
use linchpin::layout::LayoutId;
use linchpin::model::Id;

use super::desk::Desk;

const MAP: &str = "= Top\n  + Reason\n    + Ground\n      + [e] Fact\n  - Doubt\n    + Worry\n";

/// A tree of so many boxes, three under each.
fn many(n: usize) -> String {
    let mut outline = String::from("= Box 0\n");
    let mut add = |depth: usize, at: usize| {
        outline.push_str(&"  ".repeat(depth));
        outline.push_str("+ Box ");
        outline.push_str(&at.to_string());
        outline.push('\n');
    };
    for at in 1..n {
        add(1 + (at - 1) % 4, at);
    }
    outline
}

/// The wordings of the boxes that are drawn, in document order.
fn drawn(desk: &Desk) -> Vec<String> {
    let nodes = desk.tab().document().nodes();
    let boxes = desk.tab().picture.boxes();
    boxes
        .filter_map(|(id, _)| Some(nodes.get(id.as_str())?.text.clone()))
        .collect()
}

fn corner(desk: &Desk, wording: &str) -> [f32; 2] {
    let [x, y, ..] = desk.tab().picture.box_of(&desk.node(wording)).unwrap();
    [x, y]
}

fn filter(desk: &mut Desk, change: impl FnOnce(&mut Filter)) {
    let mut filter = desk.tab().showing.filter.clone();
    change(&mut filter);
    desk.perform(Action::SetFilter(Box::new(filter)));
}

/// Saves the map under a name and gives the bytes.
fn save_as(desk: &mut Desk, name: &str) -> String {
    let path = desk.path(name);
    let tab = desk.tab().key;
    desk.perform(Action::FileChosen(
        Purpose::SaveAs { tab, then: None },
        Some(path.clone()),
    ));
    desk.app.poll();
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn a_map_of_more_than_sixty_boxes_is_shown_compact_and_a_smaller_one_as_a_tree() {
    let small = Desk::with_map(&many(60));
    assert_eq!(small.tab().layout_id(), LayoutId::Tidy);
    let large = Desk::with_map(&many(61));
    assert_eq!(large.tab().layout_id(), LayoutId::Compact);
}

#[test]
fn a_layout_that_was_chosen_by_itself_changes_no_byte_of_the_file() {
    let mut desk = Desk::with_map(&many(80));
    let text = native::write(desk.tab().document());
    let path = desk.write("large.argmap.json", text.as_bytes());
    desk.perform(Action::Open(path.clone()));
    desk.app.poll();
    assert_eq!(desk.tab().layout_id(), LayoutId::Compact);
    desk.run("save");
    desk.app.poll();
    assert_eq!(std::fs::read_to_string(path).unwrap(), text);
}

#[test]
fn a_layout_that_a_hand_chose_is_there_again_when_the_file_is_opened() {
    let mut desk = Desk::with_map(&many(80));
    desk.run("layout-tidy");
    let text = save_as(&mut desk, "chosen.argmap.json");
    assert!(text.contains("\"layout\": \"tidy\""), "{text}");
    let path = desk.path("chosen.argmap.json");
    desk.run("close");
    desk.perform(Action::Open(path));
    desk.app.poll();
    assert_eq!(desk.tab().layout_id(), LayoutId::Tidy);
}

#[test]
fn a_map_that_has_grown_opens_in_the_layout_that_it_was_saved_in() {
    let mut desk = Desk::with_map(&many(60));
    desk.select("Box 7");
    desk.run("duplicate");
    desk.run("duplicate");
    assert!(desk.tab().document().nodes().len() > 60);
    assert_eq!(desk.tab().layout_id(), LayoutId::Tidy);
    save_as(&mut desk, "grown.argmap.json");
    let path = desk.path("grown.argmap.json");
    desk.run("close");
    desk.perform(Action::Open(path));
    desk.app.poll();
    assert_eq!(desk.tab().layout_id(), LayoutId::Tidy);
}

#[test]
fn children_stand_as_each_command_says() {
    let mut desk = Desk::with_map(&format!("= Top\n{}", "  + Equal\n".repeat(6)));
    desk.run("layout-compact");
    desk.select("Top");
    // How many places across and down the six of them take.
    for (command, across, down) in [
        ("arrange-row", 6, 1),
        ("arrange-stack", 1, 6),
        ("arrange-two-columns", 2, 3),
        ("arrange-three-columns", 3, 2),
        ("arrange-two-rows", 3, 2),
        ("arrange-beside", 1, 6),
    ] {
        desk.run(command);
        let boxes: Vec<_> = desk.tab().picture.boxes().map(|(_, at)| at).collect();
        let (top, children) = boxes.split_first().unwrap();
        let count = |axis: usize| {
            let mut places: Vec<f32> = children.iter().map(|at| at[axis]).collect();
            places.sort_by(f32::total_cmp);
            places.dedup();
            places.len()
        };
        assert_eq!((count(0), count(1)), (across, down), "{command}");
        let is_beside = children.iter().all(|at| at[0] >= top[2]);
        assert_eq!(is_beside, command == "arrange-beside", "{command}");
        let mark = match command {
            "arrange-row" => "row",
            "arrange-stack" => "stack",
            "arrange-two-columns" => "columns 2",
            "arrange-three-columns" => "columns 3",
            "arrange-two-rows" => "rows 2",
            _ => "beside",
        };
        let view = desk.tab().view_in_use().unwrap();
        assert_eq!(view.arrangement[0].1, mark);
    }
}

#[test]
fn the_page_can_be_as_the_window_is() {
    let mut desk = Desk::with_map(&many(80));
    let mut camera = desk.tab().camera;
    camera.canvas = [500.4, 799.6];
    desk.perform(Action::SetCamera(camera, None));
    desk.run("page-window");
    let page = desk.tab().showing.page;
    assert_eq!((page.width, page.height), (500, 800));
}

#[test]
fn what_the_compact_layout_chose_is_saved_with_an_edit_and_drawn_the_same_again() {
    let mut desk = Desk::with_map(&many(80));
    desk.select("Box 7");
    desk.run("make-question");
    let before: Vec<_> = desk.tab().picture.boxes().map(|(_, at)| at).collect();
    let text = save_as(&mut desk, "edited.argmap.json");
    assert!(text.contains("\"arrangement\""), "{text}");
    let path = desk.path("edited.argmap.json");
    desk.run("close");
    desk.perform(Action::Open(path));
    desk.app.poll();
    let after: Vec<_> = desk.tab().picture.boxes().map(|(_, at)| at).collect();
    assert_eq!(before, after);
}

#[test]
fn an_arrangement_by_hand_is_a_step_that_can_be_taken_back() {
    let mut desk = Desk::with_map("= Top\n  + A\n  + B\n  + C\n");
    desk.run("layout-compact");
    desk.select("Top");
    desk.run("arrange-row");
    let row = [corner(&desk, "A"), corner(&desk, "B")];
    assert_eq!(row[0][1], row[1][1], "side by side");
    desk.run("arrange-stack");
    let stack = [corner(&desk, "A"), corner(&desk, "B")];
    assert_eq!(stack[0][0], stack[1][0], "one below the other");
    desk.run("undo");
    assert_eq!([corner(&desk, "A"), corner(&desk, "B")], row);
    desk.run("tidy-up");
    let view = desk.tab().view_in_use().unwrap().clone();
    assert!(view.arrangement.is_empty());
    desk.run("undo");
    assert_eq!([corner(&desk, "A"), corner(&desk, "B")], row);
}

#[test]
fn arranging_is_refused_with_a_reason_where_the_layout_stacks_nothing() {
    let mut desk = Desk::with_map(MAP);
    desk.select("Top");
    desk.run("arrange-stack");
    assert_eq!(
        desk.told(),
        ["Only the compact layout fills a page and stacks boxes."]
    );
    assert_eq!(desk.n_steps(), 0);
}

#[test]
fn what_a_layout_cannot_do_is_refused_with_a_reason() {
    let mut desk = Desk::with_map(MAP);
    desk.run("tidy-up");
    assert_eq!(
        desk.told(),
        ["Only the compact layout fills a page and stacks boxes."]
    );
    let mut desk = Desk::with_map(MAP);
    desk.run("layout-radial");
    desk.run("grow-right");
    assert_eq!(
        desk.told(),
        ["The radial layout grows to all sides. Choose another layout first."]
    );
    assert_eq!(desk.tab().direction, linchpin::model::Direction::Down);
    for layout in ["layout-tidy", "layout-compact", "layout-layered"] {
        let mut desk = Desk::with_map(MAP);
        desk.run(layout);
        let before = corner(&desk, "Doubt");
        desk.run("grow-right");
        assert_ne!(corner(&desk, "Doubt"), before, "{layout}");
    }
}

#[test]
fn another_page_gives_the_map_another_shape() {
    let mut desk = Desk::with_map(&many(80));
    let ratio = |desk: &Desk| {
        let [x0, y0, x1, y1] = desk.tab().picture.bounds();
        (x1 - x0) / (y1 - y0)
    };
    desk.run("page-lying");
    let lying = ratio(&desk);
    desk.run("page-standing");
    assert!(ratio(&desk) < lying);
    let text = save_as(&mut desk, "page.argmap.json");
    assert!(text.contains("\"page\""), "{text}");
}

#[test]
fn focus_shows_the_way_up_and_what_hangs_below_and_backspace_goes_back() {
    let mut desk = Desk::with_map(MAP);
    desk.select("Reason");
    desk.run("focus");
    assert_eq!(drawn(&desk), ["Top", "Reason", "Ground", "Fact"]);
    assert_eq!(desk.tab().picture.plan().n_left_out, 2);
    desk.select("Fact");
    desk.run("focus");
    assert_eq!(desk.tab().crumbs().len(), 2);
    assert_eq!(drawn(&desk), ["Top", "Reason", "Ground", "Fact"]);
    desk.run("focus-back");
    desk.run("focus-back");
    assert_eq!(drawn(&desk).len(), 6);
    desk.run("focus-back");
    assert_eq!(desk.told(), ["No box is in focus: the whole map is shown."]);
}

#[test]
fn a_focus_goes_with_its_box_and_a_box_outside_it_that_is_gone_to_is_shown() {
    let mut desk = Desk::with_map(MAP);
    desk.select("Reason");
    desk.run("focus");
    let worry = desk.node("Worry");
    desk.perform(Action::GoTo(worry));
    assert!(drawn(&desk).contains(&"Worry".to_owned()));
    assert!(
        drawn(&desk).contains(&"Doubt".to_owned()),
        "with its way up"
    );
    desk.select("Fact");
    desk.run("focus");
    desk.run("delete");
    assert_eq!(desk.tab().crumbs().len(), 1);
}

#[test]
fn a_new_box_stays_in_sight_whatever_is_filtered() {
    let mut desk = Desk::with_map(MAP);
    filter(&mut desk, |it| "ground".clone_into(&mut it.text));
    assert_eq!(drawn(&desk), ["Top", "Reason", "Ground"]);
    desk.select("Ground");
    desk.run("add-child");
    desk.perform(Action::DraftWording("New".to_owned()));
    desk.perform(Action::KeepWording(false));
    desk.perform(Action::Select(None));
    assert!(drawn(&desk).contains(&"New".to_owned()));
}

#[test]
fn a_filter_keeps_what_matches_with_its_way_up_and_says_how_much_that_is() {
    let mut desk = Desk::with_map(MAP);
    filter(&mut desk, |it| it.kinds.push("evidence".to_owned()));
    let evidence = desk.tab().document().nodes().iter();
    let n = evidence
        .filter(|node| node.kind.as_str() == "evidence")
        .count();
    assert_eq!((desk.tab().showing.n_matches(), n), (1, 1));
    assert_eq!(drawn(&desk), ["Top", "Reason", "Ground", "Fact"]);
    filter(&mut desk, |it| {
        it.clear();
        it.relations.push("opposes".to_owned());
    });
    assert_eq!(drawn(&desk), ["Top", "Doubt"]);
    assert!(!desk.tab().is_dirty(), "a filter is no edit");
    desk.run("filter");
    assert_eq!(drawn(&desk).len(), 6);
}

#[test]
fn a_filter_by_findings_follows_what_is_found() {
    use linchpin::edit::Edit;
    use linchpin::model::Kind;
    let mut desk = Desk::with_map(MAP);
    assert_eq!(drawn(&desk).len(), 6);
    filter(&mut desk, |it| it.findings = true);
    assert_eq!(drawn(&desk), ["Top", "Doubt", "Worry"]);
    assert_eq!(
        desk.tab().showing.n_matches(),
        1,
        "nothing speaks for Worry"
    );
    // What is found by an edit comes into sight, and what is settled goes.
    let [worry, fact] = ["Worry", "Fact"].map(|it| desk.node(it));
    let kind_of = |node, kind| Action::Edit(Box::new(Edit::SetKind { node, kind }));
    desk.perform(kind_of(fact.clone(), Kind::Claim));
    desk.perform(kind_of(worry, Kind::Evidence));
    desk.perform(Action::Select(None));
    filter(&mut desk, |it| it.text = "f".to_owned());
    assert_eq!(drawn(&desk), ["Top", "Reason", "Ground", "Fact"]);
    desk.perform(kind_of(fact, Kind::Evidence));
    assert!(drawn(&desk).is_empty(), "{:?}", drawn(&desk));
    assert_eq!(desk.tab().showing.n_matches(), 0);
    desk.run("undo");
    desk.perform(Action::Select(None));
    assert_eq!(drawn(&desk).len(), 4);
}

#[test]
fn a_filter_is_saved_with_the_view_and_its_unknown_members_are_kept() {
    let mut desk = Desk::with_map(MAP);
    filter(&mut desk, |it| "doubt".clone_into(&mut it.text));
    desk.select("Top");
    desk.run("make-question");
    let text = save_as(&mut desk, "filtered.argmap.json");
    let strange = text.replace("\"text\": \"doubt\"", "\"text\": \"doubt\", \"colour\": 3");
    assert_ne!(strange, text);
    let path = desk.write("strange.argmap.json", strange.as_bytes());
    desk.perform(Action::Open(path));
    desk.app.poll();
    assert_eq!(drawn(&desk), ["Top", "Doubt"]);
    filter(&mut desk, |it| "worry".clone_into(&mut it.text));
    let again = save_as(&mut desk, "again.argmap.json");
    assert!(again.contains("\"colour\": 3"), "{again}");
    assert!(again.contains("\"text\": \"worry\""), "{again}");
    let read = native::read(again.as_bytes()).unwrap();
    assert_eq!(native::write(&read.document), again, "it is canonical");
}

#[test]
fn a_map_folds_to_any_level() {
    let mut desk = Desk::with_map(MAP);
    for (command, n) in [("fold-all", 1), ("fold-to-reasons", 3), ("fold-to-2", 5)] {
        desk.run(command);
        assert_eq!(drawn(&desk).len(), n, "{command}");
    }
    desk.run("unfold-all");
    assert_eq!(drawn(&desk).len(), 6);
}

#[test]
fn a_folded_branch_keeps_the_ends_of_links_that_lead_into_it() {
    let mut desk = Desk::with_map(MAP);
    let (fact, worry) = (desk.node("Fact"), desk.node("Worry"));
    let link = linchpin::edit::Edit::AddLink {
        relation: linchpin::model::Relation::Relates,
        from: vec![worry],
        to: fact,
    };
    desk.perform(Action::Edit(Box::new(link)));
    let reason = desk.node("Reason");
    desk.perform(Action::ToggleFold(reason.clone()));
    let (plan, placement) = (desk.tab().picture.plan(), desk.tab().picture.placement());
    assert_eq!(
        plan.request.wires.len(),
        4,
        "two of the tree left of five, and the link"
    );
    let last = plan.request.wires.last().unwrap();
    let end = plan.nodes[match last.to {
        linchpin::layout::request::WireEnd::Box(b) => b as usize,
        linchpin::layout::request::WireEnd::Wire(_) => panic!("it ends at a box"),
    }];
    assert_eq!(desk.tab().id_at(end), reason);
    assert_eq!(placement.wires.len(), 4);
}

#[test]
fn an_edit_of_one_box_measures_one_wording() {
    use linchpin::layout::{FontMeasure, Planner, ViewState};
    let mut desk = Desk::with_map(&many(50));
    let mut planner = Planner::default();
    let mut plan = |desk: &Desk| {
        let tab = desk.tab();
        let (document, graph) = (tab.document(), tab.editor.graph());
        let view = ViewState::default();
        let plan = planner.plan(document, graph, &view, FontMeasure::bundled());
        (plan.texts, planner.n_measured())
    };
    assert_eq!(plan(&desk).1, 50);
    assert_eq!(plan(&desk).1, 0);
    let node: Id = desk.node("Box 20");
    let edit = linchpin::edit::Edit::SetText {
        node,
        text: "Another wording".to_owned(),
    };
    desk.perform(Action::Edit(Box::new(edit)));
    let (after, n) = plan(&desk);
    assert_eq!(n, 1);
    assert_eq!(after[20].text(), "Another wording");
    desk.select("Box 3");
    desk.run("delete");
    let (_, n) = plan(&desk);
    assert!(n <= 1, "{n}: what is left is known");
}

#[test]
fn a_plan_after_edits_is_that_of_the_map_alone() {
    use linchpin::layout::{FontMeasure, Plan, Planner, ViewState};
    let mut desk = Desk::with_map(MAP);
    let mut planner = Planner::default();
    let mut view = ViewState::default();
    let mut check = |desk: &Desk, view: &ViewState| {
        let (document, graph) = (desk.tab().document(), desk.tab().editor.graph());
        let measure = FontMeasure::bundled();
        let plan = planner.plan(document, graph, view, measure);
        assert_eq!(plan, Plan::of(document, graph, view, measure));
        plan.request.wires
    };
    let wires = check(&desk, &view);
    let node = desk.node("Worry");
    let edit = linchpin::edit::Edit::SetText {
        node,
        text: "Another wording of several lines ".repeat(9),
    };
    desk.perform(Action::Edit(Box::new(edit)));
    assert!(
        Arc::ptr_eq(&wires, &check(&desk, &view)),
        "no line has changed"
    );
    view.folded.insert(desk.node("Reason"));
    check(&desk, &view);
    view.opened.insert(desk.node("Fact"));
    check(&desk, &view);
    let kept = [desk.node("Fact"), desk.node("Reason")];
    view.kept = Some(Arc::new(kept.into()));
    check(&desk, &view);
    view = ViewState::default();
    check(&desk, &view);
    desk.select("Doubt");
    desk.run("delete");
    check(&desk, &view);
    desk.run("undo");
    assert_eq!(wires, check(&desk, &view));
}
