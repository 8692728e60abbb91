//! Articles that are opened from files: in the encoding that is chosen, and book by chapters.
use std::io::Write as _;

use linchpin::app::{Action, Dialog};
use linchpin::text::MAX_PIECES;

use super::desk::Desk;

/// A sentence that is written in Windows-1251 below.
const CYRILLIC: &str = "Жители города спрашивают, зачем нужна новая дорога и кто за неё заплатит.";

fn text_of(desk: &Desk) -> String {
    let sources = desk.tab().document().sources().rows();
    sources.last().unwrap().text.to_string()
}

#[test]
fn an_article_in_a_guessed_encoding_says_so_and_is_read_in_another() {
    let mut desk = Desk::new();
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(CYRILLIC);
    let path = desk.write("a.txt", &bytes);
    desk.app.open(path, None);
    desk.app.poll();
    assert_eq!(text_of(&desk), CYRILLIC);
    let offers: Vec<_> = desk
        .app
        .messages
        .iter()
        .filter_map(|one| one.offer)
        .collect();
    assert_eq!(offers, ["article-encoding"]);
    desk.run("article-encoding");
    let source = desk.tab().reading.source.clone().unwrap();
    assert_eq!(
        desk.app.dialog,
        Some(Dialog::Encoding {
            source: source.clone(),
            encoding: "windows-1251"
        })
    );
    desk.perform(Action::ReadInEncoding(source, "KOI8-R"));
    assert_eq!(desk.tab().document().sources().rows().len(), 1);
    assert_ne!(text_of(&desk), CYRILLIC);
    assert_eq!(desk.app.dialog, None);
    desk.run("undo");
    assert_eq!(text_of(&desk), CYRILLIC);
}

#[test]
fn an_article_read_in_another_encoding_keeps_its_boxes() {
    let mut desk = Desk::new();
    let path = desk.write("a.txt", b"Buses are full. The fare is high.");
    desk.app.open(path, None);
    desk.app.poll();
    desk.select_passage("The fare is high.");
    desk.run("capture-claim");
    let source = desk.tab().reading.source.clone().unwrap();
    desk.perform(Action::ReadInEncoding(source.clone(), "KOI8-R"));
    let document = desk.tab().document();
    assert_eq!(document.sources().rows().len(), 1);
    assert_eq!(document.nodes().rows()[0].anchors[0].source, source);
}

#[test]
fn a_pasted_article_has_no_other_encoding() {
    let mut desk = Desk::with_article("Buses are full.");
    desk.run("article-encoding");
    assert_eq!(desk.app.dialog, None);
    assert_eq!(desk.told().len(), 1);
}

#[test]
fn what_is_too_much_to_paste_is_refused_and_nothing_is_changed() {
    let mut desk = Desk::with_article("Buses are full.");
    let source = desk.tab().reading.source.clone().unwrap();
    let lines = "a\n".repeat(MAX_PIECES + 1);
    for action in [
        Action::ReadArticle(lines.clone()),
        Action::ReadPage("<p>a".repeat(MAX_PIECES + 1)),
        Action::ReplaceByText(source, lines),
    ] {
        desk.perform(action);
        let told = desk.told();
        assert!(told[0].contains("Paste a part of it"), "{told:?}");
        assert_eq!(text_of(&desk), "Buses are full.");
        desk.app.messages.dismiss(&told[0]);
    }
}

#[test]
fn a_piece_of_a_page_becomes_an_article_with_its_structure() {
    let mut desk = Desk::new();
    desk.perform(Action::ReadPage(
        "<h1>Who pays?</h1><p>See <a href=\"https://example.org\">there</a>.</p>".to_owned(),
    ));
    assert_eq!(text_of(&desk), "Who pays?\nSee there.");
    let source = &desk.tab().document().sources().rows()[0];
    assert_eq!(source.title, "Who pays?");
    let urls: Vec<&str> = source
        .structure
        .iter()
        .map(|part| part.url.as_str())
        .collect();
    assert_eq!(urls, ["", "", "https://example.org"]);
}

#[test]
fn a_book_asks_for_chapters_and_gives_those_that_are_chosen() {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let page = |words: &str| format!("<html><body><p>{words}</p></body></html>");
    for (name, content) in [
        ("mimetype", "application/epub+zip".to_owned()),
        (
            "META-INF/container.xml",
            "<c><rootfile full-path=\"b.opf\"/></c>".to_owned(),
        ),
        (
            "b.opf",
            "<package xmlns=\"http://www.idpf.org/2007/opf\"><item id=\"a\" href=\"one.xhtml\"/>\
             <item id=\"b\" href=\"two.xhtml\"/><itemref idref=\"a\"/><itemref idref=\"b\"/>\
             </package>"
                .to_owned(),
        ),
        ("one.xhtml", page("The fare.")),
        ("two.xhtml", page("The road.")),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    let mut desk = Desk::new();
    let path = desk.write("book.epub", &zip.finish().unwrap().into_inner());
    desk.app.open(path.clone(), None);
    desk.app.poll();
    let Some(Dialog::Chapters { chapters, request }) = desk.app.dialog.clone() else {
        panic!("no question: {:?}", desk.app.dialog);
    };
    assert_eq!(chapters, ["one", "two"]);
    desk.perform(Action::ReadChapters(request, vec![1]));
    assert_eq!(desk.app.dialog, None);
    assert_eq!(text_of(&desk), "The road.");
}
