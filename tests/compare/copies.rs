//! Copies of maps for tests: what somebody made of a map, by edits as the window makes them.

use linchpin::edit::{Context, Edit, Editor};
use linchpin::format::native;
use linchpin::model::{Document, RandomSource, Time};

use crate::edit::script::{Step, make_edit};

/// Counts from a number of its own, so that two people never draw the same ids, or always do.
struct Counter(u64);

impl RandomSource for Counter {
    fn next_bits(&mut self) -> u64 {
        self.0 += 1;
        self.0
    }
}

/// The map after the steps, which somebody made at that hour and whose ids begin at `seed`.
pub fn play(document: &Document, script: &[Step], seed: u64) -> Document {
    let mut editor = Editor::new(document.clone());
    let mut random = Counter(seed);
    let now = || Time::from_unix(1_800_000_000 + seed as i64);
    for step in script {
        match step {
            Step::Undo => drop(editor.undo(now())),
            Step::Redo => drop(editor.redo(now())),
            Step::Edit(dice) => {
                let edit = make_edit(editor.document(), *dice);
                let context = Context {
                    random: &mut random,
                    now: now(),
                };
                drop(editor.commit(&edit, &[], None, context));
            }
        }
    }
    (**editor.document()).clone()
}

/// The map after these edits, which have to be possible.
pub fn edit(document: &Document, edits: &[Edit], seed: u64) -> Document {
    let mut editor = Editor::new(document.clone());
    let mut random = Counter(seed);
    for edit in edits {
        let context = Context {
            random: &mut random,
            now: Time::from_unix(1_800_000_000 + seed as i64),
        };
        editor.commit(edit, &[], None, context).unwrap();
    }
    (**editor.document()).clone()
}

/// Reads edits as `linchpin apply` does.
pub fn edit_json(document: &Document, edits: &str, seed: u64) -> Document {
    let edits: Vec<Edit> = serde_json::from_str(edits).unwrap();
    edit(document, &edits, seed)
}

/// The bytes of a map in its file.
pub fn bytes(document: &Document) -> String {
    native::write(document)
}
