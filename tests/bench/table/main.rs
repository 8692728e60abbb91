//! The table of speed and quality of the canvas, beside the peers, as Markdown:
//!
//! ```sh
//! cargo bench --bench table
//! cargo bench --bench table -- 10000      # no map larger than that
//! ```
//!
//! Maps are generated; every program gets the same ones. Peers that are on the machine are run
//! here and now; of the others stands what was recorded, with a mark. `dot` and `twopi` are looked
//! for on the path, those for Node.js in the folder that `LINCHPIN_PEERS` names (where
//! `npm install dagre elkjs d3-flextree @argdown/cli` was run), the plain reference code in the
//! folder that `LINCHPIN_FLOORS` names (built with `cargo build --release`).
//!
//! Plain loops and medians rather than a framework: half of the rows are whole processes, and one
//! table beside others is what is wanted.

mod generate;
mod peers;
mod quality;
mod recorded;
mod rows;
mod table;
mod timing;
mod vocabulary;

use std::path::Path;

use generate::Tree;
use table::Table;

/// Sizes of the maps, in boxes.
const SIZES: [usize; 4] = [100, 1_000, 10_000, 100_000];

fn main() {
    let most = std::env::args().find_map(|arg| arg.parse().ok());
    let sizes = SIZES.map(|n| most.is_none_or(|most| n <= most).then_some(n));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench");
    let mut speed = Table::new(&["work", "100", "1,000", "10,000", "100,000"]);
    let mut quality = Table::new(&[
        "layout",
        "boxes",
        "width : height",
        "filled",
        "overlaps",
        "tree lines through boxes",
        "all lines through boxes",
        "mean tree line",
        "mean line",
    ]);
    for (column, n) in sizes.into_iter().enumerate() {
        let Some(n) = n else { continue };
        eprintln!("{n} boxes");
        let tree = Tree::of(n);
        let files = rows::write_files(&tree, n, &folder);
        rows::measure_program(&mut speed, column, n, &files);
        rows::measure_layouts(&mut speed, &mut quality, column, n, &tree);
        peers::measure(&mut speed, column, n, &files);
    }
    recorded::fill_in(&mut speed, &mut quality);
    println!("## Speed: median wall time\n\n{speed}");
    println!("## Quality of layouts, the same maps\n\n{quality}");
    println!("{}", rows::measure_frames(most));
}
