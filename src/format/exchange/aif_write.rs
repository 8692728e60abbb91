//! Writes AIF JSON and xAIF. Kinds, titles, notes and tags stand in a member of our own, which
//! other programs pass over; questions have the locution that asks them, so that others see
//! them, too.

use super::Put;
use serde_json::{Value, json};

use super::aif::FORMAT_NAME;
use super::names::{Names, came_from, kept};
use crate::format::{ExportRequest, FormatError};
use crate::model::{Document, Id, Kind, Node, Origin, Relation};

/// Writes a nodeset of AIFdb.
///
/// # Errors
/// None; the type is that of all writers.
pub fn write(request: &ExportRequest) -> Result<Vec<u8>, FormatError> {
    let net = make_net(&request.document);
    let whole = json!({
        "nodes": net.nodes,
        "edges": net.edges,
        "locutions": net.locutions,
        "participants": net.participants,
    });
    Ok(whole.to_string().into_bytes())
}

/// Writes xAIF as OVA3 reads it: the nodeset, the text with marked passages, and a drawing.
///
/// # Errors
/// None; the type is that of all writers.
pub fn write_wrapped(request: &ExportRequest) -> Result<Vec<u8>, FormatError> {
    let document = &request.document;
    let net = make_net(document);
    let drawn: Vec<Value> = net
        .nodes
        .iter()
        .enumerate()
        .map(|(at, node)| {
            json!({
                "nodeID": node["nodeID"],
                "visible": true,
                "x": 100 + 220 * (at % 6),
                "y": 60 + 120 * (at / 6),
                "timestamp": "",
            })
        })
        .collect();
    let lines: Vec<Value> = net
        .edges
        .iter()
        .map(|edge| json!({"fromID": edge["fromID"], "toID": edge["toID"], "visible": true}))
        .collect();
    let whole = json!({
        "AIF": {
            "nodes": net.nodes,
            "edges": net.edges,
            "locutions": net.locutions,
            "participants": net.participants,
            "schemefulfillments": [],
            "descriptorfulfillments": [],
            "cqdescriptorfulfillments": [],
        },
        "OVA": {
            "firstname": "",
            "surname": "",
            "url": "",
            "nodes": drawn,
            "edges": lines,
        },
        "dialog": false,
        "text": print_text(document, &net.names),
    });
    Ok(whole.to_string().into_bytes())
}

struct Net {
    nodes: Vec<Value>,
    edges: Vec<Value>,
    locutions: Vec<Value>,
    participants: Vec<Value>,
    /// Per row of the document's nodes, its name in the file.
    names: Vec<String>,
}

impl Net {
    fn join(&mut self, from: &str, to: &str) {
        let id = (self.edges.len() + 1).to_string();
        self.edges.push(json!({
            "edgeID": id,
            "fromID": from,
            "toID": to,
            "formEdgeID": null,
        }));
    }
}

