//! Search and replace in map and article.

use linchpin::app::{Action, Hit};

use super::desk::Desk;

const MAP: &str = "= The fee rises\n  + A fee, and a fee again\n  - Fées are unfair\n  + Nothing\n";

fn search(map: &str, query: &str) -> Desk {
    let mut desk = Desk::with_map(map);
    desk.run("find");
    desk.perform(Action::SetQuery(query.to_owned()));
    desk
}

#[test]
fn every_place_is_found_whatever_case_and_accents() {
    let desk = search(MAP, "FEE");
    assert_eq!(desk.tab().find.hits.len(), 4);
}

#[test]
fn nothing_typed_finds_nothing() {
    let mut desk = search(MAP, "");
    assert!(desk.tab().find.hits.is_empty());
    desk.run("find-next");
    assert_eq!(desk.tab().lead(), None);
}

#[test]
fn boxes_come_before_articles() {
    let mut desk = Desk::with_article("A title\n\nThe fee is high.\n");
    desk.run("add-root-claim");
    desk.perform(Action::DraftWording("A fee".to_owned()));
    desk.perform(Action::KeepWording(false));
    desk.run("find");
    desk.perform(Action::SetQuery("fee".to_owned()));
    let hits = &desk.tab().find.hits;
    assert!(
        matches!(hits.as_slice(), [Hit::Node { .. }, Hit::Source { .. }]),
        "{hits:?}"
    );
    desk.run("find-next");
    desk.run("find-next");
    assert!(desk.tab().reading.wish.is_some());
}

#[test]
fn replacing_one_hit_goes_on_to_the_next() {
    let mut desk = search(MAP, "fee");
    desk.perform(Action::SetReplacement("price".to_owned()));
    desk.run("find-next");
    desk.perform(Action::ReplaceHit);
    assert!(
        desk.draw()
            .starts_with("= The price rises\n  + A fee, and a fee again\n")
    );
    desk.perform(Action::ReplaceHit);
    assert!(
        desk.draw().contains("+ A price, and a fee again\n"),
        "{}",
        desk.draw()
    );
    desk.perform(Action::ReplaceHit);
    assert!(
        desk.draw().contains("+ A price, and a price again\n"),
        "{}",
        desk.draw()
    );
}

#[test]
fn replacing_everywhere_is_one_step_back() {
    let mut desk = search(MAP, "fee");
    desk.perform(Action::SetReplacement("price".to_owned()));
    desk.perform(Action::ReplaceAllHits);
    assert_eq!(
        desk.draw(),
        "= The price rises\n  + A price, and a price again\n  - prices are unfair\n  + Nothing\n"
    );
    assert_eq!(desk.n_steps(), 1);
    desk.run("undo");
    assert_eq!(desk.draw(), MAP);
}

#[test]
fn a_replacement_that_holds_the_query_is_not_replaced_again() {
    let mut desk = search("= fee\n", "fee");
    desk.perform(Action::SetReplacement("fee and fee".to_owned()));
    desk.perform(Action::ReplaceAllHits);
    assert_eq!(desk.draw(), "= fee and fee\n");
    let mut desk = search("= fee, fee\n", "fee");
    desk.perform(Action::SetReplacement("feefee".to_owned()));
    desk.run("find-next");
    desk.perform(Action::ReplaceHit);
    desk.perform(Action::ReplaceHit);
    assert_eq!(desk.draw(), "= feefee, feefee\n");
}

#[test]
fn an_edit_elsewhere_does_not_make_replacing_go_astray() {
    let mut desk = search(MAP, "fee");
    let node = desk.node("A fee, and a fee again");
    desk.perform(Action::Edit(Box::new(linchpin::edit::Edit::SetText {
        node,
        text: "x".to_owned(),
    })));
    desk.perform(Action::SetReplacement("price".to_owned()));
    desk.perform(Action::ReplaceAllHits);
    assert_eq!(
        desk.draw(),
        "= The price rises\n  + x\n  - prices are unfair\n  + Nothing\n"
    );
}

#[test]
fn words_that_were_edited_since_they_were_found_are_not_replaced_blindly() {
    let mut desk = search("= The fee rises\n", "fee");
    desk.perform(Action::SetReplacement("price".to_owned()));
    desk.run("find-next");
    let node = desk.node("The fee rises");
    desk.perform(Action::OpenWording(node));
    desk.perform(Action::DraftWording("A toll, not a fee".to_owned()));
    desk.perform(Action::KeepWording(false));
    desk.perform(Action::ReplaceAllHits);
    assert!(
        desk.draw().starts_with("= A toll, not a price"),
        "{}",
        desk.draw()
    );
}

#[test]
fn every_letter_typed_finds_what_the_article_holds_now() {
    let mut desk = Desk::with_article("A title\n\nThe fée is high, and the fee is low.\n");
    desk.run("find");
    let mut revisions = vec![desk.tab().find.revision()];
    for (query, n) in [
        ("f", 2),
        ("fe", 2),
        ("fee i", 2),
        ("fee is h", 1),
        ("fee is hx", 0),
    ] {
        desk.perform(Action::SetQuery(query.to_owned()));
        assert_eq!(desk.tab().find.hits.len(), n, "{query}");
        revisions.push(desk.tab().find.revision());
    }
    revisions.dedup();
    assert_eq!(revisions.len(), 6, "other hits have another revision");
    let source = desk.tab().reading.source.clone().unwrap();
    let newer = "A title\n\nThe féé féé féé.\n".to_owned();
    desk.perform(Action::ReplaceByText(source, newer));
    desk.perform(Action::SetQuery("fee".to_owned()));
    assert_eq!(desk.tab().find.hits.len(), 3);
    desk.perform(Action::CloseFind);
    assert!(desk.tab().find.hits.is_empty());
}
