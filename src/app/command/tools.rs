//! The Tools menu.

use super::{Command, Menu::Tools, needs_boxes, needs_editing, needs_map};
use crate::app::{App, Chord, Dialog, Key, Purpose, Scope};
use crate::storage::settings::Weights;
use crate::theme::Icon;

fn needs_findings(app: &App) -> Result<(), &'static str> {
    let tab = app.tab().ok_or("why-no-map")?;
    if tab.checking.told().is_empty() {
        Err("why-no-findings")
    } else {
        Ok(())
    }
}

fn needs_finding(app: &App) -> Result<&crate::app::ToldFinding, &'static str> {
    needs_editing(app)?;
    let tab = app.tab().ok_or("why-no-map")?;
    tab.checking.current().ok_or("why-no-finding")
}

const fn show(id: &'static str, run: fn(&mut App)) -> Command {
    Command::new(id, run).menu(Tools, 3)
}

fn needs_comparison(app: &App) -> Result<(), &'static str> {
    let tab = app.tab().ok_or("why-no-map")?;
    if tab.comparing.is_on() {
        Ok(())
    } else {
        Err("why-no-comparison")
    }
}

fn needs_differences(app: &App) -> Result<(), &'static str> {
    needs_comparison(app)?;
    let tab = app.tab().ok_or("why-no-map")?;
    if tab.comparing.differences().is_empty() {
        Err("why-no-differences")
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
    Command::new("check", App::list_findings)
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
    Command::new("repair-finding", App::repair_finding)
        .menu(Tools, 1)
        .keys(&[Chord::ctrl(Key::F(8))])
        .check(|app| match &needs_finding(app)?.finding.repair {
            Some(_) => Ok(()),
            None => Err("why-no-repair"),
        }),
    Command::new("set-finding-aside", |app| {
        let finding = needs_finding(app).ok().map(|told| (*told.finding).clone());
        if let Some(finding) = finding {
            app.keep_wording();
            app.dialog = Some(Dialog::SetAside { finding });
        }
    })
    .menu(Tools, 1)
    .keys(&[Chord::ctrl_shift(Key::F(8))])
    .check(|app| needs_finding(app).map(|_| ())),
    Command::new("examine", App::examine)
        .menu(Tools, 2)
        .scope(Scope::Map)
        .keys(&[Chord::shift(Key::Letter('k'))])
        .icon(Icon::Scale)
        .check(needs_boxes),
    Command::new("examine-whole", App::examine_whole)
        .menu(Tools, 2)
        .check(needs_boxes),
    show("show-strengths", |app| {
        app.toggle_weights(Weights::Strengths);
    })
    .icon(Icon::Gauge)
    .toggles(|app| app.settings.weights == Weights::Strengths),
    show("show-standing", |app| app.toggle_weights(Weights::Standing))
        .toggles(|app| app.settings.weights == Weights::Standing),
    show("show-attacks", |app| app.toggle_weights(Weights::Attacks))
        .toggles(|app| app.settings.weights == Weights::Attacks),
    show("bare-claims", App::toggle_bare_claims).toggles(|app| app.settings.takes_bare_claims),
    Command::new("base-scores", App::show_scores).menu(Tools, 3),
    Command::new("compare", |app| {
        app.keep_wording();
        if let Some(tab) = app.tab().map(|tab| tab.key) {
            app.choose_file(Purpose::Compare { tab });
        }
    })
    .menu(Tools, 4)
    .check(needs_map),
    Command::new("differences", |app| app.dialog = Some(Dialog::Comparison))
        .menu(Tools, 4)
        .check(needs_comparison),
    Command::new("next-difference", |app| app.step_difference(true))
        .menu(Tools, 4)
        .keys(&[Chord::key(Key::F(7))])
        .check(needs_differences),
    Command::new("previous-difference", |app| app.step_difference(false))
        .menu(Tools, 4)
        .keys(&[Chord::shift(Key::F(7))])
        .check(needs_differences),
    Command::new("turn-comparison", App::turn_comparison)
        .menu(Tools, 4)
        .check(needs_comparison),
    Command::new("end-comparison", App::end_comparison)
        .menu(Tools, 4)
        .check(needs_comparison),
    Command::new("merge-copy", |app| {
        app.keep_wording();
        if let Some(tab) = app.tab().map(|tab| tab.key) {
            app.choose_file(Purpose::Merge { tab });
        }
    })
    .menu(Tools, 4)
    .check(needs_editing),
    Command::new("merge-conflicted-copy", App::merge_conflicted_copy)
        .menu(Tools, 4)
        .check(|app| {
            needs_editing(app)?;
            let copies = app.tab().is_some_and(|tab| !tab.copies.is_empty());
            if copies { Ok(()) } else { Err("why-no-copies") }
        }),
];
