//! Quotes are made and found again.

use linchpin::text::{
    CONTEXT_CHARS, Located, Locator, Quote, Span, TextIndex, fold_for_anchors, locate,
    snap_to_graphemes,
};
use proptest::prelude::*;

fn quote_of(text: &str, words: &str) -> Quote {
    let start = text.find(words).unwrap();
    Quote::of(
        text,
        &TextIndex::new(text),
        Span::new(start, start + words.len()),
    )
}

fn find(text: &str, quote: &Quote) -> Located {
    locate(text, &TextIndex::new(text), quote, false)
}

const TEXT: &str = "The groups gain first. They lose nothing by it, and the city pays for it all. \
                    The groups gain again, “for free”, as the Cártel itself has said.";

#[test]
fn a_quote_keeps_words_context_and_position_in_code_points() {
    let quote = quote_of(TEXT, "for free");
    assert_eq!(quote.exact, "for free");
    assert_eq!(quote.prefix.chars().count(), CONTEXT_CHARS);
    assert!(quote.prefix.ends_with("again, “") && quote.suffix.starts_with("”, as the Cártel"));
    let start = TEXT.chars().count() - TEXT.split_once("for free").unwrap().1.chars().count() - 8;
    assert_eq!((quote.start, quote.end), (Some(start), Some(start + 8)));
}

#[test]
fn a_quote_never_splits_what_is_seen_as_one_character() {
    let text = "e\u{301}a 👨‍👩‍👧 b";
    assert_eq!(
        snap_to_graphemes(text, Span::new(1, 4)).of(text),
        "e\u{301}a"
    );
    let family = text.find('👨').unwrap();
    let quote = Quote::of(
        text,
        &TextIndex::new(text),
        Span::new(family + 4, family + 7),
    );
    assert_eq!(quote.exact, "👨‍👩‍👧");
}

#[test]
fn in_the_same_text_the_position_decides() {
    let text = "same same same";
    let index = TextIndex::new(text);
    let quote = Quote {
        exact: "same".into(),
        start: Some(5),
        end: Some(9),
        ..Quote::default()
    };
    assert_eq!(
        locate(text, &index, &quote, true),
        Located::Exact(Span::new(5, 9))
    );
}

#[test]
fn a_position_that_does_not_fit_the_words_is_not_believed() {
    let quote = Quote {
        start: Some(3),
        ..quote_of(TEXT, "the city pays")
    };
    let place = TEXT.find("the city pays").unwrap();
    let found = locate(TEXT, &TextIndex::new(TEXT), &quote, true);
    assert_eq!(found, Located::Exact(Span::new(place, place + 13)));
}

#[test]
fn words_that_stand_twice_are_told_apart_by_their_context() {
    let second = TEXT.rfind("The groups gain").unwrap();
    let quote = Quote::of(TEXT, &TextIndex::new(TEXT), Span::new(second, second + 15));
    let moved = format!("A new first line that was not there. {TEXT}");
    let found = find(
        &moved,
        &Quote {
            start: None,
            end: None,
            ..quote
        },
    );
    assert_eq!(found, Located::Context(Span::new(second + 37, second + 52)));
}

#[test]
fn case_signs_spaces_and_hidden_characters_are_seen_through() {
    let text = "They said: «THE\u{a0}CI\u{ad}TY —\npays» for it.";
    let quote = Quote {
        exact: "the city pays".into(),
        ..Quote::default()
    };
    let Located::Folded(span) = find(text, &quote) else {
        panic!("{:?}", find(text, &quote))
    };
    assert_eq!(span.of(text), "THE\u{a0}CI\u{ad}TY —\npays");
    let quoted = Quote {
        exact: "\"the city pays\"".into(),
        ..Quote::default()
    };
    assert_eq!(
        find(text, &quoted).span().unwrap().of(text),
        "«THE\u{a0}CI\u{ad}TY —\npays»"
    );
}

