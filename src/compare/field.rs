//! How one field of a record is merged, and how its value is told. Which field is merged how stands
//! in `record`.

use std::sync::Arc;

use super::list::{Keyed, merge_lists};
use super::wording::merge_words;
use crate::model::{
    AnchorState, Assumption, Basis, Confidence, Direction, Grade, Id, Kind, LayoutName, Likelihood,
    List, Origin, RawJson, Relation, Strength, Time,
};

/// Where both copies changed one field of a record, and what theirs says there.
#[derive(Default)]
pub(super) struct Clashes {
    /// The field as files name it, what ours says, and what theirs says.
    pub(super) found: Vec<(&'static str, String, String)>,
    field: &'static str,
}

impl Clashes {
    pub(super) fn in_field(&mut self, field: &'static str) -> &mut Self {
        self.field = field;
        self
    }

    pub(super) fn add(&mut self, ours: String, theirs: String) {
        self.found.push((self.field, ours, theirs));
    }
}

/// A value that can be told in a line.
pub(super) trait Tell {
    /// The value; empty where there is none.
    fn tell(&self) -> String;

    /// What is gone of it, and what came.
    fn tell_change(&self, new: &Self) -> (String, String) {
        (self.tell(), new.tell())
    }
}

/// A value that is changed as a whole.
pub(super) fn value<T: PartialEq + Clone + Tell>(
    base: &T,
    ours: &T,
    theirs: &T,
    clashes: &mut Clashes,
) -> T {
    if ours == theirs || base == theirs {
        return ours.clone();
    }
    if base == ours {
        return theirs.clone();
    }
    clashes.add(ours.tell(), theirs.tell());
    ours.clone()
}

/// A value of which ours stands where both changed it, for nobody's work is lost by that.
pub(super) fn quiet<T: PartialEq + Clone>(
    base: &T,
    ours: &T,
    theirs: &T,
    _clashes: &mut Clashes,
) -> T {
    if base == ours { theirs } else { ours }.clone()
}

/// A text, merged by its words.
pub(super) fn words(
    base: &String,
    ours: &String,
    theirs: &String,
    clashes: &mut Clashes,
) -> String {
    if ours != base
        && theirs != base
        && ours != theirs
        && let Some(merged) = merge_words(base, ours, theirs)
    {
        return merged;
    }
    value(base, ours, theirs, clashes)
}

/// A list, merged one by one.
pub(super) fn list<T: Keyed, L>(base: &[T], ours: &[T], theirs: &[T], clashes: &mut Clashes) -> L
where
    L: FromIterator<T>,
{
    merge_lists(base, ours, theirs, clashes)
        .into_iter()
        .collect()
}

/// The later of two times where both copies set it.
pub(super) fn later(base: &Time, ours: &Time, theirs: &Time, _clashes: &mut Clashes) -> Time {
    if base == ours {
        theirs
    } else if base == theirs || ours.as_str() >= theirs.as_str() {
        ours
    } else {
        theirs
    }
    .clone()
}

macro_rules! tell_as_text {
    ($($type:ty),+ $(,)?) => {$(
        impl Tell for $type {
            fn tell(&self) -> String {
                self.as_str().to_owned()
            }
        }
    )+};
}

tell_as_text!(
    AnchorState,
    Assumption,
    Basis,
    Confidence,
    Direction,
    Id,
    Kind,
    LayoutName,
    RawJson,
    Relation,
    Time,
);

impl Tell for String {
    fn tell(&self) -> String {
        self.clone()
    }
}

impl Tell for Arc<str> {
    fn tell(&self) -> String {
        self.to_string()
    }
}

impl Tell for bool {
    fn tell(&self) -> String {
        if *self { "yes" } else { "" }.to_owned()
    }
}

impl Tell for usize {
    fn tell(&self) -> String {
        self.to_string()
    }
}

impl<T: Tell> Tell for Option<T> {
    fn tell(&self) -> String {
        self.as_ref().map_or_else(String::new, Tell::tell)
    }
}

impl<T: Tell> Tell for Box<T> {
    fn tell(&self) -> String {
        T::tell(self)
    }
}

macro_rules! tell_lists {
    ($($list:ident),+) => {$(
        impl<T: Tell + PartialEq> Tell for $list<T> {
            fn tell(&self) -> String {
                let told: Vec<String> = self.iter().map(Tell::tell).collect();
                told.join(", ")
            }

            /// Only what differs, unless that is the order.
            fn tell_change(&self, new: &Self) -> (String, String) {
                let without = |list: &Self, other: &Self| {
                    let items = list.iter().filter(|it| !other.contains(it));
                    items.map(Tell::tell).collect::<Vec<_>>().join(", ")
                };
                let (gone, came) = (without(self, new), without(new, self));
                if gone.is_empty() && came.is_empty() {
                    (self.tell(), new.tell())
                } else {
                    (gone, came)
                }
            }
        }
    )+};
}

tell_lists!(Vec, List);

impl<K: AsRef<str>, V: Tell> Tell for (K, V) {
    fn tell(&self) -> String {
        format!("{}: {}", self.0.as_ref(), self.1.tell())
    }
}

impl<K: AsRef<str>> Tell for (K, i64, i64) {
    fn tell(&self) -> String {
        format!("{}: {}, {}", self.0.as_ref(), self.1, self.2)
    }
}

impl Tell for Strength {
    fn tell(&self) -> String {
        match self {
            Self::Word(word) => word.to_string(),
            Self::Number(number) => number.to_string(),
        }
    }
}

impl Tell for Likelihood {
    fn tell(&self) -> String {
        tell_parts(&[&self.word, &self.yardstick])
    }
}

impl Tell for Grade {
    fn tell(&self) -> String {
        format!("{}{}", self.reliability, self.credibility)
    }
}

impl Tell for Origin {
    fn tell(&self) -> String {
        tell_parts(&[&self.format, &self.id, &self.kind])
    }
}

/// The parts that are not empty, with blanks between them.
pub(super) fn tell_parts(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|it| !it.is_empty()).collect();
    parts.join(" ")
}

impl Keyed for String {
    type Key<'a> = &'a str;

    fn key(&self) -> &str {
        self
    }

    fn merge_changed(_: Option<&Self>, ours: &Self, _: &Self, _: &mut Clashes) -> Self {
        ours.clone()
    }
}

impl Keyed for Id {
    type Key<'a> = &'a str;

    fn key(&self) -> &str {
        self.as_str()
    }

    fn merge_changed(_: Option<&Self>, ours: &Self, _: &Self, _: &mut Clashes) -> Self {
        ours.clone()
    }
}

/// Members that are known by their name.
impl<V: Tell + Clone + PartialEq> Keyed for (Arc<str>, V) {
    type Key<'a>
        = &'a str
    where
        V: 'a;

    fn key(&self) -> &str {
        &self.0
    }

    fn merge_changed(_: Option<&Self>, ours: &Self, theirs: &Self, clashes: &mut Clashes) -> Self {
        clashes.add(ours.tell(), theirs.tell());
        ours.clone()
    }
}

/// Pins.
impl Keyed for (Arc<str>, i64, i64) {
    type Key<'a> = &'a str;

    fn key(&self) -> &str {
        &self.0
    }

    fn merge_changed(_: Option<&Self>, ours: &Self, theirs: &Self, clashes: &mut Clashes) -> Self {
        clashes.add(ours.tell(), theirs.tell());
        ours.clone()
    }
}
