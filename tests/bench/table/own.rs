//! What this program takes without its window.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use linchpin::app::{Action, App, FixedHost, TaskMode};
use linchpin::edit::{Context, Edit, Editor};
use linchpin::layout::placement::Placement;
use linchpin::layout::{
    self, Arrange, FontMeasure, LayoutId, Page, Plan, Planner, Request, ViewState,
};
use linchpin::model::{Document, Graph, Id, Intent, Kind, RandomSource, Time};

use super::clock::now;
use super::files::Files;
use super::floors::{self, Floors};
use super::generate::Tree;
use super::quality::{Positions, Quality};
use super::sheet::{Amount, Sheet};
use super::timing::{Took, least, least_of_process, run};

pub const TIDY: &str = "**Linchpin**: tidy tree alone with its lines, warm";
pub const TIDY_COLD: &str = "**Linchpin**: the same, cold";
pub const FOLDED: &str =
    "**Linchpin**: tidy tree with its lines, linked premises and folded branches, warm";
pub const PLACED: &str = "**Linchpin**: tidy tree, positions alone as the floor, warm";
pub const PLACED_FOLDED: &str =
    "**Linchpin**: linked premises and folded branches, positions alone, warm";
pub const EDIT: &str = "**Linchpin**: one edit of the map, with its graph";
pub const EDIT_PLAN: &str = "**Linchpin**: after one edit: plan";
pub const EDIT_TIDY: &str = "**Linchpin**: after one edit: tidy layout";
pub const ADD: &str = "**Linchpin**: after a box is added: plan and tidy layout";
pub const ADD_COMPACT: &str = "**Linchpin**: the same in the compact layout";
pub const FULL: &str = "**Linchpin**: plan and tidy layout of all, nothing known before";
pub const MEMORY: &str = "**Linchpin**: memory at its most, open + layout, no window";
pub const MEMORY_EXPORT: &str = "**Linchpin**: memory at its most, open + tidy + SVG";
pub const FILE: &str = "the file";

/// What [`measure_layouts`] fills in, beside a row for each layout.
pub const LAYOUT_ROWS: [&str; 11] = [
    TIDY,
    TIDY_COLD,
    PLACED,
    FOLDED,
    PLACED_FOLDED,
    EDIT,
    EDIT_PLAN,
    EDIT_TIDY,
    ADD,
    ADD_COMPACT,
    FULL,
];

/// The row of a whole process.
pub fn whole(layout: &str) -> String {
    format!("**Linchpin**: open + {layout} + SVG, whole process")
}

/// The row of a layout by itself.
pub fn alone(layout: &str) -> String {
    format!("**Linchpin**: {layout} layout, all lines and links")
}

/// How often something is done that takes about a microsecond a box.
fn n_runs(n: usize) -> usize {
    (300_000 / n).clamp(5, 300)
}

/// The whole program, in turns with the plain reference: open, lay out, write a picture.
pub fn measure_program(sheet: &mut Sheet, files: &Files, floors: &Floors) {
    const ROUNDS: usize = 3;
    for _ in 0..ROUNDS {
        for layout in layout::ALL {
            let again = || export(files, layout.name);
            let row = whole(layout.name);
            match least_of_process(2, Duration::from_mins(3), again) {
                Took::Milliseconds(ms, _) => sheet.set_time(&row, files.n, ms),
                Took::Over => sheet.set(&row, files.n, Amount::Over(180_000.0)),
                Took::Failed(why) => sheet.set(&row, files.n, Amount::Words(why)),
            }
        }
        floors.measure_whole(sheet, files);
    }
}

fn export(files: &Files, layout: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_linchpin"));
    let out = files.out(&format!("linchpin-{layout}-{}.svg", files.n));
    // A picture that is there already would be read and compared before it is replaced.
    drop(std::fs::remove_file(&out));
    command
        .arg("export")
        .arg(&files.native)
        .arg("--to")
        .arg(out);
    command.args(["--layout", layout]);
    command
}

/// Every layout by itself, and what follows an edit.
pub fn measure_layouts(sheet: &mut Sheet, files: &Files, tree: &Tree, floors: &Floors) {
    let n = files.n;
    let runs = n_runs(n);
    let document = tree.document(false);
    for layout in layout::ALL {
        let plan = plan_of(&document, &view_of(layout.id, None));
        let (ms, _) = least(runs.min(25), || layout::place(&plan.request));
        sheet.set_time(&alone(layout.name), n, ms);
    }
    let plan = plan_of(&document, &ViewState::default());
    let linked = tree.document(true);
    let folded = linked.nodes().iter().skip(7).step_by(40);
    let view = ViewState {
        folded: folded.map(|node| node.id.clone()).collect(),
        ..ViewState::default()
    };
    let folded = plan_of(&linked, &view);
    let (bare, folded) = (
        without_cross_links(&plan.request),
        without_cross_links(&folded.request),
    );
    let (bare_units, folded_units) = (without_lines(&bare), without_lines(&folded));
    for _ in 0..3 {
        let (ms, first) = least(floors::n_runs(&bare), || layout::place(&bare));
        sheet.set_time(TIDY, n, ms);
        sheet.set_time(TIDY_COLD, n, first);
        let (ms, _) = least(floors::n_runs(&bare_units), || layout::place(&bare_units));
        sheet.set_time(PLACED, n, ms);
        let rows = [Some(floors::COLD), Some(floors::WARM)];
        floors.measure_tidy(sheet, files, &bare, rows);
        let (ms, _) = least(floors::n_runs(&folded), || layout::place(&folded));
        sheet.set_time(FOLDED, n, ms);
        let (ms, _) = least(floors::n_runs(&folded_units), || {
            layout::place(&folded_units)
        });
        sheet.set_time(PLACED_FOLDED, n, ms);
        floors.measure_tidy(sheet, files, &folded, [None, Some(floors::FOLDED)]);
    }
    for (row, layout) in [(ADD, LayoutId::Tidy), (ADD_COMPACT, LayoutId::Compact)] {
        measure_adding(sheet, row, n, document.clone(), &view_of(layout, None));
    }
    measure_edit(sheet, n, document);
}

