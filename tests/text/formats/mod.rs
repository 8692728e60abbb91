//! Articles in the formats that people have them in.

mod bad_input;
mod corpora;
mod docx;
mod encodings;
pub mod epub;
mod html;
mod odt;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(feature = "pdf")]
pub mod pdf_file;

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use linchpin::text::Article;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A packed file with these entries; one named `mimetype` is stored as it is.
pub fn pack(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        let method = if *name == "mimetype" {
            CompressionMethod::Stored
        } else {
            CompressionMethod::Deflated
        };
        let options = SimpleFileOptions::default().compression_method(method);
        zip.start_file(*name, options).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The text of an article and its parts, drawn for a test.
pub fn draw(article: &Article) -> String {
    let mut drawn = format!("{}\n--\n", article.text);
    for part in &article.structure {
        let level = part
            .level
            .map_or(String::new(), |level| format!(" {level}"));
        let url = part
            .url
            .as_ref()
            .map_or(String::new(), |url| format!(" -> {url}"));
        let (kind, text) = (part.kind.name(), part.range.of(&article.text));
        let indent = if part.kind.is_inline() { "  " } else { "" };
        writeln!(drawn, "{indent}{kind}{level}: {text:?}{url}").unwrap();
    }
    drawn
}
