//! The table of speed and quality of the canvas, beside the peers, as Markdown:
//!
//! ```sh
//! cargo bench --bench table
//! cargo bench --bench table -- quick      # maps of 100 and 1,000 boxes alone
//! cargo bench --bench table -- keys 10000 # only what the press of a key costs
//! cargo bench --bench table -- gestures 10000 # only frames while something is dragged or selected
//! cargo bench --bench table -- layouts 10000 # only the layouts
//! ```
//!
//! Maps are generated; every program gets the same ones. Peers that are on the machine are run
//! here and now, none for longer than `LINCHPIN_LIMIT` seconds, 60 if that is not set; of the
//! others stands what was recorded, with a mark. `dot` and `twopi` are looked for on the path,
//! those for Node.js in the folders that `LINCHPIN_PEERS` names, parted as in `PATH` (where
//! `npm install dagre elkjs d3-flextree @argdown/cli` was run), the plain reference code in the
//! folder that `LINCHPIN_FLOORS` names (built with `cargo build --release`).
//!
//! Plain loops and least times rather than a framework: half of the rows are whole processes, and
//! one table beside others is what is wanted.

mod clock;
mod desk;
mod files;
mod floors;
mod frames;
mod generate;
mod keypress;
mod own;
mod peers;
mod quality;
mod recorded;
mod sheet;
mod table;
mod targets;
mod timing;
mod vocabulary;

use std::path::Path;
use std::time::Duration;

use files::Files;
use floors::Floors;
use generate::Tree;
use quality::Quality;
use sheet::{Amount, Sheet};
use table::Table;

/// Sizes of the maps, in boxes.
const SIZES: [usize; 4] = [100, 1_000, 10_000, 100_000];

fn main() {
    let args = std::env::args().skip(1).filter(|it| it != "--bench");
    let args: Vec<String> = args.collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["memory-of-opening", file] => return own::print_memory_of_opening(file.as_ref()),
        ["memory-of-exporting", file, out] => {
            return own::print_memory_of_exporting(file.as_ref(), out.as_ref());
        }
        ["layouts", n] => return print_layouts(n.parse().expect("a number of boxes")),
        ["keys", n] => {
            let figures = keypress::measure(n.parse().expect("a number of boxes"));
            return println!("{}", frames::show(&figures));
        }
        ["gestures", n] => {
            let figures = frames::measure_gestures(n.parse().expect("a number of boxes"));
            return println!("{}", frames::show(&figures));
        }
        _ => {}
    }
    let is_quick = args.iter().any(|arg| arg == "quick");
    let asked = args.iter().find_map(|arg| arg.parse().ok());
    let most = asked.unwrap_or(if is_quick { 1_000 } else { usize::MAX });
    let limit = std::env::var("LINCHPIN_LIMIT").ok();
    let limit = Duration::from_secs(limit.and_then(|it| it.parse().ok()).unwrap_or(60));
    let work = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench");
    let floors = Floors::find(&work);
    let mut sheet = Sheet::default();
    let mut quality: Vec<(usize, String, Quality)> = Vec::new();
    let mut frames = Vec::new();
    for n in SIZES.into_iter().filter(|&n| n <= most) {
        eprintln!("{n} boxes");
        let tree = Tree::of(n);
        let files = Files::write(&tree, &work);
        own::measure_program(&mut sheet, &files, &floors);
        own::measure_layouts(&mut sheet, &files, &tree, &floors);
        own::measure_memory(&mut sheet, &files);
        let ours = own::rate_layouts(&tree).into_iter();
        quality.extend(ours.map(|(name, quality)| (n, name, quality)));
        let theirs = peers::measure(&mut sheet, &files, limit).into_iter();
        quality.extend(theirs.map(|(name, quality)| (n, name, quality)));
    }
    for n in frames::SIZES.into_iter().filter(|&n| n <= most) {
        eprintln!("frames of {n} boxes");
        let figures = frames::measure(n);
        if let Some(plain) = figures.iter().find(|it| it.case == frames::PLAIN) {
            sheet.set(floors::PAINTER, n, Amount::Time(plain.median));
        }
        frames.extend(figures);
        frames.extend(frames::measure_gestures(n));
        frames.extend(keypress::measure(n));
    }
    recorded::fill_in(&mut sheet);
    println!(
        "Least of several runs, unless a row says otherwise. Rows and cells marked as recorded \
         were not run here, but once on a machine of 2 shared cores without a graphics card. \
         What decides is the ratio to a peer or a floor on the same input in the same run, which \
         does not depend on the machine; limits in milliseconds do, and beside those of frames \
         stands what a plain painter takes here."
    );
    println!("\n## Speed, the same maps\n\n{sheet}");
    println!("## Quality of layouts, the same maps\n\n{}", show(&quality));
    println!(
        "## Frames of the window, build and tessellation\n\n{}",
        frames::show(&frames)
    );
    let measured = targets::Measured {
        sheet: &sheet,
        frames: &frames,
        quality: &quality,
    };
    println!("## Targets\n\n{}", targets::judge(&measured));
}

/// The quality of all layouts, and what is known of peers that were not run.
fn show(quality: &[(usize, String, Quality)]) -> Table {
    let mut table = Table::new(&[
        "layout",
        "boxes",
        "width : height",
        "filled",
        "overlaps",
        "crossings of tree lines",
        "tree lines through boxes",
        "all lines through boxes",
        "mean tree line",
    ]);
    for (n, name, it) in quality {
        table.add(vec![
            name.clone(),
            n.to_string(),
            format!("{:.2} : 1", it.ratio),
            format!("{:.1} %", it.fill * 100.0),
            it.n_overlaps.to_string(),
            it.n_crossings.map_or_else(String::new, |n| n.to_string()),
            it.n_through[0].to_string(),
            it.n_through[1].to_string(),
            format!("{:.0}", it.mean_length),
        ]);
    }
    for [name, ratio, fill, overlaps, through, mean] in recorded::QUALITY {
        if !quality.iter().any(|(n, it, _)| *n == 1_000 && it == name) {
            let cells = ["1000", ratio, fill, overlaps, "", through, "", mean];
            let mut row = vec![format!("{name} (recorded, not run)")];
            row.extend(cells.map(str::to_owned));
            table.add(row);
        }
    }
    table
}

/// The layouts of one map, by themselves.
fn print_layouts(n: usize) {
    let work = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench");
    let (mut sheet, tree) = (Sheet::default(), Tree::of(n));
    let files = Files::write(&tree, &work);
    own::measure_layouts(&mut sheet, &files, &tree, &Floors::find(&work));
    for row in own::LAYOUT_ROWS.into_iter().chain(floors::LAYOUT_ROWS) {
        if let Some((ms, _)) = sheet.time(row, n) {
            println!("{ms:.4} ms  {row}");
        }
    }
}
