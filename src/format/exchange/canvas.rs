//! JSON Canvas 1.0, the canvases of Obsidian. Kinds and relations stand in colours, labels and,
//! in full, in a member of our own, which other programs may drop. Linked premises and steps
//! that are argued about meet in a small card, since edges join cards alone.

use serde_json::{Value, json};

use super::json::{self, list};
use super::{Fate, Gather, Import, Imported, LinkSpec};
use crate::format::{ExportRequest, FormatError};
use crate::layout::{self, FontMeasure, Plan};
use crate::model::{Graph, Kind, Relation};

/// The format's id, as `origin` names it.
pub const FORMAT_NAME: &str = "json-canvas";

const OWN: &str = "argmap";

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
    let whole = json::read(import)?;
    let mut gather = Gather::new(FORMAT_NAME);
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
    }
    let edges = list(&whole, "edges");
    for (id, own) in &steps {
        let into = edges.iter().filter(|it| json::text(it, "toNode") == *id);
        let into = into.filter(|it| it[OWN]["part"] != "onto");
        let out = edges.iter().find(|it| json::text(it, "fromNode") == *id);
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
    let is_step = |id: &str| steps.iter().any(|(step, _)| step == id);
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
        gather.add_link(LinkSpec {
            name: id.clone(),
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

/// Writes a canvas with the boxes where the map has them.
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
    let mut nodes: Vec<Value> = Vec::new();
    let whole = |side: f32| side.round() as i64;
    for (at, &node) in plan.nodes.iter().enumerate() {
        let row = &document.nodes().rows()[node as usize];
        let rect = placement.boxes[at];
        let (sign, colour) = match row.kind {
            Kind::Question => ("**Q:** ", "5"),
            Kind::Evidence => ("**E:** ", "6"),
            Kind::Note => ("**N:** ", "3"),
            _ => ("", ""),
        };
        let mut card = json!({
            "id": row.id.as_str(),
            "type": "text",
            "x": whole(rect.min.x),
            "y": whole(rect.min.y),
            "width": whole(rect.width()).max(1),
            "height": whole(rect.height()).max(1),
            "text": format!("{sign}{}", row.text),
            OWN: {
                "kind": row.kind.as_str(),
                "text": row.text,
                "note": row.note,
                "tags": row.tags,
            },
        });
        if !colour.is_empty() {
            card["color"] = json!(colour);
        }
        nodes.push(card);
    }
    let mut edges: Vec<Value> = Vec::new();
    let argued: std::collections::HashSet<&str> = document
        .links()
        .iter()
        .map(|link| link.to.as_str())
        .collect();
    for link in document.links() {
        let colour = match link.relation {
            Relation::Supports => "4",
            Relation::Opposes | Relation::Contradicts => "1",
            _ => "",
        };
        let onto = document.links().contains(link.to.as_str());
        let mut add = |id: String, from: &str, to: &str, label: &str, own: Value| {
            let mut edge =
                json!({"id": id, "fromNode": from, "toNode": to, "label": label, OWN: own});
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
        let is_plain = link.from.len() == 1 && !argued.contains(link.id.as_str());
        if is_plain {
            let own = json!({"relation": word, "scheme": link.scheme, "part": part});
            add(
                link.id.to_string(),
                link.from[0].as_str(),
                link.to.as_str(),
                word,
                own,
            );
            continue;
        }
        let ends = link
            .from
            .iter()
            .filter_map(|it| document.nodes().position(it.as_str()));
        let rects = ends.filter_map(|at| placement.boxes.get(plan.box_of(at as u32)?));
        let (mut x, mut y, mut n) = (0.0, 0.0, 0.0_f32);
        for rect in rects {
            (x, y, n) = (x + rect.center().x, y + rect.min.y, n + 1.0);
        }
        nodes.push(json!({
            "id": link.id.as_str(),
            "type": "text",
            "x": whole(x / n.max(1.0)) - 20,
            "y": whole(y / n.max(1.0)) - 50,
            "width": 40,
            "height": 30,
            "text": "•",
            OWN: {"link": word, "scheme": link.scheme},
        }));
        for (nth, premise) in link.from.iter().enumerate() {
            let own = json!({"part": "premise"});
            add(
                format!("{}-{nth}", link.id),
                premise.as_str(),
                link.id.as_str(),
                "",
                own,
            );
        }
        let own = json!({"part": part});
        add(
            format!("{}-to", link.id),
            link.id.as_str(),
            link.to.as_str(),
            word,
            own,
        );
    }
    let whole = json!({
        "nodes": nodes,
        "edges": edges,
        "metadata": {"title": document.meta().title},
    });
    let text = serde_json::to_string_pretty(&whole).unwrap_or_default();
    Ok(text.into_bytes())
}
