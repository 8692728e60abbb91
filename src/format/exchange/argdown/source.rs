//! The lines of a text without its comments and front matter.

/// A line and its number, from 1.
pub(super) struct Line {
    pub text: String,
    pub number: usize,
}

/// What is left of a text when comments are gone.
pub(super) struct Text {
    /// The front matter, without its signs; empty if there is none.
    pub front: String,
    pub lines: Vec<Line>,
    pub n_comments: usize,
}

/// Takes front matter and comments away. A comment that has lines for itself goes with them.
pub(super) fn strip(text: &str) -> Text {
    let (front, rest, first) = take_front(text);
    let mut n_comments = 0;
    let mut lines: Vec<Line> = Vec::new();
    let mut line = String::new();
    let mut number = first;
    let mut had_comment = false;
    let mut at = 0;
    let end = |line: &mut String, number: usize, had_comment: &mut bool, lines: &mut Vec<Line>| {
        let text = std::mem::take(line);
        if !(std::mem::take(had_comment) && text.trim().is_empty()) {
            lines.push(Line { text, number });
        }
    };
    while at < rest.len() {
        let tail = &rest[at..];
        let len = if let Some(len) = comment_len(tail) {
            n_comments += 1;
            had_comment = true;
            let inner = tail[..len].matches('\n').count();
            if inner > 0 {
                end(&mut line, number, &mut had_comment, &mut lines);
                had_comment = true;
                number += inner;
            }
            at += len;
            continue;
        } else {
            atom_len(tail)
        };
        for c in tail[..len].chars() {
            if c == '\n' {
                end(&mut line, number, &mut had_comment, &mut lines);
                number += 1;
            } else {
                line.push(c);
            }
        }
        at += len;
    }
    end(&mut line, number, &mut had_comment, &mut lines);
    Text {
        front,
        lines,
        n_comments,
    }
}

/// The front matter, the rest, and the number of its first line.
fn take_front(text: &str) -> (String, &str, usize) {
    let start = text.trim_start();
    let skipped = text.len() - start.len();
    let n = start.len() - start.trim_start_matches('=').len();
    let inner = &start[n..];
    if n < 3 {
        return (String::new(), text, 1);
    }
    let Some(close) = inner.find("===") else {
        return (String::new(), text, 1);
    };
    let rest = inner[close..].trim_start_matches('=');
    let front = inner[..close].trim().to_owned();
    let before = &text[..skipped + start.len() - rest.len()];
    (front, rest, 1 + before.matches('\n').count())
}

/// The length of the comment that a text begins with.
fn comment_len(text: &str) -> Option<usize> {
    if text.starts_with("<!--") {
        return Some(text.find("-->").map_or(text.len(), |at| at + 3));
    }
    if text.starts_with("/*") {
        return Some(text.find("*/").map_or(text.len(), |at| at + 2));
    }
    if text.starts_with("//") {
        return Some(text.find('\n').unwrap_or(text.len()));
    }
    None
}

/// The length of what a text begins with and in which no comment can begin: an escaped sign, a
/// link, a title, a data block; else one character.
fn atom_len(text: &str) -> usize {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return 0 };
    let one = first.len_utf8();
    match first {
        '\\' => one + chars.next().map_or(0, char::len_utf8),
        '[' => link_len(text)
            .or_else(|| title_len(text, ']'))
            .unwrap_or(one),
        '<' => title_len(text, '>').unwrap_or(one),
        '{' => super::data::block_len(text).unwrap_or(one),
        _ => one,
    }
}

/// As much of a text as a link or a title may take. Every bracket is looked behind, and a row of brackets
/// that nothing closes must not be read to its end from each of them.
pub(super) fn head(text: &str) -> &str {
    const MOST_BYTES: usize = 8_192;
    &text[..text.floor_char_boundary(MOST_BYTES)]
}

/// `[words](address)` at the beginning of a text.
pub(super) fn link_len(text: &str) -> Option<usize> {
    let inner = head(text).strip_prefix('[')?;
    let close = inner.find(']').filter(|&at| at > 0)?;
    let rest = inner[close + 1..].strip_prefix('(')?;
    let end = rest.find(')').filter(|&at| at > 0)?;
    Some(1 + close + 1 + 1 + end + 1)
}

/// A title and its signs, on one line.
fn title_len(text: &str, close: char) -> Option<usize> {
    let line = head(text).split('\n').next().unwrap_or_default();
    let end = line[1..].find(close).filter(|&at| at > 0)?;
    Some(1 + end + 1)
}
