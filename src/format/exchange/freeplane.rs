//! Mind maps of FreeMind and Freeplane (`.mm`). What a mind map cannot hold stands in attributes
//! of nodes, which these programs show and keep; links across are arrows.

use super::Put;
use super::tree::{self, Element, escape};
use super::walk::{Hanger, Heard, list_items, print_crossings, target_id};
use super::{Fate, Gather, Import, Imported, LinkSpec};
use crate::format::{ExportRequest, FormatError};
use crate::model::{End, Graph, Kind, Relation};

/// The format's id, as `origin` names it.
pub const FORMAT_NAME: &str = "freeplane";

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
        let name = match node.get("ID") {
            "" => format!("node {number}"),
            id => id.to_owned(),
        };
        let heard = hear(&mut gather, node, &name);
        if depth == 0 && gather.title.is_empty() {
            let first = heard.text.lines().next().unwrap_or_default();
            first.clone_into(&mut gather.title);
        }
        let has_crossings = !heard.crossings.is_empty();
        hanger.add(&mut gather, depth, heard, "node");
        for arrow in node.all("arrowlink").filter(|_| !has_crossings) {
            arrows.push(LinkSpec {
                relation: Some(Relation::Relates),
                from: vec![name.clone()],
                to: arrow.get("DESTINATION").to_owned(),
                title: arrow.get("MIDDLE_LABEL").to_owned(),
                place: name.clone(),
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

fn hear(gather: &mut Gather, node: &Element, name: &str) -> Heard {
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
        name: name.to_owned(),
        text,
        note,
        place: name.to_owned(),
        ..Heard::default()
    };
    for icon in node.all("icon") {
        match icon.get("BUILTIN") {
            "button_ok" | "yes" => heard.relation = Some(Relation::Supports),
            "button_cancel" | "closed" | "stop" => heard.relation = Some(Relation::Opposes),
            "help" => heard.kind = Some(Kind::Question),
            icon => {
                let what = format!("the icon “{icon}” became a tag");
                gather.report.note(Fate::Changed, what, name);
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
                gather.report.note(Fate::Changed, what, name);
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
            gather.report.note(Fate::Dropped, what, name);
        }
    }
    heard
}

/// Writes a mind map. A map with several roots gets one node above them.
///
/// # Errors
/// None; the type is that of all writers.
pub fn write(request: &ExportRequest) -> Result<Vec<u8>, FormatError> {
    let document = &request.document;
    let graph = Graph::of(document);
    let items = list_items(&graph);
    let mut out = String::from("<map version=\"1.1.0\">\n");
    let title = match document.meta().title.as_str() {
        "" => "Map",
        title => title,
    };
    out.put(format_args!(
        "<node TEXT=\"{}\" ID=\"{OWN_ROOT}\">\n",
        escape(title)
    ));
    out.put(format_args!(
        "<attribute NAME=\"argmap-id\" VALUE=\"{OWN_ROOT}\"/>\n"
    ));
    for (at, item) in items.iter().enumerate() {
        let node = &document.nodes().rows()[item.node as usize];
        out.put(format_args!(
            "<node TEXT=\"{}\" ID=\"{}\">\n",
            escape(&node.text),
            node.id
        ));
        let mut set = |key: &str, value: &str| {
            if !value.is_empty() {
                let value = escape(value);
                out.put(format_args!(
                    "<attribute NAME=\"{key}\" VALUE=\"{value}\"/>\n"
                ));
            }
        };
        set("argmap-id", node.id.as_str());
        set("kind", node.kind.as_str());
        set("tags", &node.tags.join(","));
        let mut icon = (node.kind == Kind::Question).then_some("help");
        let mut colour = None;
        if let Some(link) = item.link {
            let row = &document.links().rows()[link as usize];
            set("rel", row.relation.as_str());
            set("argmap-link", row.id.as_str());
            if let (Some(End::Link(_)), Some(to)) =
                (graph.target(link), target_id(document, &graph, link))
            {
                set("argmap-onto", to.as_str());
            }
            match row.relation {
                Relation::Supports => (icon, colour) = (Some("button_ok"), Some("#2e7d32")),
                Relation::Opposes => (icon, colour) = (Some("button_cancel"), Some("#c62828")),
                _ => {}
            }
        }
        set("argmap-links", &print_crossings(document, &graph, item));
        for &link in &item.crossings {
            if let (Some(End::Node(_)), Some(to)) =
                (graph.target(link), target_id(document, &graph, link))
            {
                let row = &document.links().rows()[link as usize];
                let label = escape(row.relation.as_str());
                out.put(format_args!(
                    "<arrowlink DESTINATION=\"{to}\" MIDDLE_LABEL=\"{label}\"/>\n"
                ));
            }
        }
        if let Some(icon) = icon {
            out.put(format_args!("<icon BUILTIN=\"{icon}\"/>\n"));
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
        let next = items.get(at + 1).map_or(0, |next| next.depth);
        if next <= item.depth {
            for _ in next..=item.depth {
                out.push_str("</node>\n");
            }
        }
    }
    out.push_str("</node>\n</map>\n");
    Ok(out.into_bytes())
}
