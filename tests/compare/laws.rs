//! Laws of comparing and merging over random maps and what two people did to them.
//!
//! All of it is `LINCHPIN_MERGE_TRIPLES=10000 cargo test --test suite compare::laws`.

use std::collections::{BTreeMap, BTreeSet};

use linchpin::compare::{Clash, Clashing, Comparison, Matching, Merged, find_changes, merge};
use linchpin::format::native;
use linchpin::model::{Document, Id, Source, find_breaches};
use proptest::prelude::*;
use serde_json::Value;

use super::copies::{bytes, play};
use crate::edit::script::{Step, any_script, unstamp};
use crate::format::arbitrary;
use crate::model::notation::{id, read_map};

fn cases() -> ProptestConfig {
    let asked = std::env::var("LINCHPIN_MERGE_TRIPLES").ok();
    let n = asked.and_then(|n| n.parse().ok()).unwrap_or(200);
    ProptestConfig {
        cases: n,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

const MAPS: &[&str] = &[
    "claim a",
    "question q
     claim a
     claim b
     evidence e
     claim c
     claim s
     note n
     l1: a answers q
     l2: b supports a
     l3: e c supports b
     l4: s opposes l3
     l5: c opposes a
     l6: s restates b
     l7: s opposes l4",
    "claim a
     claim b
     claim c
     claim d
     l1: a b supports c
     l2: c supports d
     l3: d opposes l1
     l4: d supports a",
];

/// A lawful map with an article.
fn any_base() -> impl Strategy<Value = Document> {
    let map = prop::sample::select(MAPS);
    (map, any_script(12)).prop_map(|(map, script)| {
        let mut document = read_map(map);
        let text = "The dam was built in 1911. Nobody has looked at it since the war. It leaks.";
        let source = Source {
            text: text.into(),
            ..Source::new(id("s-1"))
        };
        document.load_source(source).unwrap();
        play(&document, &script, 500)
    })
}

fn any_steps() -> impl Strategy<Value = Vec<Step>> {
    any_script(8)
}

/// What two people made of a map; their new ids differ, or are the same by a bad chance.
fn any_triple() -> impl Strategy<Value = [Document; 3]> {
    let parts = (any_base(), any_steps(), any_steps(), any::<bool>());
    parts.prop_map(|(base, ours, theirs, is_bad_chance)| {
        let ours = play(&base, &ours, 1_000);
        let theirs = play(&base, &theirs, if is_bad_chance { 1_000 } else { 2_000 });
        [base, ours, theirs]
    })
}

fn merge_copies([base, ours, theirs]: &[Document; 3]) -> Merged {
    merge(base, ours, theirs, Matching::Auto)
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn what_one_person_did_is_what_comes_out([base, ours, theirs] in any_triple()) {
        let alone = merge(&base, &ours, &base, Matching::Auto);
        prop_assert_eq!(bytes(&alone.document), bytes(&ours));
        prop_assert!(alone.is_clean());
        let alone = merge(&base, &base, &theirs, Matching::Auto);
        prop_assert_eq!(bytes(&alone.document), bytes(&theirs));
        prop_assert!(alone.is_clean());
        let same = merge(&base, &ours, &ours, Matching::Auto);
        prop_assert_eq!(bytes(&same.document), bytes(&ours));
        prop_assert!(same.is_clean());
        let still = merge(&ours, &ours, &ours, Matching::Auto);
        prop_assert_eq!(bytes(&still.document), bytes(&ours));
    }

    #[test]
    fn a_merged_map_is_lawful_and_can_be_saved(triple in any_triple()) {
        let merged = merge_copies(&triple);
        prop_assert_eq!(find_breaches(&merged.document), []);
        let text = native::write_verified(&merged.document).unwrap();
        let read = native::read(text.as_bytes()).unwrap();
        prop_assert!(read.was_canonical);
        prop_assert_eq!(read.notices, []);
    }

    #[test]
    fn no_edit_is_lost(triple in any_triple()) {
        let merged = merge_copies(&triple);
        let [base, ours, theirs] = &triple;
        check_kept([base, ours, theirs], &merged)?;
        let other = merge(base, theirs, ours, Matching::Auto);
        check_kept([base, theirs, ours], &other)?;
    }

    #[test]
    fn either_order_keeps_the_same_records([base, ours, theirs] in any_triple()) {
        let known: BTreeSet<Id> = [&base, &ours, &theirs].into_iter().flat_map(list_ids).collect();
        let keep = |merged: &Merged| -> BTreeSet<Id> {
            let ids = list_ids(&merged.document).into_iter();
            ids.filter(|id| known.contains(id)).collect()
        };
        let there = merge(&base, &ours, &theirs, Matching::Auto);
        let back = merge(&base, &theirs, &ours, Matching::Auto);
        // What an end needs that both changed is kept for the one that stands.
        let is_end = |clash: &Clash| matches!(clash.field, "from" | "to");
        if !there.clashes.iter().chain(&back.clashes).any(is_end) {
            prop_assert_eq!(keep(&there), keep(&back));
        }
        prop_assert_eq!(there.is_clean(), back.is_clean());
    }

    #[test]
    fn merging_twice_adds_nothing([base, ours, theirs] in any_triple()) {
        let once = merge(&base, &ours, &theirs, Matching::Auto);
        let twice = merge(&theirs, &once.document, &theirs, Matching::Auto);
        prop_assert_eq!(bytes(&twice.document), bytes(&once.document));
    }

    #[test]
    fn a_comparison_is_empty_only_for_maps_that_say_the_same([base, ours, theirs] in any_triple()) {
        for (a, b) in [(&base, &ours), (&ours, &theirs), (&ours, &ours)] {
            let comparison = Comparison::of(a, b, Matching::Ids);
            prop_assert_eq!(comparison.is_empty(), unstamp(a) == unstamp(b));
            prop_assert!(comparison.differences.iter().all(|it| !it.sentence.is_empty()));
        }
        prop_assert!(Comparison::of(&ours, &ours, Matching::Wordings).is_empty());
    }

    #[test]
    fn the_changes_lead_from_one_map_to_the_other([_base, ours, theirs] in any_triple()) {
        let mut at = ours.clone();
        let changes = find_changes(&ours, &theirs);
        at.apply(&changes).unwrap();
        prop_assert_eq!(unstamp(&at), unstamp(&theirs));
        at.apply(&changes.invert()).unwrap();
        prop_assert_eq!(unstamp(&at), unstamp(&ours));
    }

    #[test]
    fn copies_with_other_ids_are_paired_by_their_wordings(base in any_base(), script in any_steps()) {
        let ours = play(&base, &script, 1_000);
        let foreign = rename_all(&base);
        prop_assert!(Comparison::of(&base, &foreign, Matching::Auto).differences.len()
            <= Comparison::of(&base, &foreign, Matching::Ids).differences.len());
        let merged = merge(&foreign, &ours, &foreign, Matching::Auto);
        prop_assert_eq!(find_breaches(&merged.document), []);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases().cases.min(100), ..cases() })]

    #[test]
    fn unlike_and_broken_maps_are_merged_without_a_panic(
        base in arbitrary::any_document(),
        ours in arbitrary::any_document(),
        theirs in arbitrary::any_document(),
        matching in prop::sample::select(vec![Matching::Ids, Matching::Wordings]),
    ) {
        let merged = merge(&base, &ours, &theirs, matching);
        let are_lawful = [&base, &ours, &theirs].iter().all(|it| find_breaches(it).is_empty());
        if are_lawful {
            prop_assert_eq!(find_breaches(&merged.document), []);
        }
        let same = merge(&ours, &ours, &ours, matching);
        prop_assert_eq!(bytes(&same.document), bytes(&ours));
        drop(Comparison::of(&ours, &theirs, matching));
    }
}

