//! Maps of any size, grown from a seed: texts of 5 to 40 words, one to six children a box, every
//! fiftieth box with a link across. Equal numbers give equal maps.

use std::fmt::Write;

use linchpin::format::native;
use linchpin::model::Document;

const WORDS: &[&str] = &[
    "the",
    "of",
    "and",
    "to",
    "in",
    "that",
    "is",
    "for",
    "it",
    "as",
    "was",
    "with",
    "be",
    "by",
    "on",
    "not",
    "this",
    "are",
    "from",
    "which",
    "government",
    "policy",
    "evidence",
    "claim",
    "violence",
    "border",
    "security",
    "economy",
    "market",
    "trade",
    "law",
    "court",
    "police",
    "strategy",
    "health",
    "education",
    "reform",
    "tax",
    "budget",
    "election",
    "media",
    "supply",
    "demand",
    "price",
    "cost",
    "benefit",
    "risk",
    "harm",
    "increase",
    "rate",
    "study",
    "survey",
    "sample",
    "estimate",
    "trend",
    "cause",
    "effect",
    "mechanism",
    "assumption",
    "objection",
];

/// A map of `n` boxes.
pub fn grow(n: usize) -> Document {
    let mut dice = Dice(20_240_601);
    let mut kinds = vec!["question"];
    let mut nodes = String::new();
    let mut links = String::new();
    write_node(&mut nodes, 0, "question", &mut dice);
    let mut frontier = vec![0];
    while kinds.len() < n {
        let at = dice.below(frontier.len());
        let parent = frontier.swap_remove(at);
        for _ in 0..=dice.below(6) {
            if kinds.len() >= n {
                break;
            }
            let at = kinds.len();
            let roll = dice.below(100);
            let (kind, relation) = match kinds[parent] {
                "question" => ("claim", "answers"),
                "claim" if roll >= 90 => ("question", "asks"),
                "claim" => (if roll < 45 { "claim" } else { "evidence" }, dice.side()),
                _ => (if roll < 70 { "claim" } else { "evidence" }, dice.side()),
            };
            kinds.push(kind);
            write_node(&mut nodes, at, kind, &mut dice);
            write_link(&mut links, 'l', at, relation, at, parent);
            frontier.push(at);
        }
    }
    for nth in 0..n / 50 {
        let (a, b) = (dice.below(n), dice.below(n));
        if a != b {
            write_link(&mut links, 'x', nth, dice.side(), a.max(b), a.min(b));
        }
    }
    let text = format!(
        "{{\"format\":\"argument-map\",\"version\":1,\"id\":\"m-grown{n}\",\"title\":\"Grown\",\
         \"created\":\"2026-11-22T00:00:00Z\",\"modified\":\"2026-11-22T00:00:00Z\",\
         \"generator\":\"bench\",\"nodes\":[{}],\"links\":[{}]}}",
        nodes.trim_end_matches(','),
        links.trim_end_matches(',')
    );
    native::read(text.as_bytes())
        .expect("the map that was grown can be read")
        .document
}

fn write_node(nodes: &mut String, at: usize, kind: &str, dice: &mut Dice) {
    let n = 5 + dice.below(36);
    let words: Vec<&str> = (0..n)
        .map(|_| {
            let place = dice.below(WORDS.len()).min(dice.below(WORDS.len()));
            WORDS[place]
        })
        .collect();
    let text = words.join(" ");
    let _ = write!(
        nodes,
        "{{\"id\":\"n-{at:08x}\",\"kind\":\"{kind}\",\"text\":\"{text}.\"}},"
    );
}

fn write_link(links: &mut String, mark: char, at: usize, relation: &str, from: usize, to: usize) {
    let _ = write!(
        links,
        "{{\"id\":\"l-{mark}{at:07x}\",\"relation\":\"{relation}\",\"from\":[\"n-{from:08x}\"],\
         \"to\":\"n-{to:08x}\"}},"
    );
}

/// Random numbers (splitmix64, Steele and others 2014).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % n.max(1) as u64) as usize
    }

    fn side(&mut self) -> &'static str {
        if self.below(100) < 58 {
            "supports"
        } else {
            "opposes"
        }
    }
}
