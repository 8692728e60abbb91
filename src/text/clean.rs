//! The cleaning that every imported article goes through. Maps that are loaded never do:
//! their anchors count over the text exactly as stored.

/// Makes LF text: line ends of all kinds become "\n", a tab stays, other control characters,
/// byte-order marks and non-characters go, and so do blank lines before the first word and
/// white space after the last one. Soft hyphens and zero-width joiners stay, for some scripts
/// need them.
pub fn clean_text(raw: &str) -> String {
    let mut clean = String::with_capacity(raw.len());
    let mut chars = raw.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '\r' => {
                if chars.peek() == Some(&'\n') {
                    chars.next();
                }
                clean.push('\n');
            }
            '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => clean.push('\n'),
            '\t' => clean.push('\t'),
            _ if is_dropped(char) => {}
            _ => clean.push(char),
        }
    }
    clean.truncate(clean.trim_end().len());
    let first_word = clean.len() - clean.trim_start().len();
    let first_line = clean[..first_word].rfind('\n').map_or(0, |at| at + 1);
    clean.drain(..first_line);
    clean
}

fn is_dropped(char: char) -> bool {
    char.is_control() || matches!(char, '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}
