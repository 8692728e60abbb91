//! The laws: what counts as a breach, and that a change is checked as well as a whole map.

use std::sync::Arc;

use linchpin::model::{
    Breach, Change, Changes, Comment, Dismissal, Document, Extra, Kind, Link, Placed, Row,
    Strength, Time, find_breaches, find_breaches_of_change,
};
use proptest::prelude::*;

use super::graph::any_document;
use super::notation::{id, read_map, with_meta};

fn name_breaches(map: &str) -> Vec<String> {
    let breaches = find_breaches(&read_map(map));
    breaches.iter().map(ToString::to_string).collect()
}

#[test]
fn a_lawful_map_has_no_breach() {
    let map = "question q
               claim a
               evidence e
               l1: a answers q
               l2: e supports a
               l3: q asks l2";
    assert_eq!(name_breaches(map), Vec::<String>::new());
}

#[test]
fn every_breach_is_named_in_document_order() {
    let map = "claim a
               evidence e
               question q
               l1: a supports gone
               l2: gone supports a
               l3: a supports a
               l4: e answers q
               l5: e e supports a
               l6: a opposes l6
               l7: supports a
               a: a restates q";
    assert_eq!(
        name_breaches(map),
        [
            "a names more than one record",
            "link l1 points at gone, which is not in the map",
            "link l2 starts at gone, which is not in the map",
            "link l3 leads from a to itself",
            "link l4 from e breaks the table of relations: only a claim can answer, and only a \
             question can be answered",
            "link l5 names its premise e twice",
            "link l6 points at l6, which is not in the map",
            "link l7 starts nowhere",
        ]
    );
}

#[test]
fn a_comment_with_the_id_of_a_box_is_a_breach_that_its_change_tells_of() {
    let mut document = read_map("claim a\nclaim b");
    let row = document.nodes().rows()[0].clone();
    let mut altered = (*row).clone();
    altered.comments.push(Comment {
        id: id("b"),
        author: String::new(),
        text: "too early".into(),
        created: Time::from_unix(0),
        reply_to: None,
        resolved: false,
        hidden: false,
        extra: Extra::new(),
    });
    let changes = Changes(vec![Change::Node(Row {
        before: Some(Placed { at: 0, record: row }),
        after: Some(Placed {
            at: 0,
            record: altered.into(),
        }),
    })]);
    document.apply(&changes).unwrap();
    let shared = Breach::SharedId { id: id("b") };
    assert_eq!(find_breaches(&document), std::slice::from_ref(&shared));
    assert!(find_breaches_of_change(&document, &changes).contains(&shared));
    assert!(document.is_taken("b"));
    document.apply(&changes.invert()).unwrap();
    assert_eq!(document.count_bearers("b"), 1);
}

#[test]
fn changes_that_do_not_fit_leave_the_map_as_it_was() {
    let mut document = read_map("claim a\nclaim b");
    let before = document.clone();
    let row = |at: usize| Placed {
        at,
        record: before.nodes().rows()[at].clone(),
    };
    let fits = Change::Node(Row {
        before: Some(row(0)),
        after: None,
    });
    let misfits = Change::Node(Row {
        before: Some(row(1)),
        after: None,
    });
    assert!(document.apply(&Changes(vec![fits, misfits])).is_err());
    assert_eq!(document, before);
}

/// Swaps in any record of the second document for any of the first: whatever that breaks.
fn transplant(target: &Document, donor: &Document, at: usize, of: usize) -> Option<Change> {
    let nodes = donor.nodes().rows();
    let links = donor.links().rows();
    let placed = |len: usize| at % (len + 1);
    if of.is_multiple_of(2) && !nodes.is_empty() {
        let record = nodes[of % nodes.len()].clone();
        let old = target.nodes().position(record.id.as_str());
        let before = old.map(|at| Placed {
            at,
            record: target.nodes().rows()[at].clone(),
        });
        let at = old.unwrap_or(placed(target.nodes().len()));
        let after = (!at.is_multiple_of(3) || before.is_none()).then_some(Placed { at, record });
        Some(Change::Node(Row { before, after }))
    } else if !links.is_empty() {
        let record = links[of % links.len()].clone();
        let old = target.links().position(record.id.as_str());
        let before = old.map(|at| Placed {
            at,
            record: target.links().rows()[at].clone(),
        });
        let at = old.unwrap_or(placed(target.links().len()));
        let after = (!at.is_multiple_of(3) || before.is_none()).then_some(Placed { at, record });
        Some(Change::Link(Row { before, after }))
    } else {
        None
    }
}

proptest! {
    #[test]
    fn a_change_of_a_lawful_map_is_told_of_every_breach_it_brings(
        donor in any_document(),
        steps in prop::collection::vec((0usize..9, 0usize..9), 1..6),
    ) {
        let mut document = read_map(
            "question q
             claim x0
             evidence x1
             claim x2
             l0: x0 answers q
             l1: x1 x2 supports x0
             l2: x2 opposes l0",
        );
        let first = document.clone();
        let mut changes = Changes::default();
        for (at, of) in steps {
            if let Some(change) = transplant(&document, &donor, at, of) {
                let step = Changes(vec![change]);
                document.apply(&step).unwrap();
                changes.0.extend(step.0);
            }
        }
        let told = find_breaches_of_change(&document, &changes);
        // An id that names two records makes links ambiguous; to be told of that is enough.
        let is_shared = told.iter().any(|breach| matches!(breach, Breach::SharedId { .. }));
        for breach in find_breaches(&document) {
            prop_assert!(is_shared || told.contains(&breach), "{breach} was missed");
        }
        document.apply(&changes.invert()).unwrap();
        prop_assert_eq!(document, first);
    }
}

