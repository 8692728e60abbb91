//! OpenDocument texts become articles.

use expect_test::expect;
use linchpin::text::Article;

use super::{draw, pack};

const SPACES: &str = r#"
  xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
  xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
  xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
  xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
  xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
  xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:xlink="http://www.w3.org/1999/xlink""#;

const STYLES: &str = r#"<office:automatic-styles>
  <style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>
  <style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
  <style:style style:name="T2" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>
  <style:style style:name="T3" style:family="text"><style:text-properties text:display="none"/></style:style>
  <text:list-style style:name="L1">
    <text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
    <text:list-level-style-bullet text:level="2" text:bullet-char="x"/>
  </text:list-style>
</office:automatic-styles>"#;

const META: &str = r#"<meta:creation-date>2026-11-20T08:00:00</meta:creation-date>
  <dc:title>A plan</dc:title><meta:initial-creator>Ada Lovelace</meta:initial-creator>"#;

fn write(body: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content {SPACES}>{STYLES}<office:body><office:text>{body}\
         </office:text></office:body></office:document-content>"
    );
    let meta = format!("<office:document-meta {SPACES}>{META}</office:document-meta>");
    pack(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
        ("meta.xml", meta.as_bytes()),
    ])
}

const BODY: &str = r#"<text:h text:outline-level="2">The <text:span text:style-name="T2">cost</text:span></text:h>
  <text:p>It is <text:span text:style-name="T1">high</text:span>,
    says <text:a xlink:href="https://example.org/a">the town</text:a>.<text:note><text:note-citation>7</text:note-citation
    ><text:note-body><text:p>The note.</text:p></text:note-body></text:note><text:span text:style-name="T3">hidden</text:span></text:p>
  <text:p text:style-name="P1">So it<text:line-break/>was said.</text:p>
  <text:list text:style-name="L1"><text:list-item><text:p>one</text:p>
    <text:list><text:list-item><text:p>inner</text:p></text:list-item></text:list></text:list-item>
    <text:list-item><text:p>two</text:p></text:list-item></text:list>
  <table:table><table:table-column table:number-columns-repeated="2"/><table:table-header-rows>
    <table:table-row><table:table-cell><text:p>Year</text:p></table:table-cell><table:table-cell><text:p>Cost</text:p></table:table-cell></table:table-row></table:table-header-rows>
    <table:table-row><table:table-cell/><table:table-cell><text:p>12</text:p></table:table-cell></table:table-row>
  </table:table>"#;

#[test]
fn styles_lists_notes_and_tables_keep_their_meaning() {
    let article = Article::from_bytes(&write(BODY), "a.odt").unwrap();
    expect![[r#"
        The cost
        It is high, says the town.[1]
        So it
        was said.
        1. one
        • inner
        2. two
        Year	Cost
        	12
        [1] The note.
        --
        heading 2: "The cost"
          emphasis: "cost"
        paragraph: "It is high, says the town.[1]"
          strong: "high"
          link: "the town" -> https://example.org/a
          reference: "[1]"
        quote: "So it\nwas said."
        item 1: "one"
        item 2: "inner"
        item 1: "two"
        table 1: "Year\tCost"
        table: "\t12"
        footnote: "The note."
    "#]]
    .assert_eq(&draw(&article));
    assert_eq!(article.facts.title.as_deref(), Some("A plan"));
    assert_eq!(article.facts.author.as_deref(), Some("Ada Lovelace"));
    assert_eq!(article.facts.published.as_deref(), Some("2026-11-20"));
    assert_eq!(article.format, "odt");
}

#[test]
fn a_flat_file_says_the_same() {
    let flat = format!(
        "<office:document {SPACES} office:mimetype=\"application/vnd.oasis.opendocument.text\">\
         <office:meta>{META}</office:meta>{STYLES}<office:body><office:text>{BODY}\
         </office:text></office:body></office:document>"
    );
    let packed = Article::from_bytes(&write(BODY), "a.odt").unwrap();
    assert_eq!(
        Article::from_bytes(flat.as_bytes(), "a.fodt").unwrap(),
        packed
    );
}
