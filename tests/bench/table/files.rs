//! Generated maps as files, one for every program that is measured.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use linchpin::format::native;
use linchpin::model::{Kind, Relation};

use super::generate::{Argument, Tree};

/// The files of one map.
pub struct Files {
    /// Where `data` and `out` are.
    pub folder: PathBuf,
    /// How many boxes.
    pub n: usize,
    /// The program's own.
    pub native: PathBuf,
    pub dot: PathBuf,
    pub argdown: PathBuf,
    /// The tree and the sizes of its boxes, for what places and does not measure.
    pub sizes: PathBuf,
}

impl Files {
    /// Writes a map as every program reads it.
    pub fn write(tree: &Tree, folder: &Path) -> Self {
        let n = tree.nodes.len();
        let data = folder.join("data");
        for folder in [&data, &folder.join("out")] {
            std::fs::create_dir_all(folder).expect("the build folder can be written to");
        }
        let write = |name: &str, text: &str| {
            let path = data.join(format!("t{n}{name}"));
            write_file(&path, text);
            path
        };
        let sized: Vec<Sized> = tree.nodes.iter().map(Sized::of).collect();
        write(".json", &as_texts(tree, &sized));
        Self {
            folder: folder.to_owned(),
            n,
            native: write(".argmap.json", &native::write(&tree.document(false))),
            dot: write(".dot", &as_dot(tree, &sized)),
            argdown: write(".argdown", &as_argdown(tree)),
            sizes: write(".sizes.json", &as_sizes(tree, &sized)),
        }
    }

    /// Where a peer puts what it made.
    pub fn out(&self, name: &str) -> PathBuf {
        self.folder.join("out").join(name)
    }
}

/// Writes a file of the build folder.
pub fn write_file(path: &Path, text: &str) {
    linchpin::storage::save_atomically(path, text.as_bytes(), None)
        .expect("the build folder can be written to");
}

/// A box as programs see it that are told its size: seven units a letter, 18 a line.
struct Sized {
    width: usize,
    height: usize,
    lines: Vec<String>,
}

impl Sized {
    fn of(argument: &Argument) -> Self {
        let width = match argument.kind {
            Kind::Claim => 220,
            Kind::Evidence => 260,
            _ => 180,
        };
        let lines = wrap(&argument.text, (width - 20) / 7);
        Self {
            width,
            height: 16 + 18 * lines.len(),
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

fn sign(supports: bool) -> char {
    if supports { '+' } else { '-' }
}

/// As Graphviz reads it, boxes of fixed size.
fn as_dot(tree: &Tree, sized: &[Sized]) -> String {
    let mut out = "digraph g {\n rankdir=TB; nodesep=0.25; ranksep=0.5;\n \
                   node [shape=box fixedsize=true fontsize=12 fontname=\"Helvetica\"];\n"
        .to_owned();
    for (at, it) in sized.iter().enumerate() {
        let (w, h) = (it.width as f64 / 72.0, it.height as f64 / 72.0);
        let label = it.lines.join("\\n");
        line(
            &mut out,
            format_args!(" n{at} [width={w:.4} height={h:.4} label=\"{label}\"];"),
        );
    }
    for (at, node) in tree.nodes.iter().enumerate() {
        if let Some((above, relation)) = &node.place {
            let colour = if *relation == Relation::Opposes {
                "red"
            } else {
                "green"
            };
            line(
                &mut out,
                format_args!(" n{above} -> n{at} [color={colour}];"),
            );
        }
    }
    for (from, to, _) in &tree.links {
        line(&mut out, format_args!(" n{to} -> n{from} [style=dashed];"));
    }
    out.push_str("}\n");
    out
}

/// As Argdown reads it: a block of one statement for each box.
fn as_argdown(tree: &Tree) -> String {
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); tree.nodes.len()];
    for (at, node) in tree.nodes.iter().enumerate() {
        if let Some((above, _)) = node.place {
            below[above].push(at);
        }
    }
    let mut out = "===\ntitle: synthetic\n===\n\n".to_owned();
    let mut open = vec![(0, 0)];
    while let Some((at, depth)) = open.pop() {
        let node = &tree.nodes[at];
        out.push_str(&"  ".repeat(depth));
        if let Some((_, relation)) = &node.place {
            out.push(sign(*relation != Relation::Opposes));
            out.push(' ');
        }
        let tag = if node.kind == Kind::Question {
            " #question"
        } else {
            ""
        };
        line(&mut out, format_args!("[n{at}]: {}{tag}", node.text));
        open.extend(below[at].iter().rev().map(|&child| (child, depth + 1)));
    }
    for (from, to, supports) in &tree.links {
        line(
            &mut out,
            format_args!("\n[n{to}]\n  {} [n{from}]", sign(*supports)),
        );
    }
    out
}

/// Who stands under whom, and how large everything is.
fn as_sizes(tree: &Tree, sized: &[Sized]) -> String {
    let above = |node: &Argument| node.place.as_ref().map_or(-1, |place| place.0 as i64);
    let parent = join(tree.nodes.iter().map(above));
    let (w, h) = (
        join(sized.iter().map(|it| it.width)),
        join(sized.iter().map(|it| it.height)),
    );
    let links = join(
        tree.links
            .iter()
            .map(|(from, to, _)| format!("[{from},{to}]")),
    );
    format!("{{\"parent\":[{parent}],\"w\":[{w}],\"h\":[{h}],\"links\":[{links}]}}")
}

/// As the plain reference code reads it.
fn as_texts(tree: &Tree, sized: &[Sized]) -> String {
    let node = |(at, (node, it)): (usize, (&Argument, &Sized))| {
        let quote = |text: &str| format!("\"{text}\"");
        let or_null = |text: Option<String>| text.map_or("null".to_owned(), |text| quote(&text));
        let place = node.place.as_ref();
        format!(
            "{{\"id\":\"n{at}\",\"text\":\"{}\",\"kind\":\"{}\",\"parent\":{},\"relation\":{},\
             \"w\":{},\"h\":{}}}",
            node.text,
            node.kind.as_str(),
            or_null(place.map(|place| format!("n{}", place.0))),
            or_null(place.map(|place| place.1.as_str().to_owned())),
            it.width,
            it.height
        )
    };
    let nodes = join(tree.nodes.iter().zip(sized).enumerate().map(node));
    let link = |(at, &(from, to, supports)): (usize, &(usize, usize, bool))| {
        let kind = if supports { "supports" } else { "opposes" };
        format!("{{\"id\":\"l{at}\",\"from\":\"n{from}\",\"to\":\"n{to}\",\"kind\":\"{kind}\"}}")
    };
    let links = join(tree.links.iter().enumerate().map(link));
    format!("{{\"nodes\":[{nodes}],\"links\":[{links}]}}")
}

fn join(items: impl Iterator<Item = impl ToString>) -> String {
    let items: Vec<String> = items.map(|item| item.to_string()).collect();
    items.join(",")
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("a string takes any text");
    out.push('\n');
}
