//! Data blocks: what stands in braces behind a statement, as JSON or as YAML in one line. Of
//! YAML, maps of words, numbers, switches and lists of these are read.

use serde_json::{Map, Value};

use crate::format::exchange::Report;
use crate::format::exchange::json::{find_repeated, note_repeated};

/// The length of the block that a text begins with: to the brace that closes it, strings apart.
pub(super) fn block_len(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut quote = None;
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match (quote, c) {
            (Some('"'), '\\') => {
                chars.next();
            }
            (Some(open), c) if c == open => quote = None,
            (None, '{') => depth += 1,
            (None, '}') => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            // A quotation mark opens a string only where a value can begin.
            (None, '"' | '\'') => {
                let before = text[..at].trim_end();
                if before.ends_with([':', ',', '[', '{']) {
                    quote = Some(c);
                }
            }
            _ => {}
        }
    }
    None
}

/// Reads the block of an element that begins on that line. What cannot be read is left out; of equal
/// keys the last is taken, and the others are told.
pub(super) fn read(block: &str, line: usize, report: &mut Report) -> Map<String, Value> {
    if let Ok(Value::Object(map)) = serde_json::from_str(block) {
        find_repeated(block, |key, _| note_repeated(report, key, line));
        return map;
    }
    let inner = block.trim();
    let inner = inner.strip_prefix('{').unwrap_or(inner);
    let inner = inner.strip_suffix('}').unwrap_or(inner);
    let mut map = Map::new();
    for entry in split(inner) {
        if let Some((key, value)) = entry.split_once(':') {
            let key = key.trim().trim_matches(['"', '\'']).to_owned();
            if !key.is_empty() {
                if map.contains_key(&key) {
                    note_repeated(report, &key, line);
                }
                map.insert(key, read_value(value.trim(), line, report));
            }
        }
    }
    map
}

fn read_value(text: &str, line: usize, report: &mut Report) -> Value {
    if let Some(inner) = text.strip_prefix('[').and_then(|it| it.strip_suffix(']')) {
        return Value::Array(
            split(inner)
                .into_iter()
                .map(|it| read_value(it.trim(), line, report))
                .collect(),
        );
    }
    if text.starts_with('{') {
        return Value::Object(read(text, line, report));
    }
    if text.starts_with('"')
        && let Ok(value) = serde_json::from_str(text)
    {
        return value;
    }
    match text {
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        "null" | "~" | "" => Value::Null,
        text => text
            .parse::<f64>()
            .ok()
            .and_then(serde_json::Number::from_f64)
            .map_or_else(
                || Value::String(text.trim_matches(['"', '\'']).to_owned()),
                Value::Number,
            ),
    }
}

/// The entries between commas, or lines, that stand in no list, map or string.
fn split(text: &str) -> Vec<&str> {
    let mut entries = Vec::new();
    let (mut depth, mut quote, mut start) = (0_i32, None, 0);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'')
                if text[start..at].trim().is_empty() || text[..at].trim_end().ends_with(':') =>
            {
                quote = Some(c);
            }
            (None, '[' | '{') => depth += 1,
            (None, ']' | '}') => depth -= 1,
            (None, ',' | '\n') if depth == 0 => {
                entries.push(&text[start..at]);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    entries.push(&text[start..]);
    entries.retain(|entry| !entry.trim().is_empty());
    entries
}

/// A block of these members as JSON that the reference parser takes: its blocks end at the first
/// brace, even in a string.
pub(super) fn write(map: &Map<String, Value>) -> String {
    if map.is_empty() {
        return String::new();
    }
    let print = |value: &Value| {
        let text = value.to_string();
        let is_string = value.is_string();
        if is_string {
            text.replace('{', "\\u007b").replace('}', "\\u007d")
        } else {
            text
        }
    };
    let members: Vec<String> = map
        .iter()
        .map(|(key, value)| format!("{}: {}", Value::String(key.clone()), print(value)))
        .collect();
    format!(" {{{}}}", members.join(", "))
}
