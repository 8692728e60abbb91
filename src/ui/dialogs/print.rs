//! Page set-up, with the sheets as they will come out of the printer.

use egui::{
    ComboBox, Context, DragValue, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui, Vec2, pos2,
    vec2,
};

use super::window::{Choice, Tone, Window, show_choices, show_hint, show_text};
use crate::app::{Action, App};
use crate::format::picture::pages::{PAPERS, Page, PageSetup, Pages};
use crate::format::picture::{Picture, open_all};
use crate::layout::scene::{Item, Scene};
use crate::layout::{Point, ViewState};
use crate::model::{Document, Graph};
use crate::text::{is_read_from_right, order_line_for_sight};
use crate::theme::{Face, Role, TextRole, Theme};
use crate::ui::canvas::lens::Lens;
use crate::ui::canvas::shapes::Brush;
use crate::ui::control::show_focus;
use crate::ui::{Stage, theme};
use crate::words;

/// Room for the sheet that is shown, in points.
const PREVIEW: Vec2 = vec2(440.0, 340.0);
/// Width of the column of choices.
const CHOICES: f32 = 250.0;

pub(super) struct PrintForm {
    tab: u64,
    document: Document,
    graph: Graph,
    view: ViewState,
    scene: Scene,
    setup: PageSetup,
    /// Of which set-up the sheets were made.
    laid_out: Option<(PageSetup, Result<Pages, String>)>,
    /// Which sheet is shown, from 0.
    shown: usize,
}

impl PrintForm {
    /// None where that tab is gone.
    pub fn of(app: &App, tab: u64) -> Option<Self> {
        let found = app.tabs().iter().find(|it| it.key == tab)?;
        let document = found.document().clone();
        let view = open_all(&document, &found.view_state());
        let graph = Graph::of(&document);
        let mut form = Self {
            tab,
            document,
            graph,
            view,
            scene: Scene::default(),
            setup: app.page_setup(),
            laid_out: None,
            shown: 0,
        };
        form.scene = form.picture().draw();
        Some(form)
    }

    pub fn show(&mut self, ctx: &Context, stage: &mut Stage<'_>, is_fresh: bool) {
        self.lay_out();
        let window = Window {
            title: words::say("print-title").into_owned(),
            width: PREVIEW.x + CHOICES + 24.0,
        };
        let (answer, closes) = window.show(ctx, stage, |ui, stage| {
            ui.horizontal_top(|ui| {
                ui.vertical(|ui| {
                    ui.set_width(PREVIEW.x);
                    self.show_preview(ui, stage);
                });
                ui.add_space(8.0);
                ui.vertical(|ui| {
                    ui.set_width(CHOICES);
                    self.show_setup(ui, stage, is_fresh);
                });
            });
            show_hint(ui, stage, words::say("print-hint"));
            let can = matches!(&self.laid_out, Some((_, Ok(_))));
            let choices = [
                Choice::new(words::say("cancel"), Tone::Plain),
                Choice::new(words::say("print-save"), Tone::Plain).enabled(can),
                Choice::new(words::say("print-open"), Tone::Primary).enabled(can),
            ];
            show_choices(ui, stage, &choices, None)
        });
        let is_stale = |(setup, _): &(PageSetup, _)| *setup != self.setup;
        if self.laid_out.as_ref().is_some_and(is_stale) {
            // The sheets follow in the next frame, also where nobody moves the pointer.
            ctx.request_repaint();
        }
        match answer {
            Some(1) => stage.push(Action::PrintToFile(self.tab, Box::new(self.setup.clone()))),
            Some(2) => stage.push(Action::PrintByViewer(
                self.tab,
                Box::new(self.setup.clone()),
            )),
            Some(_) => stage.push(Action::SetDialog(None)),
            None if closes => stage.push(Action::SetDialog(None)),
            None => {}
        }
    }

