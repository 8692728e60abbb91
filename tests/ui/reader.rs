//! The article pane by itself: selecting, moving, tints, long texts.

use std::fmt::Write as _;
use std::ops::Range;

use egui::accesskit::Role;
use egui::{Color32, Event, Id, Key, Modifiers, Pos2, Rect, pos2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use linchpin::ui::reader::{
    MarkShape, PartKind, PartView, ReaderColours, ReaderEvent, ReaderState, ReaderView, Section,
    StripMark, Tint, flatten_tints,
};

use super::raster::{Raster, save_picture};

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
    flash: Option<Range<usize>>,
    key: u64,
    reader: ReaderState,
    events: Vec<ReaderEvent>,
    selection_rect: Option<Rect>,
    caret_rect: Option<Rect>,
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
            flash: None,
            key: 1,
            reader: ReaderState::default(),
            events: Vec::new(),
            selection_rect: None,
            caret_rect: None,
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
            flash: self.flash.clone(),
            colours: paper_colours(),
            size: 17.0,
            sentence_at: None,
        };
        let output = view.show(ui, &mut self.reader);
        self.events.extend(output.events);
        self.selection_rect = output.selection_rect;
        self.caret_rect = output.caret_rect;
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
    }
}

fn open_desk(desk: Desk) -> Harness<'static, Desk> {
    let mut harness = Harness::builder()
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
        bytes: start..start + phrase.len(),
        fill,
        line,
        key,
    }
}

#[test]
fn a_double_click_selects_the_word_and_settles_once() {
    let mut harness = open_desk(Desk::new(ARTICLE));
    let place = place_of(&mut harness, "council");
    click(&mut harness, place, 2);
    assert_eq!(harness.state().selected(), "council");
    let settled: Vec<_> = harness
        .state()
        .events
        .iter()
        .filter(|event| matches!(event, ReaderEvent::SelectionSettled(_)))
        .collect();
    assert_eq!(settled.len(), 1, "{:?}", harness.state().events);
}

#[test]
fn a_triple_click_selects_the_sentence_without_the_space_after_it() {
    let mut harness = open_desk(Desk::new(ARTICLE));
    let place = place_of(&mut harness, "them leak");
    click(&mut harness, place, 3);
    assert_eq!(harness.state().selected(), "Some of them leak.");
}

#[test]
fn a_drag_selects_across_paragraphs() {
    let mut harness = open_desk(Desk::new(ARTICLE));
    let from = place_of(&mut harness, "never asked");
    let to = place_of(&mut harness, "second paragraph");
    harness.hover_at(from);
    harness.drag_at(from);
    harness.hover_at(from + egui::vec2(20.0, 0.0));
    harness.hover_at(to);
    harness.run();
    assert!(
        harness
            .state()
            .events
            .iter()
            .all(|event| matches!(event, ReaderEvent::CaretMoved(_)))
    );
    harness.event(release(to));
    harness.run();
    assert_eq!(harness.state().selected(), "never asked.\nA ");
    assert!(matches!(
        harness.state().events.last(),
        Some(ReaderEvent::SelectionSettled(_))
    ));
}

#[test]
fn shift_click_extends_from_where_the_caret_was() {
    let mut harness = open_desk(Desk::new(ARTICLE));
    let from = place_of(&mut harness, "pipes");
    let to = place_of(&mut harness, "under");
    click(&mut harness, from, 1);
    harness.event(Event::ModifiersChanged(Modifiers::SHIFT));
    harness.drag_at(to);
    harness.event(release(to));
    harness.event(Event::ModifiersChanged(Modifiers::NONE));
    harness.run();
    assert_eq!(harness.state().selected(), "pipes ");
}

#[test]
fn shift_arrows_extend_and_arrows_leave_at_the_near_end() {
    let mut harness = open_desk(Desk::new(ARTICLE));
    let at = ARTICLE.find("pipes").unwrap();
    focus(&mut harness, at);
    for _ in 0..3 {
        press(&mut harness, Modifiers::SHIFT, Key::ArrowRight);
    }
    assert_eq!(harness.state().selected(), "pip");
    press(
        &mut harness,
        Modifiers::SHIFT | Modifiers::COMMAND,
        Key::ArrowRight,
    );
    assert_eq!(harness.state().selected(), "pipes");
    press(&mut harness, Modifiers::NONE, Key::ArrowLeft);
    assert_eq!(harness.state().reader.caret(), Some(at));
    assert_eq!(harness.state().selected(), "");
    assert!(
        harness
            .state()
            .events
            .contains(&ReaderEvent::SelectionCleared)
    );
}

