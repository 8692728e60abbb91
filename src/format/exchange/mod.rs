//! Maps of other programs: what an import gives, and what it says of itself. A format is a file
//! here and a line in [`super::ALL`]. Every reader hands what it finds to a [`Gather`], which
//! makes lawful records of it and keeps the report.

mod ahead;
pub mod aif;
pub mod aif_write;
pub mod aml;
pub mod argdown;
pub mod arguebuf;
pub mod canvas;
pub mod carneades;
pub mod cdcp;
pub mod compendium;
pub mod csv;
pub mod dot;
pub mod freeplane;
pub mod gather;
pub mod graphml;
pub(super) mod json;
pub mod kialo;
pub mod mermaid;
mod names;
pub mod opml;
pub mod ova;
pub mod report;
pub mod sadface;
pub mod solver;
pub mod standoff;
mod tree;
mod walk;
mod yaml;

pub use gather::{Gather, LinkSpec};
pub use report::{Fate, Remark, Report};

use crate::edit::Fragment;

/// A file that is to be imported.
#[derive(Debug, Clone, Copy)]
pub struct Import<'a> {
    /// Its name, without folders; asked only where the content leaves it open.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// The text of the file of the same name that ends in `.txt`, where there is one: the
    /// article that annotations speak of.
    pub companion: Option<&'a str>,
}

/// A map that was made of another program's file.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// What the file calls itself; may be empty.
    pub title: String,
    /// Its records. They keep every law of maps.
    pub fragment: Fragment,
    /// What became of what the file says.
    pub report: Report,
}

/// The names that the text beside a file of annotations may have: its own name with the ending
/// `.txt`, in place of its last ending or its last two.
pub fn name_companions(name: &str) -> Vec<String> {
    let mut stem = name;
    let mut names = Vec::new();
    while let Some((shorter, _)) = stem.rsplit_once('.')
        && names.len() < 2
        && !shorter.is_empty()
    {
        stem = shorter;
        names.push(format!("{stem}.txt"));
    }
    names.retain(|it| it != name);
    names
}

impl Import<'_> {
    /// The file as text: by its byte-order mark, else as UTF-8, else by its letters. Line ends
    /// are LF.
    pub fn text(&self) -> String {
        let text = crate::text::formats::xml::decode_xml(self.bytes);
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        if text.contains('\r') {
            text.replace("\r\n", "\n").replace('\r', "\n")
        } else {
            text.to_owned()
        }
    }

    /// The first kilobytes of it as text, enough to see what it is.
    pub fn head(&self) -> String {
        const ENOUGH: usize = 8_192;
        let bytes = &self.bytes[..self.bytes.len().min(ENOUGH)];
        Import { bytes, ..*self }.text()
    }

    /// The element that an XML file begins with, without its prefix; empty where it is none.
    pub fn root(&self) -> String {
        tree::name_root(&self.head())
    }

    /// Whether it begins as JSON does.
    pub fn looks_like_json(&self) -> bool {
        let head = self.head();
        head.trim_start().starts_with(['{', '['])
    }
}

/// Adds formatted words to a text, which takes whatever is written.
pub(crate) trait Put {
    /// Adds them.
    fn put(&mut self, words: std::fmt::Arguments<'_>);
}

impl Put for String {
    fn put(&mut self, words: std::fmt::Arguments<'_>) {
        let written = std::fmt::Write::write_fmt(self, words);
        debug_assert!(written.is_ok());
    }
}
