//! What a save that was killed may leave beside the user's file, and clearing it away.
//!
//! Removes only files that bear a dead process's number, or that have lain there for a day where nobody can
//! tell, as on another machine; backups are reported, never removed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::place::name_place;
use super::save::{BACKUP_ENDING, TEMP_ENDING};

/// No save takes so long: what was begun so long ago was given up.
const LONG_AGO: Duration = Duration::from_hours(24);
/// What was found in a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// How many half-written temporary files were removed.
    pub n_removed: usize,
    /// Copies of what a file held before it was written in place by a process that died
    /// meanwhile. The user decides about them.
    pub backups: Vec<PathBuf>,
}

/// Removes temporary files of dead processes from `folder`, which is where a map was opened.
/// What cannot be read or removed stays: tidying never fails anybody's work.
pub fn sweep_stale_temps(folder: &Path) -> Swept {
    let mut swept = Swept::default();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        let Some(sibling) = Sibling::read(&name) else {
            continue;
        };
        if !entry.file_type().is_ok_and(|kind| kind.is_file()) {
            continue;
        }
        let is_alive = Some(sibling.process).filter(|_| sibling.is_from_here);
        let is_alive = is_alive.and_then(look_for_process).unwrap_or_else(|| {
            let changed = entry.metadata().and_then(|metadata| metadata.modified());
            let age = changed.ok().and_then(|time| time.elapsed().ok());
            age.is_none_or(|age| age < LONG_AGO)
        });
        if is_alive {
            continue;
        }
        if sibling.is_backup {
            swept.backups.push(entry.path());
        } else if fs::remove_file(entry.path()).is_ok() {
            swept.n_removed += 1;
        }
    }
    swept.backups.sort();
    swept
}

/// What the name of a file says that is being written: `.{name}.{place}-{process}-{n}.tmp~` or its like.
struct Sibling {
    process: u32,
    /// Whether the number is one of a process that can be looked up here.
    is_from_here: bool,
    is_backup: bool,
}

impl Sibling {
    fn read(name: &str) -> Option<Self> {
        let (stem, is_backup) = match name.strip_suffix(TEMP_ENDING) {
            Some(stem) => (stem, false),
            None => (name.strip_suffix(BACKUP_ENDING)?, true),
        };
        let (of, numbers) = stem.strip_prefix('.')?.rsplit_once('.')?;
        let (before, n) = numbers.rsplit_once('-')?;
        // The first versions named no place.
        let (place, process) = before.split_once('-').unwrap_or(("", before));
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let is_place = place.bytes().all(|b| b.is_ascii_hexdigit());
        if of.is_empty() || !is_number(process) || !is_number(n) || !is_place {
            return None;
        }
        Some(Self {
            process: process.parse().ok()?,
            is_from_here: place == name_place(),
            is_backup,
        })
    }
}

/// Whether a process with this number runs; none where that cannot be found out.
pub(super) fn look_for_process(process: u32) -> Option<bool> {
    if process == std::process::id() {
        return Some(true);
    }
    if Path::new("/proc/self").exists() {
        return Some(Path::new("/proc").join(process.to_string()).exists());
    }
    if !cfg!(unix) {
        return None;
    }
    let status = Command::new("ps")
        .args(["-p", &process.to_string()])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    Some(status.ok()?.success())
}
