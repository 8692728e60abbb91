//! The peers that are on this machine, run on the same maps.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::rows::Files;
use super::table::Table;
use super::timing::{median_of_process, say};

/// A peer.
struct Peer {
    /// Its row; the same as in what was recorded.
    name: &'static str,
    /// Larger maps are left out: it would take minutes.
    most: usize,
    /// The command; none if it is not there.
    command: fn(&Files, usize) -> Option<Command>,
}

const ALL: &[Peer] = &[
    Peer {
        name: "Graphviz dot, SVG",
        most: 10_000,
        command: |files, n| graphviz("dot", files, n),
    },
    Peer {
        name: "Graphviz twopi, SVG",
        most: 100_000,
        command: |files, n| graphviz("twopi", files, n),
    },
    Peer {
        name: "Argdown CLI: parse + map as SVG",
        most: 10_000,
        command: |files, _| {
            let mut command = Command::new(in_modules(".bin/argdown")?);
            command
                .arg("map")
                .arg("--format")
                .arg("svg")
                .arg(&files.argdown);
            command.arg(files.folder.join("out"));
            Some(command)
        },
    },
    Peer {
        name: "dagre, whole process",
        most: 10_000,
        command: |files, _| node(DAGRE, "dagre", files),
    },
    Peer {
        name: "ELK layered, whole process",
        most: 10_000,
        command: |files, _| node(ELK, "elkjs", files),
    },
    Peer {
        name: "d3-flextree, whole process",
        most: 100_000,
        command: |files, _| node(FLEXTREE, "d3-flextree", files),
    },
];

/// Reads the sizes of the boxes; `m` is the module.
const PRELUDE: &str = "
    const [folder, name, file] = process.argv.slice(2);
    const from = require('module').createRequire(folder + '/x.js');
    const t = JSON.parse(require('fs').readFileSync(file));
    const n = t.parent.length;
";
const DAGRE: &str = "
    const dagre = from(name);
    const g = new dagre.graphlib.Graph();
    g.setGraph({});
    g.setDefaultEdgeLabel(() => ({}));
    for (let i = 0; i < n; i++) g.setNode(i, { width: t.w[i], height: t.h[i] });
    for (let i = 1; i < n; i++) g.setEdge(t.parent[i], i);
    for (const [a, b] of t.links) g.setEdge(b, a);
    dagre.layout(g);
";
const ELK: &str = "
    const Elk = from(name);
    const children = t.w.map((width, i) => ({ id: 'n' + i, width, height: t.h[i] }));
    const edge = (a, b, i) => ({ id: 'e' + i, sources: ['n' + a], targets: ['n' + b] });
    const pairs = t.parent.slice(1).map((p, i) => [p, i + 1]);
    const edges = [...pairs, ...t.links.map(([a, b]) => [b, a])].map(([a, b], i) => edge(a, b, i));
    const layoutOptions = { 'elk.algorithm': 'layered', 'elk.direction': 'DOWN' };
    new Elk().layout({ id: 'g', layoutOptions, children, edges })
        .catch(error => { console.error(error); process.exit(1); });
";
const FLEXTREE: &str = "
    import(from.resolve(name)).then(({ flextree }) => {
        const nodes = t.w.map((w, i) => ({ size: [w + 18, t.h[i] + 36], children: [] }));
        for (let i = 1; i < n; i++) nodes[t.parent[i]].children.push(nodes[i]);
        const layout = flextree({});
        layout(layout.hierarchy(nodes[0]));
    });
";

/// Runs those that are there.
pub fn measure(table: &mut Table, column: usize, n: usize, files: &Files) {
    for peer in ALL.iter().filter(|peer| n <= peer.most) {
        if let Some(mut command) = (peer.command)(files, n) {
            eprintln!("  {}", peer.name);
            let took = median_of_process(3, &mut command).map_or_else(|why| why, say);
            table.set(peer.name, column, took);
        }
    }
    measure_floors(table, column, n, files);
}

/// Plain reference code: the whole job, and the step of placing alone as it times it itself.
fn measure_floors(table: &mut Table, column: usize, n: usize, files: &Files) {
    let Some(folder) = std::env::var_os("LINCHPIN_FLOORS") else {
        return;
    };
    let mut command = Command::new(Path::new(&folder).join("target/release/refsvg"));
    command.arg(n.to_string()).env("PERF_ROOT", &files.folder);
    let Ok(output) = command.output() else { return };
    let printed = String::from_utf8_lossy(&output.stdout);
    let layout = printed.split("\"layout_ms\":").nth(1);
    let layout = layout.and_then(|rest| rest.split(',').next()?.parse().ok());
    if let Some(layout) = layout {
        table.set(
            "the floor: tidy tree, positions alone, first time",
            column,
            say(layout),
        );
    }
    let took = median_of_process(5, &mut command).map_or_else(|why| why, say);
    table.set("the floor: JSON to SVG, whole process", column, took);
}

fn graphviz(program: &str, files: &Files, n: usize) -> Option<Command> {
    let is_there = Command::new(program).arg("-V").output().is_ok();
    let mut command = Command::new(program);
    command.arg("-Tsvg").arg(&files.dot).arg("-o");
    command.arg(files.folder.join(format!("out/{program}-{n}.svg")));
    is_there.then_some(command)
}

fn in_modules(name: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("LINCHPIN_PEERS")?;
    let path = Path::new(&folder).join("node_modules").join(name);
    path.exists().then_some(path)
}

fn node(script: &str, module: &str, files: &Files) -> Option<Command> {
    in_modules(module)?;
    let mut command = Command::new("node");
    command
        .arg("--stack-size=4000")
        .arg("-e")
        .arg(format!("{PRELUDE}{script}"));
    // Of what follows a script on the command line, Node.js takes the first for the file's name.
    command
        .arg("script")
        .arg(std::env::var_os("LINCHPIN_PEERS")?);
    command.arg(module).arg(&files.sizes);
    Some(command)
}
