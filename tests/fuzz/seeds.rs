//! What inputs are made of: small files written by hand, one of each kind at least, and what this
//! program writes of a small map.

use std::fmt::Write as _;

use linchpin::edit::{Edit, Editor, Field};
use linchpin::format::picture::Options;
use linchpin::format::{self, ExportRequest, Format, journal};
use linchpin::layout::ViewState;

use super::targets::{Counter, context, make_document, make_map};

/// The text beside annotations.
pub const COMPANION: &str = "a text of some words";

/// Maps of other programs.
pub const IMPORTS: &[&str] = &[
    r#"{"AIF":{"nodes":[{"nodeID":"1","text":"a","type":"I"},{"nodeID":"2","text":"b","type":"I"},{"nodeID":"3","text":"RA","type":"RA"}],"edges":[{"edgeID":"1","fromID":"1","toID":"3"},{"edgeID":"2","fromID":"3","toID":"2"}]},"text":"<span id=\"node1\">a</span>"}"#,
    r#"{"nodes":[{"id":"a","type":"atom","text":"x"},{"id":"s","type":"scheme","name":"support"}],"edges":[{"id":"e","source_id":"a","target_id":"s"}],"resources":[]}"#,
    r#"{"nodes":[{"id":"1","type":"text","text":"q?","x":0,"y":0,"width":1,"height":1}],"edges":[{"id":"e","fromNode":"1","toNode":"1"}]}"#,
    r#"{"prop_offsets":[[0,1]],"prop_labels":["fact"],"reasons":[[[0,0],0]],"evidences":[]}"#,
    r#"{"nodes":{"n":{"atom":{"text":"a"}}},"edges":{"e":{"source":"n","target":"n"}},"schemaVersion":1}"#,
    "<opml><head/><body><outline text='a'><outline text='b' _links='supports l x;'/></outline></body></opml>",
    "<map version='1'><node TEXT='a' ID='1'><node TEXT='b' ID='1'><arrowlink DESTINATION='1'/></node></node></map>",
    "<model rootview='1'><nodes><node id='1' type='3' label='q'/></nodes><links><link id='1' type='40' from='1' to='1'/></links></model>",
    "<graphml><graph><node id='a'/><node id='b'><data key='kind'>link</data></node><edge source='a' target='b'/><edge source='b' target='b'/></graph></graphml>",
    "<arggraph id='x'><edu id='e1'><![CDATA[a]]></edu><adu id='a1' type='pro'/><edge id='c1' src='e1' trg='a1' type='seg'/><edge id='c2' src='a1' trg='c2' type='und'/></arggraph>",
    "T1\tClaim 0 1\ta\nR1\tSupport Arg1:T1 Arg2:T1\n",
    "Discussion Title: T\n\n1. a\n1.1. Pro: b\n1.2. Con: -> See 1.1.\n",
    "Discussion Name:\nT\n\n1. Question:\nq\n\n  1.1. Thesis:\n  -> See 1.1.\n",
    "? q\n  = [assumed] a {n-1}\n    + [e] b {<l-1}\n      ~- c\n    & d\n    | e\n! f\n  => supports: a {n-1}\n  => &: a {<l-1}\n  => prefers: {l-1}\n",
    "===\ntitle: x\n===\n\n[A]: a {k: v}\n  + <B>\n    _> <C>\n\n<C>\n\n(1) [A]\n-- x --\n(2) [A]\n  -> <C>\n",
    "meta:\n  title: x\nstatements:\n  p: P\n  ¬p: {text: not P, assumed: true}\n  f(a, b): &t F\nissues:\n  i: {positions: [p, ¬p], standard: BRD}\n  j: [p, f(a]\narguments:\n  a: {premises: {minor: p}, conclusion: ¬p, undercutter: u, weight: 0.5}\n  b: {conclusion: p}\ntests:\n  in: [p]\n",
    "<lkif><argument-graphs><argument-graph id='g'><statements><statement id='s' value='true'><s>S</s></statement></statements><arguments><argument id='s' direction='con'><conclusion statement='s'/><premises><premise polarity='negative' type='exception' statement='s'/></premises></argument></arguments></argument-graph></argument-graphs></lkif>",
    "<caf><statements><statement id='s' main='true'><descriptions><description lang='en'>S?</description></descriptions></statement><statement id='u' atom='(undercut a)'/></statements><arguments><argument id='a' pro='true'><conclusion statement='s'/><premises/></argument><argument id='b' pro='true'><conclusion statement='u'/><premises><premise statement='s' positive='true'/></premises></argument></arguments></caf>",
    "<ARG><TEXT>a b</TEXT><AU><PROP identifier='A' missing='no'><PROPTEXT offset='0'>a</PROPTEXT></PROP><REFUTATION><AU><PROP/></AU></REFUTATION><LA><AU/><AU/></LA></AU></ARG>",
    r#"{"statements":{"A":{"type":"equivalence-class","members":[{"text":"a #t","ranges":[{"type":"tag","start":2,"stop":3}]}]}},"arguments":{"X":{"pcs":[{"title":"A"},{"title":"A","inference":{}}]}},"relations":[{"relationType":"undercut","from":"A","fromType":"equivalence-class","to":"X","toType":"inference","conclusionIndex":1}]}"#,
];

