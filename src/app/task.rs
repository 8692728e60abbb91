//! Work beside the window: reading, saving and exporting run on threads of their own and hand
//! back an outcome. In tests, and on the command line, they run at once.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use super::opening::{
    ArticleRequest, OpenError, Opened, open_as, open_file, open_or_ask, read_as_asked,
};
use super::writing::{Guard, SaveError, export_map_on, save_guarded_on};
use super::{
    Checked, CheckingJob, ClaimDone, ComparedMap, ComparingJob, Copied, CopyJob, CopyRequest,
    FolderListing, Found, HoldsJob, HoldsSeen, OpenedSnapshot, OutsideChange, Placed, PlacingJob,
    Search, SnapshotJob, SnapshotSearch, SnapshotSize, Stopped, Watched, WeighedMap, WeighingJob,
    find_copies_to_merge, find_outside_changes, find_unsaved,
};
use crate::edit::Mark;
use crate::format;
use crate::model::Document;
use crate::storage::history::{Snapshot, forget_file_names, forget_snapshots};
use crate::storage::{self, Disk, RecentFiles, Saved, Settings, StorageError, Store};
use crate::text::Article;

/// From how many boxes on a map is placed, looked at, weighed and compared beside the window:
/// below, all of it together is done within a frame.
pub const LARGE: usize = 2_000;

/// How long a save waits for its journal.
const JOURNAL_PATIENCE: Duration = Duration::from_secs(2);

/// Runs work and collects outcomes.
pub struct Tasks {
    mode: TaskMode,
    /// What maps are saved on.
    disk: Arc<dyn Store>,
    sender: Sender<Handed>,
    receiver: Receiver<Handed>,
    n_running: usize,
    n_writing: usize,
    readings: Vec<Reading>,
    next_reading: u64,
}

/// What came of a piece of work.
struct Handed {
    errand: Errand,
    outcome: Outcome,
}

/// What is known of a piece of work before it is done.
#[derive(Clone, Copy)]
struct Errand {
    /// Which reading it is, if it is one.
    reading: Option<u64>,
    /// Whether it writes to the disk.
    writes: bool,
}

/// Hands back one outcome, whatever happens: where the work ends by a fault, or is never begun, that
/// it was stopped. Nothing waits for ever.
struct Promise {
    errand: Errand,
    sender: Sender<Handed>,
    stopped: Option<Stopped>,
    wake: Option<Arc<dyn Fn() + Send + Sync>>,
}

/// Something that is being read, and that nobody has to wait for.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    id: u64,
    /// What is read: a file, the address of a page, or the name of a snapshot.
    pub what: PathBuf,
    /// What it is read for.
    pub work: Work,
    /// The tab that wants it; none for a new one.
    pub into: Option<u64>,
    /// When somebody first looked, in the host's seconds.
    pub began: Option<f64>,
}

/// What something is read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// To be shown.
    Read,
    /// To be compared with the map of a tab.
    Compare,
    /// To be merged into the map of a tab.
    Merge,
}

impl Work {
    /// The key of the words that say that it is under way.
    pub fn label(self) -> &'static str {
        match self {
            Self::Read => "status-reading",
            Self::Compare => "status-comparing",
            Self::Merge => "status-merging",
        }
    }

    /// The key of the words that say that it was given up.
    pub fn told(self) -> &'static str {
        match self {
            Self::Read => "told-reading-given-up",
            Self::Compare => "told-comparing-given-up",
            Self::Merge => "told-merging-given-up",
        }
    }
}

/// Where work runs.
#[derive(Clone)]
pub enum TaskMode {
    /// At once, on the caller's thread.
    Inline,
    /// On threads; the function wakes the window when an outcome is there.
    Threads(Arc<dyn Fn() + Send + Sync>),
    /// Whenever whoever is handed the work does it: for tests of what is shown meanwhile.
    Handed(Sender<Job>),
}

/// Work to be done, of which the outcome is taken at the next [`App::poll`](super::App::poll).
pub type Job = Box<dyn FnOnce() + Send>;

