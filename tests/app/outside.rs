//! Files that another program changes or removes while they are open.

use linchpin::app::{Action, App, Dialog, Purpose, UnsavedAnswer, command};
use linchpin::edit::{Edit, Field};
use linchpin::format::native;
use linchpin::model::{Document, Meta, Time};

use super::desk::Desk;

fn rename(app: &mut App, title: &str) {
    let field = Field::Title(title.to_owned());
    app.perform(Action::Edit(Box::new(Edit::SetField { field })));
}

/// A program with one saved map, called "ours".
fn saved() -> Desk {
    let mut desk = Desk::new();
    desk.app.new_map();
    rename(&mut desk.app, "ours");
    let tab = desk.tab().key;
    let purpose = Purpose::SaveAs { tab, then: None };
    let path = desk.path("a.argmap.json");
    desk.perform(Action::FileChosen(purpose, Some(path)));
    assert!(!desk.tab().is_dirty());
    desk
}

/// Another program gives the map in the file another title.
fn meddle(desk: &Desk, title: &str) {
    let document = desk.tab().document();
    let theirs = Document::from_meta(Meta {
        title: title.to_owned(),
        modified: Time::from_unix(1_700_000_000),
        ..Meta::clone(document.meta())
    });
    desk.write("a.argmap.json", native::write(&theirs).as_bytes());
}

fn look(desk: &mut Desk) -> usize {
    desk.perform(Action::LookForOutsideChanges);
    let about = |text: &&String| text.contains("a.argmap.json");
    desk.told().iter().filter(about).count()
}

fn is_off(desk: &Desk, id: &str) -> bool {
    let command = command::find(id).unwrap();
    (command.check)(&desk.app).is_err()
}

fn title(desk: &Desk) -> &str {
    &desk.tab().document().meta().title
}

#[test]
fn where_nothing_is_unsaved_a_change_by_another_program_is_taken_as_one_step() {
    let mut desk = saved();
    assert_eq!(look(&mut desk), 0);
    meddle(&desk, "theirs");
    assert_eq!(look(&mut desk), 1);
    assert_eq!(title(&desk), "theirs");
    assert!(!desk.tab().is_dirty(), "that is what the file holds");
    assert_eq!(desk.app.tabs().len(), 1);
    let text = desk.told().remove(0);
    desk.perform(Action::DismissMessage(text));
    assert_eq!(look(&mut desk), 0);
    desk.run("undo");
    assert_eq!(title(&desk), "ours");
    assert!(desk.tab().is_dirty());
    desk.run("save");
    let asked = matches!(desk.app.dialog, Some(Dialog::ChangedOnDisk { .. }));
    assert!(asked, "what was taken back is not written over theirs");
    desk.perform(Action::SetDialog(None));
    desk.run("redo");
    assert!(!desk.tab().is_dirty());
    meddle(&desk, "theirs again");
    assert_eq!(look(&mut desk), 1, "that is another change");
    assert_eq!(title(&desk), "theirs again");
}

#[test]
fn while_something_is_unsaved_a_change_is_told_once_and_settled_as_somebody_says() {
    let mut desk = saved();
    rename(&mut desk.app, "unsaved");
    assert!(is_off(&desk, "settle-file"), "there is nothing to settle");
    meddle(&desk, "theirs");
    assert_eq!(look(&mut desk), 1);
    let text = desk.told().remove(0);
    desk.perform(Action::DismissMessage(text));
    assert_eq!(look(&mut desk), 0, "it was told already");
    assert_eq!(title(&desk), "unsaved");
    desk.run("settle-file");
    let Some(Dialog::ChangedOnDisk { tab, path }) = desk.app.dialog.clone() else {
        panic!("it is asked what to do");
    };
    desk.perform(Action::MergeOutside(tab, path));
    assert!(desk.tab().is_dirty());
    desk.run("save");
    assert!(!desk.tab().is_dirty());
    assert!(is_off(&desk, "settle-file"));
}

