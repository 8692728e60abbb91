//! Every article file of the corpora is read or refused with a reason.

use std::path::{Path, PathBuf};

use linchpin::text::{Article, TextError, formats};

#[test]
fn every_article_of_the_corpora_is_read_or_refused_with_a_reason() {
    let root = std::env::var_os("CORPORA").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora"),
        PathBuf::from,
    );
    if !root.is_dir() {
        println!("skipped: there are no corpora in {}", root.display());
        return;
    }
    let mut n_read = 0;
    for file in list_articles(&root) {
        let bytes = std::fs::read(&file).unwrap();
        let name = file.file_name().unwrap().to_string_lossy();
        match Article::from_bytes(&bytes, &name) {
            Ok(article) => {
                n_read += 1;
                check_parts(&article, &file);
            }
            Err(TextError::Empty { .. } | TextError::Locked { .. } | TextError::Scanned { .. }) => {
            }
            Err(error) => panic!("{}: {error}", file.display()),
        }
    }
    assert!(n_read >= 100, "only {n_read} were read");
}

/// Blocks are in order and disjoint, and what is said of words lies in the block before it.
fn check_parts(article: &Article, file: &Path) {
    let (mut start, mut end) = (0, 0);
    for part in &article.structure {
        let range = part.range.range();
        assert!(
            !part.range.of(&article.text).is_empty(),
            "{}",
            file.display()
        );
        if part.kind.is_inline() {
            assert!(
                start <= range.start && range.end <= end,
                "{}",
                file.display()
            );
        } else {
            assert!(end <= range.start, "{}: {part:?}", file.display());
            (start, end) = (range.start, range.end);
        }
    }
}

fn list_articles(root: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders: Vec<PathBuf> = list(root)
        .filter(|path| path.to_string_lossy().contains("articles-"))
        .collect();
    while let Some(folder) = folders.pop() {
        for path in list(&folder) {
            let ending = path.extension().unwrap_or_default().to_string_lossy();
            if path.is_dir() {
                folders.push(path);
            } else if formats::list_endings().any(|known| known == ending) {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn list(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().path())
}
