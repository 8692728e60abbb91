//! Articles made of a seed.

use linchpin::text::Span;

const WORDS: &[&str] = &[
    "the",
    "council",
    "has",
    "measured",
    "water",
    "that",
    "leaks",
    "from",
    "pipes",
    "under",
    "old",
    "streets",
    "and",
    "nobody",
    "knows",
    "how",
    "much",
    "it",
    "costs",
    "to",
    "repair",
    "them",
    "before",
    "winter",
    "when",
    "meters",
    "suggest",
    "a",
    "loss",
    "of",
    "third",
    "at",
    "night",
    "therefore",
    "engineers",
    "in",
    "Málaga",
    "naïve",
    "for",
    "example",
    "São",
    "Paulo",
];

/// A plain generator (Knuth's MMIX constants); only the upper bits are used.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = self.0.wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }
}

/// An article of at least `n_words` words in Markdown: a heading for every dozen paragraphs.
pub fn make_article(n_words: usize) -> String {
    let mut dice = Dice(7);
    let mut text = String::from("# An article\n\n");
    let (mut words, mut paragraphs) = (0, 0);
    while words < n_words {
        if paragraphs % 12 == 0 {
            text.push_str("## Part ");
            text.push_str(&(paragraphs / 12 + 1).to_string());
            text.push_str("\n\n");
        }
        paragraphs += 1;
        for _ in 0..2 + dice.roll(7) {
            let length = 8 + dice.roll(16);
            for at in 0..length {
                let word = WORDS[dice.roll(WORDS.len())];
                let mut letters = word.chars();
                match letters.next() {
                    Some(first) if at == 0 => {
                        text.extend(first.to_uppercase());
                        text.push_str(letters.as_str());
                    }
                    _ => text.push_str(word),
                }
                text.push(if at + 1 < length { ' ' } else { '.' });
            }
            text.push(' ');
            words += length;
        }
        text.push_str("\n\n");
    }
    text
}

/// Passages of about a dozen words, one for every 300 words or so.
pub fn choose_passages(text: &str) -> Vec<Span> {
    let at_word = |from: usize| {
        let from = text.floor_char_boundary(from);
        text[from..].find(' ').map_or(from, |at| from + at + 1)
    };
    let n = text.len() / 1800;
    let passage = |nth: usize| {
        let start = at_word(nth * 1800 + 400);
        Span::new(start, at_word(start + 70).saturating_sub(1).max(start + 1))
    };
    (0..n).map(passage).collect()
}
