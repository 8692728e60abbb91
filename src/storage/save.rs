//! The save that leaves either the whole old file or the whole new one, whatever happens.
//!
//! Knows bytes only. Whoever calls it has parsed the bytes again and compared the result with
//! what was meant (the format floor does), so that a fault of our own never reaches the disk.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use super::place::name_place;
use super::store::{Look, LookKind, Store, StoredFile};
use super::{Disk, Fingerprint, StorageError};

/// Ending of a file that is being written; the name is `.{name}.{place}-{pid}-{n}.tmp~`.
pub(super) const TEMP_ENDING: &str = ".tmp~";
/// Ending of the copy kept while a file with several names is written in place.
pub(super) const BACKUP_ENDING: &str = ".bak~";
/// A chain of more symbolic links than this is taken for a circle.
const MAX_LINK_HOPS: usize = 40;
/// Longer names are cut in the temporary name, which would else be too long for the disk.
const MAX_NAME_IN_TEMP: usize = 180;

/// A save that has happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saved {
    /// What the file now is; expected at the next save.
    pub fingerprint: Fingerprint,
    /// False where the new file is in place but the disk did not confirm its directory entry or
    /// its length. To be told as "Saved; the disk did not confirm it".
    pub confirmed: bool,
}

/// Replaces the content of `path`, or creates it.
///
/// Symbolic links are followed and kept, also to a file that is not there yet. Mode and owner
/// are kept (the owner as far as the system lets us); a file with several names is written in
/// place, with a backup for as long as that takes. With `expected`, the save is refused where
/// the content is no longer what was loaded, which is looked at before anything is written and
/// again right before the new file takes the name; a file that has vanished is created again, for
/// there is nothing to lose. Without it, what is there is replaced: the user has said so in a
/// dialog. It blocks until the disk has answered, so it belongs on a worker thread.
///
/// After an error nothing is left behind and the old content is whole, with the one exception
/// that [`StorageError::HalfSaved`] tells of.
pub fn save_atomically(
    path: &Path,
    bytes: &[u8],
    expected: Option<&Fingerprint>,
) -> Result<Saved, StorageError> {
    save_on(&Disk, path, bytes, expected)
}

/// As [`save_atomically`] without an expectation, for what is not going to be saved again, such as a
/// picture: what the file now is need not be known. Gives whether the disk has confirmed it.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<bool, StorageError> {
    let content = Content::Bytes(bytes);
    let landed = land(&Disk, path, content, Wanted::Anything, Access::Kept)?;
    Ok(landed.confirmed)
}

/// As [`write_atomically`], for what is too large to be held, and where that is wanted of what bears the name:
/// `write` is called once, when the new file is there without its name, and hands on its content. An error
/// that it gives is told as the disk's; where nothing can be written, it is not called.
pub fn write_pieces_on<'w>(
    store: &dyn Store,
    path: &Path,
    wanted: Wanted<'_>,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()> + 'w,
) -> Result<bool, StorageError> {
    let content = Content::Pieces(Box::new(write));
    let landed = land(store, path, content, wanted, Access::Kept)?;
    Ok(landed.confirmed)
}

/// Creates `path`; refused where something bears that name by the time the content is written, a link
/// that leads nowhere included. Nobody was asked whether it may be replaced.
pub fn save_new(path: &Path, bytes: &[u8]) -> Result<Saved, StorageError> {
    save_new_on(&Disk, path, bytes)
}

/// As [`save_new`], on any disk.
pub fn save_new_on(store: &dyn Store, path: &Path, bytes: &[u8]) -> Result<Saved, StorageError> {
    save_where(store, path, bytes, Wanted::Nothing)
}

/// As [`save_atomically`], on any disk.
pub fn save_on(
    store: &dyn Store,
    path: &Path,
    bytes: &[u8],
    expected: Option<&Fingerprint>,
) -> Result<Saved, StorageError> {
    let wanted = expected.map_or(Wanted::Anything, Wanted::Same);
    save_where(store, path, bytes, wanted)
}

/// As [`save_on`], where that is wanted of what bears the name.
pub fn save_where(
    store: &dyn Store,
    path: &Path,
    bytes: &[u8],
    wanted: Wanted<'_>,
) -> Result<Saved, StorageError> {
    save(store, path, bytes, wanted, Access::Kept)
}

