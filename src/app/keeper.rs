//! The threads that keep journals: one writes down at once what it is handed, another one waits for the
//! disk, so that the window never does. A fault of theirs, or of the disk, is told by what they share
//! with the journal of the tab. How a journal lies on the disk is in `storage::journal`.

use std::collections::BTreeMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SendError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use super::TaskMode;
use crate::edit::{Edit, Event, Past};
use crate::format::journal::{
    SavedFile, write_beginning, write_event, write_saved, write_saving, write_typed,
};
use crate::storage::journal::{discard_journal, forget_tries, list_earlier};
use crate::storage::{JournalFile, Store, StoredFile};

/// A journal is begun anew when it has grown by so many records, or by four times its beginning and
/// so many bytes.
const MOST_RECORDS: u64 = 10_000;
const MOST_BYTES: u64 = 4 << 20;
/// The disk is waited for no oftener than this.
const BETWEEN_SYNCS: Duration = Duration::from_millis(450);
/// Why a journal is not written whose thread has ended.
const FAULT: &str = "a fault in Linchpin stopped the writing of the journal";

/// Hands what happens to the threads, or does their work at once.
pub(super) struct Keeper {
    mode: TaskMode,
    disk: Arc<dyn Store>,
    inline: Option<Writer>,
    thread: Option<(Sender<Message>, JoinHandle<()>)>,
}

/// What the threads tell of a journal.
#[derive(Default)]
pub(super) struct Shared {
    n_written: AtomicU64,
    n_synced: AtomicU64,
    /// The next step has to begin another generation.
    wants_new: AtomicBool,
    standing: Mutex<Standing>,
}

/// How the generation stands that was begun last.
#[derive(Default)]
struct Standing {
    /// The generation; 0 before the first.
    generation: u32,
    /// The last one whose content the disk has not kept: no later sync of it proves anything.
    lost: u32,
    failure: Option<Failure>,
}

/// Why a journal cannot be written.
#[derive(Debug, Clone)]
pub(super) struct Failure {
    /// The reason.
    pub why: String,
    /// It had been begun: what was written to it before may be lost as well.
    pub had_begun: bool,
}

/// Something that is handed to the threads.
pub(super) struct Message {
    /// The tab.
    pub tab: u64,
    /// The generation of its journal.
    pub generation: u32,
    /// Where it is told how that went.
    pub shared: Arc<Shared>,
    /// What happened.
    pub news: News,
}

/// What happened to the map of a tab.
pub(super) enum News {
    /// A generation begins.
    Begin(Box<Beginning>),
    /// Something was done, and after it something else is being typed, as the edits that it would
    /// become; one of the two may be missing. It is the so-manieth time.
    Append(Vec<Event>, Option<Vec<Edit>>, u64),
    /// The map is about to be written to that file, as soon as somebody is told that this and all
    /// before it is written down.
    Saving(String, Sender<()>),
    /// The map was saved, as it was so many steps before.
    Saved(Box<SavedFile>, Option<i64>),
    /// The tab is closed and nothing in it is unsaved, or wanted.
    End,
    /// Nothing of the map is to be kept: what there is goes for good, at once, and that a power cut cannot
    /// bring it back is waited for.
    Wipe,
    /// What is unsaved gives way to something else at that time, and is put away.
    Discard(i64),
}

/// What a generation begins with.
pub(super) struct Beginning {
    pub folder: PathBuf,
    pub session: String,
    pub past: Past,
    pub file: Option<SavedFile>,
    /// How many edits are in no file.
    pub n_unsaved: usize,
    pub replaces: Vec<Replaced>,
    pub n_sent: u64,
}

/// A file that a new generation stands for, with the lock on it where it is held.
pub(super) struct Replaced {
    /// The file.
    pub path: PathBuf,
    /// Keeps other processes away until it is gone.
    pub lock: Option<Arc<dyn StoredFile>>,
}

/// Writes journals. Never waits for the disk.
struct Writer {
    disk: Arc<dyn Store>,
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
}

/// A file to wait for.
struct SyncJob {
    file: Arc<dyn StoredFile>,
    shared: Arc<Shared>,
    generation: u32,
    n_written: u64,
    /// The folder that has a new name in it, and what may then go.
    begun: Option<(PathBuf, Vec<Replaced>)>,
}