/// Dice for a map of eleven boxes with an article, most of them linked.
const DICE: &[u8] = &[
    10, 0, 1, 0, 1, 0, 15, 1, 2, 3, 2, 2, 63, 4, 1, 1, 5, 1, 6, 2, 12, 2, 0, 0, 4, 4, 1, 1, 5, 0,
    5, 6, 3, 2, 6, 6, 63, 1, 2, 0, 1, 0, 0, 0, 2, 1, 1, 0, 1, 3, 2, 2, 1, 16, 4, 1, 1, 8, 5, 2, 0,
    32, 6, 3, 4, 0, 1, 8, 5, 0, 7, 3, 6, 0, 8, 9, 4, 0, 9, 8,
];

/// Maps of other programs, and every map that this one writes for them.
pub fn list_import_seeds() -> Vec<Vec<u8>> {
    let by_hand = IMPORTS.iter().map(|it| it.as_bytes().to_vec());
    let importers = format::ALL.iter().filter(|it| it.import.is_some());
    by_hand.chain(importers.filter_map(write_map)).collect()
}

/// A map in a format that this program reads as its own.
pub fn list_own_seeds(format: &Format) -> Vec<Vec<u8>> {
    let mut seeds: Vec<Vec<u8>> = write_map(format).into_iter().collect();
    if format.id == "argument-map" {
        seeds.push(include_bytes!("../../samples/every-field.argmap.json").to_vec());
        seeds.push(include_bytes!("../../samples/read-only.argmap.json").to_vec());
    }
    seeds
}

fn write_map(format: &Format) -> Option<Vec<u8>> {
    let request = ExportRequest {
        names_people: true,
        document: make_map(DICE, true),
        view: ViewState::default(),
        theme: "light".to_owned(),
        options: Options::default(),
    };
    format.write.and_then(|write| write(&request).ok())
}

/// Plain texts, Markdown and outlines.
pub fn list_texts() -> Vec<Vec<u8>> {
    own(&[
        "Why did it break?\n  - Nobody looked [s1]\n    + \"It was dear\"\n  * It rained\n",
        "Q: q\n! a\n  + b\n  + c & d\n    - e\n  = f\n  x g\n",
        "1. One\n1.1. Two\n1.1.1 Three\n2) Four\n",
        "- [ ] task\n- item\n\tdeep\n\n\n> quoted\n",
        "A TITLE\n\nBy Ada Lovelace\n\nIt leaks, e.g. at 3.5 m. \u{201c}Why?\u{201d} she said. Therefore no.\n\n1 Introduction\nBut Dr. No knew\u{2026}\n",
        "---\ntitle: T\nauthor: [A, B]\n---\n# H\n\nA *b* **c** `d` [e](http://f.g) ![h](i)[^1]\n\n[^1]: Note\n\n| a | b |\n|---|---|\n| c | d |\n\n```rs\ncode\n```\n",
        "\u{feff}Zeile eins\r\nZeile zwei \u{202e}x\u{202c} \u{5d0}\u{5d1} \u{1f469}\u{200d}\u{1f467}\r\n",
        include_str!("../../samples/school-board/article.md"),
    ])
}

