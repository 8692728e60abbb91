//! What a crash leaves behind. The test starts itself again to crash there.

use std::path::Path;
use std::process::Command;

use linchpin::app::report_crashes;
use linchpin::storage::{Disk, Store};

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
    }
}

fn crash(folder: &Path) {
    report_crashes(folder);
    let kind = std::env::var("LINCHPIN_TEST_CRASH_KIND").unwrap();
    assert!(kind != "fixed", "what went wrong");
    let words = String::from("words of a map");
    panic!("what went wrong with {words}");
}
