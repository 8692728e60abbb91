//! What the window does not wait for: the disk that a map is on.
#![expect(
    clippy::disallowed_methods,
    reason = "a test lays out the file that is in the way"
)]

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};

use linchpin::app::{
    Action, App, Dialog, ExportKind, FixedHost, Job, Purpose, TaskMode, WindowRequest,
};
use linchpin::edit::{Edit, Field};
use linchpin::model::Time;
use linchpin::storage::Folders;
use tempfile::TempDir;

/// A program whose work beside the window is done when a test says so.
struct Bench {
    app: App,
    jobs: Receiver<Job>,
    folder: TempDir,
}

impl Bench {
    /// With a map that is saved and open.
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let folders = Folders {
            config: folder.path().join("config"),
            state: folder.path().join("state"),
        };
        let (sender, jobs) = channel();
        let host = FixedHost::new(Time::from_unix(1_790_000_000), 7);
        let mode = TaskMode::Handed(sender);
        let app = App::new(Box::new(host), Some(folders), mode);
        let mut bench = Self { app, jobs, folder };
        bench.app.new_map();
        let field = Field::Title("one".to_owned());
        bench.perform(Action::Edit(Box::new(Edit::SetField { field })));
        let tab = bench.tab();
        let purpose = Purpose::SaveAs { tab, then: None };
        let path = bench.path("a.argmap.json");
        bench.perform(Action::FileChosen(purpose, Some(path)));
        bench.do_all();
        bench
    }

    fn perform(&mut self, action: Action) {
        self.app.perform(action);
        self.app.poll();
    }

    fn do_all(&mut self) {
        while let Ok(job) = self.jobs.try_recv() {
            job();
            self.app.poll();
        }
    }

    fn tab(&self) -> u64 {
        self.app.tab().unwrap().key
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

#[test]
fn marks_beside_files_are_taken_away_beside_the_window_when_it_closes() {
    let mut bench = Bench::new();
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
        let mut bench = Bench::new();
        let path = bench.path("sheets.pdf");
        if is_there {
            std::fs::write(&path, b"something else").unwrap();
        }
        let purpose = Purpose::Export {
            tab: bench.tab(),
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
