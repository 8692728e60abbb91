//! How lists and small maps of a map file stand in it.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::context::At;
use super::id::settle_form;
use super::object::KeySeed;
use super::printer::Printer;
use super::value::{Read, Seed, Write};
use crate::format::Fault;
use crate::model::{List, Record, Table};

impl<T: Read> Read for Vec<T> {
    fn read<'de, D: Deserializer<'de>>(from: D, at: At<'_>) -> Result<Self, D::Error> {
        let entries = PhantomData;
        from.deserialize_any(ListVisitor { at, entries })
    }

    fn absent() -> Option<Self> {
        Some(Self::new())
    }
}

impl<T: Read> Read for List<T> {
    fn read<'de, D: Deserializer<'de>>(from: D, at: At<'_>) -> Result<Self, D::Error> {
        Vec::read(from, at).map(Self::from)
    }

    fn absent() -> Option<Self> {
        Some(Self::new())
    }
}

struct ListVisitor<'c, T> {
    at: At<'c>,
    entries: PhantomData<T>,
}

impl<T: Read> ListVisitor<'_, T> {
    fn take_bare<E: Error>(&self, bare: &str) -> Result<Vec<T>, E> {
        self.at.check_length(bare, self.at.limits().string)?;
        T::from_bare(bare, self.at)
            .map(|entry| vec![entry])
            .ok_or_else(|| {
                let what = format!("“{}” takes a list", self.at.key);
                self.at.fail(Fault::WrongType { what })
            })
    }
}

impl<'de, T: Read> Visitor<'de> for ListVisitor<'_, T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a list as “{}”", self.at.key)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Vec<T>, A::Error> {
        self.at.enter()?;
        let mut list = Vec::new();
        while let Some(entry) = entries.next_element_seed(Seed::<T>::new(self.at))? {
            check_count(self.at, list.len())?;
            list.extend(entry);
        }
        self.at.leave();
        // Most lists have one entry, and their maps are kept for long.
        list.shrink_to_fit();
        Ok(list)
    }

    fn visit_str<E: Error>(self, bare: &str) -> Result<Vec<T>, E> {
        self.take_bare(bare)
    }

    fn visit_u64<E: Error>(self, bare: u64) -> Result<Vec<T>, E> {
        self.take_bare(&bare.to_string())
    }
}

/// Refuses one entry more than the bound.
fn check_count<E: Error>(at: At<'_>, n_entries: usize) -> Result<(), E> {
    let limit = at.limits().entries;
    if n_entries < limit {
        return Ok(());
    }
    let key = at.key.to_owned();
    Err(at.fail(Fault::TooMany { key, limit }))
}

macro_rules! write_lists {
    ($($list:ident),+) => {$(
        impl<T: Write> Write for $list<T> {
            const IS_SCALAR: bool = false;

            fn is_absent(&self) -> bool {
                self.is_empty()
            }

            fn write(&self, out: &mut Printer) {
                write_list(self, out);
            }

            fn is_same(&self, other: &Self) -> bool {
                are_same(self, other)
            }
        }
    )+};
}

write_lists!(Vec, List);

impl<T: Write + Record> Write for &Table<T> {
    const IS_SCALAR: bool = false;

    fn is_absent(&self) -> bool {
        self.is_empty()
    }

    fn write(&self, out: &mut Printer) {
        write_list(self.rows(), out);
    }

    fn is_same(&self, other: &Self) -> bool {
        are_same(self.rows(), other.rows())
    }
}

fn write_list<T: Write>(list: &[T], out: &mut Printer) {
    out.push("[");
    for (at, entry) in list.iter().enumerate() {
        match (T::IS_SCALAR, at) {
            (true, 0) => {}
            (true, _) => out.push(", "),
            (false, 0) => out.indent(),
            (false, _) => {
                out.push(",");
                out.start_line();
            }
        }
        entry.write(out);
    }
    if !T::IS_SCALAR && !list.is_empty() {
        out.outdent();
    }
    out.push("]");
}

fn are_same<T: Write>(a: &[T], b: &[T]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.is_same(b))
}

/// A small map from ids to something, in its order.
pub(super) trait Entry: Sized {
    /// What the map gives for each id.
    type Value: Read + Write;

    fn pack(id: Arc<str>, value: Self::Value) -> Self;

    fn id(&self) -> &str;

    fn value(&self) -> Self::Value;
}

impl Entry for (Arc<str>, String) {
    type Value = String;

    fn pack(id: Arc<str>, value: String) -> Self {
        (id, value)
    }

    fn id(&self) -> &str {
        &self.0
    }

    fn value(&self) -> String {
        self.1.clone()
    }
}

impl Entry for (Arc<str>, i64, i64) {
    type Value = Corner;

    fn pack(id: Arc<str>, corner: Corner) -> Self {
        (id, corner.0, corner.1)
    }

    fn id(&self) -> &str {
        &self.0
    }

    fn value(&self) -> Corner {
        Corner(self.1, self.2)
    }
}

/// An upper left corner in map units.
pub(super) struct Corner(i64, i64);

impl Read for Corner {
    fn read<'de, D: Deserializer<'de>>(from: D, at: At<'_>) -> Result<Self, D::Error> {
        let numbers = Vec::<i64>::read(from, at)?;
        if let [x, y] = numbers[..] {
            return Ok(Self(x, y));
        }
        let what = format!("“{}” takes two numbers for each record", at.key);
        Err(at.fail(Fault::WrongType { what }))
    }
}

impl Write for Corner {
    fn write(&self, out: &mut Printer) {
        write_list(&[self.0, self.1], out);
    }

    fn is_same(&self, other: &Self) -> bool {
        self.0 == other.0 && self.1 == other.1
    }
}

macro_rules! map_by_id {
    ($($list:ty),+) => {$(
        impl Read for $list {
            fn read<'de, D: Deserializer<'de>>(from: D, at: At<'_>) -> Result<Self, D::Error> {
                let entries = PhantomData;
                from.deserialize_map(MapVisitor { at, entries }).map(Self::from)
            }

            fn absent() -> Option<Self> {
                Some(Self::new())
            }
        }

        impl Write for $list {
            const IS_SCALAR: bool = false;

            fn is_absent(&self) -> bool {
                self.is_empty()
            }

            fn write(&self, out: &mut Printer) {
                out.open_object();
                for entry in self {
                    out.key(entry.id());
                    entry.value().write(out);
                }
                out.close_object();
            }

            fn is_same(&self, other: &Self) -> bool {
                self == other
            }
        }
    )+};
}

map_by_id!(
    Vec<(Arc<str>, String)>,
    Vec<(Arc<str>, i64, i64)>,
    List<(Arc<str>, String)>
);

struct MapVisitor<'c, T> {
    at: At<'c>,
    entries: PhantomData<T>,
}

impl<'de, T: Entry> Visitor<'de> for MapVisitor<'_, T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object as “{}”", self.at.key)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Vec<T>, A::Error> {
        self.at.enter()?;
        let mut seen = std::collections::HashSet::new();
        let mut list = Vec::new();
        while let Some(key) = map.next_key_seed(KeySeed(self.at))? {
            let id: Arc<str> = settle_form(&key, self.at).as_str().into();
            if !seen.insert(id.clone()) {
                let key = key.into_owned();
                return Err(self.at.fail(Fault::DuplicateKey { key }));
            }
            check_count(self.at, list.len())?;
            let value = map.next_value_seed(Seed::<T::Value>::new(self.at))?;
            list.extend(value.map(|value| T::pack(id, value)));
        }
        self.at.leave();
        Ok(list)
    }
}