#[test]
fn of_maps_that_are_not_in_front_and_while_a_box_is_worded_changes_are_told_only() {
    let mut desk = saved();
    meddle(&desk, "theirs");
    desk.app.new_map();
    assert_eq!(look(&mut desk), 1);
    desk.perform(Action::ShowTab(0));
    assert_eq!(title(&desk), "ours");
    desk.run("settle-file");
    assert!(matches!(
        desk.app.dialog,
        Some(Dialog::ChangedOnDisk { .. })
    ));
}

#[test]
fn a_file_that_was_only_touched_is_no_change() {
    let mut desk = saved();
    let bytes = std::fs::read(desk.path("a.argmap.json")).unwrap();
    desk.write("a.argmap.json", &bytes);
    assert_eq!(look(&mut desk), 0);
}

#[test]
fn unsaved_changes_give_way_only_after_a_question_and_can_be_had_back() {
    let mut desk = saved();
    rename(&mut desk.app, "unsaved");
    meddle(&desk, "theirs");
    assert_eq!(look(&mut desk), 1);
    desk.run("reload");
    let tab = desk.tab().key;
    assert_eq!(desk.app.dialog, Some(Dialog::Reload { tab }));
    assert_eq!(title(&desk), "unsaved");
    desk.perform(Action::SetDialog(None));
    assert_eq!(title(&desk), "unsaved");
    desk.perform(Action::ReloadAnyway(tab));
    assert_eq!(title(&desk), "theirs");
    desk.run("recover");
    let found = &desk.app.found()[0];
    assert!(found.is_discarded);
    assert_eq!(found.name, "unsaved");
}

#[test]
fn unsaved_changes_that_cannot_be_put_away_are_offered_at_the_next_start() {
    let mut desk = saved();
    rename(&mut desk.app, "unsaved");
    desk.write("state/recovery/trash", b"a file in the way");
    meddle(&desk, "theirs");
    let tab = desk.tab().key;
    desk.perform(Action::ReloadAnyway(tab));
    assert_eq!(title(&desk), "theirs");
    rename(&mut desk.app, "theirs and ours");
    let mut desk = desk.restart();
    desk.app.poll();
    let found = desk.app.found().iter();
    let mut names: Vec<&str> = found.map(|found| found.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["theirs and ours", "unsaved"]);
}

#[test]
fn of_a_sensitive_map_nothing_is_kept_that_gives_way() {
    let mut desk = saved();
    let field = Field::Sensitive(true);
    desk.perform(Action::Edit(Box::new(Edit::SetField { field })));
    meddle(&desk, "theirs");
    let tab = desk.tab().key;
    desk.perform(Action::ReloadAnyway(tab));
    assert_eq!(title(&desk), "theirs");
    desk.run("recover");
    assert!(desk.app.found().is_empty());
}

#[test]
fn saving_over_a_change_asks_whether_it_was_noticed_or_not() {
    for noticed in [true, false] {
        let mut desk = saved();
        rename(&mut desk.app, "unsaved");
        meddle(&desk, "theirs");
        if noticed {
            look(&mut desk);
        }
        desk.run("save");
        assert!(matches!(
            desk.app.dialog,
            Some(Dialog::ChangedOnDisk { .. })
        ));
        let bytes = std::fs::read(desk.path("a.argmap.json")).unwrap();
        assert_eq!(
            native::read(&bytes).unwrap().document.meta().title,
            "theirs"
        );
    }
}

#[test]
fn a_file_that_is_gone_is_told_and_written_again_by_a_save() {
    let mut desk = saved();
    std::fs::remove_file(desk.path("a.argmap.json")).unwrap();
    assert_eq!(look(&mut desk), 1);
    rename(&mut desk.app, "again");
    desk.run("save");
    assert!(!desk.tab().is_dirty());
    assert!(desk.path("a.argmap.json").exists());
}

