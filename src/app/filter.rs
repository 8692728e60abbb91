//! What of a map is to be seen: boxes of some kinds, steps of some relations, tags, words, gaps.
//! As JSON it is a view's `filter`; members that this version does not know are kept.

use serde::{Deserialize, Serialize};

use crate::model::{Document, Graph, RawJson};

/// What is to be seen. Each member narrows it; within a list one match is enough.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// Words that the wording contains, all of them, without regard to case.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Kinds of boxes, as files name them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<String>,
    /// What a box does to the one above, as files name relations.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub relations: Vec<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Whether only boxes with a finding are meant.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub findings: bool,
    /// Members that this version does not know.
    #[serde(flatten)]
    others: serde_json::Map<String, serde_json::Value>,
}

impl Filter {
    /// Reads a view's filter; what cannot be read leaves everything in sight.
    pub fn parse(json: &RawJson) -> Self {
        serde_json::from_str(json.as_str()).unwrap_or_default()
    }

    /// The filter as it stands in a file; none if it keeps everything and knows nothing more.
    pub fn to_json(&self) -> Option<RawJson> {
        if *self == Self::default() {
            return None;
        }
        let text = serde_json::to_string(self).ok()?;
        Some(RawJson::from_checked(&text))
    }

    /// Whether everything is to be seen.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
            && self.kinds.is_empty()
            && self.relations.is_empty()
            && self.tags.is_empty()
            && !self.findings
    }

    /// Lets everything be seen again.
    pub fn clear(&mut self) {
        *self = Self {
            others: std::mem::take(&mut self.others),
            ..Self::default()
        };
    }

    /// Adds a word to one of the lists, or takes it out.
    pub fn toggle(list: &mut Vec<String>, word: &str) {
        match list.iter().position(|other| other == word) {
            Some(at) => drop(list.remove(at)),
            None => list.push(word.to_owned()),
        }
    }

    /// Per node in document order, whether it matches. `graph` is that of `document`.
    /// Places in `found` are those of nodes with a finding.
    pub fn find(&self, document: &Document, graph: &Graph, found: &[u32]) -> Vec<bool> {
        let words: Vec<String> = self
            .text
            .to_lowercase()
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        let mut has_finding = vec![!self.findings; document.nodes().len()];
        if self.findings {
            for &node in found {
                has_finding[node as usize] = true;
            }
        }
        let is_in = |list: &[String], word: &str| list.iter().any(|it| it == word);
        let matches = |(at, node): (u32, &std::sync::Arc<crate::model::Node>)| {
            let relation = graph.place(at).map(|place| graph.relation(place.link));
            has_finding[at as usize]
                && (self.kinds.is_empty() || is_in(&self.kinds, node.kind.as_str()))
                && (self.relations.is_empty()
                    || relation.is_some_and(|it| is_in(&self.relations, it.as_str())))
                && (self.tags.is_empty() || node.tags.iter().any(|tag| is_in(&self.tags, tag)))
                && (words.is_empty() || {
                    let text = node.text.to_lowercase();
                    words.iter().all(|word| text.contains(word.as_str()))
                })
        };
        (0..).zip(document.nodes().iter()).map(matches).collect()
    }
}