    fn picture(&self) -> Picture<'_> {
        Picture {
            document: &self.document,
            graph: &self.graph,
            view: &self.view,
            theme: print_theme(),
        }
    }

    fn lay_out(&mut self) {
        let is_same = self
            .laid_out
            .as_ref()
            .is_some_and(|(setup, _)| *setup == self.setup);
        if !is_same {
            let pages = self.picture().lay_out(&self.scene, &self.setup);
            let pages = pages.map_err(|error| error.to_string());
            self.laid_out = Some((self.setup.clone(), pages));
        }
    }

    fn show_preview(&mut self, ui: &mut Ui, stage: &Stage<'_>) {
        let (room, response) = ui.allocate_exact_size(PREVIEW, Sense::hover());
        let Some((_, laid_out)) = &self.laid_out else {
            return;
        };
        let pages = match laid_out {
            Ok(pages) => pages,
            Err(why) => {
                ui.scope_builder(egui::UiBuilder::new().max_rect(room), |ui| {
                    let text = stage.text(TextRole::Ui, Role::Error, why.as_str());
                    ui.label(text);
                });
                return;
            }
        };
        let n_pages = pages.pages.len();
        self.shown = self.shown.min(n_pages.saturating_sub(1));
        let Some(page) = pages.pages.get(self.shown) else {
            return;
        };
        paint_sheet(ui, stage, room, pages, page, &self.scene.items);
        let values = [
            ("n", ((self.shown + 1) as i64).into()),
            ("m", (n_pages as i64).into()),
        ];
        let name = words::say_with("page-of", &values);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, name.as_str()));
        ui.horizontal(|ui| {
            let is_first = self.shown == 0;
            let is_last = self.shown + 1 >= n_pages;
            if press(ui, stage, "print-previous", !is_first).clicked() {
                self.shown -= 1;
            }
            show_text(ui, stage, name.as_str());
            if press(ui, stage, "print-next", !is_last).clicked() {
                self.shown += 1;
            }
            let [columns, rows] = pages.grid.map(|it| it as i64);
            if columns * rows > 1 {
                let values = [("columns", columns.into()), ("rows", rows.into())];
                show_hint(ui, stage, words::say_with("print-grid", &values));
            }
        });
    }

    fn show_setup(&mut self, ui: &mut Ui, stage: &Stage<'_>, is_fresh: bool) {
        let setup = &mut self.setup;
        label(ui, stage, "print-paper");
        let papers = ComboBox::from_id_salt("print paper")
            .width(CHOICES)
            .selected_text(setup.paper().title)
            .show_ui(ui, |ui| {
                for paper in PAPERS {
                    let is_chosen = paper.name == setup.paper().name;
                    if ui.selectable_label(is_chosen, paper.title).clicked() {
                        paper.name.clone_into(&mut setup.paper);
                    }
                }
            })
            .response;
        let name = words::say("print-paper").into_owned();
        papers.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, name.as_str()));
        show_focus(ui, stage, &papers);
        if is_fresh {
            papers.request_focus();
        }
        choose(
            ui,
            stage,
            &mut setup.is_landscape,
            ["print-landscape", "print-portrait"],
        );
        number(ui, stage, "print-margin", &mut setup.margin, 0.0..=60.0);
        ui.add_space(8.0);
        choose(
            ui,
            stage,
            &mut setup.is_tiled,
            ["print-tiled", "print-fitted"],
        );
        if setup.is_tiled {
            let mut percent = setup.scale * 100.0;
            if number(ui, stage, "print-scale", &mut percent, 5.0..=400.0) {
                setup.scale = percent / 100.0;
            }
            number(ui, stage, "print-overlap", &mut setup.overlap, 0.0..=40.0);
            tick(ui, stage, "print-marks", &mut setup.has_marks);
        }
        tick(ui, stage, "print-captions", &mut setup.has_captions);
    }
}

fn print_theme() -> &'static Theme {
    Theme::named("print").unwrap_or_else(Theme::light)
}

fn press(ui: &mut Ui, stage: &Stage<'_>, key: &str, is_enabled: bool) -> Response {
    let ink = if is_enabled {
        Role::Ink
    } else {
        Role::DisabledInk
    };
    let text = stage.text(TextRole::Ui, ink, words::say(key));
    let response = ui.add_enabled(is_enabled, egui::Button::new(text));
    show_focus(ui, stage, &response);
    response
}