/// Waits until the disk keeps a file that was written before, by whomever, with its name: what can be read
/// may be in the memory of the machine alone.
///
/// # Errors
/// [`StorageError::Unwritable`]; then it is not known whether it is kept.
pub fn confirm_on(store: &dyn Store, path: &Path) -> Result<(), StorageError> {
    let target = resolve_links(store, path)?;
    let unwritable = |source| StorageError::Unwritable {
        path: path.into(),
        source,
    };
    let file = store.open(&target).map_err(unwritable)?;
    file.sync().map_err(unwritable)?;
    store.sync_folder(parent_of(&target)).map_err(unwritable)
}

/// Replaces or creates a file of the program's own, readable by its owner alone.
pub fn save_private(path: &Path, bytes: &[u8]) -> Result<Saved, StorageError> {
    save_private_on(&Disk, path, bytes)
}

/// As [`save_private`], on any disk.
pub fn save_private_on(
    store: &dyn Store,
    path: &Path,
    bytes: &[u8],
) -> Result<Saved, StorageError> {
    save(store, path, bytes, Wanted::Anything, Access::Private)
}

/// What has to bear the name for a save to happen.
#[derive(Debug, Clone, Copy)]
pub enum Wanted<'f> {
    /// Whatever does: somebody has said that it may be replaced.
    Anything,
    /// What this was taken of, or nothing any more.
    Same(&'f Fingerprint),
    /// What looked so when the name was chosen, or nothing any more. Nobody read it then, so the content does
    /// not count.
    Seen(&'f Look),
    /// Nothing.
    Nothing,
}

/// Who may read the result.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Access {
    /// As before; a new file as the user's umask has it.
    Kept,
    /// Only the owner.
    Private,
}

/// What a file is to hold.
enum Content<'c> {
    Bytes(&'c [u8]),
    /// What this hands on.
    Pieces(HandsOn<'c>),
}

/// Hands pieces to a sink, one after the other.
type HandsOn<'c> = Box<dyn FnOnce(&mut dyn Write) -> io::Result<()> + 'c>;

impl Wanted<'_> {
    /// That something else bears the name.
    fn deny(self, target: &Path) -> StorageError {
        let path = target.to_path_buf();
        match self {
            Self::Anything | Self::Same(_) => StorageError::Changed { path },
            Self::Seen(_) => StorageError::ChangedSinceChosen { path },
            Self::Nothing => StorageError::Exists { path },
        }
    }
}

impl Content<'_> {
    /// Writes it from the beginning of the file on; gives its length in bytes.
    fn write_to(self, file: &dyn StoredFile) -> io::Result<u64> {
        match self {
            Self::Bytes(bytes) => {
                file.write(bytes)?;
                Ok(bytes.len() as u64)
            }
            Self::Pieces(write) => {
                let mut sink = Sink { file, len: 0 };
                write(&mut sink)?;
                Ok(sink.len)
            }
        }
    }
}

/// Takes pieces to a file and counts their bytes.
struct Sink<'f> {
    file: &'f dyn StoredFile,
    len: u64,
}

impl Write for Sink<'_> {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        self.file.write(piece)?;
        self.len += piece.len() as u64;
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A file that has been written.
struct Landed {
    look: Look,
    confirmed: bool,
}

fn save(
    store: &dyn Store,
    path: &Path,
    bytes: &[u8],
    wanted: Wanted<'_>,
    access: Access,
) -> Result<Saved, StorageError> {
    let Landed { look, confirmed } = land(store, path, Content::Bytes(bytes), wanted, access)?;
    Ok(Saved {
        fingerprint: Fingerprint::new(bytes, &look),
        confirmed,
    })
}

fn land(
    store: &dyn Store,
    path: &Path,
    content: Content<'_>,
    wanted: Wanted<'_>,
    access: Access,
) -> Result<Landed, StorageError> {
    let exists = || StorageError::Exists { path: path.into() };
    let is_new = matches!(wanted, Wanted::Nothing);
    // A link is something too, wherever it leads.
    if is_new && store.look(path).is_ok() {
        return Err(exists());
    }
    let target = if is_new {
        path.to_path_buf()
    } else {
        resolve_links(store, path)?
    };
    let old = probe_target(store, &target)?;
    if old.is_some() {
        if is_new {
            return Err(exists());
        }
        compare(store, &target, wanted)?;
    }
    match old {
        Some(old) if old.n_names > 1 => write_in_place(store, &target, content, wanted),
        old => write_beside(store, &target, content, old.as_ref(), wanted, access),
    }
}

