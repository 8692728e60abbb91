//! What the compact layout has chosen for a map: kept while it is worked on, whatever the file says
//! and however much of the map is drawn, until another page is asked for or the page is outgrown.

use std::fmt::Write as _;

use linchpin::app::{Action, Purpose};
use linchpin::edit::{Edit, NodeField};
use linchpin::layout::Arrange;
use linchpin::model::{Id, Intent, Kind};
use serde_json::{Value, json};

use super::desk::Desk;

/// A tree of so many boxes with wordings of many lengths; `n_children` under each that has some.
fn tree(n: usize, n_children: usize) -> String {
    fn write(outline: &mut String, at: usize, depth: usize, [n, n_children]: [usize; 2]) {
        let sign = ["=", "+", "-"][if depth == 0 { 0 } else { 1 + at % 2 }];
        let words = " and so on".repeat(at * 7 % 23);
        let _ = writeln!(outline, "{}{sign} Box {at}{words}", "  ".repeat(depth));
        for child in at * n_children + 1..=(at + 1) * n_children {
            if child < n {
                write(outline, child, depth + 1, [n, n_children]);
            }
        }
    }
    let mut outline = String::new();
    write(&mut outline, 0, 0, [n, n_children]);
    outline
}

/// A map whose file holds what the layout chose, opened again.
fn open_saved(outline: &str) -> Desk {
    let mut desk = Desk::with_map(outline);
    desk.run("layout-compact");
    desk.select("Box 0");
    desk.run("make-question");
    save_and_open(&mut desk);
    desk
}

fn save_and_open(desk: &mut Desk) {
    let path = desk.path("map.argmap.json");
    let tab = desk.tab().key;
    let purpose = Purpose::SaveAs { tab, then: None };
    desk.perform(Action::FileChosen(purpose, Some(path.clone())));
    desk.run("close");
    desk.perform(Action::Open(path));
    desk.app.poll();
}

/// Width over height of all that is drawn.
fn ratio(desk: &Desk) -> f32 {
    let [x0, y0, x1, y1] = desk.tab().picture.bounds();
    (x1 - x0) / (y1 - y0)
}

fn rects(desk: &Desk) -> Vec<(Id, [f32; 4])> {
    let boxes = desk.tab().picture.boxes();
    boxes.map(|(id, at)| (id.clone(), at)).collect()
}

/// How the children of every box stand.
fn choices(desk: &Desk) -> Vec<(Id, Arrange)> {
    let picture = &desk.tab().picture;
    let chosen = picture.placement().arrangement.iter();
    chosen
        .map(|&(b, choice)| (picture.node_of_box(b as usize).clone(), choice))
        .collect()
}

fn add_below(desk: &mut Desk, under: &Id, text: &str) {
    desk.perform(Action::Edit(Box::new(Edit::AddNode {
        kind: Kind::Claim,
        text: text.to_owned(),
        under: Some(under.clone()),
        intent: Intent::For,
        anchor: None,
        after: None,
    })));
}

/// The node of that number.
fn numbered(desk: &Desk, at: usize) -> Id {
    desk.tab().document().nodes().rows()[at].id.clone()
}

#[test]
fn another_page_gives_a_map_that_was_saved_its_shape() {
    let mut desk = open_saved(&tree(100, 4));
    for (command, wanted) in [
        ("page-square", 1.0),
        ("page-standing", 210.0 / 297.0),
        ("page-lying", 297.0 / 210.0),
    ] {
        desk.run(command);
        let stray = ratio(&desk) / wanted;
        assert!((0.75..=1.25).contains(&stray), "{command}: {stray}");
    }
}

#[test]
fn another_page_is_there_again_with_its_arrangement_though_nothing_was_edited() {
    let mut desk = open_saved(&tree(100, 4));
    desk.run("page-standing");
    let before = rects(&desk);
    save_and_open(&mut desk);
    assert_eq!(rects(&desk), before);
}

/// So many trees of three boxes each.
fn grove(n: usize) -> String {
    let tree = |nth: usize| {
        let words = " and so on".repeat(nth * 7 % 23);
        format!("= Top {nth}{words}\n  + One\n  - Two\n    + Three\n")
    };
    (0..n).map(tree).collect()
}

/// The file's word for how the boxes stand that stand under none.
fn roots_in_file(desk: &Desk) -> Value {
    let bytes = std::fs::read(desk.path("map.argmap.json")).unwrap();
    let map: Value = serde_json::from_slice(&bytes).unwrap();
    map["views"][0]["roots"].clone()
}

#[test]
fn the_boxes_at_the_top_keep_their_order_on_the_page() {
    let mut desk = Desk::with_map(&grove(12));
    desk.run("layout-compact");
    let roots = desk.tab().picture.placement().roots;
    assert!(roots.is_some(), "several trees stand somehow");
    let under = desk.node("Three");
    for nth in 0..3 {
        add_below(&mut desk, &under, &format!("Ground {nth}"));
        assert_eq!(desk.tab().picture.placement().roots, roots);
    }
    let before = rects(&desk);
    save_and_open(&mut desk);
    assert_eq!(rects(&desk), before);
    assert_eq!(roots_in_file(&desk), json!(roots.unwrap().to_string()));
    desk.run("tidy-up");
    let tidied = rects(&desk);
    desk.run("undo");
    assert_eq!(rects(&desk), before);
    desk.run("redo");
    assert_eq!(rects(&desk), tidied);
}

