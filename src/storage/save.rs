//! The save that leaves either the whole old file or the whole new one, whatever happens.
//!
//! Knows bytes only. Whoever calls it has parsed the bytes again and compared the result with
//! what was meant (the format floor does), so that a fault of our own never reaches the disk.

use std::ffi::OsString;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use super::load::is_read_only;
use super::{Fingerprint, StorageError};

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
    save(path, bytes, expected, Access::Kept)
}

/// Replaces or creates a file of the program's own, readable by its owner alone.
pub(super) fn save_private(path: &Path, bytes: &[u8]) -> Result<Saved, StorageError> {
    save(path, bytes, None, Access::Private)
}

/// Who may read the result.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Access {
    /// As before; a new file as the user's umask has it.
    Kept,
    /// Only the owner.
    Private,
}

fn save(
    path: &Path,
    bytes: &[u8],
    expected: Option<&Fingerprint>,
    access: Access,
) -> Result<Saved, StorageError> {
    let target = resolve_links(path)?;
    let old = probe_target(&target)?;
    if let (Some(expected), Some(_)) = (expected, &old) {
        match expected.differs_from_content(&target) {
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
        Some(old) if count_names(&old) > 1 => write_in_place(&target, bytes),
        old => write_beside(&target, bytes, old.as_ref(), access).map_err(|source| {
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
fn resolve_links(path: &Path) -> Result<PathBuf, StorageError> {
    let mut target = path.to_path_buf();
    for _ in 0..=MAX_LINK_HOPS {
        match fs::symlink_metadata(&target) {
            Ok(metadata) if metadata.is_symlink() => {
                let next = fs::read_link(&target).map_err(|source| StorageError::Unwritable {
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
fn probe_target(target: &Path) -> Result<Option<Metadata>, StorageError> {
    let path = || target.to_path_buf();
    if target.file_name().is_none() {
        return Err(if target.is_dir() {
            StorageError::IsFolder { path: path() }
        } else {
            StorageError::NoName { path: path() }
        });
    }
    let metadata = match fs::metadata(target) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return if parent_of(target).is_dir() {
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
    if metadata.is_dir() {
        Err(StorageError::IsFolder { path: path() })
    } else if !metadata.is_file() {
        // Opening a pipe would wait for a reader for ever.
        Err(StorageError::NotAFile { path: path() })
    } else if is_read_only(target, &metadata) {
        Err(StorageError::ReadOnly { path: path() })
    } else {
        Ok(Some(metadata))
    }
}

/// Writes a new file in the same folder and renames it over the old one.
fn write_beside(
    target: &Path,
    bytes: &[u8],
    old: Option<&Metadata>,
    access: Access,
) -> io::Result<Saved> {
    // A new file of the user's gets what the umask leaves by being created with the usual mode;
    // whatever replaces an existing one is closed to others until it has that one's mode.
    let mode = if old.is_none() && access == Access::Kept {
        0o666
    } else {
        0o600
    };
    let (temp, mut file) = create_sibling(target, TEMP_ENDING, mode)?;
    let written = write_and_sync(&mut file, bytes, old, access).and_then(|()| file.metadata());
    drop(file);
    let renamed = written.and_then(|metadata| {
        rename_over(&temp, target)?;
        Ok(metadata)
    });
    match renamed {
        Ok(metadata) => Ok(Saved {
            fingerprint: Fingerprint::new(bytes, &metadata),
            confirmed: metadata.len() == bytes.len() as u64
                && sync_folder(parent_of(target)).is_ok(),
        }),
        Err(error) => {
            // The first error is the one to tell; a temp that stays is swept later.
            let _ = fs::remove_file(&temp);
            Err(error)
        }
    }
}

fn write_and_sync(
    file: &mut File,
    bytes: &[u8],
    old: Option<&Metadata>,
    access: Access,
) -> io::Result<()> {
    file.write_all(bytes)?;
    if let (Some(old), Access::Kept) = (old, access) {
        keep_owner_and_mode(file, old)?;
    }
    file.sync_all()
}

/// Writes over a file that has further names, which a rename would cut off. The backup is on
/// the disk before the first byte changes.
fn write_in_place(target: &Path, bytes: &[u8]) -> Result<Saved, StorageError> {
    let unwritable = |source| StorageError::Unwritable {
        path: target.into(),
        source,
    };
    let (backup, old) = write_backup(target).map_err(unwritable)?;
    let written = overwrite(target, bytes).and_then(|file| file.metadata());
    let metadata = match written {
        Ok(metadata) => metadata,
        Err(source) => {
            return Err(if overwrite(target, &old).is_ok() {
                let _ = fs::remove_file(&backup);
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
    let dropped = fs::remove_file(&backup).is_ok();
    Ok(Saved {
        fingerprint: Fingerprint::new(bytes, &metadata),
        confirmed: dropped
            && metadata.len() == bytes.len() as u64
            && sync_folder(parent_of(target)).is_ok(),
    })
}

/// Copies the target beside itself and waits for the disk; gives the copy's path and the content.
fn write_backup(target: &Path) -> io::Result<(PathBuf, Vec<u8>)> {
    let mut old = Vec::new();
    File::open(target)?.read_to_end(&mut old)?;
    let (backup, mut file) = create_sibling(target, BACKUP_ENDING, 0o600)?;
    let written = file
        .write_all(&old)
        .and_then(|()| file.sync_all())
        .and_then(|()| sync_folder(parent_of(target)));
    match written {
        Ok(()) => Ok((backup, old)),
        Err(error) => {
            let _ = fs::remove_file(&backup);
            Err(error)
        }
    }
}

fn overwrite(target: &Path, bytes: &[u8]) -> io::Result<File> {
    let mut file = OpenOptions::new().write(true).open(target)?;
    file.rewind()?;
    file.write_all(bytes)?;
    file.set_len(bytes.len() as u64)?;
    file.sync_all()?;
    Ok(file)
}

/// Creates `.{name}.{pid}-{n}{ending}` beside the target; never one that is there already.
/// `mode` is what the user's umask is applied to, on systems that have modes.
fn create_sibling(target: &Path, ending: &str, mode: u32) -> io::Result<(PathBuf, File)> {
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
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        set_mode(&mut options, mode);
        match options.open(&path) {
            Ok(file) => return Ok((path, file)),
            // Left by a dead process that had our number.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}

fn parent_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

#[cfg(unix)]
fn set_mode(options: &mut OpenOptions, mode: u32) {
    std::os::unix::fs::OpenOptionsExt::mode(options, mode);
}

#[cfg(not(unix))]
fn set_mode(_options: &mut OpenOptions, _mode: u32) {}

#[cfg(unix)]
fn count_names(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(metadata)
}

#[cfg(not(unix))]
fn count_names(_metadata: &Metadata) -> u64 {
    1
}

/// Owner and group as far as we may; then the mode, less what it would give to a group that
/// is not the old one.
#[cfg(unix)]
fn keep_owner_and_mode(file: &File, old: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};

    let new = file.metadata()?;
    if (new.uid(), new.gid()) != (old.uid(), old.gid())
        && fchown(file, Some(old.uid()), Some(old.gid())).is_err()
    {
        let _ = fchown(file, None, Some(old.gid()));
    }
    let mut mode = old.mode() & 0o777;
    if file.metadata()?.gid() != old.gid() {
        let for_others = mode & 0o007;
        mode = (mode & 0o707) | (mode & (for_others << 3));
    }
    file.set_permissions(fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn keep_owner_and_mode(file: &File, old: &Metadata) -> io::Result<()> {
    file.set_permissions(old.permissions())
}

/// Renames at once, except on Windows, where a virus scanner may hold the file for a moment.
fn rename_over(temp: &Path, target: &Path) -> io::Result<()> {
    #[cfg(windows)]
    for _ in 0..10 {
        match fs::rename(temp, target) {
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                std::thread::sleep(std::time::Duration::from_millis(50));
            }
            done => return done,
        }
    }
    fs::rename(temp, target)
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}