#[test]
fn the_caret_walks_through_every_line_down_and_back_up() {
    let mut harness = open_desk(Desk::new(ARTICLE));
    focus(&mut harness, 0);
    let mut path = vec![0];
    loop {
        press(&mut harness, Modifiers::NONE, Key::ArrowDown);
        let caret = harness.state().reader.caret().unwrap();
        assert!(
            harness.state().caret_rect.is_some(),
            "the caret is in view at {caret}"
        );
        if path.last() == Some(&caret) {
            break;
        }
        path.push(caret);
    }
    assert_eq!(path.last(), Some(&ARTICLE.len()));
    let mut back = Vec::new();
    for _ in 0..path.len() {
        press(&mut harness, Modifiers::NONE, Key::ArrowUp);
        back.push(harness.state().reader.caret().unwrap());
    }
    assert_eq!(back.last(), Some(&0));
    assert!(path.windows(2).all(|pair| pair[0] < pair[1]));
}

#[test]
fn control_a_selects_all_control_c_copies_and_escape_clears() {
    let mut harness = open_desk(Desk::new(ARTICLE));
    focus(&mut harness, 5);
    press(&mut harness, Modifiers::COMMAND, Key::A);
    assert_eq!(harness.state().selected(), ARTICLE);
    harness.event(Event::Copy);
    harness.step();
    let copied =
        harness.output().platform_output.commands.iter().any(
            |command| matches!(command, egui::OutputCommand::CopyText(text) if text == ARTICLE),
        );
    assert!(copied);
    assert!(
        harness
            .state()
            .events
            .contains(&ReaderEvent::Copied(0..ARTICLE.len()))
    );
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(harness.state().selected(), "");
    assert!(
        harness.ctx.memory(|memory| memory.has_focus(pane_id())),
        "the focus stays"
    );
}

#[test]
fn letters_pass_through_to_others() {
    let mut harness = open_desk(Desk::new(ARTICLE));
    focus(&mut harness, 5);
    for key in [
        Key::C,
        Key::E,
        Key::Q,
        Key::N,
        Key::A,
        Key::I,
        Key::T,
        Key::U,
    ] {
        harness.key_down(key);
        harness.step();
        let left = &harness.state().leftover;
        assert!(
            left.iter()
                .any(|event| matches!(event, Event::Key { key: k, .. } if *k == key))
        );
    }
}

#[test]
fn a_click_on_overlapping_tints_reports_the_shortest_first() {
    let mut desk = Desk::new(ARTICLE);
    desk.tints = vec![
        tint(
            ARTICLE,
            "Nobody knows how much water is lost",
            7,
            Color32::DARK_GREEN,
        ),
        tint(ARTICLE, "much water", 9, Color32::DARK_RED),
    ];
    let mut harness = open_desk(desk);
    let place = place_of(&mut harness, "water is");
    click(&mut harness, place, 1);
    assert!(
        harness
            .state()
            .events
            .contains(&ReaderEvent::TintClicked(vec![9, 7])),
        "{:?}",
        harness.state().events
    );
    harness.state_mut().events.clear();
    harness.key_press(Key::Enter);
    harness.run();
    assert!(
        harness
            .state()
            .events
            .contains(&ReaderEvent::TintClicked(vec![9, 7]))
    );
}

#[test]
fn the_selection_can_be_picked_up_and_dropped() {
    let mut harness = open_desk(Desk::new(ARTICLE));
    let place = place_of(&mut harness, "council");
    click(&mut harness, place, 2);
    let bytes = harness.state().reader.selected().unwrap();
    harness.drag_at(place);
    harness.hover_at(place + egui::vec2(40.0, 30.0));
    harness.hover_at(place + egui::vec2(90.0, 60.0));
    harness.run();
    harness.event(release(place + egui::vec2(90.0, 60.0)));
    harness.run();
    let events = &harness.state().events;
    assert!(
        events.contains(&ReaderEvent::DragStarted(bytes.clone())),
        "{events:?}"
    );
    assert!(events.contains(&ReaderEvent::Dropped(bytes)));
    assert_eq!(harness.state().selected(), "council");
}

