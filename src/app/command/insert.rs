//! The Insert menu: boxes from the keyboard.

use super::{Command, Menu::Insert, needs_editing, needs_selection};
use crate::app::{App, Chord, Key, Scope};
use crate::model::{Intent, Kind};
use crate::theme::Icon;

/// Makes an empty box under what is selected.
fn add(app: &mut App, kind: Kind, intent: Intent) {
    app.add_child(kind, intent);
}

pub(super) const ALL: &[Command] = &[
    Command::new("add-child", |app| add(app, Kind::Claim, Intent::For))
        .menu(Insert, 0)
        .scope(Scope::Map)
        .keys(&[Chord::key(Key::Tab), Chord::key(Key::Sign('+'))])
        .icon(Icon::Plus)
        .check(needs_editing),
    Command::new("add-against", |app| add(app, Kind::Claim, Intent::Against))
        .menu(Insert, 0)
        .scope(Scope::Map)
        .keys(&[Chord::shift(Key::Enter), Chord::key(Key::Sign('-'))])
        .icon(Icon::Minus)
        .check(needs_selection),
    Command::new("add-evidence", |app| add(app, Kind::Evidence, Intent::For))
        .menu(Insert, 0)
        .scope(Scope::Map)
        .keys(&[Chord::key(Key::Letter('e'))])
        .icon(Icon::FileText)
        .check(needs_selection),
    Command::new("add-evidence-against", |app| {
        add(app, Kind::Evidence, Intent::Against);
    })
    .menu(Insert, 0)
    .scope(Scope::Map)
    .keys(&[Chord::shift(Key::Letter('e'))])
    .check(needs_selection),
    Command::new("add-question", |app| add(app, Kind::Question, Intent::For))
        .menu(Insert, 0)
        .scope(Scope::Map)
        .keys(&[Chord::key(Key::Sign('?'))])
        .icon(Icon::CircleQuestionMark)
        .check(needs_editing),
    Command::new("add-answer", |app| add(app, Kind::Claim, Intent::For))
        .menu(Insert, 0)
        .scope(Scope::Map)
        .keys(&[Chord::key(Key::Sign('!'))])
        .check(|app| {
            needs_selection(app)?;
            let tab = app.tab().ok_or("why-no-map")?;
            let kind = tab.lead_node().and_then(|node| tab.kind(node));
            if kind == Some(&Kind::Question) {
                Ok(())
            } else {
                Err("why-no-question-selected")
            }
        }),
    Command::new("add-sibling", App::add_sibling)
        .menu(Insert, 1)
        .scope(Scope::Map)
        .keys(&[Chord::key(Key::Enter)])
        .check(needs_editing),
    Command::new("add-root-claim", |app| app.add_root(Kind::Claim))
        .menu(Insert, 2)
        .check(needs_editing),
    Command::new("add-root-question", |app| app.add_root(Kind::Question))
        .menu(Insert, 2)
        .check(needs_editing),
    Command::new("add-note", |app| app.add_root(Kind::Note))
        .menu(Insert, 2)
        .check(needs_editing),
];