/// Web pages.
pub fn list_pages() -> Vec<Vec<u8>> {
    own(&[
        "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>One</title><meta name=author content=Ada></head><body><article><h1>One</h1><p>Two <b>thr<i>ee</b></i> <a href=\"https://x.y\">z</a></p><ol start=3><li>four</ol><table><tr><td>a<td>b</table><pre>c\nd</pre></article></body></html>",
        "<html><body><nav><a href=#>skip</a></nav><div><p>One long enough paragraph of words, with commas, that a reader keeps.</p><p>Another one, like it, for company, and still more words.</p><script>alert(1)</script><svg><foreignObject><p>x</svg></div>",
        "<ul><li>a<ul><li>b</ul><dl><dt>c<dd>d</dl><blockquote>e<br>f</blockquote><sup id=n><a href=#m>1</a></sup>&nbsp;&#8217;&bogus;",
        "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"H\",\"author\":[{\"name\":\"A\"}],\"datePublished\":\"2026-01-02\"}</script><p>Words.",
    ])
}

/// The parts of packed articles, with a byte between them that no text has.
pub fn list_packed() -> Vec<Vec<u8>> {
    let word = [
        "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:pPr><w:pStyle w:val='H'/><w:numPr><w:ilvl w:val='1'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>One</w:t><w:footnoteReference w:id='2'/></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>",
        "<w:styles xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:style w:styleId='H' w:type='paragraph'><w:basedOn w:val='H'/><w:pPr><w:outlineLvl w:val='0'/></w:pPr></w:style></w:styles>",
        "<w:numbering xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='1'><w:start w:val='3'/><w:numFmt w:val='upperRoman'/></w:lvl></w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num></w:numbering>",
        "<w:footnotes xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:footnote w:id='2'><w:p><w:r><w:t>Note</w:t></w:r></w:p></w:footnote></w:footnotes>",
    ];
    let open = [
        "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><office:body><office:text><text:h text:outline-level='2'>One</text:h><text:list text:style-name='L'><text:list-item><text:p text:style-name='P'>two<text:s text:c='3'/><text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>three</text:p></text:note-body></text:note></text:p></text:list-item></text:list></office:text></office:body></office:document-content>",
        "<s xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><style:style style:name='P' style:family='paragraph' style:parent-style-name='P'/><text:list-style style:name='L'><text:list-level-style-number text:level='1' style:num-format='i' text:start-value='4'/></text:list-style></s>",
        "<m xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>T</dc:title><dc:language>en</dc:language></m>",
    ];
    let book = [
        "<html xmlns='http://www.w3.org/1999/xhtml'><body><h1>One</h1><p>two <a href='#n'><sup>1</sup></a></p></body></html>",
        "<package xmlns='http://www.idpf.org/2007/opf'><manifest><item id='a' href='a.xhtml'/><item id='t' href='toc.ncx' media-type='application/x-dtbncx+xml'/><item id='n' href='nav.xhtml' properties='nav'/></manifest><spine toc='t'><itemref idref='a'/></spine></package>",
        "<ncx xmlns='http://www.daisy.org/z3986/2005/ncx/'><navMap><navPoint><navLabel><text>One</text></navLabel><content src='a.xhtml'/></navPoint></navMap></ncx>",
        "<html xmlns='http://www.w3.org/1999/xhtml' xmlns:epub='http://www.idpf.org/2007/ops'><body><nav epub:type='toc'><a href='a.xhtml'>One</a></nav></body></html>",
    ];
    vec![divide(&word), divide(&open), divide(&book)]
}

