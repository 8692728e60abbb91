//! The journal of open maps: every step is handed to a thread that writes it down at once, and
//! another one waits for the disk, so that the window never does. What the journal says is in
//! `format::journal`, how it lies on the disk in `storage::journal`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use super::{App, Tab, TaskMode};
use crate::edit::{Event, Past};
use crate::format::journal::{SavedFile, write_beginning, write_event, write_saved, write_saving};
use crate::model::Document;
use crate::storage::history::Occasion;
use crate::storage::journal::{
    discard_journal, find_journal_folder, find_next_generation, forget_tries,
};
use crate::storage::{Disk, Fingerprint, JournalFile, Store, StoredFile};
use crate::words;

/// Steps of the history that a journal begins with at most.
const MOST_STEPS: usize = 500;
/// A journal is begun anew when it has grown by so many records, or by four times its beginning and
/// so many bytes.
const MOST_RECORDS: u64 = 10_000;
const MOST_BYTES: u64 = 4 << 20;
/// The disk is waited for no oftener than this.
const BETWEEN_SYNCS: Duration = Duration::from_millis(450);

/// The journal of a tab, as far as the tab knows it.
#[derive(Default)]
pub struct Journal {
    /// Whose journal it is; none before its first step.
    session: Option<String>,
    generation: u32,
    /// Files that it stands for from its next beginning on, with the locks on them.
    replaces: Vec<Replaced>,
    /// How many steps can be taken back in it.
    n_known: usize,
    n_sent: u64,
    shared: Arc<Shared>,
    /// Its failure was told.
    is_told: bool,
}

/// A file that a new generation stands for, with the lock on it where it is held.
pub(super) struct Replaced {
    /// The file.
    pub path: PathBuf,
    /// Keeps other processes away until it is gone.
    pub lock: Option<Arc<dyn StoredFile>>,
}

/// How a journal stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JournalState {
    /// There is nothing to be kept.
    Idle,
    /// Something is being written down.
    Behind,
    /// Every step is written down: a crash of the program would lose none.
    Kept,
    /// It cannot be written; the reason.
    Failed(String),
}

/// What the threads tell of a journal.
#[derive(Default)]
struct Shared {
    n_written: AtomicU64,
    n_synced: AtomicU64,
    /// The next step has to begin another generation.
    wants_new: AtomicBool,
    failure: Mutex<Option<String>>,
}

/// Hands steps to the threads, or does their work at once.
pub struct Keeper {
    mode: TaskMode,
    inline: Option<Writer>,
    thread: Option<(Sender<Message>, JoinHandle<()>)>,
}

enum Message {
    /// A generation begins.
    Begin(Box<Beginning>),
    /// Something was done to the map of that tab; it is the so-manieth time.
    Append(u64, Vec<Event>, u64),
    /// The map of that tab is about to be written to that file, as soon as somebody is told that this
    /// and all before it is written down.
    Saving(u64, String, Sender<()>),
    /// The map of that tab was saved, as it was so many steps before.
    Saved(u64, Box<SavedFile>, Option<i64>),
    /// The tab is closed and nothing in it is unsaved, or wanted.
    End(u64),
    /// What is unsaved in the tab gives way to something else at that time, and is put away.
    Discard(u64, i64),
}

struct Beginning {
    tab: u64,
    folder: PathBuf,
    session: String,
    generation: u32,
    past: Past,
    file: Option<SavedFile>,
    replaces: Vec<Replaced>,
    n_sent: u64,
    shared: Arc<Shared>,
}

/// Writes journals. Never waits for the disk.
#[derive(Default)]
struct Writer {
    open: BTreeMap<u64, Open>,
    /// Where the disk is waited for; none to wait at once.
    syncing: Option<Sender<SyncJob>>,
}

struct Open {
    journal: JournalFile,
    /// Earlier files that may not have been removed yet.
    older: Vec<PathBuf>,
    folder: PathBuf,
    session: String,
    begun_with: u64,
    n_records: u64,
    shared: Arc<Shared>,
}