/// What came of a piece of work.
#[derive(Debug)]
pub enum Outcome {
    /// A file was read, or not.
    Opened {
        /// The file.
        path: PathBuf,
        /// The tab that wanted an article added; none for a new tab.
        into: Option<u64>,
        /// What it holds.
        result: Result<Opened, OpenError>,
        /// Copies beside a map that an interrupted save has left.
        backups: Vec<PathBuf>,
    },
    /// An article was read as somebody asked, or not.
    Read {
        /// What was asked.
        request: ArticleRequest,
        /// What it holds.
        result: Result<Box<Article>, OpenError>,
    },
    /// A map was saved, or not.
    Saved {
        /// The tab.
        tab: u64,
        /// The file.
        path: PathBuf,
        /// The state that was saved.
        mark: Mark,
        /// How it went.
        result: Result<Saved, SaveError>,
    },
    /// A map was exported, or not.
    Exported {
        /// The file.
        path: PathBuf,
        /// Whether the map names people whom the file does not.
        leaves_people_out: bool,
        /// How it went, and whether the disk has confirmed it.
        result: Result<bool, SaveError>,
    },
    /// A map was written for the eyes of a viewer, or not.
    Printed {
        /// The file.
        path: PathBuf,
        /// How it went.
        result: Result<(), SaveError>,
    },
    /// A page of the web was read, or not.
    #[cfg(feature = "web")]
    FromWeb {
        /// What was asked.
        request: super::WebRequest,
        /// What it holds.
        result: Result<Box<Article>, super::WebError>,
    },
    /// A map was placed.
    Placed(u64, Box<Placed>),
    /// A map was looked at by the checks.
    Checked(u64, Box<Checked>),
    /// A map was weighed.
    Weighed(u64, Box<WeighedMap>),
    /// It was looked which open files another program has changed, and who holds them.
    OutsideChanges(Vec<(Watched, OutsideChange)>, HoldsSeen),
    /// The map of a tab was read again, or not.
    Reloaded {
        /// The tab.
        tab: u64,
        /// The state that it was to take the place of.
        mark: Mark,
        /// What the file holds.
        result: Result<Opened, OpenError>,
    },
    /// Unsaved work was looked for.
    Found(Vec<Found>),
    /// Copies of a map were read, or not: the other one, and the one that both began with.
    Copies(CopyRequest, Vec<Result<Opened, OpenError>>),
    /// The file of a tab was marked as open here, or not.
    Claimed(u64, ClaimDone),
    /// A mark was taken away.
    Released,
    /// Conflicted copies of a tab's map were looked for.
    CopiesFound(u64, Vec<PathBuf>),
    /// A map was kept as it is, or not; whether there is a snapshot more.
    SnapshotKept(Result<bool, StorageError>),
    /// The snapshots of the map in a tab were found.
    Snapshots(u64, Vec<Snapshot>),
    /// A snapshot was read for a tab, or not.
    SnapshotOpened(u64, Box<Snapshot>, Result<Box<OpenedSnapshot>, String>),
    /// It was looked how much changed in a snapshot.
    SnapshotMeasured(u64, Box<Snapshot>, Result<SnapshotSize, String>),
    /// The map of a tab was compared with a snapshot of that name.
    SnapshotCompared(u64, String, Box<ComparedMap>),
    /// Snapshots were deleted, or not; how many.
    SnapshotsForgotten(Result<usize, StorageError>),
    /// Snapshots say no more where their files are.
    FileNamesForgotten(Result<usize, StorageError>),
    /// Copies of a map were compared or merged.
    Copied(Box<Copied>),
    /// The comparison of a map was brought up to date.
    Compared(u64, Box<ComparedMap>),
    /// The settings were written, or not.
    Remembered(Result<(), StorageError>),
    /// Whether there is a file by the name that sheets for a tab's map are to have.
    Looked(u64, PathBuf, bool),
    /// A folder was listed, or not.
    Listed(FolderListing),
    /// It was looked which files are gone.
    Missing(Vec<PathBuf>),
    /// A fault in the program ended the work.
    Stopped(Stopped),
}

impl Promise {
    fn keep(mut self, outcome: Outcome) {
        self.stopped = None;
        self.hand(outcome);
    }

    fn hand(&self, outcome: Outcome) {
        let errand = self.errand;
        // A window that is gone needs no outcome: a failed send is no fault.
        drop(self.sender.send(Handed { errand, outcome }));
    }
}

impl Drop for Promise {
    fn drop(&mut self) {
        if let Some(stopped) = self.stopped.take() {
            self.hand(Outcome::Stopped(stopped));
        }
        if let Some(wake) = &self.wake {
            wake();
        }
    }
}

impl Tasks {
    /// A runner of work.
    pub fn new(mode: TaskMode) -> Self {
        let (sender, receiver) = channel();
        Self {
            mode,
            disk: Arc::new(Disk),
            sender,
            receiver,
            n_running: 0,
            n_writing: 0,
            readings: Vec::new(),
            next_reading: 0,
        }
    }

