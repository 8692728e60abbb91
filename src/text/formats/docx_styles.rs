//! Styles of Word texts: which of them are headings, quotations, lists, bold or italic.

use std::collections::HashMap;

use super::docx::is_on;
use super::xml::{Node, Xml, XmlFault};

/// The deepest chain of styles that are based on one another.
const MAX_CHAIN: usize = 20;

/// What a paragraph's style makes of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manner {
    /// The level of a heading, from 1.
    pub heading: Option<u8>,
    /// Whether it is a quotation.
    pub is_quote: bool,
    /// Number and level of its list.
    pub list: Option<(String, usize)>,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub struct Styles {
    by_id: HashMap<String, Style>,
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    list: Option<String>,
    level: usize,
    is_bold: Option<bool>,
    is_italic: Option<bool>,
}

impl Styles {
    /// Reads the part of a package that holds styles.
    pub fn read(text: &str) -> Result<Self, XmlFault> {
        let mut xml = Xml::new(text);
        let mut by_id = HashMap::new();
        let mut open: Option<(String, Style)> = None;
        while let Some(node) = xml.read()? {
            let element = match node {
                Node::Start(element) => element,
                Node::End(name) => {
                    if name == "w:style"
                        && let Some((id, style)) = open.take()
                    {
                        by_id.insert(id, style);
                    }
                    continue;
                }
                Node::Text(_) => continue,
            };
            let value = element.attribute("val").map(ToOwned::to_owned);
            if element.name == "w:style" {
                let id = element.attribute("styleId").unwrap_or_default();
                open = Some((id.to_owned(), Style::default()));
            }
            let Some((_, style)) = &mut open else {
                continue;
            };
            match (element.name.as_str(), value) {
                ("w:name", Some(name)) => style.name = name.to_lowercase(),
                ("w:basedOn", value) => style.based_on = value,
                ("w:outlineLvl", Some(level)) => style.outline = level.parse().ok(),
                ("w:numId", value) => style.list = value,
                ("w:ilvl", Some(level)) => style.level = level.parse().unwrap_or(0).min(8),
                ("w:b", _) => style.is_bold = Some(is_on(&element)),
                ("w:i", _) => style.is_italic = Some(is_on(&element)),
                _ => {}
            }
        }
        Ok(Self { by_id })
    }

    /// What a style makes of a paragraph.
    pub fn find_manner(&self, id: Option<&str>) -> Manner {
        let mut manner = Manner::default();
        for (id, style) in self.chain(id) {
            let name = style.map_or_else(|| id.to_lowercase(), |style| style.name.clone());
            let outline = style
                .and_then(|style| style.outline)
                .filter(|level| *level < 9);
            let own = outline
                .map(|level| level + 1)
                .or_else(|| rank_heading(&name));
            manner.heading = manner.heading.or(own);
            manner.is_quote |= is_quote(&name);
            if let Some(style) = style
                && manner.list.is_none()
            {
                manner.list = style.list.clone().map(|list| (list, style.level));
            }
        }
        manner
    }

    /// Whether a style of runs is bold, and whether it is italic.
    pub fn find_weight(&self, id: &str) -> (bool, bool) {
        let mut weight = (None, None);
        for (_, style) in self.chain(Some(id)) {
            weight.0 = weight.0.or(style.and_then(|style| style.is_bold));
            weight.1 = weight.1.or(style.and_then(|style| style.is_italic));
        }
        (weight.0.unwrap_or(false), weight.1.unwrap_or(false))
    }

    /// A style and those that it is based on; ids that are not described stand alone.
    fn chain<'s>(
        &'s self,
        id: Option<&'s str>,
    ) -> impl Iterator<Item = (&'s str, Option<&'s Style>)> {
        let mut next = id;
        std::iter::from_fn(move || {
            let id = next?;
            let style = self.by_id.get(id);
            next = style.and_then(|style| style.based_on.as_deref());
            Some((id, style))
        })
        .take(MAX_CHAIN)
    }
}

/// The level of a heading by its style's name, which is English whatever the program speaks.
fn rank_heading(name: &str) -> Option<u8> {
    if name == "title" {
        return Some(1);
    }
    let number = name.strip_prefix("heading")?.trim();
    number.parse().ok().filter(|level| (1..=9).contains(level))
}

fn is_quote(name: &str) -> bool {
    matches!(
        name,
        "quote" | "intense quote" | "block text" | "quotations" | "block quote" | "blockquote"
    )
}
