//! Journals on a disk that fails, and by threads that meet with a fault: what was handed over is written
//! again at once, and where that cannot be, it is said.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::thread::ThreadId;

use linchpin::app::{Action, App, FixedHost, JournalState, TaskMode};
use linchpin::edit::{Edit, Field};
use linchpin::format::journal::{self, has_beginning};
use linchpin::model::{Kind, Time};
use linchpin::storage::journal::find_journals;
use linchpin::storage::{Folders, Look, Store, StoredFile};

use crate::storage::sim_disk::{Failing, SimDisk};

/// A program with one map, whose journals are on that disk.
fn start(mode: TaskMode, disk: Arc<dyn Store>) -> App {
    let host = FixedHost::new(Time::from_unix(1_790_000_000), 7);
    let folders = Folders {
        config: "/config".into(),
        state: "/state".into(),
    };
    let mut app = App::new(Box::new(host), Some(folders), mode);
    app.settings.keeps_history = false;
    app.keep_journals_on(disk);
    app.new_map();
    app
}

fn rename(app: &mut App, title: &str) {
    let field = Field::Title(title.to_owned());
    app.perform(Action::Edit(Box::new(Edit::SetField { field })));
}

fn state(app: &App) -> JournalState {
    app.tab().unwrap().journal.state()
}

/// A disk that watches nothing and fails at nothing.
fn calm_disk() -> SimDisk {
    let disk = SimDisk::holding(&[]);
    disk.fail(Failing::Never);
    disk
}

/// The title and the number of unsaved edits that a disk would give back; none where it has no journal.
fn recover(disk: &SimDisk) -> Option<(String, usize)> {
    let folder = Path::new("/state/recovery");
    let found = find_journals(disk, folder, false, has_beginning);
    assert!(found.len() <= 1, "one session");
    let told = journal::read(&found.first()?.records).unwrap();
    let title = told.editor.document().meta().title.clone();
    Some((title, told.n_unsaved))
}

fn recover_kept(disk: &SimDisk) -> Option<(String, usize)> {
    recover(&SimDisk::after_crash(&disk.kept()))
}

fn list_files(disk: &SimDisk) -> Vec<PathBuf> {
    disk.picture().into_keys().collect()
}

#[test]
fn after_a_failed_sync_another_generation_is_begun_at_once() {
    let disk = calm_disk();
    let mut app = start(TaskMode::Inline, Arc::new(disk.clone()));
    rename(&mut app, "one");
    let before = list_files(&disk);
    // The write goes well, the sync after it does not.
    disk.fail(Failing::Once(1));
    rename(&mut app, "two");
    assert_eq!(state(&app), JournalState::Kept);
    assert!(app.tab().unwrap().journal.is_synced());
    assert_eq!(recover_kept(&disk), Some(("two".to_owned(), 2)));
    let after = list_files(&disk);
    assert!(after.len() == 1 && after != before, "{before:?} {after:?}");
    let is_told = app.messages.iter().count() > 0;
    assert!(!is_told, "nothing was lost, so nothing is told");
    disk.fail(Failing::Once(1));
    rename(&mut app, "three");
    assert_eq!(recover_kept(&disk), Some(("three".to_owned(), 3)));
    let third = list_files(&disk);
    assert!(third.len() == 1 && third != after, "{after:?} {third:?}");
    rename(&mut app, "four");
    assert_eq!(recover_kept(&disk), Some(("four".to_owned(), 4)));
}

#[test]
fn whichever_operation_of_the_disk_fails_all_is_kept_after_the_next_step() {
    let count = |failing| {
        let disk = calm_disk();
        disk.fail(failing);
        let mut app = start(TaskMode::Inline, Arc::new(disk.clone()));
        for (n, title) in ["one", "two", "three", "four"].iter().enumerate() {
            rename(&mut app, title);
            if app.tab().unwrap().journal.is_synced() && state(&app) == JournalState::Kept {
                let kept = recover_kept(&disk);
                assert_eq!(kept, Some(((*title).to_owned(), n + 1)), "{title}");
            }
        }
        (disk, app)
    };
    let (healthy, _) = count(Failing::Never);
    let n_operations = healthy.n_operations();
    assert!(n_operations > 8, "{n_operations}");
    for n in 0..n_operations {
        let (disk, app) = count(Failing::Once(n));
        assert_eq!(state(&app), JournalState::Kept, "operation {n}");
        assert!(app.tab().unwrap().journal.is_synced(), "operation {n}");
        assert_eq!(recover_kept(&disk), Some(("four".to_owned(), 4)), "{n}");
        assert_eq!(recover(&disk), Some(("four".to_owned(), 4)), "{n}");
    }
}

