//! Mind maps of FreeMind and Freeplane (`.mm`). What a mind map cannot hold stands in attributes
//! of nodes, which these programs show and keep; links across are arrows.

use super::Put;
use super::names::{Names, came_from, kept, name_in_file};
use super::tree::{self, Element, escape};
use super::walk::{self, Hanger, Heard, Item, SIGN, list_items, print_crossings, target_id};
use super::{Fate, Gather, Import, Imported, LinkSpec};
use crate::format::{ExportRequest, FormatError};
use crate::model::{Document, End, Graph, Kind, Node, Relation};

/// The format's id, as `origin` names it.
pub const FORMAT_NAME: &str = "freeplane";

/// Where the origin of a box keeps the icons of its node.
const ICONS: &str = "icons";

/// The node above all others, which stands for the map itself.
const OWN_ROOT: &str = "argmap-root";

/// Whether a file seems to be such a map.
pub fn recognises(import: &Import<'_>) -> bool {
    import.root() == "map" && import.head().contains("<node")
}

/// Reads a mind map: every node is a box under the one that it stands in.
///
/// # Errors
/// [`FormatError::Import`] for damaged XML.
pub fn read(import: &Import<'_>) -> Result<Imported, FormatError> {
    let root = tree::read(&import.text())?;
    let mut gather = Gather::new(FORMAT_NAME);
    let mut hanger = Hanger::new();
    let mut open: Vec<(&Element, usize)> = root.all("node").map(|it| (it, 0)).collect();
    open.reverse();
    let mut arrows = Vec::new();
    let mut number = 0;
    while let Some((node, depth)) = open.pop() {
        number += 1;
        let is_ours = node.all("attribute").any(|it| it.get("VALUE") == OWN_ROOT);
        if is_ours && depth == 0 {
            node.get("TEXT").clone_into(&mut gather.title);
            let inner: Vec<_> = node.all("node").map(|it| (it, 0)).collect();
            open.extend(inner.into_iter().rev());
            continue;
        }
        let place = match node.get("ID") {
            "" => format!("node {number}"),
            id => id.to_owned(),
        };
        let heard = hear(&mut gather, node, &place);
        if depth == 0 && gather.title.is_empty() {
            let first = heard.text.lines().next().unwrap_or_default();
            first.clone_into(&mut gather.title);
        }
        let has_crossings = !heard.crossings.is_empty();
        let name = hanger.add(&mut gather, depth, heard, "node");
        for (key, value) in node.attributes() {
            if !matches!(key.as_str(), "TEXT" | "ID" | "LINK") {
                gather.keep(&name, key, &value.as_str().into());
            }
        }
        let icons = node.all("icon").map(|it| it.get("BUILTIN"));
        let icons: Vec<&str> = icons.collect();
        if !icons.is_empty() {
            gather.keep(&name, ICONS, &icons.into());
        }
        for arrow in node.all("arrowlink").filter(|_| !has_crossings) {
            arrows.push(LinkSpec {
                relation: Some(Relation::Relates),
                from: vec![name.clone()],
                to: arrow.get("DESTINATION").to_owned(),
                title: arrow.get("MIDDLE_LABEL").to_owned(),
                place: place.clone(),
                ..LinkSpec::default()
            });
        }
        let inner: Vec<_> = node.all("node").map(|it| (it, depth + 1)).collect();
        open.extend(inner.into_iter().rev());
    }
    hanger.finish(&mut gather);
    for arrow in arrows {
        gather.add_link(arrow);
    }
    Ok(gather.finish())
}

/// What a node says; `place` stands for it in the report.
fn hear(gather: &mut Gather, node: &Element, place: &str) -> Heard {
    let rich = |kind: &str| {
        let mut all = node.all("richcontent");
        let found = all.find(|it| it.get("TYPE").eq_ignore_ascii_case(kind));
        found.map(Element::read_words).unwrap_or_default()
    };
    let text = match node.get("TEXT") {
        "" => rich("NODE"),
        text => text.to_owned(),
    };
    let mut note = rich("NOTE");
    let details = rich("DETAILS");
    for more in [details.as_str(), node.get("LINK")] {
        if !more.is_empty() {
            if !note.is_empty() {
                note.push('\n');
            }
            note.push_str(more);
        }
    }
    let mut heard = Heard {
        name: node.get("ID").to_owned(),
        text,
        note,
        place: place.to_owned(),
        ..Heard::default()
    };
    for icon in node.all("icon") {
        let icon = icon.get("BUILTIN");
        match read_icon(icon) {
            Icon::Relation(relation) => heard.relation = Some(relation),
            Icon::Question => heard.kind = Some(Kind::Question),
            Icon::Tag => {
                let what = format!("the icon “{icon}” became a tag");
                gather.report.note(Fate::Changed, what, place);
                heard.tags.push(icon.to_owned());
            }
        }
    }
    for attribute in node.all("attribute") {
        let value = attribute.get("VALUE");
        match attribute.get("NAME") {
            "argmap-id" => value.clone_into(&mut heard.name),
            "kind" => heard.kind = Some(Kind::from(value)),
            "rel" => heard.relation = Some(Relation::from(value)),
            "argmap-link" => value.clone_into(&mut heard.link),
            "argmap-onto" => value.clone_into(&mut heard.onto),
            "argmap-links" => value.clone_into(&mut heard.crossings),
            "tags" => {
                let tags = value.split(',').map(str::trim).filter(|it| !it.is_empty());
                heard.tags.extend(tags.map(ToOwned::to_owned));
            }
            other => {
                let what = format!("the attribute “{other}” stands in notes");
                gather.report.note(Fate::Changed, what, place);
                if !heard.note.is_empty() {
                    heard.note.push('\n');
                }
                heard.note.put(format_args!("{other}: {value}"));
            }
        }
    }
    for child in &node.children {
        let is_known = matches!(
            child.name.as_str(),
            "node"
                | "richcontent"
                | "icon"
                | "attribute"
                | "arrowlink"
                | "font"
                | "edge"
                | "attribute_layout"
                | ""
                | "linktarget"
        );
        if !is_known {
            let what = format!(
                "“{}” of nodes, which is about their looks or actions",
                child.name
            );
            gather.report.note(Fate::Dropped, what, place);
        }
    }
    heard
}