#[test]
fn a_selection_survives_when_its_ends_scroll_out_of_view() {
    let mut harness = open_desk(Desk::new(&long_article(4_000)));
    harness.state_mut().reader.select(10..400);
    harness.run();
    assert!(harness.state().selection_rect.is_some());
    let end = harness.state().text.len();
    harness.state_mut().reader.scroll_to(end);
    harness.run();
    assert_eq!(harness.state().selection_rect, None);
    assert_eq!(harness.state().reader.selected(), Some(10..400));
    harness.state_mut().reader.scroll_to(0);
    harness.run();
    assert!(harness.state().selection_rect.is_some());
}

#[test]
fn a_hundred_thousand_words_are_stepped_through_without_setting_them_all() {
    let article = long_article(100_000);
    let n_paragraphs = article.lines().count() as u64;
    let mut harness = open_desk(Desk::new(&article));
    for part in 0..8 {
        harness
            .state_mut()
            .reader
            .scroll_to(article.len() * part / 8);
        harness.run();
    }
    focus(&mut harness, article.len());
    press(&mut harness, Modifiers::COMMAND, Key::Home);
    press(&mut harness, Modifiers::COMMAND, Key::End);
    let n_laid_out = harness.state().reader.n_laid_out();
    assert!(n_paragraphs > 1_000);
    assert!(n_laid_out < 150, "{n_laid_out} of {n_paragraphs}");
    assert!(harness.state().reader.n_kept() <= 260);
}

#[test]
fn wheeling_up_through_unmeasured_text_never_jumps() {
    let article = long_article(20_000);
    let mut harness = open_desk(Desk::new(&article));
    let middle = article[..article.len() / 2].rfind('\n').unwrap() + 1;
    focus(&mut harness, middle);
    harness.state_mut().reader.scroll_to(middle);
    harness.run();
    harness.hover_at(pos2(300.0, 200.0));
    harness.run();
    let mut last = harness.state().caret_rect.unwrap().top();
    let start = last;
    for _ in 0..12 {
        harness.event(Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: egui::vec2(0.0, 12.0),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers: Modifiers::NONE,
        });
        harness.step();
        let Some(rect) = harness.state().caret_rect else {
            break;
        };
        assert!(
            (0.0..=60.0).contains(&(rect.top() - last)),
            "{last} to {}",
            rect.top()
        );
        last = rect.top();
    }
    assert!(last > start + 40.0);
}

#[test]
fn the_line_at_the_top_stays_when_the_pane_becomes_narrower() {
    let article = long_article(3_000);
    let mut harness = open_desk(Desk::new(&article));
    let middle = article.len() / 2;
    let at = article[middle..].find("meters").unwrap() + middle;
    focus(&mut harness, at);
    harness.state_mut().reader.scroll_to(at);
    harness.run();
    harness.set_size(egui::vec2(420.0, 420.0));
    harness.run();
    assert!(
        harness.state().caret_rect.is_some(),
        "what was read is still in view"
    );
}

#[test]
fn a_screen_reader_is_told_the_paragraph_under_the_caret() {
    let mut harness = open_desk(Desk::new(ARTICLE));
    let at = ARTICLE.find("second").unwrap();
    focus(&mut harness, at);
    press(
        &mut harness,
        Modifiers::SHIFT | Modifiers::COMMAND,
        Key::ArrowRight,
    );
    let node = harness.get_by_role_and_label(Role::Document, "Article");
    let value = node.value().unwrap();
    assert!(value.starts_with("A second paragraph"), "{value}");
    assert!(node.is_focused());
}

#[test]
fn an_empty_article_and_broken_parts_do_no_harm() {
    let mut harness = open_desk(Desk::new(""));
    focus(&mut harness, 0);
    for key in [Key::ArrowDown, Key::End, Key::PageDown, Key::ArrowLeft] {
        press(&mut harness, Modifiers::SHIFT, key);
    }
    press(&mut harness, Modifiers::COMMAND, Key::A);
    let mut desk = Desk::new("à é î\n\nö ü");
    let part = |bytes| PartView {
        kind: PartKind::Quote,
        level: 9,
        bytes,
    };
    desk.parts = vec![part(1..4), part(2..3), part(5..90), part(100..200)];
    desk.tints = vec![Tint {
        bytes: 1..6,
        fill: Color32::WHITE,
        line: Color32::BLACK,
        key: 1,
    }];
    desk.hits = vec![3..4, 50..60];
    desk.flash = Some(90..80);
    let mut harness = open_desk(desk);
    focus(&mut harness, 3);
    press(&mut harness, Modifiers::COMMAND, Key::A);
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    click(&mut harness, pos2(200.0, 60.0), 3);
}

