//! One map in two windows of one person: the second one reads it, and either goes to the first, waits for
//! it, or saves under another name. Neither writes over the other.

use std::fs;
use std::path::{Path, PathBuf};

use linchpin::app::{Action, App, Dialog, Tab, TaskMode, UnsavedAnswer, WindowRequest, command};
use linchpin::edit::{Edit, Field};
use linchpin::storage::Folders;
use tempfile::TempDir;

use super::clock::Clock;

/// A person's folders and maps, and a clock for all of their windows.
struct Place {
    folder: TempDir,
    clock: Clock,
}

/// One window, which remembers what it asked of the desktop.
struct Window {
    app: App,
}

impl Place {
    fn new() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
            clock: Clock::default(),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn start(&self) -> Window {
        let folders = Folders {
            config: self.path("config"),
            state: self.path("state"),
        };
        let app = App::new(self.clock.host(), Some(folders), TaskMode::Inline);
        let mut window = Window { app };
        window.app.poll();
        window
    }

    /// A window with one saved map, called "ours", and a second window in which it was opened.
    fn two_windows(&self) -> (Window, Window) {
        let mut first = self.start();
        first.app.new_map();
        first.rename("ours");
        first.save_as(&self.path("a.argmap.json"));
        let mut second = self.start();
        second.perform(Action::Open(self.path("a.argmap.json")));
        (first, second)
    }

    /// What stands where windows say what they hold.
    fn list_locks(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.path("state/locks"));
        let entries = entries.into_iter().flatten();
        entries.map(|entry| entry.unwrap().path()).collect()
    }
}

impl Window {
    fn perform(&mut self, action: Action) {
        self.app.perform(action);
        self.app.poll();
    }

    fn look(&mut self) {
        self.perform(Action::LookForOutsideChanges);
    }

    fn tab(&self) -> &Tab {
        self.app.tab().unwrap()
    }

    fn key(&self) -> u64 {
        self.tab().key
    }

    fn title(&self) -> &str {
        &self.tab().document().meta().title
    }

    fn rename(&mut self, title: &str) {
        let field = Field::Title(title.to_owned());
        self.perform(Action::Edit(Box::new(Edit::SetField { field })));
    }

    fn save_as(&mut self, path: &Path) {
        self.app.take_requests();
        self.perform(Action::Run("save-as"));
        let requests = self.app.take_requests();
        let [WindowRequest::ChooseFile { purpose, .. }] = requests[..] else {
            panic!("{requests:?}");
        };
        self.perform(Action::FileChosen(purpose, Some(path.to_owned())));
    }

    fn asks(&self) -> bool {
        matches!(self.app.dialog, Some(Dialog::HeldElsewhere { .. }))
    }

    fn has_told(&self, part: &str) -> bool {
        self.app.messages.iter().any(|it| it.text.contains(part))
    }

    fn comes_to_front(&mut self) -> bool {
        let requests = self.app.take_requests();
        requests.contains(&WindowRequest::ComeToFront)
    }

