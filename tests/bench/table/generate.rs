//! Generated maps: random trees of arguments, the same for every program that is measured. Equal
//! numbers give equal maps. Knows nothing of files; `files.rs` writes them.

use std::collections::HashSet;

use linchpin::model::{Document, Id, Kind, Link, Node, Relation, Time};

use super::vocabulary::WORDS;

/// A random tree of arguments with links across it.
pub struct Tree {
    pub nodes: Vec<Argument>,
    /// Links across the tree: from, to, and whether they support.
    pub links: Vec<(usize, usize, bool)>,
}

/// One box.
pub struct Argument {
    pub text: String,
    pub kind: Kind,
    /// The box above and the relation to it; none for the first.
    pub place: Option<(usize, Relation)>,
}

/// `SplitMix64`.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % n as u64) as usize
    }

    /// Frequent words more often.
    fn word<'a>(&mut self, words: &[&'a str]) -> &'a str {
        let (a, b) = (self.below(words.len()), self.below(words.len()));
        words[a.min(b)]
    }

    fn text(&mut self, words: &[&str]) -> String {
        let n = 5 + self.below(36);
        let words: Vec<&str> = (0..n).map(|_| self.word(words)).collect();
        let mut text = words.join(" ");
        text[..1].make_ascii_uppercase();
        text.push('.');
        text
    }
}

impl Tree {
    /// A tree of `n` boxes.
    pub fn of(n: usize) -> Self {
        let words: Vec<&str> = WORDS.split(' ').collect();
        let mut random = Random(20_240_601);
        let mut nodes = vec![Argument {
            text: random.text(&words),
            kind: Kind::Question,
            place: None,
        }];
        let mut open = vec![0];
        while nodes.len() < n {
            let at = random.below(open.len());
            let above = open.swap_remove(at);
            for _ in 0..=random.below(6) {
                if nodes.len() >= n {
                    break;
                }
                let (kind, relation) = random.step(&nodes[above].kind);
                open.push(nodes.len());
                nodes.push(Argument {
                    text: random.text(&words),
                    kind,
                    place: Some((above, relation)),
                });
            }
        }
        let links = random.links(&nodes);
        Self { nodes, links }
    }

    /// The tree as a map; if that is asked, with every fifth pair of like siblings linked.
    pub fn document(&self, links_premises: bool) -> Document {
        let id = |text: String| Id::parse(&text).expect("a word is an identifier");
        let node = |at: usize| id(format!("n-{at:08x}"));
        let mut document = Document::new(id("m-generated".to_owned()), Time::from_unix(0));
        for (at, argument) in self.nodes.iter().enumerate() {
            let record = Node::new(node(at), argument.kind.clone(), &*argument.text);
            document.load_node(record).expect("ids differ");
        }
        let mut at = 1;
        while let Some((above, relation)) = self.nodes.get(at).and_then(|it| it.place.clone()) {
            let same = Some((above, relation.clone()));
            let is_pair = links_premises
                && at.is_multiple_of(5)
                && self
                    .nodes
                    .get(at + 1)
                    .is_some_and(|next| next.place == same);
            let from = (at..=at + usize::from(is_pair)).map(node).collect();
            let link = Link::new(id(format!("l-{at:08x}")), relation, from, node(above));
            document.load_link(link).expect("ids differ");
            at += 1 + usize::from(is_pair);
        }
        for (at, &(from, to, supports)) in self.links.iter().enumerate() {
            let relation = if supports {
                Relation::Supports
            } else {
                Relation::Opposes
            };
            let link = Link::new(
                id(format!("l-c{at:07x}")),
                relation,
                vec![node(from)],
                node(to),
            );
            document.load_link(link).expect("ids differ");
        }
        document
    }
}

impl Random {
    /// What stands under a box of that kind.
    fn step(&mut self, above: &Kind) -> (Kind, Relation) {
        let part = self.below(100);
        let side = |supports: bool| {
            if supports {
                Relation::Supports
            } else {
                Relation::Opposes
            }
        };
        match above {
            Kind::Question => (Kind::Claim, Relation::Answers),
            Kind::Claim if part >= 90 => (Kind::Question, Relation::Asks),
            Kind::Claim => {
                let kind = if part < 45 {
                    Kind::Claim
                } else {
                    Kind::Evidence
                };
                (kind, side(self.below(100) < 58))
            }
            _ => {
                let kind = if part < 70 {
                    Kind::Claim
                } else {
                    Kind::Evidence
                };
                (kind, side(self.below(100) < 50))
            }
        }
    }

    /// A link across for every fifty boxes, from later to earlier.
    fn links(&mut self, nodes: &[Argument]) -> Vec<(usize, usize, bool)> {
        let n = nodes.len();
        let mut seen = HashSet::new();
        let mut links = Vec::new();
        while links.len() < n / 50 {
            let (a, b) = (self.below(n), self.below(n));
            let (from, to) = (a.max(b), a.min(b));
            let hangs_there = nodes[from]
                .place
                .as_ref()
                .is_some_and(|place| place.0 == to);
            if a != b && !hangs_there && seen.insert((from, to)) {
                links.push((from, to, self.below(2) == 1));
            }
        }
        links
    }
}
