//! Headings of a text without markup: a short line without closing punctuation, or a question
//! written like a headline, with paragraphs after it.

use super::byline::read_author;
use super::sentence::split_sentences;
use super::span::Span;
use super::structure::{Part, PartKind};

/// The longest heading, in characters and in words.
const MAX_CHARS: usize = 100;
const MAX_WORDS: usize = 14;
/// The longest title.
const MAX_TITLE_CHARS: usize = 160;
const MAX_TITLE_WORDS: usize = 24;
/// The longest question in sentence case that can be a heading, in words.
const MAX_QUESTION_WORDS: usize = 8;
/// More short lines than this in a row are a list of some kind.
const MAX_RUN: usize = 2;
/// A paragraph this long, in characters, is prose whatever it ends with.
const PROSE_CHARS: usize = 100;

/// Beginnings of the names of months, for lines that only give a date.
const MONTHS: &[&str] = &[
    "jan", "feb", "fév", "mar", "mär", "apr", "avr", "abr", "may", "mai", "jun", "jui", "jul",
    "aug", "aoû", "ago", "sep", "oct", "okt", "nov", "dec", "déc", "dez", "dic", "ene",
];

/// Longer words that headlines write small.
const SMALL_WORDS: &[&str] = &[
    "from", "with", "into", "over", "than", "that", "upon", "amid", "para", "como", "pour",
];

/// Turns the paragraphs (and single numbered lines) that are headings into headings: the first
/// block into one of level 1 if it looks like a title, others into level 2.
pub fn mark_headings(text: &str, blocks: &mut [Part]) {
    let has_prose = blocks
        .iter()
        .skip(1)
        .any(|block| is_prose(block.range.of(text)));
    if !has_prose {
        return;
    }
    let has_title = blocks.first().is_some_and(|block| {
        block.kind == PartKind::Paragraph && looks_like_title(block.range.of(text))
    });
    let first = usize::from(has_title);
    let is_candidate: Vec<bool> = (0..blocks.len())
        .map(|at| at >= first && looks_like_heading(text, blocks, at))
        .collect();
    if has_title {
        set_heading(&mut blocks[0], 1);
    }
    let mut at = first;
    while at < blocks.len() {
        let run = is_candidate[at..].iter().take_while(|&&is| is).count();
        if (1..=MAX_RUN).contains(&run) && at + run < blocks.len() {
            blocks[at..at + run]
                .iter_mut()
                .for_each(|block| set_heading(block, 2));
        }
        at += run.max(1);
    }
}

/// Whether a line has the shape of a heading that is no question.
pub fn is_heading_shape(line: &str) -> bool {
    has_shape(line, MAX_CHARS, MAX_WORDS) && !line_end(line).is_some_and(is_closing)
}

fn set_heading(block: &mut Part, level: u8) {
    block.kind = PartKind::Heading;
    block.level = Some(level);
}

fn looks_like_title(line: &str) -> bool {
    let is_open = match line_end(line) {
        Some('?' | '!') => true,
        end => !end.is_some_and(is_closing),
    };
    is_open && has_shape(line, MAX_TITLE_CHARS, MAX_TITLE_WORDS)
}

fn looks_like_heading(text: &str, blocks: &[Part], at: usize) -> bool {
    let line = blocks[at].range.of(text);
    let neighbour = |at: Option<usize>| at.and_then(|at| blocks.get(at));
    let (before, behind) = (neighbour(at.checked_sub(1)), neighbour(Some(at + 1)));
    let words_of = |part: Option<&Part>| part.map_or("", |part| part.range.of(text));
    let is_item = |part: Option<&Part>| part.is_some_and(|part| part.kind == PartKind::Item);
    let is_alone = match blocks[at].kind {
        PartKind::Paragraph => true,
        PartKind::Item => {
            let mark = text[..blocks[at].range.start.0]
                .trim_end()
                .chars()
                .next_back();
            mark == Some('.') && !is_item(before) && !is_item(behind)
        }
        _ => false,
    };
    // What follows a colon is what the colon announced.
    let is_announced = line_end(words_of(before)) == Some(':');
    if !is_alone || is_announced || !has_shape(line, MAX_CHARS, MAX_WORDS) {
        return false;
    }
    match line_end(line) {
        Some('?') => {
            let is_question = |part| line_end(words_of(part)) == Some('?');
            let is_short = line.split_whitespace().count() <= MAX_QUESTION_WORDS;
            is_title_case(line)
                || (is_short
                    && !is_question(before)
                    && !is_question(behind)
                    && words_of(behind).len() > line.len() * 3 / 2)
        }
        Some('!') => is_title_case(line),
        end => !end.is_some_and(is_closing),
    }
}

/// Shape without regard to the closing sign.
fn has_shape(line: &str, max_chars: usize, max_words: usize) -> bool {
    let opens = line
        .trim_start_matches(['"', '“', '‘', '«', '¿', '¡', '\''])
        .chars()
        .next();
    let opens_well = opens.is_some_and(|char| char.is_alphanumeric() && !char.is_lowercase());
    opens_well
        && line.len() <= max_chars * 4
        && line.chars().count() <= max_chars
        && line.split_whitespace().count() <= max_words
        && line.chars().any(char::is_alphabetic)
        && !line.contains("://")
        && !line.contains(['@', '\n', '\t'])
        && read_author(line).is_none()
        && !is_date(line)
        && split_sentences(line, Span::new(0, line.len())).len() == 1
}

/// The last sign of a line, behind which only closing quotes, brackets and the mark of a note
/// stand.
fn line_end(line: &str) -> Option<char> {
    let mark = line.rfind('[').filter(|_| line.ends_with(']'));
    let is_mark = |at: &usize| line.len() - at <= 10 && !line[*at..].contains(' ');
    let words = mark.filter(is_mark).map_or(line, |at| &line[..at]);
    words
        .trim_end_matches(['"', '”', '’', '\'', '»', ')', ']', ' '])
        .chars()
        .next_back()
}

fn is_closing(char: char) -> bool {
    matches!(
        char,
        '.' | ',' | ';' | ':' | '!' | '?' | '…' | '-' | '–' | '—' | '/' | '\\' | '。' | '？' | '！'
    )
}

/// Whether most words of four letters and more, the first one apart, begin with a capital.
fn is_title_case(line: &str) -> bool {
    let long = || {
        let words = line.split_whitespace().skip(1);
        words.filter(|word| word.chars().count() >= 4 && !SMALL_WORDS.contains(word))
    };
    let is_large = |word: &&str| {
        word.chars()
            .find(|char| char.is_alphabetic())
            .is_some_and(char::is_uppercase)
    };
    let n_long = long().count();
    n_long > 0 && long().filter(is_large).count() * 5 >= n_long * 4
}

fn is_date(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let has_digit = line.chars().any(|char| char.is_ascii_digit());
    let is_month = |word: &&str| {
        let small: String = word.to_lowercase().chars().take(3).collect();
        MONTHS.contains(&small.as_str())
    };
    let is_number = |word: &&str| word.chars().any(|char| char.is_ascii_digit());
    has_digit
        && words.len() <= 7
        && (words.iter().any(is_month) && words.iter().filter(|word| is_number(word)).count() >= 2
            || !line.chars().any(char::is_alphabetic))
}

fn is_prose(words: &str) -> bool {
    words.chars().count() > PROSE_CHARS || line_end(words).is_some_and(|end| ".!?…。".contains(end))
}