impl Shared {
    /// How many steps are written down.
    pub(super) fn n_written(&self) -> u64 {
        self.n_written.load(Ordering::Acquire)
    }

    /// How many steps the disk has confirmed.
    pub(super) fn n_synced(&self) -> u64 {
        self.n_synced.load(Ordering::Acquire)
    }

    /// Whether the next step has to begin another generation.
    pub(super) fn wants_new(&self) -> bool {
        self.wants_new.load(Ordering::Acquire)
    }

    /// Why that generation cannot be written, if it cannot. Of one that is still to be begun nothing
    /// is known.
    pub(super) fn find_failure(&self, generation: u32) -> Option<Failure> {
        let standing = self.standing();
        let failure = standing.failure.as_ref();
        failure
            .filter(|_| standing.generation >= generation)
            .cloned()
    }

    fn standing(&self) -> MutexGuard<'_, Standing> {
        self.standing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes that a generation was begun and stands.
    fn begin(&self, generation: u32, n_written: u64) {
        let mut standing = self.standing();
        standing.generation = generation;
        standing.failure = None;
        self.wants_new.store(false, Ordering::Release);
        self.n_written.store(n_written, Ordering::Release);
    }

    /// Notes that a generation cannot be written, unless a later one stands for it by now. What was
    /// found first is what is told.
    fn fail(&self, generation: u32, why: String, had_begun: bool) {
        let mut standing = self.standing();
        if generation < standing.generation {
            return;
        }
        let is_known = standing.generation == generation && standing.failure.is_some();
        if !is_known {
            standing.failure = Some(Failure { why, had_begun });
        }
        standing.generation = generation;
        self.wants_new.store(true, Ordering::Release);
    }

    /// Notes that the thread has ended that wrote a generation.
    pub(super) fn orphan(&self, generation: u32) {
        self.fail(generation, FAULT.to_owned(), true);
    }

    /// Notes that the disk has not kept a generation.
    fn lose(&self, generation: u32, why: String) {
        let mut standing = self.standing();
        standing.lost = standing.lost.max(generation);
        drop(standing);
        self.fail(generation, why, true);
    }

    fn is_lost(&self, generation: u32) -> bool {
        self.standing().lost >= generation
    }
}

impl Message {
    /// Tells that nothing comes of it.
    fn fail(&self, why: String) {
        let ends = matches!(self.news, News::End | News::Discard(_));
        if !ends {
            self.shared.fail(self.generation, why, true);
        }
    }
}

impl Keeper {
    /// Keeps journals on that disk, by threads, or at once where all work is done at once.
    pub(super) fn new(mode: TaskMode, disk: Arc<dyn Store>) -> Self {
        Self {
            mode,
            disk,
            inline: None,
            thread: None,
        }
    }

    /// Hands something over. Where there is no thread for it, or that has ended, this is told as a
    /// failure of the journal; the next one that is begun has a new thread.
    pub(super) fn send(&mut self, message: Message) {
        let wake = match &self.mode {
            TaskMode::Inline | TaskMode::Handed(_) => {
                let disk = &self.disk;
                let writer = self.inline.get_or_insert_with(|| Writer::new(disk, None));
                writer.take(message);
                return;
            }
            TaskMode::Threads(wake) => wake.clone(),
        };
        if self.thread.is_none() {
            match begin_threads(&self.disk, &wake) {
                Ok(thread) => self.thread = Some(thread),
                Err(error) => return message.fail(error.to_string()),
            }
        }
        if let Some((sender, _)) = &self.thread
            && let Err(SendError(message)) = sender.send(message)
        {
            self.thread = None;
            message.fail(FAULT.to_owned());
            wake();
        }
    }

    /// Whether the thread has ended that was handed what happened: some of that may never be written.
    /// The next journal that is begun has a new one.
    pub(super) fn has_died(&mut self) -> bool {
        let ended = self.thread.take_if(|(_, thread)| thread.is_finished());
        ended.is_some()
    }

