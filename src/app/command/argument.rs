//! The Argument menu: working on boxes and steps.

use super::{Command, Menu::Argument, needs_editing, needs_node, needs_nodes, needs_selection};
use crate::app::{App, Chord, Key, Scope, Tab, WireEdit, WordingOrigin};
use crate::edit::{Edit, NodeField};
use crate::model::{Assumption, Intent, Kind};
use crate::theme::Icon;

fn lead_record(app: &App) -> Option<&crate::model::Node> {
    let tab = app.tab()?;
    let nodes = tab.document().nodes();
    let mut selected = tab.selected.iter().rev();
    selected
        .find_map(|id| nodes.get(id.as_str()))
        .map(std::sync::Arc::as_ref)
}

/// Makes all the selected boxes that.
fn set_kind(app: &mut App, kind: &Kind) {
    let nodes = app.tab().map(Tab::selected_nodes);
    let edits = nodes.into_iter().flatten().map(|node| Edit::SetKind {
        node,
        kind: kind.clone(),
    });
    app.commit_all(edits.collect());
}

/// Sets a field of all the selected boxes.
fn set_field(app: &mut App, field: &NodeField) {
    let nodes = app.tab().map(Tab::selected_nodes);
    let edits = nodes.into_iter().flatten().map(|node| Edit::SetNodeField {
        node,
        field: field.clone(),
    });
    app.commit_all(edits.collect());
}

/// A box is selected; the map itself may be for reading only.
fn needs_any_node(app: &App) -> Result<(), &'static str> {
    let node = app.tab().and_then(Tab::lead_node);
    node.map(|_| ()).ok_or("why-no-box-selected")
}

pub(super) const ALL: &[Command] = &[
    Command::new("edit-text", |app| {
        if let Some(node) = app.tab().and_then(|tab| tab.lead_node().cloned()) {
            app.open_wording(&node, WordingOrigin::Asked);
        }
    })
    .menu(Argument, 0)
    .scope(Scope::Map)
    .keys(&[Chord::key(Key::F(2))])
    .icon(Icon::Pencil)
    .check(needs_node),
    Command::new("aim-here", App::aim_at_selection)
        .menu(Argument, 0)
        .icon(Icon::Target)
        .check(needs_selection),
    Command::new("make-question", |app| set_kind(app, &Kind::Question))
        .menu(Argument, 1)
        .check(needs_nodes),
    Command::new("make-claim", |app| set_kind(app, &Kind::Claim))
        .menu(Argument, 1)
        .check(needs_nodes),
    Command::new("make-evidence", |app| set_kind(app, &Kind::Evidence))
        .menu(Argument, 1)
        .check(needs_nodes),
    Command::new("assumption", |app| {
        let is_one = lead_record(app).is_some_and(|node| node.assumption.is_some());
        set_field(
            app,
            &NodeField::Assumption((!is_one).then_some(Assumption::Unclassed)),
        );
    })
    .menu(Argument, 1)
    .check(needs_nodes)
    .toggles(|app| lead_record(app).is_some_and(|node| node.assumption.is_some())),
    Command::new("implicit", |app| {
        let is_one = lead_record(app).is_some_and(|node| node.implicit);
        set_field(app, &NodeField::Implicit(!is_one));
    })
    .menu(Argument, 1)
    .check(needs_nodes)
    .toggles(|app| lead_record(app).is_some_and(|node| node.implicit)),
    Command::new("flip", App::switch_relation)
        .menu(Argument, 2)
        .scope(Scope::Map)
        .keys(&[Chord::key(Key::Letter('x'))])
        .icon(Icon::ArrowUpDown)
        .check(needs_selection),
    Command::new("join", App::join_premises)
        .menu(Argument, 2)
        .scope(Scope::Map)
        .keys(&[Chord::key(Key::Letter('g'))])
        .icon(Icon::Merge)
        .check(needs_selection),
    Command::new("take-apart", App::split_premises)
        .menu(Argument, 2)
        .scope(Scope::Map)
        .keys(&[Chord::shift(Key::Letter('g'))])
        .icon(Icon::Split)
        .check(needs_selection),
    Command::new("link", |app| {
        app.begin_wire(WireEdit::Link(Intent::For));
    })
    .menu(Argument, 2)
    .scope(Scope::Map)
    .keys(&[Chord::key(Key::Letter('l'))])
    .icon(Icon::Link)
    .check(needs_node),
    Command::new("hang-elsewhere", |app| app.begin_wire(WireEdit::Move))
        .menu(Argument, 4)
        .scope(Scope::Map)
        .keys(&[Chord::shift(Key::Letter('l'))])
        .check(needs_node),
    Command::new("unlink", App::remove_place_link)
        .menu(Argument, 2)
        .icon(Icon::Unlink)
        .check(needs_selection),
    Command::new("pin", App::toggle_pin)
        .menu(Argument, 3)
        .scope(Scope::Map)
        .keys(&[Chord::key(Key::Letter('p'))])
        .icon(Icon::Pin)
        .check(needs_nodes),
    Command::new("nudge-up", |app| app.nudge([0, -1]))
        .scope(Scope::Map)
        .keys(&[Chord::alt_shift(Key::Up)])
        .check(needs_nodes),
    Command::new("nudge-down", |app| app.nudge([0, 1]))
        .scope(Scope::Map)
        .keys(&[Chord::alt_shift(Key::Down)])
        .check(needs_nodes),
    Command::new("nudge-left", |app| app.nudge([-1, 0]))
        .scope(Scope::Map)
        .keys(&[Chord::alt_shift(Key::Left)])
        .check(needs_nodes),
    Command::new("nudge-right", |app| app.nudge([1, 0]))
        .scope(Scope::Map)
        .keys(&[Chord::alt_shift(Key::Right)])
        .check(needs_nodes),
    Command::new("strike-out", App::toggle_struck)
        .menu(Argument, 3)
        .scope(Scope::Map)
        .keys(&[Chord::key(Key::Letter('k'))])
        .check(needs_any_node)
        .toggles(|app| {
            let node = app.tab().and_then(|tab| Some((tab, tab.lead_node()?)));
            node.is_some_and(|(tab, node)| tab.marks.is_struck(node))
        }),
    Command::new("lift-strikes", App::lift_struck)
        .menu(Argument, 3)
        .check(|app| match app.tab() {
            Some(tab) if tab.marks.has_struck() => Ok(()),
            _ => Err("why-nothing-struck"),
        }),
    Command::new("move-before", |app| app.reorder(-1))
        .menu(Argument, 4)
        .scope(Scope::Map)
        .keys(&[Chord::alt(Key::Up)])
        .check(needs_nodes),
    Command::new("move-after", |app| app.reorder(1))
        .menu(Argument, 4)
        .scope(Scope::Map)
        .keys(&[Chord::alt(Key::Down)])
        .check(needs_nodes),
    Command::new("move-out", App::move_out)
        .menu(Argument, 4)
        .scope(Scope::Map)
        .keys(&[Chord::alt(Key::Left)])
        .check(needs_nodes),
    Command::new("move-in", App::move_in)
        .menu(Argument, 4)
        .scope(Scope::Map)
        .keys(&[Chord::alt(Key::Right)])
        .check(needs_nodes),
    Command::new("aim-nowhere", |app| app.aim(None))
        .menu(Argument, 5)
        .check(|app| {
            needs_editing(app)?;
            app.tab()
                .and_then(|tab| tab.target.as_ref())
                .map(|_| ())
                .ok_or("no-target")
        }),
];