#[test]
fn a_disk_that_fails_for_good_is_told_of_once_and_not_written_to_for_ever() {
    for n in 0..4 {
        let disk = calm_disk();
        let mut app = start(TaskMode::Inline, Arc::new(disk.clone()));
        rename(&mut app, "one");
        app.perform(Action::AddRootAt(Kind::Claim, [0.0, 0.0]));
        let words = "A box that somebody is typing";
        app.perform(Action::DraftWording(words.to_owned()));
        disk.fail(Failing::From(n));
        rename(&mut app, "two");
        rename(&mut app, "three");
        app.poll();
        let n_operations = disk.n_operations();
        for _ in 0..3 {
            app.poll();
        }
        assert!(matches!(state(&app), JournalState::Failed(_)), "{n}");
        assert_eq!(disk.n_operations(), n_operations, "{n}");
        let told = app.messages.iter();
        let told = told.filter(|it| it.text.contains("kept for recovery"));
        assert_eq!(told.count(), 1);
        disk.fail(Failing::Never);
        rename(&mut app, "four");
        assert_eq!(state(&app), JournalState::Kept, "{n}");
        assert_eq!(recover_kept(&disk), Some(("four".to_owned(), 5)), "{n}");
    }
}

#[test]
fn a_journal_that_is_closed_leaves_no_generation_behind_whatever_failed() {
    for n in 0..24 {
        let disk = calm_disk();
        disk.fail(Failing::Once(n));
        let mut app = start(TaskMode::Inline, Arc::new(disk.clone()));
        for title in ["one", "two", "three"] {
            rename(&mut app, title);
        }
        disk.fail(Failing::Never);
        rename(&mut app, "four");
        app.perform(Action::CloseTab(0));
        let answer = linchpin::app::UnsavedAnswer::Discard;
        app.perform(Action::AnswerUnsaved(answer));
        // What is there of a first generation that never began is removed with it.
        assert_eq!(list_files(&disk), Vec::<PathBuf>::new(), "operation {n}");
    }
}

/// A disk that brings down whoever writes to it, when it is told to, once.
#[derive(Clone)]
struct Trap {
    disk: SimDisk,
    is_set: Arc<AtomicBool>,
    /// Who wrote last.
    writer: Arc<Mutex<Option<ThreadId>>>,
    /// Whether the next sync fails; whoever holds this keeps syncs waiting.
    loses: Arc<Mutex<bool>>,
}

struct TrapFile {
    trap: Trap,
    file: Arc<dyn StoredFile>,
}

impl Trap {
    fn new() -> Self {
        Self {
            disk: calm_disk(),
            is_set: Arc::default(),
            writer: Arc::default(),
            loses: Arc::default(),
        }
    }

    fn set(&self) {
        self.is_set.store(true, Ordering::SeqCst);
    }

    fn guard(&self, file: Arc<dyn StoredFile>) -> Arc<dyn StoredFile> {
        let trap = self.clone();
        Arc::new(TrapFile { trap, file })
    }
}

impl Store for Trap {
    fn look(&self, path: &Path) -> io::Result<Look> {
        self.disk.look(path)
    }
    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        self.disk.read_link(path)
    }
    fn is_read_only(&self, path: &Path, look: &Look) -> bool {
        self.disk.is_read_only(path, look)
    }
    fn read(&self, path: &Path) -> io::Result<Box<dyn Read>> {
        self.disk.read(path)
    }
    fn create(&self, path: &Path, mode: u32) -> io::Result<Arc<dyn StoredFile>> {
        Ok(self.guard(self.disk.create(path, mode)?))
    }
    fn open(&self, path: &Path) -> io::Result<Arc<dyn StoredFile>> {
        self.disk.open(path)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.disk.rename(from, to)
    }
    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.disk.link(from, to)
    }
    fn claim(&self, path: &Path) -> Option<Arc<dyn StoredFile>> {
        self.disk.claim(path)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        self.disk.remove(path)
    }
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.disk.sync_folder(folder)
    }
    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        self.disk.create_folder(folder)
    }
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.disk.list(folder)
    }
}

impl StoredFile for TrapFile {
    fn write(&self, bytes: &[u8]) -> io::Result<()> {
        *self.trap.writer.lock().unwrap() = Some(std::thread::current().id());
        if self.trap.is_set.swap(false, Ordering::SeqCst) {
            std::panic::resume_unwind(Box::new("a fault"));
        }
        self.file.write(bytes)
    }
    fn set_len(&self, len: u64) -> io::Result<()> {
        self.file.set_len(len)
    }
    fn read_whole(&self) -> io::Result<Vec<u8>> {
        self.file.read_whole()
    }
    fn sync(&self) -> io::Result<()> {
        if std::mem::take(&mut *self.trap.loses.lock().unwrap()) {
            self.trap.disk.fail(Failing::Once(0));
        }
        self.file.sync()
    }
    fn look(&self) -> io::Result<Look> {
        self.file.look()
    }
    fn keep_access(&self, of: &Look, at: &Path) -> io::Result<()> {
        self.file.keep_access(of, at)
    }
    fn try_lock(&self) -> io::Result<bool> {
        self.file.try_lock()
    }
}

