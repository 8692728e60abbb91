//! Characters that are not seen but change what is: shown as marks where somebody has to judge a
//! text, such as the address behind a link.

use std::fmt::Write as _;

/// The text with a mark such as `⟨U+202E⟩` for every character that would not be seen: controls,
/// signs that turn the direction of writing, spaces without width, tags, variation selectors.
pub fn mark_hidden(text: &str) -> String {
    let mut marked = String::with_capacity(text.len());
    for char in text.chars() {
        if is_hidden(char) {
            // Writing to a string cannot fail.
            let _ = write!(marked, "⟨U+{:04X}⟩", u32::from(char));
        } else {
            marked.push(char);
        }
    }
    marked
}

/// Whether a character takes no room of its own, or none that is seen.
pub fn is_hidden(char: char) -> bool {
    char.is_control()
        || matches!(char,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}
