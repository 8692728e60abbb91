//! OPML, the outlines of OmniOutliner, Workflowy and many others. Versions 1.0 and 2.0 are read,
//! and files that name none. What an outline cannot hold stands in attributes that begin with an
//! underscore, which the format allows.

use super::Put;
use super::names::{Names, came_from, kept, name_in_file};
use super::tree::{self, Element, escape};
use super::walk::{Hanger, Heard, list_items, list_named, print_crossings, print_plain, target_id};
use super::{Fate, Gather, Import, Imported};
use crate::format::{ExportRequest, FormatError};
use crate::model::{Citation, End, Graph, Kind, Relation};

/// The format's id, as `origin` names it.
pub const FORMAT_NAME: &str = "opml";

/// The type of everything in an outline.
const ENTRY: &str = "entry";

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

/// Attributes of entries that say something of a box; all others are kept as they are.
const SAYING: &[&str] = &[
    "text", "_note", "_kind", "_rel", "_id", "_link", "_onto", "_links", "_tags",
];

fn add(gather: &mut Gather, hanger: &mut Hanger, entry: &Element, depth: usize, number: usize) {
    let text = match (entry.get("text"), entry.get("title")) {
        ("", title) => title,
        (text, _) => text,
    };
    let place = format!("entry {number}");
    let some = |word: &str| (!word.is_empty()).then(|| word.to_owned());
    let text = strip_markup(text);
    let addresses = ["htmlUrl", "xmlUrl", "url"]
        .iter()
        .map(|key| entry.get(key));
    let citations = addresses.filter(|it| !it.is_empty()).map(|url| Citation {
        url: url.to_owned(),
        ..Citation::default()
    });
    let citations: Vec<Citation> = citations.collect();
    let n_cited = citations.len();
    let what = "addresses of entries became works cited";
    gather
        .report
        .note_many(Fate::Changed, what, n_cited, &place);
    let categories = [entry.get("_tags"), entry.get("category")].join(",");
    let tags = split_tags(&categories);
    let heard = Heard {
        name: entry.get("_id").to_owned(),
        text,
        note: entry.get("_note").to_owned(),
        citations,
        kind: some(entry.get("_kind")).map(Kind::from),
        relation: some(entry.get("_rel")).map(Relation::from),
        link: entry.get("_link").to_owned(),
        onto: entry.get("_onto").to_owned(),
        crossings: entry.get("_links").to_owned(),
        tags,
        place,
    };
    let name = hanger.add(gather, depth, heard, ENTRY);
    for (key, value) in entry.attributes() {
        if !SAYING.contains(&key.as_str()) {
            gather.keep(&name, key, &value.as_str().into());
        }
    }
}

fn split_tags(tags: &str) -> Vec<String> {
    let tags = tags.split(',').map(str::trim);
    tags.filter(|it| !it.is_empty())
        .map(ToOwned::to_owned)
        .collect()
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
    let names = Names::of(document, FORMAT_NAME);
    let items = list_items(&graph);
    let named = list_named(document, &graph, &items);
    for (at, item) in items.iter().enumerate() {
        let node = &document.nodes().rows()[item.node as usize];
        let before = came_from(node.origin.as_deref(), FORMAT_NAME);
        let indent = "  ".repeat(item.depth.min(40) + 2);
        let mut entry = format!("{indent}<outline");
        let mut set = |key: &str, value: &str| {
            if !value.is_empty() {
                entry.put(format_args!(" {key}=\"{}\"", escape(value)));
            }
        };
        let plain = print_plain(document, &graph, item, FORMAT_NAME);
        set("text", &protect(plain.as_deref().unwrap_or(&node.text)));
        for (key, _) in before.iter().flat_map(|it| &it.extra) {
            let key = name_in_file(key);
            if is_attribute(key) {
                let value = kept(&before.map(|it| it.extra.clone()).unwrap_or_default(), key);
                set(key, value.as_str().unwrap_or_default());
            }
        }
        set("_note", &node.note);
        let is_unnamed = before.is_some_and(|it| it.id.is_empty()) && !named.contains(&node.id);
        if plain.is_none() {
            set("_kind", node.kind.as_str());
        }
        if plain.is_none() || !is_unnamed {
            set("_id", names.get(node.id.as_str()));
        }
        if let Some(link) = item.link.filter(|_| plain.is_none()) {
            let row = &document.links().rows()[link as usize];
            set("_rel", row.relation.as_str());
            set("_link", names.get(row.id.as_str()));
            if let (Some(End::Link(_)), Some(to)) =
                (graph.target(link), target_id(document, &graph, link))
            {
                set("_onto", names.get(to.as_str()));
            }
        }
        set("_links", &print_crossings(document, &graph, &names, item));
        let category = before
            .map(|it| kept(&it.extra, "category"))
            .unwrap_or_default();
        let said = split_tags(category.as_str().unwrap_or_default());
        let tags = node.tags.iter().filter(|it| !said.contains(it));
        let tags: Vec<&str> = tags.map(String::as_str).collect();
        set("_tags", &tags.join(","));
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

/// Whether something that was kept is an attribute that was not understood.
fn is_attribute(key: &str) -> bool {
    key != super::walk::SIGN && !SAYING.contains(&key)
}

/// A wording that readers of HTML take as it stands.
fn protect(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}
