//! Keys of the reading guide. They stand in a submenu of the Insert menu.

use super::{Command, Menu::Insert, needs_article, needs_editing};
use crate::app::{App, Chord, Key, Scope, Tab};

/// The guide is on and marks something.
fn needs_hints(app: &App) -> Result<(), &'static str> {
    needs_article(app)?;
    let tab = app.tab().ok_or("why-no-map")?;
    if !tab.reading.shows_guide {
        return Err("why-no-guide");
    }
    if tab.picture.hints().is_empty() {
        return Err("no-hints");
    }
    Ok(())
}

/// One of its marks is at hand.
fn needs_hint(app: &App) -> Result<(), &'static str> {
    needs_hints(app)?;
    let hint = app.tab().and_then(Tab::hint_at_hand);
    hint.map(|_| ()).ok_or("why-no-hint-at-hand")
}

/// One of its marks is at hand and may be accepted or dismissed.
fn may_decide(app: &App) -> Result<(), &'static str> {
    needs_editing(app)?;
    needs_hint(app)
}

const fn row(id: &'static str, run: fn(&mut App)) -> Command {
    Command::new(id, run)
        .menu(Insert, 6)
        .submenu("menu-guide")
        .scope(Scope::Reader)
}

pub(super) const ALL: &[Command] = &[
    row("guide", App::toggle_guide)
        .keys(&[Chord::shift(Key::Letter('g'))])
        .check(needs_article)
        .toggles(|app| app.tab().is_some_and(|tab| tab.reading.shows_guide)),
    row("next-hint", |app| app.step_hint(true))
        .keys(&[Chord::key(Key::Letter('g'))])
        .check(needs_hints),
    row("previous-hint", |app| app.step_hint(false))
        .keys(&[Chord::key(Key::Letter('f'))])
        .check(needs_hints),
    row("accept-hint", App::accept_hint)
        .keys(&[Chord::key(Key::Letter('k'))])
        .check(may_decide),
    row("dismiss-hint", App::dismiss_hint)
        .keys(&[Chord::key(Key::Letter('x'))])
        .check(may_decide),
    row("restore-hints", App::restore_hints).check(|app| {
        needs_editing(app)?;
        needs_article(app)?;
        let source = app.tab().and_then(Tab::source_read);
        let has_some = source.is_some_and(|source| !source.unmarked.is_empty());
        has_some.then_some(()).ok_or("why-no-dismissed-hint")
    }),
];
