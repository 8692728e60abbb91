//! Snapshots of maps in the folder for state: what each save wrote, packed, in a file of its own that
//! its owner alone may read. Found again by the map and by the file that it was in, thinned as time
//! goes by. A snapshot is a zip file with the map in it, so nobody needs this program to read it.
//!
//! Knows bytes, never what a map is. All there is to know of a snapshot but its content stands in its
//! name: `{seconds}-{n}-{occasion}-{file}-{content}.zip` in a folder for each map; no list can be
//! lost or come to differ from what is there.

use std::io::{self, Cursor, Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::save::save_private_on;
use super::store::Store;
use super::thinning::{Aged, Bounds, choose_surplus};
use super::{StorageError, load};

/// How the map is named within its snapshot.
const ENTRY: &str = "map.argmap.json";
/// Ending of a snapshot's name.
const ENDING: &str = ".zip";
/// All snapshots of all maps take no more, in bytes.
pub const MOST_BYTES: u64 = 200 << 20;

/// Why a snapshot was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Occasion {
    /// The map was opened, and then edited for the first time.
    Opened,
    /// The map was saved.
    Saved,
    /// Much had been done without a save.
    Checkpoint,
    /// An older snapshot was restored; this is what it took the place of.
    Restoring,
}

impl Occasion {
    const ALL: &[(Self, &str)] = &[
        (Self::Opened, "o"),
        (Self::Saved, "s"),
        (Self::Checkpoint, "c"),
        (Self::Restoring, "r"),
    ];

    fn as_str(self) -> &'static str {
        let found = Self::ALL.iter().find(|(known, _)| *known == self);
        found.map_or("s", |(_, letter)| letter)
    }

    fn read(letter: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(_, known)| *known == letter);
        found.map(|(occasion, _)| *occasion)
    }
}

/// A map to be kept as it is.
#[derive(Debug, Clone, Copy)]
pub struct NewSnapshot<'a> {
    /// The id of the map.
    pub map: &'a str,
    /// Its file, canonical; none for one that was never saved.
    pub file: Option<&'a Path>,
    /// Whether the snapshot says where that file is. It is found by its file either way, by a hash of
    /// the path.
    pub names_file: bool,
    /// The present, in seconds since 1970.
    pub seconds: i64,
    /// Why it is kept.
    pub occasion: Occasion,
    /// The map, as a file has it.
    pub bytes: &'a [u8],
}

/// A snapshot that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// Its file.
    pub path: PathBuf,
    /// When it was taken, in seconds since 1970.
    pub seconds: i64,
    /// Why it was taken.
    pub occasion: Occasion,
    /// Whether it is of the map that was asked for, and not of another one that was in its file.
    pub is_own: bool,
    name: SnapshotName,
}

/// What a snapshot holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The map, as a file has it.
    pub bytes: Vec<u8>,
    /// The file that it was in; none where it was never saved, in one whose name is not Unicode, or in
    /// one that was not to be named.
    pub file: Option<PathBuf>,
}

/// Where snapshots are, in the folder for state.
pub fn find_history_folder(state: &Path) -> PathBuf {
    state.join("history")
}

/// Where the snapshots of a map are, in the folder of all snapshots.
pub fn find_map_folder(folder: &Path, map: &str) -> PathBuf {
    folder.join(hash_name(map.as_bytes()))
}

/// Keeps a map as it is, unless the newest snapshot of it says the same, and lets go of what has
/// become too much. Gives whether there is a snapshot more. It waits for the disk.
///
/// # Errors
/// [`StorageError`]; what was kept before is whole.
pub fn keep_snapshot(
    store: &dyn Store,
    folder: &Path,
    new: &NewSnapshot<'_>,
) -> Result<bool, StorageError> {
    let own = find_map_folder(folder, new.map);
    let there = list_in(store, &own);
    let (file, content) = (name_file(new.file), hash_name(new.bytes));
    let is_same =
        |(last, _): &(SnapshotName, PathBuf)| last.file == file && last.content == content;
    if there.last().is_some_and(is_same) {
        return Ok(false);
    }
    let seconds = new.seconds.max(0);
    let of_now = there.iter().filter(|(name, _)| name.seconds == seconds);
    let name = SnapshotName {
        seconds,
        n: of_now.map(|(name, _)| name.n + 1).max().unwrap_or(0),
        occasion: new.occasion,
        file,
        content,
    };
    let path = own.join(name.write());
    let unwritable = |source| StorageError::Unwritable {
        path: path.clone(),
        source,
    };
    let packed = pack(new.bytes, new.file.filter(|_| new.names_file)).map_err(unwritable)?;
    store.create_folder(&own).map_err(unwritable)?;
    save_private_on(store, &path, &packed)?;
    if there.is_empty() {
        // The folder of the map is new; the snapshot is no safer than its name.
        store.sync_folder(folder).map_err(unwritable)?;
    }
    thin(store, &own, new.seconds);
    bound_all(store, folder, &path);
    Ok(true)
}

