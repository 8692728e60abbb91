//! Passages as annotations: written as W3C Web Annotations in JSON-LD, read from these and from
//! what Hypothesis gives out. Knows how an annotation is written, not what a map does with it.

use serde_json::{Value, json};

use super::exchange::json;
use super::{ExportRequest, FormatError, Import, Report};
use crate::model::{Anchor, Document, Kind};
use crate::text::Quote;

/// An annotation of somebody's, as far as a map can use it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Annotation {
    /// The address of what is annotated.
    pub address: String,
    /// The title of what is annotated, where it is said.
    pub title: String,
    /// The passage. Its position counts over the annotator's text, which may be another one.
    pub quote: Quote,
    /// What is said about it.
    pub body: String,
    /// What it is tagged with.
    pub tags: Vec<String>,
}

/// The passages of a map as a collection of Web Annotations.
///
/// # Errors
/// [`FormatError::Export`] where no box rests on a passage.
pub fn export(request: &ExportRequest) -> Result<Vec<u8>, FormatError> {
    let document = &request.document;
    let mut items = Vec::new();
    for node in document.nodes() {
        for (index, anchor) in node.anchors.iter().enumerate() {
            let id = format!(
                "urn:argument-map:{}:{}:{index}",
                document.meta().id,
                node.id
            );
            let mut tags = vec![node.kind.as_str()];
            tags.extend(node.tags.iter().map(String::as_str));
            items.push(print(document, &id, anchor, &node.text, &tags));
        }
    }
    for link in document.links() {
        for (index, anchor) in link.anchors.iter().enumerate() {
            let id = format!(
                "urn:argument-map:{}:{}:{index}",
                document.meta().id,
                link.id
            );
            items.push(print(document, &id, anchor, "", &[link.relation.as_str()]));
        }
    }
    if items.is_empty() {
        return Err(FormatError::Export {
            why: "none of its boxes rests on a passage; choose another format".to_owned(),
        });
    }
    let collection = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": format!("urn:argument-map:{}", document.meta().id),
        "type": "AnnotationCollection",
        "label": document.meta().title,
        "total": items.len(),
        "first": { "type": "AnnotationPage", "startIndex": 0, "items": items },
    });
    let text = serde_json::to_string_pretty(&collection).map_err(|error| FormatError::Export {
        why: error.to_string(),
    })?;
    Ok((text + "\n").into_bytes())
}

fn print(document: &Document, id: &str, anchor: &Anchor, words: &str, tags: &[&str]) -> Value {
    let mut bodies: Vec<Value> = Vec::new();
    if !words.is_empty() {
        bodies.push(json!({
            "type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": words,
        }));
    }
    let tag = |tag: &&str| json!({ "type": "TextualBody", "purpose": "tagging", "value": tag });
    bodies.extend(tags.iter().map(tag));
    let mut quote = json!({ "type": "TextQuoteSelector", "exact": anchor.exact });
    for (name, context) in [("prefix", &anchor.prefix), ("suffix", &anchor.suffix)] {
        if !context.is_empty() {
            quote[name] = context.as_str().into();
        }
    }
    let mut selectors = vec![quote];
    if let (Some(start), Some(end)) = (anchor.start, anchor.end) {
        let position = json!({ "type": "TextPositionSelector", "start": start, "end": end });
        selectors.push(position);
    }
    let source = document.sources().get(anchor.source.as_str());
    let address = source.map(|source| source.url.as_str());
    let address = address.filter(|url| !url.is_empty());
    let own = || format!("urn:argument-map:{}:{}", document.meta().id, anchor.source);
    let address = address.map_or_else(own, ToOwned::to_owned);
    json!({
        "id": id,
        "type": "Annotation",
        "motivation": "describing",
        "body": bodies,
        "target": { "source": address, "selector": selectors },
    })
}

/// The kind of box that the tags of an annotation speak of.
pub fn find_kind(tags: &[String]) -> Option<Kind> {
    let mut kinds = Kind::ALL.iter();
    kinds
        .find(|kind| {
            tags.iter()
                .any(|tag| tag.eq_ignore_ascii_case(kind.as_str()))
        })
        .cloned()
}

