//! The Tools menu.

use super::{Command, Menu::Tools, needs_map};
use crate::app::{Chord, Dialog, Key};

pub(super) const ALL: &[Command] = &[
    Command::new("palette", |app| {
        app.keep_wording();
        app.dialog = Some(Dialog::Palette {
            query: String::new(),
            marked: 0,
        });
    })
    .menu(Tools, 0)
    .keys(&[
        Chord::ctrl(Key::Letter('k')),
        Chord::ctrl_shift(Key::Letter('p')),
    ]),
    Command::new("check", |app| app.dialog = Some(Dialog::Check))
        .menu(Tools, 1)
        .check(needs_map),
];
