//! AIF as JSON (the nodesets of AIFdb) and xAIF, which wraps one with its text and its drawing
//! (OVA3, oAMF). Propositions are boxes; every inference, conflict, rephrase or preference is a
//! link. What is said in a dialogue is folded: who said it becomes a tag, a question becomes a
//! question, and words that were said are looked for in the text.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::{Value, json};

use super::gather::SoughtPassage;
use super::json::{self, list};
use super::names::keep;
use super::{Fate, Gather, Import, Imported, LinkSpec, Report, ova};
use crate::format::FormatError;
use crate::model::{Extra, Kind, Relation};

/// The format's id, as `origin` names it.
pub const FORMAT_NAME: &str = "aif";

/// Whether a file seems to be a nodeset, bare or wrapped.
pub fn recognises(import: &Import<'_>) -> bool {
    let head = import.head();
    import.looks_like_json()
        && (head.contains("\"AIF\"")
            || head.contains("\"aif\"")
            || head.contains("\"nodeID\"")
            || head.contains("\"edgeID\"")
            || head.contains("\"locutions\"")
            || ova::recognises(import))
}

/// Reads a nodeset, with its text where that is in the file or beside it.
///
/// # Errors
/// For damaged JSON, and [`FormatError::Foreign`] for JSON without nodes.
pub fn read(import: &Import<'_>) -> Result<Imported, FormatError> {
    let mut report = Report::default();
    let whole = json::read(import, &mut report)?;
    if ova::is_ova2(&whole) {
        return Ok(ova::read(&whole, report));
    }
    let aif = ["AIF", "aif"].iter().map(|key| &whole[*key]);
    let aif = aif.into_iter().find(|it| it.is_object()).unwrap_or(&whole);
    if !aif["nodes"].is_array() && !aif["nodes"].is_null() {
        let what = "JSON without a list of nodes".to_owned();
        return Err(FormatError::Foreign { what });
    }
    if !aif.is_object() || (aif["nodes"].is_null() && aif["edges"].is_null()) {
        let what = "JSON without nodes".to_owned();
        return Err(FormatError::Foreign { what });
    }
    let mut gather = Gather::new(FORMAT_NAME);
    gather.report = report;
    let net = Net::read(aif, &mut gather);
    net.add_boxes(&mut gather);
    net.add_links(&mut gather);
    net.tie(&mut gather, &find_text(&whole, import));
    net.fold_dialogue(aif, &mut gather);
    restore_own(aif, &mut gather);
    Ok(gather.finish())
}

/// The text of the whole, and the passages that its spans mark: the name of a node and words.
struct Marked {
    text: String,
    spans: Vec<ova::Spot>,
}

fn find_text(whole: &Value, import: &Import<'_>) -> Marked {
    let own = match &whole["text"] {
        Value::String(text) => text.clone(),
        other => json::text(other, "txt"),
    };
    if own.trim().is_empty() {
        ova::read_spans(import.companion.unwrap_or_default())
            .map_or_else(Marked::nothing, Marked::of)
    } else {
        ova::read_spans(&own).map_or_else(Marked::nothing, Marked::of)
    }
}

impl Marked {
    fn nothing() -> Self {
        Self {
            text: String::new(),
            spans: Vec::new(),
        }
    }

    fn of((text, spans): (String, Vec<ova::Spot>)) -> Self {
        Self { text, spans }
    }
}

/// A nodeset: nodes by their ids, and edges both ways.
struct Net<'v> {
    nodes: BTreeMap<String, &'v Value>,
    order: Vec<String>,
    after: HashMap<String, Vec<String>>,
    before: HashMap<String, Vec<String>>,
}

impl<'v> Net<'v> {
    fn read(aif: &'v Value, gather: &mut Gather) -> Self {
        let mut net = Self {
            nodes: BTreeMap::new(),
            order: Vec::new(),
            after: HashMap::new(),
            before: HashMap::new(),
        };
        for node in list(aif, "nodes") {
            let id = json::text(node, "nodeID");
            if id.is_empty() {
                gather
                    .report
                    .note(Fate::Dropped, "a node without an id", "");
            } else if net.nodes.insert(id.clone(), node).is_some() {
                gather
                    .report
                    .note(Fate::Dropped, "a second node of one id", &id);
            } else {
                net.order.push(id);
            }
        }
        for edge in list(aif, "edges") {
            let (from, to) = (json::text(edge, "fromID"), json::text(edge, "toID"));
            if from == to {
                gather
                    .report
                    .note(Fate::Dropped, "an edge from a node to itself", &from);
                continue;
            }
            if !net.nodes.contains_key(&from) || !net.nodes.contains_key(&to) {
                let place = json::text(edge, "edgeID");
                gather
                    .report
                    .note(Fate::Dropped, "an edge without an end", place);
                continue;
            }
            let known = net.after.entry(from.clone()).or_default();
            if !known.contains(&to) {
                known.push(to.clone());
                net.before.entry(to).or_default().push(from);
            }
        }
        net
    }

