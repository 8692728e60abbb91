//! Keys of the reader that work on the passage at hand. They stand in a submenu of the Edit menu.

use super::{Command, Menu::Edit, needs_editing, needs_node, needs_passage};
use crate::app::{App, Chord, Key, Scope};
use crate::text::{Edge, Stride};

/// There is a passage at hand that can be changed.
fn needs_hand(app: &App) -> Result<(), &'static str> {
    needs_editing(app)?;
    let tab = app.tab().ok_or("why-no-map")?;
    let hand = tab.passage_at_hand();
    hand.map(|_| ()).ok_or("no-passage-at-hand")
}

const fn row(id: &'static str, run: fn(&mut App)) -> Command {
    Command::new(id, run)
        .menu(Edit, 7)
        .submenu("menu-passage")
        .scope(Scope::Reader)
        .check(needs_hand)
}

const fn alt_shift(key: Key) -> Chord {
    Chord {
        shift: true,
        ..Chord::alt(key)
    }
}

pub(super) const ALL: &[Command] = &[
    row("passage-end-forward", |app| {
        app.step_passage(Edge::End, Stride::Word, true);
    })
    .keys(&[Chord::alt(Key::Right)]),
    row("passage-end-back", |app| {
        app.step_passage(Edge::End, Stride::Word, false);
    })
    .keys(&[Chord::alt(Key::Left)]),
    row("passage-end-sentence-forward", |app| {
        app.step_passage(Edge::End, Stride::Sentence, true);
    })
    .keys(&[Chord::alt(Key::Down)]),
    row("passage-end-sentence-back", |app| {
        app.step_passage(Edge::End, Stride::Sentence, false);
    })
    .keys(&[Chord::alt(Key::Up)]),
    row("passage-start-forward", |app| {
        app.step_passage(Edge::Start, Stride::Word, true);
    })
    .keys(&[alt_shift(Key::Right)]),
    row("passage-start-back", |app| {
        app.step_passage(Edge::Start, Stride::Word, false);
    })
    .keys(&[alt_shift(Key::Left)]),
    row("passage-start-sentence-forward", |app| {
        app.step_passage(Edge::Start, Stride::Sentence, true);
    })
    .keys(&[alt_shift(Key::Down)]),
    row("passage-start-sentence-back", |app| {
        app.step_passage(Edge::Start, Stride::Sentence, false);
    })
    .keys(&[alt_shift(Key::Up)]),
    row("move-passage", App::move_passage)
        .keys(&[Chord::key(Key::Letter('m'))])
        .check(|app| {
            needs_passage(app)?;
            needs_hand(app)
        }),
    row("drop-passage", App::drop_passage_at_hand).keys(&[Chord::key(Key::Delete)]),
    row("next-own-passage", App::step_own_passage)
        .keys(&[Chord::key(Key::Letter('p'))])
        .check(needs_node),
];
