//! Keys of the reader: passages become boxes. They stand at the end of the Insert menu.

use super::{Command, Menu::Insert, needs_article, needs_editing, needs_passage};
use crate::app::{App, Chord, Key, Scope};
use crate::model::{Intent, Kind};
use crate::theme::Icon;

pub(super) const ALL: &[Command] = &[
    Command::new("capture-claim", |app| app.capture(Kind::Claim, Intent::For))
        .menu(Insert, 3)
        .scope(Scope::Reader)
        .keys(&[Chord::key(Key::Letter('c'))])
        .icon(Icon::Plus)
        .check(needs_passage),
    Command::new("capture-against", |app| {
        app.capture(Kind::Claim, Intent::Against);
    })
    .menu(Insert, 3)
    .scope(Scope::Reader)
    .keys(&[Chord::shift(Key::Letter('c'))])
    .icon(Icon::Minus)
    .check(needs_passage),
    Command::new("capture-evidence", |app| {
        app.capture(Kind::Evidence, Intent::For);
    })
    .menu(Insert, 3)
    .scope(Scope::Reader)
    .keys(&[Chord::key(Key::Letter('e'))])
    .icon(Icon::FileText)
    .check(needs_passage),
    Command::new("capture-evidence-against", |app| {
        app.capture(Kind::Evidence, Intent::Against);
    })
    .menu(Insert, 3)
    .scope(Scope::Reader)
    .keys(&[Chord::shift(Key::Letter('e'))])
    .check(needs_passage),
    Command::new("capture-question", |app| {
        app.capture(Kind::Question, Intent::For);
    })
    .menu(Insert, 3)
    .scope(Scope::Reader)
    .keys(&[Chord::key(Key::Letter('q'))])
    .icon(Icon::CircleQuestionMark)
    .check(needs_passage),
    Command::new("capture-note", |app| app.capture(Kind::Note, Intent::For))
        .menu(Insert, 3)
        .scope(Scope::Reader)
        .keys(&[Chord::key(Key::Letter('n'))])
        .icon(Icon::MessageSquare)
        .check(needs_passage),
    Command::new("capture-anchor", App::add_passage_to_target)
        .menu(Insert, 4)
        .scope(Scope::Reader)
        .keys(&[Chord::key(Key::Letter('a'))])
        .icon(Icon::Link)
        .check(needs_passage),
    Command::new("capture-ignore", App::set_passage_aside)
        .menu(Insert, 4)
        .scope(Scope::Reader)
        .keys(&[Chord::key(Key::Letter('i'))])
        .icon(Icon::EyeOff)
        .check(|app| {
            needs_editing(app)?;
            app.find_aside()
                .map_or_else(|| needs_passage(app), |_| Ok(()))
        }),
    Command::new("target-here", App::aim_at_passage)
        .menu(Insert, 5)
        .scope(Scope::Reader)
        .keys(&[Chord::key(Key::Letter('t'))])
        .check(|app| {
            needs_editing(app)?;
            needs_article(app)
        }),
    Command::new("only-unmapped", App::toggle_only_unmapped)
        .menu(Insert, 5)
        .scope(Scope::Reader)
        .keys(&[Chord::key(Key::Letter('o'))])
        .check(needs_article)
        .toggles(|app| app.tab().is_some_and(|tab| tab.reading.only_unmapped)),
    Command::new("next-unmapped", |app| app.step_unmapped(true))
        .menu(Insert, 5)
        .scope(Scope::Reader)
        .keys(&[Chord::key(Key::Letter('u'))])
        .check(needs_article),
    Command::new("previous-unmapped", |app| app.step_unmapped(false))
        .menu(Insert, 5)
        .scope(Scope::Reader)
        .keys(&[Chord::shift(Key::Letter('u'))])
        .check(needs_article),
];
