//! A disk in memory that keeps what it was told to keep and may do anything with the rest. It gives
//! every state that a power cut can leave, after every single operation, and can fail at any of them.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use linchpin::storage::{Look, LookKind, Store, StoredFile};

/// A sector: what is written is torn between two of them, never within one.
const SECTOR: usize = 16;

/// The files of a folder and what they hold.
pub type Picture = BTreeMap<PathBuf, Vec<u8>>;

/// When operations fail.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Failing {
    Never,
    /// The operation of that number alone.
    Once(usize),
    /// That one and all after it, as on a disk that is full or gone.
    From(usize),
}

/// A disk in memory; a clone is the same disk.
#[derive(Clone)]
pub struct SimDisk(Arc<Mutex<State>>);

struct State {
    files: Vec<Inode>,
    /// Folders that were made; those that hold something are there anyway.
    folders: BTreeSet<PathBuf>,
    /// Names as programs see them.
    names: BTreeMap<PathBuf, usize>,
    /// Names as they are kept.
    kept_names: BTreeMap<PathBuf, usize>,
    /// What was done to names since the folder was synced.
    pending: Vec<NameChange>,
    n_operations: usize,
    n_changes: i128,
    /// Whether it knows second names.
    has_links: bool,
    failing: Failing,
    /// What a power cut could have left after each operation so far.
    crashes: Vec<Vec<Picture>>,
    watches: bool,
}

#[derive(Clone, Default)]
struct Inode {
    bytes: Vec<u8>,
    /// The moment of its last change; the disk counts changes for a clock.
    changed: i128,
    kept: Vec<u8>,
    /// What was written since the file was synced.
    writes: Vec<Write>,
}

#[derive(Clone)]
enum Write {
    At(usize, Vec<u8>),
    Len(usize),
}

#[derive(Clone)]
enum NameChange {
    Added(PathBuf, usize),
    Moved(PathBuf, PathBuf, usize),
    Removed(PathBuf),
}

struct SimFile {
    disk: SimDisk,
    inode: usize,
    at: Mutex<usize>,
}

impl SimDisk {
    /// A disk that holds these files, safely.
    pub fn holding(files: &[(&str, &[u8])]) -> Self {
        let mut state = State {
            files: Vec::new(),
            folders: BTreeSet::new(),
            names: BTreeMap::new(),
            kept_names: BTreeMap::new(),
            pending: Vec::new(),
            n_operations: 0,
            n_changes: 0,
            has_links: true,
            failing: Failing::Never,
            crashes: Vec::new(),
            watches: true,
        };
        for (name, bytes) in files {
            state.files.push(Inode {
                bytes: bytes.to_vec(),
                kept: bytes.to_vec(),
                ..Inode::default()
            });
            state.names.insert(name.into(), state.files.len() - 1);
        }
        state.kept_names = state.names.clone();
        Self(Arc::new(Mutex::new(state)))
    }

    /// A disk as a power cut left it.
    pub fn after_crash(picture: &Picture) -> Self {
        let files: Vec<(&str, &[u8])> = picture
            .iter()
            .map(|(path, bytes)| (path.to_str().unwrap(), bytes.as_slice()))
            .collect();
        Self::holding(&files)
    }

    /// Gives a file a second name.
    pub fn add_name(&self, name: &str, other: &str) {
        let mut state = self.0.lock().unwrap();
        let inode = state.names[Path::new(name)];
        state.names.insert(other.into(), inode);
        state.kept_names.insert(other.into(), inode);
    }

    /// From now on no file gets a second name.
    pub fn refuse_links(&self) {
        self.0.lock().unwrap().has_links = false;
    }

    pub fn fail(&self, failing: Failing) {
        let mut state = self.0.lock().unwrap();
        state.failing = failing;
        state.n_operations = 0;
        state.watches = false;
    }

    pub fn n_operations(&self) -> usize {
        self.0.lock().unwrap().n_operations
    }

    /// What programs see.
    pub fn picture(&self) -> Picture {
        let state = self.0.lock().unwrap();
        let held =
            |(path, inode): (&PathBuf, &usize)| (path.clone(), state.files[*inode].bytes.clone());
        state.names.iter().map(held).collect()
    }

    /// What is there for certain if the power is cut now.
    pub fn kept(&self) -> Picture {
        let state = self.0.lock().unwrap();
        let held =
            |(path, inode): (&PathBuf, &usize)| (path.clone(), state.files[*inode].kept.clone());
        state.kept_names.iter().map(held).collect()
    }

    /// What a power cut could have left, after each operation and in the middle of it.
    pub fn crashes(&self) -> Vec<Vec<Picture>> {
        self.0.lock().unwrap().crashes.clone()
    }

    fn step<T>(&self, change: impl FnOnce(&mut State) -> io::Result<T>) -> io::Result<T> {
        let mut state = self.0.lock().unwrap();
        let at = state.n_operations;
        state.n_operations += 1;
        let fails = match state.failing {
            Failing::Never => false,
            Failing::Once(n) => n == at,
            Failing::From(n) => at >= n,
        };
        if fails {
            return Err(io::ErrorKind::StorageFull.into());
        }
        let done = change(&mut state)?;
        if state.watches {
            let pictures = state.list_crashes();
            state.crashes.push(pictures);
        }
        Ok(done)
    }
}

