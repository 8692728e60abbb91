//! What the OVA editors add to AIF: texts with marked spans, and the files of OVA2, whose edges
//! hold whole nodes.

use serde_json::Value;

use super::ahead::Next;
use super::json::{self, list};
use super::{Fate, Gather, Import, Imported, LinkSpec, Report};
use crate::model::{Kind, Relation};

/// Whether a file seems to be of OVA2.
pub(super) fn recognises(import: &Import<'_>) -> bool {
    let head = import.head();
    head.contains("\"participantID\"") && head.contains("\"visible\"")
}

/// Whether JSON is a file of OVA2: edges between whole nodes.
pub(super) fn is_ova2(whole: &Value) -> bool {
    let first = list(whole, "edges").first();
    let has_analysis = whole["analysis"].is_object();
    first.map_or(has_analysis, |edge| edge["from"].is_object())
}

/// Reads a file of OVA2, of which something was told already.
pub(super) fn read(whole: &Value, report: Report) -> Imported {
    let mut gather = Gather::new("ova2");
    gather.report = report;
    let analysis = &whole["analysis"];
    gather.title = json::text(analysis, "documentTitle");
    let nodes = list(whole, "nodes");
    let by_end = |end: &str| json::group(list(whole, "edges"), |it| json::text(&it[end], "id"));
    let (by_from, by_to) = (by_end("from"), by_end("to"));
    for node in nodes.iter().filter(|it| it["type"] == "I") {
        let id = json::text(node, "id");
        gather.add_node(&id, "I", Kind::Claim, &json::text(node, "text"));
    }
    for node in nodes {
        let (id, type_) = (json::text(node, "id"), json::text(node, "type"));
        let relation = match type_.as_str() {
            "RA" => Relation::Supports,
            "CA" => Relation::Opposes,
            "MA" => Relation::Restates,
            "PA" => Relation::from("prefers"),
            _ => continue,
        };
        let into = by_to.get(&id).into_iter().flatten();
        let out = by_from.get(&id).into_iter().flatten();
        let from: Vec<String> = into
            .map(|it| json::text(&it["from"], "id"))
            .filter(|it| gather.has_node(it))
            .collect();
        let step = LinkSpec {
            name: id.clone(),
            kind: type_,
            relation: Some(relation),
            from,
            ..LinkSpec::default()
        };
        let to = out.map(|it| json::text(&it["to"], "id")).collect();
        gather.add_step(&step, to);
    }
    let marked = read_spans(&json::text(analysis, "txt"));
    let plain = json::text(analysis, "plain_txt");
    if let Some((text, spans)) = marked {
        let text = if text.trim().is_empty() { plain } else { text };
        if !text.trim().is_empty() {
            let source = gather.add_source("text", &text);
            if let Some(own) = gather.source_mut(&source) {
                own.title = json::text(analysis, "documentTitle");
                own.url = json::text(analysis, "documentSource");
            }
            let passages: Vec<_> = spans
                .into_iter()
                .map(|(name, words, at)| {
                    let bare = name.strip_prefix("node").unwrap_or(&name).to_owned();
                    (bare, words, Some(at))
                })
                .collect();
            let tied = gather.tie(&source, &passages);
            let lost = tied.iter().filter(|&&is_tied| !is_tied).count();
            let what = "a passage whose words are not in the text";
            gather.report.note_many(Fate::Dropped, what, lost, "");
        }
    }
    gather.finish()
}

/// A marked span: its id, its words, and the byte at which it begins.
pub(super) type Spot = (String, String, usize);

/// A text of which spans are marked, without its markup: the text, and of every span its id, its
/// words and the byte at which it begins. None for an empty text.
pub(super) fn read_spans(html: &str) -> Option<(String, Vec<Spot>)> {
    if html.trim().is_empty() {
        return None;
    }
    if !html.contains('<') {
        return Some((unescape(html), Vec::new()));
    }
    // Spans may stand in one another as often as there is room; what all of them say stays within this.
    let mut n_bytes_left = html.len().saturating_mul(8);
    let mut tag_ends = Next::new(html, b'>');
    let mut text = String::new();
    let mut spans = Vec::new();
    let mut open: Vec<(String, usize)> = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        text.push_str(&unescape(&rest[..start]));
        rest = &rest[start..];
        // A sign that opens no tag is a sign.
        let is_tag =
            rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        let at = html.len() - rest.len();
        let end = is_tag.then(|| tag_ends.find(at)).flatten();
        let Some(end) = end.map(|end| end - at) else {
            text.push('<');
            rest = &rest[1..];
            continue;
        };
        let tag = rest[1..end].trim();
        rest = &rest[end + 1..];
        let name: String = tag
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        match (name.to_ascii_lowercase().as_str(), tag.starts_with('/')) {
            ("span", false) => open.push((attribute(tag, "id"), text.len())),
            ("span", true) => {
                if let Some((id, at)) = open.pop()
                    && !id.is_empty()
                {
                    // Without words it counts as one that is not in the text.
                    let words = &text[at..];
                    let words = if words.len() <= n_bytes_left {
                        words
                    } else {
                        ""
                    };
                    n_bytes_left -= words.len();
                    spans.push((id, words.to_owned(), at));
                }
            }
            ("br" | "p" | "div" | "li", _) if !text.ends_with('\n') || name == "br" => {
                text.push('\n');
            }
            _ => {}
        }
    }
    text.push_str(&unescape(rest));
    Some((text, spans))
}

fn attribute(tag: &str, key: &str) -> String {
    for quote in ['"', '\''] {
        let opening = format!("{key}={quote}");
        if let Some(at) = tag.find(&opening) {
            let value = &tag[at + opening.len()..];
            return value[..value.find(quote).unwrap_or(value.len())].to_owned();
        }
    }
    String::new()
}

fn unescape(words: &str) -> String {
    let words = words.replace("&lt;", "<").replace("&gt;", ">");
    let words = words.replace("&quot;", "\"").replace("&#39;", "'");
    words.replace("&nbsp;", " ").replace("&amp;", "&")
}
