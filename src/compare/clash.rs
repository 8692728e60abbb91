//! What two copies of a map did that cannot both be done, and the sentence that tells it.

use super::name::shorten;
use crate::model::{Id, RecordKind};
use crate::words;

/// How many characters of a value stand in a sentence.
const MOST: usize = 120;

/// Why something could not simply be merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Clashing {
    /// Both changed the field: ours stands, theirs is kept beside it.
    Field,
    /// Theirs deleted what ours has changed or needs: it stays.
    DeletedThere,
    /// Ours deleted what theirs has changed or needs: it stays.
    DeletedHere,
    /// Both moved it: it stands where ours has it.
    Order,
}

/// Something that a person has to look at.
#[derive(Debug, Clone, PartialEq)]
pub struct Clash {
    /// What could not simply be merged.
    pub what: Clashing,
    /// What kind of record it is about.
    pub record: RecordKind,
    /// The record.
    pub id: Id,
    /// How it is called: a box by its wording.
    pub name: String,
    /// The field, as files name it; empty for the record as such.
    pub field: &'static str,
    /// What ours says.
    pub ours: String,
    /// What theirs says.
    pub theirs: String,
}

impl Clash {
    /// The sentence that tells it.
    pub fn explain(&self) -> String {
        let key = match self.what {
            Clashing::Field => "merge-clash-field",
            Clashing::DeletedThere => "merge-clash-deleted-there",
            Clashing::DeletedHere => "merge-clash-deleted-here",
            Clashing::Order => "merge-clash-order",
        };
        self.say(key, |value| shorten(value, MOST))
    }

    /// What is written into the map, where both versions are to be seen.
    pub(super) fn note(&self) -> String {
        let key = match self.what {
            Clashing::Field if self.theirs.is_empty() => "merge-note-cleared",
            Clashing::Field => "merge-note-field",
            Clashing::DeletedThere => "merge-note-deleted-there",
            Clashing::DeletedHere => "merge-note-deleted-here",
            Clashing::Order => "merge-note-order",
        };
        self.say(key, ToOwned::to_owned)
    }

    fn say(&self, key: &str, value: impl Fn(&str) -> String) -> String {
        words::say_with(
            key,
            &[
                ("name", self.name.clone().into()),
                ("field", name_field(self.field).into()),
                ("ours", value(&self.ours).into()),
                ("theirs", value(&self.theirs).into()),
            ],
        )
    }
}

/// What a person calls a field.
pub(super) fn name_field(field: &str) -> String {
    let key = format!("compare-field-{}", field.replace('_', "-"));
    if words::has(&key) {
        words::say(&key).into_owned()
    } else {
        field.to_owned()
    }
}
