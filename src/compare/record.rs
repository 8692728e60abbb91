//! The fields of every record, and how each is merged. A field that is missing here does not
//! compile.

use super::field::{Clashes, Tell, later, list, quiet, tell_parts, value, words};
use super::list::Keyed;
use crate::model::{
    Anchor, Citation, Comment, Dismissal, Id, Irrelevant, Link, Meta, Node, PageStart, Part,
    Source, Unmarked, View,
};

/// A field that differs between two versions of a record.
pub(super) struct FieldChange {
    /// As files name it.
    pub(super) field: &'static str,
    /// What it was; empty for nothing.
    pub(super) before: String,
    /// What it is.
    pub(super) after: String,
}

/// A record whose fields are known here.
pub(super) trait Fields: Clone + PartialEq {
    /// What both copies made of it.
    fn merge(base: &Self, ours: &Self, theirs: &Self, clashes: &mut Clashes) -> Self;

    /// The fields that differ.
    fn list_changes(old: &Self, new: &Self) -> Vec<FieldChange>;
}

macro_rules! fields {
    ($record:ident { $($field:ident: $how:ident,)+ }) => {
        impl Fields for $record {
            fn merge(base: &Self, ours: &Self, theirs: &Self, clashes: &mut Clashes) -> Self {
                Self {
                    $($field: $how(
                        &base.$field,
                        &ours.$field,
                        &theirs.$field,
                        clashes.in_field(stringify!($field)),
                    ),)+
                }
            }

            fn list_changes(old: &Self, new: &Self) -> Vec<FieldChange> {
                let mut changes = Vec::new();
                $(if old.$field != new.$field {
                    let (before, after) = old.$field.tell_change(&new.$field);
                    let field = stringify!($field);
                    changes.push(FieldChange { field, before, after });
                })+
                changes
            }
        }
    };
}

fields! {
    Meta {
        id: quiet,
        title: words,
        language: value,
        created: quiet,
        modified: later,
        generator: quiet,
        requires: list,
        marking: value,
        sensitive: value,
        yardstick: value,
        authors: list,
        extensions: value,
        extra: list,
    }
}

fields! {
    Source {
        id: quiet,
        title: words,
        author: value,
        publisher: value,
        url: value,
        published: value,
        retrieved: value,
        language: value,
        grade: value,
        notes: words,
        text: value,
        structure: quiet,
        irrelevant: list,
        pages: quiet,
        unmarked: list,
        sha256: quiet,
        origin: value,
        extensions: value,
        extra: list,
    }
}

fields! {
    Node {
        id: quiet,
        kind: value,
        title: words,
        text: words,
        note: words,
        tags: list,
        anchors: list,
        assumption: value,
        implicit: value,
        likelihood: value,
        confidence: value,
        confidence_reason: words,
        grade: value,
        basis: value,
        citations: list,
        comments: list,
        origin: value,
        extensions: value,
        extra: list,
    }
}

fields! {
    Link {
        id: quiet,
        relation: value,
        from: list,
        to: value,
        title: words,
        strength: value,
        scheme: value,
        roles: list,
        warrant: words,
        note: words,
        tags: list,
        anchors: list,
        comments: list,
        origin: value,
        extensions: value,
        extra: list,
    }
}

fields! {
    View {
        id: quiet,
        name: value,
        layout: quiet,
        direction: quiet,
        page: quiet,
        arrangement: quiet,
        roots: quiet,
        arranged: quiet,
        collapsed: list,
        positions: list,
        filter: quiet,
        extensions: value,
        extra: list,
    }
}

fields! {
    Comment {
        id: quiet,
        author: value,
        text: words,
        created: quiet,
        reply_to: quiet,
        resolved: value,
        hidden: value,
        extra: list,
    }
}

fields! {
    Citation {
        url: quiet,
        title: value,
        quote: quiet,
        extra: list,
    }
}

fields! {
    Irrelevant {
        start: quiet,
        end: quiet,
        extra: list,
    }
}

fields! {
    Unmarked {
        exact: quiet,
        extra: list,
    }
}

