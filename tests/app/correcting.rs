//! Correcting the article, newer versions of it, and the passages that then need an eye.

use linchpin::app::{Action, Dialog, PanelId};
use linchpin::edit::Edit;

use super::desk::Desk;

const ARTICLE: &str = "Water and the city

The pipes under the old town are a hundred years old. Some of them leak every winter.

A second paragraph follows here. It says that meters suggest a loss of a third.

We cannot repair what we do not measure.
";

/// A map with a box for each of the passages.
fn open(passages: &[&str]) -> Desk {
    let mut desk = Desk::with_article(ARTICLE);
    for words in passages {
        desk.select_passage(words);
        desk.run("capture-claim");
        desk.perform(Action::KeepWording(false));
    }
    desk
}

fn text(desk: &Desk) -> String {
    desk.tab().picture.text().unwrap().text.to_string()
}

fn correct(desk: &mut Desk, within: &str, old: &str, new: &str) {
    desk.select_passage(within);
    desk.run("correct-text");
    let draft = desk.tab().reading.correction.clone().unwrap().draft;
    assert!(draft.contains(within));
    desk.perform(Action::DraftCorrection(draft.replace(old, new)));
    desk.perform(Action::KeepCorrection);
}

#[test]
fn a_paragraph_is_corrected_in_one_step() {
    let mut desk = open(&["We cannot repair"]);
    let n = desk.n_steps();
    correct(
        &mut desk,
        "Some of them",
        "hundred years",
        "hundred and ten years",
    );
    assert!(text(&desk).contains("are a hundred and ten years old. Some"));
    assert_eq!(desk.n_steps(), n + 1);
    assert!(desk.tab().picture.doubts().is_empty());
    assert!(!desk.tab().reading.shows_doubts);
    assert_eq!(desk.app.focus, PanelId::Reader);
    assert_eq!(
        desk.tab().picture.passages()[0].span.of(&text(&desk)),
        "We cannot repair"
    );
    desk.run("undo");
    assert_eq!(text(&desk), ARTICLE.trim_end());
}

#[test]
fn what_is_typed_can_be_dropped_and_no_change_is_no_step() {
    let mut desk = open(&[]);
    let n = desk.n_steps();
    desk.select_passage("Some of them");
    desk.run("correct-text");
    desk.perform(Action::DraftCorrection("Nothing of it".to_owned()));
    desk.perform(Action::DropCorrection);
    assert_eq!(desk.tab().reading.correction, None);
    correct(&mut desk, "Some of them", "", "");
    assert_eq!(desk.n_steps(), n);
    assert_eq!(text(&desk), ARTICLE.trim_end());
}

#[test]
fn what_moved_is_listed_told_and_confirmed() {
    let mut desk = open(&["meters suggest a loss", "Some of them leak every winter."]);
    correct(
        &mut desk,
        "meters suggest",
        "meters suggest a",
        "all meters suggested a",
    );
    assert_eq!(desk.told(), ["One passage may have moved."]);
    assert!(desk.tab().reading.shows_doubts);
    let doubts = desk.tab().picture.doubts().to_vec();
    assert_eq!(doubts.len(), 1);
    assert_eq!(doubts[0].quote, "meters suggest a loss");
    desk.run("next-doubt");
    let node = desk.node("meters suggest a loss");
    assert_eq!(desk.tab().lead(), Some(&node));
    assert_eq!(desk.tab().reading.wish, doubts[0].span);
    desk.run("confirm-passage");
    assert!(desk.tab().picture.doubts().is_empty());
    let anchor = &desk
        .tab()
        .document()
        .nodes()
        .get(node.as_str())
        .unwrap()
        .anchors[0];
    assert_eq!(anchor.exact, "meters suggested a loss");
    assert_eq!(anchor.state, None);
}

