//! How articles are set and gone through. They stand in two submenus of the View menu.

use super::{Command, Menu::View, needs_article};
use crate::app::{App, Chord, Key, ReaderPopover, Scope, Tab};
use crate::storage::reading::{Measure, ReadingLook, ReadingPaper, Typeface};

const fn look(id: &'static str, run: fn(&mut App)) -> Command {
    Command::new(id, run).menu(View, 9).submenu("menu-reading")
}

fn can_grow(app: &App) -> Result<(), &'static str> {
    if app.settings.reader_text_size < 40.0 {
        Ok(())
    } else {
        Err("why-largest")
    }
}

fn can_shrink(app: &App) -> Result<(), &'static str> {
    if app.settings.reader_text_size > 10.0 {
        Ok(())
    } else {
        Err("why-smallest")
    }
}

fn has(app: &App, measure: Measure) -> bool {
    app.settings.reading.measure == measure
}

const fn go(id: &'static str, run: fn(&mut App)) -> Command {
    Command::new(id, run)
        .menu(View, 9)
        .submenu("menu-reading-go")
}

fn needs_link(app: &App) -> Result<(), &'static str> {
    needs_article(app)?;
    let link = app.tab().and_then(Tab::link_at_hand);
    link.map(|_| ()).ok_or("why-no-link")
}

fn needs_articles(app: &App) -> Result<(), &'static str> {
    let tab = app.tab().ok_or("why-no-map")?;
    if tab.document().sources().len() > 1 {
        Ok(())
    } else {
        Err("why-no-articles")
    }
}

fn needs_headings(app: &App) -> Result<(), &'static str> {
    needs_article(app)?;
    let text = app.tab().and_then(|tab| tab.picture.text());
    let first = text.and_then(|text| text.headings().next());
    first.map(|_| ()).ok_or("why-no-headings")
}

pub(super) const ALL: &[Command] = &[
    look("reading-look", |app| {
        app.toggle_reader_popover(ReaderPopover::Look);
    })
    .scope(Scope::Reader)
    .keys(&[Chord::key(Key::Letter('l'))])
    .check(needs_article)
    .toggles(|app| app.reader_popover == Some(ReaderPopover::Look)),
    look("larger-text", |app| app.step_text_size(1.0)).check(can_grow),
    look("smaller-text", |app| app.step_text_size(-1.0)).check(can_shrink),
    look("measure-narrow", |app| app.set_measure(Measure::Narrow))
        .toggles(|app| has(app, Measure::Narrow)),
    look("measure-normal", |app| app.set_measure(Measure::Normal))
        .toggles(|app| has(app, Measure::Normal)),
    look("measure-wide", |app| app.set_measure(Measure::Wide))
        .toggles(|app| has(app, Measure::Wide)),
    look("measure-full", |app| app.set_measure(Measure::Full))
        .toggles(|app| has(app, Measure::Full)),
    look("typeface-serif", |app| app.set_typeface(Typeface::Serif))
        .toggles(|app| app.settings.reading.typeface == Typeface::Serif),
    look("typeface-sans", |app| app.set_typeface(Typeface::Sans))
        .toggles(|app| app.settings.reading.typeface == Typeface::Sans),
    look("looser-lines", |app| app.step_line_height(1.0)).check(|app| {
        let can = app.settings.reading.line_height < ReadingLook::LINE_HEIGHTS.1;
        can.then_some(()).ok_or("why-largest")
    }),
    look("tighter-lines", |app| app.step_line_height(-1.0)).check(|app| {
        let can = app.settings.reading.line_height > ReadingLook::LINE_HEIGHTS.0;
        can.then_some(()).ok_or("why-smallest")
    }),
    look("sepia", App::toggle_sepia)
        .toggles(|app| app.settings.reading.paper == ReadingPaper::Sepia),
    look("paragraph-numbers", App::toggle_paragraph_numbers)
        .toggles(|app| app.settings.reading.numbers),
    look("own-look", App::reset_look),
    go("contents", |app| {
        app.toggle_reader_popover(ReaderPopover::Contents);
    })
    .keys(&[Chord::ctrl(Key::Letter('g'))])
    .check(needs_article)
    .toggles(|app| app.reader_popover == Some(ReaderPopover::Contents)),
    go("next-heading", |app| app.step_heading(true))
        .scope(Scope::Reader)
        .keys(&[Chord::key(Key::Letter('h'))])
        .check(needs_headings),
    go("previous-heading", |app| app.step_heading(false))
        .scope(Scope::Reader)
        .keys(&[Chord::shift(Key::Letter('h'))])
        .check(needs_headings),
    go("next-article", |app| app.step_source(true))
        .scope(Scope::Reader)
        .keys(&[Chord::alt(Key::PageDown)])
        .check(needs_articles),
    go("previous-article", |app| app.step_source(false))
        .scope(Scope::Reader)
        .keys(&[Chord::alt(Key::PageUp)])
        .check(needs_articles),
    go("open-link", |app| {
        let address = app.tab().and_then(Tab::link_at_hand).map(str::to_owned);
        app.ask_to_open(&address.unwrap_or_default());
    })
    .scope(Scope::Reader)
    .keys(&[Chord::ctrl(Key::Enter)])
    .check(needs_link),
    go("copy-link", App::copy_link).check(needs_link),
    go("open-article-address", |app| {
        let address = app.tab().and_then(Tab::address_of_article);
        let address = address.map(str::to_owned);
        app.ask_to_open(&address.unwrap_or_default());
    })
    .check(|app| {
        needs_article(app)?;
        let address = app.tab().and_then(Tab::address_of_article);
        address.map(|_| ()).ok_or("why-no-address")
    }),
];
