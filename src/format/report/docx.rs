//! A report as a Word document (Office Open XML, ECMA-376): headings, lists and quotations as
//! styles, so that whoever opens it can give it another look.

use std::io::{Cursor, Write};

use quick_xml::escape::escape;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{Block, Run, RunStyle, compile};
use crate::format::{ExportRequest, FormatError};
use crate::model::Document;

/// How deep lists are set off; deeper ones stand as deep as these.
const DEEPEST: u8 = 8;
/// By how much each level of a list is set in, in twentieths of a point.
const STEP: u32 = 360;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#;

const PACKAGE: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#;

const PARTS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/></Relationships>"#;

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Writes the report of a map.
///
/// # Errors
/// Where the archive cannot be made, which no map brings about.
pub fn write(request: &ExportRequest) -> Result<Vec<u8>, FormatError> {
    let document = &request.document;
    let body = print_body(&compile(document));
    let core = print_core(document);
    let (styles, numbering) = (print_styles(document), print_numbering());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    // No time: equal maps give equal files.
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let parts = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", PACKAGE),
        ("docProps/core.xml", &core),
        ("word/document.xml", &body),
        ("word/_rels/document.xml.rels", PARTS),
        ("word/styles.xml", &styles),
        ("word/numbering.xml", &numbering),
    ];
    let fail = |error: &dyn std::fmt::Display| FormatError::Export {
        why: error.to_string(),
    };
    for (name, content) in parts {
        archive
            .start_file(name, options)
            .map_err(|error| fail(&error))?;
        archive
            .write_all(content.as_bytes())
            .map_err(|error| fail(&error))?;
    }
    let bytes = archive.finish().map_err(|error| fail(&error))?;
    Ok(bytes.into_inner())
}

fn print_body(blocks: &[Block]) -> String {
    let mut body = String::new();
    for block in blocks {
        let paragraph = match block {
            Block::Title(text) => styled("Title", &[Run::plain(text.as_str())]),
            Block::Byline(text) => styled("Subtitle", &[Run::plain(text.as_str())]),
            Block::Heading(level, text) => {
                styled(&format!("Heading{level}"), &[Run::plain(text.as_str())])
            }
            Block::Paragraph(runs) => paragraph("", runs),
            Block::Item(depth, runs) => {
                let depth = depth.min(&DEEPEST);
                let list = format!(
                    "<w:pStyle w:val=\"ListParagraph\"/><w:numPr><w:ilvl w:val=\"{depth}\"/>\
                     <w:numId w:val=\"1\"/></w:numPr>"
                );
                paragraph(&list, runs)
            }
            Block::Quote(depth, quote, from) => {
                let left = STEP * (u32::from((*depth).min(DEEPEST)) + 1);
                let quoted = format!("<w:pStyle w:val=\"Quote\"/><w:ind w:left=\"{left}\"/>");
                let mut runs = vec![Run::plain(format!("“{quote}”"))];
                if !from.is_empty() {
                    runs.push(Run::plain(format!(" — {from}")));
                }
                paragraph(&quoted, &runs)
            }
        };
        body.push_str(&paragraph);
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document xmlns:w=\"{MAIN}\">\
         <w:body>{body}<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1418\" \
         w:right=\"1418\" w:bottom=\"1418\" w:left=\"1418\" w:header=\"709\" w:footer=\"709\" \
         w:gutter=\"0\"/></w:sectPr></w:body></w:document>"
    )
}

fn styled(style: &str, runs: &[Run]) -> String {
    paragraph(&format!("<w:pStyle w:val=\"{style}\"/>"), runs)
}

fn paragraph(properties: &str, runs: &[Run]) -> String {
    let properties = if properties.is_empty() {
        String::new()
    } else {
        format!("<w:pPr>{properties}</w:pPr>")
    };
    let runs: String = runs.iter().map(print_run).collect();
    format!("<w:p>{properties}{runs}</w:p>")
}

