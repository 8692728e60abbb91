//! What a text is, before anything of it is believed.

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};

use super::FORMAT_NAME;
use super::context::{At, Context};
use super::object::KeySeed;
use crate::format::FormatError;

/// The beginning of every canonical file of the first version.
const CANONICAL_HEAD: &str = "{\n  \"format\": \"argument-map\",\n  \"version\": 1,\n";

/// The version that a text claims, if it is a map.
///
/// # Errors
/// [`FormatError::Foreign`] where it is something else, and what is wrong where it is broken.
pub(super) fn find_version(context: &Context<'_>, text: &str) -> Result<u64, FormatError> {
    if text.starts_with(CANONICAL_HEAD) {
        return Ok(1);
    }
    let start = text.trim_ascii_start();
    if start.is_empty() {
        return Err(FormatError::Empty);
    }
    if !start.starts_with('{') {
        let is_json = serde_json::from_str::<IgnoredAny>(text).is_ok();
        return Err(FormatError::Foreign {
            what: if is_json {
                "JSON of another kind"
            } else {
                "a text of another kind"
            }
            .to_owned(),
        });
    }
    let mut json = serde_json::Deserializer::from_str(text);
    let head = json
        .deserialize_map(HeadVisitor(At {
            context,
            key: "format",
        }))
        .and_then(|head| json.end().map(|()| head))
        .map_err(|error| context.explain(&error))?;
    match (head.format, head.version) {
        (Some(Word::Text(name)), Some(Word::Whole(version))) if name == FORMAT_NAME => Ok(version),
        (Some(Word::Text(name)), _) if name == FORMAT_NAME => Err(FormatError::Foreign {
            what: "a map without a “version” that is a whole number, so perhaps damaged: it is"
                .to_owned(),
        }),
        (Some(Word::Text(name)), _) if name == crate::format::fragment::FORMAT_NAME => {
            Err(FormatError::Foreign {
                what: "a copied part of a map, to be pasted into one".to_owned(),
            })
        }
        (Some(Word::Text(name)), _) => Err(FormatError::Foreign {
            what: format!(
                "a file of the format “{}”",
                name.chars().take(80).collect::<String>()
            ),
        }),
        _ => Err(FormatError::Foreign {
            what: "JSON of another kind".to_owned(),
        }),
    }
}

/// The members that say what a file is.
#[derive(Default)]
struct Head {
    format: Option<Word>,
    version: Option<Word>,
}

struct HeadVisitor<'c>(At<'c>);

impl<'de> Visitor<'de> for HeadVisitor<'_> {
    type Value = Head;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Head, A::Error> {
        let mut head = Head::default();
        while let Some(key) = map.next_key_seed(KeySeed(self.0))? {
            match &*key {
                "format" if head.format.is_none() => head.format = Some(map.next_value()?),
                "version" if head.version.is_none() => head.version = Some(map.next_value()?),
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(head)
    }
}

/// A text, a whole number, or anything else.
enum Word {
    Text(String),
    Whole(u64),
    Other,
}

impl<'de> Deserialize<'de> for Word {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let json = <&serde_json::value::RawValue>::deserialize(from)?.get();
        let text = serde_json::from_str(json).map(Self::Text);
        let whole = || serde_json::from_str(json).map(Self::Whole);
        Ok(text.or_else(|_| whole()).unwrap_or(Self::Other))
    }
}
