//! The save that leaves either the whole old file or the whole new one, whatever happens.
//!
//! Knows bytes only. Whoever calls it has parsed the bytes again and compared the result with
//! what was meant (the format floor does), so that a fault of our own never reaches the disk.

use std::ffi::OsString;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use super::store::{Look, LookKind, Store, StoredFile};
use super::{Disk, Fingerprint, StorageError};

/// Ending of a file that is being written; the name is `.{name}.{pid}-{n}.tmp~`.
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
/// the content is no longer what was loaded; a file that has vanished is created again, for
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
    let landed = land(&Disk, path, bytes, None, Access::Kept)?;
    Ok(landed.confirmed)
}

/// As [`save_atomically`], on any disk.
pub fn save_on(
    store: &dyn Store,
    path: &Path,
    bytes: &[u8],
    expected: Option<&Fingerprint>,
) -> Result<Saved, StorageError> {
    save(store, path, bytes, expected, Access::Kept)
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
    save(store, path, bytes, None, Access::Private)
}

/// Who may read the result.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Access {
    /// As before; a new file as the user's umask has it.
    Kept,
    /// Only the owner.
    Private,
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
    expected: Option<&Fingerprint>,
    access: Access,
) -> Result<Saved, StorageError> {
    let Landed { look, confirmed } = land(store, path, bytes, expected, access)?;
    Ok(Saved {
        fingerprint: Fingerprint::new(bytes, &look),
        confirmed,
    })
}

fn land(
    store: &dyn Store,
    path: &Path,
    bytes: &[u8],
    expected: Option<&Fingerprint>,
    access: Access,
) -> Result<Landed, StorageError> {
    let target = resolve_links(store, path)?;
    let old = probe_target(store, &target)?;
    if let (Some(expected), Some(_)) = (expected, &old) {
        match expected.differs_from_stored(store, &target) {
            Ok(false) => {}
            Ok(true) => return Err(StorageError::Changed { path: path.into() }),
            Err(source) => {
                return Err(StorageError::Unreadable {
                    path: path.into(),
                    source,
                });
            }
        }
    }
    match old {
        Some(old) if old.n_names > 1 => write_in_place(store, &target, bytes),
        old => write_beside(store, &target, bytes, old.as_ref(), access).map_err(|source| {
            if source.kind() == io::ErrorKind::ReadOnlyFilesystem {
                StorageError::ReadOnly {
                    path: target.clone(),
                }
            } else {
                StorageError::Unwritable {
                    path: target.clone(),
                    source,
                }
            }
        }),
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

/// Writes a new file in the same folder and renames it over the old one.
fn write_beside(
    store: &dyn Store,
    target: &Path,
    bytes: &[u8],
    old: Option<&Look>,
    access: Access,
) -> io::Result<Landed> {
    // A new file of the user's gets what the umask leaves by being created with the usual mode;
    // whatever replaces an existing one is closed to others until it has that one's mode.
    let mode = if old.is_none() && access == Access::Kept {
        0o666
    } else {
        0o600
    };
    let (temp, file) = create_sibling(store, target, TEMP_ENDING, mode)?;
    let written = write_and_sync(&*file, bytes, old, access).and_then(|()| file.look());
    drop(file);
    let renamed = written.and_then(|look| {
        store.rename(&temp, target)?;
        Ok(look)
    });
    match renamed {
        Ok(look) => Ok(Landed {
            look,
            confirmed: look.len == bytes.len() as u64
                && store.sync_folder(parent_of(target)).is_ok(),
        }),
        Err(error) => {
            // The first error is the one to tell; a temp that stays is swept later.
            let _ = store.remove(&temp);
            Err(error)
        }
    }
}

fn write_and_sync(
    file: &dyn StoredFile,
    bytes: &[u8],
    old: Option<&Look>,
    access: Access,
) -> io::Result<()> {
    file.write(bytes)?;
    if let (Some(old), Access::Kept) = (old, access) {
        file.keep_access(old)?;
    }
    file.sync()
}

/// Writes over a file that has further names, which a rename would cut off. The backup is on
/// the disk before the first byte changes.
fn write_in_place(store: &dyn Store, target: &Path, bytes: &[u8]) -> Result<Landed, StorageError> {
    let unwritable = |source| StorageError::Unwritable {
        path: target.into(),
        source,
    };
    let (backup, old) = write_backup(store, target).map_err(unwritable)?;
    let written = overwrite(store, target, bytes).and_then(|file| file.look());
    let look = match written {
        Ok(look) => look,
        Err(source) => {
            return Err(if overwrite(store, target, &old).is_ok() {
                let _ = store.remove(&backup);
                unwritable(source)
            } else {
                StorageError::HalfSaved {
                    path: target.into(),
                    backup,
                    source,
                }
            });
        }
    };
    let dropped = store.remove(&backup).is_ok();
    Ok(Landed {
        look,
        confirmed: dropped
            && look.len == bytes.len() as u64
            && store.sync_folder(parent_of(target)).is_ok(),
    })
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

fn overwrite(store: &dyn Store, target: &Path, bytes: &[u8]) -> io::Result<Arc<dyn StoredFile>> {
    let file = store.open(target)?;
    file.write(bytes)?;
    file.set_len(bytes.len() as u64)?;
    file.sync()?;
    Ok(file)
}

/// Creates `.{name}.{pid}-{n}{ending}` beside the target; never one that is there already.
fn create_sibling(
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
        sibling.push(format!(".{}-{n}{ending}", std::process::id()));
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
