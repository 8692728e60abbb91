//! JSON Canvas 1.0, the canvases of Obsidian. Kinds and relations stand in colours, labels and,
//! in full, in a member of our own, which other programs may drop. Linked premises and steps
//! that are argued about meet in a small card, since edges join cards alone.

use std::collections::{HashMap, HashSet};

use serde_json::{Value, json};

use super::json::{self, list};
use super::names::{Names, came_from, keep, kept};
use super::{Fate, Gather, Import, Imported, LinkSpec, Report};
use crate::format::{ExportRequest, FormatError};
use crate::layout::{self, FontMeasure, Plan};
use crate::model::{Document, Extra, Graph, Id, Kind, Link, Node, Origin, Relation};

/// The format's id, as `origin` names it.
pub const FORMAT_NAME: &str = "json-canvas";

const OWN: &str = "argmap";

/// What a card looks like, which goes back where it came from.
const CARD_LOOKS: &[&str] = &["x", "y", "width", "height", "color", "subpath"];

/// What an edge looks like.
const EDGE_LOOKS: &[&str] = &["fromSide", "toSide", "fromEnd", "toEnd", "color", "label"];

/// Whether a file seems to be a canvas.
pub fn recognises(import: &Import<'_>) -> bool {
    let head = import.head();
    import.looks_like_json()
        && (head.contains("\"fromNode\"")
            || (head.contains("\"nodes\"") && head.contains("\"width\"") && head.contains("\"x\"")))
        && !head.contains("\"nodeID\"")
        && !head.contains("\"participantID\"")
}

/// Reads a canvas.
///
/// # Errors
/// For damaged JSON.
pub fn read(import: &Import<'_>) -> Result<Imported, FormatError> {
    let mut report = Report::default();
    let whole = json::read(import, &mut report)?;
    let mut gather = Gather::new(FORMAT_NAME);
    gather.report = report;
    gather.title = json::text(&whole["metadata"], "title");
    let mut steps: Vec<(String, &Value)> = Vec::new();
    for node in list(&whole, "nodes") {
        let id = json::text(node, "id");
        let own = &node[OWN];
        if own["link"].is_string() {
            steps.push((id, own));
            continue;
        }
        let type_ = json::text(node, "type");
        let text = match type_.as_str() {
            "text" => json::text(node, "text"),
            "link" => json::text(node, "url"),
            "file" => json::text(node, "file"),
            "group" => {
                gather.report.note(Fate::Dropped, "a group of cards", &id);
                continue;
            }
            _ => {
                gather
                    .report
                    .note(Fate::Dropped, format!("a card of type “{type_}”"), &id);
                continue;
            }
        };
        let (kind, text) = read_kind(&text);
        let kind = match json::text(own, "kind") {
            own if own.is_empty() => match type_.as_str() {
                "link" | "file" => Kind::Evidence,
                _ => kind,
            },
            own => Kind::from(own),
        };
        let text = match json::text(own, "text") {
            own if own.is_empty() => text,
            own => own,
        };
        let added = gather.add_node(&id, &type_, kind, &text);
        added.note = json::text(own, "note");
        added.tags = list(own, "tags").iter().map(json::as_text).collect();
        for key in CARD_LOOKS {
            if !node[*key].is_null() {
                gather.keep(&id, key, &node[*key]);
            }
        }
    }
    let edges = list(&whole, "edges");
    let by_from = json::group(edges, |it| json::text(it, "fromNode"));
    let by_to = json::group(edges, |it| json::text(it, "toNode"));
    for (id, own) in &steps {
        let into = by_to.get(id).into_iter().flatten();
        let into = into.filter(|it| it[OWN]["part"] != "onto");
        let out = by_from.get(id).and_then(|edges| edges.first());
        gather.add_link(LinkSpec {
            name: id.clone(),
            relation: Some(Relation::from(json::text(own, "link"))),
            from: into
                .map(|it| json::text(it, "fromNode"))
                .filter(|it| gather.has_node(it))
                .collect(),
            to: out.map(|it| json::text(it, "toNode")).unwrap_or_default(),
            scheme: json::text(own, "scheme"),
            place: id.clone(),
            ..LinkSpec::default()
        });
    }
    let steps: HashSet<&str> = steps.iter().map(|(step, _)| step.as_str()).collect();
    let is_step = |id: &str| steps.contains(id);
    for edge in edges {
        let id = json::text(edge, "id");
        let (from, to) = (json::text(edge, "fromNode"), json::text(edge, "toNode"));
        let part = json::text(&edge[OWN], "part");
        if is_step(&from) || (is_step(&to) && part != "onto") {
            continue;
        }
        let own = json::text(&edge[OWN], "relation");
        let relation = if own.is_empty() {
            read_relation(&json::text(edge, "label"), &json::text(edge, "color"))
        } else {
            Relation::from(own)
        };
        // An edge with its arrow at its beginning points the other way.
        let is_turned = edge["fromEnd"] == "arrow" && edge["toEnd"] == "none";
        let (from, to) = if is_turned { (to, from) } else { (from, to) };
        let mut looks = Extra::new();
        for key in EDGE_LOOKS {
            if !edge[*key].is_null() && !is_turned {
                keep(&mut looks, key, &edge[*key]);
            }
        }
        gather.add_link(LinkSpec {
            name: id.clone(),
            kept: looks,
            relation: Some(relation),
            from: vec![from],
            to,
            scheme: json::text(&edge[OWN], "scheme"),
            place: id,
            ..LinkSpec::default()
        });
    }
    Ok(gather.finish())
}

