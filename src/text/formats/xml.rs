//! XML as a stream of starts, ends and words. Entities that a document declares are never
//! expanded, nothing outside the document is ever fetched, and nesting is bounded.

use std::borrow::Cow;

use quick_xml::NsReader;
use quick_xml::escape::resolve_html5_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};

use super::super::decode::decode_markup;

/// The deepest nesting of elements.
const MAX_DEPTH: usize = 1_000;

/// The most attributes of an element that are read: no document has as many, and each takes many times
/// the memory of its letters.
const MAX_ATTRIBUTES: usize = 1_000;

/// Namespaces whose elements are told apart, and the prefix that stands for each here.
const SPACES: &[(&str, &str)] = &[
    (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "w",
    ),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", "w"),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "m",
    ),
    ("http://purl.oclc.org/ooxml/officeDocument/math", "m"),
    (
        "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "mc",
    ),
    ("urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office"),
    ("urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text"),
    ("urn:oasis:names:tc:opendocument:xmlns:table:1.0", "table"),
    ("urn:oasis:names:tc:opendocument:xmlns:style:1.0", "style"),
    ("urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "draw"),
    ("urn:oasis:names:tc:opendocument:xmlns:meta:1.0", "meta"),
    (
        "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
        "manifest",
    ),
    ("http://purl.org/dc/elements/1.1/", "dc"),
    ("http://purl.org/dc/terms/", "dcterms"),
    ("http://www.idpf.org/2007/opf", "opf"),
    ("http://www.daisy.org/z3986/2005/ncx/", "ncx"),
    ("http://www.w3.org/1999/xhtml", "html"),
    ("http://www.w3.org/2001/04/xmlenc#", "enc"),
];

/// The XML cannot be read: it is damaged, declares entities, or nests too deeply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct XmlFault;

/// What comes next in a document.
#[derive(Debug)]
pub enum Node {
    /// An element begins; one without content begins and ends.
    Start(Element),
    /// The element of that name ends.
    End(String),
    /// Words.
    Text(String),
}

/// The start of an element.
#[derive(Debug)]
pub struct Element {
    /// Its name: a known prefix, a colon, and the local name; of other namespaces the
    /// local name behind a colon.
    pub name: String,
    /// Its attributes as they are written, prefix and all, with their values; the first
    /// [`MAX_ATTRIBUTES`] of them.
    attributes: Vec<(String, String)>,
}

impl Element {
    /// Its attributes as they are written, prefix and all, with their values.
    pub fn into_attributes(self) -> Vec<(String, String)> {
        self.attributes
    }

    /// The value of an attribute by its name as written.
    pub fn exact(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The value of an attribute, by its name as written or by its name without the prefix.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let local = |key: &str| key.rsplit(':').next() == Some(name);
        self.exact(name).or_else(|| {
            let found = self.attributes.iter().find(|(key, _)| local(key));
            found.map(|(_, value)| value.as_str())
        })
    }
}

/// A document that is being read.
pub struct Xml<'a> {
    reader: NsReader<&'a [u8]>,
    depth: usize,
}

/// The text of an XML file, by its byte-order mark, its declaration, or else as UTF-8.
pub fn decode_xml(bytes: &[u8]) -> Cow<'_, str> {
    let head = &bytes[..bytes.len().min(200)];
    let declared = memchr::memmem::find(head, b"encoding=").and_then(|at| {
        let rest = &head[at + "encoding=".len()..];
        let quote = *rest.first().filter(|byte| matches!(byte, b'"' | b'\''))?;
        let len = memchr::memchr(quote, &rest[1..])?;
        Some(&rest[1..=len])
    });
    decode_markup(bytes, declared).0
}

impl<'a> Xml<'a> {
    /// Begins to read.
    pub fn new(text: &'a str) -> Self {
        let mut reader = NsReader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Self { reader, depth: 0 }
    }

    /// What comes next; none at the end.
    pub fn read(&mut self) -> Result<Option<Node>, XmlFault> {
        loop {
            let (space, event) = self.reader.read_resolved_event().map_err(|_| XmlFault)?;
            let node = match event {
                Event::Start(start) => {
                    let name = join_name(&space, start.local_name().as_ref());
                    self.depth += 1;
                    if self.depth > MAX_DEPTH {
                        return Err(XmlFault);
                    }
                    Node::Start(Element {
                        name,
                        attributes: list_attributes(&start),
                    })
                }
                Event::End(end) => {
                    let name = join_name(&space, end.local_name().as_ref());
                    self.depth = self.depth.saturating_sub(1);
                    Node::End(name)
                }
                Event::Text(text) => Node::Text(text.xml10_content().into_owned()),
                Event::CData(text) => Node::Text(text.xml10_content().into_owned()),
                Event::GeneralRef(name) => {
                    let char = name.resolve_char_ref().ok().flatten();
                    let words = match char {
                        Some(char) => char.to_string(),
                        None => resolve_html5_entity(name.xml10_content().as_ref())
                            .unwrap_or("\u{fffd}")
                            .to_owned(),
                    };
                    Node::Text(words)
                }
                Event::DocType(text) if text.xml10_content().contains("<!ENTITY") => {
                    return Err(XmlFault);
                }
                Event::Eof => return Ok(None),
                _ => continue,
            };
            return Ok(Some(node));
        }
    }

    /// Passes over what is left of the element that began last.
    pub fn skip(&mut self) -> Result<(), XmlFault> {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.read()? {
                Some(Node::Start(_)) => depth += 1,
                Some(Node::End(_)) => depth -= 1,
                Some(Node::Text(_)) => {}
                None => return Err(XmlFault),
            }
        }
        Ok(())
    }

    /// The words of what is left of the element that began last, inner elements and all.
    pub fn read_words(&mut self) -> Result<String, XmlFault> {
        let mut words = String::new();
        let mut depth = 1_usize;
        while depth > 0 {
            match self.read()? {
                Some(Node::Start(_)) => depth += 1,
                Some(Node::End(_)) => depth -= 1,
                Some(Node::Text(text)) => words.push_str(&text),
                None => return Err(XmlFault),
            }
        }
        Ok(words)
    }
}

fn join_name(space: &ResolveResult<'_>, local: &str) -> String {
    let prefix = match space {
        ResolveResult::Bound(Namespace(uri)) => {
            let known = SPACES.iter().find(|(known, _)| known == uri);
            known.map_or("", |(_, prefix)| prefix)
        }
        _ => "",
    };
    format!("{prefix}:{local}")
}

fn list_attributes(start: &BytesStart<'_>) -> Vec<(String, String)> {
    let mut attributes = Vec::new();
    let mut all = start.html_attributes();
    for attribute in all.with_checks(false).take(MAX_ATTRIBUTES).flatten() {
        let key: &str = attribute.key.as_ref();
        let value = quick_xml::escape::unescape_with(&attribute.value, resolve_html5_entity)
            .map_or_else(|_| attribute.value.to_string(), Cow::into_owned);
        attributes.push((key.to_owned(), value));
    }
    attributes
}