fields! {
    Dismissal {
        check: quiet,
        on: quiet,
        reason: words,
        author: value,
        created: quiet,
        fingerprint: quiet,
        extra: list,
    }
}

macro_rules! keyed {
    ($record:ident by ($($key:ty),+) = $find:expr) => {
        impl Keyed for $record {
            type Key<'a> = ($($key),+);

            fn key(&self) -> Self::Key<'_> {
                let find: fn(&Self) -> Self::Key<'_> = $find;
                find(self)
            }

            fn merge_changed(
                base: Option<&Self>,
                ours: &Self,
                theirs: &Self,
                clashes: &mut Clashes,
            ) -> Self {
                merge_within(base, ours, theirs, clashes)
            }
        }
    };
}

keyed!(Comment by (&'a str, ()) = |comment| (comment.id.as_str(), ()));
keyed!(Citation by (&'a str, &'a str) = |citation| (&citation.url, &citation.quote));
keyed!(Unmarked by (&'a str, ()) = |sentence| (sentence.exact.as_str(), ()));
keyed!(Irrelevant by (usize, usize) = |stretch| (stretch.start, stretch.end));

/// Merges what stands in a list of a record: what clashes within is a clash of the list.
fn merge_within<T: Fields + Tell>(
    base: Option<&T>,
    ours: &T,
    theirs: &T,
    clashes: &mut Clashes,
) -> T {
    let mut within = Clashes::default();
    // Without a version that both began with, all that differs clashes.
    let merged = base.map(|base| T::merge(base, ours, theirs, &mut within));
    if merged.is_none() || !within.found.is_empty() {
        clashes.add(ours.tell(), theirs.tell());
    }
    merged.unwrap_or_else(|| ours.clone())
}

/// The same words of the same source are the same passage.
impl Keyed for Anchor {
    type Key<'a> = (&'a str, &'a str);

    fn key(&self) -> Self::Key<'_> {
        (self.source.as_str(), &self.exact)
    }

    /// Where it stands belongs together, and the words are the same: ours will do.
    fn merge_changed(_: Option<&Self>, ours: &Self, _: &Self, _: &mut Clashes) -> Self {
        ours.clone()
    }
}

impl Keyed for Dismissal {
    type Key<'a> = (&'a str, &'a [Id]);

    fn key(&self) -> Self::Key<'_> {
        (&self.check, &self.on)
    }

    /// Both reasons stand, one behind the other, where they are not one.
    fn merge_changed(
        base: Option<&Self>,
        ours: &Self,
        theirs: &Self,
        _clashes: &mut Clashes,
    ) -> Self {
        let mut within = Clashes::default();
        let mut merged = Self::merge(base.unwrap_or(ours), ours, theirs, &mut within);
        let are_apart = base.is_none() || within.found.iter().any(|it| it.0 == "reason");
        if are_apart && ours.reason != theirs.reason {
            merged.reason = format!("{}\n{}", ours.reason, theirs.reason);
        }
        merged
    }
}

impl Tell for Anchor {
    fn tell(&self) -> String {
        format!("“{}”", self.exact)
    }
}

impl Tell for Comment {
    fn tell(&self) -> String {
        match self.author.as_str() {
            "" => format!("“{}”", self.text),
            author => format!("{author}: “{}”", self.text),
        }
    }
}

impl Tell for Citation {
    fn tell(&self) -> String {
        tell_parts(&[&self.title, &self.url, &self.quote])
    }
}

impl Tell for Irrelevant {
    fn tell(&self) -> String {
        format!("{}–{}", self.start, self.end)
    }
}

impl Tell for PageStart {
    fn tell(&self) -> String {
        format!("{} {}", self.label, self.start)
    }
}

impl Tell for Unmarked {
    fn tell(&self) -> String {
        format!("“{}”", self.exact)
    }
}

impl Tell for Part {
    fn tell(&self) -> String {
        format!("{} {}–{}", self.kind.as_str(), self.start, self.end)
    }
}

impl Tell for Dismissal {
    fn tell(&self) -> String {
        format!("{}: {}", self.check, self.reason)
    }
}
