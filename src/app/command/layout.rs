//! How the map is laid out: the layout, the page, frames, and how the children of one box stand.

use super::{Command, Menu::View, needs_boxes, needs_map, needs_node};
use crate::app::{App, Chord, Key, Scope};
use crate::edit::Edit;
use crate::layout::{Arrange, LayoutId, Page};
use crate::model::Direction;

/// A sheet, standing.
const STANDING: Page = Page {
    width: Page::A4.height,
    height: Page::A4.width,
};

/// As wide as high.
const SQUARE: Page = Page {
    width: 1,
    height: 1,
};

fn is_laid_out(app: &App, layout: LayoutId) -> bool {
    app.tab().is_some_and(|tab| tab.layout_id() == layout)
}

fn has_page(app: &App, page: Page) -> bool {
    app.tab().is_some_and(|tab| tab.showing.page == page)
}

fn needs_compact(app: &App) -> Result<(), &'static str> {
    needs_map(app)?;
    if is_laid_out(app, LayoutId::Compact) {
        Ok(())
    } else {
        Err("why-not-compact")
    }
}

/// The map is laid out such that it grows one way and not to all sides.
fn needs_one_way(app: &App) -> Result<(), &'static str> {
    needs_map(app)?;
    if is_laid_out(app, LayoutId::Radial) {
        Err("why-grows-to-all-sides")
    } else {
        Ok(())
    }
}

fn needs_children(app: &App) -> Result<(), &'static str> {
    needs_compact(app)?;
    needs_node(app)?;
    let tab = app.tab().ok_or("why-no-map")?;
    let node = tab.lead_node().ok_or("why-no-box-selected")?;
    if tab.has_children(node) {
        Ok(())
    } else {
        Err("why-nothing-below")
    }
}

fn arrange(app: &mut App, how: Option<Arrange>) {
    let Some(tab) = app.tab_mut() else { return };
    let view = tab.view_in_use().map(|view| view.id.clone());
    let Some(node) = tab.lead_node().cloned() else {
        return;
    };
    if how.is_none() {
        tab.showing.choices.free(&node);
        tab.showing.touch();
    }
    let how = how.map(|how| how.to_string());
    app.commit(&Edit::Arrange { node, how, view });
}

const fn layout(id: &'static str, run: fn(&mut App)) -> Command {
    Command::new(id, run)
        .menu(View, 3)
        .submenu("menu-layout")
        .check(needs_map)
}

const fn page(id: &'static str, run: fn(&mut App)) -> Command {
    Command::new(id, run)
        .menu(View, 3)
        .submenu("menu-page")
        .check(needs_compact)
}

const fn children(id: &'static str, run: fn(&mut App)) -> Command {
    Command::new(id, run)
        .menu(View, 3)
        .submenu("menu-arrange")
        .check(needs_children)
}

pub(super) const ALL: &[Command] = &[
    layout("layout-tidy", |app| app.set_layout(LayoutId::Tidy))
        .toggles(|app| is_laid_out(app, LayoutId::Tidy)),
    layout("layout-compact", |app| app.set_layout(LayoutId::Compact))
        .toggles(|app| is_laid_out(app, LayoutId::Compact)),
    layout("layout-layered", |app| app.set_layout(LayoutId::Layered))
        .toggles(|app| is_laid_out(app, LayoutId::Layered)),
    layout("layout-radial", |app| app.set_layout(LayoutId::Radial))
        .toggles(|app| is_laid_out(app, LayoutId::Radial)),
    layout("grow-right", |app| {
        let is_right = app
            .tab()
            .is_some_and(|tab| tab.direction == Direction::Right);
        app.set_direction(if is_right {
            Direction::Down
        } else {
            Direction::Right
        });
    })
    .check(needs_one_way)
    .toggles(|app| {
        app.tab()
            .is_some_and(|tab| tab.direction == Direction::Right)
    }),
    layout("frame-reasons", |app| {
        app.settings.frames_reasons = !app.settings.frames_reasons;
        app.remember_settings();
    })
    .toggles(|app| app.settings.frames_reasons),
    page("page-lying", |app| app.set_page(Page::A4)).toggles(|app| has_page(app, Page::A4)),
    page("page-standing", |app| app.set_page(STANDING)).toggles(|app| has_page(app, STANDING)),
    page("page-square", |app| app.set_page(SQUARE)).toggles(|app| has_page(app, SQUARE)),
    page("page-window", |app| {
        let canvas = app.tab().map(|tab| tab.camera.canvas).unwrap_or_default();
        let [width, height] = canvas.map(|side| side.round().max(1.0) as u32);
        app.set_page(Page { width, height });
    }),
    children("arrange-row", |app| arrange(app, Some(Arrange::Row))),
    children("arrange-stack", |app| arrange(app, Some(Arrange::Stack))),
    children("arrange-two-columns", |app| {
        arrange(app, Some(Arrange::Columns(2)));
    }),
    children("arrange-three-columns", |app| {
        arrange(app, Some(Arrange::Columns(3)));
    }),
    children("arrange-two-rows", |app| {
        arrange(app, Some(Arrange::Rows(2)));
    }),
    children("arrange-beside", |app| arrange(app, Some(Arrange::Beside))),
    children("arrange-freely", |app| arrange(app, None)),
    Command::new("tidy-up", App::tidy_up)
        .menu(View, 3)
        .scope(Scope::Map)
        .keys(&[Chord::shift(Key::Letter('t'))])
        .check(|app| needs_boxes(app).and_then(|()| needs_compact(app))),
];
