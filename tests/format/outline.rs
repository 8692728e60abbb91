//! Outlines: a map as indented text, and back.

use expect_test::{Expect, expect};
use linchpin::edit::Fragment;
use linchpin::format::native::read;
use linchpin::format::outline::{ShownIds, parse, print, print_fragment};
use linchpin::model::{Document, Id, Kind, Relation, Time, find_breaches};
use proptest::prelude::*;

use super::arbitrary::any_document;
use super::{Counter, EVERY_FIELD};

const EVERY_SIGN: &str = "\
? Who gains?
  = The armed groups gain.
    + [e] Three attacks in a month.
      ~- The attacks were not theirs.
        - They signed them.
      ~? How many were counted?
      ? Who counted?
    & [implicit] Attacks are how they collect.
    + [assumed implicit] A second reason.
    - Two of the groups lost ground.
      | They said so themselves.
      |
= A claim of its own
  - [c] [sic] as they wrote {}
! A note beside the argument.
";

fn parse_text(text: &str) -> Fragment {
    parse(text, &mut Counter::default())
}

fn to_document(fragment: &Fragment) -> Document {
    let mut document = Document::new(Id::parse("m-1").unwrap(), Time::from_unix(0));
    for node in &fragment.nodes {
        document.load_node(node.clone()).unwrap();
    }
    for link in &fragment.links {
        document.load_link(link.clone()).unwrap();
    }
    document
}

fn check(text: &str, expected: &Expect) {
    let fragment = parse_text(text);
    assert_eq!(find_breaches(&to_document(&fragment)), []);
    expected.assert_eq(&print_fragment(&fragment));
}

#[test]
fn every_sign_is_read_and_printed_alike() {
    let text = EVERY_SIGN.replace("they wrote {}", "they wrote {}} {}");
    assert_eq!(
        print_fragment(&parse_text(&text)),
        text.replace("      |\n", "      | \n")
    );
}

#[test]
fn a_strike_points_at_the_step_that_the_line_above_takes() {
    let fragment = parse_text("= A {n-a}\n  + B {n-b <l-b}\n    ~- C {n-c <l-c}");
    let strike = &fragment.links[1];
    assert_eq!((strike.id.as_str(), strike.to.as_str()), ("l-c", "l-b"));
    assert_eq!(strike.relation, Relation::Opposes);
}

#[test]
fn premises_that_hold_only_together_share_one_link() {
    let fragment = parse_text("= A {a}\n  + B {b}\n    - D {d}\n  & C {c}");
    let from: Vec<&str> = fragment.links[0].from.iter().map(Id::as_str).collect();
    assert_eq!(from, ["b", "c"]);
}

#[test]
fn a_link_across_is_made_where_its_box_is_named() {
    let text = "? Q {q}\n  = A {a}\n    + C {c}\n      => supports: B {b}\n  = B {b}\n";
    let fragment = parse_text(text);
    assert_eq!(print(&to_document(&fragment), ShownIds::Nodes), text);
    assert_eq!(parse_text("= A\n  => supports: B").links, []);
}

#[test]
fn a_link_takes_very_many_further_premises_and_each_once() {
    let n = 10_000;
    let further = (0..n)
        .map(|at| format!("  - x{at}\n    => &: A {{<l-b}}\n    => &: A {{<l-b}}\n"))
        .collect::<Vec<_>>()
        .concat();
    let fragment = parse_text(&format!(
        "? Q\n  = A\n    + B {{n-b <l-b}}\n  = E\n{further}"
    ));
    let joined = fragment.links.iter().find(|it| it.id.as_str() == "l-b");
    assert_eq!(joined.unwrap().from.len(), n + 1);
}

#[test]
fn links_to_links_and_premises_that_stand_elsewhere_are_found_by_their_ids() {
    let text = "\
? Q
  = A
    + B {n-b <l-b}
    & C
    + D
      => &: A {<l-b}
  = E
    => prefers:  {l-b}
    => &: A {<l-b}
";
    let fragment = parse_text(text);
    let onto = fragment
        .links
        .iter()
        .find(|it| it.relation.as_str() == "prefers");
    assert_eq!(onto.unwrap().to.as_str(), "l-b");
    let joined = fragment.links.iter().find(|it| it.id.as_str() == "l-b");
    assert_eq!(joined.unwrap().from.len(), 4);
    let printed = print_fragment(&fragment);
    assert!(printed.contains("    + B {<l-b}\n    & C\n") && printed.contains("{l-b}"));
    assert_eq!(print_fragment(&parse_text(&printed)), printed);
    assert_eq!(parse_text(&printed).links.len(), fragment.links.len());
}

