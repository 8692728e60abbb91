//! What came of a folder, printed.

use std::collections::BTreeMap;
use std::path::Path;

use super::corpus::{Corpus, list_files};
use super::one;
use super::score::{count_words, find_f1};

/// Files with a lower F1 than this are named.
const POOR: f64 = 0.97;

/// Reads a folder and prints what came of it.
pub fn print(corpus: &Corpus, root: &Path) {
    let files = list_files(corpus, root);
    let mut refused: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut scores = Vec::new();
    let (mut n_read, mut slowest, mut hungriest) = (0, None, None);
    for file in &files {
        let name = name_of(file, root, corpus);
        let read = one::read(file);
        if slowest.as_ref().is_none_or(|(_, took)| *took < read.took) {
            slowest = Some((name.clone(), read.took));
        }
        if hungriest.as_ref().is_none_or(|(_, peak)| *peak < read.peak) {
            hungriest = Some((name.clone(), read.peak));
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
}

fn name_of(file: &Path, root: &Path, corpus: &Corpus) -> String {
    let within = file.strip_prefix(root.join(corpus.folder));
    within.unwrap_or(file).display().to_string()
}
