//! The real disk, as [`Store`] has it. Decides nothing.

use std::fs::{self, DirBuilder, File, Metadata, OpenOptions};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
#[cfg(unix)]
use std::time::Duration;
use std::time::UNIX_EPOCH;

#[cfg(target_os = "linux")]
use super::access_list::{copy_access_list, copy_attributes};
use super::store::{Look, LookKind, Store, StoredFile};

/// How often a file that another save is at is asked for, and how long is waited in between.
#[cfg(unix)]
const CLAIM_TRIES: u32 = 100;
#[cfg(unix)]
const BETWEEN_TRIES: Duration = Duration::from_millis(5);

/// The real disk.
#[derive(Debug, Clone, Copy, Default)]
pub struct Disk;

impl Store for Disk {
    fn look(&self, path: &Path) -> io::Result<Look> {
        fs::symlink_metadata(path).map(|metadata| Look::of(&metadata))
    }

    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        fs::read_link(path)
    }

    fn is_read_only(&self, path: &Path, look: &Look) -> bool {
        look.is_marked_read_only
            || OpenOptions::new()
                .write(true)
                .open(path)
                .is_err_and(|error| {
                    matches!(
                        error.kind(),
                        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
                    )
                })
    }

    fn read(&self, path: &Path) -> io::Result<Box<dyn Read>> {
        Ok(Box::new(File::open(path)?))
    }

    fn create(&self, path: &Path, mode: u32) -> io::Result<Arc<dyn StoredFile>> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create_new(true);
        set_mode(&mut options, mode);
        Ok(Arc::new(options.open(path)?))
    }

    fn open(&self, path: &Path) -> io::Result<Arc<dyn StoredFile>> {
        let file = OpenOptions::new().read(true).write(true).open(path)?;
        Ok(Arc::new(file))
    }

    /// Renames at once, except on Windows, where a virus scanner may hold the file for a moment.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        #[cfg(windows)]
        for _ in 0..10 {
            match fs::rename(from, to) {
                Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                    std::thread::sleep(std::time::Duration::from_millis(50));
                }
                done => return done,
            }
        }
        fs::rename(from, to)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to)
    }

    #[cfg(unix)]
    fn claim(&self, path: &Path) -> Option<Arc<dyn StoredFile>> {
        let file = File::open(path).ok()?;
        for _ in 0..CLAIM_TRIES {
            if StoredFile::try_lock(&file).ok()? {
                return Some(Arc::new(file));
            }
            std::thread::sleep(BETWEEN_TRIES);
        }
        None
    }

    /// Where a lock keeps others from reading, and a file that is held from being replaced, none is taken.
    #[cfg(not(unix))]
    fn claim(&self, _path: &Path) -> Option<Arc<dyn StoredFile>> {
        None
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    #[cfg(unix)]
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        File::open(folder)?.sync_all()
    }

    #[cfg(not(unix))]
    fn sync_folder(&self, _folder: &Path) -> io::Result<()> {
        Ok(())
    }

    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let mut paths = entries
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<io::Result<Vec<_>>>()?;
        paths.sort();
        Ok(paths)
    }
}

impl StoredFile for File {
    fn write(&self, bytes: &[u8]) -> io::Result<()> {
        let mut file = self;
        file.write_all(bytes)
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        Self::set_len(self, len)
    }

