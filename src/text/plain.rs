//! The blocks of a plain text: which lines belong together, and which are items or quotes.
//! Knows two shapes of text: a paragraph per line, and lines broken by hand at some width.

use super::span::Span;
use super::structure::{Part, PartKind};

/// Wider lines, in characters, are taken for whole paragraphs.
const MAX_WRAP_WIDTH: usize = 110;

/// What the beginning of a line says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    None,
    Item,
    Quote,
    Rule,
}

/// A line with words in it.
struct Line<'t> {
    mark: Mark,
    /// Leading white space in characters, a tab for four.
    indent: usize,
    /// The words behind the mark.
    range: Span,
    words: &'t str,
    /// Whole width in characters.
    width: usize,
    opens_group: bool,
}

/// Paragraphs, items and quotes of a text, in order.
pub fn find_blocks(text: &str) -> Vec<Part> {
    let lines = read_lines(text);
    let width = find_wrap_width(&lines);
    let mut parts: Vec<Part> = Vec::new();
    let mut last: Option<&Line<'_>> = None;
    for line in &lines {
        if line.mark == Mark::Rule {
            last = None;
            continue;
        }
        let goes_on = last.is_some_and(|last| width.is_some_and(|width| joins(last, line, width)));
        match parts.last_mut() {
            Some(part) if goes_on => part.range.end = line.range.end,
            _ => parts.push(open_part(line)),
        }
        last = Some(line);
    }
    parts
}

fn open_part(line: &Line<'_>) -> Part {
    let kind = match line.mark {
        Mark::Item => PartKind::Item,
        Mark::Quote => PartKind::Quote,
        Mark::None | Mark::Rule => PartKind::Paragraph,
    };
    let level = (kind == PartKind::Item).then(|| (1 + line.indent / 2).min(9) as u8);
    Part {
        kind,
        level,
        range: line.range,
        url: None,
    }
}

fn read_lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut opens_group = true;
    let mut start = 0;
    for raw in text.split('\n') {
        let words = raw.trim();
        if words.is_empty() {
            opens_group = true;
        } else {
            let lead = raw.len() - raw.trim_start().len();
            let (mark, mark_len) = read_mark(words);
            let range = Span::new(start + lead + mark_len, start + lead + words.len());
            if !range.is_empty() {
                let indent = raw[..lead]
                    .chars()
                    .map(|char| if char == '\t' { 4 } else { 1 })
                    .sum();
                let words = &words[mark_len..];
                let width = raw.chars().count();
                lines.push(Line {
                    mark,
                    indent,
                    range,
                    words,
                    width,
                    opens_group,
                });
            }
            // A bare quote mark parts the paragraphs of a quote.
            opens_group = range.is_empty();
        }
        start += raw.len() + 1;
    }
    lines
}

/// What a trimmed line begins with, and the length of that in bytes.
fn read_mark(line: &str) -> (Mark, usize) {
    let behind = |len: usize| len + (line[len..].len() - line[len..].trim_start().len());
    let first = line.chars().next().unwrap_or_default();
    if line.chars().count() >= 3
        && "-=*_~#".contains(first)
        && line.chars().all(|char| char == first || char == ' ')
    {
        return (Mark::Rule, 0);
    }
    if first == '>' {
        let rest = line.trim_start_matches(['>', ' ']);
        return (Mark::Quote, line.len() - rest.len());
    }
    let is_spaced = |len: usize| line[len..].starts_with([' ', '\t', '\u{a0}']);
    if "-*+•◦▪‣·–".contains(first) && is_spaced(first.len_utf8()) {
        return (Mark::Item, behind(first.len_utf8()));
    }
    match read_number(line) {
        Some(len) if is_spaced(len) => (Mark::Item, behind(len)),
        _ => (Mark::None, 0),
    }
}

/// The length of "1.", "12)", "(3)", "a)", "(b)" or "iv)" at the start of a line.
fn read_number(line: &str) -> Option<usize> {
    let open = usize::from(line.starts_with('('));
    let rest = &line[open..];
    let len = rest.find(|char: char| !char.is_ascii_alphanumeric())?;
    let (sign, close) = (&rest[..len], rest[len..].chars().next()?);
    let is_digits = (1..=3).contains(&len) && sign.bytes().all(|byte| byte.is_ascii_digit());
    let is_letter = (len == 1 && sign.bytes().all(|byte| byte.is_ascii_lowercase()))
        || (len <= 4 && len > 0 && sign.bytes().all(|byte| b"ivx".contains(&byte)));
    let closes = close == ')' || (close == '.' && is_digits && open == 0);
    (closes && (is_digits || is_letter)).then_some(open + len + 1)
}

/// The width at which a text was broken by hand, in characters; none if its lines are blocks.
fn find_wrap_width(lines: &[Line<'_>]) -> Option<usize> {
    let mut widths: Vec<usize> = lines.iter().map(|line| line.width).collect();
    widths.sort_unstable();
    // One line in fifty may stick out: an address cannot be broken.
    let width = *widths.get((widths.len() * 49 / 50).min(widths.len().saturating_sub(1)))?;
    if width > MAX_WRAP_WIDTH {
        return None;
    }
    let (mut n_breaks, mut n_full, mut n_ended) = (0, 0, 0);
    for pair in lines.windows(2) {
        let (line, next) = (&pair[0], &pair[1]);
        if next.opens_group || !can_follow(line, next) {
            continue;
        }
        n_breaks += 1;
        n_full += usize::from(is_full(line, next, width, 3));
        let words = line.words.trim_end_matches(['"', '”', '’', ')', '»']);
        n_ended += usize::from(words.ends_with(['.', '?', '!', ':', ';']));
    }
    (n_breaks > 0 && n_full * 5 >= n_breaks * 3 && n_ended * 2 <= n_breaks).then_some(width)
}

/// Whether `next` can be the same block gone on, by its mark.
fn can_follow(line: &Line<'_>, next: &Line<'_>) -> bool {
    match next.mark {
        Mark::Item | Mark::Rule => false,
        Mark::Quote => line.mark == Mark::Quote,
        Mark::None => matches!(line.mark, Mark::None | Mark::Item),
    }
}

fn joins(line: &Line<'_>, next: &Line<'_>, width: usize) -> bool {
    !next.opens_group && can_follow(line, next) && is_full(line, next, width, 2)
}

/// Whether the next line's first word would have taken the line beyond so many quarters of the
/// width: then the line was broken for want of room.
fn is_full(line: &Line<'_>, next: &Line<'_>, width: usize, quarters: usize) -> bool {
    let word = next.words.split_whitespace().next().unwrap_or_default();
    (line.width + 1 + word.chars().count()) * 4 > width * quarters
}
