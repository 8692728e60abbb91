//! The keyboard, and what a screen reader is told.

use egui::accesskit::Role;
use egui::{Color32, Event, Key, Modifiers, pos2};
use egui_kittest::kittest::{NodeT, Queryable};
use linchpin::text::PartKind;
use linchpin::ui::reader::{PartView, ReaderEvent, Tint};

use super::{ARTICLE, Desk, click, focus, open_desk, pane_id, press};

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
fn a_screen_reader_is_told_of_signs_that_are_not_seen_in_the_paragraph() {
    let mut harness = open_desk(Desk::new("One\u{202e} way.\n\nAnother."));
    focus(&mut harness, 0);
    let described = |harness: &egui_kittest::Harness<'static, Desk>| {
        let node = harness.get_by_role_and_label(Role::Document, "Article");
        node.accesskit_node()
            .data()
            .description()
            .map(str::to_owned)
    };
    let said = "This text holds a sign that is not seen: U+202E.";
    assert_eq!(described(&harness).as_deref(), Some(said));
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    assert_eq!(described(&harness), None);
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
        is_doubtful: false,
        key: 1,
    }];
    desk.hits = vec![3..4, 50..60];
    desk.flash = Some(70..90);
    let mut harness = open_desk(desk);
    focus(&mut harness, 3);
    press(&mut harness, Modifiers::COMMAND, Key::A);
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    click(&mut harness, pos2(200.0, 60.0), 3);
}
