//! The Help menu.

use super::{Command, Menu::Help};
use crate::app::{App, Chord, Dialog, Key, Sample};

pub(super) const ALL: &[Command] = &[
    Command::new("keys", |app| app.dialog = Some(Dialog::KeySheet))
        .menu(Help, 0)
        .keys(&[Chord::key(Key::F(1))]),
    Command::new("tour", App::begin_tour).menu(Help, 0),
    Command::new("sample", |app| app.open_sample(Sample::TOUR)).menu(Help, 1),
    Command::new("sample-op-ed", |app| app.open_sample(Sample::OP_ED)).menu(Help, 1),
    Command::new("sample-debate", |app| app.open_sample(Sample::DEBATE)).menu(Help, 1),
    Command::new("copy-crash-report", App::copy_crash_report)
        .menu(Help, 2)
        .check(|app| app.crash_report().map(|_| ()).ok_or("why-no-crash")),
    Command::new("about", |app| app.dialog = Some(Dialog::About)).menu(Help, 2),
];
