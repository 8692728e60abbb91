//! Every command of the program, one row each. Menus, palette, key sheet, tooltips and the keys
//! page of the docs derive from this table; its words stand under `command-<id>`.

mod argument;
mod article;
mod capture;
mod edit;
mod file;
mod guide;
mod help;
mod insert;
mod layout;
mod passage;
mod reading;
mod tools;
mod view;
mod views;

use super::{App, Chord, Scope};
use crate::theme::Icon;
use crate::words;

/// One command.
pub struct Command {
    /// Its id, in kebab case.
    pub id: &'static str,
    /// The menu that it stands in; none for keys such as the arrows.
    pub menu: Option<Menu>,
    /// Commands of one group stand together, parted from the next group by a line.
    pub group: u8,
    /// The words of the submenu that it stands in with its neighbours; none for the menu itself.
    pub submenu: Option<&'static str>,
    /// Where its keys mean it.
    pub scope: Scope,
    /// Its keys; the first one is shown.
    pub keys: &'static [Chord],
    /// Its icon; commands with one and no scope of their own stand in the toolbar.
    pub icon: Option<Icon>,
    /// Whether it can be run now; else the key of the words that say why not.
    pub check: fn(&App) -> Result<(), &'static str>,
    /// Whether it is a setting that is on; none for commands that do something.
    pub is_on: Option<fn(&App) -> bool>,
    /// Runs it.
    pub run: fn(&mut App),
}

/// A menu of the menu bar, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Menu {
    /// Files.
    File,
    /// Editing.
    Edit,
    /// Making boxes.
    Insert,
    /// What is shown, and how.
    View,
    /// Working on the argument.
    Argument,
    /// The rest.
    Tools,
    /// Help.
    Help,
}

impl Menu {
    /// The menus in their order.
    pub const ALL: &'static [Self] = &[
        Self::File,
        Self::Edit,
        Self::Insert,
        Self::View,
        Self::Argument,
        Self::Tools,
        Self::Help,
    ];

    /// Its name.
    pub fn title(self) -> std::borrow::Cow<'static, str> {
        words::say(match self {
            Self::File => "menu-file",
            Self::Edit => "menu-edit",
            Self::Insert => "menu-insert",
            Self::View => "menu-view",
            Self::Argument => "menu-argument",
            Self::Tools => "menu-tools",
            Self::Help => "menu-help",
        })
    }

    /// Its commands in their order.
    pub fn commands(self) -> impl Iterator<Item = &'static Command> {
        all().filter(move |command| command.menu == Some(self))
    }
}

/// The tables of the families, in the order of the menus.
pub const ALL: &[&[Command]] = &[
    file::ALL,
    edit::ALL,
    insert::ALL,
    capture::ALL,
    guide::ALL,
    article::ALL,
    passage::ALL,
    view::ALL,
    reading::ALL,
    layout::ALL,
    views::ALL,
    argument::ALL,
    tools::ALL,
    help::ALL,
];

/// Every command, in the order of the menus.
pub fn all() -> impl Iterator<Item = &'static Command> {
    ALL.iter().copied().flatten()
}

/// The command of that id.
pub fn find(id: &str) -> Option<&'static Command> {
    all().find(|command| command.id == id)
}

/// The command that a key means in a scope; keys of the scope win over those that mean the same
/// everywhere.
pub fn find_by_key(scope: Scope, chord: Chord) -> Option<&'static Command> {
    let in_scope = |scope: Scope| {
        all().find(|command| command.scope == scope && command.keys.contains(&chord))
    };
    in_scope(scope).or_else(|| {
        if scope == Scope::Wording {
            None
        } else {
            in_scope(Scope::Everywhere)
        }
    })
}

/// Runs a command, or says why it cannot be run.
pub fn run(app: &mut App, id: &str) {
    let Some(command) = find(id) else { return };
    match (command.check)(app) {
        Ok(()) => (command.run)(app),
        Err(why @ ("why-read-only" | "why-held-elsewhere")) => app.refuse_reading(why),
        Err(why) => app.warn(words::say(why).into_owned()),
    }
}

