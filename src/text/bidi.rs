//! In which order the parts of a text are seen: the bidirectional algorithm (UAX 9) for lines that
//! are already broken. The text itself stays in the order in which it is read.

use std::borrow::Cow;
use std::ops::Range;

use unicode_bidi::{BidiClass, BidiDataSource, BidiInfo, HardcodedBidiData, Level};

use super::hidden::is_hidden;

/// Whether a text has anything that is written from right to left.
pub fn has_right_to_left(text: &str) -> bool {
    // Hebrew is the first of these scripts; what begins with a lower byte comes before it.
    let may = text.bytes().any(|byte| byte >= 0xD6);
    may && text.chars().any(is_right_to_left)
}

/// Whether the first paragraph of a text is read from right to left: its first letter is.
pub fn is_read_from_right(text: &str) -> bool {
    has_right_to_left(text) && Directions::of(text).is_right_to_left_at(0)
}

/// Whether a character belongs to a script that is written from right to left.
pub(super) fn is_right_to_left(char: char) -> bool {
    matches!(unicode_bidi::bidi_class(char), BidiClass::R | BidiClass::AL)
}

/// A part of a line that runs one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirectedRun {
    /// Its bytes in the text.
    pub bytes: Range<usize>,
    /// Whether it is written from right to left.
    pub is_right_to_left: bool,
}

/// A text whose directions are known.
///
/// Characters that only turn the direction of what follows, embeddings, overrides and isolates,
/// have no effect: whoever wrote an article with them could make it read as what it does not say.
/// Plain marks, which merely stand beside a neutral character, keep theirs.
pub struct Directions<'t> {
    info: BidiInfo<'t>,
}

impl<'t> Directions<'t> {
    /// Finds the directions of a text of one or more lines.
    pub fn of(text: &'t str) -> Self {
        Self {
            info: BidiInfo::new_with_data_source(&Plain, text, None),
        }
    }

    /// Finds the directions of a line of a paragraph that is read from the right, or the left.
    pub fn of_line(line: &'t str, is_from_right: bool) -> Self {
        let level = if is_from_right {
            Level::rtl()
        } else {
            Level::ltr()
        };
        Self {
            info: BidiInfo::new_with_data_source(&Plain, line, Some(level)),
        }
    }

    /// Whether the paragraph that holds a byte is read from right to left: its first letter is.
    pub fn is_right_to_left_at(&self, byte: usize) -> bool {
        let at = self.paragraph_at(byte);
        at.is_some_and(|paragraph| paragraph.level.is_rtl())
    }

    /// The runs of a line as they are seen, from left to right. `line` are bytes of one paragraph,
    /// between characters.
    pub fn order(&self, line: Range<usize>) -> Vec<DirectedRun> {
        let Some(paragraph) = self.paragraph_at(line.start).filter(|_| !line.is_empty()) else {
            return Vec::new();
        };
        let line = line.start..line.end.min(paragraph.range.end);
        let (levels, runs) = self.info.visual_runs(paragraph, line);
        let run = |bytes: Range<usize>| DirectedRun {
            is_right_to_left: levels[bytes.start].is_rtl(),
            bytes,
        };
        runs.into_iter().map(run).collect()
    }

    /// The parts of a line as they are seen, from left to right, each of one script: what runs from
    /// right to left is cut into words and single signs. Renderers that know one direction alone
    /// set them right when they are given them in this order. `cuts` are further places where a
    /// part has to end, ascending.
    pub fn order_words(&self, line: Range<usize>, cuts: &[usize]) -> Vec<DirectedRun> {
        let mut words = Vec::new();
        for run in self.order(line) {
            let is_right_to_left = run.is_right_to_left;
            let mut parts = cut(self.info.text, &run, cuts);
            if is_right_to_left {
                parts.reverse();
            }
            words.extend(parts.into_iter().map(|bytes| DirectedRun {
                bytes,
                is_right_to_left,
            }));
        }
        words
    }

    fn show(&self, line: &str) -> String {
        let words = self.order_words(0..line.len(), &[]);
        words.iter().map(|word| word.show(line)).collect()
    }

    fn paragraph_at(&self, byte: usize) -> Option<&unicode_bidi::ParagraphInfo> {
        let next = |it: &unicode_bidi::ParagraphInfo| it.range.end <= byte;
        let at = self.info.paragraphs.partition_point(next);
        self.info.paragraphs.get(at).or(self.info.paragraphs.last())
    }
}

