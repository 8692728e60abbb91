//! What a journal tells is what was done: laws over random edits, and whatever is damaged.

use linchpin::edit::{Edit, Editor, Event, Field};
use linchpin::format::journal::{
    JournalError, SavedFile, has_beginning, read, write_beginning, write_event, write_saved,
    write_saving, write_typed,
};
use linchpin::format::native::{read_changes, write, write_changes};
use linchpin::model::Document;
use proptest::prelude::*;

use super::arbitrary::any_document;
use crate::edit::desk::{Desk, noon};
use crate::edit::script::{Step, any_script, check_handles, make_edit, unstamp};

fn file() -> SavedFile {
    SavedFile {
        path: Some("/maps/a “b”.argmap.json".to_owned()),
        len: 7,
        mtime_ns: 1_790_000_000_000_000_001,
        inode: 9,
        hash64: u64::MAX,
    }
}

/// An editor that keeps a journal, and what is in it.
struct Kept {
    desk: Desk,
    records: Vec<Vec<u8>>,
}

impl Kept {
    fn new(document: Document) -> Self {
        let mut desk = Desk::new(document);
        let records = write_beginning(&desk.editor.past(100).unroll(), Some(file()), 0);
        desk.editor.keep_events();
        Self { desk, records }
    }

    fn play(&mut self, step: &Step) -> Vec<Event> {
        let editor = &mut self.desk.editor;
        match step {
            Step::Undo => drop(editor.undo(noon())),
            Step::Redo => drop(editor.redo(noon())),
            Step::Edit(dice) if dice[0] % 37 == 36 => {
                let mark = editor.history().mark();
                editor.mark_saved(mark);
                let steps = editor.history().steps_since(mark);
                self.records.push(write_saved(None, steps));
            }
            Step::Edit(dice) if dice[0] % 37 == 35 => drop(editor.retract(noon())),
            Step::Edit(dice) => {
                let edit = make_edit(self.desk.document(), *dice);
                let key = dice[5].is_multiple_of(3).then_some("joined");
                drop(self.desk.commit_merging(&edit, key));
            }
        }
        let events = self.desk.editor.take_events();
        self.records.extend(events.iter().map(write_event));
        events
    }
}