#[test]
fn what_was_edited_in_the_same_moment_is_saved_with_what_is_chosen_for_it() {
    let mut desk = open_saved(&tree(90, 4));
    let leaf = numbered(&desk, 80);
    for text in ["One", "Two"] {
        desk.app.perform(Action::Edit(Box::new(Edit::AddNode {
            kind: Kind::Claim,
            text: text.to_owned(),
            under: Some(leaf.clone()),
            intent: Intent::For,
            anchor: None,
            after: None,
        })));
    }
    desk.app.perform(Action::Run("save"));
    desk.app.poll();
    let bytes = std::fs::read(desk.path("map.argmap.json")).unwrap();
    let map: Value = serde_json::from_slice(&bytes).unwrap();
    assert!(map["views"][0]["arrangement"][leaf.as_str()].is_string());
    let before = rects(&desk);
    desk.run("close");
    desk.perform(Action::Open(desk.path("map.argmap.json")));
    desk.app.poll();
    assert_eq!(rects(&desk), before);
}

#[test]
fn a_map_that_was_only_folded_opens_as_it_was_left() {
    let mut desk = open_saved(&tree(90, 4));
    let folded = numbered(&desk, 2);
    desk.perform(Action::ToggleFold(folded));
    let before = rects(&desk);
    save_and_open(&mut desk);
    assert_eq!(rects(&desk), before);
}

#[test]
fn a_word_for_the_boxes_at_the_top_that_is_not_known_stays_in_the_file() {
    let mut desk = Desk::with_map(&grove(12));
    desk.run("layout-compact");
    save_and_open(&mut desk);
    let path = desk.path("map.argmap.json");
    let mut map: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    map["views"][0]["roots"] = json!("spiral");
    desk.write("map.argmap.json", map.to_string().as_bytes());
    desk.run("close");
    desk.perform(Action::Open(path));
    desk.app.poll();
    let under = desk.node("Three");
    add_below(&mut desk, &under, "One more");
    desk.run("save");
    desk.app.poll();
    assert_eq!(roots_in_file(&desk), json!("spiral"));
}

#[test]
fn a_map_that_was_saved_fills_its_page_when_it_grows_the_other_way() {
    let mut desk = open_saved(&tree(100, 4));
    desk.run("grow-right");
    let stray = ratio(&desk) / (297.0 / 210.0);
    assert!((0.75..=1.25).contains(&stray), "{stray}");
}

#[test]
fn to_tidy_up_again_after_undo_gives_the_same_picture() {
    let mut desk = open_saved(&tree(100, 4));
    for at in [3, 9, 21, 7] {
        let node = numbered(&desk, at);
        add_below(&mut desk, &node, "One reason more");
    }
    let before = rects(&desk);
    desk.run("tidy-up");
    let tidied = rects(&desk);
    for _ in 0..2 {
        desk.run("undo");
        assert_eq!(rects(&desk), before);
        desk.run("redo");
        assert_eq!(rects(&desk), tidied);
    }
}

#[test]
fn a_map_that_is_saved_folded_opens_as_it_was_drawn() {
    for (n, n_children) in [(100, 4), (150, 4), (60, 3), (80, 9)] {
        for fold in ["fold-to-reasons", "fold-to-2", "fold-all"] {
            let mut desk = open_saved(&tree(n, n_children));
            desk.run(fold);
            desk.select("Box 0");
            desk.run("make-claim");
            let folded = rects(&desk);
            save_and_open(&mut desk);
            assert_eq!(rects(&desk), folded, "{n} boxes, {fold}");
        }
    }
}

#[test]
fn to_save_twice_writes_the_same_arrangement() {
    let mut desk = Desk::with_map(&tree(100, 4));
    desk.select("Box 0");
    desk.run("make-question");
    let path = desk.path("map.argmap.json");
    let tab = desk.tab().key;
    let purpose = Purpose::SaveAs { tab, then: None };
    desk.perform(Action::FileChosen(purpose, Some(path.clone())));
    let first = std::fs::read_to_string(&path).unwrap();
    assert!(first.contains("\"arrangement\""));
    desk.run("save");
    desk.app.poll();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), first);
}

#[test]
fn edits_after_the_page_was_outgrown_keep_every_other_choice() {
    let desk = Desk::with_map(&tree(150, 4));
    let map = linchpin::format::native::write(desk.tab().document());
    let mut map: Value = serde_json::from_str(&map).unwrap();
    let rows = choices(&desk).into_iter();
    let rows: serde_json::Map<String, Value> = rows
        .map(|(id, _)| (id.as_str().to_owned(), json!("row")))
        .collect();
    map["views"] = json!([{ "id": "v-strip", "layout": "compact", "arrangement": rows }]);
    let mut desk = Desk::new();
    let path = desk.write("strip.argmap.json", map.to_string().as_bytes());
    desk.perform(Action::Open(path));
    desk.app.poll();
    assert!(ratio(&desk) < 3.0, "it was outgrown");
    for at in [3, 40, 9, 100, 21, 7] {
        let before = choices(&desk);
        let under = numbered(&desk, at);
        add_below(&mut desk, &under, &"One more reason ".repeat(12));
        let after = choices(&desk);
        for choice in before.iter().filter(|(id, _)| *id != under) {
            assert!(after.contains(choice), "{choice:?} below {at}");
        }
    }
}