/// Refuses a file whose content is not what is wanted of it.
fn compare(store: &dyn Store, target: &Path, wanted: Wanted<'_>) -> Result<(), StorageError> {
    let differs = match wanted {
        Wanted::Same(expected) => expected.differs_from_stored(store, target),
        Wanted::Seen(seen) => store.look(target).map(|now| !is_unchanged(&now, seen)),
        Wanted::Anything | Wanted::Nothing => Ok(false),
    };
    match differs {
        Ok(false) => Ok(()),
        Ok(true) => Err(wanted.deny(target)),
        Err(source) => Err(StorageError::Unreadable {
            path: target.into(),
            source,
        }),
    }
}

/// What writing to a file has met.
fn refuse(target: &Path, source: io::Error) -> StorageError {
    let path = target.to_path_buf();
    if source.kind() == io::ErrorKind::ReadOnlyFilesystem {
        StorageError::ReadOnly { path }
    } else {
        StorageError::Unwritable { path, source }
    }
}

/// Follows symbolic links to the file that is really meant; the last one may be missing.
fn resolve_links(store: &dyn Store, path: &Path) -> Result<PathBuf, StorageError> {
    let mut target = path.to_path_buf();
    for _ in 0..=MAX_LINK_HOPS {
        match store.look(&target) {
            Ok(look) if look.kind == LookKind::Link => {
                let next = store
                    .read_link(&target)
                    .map_err(|source| StorageError::Unwritable {
                        path: path.into(),
                        source,
                    })?;
                target = parent_of(&target).join(next);
            }
            // What is wrong with anything else is for the probe to say.
            _ => return Ok(target),
        }
    }
    Err(StorageError::LinkLoop { path: path.into() })
}

/// Tells whether the target can be written, without changing it; gives the metadata of what is
/// there. A rename would go through on a file marked read-only, so this has to ask first.
fn probe_target(store: &dyn Store, target: &Path) -> Result<Option<Look>, StorageError> {
    let path = || target.to_path_buf();
    if target.file_name().is_none() {
        return Err(if is_folder(store, target) {
            StorageError::IsFolder { path: path() }
        } else {
            StorageError::NoName { path: path() }
        });
    }
    let look = match store.look(target) {
        Ok(look) => look,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return if is_folder(store, parent_of(target)) {
                Ok(None)
            } else {
                Err(StorageError::FolderMissing { path: path() })
            };
        }
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            return Err(StorageError::FolderMissing { path: path() });
        }
        Err(source) => {
            return Err(StorageError::Unwritable {
                path: path(),
                source,
            });
        }
    };
    match look.kind {
        LookKind::Folder => Err(StorageError::IsFolder { path: path() }),
        // Opening a pipe would wait for a reader for ever.
        LookKind::Link | LookKind::Other => Err(StorageError::NotAFile { path: path() }),
        LookKind::File if store.is_read_only(target, &look) => {
            Err(StorageError::ReadOnly { path: path() })
        }
        LookKind::File => Ok(Some(look)),
    }
}

/// Whether a folder bears that name, or a link that leads to one.
fn is_folder(store: &dyn Store, path: &Path) -> bool {
    resolve_links(store, path)
        .and_then(|path| {
            store
                .look(&path)
                .map_err(|source| StorageError::Unwritable { path, source })
        })
        .is_ok_and(|look| look.kind == LookKind::Folder)
}

