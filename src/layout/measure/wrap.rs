//! Where lines break: greedily, at spaces and after hyphens, between ideographs, at every hard
//! newline, and inside a word only if it is wider than a line.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::Advances;

/// Text broken into lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Lines {
    /// The bytes of each line, at least one line. The white space at which a line breaks belongs
    /// to no line; all else does, up to where the text is cut.
    pub lines: Vec<Range<usize>>,
    /// Width of the widest line in pixels, the ellipsis included.
    pub width: f32,
    /// Whether text was left out. Whoever draws it adds `…` to the last line, which has room
    /// for it.
    pub truncated: bool,
}

impl Lines {
    /// Height of all lines at a line height, in the same unit.
    pub fn height(&self, line_height: f32) -> f32 {
        self.lines.len() as f32 * line_height
    }
}

pub(super) fn wrap(
    advances: &Advances,
    text: &str,
    size: f32,
    max_width: f32,
    max_lines: usize,
) -> Lines {
    let max = advances.to_units(max_width, size);
    let mut lines = Vec::new();
    let mut widest = 0;
    let mut start = Some(0);
    let mut truncated = false;
    while let Some(at) = start {
        let mut line = fit_line(advances, text, at, max);
        if lines.len() + 1 >= max_lines.max(1)
            && let Some(next) = line.next.take()
            && !text[next..].trim().is_empty()
        {
            let ellipsis = u64::from(advances.units('…'));
            line = fit_line(advances, text, at, max.saturating_sub(ellipsis));
            line = Line {
                width: line.width + ellipsis,
                next: None,
                ..line
            };
            truncated = true;
        }
        widest = widest.max(line.width);
        lines.push(at..line.end);
        start = line.next;
    }
    Lines {
        lines,
        width: advances.to_pixels(widest, size),
        truncated,
    }
}

/// The longest piece of text that makes one line.
#[derive(Clone, Copy)]
struct Line {
    /// Where its last letter ends.
    end: usize,
    /// Its width in units, without the white space at its end.
    width: u64,
    /// Where the next line starts; `None` at the end of the text.
    next: Option<usize>,
}

fn fit_line(advances: &Advances, text: &str, start: usize, max: u64) -> Line {
    // Up to the last letter seen, and up to the last place where the line may end.
    let mut ink = Line {
        end: start,
        width: 0,
        next: None,
    };
    let mut chance: Option<Line> = None;
    let mut width = 0;
    let (mut previous, mut before) = (' ', ' ');
    let mut at = start;
    while at < text.len() {
        let char = char_at(text, at);
        let next = at + char.len_utf8();
        if is_newline(char) {
            return Line {
                next: Some(next),
                ..ink
            };
        }
        let advance = u64::from(advances.units(char));
        if is_space(char) {
            chance = Some(Line {
                next: Some(next),
                ..ink
            });
        } else {
            if at > start && may_break(before, previous, char) && advance > 0 {
                chance = Some(Line {
                    end: at,
                    width,
                    next: Some(at),
                });
            }
            if width + advance > max {
                match chance {
                    Some(line) if line.next > Some(start) => return end_at(text, line),
                    _ => return break_word(advances, text, start, max),
                }
            }
            ink = Line {
                end: next,
                width: width + advance,
                next: None,
            };
        }
        width += advance;
        (before, previous) = (previous, char);
        at = next;
    }
    ink
}

/// A line whose next one would hold nothing is the last one.
fn end_at(text: &str, line: Line) -> Line {
    let next = line.next.filter(|next| *next < text.len());
    Line { next, ..line }
}

/// As many graphemes as fit, and one at least.
fn break_word(advances: &Advances, text: &str, start: usize, max: u64) -> Line {
    let mut end = start;
    let mut width = 0;
    for grapheme in text[start..].graphemes(true) {
        let advance: u64 = grapheme
            .chars()
            .map(|it| u64::from(advances.units(it)))
            .sum();
        if end > start && width + advance > max {
            break;
        }
        end += grapheme.len();
        width += advance;
    }
    end_at(
        text,
        Line {
            end,
            width,
            next: Some(end),
        },
    )
}

#[inline]
fn char_at(text: &str, at: usize) -> char {
    let byte = text.as_bytes()[at];
    if byte.is_ascii() {
        return char::from(byte);
    }
    text[at..]
        .chars()
        .next()
        .expect("the index is on a character before the end")
}

fn is_newline(char: char) -> bool {
    matches!(char, '\n' | '\u{2028}' | '\u{2029}')
}

/// White space at which a line may end: not the no-break spaces.
fn is_space(char: char) -> bool {
    matches!(char, ' ' | '\t' | '\r' | '\u{B}' | '\u{C}')
        || char >= '\u{1680}'
            && matches!(char,
                '\u{1680}' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200B}' | '\u{205F}'
                | '\u{3000}')
}

/// Whether a line may end between the last two of three neighbours.
fn may_break(before: char, previous: char, next: char) -> bool {
    match previous {
        '-' | '/' | '\u{2010}' | '–' | '—' => before.is_alphanumeric() && next.is_alphabetic(),
        '\0'..='\u{2E7F}' if next < '\u{2E80}' => false,
        _ => {
            (is_ideograph(previous) && (is_ideograph(next) || next.is_ascii_alphanumeric())
                || previous.is_ascii_alphanumeric() && is_ideograph(next))
                && !opens(previous)
                && !closes(next)
        }
    }
}

fn is_ideograph(char: char) -> bool {
    matches!(char,
        '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FF00}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFD}')
}

fn opens(char: char) -> bool {
    matches!(
        char,
        '（' | '「' | '『' | '【' | '〈' | '《' | '〔' | '［' | '｛'
    )
}

fn closes(char: char) -> bool {
    matches!(
        char,
        '、' | '。'
            | '，'
            | '．'
            | '）'
            | '」'
            | '』'
            | '】'
            | '〉'
            | '》'
            | '〕'
            | '］'
            | '｝'
            | '！'
            | '？'
            | '：'
            | '；'
            | 'ー'
            | '々'
            | '・'
    )
}