/// The annotations with a quote that JSON holds, whichever of the known forms it has; none if it
/// is something else. The report tells of members that stand twice.
pub fn read(bytes: &[u8]) -> Option<(Vec<Annotation>, Report)> {
    let file = Import {
        name: "",
        bytes,
        companion: None,
    };
    let mut report = Report::default();
    let value = json::read(&file, &mut report).ok()?;
    let items = find_items(&value, 0)?;
    Some((items.into_iter().filter_map(read_one).collect(), report))
}

/// How deep a collection is looked into.
const DEEPEST: u8 = 6;

fn find_items(value: &Value, depth: u8) -> Option<Vec<&Value>> {
    if depth > DEEPEST {
        return None;
    }
    if let Value::Array(items) = value {
        let is_all = !items.is_empty() && items.iter().all(is_annotation);
        return is_all.then(|| items.iter().collect());
    }
    if is_annotation(value) {
        return Some(vec![value]);
    }
    let keys = ["rows", "annotations", "items", "first", "@graph"];
    let mut inner = keys.iter().filter_map(|key| value.get(key));
    inner.find_map(|inner| find_items(inner, depth + 1))
}

fn is_annotation(value: &Value) -> bool {
    value.get("target").is_some()
        && (value.get("uri").is_some() || says(value, "type", "Annotation") || {
            let selector = value.pointer("/target/selector");
            selector.is_some()
        })
}

/// Whether a member, alone or in a list, says that word.
fn says(value: &Value, key: &str, word: &str) -> bool {
    list(value.get(key)).any(|value| value.as_str() == Some(word))
}

/// A member that may be one thing or a list of them.
fn list(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    let items: &[Value] = match value {
        Some(Value::Array(items)) => items,
        Some(value) => std::slice::from_ref(value),
        None => &[],
    };
    items.iter()
}

fn read_one(value: &Value) -> Option<Annotation> {
    let mut annotation = Annotation::default();
    for target in list(value.get("target")) {
        let source = target.get("source").or(Some(target));
        let address = source.and_then(|it| it.as_str().or_else(|| it.get("id")?.as_str()));
        if let Some(address) = address
            && annotation.address.is_empty()
        {
            address.clone_into(&mut annotation.address);
        }
        for selector in list(target.get("selector")) {
            read_selector(selector, &mut annotation.quote);
        }
        if !annotation.quote.exact.is_empty() {
            break;
        }
    }
    if annotation.quote.exact.trim().is_empty() {
        return None;
    }
    let text = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default();
    if annotation.address.is_empty() {
        text("uri").clone_into(&mut annotation.address);
    }
    let title = list(value.pointer("/document/title")).find_map(Value::as_str);
    title.unwrap_or_default().clone_into(&mut annotation.title);
    text("text").clone_into(&mut annotation.body);
    let tags = list(value.get("tags")).filter_map(Value::as_str);
    annotation.tags.extend(tags.map(ToOwned::to_owned));
    for body in list(value.get("body")) {
        let words = body.as_str().or_else(|| body.get("value")?.as_str());
        let Some(words) = words else { continue };
        if says(body, "purpose", "tagging") {
            annotation.tags.push(words.to_owned());
        } else if annotation.body.is_empty() {
            words.clone_into(&mut annotation.body);
        }
    }
    if let Some(tag) = text("bodyValue").get(..).filter(|it| !it.is_empty()) {
        tag.clone_into(&mut annotation.body);
    }
    Some(annotation)
}

fn read_selector(selector: &Value, quote: &mut Quote) {
    let text = |key: &str| {
        selector
            .get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    if says(selector, "type", "TextQuoteSelector") {
        text("exact").clone_into(&mut quote.exact);
        text("prefix").clone_into(&mut quote.prefix);
        text("suffix").clone_into(&mut quote.suffix);
    } else if says(selector, "type", "TextPositionSelector") {
        let number = |key: &str| {
            let number = selector.get(key).and_then(Value::as_u64);
            number.and_then(|number| usize::try_from(number).ok())
        };
        quote.start = number("start");
        quote.end = number("end");
    }
    for refined in list(selector.get("refinedBy")) {
        if refined.is_object() {
            read_selector(refined, quote);
        }
    }
}