/// Writes a new file in the same folder and gives it the name of the old one.
fn write_beside(
    store: &dyn Store,
    target: &Path,
    content: Content<'_>,
    old: Option<&Look>,
    wanted: Wanted<'_>,
    access: Access,
) -> Result<Landed, StorageError> {
    // A new file of the user's gets what the umask leaves by being created with the usual mode;
    // whatever replaces an existing one is closed to others until it has that one's mode.
    let mode = if old.is_none() && access == Access::Kept {
        0o666
    } else {
        0o600
    };
    let refuse = |source| refuse(target, source);
    let (path, file) = create_sibling(store, target, TEMP_ENDING, mode).map_err(refuse)?;
    let temp = Temp { store, path };
    let kept = old.filter(|_| access == Access::Kept);
    let written = write_and_sync(&*file, content, kept.map(|old| (old, target)));
    let written = written.and_then(|len| Ok((file.look()?, len)));
    drop(file);
    let (look, len) = written.map_err(refuse)?;
    let is_alone = take_name(store, &temp.path, target, &look, old, wanted)?;
    temp.keep();
    Ok(Landed {
        look,
        confirmed: is_alone && look.len == len && store.sync_folder(parent_of(target)).is_ok(),
    })
}

/// A file without its name yet. It is removed when this goes, be it by an error or by a fault in what
/// hands on its content; one that stays all the same is swept later.
struct Temp<'s> {
    store: &'s dyn Store,
    path: PathBuf,
}

impl Temp<'_> {
    /// Removes the file; false where it stays.
    fn discard(mut self) -> bool {
        self.store.remove(&mem::take(&mut self.path)).is_ok()
    }

    /// Lets the file be, which has its name now.
    fn keep(mut self) {
        self.path.clear();
    }
}

impl Drop for Temp<'_> {
    fn drop(&mut self) {
        if !self.path.as_os_str().is_empty() {
            // What went wrong before is the thing to tell.
            let _ = self.store.remove(&self.path);
        }
    }
}

/// Gives the file that was written the name that is saved to, if that still bears what may be replaced:
/// another program may have written it while this one was writing its own file. Between the look and the
/// rename there is nothing but the two calls, and other saves of this program are kept away by a lock. Gives
/// whether the file now has that name alone.
fn take_name(
    store: &dyn Store,
    temp: &Path,
    target: &Path,
    look: &Look,
    old: Option<&Look>,
    wanted: Wanted<'_>,
) -> Result<bool, StorageError> {
    let rename = || match store.rename(temp, target) {
        Ok(()) => Ok(true),
        Err(source) => Err(refuse(target, source)),
    };
    if matches!(wanted, Wanted::Anything) {
        return rename();
    }
    if let Some(old) = old {
        let _claim = store.claim(target);
        match store.look(target) {
            Ok(now) if is_unchanged(&now, old) => return rename(),
            Ok(now) if now.kind == LookKind::File => {
                compare(store, target, wanted)?;
                return rename();
            }
            Ok(_) => return Err(wanted.deny(target)),
            // It has vanished meanwhile.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(source) => return Err(refuse(target, source)),
        }
    }
    // A second name is only ever given where there is none, which a rename does not promise.
    if store.link(temp, target).is_ok() {
        return Ok(store.remove(temp).is_ok());
    }
    match store.look(target) {
        // Disks in a network may say of what went well that it did not.
        Ok(now) if now.inode == look.inode && look.inode != 0 => Ok(store.remove(temp).is_ok()),
        Ok(_) => Err(wanted.deny(target)),
        // A disk that knows no second names.
        Err(error) if error.kind() == io::ErrorKind::NotFound => rename(),
        Err(source) => Err(refuse(target, source)),
    }
}

fn is_unchanged(now: &Look, old: &Look) -> bool {
    let facts = |look: &Look| (look.kind, look.len, look.mtime_ns, look.inode, look.n_names);
    facts(now) == facts(old)
}

/// Gives the length of what was written, in bytes. With `old`, the file is for those for whom that one is.
fn write_and_sync(
    file: &dyn StoredFile,
    content: Content<'_>,
    old: Option<(&Look, &Path)>,
) -> io::Result<u64> {
    let len = content.write_to(file)?;
    if let Some((old, at)) = old {
        file.keep_access(old, at)?;
    }
    file.sync()?;
    Ok(len)
}

