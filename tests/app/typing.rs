//! What is being typed when the program ends badly: written down within a moment, restored as the last
//! step, and gone where it was dropped.

use linchpin::app::{Action, App, TaskMode};
use linchpin::edit::{Edit, NodeField};
use linchpin::model::{Id, Kind};
use linchpin::storage::Folders;
use tempfile::TempDir;

use super::clock::Clock;

struct Desk {
    app: App,
    clock: Clock,
    folder: TempDir,
}

impl Desk {
    fn start(folder: TempDir) -> Self {
        let clock = Clock::default();
        let folders = Folders {
            config: folder.path().join("config"),
            state: folder.path().join("state"),
        };
        let mut app = App::new(clock.host(), Some(folders), TaskMode::Inline);
        app.poll();
        Self { app, clock, folder }
    }

    /// A program with a map of one box, which is selected.
    fn with_box() -> Self {
        let mut desk = Self::start(TempDir::new().unwrap());
        desk.app.new_map();
        desk.perform(Action::AddRootAt(Kind::Claim, [0.0, 0.0]));
        desk.type_wording("A box");
        desk.perform(Action::KeepWording(false));
        desk
    }

    fn perform(&mut self, action: Action) {
        self.app.perform(action);
        self.app.poll();
    }

    fn pass(&mut self, seconds: f64) {
        self.clock.pass(seconds);
        self.app.poll();
    }

    fn node(&self) -> Id {
        self.app.tab().unwrap().lead_node().unwrap().clone()
    }

    fn open_wording(&mut self) {
        let node = self.node();
        self.perform(Action::OpenWording(node));
    }

    fn type_wording(&mut self, text: &str) {
        self.perform(Action::DraftWording(text.to_owned()));
    }

    /// Ends the program as a crash does and starts it again.
    fn crash(self) -> Self {
        drop(self.app);
        Self::start(self.folder)
    }

    /// Restores the only thing that was found; says how many edits it has, and whether the last one was
    /// being typed.
    fn restore(&mut self) -> (usize, bool) {
        assert_eq!(self.app.found().len(), 1);
        let found = &self.app.found()[0];
        let map = found.map().unwrap();
        assert!(map.is_whole);
        let is = (map.n_edits, map.has_typed);
        let key = found.key;
        self.perform(Action::RestoreFound(key));
        is
    }

    fn list_wordings(&self) -> Vec<String> {
        let nodes = self.app.tab().unwrap().document().nodes().iter();
        nodes.map(|node| node.text.clone()).collect()
    }
}

#[test]
fn a_wording_that_is_being_typed_is_restored_as_the_last_step() {
    let mut desk = Desk::with_box();
    desk.open_wording();
    desk.type_wording("A box, re");
    assert!(desk.app.wakes_for_typing().is_some_and(|left| left <= 0.3));
    desk.pass(0.25);
    desk.type_wording("A box, rew");
    // The moment counts from the first key, so that whoever types on loses no more.
    desk.pass(0.0625);
    assert_eq!(desk.app.wakes_for_typing(), None);
    let mut desk = desk.crash();
    assert_eq!(desk.restore(), (2, true));
    assert_eq!(desk.list_wordings(), ["A box, rew"]);
    let history = desk.app.tab().unwrap().editor.history();
    assert_eq!(history.next_undo().unwrap().label_key, "edit-typed");
    assert!(desk.app.messages.iter().any(|it| it.text.contains("typed")));
    desk.perform(Action::Run("undo"));
    assert_eq!(desk.list_wordings(), ["A box"]);
    // What was restored is a step like others, and survives like them.
    desk.perform(Action::Run("redo"));
    let mut desk = desk.crash();
    assert!(!desk.restore().1);
    assert_eq!(desk.list_wordings(), ["A box, rew"]);
}

#[test]
fn twenty_characters_are_written_down_at_once() {
    let mut desk = Desk::with_box();
    desk.open_wording();
    desk.type_wording("A box");
    desk.type_wording("A box 1234567890123");
    assert!(desk.app.wakes_for_typing().is_some(), "that is one less");
    desk.type_wording("A box 12345678901234");
    assert_eq!(desk.app.wakes_for_typing(), None);
    let long = "A box 12345678901234 and no more 1";
    desk.type_wording(long);
    assert!(desk.app.wakes_for_typing().is_some(), "what is new counts");
    desk.type_wording(&format!("{long} 234567"));
    assert_eq!(desk.app.wakes_for_typing(), None);
    let mut desk = desk.crash();
    desk.restore();
    assert_eq!(desk.list_wordings(), [format!("{long} 234567")]);
}