/// Writes a mind map. A map with several roots, or with a title of its own, gets one node above
/// them.
///
/// # Errors
/// None; the type is that of all writers.
pub fn write(request: &ExportRequest) -> Result<Vec<u8>, FormatError> {
    let document = &request.document;
    let graph = Graph::of(document);
    let writer = Writer {
        document,
        graph: &graph,
        names: Names::of(document, FORMAT_NAME),
    };
    let items = list_items(&graph);
    let mut out = String::from("<map version=\"1.1.0\">\n");
    let is_wrapped = !writer.has_own_root(&items);
    if is_wrapped {
        let title = match document.meta().title.as_str() {
            "" => "Map",
            title => title,
        };
        out.put(format_args!(
            "<node TEXT=\"{}\" ID=\"{OWN_ROOT}\">\n",
            escape(title)
        ));
        put_attribute(&mut out, "argmap-id", OWN_ROOT);
    }
    for (at, item) in items.iter().enumerate() {
        writer.print_node(item, &mut out);
        let next = items.get(at + 1).map_or(0, |next| next.depth);
        if next <= item.depth {
            for _ in next..=item.depth {
                out.push_str("</node>\n");
            }
        }
    }
    out.push_str(if is_wrapped {
        "</node>\n</map>\n"
    } else {
        "</map>\n"
    });
    Ok(out.into_bytes())
}

fn put_attribute(out: &mut String, key: &str, value: &str) {
    if !value.is_empty() {
        let value = escape(value);
        out.put(format_args!(
            "<attribute NAME=\"{key}\" VALUE=\"{value}\"/>\n"
        ));
    }
}

struct Writer<'d> {
    document: &'d Document,
    graph: &'d Graph,
    names: Names<'d>,
}

