//! Reading other programs' JSON, which is seldom what it should be: ids as numbers or strings,
//! nothing for empty lists, a list where an object was expected, a key that stands twice.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::{Fate, Import, Report};
use crate::format::native::{find_string_end, unescape};
use crate::format::{FormatError, Position};

/// The value that a file holds. Of members of one object with the same key the last is taken, and
/// the others are told.
///
/// # Errors
/// [`FormatError::Syntax`] where it is no JSON, [`FormatError::CutShort`] where it breaks off.
pub(in crate::format) fn read(
    import: &Import<'_>,
    report: &mut Report,
) -> Result<Value, FormatError> {
    let text = import.text();
    let value = serde_json::from_str(&text).map_err(|error| {
        let position = Position {
            line: error.line(),
            column: error.column(),
        };
        if error.is_eof() {
            return FormatError::CutShort { position };
        }
        let what = error.to_string();
        let what = what.split(" at line").next().unwrap_or_default().to_owned();
        FormatError::Syntax { what, position }
    })?;
    find_repeated(&text, |key, line| note_repeated(report, key, line));
    Ok(value)
}

/// Tells of a member that is not taken, as another one with its key comes later.
pub(super) fn note_repeated(report: &mut Report, key: &str, line: usize) {
    /// Enough to know a key by; a file may have keys of megabytes.
    const MOST_SIGNS: usize = 40;
    let signs = key.chars().filter(|sign| !sign.is_control());
    let mut shown: String = signs.take(MOST_SIGNS + 1).collect();
    if let Some((end, _)) = shown.char_indices().nth(MOST_SIGNS) {
        shown.truncate(end);
        shown.push('…');
    }
    let what = "a member whose key comes again in the same object, of which the last is read";
    report.note(
        Fate::Dropped,
        what,
        format_args!("“{shown}” in line {line}"),
    );
}

/// Finds the keys of valid JSON that stand again in the same object, and their lines, from 1.
pub(super) fn find_repeated(json: &str, mut found: impl FnMut(&str, usize)) {
    let bytes = json.as_bytes();
    // One entry per open bracket: the keys of an object, nothing for a list.
    let mut open = Vec::new();
    let mut is_key_next = false;
    let (mut at, mut line) = (0, 1);
    while let Some(&byte) = bytes.get(at) {
        let mut end = at + 1;
        match byte {
            b'"' => {
                end = find_string_end(json, at);
                if is_key_next && let Some(Some(keys)) = open.last_mut() {
                    let keys: &mut HashSet<_> = keys;
                    let key = unescape(&json[at..end], &json[at + 1..end - 1]);
                    if keys.contains(&key) {
                        found(&key, line);
                    } else {
                        keys.insert(key);
                    }
                }
                is_key_next = false;
            }
            b'{' => {
                is_key_next = true;
                open.push(Some(HashSet::new()));
            }
            b'[' => {
                is_key_next = false;
                open.push(None);
            }
            b'}' | b']' => {
                open.pop();
                is_key_next = false;
            }
            b',' => is_key_next = matches!(open.last(), Some(Some(_))),
            b'\n' => line += 1,
            _ => {}
        }
        at = end;
    }
}

/// A member as text: strings, numbers and switches; else empty.
pub(super) fn text(value: &Value, key: &str) -> String {
    as_text(&value[key])
}

/// A value as text: strings, numbers and switches; else empty.
pub(super) fn as_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(is_on) => is_on.to_string(),
        _ => String::new(),
    }
}

/// The entries of a member that should be a list; none if it is anything else.
pub(super) fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// Entries by a name that each of them says, in their order. Looking through all of them for each name
/// would take a time that grows as their square.
pub(super) fn group(
    entries: &[Value],
    name: impl Fn(&Value) -> String,
) -> HashMap<String, Vec<&Value>> {
    let mut groups: HashMap<String, Vec<&Value>> = HashMap::new();
    for entry in entries {
        groups.entry(name(entry)).or_default().push(entry);
    }
    groups
}

/// The members of a member that should be an object, in their order.
pub(super) fn members<'v>(value: &'v Value, key: &str) -> Vec<(&'v str, &'v Value)> {
    let object = value[key].as_object();
    let members = object.into_iter().flatten();
    members.map(|(key, value)| (key.as_str(), value)).collect()
}