fn print_run(run: &Run) -> String {
    let style = match run.style {
        RunStyle::Plain => "",
        RunStyle::Strong => "<w:rPr><w:b/></w:rPr>",
        RunStyle::Emphasis => "<w:rPr><w:i/></w:rPr>",
    };
    let text = clean(&run.text);
    format!(
        "<w:r>{style}<w:t xml:space=\"preserve\">{}</w:t></w:r>",
        escape(text.as_str())
    )
}

/// Without the characters that XML 1.0 cannot hold, and on one line.
fn clean(text: &str) -> String {
    let is_held = |c: char| !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'));
    let kept = text
        .chars()
        .map(|c| if c == '\n' || c == '\t' { ' ' } else { c });
    kept.filter(|&c| is_held(c)).collect()
}

fn print_core(document: &Document) -> String {
    let meta = document.meta();
    let title = clean(&meta.title);
    let authors = clean(&meta.authors.join("; "));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:creator>{}\
         </dc:creator></cp:coreProperties>",
        escape(title.as_str()),
        escape(authors.as_str())
    )
}

fn print_styles(document: &Document) -> String {
    let language = &document.meta().language;
    let is_tag = !language.is_empty()
        && language
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-');
    let language = if is_tag { language } else { "en" };
    let heading = |nth: u8, size: u32, before: u32| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"Heading{nth}\"><w:name w:val=\"heading {nth}\"/>\
             <w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:pPr><w:keepNext/>\
             <w:spacing w:before=\"{before}\" w:after=\"80\"/><w:outlineLvl w:val=\"{}\"/></w:pPr><w:rPr>\
             <w:b/><w:sz w:val=\"{size}\"/></w:rPr></w:style>",
            nth - 1
        )
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:styles xmlns:w=\"{MAIN}\">\
         <w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Georgia\" w:hAnsi=\"Georgia\" \
         w:cs=\"Times New Roman\"/><w:sz w:val=\"22\"/><w:lang w:val=\"{language}\"/></w:rPr>\
         </w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after=\"120\" w:line=\"276\" \
         w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/>\
         </w:style><w:style w:type=\"paragraph\" w:styleId=\"Title\"><w:name w:val=\"Title\"/>\
         <w:basedOn w:val=\"Normal\"/><w:pPr><w:spacing w:after=\"60\"/></w:pPr><w:rPr><w:b/>\
         <w:sz w:val=\"40\"/></w:rPr></w:style><w:style w:type=\"paragraph\" w:styleId=\"Subtitle\">\
         <w:name w:val=\"Subtitle\"/><w:basedOn w:val=\"Normal\"/><w:rPr><w:color w:val=\"5A606B\"/>\
         </w:rPr></w:style>{}{}<w:style w:type=\"paragraph\" w:styleId=\"ListParagraph\">\
         <w:name w:val=\"List Paragraph\"/><w:basedOn w:val=\"Normal\"/><w:pPr>\
         <w:spacing w:after=\"60\"/></w:pPr></w:style><w:style w:type=\"paragraph\" w:styleId=\"Quote\">\
         <w:name w:val=\"Quote\"/><w:basedOn w:val=\"Normal\"/><w:pPr><w:spacing w:after=\"80\"/></w:pPr>\
         <w:rPr><w:i/><w:color w:val=\"5A606B\"/><w:sz w:val=\"20\"/></w:rPr></w:style></w:styles>",
        heading(1, 30, 360),
        heading(2, 25, 240)
    )
}

fn print_numbering() -> String {
    let level = |level: u8| {
        let sign = ["•", "–", "·"][usize::from(level) % 3];
        let left = STEP * (u32::from(level) + 1);
        format!(
            "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/>\
             <w:lvlText w:val=\"{sign}\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind \
             w:left=\"{left}\" w:hanging=\"280\"/></w:pPr></w:lvl>"
        )
    };
    let levels: Vec<String> = (0..=DEEPEST).map(level).collect();
    let levels = levels.concat();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:numbering xmlns:w=\"{MAIN}\">\
         <w:abstractNum w:abstractNumId=\"0\">{levels}</w:abstractNum><w:num w:numId=\"1\">\
         <w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"
    )
}
