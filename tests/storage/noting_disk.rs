//! The real disk, which notes the names of the files that are created, and may leave unsaid that a name is
//! kept, or take away what is opened.

use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use linchpin::storage::{Disk, Look, Store, StoredFile};

#[derive(Default)]
pub struct NotingDisk {
    /// The names of what was created.
    pub created: Mutex<Vec<String>>,
    /// Whether it does not say that a name is kept.
    pub is_silent: bool,
    /// Whether what is opened is removed just then by whoever has let go of it.
    pub takes_away: bool,
    /// Whether opening anything brings down whoever does.
    pub is_trap: bool,
}

impl Store for NotingDisk {
    fn look(&self, path: &Path) -> io::Result<Look> {
        Disk.look(path)
    }
    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        Disk.read_link(path)
    }
    fn is_read_only(&self, path: &Path, look: &Look) -> bool {
        Disk.is_read_only(path, look)
    }
    fn read(&self, path: &Path) -> io::Result<Box<dyn Read>> {
        Disk.read(path)
    }
    fn create(&self, path: &Path, mode: u32) -> io::Result<Arc<dyn StoredFile>> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        self.created.lock().unwrap().push(name.into_owned());
        Disk.create(path, mode)
    }
    fn open(&self, path: &Path) -> io::Result<Arc<dyn StoredFile>> {
        if self.is_trap {
            std::panic::resume_unwind(Box::new("a fault"));
        }
        let file = Disk.open(path);
        if self.takes_away {
            Disk.remove(path)?;
        }
        file
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        Disk.rename(from, to)
    }
    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        Disk.link(from, to)
    }
    fn claim(&self, path: &Path) -> Option<Arc<dyn StoredFile>> {
        Disk.claim(path)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        Disk.remove(path)
    }
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        if self.is_silent {
            return Err(ErrorKind::Unsupported.into());
        }
        Disk.sync_folder(folder)
    }
    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        Disk.create_folder(folder)
    }
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        Disk.list(folder)
    }
}