/// PDF files: two columns under a heading, with letters by a table of their own; a form within a page;
/// a stream that is said to be packed; and a map as this program prints it.
pub fn list_printed() -> Vec<Vec<u8>> {
    let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Differences [65 /alpha 66 /fi] >> \
        /ToUnicode 6 0 R >>";
    let map = "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange \
        2 beginbfchar <41> <03b1> <42> <00660069> endbfchar 1 beginbfrange <61> <7a> <0061> endbfrange endcmap";
    let columns = "BT /F1 20 Tf 1 0 0 1 60 740 Tm (A heading) Tj ET BT /F1 11 Tf 60 700 Td [(two col) -20 (umns AB)] TJ \
        0 -14 Td (of hy-) Tj T* (phens) ' ET BT /F1 11 Tf 320 700 Td (the other) Tj 3 Tr 0 -14 Td (unseen) Tj ET";
    let form = "q 1 0 0 1 10 10 cm /Fm Do Q BI /W 1 /H 1 /BPC 8 /CS /G ID x EI";
    let own = format::ALL.iter().find(|it| it.id == "pdf");
    let mut seeds = vec![
        write_printed(font, columns, "", map),
        write_printed(font, form, "/Subtype /Form /BBox [0 0 600 800]", columns),
        write_printed(
            font,
            columns,
            "/Filter [/ASCIIHexDecode /FlateDecode]",
            "789c0300>",
        ),
    ];
    seeds.extend(own.and_then(write_map));
    seeds
}

/// A file of one page, with that font, that content and one further stream.
fn write_printed(font: &str, content: &str, said_of_further: &str, further: &str) -> Vec<u8> {
    let stream = |said: &str, text: &str| {
        format!(
            "<< {said} /Length {} >>\nstream\n{text}\nendstream",
            text.len()
        )
    };
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R /PageLabels << /Nums [0 << /S /r >>] >> >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Rotate 0 /Contents 5 0 R \
         /Resources << /Font << /F1 4 0 R >> /XObject << /Fm 6 0 R >> >> >>"
            .to_owned(),
        font.to_owned(),
        stream("", content),
        stream(said_of_further, further),
        "<< /Title (One) /Author <feff00410064> /CreationDate (D:20260102) >>".to_owned(),
    ];
    let mut file = "%PDF-1.7\n".to_owned();
    let mut table = "xref\n0 8\n0000000000 65535 f \n".to_owned();
    for (at, object) in objects.iter().enumerate() {
        writeln!(table, "{:010} 00000 n ", file.len()).expect("memory takes it");
        writeln!(file, "{} 0 obj\n{object}\nendobj", at + 1).expect("memory takes it");
    }
    let begin = file.len();
    let end = "trailer\n<< /Size 8 /Root 1 0 R /Info 7 0 R >>\nstartxref";
    format!("{file}{table}{end}\n{begin}\n%%EOF\n").into_bytes()
}

/// Two versions of a text, a quote and what stands before it, and the place of a passage.
pub fn list_versions() -> Vec<Vec<u8>> {
    let old = "The dam was built in 1911. Nobody has looked at it since the war. It leaks.";
    let new = "The old dam was built in 1911, in haste. Nobody looked at it since the war. It leaks. It leaks.";
    let signs = "\u{1f469}\u{200d}\u{1f467} na\u{ef}ve e\u{301}t\u{e9} \u{2014} \u{201c}x\u{201d}";
    let texts = [
        [old, new, "looked at it", "Nobody has "],
        [new, old, "It leaks", " war. "],
        [
            signs,
            "naive ete - \"x\" \u{1f467}",
            "na\u{ef}ve e\u{301}t",
            " ",
        ],
        [
            "aaaaaaaaaaaaaaaaaaaaaaaa",
            "aaaaaaaaaabaaaaaaaaaa",
            "aaaa",
            "a",
        ],
    ];
    let place = |mut seed: Vec<u8>| {
        seed.extend([40, 160]);
        seed
    };
    texts.iter().map(|parts| place(divide(parts))).collect()
}