impl State {
    /// Every way in which what was not synced may have come down: names all, none, one alone, all
    /// but one, or in order up to one; each file's content old, new, torn, or of zeros.
    fn list_crashes(&self) -> Vec<Picture> {
        let n = self.pending.len();
        let mut choices: Vec<Vec<bool>> =
            (0..=n).map(|m| (0..n).map(|i| i < m).collect()).collect();
        for alone in 0..n {
            choices.push((0..n).map(|i| i == alone).collect());
            choices.push((0..n).map(|i| i != alone).collect());
        }
        choices.sort();
        choices.dedup();
        let mut pictures = Vec::new();
        for choice in choices {
            let mut names = self.kept_names.clone();
            for (change, _) in self.pending.iter().zip(&choice).filter(|(_, kept)| **kept) {
                match change {
                    NameChange::Added(path, inode) => {
                        names.insert(path.clone(), *inode);
                    }
                    NameChange::Moved(from, to, inode) => {
                        names.remove(from);
                        names.insert(to.clone(), *inode);
                    }
                    NameChange::Removed(path) => {
                        names.remove(path);
                    }
                }
            }
            let mut partial = vec![BTreeMap::new()];
            let mut inodes: Vec<usize> = names.values().copied().collect();
            inodes.sort_unstable();
            inodes.dedup();
            for inode in inodes {
                let contents = self.files[inode].list_contents();
                partial = partial
                    .into_iter()
                    .flat_map(|held: BTreeMap<usize, Vec<u8>>| {
                        contents.iter().map(move |bytes| {
                            let mut held = held.clone();
                            held.insert(inode, bytes.clone());
                            held
                        })
                    })
                    .collect();
            }
            for held in partial {
                let picture = names
                    .iter()
                    .map(|(path, inode)| (path.clone(), held[inode].clone()));
                pictures.push(picture.collect());
            }
        }
        pictures.sort();
        pictures.dedup();
        pictures
    }
}

impl Inode {
    fn list_contents(&self) -> Vec<Vec<u8>> {
        let mut contents = vec![self.kept.clone()];
        // In order up to each write, that one torn at each sector or of zeros.
        let mut bytes = self.kept.clone();
        for write in &self.writes {
            if let Write::At(at, written) = write {
                for cut in (0..written.len()).step_by(SECTOR) {
                    let mut torn = bytes.clone();
                    put(&mut torn, *at, &written[..cut]);
                    contents.push(torn);
                    // The later sectors first.
                    let mut late = bytes.clone();
                    put(&mut late, at + cut, &written[cut..]);
                    contents.push(late);
                }
                let mut zeros = bytes.clone();
                put(&mut zeros, *at, &vec![0; written.len()]);
                contents.push(zeros);
            }
            write.apply(&mut bytes);
            contents.push(bytes.clone());
        }
        // The last one without those before it.
        if let Some(last) = self.writes.last() {
            let mut alone = self.kept.clone();
            last.apply(&mut alone);
            contents.push(alone);
        }
        contents.sort();
        contents.dedup();
        contents
    }
}

impl Write {
    fn apply(&self, bytes: &mut Vec<u8>) {
        match self {
            Self::At(at, written) => put(bytes, *at, written),
            Self::Len(len) => bytes.resize(*len, 0),
        }
    }
}

fn put(bytes: &mut Vec<u8>, at: usize, written: &[u8]) {
    if bytes.len() < at + written.len() {
        bytes.resize(at + written.len(), 0);
    }
    bytes[at..at + written.len()].copy_from_slice(written);
}

impl Store for SimDisk {
    fn look(&self, path: &Path) -> io::Result<Look> {
        let state = self.0.lock().unwrap();
        let of = |kind, len, inode: u64, n_names| Look {
            kind,
            len,
            mtime_ns: state.files.get(inode as usize).map_or(0, |it| it.changed),
            inode,
            n_names,
            is_marked_read_only: false,
            mode: 0o644,
            owner: (0, 0),
        };
        if let Some(&inode) = state.names.get(path) {
            let n_names = state
                .names
                .values()
                .filter(|&&other| other == inode)
                .count();
            let len = state.files[inode].bytes.len() as u64;
            return Ok(of(LookKind::File, len, inode as u64, n_names as u64));
        }
        let is_folder =
            state.folders.contains(path) || state.names.keys().any(|name| name.starts_with(path));
        if is_folder {
            return Ok(of(LookKind::Folder, 0, u64::MAX, 1));
        }
        Err(io::ErrorKind::NotFound.into())
    }

    fn read_link(&self, _path: &Path) -> io::Result<PathBuf> {
        Err(io::ErrorKind::InvalidInput.into())
    }

    fn is_read_only(&self, _path: &Path, _look: &Look) -> bool {
        false
    }