#[test]
fn reworded_passages_are_found_and_flagged_as_moved() {
    let quote = quote_of(
        TEXT,
        "They lose nothing by it, and the city pays for it all.",
    );
    let text = TEXT.replace("the city pays for it all.", "the town pays for it all.");
    let Located::Moved(span, score) = find(&text, &quote) else {
        panic!("not moved")
    };
    assert_eq!(
        span.of(&text),
        "They lose nothing by it, and the town pays for it all."
    );
    assert!((0.8..1.0).contains(&score), "{score}");
}

#[test]
fn what_is_gone_is_an_orphan() {
    let quote = quote_of(TEXT, "They lose nothing by it");
    assert_eq!(
        find("Something else entirely is written here now.", &quote),
        Located::Orphan
    );
    assert_eq!(find("", &quote), Located::Orphan);
    assert_eq!(find(TEXT, &Quote::default()), Located::Orphan);
    assert_eq!(Located::Orphan.span(), None);
}

#[test]
fn a_passage_of_many_pages_is_found_by_its_ends() {
    let body = (0..900).fold(String::new(), |body, n| {
        body + &format!("Sentence number {n} stands here. ")
    });
    let quote = Quote {
        exact: body.trim().to_owned(),
        ..Quote::default()
    };
    let text = format!(
        "Before. {} Behind.",
        body.trim().replace("number 400 ", "no. 400 ")
    );
    let Located::Moved(span, _) = find(&text, &quote) else {
        panic!("not moved")
    };
    assert!(span.of(&text).starts_with("Sentence number 0"));
    assert!(span.of(&text).ends_with("number 899 stands here."));
}

#[test]
fn a_quote_of_signs_alone_is_found_too() {
    let text = "a — b … c — d";
    let quote = quote_of(text, "…");
    assert_eq!(
        find(
            text,
            &Quote {
                start: None,
                ..quote
            }
        )
        .span()
        .unwrap()
        .of(text),
        "…"
    );
}

#[test]
fn folding_knows_the_way_back() {
    let text = "  Cártel—Straße’s\u{301} end.";
    let folded = fold_for_anchors(text);
    assert_eq!(folded.text(), "cartel strasse s end");
    assert_eq!(folded.span_back(0, 6).of(text), "Cártel");
    assert_eq!(folded.span_back(7, 14).of(text), "Straße");
    assert_eq!(folded.span_back(11, 12).of(text), "ß");
}

/// A megabyte of sentences, each with its number, none twice.
fn write_long_text() -> String {
    (0..14_000_u32).fold(String::new(), |text, n| {
        let (district, week) = (n % 97, n * 7);
        text + &format!(
            "In case {n} the board of district {district} voted to wait until {week}.\n"
        )
    })
}

#[test]
fn ten_thousand_anchors_in_a_megabyte_are_found_again() {
    let text = write_long_text();
    let index = TextIndex::new(&text);
    let mut quotes = Vec::new();
    let mut start = 0;
    for line in text.lines().take(10_000) {
        quotes.push(Quote::of(
            &text,
            &index,
            Span::new(start, start + line.len()),
        ));
        start += line.len() + 1;
    }
    let same = Locator::new(&text, &index);
    assert!(
        quotes
            .iter()
            .all(|quote| matches!(same.locate(quote, true), Located::Exact(_)))
    );

    let changed = format!("A new line.\n{}", text.replace("case 77 ", "cases 77 "));
    let index = TextIndex::new(&changed);
    let locator = Locator::new(&changed, &index);
    let mut n_moved = 0;
    for quote in &quotes {
        match locator.locate(quote, false) {
            Located::Exact(span) => assert_eq!(span.of(&changed), quote.exact),
            Located::Moved(span, _) => {
                n_moved += 1;
                assert!(
                    span.of(&changed).contains("cases 77 "),
                    "{}",
                    span.of(&changed)
                );
            }
            other => panic!("{other:?} for {quote:?}"),
        }
    }
    assert_eq!(n_moved, 1);
}

