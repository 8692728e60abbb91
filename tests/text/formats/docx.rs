//! Word texts become articles.

use expect_test::expect;
use linchpin::text::Article;

use super::{draw, pack};

const TYPES: &[u8] = b"<Types/>";

const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
  <Relationship Id="r1" Target="word/document.xml"
    Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>
</Relationships>"#;

const LINKS: &str = r#"<Relationships>
  <Relationship Id="r9" Target="https://example.org/a" TargetMode="External"
    Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"/>
</Relationships>"#;

const STYLES: &str = r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
  <w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
  <w:style w:styleId="Own"><w:name w:val="Mine"/><w:basedOn w:val="berschrift1"/></w:style>
  <w:style w:styleId="Zitat"><w:name w:val="Quote"/></w:style>
  <w:style w:styleId="Fett"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
</w:styles>"#;

const LISTS: &str = r#"<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
  <w:abstractNum w:abstractNumId="0">
    <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
    <w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>
  </w:abstractNum>
  <w:abstractNum w:abstractNumId="1">
    <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val=""/></w:lvl>
  </w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
  <w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>"#;

const NOTES: &str = r#"<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
  <w:footnote w:id="-1"><w:p><w:r><w:t>separator</w:t></w:r></w:p></w:footnote>
  <w:footnote w:id="4"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> The note.</w:t></w:r></w:p></w:footnote>
</w:footnotes>"#;

const FACTS: &str = r#"<cp:coreProperties xmlns:cp="x" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">
  <dc:title>A plan</dc:title><dc:creator>Ada Lovelace</dc:creator>
  <dcterms:created>2026-11-20T08:00:00Z</dcterms:created>
</cp:coreProperties>"#;

/// A Word text with that body.
fn write(body: &str) -> Vec<u8> {
    let document = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><w:document
            xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
            xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
            ><w:body>{body}</w:body></w:document>"#
    );
    pack(&[
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS.as_bytes()),
        ("word/document.xml", document.as_bytes()),
        ("word/styles.xml", STYLES.as_bytes()),
        ("word/numbering.xml", LISTS.as_bytes()),
        ("word/footnotes.xml", NOTES.as_bytes()),
        ("word/_rels/document.xml.rels", LINKS.as_bytes()),
        ("docProps/core.xml", FACTS.as_bytes()),
    ])
}

fn read(body: &str) -> Article {
    Article::from_bytes(&write(body), "a.docx").unwrap()
}

fn paragraph(properties: &str, runs: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>")
}

fn run(words: &str) -> String {
    format!(r#"<w:r><w:t xml:space="preserve">{words}</w:t></w:r>"#)
}

#[test]
fn styles_make_headings_and_quotations_and_runs_emphasis_links_and_notes() {
    let body = [
        paragraph(r#"<w:pStyle w:val="Own"/>"#, &run("The cost")),
        paragraph(
            "",
            &[
                &run("It is "),
                r#"<w:r><w:rPr><w:i/></w:rPr><w:t>very</w:t></w:r>"#,
                &run(" "),
                r#"<w:r><w:rPr><w:rStyle w:val="Fett"/></w:rPr><w:t>hi</w:t></w:r>"#,
                r#"<w:r><w:rPr><w:b/></w:rPr><w:t>gh</w:t></w:r>"#,
                r#"<w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t xml:space="preserve">, says </w:t></w:r>"#,
                r#"<w:hyperlink r:id="r9"><w:r><w:t>the town</w:t></w:r></w:hyperlink>"#,
                &run("."),
                r#"<w:r><w:footnoteReference w:id="4"/></w:r>"#,
                r#"<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"#,
                r#"<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"#,
            ]
            .concat(),
        ),
        paragraph(r#"<w:pStyle w:val="Zitat"/>"#, &run("So it was said.")),
    ]
    .concat();
    let article = read(&body);
    expect![[r#"
        The cost
        It is very high, says the town.[1]
        So it was said.
        [1] The note.
        --
        heading 1: "The cost"
        paragraph: "It is very high, says the town.[1]"
          emphasis: "very"
          strong: "high"
          link: "the town" -> https://example.org/a
          reference: "[1]"
        quote: "So it was said."
        footnote: "The note."
    "#]]
    .assert_eq(&draw(&article));
    let facts = article.facts;
    assert_eq!(facts.title.as_deref(), Some("A plan"));
    assert_eq!(facts.author.as_deref(), Some("Ada Lovelace"));
    assert_eq!(facts.published.as_deref(), Some("2026-11-20"));
    assert_eq!(article.format, "docx");
}

#[test]
fn lists_are_counted_as_word_counts_them() {
    let item = |list: u8, level: u8, words: &str| {
        let properties =
            format!(r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>"#);
        paragraph(&properties, &run(words))
    };
    let body = [
        item(1, 0, "three"),
        item(1, 1, "inner"),
        item(1, 1, "inner too"),
        item(1, 0, "four"),
        item(1, 1, "anew"),
        item(2, 0, "a dot"),
    ]
    .concat();
    expect![[r#"
        3. three
        3.a) inner
        3.b) inner too
        4. four
        4.a) anew
        • a dot
        --
        item 1: "three"
        item 2: "inner"
        item 2: "inner too"
        item 1: "four"
        item 2: "anew"
        item 1: "a dot"
    "#]]
    .assert_eq(&draw(&read(&body)));
}

#[test]
fn tables_are_rows_frames_are_paragraphs_and_line_breaks_stay() {
    let cell = |words: &str| format!("<w:tc>{}</w:tc>", paragraph("", &run(words)));
    let grid = "<w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>";
    let body = [
        format!(
            "<w:tbl>{grid}<w:tr><w:trPr><w:tblHeader/></w:trPr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
            cell("Year"),
            cell("Cost"),
            cell(""),
            cell("12")
        ),
        format!(
            "<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>{}{}</w:tc></w:tr></w:tbl>",
            paragraph("", &run("In a frame.")),
            paragraph("", &run("Still in it."))
        ),
        paragraph("", &format!("{}<w:r><w:br/></w:r>{}", run("One"), run("two"))),
    ]
    .concat();
    expect![[r#"
        Year	Cost
        	12
        In a frame.
        Still in it.
        One
        two
        --
        table 1: "Year\tCost"
        table: "\t12"
        paragraph: "In a frame."
        paragraph: "Still in it."
        paragraph: "One\ntwo"
    "#]]
    .assert_eq(&draw(&read(&body)));
}

#[test]
fn fields_show_their_result_and_text_boxes_are_read_once() {
    let field = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let inner = paragraph("", &run("In the box."));
    let body = [
        paragraph(
            "",
            &[
                field("begin"),
                r#"<w:r><w:instrText> HYPERLINK "https://example.org/b" </w:instrText></w:r>"#
                    .to_owned(),
                field("separate"),
                run("there"),
                field("end"),
                run(" it goes on."),
            ]
            .concat(),
        ),
        paragraph(
            "",
            &format!(
                "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{inner}</w:txbxContent></mc:Choice>\
                 <mc:Fallback><w:txbxContent>{inner}</w:txbxContent></mc:Fallback>\
                 </mc:AlternateContent></w:r>"
            ),
        ),
    ]
    .concat();
    expect![[r#"
        there it goes on.
        In the box.
        --
        paragraph: "there it goes on."
          link: "there" -> https://example.org/b
        paragraph: "In the box."
    "#]]
    .assert_eq(&draw(&read(&body)));
}
