//! The View menu: what is shown, and how. Nothing here changes a map.

use super::{Command, Menu::View, needs_boxes, needs_map};
use crate::app::{App, CameraWish, Chord, Heading, Key, PanelId, Scope, WindowRequest, Xy};
use crate::storage::settings::ReducedMotion;
use crate::theme::Icon;

/// By how much one step zooms.
const STEP: f32 = 1.25;

fn wish(app: &mut App, wish: CameraWish) {
    if let Some(tab) = app.tab_mut() {
        tab.camera_wish = Some(wish);
    }
}

/// Zooms about the selected box if it is in sight, else about the middle.
fn zoom(app: &mut App, factor: f32) {
    let Some(tab) = app.tab_mut() else { return };
    let canvas = tab.camera.canvas;
    let lead = tab.lead_node().and_then(|node| tab.picture.box_of(node));
    let selected = lead
        .map(|[x0, y0, x1, y1]| [f32::midpoint(x0, x1), f32::midpoint(y0, y1)])
        .map(|middle| tab.camera.screen_from_map(middle))
        .filter(|at| (0..2).all(|i| (0.0..=canvas[i]).contains(&at[i])));
    let about = selected.unwrap_or(canvas.map(|side| side / 2.0));
    tab.camera.zoom_about(about, factor);
    if selected.is_some() {
        tab.camera_wish.get_or_insert(CameraWish::Reveal);
    }
}

/// Moves the map under the window by a part of what is in sight, right and down where positive.
fn pan(app: &mut App, by: Xy) {
    /// How many steps lead across the window.
    const STEPS: f32 = 8.0;
    let Some(tab) = app.tab_mut() else { return };
    let canvas = tab.camera.canvas;
    tab.camera.pan([0, 1].map(|i| by[i] * canvas[i] / STEPS));
}

/// The map becomes larger or smaller, or the text of the article while that has the keyboard.
fn magnify(app: &mut App, larger: bool) {
    match (app.focus, larger) {
        (PanelId::Reader, true) => app.step_text_size(1.0),
        (PanelId::Reader, false) => app.step_text_size(-1.0),
        (_, true) => zoom(app, STEP),
        (_, false) => zoom(app, 1.0 / STEP),
    }
}

const fn theme(id: &'static str, run: fn(&mut App)) -> Command {
    Command::new(id, run).menu(View, 4).submenu("menu-theme")
}

const fn motion(id: &'static str, run: fn(&mut App)) -> Command {
    Command::new(id, run).menu(View, 4).submenu("menu-motion")
}

fn has_theme(app: &App, name: &str) -> bool {
    app.settings.theme == name
}

fn step_tab(app: &mut App, by: usize) {
    let n = app.tabs().len();
    if n > 0 {
        app.show_tab((app.active() + by) % n);
    }
}

fn toggle(app: &mut App, panel: PanelId) {
    let shown = !app.is_shown(panel);
    app.show_panel(panel, shown);
    if shown && panel != PanelId::Inspector {
        app.set_focus(panel);
    }
}

fn needs_foldable(app: &App) -> Result<(), &'static str> {
    let tab = app.tab().ok_or("why-no-map")?;
    let node = tab.lead_node().ok_or("why-no-box-selected")?;
    if tab.has_children(node) {
        Ok(())
    } else {
        Err("why-nothing-below")
    }
}

fn needs_box(app: &App) -> Result<(), &'static str> {
    let tab = app.tab().ok_or("why-no-map")?;
    tab.lead_node().map(|_| ()).ok_or("why-no-box-selected")
}

fn needs_focus(app: &App) -> Result<(), &'static str> {
    let tab = app.tab().ok_or("why-no-map")?;
    if tab.showing.focus.is_empty() {
        Err("why-no-focus")
    } else {
        Ok(())
    }
}

const fn fold(id: &'static str, run: fn(&mut App)) -> Command {
    Command::new(id, run)
        .menu(View, 1)
        .submenu("menu-fold")
        .check(needs_boxes)
}

