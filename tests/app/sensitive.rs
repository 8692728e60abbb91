//! Maps marked as sensitive where their unsaved edits are not to be kept: no word of theirs reaches the folder
//! for state, and what was there goes.

use std::path::Path;
use std::sync::Arc;

use linchpin::app::{Action, App, Content, Dialog, JournalState, Purpose, TaskMode, UnsavedAnswer};
use linchpin::edit::{Edit, Field};
use linchpin::format::journal::{self, has_beginning};
use linchpin::storage::journal::find_journals;
use linchpin::storage::{Disk, Folders, Store};
use proptest::prelude::{ProptestConfig, prop, prop_assert, prop_assert_eq, proptest};
use tempfile::TempDir;

use super::clock::Clock;
use crate::storage::sim_disk::{Failing, SimDisk};

/// Stands in every text of a test.
const WORD: &str = "Zanzibar";

/// A program whose journals are on a simulated disk, and all else in a folder of its own.
struct Desk {
    app: App,
    disk: SimDisk,
    clock: Clock,
    folder: TempDir,
}

impl Desk {
    /// With an empty map; unsaved edits of sensitive maps are not to be kept.
    fn new() -> Self {
        let mut desk = Self::start(TempDir::new().unwrap(), None);
        desk.app.new_map();
        desk.run("keep-sensitive");
        desk
    }

    /// A program over the folder of another one, which keeps its journals there; with a disk, on that.
    fn start(folder: TempDir, disk: Option<SimDisk>) -> Self {
        let folders = Folders {
            config: folder.path().join("config"),
            state: folder.path().join("state"),
        };
        let clock = Clock::default();
        let mut app = App::new(clock.host(), Some(folders), TaskMode::Inline);
        let disk = disk.unwrap_or_else(|| SimDisk::holding(&[]));
        app.keep_journals_on(Arc::new(disk.clone()));
        app.poll();
        Self {
            app,
            disk,
            clock,
            folder,
        }
    }

    /// A program that keeps its journals in its folder.
    fn start_on_disk(folder: TempDir) -> Self {
        let mut desk = Self::start(folder, None);
        desk.app.keep_journals_on(Arc::new(Disk));
        desk
    }

    fn perform(&mut self, action: Action) {
        self.app.perform(action);
        self.app.poll();
    }

    fn run(&mut self, id: &'static str) {
        self.perform(Action::Run(id));
    }

    fn set(&mut self, field: Field) {
        self.perform(Action::Edit(Box::new(Edit::SetField { field })));
    }

    fn mark(&mut self, sensitive: bool) {
        self.set(Field::Sensitive(sensitive));
    }

    fn rename(&mut self, n: usize) {
        self.set(Field::Title(format!("{WORD} {n}")));
    }

    fn save(&mut self) {
        let tab = self.app.tab().unwrap().key;
        let path = self.folder.path().join("a.argmap.json");
        let purpose = Purpose::SaveAs { tab, then: None };
        self.perform(Action::FileChosen(purpose, Some(path)));
        assert!(!self.app.tab().unwrap().is_dirty());
    }

    fn state(&self) -> JournalState {
        self.app.tab().unwrap().journal.state()
    }

    fn title(&self) -> String {
        self.app.tab().unwrap().document().meta().title.clone()
    }

    /// The title of what a power cut now would give back.
    fn recover(&self) -> Option<String> {
        let folder = self.folder.path().join("state/recovery");
        let disk = SimDisk::after_crash(&self.disk.kept());
        let found = find_journals(&disk, &folder, true, has_beginning);
        let told = journal::read(&found.first()?.records).unwrap();
        Some(told.editor.document().meta().title.clone())
    }

    /// Whether anything that a crash could leave at any moment has the word in it, or anything in the folder.
    fn has_leaked(&self) -> bool {
        let crashes = self.disk.crashes();
        let mut pictures = crashes.iter().flatten().chain([]);
        let on_disk = pictures.any(|picture| picture.values().any(|bytes| has_word(bytes)));
        let now = self.disk.picture();
        on_disk
            || now.values().any(|bytes| has_word(bytes))
            || has_file(&self.folder.path().join("state"))
    }