#[test]
fn what_is_still_being_written_down_is_not_called_kept() {
    let trap = Trap::new();
    let mode = TaskMode::Threads(Arc::new(|| {}));
    let mut app = start(mode, Arc::new(trap.clone()));
    assert_eq!(state(&app), JournalState::Idle);
    // Whoever writes waits for this.
    let held = trap.writer.lock().unwrap();
    rename(&mut app, "one");
    let journal = &app.tab().unwrap().journal;
    assert_eq!(journal.state(), JournalState::Behind);
    assert_eq!((journal.n_sent(), journal.n_synced()), (1, 0));
    assert!(!journal.is_synced());
    drop(held);
    while !journal.is_synced() {
        std::thread::yield_now();
    }
    assert_eq!(journal.state(), JournalState::Kept);
    assert_eq!(recover_kept(&trap.disk), Some(("one".to_owned(), 1)));
}

fn wait_for(app: &mut App, is_so: impl Fn(&App) -> bool) {
    while !is_so(app) {
        app.poll();
        std::thread::yield_now();
    }
}

fn is_synced(app: &App) -> bool {
    state(app) == JournalState::Kept && app.tab().unwrap().journal.is_synced()
}

/// What a disk has lost once is lost to that file, though it says at the next sync that all is well.
#[test]
fn a_sync_that_goes_well_after_one_that_failed_confirms_nothing() {
    let trap = Trap::new();
    let (sender, woken) = channel();
    let sender = Mutex::new(sender);
    let wake = move || sender.lock().unwrap().send(()).unwrap_or_default();
    let mut app = start(TaskMode::Threads(Arc::new(wake)), Arc::new(trap.clone()));
    let mut loses = trap.loses.lock().unwrap();
    // The first one is waited for, or both are at once.
    rename(&mut app, "one");
    rename(&mut app, "two");
    wait_for(&mut app, |app| state(app) == JournalState::Kept);
    *loses = true;
    drop(loses);
    while !matches!(state(&app), JournalState::Failed(_)) {
        woken.recv().unwrap();
    }
    assert_eq!(app.tab().unwrap().journal.n_synced(), 0);
    wait_for(&mut app, is_synced);
    assert_eq!(recover_kept(&trap.disk), Some(("two".to_owned(), 2)));
}

#[test]
fn a_generation_that_is_lost_after_another_one_stands_for_it_is_no_failure() {
    let trap = Trap::new();
    let mode = TaskMode::Threads(Arc::new(|| {}));
    let mut app = start(mode, Arc::new(trap.clone()));
    let mut loses = trap.loses.lock().unwrap();
    rename(&mut app, "one");
    wait_for(&mut app, |app| state(app) == JournalState::Kept);
    // The next write meets with a fault, so that another generation is begun.
    trap.set();
    rename(&mut app, "two");
    let is_begun =
        |app: &App| !trap.is_set.load(Ordering::SeqCst) && state(app) == JournalState::Kept;
    wait_for(&mut app, is_begun);
    *loses = true;
    drop(loses);
    wait_for(&mut app, |app| {
        assert_eq!(state(app), JournalState::Kept);
        is_synced(app)
    });
    assert_eq!(recover_kept(&trap.disk), Some(("two".to_owned(), 2)));
}

#[test]
fn after_a_fault_in_writing_the_journal_is_begun_anew() {
    let trap = Trap::new();
    let mode = TaskMode::Threads(Arc::new(|| {}));
    let mut app = start(mode, Arc::new(trap.clone()));
    rename(&mut app, "one");
    trap.set();
    rename(&mut app, "two");
    // The fault may be met, and made good, before the step is done with or in a later frame.
    let is_met = || !trap.is_set.load(Ordering::SeqCst);
    wait_for(&mut app, |app| is_met() && is_synced(app));
    assert_eq!(recover_kept(&trap.disk), Some(("two".to_owned(), 2)));
}

#[test]
fn when_the_thread_of_the_journals_dies_every_map_gets_its_journal_from_another_one() {
    let trap = Trap::new();
    let writer = trap.writer.clone();
    let is_alive = AtomicBool::new(true);
    // Brings down the thread that writes, and no other one, once.
    let wake = move || {
        let is_writer = *writer.lock().unwrap() == Some(std::thread::current().id());
        if is_writer && is_alive.swap(false, Ordering::SeqCst) {
            std::panic::resume_unwind(Box::new("a fault"));
        }
    };
    let mode = TaskMode::Threads(Arc::new(wake));
    let mut app = start(mode, Arc::new(trap.clone()));
    rename(&mut app, "one");
    app.new_map();
    rename(&mut app, "another");
    trap.set();
    rename(&mut app, "another one");
    let is_kept = |app: &App| {
        let mut journals = app.tabs().iter().map(|tab| &tab.journal);
        journals.all(|it| it.state() == JournalState::Kept && it.is_synced())
    };
    while !is_kept(&app) {
        app.poll();
        std::thread::yield_now();
    }
    let folder = Path::new("/state/recovery");
    let after = SimDisk::after_crash(&trap.disk.kept());
    let found = find_journals(&after, folder, false, has_beginning);
    let titles = found.iter().map(|found| {
        let told = journal::read(&found.records).unwrap();
        told.editor.document().meta().title.clone()
    });
    let mut titles: Vec<String> = titles.collect();
    titles.sort();
    assert_eq!(titles, ["another one", "one"]);
}
