//! What stands within a statement: words, emphasis, tags, links, mentions, escaped signs; and
//! words as they must be written to come back.

use std::collections::HashSet;

use super::source::Links;
use crate::format::exchange::Put;
use crate::format::exchange::ahead::Next;
use crate::model::Citation;

/// What was read of a statement's content.
#[derive(Default)]
pub(super) struct Inline {
    pub text: String,
    pub tags: Vec<String>,
    known_tags: HashSet<String>,
    /// Words and address of links.
    pub links: Vec<(String, String)>,
}

/// Signs by their short codes: those of logic that the reference parser knows.
const CODES: &[(&str, &str)] = &[
    (".^.", "∧"),
    (".v.", "∨"),
    (".~.", "¬"),
    (".->.", "→"),
    (".<->.", "↔"),
    (".A.", "∀"),
    (".E.", "∃"),
    (".<>.", "◇"),
    (".[].", "□"),
    (":heart:", "❤"),
    (":+1:", "👍"),
    (":-1:", "👎"),
];

/// Reads the content of a statement. Line ends are spaces.
pub(super) fn read(raw: &str) -> Inline {
    let mut inline = Inline::default();
    let mut open: Vec<&str> = Vec::new();
    let mut ahead = Ahead {
        links: Links::new(raw),
        statement_end: Next::new(raw, b']'),
        argument_end: Next::new(raw, b'>'),
        tag_end: Next::new(raw, b')'),
    };
    let mut at = 0;
    while at < raw.len() {
        at += read_atom(raw, at, &mut ahead, &mut inline, &mut open);
    }
    let words: Vec<&str> = inline.text.split_whitespace().collect();
    inline.text = words.join(" ");
    inline
}

/// What closes things that have been opened, wherever it stands.
struct Ahead<'r> {
    links: Links<'r>,
    /// Of mentions of statements and of arguments.
    statement_end: Next<'r>,
    argument_end: Next<'r>,
    tag_end: Next<'r>,
}

fn read_atom<'r>(
    raw: &'r str,
    at: usize,
    ahead: &mut Ahead<'r>,
    inline: &mut Inline,
    open: &mut Vec<&'r str>,
) -> usize {
    let rest = &raw[at..];
    let Some(first) = rest.chars().next() else {
        return 0;
    };
    let one = first.len_utf8();
    match first {
        '\\' => {
            if let Some(next) = rest[one..].chars().next() {
                inline.text.push(next);
                return one + next.len_utf8();
            }
        }
        '[' => {
            if let Some(len) = ahead.links.len_at(at) {
                let (words, address) = rest[1..len - 1].split_once("](").unwrap_or_default();
                inline.text.push_str(words);
                inline.links.push((words.to_owned(), address.to_owned()));
                return len;
            }
        }
        '@' => {
            let end = match rest.as_bytes().get(1) {
                Some(b'[') => ahead.statement_end.find(at + 2),
                Some(b'<') => ahead.argument_end.find(at + 2),
                _ => None,
            };
            if let Some(end) = end.filter(|&end| end > at + 2) {
                inline.text.push_str(&raw[at + 2..end]);
                return end + 1 - at;
            }
        }
        '#' => {
            if let Some((tag, len)) = take_tag(raw, at, &mut ahead.tag_end) {
                if inline.known_tags.insert(tag.clone()) {
                    inline.tags.push(tag);
                }
                return len;
            }
        }
        '*' | '_' => {
            let double = &rest[..one];
            let len = if rest[one..].starts_with(double) {
                2
            } else {
                1
            };
            let mark = &rest[..len];
            let before = raw[..at].chars().next_back();
            let after = rest[len..].chars().next();
            let is_end = after.is_none_or(|c| c.is_whitespace() || ")}_.,!?;:-*".contains(c));
            if open.last() == Some(&mark) && is_end && before.is_some_and(|c| !c.is_whitespace()) {
                open.pop();
                return len;
            }
            let closes = |mark: &str| {
                let inner = &rest[len..];
                inner.match_indices(mark).any(|(at, _)| at > 0)
            };
            if after.is_some_and(|c| !c.is_whitespace()) && closes(mark) {
                open.push(mark);
                return len;
            }
        }
        '.' | ':' => {
            if let Some((code, sign)) = CODES.iter().find(|(code, _)| rest.starts_with(code)) {
                inline.text.push_str(sign);
                return code.len();
            }
        }
        _ => {}
    }
    inline.text.push(first);
    one
}