/// Cuts a run at some places, and into words if it runs from right to left.
fn cut(text: &str, run: &DirectedRun, cuts: &[usize]) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut was_word = false;
    for (at, char) in text[run.bytes.clone()].char_indices() {
        let at = run.bytes.start + at;
        let end = at + char.len_utf8();
        let is_word = is_right_to_left(char) || (was_word && joins(char));
        let goes_on = !run.is_right_to_left || (is_word && was_word);
        match parts.last_mut() {
            Some(last) if goes_on && cuts.binary_search(&at).is_err() => last.end = end,
            _ => parts.push(at..end),
        }
        was_word = is_word;
    }
    parts
}

/// Whether a character stays with the letter before it: vowel signs, and what keeps letters from
/// joining or makes them.
fn joins(char: char) -> bool {
    matches!(char, '\u{200c}' | '\u{200d}') || unicode_bidi::bidi_class(char) == BidiClass::NSM
}

impl DirectedRun {
    /// What is shown of it: brackets turned round, and nothing that is not seen.
    pub fn show(&self, text: &str) -> String {
        let chars = text[self.bytes.clone()]
            .chars()
            .filter(|char| is_shown(*char));
        if self.is_right_to_left {
            chars.map(mirror).collect()
        } else {
            chars.collect()
        }
    }
}

/// A line for renderers that set words from left to right: its words in the order in which they
/// are seen. Only to be shown; it is not the text any more.
pub fn order_for_sight(line: &str) -> Cow<'_, str> {
    if !has_right_to_left(line) {
        return Cow::Borrowed(line);
    }
    Cow::Owned(Directions::of(line).show(line))
}

/// The same for a line of a paragraph that is read from the right, or the left.
pub fn order_line_for_sight(line: &str, is_from_right: bool) -> Cow<'_, str> {
    if !is_from_right && !has_right_to_left(line) {
        return Cow::Borrowed(line);
    }
    Cow::Owned(Directions::of_line(line, is_from_right).show(line))
}

/// A letter of a line as it is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PlacedLetter {
    /// What stands in the text.
    pub meant: char,
    /// What is drawn for it: of a bracket that runs from right to left, the other one.
    pub seen: char,
}

/// The letters of a line of a paragraph that is read from the right, or the left, from left to right
/// as they are seen. For what places every letter by itself, and lets readers put the words together.
pub fn place_letters(line: &str, is_from_right: bool) -> Vec<PlacedLetter> {
    let as_meant = |char| PlacedLetter {
        meant: char,
        seen: char,
    };
    if !is_from_right && !has_right_to_left(line) {
        return line.chars().map(as_meant).collect();
    }
    let mut letters = Vec::with_capacity(line.len());
    for run in Directions::of_line(line, is_from_right).order(0..line.len()) {
        let shown = line[run.bytes.clone()]
            .chars()
            .filter(|char| is_shown(*char));
        if run.is_right_to_left {
            letters.extend(shown.rev().map(|meant| PlacedLetter {
                meant,
                seen: mirror(meant),
            }));
        } else {
            letters.extend(shown.map(as_meant));
        }
    }
    letters
}

/// Whether a character is seen, or shapes its neighbours.
fn is_shown(char: char) -> bool {
    matches!(char, '\u{200c}' | '\u{200d}' | '\t') || !is_hidden(char)
}

/// The character that stands for one in text that runs from right to left: brackets turn round.
fn mirror(char: char) -> char {
    const PAIRS: &[(char, char)] = &[
        ('(', ')'),
        ('[', ']'),
        ('{', '}'),
        ('<', '>'),
        ('«', '»'),
        ('‹', '›'),
        ('≤', '≥'),
        ('⟨', '⟩'),
        ('「', '」'),
        ('『', '』'),
        ('【', '】'),
        ('《', '》'),
        ('〈', '〉'),
    ];
    let other = |&(left, right): &(char, char)| match char {
        _ if char == left => Some(right),
        _ if char == right => Some(left),
        _ => None,
    };
    PAIRS.iter().find_map(other).unwrap_or(char)
}

/// The classes of Unicode, without those that turn what follows.
struct Plain;

impl BidiDataSource for Plain {
    fn bidi_class(&self, char: char) -> BidiClass {
        use BidiClass::{BN, FSI, LRE, LRI, LRO, PDF, PDI, RLE, RLI, RLO};
        match HardcodedBidiData.bidi_class(char) {
            LRE | RLE | LRO | RLO | PDF | LRI | RLI | FSI | PDI => BN,
            class => class,
        }
    }
}
