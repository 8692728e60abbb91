//! Unsaved work that was found and is out of the ordinary: what cannot be read, tried or put away, and maps
//! whose file is open or taken by then. Nothing of it goes.

use std::path::{Path, PathBuf};

use linchpin::app::{Action, Content, Dialog, FoundMap, Purpose, Tab};
use linchpin::edit::{Edit, Field};
use linchpin::model::Kind;
use linchpin::storage::journal::{find_next_generation, split_records};
use linchpin::storage::{Disk, JournalFile, Store, save_atomically};

use super::desk::Desk;

fn rename(desk: &mut Desk, title: &str) {
    let field = Field::Title(title.to_owned());
    desk.perform(Action::Edit(Box::new(Edit::SetField { field })));
}

/// A map that was saved as "saved", and its file.
fn saved() -> (Desk, PathBuf) {
    let mut desk = Desk::new();
    desk.app.new_map();
    rename(&mut desk, "saved");
    let path = desk.path("a.argmap.json");
    desk.run_with_file("save-as", &path);
    (desk, path)
}

/// The program after it has ended badly with an edit of that map, which calls it "lost".
fn crashed() -> (Desk, PathBuf) {
    let (mut desk, path) = saved();
    rename(&mut desk, "lost");
    (start_again(desk), path)
}

fn start_again(desk: Desk) -> Desk {
    let mut desk = desk.restart();
    desk.app.poll();
    desk
}

fn folder(desk: &Desk) -> PathBuf {
    desk.path("state/recovery")
}

/// The journals there are, discarded ones too.
fn list_journals(desk: &Desk) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let list = |folder: &Path| {
        let mut paths = Disk.list(folder).unwrap_or_default();
        paths.retain(|path| path.extension().is_some_and(|it| it == "journal"));
        paths
    };
    let folder = folder(desk);
    (list(&folder), list(&folder.join("trash")))
}

/// The only journal there is.
fn journal(desk: &Desk) -> PathBuf {
    let (journals, _) = list_journals(desk);
    let [path] = journals.try_into().unwrap();
    path
}

/// The only thing that was found.
fn key(desk: &Desk) -> u64 {
    let [found] = desk.app.found() else {
        panic!("{:?}", desk.app.found());
    };
    found.key
}

fn map(desk: &Desk) -> Option<&FoundMap> {
    key(desk);
    desk.app.found()[0].map()
}

fn why(desk: &Desk) -> &str {
    key(desk);
    match &desk.app.found()[0].content {
        Content::Broken(why) => why,
        Content::Map(_) | Content::SetAside => panic!("it could be read"),
    }
}

#[test]
fn a_journal_that_was_hardly_begun_is_put_away_without_a_word() {
    let desk = Desk::new();
    drop(JournalFile::begin(&Disk, &folder(&desk), "abc", 1, &[]).unwrap());
    let desk = start_again(desk);
    assert_eq!((desk.app.found().len(), &desk.app.dialog), (0, &None));
    let (journals, trash) = list_journals(&desk);
    assert_eq!((journals.len(), trash.len()), (0, 1));
    let mut desk = start_again(desk);
    desk.run("recover");
    assert!(desk.app.found().is_empty());
}

#[test]
fn a_map_whose_tries_cannot_be_counted_is_not_tried() {
    let (desk, _) = crashed();
    let name = journal(&desk).file_name().unwrap().to_owned();
    let session = name.to_str().unwrap().split('-').next().unwrap();
    let note = folder(&desk).join(format!("{session}.tries"));
    Disk.remove(&note).unwrap();
    Disk.create_folder(&note).unwrap();
    let mut desk = start_again(desk);
    assert!(why(&desk).ends_with(note.to_str().unwrap()));
    assert_eq!(desk.app.dialog, Some(Dialog::Recovery));
    let found = key(&desk);
    desk.perform(Action::RestoreFound(found));
    assert_eq!(desk.app.tabs().len(), 0);
    std::fs::remove_dir(&note).unwrap();
    let desk = start_again(desk);
    assert_eq!(map(&desk).unwrap().n_edits, 1);
}