/// Annotations of others, and what is said of an article.
pub fn list_annotations() -> Vec<Vec<u8>> {
    own(&[
        r#"{"total":1,"rows":[{"uri":"https://example.org/a","text":"Who?","tags":["question"],"document":{"title":["Dams"]},"target":[{"source":"https://example.org/a","selector":[{"type":"TextPositionSelector","start":4,"end":12},{"type":"TextQuoteSelector","exact":"beat two","prefix":"Dam, ","suffix":" t"}]}]}]}"#,
        r#"{"@context":"http://www.w3.org/ns/anno.jsonld","type":"Annotation","body":[{"type":"TextualBody","value":"v","purpose":"tagging"}],"target":{"source":"x","selector":{"type":"TextQuoteSelector","exact":"e"}}}"#,
        r#"[{"type":"AnnotationCollection","first":{"items":[{"body":"b","target":"t"}]}}]"#,
        "Dams & gauges: 100 %\nLovelace, Ada and Charles Babbage; The editors\n2026-03-09\nhttps://ex\u{e4}mple.org:80/dams?a=1#top\nThe {Daily} Paper\n2026-04\nsome words of it\n",
        "../a/./b\n\nMarch 2025\nhttp://[::1]/x%41\n",
    ])
}

/// The records of a journal that was kept while somebody worked.
pub fn list_journals() -> Vec<Vec<u8>> {
    let mut editor = Editor::new(make_map(DICE, true));
    let mut records = journal::write_beginning(&editor.past(100).unroll(), None, 0);
    editor.keep_events();
    for seed in list_edits() {
        let edits: Vec<Edit> = serde_json::from_slice(&seed).expect("seeds are edits");
        for edit in edits {
            let mut random = Counter::default();
            let done = editor.commit(&edit, &[], None, context(&mut random));
            drop(done);
        }
    }
    editor.undo(make_document().meta().modified.clone());
    records.extend(editor.take_events().iter().map(journal::write_event));
    records.push(journal::write_saved(None, Some(1)));
    let title = Field::Title("Being typed".to_owned());
    records.push(journal::write_typed(&[Edit::SetField { field: title }]));
    vec![divide(&records), frame(&records)]
}

/// Records as they stand in the file of a journal.
fn frame(records: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"linchpin journal 1\n".to_vec();
    for (record, place) in records.iter().zip(0_u32..) {
        let mut hash = crc32fast::Hasher::new();
        hash.update(&place.to_le_bytes());
        hash.update(record);
        file.extend((record.len() as u32).to_le_bytes());
        file.extend(hash.finalize().to_le_bytes());
        file.extend(record);
    }
    file
}

/// Edits as the command line takes them.
pub fn list_edits() -> Vec<Vec<u8>> {
    own(&[
        r#"[{"edit":"add-node","kind":"claim","text":"It leaked","under":"n-1","intent":"against","anchor":{"source":"s-1","start":3,"end":9}},{"edit":"set-text","node":"n-2","text":"Other"},{"edit":"delete","nodes":["n-3"]}]"#,
        r#"[{"edit":"set-field","field":"title","value":"T"},{"edit":"set-node-field","node":"n-1","field":"tags","value":["motive"]},{"edit":"set-kind","node":"n-4","kind":"evidence"}]"#,
        r#"[{"edit":"correct-source","source":"s-1","start":3,"end":9,"text":"other words"},{"edit":"replace-source-text","source":"s-1","text":"Nobody has looked at it. It leaks."},{"edit":"remove-source","source":"s-1"}]"#,
    ])
}

/// Dice for maps.
pub fn list_dice() -> Vec<Vec<u8>> {
    let thrice = [DICE, DICE, DICE].concat();
    let other: Vec<u8> = thrice
        .iter()
        .zip(0_u8..)
        .map(|(it, at)| if at % 11 == 0 { it ^ at } else { *it })
        .collect();
    vec![DICE.to_vec(), thrice, other]
}

fn divide<T: AsRef<[u8]>>(parts: &[T]) -> Vec<u8> {
    let parts: Vec<&[u8]> = parts.iter().map(AsRef::as_ref).collect();
    parts.join(&[0xff][..])
}

fn own(texts: &[&str]) -> Vec<Vec<u8>> {
    texts.iter().map(|it| it.as_bytes().to_vec()).collect()
}
