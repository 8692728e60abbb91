//! Lists of Word texts: what stands before their items, counted as Word counts.

use std::collections::HashMap;

use super::xml::{Node, Xml, XmlFault};

/// How many levels a list has.
const N_LEVELS: usize = 9;

/// The lists of a document, and how far they have been counted.
#[derive(Debug, Default)]
pub struct Lists {
    /// The pattern that a list follows.
    patterns: HashMap<String, String>,
    /// The levels of a pattern.
    levels: HashMap<String, Vec<Level>>,
    /// The last number of each level of a pattern.
    counts: HashMap<String, [Option<u64>; N_LEVELS]>,
}

#[derive(Clone, Debug)]
struct Level {
    start: u64,
    /// How the number is written, such as "decimal" or "bullet".
    format: String,
    /// The marker, with %1 for the number of the first level and so on.
    text: String,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 1,
            format: "decimal".to_owned(),
            text: String::new(),
        }
    }
}

impl Lists {
    /// Reads the part of a package that holds lists.
    pub fn read(text: &str) -> Result<Self, XmlFault> {
        let mut xml = Xml::new(text);
        let mut lists = Self::default();
        let (mut pattern, mut list) = (String::new(), String::new());
        let mut at = 0;
        while let Some(node) = xml.read()? {
            let Node::Start(element) = node else { continue };
            let value = element.attribute("val").unwrap_or_default();
            let level = lists.levels.get_mut(&pattern);
            let level = level.and_then(|levels| levels.get_mut(at));
            match (element.name.as_str(), level) {
                ("w:abstractNum", _) => {
                    let id = element.attribute("abstractNumId");
                    id.unwrap_or_default().clone_into(&mut pattern);
                    let levels = vec![Level::default(); N_LEVELS];
                    lists.levels.insert(pattern.clone(), levels);
                }
                ("w:lvl", _) => {
                    let number = element
                        .attribute("ilvl")
                        .and_then(|level| level.parse().ok());
                    at = number.unwrap_or(0).min(N_LEVELS - 1);
                }
                ("w:start", Some(level)) => level.start = value.parse().unwrap_or(1),
                ("w:numFmt", Some(level)) => value.clone_into(&mut level.format),
                ("w:lvlText", Some(level)) => value.clone_into(&mut level.text),
                ("w:num", _) => {
                    let id = element.attribute("numId");
                    id.unwrap_or_default().clone_into(&mut list);
                    // What a list says against its pattern is rare, and changes no words.
                    pattern.clear();
                }
                ("w:abstractNumId", _) => {
                    lists.patterns.insert(list.clone(), value.to_owned());
                }
                _ => {}
            }
        }
        Ok(lists)
    }

    /// What stands before the next item of that level, with a space behind it; none where the
    /// document knows no such list.
    pub fn count(&mut self, list: &str, level: usize) -> Option<String> {
        let pattern = self.patterns.get(list)?;
        let levels = self.levels.get(pattern)?;
        let own = levels.get(level)?;
        let counts = self.counts.entry(pattern.clone()).or_default();
        counts[level] = Some(counts[level].map_or(own.start, |n| n.saturating_add(1)));
        counts[level + 1..].fill(None);
        if own.format == "none" {
            return Some(String::new());
        }
        if own.format == "bullet" {
            return Some("• ".to_owned());
        }
        let mut mark = own.text.clone();
        if !mark.contains('%') {
            mark = format!("%{}.", level + 1);
        }
        for (at, upper) in levels.iter().enumerate().take(level + 1) {
            let number = counts[at].unwrap_or(upper.start);
            let sign = format!("%{}", at + 1);
            mark = mark.replace(&sign, &write_number(number, &upper.format));
        }
        Some(format!("{} ", mark.trim()))
    }
}

/// A number as lists write it: in figures, letters or Roman numerals.
pub fn write_number(number: u64, format: &str) -> String {
    let text = match format {
        "lowerLetter" | "upperLetter" | "a" | "A" => write_letters(number),
        "lowerRoman" | "upperRoman" | "i" | "I" => write_roman(number),
        _ => return number.to_string(),
    };
    if matches!(format, "upperLetter" | "upperRoman" | "A" | "I") {
        text.to_uppercase()
    } else {
        text
    }
}

/// a to z, then aa to zz and so on, as Word and OpenDocument count.
fn write_letters(number: u64) -> String {
    let Some(before) = number.checked_sub(1) else {
        return number.to_string();
    };
    let letter = char::from(b'a' + (before % 26) as u8);
    let n_times = (before / 26 + 1).min(20) as usize;
    letter.to_string().repeat(n_times)
}

fn write_roman(number: u64) -> String {
    const NUMERALS: &[(u64, &str)] = &[
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if number == 0 || number > 3999 {
        return number.to_string();
    }
    let mut rest = number;
    let mut text = String::new();
    for &(value, numeral) in NUMERALS {
        while rest >= value {
            text.push_str(numeral);
            rest -= value;
        }
    }
    text
}
