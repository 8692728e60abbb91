//! What a crash leaves behind. The test starts itself again to crash there.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};

use jiff::tz::TimeZone;
use linchpin::app::{Action, App, FixedHost, Host, TaskMode, report_crashes};
use linchpin::model::{Kind, RandomSource, Time};
use linchpin::storage::{Disk, Folders, Store};

const FOLDER_VARIABLE: &str = "LINCHPIN_TEST_CRASH_FOLDER";

#[test]
fn a_report_names_the_place_and_quotes_no_map() {
    if let Some(folder) = std::env::var_os(FOLDER_VARIABLE) {
        return crash(Path::new(&folder));
    }
    for (kind, is_quoted) in [("fixed", true), ("made", false)] {
        let folder = tempfile::tempdir().unwrap();
        let output = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "--nocapture"])
            .arg("app::crash::a_report_names_the_place_and_quotes_no_map")
            .env(FOLDER_VARIABLE, folder.path())
            .env("LINCHPIN_TEST_CRASH_KIND", kind)
            .output()
            .unwrap();
        assert!(!output.status.success());
        let reports = Disk.list(&folder.path().join("crashes")).unwrap();
        assert_eq!(reports.len(), 1, "{kind}");
        let report = std::fs::read_to_string(&reports[0]).unwrap();
        assert!(report.contains("Place: tests/app/crash.rs:"), "{report}");
        assert_eq!(report.contains("what went wrong"), is_quoted, "{report}");
        assert!(!report.contains("words of a map"), "{report}");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains("tests/app/crash.rs:"), "{said}");
        assert!(!said.contains("words of a map"), "{said}");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(&reports[0]).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_fault_that_is_caught_ends_no_program_whose_terminal_is_gone() {
    const CAUGHT: i32 = 7;
    if let Some(folder) = std::env::var_os(FOLDER_VARIABLE) {
        report_crashes(Path::new(&folder));
        let fault = catch_unwind(|| panic!("a fault in {}", "a piece of work"));
        std::process::exit(if fault.is_err() { CAUGHT } else { 0 });
    }
    let folder = tempfile::tempdir().unwrap();
    // Nothing can be written there.
    let full = std::fs::File::options()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let status = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "--nocapture"])
        .arg("app::crash::a_fault_that_is_caught_ends_no_program_whose_terminal_is_gone")
        .env(FOLDER_VARIABLE, folder.path())
        .stdout(std::process::Stdio::null())
        .stderr(full)
        .status()
        .unwrap();
    assert_eq!(status.code(), Some(CAUGHT));
    assert_eq!(Disk.list(&folder.path().join("crashes")).unwrap().len(), 1);
}

fn crash(folder: &Path) {
    report_crashes(folder);
    let kind = std::env::var("LINCHPIN_TEST_CRASH_KIND").unwrap();
    assert!(kind != "fixed", "what went wrong");
    let words = String::from("words of a map");
    panic!("what went wrong with {words}");
}

/// A world that ends the program when it is asked for the time once too often.
struct FragileHost {
    fixed: FixedHost,
    /// How often it may still be asked; none for as often as somebody likes.
    left: Arc<Mutex<Option<usize>>>,
}

impl Host for FragileHost {
    fn now(&self) -> Time {
        self.fixed.now()
    }
    fn seconds(&self) -> f64 {
        let mut left = self.left.lock().unwrap();
        match left.as_mut() {
            Some(0) => {
                *left = None;
                drop(left);
                panic!("a fault");
            }
            Some(left) => *left -= 1,
            None => {}
        }
        0.0
    }
    fn zone(&self) -> TimeZone {
        self.fixed.zone()
    }
    fn random(&mut self) -> &mut dyn RandomSource {
        self.fixed.random()
    }
}

#[test]
fn what_was_made_before_a_panic_is_in_the_journal_wherever_that_comes() {
    let mut n_with_edit = 0;
    for n_calls in 0.. {
        let folder = tempfile::tempdir().unwrap();
        let folders = || Folders {
            config: folder.path().join("config"),
            state: folder.path().join("state"),
        };
        let left = Arc::new(Mutex::new(None));
        let host = FragileHost {
            fixed: FixedHost::new(Time::from_unix(1_790_000_000), 7),
            left: left.clone(),
        };
        let mut app = App::new(Box::new(host), Some(folders()), TaskMode::Inline);
        app.new_map();
        app.perform(Action::AddRootAt(Kind::Claim, [0.0, 0.0]));
        app.perform(Action::DraftWording("Buses are full".to_owned()));
        app.perform(Action::KeepWording(false));
        app.perform(Action::SetQuery("full".to_owned()));
        app.perform(Action::SetReplacement("empty".to_owned()));
        *left.lock().unwrap() = Some(n_calls);
        let ended = catch_unwind(AssertUnwindSafe(|| {
            app.perform(Action::ReplaceAllHits);
        }));
        let wording = |app: &App| {
            let nodes = app.tab().unwrap().document().nodes();
            nodes.rows()[0].text.clone()
        };
        let made = wording(&app);
        n_with_edit += usize::from(ended.is_err() && made.contains("empty"));
        // The program is gone as it stands: nobody hands over anything more.
        drop(app);
        let start = || {
            let host = FixedHost::new(Time::from_unix(1_790_000_000), 7);
            let mut app = App::new(Box::new(host), Some(folders()), TaskMode::Inline);
            app.poll();
            app
        };
        // A program that another test is starting has the lock for as long as it is not yet itself.
        let tries = std::iter::repeat_with(start).take(10_000);
        let has_found = |app: &App| {
            std::thread::yield_now();
            !app.found().is_empty()
        };
        let mut app = { tries }.find(has_found).expect("the journal is found");
        let key = app.found()[0].key;
        app.perform(Action::RestoreFound(key));
        assert_eq!(wording(&app), made, "after {n_calls} calls");
        if ended.is_ok() {
            break;
        }
    }
    assert!(n_with_edit > 0, "some panics come after the edit was made");
}