/// How good our layouts of a map are, the compact one for other pages, too.
pub fn rate_layouts(tree: &Tree) -> Vec<(String, Quality)> {
    let document = tree.document(false);
    let page = |width, height| Some(Page { width, height });
    let pages = [(page(1, 2), " for 1 : 2"), (page(5, 2), " for 2.5 : 1")];
    let plain = layout::ALL.iter().map(|layout| (*layout, None, ""));
    let compact = pages.map(|(page, words)| (*layout::Layout::of(LayoutId::Compact), page, words));
    plain
        .chain(compact)
        .map(|(layout, page, words)| {
            let plan = plan_of(&document, &view_of(layout.id, page));
            let placement = layout::place(&plan.request);
            let quality = Positions::of(&plan.request, &placement).quality();
            (format!("**Linchpin**: {}{words}", layout.name), quality)
        })
        .collect()
}

fn view_of(layout: LayoutId, page: Option<Page>) -> ViewState {
    ViewState {
        layout,
        page: page.unwrap_or_default(),
        ..ViewState::default()
    }
}

/// One wording changed: the plan with what is still known, and the layout anew.
fn measure_edit(sheet: &mut Sheet, n: usize, document: Document) {
    let runs = n_runs(n).min(50);
    let view = ViewState::default();
    let (full, _) = least(runs.min(15), || {
        let plan = plan_of(&document, &view);
        let placement = layout::place(&plan.request);
        (plan, placement)
    });
    let node = document.nodes().rows()[n / 2].id.clone();
    let mut editor = Editor::new(document);
    let mut planner = Planner::default();
    let mut plan = plan_with(&editor, &view, &mut planner);
    let mut before = plan.clone();
    let (mut editing, mut planning) = (f64::INFINITY, f64::INFINITY);
    let milliseconds = |begin: Instant| begin.elapsed().as_secs_f64() * 1000.0;
    for nth in 1..=runs as u64 {
        let begin = now();
        reword(&mut editor, &node, nth);
        editing = editing.min(milliseconds(begin));
        let begin = now();
        let next = plan_with(&editor, &view, &mut planner);
        planning = planning.min(milliseconds(begin));
        before = std::mem::replace(&mut plan, next);
    }
    let nothing = (&Request::default(), &Arc::default());
    let placed = layout::place_after(nothing, &before.request);
    let place_again = || layout::place_after((&before.request, &placed), &plan.request);
    assert!(before.request != plan.request, "something is to be placed");
    let (placing, _) = least(runs, place_again);
    sheet.set_time(EDIT, n, editing);
    sheet.set_time(EDIT_PLAN, n, planning);
    sheet.set_time(EDIT_TIDY, n, placing);
    sheet.set_time(FULL, n, full);
}

/// A box added below one in the middle: the plan with what is still known, and the layout after that
/// of before.
fn measure_adding(sheet: &mut Sheet, row: &str, n: usize, document: Document, view: &ViewState) {
    let under = document.nodes().rows()[n / 2].id.clone();
    let mut editor = Editor::new(document);
    let mut planner = Planner::default();
    let mut view = view.clone();
    let mut before = plan_with(&editor, &view, &mut planner);
    let nothing = (&Request::default(), &Arc::default());
    let mut placed = layout::place_after(nothing, &before.request);
    let mut took = f64::INFINITY;
    for nth in 1..=n_runs(n).min(15) as u64 {
        // The program hands on what the layout chose before.
        view.arrangement = choices_of(&editor, &before, &placed);
        view.roots = placed.roots;
        let edit = Edit::AddNode {
            kind: Kind::Claim,
            text: "One more reason".to_owned(),
            under: Some(under.clone()),
            intent: Intent::For,
            anchor: None,
            after: None,
        };
        // Ids that are taken are passed over.
        commit(&mut editor, &edit, nth << 32);
        let begin = now();
        let plan = plan_with(&editor, &view, &mut planner);
        let next = layout::place_after((&before.request, &placed), &plan.request);
        took = took.min(begin.elapsed().as_secs_f64() * 1000.0);
        (before, placed) = (plan, next);
    }
    assert_eq!(
        before.request.boxes.len(),
        n + n_runs(n).min(15),
        "all were added"
    );
    sheet.set_time(row, n, took);
}

