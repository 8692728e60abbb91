//! The article pane by itself, on a desk that remembers what it reports.

mod directions;
mod keyboard;
mod looks;
mod scrolling;
mod selecting;
mod setting;

use std::fmt::Write as _;
use std::ops::Range;

use egui::{Color32, Event, Id, Key, Modifiers, Pos2, Rect, pos2};
use egui_kittest::{Harness, HarnessBuilder};
use linchpin::theme::{Face, font_bytes};
use linchpin::ui::reader::{
    PartView, ReaderColours, ReaderEvent, ReaderLook, ReaderState, ReaderView, StripMark, Tint,
};

use super::raster::Raster;

const ARTICLE: &str = "Water and the city\n\
    The pipes under the old town are a hundred years old. Some of them leak. Nobody knows how \
    much water is lost, and the council has never asked.\n\
    A second paragraph follows here. It says that meters suggest a loss of a third.\n\
    - Measure first\n\
    - Repair later\n\
    We cannot repair what we do not measure.\n\
    Speaker\n\
    The last paragraph ends the article.";

/// The harness's state: the article, the pane's memory, and what the last frames reported.
struct Desk {
    text: String,
    parts: Vec<PartView>,
    tints: Vec<Tint>,
    marks: Vec<StripMark>,
    hits: Vec<Range<usize>>,
    look: ReaderLook,
    numbers: Vec<(usize, u32)>,
    flash: Option<Range<usize>>,
    handles: Option<Range<usize>>,
    key: u64,
    reader: ReaderState,
    events: Vec<ReaderEvent>,
    selection_rect: Option<Rect>,
    caret_rect: Option<Rect>,
    at_caret: Vec<u64>,
    leftover: Vec<Event>,
}

impl Desk {
    fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            parts: Vec::new(),
            tints: Vec::new(),
            marks: Vec::new(),
            hits: Vec::new(),
            look: ReaderLook::default(),
            numbers: Vec::new(),
            flash: None,
            handles: None,
            key: 1,
            reader: ReaderState::default(),
            events: Vec::new(),
            selection_rect: None,
            caret_rect: None,
            at_caret: Vec::new(),
            leftover: Vec::new(),
        }
    }

    fn show(&mut self, ui: &mut egui::Ui) {
        let view = ReaderView {
            id: pane_id(),
            label: "Article",
            key: self.key,
            text: &self.text,
            parts: &self.parts,
            tints: &self.tints,
            marks: &self.marks,
            hits: &self.hits,
            current_hit: (!self.hits.is_empty()).then_some(0),
            handles: self.handles.clone(),
            watched: None,
            flash: self.flash.clone(),
            colours: paper_colours(),
            look: self.look,
            numbers: &self.numbers,
        };
        let output = view.show(ui, &mut self.reader);
        self.events.extend(output.events);
        self.selection_rect = output.selection_rect;
        self.caret_rect = output.caret_rect;
        self.at_caret = output.at_caret;
        self.leftover = ui.input(|input| input.events.clone());
    }

    fn selected(&self) -> &str {
        self.reader.selected().map_or("", |bytes| &self.text[bytes])
    }
}

fn pane_id() -> Id {
    Id::unique("article pane")
}

fn paper_colours() -> ReaderColours {
    ReaderColours {
        paper: Color32::from_rgb(0xfb, 0xfa, 0xf7),
        ink: Color32::from_rgb(0x1d, 0x1f, 0x23),
        second_ink: Color32::from_rgb(0x5a, 0x60, 0x6b),
        hairline: Color32::from_rgb(0xda, 0xd6, 0xcc),
        accent: Color32::from_rgb(0x2f, 0x5d, 0xa8),
        selection: Color32::from_rgb(0xc9, 0xd8, 0xf0),
        hit: Color32::from_rgb(0xff, 0xec, 0x9e),
        flash: Color32::from_rgb(0xff, 0xdc, 0xb0),
        warning: Color32::from_rgb(0x9a, 0x5b, 0x00),
    }
}

