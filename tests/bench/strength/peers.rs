//! Bare frameworks, weighed here and by the libraries that are on the machine, on the same input
//! and in the same run; what they find is compared with what we find.
//!
//! - crustabri (the grounded extension), the program `crustabri` on the path: the processor time of
//!   the whole process, which is what it can be asked for;
//! - Uncertainpy (DF-QuAD), a copy of its sources in one of the folders that `LINCHPIN_PEERS` names,
//!   run by `python3`: the pass over the arguments alone;
//! - the plain reference code `af` in the folder that `LINCHPIN_FLOORS` names (built with
//!   `cargo build --release`): the work alone.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use linchpin::model::Relation;
use linchpin::reason::strength::{Framework, Label, Semantics, label_grounded, solve};

use super::generate::Tree;
use super::least;

/// Arguments of a generated map, with what attacks and supports what.
struct Bare {
    base: Vec<f64>,
    attacks: Vec<(u32, u32)>,
    supports: Vec<(u32, u32)>,
    /// All of these as attacks, with some more from above to below that close circles.
    all: Vec<(u32, u32)>,
}

/// Prints the table.
pub fn print(sizes: &[usize]) {
    println!(
        "| boxes | grounded | the floor | crustabri, processor time | DF-QuAD | the floor | Uncertainpy |"
    );
    println!("|---|---|---|---|---|---|---|");
    for &n in sizes {
        let bare = Bare::of(n);
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench-strength");
        bare.write(&folder.join("data"), n);
        let (grounded, labels) = least(9, || label_grounded(n, &bare.all));
        let weigh = || {
            let framework = Framework::new(bare.base.clone(), &bare.supports, &bare.attacks, &[]);
            let begin = std::hint::black_box(framework);
            least(9, || solve(&begin, Semantics::DfQuad))
        };
        let (weighing, solved) = weigh();
        let floor = run_floor(&folder, n);
        let row = [
            format!("{:.2} ms", grounded.as_secs_f64() * 1e3),
            tell(floor.map(|it| it[0])),
            tell(run_crustabri(&folder, n, &labels)),
            format!("{:.2} ms", weighing.as_secs_f64() * 1e3),
            tell(floor.map(|it| it[1])),
            tell(run_uncertainpy(&folder, n, &solved.strengths)),
        ];
        println!("| {n} | {} |", row.join(" | "));
    }
}

fn tell(milliseconds: Option<f64>) -> String {
    milliseconds.map_or_else(|| "not there".to_owned(), |it| format!("{it:.2} ms"))
}

impl Bare {
    fn of(n: usize) -> Self {
        let tree = Tree::of(n);
        let mut bare = Self {
            base: Vec::new(),
            attacks: Vec::new(),
            supports: Vec::new(),
            all: Vec::new(),
        };
        for (argument, at) in tree.nodes.iter().zip(0..) {
            // Spread over the whole range, without a pattern that a tree could share.
            bare.base.push((u64::from(at) * 7_919 % 1_001) as f64 / 1e3);
            if let Some((above, relation)) = &argument.place {
                let pair = (at, *above as u32);
                match relation {
                    Relation::Opposes => bare.attacks.push(pair),
                    _ => bare.supports.push(pair),
                }
            }
        }
        for &(from, to, supports) in &tree.links {
            let pair = (from as u32, to as u32);
            if supports {
                bare.supports.push(pair);
            } else {
                bare.attacks.push(pair);
            }
        }
        bare.all = [&bare.attacks[..], &bare.supports].concat();
        let back = (0..n as u32 / 50).map(|at| (at * 17 % 97, at * 50 + 49));
        bare.all.extend(back.filter(|(from, to)| from < to));
        bare.all.sort_unstable();
        bare.all.dedup();
        bare
    }

    /// Writes it in the forms of the peers: `tN.af` as in the competition ICCMA 2023, `tN.bag` as
    /// Uncertainpy reads it.
    fn write(&self, folder: &Path, n: usize) {
        let mut af = format!("p af {n}\n");
        for (from, to) in &self.all {
            let _ = writeln!(af, "{} {}", from + 1, to + 1);
        }
        let mut bag = String::new();
        for (base, at) in self.base.iter().zip(0..) {
            let _ = writeln!(bag, "arg(n{at}, {base:.3})");
        }
        for (word, pairs) in [("att", &self.attacks), ("sup", &self.supports)] {
            for (from, to) in pairs {
                let _ = writeln!(bag, "{word}(n{from}, n{to})");
            }
        }
        write_file(&folder.join(format!("t{n}.af")), &af);
        write_file(&folder.join(format!("t{n}.bag")), &bag);
    }
}

#[expect(clippy::disallowed_methods, reason = "a benchmark lays out its files")]
fn write_file(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder");
    std::fs::write(path, text).expect("room for a file");
}