#[test]
fn what_is_above_itself_is_printed_with_every_link() {
    let text = "= A {a}\n  => supports: B {b <l-1}\n    - C {c <l-2}\n= B {b}\n";
    let mut document = to_document(&parse_text(text));
    let under = parse_text("= C {c}\n  + A {a <l-3}\n").links.remove(0);
    document.load_link(under).unwrap();
    let again = to_document(&parse_text(&print(&document, ShownIds::All)));
    assert_eq!(again.links().len(), document.links().len());
}

#[test]
fn plain_lines_support_the_line_they_stand_under() {
    check(
        "The dam failed\n  The steel was poor\n    It came from a new mill\n  Who checked it?",
        &expect![[r"
            = The dam failed
              + The steel was poor
                + It came from a new mill
              ? Who checked it?
        "]],
    );
}

#[test]
fn a_markdown_list_supports_the_line_before_it() {
    check(
        "# Why did it fail?\n\nThe steel was poor:\n- It came from a new mill\n- It rusted\n  1. in a year\n\n## Cost\n* High",
        &expect![[r"
            ? Why did it fail?
              = The steel was poor:
                + It came from a new mill
                + It rusted
                  + in a year
              = Cost
                + High
        "]],
    );
}

#[test]
fn evidence_under_a_question_becomes_an_answer() {
    check(
        "? Q\n  + [e] A",
        &expect![[r"
        ? Q
          = A
    "]],
    );
}

#[test]
fn the_canonical_example_is_printed_whole() {
    let document = read(EVERY_FIELD.as_bytes()).unwrap().document;
    expect![["
        ? Who opened the archive?
          = Somebody used a third key.
            + [e] The locksmith’s ledger lists one more key.
              ~- The ledger may list a key that was melted down.
              ~+ [assumed] A ledger is kept with care.
            & [assumed implicit] The lock opens only with a key of its own.
            & [e] Both known keys were in the safe.
              => opposes: The warden left the door open.
            ? Has anybody seen the third key?
            => prefers: The warden left the door open.
          = [assumed] The warden left the door open.
            => contradicts: Somebody used a third key.
        = [assumed] An unknown key was used.
          => restates: Somebody used a third key.
        ! Ask the town for the list of keys.
          => relates: Has anybody seen the third key?
        = [kind=org.example.picture] The safe, seen from the door.
    "]]
    .assert_eq(&print(&document, ShownIds::None));
}

/// Depths, signs and wordings that always make a lawful tree.
fn any_outline() -> impl Strategy<Value = String> {
    let line = (
        0..6usize,
        proptest::sample::select(&["+", "-", "?", "=", "~-", "~+", "&", "!"][..]),
        "[a-zé\\[\\]{} <>*_|=~&-]{0,14}",
    );
    proptest::collection::vec(line, 1..20).prop_map(|lines| {
        let lines = lines.iter();
        let text: Vec<String> = lines
            .map(|(depth, sign, words)| format!("{}{sign} {words}", "  ".repeat(*depth)))
            .collect();
        text.join("\n")
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_printed_outline_reads_back_as_the_same_outline(text in any_outline()) {
        let printed = print_fragment(&parse_text(&text));
        prop_assert_eq!(print_fragment(&parse_text(&printed)), printed);
    }

    #[test]
    fn a_tree_keeps_its_records_and_ids(text in any_outline()) {
        let before = to_document(&parse_text(&text));
        prop_assert_eq!(find_breaches(&before), []);
        let after = to_document(&parse_text(&print(&before, ShownIds::All)));
        for node in before.nodes() {
            prop_assert_eq!(Some(node), after.nodes().get(node.id.as_str()));
        }
        for link in before.links() {
            prop_assert_eq!(Some(link), after.links().get(link.id.as_str()));
        }
        prop_assert_eq!(before.links().len(), after.links().len());
    }

    #[test]
    fn every_box_of_any_map_is_printed_once(document in any_document()) {
        let text = print(&document, ShownIds::Nodes);
        for node in document.nodes() {
            let name = format!("{{{}}}\n", node.id);
            let lines = text.split_inclusive('\n').filter(|line| line.ends_with(&name));
            let boxes = lines.filter(|line| !line.trim_start().starts_with("=>"));
            prop_assert_eq!(boxes.count(), 1, "{} in\n{}", node.id, text);
        }
    }

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        let fragment = parse_text(&text);
        prop_assert_eq!(find_breaches(&to_document(&fragment)), []);
    }
}

#[test]
fn a_very_deep_outline_is_read_and_printed() {
    let lines: Vec<String> = (0..3000).map(|depth| " ".repeat(depth) + "= x").collect();
    let text = lines.join("\n");
    let fragment = parse_text(&text);
    assert_eq!(fragment.nodes.len(), 3000);
    assert!(fragment.nodes.iter().all(|node| node.kind == Kind::Claim));
    assert_eq!(print_fragment(&fragment).lines().count(), 3000);
}
