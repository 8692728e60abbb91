//! Journals that have grown long and are begun anew: no step waits for that, and how many are unsaved is known.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use linchpin::app::{Action, App, FixedHost, TaskMode};
use linchpin::edit::{Edit, Field};
use linchpin::format::journal::{self, has_beginning, write_beginning};
use linchpin::model::Time;
use linchpin::storage::Folders;
use linchpin::storage::journal::find_journals;

use super::desk::Desk;
use crate::storage::sim_disk::{Failing, SimDisk};

fn edit_title(title: &str) -> Action {
    let field = Field::Title(title.to_owned());
    Action::Edit(Box::new(Edit::SetField { field }))
}

/// A title so long that some twenty of them make a journal long.
fn long_title(n: usize) -> String {
    format!("{n} {}", "A long title. ".repeat(20_000))
}

fn start(disk: &SimDisk) -> App {
    let host = FixedHost::new(Time::from_unix(1_790_000_000), 7);
    let folders = Folders {
        config: "/config".into(),
        state: "/state".into(),
    };
    let mut app = App::new(Box::new(host), Some(folders), TaskMode::Inline);
    app.settings.keeps_history = false;
    disk.fail(Failing::Never);
    app.keep_journals_on(Arc::new(disk.clone()));
    app.new_map();
    app
}

fn list_files(disk: &SimDisk) -> Vec<PathBuf> {
    disk.picture().into_keys().collect()
}

#[test]
fn the_step_that_makes_a_journal_too_long_is_in_it_before_another_one_is_begun() {
    let disk = SimDisk::holding(&[]);
    let mut app = start(&disk);
    app.perform(edit_title(&long_title(0)));
    let first = list_files(&disk);
    let mut n_before = 0;
    while list_files(&disk) == first {
        n_before += 1;
        app.perform(edit_title(&long_title(n_before)));
    }
    assert!(n_before > 5, "{n_before}");

    let disk = SimDisk::holding(&[]);
    let mut app = start(&disk);
    for n in 0..n_before {
        app.perform(edit_title(&long_title(n)));
    }
    // The step is written and synced; then the disk gives up.
    disk.fail(Failing::From(2));
    app.perform(edit_title(&long_title(n_before)));
    let names = list_files(&disk);
    assert!(names.len() == 1 && names[0].to_string_lossy().ends_with("-1.journal"));
    let found = find_journals(&disk, Path::new("/state/recovery"), false, has_beginning);
    let told = journal::read(&found[0].records).unwrap();
    let title = &told.editor.document().meta().title;
    assert_eq!(*title, long_title(n_before));
    assert_eq!(told.n_unsaved, n_before + 1);
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

#[test]
fn a_journal_of_a_program_that_did_not_count_is_read_and_counts_its_steps() {
    let mut app = start(&SimDisk::holding(&[]));
    for n in 0..3 {
        app.perform(edit_title(&n.to_string()));
    }
    let past = app.tab().unwrap().editor.past(1).unroll();
    let mut records = write_beginning(&past, None, 3);
    assert_eq!(journal::read(&records).unwrap().n_unsaved, 3);
    let header = String::from_utf8(records[0].clone()).unwrap();
    let old = header.replace(",\"n_unsaved\":3", "");
    assert_ne!(old, header);
    records[0] = old.into_bytes();
    assert_eq!(journal::read(&records).unwrap().n_unsaved, 1);
}
