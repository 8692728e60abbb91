//! Generated maps: random trees of arguments, the same for every program that is measured, as
//! documents and as the files that the others read. Equal numbers give equal maps.

use std::collections::HashSet;
use std::fmt::Write;

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
    /// Size of the box in programs that are told it: seven units a letter, 18 a line.
    pub size: [f32; 2],
    pub lines: Vec<String>,
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

impl Argument {
    fn new(text: String, kind: Kind, place: Option<(usize, Relation)>) -> Self {
        let width: u16 = match kind {
            Kind::Claim => 220,
            Kind::Evidence => 260,
            _ => 180,
        };
        let lines = wrap(&text, usize::from(width - 20) / 7);
        let height = 16.0 + 18.0 * lines.len() as f32;
        Self {
            text,
            kind,
            place,
            size: [f32::from(width), height],
            lines,
        }
    }
}

fn wrap(text: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.len() + 1 + word.len() <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

impl Tree {
    /// A tree of `n` boxes.
    pub fn of(n: usize) -> Self {
        let words: Vec<&str> = WORDS.split(' ').collect();
        let mut random = Random(20_240_601);
        let mut nodes = vec![Argument::new(random.text(&words), Kind::Question, None)];
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
                let text = random.text(&words);
                nodes.push(Argument::new(text, kind, Some((above, relation))));
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

    /// As Graphviz reads it, boxes of fixed size.
    pub fn dot(&self) -> String {
        let mut out = "digraph g {\n rankdir=TB; nodesep=0.25; ranksep=0.5;\n \
                       node [shape=box fixedsize=true fontsize=12 fontname=\"Helvetica\"];\n"
            .to_owned();
        for (at, node) in self.nodes.iter().enumerate() {
            let [w, h] = node.size.map(|side| side / 72.0);
            let label = node.lines.join("\\n");
            line(
                &mut out,
                format_args!(" n{at} [width={w:.4} height={h:.4} label=\"{label}\"];"),
            );
        }
        for (at, node) in self.nodes.iter().enumerate() {
            if let Some((above, _)) = &node.place {
                line(&mut out, format_args!(" n{above} -> n{at};"));
            }
        }
        for (from, to, _) in &self.links {
            line(&mut out, format_args!(" n{to} -> n{from} [style=dashed];"));
        }
        out.push_str("}\n");
        out
    }

    /// As Argdown reads it: a block of one statement for each box.
    pub fn argdown(&self) -> String {
        let mut below: Vec<Vec<usize>> = vec![Vec::new(); self.nodes.len()];
        for (at, node) in self.nodes.iter().enumerate() {
            if let Some((above, _)) = node.place {
                below[above].push(at);
            }
        }
        let mut out = "===\ntitle: generated\n===\n\n".to_owned();
        let mut open = vec![(0, 0)];
        while let Some((at, depth)) = open.pop() {
            let node = &self.nodes[at];
            let sign = match &node.place {
                None => "",
                Some((_, Relation::Opposes)) => "- ",
                Some(_) => "+ ",
            };
            let indent = "  ".repeat(depth);
            line(
                &mut out,
                format_args!("{indent}{sign}[n{at}]: {}", node.text),
            );
            open.extend(below[at].iter().rev().map(|&child| (child, depth + 1)));
        }
        for (from, to, supports) in &self.links {
            let sign = if *supports { '+' } else { '-' };
            line(&mut out, format_args!("\n[n{to}]\n  {sign} [n{from}]"));
        }
        out
    }

    /// As the plain reference code and the scripts for Node.js read it.
    pub fn sizes_and_texts(&self) -> (String, String) {
        let parents = self
            .nodes
            .iter()
            .map(|node| node.place.as_ref().map_or(-1, |place| place.0 as i64));
        let sizes = serde_json::json!({
            "parent": parents.collect::<Vec<_>>(),
            "w": self.nodes.iter().map(|node| node.size[0]).collect::<Vec<_>>(),
            "h": self.nodes.iter().map(|node| node.size[1]).collect::<Vec<_>>(),
            "links": self.links.iter().map(|link| [link.0, link.1]).collect::<Vec<_>>(),
        });
        let nodes = self.nodes.iter().enumerate().map(|(at, node)| {
            serde_json::json!({
                "id": format!("n{at}"),
                "text": node.text,
                "kind": node.kind.as_str(),
                "parent": node.place.as_ref().map(|place| format!("n{}", place.0)),
                "relation": node.place.as_ref().map(|place| place.1.as_str()),
            })
        });
        let texts = serde_json::json!({ "nodes": nodes.collect::<Vec<_>>() });
        (sizes.to_string(), texts.to_string())
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

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("a string takes any text");
    out.push('\n');
}