fn open_desk(desk: Desk) -> Harness<'static, Desk> {
    let builder = Harness::builder().with_context_setup(install_fonts);
    open_desk_in(builder, desk)
}

fn open_desk_in(builder: HarnessBuilder<Desk>, desk: Desk) -> Harness<'static, Desk> {
    let mut harness = builder
        .with_size([640.0, 420.0])
        .with_step_dt(1.0 / 60.0)
        .with_max_steps(8)
        .with_theme(egui::Theme::Light)
        .renderer(Raster::default())
        .build_ui_state(
            |ui, desk: &mut Desk| {
                egui::CentralPanel::no_frame().show(ui, |ui| desk.show(ui));
            },
            desk,
        );
    harness.run();
    harness
}

/// The reading fonts, with egui's own behind them.
fn install_fonts(ctx: &egui::Context) {
    let mut fonts = egui::FontDefinitions::default();
    let behind = fonts.families[&egui::FontFamily::Proportional].clone();
    for (name, face) in [
        ("reader", Face::ReaderRegular),
        ("reader-semibold", Face::ReaderSemiBold),
    ] {
        let data = egui::FontData::from_static(font_bytes(face));
        fonts.font_data.insert(name.to_owned(), data.into());
        let chain = [vec![name.to_owned()], behind.clone()].concat();
        fonts
            .families
            .insert(egui::FontFamily::Name(name.into()), chain);
    }
    ctx.set_fonts(fonts);
}

/// Where the caret before a phrase stands on the screen; asks the pane by selecting it.
fn place_of(harness: &mut Harness<'_, Desk>, phrase: &str) -> Pos2 {
    let start = harness.state().text.find(phrase).unwrap();
    let before = harness.state().reader.selection();
    harness
        .state_mut()
        .reader
        .select(start..start + phrase.len());
    harness.run();
    let rect = harness.state().selection_rect.unwrap();
    match before {
        Some(before) => harness
            .state_mut()
            .reader
            .select(before.anchor..before.caret),
        None => harness.state_mut().reader.select(0..0),
    }
    harness.run();
    harness.state_mut().events.clear();
    pos2(rect.left() + 3.0, rect.top() + 14.0)
}

fn click(harness: &mut Harness<'_, Desk>, place: Pos2, times: usize) {
    harness.hover_at(place);
    for _ in 0..times {
        harness.drag_at(place);
        harness.event(release(place));
    }
    harness.run();
}

fn release(place: Pos2) -> Event {
    Event::PointerButton {
        pos: place,
        button: egui::PointerButton::Primary,
        pressed: false,
        modifiers: Modifiers::NONE,
    }
}

fn focus(harness: &mut Harness<'_, Desk>, caret: usize) {
    harness.state_mut().reader.select(caret..caret);
    harness
        .ctx
        .memory_mut(|memory| memory.request_focus(pane_id()));
    harness.run();
    harness.state_mut().events.clear();
}

fn press(harness: &mut Harness<'_, Desk>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run();
}

fn tint(text: &str, phrase: &str, key: u64, line: Color32) -> Tint {
    let start = text.find(phrase).unwrap();
    let fill = Color32::from_rgb(0xe2, 0xf2, 0xec);
    Tint {
        is_doubtful: false,
        bytes: start..start + phrase.len(),
        fill,
        line,
        key,
    }
}

fn long_article(n_words: usize) -> String {
    let sentence = "The council has installed meters that suggest a loss of a third at night. ";
    let per_paragraph = 84;
    let mut article = String::new();
    let mut words = 0;
    let mut number = 0;
    while words < n_words {
        number += 1;
        write!(article, "Paragraph {number}. ").unwrap();
        let sentences = 2 + number % 9;
        article.push_str(sentence.repeat(sentences).trim_end());
        article.push('\n');
        words += sentences * 14 + 2;
    }
    assert!(words / number <= per_paragraph + 60);
    article
}