/// The snapshots of a map, and of others that were in the same file, the newest first. A map that
/// cannot be read is found by its file alone.
pub fn list_snapshots(
    store: &dyn Store,
    folder: &Path,
    map: Option<&str>,
    file: Option<&Path>,
) -> Vec<Snapshot> {
    let own = map.map(|map| find_map_folder(folder, map));
    let file = file.map(|file| name_file(Some(file)));
    let mut found = Vec::new();
    for folder in store.list(folder).unwrap_or_default() {
        let is_own = own.as_ref() == Some(&folder);
        let listed = list_in(store, &folder).into_iter();
        let wanted = listed.filter(|(name, _)| is_own || file.as_ref() == Some(&name.file));
        found.extend(wanted.map(|(name, path)| Snapshot {
            path,
            seconds: name.seconds,
            occasion: name.occasion,
            is_own: is_own || own.is_none(),
            name,
        }));
    }
    found.sort_by(|a, b| b.name.cmp(&a.name));
    found
}

/// Reads a snapshot.
///
/// # Errors
/// [`StorageError::Unreadable`] where it is gone, damaged, or not what its name says.
pub fn read_snapshot(store: &dyn Store, snapshot: &Snapshot) -> Result<Held, StorageError> {
    read_held(store, &snapshot.path, &snapshot.name)
}

fn read_held(store: &dyn Store, path: &Path, name: &SnapshotName) -> Result<Held, StorageError> {
    let unreadable = |source| StorageError::Unreadable {
        path: path.to_owned(),
        source,
    };
    let mut packed = Vec::new();
    let mut reader = store.read(path).map_err(unreadable)?;
    reader.read_to_end(&mut packed).map_err(unreadable)?;
    let held = unpack(&packed).map_err(unreadable)?;
    if hash_name(&held.bytes) != name.content {
        return Err(unreadable(io::ErrorKind::InvalidData.into()));
    }
    Ok(held)
}

/// Makes every snapshot one that does not say where its file is. Gives how many said it.
///
/// # Errors
/// [`StorageError`] for the first one that could not be read or written, which is as it was; the others
/// say it no more.
pub fn forget_file_names(store: &dyn Store, folder: &Path) -> Result<usize, StorageError> {
    let mut n_forgotten = 0;
    let mut failure = None;
    let folders = store.list(folder).unwrap_or_default();
    for (name, path) in folders.iter().flat_map(|folder| list_in(store, folder)) {
        match forget_file_name(store, &path, &name) {
            Ok(has_said_it) => n_forgotten += usize::from(has_said_it),
            Err(error) => failure = failure.or(Some(error)),
        }
    }
    failure.map_or(Ok(n_forgotten), Err)
}

fn forget_file_name(
    store: &dyn Store,
    path: &Path,
    name: &SnapshotName,
) -> Result<bool, StorageError> {
    let held = read_held(store, path, name)?;
    if held.file.is_none() {
        return Ok(false);
    }
    let unwritable = |source| StorageError::Unwritable {
        path: path.to_owned(),
        source,
    };
    let packed = pack(&held.bytes, None).map_err(unwritable)?;
    save_private_on(store, path, &packed)?;
    Ok(true)
}

/// Deletes the snapshots of a map, or all there are. Gives how many there were.
///
/// # Errors
/// [`StorageError::Unwritable`] for the first one that could not be deleted; the others are.
pub fn forget_snapshots(
    store: &dyn Store,
    folder: &Path,
    map: Option<&str>,
) -> Result<usize, StorageError> {
    let folders = match map {
        Some(map) => vec![find_map_folder(folder, map)],
        None => store.list(folder).unwrap_or_default(),
    };
    let mut n_forgotten = 0;
    let mut failure = None;
    for folder in folders {
        let listed = list_in(store, &folder);
        let is_empty = listed.is_empty();
        for (_, path) in listed {
            match store.remove(&path) {
                Ok(()) => n_forgotten += 1,
                Err(source) => {
                    failure = failure.or(Some(StorageError::Unwritable { path, source }));
                }
            }
        }
        if !is_empty {
            // So that they do not come back with a power cut.
            let _ = store.sync_folder(&folder);
        }
    }
    failure.map_or(Ok(n_forgotten), Err)
}