#[test]
fn a_journal_that_holds_no_map_says_why_and_stays() {
    let (desk, _) = crashed();
    let path = journal(&desk);
    let bytes = std::fs::read(&path).unwrap();
    let (records, _) = split_records(&bytes);
    let mut records: Vec<Vec<u8>> = records.into_iter().map(<[u8]>::to_vec).collect();
    records[1] = b"{\"format\": \"a recipe\"}".to_vec();
    // As a program of another kind would have begun it.
    let generation = find_next_generation(&path);
    JournalFile::begin(&Disk, &folder(&desk), "other", generation, &records).unwrap();
    Disk.remove(&path).unwrap();
    let desk = start_again(desk);
    assert!(!why(&desk).is_empty());
    assert_eq!(list_journals(&desk).0.len(), 1);
}

#[test]
fn a_journal_that_cannot_be_opened_is_shown_once_however_often_it_is_looked_for() {
    let desk = Desk::new();
    let path = folder(&desk).join("abc-1.journal");
    Disk.create_folder(&path).unwrap();
    let mut desk = start_again(desk);
    let said = why(&desk).to_owned();
    desk.run("recover");
    desk.run("recover");
    assert_eq!(why(&desk), said);
    assert!(path.exists());
}

#[test]
fn what_is_printed_of_found_work_names_it_and_quotes_nothing_else() {
    let (mut desk, _) = saved();
    desk.perform(Action::AddRootAt(Kind::Claim, [0.0, 0.0]));
    desk.perform(Action::DraftWording("Zanzibar".to_owned()));
    desk.perform(Action::KeepWording(false));
    let desk = start_again(desk);
    let printed = format!("{:?}", desk.app.found());
    assert!(printed.contains("saved in "), "{printed}");
    assert!(!printed.contains("Zanzibar"), "{printed}");
}

#[test]
fn beside_unsaved_changes_to_its_file_a_map_is_restored_without_one() {
    let (mut desk, path) = crashed();
    desk.perform(Action::SetDialog(None));
    desk.perform(Action::Open(path.clone()));
    rename(&mut desk, "another");
    let found = key(&desk);
    desk.perform(Action::RestoreFound(found));
    let tabs = desk.app.tabs().iter();
    let tabs: Vec<_> = tabs.map(|tab| (tab.name(), tab.path.clone())).collect();
    let expected = [
        ("another".to_owned(), Some(path.clone())),
        ("lost".to_owned(), None),
    ];
    assert_eq!(tabs, expected);
    assert!(desk.app.tabs().iter().all(Tab::is_dirty));
    let held = std::fs::read_to_string(&path).unwrap();
    assert!(held.contains("\"saved\""));
}

#[test]
fn a_restored_map_takes_the_place_of_its_file_where_nothing_in_that_is_unsaved() {
    let (mut desk, path) = crashed();
    desk.perform(Action::SetDialog(None));
    desk.perform(Action::Open(path.clone()));
    let found = key(&desk);
    desk.perform(Action::RestoreFound(found));
    assert_eq!(desk.app.tabs().len(), 1);
    assert_eq!(
        (desk.tab().name().as_str(), &desk.tab().path),
        ("lost", &Some(path))
    );
    desk.run("save");
    assert_eq!(desk.app.dialog, None, "the file is known");
    assert!(!desk.tab().is_dirty());
}