/// Both editors hold the same, and the same lies before and after it.
fn assert_same(found: &mut Editor, meant: &mut Editor) {
    assert_eq!(found.document(), meant.document());
    check_handles(found);
    assert_eq!(found.history().is_saved(), meant.history().is_saved());
    assert_eq!(
        found.history().steps_since_saved(),
        meant.history().steps_since_saved()
    );
    loop {
        let label = found
            .history()
            .next_undo()
            .map(|entry| entry.label_key.clone());
        let meant_label = meant
            .history()
            .next_undo()
            .map(|entry| entry.label_key.clone());
        assert_eq!(label, meant_label);
        let selected = found.undo(noon());
        assert_eq!(selected, meant.undo(noon()));
        if selected.is_none() {
            break;
        }
        assert_eq!(found.document(), meant.document());
    }
    while found.redo(noon()).is_some() {
        assert!(meant.redo(noon()).is_some());
        assert_eq!(found.document(), meant.document());
    }
    assert!(meant.redo(noon()).is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn changes_come_back_as_they_were_written(document in any_document(), script in any_script(30)) {
        let mut kept = Kept::new(document);
        for step in &script {
            let mut before = Document::clone(kept.desk.document());
            for event in kept.play(step) {
                if let Event::Made { entry, .. } = event {
                    let text = write_changes(&entry.changes);
                    prop_assert_eq!(text.trim_end().lines().count(), 1);
                    let again = read_changes(&text, &mut before).unwrap();
                    prop_assert_eq!(again, entry.changes);
                    prop_assert_eq!(unstamp(&before), unstamp(kept.desk.document()));
                }
            }
        }
    }

    #[test]
    fn a_journal_gives_the_map_and_its_history_back(document in any_document(), script in any_script(40)) {
        let mut kept = Kept::new(document);
        for step in &script {
            kept.play(step);
        }
        let mut told = read(&kept.records).unwrap();
        prop_assert!(told.is_whole);
        prop_assert_eq!(told.file, Some(file()));
        assert_same(&mut told.editor, &mut kept.desk.editor);
    }

    #[test]
    fn a_journal_that_begins_in_the_middle_gives_the_same(
        document in any_document(),
        script in any_script(30),
        most in 0_usize..12,
    ) {
        let mut kept = Kept::new(document);
        for step in &script {
            kept.play(step);
        }
        let editor = &mut kept.desk.editor;
        let past = editor.past(most);
        let n_done = past.n_done();
        prop_assert!(n_done <= most);
        let records = write_beginning(&past.unroll(), None, 0);
        prop_assert!(has_beginning(&records));
        for n in 0..records.len() {
            prop_assert!(!has_beginning(&records[..n]));
        }
        let told = read(&records).unwrap();
        prop_assert!(told.is_whole);
        prop_assert_eq!(told.editor.document(), editor.document());
        prop_assert_eq!(told.editor.history().n_done(), n_done);
        if let Some(steps) = editor.history().steps_since_saved()
            && steps <= n_done as i64
        {
            prop_assert_eq!(told.editor.history().steps_since_saved(), Some(steps));
        } else {
            prop_assert!(!told.editor.history().is_saved());
        }
    }

    #[test]
    fn a_journal_cut_short_gives_the_map_as_it_was_then(document in any_document(), script in any_script(20)) {
        let mut kept = Kept::new(document);
        let mut states = Vec::new();
        for step in &script {
            kept.play(step);
            states.push((kept.records.len(), Document::clone(kept.desk.document())));
        }
        for (n_records, document) in states {
            let told = read(&kept.records[..n_records]).unwrap();
            prop_assert_eq!(&**told.editor.document(), &document);
        }
    }

    #[test]
    fn records_that_do_not_fit_end_the_reading_and_break_nothing(
        document in any_document(),
        script in any_script(30),
        order in prop::collection::vec(any::<prop::sample::Index>(), 0..40),
    ) {
        let mut kept = Kept::new(document);
        for step in &script {
            kept.play(step);
        }
        let (beginning, rest) = kept.records.split_at(2);
        let mut records = beginning.to_vec();
        if !rest.is_empty() {
            records.extend(order.iter().map(|at| rest[at.index(rest.len())].clone()));
        }
        let mut told = read(&records).unwrap();
        check_handles(&told.editor);
        while told.editor.undo(noon()).is_some() {}
        check_handles(&told.editor);
    }
}

#[test]
fn an_edit_of_an_article_does_not_write_its_text_again() {
    use linchpin::edit::{Edit, SourceField};
    use linchpin::model::{Id, Source};
    let long = "A sentence of an article. ".repeat(10_000);
    let mut desk = Desk::new(crate::model::notation::empty());
    let id = Id::parse("s1").unwrap();
    let source = Source {
        text: long.as_str().into(),
        ..Source::new(id.clone())
    };
    desk.commit(&Edit::AddSource {
        source: Box::new(source),
    })
    .unwrap();
    desk.editor.keep_events();
    let mut before = Document::clone(desk.document());
    let field = SourceField::Title("Another title".to_owned());
    let committed = desk
        .commit(&Edit::SetSourceField { source: id, field })
        .unwrap();
    let events = desk.editor.take_events();
    let bytes: usize = events.iter().map(|event| write_event(event).len()).sum();
    assert!(bytes < 1000, "{bytes} bytes");
    let text = write_changes(&committed.changes);
    assert_eq!(read_changes(&text, &mut before).unwrap(), committed.changes);
    assert_eq!(write(&before).len(), write(desk.document()).len());
}

#[test]
fn what_is_unsaved_is_counted() {
    use linchpin::edit::{Edit, Field};
    let name = |title: &str| Edit::SetField {
        field: Field::Title(title.to_owned()),
    };
    let mut kept = Kept::new(crate::model::notation::empty());
    let count = |kept: &Kept| read(&kept.records).unwrap().n_unsaved;
    assert_eq!(count(&kept), 0);
    for title in ["a", "b", "c"] {
        kept.desk.commit(&name(title)).unwrap();
    }
    let events = kept.desk.editor.take_events();
    kept.records.extend(events.iter().map(write_event));
    assert_eq!(count(&kept), 3);
    kept.records.push(write_saved(None, Some(1)));
    assert_eq!(count(&kept), 1);
    kept.records.push(write_saved(None, Some(0)));
    assert_eq!(count(&kept), 0);
    kept.desk.editor.undo(noon()).unwrap();
    let events = kept.desk.editor.take_events();
    kept.records.extend(events.iter().map(write_event));
    assert_eq!(count(&kept), 1);
}

#[test]
fn a_journal_without_its_beginning_is_none_and_a_save_that_was_begun_is_known() {
    let mut kept = Kept::new(crate::model::notation::read_map("claim a"));
    assert!(matches!(read(&[]), Err(JournalError::NoBeginning)));
    assert!(matches!(
        read(&kept.records[..1]),
        Err(JournalError::NoBeginning)
    ));
    kept.records.push(write_saving("/maps/b.json"));
    let recovered = read(&kept.records).unwrap();
    assert!(recovered.is_whole);
    assert_eq!(recovered.saving.as_deref(), Some("/maps/b.json"));
    // A save that is unknown steps away leaves the count as it was, and is no longer under way.
    kept.records.push(write_saved(None, None));
    let recovered = read(&kept.records).unwrap();
    assert_eq!((recovered.saving, recovered.n_unsaved), (None, 0));
    kept.records.push(b"no record".to_vec());
    assert!(!read(&kept.records).unwrap().is_whole);
}

#[test]
fn changes_that_are_none_are_refused_whatever_they_name() {
    let mut document = crate::model::notation::read_map("claim a\nclaim b");
    let before = document.clone();
    for changes in [
        r#"[{"of": "cloud", "id": "a", "from": 0}]"#,
        r#"[{"of": "node", "id": "a", "to": 0}]"#,
        r#"[{"of": "node", "id": "a", "from": 7}]"#,
        r#"[{"of": "node", "id": "b", "from": 0}]"#,
        r#"[{"of": "node", "id": "a", "from": 0, "to": 0, "is": 5}]"#,
        r#"{"of": "node"}"#,
    ] {
        assert!(read_changes(changes, &mut document).is_err(), "{changes}");
        assert_eq!(document, before, "{changes}");
    }
    let moved = r#"[{"of": "node", "id": "a", "from": 0, "to": 1}]"#;
    assert_eq!(read_changes(moved, &mut document).unwrap().0.len(), 1);
}

#[test]
fn what_is_typed_is_the_last_that_was_noted_and_a_note_of_another_version_is_passed_over() {
    let mut kept = Kept::new(Desk::read("claim a").document().clone());
    let typed = |title: &str| Edit::SetField {
        field: Field::Title(title.to_owned()),
    };
    kept.records.push(write_typed(&[typed("a")]));
    kept.records.push(write_typed(&[typed("a b"), typed("c")]));
    kept.records.push(b"{\"note-of-later\":{\"x\":1}}".to_vec());
    kept.desk.commit(&typed("made")).unwrap();
    let made = kept.desk.editor.take_events();
    kept.records.extend(made.iter().map(write_event));
    let told = read(&kept.records).unwrap();
    assert!(told.is_whole);
    assert_eq!(told.typed, [typed("a b"), typed("c")]);
    assert_eq!(told.editor.document().meta().title, "made");

    // An edit that this version does not know is not made, and breaks nothing.
    let unknown = b"{\"note-typed\":[{\"set-mood\":{\"to\":\"gay\"}}]}".to_vec();
    kept.records.push(unknown);
    let told = read(&kept.records).unwrap();
    assert!(told.is_whole && told.typed.is_empty());

    // What is no note may have been a step: what follows would not fit.
    kept.records.push(b"{\"shuffled\":{}}".to_vec());
    assert!(!read(&kept.records).unwrap().is_whole);
}
