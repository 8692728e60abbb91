//! The File menu.

use super::{
    Command, Menu::File, needs_article, needs_boxes, needs_editing, needs_map, needs_text,
};
use crate::app::{App, Chord, Dialog, ExportKind, Key, Purpose, Template};
use crate::theme::Icon;

pub(super) const ALL: &[Command] = &[
    Command::new("new", App::new_map)
        .menu(File, 0)
        .keys(&[Chord::ctrl(Key::Letter('n'))]),
    Command::new("open", |app| app.choose_file(Purpose::Open))
        .menu(File, 0)
        .keys(&[Chord::ctrl(Key::Letter('o'))])
        .icon(Icon::FolderOpen),
    Command::new("remember-files", App::toggle_remembering_files)
        .menu(File, 0)
        .toggles(|app| app.settings.remembers_files),
    Command::new("new-op-ed", |app| app.start_from(Template::OP_ED)).menu(File, 1),
    Command::new("new-debate", |app| app.start_from(Template::DEBATE)).menu(File, 1),
    Command::new("new-hypotheses", |app| app.start_from(Template::HYPOTHESES)).menu(File, 1),
    Command::new("add-article", |app| app.choose_file(Purpose::AddArticle))
        .menu(File, 2)
        .check(needs_editing),
    Command::new("paste-article", |app| {
        app.dialog = Some(Dialog::PasteArticle {
            text: String::new(),
            replaces: None,
        });
    })
    .menu(File, 2),
    #[cfg(feature = "web")]
    Command::new("open-web", App::ask_for_web_address).menu(File, 2),
    Command::new("newer-version", |app| {
        if let Some(tab) = app.tab().map(|tab| tab.key) {
            app.choose_file(Purpose::NewerVersion { tab });
        }
    })
    .menu(File, 2)
    .check(needs_text),
    Command::new("paste-newer-version", |app| {
        app.dialog = Some(Dialog::PasteArticle {
            text: String::new(),
            replaces: app.tab().and_then(|tab| tab.reading.source.clone()),
        });
    })
    .menu(File, 2)
    .check(needs_text),
    Command::new("import-annotations", |app| {
        if let Some(tab) = app.tab().map(|tab| tab.key) {
            app.choose_file(Purpose::Annotations { tab });
        }
    })
    .menu(File, 2)
    .check(needs_editing),
    Command::new("import-outline", |app| app.choose_file(Purpose::Outline)).menu(File, 2),
    Command::new("give-up-reading", App::give_up_reading)
        .menu(File, 2)
        .check(|app| {
            if app.is_reading() {
                Ok(())
            } else {
                Err("why-nothing-read")
            }
        }),
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
            let kind = ExportKind::Plain;
            app.choose_file(Purpose::Export { tab, kind });
        }
    })
    .menu(File, 3)
    .check(|app| needs_boxes(app).or_else(|why| needs_article(app).map_err(|_| why))),
    Command::new("export-with-map", |app| {
        app.keep_wording();
        let tab = app.tab().map(|tab| tab.key);
        app.dialog = tab.map(|tab| Dialog::CarryMap { tab });
    })
    .menu(File, 3)
    .check(needs_boxes),
    Command::new("name-people", |app| {
        app.settings.names_people = !app.settings.names_people;
        app.remember_settings();
    })
    .menu(File, 3)
    .toggles(|app| app.settings.names_people),
    Command::new("print", App::ask_for_printing)
        .menu(File, 3)
        .keys(&[Chord::ctrl(Key::Letter('p'))])
        .check(needs_boxes),
    Command::new("reload", App::reload)
        .menu(File, 3)
        .check(|app| {
            needs_map(app)?;
            let path = app.tab().and_then(|tab| tab.path.as_ref());
            path.map(|_| ()).ok_or("why-no-file")
        }),
    Command::new("settle-file", App::settle_file)
        .menu(File, 3)
        .check(|app| {
            let is_unsettled = app.has_unsettled_file();
            is_unsettled.then_some(()).ok_or("why-file-settled")
        }),
    Command::new("go-to-holder", |app| {
        if let Some(tab) = app.tab().map(|tab| tab.key) {
            app.go_to_holder(tab);
        }
    })
    .menu(File, 3)
    .check(needs_holder),
    Command::new("edit-held", |app| {
        if let Some(tab) = app.tab().map(|tab| tab.key) {
            app.edit_held(tab);
        }
    })
    .menu(File, 3)
    .check(needs_holder),
    Command::new("history", App::show_history)
        .menu(File, 3)
        .check(needs_map),
    Command::new("recover", App::recover).menu(File, 3),
    Command::new("keep-sensitive", App::toggle_keeping_sensitive)
        .menu(File, 3)
        .toggles(|app| app.settings.keeps_sensitive),
    Command::new("keep-history", |app| {
        app.settings.keeps_history = !app.settings.keeps_history;
        app.remember_settings();
    })
    .toggles(|app| app.settings.keeps_history),
    Command::new("forget-history", |app| {
        let tab = app.tab().map(|tab| tab.key);
        app.dialog = Some(Dialog::ForgetHistory { tab });
    }),
    Command::new("map-details", |app| app.dialog = Some(Dialog::MapDetails))
        .menu(File, 4)
        .check(needs_map),
    Command::new("article-details", |app| {
        let source = app.tab().and_then(|tab| tab.reading.source.clone());
        app.dialog = source.map(|source| Dialog::SourceDetails { source });
    })
    .menu(File, 4)
    .check(needs_article),
    Command::new("close", |app| app.close_tab(app.active()))
        .menu(File, 5)
        .keys(&[Chord::ctrl(Key::Letter('w'))])
        .check(needs_map),
    Command::new("quit", App::quit)
        .menu(File, 5)
        .keys(&[Chord::ctrl(Key::Letter('q'))]),
];

/// Another window has the file of the map in front.
fn needs_holder(app: &App) -> Result<(), &'static str> {
    let tab = app.tab().ok_or("why-no-map")?;
    let is_held = tab.is_held_elsewhere();
    is_held.then_some(()).ok_or("why-not-held-elsewhere")
}
