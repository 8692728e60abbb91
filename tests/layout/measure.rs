//! Widths of text and where its lines break.

use linchpin::layout::measure::{Advances, FontMeasure, Lines, Measure};
use linchpin::theme::{Face, TextRole, Theme};
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

/// Every letter half an em wide.
struct Typewriter(Advances);

impl Measure for Typewriter {
    fn advances(&self, _: Face) -> &Advances {
        &self.0
    }
}

fn typewriter() -> Typewriter {
    Typewriter(Advances::fixed(1000, 0.5))
}

/// Wraps to a number of letters, and marks where text was cut.
fn wrap(text: &str, letters: u16, max_lines: usize) -> Vec<String> {
    let lines = typewriter().wrap(
        text,
        Face::Regular,
        10.0,
        5.0 * f32::from(letters),
        max_lines,
    );
    let mut drawn: Vec<String> = lines
        .lines
        .iter()
        .map(|it| text[it.clone()].into())
        .collect();
    if lines.truncated {
        drawn.last_mut().unwrap().push('…');
    }
    drawn
}

const ALL: usize = usize::MAX;

#[test]
fn lines_break_at_spaces_which_belong_to_no_line() {
    assert_eq!(
        wrap("the cat sat on  the mat ", 7, ALL),
        ["the cat", "sat on", "the mat"]
    );
}

#[test]
fn text_that_fits_stays_on_one_line() {
    assert_eq!(wrap("the cat", 7, ALL), ["the cat"]);
    assert_eq!(wrap("", 7, ALL), [""]);
}

#[test]
fn a_newline_always_breaks() {
    assert_eq!(wrap("a\n\nb\r\nc\n", 7, ALL), ["a", "", "b", "c", ""]);
}

#[test]
fn a_hyphenated_word_breaks_after_its_hyphen_and_a_minus_stays_with_its_number() {
    assert_eq!(
        wrap("a well-known fact", 8, ALL),
        ["a well-", "known", "fact"]
    );
    assert_eq!(wrap("minus -5 or", 7, ALL), ["minus", "-5 or"]);
}

#[test]
fn a_word_wider_than_a_line_breaks_between_graphemes() {
    assert_eq!(wrap("abcdefgh ij", 3, ALL), ["abc", "def", "gh", "ij"]);
    assert_eq!(
        wrap("e\u{301}e\u{301}e\u{301}", 2, ALL),
        ["e\u{301}e\u{301}", "e\u{301}"]
    );
}

#[test]
fn a_no_break_space_holds_words_together() {
    assert_eq!(wrap("up to 5\u{A0}km", 8, ALL), ["up to", "5\u{A0}km"]);
}

#[test]
fn ideographs_break_anywhere_but_before_their_full_stop() {
    assert_eq!(wrap("安全保障。政策", 8, ALL), ["安全保", "障。政策"]);
}

#[test]
fn what_does_not_fit_into_the_last_line_is_cut_with_room_for_an_ellipsis() {
    assert_eq!(wrap("one two three four", 7, 2), ["one two", "three…"]);
    assert_eq!(wrap("one two threefour", 7, 1), ["one…"]);
    assert_eq!(wrap("first\nsecond", 9, 1), ["first…"]);
}

#[test]
fn white_space_alone_is_not_worth_an_ellipsis() {
    assert_eq!(wrap("one two \n ", 7, 1), ["one two"]);
}

#[test]
fn a_measured_width_is_wide_enough_for_the_text_again() {
    let measure = FontMeasure::bundled();
    let text = "Sovereignty is violated by foreign operations";
    for size in [9.0, 13.0, 14.0, 17.3] {
        let width = measure.advance(Face::Regular, size, text);
        let lines = measure.wrap(text, Face::Regular, size, width, ALL);
        assert_eq!(lines.lines.len(), 1);
        assert!((lines.width - width).abs() < 0.001);
    }
}

