//! The command line, tested by running the program that was built, each time in a folder of its
//! own whose content is compared before and after.

mod apply;
mod bad_input;
mod check;
mod convert;
mod copies;
mod evaluate;
mod export;
mod gallery;
mod history;
mod info;
mod new;
mod papers;
mod stream;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder to run the program in.
struct Desk {
    folder: tempfile::TempDir,
}

/// What a run came to.
#[derive(Debug)]
struct Ran {
    status: i32,
    out: String,
    err: String,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { folder }
    }

    /// A desk with these files on it.
    fn with(files: &[(&str, &[u8])]) -> Self {
        let desk = Self::new();
        for (name, bytes) in files {
            desk.put(name, bytes);
        }
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    #[expect(clippy::disallowed_methods, reason = "a test lays out its files")]
    fn put(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.path(name), bytes).unwrap();
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// Every file with its content; folders without.
    fn snapshot(&self) -> BTreeMap<PathBuf, Option<Vec<u8>>> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        entries
            .map(|entry| {
                let path = entry.unwrap().path();
                let bytes = std::fs::read(&path).ok();
                (path, bytes)
            })
            .collect()
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        let mut program = program();
        program.args(arguments).current_dir(self.folder.path());
        Ran::of(&program.output().unwrap())
    }

    /// Runs and expects that all is well and nothing is said.
    fn run_fine(&self, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        assert_eq!((ran.status, &ran.err[..]), (0, ""), "{arguments:?} {ran:?}");
        ran.out
    }

    /// Runs and expects one message, status 2 and a folder as it was.
    fn run_refused(&self, arguments: &[&str]) -> String {
        let before = self.snapshot();
        let ran = self.run(arguments);
        assert_eq!((ran.status, &ran.out[..]), (2, ""), "{arguments:?} {ran:?}");
        assert!(ran.err.starts_with("linchpin: "), "{arguments:?} {ran:?}");
        assert_eq!(ran.err.lines().count(), 1, "{arguments:?} {ran:?}");
        assert_eq!(self.snapshot(), before, "{arguments:?} changed the folder");
        ran.err
    }
}

impl Ran {
    fn of(output: &Output) -> Self {
        Self {
            status: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout.clone()).unwrap(),
            err: String::from_utf8(output.stderr.clone()).unwrap(),
        }
    }
}

/// The program, on a machine without a display.
fn program() -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_linchpin"));
    program.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    program
}

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn sample(path: &str) -> Vec<u8> {
    std::fs::read(root("samples").join(path)).unwrap()
}

const OP_ED: &str = "policy-op-ed/op-ed.argmap.json";
const TOUR: &str = "tour/mill-street.argmap.json";

/// The tour's map, written in a version of the format that is yet to come.
fn newer_map() -> Vec<u8> {
    let text = String::from_utf8(sample(TOUR)).unwrap();
    text.replacen("\"version\": 1", "\"version\": 7", 1)
        .into_bytes()
}

/// A map of two boxes and a link that points nowhere.
const BROKEN_MAP: &[u8] = br#"{
  "format": "argument-map", "version": 1, "id": "m-1",
  "created": "2026-11-22T23:24:00Z", "modified": "2026-11-22T23:24:00Z",
  "nodes": [
    {"id": "n-1", "kind": "claim", "text": "The dam was old"},
    {"id": "n-2", "kind": "claim", "text": "It leaked"}
  ],
  "links": [{"id": "l-1", "relation": "supports", "from": ["n-2"], "to": "n-9"}]
}
"#;
