//! Long texts: what is set in type, and where the text stands.

use egui::{Event, Key, Modifiers, pos2};

use super::{Desk, focus, long_article, open_desk, press};

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
