//! JSON with its members in order and its scalars as they were spelled, and its canonical form.
//! Written apart from the program's own reader and writer, so that the two check each other.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub enum Ordered {
    Scalar(String),
    List(Vec<Ordered>),
    Object(Vec<(String, Ordered)>),
}

impl Ordered {
    pub fn read(text: &str) -> Self {
        Self::from_raw(&serde_json::from_str::<Box<RawValue>>(text).unwrap())
    }

    fn from_raw(raw: &RawValue) -> Self {
        let text = raw.get();
        match text.as_bytes()[0] {
            b'{' => {
                let Members(members) = serde_json::from_str(text).unwrap();
                let read = |(key, raw): (String, Box<RawValue>)| (key, Self::from_raw(&raw));
                Self::Object(members.into_iter().map(read).collect())
            }
            b'[' => {
                let entries: Vec<Box<RawValue>> = serde_json::from_str(text).unwrap();
                Self::List(entries.iter().map(|raw| Self::from_raw(raw)).collect())
            }
            _ => Self::Scalar(text.to_owned()),
        }
    }

    pub fn member(&self, key: &str) -> Option<&Self> {
        self.members()
            .iter()
            .find(|(name, _)| name == key)
            .map(|(_, value)| value)
    }

    pub fn members(&self) -> &[(String, Self)] {
        if let Self::Object(members) = self {
            members
        } else {
            &[]
        }
    }

    pub fn entries(&self) -> &[Self] {
        if let Self::List(entries) = self {
            entries
        } else {
            &[]
        }
    }

    /// The words of a string; none for anything else.
    pub fn words(&self) -> Option<String> {
        if let Self::Scalar(text) = self {
            serde_json::from_str(text).ok()
        } else {
            None
        }
    }

    /// Whether a known, optional member with this value would be left out.
    pub fn is_default(&self) -> bool {
        match self {
            Self::Scalar(text) => matches!(text.as_str(), "null" | "false" | "\"\""),
            Self::List(entries) => entries.is_empty(),
            Self::Object(members) => members.is_empty(),
        }
    }

    /// The canonical form of a whole file.
    pub fn print(&self) -> String {
        let mut out = String::new();
        self.print_into(&mut out, 0);
        out + "\n"
    }

    fn print_into(&self, out: &mut String, depth: usize) {
        match self {
            Self::Scalar(text) if text.starts_with('"') => {
                let words: String = serde_json::from_str(text).unwrap();
                *out += &serde_json::to_string(&words).unwrap();
            }
            Self::Scalar(text) => *out += text,
            Self::Object(members) if members.is_empty() => *out += "{}",
            Self::Object(members) => {
                *out += "{";
                for (n, (key, value)) in members.iter().enumerate() {
                    start_line(out, n, depth + 1);
                    *out += &serde_json::to_string(key).unwrap();
                    *out += ": ";
                    value.print_into(out, depth + 1);
                }
                end_lines(out, depth, '}');
            }
            Self::List(entries) => {
                let one_line = entries.iter().all(|entry| matches!(entry, Self::Scalar(_)));
                *out += "[";
                for (n, entry) in entries.iter().enumerate() {
                    if !one_line {
                        start_line(out, n, depth + 1);
                    } else if n > 0 {
                        *out += ", ";
                    }
                    entry.print_into(out, depth + 1);
                }
                if one_line {
                    out.push(']');
                } else {
                    end_lines(out, depth, ']');
                }
            }
        }
    }
}

fn start_line(out: &mut String, n: usize, depth: usize) {
    *out += if n == 0 { "\n" } else { ",\n" };
    *out += &"  ".repeat(depth);
}

fn end_lines(out: &mut String, depth: usize, sign: char) {
    out.push('\n');
    *out += &"  ".repeat(depth);
    out.push(sign);
}

/// The members of one object in their order, a repeated key included.
struct Members(Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Members(members))
    }
}