/// What a layout chose, by node.
fn choices_of(editor: &Editor, plan: &Plan, placed: &Placement) -> Vec<(Id, Arrange)> {
    let rows = editor.document().nodes().rows();
    let chosen = placed.arrangement.iter();
    chosen
        .map(|&(b, choice)| (rows[plan.nodes[b as usize] as usize].id.clone(), choice))
        .collect()
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
        // By turns of one line and of several, so that everything beside it moves.
        text: "Another wording. ".repeat(1 + nth as usize % 2 * 8) + &nth.to_string(),
    };
    commit(editor, &edit, nth);
}

fn commit(editor: &mut Editor, edit: &Edit, seed: u64) {
    let context = Context {
        random: &mut Counter(seed),
        now: Time::from_unix(0),
    };
    drop(editor.commit(edit, &[], None, context));
}

fn plan_of(document: &Document, view: &ViewState) -> Plan {
    Plan::of(document, &Graph::of(document), view, FontMeasure::bundled())
}

fn plan_with(editor: &Editor, view: &ViewState, planner: &mut Planner) -> Plan {
    let measure = FontMeasure::bundled();
    planner.plan(editor.document(), editor.graph(), view, measure)
}

/// The request with the lines of the tree alone.
fn without_cross_links(request: &Request) -> Request {
    let mut places = vec![false; request.wires.len()];
    for wire in request.units.iter().filter_map(|unit| unit.wire) {
        places[wire as usize] = true;
    }
    let mut alone = request.clone();
    let wires = Arc::make_mut(&mut alone.wires);
    wires.clear();
    let mut new_of = vec![0; request.wires.len()];
    for (at, wire) in request.wires.iter().enumerate() {
        if places[at] {
            new_of[at] = wires.len() as u32;
            wires.push(wire.clone());
        }
    }
    for unit in Arc::make_mut(&mut alone.units) {
        unit.wire = unit.wire.map(|wire| new_of[wire as usize]);
    }
    alone
}

/// The request without any line: what the plain reference places.
fn without_lines(request: &Request) -> Request {
    let mut alone = request.clone();
    alone.wires = Arc::default();
    for unit in Arc::make_mut(&mut alone.units) {
        unit.wire = None;
    }
    alone
}

/// The memory that processes of their own take, the least of three runs: the system counts a
/// little of what came before. Known on Linux alone.
pub fn measure_memory(sheet: &mut Sheet, files: &Files) {
    let size = std::fs::metadata(&files.native).map_or(0, |it| it.len());
    sheet.set(FILE, files.n, Amount::Memory(size as f64 / 1e6));
    let Ok(own) = std::env::current_exe() else {
        return;
    };
    let mut opening = Command::new(&own);
    opening.arg("memory-of-opening").arg(&files.native);
    let mut exporting = Command::new(&own);
    exporting.arg("memory-of-exporting").arg(&files.native);
    exporting.arg(files.out("memory.svg"));
    for (row, mut command) in [(MEMORY, opening), (MEMORY_EXPORT, exporting)] {
        let megabytes = (0..3).filter_map(|_| {
            let Took::Milliseconds(_, printed) = run(Duration::from_mins(3), &mut command) else {
                return None;
            };
            printed.trim().parse::<f64>().ok()
        });
        if let Some(megabytes) = megabytes.reduce(f64::min) {
            sheet.set(row, files.n, Amount::Memory(megabytes));
        }
    }
}

/// In a process of its own: opens and places a map, and prints how much memory that took at most.
pub fn print_memory_of_opening(file: &Path) {
    let host = FixedHost::new(Time::from_unix(1_790_000_000), 11);
    let mut app = App::new(Box::new(host), None, TaskMode::Inline);
    app.perform(Action::Open(file.to_owned()));
    app.poll();
    let n = app
        .tab()
        .map_or(0, |tab| tab.picture.placement().boxes.len());
    assert!(n > 0, "the map is open");
    print_memory();
}

/// In a process of its own: does what `linchpin export` does, and prints how much memory that took.
pub fn print_memory_of_exporting(file: &Path, out: &Path) {
    let args = ["linchpin".as_ref(), "export".as_ref(), file.as_os_str()];
    let more = ["--force", "--layout", "tidy", "--to"].map(AsRef::as_ref);
    let args = args.into_iter().chain(more).chain([out.as_os_str()]);
    let no_window = |_: Vec<PathBuf>| Err("no window is wanted".into());
    let code = linchpin::cli::run(args.map(ToOwned::to_owned), no_window);
    assert!(
        code == std::process::ExitCode::SUCCESS,
        "the map is exported"
    );
    print_memory();
}

/// The most memory that was resident at once, in megabytes.
fn print_memory() {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    if let Some(kilobytes) = kilobytes {
        println!("{}", kilobytes * 1024.0 / 1e6);
    }
}
