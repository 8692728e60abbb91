//! What was measured once on another machine of the same make: 2 shared cores, no GPU. It stands
//! for peers that are not on this machine.

use super::table::Table;

const MARK: &str = " (recorded, not run)";

/// Peers and their times at 100, 1,000, 10,000 and 100,000 boxes.
const SPEED: &[(&str, [&str; 4])] = &[
    (
        "Argdown CLI: parse + map as SVG",
        ["1.3 s", "1.7 s", "25 s", ""],
    ),
    (
        "mermaid 11 in Chromium, render",
        ["0.6 s", "3.9 s", "79 s", ""],
    ),
    ("Graphviz dot, SVG", ["21 ms", "201 ms", "39 s", "> 180 s"]),
    ("Graphviz twopi, SVG", ["19 ms", "77 ms", "0.95 s", "8.0 s"]),
    (
        "dagre, whole process",
        ["0.13 s", "0.59 s", "8.4 s", "> 180 s"],
    ),
    (
        "ELK layered, whole process",
        ["0.38 s", "1.3 s", "13 s", "153 s"],
    ),
    (
        "d3-flextree, layout alone",
        ["2.9 ms", "17 ms", "169 ms", "543 ms"],
    ),
    (
        "tidy-tree crate, layout alone",
        ["16 µs", "0.13 ms", "1.9 ms", "27 ms"],
    ),
    (
        "rust-sugiyama crate, layered, no links",
        ["0.4 ms", "9 ms", "0.9 s", "102 s"],
    ),
    (
        "React Flow, visible elements only: pan frame",
        ["", "17 ms", "17 ms", "30 ms"],
    ),
    ("egui-snarl, one frame", ["", "23 ms", "498 ms", ""]),
    (
        "plain egui painter, one frame at zoom 1",
        ["", "0.06 ms", "0.14 ms", "0.83 ms"],
    ),
    (
        "the floor: tidy tree, positions alone, first time",
        ["11 µs", "80 µs", "0.86 ms", "9.5 ms"],
    ),
    (
        "the floor: JSON to SVG, whole process",
        ["2.7 ms", "8 ms", "44 ms", "0.40 s"],
    ),
];

/// Peers and their layouts of 1,000 boxes: ratio, fill, overlaps, lines through boxes, mean line.
const QUALITY: &[[&str; 6]] = &[
    ["d3-flextree, tidy", "59 : 1", "10.7 %", "0", "0", "918"],
    ["tidy-tree, layered", "41 : 1", "7.3 %", "0", "0", "959"],
    ["dagre", "30 : 1", "8.4 %", "0", "84", "1117"],
    ["ELK mrtree", "32 : 1", "9.2 %", "0", "56", "770"],
    ["Graphviz dot", "22 : 1", "11.5 %", "0", "81", "567"],
];

/// Adds the rows of what was not run.
pub fn fill_in(speed: &mut Table, quality: &mut Table) {
    for (name, times) in SPEED
        .iter()
        .filter(|(name, _)| !speed.has(name))
        .collect::<Vec<_>>()
    {
        let name = format!("{name}{MARK}");
        for (column, time) in times.iter().enumerate() {
            speed.set(&name, column, (*time).to_owned());
        }
    }
    for [name, ratio, fill, overlaps, through, mean] in QUALITY {
        let name = format!("{name}{MARK}");
        quality.add(&[&name, "1000", ratio, fill, overlaps, "", through, "", mean]);
    }
}