/// The tag that stands there, and its length.
fn take_tag(raw: &str, at: usize, tag_end: &mut Next<'_>) -> Option<(String, usize)> {
    let rest = &raw[at..];
    if rest.starts_with("#(") {
        let end = tag_end.find(at + 2).filter(|&end| end > at + 2)?;
        return Some((raw[at + 2..end].to_owned(), end + 1 - at));
    }
    let is_part = |c: char| {
        c.is_ascii_alphanumeric()
            || matches!(c, '-' | '_' | '[' | ']' | '^' | '\\' | '`')
            || c >= '\u{a0}'
    };
    let tag: String = rest[1..].chars().take_while(|&c| is_part(c)).collect();
    (!tag.is_empty()).then(|| (tag.clone(), 1 + tag.len()))
}

/// Words with a backslash before whatever would mean something.
pub(super) fn escape(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if "\\[]<>{}#@*_:./".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    // What would be a relation, a number or a list at the beginning of a line stands behind a
    // title, so that the beginning needs no care.
    out
}

/// Words in which those of links lead to where they led.
pub(super) fn escape_with_links(text: &str, citations: &[Citation]) -> String {
    let links = find_links(text, citations);
    let mut out = String::new();
    let mut at = 0;
    for (start, citation) in links {
        let before = escape(&text[at..start]);
        let is_apart = |words: &str| words.ends_with(char::is_whitespace);
        out.push_str(&before);
        if is_apart(&text[at..start]) && !before.is_empty() {
            out.push(' ');
        }
        out.put(format_args!("[{}]({})", citation.title, citation.url));
        at = start + citation.title.len();
        if text[at..].starts_with(char::is_whitespace) {
            out.push(' ');
        }
    }
    out.push_str(&escape(&text[at..]));
    out
}

/// Whether a citation is said by a link in the wording.
pub(super) fn is_linked(text: &str, citation: &Citation, citations: &[Citation]) -> bool {
    find_links(text, citations)
        .iter()
        .any(|(_, linked)| std::ptr::eq(*linked, citation))
}

/// Where the titles of cited works stand in a wording, each once, without crossing one another.
fn find_links<'c>(text: &str, citations: &'c [Citation]) -> Vec<(usize, &'c Citation)> {
    let mut links: Vec<(usize, &Citation)> = Vec::new();
    for citation in citations {
        let (title, url) = (citation.title.as_str(), citation.url.as_str());
        let is_plain = |c: char| c.is_alphanumeric() || " -,'".contains(c);
        let has_words = !title.trim().is_empty() && title.chars().all(is_plain);
        let is_clean = title.split_whitespace().collect::<Vec<_>>().join(" ") == title;
        let is_address = url.contains("://")
            && !url.contains(|c: char| c.is_whitespace() || "()[]<>{}".contains(c));
        if !has_words || !is_clean || !is_address || !citation.quote.is_empty() {
            continue;
        }
        let mut found = text.match_indices(title).map(|(at, _)| at);
        if let (Some(at), None) = (found.next(), found.next()) {
            let end = at + title.len();
            let is_free =
                |other: &(usize, &Citation)| end <= other.0 || other.0 + other.1.title.len() <= at;
            if links.iter().all(is_free) {
                links.push((at, citation));
            }
        }
    }
    links.sort_by_key(|(at, _)| *at);
    links
}

/// Whether a tag can be written behind a wording.
pub(super) fn is_plain_tag(tag: &str) -> bool {
    let is_plain = |c: char| c.is_alphanumeric() || " -_.,'".contains(c);
    !tag.trim().is_empty() && tag.chars().all(is_plain)
}

/// Tags as they stand behind a wording; none where one of them cannot.
pub(super) fn print_tags(tags: &[String]) -> String {
    if !tags.iter().all(|it| is_plain_tag(it)) {
        return String::new();
    }
    let is_word = |tag: &str| tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let print = |tag: &String| {
        if is_word(tag) {
            format!(" #{tag}")
        } else {
            format!(" #({tag})")
        }
    };
    tags.iter().map(print).collect()
}