#[test]
fn what_is_lost_is_listed_first_and_tied_to_another_passage_by_hand() {
    let mut desk = open(&["meters suggest a loss", "Some of them leak every winter."]);
    desk.run("paste-newer-version");
    let Some(Dialog::PasteArticle {
        replaces: Some(source),
        ..
    }) = desk.app.dialog.clone()
    else {
        panic!("the text is asked for");
    };
    let newer = ARTICLE
        .replace("meters suggest a", "the meters suggest a")
        .replace(" Some of them leak every winter.", "");
    desk.perform(Action::ReplaceByText(source, newer));
    let told = desk.told();
    assert_eq!(told, ["One passage is not found any more."]);
    let doubts = desk.tab().picture.doubts().to_vec();
    assert_eq!(doubts.len(), 1);
    assert_eq!(doubts[0].span, None);
    desk.perform(Action::GoToDoubt(doubts[0].on.clone(), doubts[0].index));
    desk.run("reattach-passage");
    assert_eq!(
        desk.tab().picture.doubts().len(),
        1,
        "nothing is selected yet"
    );
    desk.select_passage("The pipes under the old town");
    desk.run("reattach-passage");
    assert!(desk.tab().picture.doubts().is_empty());
    let node = desk.node("Some of them leak every winter.");
    let anchor = &desk
        .tab()
        .document()
        .nodes()
        .get(node.as_str())
        .unwrap()
        .anchors[0];
    assert_eq!(anchor.exact, "The pipes under the old town");
    for _ in 0..2 {
        desk.run("undo");
    }
    assert!(desk.tab().picture.doubts().is_empty());
    assert_eq!(text(&desk), ARTICLE.trim_end());
}

#[test]
fn a_newer_version_comes_from_a_file_and_a_map_is_none() {
    let mut desk = open(&["meters suggest a loss"]);
    let newer = desk.write(
        "newer.txt",
        ARTICLE.replace("old town", "new town").as_bytes(),
    );
    let n_sources = desk.tab().document().sources().len();
    desk.run_with_file("newer-version", &newer);
    assert!(text(&desk).contains("under the new town are"));
    assert_eq!(desk.tab().document().sources().len(), n_sources);
    assert_eq!(desk.tab().picture.passages().len(), 1);

    let map = desk.path("map.argmap.json");
    desk.run_with_file("save-as", &map);
    let copy = desk.write("copy.argmap.json", &std::fs::read(&map).unwrap());
    let before = text(&desk);
    desk.run_with_file("newer-version", &copy);
    assert_eq!(text(&desk), before);
    assert!(
        desk.told()
            .iter()
            .any(|told| told.contains("is a map and no article"))
    );
    let gone = desk.path("gone.txt");
    desk.run_with_file("newer-version", &gone);
    desk.run_with_file("add-article", &newer);
    assert_eq!(desk.tab().document().sources().len(), n_sources + 1);
}

#[test]
fn a_passage_in_doubt_can_be_dropped() {
    let mut desk = open(&["meters suggest a loss"]);
    correct(
        &mut desk,
        "meters suggest",
        "It says that meters suggest a loss of a third.",
        "",
    );
    let doubt = desk.tab().picture.doubts()[0].clone();
    desk.perform(Action::Edit(Box::new(Edit::RemoveAnchor {
        on: doubt.on,
        index: doubt.index,
    })));
    assert!(desk.tab().picture.doubts().is_empty());
    desk.run("next-doubt");
    assert!(
        desk.told()
            .iter()
            .any(|told| told == "Every passage stands where it should.")
    );
}

#[test]
fn a_paragraph_that_has_moved_meanwhile_is_corrected_where_it_stands_and_one_that_is_gone_is_not() {
    let mut desk = open(&[]);
    desk.select_passage("A second paragraph");
    desk.run("correct-text");
    desk.perform(Action::DraftCorrection("Mine.".to_owned()));
    let source = desk.tab().reading.source.clone().unwrap();
    let retext = |desk: &mut Desk, text: &str| {
        let (start, end) = (0, desk.tab().picture.text().unwrap().text.chars().count());
        let edit = Edit::CorrectSource {
            source: source.clone(),
            start,
            end,
            text: text.to_owned(),
        };
        desk.perform(Action::Edit(Box::new(edit)));
    };
    retext(&mut desk, &format!("A new beginning.\n\n{ARTICLE}"));
    desk.perform(Action::KeepCorrection);
    assert!(text(&desk).contains("every winter.\n\nMine.\n\nWe cannot"));
    desk.select_passage("We cannot repair");
    desk.run("correct-text");
    desk.perform(Action::DraftCorrection("Lost.".to_owned()));
    retext(&mut desk, "Other words altogether.\n");
    desk.perform(Action::KeepCorrection);
    assert_eq!(text(&desk), "Other words altogether.\n");
    let correction = desk.tab().reading.correction.as_ref();
    assert_eq!(correction.unwrap().draft, "Lost.", "nothing typed is lost");
    assert!(desk.told().iter().any(|told| told.contains("another one")));
}