    fn read(&self, path: &Path) -> io::Result<Box<dyn Read>> {
        let picture = self.picture();
        let bytes = picture.get(path).ok_or(io::ErrorKind::NotFound)?;
        Ok(Box::new(Cursor::new(bytes.clone())))
    }

    fn create(&self, path: &Path, _mode: u32) -> io::Result<Arc<dyn StoredFile>> {
        let inode = self.step(|state| {
            if state.names.contains_key(path) {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            state.files.push(Inode::default());
            let inode = state.files.len() - 1;
            state.names.insert(path.into(), inode);
            state.pending.push(NameChange::Added(path.into(), inode));
            Ok(inode)
        })?;
        Ok(self.hold(inode))
    }

    fn open(&self, path: &Path) -> io::Result<Arc<dyn StoredFile>> {
        let state = self.0.lock().unwrap();
        let inode = *state.names.get(path).ok_or(io::ErrorKind::NotFound)?;
        Ok(self.hold(inode))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(|state| {
            let inode = state.names.remove(from).ok_or(io::ErrorKind::NotFound)?;
            state.names.insert(to.into(), inode);
            let change = NameChange::Moved(from.into(), to.into(), inode);
            state.pending.push(change);
            Ok(())
        })
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(|state| {
            if !state.has_links {
                return Err(io::ErrorKind::PermissionDenied.into());
            }
            if state.names.contains_key(to) {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            let inode = *state.names.get(from).ok_or(io::ErrorKind::NotFound)?;
            state.names.insert(to.into(), inode);
            state.pending.push(NameChange::Added(to.into(), inode));
            Ok(())
        })
    }

    fn claim(&self, _path: &Path) -> Option<Arc<dyn StoredFile>> {
        None
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.step(|state| {
            state.names.remove(path).ok_or(io::ErrorKind::NotFound)?;
            state.pending.push(NameChange::Removed(path.into()));
            Ok(())
        })
    }

    fn sync_folder(&self, _folder: &Path) -> io::Result<()> {
        self.step(|state| {
            state.kept_names = state.names.clone();
            state.pending.clear();
            Ok(())
        })
    }

    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        let mut state = self.0.lock().unwrap();
        state.folders.extend(folder.ancestors().map(Path::to_owned));
        Ok(())
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let picture = self.picture();
        let inside = picture.keys().filter_map(|path| {
            let mut above = path.ancestors();
            above.find(|path| path.parent() == Some(folder))
        });
        let mut listed: Vec<PathBuf> = inside.map(Path::to_owned).collect();
        listed.dedup();
        Ok(listed)
    }
}

impl SimDisk {
    fn hold(&self, inode: usize) -> Arc<dyn StoredFile> {
        Arc::new(SimFile {
            disk: self.clone(),
            inode,
            at: Mutex::new(0),
        })
    }
}

impl StoredFile for SimFile {
    fn write(&self, bytes: &[u8]) -> io::Result<()> {
        let mut at = self.at.lock().unwrap();
        let from = *at;
        *at += bytes.len();
        let written = self.disk.step(|state| {
            let write = Write::At(from, bytes.to_vec());
            let inode = &mut state.files[self.inode];
            write.apply(&mut inode.bytes);
            inode.writes.push(write);
            state.n_changes += 1;
            state.files[self.inode].changed = state.n_changes;
            Ok(())
        });
        if written.is_err() {
            // A disk that fills up takes what it has room for.
            let mut state = self.disk.0.lock().unwrap();
            let write = Write::At(from, bytes[..bytes.len() / 2].to_vec());
            let inode = &mut state.files[self.inode];
            write.apply(&mut inode.bytes);
            inode.writes.push(write);
        }
        written
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.disk.step(|state| {
            let write = Write::Len(len as usize);
            let inode = &mut state.files[self.inode];
            write.apply(&mut inode.bytes);
            inode.writes.push(write);
            Ok(())
        })
    }

    fn read_whole(&self) -> io::Result<Vec<u8>> {
        Ok(self.disk.0.lock().unwrap().files[self.inode].bytes.clone())
    }

    fn sync(&self) -> io::Result<()> {
        let synced = self.disk.step(|state| {
            let inode = &mut state.files[self.inode];
            inode.kept.clone_from(&inode.bytes);
            inode.writes.clear();
            Ok(())
        });
        if synced.is_err() {
            // As on Linux: what could not be written is forgotten, and the next sync goes well.
            let mut state = self.disk.0.lock().unwrap();
            let inode = &mut state.files[self.inode];
            inode.writes.clear();
        }
        synced
    }

    fn look(&self) -> io::Result<Look> {
        let state = self.disk.0.lock().unwrap();
        Ok(Look {
            kind: LookKind::File,
            len: state.files[self.inode].bytes.len() as u64,
            mtime_ns: state.files[self.inode].changed,
            inode: self.inode as u64,
            n_names: 1,
            is_marked_read_only: false,
            mode: 0o600,
            owner: (0, 0),
        })
    }

    fn keep_access(&self, _of: &Look, _at: &Path) -> io::Result<()> {
        self.disk.step(|_| Ok(()))
    }

    fn try_lock(&self) -> io::Result<bool> {
        Ok(true)
    }
}
