//! Signs that are not seen: which have no business in a text, and how they are taken out.

use linchpin::text::{find_hidden_signs, is_hidden, name_hidden_signs, remove_hidden_signs};
use proptest::prelude::*;

/// Where signs are found, and which.
fn find(text: &str) -> String {
    let signs = find_hidden_signs(text);
    let at: Vec<String> = signs.iter().map(|sign| sign.at.to_string()).collect();
    format!("{} | {}", at.join(" "), name_hidden_signs(&signs))
}

#[test]
fn what_turns_or_cuts_words_is_found_where_it_stands() {
    assert_eq!(find("plain words"), " | ");
    assert_eq!(
        find("must\u{200b} be \u{202e}closed"),
        "4 11 | U+200B, U+202E"
    );
    assert_eq!(
        find("über\u{2066}\u{200b}\u{200b}"),
        "5 8 11 | U+2066, U+200B"
    );
    assert_eq!(
        find("a\u{200d}b\u{fe0f}\u{0}\u{ad}\u{feff}"),
        "1 5 8 9 11 | U+200D, U+FE0F, U+0000, U+00AD, …"
    );
    // Words that are hidden in tags, or in one selector behind another.
    assert_eq!(find("a\u{e0041}\u{e0042}"), "1 5 | U+E0041, U+E0042");
    assert_eq!(find("😀\u{e0101}\u{e0102}"), "8 | U+E0102");
}

#[test]
fn what_shapes_its_neighbours_belongs_there() {
    for text in [
        "one\r\n\ttwo",
        "می\u{200c}خواهم",
        "क्\u{200d}ष",
        "👩\u{200d}🔬 ❤\u{fe0f} 1\u{fe0f}\u{20e3}",
        "👁\u{fe0f}\u{200d}🗨\u{fe0f}",
        "葛\u{e0100}",
        "אב\u{200f}!",
        "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
    ] {
        assert_eq!(find(text), " | ", "{text}");
        assert_eq!(remove_hidden_signs(text), text);
    }
    // Direction marks beside text that runs one way alone turn nothing and only hide.
    assert_eq!(find("ab\u{200f}!"), "2 | U+200F");
}

proptest! {
    #[test]
    fn nothing_that_is_seen_is_taken_out_and_what_is_left_holds_no_such_sign(
        text in proptest::collection::vec(prop_oneof![
            any::<char>(),
            proptest::char::range('\u{200b}', '\u{200f}'),
            proptest::char::range('\u{202a}', '\u{202e}'),
            proptest::char::range('\u{e0020}', '\u{e0041}'),
            prop_oneof![Just('\u{fe0f}'), Just('a'), Just('é'), Just('\u{1f3f4}'), Just('א')],
        ], 0..40)
    ) {
        let text: String = text.into_iter().collect();
        let rest = remove_hidden_signs(&text);
        let seen = |text: &str| -> String { text.chars().filter(|it| !is_hidden(*it)).collect() };
        prop_assert_eq!(seen(&rest), seen(&text));
        prop_assert_eq!(find_hidden_signs(&rest), []);
        for sign in find_hidden_signs(&text) {
            prop_assert!(text[sign.at..].starts_with(sign.char) && is_hidden(sign.char));
        }
    }
}