/// The reference code's grounded labelling and DF-QuAD, in milliseconds.
fn run_floor(folder: &Path, n: usize) -> Option<[f64; 2]> {
    let program = Path::new(&std::env::var_os("LINCHPIN_FLOORS")?).join("target/release/af");
    let mut command = Command::new(program);
    let printed = run(command.arg(n.to_string()).env("PERF_ROOT", folder))?;
    let find = |word: &str| {
        let line = printed.lines().find(|line| line.starts_with(word))?;
        let (_, after) = line.split_once("wall ")?;
        after.split(' ').next()?.parse().ok()
    };
    Some([find("grounded")?, find("df-quad")?])
}

/// How long the grounded extension takes, as processor time of whole processes in milliseconds.
fn run_crustabri(folder: &Path, n: usize, labels: &[Label]) -> Option<f64> {
    const RUNS: u32 = 10;
    let file = folder.join(format!("data/t{n}.af"));
    let before = spent_by_children()?;
    let mut printed = None;
    for _ in 0..RUNS {
        let mut command = Command::new("crustabri");
        command.args(["solve", "-p", "SE-GR", "-r", "iccma23", "-f"]);
        printed = Some(run(command.arg(&file))?);
    }
    let spent = spent_by_children()? - before;
    let printed = printed?;
    let answer = printed.lines().find_map(|line| line.strip_prefix('w'))?;
    let theirs: Vec<usize> = answer.split_whitespace().flat_map(str::parse).collect();
    let ours = labels.iter().zip(1..).filter(|(it, _)| **it == Label::In);
    let mut sorted = theirs;
    sorted.sort_unstable();
    assert_eq!(sorted, ours.map(|(_, at)| at).collect::<Vec<usize>>());
    Some(spent / f64::from(RUNS))
}

/// The processor time of all processes that have been waited for, in milliseconds (Linux).
fn spent_by_children() -> Option<f64> {
    /// Ticks of the kernel's clock as it is told, in milliseconds.
    const TICK: f64 = 10.0;
    let line = std::fs::read_to_string("/proc/self/stat").ok()?;
    // What is in brackets may hold blanks; after it the state is the third field.
    let (_, fields) = line.rsplit_once(')')?;
    let fields: Vec<&str> = fields.split_whitespace().collect();
    let ticks = |nth: usize| fields.get(nth - 3)?.parse::<f64>().ok();
    Some((ticks(16)? + ticks(17)?) * TICK)
}

/// How long the pass over the arguments takes, in milliseconds.
fn run_uncertainpy(folder: &Path, n: usize, ours: &[f64]) -> Option<f64> {
    /// The package itself asks for a library that draws, which weighing does not.
    const SCRIPT: &str = "
import sys, time, types
src, file = sys.argv[1:]
for name in ['', '.gradual', '.gradual.algorithms', '.gradual.semantics', '.gradual.semantics.modular']:
    package = types.ModuleType('uncertainpy' + name)
    package.__path__ = [src + '/uncertainpy' + name.replace('.', '/')]
    sys.modules[package.__name__] = package
from uncertainpy.gradual.BAG import BAG
from uncertainpy.gradual.algorithms.Acyclic import computeStrengthValues
from uncertainpy.gradual.semantics.modular.ProductAggregation import ProductAggregation
from uncertainpy.gradual.semantics.modular.LinearInfluence import LinearInfluence
bag = BAG(file)
least = 1e9
for _ in range(3):
    begin = time.perf_counter()
    found = computeStrengthValues(bag, ProductAggregation(), LinearInfluence(1))
    least = min(least, time.perf_counter() - begin)
print(least * 1000)
print(' '.join(repr(bag.arguments['n%d' % at].strength) for at in range(len(bag.arguments))))
";
    let folders = std::env::var_os("LINCHPIN_PEERS")?;
    let sources = std::env::split_paths(&folders).map(|it| it.join("src"));
    let has_it = |source: &PathBuf| source.join("uncertainpy/gradual").is_dir();
    let source = sources.into_iter().find(has_it)?;
    let file = folder.join(format!("data/t{n}.bag"));
    let mut command = Command::new("python3");
    let printed = run(command.args(["-c", SCRIPT]).arg(source).arg(file))?;
    let mut lines = printed.lines();
    let took = lines.next()?.parse().ok()?;
    let theirs: Vec<f64> = lines.next()?.split(' ').flat_map(str::parse).collect();
    assert_eq!(theirs.len(), ours.len());
    for (at, (theirs, ours)) in theirs.iter().zip(ours).enumerate() {
        assert!(
            (theirs - ours).abs() < 1e-9,
            "argument {at}: {theirs} and {ours}"
        );
    }
    Some(took)
}

/// What a process prints; none if it is not there or fails.
fn run(command: &mut Command) -> Option<String> {
    let output = command.output().ok()?;
    if !output.status.success() {
        eprintln!("{}", String::from_utf8_lossy(&output.stderr));
        return None;
    }
    String::from_utf8(output.stdout).ok()
}