proptest! {
    #[test]
    fn every_record_is_found_where_it_stands(
        moves in prop::collection::vec((0usize..40, 0usize..40), 0..60),
    ) {
        let map: Vec<String> = (0..40).map(|at| format!("claim n{at}")).collect();
        let mut document = read_map(&map.join("\n"));
        for (from, to) in moves {
            let n = document.nodes().len();
            let record = document.nodes().rows()[from % n].clone();
            let before = Some(Placed { at: from % n, record: record.clone() });
            let after = (to > 5).then_some(Placed { at: to % n, record });
            document.apply(&Changes(vec![Change::Node(Row { before, after })])).unwrap();
            for (at, node) in document.nodes().iter().enumerate() {
                prop_assert_eq!(document.nodes().position(node.id.as_str()), Some(at));
            }
            if document.nodes().len() == 1 {
                break;
            }
        }
        prop_assert_eq!(document.nodes().position("gone"), None);
    }
}

#[test]
fn changes_of_what_the_map_says_of_itself_fit_only_what_it_says() {
    let mut document = with_meta(&read_map("claim a\nclaim b"), |meta| {
        meta.title = "old".to_owned();
        meta.requires = vec!["sound".into()];
    });
    let before = document.clone();
    let with_title = |title: &str| {
        let mut meta = before.meta().as_ref().clone();
        title.clone_into(&mut meta.title);
        Arc::new(meta)
    };
    let change = |from: &str, to: &str| {
        Changes(vec![Change::Meta {
            before: with_title(from),
            after: with_title(to),
        }])
    };
    let mismatch = document.apply(&change("other", "new")).unwrap_err();
    assert!(mismatch.to_string().contains("m-test"), "{mismatch}");
    assert_eq!(document, before);
    document.apply(&change("old", "new")).unwrap();
    assert_eq!(document.meta().title, "new");
    document.drop_requirements();
    assert!(document.meta().requires.is_empty());

    let dismissals = document.dismissals().clone();
    let other = Arc::new(vec![Dismissal {
        check: "a-check".into(),
        on: Vec::new(),
        reason: String::new(),
        author: String::new(),
        created: None,
        fingerprint: String::new(),
        extra: Extra::new(),
    }]);
    let wrong = Changes(vec![Change::Dismissals {
        before: other.clone(),
        after: dismissals.clone(),
    }]);
    assert!(document.apply(&wrong).is_err());
    let right = Changes(vec![Change::Dismissals {
        before: dismissals,
        after: other.clone(),
    }]);
    document.apply(&right).unwrap();
    assert_eq!(*document.dismissals(), other);
}

#[test]
fn a_row_becomes_no_other_record_and_takes_no_id_that_another_has() {
    let mut document = read_map("claim a\nclaim b\nclaim c");
    let before = document.clone();
    let placed = |at: usize, of: usize| {
        Some(Placed {
            at,
            record: before.nodes().rows()[of].clone(),
        })
    };
    for (from, to) in [
        // Another record in its place.
        (placed(0, 0), placed(0, 1)),
        // A second record of an id.
        (None, placed(1, 2)),
        // Beyond the end.
        (placed(0, 0), placed(9, 0)),
        (placed(9, 0), None),
    ] {
        let row = Row {
            before: from,
            after: to,
        };
        assert!(document.apply(&Changes(vec![Change::Node(row)])).is_err());
        assert_eq!(document, before);
    }
}

#[test]
fn a_strength_beyond_its_range_is_a_breach() {
    let mut document = read_map("claim a\nclaim b");
    let mut link = Link::new(id("l"), "supports".into(), vec![id("a")], id("b"));
    link.strength = Some(Strength::Number(1.5));
    document.load_link(link).unwrap();
    assert_eq!(
        find_breaches(&document),
        [Breach::StrengthRange { link: id("l") }]
    );
}

#[test]
fn a_time_gives_its_seconds_and_a_text_that_is_none_gives_nothing() {
    for seconds in [0, 1_790_000_000, -1] {
        assert_eq!(Time::from_unix(seconds).unix_seconds(), Some(seconds));
    }
    let zoned = Time::from_text("1970-01-01T01:00:07.9+01:00");
    assert_eq!(zoned.unix_seconds(), Some(7));
    assert_eq!(Time::from_text("last week").unix_seconds(), None);
}

#[test]
fn words_that_are_not_known_stay_as_they_are() {
    for word in ["claim", "hunch"] {
        assert_eq!(String::from(Kind::from(word)), word);
    }
    assert_eq!(format!("{:?}", id("n-1")), "n-1");
}
