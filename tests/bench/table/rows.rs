//! What this program takes, and how good its layouts are.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use linchpin::edit::{Context, Edit, Editor};
use linchpin::format::native;
use linchpin::layout::{self, FontMeasure, Plan, Request, Texts, ViewState};
use linchpin::model::{Document, Graph, Id, RandomSource, Time};

use super::generate::Tree;
use super::quality::Quality;
use super::table::Table;
use super::timing::{median, median_of_process, say};

/// The files of one map.
pub struct Files {
    pub folder: PathBuf,
    pub native: PathBuf,
    pub dot: PathBuf,
    pub argdown: PathBuf,
    pub sizes: PathBuf,
}

/// Writes a map as every program reads it.
pub fn write_files(tree: &Tree, n: usize, folder: &Path) -> Files {
    let data = folder.join("data");
    std::fs::create_dir_all(&data).expect("the build folder can be written to");
    std::fs::create_dir_all(folder.join("out")).expect("the build folder can be written to");
    let write = |name: &str, text: &str| {
        let path = data.join(format!("t{n}{name}"));
        linchpin::storage::save_atomically(&path, text.as_bytes(), None)
            .expect("the build folder can be written to");
        path
    };
    let (sizes, texts) = tree.sizes_and_texts();
    write(".json", &texts);
    Files {
        folder: folder.to_owned(),
        native: write(".argmap.json", &native::write(&tree.document(false))),
        dot: write(".dot", &tree.dot()),
        argdown: write(".argdown", &tree.argdown()),
        sizes: write(".sizes.json", &sizes),
    }
}

fn n_runs(n: usize) -> usize {
    (300_000 / n).clamp(5, 300)
}

/// The whole program: open, lay out, write a picture.
pub fn measure_program(table: &mut Table, column: usize, n: usize, files: &Files) {
    for layout in layout::ALL {
        let out = files.folder.join(format!("out/own-{n}.svg"));
        let mut command = Command::new(env!("CARGO_BIN_EXE_linchpin"));
        command
            .arg("export")
            .arg(&files.native)
            .arg("--to")
            .arg(&out);
        command.args(["--force", "--layout", layout.name]);
        let name = format!("**Linchpin**: open + {} + SVG, whole process", layout.name);
        let took = median_of_process(5, &mut command).map_or_else(|why| why, say);
        table.set(&name, column, took);
    }
}

/// Every layout by itself, and what follows an edit.
pub fn measure_layouts(
    speed: &mut Table,
    quality: &mut Table,
    column: usize,
    n: usize,
    tree: &Tree,
) {
    let runs = n_runs(n);
    let document = tree.document(false);
    for layout in layout::ALL {
        let plan = plan_of(
            &document,
            &ViewState {
                layout: layout.id,
                ..ViewState::default()
            },
        );
        let (took, _) = median(runs.min(25), || layout::place(&plan.request));
        let name = format!(
            "**Linchpin**: {} layout with its lines and links",
            layout.name
        );
        speed.set(&name, column, say(took));
        add_quality(quality, layout.name, n, &plan.request);
    }
    let plan = plan_of(&document, &ViewState::default());
    let alone = without_cross_links(&plan.request);
    let (took, first) = median(runs, || layout::place(&alone));
    speed.set(
        "**Linchpin**: tidy tree alone, lines drawn, warm",
        column,
        say(took),
    );
    speed.set("**Linchpin**: the same, first time", column, say(first));

    let linked = tree.document(true);
    let folded = linked
        .nodes()
        .iter()
        .skip(7)
        .step_by(40)
        .map(|node| node.id.clone());
    let view = ViewState {
        folded: folded.collect(),
        ..ViewState::default()
    };
    let plan = plan_of(&linked, &view);
    let alone = without_cross_links(&plan.request);
    let (took, _) = median(runs, || layout::place(&alone));
    let n_boxes = alone.boxes.len();
    let text = format!("{} ({n_boxes} boxes)", say(took));
    speed.set(
        "**Linchpin**: tidy tree with linked premises and folded branches",
        column,
        text,
    );

    measure_edit(speed, column, document);
}

