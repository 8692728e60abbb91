//! How a map differs from a file, in a few plain lines. Records are told apart by their ids.

use std::path::Path;

use super::outlook::shorten;
use crate::format::native;
use crate::model::{Document, Record, Table};
use crate::storage;
use crate::words;

/// Wordings that are quoted of each sort of difference.
const MOST_QUOTED: usize = 3;

/// Lines that say how `document` differs from the map in a file.
pub(super) fn compare_with_file(document: &Document, file: Option<&Path>) -> Vec<String> {
    let Some(path) = file else {
        return vec![words::say("compare-never-saved").into_owned()];
    };
    let there = storage::read_bounded(path, true)
        .map_err(|error| error.to_string())
        .and_then(|file| native::read(&file.bytes).map_err(|error| error.to_string()));
    match there {
        Ok(there) => compare(document, &there.document),
        Err(why) => vec![words::say_with(
            "compare-unreadable",
            &[("why", why.into())],
        )],
    }
}

/// Lines that say how a map differs from an older one; one line where it does not.
pub fn compare(new: &Document, old: &Document) -> Vec<String> {
    let mut lines = Vec::new();
    let wording = |node: &crate::model::Node| node.text.clone();
    let nodes = split(new.nodes(), old.nodes());
    tell(&mut lines, "compare-boxes-added", &nodes.added, wording);
    tell(&mut lines, "compare-boxes-gone", &nodes.gone, wording);
    tell(&mut lines, "compare-boxes-changed", &nodes.changed, wording);
    let nothing = |_: &crate::model::Link| String::new();
    let links = split(new.links(), old.links());
    tell(&mut lines, "compare-links-added", &links.added, nothing);
    tell(&mut lines, "compare-links-gone", &links.gone, nothing);
    tell(&mut lines, "compare-links-changed", &links.changed, nothing);
    let title = |source: &crate::model::Source| source.title.clone();
    let sources = split(new.sources(), old.sources());
    tell(&mut lines, "compare-articles-added", &sources.added, title);
    tell(&mut lines, "compare-articles-gone", &sources.gone, title);
    tell(
        &mut lines,
        "compare-articles-changed",
        &sources.changed,
        title,
    );
    if new.meta().title != old.meta().title {
        let value = new.meta().title.clone();
        lines.push(words::say_with("compare-title", &[("title", value.into())]));
    }
    if lines.is_empty() {
        lines.push(words::say("compare-same").into_owned());
    }
    lines
}

struct Split<'d, T> {
    added: Vec<&'d T>,
    gone: Vec<&'d T>,
    changed: Vec<&'d T>,
}

fn split<'d, T: Record + PartialEq>(new: &'d Table<T>, old: &'d Table<T>) -> Split<'d, T> {
    let mut split = Split {
        added: Vec::new(),
        gone: Vec::new(),
        changed: Vec::new(),
    };
    for record in new {
        match old.get(record.id().as_str()) {
            None => split.added.push(&**record),
            Some(before) if **before != **record => split.changed.push(&**record),
            Some(_) => {}
        }
    }
    let is_gone = |record: &&std::sync::Arc<T>| !new.contains(record.id().as_str());
    split
        .gone
        .extend(old.iter().filter(is_gone).map(|record| &**record));
    split
}

fn tell<T>(lines: &mut Vec<String>, key: &str, records: &[&T], quote: impl Fn(&T) -> String) {
    if records.is_empty() {
        return;
    }
    let quotes: Vec<String> = records
        .iter()
        .map(|record| quote(record))
        .filter(|text| !text.trim().is_empty())
        .take(MOST_QUOTED)
        .map(|text| format!("“{}”", shorten(&text)))
        .collect();
    let line = words::say_with(key, &[("n", (records.len() as i64).into())]);
    if quotes.is_empty() {
        lines.push(line);
    } else {
        lines.push(format!("{line}: {}", quotes.join(", ")));
    }
}