#[test]
fn a_box_line_holds_thirty_to_thirty_eight_letters() {
    let style = Theme::light().text(TextRole::Box);
    let text = "The extraterritorial use of force without consent breaks the charter and \
                weakens every later appeal to it, whatever its motives may have been";
    let width = Theme::light().shape().boxes.text_width;
    let lines = FontMeasure::bundled().wrap(text, style.face, style.size, width, ALL);
    let letters = text.len() / lines.lines.len();
    assert!((28..=38).contains(&letters), "{letters}");
}

#[test]
fn a_reader_face_takes_what_it_lacks_from_the_interface() {
    let measure = FontMeasure::bundled();
    let reader = measure.advance(Face::ReaderRegular, 100.0, "≡");
    let own = measure.advance(Face::Regular, 100.0, "≡");
    assert!((reader - own).abs() < 0.1, "{reader} {own}");
}

#[test]
fn scripts_that_no_face_has_get_fixed_widths() {
    let measure = FontMeasure::bundled();
    for face in [Face::Regular, Face::ReaderItalic] {
        assert_eq!(measure.advance(face, 10.0, "漢字"), 20.0);
        assert_eq!(measure.advance(face, 10.0, "한"), 10.0);
        assert!((measure.advance(face, 10.0, "א") - 6.0).abs() < 0.01);
        assert_eq!(
            measure.advance(face, 10.0, "\u{301}\u{200D}\u{FE0F}\u{AD}"),
            0.0
        );
    }
}

#[test]
fn letters_stand_in_the_middle_of_their_line() {
    let style = Theme::light().text(TextRole::Box);
    let baseline = FontMeasure::bundled().baseline(style);
    assert!(
        baseline > style.size * 0.8 && baseline < style.line_height,
        "{baseline}"
    );
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z ,.\\-/\n]{0,80}",
        "\\PC{0,40}",
        proptest::collection::vec(any::<char>(), 0..60).prop_map(|it| it.into_iter().collect()),
        proptest::collection::vec(
            prop::sample::select(vec![
                "a",
                "long",
                " ",
                "-",
                "e\u{301}",
                "👩‍👩‍👧",
                "🇲🇽",
                "漢",
                "か\u{3099}",
                "\n",
                "\u{200D}",
                "한",
                "\u{1112}\u{1161}",
                "\u{200B}",
                "。",
                "\u{A0}",
                "\r\n",
            ]),
            0..40,
        )
        .prop_map(|it| it.concat()),
    ]
}

fn check_lines(text: &str, lines: &Lines, measure: &dyn Measure, face: Face, max: f32) {
    let mut seen = 0;
    let last = lines.lines.len() - 1;
    for (index, line) in lines.lines.iter().enumerate() {
        assert!(
            text[seen..line.start]
                .chars()
                .all(|it| it.is_whitespace() || it == '\u{200B}')
        );
        seen = line.end;
        let drawn = &text[line.clone()];
        let ellipsis = if lines.truncated && index == last {
            "…"
        } else {
            ""
        };
        let seen_graphemes = drawn
            .graphemes(true)
            .filter(|it| measure.advance(face, 14.0, it) > 0.0)
            .count();
        let width = measure.advance(face, 14.0, &format!("{drawn}{ellipsis}"));
        assert!(
            width <= max + 0.01 || seen_graphemes <= 1,
            "{drawn:?} {width}"
        );
        assert!(width <= lines.width + 0.01);
    }
    if !lines.truncated {
        assert!(
            text[seen..]
                .chars()
                .all(|it| it.is_whitespace() || it == '\u{200B}')
        );
    }
}

proptest! {
    #[test]
    fn lines_fit_and_cover_the_text(
        text in any_text(),
        max in prop_oneof![0.0f32..300.0, Just(-5.0), Just(f32::MAX), Just(f32::NAN)],
        max_lines in prop_oneof![0usize..6, Just(ALL)],
        face in prop::sample::select(Face::ALL),
    ) {
        let measure = FontMeasure::bundled();
        let lines = measure.wrap(&text, face, 14.0, max, max_lines);
        prop_assert!(lines.lines.len() <= max_lines.max(1));
        check_lines(&text, &lines, measure, face, max.max(0.0));
        prop_assert_eq!(&lines, &measure.wrap(&text, face, 14.0, max, max_lines));
    }
}
