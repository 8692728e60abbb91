//! Styles of OpenDocument texts: which of them are quotations, bold, italic or hidden, and what
//! their lists put before items.

use std::collections::HashMap;

use super::docx_lists::write_number;
use super::xml::{Node, Xml, XmlFault};

/// The deepest chain of styles that are based on one another.
const MAX_CHAIN: usize = 20;

/// The styles of a document, of its own and automatic ones alike.
#[derive(Debug, Default)]
pub struct Styles {
    /// By family and name.
    by_name: HashMap<(String, String), Style>,
    lists: HashMap<String, Vec<Level>>,
}

#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    is_bold: Option<bool>,
    is_italic: Option<bool>,
    is_hidden: bool,
}

/// What a list puts before the items of a level.
#[derive(Clone, Debug)]
pub struct Level {
    /// How numbers are written; none for dots.
    format: Option<String>,
    prefix: String,
    suffix: String,
    /// The first number.
    pub start: u64,
}

/// How words of a style look, as far as it has a meaning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Whether they are bold.
    pub is_bold: bool,
    /// Whether they are italic.
    pub is_italic: bool,
    /// Whether they are not shown.
    pub is_hidden: bool,
}

impl Styles {
    /// Adds the styles of a part of the package; a style comes before everything that uses it.
    pub fn read(&mut self, text: &str) -> Result<(), XmlFault> {
        let mut xml = Xml::new(text);
        let mut open: Option<(String, String)> = None;
        let mut list = String::new();
        while let Some(node) = xml.read()? {
            let element = match node {
                Node::Start(element) => element,
                Node::End(name) => {
                    if name == "style:style" {
                        open = None;
                    }
                    continue;
                }
                Node::Text(_) => continue,
            };
            let named = |name: &str| element.attribute(name).map(ToOwned::to_owned);
            match element.name.as_str() {
                "style:style" => {
                    let family = named("style:family").unwrap_or_default();
                    let key = (family, named("style:name").unwrap_or_default());
                    let style = Style {
                        parent: named("style:parent-style-name"),
                        ..Style::default()
                    };
                    self.by_name.insert(key.clone(), style);
                    open = Some(key);
                }
                "style:text-properties" => {
                    let style = open.as_ref().and_then(|key| self.by_name.get_mut(key));
                    let Some(style) = style else { continue };
                    style.is_bold = named("fo:font-weight").map(|value| is_heavy(&value));
                    style.is_italic = named("fo:font-style")
                        .map(|value| matches!(value.as_str(), "italic" | "oblique"));
                    style.is_hidden |= named("text:display").as_deref() == Some("none");
                }
                "text:list-style" => list = named("style:name").unwrap_or_default(),
                "text:list-level-style-number" | "text:list-level-style-bullet" => {
                    let is_number = element.name == "text:list-level-style-number";
                    let format = named("style:num-format").filter(|_| is_number);
                    let level = Level {
                        format: format.or_else(|| is_number.then(String::new)),
                        prefix: named("style:num-prefix").unwrap_or_default(),
                        suffix: named("style:num-suffix").unwrap_or_default(),
                        start: named("text:start-value")
                            .and_then(|value| value.parse().ok())
                            .unwrap_or(1),
                    };
                    self.lists.entry(list.clone()).or_default().push(level);
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// How words of a style look. `family` is "paragraph" or "text".
    pub fn find_look(&self, family: &str, name: &str) -> Look {
        let chain = self.chain(family, name);
        let mut look = (None, None, false);
        for (_, style) in chain {
            let Some(style) = style else { continue };
            look.0 = look.0.or(style.is_bold);
            look.1 = look.1.or(style.is_italic);
            look.2 |= style.is_hidden;
        }
        Look {
            is_bold: look.0.unwrap_or(false),
            is_italic: look.1.unwrap_or(false),
            is_hidden: look.2,
        }
    }

    /// The names of a paragraph's style and of those that it is based on.
    pub fn list_names(&self, name: &str) -> Vec<String> {
        let chain = self.chain("paragraph", name);
        chain.into_iter().map(|(name, _)| name.to_owned()).collect()
    }

    /// What a list puts before items, by its level from 1.
    pub fn find_level(&self, list: &str, level: usize) -> Option<&Level> {
        let levels = self.lists.get(list)?;
        levels.get(level.saturating_sub(1)).or(levels.last())
    }

    fn chain<'s>(&'s self, family: &str, name: &'s str) -> Vec<(&'s str, Option<&'s Style>)> {
        let mut chain = Vec::new();
        let mut next = Some(name);
        while let Some(name) = next.filter(|_| chain.len() < MAX_CHAIN) {
            let style = self.by_name.get(&(family.to_owned(), name.to_owned()));
            chain.push((name, style));
            next = style.and_then(|style| style.parent.as_deref());
        }
        chain
    }
}

impl Level {
    /// What stands before an item of that number, with a space behind it.
    pub fn mark(&self, number: u64) -> String {
        match self.format.as_deref() {
            None => "• ".to_owned(),
            Some("") => String::new(),
            Some(format) => {
                let number = write_number(number, format);
                format!("{}{number}{} ", self.prefix, self.suffix)
            }
        }
    }
}

fn is_heavy(weight: &str) -> bool {
    weight == "bold" || weight.parse::<u32>().is_ok_and(|weight| weight >= 600)
}
