//! Texts of files on a terminal: nothing in them may move its cursor or turn its direction.

/// A text for one line: what cannot be seen becomes a mark, white space a single blank.
pub(super) fn clean_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().map(show).collect()
}

/// A text that keeps its lines.
pub(super) fn clean_message(text: &str) -> String {
    let show_in_lines = |c| if c == '\n' { c } else { show(c) };
    text.chars().map(show_in_lines).collect()
}

/// The beginning of a text, within quotation marks, for one line.
pub(super) fn quote_start(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = clean_line(text);
    let start: String = line.chars().take(LONGEST).collect();
    let more = if start.len() < line.len() { "…" } else { "" };
    format!("“{start}{more}”")
}

fn show(c: char) -> char {
    let turns = matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{feff}');
    if c.is_control() || turns {
        char::REPLACEMENT_CHARACTER
    } else {
        c
    }
}