    /// What is being read, the oldest first.
    pub fn readings(&self) -> &[Reading] {
        &self.readings
    }

    /// The same, to note when they were first looked at.
    pub fn readings_mut(&mut self) -> &mut [Reading] {
        &mut self.readings
    }

    /// Waits no longer for the oldest reading: whatever comes of it is dropped.
    pub fn give_up_reading(&mut self) -> Option<Reading> {
        if self.readings.is_empty() {
            return None;
        }
        self.n_running -= 1;
        Some(self.readings.remove(0))
    }

    /// How many pieces of work have not handed back their outcome.
    pub fn n_running(&self) -> usize {
        self.n_running
    }

    /// How many of them write to the disk.
    pub fn n_writing(&self) -> usize {
        self.n_writing
    }

    /// Whether work runs on threads of its own, so that it can be waited for.
    pub(super) fn is_on_threads(&self) -> bool {
        matches!(self.mode, TaskMode::Threads(_))
    }

    /// Saves maps on that disk from now on.
    pub(super) fn save_on(&mut self, disk: Arc<dyn Store>) {
        self.disk = disk;
    }

    /// The next outcome, if one is there.
    pub fn poll(&mut self) -> Option<Outcome> {
        let Handed { errand, outcome } = loop {
            let handed = self.receiver.try_recv().ok()?;
            let Some(id) = handed.errand.reading else {
                break handed;
            };
            let n = self.readings.len();
            self.readings.retain(|it| it.id != id);
            if self.readings.len() < n {
                break handed;
            }
        };
        self.n_running -= 1;
        if errand.writes {
            self.n_writing -= 1;
        }
        Some(outcome)
    }

    /// Reads a file.
    pub fn open(&mut self, path: PathBuf, into: Option<u64>, allow_large: bool) {
        self.read(path.clone(), into, move || {
            let result = open_or_ask(&path, allow_large);
            let folder = path
                .parent()
                .filter(|_| matches!(result, Ok(Opened::Map { .. })));
            let backups = folder.map_or_else(Vec::new, |folder| {
                storage::sweep_stale_temps(folder).backups
            });
            Outcome::Opened {
                path,
                into,
                result,
                backups,
            }
        });
    }

    /// Reads a text as an outline, although it may be an article.
    pub fn open_outline(&mut self, path: PathBuf) {
        self.read(path.clone(), None, move || {
            let outline = format::ALL.iter();
            let mut outline = outline.filter(|it| it.id == format::outline::FORMAT_NAME);
            let result = match outline.next() {
                Some(outline) => open_as(&path, outline, true),
                None => open_file(&path, true),
            };
            Outcome::Opened {
                path,
                into: None,
                result,
                backups: Vec::new(),
            }
        });
    }

    /// Reads an article in a way that somebody chose.
    pub fn read_article(&mut self, request: ArticleRequest) {
        self.read(request.path.clone(), request.into, move || {
            let result = read_as_asked(&request);
            Outcome::Read { request, result }
        });
    }

    /// Fetches a page of the web and reads it.
    #[cfg(feature = "web")]
    pub fn read_from_web(&mut self, request: super::WebRequest) {
        self.read(PathBuf::from(&request.address), request.into, move || {
            let result = super::read_from_web(&request);
            Outcome::FromWeb { request, result }
        });
    }

    /// Writes a map to a file, once its journal has noted that; the bytes are read again and compared
    /// before they touch the disk.
    pub fn save(
        &mut self,
        tab: u64,
        (document, path): (Document, PathBuf),
        guard: Guard,
        mark: Mark,
        noted: Receiver<()>,
    ) {
        let stopped = Stopped::Saving {
            tab,
            path: path.clone(),
            mark,
        };
        let disk = self.disk.clone();
        self.write(stopped, move || {
            // A journal that hangs must not keep a map from being saved.
            let _ = noted.recv_timeout(JOURNAL_PATIENCE);
            let result = save_guarded_on(&*disk, &document, &path, guard);
            Outcome::Saved {
                tab,
                path,
                mark,
                result,
            }
        });
    }

    /// Writes a map in another format.
    pub fn export(&mut self, request: format::ExportRequest, path: PathBuf, guard: Guard) {
        let disk = self.disk.clone();
        self.write(Stopped::Writing(path.clone()), move || {
            let result = export_map_on(&*disk, &request, &path, guard);
            let leaves_people_out = request.leaves_people_out(&path);
            Outcome::Exported {
                path,
                leaves_people_out,
                result,
            }
        });
    }