#[test]
fn a_text_of_one_letter_does_not_make_finding_quadratic() {
    let text = "a".repeat(200_000);
    let index = TextIndex::new(&text);
    let locator = Locator::new(&text, &index);
    for start in (0..190_000).step_by(9_500) {
        let quote = Quote::of(&text, &index, Span::new(start, start + 40));
        let found = locator.locate(&quote, false).span().unwrap();
        assert_eq!(found, Span::new(start, start + 40));
        let lost = Quote {
            exact: "a".repeat(300) + "b",
            start: None,
            end: None,
            ..quote
        };
        assert!(locator.locate(&lost, false).span().is_some());
    }
}

proptest! {
    #[test]
    fn a_quote_is_found_where_it_was_made(text in "\\PC{1,120}", a in 0_usize..400, n in 1_usize..60) {
        let index = TextIndex::new(&text);
        let span = snap_to_graphemes(&text, Span::new(a % text.len(), a % text.len() + n));
        let quote = Quote::of(&text, &index, span);
        prop_assert_eq!(locate(&text, &index, &quote, true), Located::Exact(span));
        prop_assert_eq!(locate(&text, &index, &quote, false), Located::Exact(span));
        let bare = Quote { start: None, end: None, ..quote.clone() };
        let found = locate(&text, &index, &bare, false).span();
        prop_assert_eq!(found.map(|found| found.of(&text)), Some(span.of(&text)));
    }

    #[test]
    fn edits_elsewhere_do_not_hide_a_passage(
        before in "[a-m ]{0,200}", behind in "[a-m ]{0,200}", passage in "[n-z]{5,9}( [n-z]{3,9}){2,9}",
        new_before in "[a-m ]{0,200}", new_behind in "[a-m ]{0,200}",
    ) {
        let text = format!("{before} {passage} {behind}");
        let quote = quote_of(&text, &passage);
        let changed = format!("{new_before} {passage} {new_behind}");
        let span = locate(&changed, &TextIndex::new(&changed), &quote, false).span();
        prop_assert_eq!(span.map(|span| span.start.0), Some(new_before.len() + 1));
        prop_assert_eq!(span.map(|span| span.of(&changed)), Some(passage.as_str()));
    }

    #[test]
    fn one_edit_within_a_long_passage_does_not_hide_it(at in 0_usize..120, n in 0_usize..9, new in "[a-z]{0,6}") {
        let passage = "They lose nothing by it, and the city pays for all of it, as the paper \
                       showed in May when it printed what both of the groups had written";
        let text = format!("Some words stand before. {passage}. Some other words stand behind.");
        let quote = quote_of(&text, passage);
        let changed = text.replace(passage, &format!("{}{new}{}", &passage[..at], &passage[at + n..]));
        let found = locate(&changed, &TextIndex::new(&changed), &quote, false).span();
        let start = found.map(|span| span.start.0.abs_diff(25));
        prop_assert!(start.is_some_and(|start| start <= 15), "{:?} in {}", found, changed);
    }

    #[test]
    fn no_quote_makes_finding_panic(
        text in "\\PC{0,80}", exact in "\\PC{0,30}", prefix in "\\PC{0,9}", suffix in "\\PC{0,9}",
        start in proptest::option::of(0_usize..200), end in proptest::option::of(0_usize..200),
        same in any::<bool>(),
    ) {
        let quote = Quote { exact, prefix, suffix, start, end };
        let found = locate(&text, &TextIndex::new(&text), &quote, same);
        prop_assert!(found.span().is_none_or(|span| text.get(span.range()).is_some()));
        quote.position();
    }

    #[test]
    fn no_selection_makes_a_quote_panic(text in "\\PC{0,60}", a in 0_usize..200, b in 0_usize..200) {
        let span = snap_to_graphemes(&text, Span::new(a, b));
        prop_assert!(text.get(span.range()).is_some());
        Quote::of(&text, &TextIndex::new(&text), Span::new(a, b));
    }
}
