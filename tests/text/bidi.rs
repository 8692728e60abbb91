//! The order in which text is seen that runs both ways, and where lines may end.

use linchpin::text::{
    Directions, find_breaks, has_right_to_left, is_read_from_right, order_for_sight,
    order_line_for_sight,
};
use proptest::prelude::*;

/// The runs of a line from left to right, `<` before those that run from right to left.
fn draw(line: &str) -> String {
    let runs = Directions::of(line).order(0..line.len());
    let run = |run: &linchpin::text::DirectedRun| {
        let sign = if run.is_right_to_left { "<" } else { "" };
        format!("{sign}{}", &line[run.bytes.clone()])
    };
    runs.iter().map(run).collect::<Vec<_>>().join("|")
}

#[test]
fn words_stand_in_the_order_in_which_they_are_seen() {
    assert_eq!(draw("plain words"), "plain words");
    assert_eq!(draw("said שלום עולם today"), "said |<שלום עולם| today");
    // Read from the right: what comes first is rightmost, a number still runs its own way.
    assert_eq!(draw("בשנת 2024 נסעו"), "< נסעו|2024|<בשנת ");
    assert_eq!(draw("דוח של Linchpin כאן"), "< כאן|Linchpin|<דוח של ");
}

#[test]
fn words_are_shown_one_by_one_and_brackets_turn_round() {
    assert_eq!(order_for_sight("plain (words)"), "plain (words)");
    assert_eq!(order_for_sight("טענה (ראשונה)."), ".(ראשונה) טענה");
    assert_eq!(order_for_sight("«نعم» قال"), "قال «نعم»");
    assert_eq!(order_for_sight("see שלום עולם!"), "see עולם שלום!");
}

#[test]
fn a_line_is_ordered_as_its_paragraph_is_read() {
    let line = "Linchpin כאן.";
    assert_eq!(order_line_for_sight(line, false), "Linchpin כאן.");
    assert_eq!(order_line_for_sight(line, true), ".כאן Linchpin");
}

#[test]
fn a_vowel_sign_stays_with_its_letter() {
    let pointed = "שָׁלוֹם";
    assert_eq!(order_for_sight(pointed), pointed);
}

#[test]
fn signs_that_turn_what_follows_turn_nothing() {
    // Without the override the two read alike; with it the amount would be seen as 001.
    let turned = "pay \u{202e}100\u{202c} euros";
    assert_eq!(Directions::of(turned).order(0..turned.len()).len(), 1);
    assert!(!has_right_to_left(turned));
    let isolated = "א \u{2067}abc\u{2069} ב";
    assert_eq!(order_for_sight(isolated), "ב abc א");
}

#[test]
fn a_paragraph_is_read_as_its_first_letter_is() {
    assert!(is_read_from_right("שלום world"));
    assert!(is_read_from_right("1) مرحبا"));
    assert!(!is_read_from_right("Hello עולם"));
    assert!(!is_read_from_right("Ωραία πόλη, красивый город, 公共汽车"));
    let text = "Hello\nשלום";
    let directions = Directions::of(text);
    assert!(!directions.is_right_to_left_at(0));
    assert!(directions.is_right_to_left_at(text.len() - 2));
}

#[test]
fn lines_end_where_the_standard_lets_them() {
    let places = |text| {
        let breaks = find_breaks(text).map(|it| (it.at, it.is_forced));
        breaks.collect::<Vec<_>>()
    };
    assert_eq!(places("one two"), [(4, false), (7, true)]);
    assert_eq!(places("a\nb"), [(2, true), (3, true)]);
    // Between ideographs, but not before a full stop.
    assert_eq!(places("公共。"), [(3, false), (9, true)]);
}

proptest! {
    #[test]
    fn every_part_of_a_line_is_seen_once(
        line in "[a-cא-גاب0-9 ().,\u{202e}\u{2067}\u{5b8}\u{200d}公]{0,40}",
    ) {
        let directions = Directions::of(&line);
        for parts in [directions.order(0..line.len()), directions.order_words(0..line.len(), &[])] {
            let mut bytes: Vec<_> = parts.into_iter().map(|part| part.bytes).collect();
            bytes.sort_by_key(|part| part.start);
            let mut at = 0;
            for part in bytes {
                prop_assert_eq!(part.start, at);
                prop_assert!(part.end > at);
                at = part.end;
            }
            prop_assert_eq!(at, line.len());
        }
        let _ = order_for_sight(&line);
    }
}