/// A file to wait for.
struct SyncJob {
    file: Arc<dyn StoredFile>,
    shared: Arc<Shared>,
    n_written: u64,
    /// The folder that has a new name in it, and what may then go.
    begun: Option<(PathBuf, Vec<Replaced>)>,
}

impl Journal {
    /// A journal that goes on with that of a session which ended badly.
    pub(super) fn continuing(
        session: Option<String>,
        path: &Path,
        replaces: Vec<Replaced>,
    ) -> Self {
        Self {
            session,
            generation: find_next_generation(path),
            replaces,
            ..Self::default()
        }
    }

    /// How it stands.
    pub fn state(&self) -> JournalState {
        if let Some(why) = self.shared.failure() {
            JournalState::Failed(why)
        } else if self.n_sent == 0 {
            JournalState::Idle
        } else if self.shared.n_written.load(Ordering::Acquire) < self.n_sent {
            JournalState::Behind
        } else {
            JournalState::Kept
        }
    }

    /// Whether the disk has confirmed every step: not even a power cut would lose one.
    pub fn is_synced(&self) -> bool {
        self.n_synced() >= self.n_sent
    }

    /// How many steps were handed to it.
    pub fn n_sent(&self) -> u64 {
        self.n_sent
    }

    /// How many of them the disk has confirmed.
    pub fn n_synced(&self) -> u64 {
        self.shared.n_synced.load(Ordering::Acquire)
    }

    /// Whether events can follow what it holds.
    fn takes(&mut self, events: &[Event]) -> bool {
        let mut n_known = Some(self.n_known);
        for event in events {
            n_known = n_known.and_then(|n| match event {
                Event::Made { joins: true, .. } => (n > 0).then_some(n),
                Event::Made { .. } | Event::Redone(_) => Some(n + 1),
                Event::Undone(_) | Event::Retracted(_) => n.checked_sub(1),
            });
        }
        self.n_known = n_known.unwrap_or(0);
        let wants_new = self.n_sent == 0 || self.shared.wants_new.load(Ordering::Acquire);
        n_known.is_some() && !wants_new
    }
}

impl Shared {
    fn failure(&self) -> Option<String> {
        let failure = self.failure.lock();
        failure.unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set_failure(&self, why: Option<String>) {
        self.wants_new.store(why.is_some(), Ordering::Release);
        *self.failure.lock().unwrap_or_else(PoisonError::into_inner) = why;
    }
}

impl App {
    /// Hands what was done to the maps to their journals.
    pub(super) fn keep_journals(&mut self) {
        let Some(folder) = self.journal_folder() else {
            return;
        };
        let mut snapshots = Vec::new();
        for tab in &mut self.tabs {
            let events = tab.editor.take_events();
            if events.is_empty() {
                continue;
            }
            if tab.journal.takes(&events) {
                tab.journal.n_sent += 1;
                let message = Message::Append(tab.key, events, tab.journal.n_sent);
                self.keeper.send(message);
            } else {
                snapshots.extend(find_snapshot(tab));
                let message = begin_journal(tab, &folder);
                self.keeper.send(message);
            }
        }
        for (document, file, occasion) in snapshots {
            self.keep_snapshot(document, file, occasion);
        }
        self.tell_of_journals();
    }

    /// Where journals are kept; none where nothing is remembered.
    pub(super) fn journal_folder(&self) -> Option<PathBuf> {
        let folders = self.folders.as_ref()?;
        Some(find_journal_folder(&folders.state))
    }

    /// Begins the journal of a tab whose map was recovered.
    pub(super) fn begin_journal_of(&mut self, key: u64) {
        if let Some(folder) = self.journal_folder()
            && let Some(tab) = self.tabs.iter_mut().find(|tab| tab.key == key)
        {
            let message = begin_journal(tab, &folder);
            self.keeper.send(message);
        }
    }