/// Writes over a file that has further names, which a rename would cut off. The backup is on
/// the disk before the first byte changes.
fn write_in_place(
    store: &dyn Store,
    target: &Path,
    content: Content<'_>,
    wanted: Wanted<'_>,
) -> Result<Landed, StorageError> {
    let unwritable = |source| StorageError::Unwritable {
        path: target.into(),
        source,
    };
    let (content, staged) = stage(store, target, content).map_err(unwritable)?;
    let (backup, old) = write_backup(store, target).map_err(unwritable)?;
    let _claim = store.claim(target);
    // The file stays the same one and its times are coarse: only the content tells.
    if let Err(error) = compare(store, target, wanted) {
        let _ = store.remove(&backup);
        return Err(error);
    }
    let half_saved = |source| StorageError::HalfSaved {
        path: target.into(),
        backup: backup.clone(),
        source,
    };
    let put_back = || {
        let (file, _) = overwrite(store, target, Content::Bytes(&old))?;
        file.sync()
    };
    let give_up = |source| {
        if put_back().is_err() {
            return half_saved(source);
        }
        let _ = store.remove(&backup);
        unwritable(source)
    };
    let (file, len) = overwrite(store, target, content).map_err(give_up)?;
    if let Err(source) = file.sync() {
        // Programs see the old content again. What the disk holds nobody knows, and a second sync that goes
        // well proves nothing: the copy stays.
        let _ = put_back();
        return Err(half_saved(source));
    }
    let look = file.look().map_err(give_up)?;
    let dropped = store.remove(&backup).is_ok() & staged.is_none_or(Temp::discard);
    Ok(Landed {
        look,
        confirmed: dropped && look.len == len && store.sync_folder(parent_of(target)).is_ok(),
    })
}

/// Puts what is handed on in pieces into a file of its own first: whoever hands it on may fail, or meet with a
/// fault, and must not do so while an old file is half overwritten.
fn stage<'c, 's: 'c>(
    store: &'s dyn Store,
    target: &Path,
    content: Content<'c>,
) -> io::Result<(Content<'c>, Option<Temp<'s>>)> {
    if matches!(content, Content::Bytes(_)) {
        return Ok((content, None));
    }
    let (path, file) = create_sibling(store, target, TEMP_ENDING, 0o600)?;
    let temp = Temp { store, path };
    content.write_to(&*file)?;
    drop(file);
    let mut staged = store.read(&temp.path)?;
    let copy = move |sink: &mut dyn Write| io::copy(&mut staged, sink).map(drop);
    Ok((Content::Pieces(Box::new(copy)), Some(temp)))
}

/// Copies the target beside itself and waits for the disk; gives the copy's path and the content.
fn write_backup(store: &dyn Store, target: &Path) -> io::Result<(PathBuf, Vec<u8>)> {
    let mut old = Vec::new();
    store.read(target)?.read_to_end(&mut old)?;
    let (backup, file) = create_sibling(store, target, BACKUP_ENDING, 0o600)?;
    let written = file
        .write(&old)
        .and_then(|()| file.sync())
        .and_then(|()| store.sync_folder(parent_of(target)));
    match written {
        Ok(()) => Ok((backup, old)),
        Err(error) => {
            let _ = store.remove(&backup);
            Err(error)
        }
    }
}

/// Gives the file, which is not synced, and its new length.
fn overwrite(
    store: &dyn Store,
    target: &Path,
    content: Content<'_>,
) -> io::Result<(Arc<dyn StoredFile>, u64)> {
    let file = store.open(target)?;
    let len = content.write_to(&*file)?;
    file.set_len(len)?;
    Ok((file, len))
}

/// Creates `.{name}.{pid}-{n}{ending}` beside the target; never one that is there already.
pub(super) fn create_sibling(
    store: &dyn Store,
    target: &Path,
    ending: &str,
    mode: u32,
) -> io::Result<(PathBuf, Arc<dyn StoredFile>)> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let name = target.file_name().unwrap_or_default();
    let name = if name.len() <= MAX_NAME_IN_TEMP {
        name.to_os_string()
    } else {
        let name = name.to_string_lossy();
        OsString::from(&name[..name.floor_char_boundary(MAX_NAME_IN_TEMP)])
    };
    loop {
        let n = COUNT.fetch_add(1, Ordering::Relaxed);
        let mut sibling = OsString::from(".");
        sibling.push(&name);
        sibling.push(format!(
            ".{}-{}-{n}{ending}",
            name_place(),
            std::process::id()
        ));
        let path = parent_of(target).join(sibling);
        match store.create(&path, mode) {
            Ok(file) => return Ok((path, file)),
            // Left by a dead process that had our number.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}

pub(super) fn parent_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}
