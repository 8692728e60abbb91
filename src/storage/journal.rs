//! The journal on disk: files that only ever grow, of records with a checksum each, in a folder of
//! the program's own. Reading gives what is whole from the beginning on, wherever a crash cut.
//!
//! Knows bytes; what a record says is for the app. A file bears `{session}-{generation}.journal`:
//! a later generation of a session stands for everything that the earlier ones said.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::StorageError;
use super::save::{TEMP_ENDING, create_sibling};
use super::store::{Store, StoredFile};

/// How a journal begins, with the version of the records' frame.
const MAGIC: &[u8] = b"linchpin journal 1\n";
/// Length and checksum before each record, as four little-endian bytes each.
const FRAME: usize = 8;
/// No record is longer, in bytes.
pub const MAX_RECORD: usize = 1 << 30;
/// Ending of a journal's name.
const ENDING: &str = ".journal";
/// Why a journal is of no use that holds more than a beginning.
const DAMAGED: &str = "its beginning is damaged";
/// The folder of what was discarded, in the folder of the journals.
const TRASH: &str = "trash";
/// Ending of the file that counts how often a session was tried.
const TRIES_ENDING: &str = ".tries";

/// A journal that is being written. The process that holds it has the lock on its file.
pub struct JournalFile {
    path: PathBuf,
    file: Arc<dyn StoredFile>,
    n_records: u32,
    len: u64,
}

/// A journal that was read.
pub struct FoundJournal {
    /// The file.
    pub path: PathBuf,
    /// Whose journal it is.
    pub session: String,
    /// Its records, from the first to the last one that is whole.
    pub records: Vec<Vec<u8>>,
    /// Whether the file ends where its last whole record does, and no later generation holds anything.
    pub is_whole: bool,
    /// When it was discarded, in seconds since 1970; none for one that was not.
    pub discarded: Option<i64>,
    /// Why nothing can be read of it, although it may hold something.
    pub trouble: Option<String>,
    /// Keeps other processes away as long as it is held; none where it could not be opened or locked.
    pub lock: Option<Arc<dyn StoredFile>>,
    /// Earlier generations of the same session, which it stands for.
    pub older: Vec<PathBuf>,
}

impl FoundJournal {
    fn empty(name: &JournalName, path: &Path, lock: Option<Arc<dyn StoredFile>>) -> Self {
        Self {
            path: path.to_owned(),
            session: name.session.clone(),
            records: Vec::new(),
            is_whole: false,
            discarded: name.discarded,
            trouble: None,
            lock,
            older: Vec::new(),
        }
    }
}

impl JournalFile {
    /// Begins a generation of a session's journal with these records. It is not on the disk before
    /// [`Self::file`] and the folder are synced; what an earlier generation holds is to be kept for
    /// as long.
    ///
    /// # Errors
    /// [`StorageError::Unwritable`]; then nothing is left behind.
    pub fn begin(
        store: &dyn Store,
        folder: &Path,
        session: &str,
        generation: u32,
        records: &[Vec<u8>],
    ) -> Result<Self, StorageError> {
        let path = folder.join(format!("{session}-{generation}{ENDING}"));
        let unwritable = |source| StorageError::Unwritable {
            path: path.clone(),
            source,
        };
        store.create_folder(folder).map_err(unwritable)?;
        // It gets its name when it is locked and has its beginning: who looks for journals at that moment
        // would take one without either for the rest of a crash, and put it away under our hands.
        let (temp, file) = create_sibling(store, &path, TEMP_ENDING, 0o600).map_err(unwritable)?;
        let mut journal = Self {
            path: path.clone(),
            file,
            n_records: 0,
            len: 0,
        };
        let begun = match journal.file.try_lock() {
            Ok(true) => journal.write(MAGIC.to_vec(), records),
            Ok(false) => Err(io::ErrorKind::ResourceBusy.into()),
            Err(error) => Err(error),
        };
        let named = begun.and_then(|()| match store.look(&path) {
            Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
            Err(_) => store.rename(&temp, &path),
        });
        named.map_err(|source| {
            let _ = store.remove(&temp);
            unwritable(source)
        })?;
        Ok(journal)
    }

    /// Writes records after those that are there. After an error the end of the file is not known:
    /// another generation is to be begun.
    pub fn append(&mut self, records: &[Vec<u8>]) -> Result<(), StorageError> {
        self.write(Vec::new(), records)
            .map_err(|source| StorageError::Unwritable {
                path: self.path.clone(),
                source,
            })
    }

