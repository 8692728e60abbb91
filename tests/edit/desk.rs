//! An editor with a counter for randomness and a clock that stands still, and drawings before
//! and after an edit.

use expect_test::Expect;
use linchpin::edit::{Committed, Context, Edit, Editor, Refusal};
use linchpin::model::{Document, Id, RandomSource, Time, find_breaches};

use crate::model::notation::{draw, read_map};

/// Counts, so that new ids are `n-10000000`, `n-20000000` …
#[derive(Debug, Default)]
pub struct Counter(u64);

impl RandomSource for Counter {
    fn next_bits(&mut self) -> u64 {
        self.0 += 1;
        self.0
    }
}

/// An editor and the world it needs.
#[derive(Debug)]
pub struct Desk {
    /// The editor.
    pub editor: Editor,
    random: Counter,
}

impl Desk {
    /// Puts a document on the desk.
    pub fn new(document: Document) -> Self {
        Self {
            editor: Editor::new(document),
            random: Counter::default(),
        }
    }

    /// Puts a map in the tests' notation on the desk.
    pub fn read(map: &str) -> Self {
        Self::new(read_map(map))
    }

    /// Makes an edit with nothing selected.
    pub fn commit(&mut self, edit: &Edit) -> Result<Committed, Refusal> {
        self.commit_merging(edit, None)
    }

    /// Makes an edit that merges with those of the same key.
    pub fn commit_merging(&mut self, edit: &Edit, key: Option<&str>) -> Result<Committed, Refusal> {
        let context = Context {
            random: &mut self.random,
            now: noon(),
        };
        let key = key.map(str::to_owned);
        self.editor.commit(edit, &[], key, context)
    }

    /// The document.
    pub fn document(&self) -> &Document {
        self.editor.document()
    }

    /// The drawing of the document.
    pub fn draw(&self) -> String {
        draw(self.document())
    }
}

/// The time on the clock that stands still.
pub fn noon() -> Time {
    Time::from_unix(1_800_000_000)
}

/// Reads edits as `linchpin apply` does.
pub fn read_edit(json: &str) -> Edit {
    serde_json::from_str(json).unwrap()
}

/// A map, an edit in JSON, the map drawn afterwards. The map is lawful before and after, undo
/// brings it back and redo brings it on.
pub fn check(map: &str, edit: &str, after: &Expect) {
    let mut desk = Desk::read(map);
    assert_eq!(find_breaches(desk.document()), []);
    let first = desk.draw();
    match desk.commit(&read_edit(edit)) {
        Ok(_) => {
            assert_eq!(find_breaches(desk.document()), []);
            let last = desk.draw();
            after.assert_eq(&last);
            if desk.editor.undo(noon()).is_some() {
                assert_eq!(desk.draw(), first);
                desk.editor.redo(noon());
                assert_eq!(desk.draw(), last);
            }
        }
        Err(refusal) => {
            assert_eq!(desk.draw(), first);
            after.assert_eq(&format!("refused: {refusal}\n"));
        }
    }
}

/// The ids, parsed.
pub fn ids(names: &[&str]) -> Vec<Id> {
    names.iter().map(|name| Id::parse(name).unwrap()).collect()
}
