//! Every sample is valid, canonical and sound: checked by plain JSON, without the program.

pub mod found;
mod layouts;
mod ordered;
mod walk;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;

use serde_json::Value;
use sha2::{Digest, Sha256};

use found::{Sample, find_sample, find_samples, read_schema, records, word};
use ordered::Ordered;
use walk::{Walk, list_fields};

#[test]
fn the_schema_is_a_schema_and_every_sample_follows_it() {
    let schema: Value = serde_json::from_str(&read_schema()).unwrap();
    assert!(jsonschema::meta::is_valid(&schema));
    let validator = jsonschema::validator_for(&schema).unwrap();
    for sample in find_samples() {
        let errors: Vec<String> = validator
            .iter_errors(&sample.map)
            .map(|error| format!("{}: {error}", error.instance_path))
            .collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", sample.name);
    }
}

#[test]
fn every_sample_is_written_in_the_canonical_form() {
    for sample in find_samples() {
        let text = &sample.text;
        assert!(
            !text.starts_with('\u{feff}') && !text.contains('\r'),
            "{}",
            sample.name
        );
        assert!(
            text.ends_with("}\n") && !text.ends_with("\n\n"),
            "{}",
            sample.name
        );
        assert_eq!(Ordered::read(text).print(), *text, "{}", sample.name);
    }
}

#[test]
fn members_stand_in_the_order_of_the_schema_and_defaults_are_left_out() {
    let schema = Ordered::read(&read_schema());
    for sample in find_samples() {
        let mut walk = Walk::new(&schema);
        walk.visit(&Ordered::read(&sample.text), &schema, "document");
        assert!(
            walk.faults.is_empty(),
            "{}: {:#?}",
            sample.name,
            walk.faults
        );
    }
}

#[test]
fn every_field_of_every_record_occurs_in_the_canonical_example() {
    let schema = Ordered::read(&read_schema());
    let mut walk = Walk::new(&schema);
    walk.visit(
        &Ordered::read(&find_sample("every-field.argmap.json").text),
        &schema,
        "document",
    );
    let mut wanted = BTreeSet::new();
    list_fields(&schema, "document", &mut wanted);
    for (name, record) in schema.member("$defs").unwrap().members() {
        list_fields(record, name, &mut wanted);
    }
    let missing: Vec<_> = wanted.difference(&walk.used).collect();
    // A map that requires what nobody knows cannot be edited, so it is a sample of its own.
    assert_eq!(missing, ["document.requires"]);
    assert!(
        !find_sample("read-only.argmap.json")
            .records("requires")
            .is_empty()
    );
}

#[test]
fn ids_are_unique_and_drawn_from_crockfords_letters() {
    for sample in find_samples() {
        let mut seen = BTreeSet::new();
        let mut take = |letter: &str, record: &Value| {
            let id = word(record, "id");
            let drawn = id
                .strip_prefix(letter)
                .and_then(|rest| rest.strip_prefix('-'));
            let is_sound = drawn.is_some_and(|rest| {
                rest.len() == 8 && rest.chars().all(|sign| CROCKFORD.contains(sign))
            });
            assert!(is_sound, "{}: {id}", sample.name);
            assert!(seen.insert(id.to_owned()), "{}: {id} twice", sample.name);
        };
        take("m", &sample.map);
        for (list, letter) in [
            ("sources", "s"),
            ("nodes", "n"),
            ("links", "l"),
            ("views", "v"),
        ] {
            for record in sample.records(list) {
                take(letter, record);
                for comment in records(record, "comments") {
                    take("c", comment);
                }
            }
        }
    }
}

#[test]
fn every_reference_points_at_a_record_that_exists() {
    for sample in find_samples() {
        let (nodes, links) = (sample.ids("nodes"), sample.ids("links"));
        let either: BTreeSet<&str> = nodes.union(&links).copied().collect();
        let check = |ids: Vec<&str>, among: &BTreeSet<&str>| {
            let missing: Vec<_> = ids.into_iter().filter(|id| !among.contains(id)).collect();
            assert!(
                missing.is_empty(),
                "{}: no records {missing:?}",
                sample.name
            );
        };
        for link in sample.records("links") {
            check(words_of(link, "from"), &nodes);
            check(vec![word(link, "to")], &either);
            let from: BTreeSet<&str> = words_of(link, "from").into_iter().collect();
            check(keys_of(link, "roles"), &from);
        }
        for record in sample
            .records("nodes")
            .iter()
            .chain(sample.records("links"))
        {
            let comments = records(record, "comments");
            let ids: BTreeSet<&str> = comments.iter().map(|comment| word(comment, "id")).collect();
            let replies = comments.iter().map(|comment| word(comment, "reply_to"));
            check(replies.filter(|id| !id.is_empty()).collect(), &ids);
        }
        for dismissal in sample.records("dismissals") {
            check(words_of(dismissal, "on"), &either);
        }
        for view in sample.records("views") {
            check(words_of(view, "collapsed"), &nodes);
            check(keys_of(view, "arrangement"), &nodes);
            check(keys_of(view, "positions"), &nodes);
        }
    }
}