pub(super) const ALL: &[Command] = &[
    Command::new("toggle-reader", |app| toggle(app, PanelId::Reader))
        .menu(View, 0)
        .icon(Icon::PanelLeft)
        .toggles(|app| app.is_shown(PanelId::Reader)),
    Command::new("toggle-outline", |app| toggle(app, PanelId::Outline))
        .menu(View, 0)
        .icon(Icon::ListTree)
        .toggles(|app| app.is_shown(PanelId::Outline)),
    Command::new("toggle-inspector", |app| toggle(app, PanelId::Inspector))
        .menu(View, 0)
        .icon(Icon::PanelRight)
        .toggles(|app| app.is_shown(PanelId::Inspector)),
    Command::new("toggle-findings", |app| toggle(app, PanelId::Findings))
        .menu(View, 0)
        .toggles(|app| app.is_shown(PanelId::Findings)),
    Command::new("toggle-linchpins", |app| toggle(app, PanelId::Linchpins))
        .menu(View, 0)
        .toggles(|app| app.is_shown(PanelId::Linchpins)),
    Command::new("toggle-overview", |app| {
        app.settings.overview = !app.settings.overview;
        app.remember_settings();
    })
    .menu(View, 0)
    .scope(Scope::Map)
    .keys(&[Chord::key(Key::Letter('o'))])
    .toggles(|app| app.settings.overview),
    Command::new("fold", |app| {
        if let Some(node) = app.tab().and_then(|tab| tab.lead_node().cloned()) {
            app.toggle_fold(&node);
        }
    })
    .menu(View, 1)
    .scope(Scope::Map)
    .keys(&[Chord::key(Key::Space)])
    .check(needs_foldable),
    fold("fold-all", |app| app.fold_to(Some(0))),
    fold("fold-to-reasons", |app| app.fold_to(Some(1))),
    fold("fold-to-2", |app| app.fold_to(Some(2))),
    fold("fold-to-3", |app| app.fold_to(Some(3))),
    fold("fold-to-4", |app| app.fold_to(Some(4))),
    fold("fold-to-5", |app| app.fold_to(Some(5))),
    fold("unfold-all", |app| app.fold_to(None)),
    Command::new("focus", App::focus_on_selection)
        .menu(View, 1)
        .scope(Scope::Map)
        .keys(&[Chord::shift(Key::Space)])
        .check(needs_box),
    Command::new("focus-back", App::go_back)
        .menu(View, 1)
        .scope(Scope::Map)
        .keys(&[Chord::key(Key::Backspace)])
        .check(needs_focus),
    Command::new("filter", App::toggle_filter)
        .menu(View, 1)
        .scope(Scope::Everywhere)
        .keys(&[Chord::ctrl_shift(Key::Letter('f'))])
        .check(needs_boxes)
        .toggles(|app| {
            app.tab()
                .is_some_and(|tab| tab.showing.is_filtering || !tab.showing.filter.is_empty())
        }),
    Command::new("zoom-fit", |app| wish(app, CameraWish::FitAll))
        .menu(View, 2)
        .keys(&[Chord::ctrl(Key::Letter('0'))])
        .icon(Icon::Maximize)
        .check(needs_boxes),
    Command::new("zoom-selection", |app| wish(app, CameraWish::FitSelection))
        .menu(View, 2)
        .check(needs_boxes),
    Command::new("zoom-reset", |app| {
        if let Some(tab) = app.tab() {
            let back = 1.0 / tab.camera.zoom;
            zoom(app, back);
        }
    })
    .menu(View, 2)
    .keys(&[Chord::ctrl(Key::Letter('1'))])
    .check(needs_map),
    Command::new("zoom-in", |app| magnify(app, true))
        .menu(View, 2)
        .keys(&[Chord::ctrl(Key::Sign('+')), Chord::ctrl(Key::Sign('='))])
        .check(needs_map),
    Command::new("zoom-out", |app| magnify(app, false))
        .menu(View, 2)
        .keys(&[Chord::ctrl(Key::Sign('-'))])
        .check(needs_map),
    Command::new("toggle-theme", App::toggle_theme)
        .menu(View, 4)
        .icon(Icon::Moon),
    theme("theme-system", |app| app.set_theme("system")).toggles(App::follows_system),
    theme("theme-light", |app| app.set_theme("light")).toggles(|app| has_theme(app, "light")),
    theme("theme-dark", |app| app.set_theme("dark")).toggles(|app| has_theme(app, "dark")),
    theme("theme-blue-orange", |app| app.set_theme("blue-orange"))
        .toggles(|app| has_theme(app, "blue-orange")),
    theme("theme-high-contrast-light", |app| {
        app.set_theme("high-contrast-light");
    })
    .toggles(|app| has_theme(app, "high-contrast-light")),
    theme("theme-high-contrast-dark", |app| {
        app.set_theme("high-contrast-dark");
    })
    .toggles(|app| has_theme(app, "high-contrast-dark")),
    theme("theme-sepia", |app| app.set_theme("sepia")).toggles(|app| has_theme(app, "sepia")),
    theme("theme-print", |app| app.set_theme("print")).toggles(|app| has_theme(app, "print")),
    motion("motion-system", |app| {
        app.set_reduced_motion(ReducedMotion::System);
    })
    .toggles(|app| app.settings.reduced_motion == ReducedMotion::System),
    motion("motion-reduced", |app| {
        app.set_reduced_motion(ReducedMotion::Always);
    })
    .toggles(|app| app.settings.reduced_motion == ReducedMotion::Always),
    motion("motion-full", |app| {
        app.set_reduced_motion(ReducedMotion::Never);
    })
    .toggles(|app| app.settings.reduced_motion == ReducedMotion::Never),
    Command::new("larger-interface", |app| {
        app.set_interface_scale(app.settings.interface_scale + 0.1);
    })
    .menu(View, 5)
    .submenu("menu-sizes"),
    Command::new("smaller-interface", |app| {
        app.set_interface_scale(app.settings.interface_scale - 0.1);
    })
    .menu(View, 5)
    .submenu("menu-sizes"),
    Command::new("full-screen", |app| {
        app.request(WindowRequest::ToggleFullScreen);
    })
    .menu(View, 6)
    .keys(&[Chord::key(Key::F(11))]),
    Command::new("next-panel", |app| app.step_focus(true))
        .menu(View, 7)
        .submenu("menu-go")
        .keys(&[Chord::key(Key::F(6))]),
    Command::new("previous-panel", |app| app.step_focus(false))
        .menu(View, 7)
        .submenu("menu-go")
        .keys(&[Chord::shift(Key::F(6))]),
    Command::new("next-document", |app| step_tab(app, 1))
        .menu(View, 7)
        .submenu("menu-go")
        .keys(&[Chord::ctrl(Key::Tab)])
        .check(needs_map),
    Command::new("previous-document", |app| {
        let n = app.tabs().len();
        step_tab(app, n.max(1) - 1);
    })
    .menu(View, 7)
    .submenu("menu-go")
    .keys(&[Chord::ctrl_shift(Key::Tab)])
    .check(needs_map),
    Command::new("context-menu", |app| {
        app.request(WindowRequest::ShowContextMenu);
    })
    .scope(Scope::Map)
    .keys(&[Chord::shift(Key::F(10)), Chord::key(Key::Menu)])
    .check(needs_map),
    Command::new("pan-up", |app| pan(app, [0.0, 1.0]))
        .scope(Scope::Map)
        .keys(&[Chord::ctrl(Key::Up)])
        .check(needs_boxes),
    Command::new("pan-down", |app| pan(app, [0.0, -1.0]))
        .scope(Scope::Map)
        .keys(&[Chord::ctrl(Key::Down)])
        .check(needs_boxes),
    Command::new("pan-left", |app| pan(app, [1.0, 0.0]))
        .scope(Scope::Map)
        .keys(&[Chord::ctrl(Key::Left)])
        .check(needs_boxes),
    Command::new("pan-right", |app| pan(app, [-1.0, 0.0]))
        .scope(Scope::Map)
        .keys(&[Chord::ctrl(Key::Right)])
        .check(needs_boxes),
    Command::new("go-up", |app| app.go(Heading::Up))
        .scope(Scope::Map)
        .keys(&[Chord::key(Key::Up)])
        .check(needs_boxes),
    Command::new("go-down", |app| app.go(Heading::Down))
        .scope(Scope::Map)
        .keys(&[Chord::key(Key::Down)])
        .check(needs_boxes),
    Command::new("go-left", |app| app.go(Heading::Left))
        .scope(Scope::Map)
        .keys(&[Chord::key(Key::Left)])
        .check(needs_boxes),
    Command::new("go-right", |app| app.go(Heading::Right))
        .scope(Scope::Map)
        .keys(&[Chord::key(Key::Right)])
        .check(needs_boxes),
    Command::new("go-first", |app| app.go(Heading::First))
        .scope(Scope::Map)
        .keys(&[Chord::key(Key::Home)])
        .check(needs_boxes),
    Command::new("go-last", |app| app.go(Heading::Last))
        .scope(Scope::Map)
        .keys(&[Chord::key(Key::End)])
        .check(needs_boxes),
    Command::new("extend-up", |app| app.extend(Heading::Up))
        .scope(Scope::Map)
        .keys(&[Chord::shift(Key::Up)])
        .check(needs_boxes),
    Command::new("extend-down", |app| app.extend(Heading::Down))
        .scope(Scope::Map)
        .keys(&[Chord::shift(Key::Down)])
        .check(needs_boxes),
    Command::new("extend-left", |app| app.extend(Heading::Left))
        .scope(Scope::Map)
        .keys(&[Chord::shift(Key::Left)])
        .check(needs_boxes),
    Command::new("extend-right", |app| app.extend(Heading::Right))
        .scope(Scope::Map)
        .keys(&[Chord::shift(Key::Right)])
        .check(needs_boxes),
];