/// What a snapshot's name says. In order of time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct SnapshotName {
    seconds: i64,
    /// How many were taken in the same second before.
    n: u32,
    occasion: Occasion,
    /// A hash of the file's path.
    file: String,
    /// A hash of the content.
    content: String,
}

impl SnapshotName {
    fn write(&self) -> String {
        let Self {
            seconds,
            n,
            occasion,
            file,
            content,
        } = self;
        let occasion = occasion.as_str();
        format!("{seconds:012}-{n:03}-{occasion}-{file}-{content}{ENDING}")
    }

    fn read(name: &str) -> Option<Self> {
        let mut parts = name.strip_suffix(ENDING)?.split('-');
        let is_hash = |part: &&str| part.len() == 16 && part.bytes().all(|b| b.is_ascii_hexdigit());
        let read = Self {
            seconds: parts.next()?.parse().ok().filter(|&seconds| seconds >= 0)?,
            n: parts.next()?.parse().ok()?,
            occasion: Occasion::read(parts.next()?)?,
            file: parts.next().filter(is_hash)?.to_owned(),
            content: parts.next().filter(is_hash)?.to_owned(),
        };
        parts.next().is_none().then_some(read)
    }
}

/// The snapshots in the folder of a map, the oldest first.
fn list_in(store: &dyn Store, folder: &Path) -> Vec<(SnapshotName, PathBuf)> {
    let paths = store.list(folder).unwrap_or_default().into_iter();
    let mut found: Vec<(SnapshotName, PathBuf)> = paths
        .filter_map(|path| Some((SnapshotName::read(path.file_name()?.to_str()?)?, path)))
        .collect();
    found.sort();
    found
}

/// Lets go of what has become too much of one map. What cannot be removed goes the next time.
fn thin(store: &dyn Store, folder: &Path, now: i64) {
    let there = list_in(store, folder);
    let aged: Vec<Aged> = there
        .iter()
        .map(|(name, path)| Aged {
            seconds: name.seconds,
            bytes: find_len(store, path),
        })
        .collect();
    for at in choose_surplus(&aged, now, Bounds::OF_A_MAP) {
        let _ = store.remove(&there[at].1);
    }
}

/// Lets go of the oldest snapshots of all maps until they fit, but for the one that was just taken.
fn bound_all(store: &dyn Store, folder: &Path, newest: &Path) {
    let folders = store.list(folder).unwrap_or_default();
    let mut all: Vec<(SnapshotName, PathBuf)> = folders
        .iter()
        .flat_map(|folder| list_in(store, folder))
        .collect();
    let lens: Vec<u64> = all.iter().map(|(_, path)| find_len(store, path)).collect();
    let mut bytes: u64 = lens.iter().sum();
    if bytes <= MOST_BYTES {
        return;
    }
    let mut in_time: Vec<((SnapshotName, PathBuf), u64)> = all.drain(..).zip(lens).collect();
    in_time.sort();
    for ((_, path), len) in in_time {
        if bytes <= MOST_BYTES {
            break;
        }
        if path != newest && store.remove(&path).is_ok() {
            bytes -= len;
        }
    }
}

fn find_len(store: &dyn Store, path: &Path) -> u64 {
    store.look(path).map_or(0, |look| look.len)
}

fn pack(bytes: &[u8], file: Option<&Path>) -> io::Result<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .large_file(bytes.len() > 1 << 30);
    archive.start_file(ENTRY, options)?;
    archive.write_all(bytes)?;
    let file = file.and_then(Path::to_str).unwrap_or_default();
    if u16::try_from(file.len()).is_ok() {
        archive.set_comment(file)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// Never gives more than a map may have, whatever the archive says.
fn unpack(packed: &[u8]) -> io::Result<Held> {
    let mut archive = ZipArchive::new(Cursor::new(packed))?;
    let file = str::from_utf8(archive.comment()).unwrap_or_default();
    let file = (!file.is_empty()).then(|| PathBuf::from(file));
    let mut bytes = Vec::new();
    let entry = archive.by_name(ENTRY)?;
    entry.take(load::MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > load::MAX_BYTES {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(Held { bytes, file })
}

/// The hash of a path; of no path, zeros.
fn name_file(file: Option<&Path>) -> String {
    file.map_or_else(
        || "0".repeat(16),
        |file| hash_name(file.as_os_str().as_encoded_bytes()),
    )
}

/// The first 64 bits of the SHA-256 of some bytes, in hexadecimal digits.
pub(super) fn hash_name(bytes: &[u8]) -> String {
    use std::fmt::Write as _;

    let digest = Sha256::digest(bytes);
    let mut name = String::with_capacity(16);
    for byte in digest.iter().take(8) {
        write!(name, "{byte:02x}").expect("a string takes all that is written");
    }
    name
}
