//! The end of the View menu: the views of one map. Making, naming and deleting them are edits,
//! going from one to another is none.

use super::{Command, Menu::View, needs_boxes, needs_editing, needs_map};
use crate::app::{App, Chord, Dialog, Key};

/// The map has more than one view.
fn needs_views(app: &App) -> Result<(), &'static str> {
    needs_map(app)?;
    let n = app.tab().map_or(0, |tab| tab.document().views().len());
    if n > 1 { Ok(()) } else { Err("why-only-view") }
}

pub(super) const ALL: &[Command] = &[
    Command::new("next-view", |app| app.step_view(true))
        .menu(View, 8)
        .submenu("menu-views")
        .keys(&[Chord::ctrl(Key::PageDown)])
        .check(needs_views),
    Command::new("previous-view", |app| app.step_view(false))
        .menu(View, 8)
        .submenu("menu-views")
        .keys(&[Chord::ctrl(Key::PageUp)])
        .check(needs_views),
    Command::new("new-view", |app| {
        app.keep_wording();
        let name = app.tab().map(crate::app::Tab::propose_view_name);
        app.dialog = name.map(|name| Dialog::NameView { view: None, name });
    })
    .menu(View, 8)
    .submenu("menu-views")
    .check(|app| {
        needs_editing(app)?;
        needs_boxes(app)
    }),
    Command::new("rename-view", |app| {
        app.keep_wording();
        let Some(tab) = app.tab() else { return };
        let Some(view) = tab.view_in_use() else {
            return;
        };
        app.dialog = Some(Dialog::NameView {
            name: tab.name_of_view(view),
            view: Some(view.id.clone()),
        });
    })
    .menu(View, 8)
    .submenu("menu-views")
    .check(|app| {
        needs_editing(app)?;
        let view = app.tab().and_then(|tab| tab.view_in_use());
        view.map(|_| ()).ok_or("why-no-view")
    }),
    Command::new("delete-view", App::remove_view)
        .menu(View, 8)
        .submenu("menu-views")
        .check(|app| {
            needs_editing(app)?;
            needs_views(app)
        }),
];
