//! How single values of a map stand in a file: reading, writing, comparing. Records are put
//! together from these by their tables.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};
use serde_json::value::RawValue;

use super::context::At;
use super::printer::Printer;
use super::raw;
use crate::format::Fault;
use crate::model::{
    AnchorState, Assumption, Basis, Confidence, Direction, Document, Id, Kind, LayoutName, Link,
    Node, PartKind, RawJson, Record, Relation, Strength, Table, Time,
};

/// A value that a file gives.
pub(super) trait Read: Sized {
    /// Reads a value that is not `null`.
    fn read<'de, D: Deserializer<'de>>(from: D, at: At<'_>) -> Result<Self, D::Error>;

    /// What stands for a member that is not there, if anything can.
    fn absent() -> Option<Self> {
        None
    }

    /// The only entry of a list that was written without its brackets.
    fn from_bare(_bare: &str, _at: At<'_>) -> Option<Self> {
        None
    }
}

/// A value that a file takes.
pub(super) trait Write {
    /// Whether lists of it stand on one line.
    const IS_SCALAR: bool = true;

    /// Whether it need not be written.
    fn is_absent(&self) -> bool {
        false
    }

    fn write(&self, out: &mut Printer);

    /// Whether a file says the same of both.
    fn is_same(&self, other: &Self) -> bool;
}

/// Reads a value where `null` means that there is none.
pub(super) struct Seed<'c, T> {
    at: At<'c>,
    value: PhantomData<T>,
}

impl<'c, T> Seed<'c, T> {
    pub(super) fn new(at: At<'c>) -> Self {
        let value = PhantomData;
        Self { at, value }
    }
}

impl<'de, T: Read> DeserializeSeed<'de> for Seed<'_, T> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Option<T>, D::Error> {
        from.deserialize_option(self)
    }
}

impl<'de, T: Read> Visitor<'de> for Seed<'_, T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a value of “{}”", self.at.key)
    }

    fn visit_none<E>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_unit<E>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<Option<T>, D::Error> {
        T::read(from, self.at).map(Some)
    }
}

impl<T: Read + Write> Read for Option<T> {
    fn read<'de, D: Deserializer<'de>>(from: D, at: At<'_>) -> Result<Self, D::Error> {
        Ok(Some(T::read(from, at)?).filter(|value| !value.is_absent()))
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: Write> Write for Option<T> {
    const IS_SCALAR: bool = T::IS_SCALAR;

    fn is_absent(&self) -> bool {
        self.as_ref().is_none_or(Write::is_absent)
    }

    fn write(&self, out: &mut Printer) {
        match self {
            Some(value) => value.write(out),
            None => out.push("null"),
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Some(a), Some(b)) => a.is_same(b),
            (a, b) => a.is_absent() && b.is_absent(),
        }
    }
}

/// A record that maps share.
trait Shared: Record + PartialEq + Sized {
    /// The records of its kind.
    fn of(document: &Document) -> &Table<Self>;
}

impl Shared for Node {
    fn of(document: &Document) -> &Table<Self> {
        document.nodes()
    }
}

impl Shared for Link {
    fn of(document: &Document) -> &Table<Self> {
        document.links()
    }
}

/// A record, or the same one of the map that the text was written of.
impl<T: Read + Shared> Read for Arc<T> {
    fn read<'de, D: Deserializer<'de>>(from: D, at: At<'_>) -> Result<Self, D::Error> {
        let record = T::read(from, at)?;
        let known = at.context.known().map(T::of);
        let same = known.and_then(|known| known.get(record.id().as_str()));
        Ok(match same.filter(|same| ***same == record) {
            Some(same) => same.clone(),
            None => Self::new(record),
        })
    }
}

impl<T: Read> Read for Box<T> {
    fn read<'de, D: Deserializer<'de>>(from: D, at: At<'_>) -> Result<Self, D::Error> {
        T::read(from, at).map(Self::new)
    }
}

impl<T: Write> Write for Box<T> {
    const IS_SCALAR: bool = T::IS_SCALAR;

    fn is_absent(&self) -> bool {
        T::is_absent(self)
    }

    fn write(&self, out: &mut Printer) {
        T::write(self, out);
    }

