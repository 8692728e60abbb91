//! Text that runs from right to left: where it stands, what is selected in it.

use egui::accesskit::{Role, TextDirection};
use egui::{Context, FontId, Key, Modifiers, Pos2, RawInput, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use linchpin::ui::directed::Lines;
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::super::raster::save_picture;
use super::{Desk, click, focus, install_fonts, open_desk_in, press};

const HEBREW: &str = "העיר צריכה אוטובוסים חינמיים (לפחות בבוקר), כי 40% מהנסיעות קצרות.";
const MIXED: &str = "The minister said שלום עולם to the crowd.";

/// A pane without fonts for these letters, which stand as boxes then.
fn open(text: &str) -> Harness<'static, Desk> {
    let builder = Harness::builder().with_context_setup(install_fonts);
    open_desk_in(builder.allow_missing_glyphs(), Desk::new(text))
}

/// The middle of a word on the screen; asks the pane by selecting it.
fn middle_of(harness: &mut Harness<'_, Desk>, word: &str) -> Pos2 {
    let start = harness.state().text.find(word).unwrap();
    let reader = &mut harness.state_mut().reader;
    reader.select(start..start + word.len());
    harness.run();
    harness.state().selection_rect.unwrap().center()
}

#[test]
fn the_first_word_stands_at_the_right_and_the_next_one_left_of_it() {
    let mut harness = open(&format!("{HEBREW}\n\nA plain line."));
    let first = middle_of(&mut harness, "העיר");
    let second = middle_of(&mut harness, "צריכה");
    let plain = middle_of(&mut harness, "A plain");
    assert!(second.x < first.x, "{second:?} {first:?}");
    assert!(plain.x < second.x, "{plain:?} {second:?}");
    save_picture(&mut harness, "reader-from-right");
}

#[test]
fn a_screen_reader_is_told_the_lines_in_the_order_of_reading_and_where_the_caret_is() {
    let mut harness = open(&format!("A plain line.\n\n{HEBREW} {HEBREW} {HEBREW}"));
    let at = harness.state().text.find("צריכה").unwrap();
    focus(&mut harness, at);
    let pane = harness.get_by_role(Role::Document);
    // The toolkit puts a group of its own between the two.
    let mut ahead = vec![pane.accesskit_node()];
    let mut runs = Vec::new();
    while let Some(node) = ahead.pop() {
        if node.role() == Role::TextRun {
            runs.push(node);
        }
        let mut children: Vec<_> = node.children().collect();
        children.reverse();
        ahead.append(&mut children);
    }
    let lines: Vec<_> = runs.iter().map(|node| node.data().value()).collect();
    assert!(runs.len() > 1, "there is more than one line: {lines:?}");
    let mut told = String::new();
    for node in &runs {
        told.push_str(node.data().value().unwrap_or_default());
        assert_eq!(
            node.data().text_direction(),
            Some(TextDirection::RightToLeft)
        );
        let lengths = node.data().character_lengths();
        let n: usize = lengths.iter().map(|n| usize::from(*n)).sum();
        assert_eq!(n, node.data().value().unwrap_or_default().len());
    }
    assert_eq!(told, format!("{HEBREW} {HEBREW} {HEBREW}"));
    let selection = pane.accesskit_node().data().text_selection().copied();
    let caret = selection.unwrap().focus;
    assert_eq!(caret.character_index, "העיר ".chars().count());
}

#[test]
fn two_clicks_take_just_the_word_under_the_pointer() {
    for word in ["העיר", "אוטובוסים", "לפחות", "קצרות"] {
        let mut harness = open(HEBREW);
        let place = middle_of(&mut harness, word);
        click(&mut harness, place, 2);
        assert_eq!(harness.state().selected(), word);
    }
}