    fn read_whole(&self) -> io::Result<Vec<u8>> {
        let mut file = self;
        let mut bytes = Vec::new();
        file.rewind()?;
        file.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn sync(&self) -> io::Result<()> {
        self.sync_all()
    }

    fn look(&self) -> io::Result<Look> {
        self.metadata().map(|metadata| Look::of(&metadata))
    }

    #[cfg(unix)]
    fn keep_access(&self, of: &Look, at: &Path) -> io::Result<()> {
        use std::os::unix::fs::fchown;

        // While it is still ours.
        copy_attributes(self, at);
        let (user, group) = of.owner;
        if StoredFile::look(self)?.owner != of.owner {
            let given = fchown(self, Some(user), Some(group));
            // The group alone is better than neither.
            let _ = given.or_else(|_| fchown(self, None, Some(group)));
        }
        let is_same_group = StoredFile::look(self)?.owner.1 == group;
        let mode = copy_access_list(self, at, of.mode & 0o777, is_same_group);
        grant(self, mode)
    }

    #[cfg(not(unix))]
    fn keep_access(&self, of: &Look, _at: &Path) -> io::Result<()> {
        let mut permissions = self.metadata()?.permissions();
        permissions.set_readonly(of.is_marked_read_only);
        self.set_permissions(permissions)
    }

    fn try_lock(&self) -> io::Result<bool> {
        match Self::try_lock(self) {
            Err(fs::TryLockError::WouldBlock) => Ok(false),
            tried => tried.map(|()| true).map_err(io::Error::from),
        }
    }
}

impl Look {
    /// What the system's metadata say.
    pub fn of(metadata: &Metadata) -> Self {
        let kind = if metadata.is_file() {
            LookKind::File
        } else if metadata.is_dir() {
            LookKind::Folder
        } else if metadata.is_symlink() {
            LookKind::Link
        } else {
            LookKind::Other
        };
        let look = Self {
            kind,
            len: metadata.len(),
            mtime_ns: read_mtime_ns(metadata),
            inode: 0,
            n_names: 1,
            is_marked_read_only: metadata.permissions().readonly(),
            mode: 0,
            owner: (0, 0),
        };
        add_unix_facts(look, metadata)
    }
}

/// Gives a file these permission bits, unless it has them: there are disks where every file has the same, and
/// setting them is refused. Fails only where the file stays open to more than they say; to have saved is worth
/// more than to let others read it.
#[cfg(unix)]
fn grant(file: &File, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;

    let read_bits = || StoredFile::look(file).map(|look| look.mode & 0o777);
    if read_bits()? == mode {
        return Ok(());
    }
    match file.set_permissions(fs::Permissions::from_mode(mode)) {
        Err(error) if read_bits()? & !mode != 0 => Err(error),
        _ => Ok(()),
    }
}

/// Permission bits for a file that may have another group than the one which had these: what that group may
/// do is then what everybody may.
#[cfg(unix)]
pub(super) fn limit_to_group(mode: u32, is_same_group: bool) -> u32 {
    if is_same_group {
        return mode;
    }
    let for_others = mode & 0o007;
    (mode & 0o707) | (mode & (for_others << 3))
}

#[cfg(all(unix, not(target_os = "linux")))]
fn copy_attributes(_to: &File, _from: &Path) {}

#[cfg(all(unix, not(target_os = "linux")))]
fn copy_access_list(_to: &File, _from: &Path, mode: u32, is_same_group: bool) -> u32 {
    limit_to_group(mode, is_same_group)
}

#[cfg(unix)]
fn add_unix_facts(look: Look, metadata: &Metadata) -> Look {
    use std::os::unix::fs::MetadataExt;
    Look {
        inode: metadata.ino(),
        n_names: metadata.nlink(),
        mode: metadata.mode(),
        owner: (metadata.uid(), metadata.gid()),
        ..look
    }
}

#[cfg(not(unix))]
fn add_unix_facts(look: Look, _metadata: &Metadata) -> Look {
    look
}

fn read_mtime_ns(metadata: &Metadata) -> i128 {
    metadata
        .modified()
        .ok()
        .map(|time| match time.duration_since(UNIX_EPOCH) {
            Ok(since) => since.as_nanos() as i128,
            Err(before) => -(before.duration().as_nanos() as i128),
        })
        .unwrap_or_default()
}

#[cfg(unix)]
fn set_mode(options: &mut OpenOptions, mode: u32) {
    std::os::unix::fs::OpenOptionsExt::mode(options, mode);
}

#[cfg(not(unix))]
fn set_mode(_options: &mut OpenOptions, _mode: u32) {}
