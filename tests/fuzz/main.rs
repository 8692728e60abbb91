//! Fuzzing without a fuzzer: inputs are made of the seeds, each by its number alone, so that any
//! can be made again. `tests/fuzz/run` says how it is used.
//!
//! `fuzz list [all]` names the targets; with `all` also those that are parts of another one ·
//! `fuzz run TARGET SECONDS [FROM]` runs a target for a time, from an input on ·
//! `fuzz show TARGET NUMBER` prints an input · `fuzz one TARGET FILE` runs a target on a file ·
//! `fuzz seeds TARGET FOLDER` writes its seeds · `fuzz hostile SIZE` runs every hostile file in a process
//! of its own, and says how many there are and what the worst took.
//!
//! Further seeds are read from the folder that `SEEDS` names, where there is one: files of the
//! folder, and of the folder in it that has the name of the target.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, missing_docs)]

mod hostile;
mod mutate;
mod seeds;
mod targets;

use std::io::{Seek, SeekFrom, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use mutate::Mutator;
use targets::{Target, list_targets};

/// An input that takes longer than this hangs. Generous, since the machine may be busy.
const LIMIT: Duration = Duration::from_secs(20);

/// Inputs between two looks at the clock.
const BATCH: u64 = 16;

/// Larger files are no seeds.
const LARGEST_SEED: u64 = 1 << 14;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["list"] => list(false),
        ["list", "all"] => list(true),
        ["run", name, seconds] => run(&find(name), seconds.parse().unwrap(), 0),
        ["run", name, seconds, from] => {
            run(&find(name), seconds.parse().unwrap(), from.parse().unwrap());
        }
        ["show", name, number] => {
            let target = find(name);
            let bytes = Mutator::new(name, &target.seeds).make(number.parse().unwrap());
            std::io::stdout().write_all(&bytes).unwrap();
        }
        ["one", name, file] => (find(name).run)(&std::fs::read(file).unwrap()),
        ["hostile", size] => return run_hostile(size.parse().unwrap()),
        ["one-hostile", name, file] => run_one_hostile(name, Path::new(file)),
        ["seeds", name, folder] => write_seeds(&find(name), Path::new(folder)),
        _ => {
            eprintln!("see tests/fuzz/main.rs");
            return ExitCode::from(64);
        }
    }
    ExitCode::SUCCESS
}

fn list(with_parts: bool) {
    for target in list_targets() {
        if with_parts || !target.is_part {
            println!("{}", target.name);
        }
    }
}

fn find(name: &str) -> Target {
    let mut targets = list_targets().into_iter();
    let mut target = targets
        .find(|it| it.name == name)
        .expect("a target of that name");
    if let Some(folder) = std::env::var_os("SEEDS").map(PathBuf::from) {
        target.seeds.extend(read_seeds(&folder.join(name)));
        target.seeds.extend(read_seeds(&folder));
    }
    target
}

/// The small files of a folder, in the order of their names.
fn read_seeds(folder: &Path) -> Vec<Vec<u8>> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries.map(|it| it.unwrap().path()).collect();
    paths.sort();
    let is_small = |path: &PathBuf| {
        std::fs::metadata(path).is_ok_and(|it| it.is_file() && it.len() <= LARGEST_SEED)
    };
    paths
        .iter()
        .filter(|it| is_small(it))
        .map(|it| std::fs::read(it).unwrap())
        .collect()
}

fn write_seeds(target: &Target, folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    for (at, seed) in target.seeds.iter().enumerate() {
        std::fs::write(folder.join(format!("seed-{at:03}")), seed).unwrap();
    }
}

/// What was said of the last panic. Readers of other people's make catch those of their libraries.
static LAST_PANIC: Mutex<String> = Mutex::new(String::new());

/// Runs a target, and says how many inputs it took. A panic that comes out, an abort and a hang end the program with
/// the number of the input.
fn run(target: &Target, seconds: u64, from: u64) {
    let begun = Instant::now();
    let at = Arc::new(AtomicU64::new(from));
    keep_panics();
    watch(target.name.clone(), at.clone());
    let mutator = Mutator::new(&target.name, &target.seeds);
    // An abort, as for want of memory, says nothing: the last number is in this file then.
    let progress = std::env::var_os("PROGRESS");
    let mut progress = progress.map(|path| std::fs::File::create(path).unwrap());
    while begun.elapsed() < Duration::from_secs(seconds) {
        for _ in 0..BATCH {
            let number = at.load(Ordering::Relaxed);
            if let Some(file) = &mut progress {
                file.seek(SeekFrom::Start(0)).unwrap();
                file.write_all(format!("{number:020}").as_bytes()).unwrap();
            }
            let input = mutator.make(number);
            if catch_unwind(AssertUnwindSafe(|| (target.run)(&input))).is_err() {
                let why = LAST_PANIC.lock().unwrap();
                eprintln!("{why}\nFOUND: {} panics on input {number}", target.name);
                std::process::exit(101);
            }
            at.store(number + 1, Ordering::Relaxed);
        }
    }
    let n = at.load(Ordering::Relaxed) - from;
    let rate = n as f64 / begun.elapsed().as_secs_f64();
    println!(
        "{}: {n} inputs, {rate:.0} a second, {} seeds",
        target.name,
        target.seeds.len()
    );
}

