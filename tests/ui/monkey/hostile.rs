//! Texts that nobody means well with, as they come from clipboards, keyboards and input methods.

use super::dice::Dice;

/// Some hostile text.
pub fn text(dice: &mut Dice) -> String {
    match dice.below(20) {
        0 => String::new(),
        1 => " \t\n \r\n".to_owned(),
        2 => "Donaudampfschiff".repeat(1 + dice.below(400)),
        3 => "\u{0}\u{1}\u{7}\u{8}bell\u{1b}[31mred\u{7f}\u{9c}".to_owned(),
        4 => "\u{202e}txet siht\u{202c} שלום עולם مرحبا \u{2067}שאלה?\u{2069}".to_owned(),
        5 => nest(dice),
        6 => list(dice),
        7 => "- one\n\t- two\n  * three\n\t\t+ four\n 1. five\n    2) six\n> seven\n# eight".to_owned(),
        8 => r#"{"format": "argument-map/fragment", "nodes": [{"id": "n-1"}]"#.to_owned(),
        9 => "{\n  \"format\": \"argument-map/fragment\",\n  \"version\": 1,\n  \"nodes\": [{\"id\": \"n-1\", \"kind\": \"claim\", \"text\": \"x\"},\n  {\"id\": \"n-1\", \"kind\": \"riddle\", \"text\": \"y\"}],\n  \"links\": [{\"id\": \"l-1\", \"relation\": \"supports\", \"from\": [\"n-1\", \"n-2\"], \"to\": \"l-1\"}]\n}".to_owned(),
        10 => "= Top\n  + Because\n    | [q] Why?\n  - But\n  => n-1\n {n-1}\n  = Under\n?".to_owned(),
        11 => "👩‍👩‍👧‍👦🏳️‍🌈🇦🇶".repeat(1 + dice.below(30)),
        12 => format!("e{}", "\u{301}\u{323}".repeat(1 + dice.below(300))),
        13 => "\u{feff}a\u{2028}b\u{2029}c\u{85}d\u{a0}e\u{200b}f\u{fffd}".to_owned(),
        14 => "\n".repeat(1 + dice.below(200)),
        15 => "[[[[((((<<<<&amp;&lt;\"'`\\ $(rm) %s {0} {n-1} {l-1}".to_owned(),
        16 => "Ein Satz. Noch einer! Und? \u{201e}So.\u{201c} Dr. No sagt: 3.5 %.".to_owned(),
        17 => "ﷺ𒐫꧅".repeat(1 + dice.below(50)),
        18 => "It pays, because people come; however, it is loud.".to_owned(),
        _ => words(dice),
    }
}

/// A list that goes ever deeper.
fn nest(dice: &mut Dice) -> String {
    let depth = 1 + dice.below(60);
    let line = |level: usize| format!("{}+ level {level}\n", "  ".repeat(level));
    (0..depth).map(line).collect()
}

/// A list that goes on and on.
fn list(dice: &mut Dice) -> String {
    let n = 1 + dice.below(40);
    let lines = (0..n).map(|at| format!("{}- item {at}\n", "  ".repeat(at % 3)));
    lines.collect()
}

fn words(dice: &mut Dice) -> String {
    const WORDS: &[&str] = &[
        "cartel",
        "peace",
        "of",
        "a",
        "the",
        "Überprüfung",
        "не",
        "論証",
    ];
    let n = 1 + dice.below(60);
    let words: Vec<&str> = (0..n).filter_map(|_| dice.choose(WORDS).copied()).collect();
    words.join(" ")
}

/// What one key makes, or an input method.
pub fn letter(dice: &mut Dice) -> String {
    const LETTERS: &[&str] = &[
        "a", "k", " ", "+", "-", "?", "!", "0", "É", "ß", "あ", "\u{301}", "\u{200d}", "🇦", "א",
        "'", "\"", "{", "\\", "e\u{301}", "論証",
    ];
    dice.choose(LETTERS).copied().unwrap_or_default().to_owned()
}