    /// Notes in the journal of a tab that its map is about to be written to a file, so that edits which
    /// are in it are not taken for unsaved where the program ends before the save is noted. The file
    /// must not be written before the journal is, and that is told by what this gives, or by its end.
    pub(super) fn note_saving(&mut self, key: u64, path: &Path) -> Receiver<()> {
        let (sender, noted) = channel();
        self.keep_journals();
        if let Some(tab) = self.tabs.iter().find(|tab| tab.key == key)
            && tab.journal.n_sent > 0
            && let Some(path) = path.to_str()
        {
            self.keeper
                .send(Message::Saving(key, path.to_owned(), sender));
        }
        noted
    }

    /// Notes in the journal of a tab that its map was saved, as it was so many steps before.
    pub(super) fn note_saved(&mut self, key: u64, steps: Option<i64>) {
        self.keep_journals();
        if let Some(tab) = self.tabs.iter().find(|tab| tab.key == key)
            && tab.journal.n_sent > 0
            && let Some(file) = describe_file(tab)
        {
            self.keeper.send(Message::Saved(key, Box::new(file), steps));
        }
    }

    /// Ends the journal of a tab: nothing in it is to be recovered.
    pub(super) fn end_journal(&mut self, key: u64) {
        self.keeper.send(Message::End(key));
    }

    /// Puts away what is unsaved in a tab, to be had back for a month.
    pub(super) fn discard_journal(&mut self, key: u64) {
        let now = self.host.now().unix_seconds().unwrap_or(0);
        self.keeper.send(Message::Discard(key, now));
    }

    /// Waits until all that was handed over is written down, at the end of the program.
    pub(super) fn finish_journals(&mut self) {
        self.keep_journals();
        self.keeper.finish();
    }

    /// Tells once that a journal cannot be written, and that it can again.
    fn tell_of_journals(&mut self) {
        let mut failed = None;
        for tab in &mut self.tabs {
            let failure = tab.journal.shared.failure();
            if failure.is_some() && !tab.journal.is_told {
                failed.clone_from(&failure);
            }
            tab.journal.is_told = failure.is_some();
        }
        if let Some(why) = failed {
            self.fail(words::say_with("journal-failed", &[("why", why.into())]));
        }
    }
}

/// What of a map is worth a snapshot when its journal is begun: at first the map as its file has it,
/// later, when much was done, the map as it is.
fn find_snapshot(tab: &Tab) -> Option<(Arc<Document>, Option<PathBuf>, Occasion)> {
    let (document, occasion) = if tab.journal.n_sent == 0 {
        (tab.on_disk.clone()?, Occasion::Opened)
    } else if tab.is_dirty() && tab.journal.shared.failure().is_none() {
        (tab.editor.document().clone(), Occasion::Checkpoint)
    } else {
        return None;
    };
    Some((document, tab.path.clone(), occasion))
}

fn begin_journal(tab: &mut Tab, folder: &Path) -> Message {
    let past = tab.editor.past(MOST_STEPS);
    let file = describe_file(tab);
    let id = tab.document().meta().id.clone();
    let journal = &mut tab.journal;
    let session = journal
        .session
        .get_or_insert_with(|| name_session(id.as_str()));
    let session = session.clone();
    journal.n_known = past.n_done();
    journal.n_sent += 1;
    journal.generation += 1;
    Message::Begin(Box::new(Beginning {
        tab: tab.key,
        folder: folder.to_owned(),
        session,
        generation: journal.generation,
        past,
        file,
        replaces: std::mem::take(&mut journal.replaces),
        n_sent: journal.n_sent,
        shared: journal.shared.clone(),
    }))
}

/// A name that no other session has: of the map, the process, and how many it had before.
fn name_session(map: &str) -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let n = COUNT.fetch_add(1, Ordering::Relaxed);
    let random = getrandom::u64().unwrap_or_default();
    let process = std::process::id();
    let hash = crate::text::hash_text(&format!("{map} {process} {n} {random}"));
    hash.chars().take(24).collect()
}

/// The file of a tab as its journal has it.
fn describe_file(tab: &Tab) -> Option<SavedFile> {
    let fingerprint = tab.fingerprint?;
    let path = tab.path.as_ref()?;
    Some(describe_saved(path, &fingerprint))
}