    fn type_of(&self, id: &str) -> String {
        self.nodes
            .get(id)
            .map(|it| json::text(it, "type"))
            .unwrap_or_default()
    }

    fn after(&self, id: &str) -> &[String] {
        self.after.get(id).map_or(&[], Vec::as_slice)
    }

    fn before(&self, id: &str) -> &[String] {
        self.before.get(id).map_or(&[], Vec::as_slice)
    }

    fn add_boxes(&self, gather: &mut Gather) {
        for id in &self.order {
            if self.type_of(id) == "I" {
                let text = json::text(self.nodes[id], "text");
                gather.add_node(id, "I", Kind::Claim, &text);
                let time = json::text(self.nodes[id], "timestamp");
                if !time.is_empty() {
                    gather.keep(id, "timestamp", &time.into());
                }
            }
        }
        // In a nodeset that is nothing but talk, what was said is all there is to show.
        if gather.n_nodes() == 0 {
            for id in &self.order {
                if self.type_of(id) == "L" {
                    let text = json::text(self.nodes[id], "text");
                    gather.add_node(id, "L", Kind::Claim, &text);
                    gather
                        .report
                        .note(Fate::Changed, "something said became a claim", id);
                }
            }
        }
    }

    fn add_links(&self, gather: &mut Gather) {
        for id in &self.order {
            let type_ = self.type_of(id);
            let relation = match type_.as_str() {
                "RA" => Relation::Supports,
                "CA" => Relation::Opposes,
                "MA" => Relation::Restates,
                "PA" => Relation::from("prefers"),
                "I" | "L" | "TA" | "YA" => continue,
                _ => {
                    let what = format!("a node of type “{type_}”");
                    gather.report.note(Fate::Dropped, what, id);
                    continue;
                }
            };
            let is_part = |other: &&String| gather.has_node(other);
            let from: Vec<String> = self.before(id).iter().filter(is_part).cloned().collect();
            let is_step = |other: &&String| {
                let type_ = self.type_of(other);
                gather.has_node(other) || matches!(type_.as_str(), "RA" | "CA" | "MA" | "PA")
            };
            let to: Vec<String> = self.after(id).iter().filter(is_step).cloned().collect();
            if from.is_empty() || to.is_empty() {
                let what = format!("a {type_} node without premise or conclusion");
                gather.report.note(Fate::Dropped, what, id);
                continue;
            }
            let node = self.nodes[id];
            let own = json::text(&node["argmap"], "relation");
            let relation = if own.is_empty() {
                relation
            } else {
                Relation::from(own)
            };
            let mut scheme = find_scheme(node, &type_);
            if relation == Relation::Answers && scheme == "Answer" {
                scheme.clear();
            }
            let mut own = Extra::new();
            let time = json::text(node, "timestamp");
            if !time.is_empty() {
                keep(&mut own, "timestamp", &time.into());
            }
            let words = json::text(node, "text");
            if !words.is_empty() && scheme.is_empty() {
                let said = json!({"type": type_, "text": words, "scheme": ""});
                keep(&mut own, "said", &said);
            }
            let step = LinkSpec {
                name: id.clone(),
                kind: type_,
                relation: Some(relation),
                from,
                scheme,
                kept: own,
                ..LinkSpec::default()
            };
            gather.add_step(&step, to);
        }
    }

    /// The articles's passages: by the ids of spans, else by the words of boxes and of what was
    /// said for them.
    fn tie(&self, gather: &mut Gather, marked: &Marked) {
        if marked.text.trim().is_empty() {
            return;
        }
        let source = gather.add_source("text", &marked.text);
        let mut tied: Vec<SoughtPassage> = Vec::new();
        for (name, words, at) in &marked.spans {
            let bare = name.strip_prefix("node").unwrap_or(name);
            if let Some(known) = [bare, name.as_str()].iter().find(|it| gather.has_node(it)) {
                tied.push(((*known).to_owned(), words.clone(), Some(*at)));
            } else if self.type_of(bare) == "L" {
                for said in self.find_said(bare) {
                    tied.push((said, words.clone(), Some(*at)));
                }
            }
        }
        let marked: HashSet<&String> = tied.iter().map(|(name, ..)| name).collect();
        let words = |id: &String| json::text(self.nodes[id], "text");
        let others = self.order.iter();
        let others = others.filter(|&id| gather.has_node(id) && !marked.contains(id));
        let own: Vec<_> = others.map(|id| (id.clone(), words(id), None)).collect();
        let found = gather.tie(&source, &own).into_iter();
        let lost = own.iter().zip(found).filter(|(_, is_tied)| !is_tied);
        let said = lost.filter_map(|((id, ..), _)| {
            let said = words(&self.find_locution(id)?);
            Some((id.clone(), strip_speaker(&said).1, None))
        });
        let said: Vec<_> = said.collect();
        gather.tie(&source, &said);
        let tied = gather.tie(&source, &tied);
        let lost = tied.iter().filter(|&&is_tied| !is_tied).count();
        gather.report.note_many(
            Fate::Dropped,
            "a passage whose words are not in the text",
            lost,
            "",
        );
    }

