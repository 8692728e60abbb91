//! The table of article formats: every file of the corpora is read, and what came of it is
//! compared with what other programs take from it.
//!
//! `cargo bench --bench articles` prints it; words behind `--` choose folders by their names.
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
    for corpus in corpus::ALL {
        if words.is_empty()
            || words
                .iter()
                .any(|word| corpus.folder.contains(word.as_str()))
        {
            report::print(corpus, &root);
        }
    }
}