    /// Writes a map for the eyes of a viewer.
    pub fn print(&mut self, request: format::ExportRequest, path: PathBuf) {
        self.write(Stopped::Writing(path.clone()), move || {
            let result = super::printing::write_for_viewer(&request, &path);
            Outcome::Printed { path, result }
        });
    }

    /// Writes a copy of a map that no tab has.
    pub fn save_copy(&mut self, document: Document, path: PathBuf, guard: Guard) {
        let disk = self.disk.clone();
        self.write(Stopped::Writing(path.clone()), move || {
            let saved = save_guarded_on(&*disk, &document, &path, guard);
            let result = saved.map(|saved| saved.confirmed);
            Outcome::Exported {
                path,
                leaves_people_out: false,
                result,
            }
        });
    }

    /// Looks which open files another program has changed, and who holds them.
    pub fn look_for_outside_changes(&mut self, watched: Vec<Watched>, holds: HoldsJob) {
        self.run(Stopped::Watching, move || {
            Outcome::OutsideChanges(find_outside_changes(watched), holds.run())
        });
    }

    /// Reads the map of a tab again.
    pub fn reload(&mut self, tab: u64, path: PathBuf, mark: Mark) {
        let stopped = Stopped::Reloading(path.clone());
        self.run(stopped, move || {
            let result = open_file(&path, true);
            Outcome::Reloaded { tab, mark, result }
        });
    }

    /// Looks for unsaved work.
    pub fn look_for_unsaved(&mut self, search: Search) {
        let disk = self.disk.clone();
        self.run(Stopped::Recovering, move || {
            Outcome::Found(find_unsaved(&search, &*disk))
        });
    }

    /// Places the map of a tab.
    pub fn place(&mut self, tab: u64, job: PlacingJob) {
        self.run(Stopped::Placing(tab), move || {
            Outcome::Placed(tab, Box::new(job.run()))
        });
    }

    /// Lets the checks look at the map of a tab.
    pub fn check(&mut self, tab: u64, job: CheckingJob) {
        self.run(Stopped::Checking(tab), move || {
            Outcome::Checked(tab, Box::new(job.run()))
        });
    }

    /// Weighs the map of a tab.
    pub fn weigh(&mut self, tab: u64, job: WeighingJob) {
        self.run(Stopped::Weighing(tab), move || {
            Outcome::Weighed(tab, Box::new(job.run()))
        });
    }

    /// Reads copies of a map.
    pub fn read_copies(&mut self, request: CopyRequest) {
        let (what, into, work) = request.describe();
        self.read_for(work, what, into, move || {
            let paths = request.list_paths();
            let opened = paths.iter().map(|path| open_file(path, true));
            let opened = opened.collect();
            Outcome::Copies(request, opened)
        });
    }

    /// Looks for conflicted copies of the map in a tab.
    pub fn look_for_copies(&mut self, tab: u64, path: PathBuf, document: Arc<Document>) {
        self.run(Stopped::Watching, move || {
            Outcome::CopiesFound(tab, find_copies_to_merge(&path, &document))
        });
    }

    /// Keeps a map as it is.
    pub fn keep_snapshot(&mut self, job: SnapshotJob) {
        self.write(Stopped::KeepingSnapshot, move || {
            Outcome::SnapshotKept(job.run())
        });
    }

    /// Looks for the snapshots of the map in a tab.
    pub fn find_snapshots(&mut self, tab: u64, search: SnapshotSearch) {
        self.run(Stopped::ListingSnapshots(tab), move || {
            Outcome::Snapshots(tab, search.run())
        });
    }

    /// Reads a snapshot, to be shown beside the map as it is.
    pub fn open_snapshot(&mut self, tab: u64, snapshot: Snapshot, present: Arc<Document>) {
        let stopped = Stopped::OpeningSnapshot(tab, Box::new(snapshot.clone()));
        self.run(stopped, move || {
            let opened = OpenedSnapshot::read(&snapshot, &present).map(Box::new);
            Outcome::SnapshotOpened(tab, Box::new(snapshot), opened)
        });
    }

    /// Looks how much changed in a snapshot since the one before.
    pub fn measure_snapshot(&mut self, tab: u64, snapshot: Snapshot, before: Option<Snapshot>) {
        let stopped = Stopped::MeasuringSnapshot(tab, Box::new(snapshot.clone()));
        self.run(stopped, move || {
            let size = SnapshotSize::of(&snapshot, before.as_ref());
            Outcome::SnapshotMeasured(tab, Box::new(snapshot), size)
        });
    }

