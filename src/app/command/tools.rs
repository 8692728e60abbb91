//! The Tools menu.

use super::{Command, Menu::Tools, needs_map};
use crate::app::{App, Chord, Dialog, Key};

fn needs_findings(app: &App) -> Result<(), &'static str> {
    let tab = app.tab().ok_or("why-no-map")?;
    if tab.marks.overlay().findings.is_empty() {
        Err("why-no-findings")
    } else {
        Ok(())
    }
}

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
    Command::new("next-finding", |app| app.step_finding(true))
        .menu(Tools, 1)
        .keys(&[Chord::key(Key::F(8))])
        .check(needs_findings),
    Command::new("previous-finding", |app| app.step_finding(false))
        .menu(Tools, 1)
        .keys(&[Chord::shift(Key::F(8))])
        .check(needs_findings),
];