#[test]
fn what_was_typed_and_dropped_is_not_restored() {
    let mut desk = Desk::with_box();
    desk.open_wording();
    desk.type_wording("Something else altogether");
    desk.pass(1.0);
    desk.perform(Action::DropWording);
    let mut desk = desk.crash();
    assert_eq!(desk.restore(), (1, false));
    assert_eq!(desk.list_wordings(), ["A box"]);
}

#[test]
fn what_was_typed_and_kept_is_there_once() {
    let mut desk = Desk::with_box();
    desk.open_wording();
    desk.type_wording("Something else altogether");
    desk.pass(1.0);
    desk.perform(Action::KeepWording(false));
    let mut desk = desk.crash();
    let (_, is_typed) = desk.restore();
    assert!(!is_typed);
    assert_eq!(desk.list_wordings(), ["Something else altogether"]);
    assert_eq!(desk.app.tab().unwrap().editor.history().n_done(), 1);
}

#[test]
fn the_first_words_of_a_new_box_are_restored_with_it() {
    let mut desk = Desk::with_box();
    desk.perform(Action::Run("add-child"));
    desk.type_wording("Because of");
    desk.pass(0.3);
    let mut desk = desk.crash();
    assert_eq!(desk.restore(), (3, true));
    assert_eq!(desk.list_wordings(), ["A box", "Because of"]);
}

#[test]
fn what_is_typed_into_a_map_without_unsaved_edits_is_unsaved_work() {
    for is_dropped in [false, true] {
        let mut desk = Desk::with_box();
        let tab = desk.app.tab().unwrap().key;
        let purpose = linchpin::app::Purpose::SaveAs { tab, then: None };
        let path = desk.folder.path().join("a.argmap.json");
        desk.perform(Action::FileChosen(purpose, Some(path.clone())));
        desk.perform(Action::CloseTab(0));
        desk.perform(Action::Open(path));
        let node = desk.app.tab().unwrap().document().nodes().rows()[0]
            .id
            .clone();
        desk.perform(Action::OpenWording(node));
        desk.type_wording("Other words than those in the file");
        if is_dropped {
            desk.perform(Action::DropWording);
        }
        let mut desk = desk.crash();
        if is_dropped {
            assert!(desk.app.found().is_empty());
            continue;
        }
        assert_eq!(desk.restore(), (1, true));
        assert!(desk.app.tab().unwrap().is_dirty());
        assert_eq!(desk.list_wordings(), ["Other words than those in the file"]);
    }
}

#[test]
fn a_correction_of_the_article_is_restored() {
    let mut desk = Desk::start(TempDir::new().unwrap());
    let article = "The first paragraph.\n\nThe second paragraph.";
    desk.perform(Action::ReadArticle(article.to_owned()));
    desk.perform(Action::Run("correct-text"));
    desk.perform(Action::DraftCorrection("The first one.".to_owned()));
    desk.pass(0.3);
    let mut desk = desk.crash();
    assert!(desk.restore().1);
    let sources = desk.app.tab().unwrap().document().sources();
    let text = &sources.rows()[0].text;
    assert!(text.starts_with("The first one."), "{text}");
    assert!(text.contains("The second paragraph."), "{text}");
}

#[test]
fn fields_are_restored_together_as_one_step() {
    let mut desk = Desk::with_box();
    let (tab, node) = (desk.app.tab().unwrap().key, desk.node());
    let note = |text: &str| Edit::SetNodeField {
        node: node.clone(),
        field: NodeField::Note(text.to_owned()),
    };
    let remark = Edit::AddComment {
        on: node.clone(),
        author: String::new(),
        text: "Is that so?".to_owned(),
        reply_to: None,
    };
    let typed = vec![note("A note"), remark];
    desk.perform(Action::DraftFields(vec![(tab, typed)]));
    desk.pass(0.3);
    let mut desk = desk.crash();
    assert_eq!(desk.restore(), (2, true));
    let record = desk.app.tab().unwrap().document().nodes().rows()[0].clone();
    assert_eq!(record.note, "A note");
    assert_eq!(record.comments.iter().count(), 1);
    desk.perform(Action::Run("undo"));
    let record = &desk.app.tab().unwrap().document().nodes().rows()[0];
    assert!(record.note.is_empty() && record.comments.iter().count() == 0);
}

