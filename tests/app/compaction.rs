//! Journals that have grown long and are begun anew: how many edits are unsaved is known.

use linchpin::app::Action;
use linchpin::edit::{Edit, Field};

use super::desk::Desk;

fn edit_title(title: &str) -> Action {
    let field = Field::Title(title.to_owned());
    Action::Edit(Box::new(Edit::SetField { field }))
}

/// A title so long that some twenty of them make a journal long.
fn long_title(n: usize) -> String {
    format!("{n} {}", "A long title. ".repeat(20_000))
}

#[test]
fn a_card_counts_every_unsaved_edit_whatever_the_journal_still_has_of_them() {
    let mut desk = Desk::new();
    desk.app.new_map();
    let (n_short, n_long) = (560, 20);
    for n in 0..n_short {
        desk.app.perform(edit_title(&n.to_string()));
    }
    for n in 0..n_long {
        desk.app.perform(edit_title(&long_title(n)));
    }
    desk.app.perform(edit_title("the last"));
    let n_all = n_short + n_long + 1;

    let mut desk = desk.restart();
    for n_more in 0..2 {
        desk.app.poll();
        let found = &desk.app.found()[0];
        assert_eq!(found.map().unwrap().n_edits, n_all + n_more);
        desk.perform(Action::RestoreFound(found.key));
        // The journal was begun anew with the last 500 steps at least.
        assert!(desk.tab().editor.history().n_done() >= 500);
        assert!(desk.tab().editor.history().n_done() < n_all);
        desk.app.perform(edit_title(&format!("one more, {n_more}")));
        desk = desk.restart();
    }
}

#[test]
fn a_save_begins_the_count_anew() {
    let mut desk = Desk::new();
    desk.app.new_map();
    for n in 0..5 {
        desk.app.perform(edit_title(&n.to_string()));
    }
    let path = desk.path("a.argmap.json");
    desk.run_with_file("save-as", &path);
    for n in 0..20 {
        desk.app.perform(edit_title(&long_title(n)));
    }
    desk.app.perform(edit_title("the last"));
    let mut desk = desk.restart();
    desk.app.poll();
    assert_eq!(desk.app.found()[0].map().unwrap().n_edits, 21);
}
