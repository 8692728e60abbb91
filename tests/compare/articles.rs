//! Laws of merging articles that two people corrected: what each wrote stands in the text, and
//! every passage stays at its words.

use std::collections::BTreeMap;

use linchpin::compare::{Matching, Merged, merge};
use linchpin::edit::list_parts;
use linchpin::format::native;
use linchpin::model::{AnchorState, Document, Source, find_breaches};
use linchpin::text::{Article, hash_text};
use proptest::prelude::*;

use super::copies::{bytes, edit_json};
use crate::model::notation::{id, read_map};

const WORDS: &str = "the dam was built in nineteen eleven by hand and nobody has looked at it since \
                     that war although every neighbour says how badly water comes through its old \
                     wall after rain fell on hills above our small town each autumn";

/// How many words a paragraph has.
const PARAGRAPH: usize = 9;

/// A word with what stands behind it.
#[derive(Clone, Debug)]
struct Segment {
    word: String,
    behind: &'static str,
}

/// The article, word by word.
fn list_segments() -> Vec<Segment> {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let n = words.len();
    let segments = words.into_iter().enumerate().map(|(at, word)| Segment {
        word: word.to_owned(),
        behind: match (at + 1) % PARAGRAPH {
            _ if at + 1 == n => ".",
            0 => ".\n\n",
            _ => " ",
        },
    });
    segments.collect()
}

fn join(segments: &[Segment]) -> String {
    let words = segments.iter().map(|it| [&it.word, it.behind].concat());
    words.collect()
}

/// What somebody did at a word.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Replace,
    Insert,
    Remove,
}

type Deeds = BTreeMap<usize, Deed>;

fn any_deeds() -> impl Strategy<Value = Deeds> {
    let deed = prop::sample::select(vec![Deed::Replace, Deed::Insert, Deed::Remove]);
    let n = list_segments().len();
    prop::collection::btree_map(0..n, deed, 1..5)
}

/// The words after the deeds, those that are new being called after their writer.
fn apply(segments: &[Segment], deeds: &Deeds, who: &str) -> Vec<Segment> {
    let mut segments = segments.to_vec();
    for (&at, deed) in deeds {
        let segment = &mut segments[at];
        match deed {
            Deed::Remove if segment.behind == " " => {
                segment.word.clear();
                segment.behind = "";
            }
            Deed::Replace | Deed::Remove => segment.word = format!("{who}{at}"),
            Deed::Insert => segment.word = format!("{} {who}{at}", segment.word),
        }
    }
    segments
}

/// A map with that article and a passage of three words for each of some boxes.
fn make_base() -> Document {
    let text = join(&list_segments());
    let mut map =
        read_map("claim a\nclaim b\nclaim c\nclaim d\nclaim o\nclaim t\nl1: b supports a");
    let source = Source {
        title: "News".to_owned(),
        sha256: hash_text(&text),
        structure: list_parts(&Article::from_plain(&text)),
        text: text.into(),
        ..Source::new(id("s-1"))
    };
    map.load_source(source).unwrap();
    for (node, word) in [("a", 2), ("b", 8), ("c", 20), ("d", 31)] {
        map = tie(&map, &list_segments(), node, word);
    }
    map
}

/// The map with three words of the article as a passage of a box.
fn tie(map: &Document, segments: &[Segment], node: &str, at: usize) -> Document {
    let start = join(&segments[..at]).chars().count();
    let end = start + join(&segments[at..at + 3]).trim_end().chars().count();
    let edit = format!(
        r#"[{{"edit": "add-anchor", "on": "{node}",
             "anchor": {{"source": "s-1", "start": {start}, "end": {end}}}}}]"#
    );
    edit_json(map, &edit, 70 + at as u64)
}