    /// How many files there are of journals, in the trash as well.
    fn n_journals(&self) -> usize {
        self.disk.picture().len()
    }
}

fn has_word(bytes: &[u8]) -> bool {
    bytes
        .windows(WORD.len())
        .any(|part| part == WORD.as_bytes())
}

/// Whether a folder has a file with anything in it. Snapshots are packed, so that words are not found there.
fn has_file(folder: &Path) -> bool {
    let paths = Disk.list(folder).unwrap();
    paths.iter().any(|path| {
        if path.is_dir() {
            has_file(path)
        } else {
            path.metadata().unwrap().len() > 0
        }
    })
}

#[test]
fn no_word_of_a_sensitive_map_reaches_the_folder_for_state() {
    let mut desk = Desk::new();
    desk.mark(true);
    assert_eq!(desk.state(), JournalState::Off);
    desk.rename(1);
    desk.perform(Action::AddRootAt(linchpin::model::Kind::Claim, [0.0, 0.0]));
    // What is being typed, for as long as anybody would.
    desk.perform(Action::DraftWording(format!(
        "The {WORD} affair, in so many words"
    )));
    desk.clock.pass(10.0);
    desk.app.poll();
    assert_eq!(desk.app.wakes_for_typing(), None);
    desk.perform(Action::KeepWording(false));
    let tab = desk.app.tab().unwrap().key;
    let field = Field::Authors(vec![format!("{WORD} himself")]);
    desk.perform(Action::DraftFields(vec![(
        tab,
        vec![Edit::SetField { field }],
    )]));
    desk.clock.pass(10.0);
    desk.app.poll();
    desk.perform(Action::DraftFields(Vec::new()));
    for id in ["undo", "redo", "undo", "redo"] {
        desk.run(id);
    }
    desk.save();
    // Long enough for a snapshot without a save.
    desk.rename(2);
    desk.clock.pass(1000.0);
    desk.rename(3);
    desk.run("reload");
    desk.perform(Action::ReloadAnyway(desk.app.tab().unwrap().key));
    desk.rename(4);
    assert_eq!((desk.state(), desk.n_journals()), (JournalState::Off, 0));
    desk.perform(Action::Quit);
    desk.perform(Action::AnswerUnsaved(UnsavedAnswer::Discard));
    assert!(!desk.has_leaked());
    // It is there all the same: in its own file.
    let own = std::fs::read(desk.folder.path().join("a.argmap.json")).unwrap();
    assert!(has_word(&own));
}

#[test]
fn switched_off_what_is_there_goes_and_switched_on_there_is_a_journal_at_once() {
    let mut desk = Desk::new();
    desk.run("keep-sensitive");
    desk.mark(true);
    desk.rename(1);
    desk.perform(Action::AddRootAt(linchpin::model::Kind::Claim, [0.0, 0.0]));
    desk.perform(Action::DraftWording(format!(
        "{WORD} in so many more words"
    )));
    assert_eq!(desk.state(), JournalState::Kept);
    assert_eq!(desk.recover().as_deref(), Some("Zanzibar 1"));
    desk.run("keep-sensitive");
    // Nothing is in the trash, either.
    assert_eq!((desk.state(), desk.n_journals()), (JournalState::Off, 0));
    assert_eq!(desk.recover(), None);
    desk.perform(Action::DropWording);
    desk.rename(2);
    assert_eq!(desk.n_journals(), 0);
    desk.run("keep-sensitive");
    assert_eq!(desk.state(), JournalState::Kept);
    assert_eq!(desk.recover().as_deref(), Some("Zanzibar 2"));
    desk.rename(3);
    assert_eq!(desk.recover().as_deref(), Some("Zanzibar 3"));
    desk.save();
    desk.perform(Action::CloseTab(0));
    assert_eq!(desk.n_journals(), 0);
}

