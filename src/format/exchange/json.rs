//! Reading other programs' JSON, which is seldom what it should be: ids as numbers or strings,
//! nothing for empty lists, a list where an object was expected.

use serde_json::Value;

use super::Import;
use crate::format::{FormatError, Position};

/// The value that a file holds.
///
/// # Errors
/// [`FormatError::Syntax`] where it is no JSON, [`FormatError::CutShort`] where it breaks off.
pub(super) fn read(import: &Import<'_>) -> Result<Value, FormatError> {
    let text = import.text();
    serde_json::from_str(&text).map_err(|error| {
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
    })
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

/// The members of a member that should be an object, in their order.
pub(super) fn members<'v>(value: &'v Value, key: &str) -> Vec<(&'v str, &'v Value)> {
    let object = value[key].as_object();
    let members = object.into_iter().flatten();
    members.map(|(key, value)| (key.as_str(), value)).collect()
}