    fn closes(&mut self) -> bool {
        self.app.take_requests().contains(&WindowRequest::Close)
    }
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

#[test]
fn a_map_that_another_window_has_is_read_and_every_edit_is_refused_with_a_way_out() {
    let place = Place::new();
    let (first, mut second) = place.two_windows();
    assert!(first.app.dialog.is_none() && second.asks());
    assert!(second.tab().is_held_elsewhere() && !first.tab().is_held_elsewhere());
    second.perform(Action::SetDialog(None));
    second.rename("mine");
    assert_eq!(second.title(), "ours");
    let refusal = second.app.messages.iter().last().unwrap();
    assert!(
        refusal
            .text
            .contains("Another window of Linchpin has this map")
    );
    assert_eq!(refusal.offer, Some("save-as"));
    second.perform(Action::Run("add-root-claim"));
    assert!(!second.tab().is_dirty());
    // Looked at it is as ever.
    for id in ["find", "export", "check", "fold", "save-as", "history"] {
        let command = command::find(id).unwrap_or_else(|| panic!("{id}"));
        let refused = (command.check)(&second.app).err();
        assert_ne!(refused, Some("why-held-elsewhere"), "{id}");
    }
}

#[test]
fn the_first_window_comes_to_the_front_with_the_map_and_the_second_one_goes() {
    let place = Place::new();
    let (mut first, mut second) = place.two_windows();
    first.app.new_map();
    first.app.poll();
    assert_eq!(first.app.active(), 1);
    second.perform(Action::GoToHolder(second.key()));
    assert!(second.app.dialog.is_none() && second.app.tabs().len() == 1);
    second.look();
    assert!(!second.closes(), "it was not heard yet");
    first.look();
    assert!(first.comes_to_front());
    assert_eq!(first.app.active(), 0);
    first.look();
    assert!(!first.comes_to_front(), "one request is heard once");
    second.look();
    assert!(second.app.tabs().is_empty() && second.closes());
    // The map is still held, by the first window alone.
    assert_eq!(place.list_locks().len(), 1);
    first.rename("theirs");
    first.perform(Action::Run("save"));
    assert!(!first.tab().is_dirty());
}

#[test]
fn a_second_window_with_another_map_stays_with_that() {
    let place = Place::new();
    let (mut first, second) = place.two_windows();
    drop(second);
    let mut second = place.start();
    second.app.new_map();
    second.rename("another");
    second.perform(Action::Open(place.path("a.argmap.json")));
    second.perform(Action::GoToHolder(second.key()));
    first.look();
    second.look();
    assert!(!second.closes());
    assert_eq!((second.app.tabs().len(), second.title()), (1, "another"));
}

#[test]
fn a_window_that_does_not_come_to_the_front_is_not_waited_for() {
    let place = Place::new();
    let (mut first, mut second) = place.two_windows();
    second.perform(Action::GoToHolder(second.key()));
    let left = second.app.wakes_for_holder().unwrap();
    place.clock.pass(left);
    second.look();
    assert!(second.has_told("has not come to the front"));
    assert_eq!(second.app.wakes_for_holder(), None);
    assert!(second.tab().is_held_elsewhere(), "it can still be read");
    // Too late: nobody waits for that any more.
    first.look();
    assert!(!first.comes_to_front());
    second.look();
    assert_eq!(second.app.tabs().len(), 1);
}

#[test]
fn what_the_first_window_saves_is_read_again_and_when_it_lets_go_the_map_can_be_edited() {
    let place = Place::new();
    let (mut first, mut second) = place.two_windows();
    second.perform(Action::SetDialog(None));
    first.rename("theirs");
    first.perform(Action::Run("save"));
    second.look();
    assert_eq!(second.title(), "theirs");
    assert!(second.tab().is_held_elsewhere());
    // Saved and closed between two looks.
    first.rename("theirs again");
    first.perform(Action::Run("save"));
    first.perform(Action::CloseTab(0));
    second.look();
    second.look();
    assert_eq!(second.title(), "theirs again");
    assert!(!second.tab().is_held_elsewhere());
    assert!(second.has_told("can be edited here"));
    second.rename("mine");
    second.perform(Action::Run("save"));
    assert!(!second.tab().is_dirty());
    assert!(read(&place.path("a.argmap.json")).contains("\"mine\""));
    // Now it is the other way round.
    first.perform(Action::Open(place.path("a.argmap.json")));
    assert!(first.asks() && first.tab().is_held_elsewhere());
}

#[test]
fn a_window_that_was_killed_holds_nothing() {
    let place = Place::new();
    let (first, mut second) = place.two_windows();
    drop(first);
    // The first edit is refused, and then it is found that nobody has the map.
    second.rename("mine");
    assert_eq!(second.title(), "ours");
    assert!(!second.tab().is_held_elsewhere() && second.app.dialog.is_none());
    assert!(second.has_told("can be edited here"));
    second.rename("mine");
    assert_eq!(second.title(), "mine");
    let answer = UnsavedAnswer::Discard;
    second.perform(Action::Quit);
    second.perform(Action::AnswerUnsaved(answer));
    assert!(second.closes());
    assert_eq!(place.list_locks(), Vec::<PathBuf>::new());
}

#[test]
fn saved_under_another_name_it_is_a_map_of_the_second_window() {
    let place = Place::new();
    let (mut first, mut second) = place.two_windows();
    second.perform(Action::SetDialog(None));
    let before = read(&place.path("a.argmap.json"));
    second.save_as(&place.path("a.argmap.json"));
    assert!(second.has_told("was not saved, because another window"));
    assert_eq!(read(&place.path("a.argmap.json")), before);
    assert!(second.tab().is_held_elsewhere());
    second.save_as(&place.path("b.argmap.json"));
    assert!(!second.tab().is_held_elsewhere());
    second.rename("mine");
    second.perform(Action::Run("save"));
    assert!(read(&place.path("b.argmap.json")).contains("\"mine\""));
    assert_eq!(read(&place.path("a.argmap.json")), before);
    assert_eq!(place.list_locks().len(), 2);
    first.perform(Action::Open(place.path("b.argmap.json")));
    assert!(first.asks(), "the second window has that one");
}

#[test]
fn edited_in_both_windows_nothing_is_overwritten_without_a_question() {
    let place = Place::new();
    let (mut first, mut second) = place.two_windows();
    second.perform(Action::EditHeld(second.key()));
    assert!(second.app.dialog.is_none() && !second.tab().is_held_elsewhere());
    second.rename("mine");
    first.rename("theirs");
    first.perform(Action::Run("save"));
    second.perform(Action::Run("save"));
    let asked = second.app.dialog.clone();
    assert!(
        matches!(asked, Some(Dialog::ChangedOnDisk { .. })),
        "{asked:?}"
    );
    assert!(read(&place.path("a.argmap.json")).contains("\"theirs\""));
    // A window that is told so once is not told with every save.
    second.perform(Action::SaveAnyway);
    assert!(!second.has_told("has this map open"));
}

#[test]
fn a_map_that_is_opened_behind_a_question_is_read_and_the_message_offers_the_way() {
    let place = Place::new();
    let (_first, second) = place.two_windows();
    drop(second);
    let mut second = place.start();
    second.app.dialog = Some(Dialog::KeySheet);
    second.perform(Action::Open(place.path("a.argmap.json")));
    assert_eq!(second.app.dialog, Some(Dialog::KeySheet));
    assert!(second.tab().is_held_elsewhere());
    let offers = second.app.messages.iter().filter_map(|it| it.offer);
    assert_eq!(offers.collect::<Vec<_>>(), ["go-to-holder"]);
}

#[cfg(unix)]
#[test]
fn a_link_to_a_map_is_the_same_map() {
    let place = Place::new();
    let (_first, second) = place.two_windows();
    drop(second);
    let link = place.path("link.argmap.json");
    std::os::unix::fs::symlink(place.path("a.argmap.json"), &link).unwrap();
    let mut second = place.start();
    second.perform(Action::Open(link));
    assert!(second.asks());
}

#[test]
fn where_nothing_is_remembered_nothing_is_held() {
    let place = Place::new();
    let (_first, second) = place.two_windows();
    drop(second);
    let app = App::new(place.clock.host(), None, TaskMode::Inline);
    let mut second = Window { app };
    second.perform(Action::Open(place.path("a.argmap.json")));
    assert!(!second.asks() && !second.tab().is_held_elsewhere());
}
