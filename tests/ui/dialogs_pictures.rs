//! Pictures of every dialog and of the empty window, light and dark, to be looked at.

use std::path::PathBuf;

use linchpin::app::{Action, App, ArticleRequest, Dialog, ExportKind, Guard, Purpose, Then};
use linchpin::text::Address;

use super::dialogs_desk::{empty_app, open_desk, open_desk_of, open_dialog, sample_app};
use super::raster::save_picture;

fn list_dialogs(app: &App) -> Vec<(&'static str, Dialog)> {
    let tab = app.tab().unwrap();
    let source = tab.document().sources().rows()[0].id.clone();
    let nodes = vec![tab.document().nodes().rows()[0].id.clone()];
    let path = PathBuf::from("/home/ada/maps/mill-street.argmap.json");
    vec![
        (
            "unsaved",
            Dialog::Unsaved {
                tab: tab.key,
                then: Then::Close,
            },
        ),
        (
            "fate",
            Dialog::Fate {
                nodes,
                links: Vec::new(),
                n_below: 7,
            },
        ),
        (
            "path",
            Dialog::Path {
                purpose: Purpose::Open,
                text: format!("{}/samples/", env!("CARGO_MANIFEST_DIR")),
            },
        ),
        ("changed", Dialog::ChangedOnDisk { tab: tab.key, path }),
        ("print", Dialog::Print { tab: tab.key }),
        ("carry-map", Dialog::CarryMap { tab: tab.key }),
        ("reload", Dialog::Reload { tab: tab.key }),
        (
            "paste",
            Dialog::PasteArticle {
                text: String::new(),
                replaces: None,
            },
        ),
        (
            "chapters",
            Dialog::Chapters {
                request: ArticleRequest {
                    path: "/books/buses.epub".into(),
                    ..ArticleRequest::default()
                },
                chapters: ["Preface", "The fare", "The road", "Notes"]
                    .map(ToOwned::to_owned)
                    .to_vec(),
            },
        ),
        (
            "import-report",
            Dialog::ImportReport {
                format: "Kialo text",
                file: "/home/ada/debates/bridges.txt".to_owned(),
                lines: [
                    "changed: a claim without a side is related to the one above: 3 (line 5, line 8, line 40)",
                    "kept: boxes: 120",
                    "kept: links: 119",
                ]
                .map(ToOwned::to_owned)
                .to_vec(),
            },
        ),
        (
            "losses",
            Dialog::Losses {
                tab: tab.key,
                kind: ExportKind::Plain,
                path: "/home/ada/maps/mill-street.kialo.txt".into(),
                guard: Guard::Absent,
                format: "Kialo text",
                losses: [
                    "3 × reasons of linked premises fall apart into single premises",
                    "41 × passages that boxes rest on are left out",
                ]
                .map(ToOwned::to_owned)
                .to_vec(),
            },
        ),
        (
            "encoding",
            Dialog::Encoding {
                source: source.clone(),
                encoding: "windows-1251",
            },
        ),
        (
            "open-address",
            Dialog::OpenAddress {
                address: Address::parse("https://news.example/2026/mill-street?page=2").unwrap(),
            },
        ),
        (
            "open-address-letters",
            Dialog::OpenAddress {
                address: Address::parse("https://exаmple.org/login").unwrap(),
            },
        ),
        (
            "palette",
            Dialog::Palette {
                query: "fold".to_owned(),
                marked: 1,
            },
        ),
        ("keys", Dialog::KeySheet),
        ("map-details", Dialog::MapDetails),
        ("source-details", Dialog::SourceDetails { source }),
        (
            "name-view",
            Dialog::NameView {
                view: None,
                name: "View 2".to_owned(),
            },
        ),
        ("scores", Dialog::Scores),
        (
            "common-map",
            Dialog::CommonMap {
                tab: tab.key,
                path: "/home/ada/maps/mill-street-ben.argmap.json".into(),
            },
        ),
        (
            "merge-report",
            Dialog::MergeReport {
                file: "/home/ada/maps/mill-street-ben.argmap.json".to_owned(),
                lines: [
                    "“The dam was old”: both copies changed the wording; this one says “The dam was old”, the other one “The dyke was old”",
                    "“It leaked” was deleted in this copy and stays, because the other one has changed or needs it",
                ]
                .map(|line| (line.to_owned(), Some(tab.document().nodes().rows()[0].id.clone())))
                .to_vec(),
            },
        ),
        ("held-elsewhere", Dialog::HeldElsewhere { tab: tab.key }),
        ("about", Dialog::About),
    ]
}

#[test]
fn every_dialog_is_drawn_in_light_and_dark() {
    for theme in ["light", "dark"] {
        for (name, dialog) in list_dialogs(&sample_app()) {
            let mut app = sample_app();
            app.settings.theme = theme.to_owned();
            let mut harness = open_dialog(app, dialog);
            save_picture(&mut harness, &format!("dialog-{name}-{theme}"));
        }
    }
}

#[test]
fn the_empty_window_is_drawn_wide_and_narrow() {
    for (theme, size) in [
        ("light", [1280.0, 800.0]),
        ("dark", [1280.0, 800.0]),
        ("light", [640.0, 600.0]),
    ] {
        let mut app = empty_app();
        app.settings.theme = theme.to_owned();
        let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        app.settings.recent.note_opened(&here.join("README.md"));
        app.settings
            .recent
            .note_opened(&here.join("gone/strategy.argmap.json"));
        app.settings.recent.note_opened(&here.join("Cargo.toml"));
        app.settings
            .recent
            .set_pinned(&here.join("README.md"), true);
        let mut harness = open_desk_of(app, size);
        save_picture(&mut harness, &format!("start-{theme}-{}", size[0]));
    }
}

#[test]
fn search_and_messages_are_drawn_over_a_map() {
    for theme in ["light", "dark"] {
        let mut app = sample_app();
        app.settings.theme = theme.to_owned();
        app.perform(Action::Run("replace"));
        app.perform(Action::SetQuery("the".to_owned()));
        app.perform(Action::Run("find-next"));
        app.tell("14 boxes were deleted.".to_owned(), Some("undo"));
        app.warn("Evidence speaks for or against an answer; choose or add one first.".to_owned());
        app.fail("The file could not be saved because its folder is not there. Save a copy elsewhere: /home/ada/maps/strategy.argmap.json".to_owned());
        let mut harness = open_desk(app);
        save_picture(&mut harness, &format!("find-and-messages-{theme}"));
    }
}
