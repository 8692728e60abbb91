//! Between a name being chosen and the file being written, another program may write there: what it wrote stays.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use linchpin::app::{
    Action, App, Dialog, ExportKind, FixedHost, Guard, Job, Purpose, TaskMode, export_map,
    save_guarded,
};
use linchpin::edit::{Edit, Field};
use linchpin::format::ExportRequest;
use linchpin::format::picture::Options;
use linchpin::layout::ViewState;
use linchpin::model::Time;
use linchpin::storage::{Folders, save_atomically};
use tempfile::TempDir;

use super::desk::Desk;
use crate::storage::noting_disk::NotingDisk;

/// A program with one map, whose work waits until it is let be done.
struct Bench {
    desk: Desk,
    jobs: Receiver<Job>,
}

#[test]
fn what_is_there_is_replaced_where_that_was_asked_for_or_cannot_be_looked_at() {
    let desk = Desk::with_map("= The city pays");
    let document = desk.tab().document().clone();
    let path = desk.path("other.argmap.json");
    save_atomically(&path, THEIRS.as_bytes(), None).unwrap();
    save_guarded(&document, &path, Guard::Replaced).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("The city pays"), "{text}");

    let request = ExportRequest {
        names_people: true,
        document,
        view: ViewState::default(),
        theme: "light".to_owned(),
        options: Options::default(),
    };
    let outline = desk.path("other.md");
    save_atomically(&outline, THEIRS.as_bytes(), None).unwrap();
    assert!(export_map(&request, &outline, Guard::Replaced).unwrap());
    let text = std::fs::read_to_string(&outline).unwrap();
    assert!(text.contains("The city pays"), "{text}");

    // Nothing can stand below a file: the save says so.
    let below = outline.join("map.argmap.json");
    let guard = Guard::chosen(&below);
    assert!(matches!(guard, Guard::Replaced));
    assert!(save_guarded(&request.document, &below, guard).is_err());
}

const THEIRS: &str = "what another program wrote";

impl Bench {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let folders = Folders {
            config: folder.path().join("config"),
            state: folder.path().join("state"),
        };
        let (sender, jobs) = channel();
        let host = FixedHost::new(Time::from_unix(1_790_000_000), 7);
        let app = App::new(Box::new(host), Some(folders), TaskMode::Handed(sender));
        let desk = Desk { app, folder };
        let mut bench = Self { desk, jobs };
        bench.do_all();
        bench
            .desk
            .add_map("? Who pays?\n  = The city\n    + It can\n    & It must\n");
        bench.rename("one");
        bench.do_all();
        bench
    }

    fn rename(&mut self, title: &str) {
        let field = Field::Title(title.to_owned());
        self.desk
            .perform(Action::Edit(Box::new(Edit::SetField { field })));
    }

    /// Does the work that is waiting.
    fn do_all(&mut self) {
        while let Ok(job) = self.jobs.try_recv() {
            job();
            self.desk.app.poll();
        }
    }

    /// A file, with something in it if it is there.
    fn place(&self, name: &str, is_there: bool) -> PathBuf {
        let path = self.desk.path(name);
        if is_there {
            write(&path, "old");
        }
        path
    }

    fn save_as(&mut self, path: &Path) {
        let tab = self.desk.tab().key;
        let purpose = Purpose::SaveAs { tab, then: None };
        self.choose(purpose, path);
    }

    fn choose(&mut self, purpose: Purpose, path: &Path) {
        self.desk
            .perform(Action::FileChosen(purpose, Some(path.to_owned())));
    }

    fn export(&mut self, path: &Path) {
        let tab = self.desk.tab().key;
        let kind = ExportKind::Plain;
        self.choose(Purpose::Export { tab, kind }, path);
    }

    /// A map that is saved, and changed since.
    fn saved_map(&mut self) -> PathBuf {
        let path = self.place("a.argmap.json", false);
        self.save_as(&path);
        self.do_all();
        assert!(!self.desk.tab().is_dirty());
        self.rename("two");
        self.do_all();
        path
    }

    fn is_told(&self, words: &str) -> bool {
        self.desk.told().iter().any(|told| told.contains(words))
    }
}