#[test]
fn a_field_that_was_left_is_restored_as_its_edit() {
    let mut desk = Desk::with_box();
    let (tab, node) = (desk.app.tab().unwrap().key, desk.node());
    let field = NodeField::Note("A note".to_owned());
    let edit = Edit::SetNodeField { node, field };
    desk.perform(Action::DraftFields(vec![(tab, vec![edit.clone()])]));
    desk.pass(0.3);
    desk.perform(Action::EditIn(tab, Box::new(edit)));
    desk.perform(Action::Run("undo"));
    let mut desk = desk.crash();
    assert!(
        !desk.restore().1,
        "it was made an edit, which was taken back"
    );
    let record = &desk.app.tab().unwrap().document().nodes().rows()[0];
    assert!(record.note.is_empty());
}

#[test]
fn a_journal_that_is_begun_anew_has_what_is_being_typed() {
    let mut desk = Desk::with_box();
    desk.open_wording();
    desk.type_wording("Words that nobody has kept yet");
    let long = "A long title. ".repeat(20_000);
    for n in 0..40 {
        let field = linchpin::edit::Field::Title(format!("{n} {long}"));
        desk.perform(Action::Edit(Box::new(Edit::SetField { field })));
    }
    let mut desk = desk.crash();
    assert!(desk.restore().1);
    assert_eq!(desk.list_wordings(), ["Words that nobody has kept yet"]);
}

#[test]
fn a_correction_goes_on_at_its_place_when_a_step_has_moved_it() {
    let mut desk = Desk::start(TempDir::new().unwrap());
    let article = "The first paragraph.\n\nThe second paragraph.";
    desk.perform(Action::ReadArticle(article.to_owned()));
    desk.perform(Action::Run("correct-text"));
    desk.perform(Action::DraftCorrection("The first one.".to_owned()));
    desk.pass(0.3);
    let source = desk.app.tab().unwrap().reading.source.clone().unwrap();
    desk.perform(Action::Edit(Box::new(Edit::CorrectSource {
        source,
        start: 0,
        end: 0,
        text: "Before it all.\n\n".to_owned(),
    })));
    // The journal knows the new place as soon as it knows the step.
    let mut desk = desk.crash();
    assert!(desk.restore().1);
    let sources = desk.app.tab().unwrap().document().sources();
    let text = &sources.rows()[0].text;
    assert_eq!(
        &**text,
        "Before it all.\n\nThe first one.\n\nThe second paragraph."
    );
}

#[test]
fn a_correction_that_was_made_is_not_made_twice() {
    let mut desk = Desk::start(TempDir::new().unwrap());
    desk.perform(Action::ReadArticle("abc".to_owned()));
    desk.perform(Action::Run("correct-text"));
    desk.perform(Action::DraftCorrection("abcdef".to_owned()));
    desk.pass(0.3);
    desk.perform(Action::KeepCorrection);
    let mut desk = desk.crash();
    assert!(!desk.restore().1);
    let sources = desk.app.tab().unwrap().document().sources();
    assert_eq!(&*sources.rows()[0].text, "abcdef");
}

#[test]
fn what_is_typed_about_a_map_that_is_not_in_front_is_kept_with_it() {
    let mut desk = Desk::with_box();
    let (tab, node) = (desk.app.tab().unwrap().key, desk.node());
    let remark = Edit::AddComment {
        on: node,
        author: String::new(),
        text: "Is that so?".to_owned(),
        reply_to: None,
    };
    desk.perform(Action::DraftFields(vec![(tab, vec![remark.clone()])]));
    desk.app.new_map();
    desk.perform(Action::DraftFields(vec![(tab, vec![remark])]));
    desk.pass(0.3);
    let mut desk = desk.crash();
    assert!(desk.restore().1);
    let record = &desk.app.tab().unwrap().document().nodes().rows()[0];
    assert_eq!(record.comments.iter().count(), 1);
}