#[test]
fn text_written_from_right_to_left_is_taken_as_a_whole() {
    let hebrew = "שלום עולם";
    let text = format!("Before it.\n{hebrew}\nAfter it.");
    let desk = Desk::new(&text);
    let mut harness = Harness::builder()
        .with_size([640.0, 300.0])
        .with_step_dt(1.0 / 60.0)
        .allow_missing_glyphs()
        .build_ui_state(|ui, desk: &mut Desk| desk.show(ui), desk);
    let at = text.find(hebrew).unwrap();
    focus(&mut harness, at);
    for _ in 0..text.chars().count() {
        press(&mut harness, Modifiers::SHIFT, Key::ArrowRight);
        let selected = harness.state().reader.selected().unwrap();
        assert!(harness.state().text.is_char_boundary(selected.end));
    }
    for y in 0..30 {
        click(&mut harness, pos2(60.0, y as f32 * 8.0), 3);
    }
}

#[test]
fn dragging_below_the_edge_scrolls_on_while_the_pointer_rests() {
    let mut harness = open_desk(Desk::new(&long_article(2_000)));
    let from = pos2(300.0, 200.0);
    let below = pos2(300.0, 460.0);
    harness.hover_at(from);
    harness.drag_at(from);
    harness.hover_at(below);
    harness.run_steps(6);
    let early = harness.state().reader.caret().unwrap();
    harness.run_steps(60);
    let late = harness.state().reader.caret().unwrap();
    assert!(late > early + 500, "{early} to {late}");
    harness.event(release(below));
    harness.run();
    let selected = harness.state().reader.selected().unwrap();
    assert!(selected.contains(&early));
}

#[test]
fn dragging_the_scroll_bar_reaches_both_ends() {
    let article = long_article(20_000);
    let mut harness = open_desk(Desk::new(&article));
    focus(&mut harness, article.len());
    let top = pos2(624.0, 12.0);
    let bottom = pos2(624.0, 418.0);
    harness.hover_at(top);
    harness.drag_at(top);
    for part in 1..=10_u8 {
        harness.hover_at(top.lerp(bottom, f32::from(part) / 10.0));
    }
    harness.run();
    assert!(harness.state().caret_rect.is_some(), "the end is in view");
    harness.state_mut().reader.select(0..0);
    harness.hover_at(top);
    harness.run();
    assert!(harness.state().caret_rect.is_some(), "the start is in view");
    assert!(harness.state().reader.n_laid_out() < 120);
}

#[test]
fn lines_that_a_machine_broke_run_on_and_short_ones_stay() {
    let wrapped = "This line was broken by a program that wraps its mail\n\
                   at a fixed column, and it goes on here.";
    let verse = "Two roads diverged\nin a yellow wood";
    let text = format!("{wrapped}\n\n{verse}");
    let mut desk = Desk::new(&text);
    for piece in [wrapped, verse] {
        let start = text.find(piece).unwrap();
        let bytes = start..start + piece.len();
        desk.parts.push(PartView {
            kind: PartKind::Paragraph,
            level: 0,
            bytes,
        });
    }
    let mut harness = open_desk(desk);
    let place = place_of(&mut harness, "roads diverged");
    let below = place_of(&mut harness, "in a yellow");
    assert!((below.y - place.y - 28.0).abs() < 1.0);
    let place = place_of(&mut harness, "at a fixed");
    click(&mut harness, place, 3);
    assert_eq!(harness.state().selected(), wrapped);
}

