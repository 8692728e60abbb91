//! An XML file as a tree of elements, for formats small enough to be held whole. Entities are
//! not expanded and nesting is bounded, as [`crate::text::formats::xml`] has it.

use crate::format::FormatError;
use crate::text::formats::xml::{Node, Xml};

/// An element with what stands in it.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// Its name without a prefix.
    pub name: String,
    attributes: Vec<(String, String)>,
    /// The elements in it.
    pub children: Vec<Element>,
    /// The words in it, without those of the elements in it.
    pub words: String,
}

impl Element {
    /// The value of an attribute; empty if it has none.
    pub fn get(&self, name: &str) -> &str {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map_or("", |(_, value)| value)
    }

    /// Its attributes, in order.
    pub fn attributes(&self) -> &[(String, String)] {
        &self.attributes
    }

    /// The first element of that name in it.
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|it| it.name == name)
    }

    /// The elements of that name in it.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |it| it.name == name)
    }

    /// All words in it, those of inner elements with them, blocks on lines of their own.
    pub fn read_words(&self) -> String {
        let mut words = String::new();
        self.collect(&mut words);
        let lines = words.lines().map(str::trim);
        let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
        lines.join("\n")
    }

    /// All words in it as they stand there, spaces and all.
    pub fn read_raw(&self) -> String {
        let mut words = self.words.clone();
        for child in &self.children {
            words.push_str(&child.read_raw());
        }
        words
    }

    fn collect(&self, words: &mut String) {
        words.push_str(&self.words);
        for child in &self.children {
            let is_block = matches!(child.name.as_str(), "p" | "br" | "li" | "div" | "tr" | "h1");
            if is_block {
                words.push('\n');
            }
            child.collect(words);
            if is_block {
                words.push('\n');
            }
        }
    }
}

/// Reads the element that a file begins with.
///
/// # Errors
/// [`FormatError::Import`] where the file is no sound XML.
pub(super) fn read(text: &str) -> Result<Element, FormatError> {
    let fault = || FormatError::Import {
        why: "its XML is damaged, nests too deeply, or declares entities".to_owned(),
    };
    // Some programs write maps without a space before attributes of old dialects; the reader
    // takes these. What comes before the first element says nothing.
    let mut xml = Xml::new(text);
    let mut open: Vec<Element> = Vec::new();
    loop {
        match xml.read().map_err(|_| fault())? {
            None => return open.into_iter().next().ok_or_else(fault),
            Some(Node::Start(start)) => open.push(Element {
                name: local(&start.name).to_owned(),
                attributes: start.into_attributes(),
                ..Element::default()
            }),
            Some(Node::End(_)) => {
                let Some(done) = open.pop() else { continue };
                match open.last_mut() {
                    Some(above) => above.children.push(done),
                    None => return Ok(done),
                }
            }
            Some(Node::Text(words)) => {
                if let Some(element) = open.last_mut() {
                    // Mixed content keeps its order as far as words alone are concerned.
                    if !words.trim().is_empty() && !element.children.is_empty() {
                        element.children.push(Element {
                            words,
                            ..Element::default()
                        });
                    } else {
                        element.words.push_str(&words);
                    }
                }
            }
        }
    }
}

/// The name of the first element in the head of a file.
pub(super) fn name_root(head: &str) -> String {
    let mut xml = Xml::new(head);
    while let Ok(Some(node)) = xml.read() {
        if let Node::Start(start) = node {
            return local(&start.name).to_owned();
        }
    }
    String::new()
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// Words as they stand in XML; characters that XML cannot hold are left out.
pub(super) fn escape(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            '\r' => out.push_str("&#13;"),
            '\u{fffe}' | '\u{ffff}' => {}
            c if (c as u32) < 0x20 => {}
            c => out.push(c),
        }
    }
    out
}