/// What somebody made of the map, one correction after the other.
fn correct(map: &Document, deeds: &Deeds, who: &str) -> Document {
    let before = list_segments();
    let after = apply(&before, deeds, who);
    let mut map = map.clone();
    // From the end, so that what is still to be corrected stays in its place.
    for &at in deeds.keys().rev() {
        let start = join(&before[..at]).chars().count();
        let end = start + join(&before[at..=at]).chars().count();
        let words = serde_json::to_string(&join(&after[at..=at])).unwrap();
        let edit = format!(
            r#"[{{"edit": "correct-source", "source": "s-1", "start": {start}, "end": {end},
                 "text": {words}}}]"#
        );
        map = edit_json(&map, &edit, 90);
    }
    assert_eq!(text_of(&map), join(&after));
    map
}

fn text_of(map: &Document) -> String {
    map.sources().get("s-1").unwrap().text.to_string()
}

/// Whether the deeds of two people are at least that many words apart.
fn are_apart(ours: &Deeds, theirs: &Deeds, words: usize) -> bool {
    let near = |at: &usize| theirs.keys().any(|it| it.abs_diff(*at) < words);
    !ours.keys().any(near)
}

fn merge_copies(base: &Document, ours: &Document, theirs: &Document) -> Merged {
    let merged = merge(base, ours, theirs, Matching::Auto);
    assert_eq!(find_breaches(&merged.document), []);
    native::write_verified(&merged.document).unwrap();
    merged
}

/// Every passage quotes what stands at its place, and every part lies within the text.
fn check_places(map: &Document) -> Result<(), TestCaseError> {
    let source = map.sources().get("s-1").unwrap();
    let n = source.text.chars().count();
    prop_assert!(
        source
            .structure
            .iter()
            .all(|it| it.start < it.end && it.end <= n)
    );
    prop_assert_eq!(&source.sha256, &hash_text(&source.text));
    for node in map.nodes() {
        for anchor in node.anchors.iter().filter(|it| it.source.as_str() == "s-1") {
            if anchor.state.is_none() {
                prop_assert_eq!(quote(map, node.id.as_str()), Some(anchor.exact.clone()));
            }
        }
    }
    Ok(())
}

/// The words at the place of the first passage of a box.
fn quote(map: &Document, node: &str) -> Option<String> {
    let anchor = map.nodes().get(node)?.anchors.first()?;
    let (start, end) = (anchor.start?, anchor.end?);
    let text = text_of(map);
    Some(text.chars().take(end).skip(start).collect())
}

