//! Books become articles, chapter by chapter.

use expect_test::expect;
use linchpin::text::formats::{self, Input, list_chapters};
use linchpin::text::{Article, MAX_PIECES, TextError};

use super::{draw, pack};

const CONTAINER: &[u8] = br#"<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>"#;

const PACKAGE: &[u8] = br#"<package xmlns="http://www.idpf.org/2007/opf"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>
  <dc:title>On Buses</dc:title><dc:creator>Ada Lovelace</dc:creator><dc:language>en</dc:language>
  <dc:publisher>The Press</dc:publisher><dc:date>2026-11-20</dc:date></metadata>
  <manifest>
    <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
    <item id="a" href="text/one%20a.xhtml" media-type="application/xhtml+xml"/>
    <item id="b" href="text/one-b.xhtml" media-type="application/xhtml+xml"/>
    <item id="c" href="text/two.xhtml" media-type="application/xhtml+xml"/>
  </manifest>
  <spine><itemref idref="nav"/><itemref idref="a"/><itemref idref="b"/><itemref idref="c"/></spine>
</package>"#;

const CONTENTS: &[u8] = br##"<html xmlns="http://www.w3.org/1999/xhtml"
    xmlns:epub="http://www.idpf.org/2007/ops"><body><nav epub:type="toc"><ol>
  <li><a href="text/one%20a.xhtml">The fare</a></li>
  <li><a href="text/one%20a.xhtml#part">A part of it</a></li>
  <li><a href="text/two.xhtml">The road</a></li></ol></nav></body></html>"##;

fn page(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><!DOCTYPE html><html xmlns=\"http://www.w3.org/1999/xhtml\" \
         xmlns:epub=\"http://www.idpf.org/2007/ops\"><head><title/></head><body>{body}</body></html>"
    )
}

pub fn book(extra: &[(&str, &[u8])]) -> Vec<u8> {
    let first = page(
        "<h1>The fare</h1><a id=\"part\"/><p>It is high&#8212;too&nbsp;high.<a \
         epub:type=\"noteref\" href=\"#n\">1</a></p><aside epub:type=\"footnote\"><p>The \
         note.</p></aside>",
    );
    let (more, second) = (
        page("<p>It goes on.</p>"),
        page("<h1>The road</h1><p>Long.</p>"),
    );
    let mut entries: Vec<(&str, &[u8])> = vec![
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", CONTAINER),
        ("OEBPS/book.opf", PACKAGE),
        ("OEBPS/nav.xhtml", CONTENTS),
        ("OEBPS/text/one a.xhtml", first.as_bytes()),
        ("OEBPS/text/one-b.xhtml", more.as_bytes()),
        ("OEBPS/text/two.xhtml", second.as_bytes()),
    ];
    entries.extend(extra);
    pack(&entries)
}

#[test]
fn a_book_is_read_whole_with_what_it_says_of_itself() {
    let article = Article::from_bytes(&book(&[]), "a.epub").unwrap();
    expect![[r#"
        The fare
        It is high—too high.[1]
        The note.
        It goes on.
        The road
        Long.
        --
        heading 1: "The fare"
        paragraph: "It is high—too\u{a0}high.[1]"
          reference: "[1]"
        footnote: "The note."
        paragraph: "It goes on."
        heading 1: "The road"
        paragraph: "Long."
    "#]]
    .assert_eq(&draw(&article));
    assert_eq!(article.facts.title.as_deref(), Some("On Buses"));
    assert_eq!(article.facts.author.as_deref(), Some("Ada Lovelace"));
    assert_eq!(article.facts.publisher.as_deref(), Some("The Press"));
    assert_eq!(article.facts.published.as_deref(), Some("2026-11-20"));
}

#[test]
fn its_chapters_are_those_of_the_contents_and_can_be_chosen() {
    let bytes = book(&[]);
    assert_eq!(
        list_chapters(&bytes, "a.epub").unwrap(),
        ["The fare", "The road"]
    );
    assert_eq!(
        list_chapters(b"Plain words.", "a.txt").unwrap(),
        Vec::<String>::new()
    );
    let read = |chapters: &[usize]| {
        formats::read(&Input {
            bytes: &bytes,
            file: "a.epub",
            encoding: None,
            chapters: Some(chapters),
        })
    };
    assert_eq!(read(&[1]).unwrap().text, "The road\nLong.");
    assert!(read(&[0]).unwrap().text.ends_with("It goes on."));
    assert!(matches!(read(&[]), Err(TextError::Empty { .. })));
}

#[test]
fn a_book_of_nothing_but_tags_is_refused_before_it_fills_the_memory() {
    let tags = page(&"<b>a".repeat(MAX_PIECES));
    let entries: &[(&str, &[u8])] = &[
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", CONTAINER),
        ("OEBPS/book.opf", PACKAGE),
        ("OEBPS/text/two.xhtml", tags.as_bytes()),
    ];
    let refusal = Article::from_bytes(&pack(entries), "a.epub").unwrap_err();
    assert!(
        matches!(refusal, TextError::TooManyPieces { .. }),
        "{refusal}"
    );
}

#[test]
fn locked_chapters_are_refused_and_locked_fonts_are_not() {
    let lock = |path: &str| {
        format!(
            "<encryption xmlns:enc=\"http://www.w3.org/2001/04/xmlenc#\"><enc:CipherReference \
             URI=\"{path}\"/></encryption>"
        )
    };
    let with = |path: &str| {
        let lock = lock(path);
        Article::from_bytes(
            &book(&[("META-INF/encryption.xml", lock.as_bytes())]),
            "a.epub",
        )
    };
    assert!(matches!(
        with("OEBPS/text/two.xhtml"),
        Err(TextError::Locked { .. })
    ));
    assert!(with("OEBPS/fonts/serif.otf").is_ok());
}
