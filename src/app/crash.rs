//! What a crash leaves: a report without a word of any map, told of at the next start.

use std::backtrace::Backtrace;
use std::io::Write as _;
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use super::{App, Host, SystemHost, WindowRequest};
use crate::storage::{self, Disk, Store};
use crate::words;

/// Reports that are kept.
const MOST_REPORTS: usize = 10;
/// How many reports this process has written.
static COUNT: AtomicU32 = AtomicU32::new(0);
/// Ending of a report that was told of.
const TOLD: &str = "-told.txt";

/// From now on, a crash writes a report into the folder for state before it takes its course.
pub fn report_crashes(state: &Path) {
    let folder = name_folder(state);
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        let report = write_report(info, &Backtrace::force_capture());
        let seconds = SystemHost::default().now().unix_seconds().unwrap_or(0);
        // The first report of a second tells most: a later fault has a name of its own.
        let n = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = folder.join(format!("crash-{seconds}-{}-{n}.txt", std::process::id()));
        let written = Disk
            .create_folder(&folder)
            .is_ok_and(|()| storage::save_private(&path, report.as_bytes()).is_ok());
        if written {
            say_aside(format_args!(
                "a report of this crash is in {}",
                path.display()
            ));
        }
        // The system may keep what is said there, so nothing is that could quote a map.
        if find_fixed_words(info).is_some() {
            before(info);
        } else if let Some(place) = info.location() {
            say_aside(format_args!("a fault at {place}"));
        }
    }));
}

/// Says something to whoever started the program, if anybody listens: a terminal may be closed, and a fault
/// for want of a listener would end the program.
pub fn say_aside(what: std::fmt::Arguments<'_>) {
    let _ = writeln!(std::io::stderr(), "linchpin: {what}");
}

/// The message of a crash, if it stands in the program's text: one that was put together at run time may
/// quote a map.
fn find_fixed_words(info: &PanicHookInfo<'_>) -> Option<&'static str> {
    info.payload().downcast_ref::<&'static str>().copied()
}

fn name_folder(state: &Path) -> PathBuf {
    state.join("crashes")
}

/// What is known of a crash.
fn write_report(info: &PanicHookInfo<'_>, backtrace: &Backtrace) -> String {
    let what = find_fixed_words(info).unwrap_or("left out, since it could quote a map");
    let place = info
        .location()
        .map_or_else(String::new, ToString::to_string);
    let thread = std::thread::current();
    format!(
        "A fault stopped Linchpin {}, or a piece of its work.\nSystem: {} {}\nThread: {}\nPlace: {place}\nWhat: \
         {what}\n\n{backtrace}\n",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        thread.name().unwrap_or("without a name"),
    )
}

impl App {
    /// Tells of a crash that was not told of yet.
    pub(super) fn look_for_crash(&mut self) {
        let Some(folders) = &self.folders else { return };
        let folder = name_folder(&folders.state);
        let mut reports = Disk.list(&folder).unwrap_or_default();
        reports.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
        let surplus = reports.len().saturating_sub(MOST_REPORTS);
        for path in reports.drain(..surplus) {
            // An old report that stays does no harm.
            let _ = Disk.remove(&path);
        }
        let is_new = |path: &&PathBuf| !path.to_string_lossy().ends_with(TOLD);
        for path in reports.iter().filter(is_new) {
            let told = path.to_string_lossy().replace(".txt", TOLD);
            if Disk.rename(path, Path::new(&told)).is_ok() {
                // Faults that followed the first one say less.
                self.crash_report.get_or_insert(told.into());
            }
        }
        if let Some(path) = &self.crash_report {
            let file = path.display().to_string();
            let text = words::say_with("crash-found", &[("file", file.into())]);
            self.say(
                super::MessageGrade::Warning,
                text,
                Some("copy-crash-report"),
            );
        }
    }

    /// The report of the crash before this start.
    pub fn crash_report(&self) -> Option<&Path> {
        self.crash_report.as_deref()
    }

    /// Puts the report of the last crash on the clipboard.
    pub fn copy_crash_report(&mut self) {
        let Some(path) = self.crash_report.clone() else {
            return;
        };
        match storage::read_bounded(&path, false) {
            Ok(file) => {
                let text = String::from_utf8_lossy(&file.bytes).into_owned();
                self.request(WindowRequest::Copy(text));
                self.tell(words::say("crash-copied").into_owned(), None);
            }
            Err(error) => self.fail(error.to_string()),
        }
    }
}
