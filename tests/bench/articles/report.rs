//! What came of a folder, printed.

use std::collections::BTreeMap;
use std::path::Path;

use super::corpus::{Corpus, list_files};
use super::one;
use super::score::{count_words, find_f1};

/// Files with a lower F1 than this are named.
const POOR: f64 = 0.97;

/// What no file may take longer than, in seconds.
const MOST_SECONDS: f64 = 20.0;
/// What a file may take of memory: so much, and so many times its text, but never more than the
/// last, in bytes.
const MEMORY: (u64, u64, u64) = (60_000_000, 6, 512_000_000);

/// Reads a folder and prints what came of it; every file too, if `lists_all`. Gives how many
/// files took more time or memory than they may.
pub fn print(corpus: &Corpus, root: &Path, lists_all: bool) -> usize {
    let files = list_files(corpus, root);
    let mut refused: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut scores = Vec::new();
    let (mut n_read, mut slowest, mut hungriest, mut n_over) = (0, None, None, 0);
    for file in &files {
        let name = name_of(file, root, corpus);
        let read = one::read(file);
        if slowest.as_ref().is_none_or(|(_, took)| *took < read.took) {
            slowest = Some((name.clone(), read.took));
        }
        if hungriest.as_ref().is_none_or(|(_, peak)| *peak < read.peak) {
            hungriest = Some((name.clone(), read.peak));
        }
        let n_bytes = read.result.as_ref().map_or(0, String::len) as u64;
        let (base, times, most) = MEMORY;
        let may_take = (base + times * n_bytes).min(most);
        let is_over = read.peak > may_take || read.took.as_secs_f64() > MOST_SECONDS;
        n_over += usize::from(is_over);
        if lists_all || is_over {
            let over = if is_over { "  OVER ITS BOUND" } else { "" };
            println!(
                "    {:6.2} s {:4} MB of {:3} for {:7} bytes of text: {name}{over}",
                read.took.as_secs_f64(),
                read.peak / 1_000_000,
                may_take / 1_000_000,
                n_bytes,
            );
        }
        let text = match read.result {
            Ok(text) => text,
            Err(why) => {
                let why = why.split(" File: ").next().unwrap_or_default().to_owned();
                refused.entry(why).or_default().push(name);
                continue;
            }
        };
        n_read += 1;
        if let Some(expected) = (corpus.expect)(file) {
            let n_expected: usize = count_words(&expected).values().sum();
            if n_expected >= corpus.fewest_words {
                scores.push((find_f1(&text, &expected), name, n_expected));
            }
        }
    }
    println!("{}: {} files, {n_read} read", corpus.folder, files.len());
    for (why, names) in &refused {
        println!("  refused {}: {why} [{}]", names.len(), names.join(", "));
    }
    scores.sort_by(|a, b| a.0.total_cmp(&b.0));
    if let (Some(target), Some((worst, name, _))) = (corpus.target, scores.first()) {
        let mean = scores.iter().map(|(score, ..)| score).sum::<f64>() / scores.len() as f64;
        let n = scores.len();
        println!("  F1 over {n}: mean {mean:.4} (target {target}), worst {worst:.4} {name}");
        for (score, name, n_expected) in scores.iter().take_while(|(score, ..)| *score < POOR) {
            println!("    {score:.4} {name} ({n_expected} words expected)");
        }
    }
    if let (Some((slow, took)), Some((hungry, peak))) = (slowest, hungriest) {
        println!("  slowest {:.2} s {slow}", took.as_secs_f64());
        println!("  most memory {} MB {hungry}", peak / 1_000_000);
    }
    println!("  over the bounds of time and memory: {n_over}");
    n_over
}

fn name_of(file: &Path, root: &Path, corpus: &Corpus) -> String {
    let within = file.strip_prefix(root.join(corpus.folder));
    within.unwrap_or(file).display().to_string()
}