    /// Waits until everything is written down.
    pub(super) fn finish(&mut self) {
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

type Wake = Arc<dyn Fn() + Send + Sync>;

fn begin_threads(
    disk: &Arc<dyn Store>,
    wake: &Wake,
) -> io::Result<(Sender<Message>, JoinHandle<()>)> {
    let (sync_sender, sync_receiver) = channel();
    let (sync_disk, sync_wake) = (disk.clone(), wake.clone());
    Builder::new().spawn(move || wait_for_disk(&sync_receiver, &*sync_disk, &*sync_wake))?;
    let (sender, receiver) = channel::<Message>();
    let (disk, wake) = (disk.clone(), wake.clone());
    let thread = Builder::new().spawn(move || {
        let mut writer = Writer::new(&disk, Some(sync_sender));
        while let Ok(message) = receiver.recv() {
            let (shared, generation) = (message.shared.clone(), message.generation);
            writer.take(message);
            if shared.find_failure(generation).is_some() {
                wake();
            }
        }
    })?;
    Ok((sender, thread))
}

/// Waits for the disk, for all files at once, and then lets some time go by.
fn wait_for_disk(jobs: &Receiver<SyncJob>, disk: &dyn Store, wake: &(dyn Fn() + Send + Sync)) {
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
            job.run(disk);
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
    fn run(self, disk: &dyn Store) {
        if self.shared.is_lost(self.generation) {
            return;
        }
        let synced = catch_unwind(AssertUnwindSafe(|| self.sync(disk)));
        match synced.unwrap_or_else(|_| Err(io::Error::other(FAULT))) {
            Ok(()) => {
                self.shared
                    .n_synced
                    .fetch_max(self.n_written, Ordering::AcqRel);
                for replaced in self.begun.into_iter().flat_map(|(_, replaced)| replaced) {
                    // What cannot be removed is found again, with an older generation.
                    let _ = disk.remove(&replaced.path);
                    drop(replaced.lock);
                }
            }
            // The content is lost to this file for good: another one has to be begun.
            Err(error) => self.shared.lose(self.generation, error.to_string()),
        }
    }

    fn sync(&self, disk: &dyn Store) -> io::Result<()> {
        self.file.sync()?;
        let Some((folder, _)) = &self.begun else {
            return Ok(());
        };
        disk.sync_folder(folder)?;
        folder
            .parent()
            .map_or(Ok(()), |above| disk.sync_folder(above))
    }
}

impl Writer {
    fn new(disk: &Arc<dyn Store>, syncing: Option<Sender<SyncJob>>) -> Self {
        Self {
            disk: disk.clone(),
            open: BTreeMap::new(),
            syncing,
        }
    }

    /// Writes down what it is handed. A fault in that ends the generation, not the thread: other maps
    /// have their journals from it, too.
    fn take(&mut self, message: Message) {
        let (shared, generation) = (message.shared.clone(), message.generation);
        let taken = catch_unwind(AssertUnwindSafe(|| self.take_news(message)));
        if taken.is_err() {
            shared.fail(generation, FAULT.to_owned(), true);
        }
    }

    fn take_news(&mut self, message: Message) {
        let ends = matches!(message.news, News::End | News::Discard(_));
        let begins = matches!(message.news, News::Begin(_));
        if !ends && !begins && !self.open.contains_key(&message.tab) {
            // It was begun by a thread that has ended, or could not be begun.
            return message.fail(FAULT.to_owned());
        }
        let Message {
            tab,
            generation,
            shared,
            news,
        } = message;
        let mut append = |records: &[Vec<u8>], n_sent| {
            self.append(tab, (generation, &shared), records, n_sent);
        };
        match news {
            News::Begin(beginning) => self.begin(tab, generation, shared, *beginning),
            News::Append(events, typed, n_sent) => {
                let events = events.iter().map(write_event);
                // In one write: what was typed and is made an edit is in the journal once.
                let typed = typed.as_deref().map(write_typed);
                let records: Vec<Vec<u8>> = events.chain(typed).collect();
                append(&records, Some(n_sent));
            }
            News::Saving(path, noted) => {
                append(&[write_saving(&path)], None);
                // Who gave up waiting needs to know nothing.
                let _ = noted.send(());
            }
            News::Saved(file, steps) => {
                append(&[write_saved(Some(*file), steps)], None);
                if let Some(open) = self.open.get(&tab) {
                    forget_tries(&*self.disk, &open.folder, &open.session);
                }
            }
            News::Discard(now) => self.discard(tab, now),
            News::End => {
                if let Some(open) = self.open.remove(&tab) {
                    forget_tries(&*self.disk, &open.folder, &open.session);
                    let (path, older) = open.close();
                    self.remove(older.iter().chain([&path]));
                }
            }
            News::Wipe => {
                if let Err(error) = self.wipe(tab) {
                    shared.fail(generation, error.to_string(), true);
                }
            }
        }
    }

    /// Most of them are gone already.
    fn remove<'a>(&self, paths: impl Iterator<Item = &'a PathBuf>) {
        for path in paths {
            let _ = self.disk.remove(path);
        }
    }

    fn wipe(&mut self, tab: u64) -> io::Result<()> {
        if let Some(open) = self.open.remove(&tab) {
            let folder = open.folder.clone();
            forget_tries(&*self.disk, &folder, &open.session);
            let (path, older) = open.close();
            self.remove(older.iter());
            self.disk.remove(&path)?;
            self.disk.sync_folder(&folder)?;
        }
        Ok(())
    }

    /// What cannot be put away stays where it is, and is offered at the next start.
    fn discard(&mut self, tab: u64, now: i64) {
        if let Some(open) = self.open.remove(&tab) {
            let (path, older) = open.close();
            if discard_journal(&*self.disk, &path, now).is_ok() {
                self.remove(older.iter());
            }
        }
    }

    fn begin(&mut self, tab: u64, generation: u32, shared: Arc<Shared>, beginning: Beginning) {
        let Beginning {
            folder,
            session,
            past,
            file,
            n_unsaved,
            mut replaces,
            n_sent,
        } = beginning;
        let records = write_beginning(&past.unroll(), file, n_unsaved);
        let journal = JournalFile::begin(&*self.disk, &folder, &session, generation, &records);
        let journal = match journal {
            Ok(journal) => journal,
            Err(error) => return shared.fail(generation, error.to_string(), false),
        };
        shared.begin(generation, n_sent);
        let mut older: Vec<PathBuf> = replaces.iter().map(|it| it.path.clone()).collect();
        let mut replace = |path: PathBuf, lock| {
            if !older.contains(&path) {
                older.push(path.clone());
                replaces.push(Replaced { path, lock });
            }
        };
        if let Some(old) = self.open.remove(&tab) {
            // Held until it is gone: who finds it free takes the session for one that ended badly.
            let lock = old.journal.file().clone();
            let (path, older) = old.close();
            replace(path, Some(lock));
            for path in older {
                replace(path, None);
            }
        }
        // Those whose removal, or whose successor, came to nothing.
        for path in list_earlier(&*self.disk, &folder, &session, generation) {
            replace(path, None);
        }
        let sync_job = SyncJob {
            file: journal.file().clone(),
            shared,
            generation,
            n_written: n_sent,
            begun: Some((folder.clone(), replaces)),
        };
        let open = Open {
            older,
            begun_with: journal.len(),
            n_records: 0,
            journal,
            folder,
            session,
        };
        self.open.insert(tab, open);
        self.sync(sync_job);
    }

    fn append(
        &mut self,
        tab: u64,
        (generation, shared): (u32, &Arc<Shared>),
        records: &[Vec<u8>],
        n_sent: Option<u64>,
    ) {
        let stands = |_: &&mut Open| shared.find_failure(generation).is_none();
        let Some(open) = self.open.get_mut(&tab).filter(stands) else {
            return;
        };
        if let Err(error) = open.journal.append(records) {
            return shared.fail(generation, error.to_string(), true);
        }
        open.n_records += records.len() as u64;
        let is_long = open.journal.len() > 4 * open.begun_with + MOST_BYTES;
        if is_long || open.n_records > MOST_RECORDS {
            shared.wants_new.store(true, Ordering::Release);
        }
        let n_written = n_sent.unwrap_or_else(|| shared.n_written());
        shared.n_written.store(n_written, Ordering::Release);
        let file = open.journal.file().clone();
        self.sync(SyncJob {
            file,
            shared: shared.clone(),
            generation,
            n_written,
            begun: None,
        });
    }

    fn sync(&mut self, job: SyncJob) {
        let job = match &self.syncing {
            Some(sender) => match sender.send(job) {
                Ok(()) => return,
                Err(SendError(job)) => job,
            },
            None => job,
        };
        // Nobody waits for the disk but this thread.
        self.syncing = None;
        job.run(&*self.disk);
    }
}