    /// The handle by which the disk is waited for.
    pub fn file(&self) -> &Arc<dyn StoredFile> {
        &self.file
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its length in bytes.
    pub fn len(&self) -> u64 {
        self.len
    }

    /// Whether nothing was written to it, which is never so.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// All records in one write, so that a killed process leaves as few halves as can be.
    fn write(&mut self, mut bytes: Vec<u8>, records: &[Vec<u8>]) -> io::Result<()> {
        for record in records {
            if record.len() > MAX_RECORD {
                return Err(io::ErrorKind::FileTooLarge.into());
            }
            bytes.extend((record.len() as u32).to_le_bytes());
            bytes.extend(find_checksum(self.n_records, record).to_le_bytes());
            bytes.extend(record);
            self.n_records += 1;
        }
        self.file.write(&bytes)?;
        self.len += bytes.len() as u64;
        Ok(())
    }
}

/// The records of a journal from the first to the last one that is whole, and whether the bytes
/// end there. A record counts in its checksum, so that none is taken for another one.
pub fn split_records(bytes: &[u8]) -> (Vec<&[u8]>, bool) {
    let mut records = Vec::new();
    let Some(mut rest) = bytes.strip_prefix(MAGIC) else {
        return (records, false);
    };
    while let Some((frame, after)) = rest.split_first_chunk::<FRAME>() {
        // The two numbers stand in one, the first one in its lower half.
        let both = u64::from_le_bytes(*frame);
        let (len, checksum) = (both as u32 as usize, (both >> 32) as u32);
        let Some(record) = after.get(..len) else {
            break;
        };
        if len > MAX_RECORD || find_checksum(records.len() as u32, record) != checksum {
            break;
        }
        records.push(record);
        rest = &after[len..];
    }
    (records, rest.is_empty())
}

fn find_checksum(place: u32, record: &[u8]) -> u32 {
    let mut hash = crc32fast::Hasher::new();
    hash.update(&place.to_le_bytes());
    hash.update(record);
    hash.finalize()
}

impl std::fmt::Debug for FoundJournal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} records of {}",
            self.records.len(),
            self.path.display()
        )
    }
}

/// Where the journals are, in the folder for state.
pub fn find_journal_folder(state: &Path) -> PathBuf {
    state.join("recovery")
}

/// Reads the journals that no living process has, of each session the latest generation that `is_usable`
/// by its records. With `discarded`, those in the trash too. A session without a usable generation
/// is found with no records, and one that cannot be read with the reason: neither is nothing. One that
/// is being written is not found.
pub fn find_journals(
    store: &dyn Store,
    folder: &Path,
    discarded: bool,
    is_usable: impl Fn(&[Vec<u8>]) -> bool,
) -> Vec<FoundJournal> {
    let mut found = find_in(store, folder, &is_usable);
    if discarded {
        found.extend(find_in(store, &folder.join(TRASH), &is_usable));
    }
    found
}

fn find_in(
    store: &dyn Store,
    folder: &Path,
    is_usable: &impl Fn(&[Vec<u8>]) -> bool,
) -> Vec<FoundJournal> {
    let mut names: Vec<(JournalName, PathBuf)> = store
        .list(folder)
        .unwrap_or_default()
        .into_iter()
        .filter_map(|path| Some((JournalName::read(path.file_name()?.to_str()?)?, path)))
        .collect();
    names.sort();
    let mut found = Vec::new();
    // What was put away at another time is something else: a later one does not stand for it.
    let is_one =
        |a: &JournalName, b: &JournalName| (&a.session, a.discarded) == (&b.session, b.discarded);
    for session in names.chunk_by(|(a, _), (b, _)| is_one(a, b)) {
        let read = read_session(store, session, is_usable).unwrap_or_else(|error| {
            let (name, path) = session.last()?;
            let mut unread = FoundJournal::empty(name, path, None);
            unread.trouble = Some(error.to_string());
            Some(unread)
        });
        found.extend(read);
    }
    found
}

/// The latest generation of a session that is of use, else the latest with no records; none while somebody
/// has one of them.
///
/// # Errors
/// Those of the disk: what cannot be read may be the latest, which no earlier one stands for.
fn read_session(
    store: &dyn Store,
    session: &[(JournalName, PathBuf)],
    is_usable: &impl Fn(&[Vec<u8>]) -> bool,
) -> io::Result<Option<FoundJournal>> {
    let mut free = Vec::new();
    for (name, path) in session {
        let file = match store.open(path) {
            Ok(file) => file,
            // A later generation has just taken its place.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        if !file.try_lock()? {
            return Ok(None);
        }
        // Whoever had it may have removed it before letting go: then a later generation stands for it.
        let named = store.look(path).ok().map(|look| look.inode);
        if named != Some(file.look()?.inode) {
            continue;
        }
        free.push((name, path, file));
    }
    let Some((name, path, lock)) = free.last() else {
        return Ok(None);
    };
    let mut found = FoundJournal::empty(name, path, Some(lock.clone()));
    let mut is_last = true;
    for (name, path, file) in free.iter().rev() {
        let bytes = file.read_whole()?;
        let (records, is_whole) = split_records(&bytes);
        let records: Vec<Vec<u8>> = records.into_iter().map(<[u8]>::to_vec).collect();
        if is_usable(&records) {
            found = FoundJournal {
                records,
                is_whole: is_whole && is_last,
                ..FoundJournal::empty(name, path, Some(file.clone()))
            };
            break;
        }
        if holds_something(&bytes) {
            is_last = false;
            found.trouble = Some(DAMAGED.to_owned());
        }
    }
    let older = free.iter().map(|(_, path, _)| (*path).clone());
    found.older = older.filter(|other| *other != found.path).collect();
    Ok(Some(found))
}

