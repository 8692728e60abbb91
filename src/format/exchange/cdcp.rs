//! The annotations of the Cornell eRulemaking corpus (CDCP): stretches of a text, their kinds,
//! and reasons among them. The text stands beside the file.

use serde_json::Value;

use super::json::{self, list};
use super::{Fate, Gather, Import, Imported, LinkSpec, Report};
use crate::format::FormatError;
use crate::model::{Kind, Relation};
use crate::text::{CharSpan, TextIndex};

/// The format's id, as `origin` names it.
pub const FORMAT_NAME: &str = "cdcp";

/// Whether a file seems to be such an annotation.
pub fn recognises(import: &Import<'_>) -> bool {
    import.looks_like_json() && import.head().contains("\"prop_offsets\"")
}

/// Reads an annotation with its text.
///
/// # Errors
/// For damaged JSON, and [`FormatError::Import`] where the text is not beside it.
pub fn read(import: &Import<'_>) -> Result<Imported, FormatError> {
    let mut report = Report::default();
    let whole = json::read(import, &mut report)?;
    let Some(text) = import.companion else {
        return Err(FormatError::Import {
            why: "it annotates a text that is not beside it; put the text into the same folder, \
                  under the same name with the ending .txt"
                .to_owned(),
        });
    };
    let mut gather = Gather::new(FORMAT_NAME);
    gather.report = report;
    let source = gather.add_source("text", text);
    let own: std::sync::Arc<str> = gather.sources()[0].text.clone();
    let index = TextIndex::new(&own);
    let labels = list(&whole, "prop_labels");
    for (at, offsets) in list(&whole, "prop_offsets").iter().enumerate() {
        let name = at.to_string();
        let side = |nth: usize| offsets[nth].as_u64().unwrap_or_default() as usize;
        let chars = CharSpan::new(side(0), side(1));
        if chars.end.0 > index.n_chars() || chars.start >= chars.end {
            gather
                .report
                .note(Fate::Dropped, "a stretch outside the text", &name);
            continue;
        }
        let span = index.byte_span(&own, chars);
        // Its words become those of a box, too.
        if !gather.takes_passage(span.len()) {
            continue;
        }
        let words = span.of(&own).trim().to_owned();
        let label = labels.get(at).map(json::as_text).unwrap_or_default();
        let kind = match label.as_str() {
            "fact" | "testimony" | "reference" => Kind::Evidence,
            _ => Kind::Claim,
        };
        let node = gather.add_node(&name, &label, kind, &words);
        if !label.is_empty() {
            node.tags.push(label);
        }
        gather.tie_at(&source, &index, &name, chars);
    }
    let url = json::text(&whole["url"], "0");
    if let Some(own) = gather.source_mut(&source)
        && !url.is_empty()
    {
        own.url = url;
    }
    for (key, scheme) in [("reasons", ""), ("evidences", "evidence")] {
        for (nth, step) in list(&whole, key).iter().enumerate() {
            // A range of two numbers may be long.
            let premises = find_premises(&step[0]);
            if !gather.takes_link(premises.clone().count()) {
                continue;
            }
            gather.add_link(LinkSpec {
                name: format!("{key}-{nth}"),
                kind: key.to_owned(),
                relation: Some(Relation::Supports),
                from: premises.map(|at| at.to_string()).collect(),
                to: json::as_text(&step[1]),
                scheme: scheme.to_owned(),
                place: format!("{key} {nth}"),
                ..LinkSpec::default()
            });
        }
    }
    Ok(gather.finish())
}

/// Premises are a range of stretches, both ends among them.
fn find_premises(range: &Value) -> std::ops::Range<u64> {
    const MOST: u64 = 1_000;
    let (Some(first), Some(last)) = (range[0].as_u64(), range[1].as_u64()) else {
        return 0..0;
    };
    first..last.min(first.saturating_add(MOST)).saturating_add(1)
}
