//! A disk that refuses operations of one kind, those that only look or read among them, stops while a file
//! is read, or says of files that they are longer than they are.

use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use linchpin::storage::{Look, LookKind, Store, StoredFile};

use super::sim_disk::SimDisk;

/// What it refuses.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    Nothing,
    Look,
    Read,
    /// What comes after the first byte of a file, once.
    ReadOn,
    ReadLink,
    Create,
    Open,
    Remove,
    /// With an error that says so, somebody else has the lock.
    Lock,
}

pub struct SickDisk {
    pub disk: SimDisk,
    pub refused: Refused,
    pub error: ErrorKind,
    /// Every file is a link then.
    pub has_links: bool,
    /// How many bytes it adds to what every file has.
    pub added: u64,
}

struct SickFile(Arc<dyn StoredFile>, ErrorKind);

struct SickReader {
    content: Box<dyn Read>,
    error: ErrorKind,
    n_reads: usize,
}

impl Read for SickReader {
    fn read(&mut self, block: &mut [u8]) -> io::Result<usize> {
        self.n_reads += 1;
        match self.n_reads {
            1 => self.content.read(&mut block[..1]),
            2 => Err(self.error.into()),
            _ => self.content.read(block),
        }
    }
}

impl SickDisk {
    pub fn new(disk: SimDisk, refused: Refused, error: ErrorKind) -> Self {
        Self {
            disk,
            refused,
            error,
            has_links: false,
            added: 0,
        }
    }

    fn check(&self, asked: Refused) -> io::Result<()> {
        if self.refused == asked {
            return Err(self.error.into());
        }
        Ok(())
    }
}

impl Store for SickDisk {
    fn look(&self, path: &Path) -> io::Result<Look> {
        self.check(Refused::Look)?;
        let mut look = self.disk.look(path)?;
        look.len += self.added;
        if self.has_links && look.kind == LookKind::File {
            look.kind = LookKind::Link;
        }
        Ok(look)
    }

    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        self.check(Refused::ReadLink)?;
        self.disk.read_link(path)
    }

    fn is_read_only(&self, path: &Path, look: &Look) -> bool {
        self.disk.is_read_only(path, look)
    }

    fn read(&self, path: &Path) -> io::Result<Box<dyn Read>> {
        self.check(Refused::Read)?;
        let content = self.disk.read(path)?;
        Ok(match self.refused {
            Refused::ReadOn => Box::new(SickReader {
                content,
                error: self.error,
                n_reads: 0,
            }),
            _ => content,
        })
    }

    fn create(&self, path: &Path, mode: u32) -> io::Result<Arc<dyn StoredFile>> {
        self.check(Refused::Create)?;
        let file = self.disk.create(path, mode)?;
        Ok(match self.refused {
            Refused::Lock => Arc::new(SickFile(file, self.error)),
            _ => file,
        })
    }

    fn open(&self, path: &Path) -> io::Result<Arc<dyn StoredFile>> {
        self.check(Refused::Open)?;
        self.disk.open(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.disk.rename(from, to)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.disk.link(from, to)
    }

    fn claim(&self, path: &Path) -> Option<Arc<dyn StoredFile>> {
        self.disk.claim(path)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.check(Refused::Remove)?;
        self.disk.remove(path)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.disk.sync_folder(folder)
    }

    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        self.disk.create_folder(folder)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.disk.list(folder)
    }
}

impl StoredFile for SickFile {
    fn write(&self, bytes: &[u8]) -> io::Result<()> {
        self.0.write(bytes)
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.0.set_len(len)
    }

    fn read_whole(&self) -> io::Result<Vec<u8>> {
        self.0.read_whole()
    }

    fn sync(&self) -> io::Result<()> {
        self.0.sync()
    }

    fn look(&self) -> io::Result<Look> {
        self.0.look()
    }

    fn keep_access(&self, of: &Look, at: &Path) -> io::Result<()> {
        self.0.keep_access(of, at)
    }

    fn try_lock(&self) -> io::Result<bool> {
        match self.1 {
            ErrorKind::WouldBlock => Ok(false),
            error => Err(error.into()),
        }
    }
}
