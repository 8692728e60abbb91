//! Files that another program changes or removes while they are open.

use linchpin::app::{Action, App, Dialog, Purpose, UnsavedAnswer};
use linchpin::edit::{Edit, Field};
use linchpin::format::native;
use linchpin::model::{Document, Meta};

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
        ..Meta::clone(document.meta())
    });
    desk.write("a.argmap.json", native::write(&theirs).as_bytes());
}

fn look(desk: &mut Desk) -> usize {
    desk.perform(Action::LookForOutsideChanges);
    let about = |text: &&String| text.contains("a.argmap.json");
    desk.told().iter().filter(about).count()
}

fn title(desk: &Desk) -> &str {
    &desk.tab().document().meta().title
}

#[test]
fn a_change_by_another_program_is_told_once_and_nothing_is_read_by_itself() {
    let mut desk = saved();
    assert_eq!(look(&mut desk), 0);
    meddle(&desk, "theirs");
    assert_eq!(look(&mut desk), 1);
    let text = desk.told().remove(0);
    desk.perform(Action::DismissMessage(text));
    assert_eq!(look(&mut desk), 0, "it was told already");
    assert_eq!(title(&desk), "ours");
    desk.run("reload");
    assert_eq!(title(&desk), "theirs");
    assert!(!desk.tab().is_dirty());
    assert_eq!(desk.app.tabs().len(), 1);
    assert_eq!(look(&mut desk), 0);
    meddle(&desk, "theirs again");
    assert_eq!(look(&mut desk), 1, "that is another change");
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
