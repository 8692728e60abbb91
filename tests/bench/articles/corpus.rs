//! The folders of articles, which of their files are read, and what each is compared with.

use std::path::{Path, PathBuf};
use std::process::Command;

use dom_query::Document;

/// A folder of articles.
pub struct Corpus {
    /// Its name.
    pub folder: &'static str,
    /// The endings of the files in it that are articles, or the names of these files.
    pub endings: &'static [&'static str],
    /// The least mean F1 that is aimed at; none where there is nothing to compare with.
    pub target: Option<f64>,
    /// Files with fewer expected words than this are read but not compared.
    pub fewest_words: usize,
    /// The text that should be found in a file.
    pub expect: fn(&Path) -> Option<String>,
}

/// Every folder.
pub const ALL: &[Corpus] = &[
    Corpus {
        folder: "articles-plain",
        endings: &["txt"],
        target: None,
        fewest_words: 20,
        expect: |_| None,
    },
    Corpus {
        folder: "articles-md-opensource-guide",
        endings: &["md"],
        target: None,
        fewest_words: 20,
        expect: |_| None,
    },
    Corpus {
        folder: "articles-wikinews-fr",
        endings: &["html"],
        target: None,
        fewest_words: 20,
        expect: |_| None,
    },
    Corpus {
        folder: "articles-html-readability",
        endings: &["source.html"],
        target: Some(0.99),
        fewest_words: 20,
        expect: |file| {
            let expected = file.with_file_name("expected.html");
            std::fs::read_to_string(expected)
                .ok()
                .map(|html| strip(&html))
        },
    },
    Corpus {
        folder: "articles-html-scrapinghub",
        endings: &["html"],
        target: Some(0.95),
        fewest_words: 20,
        expect: find_ground_truth,
    },
    Corpus {
        folder: "articles-docx",
        endings: &["docx"],
        target: Some(0.98),
        fewest_words: 20,
        expect: ask_pandoc,
    },
    Corpus {
        folder: "articles-odt",
        endings: &["odt"],
        target: Some(0.98),
        fewest_words: 20,
        expect: ask_pandoc,
    },
    Corpus {
        folder: "articles-epub",
        endings: &["epub"],
        target: Some(0.98),
        fewest_words: 20,
        expect: ask_pandoc,
    },
    Corpus {
        folder: "articles-pdf",
        endings: &["pdf"],
        target: Some(0.93),
        fewest_words: 20,
        expect: |file| {
            ask(Command::new("pdftotext")
                .args(["-enc", "UTF-8"])
                .arg(file)
                .arg("-"))
        },
    },
];

/// The articles of a folder, in the order of their names.
pub fn list_files(corpus: &Corpus, root: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![root.join(corpus.folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = path.to_string_lossy().into_owned();
            if path.is_dir() {
                folders.push(path);
            } else if corpus.endings.iter().any(|end| name.ends_with(end)) {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// The words of a page, without its scripts.
fn strip(html: &str) -> String {
    let page = Document::from(html);
    page.select("script, style, noscript").remove();
    page.select("body").text().to_string()
}

/// The body of a news page by the table that stands beside the folder of pages.
fn find_ground_truth(file: &Path) -> Option<String> {
    let table = file.parent()?.parent()?.join("ground-truth.json");
    let table: serde_json::Value = serde_json::from_slice(&std::fs::read(table).ok()?).ok()?;
    let body = table.get(file.file_stem()?.to_str()?)?.get("articleBody")?;
    body.as_str().map(ToOwned::to_owned)
}

fn ask_pandoc(file: &Path) -> Option<String> {
    ask(Command::new("pandoc")
        .args(["--to=plain", "--wrap=none"])
        .arg(file))
}

fn ask(command: &mut Command) -> Option<String> {
    let output = command.output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}
