//! Comparing the map in front with another copy of it, and merging one.

use expect_test::expect;
use linchpin::app::{Action, CommonMap, Dialog};
use linchpin::edit::{Edit, Field};
use linchpin::format::native;
use linchpin::model::Document;

use super::desk::Desk;

const MAP: &str = "? Why did it break?\n  = The dam was old\n    + A survey says so\n";

/// A saved map and, beside it, a copy of it in which the edits were made.
fn desk_with_copy(edits: &[Edit]) -> (Desk, std::path::PathBuf) {
    let mut desk = Desk::with_map(MAP);
    let path = desk.path("own.argmap.json");
    desk.run_with_file("save-as", &path);
    let mut copy = Desk::new();
    copy.perform(Action::Open(path));
    for edit in edits {
        copy.perform(Action::Edit(Box::new(edit.clone())));
    }
    let text = native::write(copy.tab().document());
    let path = desk.write("copy.argmap.json", text.as_bytes());
    (desk, path)
}

fn reword(document: &Document, from: &str, to: &str) -> Edit {
    let mut nodes = document.nodes().iter();
    let node = nodes.find(|node| node.text == from).unwrap();
    Edit::SetText {
        node: node.id.clone(),
        text: to.to_owned(),
    }
}

fn list_sentences(desk: &Desk) -> String {
    let differences = desk.tab().comparing.differences().iter();
    let lines = differences.map(|it| format!("{}: {}\n", it.kind.as_str(), it.sentence));
    lines.collect()
}

