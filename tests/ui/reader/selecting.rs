//! Selecting with the pointer, and what a click reports.

use egui::{Color32, Event, Key, Modifiers, pos2};
use egui_kittest::Harness;
use linchpin::ui::reader::{ReaderEvent, Tint};

use super::{ARTICLE, Desk, click, focus, long_article, open_desk, place_of, press, release, tint};

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
fn a_drag_goes_on_in_a_pane_that_has_become_too_low_for_any_line() {
    let mut harness = open_desk(Desk::new(ARTICLE));
    let from = place_of(&mut harness, "never asked");
    harness.hover_at(from);
    harness.drag_at(from);
    harness.run();
    for height in [1.0, 0.0, 420.0] {
        harness.set_size(egui::vec2(640.0, height));
        harness.hover_at(from + egui::vec2(20.0, 300.0));
        harness.run_steps(4);
    }
    harness.event(release(from));
    harness.run();
    assert!(!harness.state().selected().is_empty());
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
    assert_eq!(harness.state().at_caret, [9, 7]);
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
fn selecting_on_through_text_from_right_to_left_stays_between_characters() {
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
    for _ in 0..hebrew.chars().count() {
        press(&mut harness, Modifiers::SHIFT, Key::ArrowLeft);
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
            is_doubtful: false,
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

#[test]
fn an_end_of_a_passage_is_dragged_by_its_handle_and_nothing_is_selected() {
    let mut harness = open_desk(Desk::new(ARTICLE));
    let phrase = "under the old town";
    let start = ARTICLE.find(phrase).unwrap();
    let end = start + phrase.len();
    let at_end = place_of(&mut harness, " are a hundred") - egui::vec2(3.0, -12.0);
    let to = place_of(&mut harness, " years old");
    harness.state_mut().handles = Some(start..end);
    harness.run();
    harness.hover_at(at_end);
    harness.drag_at(at_end);
    harness.hover_at(at_end + egui::vec2(20.0, 0.0));
    harness.hover_at(to);
    harness.run();
    harness.event(release(to));
    harness.run();
    let reshaped = harness.state().events.iter().find_map(|event| match event {
        ReaderEvent::Reshaped(bytes) => Some(ARTICLE[bytes.clone()].trim()),
        _ => None,
    });
    assert_eq!(reshaped, Some("under the old town are a hundred"));
    assert_eq!(harness.state().selected(), "");
}

#[test]
fn a_handle_that_is_only_clicked_shapes_nothing() {
    let mut harness = open_desk(Desk::new(ARTICLE));
    let start = ARTICLE.find("under").unwrap();
    let place = place_of(&mut harness, "under") - egui::vec2(3.0, 12.0);
    harness.state_mut().handles = Some(start..start + 9);
    harness.run();
    click(&mut harness, place, 1);
    let events = &harness.state().events;
    assert!(
        !events
            .iter()
            .any(|event| matches!(event, ReaderEvent::Reshaped(_)))
    );
}
