//! The table of article formats: every file of the corpora is read, and what came of it is
//! compared with what other programs take from it.
//!
//! `cargo bench --bench articles` prints it; words behind `--` choose folders by their names, and
//! `all` among them names every file with its time and its memory. A file that takes longer than
//! 20 s, or more than 60 MB and six times its text, ends it with an error.
//! The corpora are looked for in the folder that `CORPORA` names, else in `../shared/corpora`;
//! `pandoc` and `pdftotext` give what DOCX, ODT, EPUB and PDF are compared with.

mod corpus;
mod one;
mod report;
mod score;

use std::path::PathBuf;

fn main() {
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| word != "--bench")
        .collect();
    if let [flag, file] = words.as_slice()
        && flag == one::FLAG
    {
        one::read_here(&PathBuf::from(file));
        return;
    }
    let root = std::env::var_os("CORPORA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora"),
        PathBuf::from,
    );
    if !root.is_dir() {
        println!("skipped: there are no corpora in {}", root.display());
        return;
    }
    let (all, words): (Vec<String>, Vec<String>) =
        words.into_iter().partition(|word| word == "all");
    let is_chosen = |corpus: &&corpus::Corpus| {
        let mut words = words.iter();
        words.len() == 0 || words.any(|word| corpus.folder.contains(word.as_str()))
    };
    let chosen = corpus::ALL.iter().filter(is_chosen);
    let n_over: usize = chosen
        .map(|corpus| report::print(corpus, &root, !all.is_empty()))
        .sum();
    println!("{n_over} files over the bounds of time and memory");
    if n_over > 0 {
        std::process::exit(1);
    }
}
