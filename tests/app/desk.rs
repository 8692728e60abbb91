//! A program without its window, for the tests of this floor, with files in a folder of its own.
#![expect(
    clippy::disallowed_methods,
    reason = "a test lays out the files that it opens"
)]

use std::path::{Path, PathBuf};

use linchpin::app::{Action, App, FixedHost, Purpose, Tab, TaskMode, WindowRequest};
use linchpin::format::outline::{ShownIds, parse, print};
use linchpin::model::{Id, Time};
use linchpin::storage::Folders;
use linchpin::text::Span;
use tempfile::TempDir;

/// The program, its folder, and what it asked of the window.
pub struct Desk {
    pub app: App,
    pub folder: TempDir,
}

impl Desk {
    pub fn new() -> Self {
        Self::in_folder(TempDir::new().unwrap())
    }

    fn in_folder(folder: TempDir) -> Self {
        let folders = Folders {
            config: folder.path().join("config"),
            state: folder.path().join("state"),
        };
        let host = FixedHost::new(Time::from_unix(1_790_000_000), 5);
        let app = App::new(Box::new(host), Some(folders), TaskMode::Inline);
        Self { app, folder }
    }

    /// A program with one map, written as an outline.
    pub fn with_map(outline: &str) -> Self {
        let mut desk = Self::new();
        desk.add_map(outline);
        desk
    }

    /// A program with one article.
    pub fn with_article(text: &str) -> Self {
        let mut desk = Self::new();
        desk.perform(Action::ReadArticle(text.to_owned()));
        desk
    }

    /// Ends the program and starts it again with the same settings.
    pub fn restart(self) -> Self {
        let Self { app, folder } = self;
        drop(app);
        Self::in_folder(folder)
    }

    pub fn add_map(&mut self, outline: &str) {
        let fragment = parse(outline, self.app.host.random());
        let mut document = self.app.make_document();
        for node in fragment.nodes {
            document.load_node(node).unwrap();
        }
        for link in fragment.links {
            document.load_link(link).unwrap();
        }
        self.app.add_tab(document);
        self.app.poll();
    }

    /// Does what was asked, and takes what came of it.
    pub fn perform(&mut self, action: Action) {
        self.app.perform(action);
        self.app.poll();
    }

    pub fn run(&mut self, id: &'static str) {
        self.perform(Action::Run(id));
    }

    /// Runs a command that asks for a file, and gives it that one.
    pub fn run_with_file(&mut self, id: &'static str, path: &Path) {
        self.run(id);
        let purpose = self
            .asked_for_file()
            .expect("the window is asked for a file");
        self.perform(Action::FileChosen(purpose, Some(path.to_owned())));
    }

    /// What a file is asked for, if one is.
    pub fn asked_for_file(&mut self) -> Option<Purpose> {
        self.app
            .take_requests()
            .into_iter()
            .find_map(|request| match request {
                WindowRequest::ChooseFile { purpose, .. } => Some(purpose),
                _ => None,
            })
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file into the folder.
    pub fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub fn tab(&self) -> &Tab {
        self.app.tab().expect("a map is open")
    }

    pub fn draw(&self) -> String {
        print(self.tab().document(), ShownIds::None)
    }

    /// The box of that wording.
    pub fn node(&self, wording: &str) -> Id {
        let mut nodes = self.tab().document().nodes().iter();
        let found = nodes.find(|node| node.text == wording);
        found
            .unwrap_or_else(|| panic!("no box {wording:?} in\n{}", self.draw()))
            .id
            .clone()
    }

    pub fn select(&mut self, wording: &str) {
        let id = self.node(wording);
        self.perform(Action::Select(Some(id)));
    }

    /// Selects the first passage of the article that reads so.
    pub fn select_passage(&mut self, words: &str) {
        let text = self
            .tab()
            .picture
            .text()
            .expect("there is an article")
            .text
            .clone();
        let start = text.find(words).expect("the article says so");
        let span = Span::new(start, start + words.len());
        self.perform(Action::SelectPassage(Some(span)));
    }

    /// What is told at the moment.
    pub fn told(&self) -> Vec<String> {
        self.app
            .messages
            .iter()
            .map(|message| message.text.clone())
            .collect()
    }

    /// How many steps can be taken back.
    pub fn n_steps(&mut self) -> usize {
        let mut n = 0;
        while self.tab().editor.history().next_undo().is_some() {
            self.run("undo");
            n += 1;
        }
        for _ in 0..n {
            self.run("redo");
        }
        n
    }
}