fn list_ids(document: &Document) -> Vec<Id> {
    let nodes = document.nodes().iter().map(|it| it.id.clone());
    let links = document.links().iter().map(|it| it.id.clone());
    let sources = document.sources().iter().map(|it| it.id.clone());
    nodes.chain(links).chain(sources).collect()
}

/// The same map as another program might write it: every id is another one.
fn rename_all(document: &Document) -> Document {
    let mut text = bytes(document);
    let mut ids = list_ids(document);
    ids.push(document.meta().id.clone());
    ids.sort_by_key(|id| std::cmp::Reverse(id.as_str().len()));
    for id in ids {
        text = text.replace(&format!("\"{id}\""), &format!("\"x-{id}\""));
    }
    native::read(text.as_bytes()).unwrap().document
}

/// The records of a map as JSON, by id.
fn read_records(document: &Document) -> BTreeMap<String, Value> {
    let map: Value = serde_json::from_str(&bytes(document)).unwrap();
    let tables = ["sources", "nodes", "links"].into_iter();
    let rows = tables.filter_map(|table| map.get(table)?.as_array().cloned());
    rows.flatten()
        .map(|row| (row["id"].as_str().unwrap().to_owned(), row))
        .collect()
}

/// Every field that either copy changed is in the merged map, or what stands there instead is told.
fn check_kept([base, ours, theirs]: [&Document; 3], merged: &Merged) -> Result<(), TestCaseError> {
    let has_new_text = [ours, theirs].iter().any(|copy| {
        let texts = |it: &Document| -> Vec<String> {
            it.sources().iter().map(|it| it.text.to_string()).collect()
        };
        texts(copy) != texts(base)
    });
    // An id that means two things is another one afterwards.
    let is_renamed = bytes(&merged.document).contains(".2\"");
    let [base, ours, theirs, result] = [base, ours, theirs, &merged.document].map(read_records);
    for (copy, other, deleted) in [
        (&ours, &theirs, Clashing::DeletedHere),
        (&theirs, &ours, Clashing::DeletedThere),
    ] {
        for (id, record) in copy {
            let clashes: Vec<&Clash> = merged
                .clashes
                .iter()
                .filter(|clash| clash.id.as_str() == id)
                .collect();
            let was = base.get(id);
            if was == Some(record) || is_renamed {
                continue;
            }
            let Some(kept) = result.get(id) else {
                // A step that only lost premises went with the boxes of the other copy.
                let only_lost = was.is_some_and(|was| lost_premises(was, record));
                // So did one whose passages merely followed a corrected text.
                prop_assert!(only_lost || has_new_text, "{id} is gone");
                continue;
            };
            for (key, value) in record.as_object().unwrap() {
                let field = key.as_str();
                let was_value = was.and_then(|was| was.get(field));
                let is_told = clashes.iter().any(|clash| clash.field == field)
                    || (matches!(field, "from" | "to")
                        && clashes.iter().any(|it| it.field == "from"))
                    || (field == "from" && !clashes.is_empty());
                let is_of_text = has_new_text
                    && matches!(field, "anchors" | "irrelevant" | "structure" | "sha256");
                if was_value == Some(value) || is_told || is_of_text {
                    continue;
                }
                let other_value = other.get(id).and_then(|it| it.get(field));
                let is_both = other_value != was_value;
                check_value(was_value, value, kept.get(field), is_both)
                    .map_err(|why| TestCaseError::fail(format!("{id} {field}: {why}")))?;
            }
        }
        for id in base.keys().filter(|id| !copy.contains_key(*id)) {
            let is_told = merged.clashes.iter().any(|clash| {
                let is_step = ours
                    .get(id)
                    .or(theirs.get(id))
                    .is_some_and(|it| it.get("to").is_some());
                clash.what == deleted && (clash.id.as_str() == id || is_step)
            });
            let is_kept = result.contains_key(id);
            prop_assert!(
                !is_kept || is_told,
                "{id} is there again, and nobody says so"
            );
        }
    }
    Ok(())
}

