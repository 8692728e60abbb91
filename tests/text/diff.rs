//! What two versions of a text have in common.

use linchpin::text::{Span, TextDiff};
use proptest::prelude::*;

/// Checks that every run says the truth and that runs are in order.
fn check_runs(old: &str, new: &str) -> TextDiff {
    let diff = TextDiff::of(old, new);
    let (mut old_at, mut new_at) = (0, 0);
    for run in diff.runs() {
        assert!(run.old >= old_at && run.new >= new_at && run.len > 0);
        assert_eq!(
            old.get(run.old..run.old + run.len).unwrap(),
            new.get(run.new..run.new + run.len).unwrap()
        );
        (old_at, new_at) = (run.old + run.len, run.new + run.len);
    }
    assert!(old_at <= old.len() && new_at <= new.len());
    diff
}

/// A text of so many pieces.
fn list(n: usize, piece: impl Fn(usize) -> String) -> String {
    (0..n).map(piece).collect::<Vec<_>>().concat()
}

/// The words of the new text where the old one has those words.
fn follow<'a>(old: &str, new: &'a str, words: &str) -> &'a str {
    let diff = check_runs(old, new);
    let start = old.find(words).unwrap();
    diff.map(Span::new(start, start + words.len())).of(new)
}

#[test]
fn equal_texts_have_everything_in_common() {
    let text = "One line.\nAnother line.\n";
    let diff = check_runs(text, text);
    assert_eq!(diff.runs().len(), 1);
    assert_eq!(diff.count_kept(Span::new(0, text.len())), text.len());
    assert!(TextDiff::of("", "").runs().is_empty());
    assert!(TextDiff::of("one", "").runs().is_empty());
    assert!(TextDiff::of("", "two").runs().is_empty());
}

#[test]
fn a_passage_is_followed_past_what_was_put_in_before_and_behind_it() {
    let old = "The bridge is old and will fall.";
    let new = "Everybody says the bridge is very old and will surely fall.";
    assert_eq!(follow(old, new, "old and will"), "old and will");
    assert_eq!(follow(old, new, "bridge is"), "bridge is");
    assert_eq!(follow(old, new, "is old"), "is very old");
}

#[test]
fn empty_lines_put_in_or_taken_out_change_no_passage() {
    let old = "One paragraph. It ends.\n\nAnother one.\n\n\n\nThe last.\n";
    let new = "One paragraph. It ends.\n\n\nA new one.\n\nAnother one.\nThe last.\n\n\n";
    for words in [
        "One paragraph. It ends.",
        "Another one.",
        "The last.",
        "ends.\n\n",
    ] {
        let found = follow(old, new, words);
        assert_eq!(found.trim_end(), words.trim_end());
    }
    check_runs(&"\n".repeat(3), &"\n".repeat(10_000));
}

#[test]
fn words_that_replaced_the_ends_of_a_passage_belong_to_it() {
    let old = "Nobody knows. The bridge may fall soon. Who cares?";
    let new = "Nobody knows. That bridge may fall today. Who cares?";
    let found = follow(old, new, "The bridge may fall soon");
    assert_eq!(found, "That bridge may fall today");
}

#[test]
fn whole_words_are_compared_and_not_letters() {
    let diff = check_runs("use of force", "cause of force");
    assert!(diff.run_around(Span::new(0, 3)).is_none());
    assert!(diff.run_around(Span::new(4, 12)).is_some());
}

#[test]
fn a_line_that_moved_is_told_from_lines_that_stayed() {
    let old = "first line here\nsecond line here\nthird line here\nfourth line here\n";
    let new = "second line here\nthird line here\nfirst line here\nfourth line here\n";
    let diff = check_runs(old, new);
    assert!(diff.run_around(Span::new(16, 32)).is_some());
    assert_eq!(diff.count_kept(Span::new(0, 15)), 0);
}

#[test]
fn texts_in_one_line_and_texts_without_spaces_are_compared_too() {
    let old = list(4000, |n| format!("word{n} is here. "));
    let new = old
        .replace("word777 is here. ", "")
        .replace("word3000", "Word3000");
    let diff = check_runs(&old, &new);
    assert!(diff.count_kept(Span::new(0, old.len())) > old.len() - 60);
    let old = "人類は皆平等である。争いは終わらない。誰も知らない。";
    let new = "人類は皆平等だ。争いはいつまでも終わらない。誰も知らない。";
    assert_eq!(
        follow(old, new, "争いは終わらない"),
        "争いはいつまでも終わらない"
    );
}

#[test]
fn texts_that_have_nothing_in_common_take_no_time() {
    let old = list(60_000, |n| format!("a{n} "));
    let new = list(60_000, |n| format!("b{} ", n * 7));
    let diff = check_runs(&old, &new);
    assert!(diff.count_kept(Span::new(0, old.len())) <= 60_000);
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ab \n]{0,40}",
        "([a-d]{1,3}[ .\n]){0,60}",
        "\\PC{0,30}",
        "[a\u{301}é \u{200d}👩👧]{0,20}",
    ]
}

proptest! {
    #[test]
    fn every_run_stands_in_both_texts(old in any_text(), new in any_text()) {
        check_runs(&old, &new);
        check_runs(&new, &old);
    }

    #[test]
    fn following_keeps_the_order(old in any_text(), new in any_text(), cuts in any::<[u16; 4]>()) {
        let diff = check_runs(&old, &new);
        let mut cuts = cuts.map(|cut| usize::from(cut) % (old.len() + 1));
        cuts.sort_unstable();
        let (first, second) = (Span::new(cuts[0], cuts[1]), Span::new(cuts[2], cuts[3]));
        let (a, b) = (diff.map(first), diff.map(second));
        prop_assert!(a.end.0 <= new.len() && b.end.0 <= new.len());
        if cuts[0] < cuts[1] && cuts[2] < cuts[3] {
            prop_assert!(a.start <= b.start && a.end <= b.end);
        }
    }
}