fn label(ui: &mut Ui, stage: &Stage<'_>, key: &str) {
    ui.label(stage.text(TextRole::Small, Role::SecondInk, words::say(key)));
}

/// Two choices, the first for true.
fn choose(ui: &mut Ui, stage: &Stage<'_>, value: &mut bool, keys: [&str; 2]) {
    ui.horizontal_wrapped(|ui| {
        for (key, is) in keys.into_iter().zip([true, false]) {
            let text = stage.text(TextRole::Ui, Role::Ink, words::say(key));
            let response = ui.radio_value(value, is, text);
            show_focus(ui, stage, &response);
        }
    });
}

fn tick(ui: &mut Ui, stage: &Stage<'_>, key: &str, value: &mut bool) {
    let text = stage.text(TextRole::Ui, Role::Ink, words::say(key));
    let response = ui.checkbox(value, text);
    show_focus(ui, stage, &response);
}

/// Whether the number was changed.
fn number(
    ui: &mut Ui,
    stage: &Stage<'_>,
    key: &str,
    value: &mut f32,
    range: std::ops::RangeInclusive<f32>,
) -> bool {
    ui.horizontal(|ui| {
        let field = DragValue::new(value)
            .range(range)
            .speed(0.5)
            .max_decimals(1);
        let response = ui.add(field);
        show_focus(ui, stage, &response);
        let name = ui.label(stage.text(TextRole::Ui, Role::Ink, words::say(key)));
        let response = response.labelled_by(name.id);
        response.changed()
    })
    .inner
}

/// A sheet in the middle of a room, as large as it fits.
fn paint_sheet(ui: &Ui, stage: &Stage<'_>, room: Rect, pages: &Pages, page: &Page, items: &[Item]) {
    let size = Vec2::from(pages.size);
    let zoom = (room.width() / size.x).min(room.height() / size.y);
    let sheet = Rect::from_center_size(room.center(), size * zoom);
    let painter = ui.painter();
    painter.rect_filled(sheet, 0.0, theme::colour(print_theme(), Role::Paper));
    let edge = Stroke::new(1.0, stage.colour(Role::BoxOutline));
    painter.rect_stroke(sheet, 0.0, edge, StrokeKind::Outside);
    let on_sheet = |at: Point| sheet.min + vec2(at.x, at.y) * zoom;
    let place = Rect::from_min_max(on_sheet(page.place.min), on_sheet(page.place.max));
    let scale = pages.scale * zoom;
    let origin = place.min - vec2(page.window.min.x, page.window.min.y) * scale;
    let lens = Lens {
        zoom: scale,
        offset: [f64::from(origin.x), f64::from(origin.y)],
        pixels: ui.ctx().pixels_per_point(),
    };
    let mut shapes = Vec::new();
    let mut brush = Brush {
        ctx: ui.ctx(),
        theme: print_theme(),
        lens,
        sight: place,
        is_baked: false,
        shapes: &mut shapes,
    };
    brush.paint(items);
    painter
        .with_clip_rect(place.intersect(ui.clip_rect()))
        .extend(shapes);
    let ink = theme::colour(print_theme(), Role::Ink);
    for [from, to] in &page.marks {
        let line: [Pos2; 2] = [on_sheet(*from), on_sheet(*to)];
        painter.line_segment(line, Stroke::new(0.75, ink));
    }
    for caption in &page.captions {
        let is_from_right = is_read_from_right(&caption.text);
        let text = order_line_for_sight(&caption.text, is_from_right);
        // What would be too small to be read is shown at a size that tells what it is.
        let size = (caption.size * zoom).max(5.0);
        let font = egui::FontId::new(size, theme::family(Face::Regular));
        let at = on_sheet(caption.at);
        let is_right = at.x > sheet.center().x;
        let (at, align) = if is_right {
            let end = sheet.right() - (page.place.min.x * zoom).min(sheet.width() / 4.0);
            (pos2(end, at.y), egui::Align2::RIGHT_BOTTOM)
        } else {
            (at, egui::Align2::LEFT_BOTTOM)
        };
        painter.text(at, align, text.as_ref(), font, ink);
    }
}
