//! Files that are broken, locked, mislabelled or made to do harm are refused in a sentence, or
//! read as what they are; none makes the program fall over.

use linchpin::text::{Article, MAX_PIECES, TextError};
use proptest::prelude::*;

use super::pack;

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn document(body: &str) -> Vec<u8> {
    format!("<w:document xmlns:w=\"{W}\"><w:body>{body}</w:body></w:document>").into_bytes()
}

fn words(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

fn refuse(bytes: &[u8], name: &str) -> TextError {
    Article::from_bytes(bytes, name).unwrap_err()
}

#[test]
fn a_packed_bomb_is_refused_before_it_fills_the_memory() {
    let zeros = vec![b' '; 80 << 20];
    let bomb = pack(&[("word/document.xml", &zeros)]);
    assert!(bomb.len() < 1 << 20);
    assert!(matches!(refuse(&bomb, "a.docx"), TextError::Bomb { .. }));
    let entries: Vec<(String, Vec<u8>)> = (0..10_050)
        .map(|at| (format!("e{at}"), Vec::new()))
        .chain([("word/document.xml".to_owned(), document(&words("x")))])
        .collect();
    let entries: Vec<(&str, &[u8])> = entries
        .iter()
        .map(|(name, content)| (name.as_str(), content.as_slice()))
        .collect();
    assert!(Article::from_bytes(&pack(&entries), "a.docx").is_err());
}

#[test]
fn a_text_of_nothing_but_lines_or_marks_is_refused_before_they_fill_the_memory() {
    let many = MAX_PIECES + 1;
    for (row, name) in [
        ("a\n", "a.txt"),
        ("\r", "a.txt"),
        ("a\u{c}", "a.txt"),
        ("a\u{2028}", "a.txt"),
        ("a\r\n", "a.txt"),
        ("[", "a.md"),
        ("*a", "a.md"),
        ("> ", "a.md"),
        ("- ", "a.md"),
        ("1. ", "a.md"),
        ("<p>a", "a.html"),
        ("<", "a.html"),
    ] {
        let head = if name == "a.html" { "<html>" } else { "" };
        let text = format!("{head}It rains. {}", row.repeat(many));
        let refusal = refuse(text.as_bytes(), name);
        let is_refused = matches!(refusal, TextError::TooManyPieces { .. });
        assert!(is_refused, "{row:?}: {refusal}");
        let pasted = match name {
            "a.html" => Article::from_pasted_html(&text),
            "a.md" => Article::from_typed(&format!("# Title\n{text}")),
            _ => Article::from_typed(&text),
        };
        assert_eq!(pasted, None, "{row:?}");
    }
    let long = "A line of words, as long as lines are. ".repeat(30_000);
    assert!(Article::from_bytes(long.as_bytes(), "a.txt").is_ok());
    let lines = "a\r\n".repeat(MAX_PIECES - 1);
    assert!(Article::from_bytes(lines.as_bytes(), "a.txt").is_ok());
    // What is no markup where it stands is not counted there.
    let signs = format!("It rains.\n{}", "[a] ".repeat(many / 2 + 1));
    assert!(Article::from_bytes(signs.as_bytes(), "a.txt").is_ok());
}

#[test]
fn declared_entities_are_refused_and_none_is_ever_fetched() {
    let declared = |entities: &str| {
        let body = String::from_utf8(document(&words("a &lol; b"))).unwrap();
        let xml = format!("<?xml version=\"1.0\"?><!DOCTYPE w [{entities}]>{body}");
        pack(&[("word/document.xml", xml.as_bytes())])
    };
    let laughs = "<!ENTITY l \"ha\"><!ENTITY lol \"&l;&l;&l;&l;&l;&l;&l;&l;\">";
    let outside = "<!ENTITY lol SYSTEM \"file:///etc/passwd\">";
    for entities in [laughs, outside] {
        let refusal = refuse(&declared(entities), "a.docx");
        assert!(matches!(refusal, TextError::Damaged { .. }), "{refusal}");
    }
}

#[test]
fn elements_nested_without_end_are_refused() {
    let body = "<w:p>".repeat(50_000);
    let bytes = pack(&[("word/document.xml", &document(&body))]);
    assert!(matches!(
        refuse(&bytes, "a.docx"),
        TextError::Damaged { .. }
    ));
}

#[test]
fn names_that_climb_out_of_folders_lead_nowhere() {
    let bytes = pack(&[
        ("../../evil.txt", b"evil"),
        ("/etc/evil", b"evil"),
        ("word/document.xml", &document(&words("The words."))),
    ]);
    let article = Article::from_bytes(&bytes, "a.docx").unwrap();
    assert_eq!(article.text, "The words.");
}

#[test]
fn a_wrong_ending_makes_no_difference() {
    let bytes = pack(&[("word/document.xml", &document(&words("The words.")))]);
    for name in ["a.txt", "a.odt", "a.md", "a"] {
        assert_eq!(
            Article::from_bytes(&bytes, name).unwrap().text,
            "The words."
        );
    }
    let article = Article::from_bytes(b"Plain words.", "a.docx").unwrap();
    assert_eq!(
        (article.text.as_str(), article.format),
        ("Plain words.", "plain")
    );
}

#[test]
fn locked_files_are_told_from_damaged_ones() {
    let mut office = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    office.extend("EncryptedPackage".bytes().flat_map(|byte| [byte, 0]));
    assert!(matches!(
        refuse(&office, "a.docx"),
        TextError::Locked { .. }
    ));
    let old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0";
    assert!(
        refuse(old, "a.doc")
            .to_string()
            .contains("an old Word document")
    );
    let locked = pack(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        (
            "META-INF/manifest.xml",
            b"<m><manifest:encryption-data/></m>",
        ),
        ("content.xml", b"\x80\x81"),
    ]);
    assert!(matches!(refuse(&locked, "a.odt"), TextError::Locked { .. }));
    let whole = pack(&[("word/document.xml", &document(&words("The words.")))]);
    let cut = &whole[..whole.len() / 2];
    assert!(Article::from_bytes(cut, "a.docx").is_err());
}