/// A file as a journal has it.
pub(super) fn describe_saved(path: &Path, fingerprint: &Fingerprint) -> SavedFile {
    SavedFile {
        path: path.to_str().map(str::to_owned),
        len: fingerprint.len,
        mtime_ns: i64::try_from(fingerprint.mtime_ns).unwrap_or_default(),
        inode: fingerprint.inode,
        hash64: fingerprint.hash64,
    }
}

/// What the file was, as saving compares it.
pub(super) fn read_fingerprint(file: &SavedFile) -> Fingerprint {
    Fingerprint {
        len: file.len,
        mtime_ns: file.mtime_ns.into(),
        inode: file.inode,
        hash64: file.hash64,
    }
}

impl Keeper {
    /// Keeps journals on threads, or at once where all work is done at once.
    pub fn new(mode: TaskMode) -> Self {
        Self {
            mode,
            inline: None,
            thread: None,
        }
    }

    fn send(&mut self, message: Message) {
        match &self.mode {
            TaskMode::Inline | TaskMode::Handed(_) => {
                self.inline.get_or_insert_default().take(message);
            }
            TaskMode::Threads(wake) => {
                let wake = wake.clone();
                let (sender, _) = self.thread.get_or_insert_with(|| begin_threads(wake));
                // The thread ends only when it is told to.
                drop(sender.send(message));
            }
        }
    }

    /// Waits until everything is written down.
    pub fn finish(&mut self) {
        if let Some((sender, thread)) = self.thread.take() {
            drop(sender);
            drop(thread.join());
        }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.finish();
    }
}

fn begin_threads(wake: Arc<dyn Fn() + Send + Sync>) -> (Sender<Message>, JoinHandle<()>) {
    let (sync_sender, sync_receiver) = channel();
    std::thread::spawn(move || wait_for_disk(&sync_receiver, &*wake));
    let (sender, receiver) = channel();
    let thread = std::thread::spawn(move || {
        let mut writer = Writer {
            syncing: Some(sync_sender),
            ..Writer::default()
        };
        while let Ok(message) = receiver.recv() {
            writer.take(message);
        }
    });
    (sender, thread)
}

/// Waits for the disk, for all files at once, and then lets some time go by.
fn wait_for_disk(jobs: &Receiver<SyncJob>, wake: &(dyn Fn() + Send + Sync)) {
    while let Ok(first) = jobs.recv() {
        let mut due = vec![first];
        for job in jobs.try_iter() {
            let is_later = |other: &SyncJob| Arc::ptr_eq(&other.file, &job.file);
            match due.iter_mut().find(|other| is_later(other)) {
                Some(other) => other.n_written = job.n_written,
                None => due.push(job),
            }
        }
        for job in due {
            job.run();
        }
        wake();
        std::thread::sleep(BETWEEN_SYNCS);
    }
}

impl Open {
    /// Lets go of the file; gives where it is and what it stands for.
    fn close(self) -> (PathBuf, Vec<PathBuf>) {
        (self.journal.path().to_owned(), self.older)
    }
}

impl SyncJob {
    fn run(self) {
        let folder_kept = |folder: &PathBuf| {
            Disk.sync_folder(folder)?;
            folder
                .parent()
                .map_or(Ok(()), |above| Disk.sync_folder(above))
        };
        let synced = self.file.sync().and_then(|()| match &self.begun {
            Some((folder, _)) => folder_kept(folder),
            None => Ok(()),
        });
        match synced {
            Ok(()) => {
                self.shared
                    .n_synced
                    .fetch_max(self.n_written, Ordering::AcqRel);
                for replaced in self.begun.into_iter().flat_map(|(_, replaced)| replaced) {
                    drop(replaced.lock);
                    // What cannot be removed is found again, with an older generation.
                    let _ = Disk.remove(&replaced.path);
                }
            }
            // The content is lost to this file for good: another one has to be begun.
            Err(error) => self.shared.set_failure(Some(error.to_string())),
        }
    }
}

