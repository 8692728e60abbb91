//! What a save that was killed may leave beside the user's file, and clearing it away.
//!
//! Removes only files that bear a dead process's number; backups are reported, never removed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::save::{BACKUP_ENDING, TEMP_ENDING};

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
        let Some((pid, is_backup)) = read_sibling_name(&name) else {
            continue;
        };
        if !entry.file_type().is_ok_and(|kind| kind.is_file()) || is_alive(pid) {
            continue;
        }
        if is_backup {
            swept.backups.push(entry.path());
        } else if fs::remove_file(entry.path()).is_ok() {
            swept.n_removed += 1;
        }
    }
    swept.backups.sort();
    swept
}

/// Reads `.{name}.{pid}-{n}.tmp~` and its like; gives the process and whether it is a backup.
fn read_sibling_name(name: &str) -> Option<(u32, bool)> {
    let (stem, is_backup) = match name.strip_suffix(TEMP_ENDING) {
        Some(stem) => (stem, false),
        None => (name.strip_suffix(BACKUP_ENDING)?, true),
    };
    let (of, numbers) = stem.strip_prefix('.')?.rsplit_once('.')?;
    let (pid, n) = numbers.split_once('-')?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if of.is_empty() || !is_number(pid) || !is_number(n) {
        return None;
    }
    Some((pid.parse().ok()?, is_backup))
}

/// Whether a process with this number runs. Where that cannot be found out, it is taken to.
pub(super) fn is_alive(pid: u32) -> bool {
    if pid == std::process::id() {
        return true;
    }
    if Path::new("/proc/self").exists() {
        return Path::new("/proc").join(pid.to_string()).exists();
    }
    if !cfg!(unix) {
        return true;
    }
    Command::new("ps")
        .args(["-p", &pid.to_string()])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .map_or(true, |status| status.success())
}
