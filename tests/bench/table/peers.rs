//! The peers that are on this machine, run on the same maps. `dot` and `twopi` are looked for on
//! the path, those for Node.js in the folders that `LINCHPIN_PEERS` names.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::files::Files;
use super::quality::{Positions, Quality};
use super::sheet::{Amount, Sheet};
use super::timing::{Took, least_of_process};

/// A peer.
struct Peer {
    /// Its row; the same as in what was recorded.
    row: &'static str,
    /// What its layout is called, if it tells its positions.
    layout: Option<&'static str>,
    /// Whether the time counts that it says it took to place boxes, and not that of the process.
    times_itself: bool,
    /// The command; none if it is not there.
    command: fn(&Files) -> Option<Command>,
}

const ALL: &[Peer] = &[
    Peer {
        row: "Argdown 1.7 CLI: parse + map as SVG",
        layout: None,
        times_itself: false,
        command: |files| argdown("1.", files),
    },
    Peer {
        row: "Argdown 2.0 CLI: parse + map as SVG",
        layout: None,
        times_itself: false,
        command: |files| argdown("2.", files),
    },
    Peer {
        row: "Graphviz dot, SVG",
        layout: None,
        times_itself: false,
        command: |files| graphviz("dot", files),
    },
    Peer {
        row: "Graphviz twopi, SVG",
        layout: None,
        times_itself: false,
        command: |files| graphviz("twopi", files),
    },
    Peer {
        row: "dagre",
        layout: Some("dagre"),
        times_itself: false,
        command: |files| node("dagre", &[DAGRE], files),
    },
    Peer {
        row: "ELK layered",
        layout: Some("ELK layered"),
        times_itself: false,
        command: |files| node("elkjs", &["const algorithm = 'layered';", ELK], files),
    },
    Peer {
        row: "ELK mrtree",
        layout: Some("ELK mrtree"),
        times_itself: false,
        command: |files| node("elkjs", &["const algorithm = 'mrtree';", ELK], files),
    },
    Peer {
        row: "d3-flextree, layout alone",
        layout: Some("d3-flextree"),
        times_itself: true,
        command: |files| node("d3-flextree", &[FLEXTREE], files),
    },
];

/// Reads the sizes of the boxes. `tell` prints how long placing took, and every box's corner.
const PRELUDE: &str = "
    const [folder, name, file] = process.argv.slice(2);
    const from = require('module').createRequire(folder + '/x.js');
    const t = JSON.parse(require('fs').readFileSync(file));
    const n = t.parent.length;
    const tell = (ms, at) => {
        const lines = [`took ${ms}`];
        for (let i = 0; i < n; i++) lines.push(at(i).join(' '));
        process.stdout.write(lines.join('\\n') + '\\n');
    };
";
const DAGRE: &str = "
    const dagre = from(name);
    const g = new dagre.graphlib.Graph();
    g.setGraph({});
    g.setDefaultEdgeLabel(() => ({}));
    for (let i = 0; i < n; i++) g.setNode(i, { width: t.w[i], height: t.h[i] });
    for (let i = 1; i < n; i++) g.setEdge(t.parent[i], i);
    for (const [a, b] of t.links) g.setEdge(b, a);
    const begin = performance.now();
    dagre.layout(g);
    const corner = i => [g.node(i).x - t.w[i] / 2, g.node(i).y - t.h[i] / 2];
    tell(performance.now() - begin, corner);
";
const ELK: &str = "
    const Elk = from(name);
    const children = t.w.map((width, i) => ({ id: 'n' + i, width, height: t.h[i] }));
    const edge = (a, b, i) => ({ id: 'e' + i, sources: ['n' + a], targets: ['n' + b] });
    const pairs = t.parent.slice(1).map((p, i) => [p, i + 1]);
    const links = algorithm === 'mrtree' ? [] : t.links.map(([a, b]) => [b, a]);
    const edges = [...pairs, ...links].map(([a, b], i) => edge(a, b, i));
    const layoutOptions = { 'elk.algorithm': algorithm, 'elk.direction': 'DOWN' };
    const begin = performance.now();
    new Elk().layout({ id: 'g', layoutOptions, children, edges })
        .then(g => tell(performance.now() - begin, i => [g.children[i].x, g.children[i].y]))
        .catch(error => { console.error(error); process.exit(1); });
";
const FLEXTREE: &str = "
    import(from.resolve(name)).then(({ flextree }) => {
        const nodes = t.w.map((w, i) => ({ i, size: [w + 18, t.h[i] + 36], children: [] }));
        for (let i = 1; i < n; i++) nodes[t.parent[i]].children.push(nodes[i]);
        const layout = flextree({});
        const tree = layout.hierarchy(nodes[0]);
        const begin = performance.now();
        layout(tree);
        const took = performance.now() - begin;
        const corners = [];
        tree.each(it => corners[it.data.i] = [it.x - t.w[it.data.i] / 2, it.y]);
        tell(took, i => corners[i]);
    });
";

