//! Annotations become boxes, and a passage leaves with its citation.

use linchpin::app::{Action, WindowRequest};
use linchpin::edit::{Edit, SourceField};
use linchpin::model::AnchorState;

use super::desk::Desk;

const ARTICLE: &str = "Dams and gauges

Raiders forced the gauge house of the dam, beat two technicians and wrecked the recorders.

Nobody touched the turbines.
";

fn open() -> Desk {
    let mut desk = Desk::with_article(ARTICLE);
    let source = desk.tab().reading.source.clone().unwrap();
    let field = SourceField::Url("https://example.org/dams/".to_owned());
    desk.perform(Action::Edit(Box::new(Edit::SetSourceField {
        source,
        field,
    })));
    desk
}

fn annotation(address: &str, exact: &str, text: &str, tag: &str) -> String {
    format!(
        r#"{{"uri": "{address}", "text": "{text}", "tags": ["{tag}", "dams"], "target":
        [{{"source": "{address}", "selector": [{{"type": "TextQuoteSelector", "exact": "{exact}"}}]}}]}}"#
    )
}

fn import(desk: &mut Desk, rows: &[String]) {
    let json = format!(r#"{{"rows": [{}]}}"#, rows.join(","));
    let file = desk.write("annotations.json", json.as_bytes());
    desk.run_with_file("import-annotations", &file);
}

#[test]
fn each_annotation_becomes_a_box_on_its_passage_in_one_step() {
    let mut desk = open();
    let n = desk.n_steps();
    let rows = [
        annotation(
            "http://example.org/dams#top",
            "beat two technicians",
            "Who did?",
            "question",
        ),
        annotation(
            "https://example.org/dams",
            "Nobody touched the turbines",
            "",
            "evidence",
        ),
        annotation(
            "https://elsewhere.org",
            "words of another page",
            "Hm",
            "note",
        ),
    ];
    import(&mut desk, &rows);
    let document = desk.tab().document().clone();
    let nodes = document.nodes().rows();
    let drawn: Vec<(&str, &str, &str)> = nodes
        .iter()
        .map(|node| {
            (
                node.kind.as_str(),
                node.text.as_str(),
                node.anchors[0].exact.as_str(),
            )
        })
        .collect();
    assert_eq!(
        drawn,
        [
            ("question", "Who did?", "beat two technicians"),
            (
                "evidence",
                "Nobody touched the turbines",
                "Nobody touched the turbines"
            ),
            ("note", "Hm", "words of another page"),
        ]
    );
    assert_eq!(nodes[0].tags, ["dams"]);
    assert_eq!(
        document.sources().len(),
        2,
        "the other page is noted without a text"
    );
    assert_eq!(document.sources().rows()[1].url, "https://elsewhere.org");
    assert_eq!(nodes[2].anchors[0].state, Some(AnchorState::Orphan));
    assert_eq!(desk.tab().picture.passages().len(), 2);
    assert_eq!(
        desk.told(),
        ["3 annotations have become boxes; the passage of one is in no article of this map."]
    );
    assert_eq!(desk.n_steps(), n + 1);
}

#[test]
fn what_was_exported_comes_back_on_the_same_passages() {
    let mut desk = open();
    desk.select_passage("beat two technicians");
    desk.run("capture-evidence");
    desk.perform(Action::KeepWording(false));
    let file = desk.path("passages.jsonld");
    desk.run_with_file("export", &file);
    desk.run_with_file("import-annotations", &file);
    let document = desk.tab().document();
    let nodes = document.nodes().rows();
    assert_eq!(nodes.len(), 2);
    assert_eq!(nodes[0].anchors, nodes[1].anchors);
    assert_eq!(nodes[0].text, nodes[1].text);
    assert_eq!(document.sources().len(), 1);
}

#[test]
fn a_file_without_annotations_changes_nothing() {
    let mut desk = open();
    import(
        &mut desk,
        &[annotation("https://example.org/dams", "", "page note", "x")],
    );
    assert!(desk.tab().document().nodes().is_empty());
    let told = "There is no annotation with a quoted passage in that file.";
    assert_eq!(desk.told(), [told]);
}

#[test]
fn a_member_that_stands_twice_is_told() {
    let mut desk = open();
    let row = annotation(
        "https://example.org/dams",
        "beat two technicians",
        "Who did?",
        "x",
    );
    import(&mut desk, &[row.replacen('{', "{\"text\": \"Why?\",", 1)]);
    assert_eq!(desk.tab().document().nodes().rows()[0].text, "Who did?");
    let told = "Not read of that file: a member whose key comes again in the same object, of which the last is \
                read (“text” in line 1).";
    assert_eq!(desk.told(), [told, "One annotation has become a box."]);
}

#[test]
fn a_passage_is_copied_with_its_citation() {
    let mut desk = open();
    desk.run("copy-passage");
    assert_eq!(desk.app.take_requests(), []);
    desk.select_passage("Nobody touched the turbines.");
    desk.run("copy-passage");
    let copied = desk.app.take_requests();
    let [WindowRequest::Copy(text)] = &copied[..] else {
        panic!("{copied:?}");
    };
    assert_eq!(
        text,
        "“Nobody touched the turbines.” (“Dams and gauges”, \
         https://example.org/dams/#:~:text=Nobody%20touched%20the%20turbines.)"
    );
}

#[test]
fn the_articles_are_exported_by_the_ending_of_the_file() {
    let mut desk = open();
    let file = desk.path("articles.bib");
    desk.run_with_file("export", &file);
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.starts_with("@online{dams,"), "{text}");
}
