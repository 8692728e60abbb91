//! Pictures of generated maps beside the programs that make them of our SVG:
//!
//! ```sh
//! cargo bench --no-default-features --bench pictures
//! ```
//!
//! `rsvg-convert` (librsvg) and `resvg` are looked for on the path; what is not there is said.

#[path = "table/clock.rs"]
mod clock;
#[path = "table/generate.rs"]
mod generate;
#[path = "table/timing.rs"]
mod timing;
#[path = "table/vocabulary.rs"]
mod vocabulary;

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use generate::Tree;
use linchpin::format::picture::pages::{PageSetup, Pages};
use linchpin::format::picture::{Picture, open_all, png};
use linchpin::layout::ViewState;
use linchpin::model::Graph;
use linchpin::theme::Theme;
use timing::{Took, least, least_of_process, say};

#[expect(
    clippy::disallowed_methods,
    reason = "a picture for others to read, no work of anybody's"
)]
fn main() {
    let folder = std::env::temp_dir().join("linchpin-bench-pictures");
    std::fs::create_dir_all(&folder).expect("there is room for pictures");
    println!(
        "| boxes | layout and scene | scene to PDF, one sheet | size | over sheets of A4 | PDF in all | \
         librsvg: our SVG to PDF | times as long | scene to PNG, one pixel a unit | resvg: our SVG to PNG |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|");
    for n in [1_000, 10_000] {
        let document = Tree::of(n).document(true);
        let graph = Graph::of(&document);
        let view = open_all(&document, &ViewState::default());
        let picture = Picture {
            document: &document,
            graph: &graph,
            view: &view,
            theme: Theme::light(),
        };
        let (drawing, scene) = least_with(5, || picture.draw());
        let whole = Pages::whole(scene.bounds);
        let (writing, pdf) = least_with(5, || picture.write_scene(&scene, &whole));
        let (all, _) = least(5, || picture.write_pdf(None));
        let setup = PageSetup {
            is_tiled: true,
            // As many sheets as there may be, or nearly.
            scale: (1_000.0 / n as f32).sqrt() * 0.4,
            ..PageSetup::default()
        };
        let tiling = match picture.lay_out(&scene, &setup) {
            Ok(pages) => {
                let (ms, _) = least(3, || picture.write_scene(&scene, &pages));
                format!("{} for {}", say(ms), pages.pages.len())
            }
            Err(error) => error.to_string(),
        };
        let svg = folder.join(format!("{n}.svg"));
        std::fs::write(&svg, picture.write_svg()).expect("there is room for pictures");
        let librsvg = run_peer("rsvg-convert", &["-f", "pdf", "-o"], &folder, &svg);
        let ratio = librsvg
            .as_ref()
            .map_or_else(|_| "–".to_owned(), |ms| format!("{:.1}", ms / all));
        let (raster, resvg) = if n == 1_000 {
            let (ms, _) = least(3, || png::write(&scene, Theme::light(), 1.0));
            (say(ms), show(run_peer("resvg", &[], &folder, &svg)))
        } else {
            ("–".to_owned(), "–".to_owned())
        };
        println!(
            "| {n} | {} | {} | {} kB | {tiling} | {} | {} | {ratio} | {raster} | {resvg} |",
            say(drawing),
            say(writing),
            pdf.len() / 1000,
            say(all),
            show(librsvg),
        );
    }
}

/// The least time, and what came out.
fn least_with<T>(n: usize, mut work: impl FnMut() -> T) -> (f64, T) {
    let made = work();
    (least(n, work).0, made)
}

/// What a program takes that reads our SVG, or why it did not.
fn run_peer(name: &str, options: &[&str], folder: &Path, svg: &Path) -> Result<f64, String> {
    let out = folder.join("peer.out");
    let is_first_out = !options.is_empty();
    let command = || {
        let mut command = Command::new(name);
        command.args(options);
        if is_first_out {
            command.arg(&out).arg(svg);
        } else {
            command.arg(svg).arg(&out);
        }
        command
    };
    match least_of_process(3, Duration::from_mins(2), command) {
        Took::Milliseconds(ms, _) => Ok(ms),
        Took::Over => Err("more than 120 s".to_owned()),
        Took::Failed(why) => Err(format!("not there: {why}")),
    }
}

fn show(took: Result<f64, String>) -> String {
    took.map_or_else(|why| why, say)
}
