//! The words of passages are found where a plain search finds them, however many are looked for.

use linchpin::text::{ExactFinder, Span};
use proptest::prelude::*;

/// The simple way: every place is looked at.
fn find_near(text: &str, words: &str, near: usize) -> Option<Span> {
    let near = near.min(text.len());
    let starts = (0..text.len()).filter(|&at| text.as_bytes()[at..].starts_with(words.as_bytes()));
    let start = starts.min_by_key(|&start| (start.abs_diff(near), start >= near))?;
    Some(Span::new(start, start + words.len()))
}

fn find_from(text: &str, words: &str, from: usize) -> Option<Span> {
    let from = from.min(text.len());
    let mut starts = from..text.len();
    let start = starts.find(|&at| text.as_bytes()[at..].starts_with(words.as_bytes()))?;
    Some(Span::new(start, start + words.len()))
}

/// A text of few different letters and words in which much stands more than once.
fn any_text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[ab]{1,9}",
        Just("it leaks ".to_owned()),
        Just("dam ".to_owned()),
        Just("été, 1911; ".to_owned()),
    ];
    prop::collection::vec(word, 0..60).prop_map(|words| words.concat())
}

/// Parts of a text, and words that may not stand in it, each with a place.
fn any_searches(text: String) -> impl Strategy<Value = (String, Vec<(String, usize)>)> {
    let len = text.len();
    let own = text.clone();
    let part = (0..=len, 0..=len).prop_map(move |(a, b)| {
        let (a, b) = (
            own.floor_char_boundary(a.min(b)),
            own.floor_char_boundary(a.max(b)),
        );
        own[a..b].to_owned()
    });
    let words = prop_oneof![3 => part, 1 => "[ab]{0,7}", 1 => Just("it rains".to_owned())];
    let searches = prop::collection::vec((words, 0..=len + 3), 0..60);
    (Just(text), searches)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn words_are_found_where_a_plain_search_finds_them(
        (text, searches) in any_text().prop_flat_map(any_searches)
    ) {
        let finder = ExactFinder::new(&text);
        // Twice over: what was learnt by the first searches serves the later ones.
        for (words, place) in searches.iter().chain(&searches) {
            let expected = (!words.is_empty()).then(|| find_near(&text, words, *place)).flatten();
            prop_assert_eq!(finder.find_near(words, *place), expected, "“{}” at {}", words, place);
            let expected = (!words.is_empty()).then(|| find_from(&text, words, *place)).flatten();
            prop_assert_eq!(finder.find_from(words, *place), expected, "“{}” at {}", words, place);
        }
    }
}

#[test]
fn words_whose_every_run_is_everywhere_are_found_too() {
    let text = "ab".repeat(20_000) + "ba";
    let finder = ExactFinder::new(&text);
    for near in (0..40).map(|n| n * 1000) {
        assert_eq!(
            finder.find_near("bb", near),
            Some(Span::new(39_999, 40_001))
        );
        assert_eq!(
            finder.find_near("ababba", near),
            Some(Span::new(39_996, 40_002))
        );
        assert_eq!(finder.find_near("babbab", near), None);
        assert_eq!(
            finder.find_from("baba", near),
            Some(Span::new(near + 1, near + 5))
        );
    }
}
