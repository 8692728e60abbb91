//! What saving and the journal ask of a disk. [`Disk`](crate::storage::Disk) is the real one; the tests hand
//! in one that loses, tears and reorders whatever it was not told to keep.
//!
//! Nothing written is safe before [`StoredFile::sync`], no name before [`Store::sync_folder`], and
//! without these two nothing is in order.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A disk.
pub trait Store: Send + Sync {
    /// What bears a name, without following a link.
    fn look(&self, path: &Path) -> io::Result<Look>;

    /// Where a link leads.
    fn read_link(&self, path: &Path) -> io::Result<PathBuf>;

    /// Whether an ordinary file may not be written. Writes nothing.
    fn is_read_only(&self, path: &Path, look: &Look) -> bool;

    /// Opens a file to be read from its beginning.
    fn read(&self, path: &Path) -> io::Result<Box<dyn Read>>;

    /// Creates a file that is not there yet. `mode` is what the user's umask is applied to, on
    /// systems that have modes.
    fn create(&self, path: &Path, mode: u32) -> io::Result<Arc<dyn StoredFile>>;

    /// Opens a file that is there, to be written over from its beginning.
    fn open(&self, path: &Path) -> io::Result<Arc<dyn StoredFile>>;

    /// Gives a file another name, and takes that name from whatever bore it.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Gives a file a second name; fails where something bears it.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Keeps other saves away from a file until what is given goes. Waits a moment for one that is at it;
    /// nothing is given where the disk knows no locks, or whoever has the file does not let go: the lock is
    /// for saves, which hold it for two calls, and no other program can keep a map from being saved by one.
    fn claim(&self, path: &Path) -> Option<Arc<dyn StoredFile>>;

    /// Takes a name away.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Waits until the names in a folder are kept.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;

    /// Creates a folder and those above it where they are missing; new ones are closed to others.
    fn create_folder(&self, folder: &Path) -> io::Result<()>;

    /// The paths of what stands in a folder, in the order of their names; none where there is no
    /// folder.
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;
}

/// An open file. Several threads may hold it: one writes while another waits for the disk.
pub trait StoredFile: Send + Sync {
    /// Writes after what this handle wrote before.
    fn write(&self, bytes: &[u8]) -> io::Result<()>;

    /// Cuts or lengthens the file.
    fn set_len(&self, len: u64) -> io::Result<()>;

    /// Everything that stands in the file.
    fn read_whole(&self) -> io::Result<Vec<u8>>;

    /// Waits until the content is kept. After an error nothing is known of it, and a second try
    /// that goes well proves nothing: whoever gets one has to write another file.
    fn sync(&self) -> io::Result<()>;

    /// What the file is.
    fn look(&self) -> io::Result<Look>;

    /// Gives the file the owner, the mode and what else says who may use it of the one that bears a name,
    /// the owner as far as the system lets us, and never more to anybody than that one gave; also what
    /// people and programs have noted at it. Fails only where the file is open to more than that one was.
    fn keep_access(&self, of: &Look, at: &Path) -> io::Result<()>;

    /// Claims the file for this process until the handle goes; false where another one has it.
    fn try_lock(&self) -> io::Result<bool>;
}

/// What there is to know of a name without reading the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// What bears the name.
    pub kind: LookKind,
    /// Length in bytes.
    pub len: u64,
    /// Time of the last change in nanoseconds since 1970; 0 where the system tells none.
    pub mtime_ns: i128,
    /// Number of the file on its disk; 0 where the system has none.
    pub inode: u64,
    /// How many names it has; 1 where the system does not tell.
    pub n_names: u64,
    /// Whether it is marked as not to be written.
    pub is_marked_read_only: bool,
    /// Permission bits; 0 where the system has none.
    pub mode: u32,
    /// Owner and group; 0 where the system has none.
    pub owner: (u32, u32),
}

/// What bears a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LookKind {
    /// An ordinary file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link.
    Link,
    /// A pipe, a socket or a device.
    Other,
}