/// `**Q:** Who pays?`
fn read_kind(text: &str) -> (Kind, String) {
    const SIGNS: &[(&str, Kind)] = &[
        ("**Q:**", Kind::Question),
        ("**E:**", Kind::Evidence),
        ("**N:**", Kind::Note),
    ];
    for (sign, kind) in SIGNS {
        if let Some(rest) = text.trim_start().strip_prefix(sign) {
            return (kind.clone(), rest.trim_start().to_owned());
        }
    }
    if text.trim_end().ends_with('?') {
        return (Kind::Question, text.to_owned());
    }
    (Kind::Claim, text.to_owned())
}

fn read_relation(label: &str, colour: &str) -> Relation {
    let label = label.trim().to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| label.contains(word));
    if has(&["oppose", "con", "object", "attack", "against"]) || label == "-" {
        Relation::Opposes
    } else if has(&["support", "pro", "because", "reason"]) || label == "+" {
        Relation::Supports
    } else if has(&["answer"]) {
        Relation::Answers
    } else if has(&["ask", "question"]) {
        Relation::Asks
    } else if label.is_empty() && colour == "4" {
        Relation::Supports
    } else if label.is_empty() && colour == "1" {
        Relation::Opposes
    } else {
        Relation::Relates
    }
}

/// Writes a canvas with the boxes where the map has them; cards that came from a canvas stay where
/// they were, if all of them did.
///
/// # Errors
/// None; the type is that of all writers.
pub fn write(request: &ExportRequest) -> Result<Vec<u8>, FormatError> {
    let document = &request.document;
    let mut view = request.view.clone();
    view.folded.clear();
    let plan = Plan::of(
        document,
        &Graph::of(document),
        &view,
        FontMeasure::bundled(),
    );
    let placement = layout::place(&plan.request);
    let places: HashMap<&str, [i64; 4]> = plan
        .nodes
        .iter()
        .enumerate()
        .map(|(at, &node)| {
            let rect = placement.boxes[at];
            let [x, y, width, height] =
                [rect.min.x, rect.min.y, rect.width(), rect.height()].map(|it| it.round() as i64);
            let id = document.nodes().rows()[node as usize].id.as_str();
            (id, [x, y, width.max(1), height.max(1)])
        })
        .collect();
    let old: HashMap<&str, [i64; 4]> = document
        .nodes()
        .iter()
        .filter_map(|node| Some((node.id.as_str(), place_before(node)?)))
        .collect();
    let drawing = Drawing {
        document,
        names: Names::of(document, FORMAT_NAME),
        places: if old.len() == document.nodes().len() {
            old
        } else {
            places
        },
        argued: document.links().iter().map(|it| it.to.as_str()).collect(),
    };
    let mut nodes: Vec<Value> = document.nodes().iter().map(|it| drawing.card(it)).collect();
    let mut edges: Vec<Value> = Vec::new();
    for link in document.links() {
        drawing.add_link(link, &mut nodes, &mut edges);
    }
    let mut whole = json!({"nodes": nodes, "edges": edges});
    if !document.meta().title.is_empty() {
        whole["metadata"] = json!({"title": document.meta().title});
    }
    let text = serde_json::to_string_pretty(&whole).unwrap_or_default();
    Ok(text.into_bytes())
}

/// Where a card stood in the canvas that it came from: left, top, width and height.
fn place_before(node: &Node) -> Option<[i64; 4]> {
    let before = came_from(node.origin.as_deref(), FORMAT_NAME)?;
    let side = |key: &str| kept(&before.extra, key).as_i64();
    Some([side("x")?, side("y")?, side("width")?, side("height")?])
}

struct Drawing<'d> {
    document: &'d Document,
    names: Names<'d>,
    /// Left, top, width and height of boxes, by their ids.
    places: HashMap<&'d str, [i64; 4]>,
    /// What links point at.
    argued: HashSet<&'d str>,
}