    /// Compares the map of a tab with a snapshot that was read, which is told under that name.
    pub fn compare_with_snapshot(&mut self, tab: u64, name: String, job: ComparingJob) {
        let what = PathBuf::from(&name);
        self.read_for(Work::Compare, what, Some(tab), move || {
            Outcome::SnapshotCompared(tab, name, Box::new(job.run()))
        });
    }

    /// Deletes the snapshots of a map, or all there are.
    pub fn forget_snapshots(&mut self, folder: PathBuf, map: Option<String>) {
        self.write(Stopped::ForgettingSnapshots, move || {
            let forgotten = forget_snapshots(&Disk, &folder, map.as_deref());
            Outcome::SnapshotsForgotten(forgotten)
        });
    }

    /// Makes all snapshots say no more where their files are.
    pub fn forget_file_names(&mut self, folder: PathBuf) {
        self.write(Stopped::ForgettingNames, move || {
            Outcome::FileNamesForgotten(forget_file_names(&Disk, &folder))
        });
    }

    /// Compares or merges copies that were read.
    pub fn work_on_copies(&mut self, job: CopyJob) {
        let (what, into, work) = job.request.describe();
        self.read_for(work, what, into, move || {
            Outcome::Copied(Box::new(job.run()))
        });
    }

    /// Compares the map of a tab anew.
    pub fn compare(&mut self, tab: u64, job: ComparingJob) {
        self.run(Stopped::Comparing(tab), move || {
            Outcome::Compared(tab, Box::new(job.run()))
        });
    }

    /// Writes what has changed of the settings since they were `kept` into that folder.
    pub fn remember(&mut self, settings: Settings, kept: Option<Settings>, folder: PathBuf) {
        self.write(Stopped::Remembering, move || {
            Outcome::Remembered(settings.save_changes(kept.as_ref(), &folder))
        });
    }

    /// Lists a folder.
    pub fn list_folder(&mut self, folder: PathBuf) {
        let stopped = Stopped::Listing(folder.clone());
        self.run(stopped, move || {
            let result = storage::list_folder(&folder).map_err(|error| error.to_string());
            Outcome::Listed(FolderListing { folder, result })
        });
    }

    /// Looks which files of a list are gone.
    pub fn look_for_missing(&mut self, files: RecentFiles) {
        self.run(Stopped::Watching, move || {
            Outcome::Missing(files.list_missing())
        });
    }

    fn read(
        &mut self,
        what: PathBuf,
        into: Option<u64>,
        work: impl FnOnce() -> Outcome + Send + 'static,
    ) {
        self.read_for(Work::Read, what, into, work);
    }

    fn read_for(
        &mut self,
        purpose: Work,
        what: PathBuf,
        into: Option<u64>,
        work: impl FnOnce() -> Outcome + Send + 'static,
    ) {
        let id = self.next_reading;
        self.next_reading += 1;
        let stopped = Stopped::Reading {
            what: what.clone(),
            into,
        };
        self.readings.push(Reading {
            id,
            what,
            work: purpose,
            into,
            began: None,
        });
        let errand = Errand {
            reading: Some(id),
            writes: false,
        };
        self.begin(errand, stopped, work);
    }

    /// Does a piece of work; `stopped` is what is handed back where a fault ends it.
    pub fn run(&mut self, stopped: Stopped, work: impl FnOnce() -> Outcome + Send + 'static) {
        let errand = Errand {
            reading: None,
            writes: false,
        };
        self.begin(errand, stopped, work);
    }

    /// As [`Self::run`], for work that the end of the program waits for.
    pub(super) fn write(
        &mut self,
        stopped: Stopped,
        work: impl FnOnce() -> Outcome + Send + 'static,
    ) {
        self.n_writing += 1;
        let errand = Errand {
            reading: None,
            writes: true,
        };
        self.begin(errand, stopped, work);
    }

    fn begin(
        &mut self,
        errand: Errand,
        stopped: Stopped,
        work: impl FnOnce() -> Outcome + Send + 'static,
    ) {
        self.n_running += 1;
        let mut promise = Promise {
            errand,
            sender: self.sender.clone(),
            stopped: Some(stopped),
            wake: None,
        };
        match &self.mode {
            TaskMode::Inline => promise.keep(work()),
            TaskMode::Handed(jobs) => drop(jobs.send(Box::new(move || promise.keep(work())))),
            TaskMode::Threads(wake) => {
                promise.wake = Some(wake.clone());
                let job = move || promise.keep(work());
                // A system that has no thread to give drops the work, and the promise tells.
                drop(std::thread::Builder::new().spawn(job));
            }
        }
    }
}