#[test]
fn differences_are_listed_marked_gone_to_and_follow_the_edits() {
    let (mut desk, path) = desk_with_copy(&[]);
    let edit = reword(
        desk.tab().document(),
        "The dam was old",
        "The dam was tired",
    );
    desk.perform(Action::Edit(Box::new(edit)));
    desk.run_with_file("compare", &path);
    assert_eq!(desk.app.dialog, Some(Dialog::Comparison));
    expect![[r#"
        reworded: claim: The dam was [-old-]{+tired+}
    "#]]
    .assert_eq(&list_sentences(&desk));
    let node = desk.node("The dam was tired");
    let place = desk.tab().editor.graph().node(node.as_str()).unwrap();
    let marks = &desk.tab().marks.overlay().changes;
    assert!(marks.len() == 1 && marks.contains_key(&place), "{marks:?}");
    desk.perform(Action::SetDialog(None));
    desk.run("next-difference");
    assert_eq!(desk.tab().lead(), Some(&node));
    // What is changed now is told at once.
    let edit = reword(desk.tab().document(), "A survey says so", "Nobody says so");
    desk.perform(Action::Edit(Box::new(edit)));
    assert_eq!(desk.tab().comparing.differences().len(), 2);
    desk.run("undo");
    desk.run("undo");
    assert_eq!(desk.tab().comparing.differences().len(), 0);
    desk.run("end-comparison");
    assert!(!desk.tab().comparing.is_on());
    assert!(desk.tab().marks.overlay().changes.is_empty());
}

#[test]
fn a_comparison_can_be_turned_round() {
    let (mut desk, path) = desk_with_copy(&[]);
    let node = desk.node("A survey says so");
    desk.perform(Action::Edit(Box::new(Edit::Delete {
        nodes: vec![node],
        links: Vec::new(),
        fate: linchpin::edit::Fate::Branch,
    })));
    desk.run_with_file("compare", &path);
    let first = list_sentences(&desk);
    desk.run("turn-comparison");
    let turned = list_sentences(&desk);
    let mut both = [first, turned];
    both.sort();
    expect![[r#"
        added: claim “A survey says so”, which supports “The dam was old”
        removed: claim “A survey says so”, which supports “The dam was old”
    "#]]
    .assert_eq(&both.concat());
    // What is gone is seen where it hung.
    let place = desk.node("The dam was old");
    desk.run("next-difference");
    assert_eq!(desk.tab().lead(), Some(&place));
}

#[test]
fn a_copy_that_says_the_same_is_told_in_a_sentence() {
    let (mut desk, path) = desk_with_copy(&[]);
    desk.run_with_file("compare", &path);
    assert_eq!(desk.app.dialog, None);
    assert!(!desk.tab().comparing.is_on());
    assert!(desk.told().concat().contains("say the same"));
}

#[test]
fn a_copy_is_merged_as_one_step_over_the_map_as_it_was_opened() {
    let (mut desk, path) = desk_with_copy(&[Edit::SetField {
        field: Field::Title("Theirs".to_owned()),
    }]);
    let edit = reword(
        desk.tab().document(),
        "The dam was old",
        "The dam was tired",
    );
    desk.perform(Action::Edit(Box::new(edit)));
    let n_steps = desk.n_steps();
    let before = desk.draw();
    desk.run_with_file("merge-copy", &path);
    let Some(Dialog::CommonMap { tab, path }) = desk.app.dialog.clone() else {
        panic!("{:?}", desk.app.dialog);
    };
    desk.perform(Action::MergeCopy(tab, path, CommonMap::Opened));
    assert_eq!(desk.app.dialog, None);
    assert_eq!(desk.tab().document().meta().title, "Theirs");
    desk.node("The dam was tired");
    assert_eq!(desk.n_steps(), n_steps + 1);
    desk.run("undo");
    assert_eq!(desk.draw(), before);
    assert_eq!(desk.tab().document().meta().title, "");
}

#[test]
fn what_both_changed_is_reported_and_stands_on_the_box() {
    let (mut desk, path) = desk_with_copy(&[]);
    let base = desk.write(
        "base.argmap.json",
        native::write(desk.tab().document()).as_bytes(),
    );
    let theirs = std::fs::read_to_string(&path).unwrap();
    let path = desk.write(
        "copy.argmap.json",
        theirs
            .replace("The dam was old", "The dyke was old")
            .as_bytes(),
    );
    let edit = reword(desk.tab().document(), "The dam was old", "The weir was old");
    desk.perform(Action::Edit(Box::new(edit)));
    desk.run_with_file("merge-copy", &path);
    let tab = desk.tab().key;
    desk.perform(Action::AskForCommonMap(tab, path));
    let purpose = desk.asked_for_file().unwrap();
    desk.perform(Action::FileChosen(purpose, Some(base)));
    let Some(Dialog::MergeReport { lines, .. }) = &desk.app.dialog else {
        panic!("{:?}", desk.app.dialog);
    };
    assert!(
        lines.len() == 1 && lines[0].0.contains("The dyke was old"),
        "{lines:?}"
    );
    let node = desk.node("The weir was old");
    let node = desk.tab().document().nodes().get(node.as_str()).unwrap();
    assert!(node.comments[0].text.contains("The dyke was old"));
    let led_to = lines[0].1.clone().unwrap();
    assert_eq!(led_to, node.id);
    desk.perform(Action::GoToClash(led_to.clone()));
    assert!(desk.app.dialog.is_none());
    assert!(desk.tab().selected.contains(&led_to));
}

#[test]
fn what_another_program_wrote_meanwhile_is_merged_and_then_saved() {
    let (mut desk, _) = desk_with_copy(&[]);
    let path = desk.path("own.argmap.json");
    let written = std::fs::read_to_string(&path).unwrap();
    desk.write(
        "own.argmap.json",
        written
            .replace("A survey says so", "Two surveys say so")
            .as_bytes(),
    );
    let edit = reword(
        desk.tab().document(),
        "The dam was old",
        "The dam was tired",
    );
    desk.perform(Action::Edit(Box::new(edit)));
    desk.run("save");
    let Some(Dialog::ChangedOnDisk { tab, path }) = desk.app.dialog.clone() else {
        panic!("{:?}", desk.app.dialog);
    };
    desk.perform(Action::MergeOutside(tab, path.clone()));
    assert_eq!(desk.app.dialog, None);
    assert!(desk.tab().is_dirty());
    desk.run("save");
    assert_eq!(desk.app.dialog, None);
    assert!(!desk.tab().is_dirty());
    let saved = std::fs::read_to_string(&path).unwrap();
    assert!(saved.contains("Two surveys say so") && saved.contains("The dam was tired"));
}

#[test]
fn what_was_taken_in_and_then_undone_is_not_overwritten_without_a_question() {
    let (mut desk, _) = desk_with_copy(&[]);
    let path = desk.path("own.argmap.json");
    let written = std::fs::read_to_string(&path).unwrap();
    let theirs = written.replace("A survey says so", "Two surveys say so");
    desk.write("own.argmap.json", theirs.as_bytes());
    let edit = reword(
        desk.tab().document(),
        "The dam was old",
        "The dam was tired",
    );
    desk.perform(Action::Edit(Box::new(edit)));
    let tab = desk.tab().key;
    desk.perform(Action::MergeOutside(tab, path.clone()));
    desk.run("undo");
    desk.run("save");
    let asked = desk.app.dialog.clone();
    assert!(
        matches!(asked, Some(Dialog::ChangedOnDisk { .. })),
        "{asked:?}"
    );
    assert!(
        std::fs::read_to_string(&path)
            .unwrap()
            .contains("Two surveys say so")
    );
    // Brought back, it is all in the map again and nothing is asked.
    desk.perform(Action::SetDialog(None));
    desk.run("redo");
    desk.run("save");
    assert_eq!(desk.app.dialog, None);
    let saved = std::fs::read_to_string(&path).unwrap();
    assert!(saved.contains("Two surveys say so") && saved.contains("The dam was tired"));
}

#[test]
fn a_file_that_is_no_map_is_refused_in_a_sentence() {
    let (mut desk, _) = desk_with_copy(&[]);
    let before = desk.draw();
    let text = desk.write("text.txt", b"Only a text.");
    desk.run_with_file("compare", &text);
    assert!(desk.told().concat().contains("no argument map"));
    let gone = desk.path("gone.argmap.json");
    let tab = desk.tab().key;
    desk.perform(Action::MergeCopy(tab, gone, CommonMap::Unknown));
    assert_eq!(desk.draw(), before);
    assert_eq!(desk.app.dialog, None);
}