    fn is_same(&self, other: &Self) -> bool {
        T::is_same(self, other)
    }
}

impl<T: Write> Write for Arc<T> {
    const IS_SCALAR: bool = T::IS_SCALAR;

    fn write(&self, out: &mut Printer) {
        T::write(self, out);
    }

    fn is_same(&self, other: &Self) -> bool {
        T::is_same(self, other)
    }
}

/// Hands a text to whoever asked for one, without copying it first.
struct TextVisitor<'c, T, F> {
    at: At<'c>,
    make: F,
    made: PhantomData<T>,
}

impl<T, F> Visitor<'_> for TextVisitor<'_, T, F>
where
    F: Fn(&str) -> Result<T, Fault>,
{
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a text as “{}”", self.at.key)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        (self.make)(text).map_err(|fault| self.at.fail(fault))
    }
}

/// Reads a text of at most `limit` bytes.
pub(super) fn read_text<'de, D: Deserializer<'de>, T>(
    from: D,
    at: At<'_>,
    limit: usize,
    make: impl Fn(&str) -> T,
) -> Result<T, D::Error> {
    from.deserialize_str(TextVisitor {
        at,
        make: |text: &str| {
            if text.len() > limit {
                let (key, bytes) = (at.key.to_owned(), text.len());
                return Err(Fault::TooLong { key, bytes, limit });
            }
            Ok(make(text))
        },
        made: PhantomData,
    })
}

impl Read for String {
    fn read<'de, D: Deserializer<'de>>(from: D, at: At<'_>) -> Result<Self, D::Error> {
        read_text(from, at, at.limits().string, str::to_owned)
    }

    fn absent() -> Option<Self> {
        Some(Self::new())
    }

    fn from_bare(bare: &str, _at: At<'_>) -> Option<Self> {
        Some(bare.to_owned())
    }
}

/// The text of a source, which may be longer than any other.
impl Read for Arc<str> {
    fn read<'de, D: Deserializer<'de>>(from: D, at: At<'_>) -> Result<Self, D::Error> {
        read_text(from, at, at.limits().source_text, |text| text.into())
    }

    fn absent() -> Option<Self> {
        Some("".into())
    }
}

impl Read for Time {
    fn read<'de, D: Deserializer<'de>>(from: D, at: At<'_>) -> Result<Self, D::Error> {
        read_text(from, at, at.limits().string, Self::from_text)
    }

    fn absent() -> Option<Self> {
        Some(Self::default())
    }
}

macro_rules! write_as_text {
    ($($type:ty => $text:expr),+ $(,)?) => {$(
        impl Write for $type {
            fn is_absent(&self) -> bool {
                let text: fn(&Self) -> &str = $text;
                text(self).is_empty()
            }

            fn write(&self, out: &mut Printer) {
                let text: fn(&Self) -> &str = $text;
                out.string(text(self));
            }

            fn is_same(&self, other: &Self) -> bool {
                self == other
            }
        }
    )+};
}

macro_rules! read_word {
    ($($type:ty),+ $(,)?) => {$(
        impl Read for $type {
            fn read<'de, D: Deserializer<'de>>(from: D, at: At<'_>) -> Result<Self, D::Error> {
                read_text(from, at, at.limits().string, |word| word.into())
            }
        }

        write_as_text!($type => <$type>::as_str);
    )+};
}

write_as_text!(
    String => |text| text,
    Arc<str> => |text| text,
    Time => Time::as_str,
    Id => Id::as_str,
);
read_word!(
    AnchorState,
    Assumption,
    Basis,
    Confidence,
    Direction,
    Kind,
    LayoutName,
    PartKind,
    Relation,
);

impl Read for bool {
    fn read<'de, D: Deserializer<'de>>(from: D, _at: At<'_>) -> Result<Self, D::Error> {
        Self::deserialize(from)
    }

    fn absent() -> Option<Self> {
        Some(false)
    }
}

impl Write for bool {
    fn is_absent(&self) -> bool {
        !self
    }

    fn write(&self, out: &mut Printer) {
        out.push(if *self { "true" } else { "false" });
    }

    fn is_same(&self, other: &Self) -> bool {
        self == other
    }
}

