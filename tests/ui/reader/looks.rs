//! How a text is set, as it is chosen: size, lines, face, numbers; the place in the text stays.

use egui::{Rect, pos2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use linchpin::ui::reader::ReaderLook;

use super::{Desk, click, long_article, open_desk, place_of};

const OWN: ReaderLook = ReaderLook {
    size: 17.0,
    line_height: 1.65,
    measure: Some(66.0),
    is_sans: false,
};

fn pane(harness: &Harness<'_, Desk>) -> Rect {
    harness.get_by_label("Article").rect()
}

#[test]
fn what_stands_at_the_top_stays_there_however_often_the_text_is_set_anew() {
    let article = long_article(6_000);
    let mut harness = open_desk(Desk::new(&article));
    harness.state_mut().reader.scroll_to(article.len() / 2);
    harness.run();
    let top = pane(&harness).top();
    click(&mut harness, pos2(330.0, top + 12.0), 1);
    let before = harness.state().reader.caret().unwrap();
    let looks = [
        ReaderLook { size: 26.0, ..OWN },
        ReaderLook { size: 12.0, ..OWN },
        ReaderLook {
            line_height: 2.0,
            ..OWN
        },
        ReaderLook {
            is_sans: true,
            ..OWN
        },
        ReaderLook {
            measure: Some(50.0),
            ..OWN
        },
        ReaderLook {
            measure: None,
            ..OWN
        },
    ];
    for look in looks.iter().cycle().take(60) {
        harness.state_mut().look = *look;
        harness.run();
        let caret = harness.state().caret_rect;
        let y = caret.expect("the line is in view").top() - top;
        assert!((-1.0..=look.line() + 1.0).contains(&y), "{y} {look:?}");
    }
    assert_eq!(harness.state().reader.caret(), Some(before));
}

#[test]
fn lines_are_as_long_and_as_high_as_was_chosen() {
    let article = long_article(500);
    let mut harness = open_desk(Desk::new(&article));
    let mut widths = Vec::new();
    for measure in [Some(30.0), Some(50.0), None] {
        harness.state_mut().look = ReaderLook { measure, ..OWN };
        harness.state_mut().reader.select(0..article.len());
        harness.run();
        widths.push(harness.state().selection_rect.unwrap().width());
    }
    assert!(widths[0] < widths[1] && widths[1] < widths[2], "{widths:?}");
    let room = pane(&harness).width();
    assert!(widths[2] > room - 80.0, "{widths:?} of {room}");
    harness.state_mut().look = ReaderLook {
        line_height: 1.2,
        ..OWN
    };
    harness.state_mut().reader.select(0..4);
    harness.run();
    assert_eq!(harness.state().selection_rect.unwrap().height(), 20.0);
}

#[test]
fn numbers_stand_in_a_margin_of_their_own_and_only_beside_first_lines() {
    let article = long_article(400);
    let mut harness = open_desk(Desk::new(&article));
    let plain = place_of(&mut harness, "Paragraph 2.").x;
    let starts = article.lines().scan(0, |at, line| {
        let start = *at;
        *at += line.len() + 1;
        Some(start)
    });
    harness.state_mut().numbers = starts.zip(1..).collect();
    harness.run();
    let numbered = place_of(&mut harness, "Paragraph 2.").x;
    assert!(numbered > plain + 4.0, "{plain} {numbered}");
    let ink = super::paper_colours().second_ink.to_array();
    let picture = harness.render().unwrap();
    let column = |x: u32| (0..picture.height()).any(|y| picture.get_pixel(x, y).0 == ink);
    let margin = (numbered as u32).saturating_sub(30);
    assert!((0..margin).any(column), "digits in the margin");
    super::super::raster::save_picture(&mut harness, "reader-numbers");
}

#[test]
fn a_click_in_the_margin_selects_the_paragraph_beside_it_and_one_beyond_it_does_not() {
    let article = long_article(400);
    let mut harness = open_desk(Desk::new(&article));
    let second = article.lines().nth(1).unwrap().to_owned();
    let place = place_of(&mut harness, "Paragraph 2.");
    click(&mut harness, pos2(place.x - 20.0, place.y), 1);
    assert_eq!(harness.state().selected(), second);
    harness.set_size(egui::vec2(1400.0, 420.0));
    harness.run();
    click(&mut harness, pos2(60.0, 200.0), 1);
    assert_eq!(harness.state().selected(), "");
}