#[test]
fn a_packed_file_of_another_kind_is_refused_with_what_it_is() {
    let sheet = pack(&[("xl/workbook.xml", b"<workbook/>")]);
    assert!(refuse(&sheet, "a.xlsx").to_string().contains("packed file"));
}

proptest! {
    #[test]
    fn random_bytes_never_make_it_fall_over(
        bytes in prop::collection::vec(any::<u8>(), 0..400),
        start in prop::sample::select(vec![&b""[..], b"PK\x03\x04", b"<html>", b"%PDF-1.7"]),
        name in prop::sample::select(vec!["a.txt", "a.docx", "a.odt", "a.md", "a.html", "a.epub"]),
    ) {
        let bytes = [start, &bytes].concat();
        drop(Article::from_bytes(&bytes, name));
    }

    #[test]
    fn damaged_files_never_make_it_fall_over(
        wounds in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in any::<prop::sample::Index>(),
        cuts in any::<bool>(),
        which in any::<prop::sample::Index>(),
    ) {
        let good = samples();
        let mut bytes = good[which.index(good.len())].clone();
        for (at, byte) in wounds {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if cuts {
            bytes.truncate(cut.index(bytes.len()));
        }
        drop(Article::from_bytes(&bytes, "a"));
    }
}

/// Good files of every kind, stored without packing so that damage reaches their content.
fn samples() -> Vec<Vec<u8>> {
    let body = format!(
        "{}<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc>\
         </w:tr></w:tbl><w:p><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr>\
         </w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>é item</w:t></w:r></w:p>",
        words("One."),
        words("Two."),
        words("Three.")
    );
    let content = "<office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:text>\
         <text:h>One</text:h><text:list><text:list-item><text:p>two é<text:note><text:note-body>\
         <text:p>three</text:p></text:note-body></text:note></text:p></text:list-item></text:list>\
         </office:text></office:body></office:document-content>";
    vec![
        store(&[("word/document.xml", &document(&body))]),
        store(&[
            ("mimetype", b"application/vnd.oasis.opendocument.text"),
            ("content.xml", content.as_bytes()),
        ]),
        store(&[
            ("mimetype", b"application/epub+zip"),
            (
                "META-INF/container.xml",
                b"<container><rootfile full-path=\"b.opf\"/></container>",
            ),
            (
                "b.opf",
                b"<package xmlns=\"http://www.idpf.org/2007/opf\"><item id=\"a\" \
                  href=\"a%20b.xhtml\"/><itemref idref=\"a\"/></package>",
            ),
            (
                "a b.xhtml",
                "<html><body><h1>One</h1><p>two <a href=\"#n\"><sup>1</sup></a> é</p></body></html>"
                    .as_bytes(),
            ),
        ]),
        "<!DOCTYPE html><html><head><meta charset=utf-8><title>One</title></head><body><article>\
         <h1>One</h1><p>Two <b>thr<i>ee</b></i> <a href=\"https://x.y\">é</a></p><ol start=3><li>four\
         </ol><table><tr><td>a<td>b</table><pre>c\nd</pre></article></body></html>"
            .as_bytes()
            .to_vec(),
    ]
}

fn store(entries: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in entries {
        zip.start_file(*name, options).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