impl Command {
    /// A command that can always be run, without menu, keys and icon.
    const fn new(id: &'static str, run: fn(&mut App)) -> Self {
        Self {
            id,
            menu: None,
            group: 0,
            submenu: None,
            scope: Scope::Everywhere,
            keys: &[],
            icon: None,
            check: |_| Ok(()),
            is_on: None,
            run,
        }
    }

    const fn menu(self, menu: Menu, group: u8) -> Self {
        Self {
            menu: Some(menu),
            group,
            ..self
        }
    }

    const fn submenu(self, key: &'static str) -> Self {
        Self {
            submenu: Some(key),
            ..self
        }
    }

    const fn scope(self, scope: Scope) -> Self {
        Self { scope, ..self }
    }

    const fn keys(self, keys: &'static [Chord]) -> Self {
        Self { keys, ..self }
    }

    const fn icon(self, icon: Icon) -> Self {
        Self {
            icon: Some(icon),
            ..self
        }
    }

    const fn check(self, check: fn(&App) -> Result<(), &'static str>) -> Self {
        Self { check, ..self }
    }

    const fn toggles(self, is_on: fn(&App) -> bool) -> Self {
        Self {
            is_on: Some(is_on),
            ..self
        }
    }

    /// Its name.
    pub fn title(&self) -> std::borrow::Cow<'static, str> {
        words::say(&format!("command-{}", self.id))
    }

    /// One sentence about it.
    pub fn help(&self) -> std::borrow::Cow<'static, str> {
        words::say(&format!("command-{}.help", self.id))
    }

    /// Its key as shown in menus; empty if it has none.
    pub fn key_text(&self) -> String {
        self.keys
            .first()
            .map(ToString::to_string)
            .unwrap_or_default()
    }
}

/// There is a map in front.
fn needs_map(app: &App) -> Result<(), &'static str> {
    app.tab().map(|_| ()).ok_or("why-no-map")
}

/// There is a map in front that can be edited.
fn needs_editing(app: &App) -> Result<(), &'static str> {
    let tab = app.tab().ok_or("why-no-map")?;
    tab.why_read_only().map_or(Ok(()), Err)
}

/// A box or link is selected and can be edited.
fn needs_selection(app: &App) -> Result<(), &'static str> {
    needs_editing(app)?;
    app.tab()
        .and_then(super::Tab::lead)
        .map(|_| ())
        .ok_or("why-nothing-selected")
}

/// A box is selected and can be edited.
fn needs_node(app: &App) -> Result<(), &'static str> {
    needs_editing(app)?;
    app.tab()
        .and_then(super::Tab::lead_node)
        .map(|_| ())
        .ok_or("why-no-box-selected")
}

/// Some boxes are selected, perhaps with lines, and can be edited.
fn needs_nodes(app: &App) -> Result<(), &'static str> {
    needs_editing(app)?;
    let has_node = |tab: &super::Tab| {
        let nodes = tab.document().nodes();
        tab.selected.iter().any(|id| nodes.contains(id.as_str()))
    };
    if app.tab().is_some_and(has_node) {
        Ok(())
    } else {
        Err("why-no-box-selected")
    }
}

/// The map has boxes.
fn needs_boxes(app: &App) -> Result<(), &'static str> {
    let tab = app.tab().ok_or("why-no-map")?;
    if tab.document().nodes().is_empty() {
        Err("why-no-boxes")
    } else {
        Ok(())
    }
}

/// A passage is selected and the map can be edited.
fn needs_passage(app: &App) -> Result<(), &'static str> {
    needs_editing(app)?;
    app.tab()
        .and_then(|tab| tab.reading.selection)
        .map(|_| ())
        .ok_or("no-passage-selected")
}

/// There is an article, and the map can be edited.
fn needs_text(app: &App) -> Result<(), &'static str> {
    needs_editing(app)?;
    needs_article(app)
}

/// There is an article.
fn needs_article(app: &App) -> Result<(), &'static str> {
    let tab = app.tab().ok_or("why-no-map")?;
    tab.reading
        .source
        .as_ref()
        .map(|_| ())
        .ok_or("why-no-article")
}
