//! Plain reference code in the folder that `LINCHPIN_FLOORS` names: the whole job, and the step of
//! placing alone. What the program takes is compared with these, on the same input in the same
//! run.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use linchpin::layout::Request;

use super::files::{Files, write_file};
use super::sheet::Sheet;
use super::timing::{Took, least_of_process, run};

/// Rows of the floors.
pub const WHOLE: &str = "the floor: JSON → wrap → tidy → SVG, plain Rust, whole process";
pub const COLD: &str = "the floor: linear tidy tree on flat arrays, positions alone, cold";
pub const WARM: &str = "the floor: the same, warm";
pub const FOLDED: &str = "the floor: the same for linked premises and folded branches, warm";
pub const PAINTER: &str = "the floor: plain egui painter with linear culling, one frame at zoom 1";

/// What [`Floors::measure_tidy`] fills in.
pub const LAYOUT_ROWS: [&str; 3] = [COLD, WARM, FOLDED];

/// Longer than plain code may take.
const LIMIT: Duration = Duration::from_mins(1);

/// Times the reference's tidy tree again and again, as one process does not.
const TIMER: &str = "
use std::time::Instant;
fn main() {
    let file = std::env::args().nth(1).expect(\"a file\");
    let text = std::fs::read_to_string(file).expect(\"the file can be read\");
    let mut lines = text.lines();
    let mut row = || lines.next().unwrap_or_default().split(' ');
    let parent: Vec<i32> = row().map(|it| it.parse().expect(\"a number\")).collect();
    let w: Vec<f32> = row().map(|it| it.parse().expect(\"a number\")).collect();
    let h: Vec<f32> = row().map(|it| it.parse().expect(\"a number\")).collect();
    let runs = std::env::args().nth(2).expect(\"a number\").parse().expect(\"a number\");
    let mut times = Vec::new();
    for _ in 0usize..runs {
        let begin = Instant::now();
        let placed = tidy::layout(&parent, &w, &h, 18.0, 36.0);
        times.push(begin.elapsed().as_secs_f64() * 1000.0);
        std::hint::black_box((placed.x, placed.y));
    }
    let least = times.iter().copied().fold(f64::INFINITY, f64::min);
    println!(\"{} {least}\", times[0]);
}
";

/// The reference code that is on this machine.
pub struct Floors {
    folder: Option<PathBuf>,
    timer: Option<PathBuf>,
}

impl Floors {
    /// Looks for it, and builds what times its placing.
    pub fn find(work: &Path) -> Self {
        let folder = std::env::var_os("LINCHPIN_FLOORS").map(PathBuf::from);
        let timer = folder.as_ref().and_then(|folder| build_timer(folder, work));
        Self { folder, timer }
    }

    /// The whole job.
    pub fn measure_whole(&self, sheet: &mut Sheet, files: &Files) {
        let Some(folder) = &self.folder else { return };
        let again = || {
            let mut command = Command::new(folder.join("target/release/refsvg"));
            command
                .arg(files.n.to_string())
                .env("PERF_ROOT", &files.folder);
            command
        };
        if let Took::Milliseconds(ms, _) = least_of_process(5, LIMIT, again) {
            sheet.set_time(WHOLE, files.n, ms);
        }
    }

    /// Placing alone, of just the units that our tidy tree places.
    pub fn measure_tidy(
        &self,
        sheet: &mut Sheet,
        files: &Files,
        request: &Request,
        rows: [Option<&str>; 2],
    ) {
        let Some(timer) = &self.timer else { return };
        let path = files.out("units.txt");
        write_file(&path, &as_rows(request));
        let mut command = Command::new(timer);
        command.arg(&path).arg(n_runs(request).to_string());
        let Took::Milliseconds(_, printed) = run(LIMIT, &mut command) else {
            return;
        };
        let times = printed
            .split_whitespace()
            .filter_map(|word| word.parse().ok());
        for (row, ms) in rows.into_iter().zip(times) {
            if let Some(row) = row {
                sheet.set_time(row, files.n, ms);
            }
        }
    }
}

/// How often the units of a request are placed warm, by us and by the floor: a processor that has
/// seen the same work more often is faster at it.
pub fn n_runs(request: &Request) -> usize {
    (1_000_000 / request.units.len().max(1)).clamp(20, 2000)
}

/// Builds the program that times the reference's tidy tree, with the plain compiler.
fn build_timer(folder: &Path, work: &Path) -> Option<PathBuf> {
    let tidy = folder.join("src/tidy.rs").canonicalize().ok()?;
    std::fs::create_dir_all(work).ok()?;
    let (source, program) = (work.join("timer.rs"), work.join("timer"));
    let tidy = tidy.to_str()?.escape_default();
    write_file(&source, &format!("#[path = \"{tidy}\"] mod tidy;{TIMER}"));
    let mut command = Command::new("rustc");
    command.args(["--edition", "2021", "-C", "opt-level=3", "-C"]);
    command.args(["codegen-units=1", "-o"]);
    command.arg(&program).arg(&source);
    matches!(run(LIMIT, &mut command), Took::Milliseconds(..)).then_some(program)
}

/// Who stands under whom, and the sizes: a line each, a parent before its children.
fn as_rows(request: &Request) -> String {
    let mut unit_of = vec![None; request.boxes.len()];
    for (at, unit) in request.units.iter().enumerate() {
        for &b in unit.boxes.of(&request.members) {
            unit_of[b as usize] = Some(at);
        }
    }
    // What stands in no unit is a root; of all the roots one takes the others under it.
    let is_root = |&b: &usize| unit_of[b].is_none();
    let roots: Vec<usize> = (0..request.boxes.len()).filter(is_root).collect();
    let mut boxes: Vec<Vec<u32>> = request
        .units
        .iter()
        .map(|unit| unit.boxes.of(&request.members).to_vec())
        .collect();
    let n_units = boxes.len();
    for (nth, root) in roots.into_iter().enumerate() {
        unit_of[root] = Some(n_units + nth);
        boxes.push(vec![root as u32]);
    }
    let parent_of = |at: usize| {
        let parent = request.units.get(at)?.parent?;
        unit_of[parent as usize]
    };
    let mut below = vec![Vec::new(); boxes.len()];
    let mut order = Vec::new();
    for at in 0..boxes.len() {
        match parent_of(at) {
            Some(parent) => below[parent].push(at),
            None => order.push(at),
        }
    }
    let n_roots = order.len();
    let mut next = 0;
    while next < order.len() {
        order.extend_from_slice(&below[order[next]]);
        next += 1;
    }
    let mut place = vec![0; boxes.len()];
    for (nth, &at) in order.iter().enumerate() {
        place[at] = nth;
    }
    let spacing = request.spacing;
    let mut rows = [const { Vec::new() }; 3];
    for (nth, &at) in order.iter().enumerate() {
        let parent = parent_of(at).map(|parent| place[parent] as i64);
        let parent = parent.unwrap_or(if nth > 0 && nth < n_roots { 0 } else { -1 });
        let sizes = boxes[at].iter().map(|&b| request.boxes[b as usize]);
        let width: f32 = sizes.clone().map(|size| size.width).sum();
        let gaps = (boxes[at].len() - 1) as f32 * spacing.premise;
        let height = sizes.map(|size| size.height).fold(0.0, f32::max);
        rows[0].push(parent.to_string());
        rows[1].push((width + gaps).to_string());
        rows[2].push(height.to_string());
    }
    rows.map(|row| row.join(" ")).join("\n")
}
