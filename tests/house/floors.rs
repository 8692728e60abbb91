//! Imports run downwards only, and each floor knows no more than it may.

use super::source::{SourceFile, Token, list_paths, list_sources, name_module, split_tokens};

/// The floor of each module; `main.rs` stands above all of them.
const FLOORS: &[(&str, u8)] = &[
    ("theme", 0),
    ("words", 0),
    ("text", 0),
    ("model", 1),
    ("compare", 2),
    ("edit", 2),
    ("layout", 2),
    ("reason", 2),
    ("format", 3),
    ("storage", 4),
    ("app", 5),
    ("cli", 6),
    ("ui", 6),
];
const ROOF: u8 = 7;

/// Words that may not stand below a floor, and what for.
const BANNED: &[(&[&str], &str, &str)] = &[
    (
        &[
            "egui", "eframe", "rfd", "epaint", "ecolor", "emath", "winit",
        ],
        "ui",
        "only the window knows the toolkit",
    ),
    (
        &["fs", "OpenOptions"],
        "storage",
        "only storage and what is above touches the disk",
    ),
    (
        &["SystemTime", "Instant", "getrandom", "Zoned"],
        "app",
        "clock and randomness are handed in from the app",
    ),
];

#[test]
fn imports_run_downwards_only() {
    assert_no_breach(|file, tokens| find_climbing_imports(&file.path, tokens));
}

#[test]
fn each_floor_knows_no_more_than_it_may() {
    assert_no_breach(|file, tokens| find_banned_words(&file.path, tokens));
}

#[test]
fn panels_do_not_import_each_other() {
    let files = list_sources("src");
    let panels = list_panels(files.iter().map(|file| file.path.as_str()));
    assert_no_breach(|file, tokens| find_panel_imports(&file.path, tokens, &panels));
}

#[test]
fn every_module_of_the_crate_has_a_floor() {
    for file in list_sources("src") {
        if let Some(name) = name_module(&file.path).first() {
            assert!(
                find_floor(name).is_some(),
                "{}: on no floor; see FLOORS",
                file.path
            );
        }
    }
}

fn assert_no_breach(find: impl Fn(&SourceFile, &[Token]) -> Vec<String>) {
    let breaches: Vec<String> = list_sources("src")
        .iter()
        .flat_map(|file| find(file, &split_tokens(&file.text)))
        .collect();
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

fn find_climbing_imports(path: &str, tokens: &[Token]) -> Vec<String> {
    if path == "src/lib.rs" {
        return Vec::new();
    }
    let module = name_module(path);
    let own = module.first().copied();
    let floor = own.map_or(Some(ROOF), find_floor).unwrap_or(ROOF);
    list_paths(tokens, &module)
        .into_iter()
        .filter_map(|named| {
            let other = named.segments.first()?;
            let other_floor = find_floor(other)?;
            (own != Some(other) && other_floor >= floor).then(|| {
                format!(
                    "{path}:{}: floor {floor} imports {other} on {other_floor}",
                    named.line
                )
            })
        })
        .collect()
}

fn find_banned_words(path: &str, tokens: &[Token]) -> Vec<String> {
    let Some(own) = name_module(path).first().copied() else {
        return Vec::new();
    };
    let floor = find_floor(own).unwrap_or(ROOF);
    let mut breaches = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        for (words, from, why) in BANNED {
            // The command line stands as high as the window, but is built without a toolkit.
            let is_below = find_floor(from).is_some_and(|from_floor| floor < from_floor)
                || (*from == "ui" && own == "cli");
            if is_below && words.contains(&token.text.as_str()) {
                breaches.push(format!("{path}:{}: {}: {why}", token.line, token.text));
            }
        }
        let reads_clock = token.text == "now" && at > 0 && tokens[at - 1].text == "::";
        if reads_clock && find_floor("app").is_some_and(|app| floor < app) {
            breaches.push(format!("{path}:{}: now: the time is handed in", token.line));
        }
    }
    breaches
}

fn find_panel_imports(path: &str, tokens: &[Token], panels: &[String]) -> Vec<String> {
    let module = name_module(path);
    let ["ui", "panels", own, ..] = module[..] else {
        return Vec::new();
    };
    list_paths(tokens, &module)
        .into_iter()
        .filter_map(|named| {
            let [ui, in_panels, other, ..] = &named.segments[..] else {
                return None;
            };
            (ui == "ui" && in_panels == "panels" && other != own && panels.contains(other))
                .then(|| format!("{path}:{}: the panel {own} imports {other}", named.line))
        })
        .collect()
}

