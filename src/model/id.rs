//! Identifiers of records: their form, and how new ones are drawn from handed-in randomness.

use std::borrow::Borrow;
use std::fmt;

use ecow::EcoString;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The name of a record, unique over a whole document and never reused.
///
/// Invariant: matches `[A-Za-z0-9][A-Za-z0-9._:-]{0,63}`. Cheap to clone; one of up to 15 bytes, as
/// those drawn here are, takes no memory besides its own 16 bytes.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Id(EcoString);

/// Why a text is no identifier.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "“{0}” is no identifier: it must begin with a letter or digit and hold up to 64 letters, \
     digits, dots, underscores, colons and hyphens"
)]
pub struct IdError(
    /// The text that was refused, shortened to 80 characters.
    pub String,
);

/// Which table a record stands in; decides the first letter of its new ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RecordKind {
    /// The document itself.
    Document,
    /// An article or other text.
    Source,
    /// A box.
    Node,
    /// A step of reasoning.
    Link,
    /// A remark on a node or link.
    Comment,
    /// A way of showing the map.
    View,
}

/// Where new ids get their randomness from; the host hands in a real one, tests a counter.
pub trait RandomSource {
    /// The next 64 random bits.
    fn next_bits(&mut self) -> u64;
}

impl Id {
    /// The longest identifier, in bytes (all of them are ASCII).
    pub const MAX_LEN: usize = 64;

    /// Checks and wraps a text.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        if Self::is_well_formed(text) {
            Ok(Self(text.into()))
        } else {
            Err(IdError(text.chars().take(80).collect()))
        }
    }

    /// Whether a text has the form of an identifier.
    pub fn is_well_formed(text: &str) -> bool {
        let mut bytes = text.bytes();
        text.len() <= Self::MAX_LEN
            && bytes
                .next()
                .is_some_and(|first| first.is_ascii_alphanumeric())
            && bytes.all(|b| b.is_ascii_alphanumeric() || b"._:-".contains(&b))
    }

    /// The identifier as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl RecordKind {
    fn letter(self) -> char {
        match self {
            Self::Document => 'm',
            Self::Source => 's',
            Self::Node => 'n',
            Self::Link => 'l',
            Self::Comment => 'c',
            Self::View => 'v',
        }
    }
}

/// Draws ids of the form `n-9x1bt0cc` (eight digits of Crockford's base 32, lower case) until
/// one is not taken.
pub fn draw_id(
    kind: RecordKind,
    random: &mut dyn RandomSource,
    is_taken: impl Fn(&str) -> bool,
) -> Id {
    const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    loop {
        let mut bits = random.next_bits();
        let mut text = String::with_capacity(10);
        text.push(kind.letter());
        text.push('-');
        for _ in 0..8 {
            text.push(DIGITS[(bits & 31) as usize] as char);
            bits >>= 5;
        }
        if !is_taken(&text) {
            return Id(text.into());
        }
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Id {
    type Error = IdError;

    fn try_from(text: String) -> Result<Self, IdError> {
        Self::parse(&text)
    }
}

impl From<Id> for String {
    fn from(id: Id) -> Self {
        id.0.into()
    }
}
