//! How a record stands in a file as an object: one table of members drives reading, writing and
//! comparing, so that order and completeness have one place.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

use super::context::At;
use super::value::{Read, Seed, Write};
use crate::format::Fault;
use crate::model::{Extra, RawJson};

/// Implements [`Read`] and [`Write`] for a record from the table of its members.
///
/// `always` marks a member that is written even where it is empty.
macro_rules! object {
    (
        $(#[$doc:meta])*
        $table:ident: $record:literal, $read:ident / $write:ty {
            $($key:literal => $field:ident $($always:ident)?),+ $(,)?
        }
    ) => {
        $(#[$doc])*
        pub const $table: &[&str] = &[$($key),+];

        impl Read for $read {
            fn read<'de, D: Deserializer<'de>>(from: D, at: At<'_>) -> Result<Self, D::Error> {
                struct Members<'c>(At<'c>);

                impl<'de> Visitor<'de> for Members<'_> {
                    type Value = $read;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str(concat!("an object that describes ", $record))
                    }

                    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<$read, A::Error> {
                        let at = self.0;
                        at.enter()?;
                        $(let mut $field = Slot::new();)+
                        let mut unknown = Unknown::default();
                        while let Some(key) = map.next_key_seed(KeySeed(at))? {
                            match &*key {
                                $($key => $field.read(&mut map, at.under($key))?,)+
                                _ => unknown.read(&mut map, at, &key)?,
                            }
                        }
                        at.leave();
                        Ok($read {
                            $($field: $field.settle(at.under($key), $record)?,)+
                            extra: unknown.members,
                        })
                    }
                }

                from.deserialize_map(Members(at))
            }
        }

        impl Write for $write {
            const IS_SCALAR: bool = false;

            fn is_absent(&self) -> bool {
                $(!is_always!($($always)?) && self.$field.is_absent() &&)+ self.extra.is_empty()
            }

            fn write(&self, out: &mut Printer) {
                out.open_object();
                $(if is_always!($($always)?) || !self.$field.is_absent() {
                    out.key($key);
                    self.$field.write(out);
                })+
                for (key, value) in &self.extra {
                    out.key(key);
                    value.write(out);
                }
                out.close_object();
            }

            fn is_same(&self, other: &Self) -> bool {
                $(self.$field.is_same(&other.$field) &&)+ is_same_extra(&self.extra, &other.extra)
            }
        }
    };
}

macro_rules! is_always {
    () => {
        false
    };
    (always) => {
        true
    };
}

pub(super) use {is_always, object};

/// Reads a key, borrowed where it holds no escapes.
pub(super) struct KeySeed<'c>(pub(super) At<'c>);

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for KeySeed<'_> {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E: Error>(self, key: &'de str) -> Result<Self::Value, E> {
        self.0.check_length(key, self.0.limits().string)?;
        Ok(Cow::Borrowed(key))
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Self::Value, E> {
        self.0.check_length(key, self.0.limits().string)?;
        Ok(Cow::Owned(key.to_owned()))
    }
}

/// A member of a record while the record is being read.
pub(super) struct Slot<T> {
    was_read: bool,
    value: Option<T>,
}

impl<T: Read> Slot<T> {
    pub(super) fn new() -> Self {
        Self {
            was_read: false,
            value: None,
        }
    }

    /// Reads the member; one that was read before is a duplicate key.
    pub(super) fn read<'de, A: MapAccess<'de>>(
        &mut self,
        map: &mut A,
        at: At<'_>,
    ) -> Result<(), A::Error> {
        if std::mem::replace(&mut self.was_read, true) {
            let key = at.key.to_owned();
            return Err(at.fail(Fault::DuplicateKey { key }));
        }
        self.value = map.next_value_seed(Seed::new(at))?;
        Ok(())
    }

    /// The member, or what stands for one that is not there.
    pub(super) fn settle<E: Error>(self, at: At<'_>, record: &'static str) -> Result<T, E> {
        self.value.or_else(T::absent).ok_or_else(|| {
            let key = at.key;
            at.fail(Fault::Missing { record, key })
        })
    }
}

/// Members that this version does not know, as they come.
#[derive(Default)]
pub(super) struct Unknown {
    pub(super) members: Extra,
    seen: HashSet<Arc<str>>,
}

impl Unknown {
    pub(super) fn read<'de, A: MapAccess<'de>>(
        &mut self,
        map: &mut A,
        at: At<'_>,
        key: &str,
    ) -> Result<(), A::Error> {
        let key: Arc<str> = key.into();
        if !self.seen.insert(key.clone()) {
            let key = String::from(&*key);
            return Err(at.fail(Fault::DuplicateKey { key }));
        }
        let value = map.next_value_seed(RawSeed(at))?;
        self.members.push((key, value));
        Ok(())
    }
}

/// Reads any value as it is, `null` too.
struct RawSeed<'c>(At<'c>);

impl<'de> DeserializeSeed<'de> for RawSeed<'_> {
    type Value = RawJson;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<RawJson, D::Error> {
        RawJson::read(from, self.0)
    }
}

pub(super) fn is_same_extra(a: &Extra, b: &Extra) -> bool {
    a.len() == b.len()
        && a.iter()
            .zip(b)
            .all(|((key_a, a), (key_b, b))| key_a == key_b && a.is_same(b))
}