fn make_net(document: &Document) -> Net {
    let all = Names::of(document, FORMAT_NAME);
    let name_of = |id: &Id| all.get(id.as_str()).to_owned();
    let names = document.nodes().iter().map(|it| name_of(&it.id)).collect();
    let steps: Vec<String> = document.links().iter().map(|it| name_of(&it.id)).collect();
    let mut net = Net {
        nodes: Vec::new(),
        edges: Vec::new(),
        locutions: Vec::new(),
        participants: Vec::new(),
        names,
    };
    for (node, name) in document.nodes().iter().zip(net.names.clone()) {
        net.nodes.push(print_node(node, &name));
        if node.kind == Kind::Question {
            let (said, act) = (format!("{name}-L"), format!("{name}-YA"));
            net.nodes
                .push(json!({"nodeID": said, "text": node.text, "type": "L", "timestamp": ""}));
            net.nodes.push(json!({
                "nodeID": act,
                "text": "Pure Questioning",
                "type": "YA",
                "scheme": "Pure Questioning",
                "timestamp": "",
            }));
            net.join(&said, &act);
            net.join(&act, &name);
        }
    }
    for (link, step) in document.links().iter().zip(&steps) {
        let (type_, default) = match link.relation {
            Relation::Opposes | Relation::Contradicts => ("CA", "Default Conflict"),
            Relation::Restates => ("MA", "Default Rephrase"),
            Relation::Other(ref word) if &**word == "prefers" => ("PA", "Default Preference"),
            _ => ("RA", "Default Inference"),
        };
        let scheme = match (&link.relation, link.scheme.as_str()) {
            (Relation::Answers, "") => "Answer",
            (_, "") => default,
            (_, scheme) => scheme,
        };
        // A step that says the same as it did is called what it was called.
        let before = came_from(link.origin.as_deref(), FORMAT_NAME);
        let said = before.map(|it| kept(&it.extra, "said")).unwrap_or_default();
        let is_plain = link.scheme.is_empty();
        let is_same = said["scheme"] == link.scheme.as_str() && said["type"] == type_;
        let text = said["text"].as_str().filter(|_| is_plain && is_same);
        let scheme = text.unwrap_or(scheme);
        net.nodes.push(json!({
            "nodeID": step,
            "text": scheme,
            "type": type_,
            "scheme": scheme,
            "timestamp": time_of(link.origin.as_deref()),
            "argmap": {"relation": link.relation.as_str()},
        }));
        for premise in &link.from {
            if let Some(at) = document.nodes().position(premise.as_str()) {
                let name = net.names[at].clone();
                net.join(&name, step);
            }
        }
        let to = document.nodes().position(link.to.as_str());
        let to = to.map(|at| net.names[at].clone());
        let to = to.or_else(|| {
            let at = document.links().position(link.to.as_str())?;
            Some(steps[at].clone())
        });
        if let Some(to) = to {
            net.join(step, &to);
        }
    }
    net
}

/// When a record was made, as the file says that it came from.
fn time_of(origin: Option<&Origin>) -> Value {
    let before = came_from(origin, FORMAT_NAME);
    let time = before.map(|it| kept(&it.extra, "timestamp"));
    time.filter(Value::is_string).unwrap_or_else(|| json!(""))
}

fn print_node(node: &Node, name: &str) -> Value {
    json!({
        "nodeID": name,
        "text": node.text,
        "type": "I",
        "timestamp": time_of(node.origin.as_deref()),
        "argmap": {
            "kind": node.kind.as_str(),
            "title": node.title,
            "note": node.note,
            "tags": node.tags,
        },
    })
}

/// The texts of all articles, with the passages of boxes marked as OVA3 marks them.
fn print_text(document: &Document, names: &[String]) -> String {
    let mut html = String::new();
    for source in document.sources() {
        let mut marks: Vec<(usize, usize, &str)> = Vec::new();
        for (node, name) in document.nodes().iter().zip(names) {
            let own = node.anchors.iter().filter(|it| it.source == source.id);
            marks.extend(own.filter_map(|it| Some((it.start?, it.end?, name.as_str()))));
        }
        marks.sort_unstable();
        let chars: Vec<char> = source.text.chars().collect();
        let mut at = 0;
        for (start, end, name) in marks {
            // Spans cannot overlap: the first of two keeps its mark.
            if start < at || end > chars.len() || start >= end {
                continue;
            }
            push_escaped(&mut html, &chars[at..start]);
            html.put(format_args!(
                "<span class=\"highlighted\" id=\"node{name}\">"
            ));
            push_escaped(&mut html, &chars[start..end]);
            html.push_str("</span>");
            at = end;
        }
        push_escaped(&mut html, &chars[at..]);
        html.push_str("<br>");
    }
    html
}

fn push_escaped(html: &mut String, chars: &[char]) {
    for c in chars {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\n' => html.push_str("<br>"),
            c => html.push(*c),
        }
    }
}
