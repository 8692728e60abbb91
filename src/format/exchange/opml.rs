//! OPML, the outlines of OmniOutliner, Workflowy and many others. Versions 1.0 and 2.0 are read,
//! and files that name none. What an outline cannot hold stands in attributes that begin with an
//! underscore, which the format allows.

use super::Put;
use super::tree::{self, Element, escape};
use super::walk::{Hanger, Heard, list_items, print_crossings, target_id};
use super::{Fate, Gather, Import, Imported};
use crate::format::{ExportRequest, FormatError};
use crate::model::{End, Graph, Kind, Relation};

/// The format's id, as `origin` names it.
pub const FORMAT_NAME: &str = "opml";

/// Whether a file seems to be such an outline.
pub fn recognises(import: &Import<'_>) -> bool {
    import.root() == "opml"
}

/// Reads an outline: every entry is a box under the one that it stands in.
///
/// # Errors
/// [`FormatError::Import`] for damaged XML.
pub fn read(import: &Import<'_>) -> Result<Imported, FormatError> {
    let root = tree::read(&import.text())?;
    let mut gather = Gather::new(FORMAT_NAME);
    if let Some(title) = root.child("head").and_then(|head| head.child("title")) {
        title.words.trim().clone_into(&mut gather.title);
    }
    let mut hanger = Hanger::new();
    let mut number = 0;
    let bodies = root.all("body").flat_map(|body| body.all("outline"));
    let mut open: Vec<(&Element, usize)> = bodies.map(|it| (it, 0)).collect();
    open.reverse();
    while let Some((entry, depth)) = open.pop() {
        number += 1;
        add(&mut gather, &mut hanger, entry, depth, number);
        let inner: Vec<_> = entry.all("outline").map(|it| (it, depth + 1)).collect();
        open.extend(inner.into_iter().rev());
    }
    hanger.finish(&mut gather);
    Ok(gather.finish())
}

fn add(gather: &mut Gather, hanger: &mut Hanger, entry: &Element, depth: usize, number: usize) {
    const KNOWN: &[&str] = &[
        "text",
        "title",
        "_note",
        "_kind",
        "_rel",
        "_id",
        "_link",
        "_onto",
        "_links",
        "_tags",
        "type",
        "htmlUrl",
        "xmlUrl",
        "url",
        "created",
        "isComment",
        "isBreakpoint",
        "language",
        "version",
        "description",
        "category",
    ];
    let text = match (entry.get("text"), entry.get("title")) {
        ("", title) => title,
        (text, _) => text,
    };
    let place = format!("entry {number}");
    for (key, _) in entry.attributes() {
        if !KNOWN.contains(&key.as_str()) {
            let what = format!("the attribute “{key}” of entries");
            gather.report.note(Fate::Dropped, what, &place);
        }
    }
    let some = |word: &str| (!word.is_empty()).then(|| word.to_owned());
    let text = strip_markup(text);
    let mut note = entry.get("_note").to_owned();
    for key in ["htmlUrl", "xmlUrl", "url"] {
        if !entry.get(key).is_empty() {
            if !note.is_empty() {
                note.push('\n');
            }
            note.push_str(entry.get(key));
            gather
                .report
                .note(Fate::Changed, "addresses stand in notes", &place);
        }
    }
    let categories = [entry.get("_tags"), entry.get("category")].join(",");
    let tags = categories
        .split(',')
        .map(str::trim)
        .filter(|it| !it.is_empty());
    let heard = Heard {
        name: entry.get("_id").to_owned(),
        text,
        note,
        kind: some(entry.get("_kind")).map(Kind::from),
        relation: some(entry.get("_rel")).map(Relation::from),
        link: entry.get("_link").to_owned(),
        onto: entry.get("_onto").to_owned(),
        crossings: entry.get("_links").to_owned(),
        tags: tags.map(ToOwned::to_owned).collect(),
        place,
    };
    hanger.add(gather, depth, heard, "");
}

/// Entries may hold HTML; their words are what is kept.
fn strip_markup(text: &str) -> String {
    if ["</", "<br", "<b>", "<i>", "<a "]
        .iter()
        .any(|tag| text.contains(tag))
    {
        let words = crate::text::Article::from_html(text).text;
        if !words.trim().is_empty() {
            return words.trim().to_owned();
        }
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">");
    let text = text.replace("&quot;", "\"").replace("&nbsp;", "\u{a0}");
    text.replace("&amp;", "&")
}

/// Writes an outline.
///
/// # Errors
/// None; the type is that of all writers.
pub fn write(request: &ExportRequest) -> Result<Vec<u8>, FormatError> {
    let document = &request.document;
    let graph = Graph::of(document);
    let mut out =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n");
    let title = escape(&document.meta().title);
    out.put(format_args!(
        "  <head>\n    <title>{title}</title>\n  </head>\n  <body>\n"
    ));
    let items = list_items(&graph);
    for (at, item) in items.iter().enumerate() {
        let node = &document.nodes().rows()[item.node as usize];
        let indent = "  ".repeat(item.depth.min(40) + 2);
        let mut entry = format!("{indent}<outline");
        let mut set = |key: &str, value: &str| {
            if !value.is_empty() {
                entry.put(format_args!(" {key}=\"{}\"", escape(value)));
            }
        };
        set("text", &protect(&node.text));
        set("_note", &node.note);
        set("_kind", node.kind.as_str());
        set("_id", node.id.as_str());
        if let Some(link) = item.link {
            let row = &document.links().rows()[link as usize];
            set("_rel", row.relation.as_str());
            set("_link", row.id.as_str());
            if let (Some(End::Link(_)), Some(to)) =
                (graph.target(link), target_id(document, &graph, link))
            {
                set("_onto", to.as_str());
            }
        }
        set("_links", &print_crossings(document, &graph, item));
        set("_tags", &node.tags.join(","));
        let next = items.get(at + 1).map_or(0, |next| next.depth);
        if next > item.depth {
            entry.push_str(">\n");
            out.push_str(&entry);
        } else {
            entry.push_str("/>\n");
            out.push_str(&entry);
            for depth in (next..item.depth).rev() {
                out.push_str(&"  ".repeat(depth.min(40) + 2));
                out.push_str("</outline>\n");
            }
        }
    }
    out.push_str("  </body>\n</opml>\n");
    Ok(out.into_bytes())
}

/// A wording that readers of HTML take as it stands.
fn protect(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}
