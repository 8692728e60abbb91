//! Which program of this user has a file open: a lock in a folder of the program's own, which the system
//! lets go of however its process ends, and beside it a way to ask its holder to come to the front. Files
//! alone: no socket, no network.
//!
//! The names say nothing of a file but a hash of its path. Knows no clock and no window.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::history::hash_name;
use super::store::{Store, StoredFile};

/// Ending of a lock's name.
const LOCK: &str = "lock";
/// Ending of the name of a request to its holder.
const ASK: &str = "ask";
/// How often a lock is tried, and how long is waited in between: somebody may be just taking it away.
const TRIES: u32 = 4;
const BETWEEN_TRIES: Duration = Duration::from_millis(3);

/// Where it stands who holds a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldPlace {
    folder: PathBuf,
    lock: PathBuf,
    ask: PathBuf,
}

/// A file that is held by this process. The lock ends with this; [`Self::release`] also takes its name
/// away.
pub struct Hold {
    place: HoldPlace,
    lock: Arc<dyn StoredFile>,
}

/// What came of holding a file.
#[derive(Debug)]
pub enum Holding {
    /// It is held here.
    Here(Hold),
    /// Another program, or another part of this one, holds it.
    Elsewhere(HoldPlace),
    /// Nobody can say: the disk of the folder for state takes no locks, or no files.
    Unknown,
}

impl HoldPlace {
    /// That of a file, in the folder for state. The path has to be the real one, without links, so that
    /// the file has one place whatever it was opened by.
    pub fn of(state: &Path, file: &Path) -> Self {
        let folder = state.join("locks");
        let name = hash_name(file.as_os_str().as_encoded_bytes());
        Self {
            lock: folder.join(format!("{name}.{LOCK}")),
            ask: folder.join(format!("{name}.{ASK}")),
            folder,
        }
    }

    /// The lock: gone when nobody holds the file any more, unless its holder was killed.
    pub fn lock(&self) -> &Path {
        &self.lock
    }

    /// The request to the holder: gone when it was heard.
    pub fn ask(&self) -> &Path {
        &self.ask
    }

    /// Holds the file, if nobody does. Whoever takes it over begins without requests: they were for
    /// the one before.
    pub fn hold(&self, store: &dyn Store) -> Holding {
        match self.try_hold(store) {
            Ok(Some(lock)) => {
                let _ = store.remove(&self.ask);
                let place = self.clone();
                Holding::Here(Hold { place, lock })
            }
            Ok(None) => Holding::Elsewhere(self.clone()),
            Err(_) => Holding::Unknown,
        }
    }

    fn try_hold(&self, store: &dyn Store) -> io::Result<Option<Arc<dyn StoredFile>>> {
        store.create_folder(&self.folder)?;
        let mut is_held = false;
        for n in 0..TRIES {
            if n > 0 {
                std::thread::sleep(BETWEEN_TRIES);
            }
            let lock = match self.open_or_create(store) {
                Ok(lock) => lock,
                // It went, or came, between the two looks.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                Err(error) => return Err(error),
            };
            is_held = !lock.try_lock()?;
            // Its holder may have taken the name away after it was opened here: such a lock keeps nobody out.
            if !is_held && self.is_name_of(store, &*lock) {
                return Ok(Some(lock));
            }
        }
        if is_held {
            Ok(None)
        } else {
            Err(io::ErrorKind::ResourceBusy.into())
        }
    }

    fn open_or_create(&self, store: &dyn Store) -> io::Result<Arc<dyn StoredFile>> {
        match store.open(&self.lock) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                store.create(&self.lock, 0o600)
            }
            opened => opened,
        }
    }

    fn is_name_of(&self, store: &dyn Store, lock: &dyn StoredFile) -> bool {
        let named = store.look(&self.lock);
        named.is_ok_and(|named| lock.look().is_ok_and(|own| own.inode == named.inode))
    }

    /// Asks whoever holds the file to come to the front. One request that was not heard is as good as
    /// two.
    ///
    /// # Errors
    /// What the disk says.
    pub fn ask_holder(&self, store: &dyn Store) -> io::Result<()> {
        match store.create(&self.ask, 0o600) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
            _ => Ok(()),
        }
    }

    /// Whether a request stands that nobody has heard.
    pub fn is_asked(&self, store: &dyn Store) -> bool {
        store.look(&self.ask).is_ok()
    }

    /// Takes a request back.
    pub fn withdraw(&self, store: &dyn Store) {
        let _ = store.remove(&self.ask);
    }
}

impl Hold {
    /// Where it stands.
    pub fn place(&self) -> &HoldPlace {
        &self.place
    }

    /// Lets go of the file.
    pub fn release(self, store: &dyn Store) {
        let _ = store.remove(&self.place.ask);
        // While it is locked, so that nobody can have taken it meanwhile.
        let _ = store.remove(&self.place.lock);
        drop(self.lock);
    }
}

impl std::fmt::Debug for Hold {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "a hold by {}", self.place.lock.display())
    }
}

/// Hears a request at a file that is held here: whether there was one, which then is gone.
pub fn take_request(store: &dyn Store, place: &HoldPlace) -> bool {
    place.is_asked(store) && store.remove(&place.ask).is_ok()
}

/// Clears away what killed programs have left: locks that nobody holds, and requests to nobody. Gives how
/// many locks there were.
pub fn sweep_holds(store: &dyn Store, state: &Path) -> usize {
    let names = store.list(&state.join("locks")).unwrap_or_default();
    let is_lock = |path: &&PathBuf| path.extension().is_some_and(|ending| ending == LOCK);
    let mut n_swept = 0;
    for path in names.iter().filter(is_lock) {
        let Ok(lock) = store.open(path) else { continue };
        if lock.try_lock().is_ok_and(|is_free| is_free) {
            let _ = store.remove(&path.with_extension(ASK));
            n_swept += usize::from(store.remove(path).is_ok());
        }
    }
    for ask in names {
        let is_ask = ask.extension().is_some_and(|ending| ending == ASK);
        if is_ask && store.look(&ask.with_extension(LOCK)).is_err() {
            let _ = store.remove(&ask);
        }
    }
    n_swept
}
