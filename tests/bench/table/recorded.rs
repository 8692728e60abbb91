//! What was measured once on a machine of 2 shared cores without a graphics card. It stands where
//! a peer is not on this machine.

use super::SIZES;
use super::sheet::{Amount, Sheet};

/// Nothing is known.
const NONE: f64 = 0.0;
/// Stopped after three minutes.
const OVER: f64 = -180_000.0;

/// Rows and their milliseconds at 100, 1,000, 10,000 and 100,000 boxes.
const TIMES: &[(&str, [f64; SIZES.len()])] = &[
    (
        "Argdown 1.7 CLI: parse + map as SVG",
        [1300.0, 1700.0, 50_000.0, NONE],
    ),
    (
        "Argdown 2.0 CLI: parse + map as SVG",
        [1500.0, 2000.0, 25_000.0, NONE],
    ),
    (
        "mermaid 11 in Chromium, render",
        [600.0, 3900.0, 79_000.0, NONE],
    ),
    ("Graphviz dot, SVG", [21.0, 201.0, 39_000.0, OVER]),
    ("Graphviz twopi, SVG", [19.0, 77.0, 950.0, 8000.0]),
    ("dagre", [130.0, 590.0, 8400.0, OVER]),
    ("ELK layered", [380.0, 1300.0, 13_000.0, 153_000.0]),
    ("ELK mrtree", [340.0, 960.0, 29_000.0, OVER]),
    ("d3-flextree, layout alone", [2.9, 17.0, 169.0, 543.0]),
    ("tidy-tree crate, layout alone", [0.016, 0.13, 1.9, 27.0]),
    (
        "rust-sugiyama crate, layered, no links",
        [0.4, 9.0, 900.0, 102_000.0],
    ),
    (
        "React Flow, visible elements only: pan frame",
        [NONE, 17.0, 17.0, 30.0],
    ),
    ("egui-snarl, one frame", [NONE, 23.0, 498.0, NONE]),
    (super::floors::COLD, [0.011, 0.08, 0.86, 9.5]),
    (super::floors::WARM, [NONE, 0.018, 0.42, 5.5]),
    (super::floors::WHOLE, [2.7, 8.0, 44.0, 400.0]),
    (super::floors::PAINTER, [NONE, 0.06, 0.14, 0.83]),
];

/// Layouts of 1,000 boxes: name, width over height, share filled in per cent, overlaps, lines
/// through boxes, mean line.
pub const QUALITY: &[[&str; 6]] = &[
    ["d3-flextree", "59 : 1", "10.7 %", "0", "0", "918"],
    [
        "tidy-tree crate, layered",
        "41 : 1",
        "7.3 %",
        "0",
        "0",
        "959",
    ],
    ["dagre", "30 : 1", "8.4 %", "0", "84", "1117"],
    ["ELK mrtree", "32 : 1", "9.2 %", "0", "56", "770"],
    ["Graphviz dot", "22 : 1", "11.5 %", "0", "81", "567"],
];

/// Fills in what was not measured.
pub fn fill_in(sheet: &mut Sheet) {
    for (row, times) in TIMES {
        for (n, &ms) in SIZES.into_iter().zip(times) {
            if ms > 0.0 {
                sheet.set_recorded(row, n, Amount::Time(ms));
            } else if ms < 0.0 {
                sheet.set_recorded(row, n, Amount::Over(-ms));
            }
        }
    }
}