/// One wording changed: the plan with what is still known, and the layout anew.
fn measure_edit(speed: &mut Table, column: usize, document: Document) {
    let runs = n_runs(document.nodes().len());
    let view = ViewState::default();
    let node = document.nodes().rows()[document.nodes().len() / 2]
        .id
        .clone();
    let mut editor = Editor::new(document);
    let mut texts = Texts::default();
    let mut n_edits = 0;
    let mut plan = plan_with(&editor, &view, &mut texts);
    let (planning, _) = median(runs.min(50), || {
        n_edits += 1;
        reword(&mut editor, &node, n_edits);
        plan = plan_with(&editor, &view, &mut texts);
    });
    let alone = without_cross_links(&plan.request);
    let (tree, _) = median(runs.min(50), || layout::place(&alone));
    let (all, _) = median(runs.min(50), || layout::place(&plan.request));
    speed.set(
        "**Linchpin**: after one edit, edit and plan",
        column,
        say(planning),
    );
    let placed = Arc::new(layout::place(&plan.request));
    let (again, _) = median(runs.min(50), || {
        n_edits += 1;
        reword(&mut editor, &node, n_edits);
        let next = plan_with(&editor, &view, &mut texts);
        layout::place_after((&plan.request, &placed), &next.request)
    });
    speed.set(
        "**Linchpin**: after one edit that leaves every box as large, edit, plan and layout",
        column,
        say(again),
    );
    speed.set("**Linchpin**: after one edit, tidy tree", column, say(tree));
    speed.set(
        "**Linchpin**: after one edit, with cross links",
        column,
        say(all),
    );
}

struct Counter(u64);

impl RandomSource for Counter {
    fn next_bits(&mut self) -> u64 {
        self.0 += 1;
        self.0
    }
}

fn reword(editor: &mut Editor, node: &Id, nth: u64) {
    let edit = Edit::SetText {
        node: node.clone(),
        text: format!("Another wording, {nth}"),
    };
    let context = Context {
        random: &mut Counter(nth),
        now: Time::from_unix(0),
    };
    drop(editor.commit(&edit, &[], None, context));
}

fn plan_of(document: &Document, view: &ViewState) -> Plan {
    Plan::of(document, &Graph::of(document), view, FontMeasure::bundled())
}

fn plan_with(editor: &Editor, view: &ViewState, texts: &mut Texts) -> Plan {
    let measure = FontMeasure::bundled();
    Plan::with_texts(editor.document(), editor.graph(), view, measure, texts)
}

/// The request with the lines of the tree alone.
fn without_cross_links(request: &Request) -> Request {
    let mut places = vec![false; request.wires.len()];
    for wire in request.units.iter().filter_map(|unit| unit.wire) {
        places[wire as usize] = true;
    }
    let mut alone = request.clone();
    alone.wires.clear();
    let mut new_of = vec![0; request.wires.len()];
    for (at, wire) in request
        .wires
        .iter()
        .enumerate()
        .filter(|(at, _)| places[*at])
    {
        new_of[at] = alone.wires.len() as u32;
        alone.wires.push(wire.clone());
    }
    for unit in &mut alone.units {
        unit.wire = unit.wire.map(|wire| new_of[wire as usize]);
    }
    alone
}

fn add_quality(table: &mut Table, layout: &str, n: usize, request: &Request) {
    let quality = Quality::of(request, &layout::place(request));
    table.add(&[
        &format!("**Linchpin**: {layout}"),
        &n.to_string(),
        &format!("{:.2} : 1", quality.ratio),
        &format!("{:.1} %", quality.fill * 100.0),
        &quality.n_overlaps.to_string(),
        &quality.n_through[0].to_string(),
        &quality.n_through[1].to_string(),
        &format!("{:.0}", quality.mean_length[0]),
        &format!("{:.0}", quality.mean_length[1]),
    ]);
}

/// The frames of the window, if their benchmark is there.
pub fn measure_frames(most: Option<usize>) -> String {
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    command.args(["bench", "--quiet", "--bench", "frame", "--"]);
    command.args(most.map(|most| most.to_string()));
    let printed = command
        .output()
        .map(|output| output.stdout)
        .unwrap_or_default();
    let printed = String::from_utf8_lossy(&printed);
    let mut table = Table::new(&["frame", "boxes", "median, ms", "95th percentile, ms"]);
    for line in printed.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        if let ["frame", rest @ ..] = cells.as_slice() {
            table.add(rest);
        }
    }
    format!("## Frames of the window, CPU of build and tessellation\n\n{table}")
}