#[test]
fn focus_filter_and_folding_and_back_leave_the_map_as_it_was() {
    for mut desk in [Desk::with_map(&tree(100, 4)), open_saved(&tree(100, 4))] {
        let before = rects(&desk);
        let path = numbered(&desk, 2);
        desk.perform(Action::Select(Some(path)));
        desk.run("focus");
        assert!(rects(&desk).len() < before.len());
        desk.run("focus-back");
        assert_eq!(rects(&desk), before, "after focus");
        let mut filter = desk.tab().showing.filter.clone();
        "box 9".clone_into(&mut filter.text);
        desk.perform(Action::SetFilter(Box::new(filter.clone())));
        assert!(rects(&desk).len() < before.len());
        filter.clear();
        desk.perform(Action::SetFilter(Box::new(filter)));
        assert_eq!(rects(&desk), before, "after a filter");
        for fold in ["fold-to-reasons", "fold-to-2", "fold-all"] {
            desk.run(fold);
            assert!(rects(&desk).len() < before.len());
            desk.run("unfold-all");
            assert_eq!(rects(&desk), before, "after {fold}");
        }
    }
}

#[test]
fn what_is_made_while_a_part_is_drawn_stands_as_it_stood_there() {
    let mut desk = Desk::with_map(&tree(100, 4));
    let (under, folded) = (numbered(&desk, 2), numbered(&desk, 30));
    desk.perform(Action::ToggleFold(folded.clone()));
    add_below(&mut desk, &under, "First");
    let made = desk.node("First");
    for nth in 0..5 {
        add_below(&mut desk, &made, &format!("Ground {nth}"));
    }
    let before = choices(&desk);
    desk.perform(Action::ToggleFold(folded));
    let after = choices(&desk);
    let of = |choices: &[(Id, Arrange)]| choices.iter().find(|(id, _)| *id == made).cloned();
    assert_eq!(of(&before), of(&after));
}

#[test]
fn what_a_hand_arranged_stays_on_a_page_that_it_makes_too_large() {
    let mut desk = Desk::with_map(&tree(300, 8));
    let top = numbered(&desk, 0);
    let before = rects(&desk);
    desk.perform(Action::Select(Some(top.clone())));
    desk.run("arrange-row");
    let is_row = |desk: &Desk| choices(desk).contains(&(top.clone(), Arrange::Row));
    assert!(is_row(&desk));
    let in_a_row = rects(&desk);
    desk.run("undo");
    assert_eq!(rects(&desk), before);
    desk.run("redo");
    assert_eq!(rects(&desk), in_a_row);
    save_and_open(&mut desk);
    assert_eq!(rects(&desk), in_a_row);
    let under = numbered(&desk, 60);
    add_below(&mut desk, &under, "One more");
    assert!(is_row(&desk));
    desk.run("page-square");
    assert!(is_row(&desk), "a page is no reason to give it up");
    desk.perform(Action::Select(Some(top.clone())));
    desk.run("arrange-freely");
    assert!(!is_row(&desk));
}

#[test]
fn tidying_up_can_be_taken_back_to_what_was_drawn() {
    let mut desk = open_saved(&tree(100, 4));
    let texts: [(usize, usize); 3] = [(12, 30), (40, 50), (77, 20)];
    for (at, n) in texts {
        let node = numbered(&desk, at);
        let text = "Another wording ".repeat(n);
        desk.perform(Action::Edit(Box::new(Edit::SetText { node, text })));
    }
    let before = rects(&desk);
    desk.run("tidy-up");
    desk.run("undo");
    assert_eq!(rects(&desk), before);
}

#[test]
fn a_word_for_an_arrangement_that_is_not_known_stays_in_the_file() {
    let mut desk = Desk::with_map(&tree(80, 4));
    desk.select("Box 0");
    desk.run("make-question");
    save_and_open(&mut desk);
    let path = desk.path("map.argmap.json");
    let mut map: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    let top = numbered(&desk, 0);
    map["views"][0]["arrangement"][top.as_str()] = json!("spiral");
    let path = desk.write("strange.argmap.json", map.to_string().as_bytes());
    desk.run("close");
    desk.perform(Action::Open(path));
    desk.app.poll();
    let field = NodeField::Tags(vec!["x".to_owned()]);
    let node = top;
    desk.perform(Action::Edit(Box::new(Edit::SetNodeField { node, field })));
    desk.run("save");
    desk.app.poll();
    let text = std::fs::read_to_string(desk.path("strange.argmap.json")).unwrap();
    assert!(text.contains("\"spiral\""), "{text}");
}
