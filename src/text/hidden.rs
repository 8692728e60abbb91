//! Characters that are not seen but change what is: shown as marks where somebody has to judge a
//! text, such as the address behind a link or the wording of a box.

use std::fmt::Write as _;

use super::bidi::is_right_to_left;

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

/// A sign that is not seen and has no business where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HiddenSign {
    /// The byte of the text at which it begins.
    pub at: usize,
    /// Which it is.
    pub char: char,
}

/// The signs of a text that are not seen and have no business there, in order: what turns or cuts
/// words without being seen, or carries words of its own. Line ends and tabs are none of them, nor is
/// what shapes its neighbours: joiners and selectors after letters that can be joined or chosen from,
/// direction marks beside text from right to left, the tags of a flag.
pub fn find_hidden_signs(text: &str) -> Vec<HiddenSign> {
    let mut found = Vec::new();
    if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return found;
    }
    // The marks themselves count as text from right to left.
    let mut seen = text.chars().filter(|char| !is_hidden(*char));
    let runs_both_ways = seen.any(is_right_to_left);
    let mut before = ' ';
    // Without a flag before them there may be none.
    let mut n_tags = MOST_TAGS;
    for (at, char) in text.char_indices() {
        n_tags = match char {
            '\u{1f3f4}' => 0,
            '\u{e0020}'..='\u{e007f}' => n_tags.saturating_add(1),
            _ => MOST_TAGS,
        };
        let belongs = match char {
            '\n' | '\t' | '\r' => true,
            '\u{200c}' | '\u{200d}' => !before.is_ascii() && !is_hidden_but_selector(before),
            '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{180b}'..='\u{180d}' => {
                let is_key = matches!(before, '0'..='9' | '#' | '*');
                is_key || !before.is_ascii() && !is_hidden(before)
            }
            '\u{200e}' | '\u{200f}' | '\u{61c}' => runs_both_ways,
            '\u{e0020}'..='\u{e007f}' => n_tags <= MOST_TAGS,
            _ => !is_hidden(char),
        };
        if !belongs {
            found.push(HiddenSign { at, char });
        }
        before = char;
    }
    found
}

/// How many tags may follow a flag: the longest name of a region and the tag that ends it.
const MOST_TAGS: usize = 7;

fn is_hidden_but_selector(char: char) -> bool {
    is_hidden(char) && !matches!(char, '\u{fe00}'..='\u{fe0f}')
}

/// The text without the signs that [`find_hidden_signs`] finds in it, however often they are found:
/// what stood behind one may be another once it is gone.
pub fn remove_hidden_signs(text: &str) -> String {
    let mut rest = text.to_owned();
    loop {
        let found = find_hidden_signs(&rest);
        if found.is_empty() {
            return rest;
        }
        let mut signs = found.iter().map(|sign| sign.at).peekable();
        let kept = rest.char_indices().filter(|(at, _)| {
            let is_sign = signs.next_if_eq(at).is_some();
            !is_sign
        });
        rest = kept.map(|(_, char)| char).collect();
    }
}

/// Which signs these are, such as `U+202E, U+200B`: each once, in the order in which they stand, and
/// an ellipsis after the first four.
pub fn name_hidden_signs(signs: &[HiddenSign]) -> String {
    let mut chars: Vec<char> = Vec::new();
    for sign in signs {
        if !chars.contains(&sign.char) {
            chars.push(sign.char);
        }
    }
    let names = chars.iter().take(4);
    let names: Vec<String> = names
        .map(|&char| format!("U+{:04X}", u32::from(char)))
        .collect();
    let rest = if chars.len() > 4 { ", …" } else { "" };
    format!("{}{rest}", names.join(", "))
}