#[test]
fn words_that_are_being_typed_stay_when_a_map_is_restored_over_its_file() {
    let (mut desk, path) = saved();
    desk.perform(Action::AddRootAt(Kind::Claim, [0.0, 0.0]));
    desk.perform(Action::DraftWording("A box".to_owned()));
    desk.perform(Action::KeepWording(false));
    desk.run("save");
    rename(&mut desk, "lost");
    let mut desk = start_again(desk);
    desk.perform(Action::SetDialog(None));
    desk.perform(Action::Open(path));
    let node = desk.node("A box");
    desk.perform(Action::OpenWording(node));
    desk.perform(Action::DraftWording("Half a thou".to_owned()));
    let found = key(&desk);
    desk.perform(Action::RestoreFound(found));
    let mut texts = desk
        .app
        .tabs()
        .iter()
        .flat_map(|tab| tab.document().nodes().iter());
    assert!(texts.any(|node| node.text == "Half a thou"));
}

#[test]
fn a_copy_whose_ending_was_added_replaces_nothing() {
    let (mut desk, _) = crashed();
    let found = key(&desk);
    let purpose = Purpose::SaveFound { found };
    let taken = desk.write("taken.argmap.json", b"somebody's");
    desk.perform(Action::FileChosen(purpose, Some(desk.path("taken"))));
    assert_eq!(std::fs::read(&taken).unwrap(), b"somebody's");
    assert!(
        desk.told()
            .iter()
            .any(|it| it.ends_with("taken.argmap.json"))
    );
    assert_eq!(desk.app.dialog, Some(Dialog::Recovery), "it is still there");
    assert!(map(&desk).is_some());
    desk.perform(Action::FileChosen(purpose, Some(desk.path("free"))));
    let copy = std::fs::read_to_string(desk.path("free.argmap.json")).unwrap();
    assert!(copy.contains("\"lost\""));
}

#[test]
fn of_what_was_set_aside_no_copy_is_written() {
    let (desk, _) = crashed();
    let mut desk = start_again(start_again(desk));
    assert!(matches!(desk.app.found()[0].content, Content::SetAside));
    let found = key(&desk);
    let purpose = Purpose::SaveFound { found };
    let path = desk.path("copy.argmap.json");
    desk.perform(Action::FileChosen(purpose, Some(path.clone())));
    assert!(!path.exists());
    assert_eq!(key(&desk), found);
}

#[test]
fn what_was_decided_about_by_then_is_not_decided_about_again() {
    let (mut desk, _) = crashed();
    let gone = key(&desk) + 1;
    desk.perform(Action::RestoreFound(gone));
    desk.perform(Action::SaveFound(gone));
    desk.perform(Action::DiscardFound(gone));
    desk.perform(Action::TryFound(gone));
    assert!(desk.app.tabs().is_empty());
    assert_eq!(desk.asked_for_file(), None);
    assert_eq!(map(&desk).unwrap().n_edits, 1);
}

#[test]
fn with_a_map_all_of_its_generations_are_put_away() {
    let (desk, _) = crashed();
    let path = journal(&desk);
    let name = path.file_name().unwrap().to_str().unwrap();
    let (session, _) = name.split_once('-').unwrap();
    // An older one, whose removal came to nothing.
    let records = [b"old".to_vec()];
    JournalFile::begin(&Disk, &folder(&desk), session, 0, &records).unwrap();
    let mut desk = start_again(desk);
    let found = key(&desk);
    desk.perform(Action::DiscardFound(found));
    let (journals, trash) = list_journals(&desk);
    assert_eq!((journals.len(), trash.len()), (0, 1));
    desk.run("recover");
    assert_eq!(map(&desk).unwrap().n_edits, 1);
}

#[test]
fn what_cannot_be_put_away_is_told_and_offered_again() {
    let (mut desk, _) = crashed();
    let trash = folder(&desk).join("trash");
    save_atomically(&trash, b"a file in the way", None).unwrap();
    let before = std::fs::read(journal(&desk)).unwrap();
    let found = key(&desk);
    desk.perform(Action::DiscardFound(found));
    let name = journal(&desk);
    assert!(
        desk.told()
            .iter()
            .any(|it| it.ends_with(name.to_str().unwrap()))
    );
    assert_eq!(std::fs::read(name).unwrap(), before);
    let desk = start_again(desk);
    assert_eq!(map(&desk).unwrap().n_edits, 1);
}