    /// The boxes that a locution says.
    fn find_said(&self, locution: &str) -> Vec<String> {
        let acts = self
            .after(locution)
            .iter()
            .filter(|it| self.type_of(it) == "YA");
        let said = acts.flat_map(|act| self.after(act));
        said.filter(|it| self.type_of(it) == "I").cloned().collect()
    }

    /// The locution that says a box.
    fn find_locution(&self, id: &str) -> Option<String> {
        let acts = self.before(id).iter().filter(|it| self.type_of(it) == "YA");
        let mut said = acts.flat_map(|act| self.before(act));
        said.find(|it| self.type_of(it) == "L").cloned()
    }

    /// Speakers and questions.
    fn fold_dialogue(&self, aif: &Value, gather: &mut Gather) {
        let mut people: HashMap<String, String> = HashMap::new();
        for person in list(aif, "participants") {
            let name = [
                json::text(person, "firstname"),
                json::text(person, "surname"),
            ];
            let name = name.join(" ").trim().to_owned();
            people.insert(json::text(person, "participantID"), name);
        }
        let mut speakers: HashMap<String, String> = HashMap::new();
        for locution in list(aif, "locutions") {
            if let Some(name) = people.get(&json::text(locution, "personID")) {
                speakers.insert(json::text(locution, "nodeID"), name.clone());
            }
        }
        let mut n_folded = 0;
        for id in &self.order {
            let type_ = self.type_of(id);
            if gather.has_node(id) {
                continue;
            }
            if matches!(type_.as_str(), "L" | "TA" | "YA") {
                n_folded += 1;
            }
            if type_ != "L" {
                continue;
            }
            let text = json::text(self.nodes[id], "text");
            let speaker = speakers.get(id).cloned();
            let speaker = speaker
                .or_else(|| strip_speaker(&text).0)
                .unwrap_or_default();
            for act in self.after(id).iter().filter(|it| self.type_of(it) == "YA") {
                let force = json::text(self.nodes[act], "text");
                let asks = force.to_lowercase().contains("questioning");
                for said in self.after(act) {
                    let Some(node) = gather.node_mut(said) else {
                        continue;
                    };
                    if !speaker.is_empty() {
                        let tag = format!("speaker: {speaker}");
                        if !node.tags.contains(&tag) {
                            node.tags.push(tag);
                        }
                    }
                    if asks && (force.to_lowercase().contains("pure") || force == "Questioning") {
                        node.kind = Kind::Question;
                    } else if asks && !node.tags.contains(&force) {
                        node.tags.push(force.clone());
                    }
                }
            }
        }
        let what = "nodes of the dialogue, of which speakers and questions are kept";
        gather.report.note_many(Fate::Changed, what, n_folded, "");
    }
}

/// `Speaker: words`, taken apart. A speaker is a short name.
fn strip_speaker(text: &str) -> (Option<String>, String) {
    match text.split_once(':') {
        Some((name, words)) if name.len() <= 60 && name.split_whitespace().count() <= 5 => {
            (Some(name.trim().to_owned()), words.trim().to_owned())
        }
        _ => (None, text.to_owned()),
    }
}

/// The scheme of a step, unless it is the one that says nothing.
fn find_scheme(node: &Value, type_: &str) -> String {
    let scheme = json::text(node, "scheme");
    let text = json::text(node, "text");
    let found = if scheme.is_empty() { text } else { scheme };
    let is_plain = found == type_
        || found.is_empty()
        || found.starts_with("Default ")
        || found.starts_with("YA_");
    if is_plain { String::new() } else { found }
}

/// What this program adds to nodes when it writes them.
fn restore_own(aif: &Value, gather: &mut Gather) {
    for node in list(aif, "nodes") {
        let own = &node["argmap"];
        if !own.is_object() {
            continue;
        }
        let Some(known) = gather.node_mut(&json::text(node, "nodeID")) else {
            continue;
        };
        if own["kind"].is_string() {
            known.kind = Kind::from(json::text(own, "kind"));
        }
        known.note = json::text(own, "note");
        known.title = json::text(own, "title");
        if let Some(tags) = own["tags"].as_array() {
            known.tags = tags.iter().map(json::as_text).collect();
        }
    }
}
