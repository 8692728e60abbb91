//! GraphML as Gephi, yEd and networkx read it. Links between boxes are edges; a link with several
//! premises, or one that is argued about, is a node of its own. Written and read.

use std::collections::{HashMap, HashSet};

use super::Put;
use super::names::Names;
use super::tree::{self, Element, escape};
use super::{Fate, Gather, Import, Imported, LinkSpec};
use crate::format::{ExportRequest, FormatError};
use crate::model::{Id, Kind, Relation};

/// The format's id, as `origin` names it.
pub const FORMAT_NAME: &str = "graphml";

/// Whether a file seems to be such a graph.
pub fn recognises(import: &Import<'_>) -> bool {
    import.root() == "graphml"
}

/// Reads a graph: of files of other programs the labels, and relations where edges name them.
///
/// # Errors
/// [`FormatError::Import`] for damaged XML.
pub fn read(import: &Import<'_>) -> Result<Imported, FormatError> {
    let root = tree::read(&import.text())?;
    let mut gather = Gather::new(FORMAT_NAME);
    let keys: Vec<(&str, &str)> = root
        .all("key")
        .map(|key| (key.get("id"), key.get("attr.name")))
        .collect();
    let data = |element: &Element, wanted: &str| -> String {
        let named = element.all("data").find(|data| {
            let id = data.get("key");
            id == wanted || keys.iter().any(|(key, name)| *key == id && *name == wanted)
        });
        named.map(Element::read_words).unwrap_or_default()
    };
    let exact = |element: &Element, wanted: &str| -> String {
        let named = element.all("data").find(|it| it.get("key") == wanted);
        named.map(|it| it.words.clone()).unwrap_or_default()
    };
    let mut graphs: Vec<&Element> = root.all("graph").collect();
    if graphs.len() > 1 {
        gather.report.note_many(
            Fate::Dropped,
            "further graphs in the file",
            graphs.len() - 1,
            "",
        );
        graphs.truncate(1);
    }
    let mut steps: Vec<(String, &Element)> = Vec::new();
    let mut open: Vec<&Element> = graphs.iter().flat_map(|it| it.all("node")).collect();
    open.reverse();
    while let Some(node) = open.pop() {
        let id = node.get("id");
        let inner: Vec<_> = node.all("graph").flat_map(|it| it.all("node")).collect();
        open.extend(inner.into_iter().rev());
        if data(node, "kind") == "link" {
            steps.push((id.to_owned(), node));
            continue;
        }
        let own = exact(node, "text");
        let text = [
            own,
            data(node, "label"),
            data(node, "description"),
            find_label(node),
        ];
        let text = text.into_iter().find(|it| !it.is_empty());
        let text = text.unwrap_or_else(|| id.to_owned());
        let kind = match data(node, "kind").as_str() {
            "" if text.trim_end().ends_with('?') => Kind::Question,
            "" => Kind::Claim,
            word => Kind::from(word),
        };
        let added = gather.add_node(id, "node", kind, &text);
        added.note = exact(node, "note");
    }
    let edges: Vec<&Element> = graphs.iter().flat_map(|it| it.all("edge")).collect();
    let (mut by_source, mut by_target) = (HashMap::new(), HashMap::<_, Vec<&Element>>::new());
    for edge in &edges {
        by_source.entry(edge.get("source")).or_insert(*edge);
        by_target.entry(edge.get("target")).or_default().push(edge);
    }
    for (id, node) in &steps {
        let into = by_target.get(id.as_str()).into_iter().flatten();
        let into = into.filter(|it| data(it, "part") != "onto");
        let out = by_source.get(id.as_str());
        gather.add_link(LinkSpec {
            name: id.clone(),
            relation: Some(Relation::from(data(node, "relation"))),
            from: into.map(|it| it.get("source").to_owned()).collect(),
            to: out.map_or("", |it| it.get("target")).to_owned(),
            scheme: data(node, "scheme"),
            place: id.clone(),
            ..LinkSpec::default()
        });
    }
    let step_ids: HashSet<&str> = steps.iter().map(|(step, _)| step.as_str()).collect();
    let is_step = |id: &str| step_ids.contains(id);
    for edge in edges {
        let (from, to) = (edge.get("source"), edge.get("target"));
        if is_step(from) || (is_step(to) && data(edge, "part") != "onto") {
            continue;
        }
        let word = [
            data(edge, "relation"),
            data(edge, "label"),
            find_label(edge),
        ];
        let word = word
            .into_iter()
            .find(|it| !it.is_empty())
            .unwrap_or_default();
        let relation = match word.to_lowercase().as_str() {
            "" => Relation::Relates,
            "support" | "pro" | "+" | "for" => Relation::Supports,
            "attack" | "attacks" | "con" | "-" | "against" | "oppose" => Relation::Opposes,
            lower if Relation::from(lower).is_known() => Relation::from(lower),
            // A word that says nothing here is kept, if it is said to be a relation.
            _ if !exact(edge, "relation").is_empty() => Relation::from(word),
            _ => Relation::Relates,
        };
        gather.add_link(LinkSpec {
            name: edge.get("id").to_owned(),
            relation: Some(relation),
            from: vec![from.to_owned()],
            to: to.to_owned(),
            scheme: data(edge, "scheme"),
            place: edge.get("id").to_owned(),
            ..LinkSpec::default()
        });
    }
    Ok(gather.finish())
}