#[test]
fn a_file_that_is_no_map_any_more_changes_nothing() {
    let mut desk = saved();
    desk.write("a.argmap.json", b"{ half a map");
    desk.run("reload");
    assert_eq!(title(&desk), "ours");
    assert!(
        desk.told()
            .iter()
            .any(|text| text.contains("a.argmap.json"))
    );
    rename(&mut desk.app, "x");
    desk.perform(Action::CloseTab(0));
    desk.perform(Action::AnswerUnsaved(UnsavedAnswer::Discard));
    assert!(desk.app.tab().is_none());
}

/// A second box is there for another program to delete.
fn with_two_boxes() -> Desk {
    let mut desk = saved();
    for text in ["first", "second"] {
        desk.run("add-root-claim");
        desk.perform(Action::DraftWording(text.to_owned()));
        desk.perform(Action::KeepWording(false));
    }
    desk.run("save");
    desk
}

/// Another program leaves the first box only, and words it anew.
fn prune(desk: &Desk, text: &str) {
    let bytes = std::fs::read(desk.path("a.argmap.json")).unwrap();
    let written = String::from_utf8(bytes).unwrap();
    let mut file: serde_json::Value = serde_json::from_str(&written).unwrap();
    let nodes = file["nodes"].as_array_mut().unwrap();
    nodes.truncate(1);
    nodes[0]["text"] = text.into();
    desk.write("a.argmap.json", file.to_string().as_bytes());
}

fn texts(desk: &Desk) -> Vec<String> {
    let nodes = desk.tab().document().nodes().iter();
    nodes.map(|node| node.text.clone()).collect()
}

#[test]
fn after_a_map_was_read_again_changes_are_taken_as_before() {
    let mut desk = with_two_boxes();
    desk.run("reload");
    prune(&desk, "theirs");
    assert_eq!(look(&mut desk), 1);
    assert_eq!(texts(&desk), ["theirs"], "what they deleted is deleted");
    assert!(!desk.tab().is_dirty());
}

#[test]
fn where_nobody_knows_what_both_began_with_nothing_is_taken_by_itself() {
    let mut desk = with_two_boxes();
    rename(&mut desk.app, "unsaved");
    // The journal knows the file as it was, and at the next start it is another one.
    prune(&desk, "theirs");
    let mut desk = desk.restart();
    desk.app.poll();
    let key = desk.app.found()[0].key;
    desk.perform(Action::RestoreFound(key));
    assert_eq!(texts(&desk), ["first", "second"]);
    desk.run("undo");
    assert!(!desk.tab().is_dirty());
    assert_eq!(look(&mut desk), 1);
    assert_eq!(texts(&desk), ["first", "second"], "it is told only");
    assert!(!is_off(&desk, "settle-file"));
}

#[test]
fn a_change_that_cannot_be_read_is_told_and_the_next_one_is_taken() {
    let mut desk = saved();
    desk.write("a.argmap.json", b"{ half a map");
    assert_eq!(look(&mut desk), 1);
    let text = desk.told().remove(0);
    desk.perform(Action::DismissMessage(text));
    assert_eq!(look(&mut desk), 0, "it was told already");
    meddle(&desk, "theirs");
    assert_eq!(look(&mut desk), 1);
    assert_eq!(title(&desk), "theirs");
}

#[test]
fn while_the_article_is_corrected_a_change_is_told_only() {
    let mut desk = Desk::with_article("One paragraph stands here.\n\nAnother one follows.\n");
    let tab = desk.tab().key;
    let purpose = Purpose::SaveAs { tab, then: None };
    let path = desk.path("a.argmap.json");
    desk.perform(Action::FileChosen(purpose, Some(path)));
    desk.select_passage("Another");
    desk.run("correct-text");
    desk.perform(Action::DraftCorrection("Another one came.".to_owned()));
    meddle(&desk, "theirs");
    assert_eq!(look(&mut desk), 1);
    assert_ne!(title(&desk), "theirs");
    desk.perform(Action::KeepCorrection);
    let text = desk.tab().picture.text().unwrap().text.to_string();
    assert!(text.contains("Another one came."), "{text}");
}
