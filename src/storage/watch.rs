//! Looks now and then, beside the window, whether files are still what they were. It asks for their
//! metadata alone, which also works where a disk of the network tells nobody of changes.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::Thread;
use std::time::Duration;

use super::store::Look;

/// Between two looks.
const PERIOD: Duration = Duration::from_secs(2);

/// Files, and what they were when they were last looked at.
#[derive(Debug, Default)]
pub struct Watched {
    files: Vec<(PathBuf, Option<Look>)>,
}

impl Watched {
    /// Watches these files from now on; those that it watched already, on. Of a new one nobody knows what
    /// it was when it was read: it counts as changed at the first look.
    pub fn watch(&mut self, paths: &[PathBuf]) {
        let mut before = std::mem::take(&mut self.files);
        let known = |path: &PathBuf| {
            let at = before.iter().position(|(known, _)| known == path);
            at.map(|at| before.swap_remove(at))
        };
        let looked = paths.iter().map(known).collect::<Vec<_>>();
        let pairs = paths.iter().zip(looked);
        self.files = pairs
            .map(|(path, known)| known.unwrap_or_else(|| (path.clone(), None)))
            .collect();
    }

    /// Looks again: whether any of them is another one than at the last look, or gone, or there again.
    pub fn look(&mut self) -> bool {
        let mut has_changed = false;
        for (path, before) in &mut self.files {
            let now = look(path);
            has_changed |= now != *before;
            *before = now;
        }
        has_changed
    }
}

fn look(path: &Path) -> Option<Look> {
    path.metadata().ok().as_ref().map(Look::of)
}

/// A thread that watches files and wakes the window when one has changed. It sleeps while there are
/// none, and ends with this. Only the thread asks a disk, which may not answer.
#[derive(Debug)]
pub struct Watcher {
    asked: Vec<PathBuf>,
    shared: Arc<Shared>,
    thread: Option<Thread>,
}

#[derive(Debug, Default)]
struct Shared {
    asked: Mutex<Vec<PathBuf>>,
    has_changed: AtomicBool,
    is_over: AtomicBool,
}

impl Watcher {
    /// Begins to watch nothing. `wake` is called from the thread.
    pub fn start(wake: impl Fn() + Send + 'static) -> Self {
        let shared = Arc::new(Shared::default());
        let theirs = shared.clone();
        let builder = std::thread::Builder::new().name("watcher".to_owned());
        let handle = builder.spawn(move || theirs.run(&wake));
        Self {
            asked: Vec::new(),
            shared,
            // Without a thread files are looked at when the window gets the focus, as ever.
            thread: handle.ok().map(|handle| handle.thread().clone()),
        }
    }

    /// Watches these files from now on.
    pub fn watch<'a>(&mut self, paths: impl Iterator<Item = &'a Path> + Clone) {
        if self.asked.iter().map(PathBuf::as_path).eq(paths.clone()) {
            return;
        }
        self.asked = paths.map(Path::to_owned).collect();
        self.shared.lock().clone_from(&self.asked);
        self.unpark();
    }

    /// Whether a file has changed since this was last asked.
    pub fn take_change(&self) -> bool {
        self.shared.has_changed.swap(false, Ordering::AcqRel)
    }

    fn unpark(&self) {
        if let Some(thread) = &self.thread {
            thread.unpark();
        }
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        self.shared.is_over.store(true, Ordering::Release);
        self.unpark();
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Vec<PathBuf>> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn run(&self, wake: &dyn Fn()) {
        let (mut asked, mut watched) = (Vec::new(), Watched::default());
        while !self.is_over.load(Ordering::Acquire) {
            let now = self.lock().clone();
            let is_new = now != asked;
            if is_new {
                watched.watch(&now);
                asked = now;
            }
            // What happened to a file between its reading and its first look has to be seen as well.
            if watched.look() || is_new {
                self.has_changed.store(true, Ordering::Release);
                wake();
            }
            if asked.is_empty() {
                std::thread::park();
            } else {
                std::thread::park_timeout(PERIOD);
            }
        }
    }
}
