//! The File menu.

use super::{Command, Menu::File, needs_boxes, needs_editing, needs_map};
use crate::app::{App, Chord, Dialog, Key, Purpose, Template};
use crate::theme::Icon;

pub(super) const ALL: &[Command] = &[
    Command::new("new", App::new_map)
        .menu(File, 0)
        .keys(&[Chord::ctrl(Key::Letter('n'))]),
    Command::new("open", |app| app.choose_file(Purpose::Open))
        .menu(File, 0)
        .keys(&[Chord::ctrl(Key::Letter('o'))])
        .icon(Icon::FolderOpen),
    Command::new("new-op-ed", |app| app.start_from(Template::OP_ED)).menu(File, 1),
    Command::new("new-debate", |app| app.start_from(Template::DEBATE)).menu(File, 1),
    Command::new("new-hypotheses", |app| app.start_from(Template::HYPOTHESES)).menu(File, 1),
    Command::new("add-article", |app| app.choose_file(Purpose::AddArticle))
        .menu(File, 2)
        .check(needs_editing),
    Command::new("paste-article", |app| {
        app.dialog = Some(Dialog::PasteArticle {
            text: String::new(),
        });
    })
    .menu(File, 2),
    Command::new("article-encoding", App::ask_for_encoding)
        .menu(File, 2)
        .check(|app| {
            needs_editing(app)?;
            let tab = app.tab().ok_or("why-no-map")?;
            tab.reading.file().map(|_| ()).ok_or("why-no-encoding")
        }),
    Command::new("save", App::save)
        .menu(File, 3)
        .keys(&[Chord::ctrl(Key::Letter('s'))])
        .icon(Icon::Save)
        .check(needs_map),
    Command::new("save-as", |app| {
        app.keep_wording();
        if let Some(tab) = app.tab().map(|tab| tab.key) {
            app.choose_file(Purpose::SaveAs { tab, then: None });
        }
    })
    .menu(File, 3)
    .keys(&[Chord::ctrl_shift(Key::Letter('s'))])
    .check(needs_map),
    Command::new("export", |app| {
        app.keep_wording();
        if let Some(tab) = app.tab().map(|tab| tab.key) {
            app.choose_file(Purpose::Export { tab });
        }
    })
    .menu(File, 3)
    .check(needs_boxes),
    Command::new("map-details", |app| app.dialog = Some(Dialog::MapDetails))
        .menu(File, 4)
        .check(needs_map),
    Command::new("close", |app| app.close_tab(app.active()))
        .menu(File, 5)
        .keys(&[Chord::ctrl(Key::Letter('w'))])
        .check(needs_map),
    Command::new("quit", App::quit)
        .menu(File, 5)
        .keys(&[Chord::ctrl(Key::Letter('q'))]),
];