fn lost_premises(was: &Value, record: &Value) -> bool {
    let from = |it: &Value| -> BTreeSet<String> {
        let list = it["from"].as_array().into_iter().flatten();
        list.map(|id| id.as_str().unwrap().to_owned()).collect()
    };
    from(record).is_subset(&from(was)) && from(record) != from(was)
}

/// A changed value stands in the merged record: as it is, or item by item, or word by word where
/// the other copy changed it, too.
fn check_value(
    was: Option<&Value>,
    value: &Value,
    kept: Option<&Value>,
    is_both: bool,
) -> Result<(), String> {
    let told = || format!("{was:?} → {value} gave {kept:?}");
    match (value, kept) {
        (_, Some(kept)) if kept == value => Ok(()),
        (Value::Array(items), Some(Value::Array(kept))) => {
            let had = was.and_then(Value::as_array);
            let new = items
                .iter()
                .filter(|it| had.is_none_or(|had| !had.contains(it)));
            let holds = |item: &Value| {
                let same_id = |it: &Value| it.get("id").is_some() && it.get("id") == item.get("id");
                kept.contains(item) || kept.iter().any(same_id)
            };
            if new.clone().all(holds) {
                Ok(())
            } else {
                Err(told())
            }
        }
        (Value::String(text), Some(Value::String(kept))) if is_both => {
            let had = was.and_then(Value::as_str).unwrap_or_default();
            let mut new = text.split_whitespace().filter(|word| !had.contains(word));
            if new.all(|word| kept.contains(word)) {
                Ok(())
            } else {
                Err(told())
            }
        }
        _ => Err(told()),
    }
}