fn write(path: &Path, text: &str) {
    save_atomically(path, text.as_bytes(), None).unwrap();
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn a_name_that_is_taken_or_changed_before_a_map_is_saved_there_is_asked_about_again() {
    for is_there in [false, true] {
        let mut bench = Bench::new();
        let path = bench.place("b.argmap.json", is_there);
        bench.save_as(&path);
        write(&path, THEIRS);
        bench.do_all();
        assert_eq!(read(&path), THEIRS);
        assert!(bench.desk.tab().is_dirty());
        let Some(Dialog::Replace { purpose, path }) = bench.desk.app.dialog.clone() else {
            panic!("no question: {:?}", bench.desk.app.dialog);
        };
        bench.choose(purpose, &path);
        bench.do_all();
        assert!(read(&path).contains("\"one\""));
        assert!(!bench.desk.tab().is_dirty());
    }
}

#[test]
fn another_name_that_is_chosen_while_a_map_is_saved_is_written_next() {
    let mut bench = Bench::new();
    let first = bench.saved_map();
    bench.desk.run("save");
    let second = bench.place("b.argmap.json", true);
    bench.save_as(&second);
    bench.do_all();
    for path in [&first, &second] {
        assert!(read(path).contains("\"two\""), "{path:?}");
    }
    assert_eq!(bench.desk.tab().path.as_ref(), Some(&second));
    assert!(!bench.desk.tab().is_dirty());
}

#[test]
fn a_name_that_is_as_it_was_chosen_is_written() {
    for is_there in [false, true] {
        let mut bench = Bench::new();
        let path = bench.place("b.argmap.json", is_there);
        bench.save_as(&path);
        bench.do_all();
        assert!(read(&path).contains("\"one\""));
        let picture = bench.place("b.svg", is_there);
        bench.export(&picture);
        bench.do_all();
        assert!(read(&picture).contains("<svg"));
        assert_eq!(bench.desk.app.dialog, None);
    }
}

#[test]
fn a_name_that_is_chosen_again_while_it_is_being_saved_to_is_saved_to_twice() {
    let mut bench = Bench::new();
    let path = bench.place("b.argmap.json", true);
    bench.save_as(&path);
    bench.rename("two");
    bench.save_as(&path);
    bench.do_all();
    assert_eq!(bench.desk.app.dialog, None);
    assert!(read(&path).contains("\"two\""));
    assert!(!bench.desk.tab().is_dirty());
}

#[test]
fn a_name_that_is_taken_or_changed_before_an_export_is_left_and_that_is_said() {
    for (is_there, words) in [
        (false, "a file of that name is there already"),
        (true, "has changed it since its name was chosen"),
    ] {
        let mut bench = Bench::new();
        let path = bench.place("b.svg", is_there);
        bench.export(&path);
        write(&path, THEIRS);
        bench.do_all();
        assert_eq!(read(&path), THEIRS);
        assert!(bench.is_told(words), "{:?}", bench.desk.told());
    }
}

#[test]
fn what_is_written_while_it_is_asked_what_may_be_lost_is_left() {
    for is_there in [false, true] {
        let mut bench = Bench::new();
        let path = bench.place("b.kialo.txt", is_there);
        bench.export(&path);
        assert!(matches!(bench.desk.app.dialog, Some(Dialog::Losses { .. })));
        write(&path, THEIRS);
        let tab = bench.desk.tab().key;
        let kind = ExportKind::Plain;
        bench
            .desk
            .perform(Action::ExportAnyway(tab, kind, path.clone()));
        bench.do_all();
        assert_eq!(read(&path), THEIRS);
    }
}

#[test]
fn what_is_written_while_it_is_asked_whether_to_overwrite_is_asked_about_again() {
    let mut bench = Bench::new();
    let path = bench.saved_map();
    write(&path, "theirs");
    bench.desk.run("save");
    bench.do_all();
    let is_asked =
        |bench: &Bench| matches!(bench.desk.app.dialog, Some(Dialog::ChangedOnDisk { .. }));
    assert!(is_asked(&bench));
    write(&path, THEIRS);
    bench.desk.perform(Action::SaveAnyway);
    bench.do_all();
    assert_eq!(read(&path), THEIRS);
    assert!(is_asked(&bench));
    bench.desk.perform(Action::SaveAnyway);
    bench.do_all();
    assert!(read(&path).contains("\"two\""));
    assert!(!bench.desk.tab().is_dirty());
}

#[test]
fn a_copy_of_a_snapshot_takes_no_name_that_was_free_when_it_was_chosen() {
    for is_there in [false, true] {
        let mut bench = Bench::new();
        bench.saved_map();
        bench.desk.run("save");
        bench.do_all();
        bench.desk.run("history");
        bench.do_all();
        bench.desk.perform(Action::LookAtSnapshot(1));
        bench.do_all();
        let path = bench.place("copy.argmap.json", is_there);
        let tab = bench.desk.tab().key;
        bench.choose(Purpose::SaveSnapshot { tab }, &path);
        write(&path, THEIRS);
        bench.do_all();
        assert_eq!(read(&path), THEIRS);
        assert!(!bench.is_told("Exported"), "{:?}", bench.desk.told());
        bench.choose(Purpose::SaveSnapshot { tab }, &path);
        bench.do_all();
        assert!(read(&path).contains("\"one\""));
    }
}

#[test]
fn an_export_or_a_copy_that_the_disk_does_not_confirm_is_told_as_such() {
    let mut bench = Bench::new();
    bench.saved_map();
    bench.desk.run("save");
    bench.do_all();
    bench.desk.run("history");
    bench.do_all();
    bench.desk.perform(Action::LookAtSnapshot(1));
    bench.do_all();
    bench.desk.app.save_maps_on(Arc::new(NotingDisk {
        is_silent: true,
        ..NotingDisk::default()
    }));
    let (picture, copy) = (
        bench.place("b.svg", false),
        bench.place("b.argmap.json", false),
    );
    let tab = bench.desk.tab().key;
    bench.choose(Purpose::SaveSnapshot { tab }, &copy);
    bench.export(&picture);
    bench.do_all();
    assert!(picture.exists() && copy.exists());
    let unconfirmed = |path: &Path| {
        let name = path.display().to_string();
        let told = bench.desk.told();
        let mut about = told.iter().filter(|told| told.ends_with(&name));
        about.all(|told| told.contains("did not confirm")) && bench.is_told(&name)
    };
    assert!(unconfirmed(&picture), "{:?}", bench.desk.told());
    assert!(unconfirmed(&copy), "{:?}", bench.desk.told());
}
