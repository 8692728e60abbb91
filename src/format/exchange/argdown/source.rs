//! The lines of a text without its comments and front matter.

use crate::format::exchange::ahead::Next;

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
    let mut atoms = Atoms::new(rest);
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
            atoms.len_at(at)
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

/// Finds how long things are in which no comment can begin.
struct Atoms<'t> {
    text: &'t str,
    links: Links<'t>,
    line_end: Next<'t>,
    /// What closes the titles of statements and of arguments.
    statement_end: Next<'t>,
    argument_end: Next<'t>,
}

impl<'t> Atoms<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            links: Links::new(text),
            line_end: Next::new(text, b'\n'),
            statement_end: Next::new(text, b']'),
            argument_end: Next::new(text, b'>'),
        }
    }

    /// The length of what stands there: an escaped sign, a link, a title, a data block; else one
    /// character.
    fn len_at(&mut self, at: usize) -> usize {
        let mut chars = self.text[at..].chars();
        let Some(first) = chars.next() else { return 0 };
        let one = first.len_utf8();
        match first {
            '\\' => one + chars.next().map_or(0, char::len_utf8),
            '[' => self
                .links
                .len_at(at)
                .or_else(|| title_len(at, &mut self.statement_end, &mut self.line_end))
                .unwrap_or(one),
            '<' => title_len(at, &mut self.argument_end, &mut self.line_end).unwrap_or(one),
            '{' => super::data::block_len(&self.text[at..]).unwrap_or(one),
            _ => one,
        }
    }
}

/// A title and its signs, on one line.
fn title_len(at: usize, close: &mut Next<'_>, line_end: &mut Next<'_>) -> Option<usize> {
    let end = close.find(at + 1).filter(|&end| end > at + 1)?;
    let is_on_line = line_end.find(at).is_none_or(|line_end| end < line_end);
    is_on_line.then_some(end + 1 - at)
}

/// Finds links, `[words](address)`, in a text.
pub(super) struct Links<'t> {
    text: &'t str,
    words_end: Next<'t>,
    address_end: Next<'t>,
}

impl<'t> Links<'t> {
    /// The links of that text.
    pub fn new(text: &'t str) -> Self {
        Self {
            text,
            words_end: Next::new(text, b']'),
            address_end: Next::new(text, b')'),
        }
    }

    /// The length of the link that stands there. Places are asked of in their order.
    pub fn len_at(&mut self, at: usize) -> Option<usize> {
        self.text[at..].strip_prefix('[')?;
        let close = self.words_end.find(at + 1).filter(|&it| it > at + 1)?;
        self.text[close + 1..].strip_prefix('(')?;
        let address = close + 2;
        let end = self.address_end.find(address).filter(|&it| it > address)?;
        Some(end + 1 - at)
    }
}