macro_rules! whole_number {
    ($($type:ty),+) => {$(
        impl Read for $type {
            fn read<'de, D: Deserializer<'de>>(from: D, _at: At<'_>) -> Result<Self, D::Error> {
                Self::deserialize(from)
            }
        }

        impl Write for $type {
            fn write(&self, out: &mut Printer) {
                out.number(self);
            }

            fn is_same(&self, other: &Self) -> bool {
                self == other
            }
        }
    )+};
}

whole_number!(u8, usize);

/// Whole map units; a fraction that a file brings is rounded.
impl Read for i64 {
    fn read<'de, D: Deserializer<'de>>(from: D, _at: At<'_>) -> Result<Self, D::Error> {
        let number = serde_json::Number::deserialize(from)?;
        let rounded = || number.as_f64().unwrap_or_default().round() as Self;
        Ok(number.as_i64().unwrap_or_else(rounded))
    }
}

impl Write for i64 {
    fn write(&self, out: &mut Printer) {
        out.number(self);
    }

    fn is_same(&self, other: &Self) -> bool {
        self == other
    }
}

impl Read for Strength {
    fn read<'de, D: Deserializer<'de>>(from: D, at: At<'_>) -> Result<Self, D::Error> {
        let json = <&RawValue>::deserialize(from)?.get();
        match json.as_bytes().first() {
            Some(b'"') => {
                let word = read_quoted(json, at)?;
                Ok(Self::Word(word.as_ref().into()))
            }
            Some(b'-' | b'0'..=b'9') => {
                // The standard library reads the nearest number; the JSON reader may be one step off.
                let number = json.parse().ok().filter(|number: &f64| number.is_finite());
                number
                    .map(Self::Number)
                    .ok_or_else(|| Self::refuse(json, at))
            }
            _ => Err(Self::refuse(json, at)),
        }
    }
}

impl Strength {
    fn refuse<E: Error>(json: &str, at: At<'_>) -> E {
        let what = format!("“{}” takes a word or a number from 0 to 1", at.key);
        at.fail_in(Fault::WrongType { what }, json, 0)
    }
}

/// The text of a JSON string that is known to be one, within the bound.
pub(super) fn read_quoted<'j, E: Error>(json: &'j str, at: At<'_>) -> Result<Cow<'j, str>, E> {
    let text = if json.contains('\\') {
        serde_json::from_str(json).map(Cow::Owned).map_err(|_| {
            let what = format!("“{}” holds half a character", at.key);
            at.fail_in(Fault::WrongType { what }, json, 0)
        })?
    } else {
        Cow::Borrowed(&json[1..json.len() - 1])
    };
    at.check_length(&text, at.limits().string)?;
    Ok(text)
}

impl Write for Strength {
    fn is_absent(&self) -> bool {
        matches!(self, Self::Word(word) if word.is_empty())
    }

    fn write(&self, out: &mut Printer) {
        match self {
            Self::Word(word) => out.string(word),
            Self::Number(number) if number.is_finite() => out.number(number),
            // JSON has no such number; the check after writing then refuses to save it.
            Self::Number(_) => out.push("null"),
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        self == other
    }
}

impl Read for RawJson {
    fn read<'de, D: Deserializer<'de>>(from: D, at: At<'_>) -> Result<Self, D::Error> {
        let json = <&RawValue>::deserialize(from)?.get();
        let depth = (at.depth_left(), at.limits().depth);
        raw::compact(json, at.key, depth, at.limits().string)
            .map_err(|(fault, offset)| at.fail_in(fault, json, offset))
    }
}

impl Write for RawJson {
    const IS_SCALAR: bool = false;

    fn is_absent(&self) -> bool {
        let mut marks = self.as_str().bytes().filter(|b| !b.is_ascii_whitespace());
        match (marks.next(), marks.next(), marks.next()) {
            (None, ..) | (Some(b'{'), Some(b'}'), None) | (Some(b'['), Some(b']'), None) => true,
            _ => self.as_str().trim_ascii() == "null",
        }
    }

    fn write(&self, out: &mut Printer) {
        raw::expand(self.as_str(), out);
    }

    fn is_same(&self, other: &Self) -> bool {
        let compact =
            |json: &Self| raw::compact(json.as_str(), "", (u32::MAX, u32::MAX), usize::MAX).ok();
        self == other || compact(self) == compact(other)
    }
}
