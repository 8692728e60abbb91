//! A program whose work beside the window is done when the test says so, or ended by a fault.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};

use linchpin::app::{Action, App, FixedHost, Job, Purpose, TaskMode};
use linchpin::edit::{Edit, Field};
use linchpin::model::Time;
use linchpin::storage::Folders;
use tempfile::TempDir;

/// The program, what waits to be done, and its folder.
pub struct Bench {
    pub app: App,
    pub jobs: Receiver<Job>,
    folder: TempDir,
}

impl Bench {
    pub fn new() -> Self {
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
        bench.do_all();
        bench
    }

    pub fn with_map() -> Self {
        let mut bench = Self::new();
        bench.app.new_map();
        bench.rename("one");
        bench.do_all();
        bench
    }

    pub fn rename(&mut self, title: &str) {
        let field = Field::Title(title.to_owned());
        self.perform(Action::Edit(Box::new(Edit::SetField { field })));
    }

    pub fn perform(&mut self, action: Action) {
        self.app.perform(action);
        self.app.poll();
    }

    pub fn save_as(&mut self, path: &Path) {
        let tab = self.app.tab().unwrap().key;
        let purpose = Purpose::SaveAs { tab, then: None };
        self.perform(Action::FileChosen(purpose, Some(path.to_owned())));
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Does the work that is waiting.
    pub fn do_all(&mut self) {
        while let Ok(job) = self.jobs.try_recv() {
            job();
            self.app.poll();
        }
    }

    /// Lets a fault end the work that is waiting, whoever had it in hand.
    pub fn stop_all(&mut self) {
        let jobs: Vec<Job> = self.jobs.try_iter().collect();
        assert!(!jobs.is_empty(), "there is work to be stopped");
        for job in jobs {
            let ended = catch_unwind(AssertUnwindSafe(move || {
                let _in_hand = job;
                std::panic::resume_unwind(Box::new("a fault"));
            }));
            assert!(ended.is_err());
        }
        self.app.poll();
    }

    pub fn is_told(&self, words: &str) -> bool {
        self.app.messages.iter().any(|it| it.text.contains(words))
    }
}
