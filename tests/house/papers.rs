//! The papers are there and speak of the project, not of the machine they were written on.

use std::path::Path;

const PAPERS: &[&str] = &[
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "SECURITY.md",
    "tests/reliability/README.md",
];

/// Folders of one machine that no reader has.
const MACHINE_FOLDERS: &[&str] = &["/work", "/root", "/tmp", "/home", "/Users"];

#[test]
fn the_papers_name_no_folder_of_one_machine() {
    let mut breaches = Vec::new();
    for name in PAPERS {
        match read_paper(name) {
            Some(text) => breaches.extend(find_machine_paths(name, &text)),
            None => breaches.push(format!("{name}: is missing")),
        }
    }
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

#[test]
fn both_licences_are_there_in_full() {
    for (name, words) in [
        ("LICENSE-MIT", "THE SOFTWARE IS PROVIDED \"AS IS\""),
        ("LICENSE-APACHE", "END OF TERMS AND CONDITIONS"),
    ] {
        let text = read_paper(name).unwrap_or_default();
        assert!(text.contains(words), "{name}");
        assert!(text.contains("The Linchpin authors"), "{name}");
    }
}

fn read_paper(name: &str) -> Option<String> {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).ok()
}

fn find_machine_paths(name: &str, text: &str) -> Vec<String> {
    let mut breaches = Vec::new();
    for (n, line) in text.lines().enumerate() {
        for folder in MACHINE_FOLDERS {
            let is_named = line.match_indices(folder).any(|(at, _)| {
                let before = line[..at].chars().next_back();
                let after = line[at + folder.len()..].chars().next();
                let goes_on = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '~');
                !before.is_some_and(goes_on) && !after.is_some_and(|c| goes_on(c) && c != '.')
            });
            if is_named {
                breaches.push(format!("{name}:{}: names {folder}", n + 1));
            }
        }
    }
    breaches
}

#[test]
fn a_machine_path_is_found() {
    for line in [
        "see /work/main",
        "`/root`",
        "in (/tmp).",
        "/home/me/a.txt",
        "file:///tmp/a",
    ] {
        assert_eq!(find_machine_paths("A.md", line).len(), 1, "{line}");
    }
    for line in [
        "app/work.rs",
        "src/app/worker.rs",
        "/workers",
        "tests/tmp/x",
        "a/root-node",
    ] {
        assert_eq!(find_machine_paths("A.md", line), [""; 0], "{line}");
    }
}

#[test]
fn every_file_that_the_page_on_reliability_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = read_paper("tests/reliability/README.md").expect("it is there");
    let named: Vec<&str> = page
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|name| name.starts_with("tests/") && !name.contains(' '))
        .collect();
    assert!(named.len() > 20, "{named:?}");
    for name in named {
        assert!(root.join(name).exists(), "{name}");
    }
}