impl Writer {
    fn take(&mut self, message: Message) {
        match message {
            Message::Begin(beginning) => self.begin(*beginning),
            Message::Append(tab, events, n_sent) => {
                let records: Vec<Vec<u8>> = events.iter().map(write_event).collect();
                self.append(tab, &records, Some(n_sent));
            }
            Message::Saving(tab, path, noted) => {
                self.append(tab, &[write_saving(&path)], None);
                // Who gave up waiting needs to know nothing.
                let _ = noted.send(());
            }
            Message::Saved(tab, file, steps) => {
                self.append(tab, &[write_saved(Some(*file), steps)], None);
                if let Some(open) = self.open.get(&tab) {
                    forget_tries(&Disk, &open.folder, &open.session);
                }
            }
            Message::Discard(tab, now) => self.discard(tab, now),
            Message::End(tab) => {
                if let Some(open) = self.open.remove(&tab) {
                    forget_tries(&Disk, &open.folder, &open.session);
                    let (path, older) = open.close();
                    for path in older.iter().chain([&path]) {
                        // Most of them are gone already.
                        let _ = Disk.remove(path);
                    }
                }
            }
        }
    }

    fn discard(&mut self, tab: u64, now: i64) {
        let Some(open) = self.open.remove(&tab) else {
            return;
        };
        let shared = open.shared.clone();
        let (path, older) = open.close();
        match discard_journal(&Disk, &path, now) {
            Ok(()) => {
                for path in &older {
                    // Most of them are gone already.
                    let _ = Disk.remove(path);
                }
            }
            Err(error) => shared.set_failure(Some(error.to_string())),
        }
    }

    fn begin(&mut self, beginning: Beginning) {
        let Beginning {
            tab,
            folder,
            session,
            generation,
            past,
            file,
            mut replaces,
            n_sent,
            shared,
        } = beginning;
        let records = write_beginning(&past.unroll(), file);
        match JournalFile::begin(&Disk, &folder, &session, generation, &records) {
            Ok(journal) => {
                let mut open = Open {
                    older: replaces.iter().map(|it| it.path.clone()).collect(),
                    begun_with: journal.len(),
                    n_records: 0,
                    journal,
                    folder: folder.clone(),
                    session,
                    shared: shared.clone(),
                };
                shared.set_failure(None);
                shared.n_written.store(n_sent, Ordering::Release);
                let file = open.journal.file().clone();
                if let Some(old) = self.open.remove(&tab) {
                    let (path, older) = old.close();
                    open.older.extend(older);
                    open.older.push(path.clone());
                    replaces.push(Replaced { path, lock: None });
                }
                self.open.insert(tab, open);
                self.sync(SyncJob {
                    file,
                    shared,
                    n_written: n_sent,
                    begun: Some((folder, replaces)),
                });
            }
            Err(error) => shared.set_failure(Some(error.to_string())),
        }
    }

    fn append(&mut self, tab: u64, records: &[Vec<u8>], n_sent: Option<u64>) {
        let Some(open) = self.open.get_mut(&tab) else {
            return;
        };
        let shared = open.shared.clone();
        if shared.failure().is_some() {
            return;
        }
        if let Err(error) = open.journal.append(records) {
            shared.set_failure(Some(error.to_string()));
            return;
        }
        open.n_records += records.len() as u64;
        let is_long = open.journal.len() > 4 * open.begun_with + MOST_BYTES;
        if is_long || open.n_records > MOST_RECORDS {
            shared.wants_new.store(true, Ordering::Release);
        }
        let n_written = n_sent.unwrap_or_else(|| shared.n_written.load(Ordering::Acquire));
        shared.n_written.store(n_written, Ordering::Release);
        let file = open.journal.file().clone();
        self.sync(SyncJob {
            file,
            shared,
            n_written,
            begun: None,
        });
    }

    fn sync(&self, job: SyncJob) {
        match &self.syncing {
            // The thread ends with this one.
            Some(sender) => drop(sender.send(job)),
            None => job.run(),
        }
    }
}