impl Writer<'_> {
    /// Whether the map has one root that came from a mind map and gives it its name.
    fn has_own_root(&self, items: &[Item]) -> bool {
        let mut roots = items.iter().filter(|it| it.depth == 0);
        let (Some(root), None) = (roots.next(), roots.next()) else {
            return false;
        };
        let node = &self.document.nodes().rows()[root.node as usize];
        let title = &self.document.meta().title;
        let is_title = title.is_empty() || node.text.lines().next() == Some(title);
        is_title && came_from(node.origin.as_deref(), FORMAT_NAME).is_some()
    }

    /// A node without its end.
    fn print_node(&self, item: &Item, out: &mut String) {
        let node = &self.document.nodes().rows()[item.node as usize];
        let before = came_from(node.origin.as_deref(), FORMAT_NAME);
        let name = self.names.get(node.id.as_str());
        let link = item
            .link
            .map(|link| &self.document.links().rows()[link as usize]);
        let mut icons = choose_icons(node, link.map(|it| &it.relation));
        let plain = self.print_plain(item, &icons);
        let text = plain.as_deref().unwrap_or(&node.text);
        out.put(format_args!(
            "<node TEXT=\"{}\" ID=\"{}\"",
            escape(text),
            escape(name)
        ));
        for (key, _) in before.iter().flat_map(|it| &it.extra) {
            let value = before.map(|it| kept(&it.extra, key)).unwrap_or_default();
            if let Some(value) = value.as_str().filter(|_| &**key != SIGN) {
                let key = name_in_file(key);
                out.put(format_args!(" {key}=\"{}\"", escape(value)));
            }
        }
        out.push_str(">\n");
        if plain.is_none() {
            if name != before.map_or("", |it| it.id.as_str()) {
                put_attribute(out, "argmap-id", name);
            }
            put_attribute(out, "kind", node.kind.as_str());
        }
        let tags = node.tags.iter().filter(|it| !icons.contains(it));
        put_attribute(
            out,
            "tags",
            &tags.map(String::as_str).collect::<Vec<_>>().join(","),
        );
        let mut colour = None;
        if let Some(row) = link.filter(|_| plain.is_none()) {
            put_attribute(out, "rel", row.relation.as_str());
            put_attribute(out, "argmap-link", self.names.get(row.id.as_str()));
            let onto = item.link.and_then(|link| match self.graph.target(link)? {
                End::Link(_) => target_id(self.document, self.graph, link),
                End::Node(_) => None,
            });
            put_attribute(
                out,
                "argmap-onto",
                onto.map_or("", |it| self.names.get(it.as_str())),
            );
            match row.relation {
                Relation::Supports => colour = Some("#2e7d32"),
                Relation::Opposes => colour = Some("#c62828"),
                _ => {}
            }
        }
        let crossings = print_crossings(self.document, self.graph, &self.names, item);
        put_attribute(out, "argmap-links", &crossings);
        for &link in &item.crossings {
            if let (Some(End::Node(_)), Some(to)) = (
                self.graph.target(link),
                target_id(self.document, self.graph, link),
            ) {
                let row = &self.document.links().rows()[link as usize];
                let label = escape(row.relation.as_str());
                let to = escape(self.names.get(to.as_str()));
                out.put(format_args!(
                    "<arrowlink DESTINATION=\"{to}\" MIDDLE_LABEL=\"{label}\"/>\n"
                ));
            }
        }
        icons.dedup();
        for icon in icons {
            out.put(format_args!("<icon BUILTIN=\"{}\"/>\n", escape(&icon)));
        }
        if let Some(colour) = colour {
            out.put(format_args!("<edge COLOR=\"{colour}\"/>\n"));
        }
        if !node.note.is_empty() {
            let lines = node
                .note
                .lines()
                .map(|line| format!("<p>{}</p>", escape(line)));
            let body: String = lines.collect();
            out.put(format_args!(
                "<richcontent TYPE=\"NOTE\"><html><body>{body}</body></html></richcontent>\n"
            ));
        }
    }

    /// The wording, where it and the icons say all there is to say.
    fn print_plain(&self, item: &Item, icons: &[String]) -> Option<String> {
        let (document, graph) = (self.document, self.graph);
        if icons
            .iter()
            .all(|icon| matches!(read_icon(icon), Icon::Tag))
        {
            return walk::print_plain(document, graph, item, FORMAT_NAME);
        }
        let node = &document.nodes().rows()[item.node as usize];
        came_from(node.origin.as_deref(), FORMAT_NAME)?;
        let is_question = node.text.trim_end().ends_with('?');
        let has = |wanted: fn(&Icon) -> bool| icons.iter().any(|it| wanted(&read_icon(it)));
        let asks = is_question || has(|it| matches!(it, Icon::Question));
        let kind = if asks { Kind::Question } else { Kind::Claim };
        let says_link = has(|it| matches!(it, Icon::Relation(_)));
        let is_said = match item.link {
            None => !says_link,
            Some(link) => {
                says_link
                    && graph.premises(link).len() == 1
                    && matches!(graph.target(link), Some(End::Node(_)))
                    && graph.links_to(End::Link(link)).is_empty()
            }
        };
        (is_said && kind == node.kind).then(|| node.text.clone())
    }
}

/// The icons of a node: those that it had, if they say what the box is, else one that does.
fn choose_icons(node: &Node, relation: Option<&Relation>) -> Vec<String> {
    let before = came_from(node.origin.as_deref(), FORMAT_NAME);
    let had = before.map(|it| kept(&it.extra, ICONS)).unwrap_or_default();
    let had: Vec<String> = serde_json::from_value(had).unwrap_or_default();
    let wanted = match relation {
        Some(Relation::Supports) => Some("button_ok"),
        Some(Relation::Opposes) => Some("button_cancel"),
        _ => (node.kind == Kind::Question).then_some("help"),
    };
    let mut icons: Vec<String> = had
        .into_iter()
        .filter(|icon| match read_icon(icon) {
            Icon::Tag => node.tags.contains(icon),
            Icon::Relation(says) => relation == Some(&says),
            Icon::Question => node.kind == Kind::Question,
        })
        .collect();
    let is_said = icons
        .iter()
        .any(|icon| !matches!(read_icon(icon), Icon::Tag));
    // Where a box came from a mind map, a sign of its wording may say it.
    if let Some(wanted) = wanted.filter(|_| !is_said && before.is_none()) {
        icons.push(wanted.to_owned());
    }
    icons
}

/// What an icon says of its node.
enum Icon {
    Relation(Relation),
    Question,
    /// Nothing that is known: its name is a tag.
    Tag,
}

fn read_icon(name: &str) -> Icon {
    match name {
        "button_ok" | "yes" => Icon::Relation(Relation::Supports),
        "button_cancel" | "closed" | "stop" => Icon::Relation(Relation::Opposes),
        "help" => Icon::Question,
        _ => Icon::Tag,
    }
}