/// Whether more was written than a beginning without a record, or what a power cut leaves of one.
fn holds_something(bytes: &[u8]) -> bool {
    bytes.len() > MAGIC.len() + FRAME && bytes.iter().any(|byte| *byte != 0)
}

/// What a journal's name says: `[{discarded}_]{session}-{generation}.journal`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct JournalName {
    session: String,
    discarded: Option<i64>,
    generation: u32,
}

impl JournalName {
    fn read(name: &str) -> Option<Self> {
        let stem = name.strip_suffix(ENDING)?;
        let (before, generation) = stem.rsplit_once('-')?;
        let (discarded, session) = match before.split_once('_') {
            Some((seconds, session)) => (Some(seconds.parse().ok()?), session),
            None => (None, before),
        };
        Some(Self {
            session: session.to_owned(),
            discarded,
            generation: generation.parse().ok()?,
        })
    }
}

/// The files of a session's earlier generations, which a later one stands for.
pub fn list_earlier(
    store: &dyn Store,
    folder: &Path,
    session: &str,
    generation: u32,
) -> Vec<PathBuf> {
    let mut paths = store.list(folder).unwrap_or_default();
    paths.retain(|path| {
        let name = path.file_name().and_then(|name| name.to_str());
        name.and_then(JournalName::read).is_some_and(|name| {
            let is_same = name.session == session && name.discarded.is_none();
            is_same && name.generation < generation
        })
    });
    paths
}

/// The generation that comes after that of a journal.
pub fn find_next_generation(path: &Path) -> u32 {
    let name = path.file_name().and_then(|name| name.to_str());
    let generation = name
        .and_then(JournalName::read)
        .map_or(0, |it| it.generation);
    generation.wrapping_add(1)
}

/// Moves a journal into the trash. `now` is in seconds since 1970.
pub fn discard_journal(store: &dyn Store, path: &Path, now: i64) -> Result<(), StorageError> {
    let to = find_trash(store, path, now)?;
    store
        .rename(path, &to)
        .map_err(|source| StorageError::Unwritable {
            path: path.into(),
            source,
        })
}

/// Puts a journal into the trash that keeps its own place too, until something stands for what can be read
/// of it. Waits for the disk. `now` is in seconds since 1970.
///
/// # Errors
/// [`StorageError::Unwritable`]; then the journal is where it was, and not to be removed.
pub fn keep_in_trash(store: &dyn Store, path: &Path, now: i64) -> Result<(), StorageError> {
    let unwritable = |source| StorageError::Unwritable {
        path: path.into(),
        source,
    };
    let to = find_trash(store, path, now)?;
    match store.link(path, &to) {
        Ok(()) => {}
        // By a try that got no further.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        // Not every disk knows second names.
        Err(_) => {
            let file = store.open(path).map_err(unwritable)?;
            let bytes = file.read_whole().map_err(unwritable)?;
            super::save::save_private_on(store, &to, &bytes)?;
        }
    }
    store
        .sync_folder(super::save::parent_of(&to))
        .map_err(unwritable)
}

/// Where a journal goes that is discarded now; the folder is there.
fn find_trash(store: &dyn Store, path: &Path, now: i64) -> Result<PathBuf, StorageError> {
    let folder = super::save::parent_of(path).join(TRASH);
    let created = store.create_folder(&folder);
    created.map_err(|source| StorageError::Unwritable {
        path: path.into(),
        source,
    })?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Ok(folder.join(format!("{now}_{name}")))
}

/// Removes what has lain in the trash for longer than `seconds`. Gives how many there were.
pub fn empty_trash(store: &dyn Store, folder: &Path, now: i64, seconds: i64) -> usize {
    let paths = store.list(&folder.join(TRASH)).unwrap_or_default();
    let is_old = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str());
        let discarded = name.and_then(JournalName::read).and_then(|it| it.discarded);
        discarded.is_some_and(|then| now.saturating_sub(then) > seconds)
    };
    let old = paths.into_iter().filter(is_old);
    old.filter(|path| store.remove(path).is_ok()).count()
}

/// How often a session was begun to be recovered without the program ending well since.
pub fn count_tries(store: &dyn Store, folder: &Path, session: &str) -> u32 {
    let mut text = String::new();
    let read = store
        .read(&name_tries(folder, session))
        .and_then(|file| io::Read::read_to_string(&mut io::Read::take(file, 16), &mut text));
    match read {
        Ok(_) => text.trim().parse().unwrap_or(0),
        Err(_) => 0,
    }
}

/// Notes one try more, before it is made.
pub fn note_try(folder: &Path, session: &str, n_tries: u32) -> Result<(), StorageError> {
    let text = n_tries.to_string();
    super::save::save_private(&name_tries(folder, session), text.as_bytes()).map(drop)
}

/// Forgets the tries: the program has ended well, or the work is safe.
pub fn forget_tries(store: &dyn Store, folder: &Path, session: &str) {
    // One that was never counted is not there.
    let _ = store.remove(&name_tries(folder, session));
}

fn name_tries(folder: &Path, session: &str) -> PathBuf {
    folder.join(format!("{session}{TRIES_ENDING}"))
}