/// The label that yEd draws, wherever it stands in an element.
fn find_label(element: &Element) -> String {
    let mut open: Vec<&Element> = element.all("data").collect();
    while let Some(element) = open.pop() {
        if matches!(element.name.as_str(), "NodeLabel" | "EdgeLabel") {
            return element.read_words();
        }
        open.extend(&element.children);
    }
    String::new()
}

/// Writes a graph.
///
/// # Errors
/// None; the type is that of all writers.
pub fn write(request: &ExportRequest) -> Result<Vec<u8>, FormatError> {
    let document = &request.document;
    let names = Names::of(document, FORMAT_NAME);
    let name = |id: &Id| escape(names.get(id.as_str()));
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
    );
    for (key, of) in [
        ("label", "node"),
        ("text", "node"),
        ("kind", "node"),
        ("note", "node"),
        ("relation", "all"),
        ("scheme", "all"),
        ("part", "edge"),
    ] {
        out.put(format_args!(
            "  <key id=\"{key}\" for=\"{of}\" attr.name=\"{key}\" attr.type=\"string\"/>\n"
        ));
    }
    out.push_str("  <graph id=\"map\" edgedefault=\"directed\">\n");
    let print = |out: &mut String, key: &str, value: &str| {
        if !value.is_empty() {
            out.put(format_args!("<data key=\"{key}\">{}</data>", escape(value)));
        }
    };
    for node in document.nodes() {
        out.put(format_args!("    <node id=\"{}\">", name(&node.id)));
        print(&mut out, "label", &node.text);
        print(&mut out, "text", &node.text);
        print(&mut out, "kind", node.kind.as_str());
        print(&mut out, "note", &node.note);
        out.push_str("</node>\n");
    }
    let argued: HashSet<&str> = document
        .links()
        .iter()
        .map(|link| link.to.as_str())
        .collect();
    let mut edges = String::new();
    for link in document.links() {
        let onto = document.links().contains(link.to.as_str());
        let part = if onto { "onto" } else { "" };
        let word = link.relation.as_str();
        let mut join = |id: &str, from: &str, to: &str, word: &str, scheme: &str, part: &str| {
            edges.put(format_args!(
                "    <edge id=\"{id}\" source=\"{from}\" target=\"{to}\">"
            ));
            print(&mut edges, "relation", word);
            print(&mut edges, "scheme", scheme);
            print(&mut edges, "part", part);
            edges.push_str("</edge>\n");
        };
        if link.from.len() == 1 && !argued.contains(link.id.as_str()) {
            let (id, from, to) = (name(&link.id), name(&link.from[0]), name(&link.to));
            join(&id, &from, &to, word, &link.scheme, part);
            continue;
        }
        out.put(format_args!("    <node id=\"{}\">", name(&link.id)));
        print(&mut out, "label", word);
        print(&mut out, "kind", "link");
        print(&mut out, "relation", word);
        print(&mut out, "scheme", &link.scheme);
        out.push_str("</node>\n");
        for (nth, premise) in link.from.iter().enumerate() {
            let id = format!("{}-{nth}", name(&link.id));
            join(&id, &name(premise), &name(&link.id), word, "", "premise");
        }
        let id = format!("{}-to", name(&link.id));
        join(&id, &name(&link.id), &name(&link.to), word, "", part);
    }
    out.push_str(&edges);
    out.push_str("  </graph>\n</graphml>\n");
    Ok(out.into_bytes())
}
