//! Page set-up: sheets are shown as they will be printed, and what is chosen is what is written.

use egui::Key;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use linchpin::app::{Action, Dialog};
use linchpin::format::picture::pages::PageSetup;

use super::dialogs_desk::{Desk, focused, open_dialog, press, sample_app};

fn open_print() -> Harness<'static, Desk> {
    let app = sample_app();
    let tab = app.tab().unwrap().key;
    open_dialog(app, Dialog::Print { tab })
}

fn click(harness: &mut Harness<'_, Desk>, label: &str) {
    harness.get_by_label(label).click();
    harness.run();
}

/// The page set-up that was handed on, if one was.
fn find_written(harness: &Harness<'_, Desk>) -> Option<PageSetup> {
    let mut done = harness.state().done.iter();
    done.find_map(|action| match action {
        Action::PrintToFile(_, setup) | Action::PrintByViewer(_, setup) => Some((**setup).clone()),
        _ => None,
    })
}

/// How many sheets are told, by the name of the picture.
fn count_sheets(harness: &Harness<'_, Desk>) -> usize {
    let counts = 1..=99;
    let mut told = counts.filter(|n| {
        let name = format!("Page 1 of {n}");
        harness.query_all_by_label(&name).next().is_some()
    });
    told.next().expect("the first sheet is shown")
}

#[test]
fn a_map_is_shown_on_one_sheet_first_with_the_keyboard_on_the_paper() {
    let harness = open_print();
    assert_eq!(count_sheets(&harness), 1);
    assert_eq!(focused(&harness), "Paper");
    assert!(
        harness
            .query_by_label("Marks to cut and join along")
            .is_none(),
        "one sheet is joined to no other"
    );
}

#[test]
fn over_several_sheets_each_is_looked_at_in_turn() {
    let mut harness = open_print();
    click(&mut harness, "Over several sheets");
    harness.run();
    let n = count_sheets(&harness);
    assert!(n > 1, "{n}");
    harness.get_by_label("Marks to cut and join along");
    click(&mut harness, "Next");
    let second = format!("Page 2 of {n}");
    assert!(harness.query_all_by_label(&second).next().is_some());
    click(&mut harness, "Previous");
    assert_eq!(count_sheets(&harness), n);
}

#[test]
fn what_is_chosen_is_what_is_written() {
    let mut harness = open_print();
    click(&mut harness, "Portrait");
    click(&mut harness, "Over several sheets");
    click(&mut harness, "Title and page numbers");
    click(&mut harness, "Save as PDF…");
    let written = find_written(&harness).expect("a file is asked for");
    let usual = PageSetup::default();
    assert!(!written.is_landscape && written.is_tiled);
    assert_eq!(written.has_captions, !usual.has_captions);
    assert_eq!(written.paper, usual.paper);
}

#[test]
fn escape_prints_nothing() {
    let mut harness = open_print();
    press(&mut harness, Key::Escape);
    assert_eq!(harness.state().app.dialog, None);
    assert_eq!(find_written(&harness), None);
}