fn keep_panics() {
    std::panic::set_hook(Box::new(|info| {
        *LAST_PANIC.lock().unwrap() = info.to_string();
    }));
}

/// Ends the program when one input takes too long.
fn watch(name: String, at: Arc<AtomicU64>) {
    std::thread::spawn(move || {
        let mut last = (u64::MAX, Instant::now());
        loop {
            std::thread::sleep(Duration::from_millis(500));
            let number = at.load(Ordering::Relaxed);
            if number != last.0 {
                last = (number, Instant::now());
            } else if last.1.elapsed() > LIMIT {
                eprintln!("FOUND: {name} hangs on input {number}");
                std::process::exit(3);
            }
        }
    });
}

/// An answer of a process that took a hostile file: milliseconds, and by how many kilobytes the most
/// memory grew.
#[derive(Clone, Copy, Default)]
struct Cost {
    ms: u64,
    kb: u64,
}

/// How long a hostile file may take, in milliseconds, and how many times its size in memory: aims, of
/// which those that miss them are named.
const MOST_MS: u64 = 2_000;
const MOST_TIMES: f64 = 6.0;

fn run_hostile(size: usize) -> ExitCode {
    let program = std::env::current_exe().unwrap();
    let path = std::env::temp_dir().join(format!("linchpin-hostile-{}", std::process::id()));
    let (mut n, mut n_fallen, mut n_over) = (0, 0, 0);
    let (mut slowest, mut hungriest) = ((Cost::default(), String::new()), (0.0, String::new()));
    let mut most_kb = 0;
    for (target, files) in hostile::list_hostile(size) {
        for file in files {
            std::fs::write(&path, &file.bytes).unwrap();
            let said = std::process::Command::new(&program)
                .args(["one-hostile", &target.name])
                .arg(&path)
                .output()
                .unwrap();
            let name = format!("{} to {}", file.name, target.name);
            n += 1;
            let Some(cost) = read_cost(&said) else {
                n_fallen += 1;
                println!(
                    "FOUND: {name}: {}",
                    String::from_utf8_lossy(&said.stderr).trim()
                );
                continue;
            };
            // Of small files any memory is many times their size.
            let times = cost.kb as f64 * 1024.0 / file.bytes.len().max(1 << 16) as f64;
            if cost.ms > MOST_MS || times > MOST_TIMES {
                n_over += 1;
                println!("over: {name}: {} ms, {times:.1} times", cost.ms);
            }
            most_kb = most_kb.max(cost.kb);
            if cost.ms >= slowest.0.ms {
                slowest = (cost, name.clone());
            }
            if times >= hungriest.0 {
                hungriest = (times, name);
            }
        }
    }
    println!(
        "hostile: {n} files of up to about {size} bytes, {n_fallen} not borne, {n_over} over an aim; slowest {} ms ({}); \
         most memory {:.1} times the file ({}), of all {} MB",
        slowest.0.ms,
        slowest.1,
        hungriest.0,
        hungriest.1,
        most_kb / 1024
    );
    drop(std::fs::remove_file(path));
    ExitCode::from(u8::from(n_fallen > 0))
}

fn read_cost(said: &std::process::Output) -> Option<Cost> {
    let text = String::from_utf8_lossy(&said.stdout);
    let (ms, kb) = text.trim().split_once(' ')?;
    said.status.success().then_some(Cost {
        ms: ms.parse().ok()?,
        kb: kb.parse().ok()?,
    })
}

fn run_one_hostile(name: &str, path: &Path) {
    let target = find(name);
    let bytes = std::fs::read(path).unwrap();
    let open = |bytes: &[u8]| match &target.open {
        Some(open) => open(bytes),
        None => Box::new(|| ()),
    };
    // What a good file needs of the program itself is there before, and not counted.
    if let Some(seed) = target.seeds.first() {
        open(seed)();
        (target.run)(seed);
    }
    let opening = open(&bytes);
    // From here on the most is counted anew, where the system can do that.
    drop(std::fs::write("/proc/self/clear_refs", "5"));
    let (begun, before) = (Instant::now(), find_peak_kb());
    if target.open.is_some() {
        opening();
    } else {
        (target.run)(&bytes);
    }
    println!(
        "{} {}",
        begun.elapsed().as_millis(),
        find_peak_kb().saturating_sub(before)
    );
    // That it is borne is more than that it is opened.
    (target.run)(&bytes);
}

/// The most memory that this process has had, in kilobytes; 0 where the system does not say.
fn find_peak_kb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    number.unwrap_or_default()
}