fn is_untouched(deeds: &Deeds, at: usize) -> bool {
    !(at..at + 3).any(|word| deeds.contains_key(&word))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn corrections_of_different_words_are_all_in_the_text(
        ours in any_deeds(),
        theirs in any_deeds(),
        places in any::<[prop::sample::Index; 2]>(),
    ) {
        let theirs: Deeds = theirs
            .into_iter()
            .filter(|(at, _)| ours.keys().all(|it| it.abs_diff(*at) > 1))
            .collect();
        let base = make_base();
        let segments = list_segments();
        let [own_place, other_place] = places.map(|it| it.index(segments.len() - 3));
        let own = correct(&base, &ours, "ours");
        let own = tie(&own, &apply(&segments, &ours, "ours"), "o", own_place);
        let other = correct(&base, &theirs, "theirs");
        let other = tie(&other, &apply(&segments, &theirs, "theirs"), "t", other_place);
        let merged = merge_copies(&base, &own, &other);
        prop_assert!(merged.is_clean(), "{:?}", merged.clashes);
        let both = apply(&apply(&segments, &ours, "ours"), &theirs, "theirs");
        prop_assert_eq!(text_of(&merged.document), join(&both));
        check_places(&merged.document)?;
        let parts = &merged.document.sources().get("s-1").unwrap().structure;
        prop_assert_eq!(parts.len(), segments.len().div_ceil(PARAGRAPH));
        // Passages of the base and of either copy whose words nobody touched stand at these.
        let tied = [("a", 2), ("b", 8), ("c", 20), ("d", 31), ("o", own_place), ("t", other_place)];
        for (node, at) in tied {
            let words = join(&segments[at..at + 3]).trim_end().to_owned();
            if is_untouched(&ours, at) && is_untouched(&theirs, at) {
                prop_assert_eq!(quote(&merged.document, node), Some(words), "{}", node);
            }
            let is_lost = |map: &Document| {
                let anchor = map.nodes().get(node).and_then(|it| it.anchors.first());
                anchor.is_some_and(|it| it.state == Some(AnchorState::Orphan))
            };
            let may_be_lost = is_lost(&own) || is_lost(&other);
            // What only one copy ties was not there for the other one to follow.
            let is_new = ["o", "t"].contains(&node);
            let (by_ours, by_theirs) = (!is_untouched(&ours, at), !is_untouched(&theirs, at));
            let is_cut = by_ours && by_theirs || is_new && (by_ours || by_theirs);
            prop_assert!(!is_lost(&merged.document) || may_be_lost || is_cut, "{} is lost", node);
        }
        let back = merge_copies(&base, &other, &own);
        prop_assert!(back.is_clean());
        prop_assert_eq!(text_of(&back.document), join(&both));
    }

    #[test]
    fn corrections_of_the_same_words_are_kept_in_both_versions_and_told(
        ours in any_deeds(),
        theirs in any_deeds(),
    ) {
        let base = make_base();
        let (own, other) = (correct(&base, &ours, "ours"), correct(&base, &theirs, "theirs"));
        let there = merge_copies(&base, &own, &other);
        let back = merge_copies(&base, &other, &own);
        prop_assert_eq!(there.is_clean(), back.is_clean());
        for merged in [&there, &back] {
            check_places(&merged.document)?;
            let texts: Vec<&str> = merged.document.sources().iter().map(|it| &*it.text).collect();
            if merged.is_clean() {
                prop_assert_eq!(texts.len(), 1);
                for (copy, who) in [(&own, "ours"), (&other, "theirs")] {
                    let text = text_of(copy);
                    let mut new = text.split_whitespace().filter(|word| word.contains(who));
                    prop_assert!(new.all(|word| texts[0].contains(word)), "{}", texts[0]);
                }
            } else {
                prop_assert!(merged.clashes.iter().all(|it| it.field == "text"));
                prop_assert!(texts.contains(&&*text_of(&own)) && texts.contains(&&*text_of(&other)));
            }
        }
        if are_apart(&ours, &theirs, 2) {
            prop_assert!(there.is_clean());
        }
    }

    #[test]
    fn a_correction_that_both_made_or_one_alone_is_made_once(ours in any_deeds()) {
        let base = make_base();
        let own = correct(&base, &ours, "ours");
        for (a, b) in [(&own, &own), (&own, &base), (&base, &own)] {
            let merged = merge_copies(&base, a, b);
            prop_assert!(merged.is_clean());
            prop_assert_eq!(bytes(&merged.document), bytes(&own));
        }
    }
}

#[test]
fn paragraphs_that_both_added_are_parts_of_the_article() {
    let base = make_base();
    let replace = |head: &str, tail: &str| {
        let text = format!("{head}{}{tail}", join(&list_segments()));
        let text = serde_json::to_string(&text).unwrap();
        let edit =
            format!(r#"[{{"edit": "replace-source-text", "source": "s-1", "text": {text}}}]"#);
        edit_json(&base, &edit, 1)
    };
    let n = base.sources().get("s-1").unwrap().structure.len();
    let (own, other) = (
        replace("Before all.\n\n", ""),
        replace("", "\n\nAfter all."),
    );
    for (a, b) in [(&own, &other), (&other, &own)] {
        let merged = merge_copies(&base, a, b);
        assert!(merged.is_clean(), "{:?}", merged.clashes);
        let source = merged.document.sources().get("s-1").unwrap();
        assert!(source.text.starts_with("Before") && source.text.ends_with("After all."));
        let parts = source.structure.iter().map(|part| -> String {
            let text = source.text.chars();
            text.take(part.end).skip(part.start).collect()
        });
        let parts: Vec<String> = parts.collect();
        assert_eq!(parts.len(), n + 2, "{parts:?}");
        assert_eq!((&*parts[0], &*parts[n + 1]), ("Before all.", "After all."));
    }
}
