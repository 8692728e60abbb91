//! The reader's search.

use linchpin::text::{Finder, find_all, fold_for_search};
use proptest::prelude::*;

fn found<'t>(text: &'t str, needle: &str) -> Vec<&'t str> {
    find_all(text, needle)
        .iter()
        .map(|span| span.of(text))
        .collect()
}

#[test]
fn case_and_accents_make_no_difference() {
    assert_eq!(
        found("Cartel, CARTEL, cártel, Ca\u{301}rtel", "cArTeL").len(),
        4
    );
    assert_eq!(found("Generación nueva", "generacion"), ["Generación"]);
    assert_eq!(found("STRASSE und Straße", "straße"), ["STRASSE", "Straße"]);
    assert_eq!(found("plain and SIMPLE", "Símple"), ["SIMPLE"]);
}

#[test]
fn typed_quotes_dashes_and_spaces_find_typographic_ones() {
    assert_eq!(found("we won’t go", "won't"), ["won’t"]);
    assert_eq!(found("we won't go", "won’t"), ["won't"]);
    assert_eq!(
        found("shared\nsecurity", "shared security"),
        ["shared\nsecurity"]
    );
    assert_eq!(found("co\u{ad}op\u{e9}rate", "cooper"), ["co\u{ad}opér"]);
}

#[test]
fn hits_are_in_order_and_do_not_overlap() {
    let starts: Vec<usize> = find_all("aaaaa", "aa")
        .iter()
        .map(|span| span.start.0)
        .collect();
    assert_eq!(starts, [0, 2]);
}

#[test]
fn an_empty_needle_is_found_nowhere() {
    assert!(find_all("abc", "").is_empty() && find_all("é", "\u{301}").is_empty());
    assert!(Finder::new("").is_empty() && !Finder::new("").is_match("abc"));
    assert_eq!(find_all("a  b", " ").len(), 2);
}

#[test]
fn a_hundred_thousand_short_texts_are_searched_in_one_go() {
    let finder = Finder::new("gains");
    let n_hits = (0..100_000)
        .filter(|number| finder.is_match(&format!("Box {number}: who Gains from it, and why?")))
        .count();
    assert_eq!(n_hits, 100_000);
}

proptest! {
    #[test]
    fn a_text_that_was_folded_before_holds_the_same_places(
        text in "[aeéÉ ’'ßs\u{301}\u{ad}]{0,40}",
        needle in "[aeéß's ]{0,3}",
    ) {
        let finder = Finder::new(&needle);
        let places = finder.find_in_folded(&fold_for_search(&text));
        prop_assert_eq!(places, finder.find_all(&text));
    }

    #[test]
    fn what_is_cut_from_a_text_is_found_in_it(text in "\\PC{1,60}", from in 0_usize..60, n in 1_usize..20) {
        let needle: String = text.chars().skip(from).take(n).collect();
        let spans = find_all(&text, &needle);
        for span in &spans {
            prop_assert!(text.get(span.range()).is_some());
        }
        if needle.is_ascii() && !needle.is_empty() && text.is_ascii() {
            prop_assert!(!spans.is_empty());
            prop_assert!(Finder::new(&needle).is_match(&text));
        }
    }
}
