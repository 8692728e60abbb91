//! Fuzzing without a fuzzer: inputs are made of the seeds, each by its number alone, so that any
//! can be made again. `tests/fuzz/run` says how it is used.
//!
//! `fuzz list [all]` names the targets; with `all` also those that are parts of another one ·
//! `fuzz run TARGET SECONDS [FROM]` runs a target for a time, from an input on ·
//! `fuzz show TARGET NUMBER` prints an input · `fuzz one TARGET FILE` runs a target on a file ·
//! `fuzz seeds TARGET FOLDER` writes its seeds.
//!
//! Further seeds are read from the folder that `SEEDS` names, where there is one: files of the
//! folder, and of the folder in it that has the name of the target.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, missing_docs)]

mod mutate;
mod seeds;
mod targets;

use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
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
        ["run", name, seconds] => run(find(name), seconds.parse().unwrap(), 0),
        ["run", name, seconds, from] => {
            run(find(name), seconds.parse().unwrap(), from.parse().unwrap())
        }
        ["show", name, number] => {
            let target = find(name);
            let bytes = Mutator::new(name, &target.seeds).make(number.parse().unwrap());
            std::io::stdout().write_all(&bytes).unwrap();
        }
        ["one", name, file] => (find(name).run)(&std::fs::read(file).unwrap()),
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

/// Runs a target, and says how many inputs it took. A panic, an abort and a hang end the program with
/// the number of the input.
fn run(target: Target, seconds: u64, from: u64) {
    let begun = Instant::now();
    let at = Arc::new(AtomicU64::new(from));
    tell_panics(target.name.clone(), at.clone());
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
            (target.run)(&mutator.make(number));
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

fn tell_panics(name: String, at: Arc<AtomicU64>) {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        usual(info);
        eprintln!(
            "FOUND: {name} panics on input {}",
            at.load(Ordering::Relaxed)
        );
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