#[test]
fn every_anchor_quotes_the_text_at_its_place() {
    for sample in find_samples() {
        for record in sample
            .records("nodes")
            .iter()
            .chain(sample.records("links"))
        {
            for anchor in records(record, "anchors") {
                let id = word(anchor, "source");
                let source = sample
                    .records("sources")
                    .iter()
                    .find(|one| word(one, "id") == id);
                let source = source.unwrap_or_else(|| panic!("{}: no source {id}", sample.name));
                if word(anchor, "state") != "orphan" {
                    check_anchor(&sample, anchor, word(source, "text"));
                }
            }
        }
    }
}

#[test]
fn the_hash_and_the_ranges_of_every_source_fit_its_text() {
    for sample in find_samples() {
        for source in sample.records("sources") {
            let text = word(source, "text");
            let hash =
                Sha256::digest(text.as_bytes())
                    .iter()
                    .fold(String::new(), |mut hex, byte| {
                        write!(hex, "{byte:02x}").unwrap();
                        hex
                    });
            assert_eq!(word(source, "sha256"), hash, "{}", sample.name);
            for part in records(source, "structure")
                .iter()
                .chain(records(source, "irrelevant"))
            {
                let words = cut(text, range_of(part));
                assert!(
                    !words.is_empty() && words.trim() == words,
                    "{}: {words}",
                    sample.name
                );
            }
        }
    }
}

#[test]
fn a_plain_article_beside_a_map_is_the_text_that_the_map_holds() {
    for sample in find_samples() {
        let article = sample.path.parent().unwrap().join("article.txt");
        if let Ok(article) = fs::read_to_string(article) {
            assert_eq!(
                word(&sample.records("sources")[0], "text"),
                article.trim_end()
            );
        }
    }
}

#[test]
fn the_samples_are_as_rich_as_they_promise() {
    let policy = find_sample("policy-op-ed/op-ed.argmap.json");
    let (nodes, links) = (policy.records("nodes"), policy.records("links"));
    let anchored = nodes
        .iter()
        .filter(|node| !records(node, "anchors").is_empty())
        .count();
    assert!(
        nodes.len() >= 45 && anchored * 10 >= nodes.len() * 8,
        "{anchored} anchored"
    );
    assert!(
        links
            .iter()
            .filter(|link| records(link, "from").len() > 1)
            .count()
            >= 5
    );
    let link_ids = policy.ids("links");
    for relation in ["supports", "opposes", "asks"] {
        let strikes = |link: &Value| {
            word(link, "relation") == relation && link_ids.contains(word(link, "to"))
        };
        assert!(links.iter().any(strikes), "no link {relation} a link");
    }
    for relation in ["answers", "restates", "contradicts"] {
        assert!(
            links.iter().any(|link| word(link, "relation") == relation),
            "no {relation}"
        );
    }
    let is_answered = |id: &str| {
        links
            .iter()
            .any(|link| word(link, "relation") == "answers" && word(link, "to") == id)
    };
    let is_gap = |node: &Value| word(node, "kind") == "question" && !is_answered(word(node, "id"));
    assert!(nodes.iter().any(is_gap));
    assert!(
        nodes
            .iter()
            .any(|node| node["implicit"] == true && node["assumption"].is_string())
    );
    assert!(
        find_sample("school-board/hearing.argmap.json")
            .records("nodes")
            .len()
            >= 25
    );
    assert_eq!(
        find_sample("tour/mill-street.argmap.json")
            .records("nodes")
            .len(),
        10
    );
    for sample in find_samples() {
        for node in sample.records("nodes") {
            assert!(
                word(node, "text").chars().count() <= 140,
                "{}",
                word(node, "text")
            );
        }
    }
}

/// Crockford's base 32 in lower case.
const CROCKFORD: &str = "0123456789abcdefghjkmnpqrstvwxyz";

fn check_anchor(sample: &Sample, anchor: &Value, text: &str) {
    let (start, end) = range_of(anchor);
    assert_eq!(
        cut(text, (start, end)),
        word(anchor, "exact"),
        "{}",
        sample.name
    );
    let before = cut(text, (start.saturating_sub(32), start));
    let after: String = text.chars().skip(end).take(32).collect();
    assert_eq!(word(anchor, "prefix"), before, "{}", sample.name);
    assert_eq!(word(anchor, "suffix"), after, "{}", sample.name);
}

/// Start and end in code points.
fn range_of(record: &Value) -> (usize, usize) {
    let place = |member: &str| usize::try_from(record[member].as_u64().unwrap()).unwrap();
    (place("start"), place("end"))
}

fn cut(text: &str, (start, end): (usize, usize)) -> String {
    assert!(
        start <= end && end <= text.chars().count(),
        "{start}..{end} is outside the text"
    );
    text.chars().skip(start).take(end - start).collect()
}

fn words_of<'a>(record: &'a Value, list: &str) -> Vec<&'a str> {
    records(record, list)
        .iter()
        .filter_map(Value::as_str)
        .collect()
}

fn keys_of<'a>(record: &'a Value, member: &str) -> Vec<&'a str> {
    record[member]
        .as_object()
        .map_or_else(Vec::new, |map| map.keys().map(String::as_str).collect())
}
