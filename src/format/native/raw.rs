//! JSON that this version does not know: brought to one form without touching a number, a string
//! or an order, and laid out again at writing. Knows nothing of records.

use std::borrow::Cow;
use std::collections::HashSet;

use super::printer::Printer;
use crate::format::Fault;
use crate::model::RawJson;

/// Takes the white space out of one valid JSON value.
///
/// # Errors
/// What no map may hold, and its offset in bytes: a key that stands twice, nesting beyond
/// `depth_left`, a string beyond `string_limit` bytes.
pub(super) fn compact(
    json: &str,
    key: &str,
    depth_left: (u32, u32),
    string_limit: usize,
) -> Result<RawJson, (Fault, usize)> {
    let (depth_left, depth_limit) = depth_left;
    let mut text = String::with_capacity(json.len());
    // One entry per open bracket: the keys of an object, nothing for a list.
    let mut open: Vec<Option<HashSet<Cow<'_, str>>>> = Vec::new();
    let mut is_key_next = false;
    let mut at = 0;
    while let Some(&byte) = json.as_bytes().get(at) {
        let end = match byte {
            b' ' | b'\n' | b'\r' | b'\t' => {
                at += 1;
                continue;
            }
            b'"' => {
                let end = find_string_end(json, at);
                let inner = &json[at + 1..end.max(at + 2) - 1];
                if inner.len() > string_limit {
                    let (key, bytes, limit) = (key.to_owned(), inner.len(), string_limit);
                    return Err((Fault::TooLong { key, bytes, limit }, at));
                }
                if is_key_next && let Some(Some(keys)) = open.last_mut() {
                    let key = unescape(&json[at..end], inner);
                    if keys.contains(&key) {
                        let key = key.into_owned();
                        return Err((Fault::DuplicateKey { key }, at));
                    }
                    keys.insert(key);
                }
                is_key_next = false;
                end
            }
            b'{' | b'[' => {
                if open.len() as u32 >= depth_left {
                    return Err((Fault::TooDeep { limit: depth_limit }, at));
                }
                is_key_next = byte == b'{';
                open.push(is_key_next.then(HashSet::new));
                at + 1
            }
            b'}' | b']' => {
                open.pop();
                is_key_next = false;
                at + 1
            }
            b',' => {
                is_key_next = matches!(open.last(), Some(Some(_)));
                at + 1
            }
            b':' => at + 1,
            _ => find_plain_end(json, at),
        };
        text.push_str(&json[at..end]);
        at = end;
    }
    Ok(RawJson::from_checked(&text))
}

/// Lays out a compact value in the canonical shape.
pub(super) fn expand(json: &str, out: &mut Printer) {
    let bytes = json.as_bytes();
    let mut is_inline = false;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let mut end = at + 1;
        match byte {
            b'{' | b'[' => {
                let next = skip_space(json, end);
                out.push(&json[at..end]);
                if matches!(bytes.get(next), Some(b'}' | b']')) {
                    end = next + 1;
                    out.push(&json[next..end]);
                } else {
                    is_inline = byte == b'[' && holds_only_scalars(json, at + 1);
                    if !is_inline {
                        out.indent();
                    }
                }
            }
            b'}' | b']' => {
                if !std::mem::take(&mut is_inline) {
                    out.outdent();
                }
                out.push(&json[at..end]);
            }
            b',' if is_inline => out.push(", "),
            b',' => {
                out.push(",");
                out.start_line();
            }
            b':' => out.push(": "),
            b'"' => {
                end = find_string_end(json, at);
                out.push(&json[at..end]);
            }
            b' ' | b'\n' | b'\r' | b'\t' => {}
            _ => {
                end = find_plain_end(json, at);
                out.push(&json[at..end]);
            }
        }
        at = end;
    }
}

fn skip_space(json: &str, at: usize) -> usize {
    let rest = &json[at..];
    at + rest.len() - rest.trim_start_matches([' ', '\n', '\r', '\t']).len()
}

/// Whether the list whose first entry begins at `at` ends before another bracket opens.
fn holds_only_scalars(json: &str, mut at: usize) -> bool {
    while let Some(&byte) = json.as_bytes().get(at) {
        match byte {
            b'{' | b'[' => return false,
            b']' => return true,
            b'"' => at = find_string_end(json, at),
            _ => at += 1,
        }
    }
    true
}

/// The offset after the closing quotation mark of the string that opens at `at`.
pub(in crate::format) fn find_string_end(json: &str, at: usize) -> usize {
    let bytes = json.as_bytes();
    let mut end = at + 1;
    while let Some(found) = bytes
        .get(end..)
        .and_then(|rest| memchr::memchr2(b'"', b'\\', rest))
    {
        end += found;
        if bytes[end] == b'"' {
            return end + 1;
        }
        end += 2;
    }
    json.len()
}

/// The offset after a number or a word that begins at `at`.
fn find_plain_end(json: &str, at: usize) -> usize {
    json[at..]
        .char_indices()
        .skip(1)
        .find(|(_, c)| " \n\r\t,:{}[]\"".contains(*c))
        .map_or(json.len(), |(length, _)| at + length)
}

/// What a string says, from its spelling with and without its quotation marks.
pub(in crate::format) fn unescape<'j>(quoted: &'j str, inner: &'j str) -> Cow<'j, str> {
    if inner.contains('\\') {
        // Half a surrogate pair has no text of its own; its spelling stands for it.
        serde_json::from_str::<String>(quoted).map_or(Cow::Borrowed(inner), Cow::Owned)
    } else {
        Cow::Borrowed(inner)
    }
}