impl Drawing<'_> {
    fn name(&self, id: &Id) -> String {
        self.names.get(id.as_str()).to_owned()
    }

    fn card(&self, node: &Node) -> Value {
        let before = came_from(node.origin.as_deref(), FORMAT_NAME);
        let [x, y, width, height] = self
            .places
            .get(node.id.as_str())
            .copied()
            .unwrap_or_default();
        let (sign, colour) = match node.kind {
            // A card that asks needs no sign where it comes from.
            Kind::Question if before.is_some() && node.text.ends_with('?') => ("", ""),
            Kind::Question => ("**Q:** ", "5"),
            Kind::Evidence => ("**E:** ", "6"),
            Kind::Note => ("**N:** ", "3"),
            _ => ("", ""),
        };
        let mut card = json!({
            "id": self.name(&node.id),
            "type": "text",
            "x": x,
            "y": y,
            "width": width,
            "height": height,
        });
        match before.map(|it| it.kind.as_str()) {
            Some("link") => {
                card["type"] = json!("link");
                card["url"] = json!(node.text);
            }
            Some("file") => {
                card["type"] = json!("file");
                card["file"] = json!(node.text);
            }
            _ => card["text"] = json!(format!("{sign}{}", node.text)),
        }
        card[OWN] = json!({
            "kind": node.kind.as_str(),
            "text": node.text,
            "note": node.note,
            "tags": node.tags,
        });
        if !colour.is_empty() {
            card["color"] = json!(colour);
        }
        put_back(&mut card, before, &["color", "subpath"]);
        card
    }

    fn add_link(&self, link: &Link, nodes: &mut Vec<Value>, edges: &mut Vec<Value>) {
        let colour = match link.relation {
            Relation::Supports => "4",
            Relation::Opposes | Relation::Contradicts => "1",
            _ => "",
        };
        let onto = self.document.links().contains(link.to.as_str());
        let mut add = |id: String, from: &Id, to: &Id, label: &str, own: Value| {
            let mut edge = json!({
                "id": id,
                "fromNode": self.name(from),
                "toNode": self.name(to),
                "label": label,
                OWN: own,
            });
            if label.is_empty() {
                edge.as_object_mut().map(|it| it.remove("label"));
            }
            if !colour.is_empty() {
                edge["color"] = json!(colour);
            }
            edges.push(edge);
        };
        let part = if onto { "onto" } else { "" };
        let word = link.relation.as_str();
        let id = self.name(&link.id);
        let is_plain = link.from.len() == 1 && !self.argued.contains(link.id.as_str());
        if is_plain {
            let own = json!({"relation": word, "scheme": link.scheme, "part": part});
            let before = came_from(link.origin.as_deref(), FORMAT_NAME);
            let label = before
                .map(|it| kept(&it.extra, "label"))
                .unwrap_or_default();
            let colour_before = before
                .map(|it| kept(&it.extra, "color"))
                .unwrap_or_default();
            let says = |label: &Value, colour: &Value| {
                let [label, colour] = [label, colour].map(|it| it.as_str().unwrap_or_default());
                read_relation(label, colour) == link.relation
            };
            let is_same = before.is_some() && says(&label, &colour_before);
            let word = if is_same {
                label.as_str().unwrap_or_default()
            } else {
                word
            };
            add(id, &link.from[0], &link.to, word, own);
            if let Some(edge) = edges.last_mut().filter(|_| is_same) {
                edge.as_object_mut().map(|it| it.remove("color"));
                put_back(edge, before, EDGE_LOOKS);
            }
            return;
        }
        let rects = link
            .from
            .iter()
            .filter_map(|it| self.places.get(it.as_str()));
        let (mut x, mut y, mut n) = (0, 0, 0);
        for [left, top, width, _] in rects {
            (x, y, n) = (x + left + width / 2, y + top, n + 1);
        }
        nodes.push(json!({
            "id": id,
            "type": "text",
            "x": x / n.max(1) - 20,
            "y": y / n.max(1) - 50,
            "width": 40,
            "height": 30,
            "text": "•",
            OWN: {"link": word, "scheme": link.scheme},
        }));
        for (nth, premise) in link.from.iter().enumerate() {
            let own = json!({"part": "premise"});
            add(format!("{id}-{nth}"), premise, &link.id, "", own);
        }
        let own = json!({"part": part});
        add(format!("{id}-to"), &link.id, &link.to, word, own);
    }
}

/// Gives something the looks that it had.
fn put_back(to: &mut Value, before: Option<&Origin>, looks: &[&str]) {
    let Some(before) = before else { return };
    for key in looks {
        let value = kept(&before.extra, key);
        if !value.is_null() {
            to[*key] = value;
        }
    }
}
