//! Details of maps and articles.

use egui::{Key, Modifiers};
use linchpin::app::{Action, Dialog};

use super::dialogs_desk::{focused, open_dialog, press, press_with, sample_app, type_text};

#[test]
fn details_of_a_map_are_kept_as_one_step() {
    let mut harness = open_dialog(sample_app(), Dialog::MapDetails);
    assert_eq!(focused(&harness), "Title");
    press_with(&mut harness, Modifiers::COMMAND, Key::A);
    type_text(&mut harness, "Mills");
    press(&mut harness, Key::Tab);
    assert_eq!(focused(&harness), "Authors");
    press_with(&mut harness, Modifiers::COMMAND, Key::A);
    type_text(&mut harness, "Ada; Grace Hopper ;");
    press(&mut harness, Key::Enter);
    let app = &mut harness.state_mut().app;
    assert_eq!(app.dialog, None);
    let meta = app.tab().unwrap().document().meta().clone();
    assert_eq!(meta.title, "Mills");
    assert_eq!(meta.authors, ["Ada", "Grace Hopper"]);
    app.undo();
    assert_ne!(app.tab().unwrap().document().meta().title, "Mills");
    assert!(!app.tab().unwrap().is_dirty());
}

#[test]
fn details_that_stay_as_they_were_make_no_step() {
    let mut harness = open_dialog(sample_app(), Dialog::MapDetails);
    press(&mut harness, Key::Enter);
    assert!(!harness.state().app.tab().unwrap().is_dirty());
    let mut harness = open_dialog(sample_app(), Dialog::MapDetails);
    type_text(&mut harness, "lost");
    press(&mut harness, Key::Escape);
    assert!(!harness.state().app.tab().unwrap().is_dirty());
}

#[test]
fn details_of_an_article_are_kept() {
    let app = sample_app();
    let source = app.tab().unwrap().document().sources().rows()[0].id.clone();
    let mut harness = open_dialog(
        app,
        Dialog::SourceDetails {
            source: source.clone(),
        },
    );
    press(&mut harness, Key::Tab);
    press(&mut harness, Key::Tab);
    assert_eq!(focused(&harness), "Publisher");
    press_with(&mut harness, Modifiers::COMMAND, Key::A);
    type_text(&mut harness, "The Mill Street Post");
    press(&mut harness, Key::Enter);
    let document = harness.state().app.tab().unwrap().document();
    let record = document.sources().get(source.as_str()).unwrap();
    assert_eq!(record.publisher, "The Mill Street Post");
}

#[test]
fn a_new_view_is_named_by_typing_over_the_name_proposed() {
    let mut app = sample_app();
    app.perform(Action::Run("new-view"));
    let dialog = app.dialog.clone().unwrap();
    let mut harness = open_dialog(app, dialog);
    assert_eq!(focused(&harness), "Name of the view");
    type_text(&mut harness, "Overview");
    press(&mut harness, Key::Enter);
    let tab = harness.state().app.tab().unwrap();
    assert_eq!(tab.view_in_use().unwrap().name, "Overview");
    assert_eq!(harness.state().app.dialog, None);
}

#[test]
fn a_view_without_a_name_is_not_made_and_escape_makes_none() {
    for keys in [vec![Key::Backspace, Key::Enter], vec![Key::Escape]] {
        let mut app = sample_app();
        app.perform(Action::Run("new-view"));
        let dialog = app.dialog.clone().unwrap();
        let mut harness = open_dialog(app, dialog);
        for key in keys {
            press(&mut harness, key);
        }
        assert!(!harness.state().app.tab().unwrap().is_dirty());
    }
}

#[test]
fn the_view_in_use_is_renamed() {
    let mut app = sample_app();
    app.perform(Action::AddView("Overview".to_owned()));
    app.perform(Action::Run("rename-view"));
    let dialog = app.dialog.clone().unwrap();
    let mut harness = open_dialog(app, dialog);
    type_text(&mut harness, "Whole map");
    press(&mut harness, Key::Enter);
    let tab = harness.state().app.tab().unwrap();
    assert_eq!(tab.view_in_use().unwrap().name, "Whole map");
}