#[test]
fn words_of_both_kinds_in_one_line_are_taken_each_where_it_is_seen() {
    let mut harness = open(MIXED);
    let (first, second) = (
        middle_of(&mut harness, "שלום"),
        middle_of(&mut harness, "עולם"),
    );
    assert!(second.x < first.x);
    for word in ["minister", "שלום", "עולם", "crowd"] {
        let mut harness = open(MIXED);
        let place = middle_of(&mut harness, word);
        click(&mut harness, place, 2);
        assert_eq!(harness.state().selected(), word);
    }
}

#[test]
fn the_left_arrow_goes_onwards_where_text_is_read_from_the_right() {
    let mut harness = open(HEBREW);
    focus(&mut harness, 0);
    for _ in 0..3 {
        press(&mut harness, Modifiers::SHIFT, Key::ArrowLeft);
    }
    assert_eq!(harness.state().selected(), "העי");
    press(&mut harness, Modifiers::SHIFT, Key::ArrowRight);
    assert_eq!(harness.state().selected(), "הע");
}

fn set(ctx: &Context, text: &str, width: f32) -> Lines {
    let font = FontId::proportional(16.0);
    Lines::set(text, (width, 20.0), &[], &mut |_, shown| {
        let ink = egui::Color32::BLACK;
        ctx.fonts_mut(|fonts| fonts.layout_no_wrap(shown, font.clone(), ink))
    })
}

fn bare_context() -> Context {
    let ctx = Context::default();
    ctx.run_ui(RawInput::default(), |_| {})
        .textures_delta
        .clear();
    ctx
}

proptest! {
    #[test]
    fn a_caret_is_found_again_where_it_stands(
        text in "[a-cא-דابت0-9 ().,\n公共]{1,60}",
        width in 30.0_f32..400.0,
    ) {
        let ctx = bare_context();
        let lines = set(&ctx, &text, width);
        for (byte, _) in text.grapheme_indices(true) {
            let caret = lines.caret_at(byte);
            let place = caret.center().to_vec2();
            let found = lines.caret_at(lines.byte_near(place));
            // Where directions meet, two gaps of the text stand at one place.
            prop_assert!(found.center().distance(caret.center()) < 0.6, "{byte}: {caret:?} {found:?}");
        }
    }

    #[test]
    fn what_is_selected_in_two_parts_covers_what_is_selected_at_once(
        text in "[a-cא-דابت0-9 ().,公共]{1,60}",
        width in 30.0_f32..400.0,
        cut in 0.0..1.0_f64,
    ) {
        let ctx = bare_context();
        let lines = set(&ctx, &text, width);
        let gaps: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
        let middle = gaps[(gaps.len() as f64 * cut) as usize];
        let area = |bytes| {
            let rects = lines.rects_over(&bytes);
            rects.iter().map(|rect| f64::from(rect.width())).sum::<f64>()
        };
        let whole = area(0..text.len());
        let parts = area(0..middle) + area(middle..text.len());
        prop_assert!((whole - parts).abs() < 1.5, "{whole} {parts}");
    }

    #[test]
    fn lines_hold_the_whole_text_and_keep_within_the_page(
        text in "[a-cא-דابت0-9 ().,\n公共]{1,80}",
        width in 60.0_f32..400.0,
    ) {
        let ctx = bare_context();
        let lines = set(&ctx, &text, width);
        let mut at = 0;
        while at < text.len() {
            let row = lines.row_of(at);
            prop_assert!(row.start <= at);
            let next = text[row.end..].graphemes(true).next().map_or(1, str::len);
            at = (row.end + next).max(at + 1);
            while at < text.len() && !text.is_char_boundary(at) {
                at += 1;
            }
        }
        for rect in lines.rects_over(&(0..text.len())) {
            prop_assert!(rect.left() >= -0.5 && rect.right() <= width + 1.0, "{rect:?} {width}");
        }
        prop_assert!(lines.height() >= 20.0);
        prop_assert_eq!(lines.byte_under(vec2(1.0, lines.height() + 1.0)), None);
    }
}
