//! The chain that brings a map of an earlier version up to the present one, in memory.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::printer::Printer;

/// One step of the chain.
pub struct Migration {
    /// The version that it starts from; it ends at the next.
    pub from: u64,
    /// What it does. It need not set `version`.
    pub run: fn(&mut Tree),
}

/// Every step, oldest first. Version 1 is the first there was.
pub const ALL: &[Migration] = &[];

/// A JSON value in which numbers keep their spelling and members their order.
#[derive(Debug, Clone, PartialEq)]
pub enum Tree {
    /// `null`, `true`, `false` or a number, as it was written.
    Plain(String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Tree>),
    /// An object.
    Object(Vec<(String, Tree)>),
}

/// Runs the steps that lead from `version` on, and sets the version reached.
///
/// # Errors
/// What the JSON reader says, with line and column.
pub fn run(text: &str, version: u64, steps: &[Migration]) -> Result<String, serde_json::Error> {
    let mut tree: Tree = serde_json::from_str(text)?;
    let mut reached = version;
    for step in steps {
        if step.from == reached {
            (step.run)(&mut tree);
            reached += 1;
        }
    }
    tree.set("version", Tree::Plain(reached.to_string()));
    let mut out = Printer::with_capacity(text.len());
    tree.print(&mut out);
    Ok(out.finish())
}

impl Tree {
    /// The member of an object.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Self> {
        match self {
            Self::Object(members) => members
                .iter_mut()
                .find(|(name, _)| name == key)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// Sets a member of an object, in its place if it is there, else at the end.
    pub fn set(&mut self, key: &str, value: Self) {
        if let Some(member) = self.get_mut(key) {
            *member = value;
        } else if let Self::Object(members) = self {
            members.push((key.to_owned(), value));
        }
    }

    fn print(&self, out: &mut Printer) {
        match self {
            Self::Plain(json) => out.push(json),
            Self::Text(text) => out.string(text),
            Self::List(entries) => {
                out.push("[");
                for (at, entry) in entries.iter().enumerate() {
                    if at > 0 {
                        out.push(", ");
                    }
                    entry.print(out);
                }
                out.push("]");
            }
            Self::Object(members) => {
                out.open_object();
                for (key, value) in members {
                    out.key(key);
                    value.print(out);
                }
                out.close_object();
            }
        }
    }
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let json = <&RawValue>::deserialize(from)?.get();
        let read = match json.as_bytes().first() {
            Some(b'{') => serde_json::Deserializer::from_str(json).deserialize_map(TreeVisitor),
            Some(b'[') => serde_json::Deserializer::from_str(json).deserialize_seq(TreeVisitor),
            Some(b'"') => serde_json::from_str(json).map(Self::Text),
            _ => Ok(Self::Plain(json.to_owned())),
        };
        read.map_err(serde::de::Error::custom)
    }
}

struct TreeVisitor;

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or a list")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tree, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Tree::Object(members))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Tree, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = list.next_element()? {
            entries.push(entry);
        }
        Ok(Tree::List(entries))
    }
}