fn list_panels<'a>(paths: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut panels: Vec<String> = paths
        .filter_map(|path| match name_module(path)[..] {
            ["ui", "panels", name, ..] => Some(name.to_owned()),
            _ => None,
        })
        .collect();
    panels.dedup();
    panels
}

fn find_floor(module: &str) -> Option<u8> {
    FLOORS
        .iter()
        .find(|(name, _)| *name == module)
        .map(|(_, floor)| *floor)
}

#[test]
fn an_import_that_climbs_or_goes_sideways_is_found() {
    let find = |path: &str, text: &str| find_climbing_imports(path, &split_tokens(text));
    assert_eq!(
        find("src/model/laws.rs", "\nuse crate::edit::Edit;"),
        ["src/model/laws.rs:2: floor 1 imports edit on 2"]
    );
    for (path, text) in [
        (
            "src/edit/mod.rs",
            "use crate::{model::Node, layout::Scene};",
        ),
        (
            "src/reason/checks/a.rs",
            "use super::super::super::layout::Scene;",
        ),
        ("src/reason/mod.rs", "use super::edit::Edit;"),
        ("src/layout/scene.rs", "fn f() -> crate::format::A { x }"),
        ("src/text/mod.rs", "use crate::words;"),
        ("src/cli.rs", "use crate::ui;"),
    ] {
        assert_eq!(find(path, text).len(), 1, "{path}: {text}");
    }
    for (path, text) in [
        (
            "src/edit/history.rs",
            "use super::Editor; use crate::edit::Edit; use crate::model::Node;",
        ),
        ("src/main.rs", "use linchpin::{cli, ui};"),
        (
            "src/model/mod.rs",
            "// use crate::edit::Edit;\nconst A: &str = \"crate::ui\";",
        ),
        ("src/lib.rs", "pub mod ui; use crate::ui;"),
    ] {
        assert_eq!(find(path, text), [""; 0], "{path}: {text}");
    }
}

#[test]
fn a_word_that_a_floor_may_not_know_is_found() {
    let count = |path: &str, text: &str| find_banned_words(path, &split_tokens(text)).len();
    assert_eq!(count("src/layout/scene.rs", "use egui::Pos2;"), 1);
    assert_eq!(count("src/app/session.rs", "rfd::FileDialog::new()"), 1);
    assert_eq!(count("src/cli.rs", "eframe::run_native()"), 1);
    assert_eq!(count("src/format/native.rs", "std::fs::read(path)"), 1);
    assert_eq!(count("src/model/mod.rs", "use std::{fs, io};"), 1);
    assert_eq!(
        count(
            "src/storage/save.rs",
            "let t = std::time::SystemTime::now();"
        ),
        2
    );
    assert_eq!(count("src/model/mod.rs", "jiff::Timestamp::now()"), 1);
    assert_eq!(count("src/edit/ids.rs", "getrandom::fill(&mut a)"), 1);
    assert_eq!(count("src/ui/shell.rs", "use egui::Pos2;"), 0);
    assert_eq!(count("src/storage/save.rs", "use std::fs;"), 0);
    assert_eq!(count("src/app/host.rs", "std::time::Instant::now()"), 0);
    assert_eq!(
        count(
            "src/layout/scene.rs",
            "// egui draws it\nlet now = \"egui\";"
        ),
        0
    );
}

#[test]
fn a_panel_that_imports_another_is_found() {
    let panels = list_panels(
        [
            "src/ui/panels/mod.rs",
            "src/ui/panels/reader.rs",
            "src/ui/panels/outline/mod.rs",
        ]
        .into_iter(),
    );
    assert_eq!(panels, ["reader", "outline"]);
    let count =
        |path: &str, text: &str| find_panel_imports(path, &split_tokens(text), &panels).len();
    assert_eq!(
        count("src/ui/panels/reader.rs", "use super::outline::Row;"),
        1
    );
    assert_eq!(
        count(
            "src/ui/panels/reader.rs",
            "crate::ui::panels::outline::draw()"
        ),
        1
    );
    assert_eq!(
        count(
            "src/ui/panels/outline/row.rs",
            "use crate::ui::{panels::{reader}};"
        ),
        1
    );
    assert_eq!(
        count(
            "src/ui/panels/outline/row.rs",
            "use super::Outline; use crate::ui::panels::Panel;"
        ),
        0
    );
    assert_eq!(
        count("src/ui/panels/mod.rs", "pub use self::reader::Reader;"),
        0
    );
    assert_eq!(count("src/ui/shell.rs", "use super::panels::reader;"), 0);
}