#[test]
fn a_map_that_becomes_sensitive_loses_its_journal_and_has_one_when_it_is_not_any_more() {
    let mut desk = Desk::new();
    desk.rename(1);
    assert_eq!(desk.recover().as_deref(), Some("Zanzibar 1"));
    desk.mark(true);
    assert_eq!((desk.state(), desk.n_journals()), (JournalState::Off, 0));
    desk.run("undo");
    assert_eq!(desk.state(), JournalState::Kept);
    assert_eq!(desk.recover().as_deref(), Some("Zanzibar 1"));
    // Another map is none of this map's business.
    desk.mark(true);
    desk.app.new_map();
    desk.rename(2);
    assert_eq!(desk.state(), JournalState::Kept);
    assert_eq!(desk.recover().as_deref(), Some("Zanzibar 2"));
}

#[test]
fn what_could_not_be_removed_is_told_once() {
    for n in 0..3 {
        let mut desk = Desk::new();
        desk.rename(1);
        desk.disk.fail(Failing::From(n));
        desk.mark(true);
        desk.rename(2);
        let told = desk.app.messages.iter();
        let told = told
            .filter(|it| it.text.contains("could not be removed"))
            .count();
        assert_eq!(told, 1, "operation {n}");
        assert_ne!(desk.state(), JournalState::Kept);
    }
}

/// The folder of a program that crashed with unsaved work on a sensitive map, and with keeping it off since.
fn crashed() -> Desk {
    let mut desk = Desk::start_on_disk(TempDir::new().unwrap());
    desk.app.new_map();
    desk.mark(true);
    desk.rename(1);
    let Desk { app, folder, .. } = desk;
    drop(app);
    let mut desk = Desk::start_on_disk(folder);
    assert_eq!(desk.app.dialog, Some(Dialog::Recovery));
    desk.run("keep-sensitive");
    let told = desk.app.messages.iter();
    assert_eq!(told.filter(|it| it.offer == Some("recover")).count(), 1);
    desk
}

fn restore(desk: &mut Desk) {
    let key = desk.app.found()[0].key;
    assert!(matches!(desk.app.found()[0].content, Content::Map(_)));
    desk.perform(Action::RestoreFound(key));
    assert_eq!(desk.title(), "Zanzibar 1");
    desk.rename(2);
    assert_eq!(desk.state(), JournalState::Off);
}

fn keeps(desk: &Desk) -> bool {
    has_file(&desk.folder.path().join("state/recovery"))
}

#[test]
fn what_a_crash_had_left_stays_until_it_is_saved_or_closed() {
    let mut desk = crashed();
    assert!(keeps(&desk));
    restore(&mut desk);
    assert!(keeps(&desk), "it may be all that there is");
    desk.save();
    assert!(!keeps(&desk));
    let mut desk = crashed();
    restore(&mut desk);
    desk.perform(Action::CloseTab(0));
    desk.perform(Action::AnswerUnsaved(UnsavedAnswer::Discard));
    assert!(desk.app.tabs().is_empty() && !keeps(&desk));
    // Crashed once more, it is offered once more.
    let mut desk = crashed();
    restore(&mut desk);
    let Desk { app, folder, .. } = desk;
    drop(app);
    let desk = Desk::start_on_disk(folder);
    assert_eq!(desk.app.found().len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Whatever is done in whatever order: of a map that is not to be kept there is nothing, and of any
    /// other one all that is unsaved.
    #[test]
    fn there_is_a_journal_of_what_is_unsaved_and_may_be_kept(steps in prop::collection::vec(0..8_usize, 0..30)) {
        let mut desk = Desk::new();
        desk.disk.fail(Failing::Never);
        for (n, step) in steps.into_iter().enumerate() {
            match step {
                0 | 1 => desk.rename(n),
                2 => desk.run("undo"),
                3 => desk.run("redo"),
                4 => desk.run("keep-sensitive"),
                5 => desk.mark(true),
                6 => desk.mark(false),
                _ => desk.save(),
            }
            let tab = desk.app.tab().unwrap();
            let is_off = tab.document().meta().sensitive && !desk.app.settings.keeps_sensitive;
            if is_off {
                prop_assert_eq!(desk.n_journals(), 0);
                prop_assert!(desk.disk.kept().is_empty(), "a power cut brings nothing back");
            } else if tab.is_dirty() {
                prop_assert!(desk.recover().is_some_and(|title| title == desk.title()));
            }
        }
    }
}