/// Runs the peers that are there, none for longer than the limit; one that was stopped at a
/// smaller map is not tried. Gives how good the layouts are of those that tell.
pub fn measure(sheet: &mut Sheet, files: &Files, limit: Duration) -> Vec<(String, Quality)> {
    let mut qualities = Vec::new();
    let over = Amount::Over(limit.as_secs_f64() * 1000.0);
    for peer in ALL {
        if (peer.command)(files).is_none() {
            continue;
        }
        let was_over = super::SIZES.iter().any(|&smaller| {
            let cell = sheet.cell(peer.row, smaller);
            cell.is_some_and(|cell| !cell.is_recorded && matches!(cell.amount, Amount::Over(_)))
        });
        if was_over {
            sheet.set(peer.row, files.n, over.clone());
            continue;
        }
        eprintln!("  {}", peer.row);
        let again = || (peer.command)(files).expect("it was there a moment ago");
        match least_of_process(3, limit, again) {
            Took::Milliseconds(ms, printed) => {
                let (said, corners) = read_corners(&printed, files.n);
                let ms = said.filter(|_| peer.times_itself).unwrap_or(ms);
                sheet.set_time(peer.row, files.n, ms);
                let told = peer.layout.zip(corners);
                qualities.extend(told.map(|(name, corners)| {
                    (name.to_owned(), Positions::read(files, corners).quality())
                }));
            }
            Took::Over => sheet.set(peer.row, files.n, over.clone()),
            Took::Failed(why) => sheet.set(peer.row, files.n, Amount::Words(why)),
        }
    }
    qualities.extend(dot_quality(sheet, files, limit));
    qualities
}

/// The time that a script says it took, and the corners of all boxes.
fn read_corners(printed: &str, n: usize) -> (Option<f64>, Option<Vec<[f32; 2]>>) {
    let mut lines = printed.lines();
    let took = lines.next().and_then(|line| line.strip_prefix("took "));
    let corners: Vec<[f32; 2]> = lines
        .filter_map(|line| {
            let (x, y) = line.split_once(' ')?;
            Some([x.parse().ok()?, y.parse().ok()?])
        })
        .collect();
    (
        took.and_then(|took| took.parse().ok()),
        (corners.len() == n).then_some(corners),
    )
}

/// The positions that Graphviz gives, where it is fast enough to be asked a second time.
fn dot_quality(sheet: &Sheet, files: &Files, limit: Duration) -> Option<(String, Quality)> {
    let (ms, is_recorded) = sheet.time("Graphviz dot, SVG", files.n)?;
    if is_recorded || ms > 5000.0 {
        return None;
    }
    let again = || {
        let mut command = Command::new("dot");
        command.arg("-Tplain").arg(&files.dot);
        command
    };
    let Took::Milliseconds(_, printed) = least_of_process(1, limit, again) else {
        return None;
    };
    let sizes = Positions::read(files, vec![[0.0; 2]; files.n]);
    let mut corners = vec![[0.0; 2]; files.n];
    // node NAME X Y WIDTH HEIGHT LABEL…, in inches, y up, around the middle.
    for line in printed.lines() {
        let mut words = line.split(' ').skip(1);
        let (true, Some(name), Some(x), Some(y)) = (
            line.starts_with("node "),
            words.next(),
            words.next(),
            words.next(),
        ) else {
            continue;
        };
        let at: usize = name.get(1..)?.parse().ok()?;
        let (x, y): (f32, f32) = (x.parse().ok()?, y.parse().ok()?);
        let size = sizes.size(at)?;
        corners[at] = [x * 72.0 - size.width / 2.0, -y * 72.0 - size.height / 2.0];
    }
    let quality = Positions::read(files, corners).quality();
    Some(("Graphviz dot".to_owned(), quality))
}

fn graphviz(program: &str, files: &Files) -> Option<Command> {
    let is_there = Command::new(program).arg("-V").output().is_ok();
    let mut command = Command::new(program);
    command.arg("-Tsvg").arg(&files.dot).arg("-o");
    command.arg(files.out(&format!("{program}-{}.svg", files.n)));
    is_there.then_some(command)
}

/// The folder among those named in which something of Node.js is installed.
fn folder_with(name: &str, is_right: impl Fn(&Path) -> bool) -> Option<PathBuf> {
    let folders = std::env::var_os("LINCHPIN_PEERS")?;
    std::env::split_paths(&folders).find(|folder| {
        let path = folder.join("node_modules").join(name);
        path.exists() && is_right(&path)
    })
}

/// Argdown of a version that begins like that.
fn argdown(version: &str, files: &Files) -> Option<Command> {
    let is_right = |package: &Path| {
        let text = std::fs::read_to_string(package.join("package.json"));
        let json = text
            .ok()
            .and_then(|text| serde_json::from_str::<serde_json::Value>(&text).ok());
        let found = json.and_then(|json| json["version"].as_str().map(str::to_owned));
        found.is_some_and(|found| found.starts_with(version))
    };
    let folder = folder_with("@argdown/cli", is_right)?;
    let mut command = Command::new(folder.join("node_modules/.bin/argdown"));
    command.args(["map", "--format", "svg"]);
    command.arg(&files.argdown).arg(files.out("argdown"));
    Some(command)
}

fn node(module: &str, script: &[&str], files: &Files) -> Option<Command> {
    let folder = folder_with(module, |_| true)?;
    let mut command = Command::new("node");
    command.args(["--stack-size=4000", "-e"]);
    command.arg(format!("{PRELUDE}{}", script.concat()));
    // Of what follows a script on the command line, Node.js takes the first for the file's name.
    command.arg("script").arg(folder);
    command.arg(module).arg(&files.sizes);
    Some(command)
}