#[test]
fn overlapping_tints_become_disjoint_sections_with_lines_of_their_own() {
    let make = |bytes, key| Tint {
        bytes,
        fill: Color32::WHITE,
        line: Color32::BLACK,
        key,
    };
    let tints = [
        make(0..10, 1),
        make(4..6, 2),
        make(6..14, 3),
        make(20..20, 4),
    ];
    let mut drawn = String::new();
    for Section {
        bytes, keys, lines, ..
    } in flatten_tints(&tints)
    {
        let lanes: Vec<usize> = lines.iter().map(|line| line.0).collect();
        writeln!(drawn, "{bytes:?} keys {keys:?} lines {lanes:?}").unwrap();
    }
    expect_test::expect![[r"
        0..4 keys [1] lines [0]
        4..6 keys [2, 1] lines [0, 1]
        6..10 keys [3, 1] lines [0, 1]
        10..14 keys [3] lines [1]
    "]]
    .assert_eq(&drawn);
}

#[test]
fn the_pane_looks_like_a_page() {
    let mut desk = Desk::new(ARTICLE);
    let kinds = [
        (PartKind::Heading, 1),
        (PartKind::Paragraph, 0),
        (PartKind::Paragraph, 0),
        (PartKind::Item, 1),
        (PartKind::Item, 1),
        (PartKind::Quote, 1),
        (PartKind::Label, 0),
        (PartKind::Paragraph, 0),
    ];
    let mut start = 0;
    for (line, (kind, level)) in ARTICLE.split('\n').zip(kinds) {
        let marker = if line.starts_with("- ") { 2 } else { 0 };
        desk.parts.push(PartView {
            kind,
            level,
            bytes: start + marker..start + line.len(),
        });
        start += line.len() + 1;
    }
    let label = ARTICLE.find("The pipes").unwrap();
    let label = PartView {
        kind: PartKind::Label,
        level: 0,
        bytes: label..label + 9,
    };
    desk.parts.insert(2, label);
    let green = Color32::from_rgb(0x00, 0x77, 0x5a);
    let red = Color32::from_rgb(0xb9, 0x3a, 0x14);
    desk.tints = vec![
        tint(
            ARTICLE,
            "Nobody knows how much water is lost, and the council",
            1,
            green,
        ),
        Tint {
            fill: Color32::from_rgb(0xfa, 0xe9, 0xe2),
            ..tint(
                ARTICLE,
                "water is lost, and the council has never asked",
                2,
                red,
            )
        },
        tint(ARTICLE, "meters suggest", 3, green),
    ];
    let mark = |phrase, colour, shape| StripMark {
        at: ARTICLE.find(phrase).unwrap(),
        colour,
        shape,
    };
    desk.marks = vec![
        mark("pipes", green, MarkShape::Square),
        mark("Nobody", red, MarkShape::Folded),
        mark("meters", green, MarkShape::Disc),
        mark("We cannot", red, MarkShape::Ring),
    ];
    let hit = ARTICLE.find("third").unwrap();
    desk.hits = vec![hit..hit + 5];
    let mut harness = open_desk(desk);
    harness.set_size(egui::vec2(760.0, 700.0));
    let at = ARTICLE.find("under the old").unwrap();
    focus(&mut harness, at);
    harness.state_mut().reader.select(at..at + 27);
    harness.run();
    let picture = harness.render().unwrap();
    let selected = paper_colours().selection.to_array();
    assert!(picture.pixels().filter(|pixel| pixel.0 == selected).count() > 500);
    save_picture(&mut harness, "reader");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 24, failure_persistence: None, ..Default::default() })]
    #[test]
    fn no_text_and_no_gesture_lets_the_caret_stand_inside_a_character(
        text in "([a-z]{1,6}|[אבגם]{1,5}|[ا-ي]{1,5}|[éü]|e\u{301}|👩‍👩‍👧|漢字|[ .,\n-]){0,40}",
        strokes in proptest::collection::vec((0_usize..12, proptest::bool::ANY), 1..12),
        clicks in proptest::collection::vec((0_u16..640, 0_u16..300, 1_usize..4), 0..4),
    ) {
        let keys = [
            Key::ArrowLeft, Key::ArrowRight, Key::ArrowUp, Key::ArrowDown, Key::Home, Key::End,
            Key::PageUp, Key::PageDown, Key::A, Key::Escape, Key::ArrowRight, Key::ArrowDown,
        ];
        let mut desk = Desk::new(&text);
        desk.tints = vec![Tint {
            bytes: 2..text.len().max(3),
            fill: Color32::WHITE,
            line: Color32::BLACK,
            key: 1,
        }];
        let mut harness = Harness::builder()
            .with_size([640.0, 300.0])
            .with_step_dt(1.0 / 60.0)
            .allow_missing_glyphs()
            .build_ui_state(|ui, desk: &mut Desk| desk.show(ui), desk);
        focus(&mut harness, text.len() / 2);
        for (key, jump) in strokes {
            let with = if jump { Modifiers::SHIFT | Modifiers::COMMAND } else { Modifiers::SHIFT };
            press(&mut harness, with, keys[key]);
        }
        for (x, y, times) in clicks {
            click(&mut harness, pos2(f32::from(x), f32::from(y)), times);
        }
        let selection = harness.state().reader.selection();
        let ends = selection.map_or(0..0, linchpin::ui::reader::Selection::range);
        proptest::prop_assert!(text.get(ends).is_some());
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
