//! Keys of the reader that change the article or look after its passages. They stand in the Edit
//! menu.

use super::{Command, Menu::Edit, needs_article, needs_editing, needs_map, needs_text};
use crate::app::{App, Chord, Key, Scope};

/// A passage of the article has moved or is lost.
fn needs_doubts(app: &App) -> Result<(), &'static str> {
    let tab = app.tab().ok_or("why-no-map")?;
    if tab.picture.doubts().is_empty() {
        Err("why-no-doubts")
    } else {
        Ok(())
    }
}

/// One that was gone to can be settled.
fn needs_doubt(app: &App) -> Result<(), &'static str> {
    needs_editing(app)?;
    needs_doubts(app)?;
    app.find_doubt().map(|_| ()).ok_or("why-no-doubt-visited")
}

pub(super) const ALL: &[Command] = &[
    Command::new("correct-text", App::open_correction)
        .menu(Edit, 5)
        .scope(Scope::Reader)
        .keys(&[Chord::key(Key::F(2))])
        .check(needs_text),
    Command::new("select-sentence", App::select_sentence)
        .menu(Edit, 5)
        .scope(Scope::Reader)
        .keys(&[Chord::key(Key::Letter('s'))])
        .check(needs_article),
    Command::new("select-paragraph", App::select_paragraph)
        .menu(Edit, 5)
        .scope(Scope::Reader)
        .keys(&[Chord::shift(Key::Letter('s'))])
        .check(needs_article),
    Command::new("copy-passage", App::copy_passage)
        .menu(Edit, 5)
        .keys(&[Chord::ctrl_shift(Key::Letter('c'))])
        .check(|app| {
            let tab = app.tab().ok_or("why-no-map")?;
            let is_there = tab.reading.selection.is_some() || tab.passage_at_hand().is_some();
            is_there.then_some(()).ok_or("no-passage-at-hand")
        }),
    Command::new("list-doubts", App::toggle_doubts)
        .menu(Edit, 6)
        .check(needs_map)
        .toggles(|app| app.tab().is_some_and(|tab| tab.reading.shows_doubts)),
    Command::new("next-doubt", |app| app.step_doubt(true))
        .menu(Edit, 6)
        .keys(&[Chord::key(Key::F(9))])
        .check(needs_doubts),
    Command::new("previous-doubt", |app| app.step_doubt(false))
        .menu(Edit, 6)
        .keys(&[Chord::shift(Key::F(9))])
        .check(needs_doubts),
    Command::new("confirm-passage", App::confirm_doubt)
        .menu(Edit, 6)
        .scope(Scope::Reader)
        .keys(&[Chord::key(Key::Letter('y'))])
        .check(needs_doubt),
    Command::new("reattach-passage", App::reattach_doubt)
        .menu(Edit, 6)
        .scope(Scope::Reader)
        .keys(&[Chord::shift(Key::Letter('a'))])
        .check(|app| {
            needs_doubt(app)?;
            super::needs_passage(app)
        }),
];
