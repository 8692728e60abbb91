//! What the window does not wait for: the disk that a map is on.
#![expect(
    clippy::disallowed_methods,
    reason = "a test lays out the file that is in the way"
)]

use linchpin::app::{Action, Dialog, ExportKind, Purpose, WindowRequest};

use super::bench::Bench;

/// With a map that is saved and open.
fn open_saved() -> Bench {
    let mut bench = Bench::with_map();
    let path = bench.path("a.argmap.json");
    bench.save_as(&path);
    bench.do_all();
    bench
}

#[test]
fn marks_beside_files_are_taken_away_beside_the_window_when_it_closes() {
    let mut bench = open_saved();
    let mark = bench.path(".~lock.a.argmap.json#");
    assert!(mark.exists());
    bench.perform(Action::Quit);
    let requests = bench.app.take_requests();
    let closes = |request: &WindowRequest| matches!(request, WindowRequest::Close);
    assert!(requests.iter().any(closes), "{requests:?}");
    assert!(mark.exists(), "the window has not touched the disk");
    bench.do_all();
    assert!(!mark.exists());
}

#[test]
fn whether_a_file_of_sheets_is_there_is_looked_beside_the_window() {
    for is_there in [true, false] {
        let mut bench = open_saved();
        let path = bench.path("sheets.pdf");
        if is_there {
            std::fs::write(&path, b"something else").unwrap();
        }
        let purpose = Purpose::Export {
            tab: bench.app.tab().unwrap().key,
            kind: ExportKind::Sheets,
        };
        let chosen = bench.path("sheets");
        bench.perform(Action::FileChosen(purpose, Some(chosen)));
        assert_eq!(bench.app.dialog, None, "nothing is known yet");
        bench.do_all();
        let asks = matches!(&bench.app.dialog, Some(Dialog::Replace { path: asked, .. }) if *asked == path);
        assert_eq!(asks, is_there);
    }
}
