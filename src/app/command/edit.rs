//! The Edit menu.

use super::{
    Command, Menu::Edit, needs_boxes, needs_editing, needs_map, needs_nodes, needs_selection,
};
use crate::app::{App, Chord, Key, Scope, WindowRequest};
use crate::theme::Icon;

pub(super) const ALL: &[Command] = &[
    Command::new("undo", App::undo)
        .menu(Edit, 0)
        .keys(&[Chord::ctrl(Key::Letter('z'))])
        .icon(Icon::Undo)
        .check(|app| {
            needs_editing(app)?;
            let history = app.tab().and_then(|tab| tab.editor.history().next_undo());
            history.map(|_| ()).ok_or("why-nothing-to-undo")
        }),
    Command::new("redo", App::redo)
        .menu(Edit, 0)
        .keys(&[
            Chord::ctrl_shift(Key::Letter('z')),
            Chord::ctrl(Key::Letter('y')),
        ])
        .icon(Icon::Redo)
        .check(|app| {
            needs_editing(app)?;
            let history = app.tab().and_then(|tab| tab.editor.history().next_redo());
            history.map(|_| ()).ok_or("why-nothing-to-redo")
        }),
    Command::new("cut", App::cut)
        .menu(Edit, 1)
        .scope(Scope::Map)
        .keys(&[Chord::ctrl(Key::Letter('x'))])
        .check(needs_nodes),
    Command::new("copy", App::copy)
        .menu(Edit, 1)
        .scope(Scope::Map)
        .keys(&[Chord::ctrl(Key::Letter('c'))])
        .check(needs_boxes),
    Command::new("paste", |app| app.request(WindowRequest::Paste))
        .menu(Edit, 1)
        .scope(Scope::Map)
        .keys(&[Chord::ctrl(Key::Letter('v'))])
        .check(needs_editing),
    Command::new("duplicate", App::duplicate)
        .menu(Edit, 1)
        .scope(Scope::Map)
        .keys(&[Chord::ctrl(Key::Letter('d'))])
        .check(needs_nodes),
    Command::new("delete", App::delete_selection)
        .menu(Edit, 2)
        .scope(Scope::Map)
        .keys(&[Chord::key(Key::Delete)])
        .check(needs_selection),
    Command::new("select-all", |app| {
        let all = app
            .tab()
            .map(|tab| tab.picture.boxes().map(|(id, _)| id.clone()).collect());
        app.select_all(all.unwrap_or_default());
    })
    .menu(Edit, 2)
    .scope(Scope::Map)
    .keys(&[Chord::ctrl(Key::Letter('a'))])
    .check(needs_boxes),
    Command::new("find", |app| app.open_find(false))
        .menu(Edit, 3)
        .keys(&[Chord::ctrl(Key::Letter('f'))])
        .icon(Icon::Search)
        .check(needs_map),
    Command::new("find-next", |app| app.step_find(true))
        .menu(Edit, 3)
        .keys(&[Chord::key(Key::F(3))])
        .check(needs_map),
    Command::new("find-previous", |app| app.step_find(false))
        .menu(Edit, 3)
        .keys(&[Chord::shift(Key::F(3))])
        .check(needs_map),
    Command::new("replace", |app| app.open_find(true))
        .menu(Edit, 3)
        .keys(&[Chord::ctrl(Key::Letter('h'))])
        .check(needs_editing),
];
