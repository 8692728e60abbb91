//! The system's viewer for a file of the program's own.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::words;

/// What opens a file as a double click would.
#[cfg(target_os = "macos")]
const OPENER: &str = "open";
#[cfg(windows)]
const OPENER: &str = "explorer";
#[cfg(not(any(target_os = "macos", windows)))]
const OPENER: &str = "xdg-open";

/// Hands a file to the viewer and does not wait for it.
///
/// Errors: a sentence for the user, where no viewer could be started.
pub fn show(path: &Path) -> Result<(), String> {
    let started = Command::new(OPENER)
        .arg(path)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    match started {
        Ok(mut viewer) => {
            // It is waited for, so that the system need not remember it, on a thread of its own.
            std::thread::spawn(move || drop(viewer.wait()));
            Ok(())
        }
        Err(error) => {
            let values = [
                ("why", error.to_string().into()),
                ("file", path.display().to_string().into()),
            ];
            Err(words::say_with("print-no-viewer", &values))
        }
    }
}
