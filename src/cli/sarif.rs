//! Findings as SARIF 2.1.0, the format in which editors and code hosts take the findings of
//! checkers (OASIS, "Static Analysis Results Interchange Format", 2020).

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::findings::Told;
use crate::reason::checks::{self, Severity};

/// The rule under which broken laws and lost passages are told.
const LAW: &str = "law";

/// What there is to say about one file.
pub(super) struct Sheet<'a> {
    /// Its path as it was given.
    pub file: &'a str,
    /// Its text, in which records are looked for; empty if it could not be read.
    pub text: &'a str,
    /// Broken laws and passages that are not in their source.
    pub laws: &'a [String],
    /// What the checks found.
    pub told: &'a [Told],
}

/// The whole log.
pub(super) fn print(sheets: &[Sheet<'_>]) -> String {
    let rules: Vec<Value> = std::iter::once(json!({
        "id": LAW,
        "shortDescription": {"text": "A map keeps its laws, and its sources hold what it quotes"},
        "defaultConfiguration": {"level": "error"},
    }))
    .chain(checks::ALL.iter().map(|check| {
        json!({
            "id": check.id,
            "shortDescription": {"text": check.title()},
            "fullDescription": {"text": check.help()},
            "help": {"text": format!("{}\n\nSource: {}", check.help(), check.source)},
            "defaultConfiguration": {"level": level(check.severity)},
        })
    }))
    .collect();
    let results: Vec<Value> = sheets.iter().flat_map(list_results).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "linchpin",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&log).unwrap_or_default() + "\n"
}

fn list_results(sheet: &Sheet<'_>) -> Vec<Value> {
    let laws = sheet.laws.iter().map(|sentence| {
        json!({
            "ruleId": LAW,
            "level": "error",
            "message": {"text": sentence},
            "locations": [locate(sheet, None)],
        })
    });
    let told = sheet.told.iter().map(|told| {
        let mut result = json!({
            "ruleId": told.check,
            "level": level(told.severity),
            "message": {"text": told.message},
            "locations": [locate(sheet, told.on.first())],
            "partialFingerprints": {
                "records/v1": format!("{}:{}", told.check, told.on.join("+")),
            },
        });
        if let Some(reason) = &told.set_aside {
            result["suppressions"] = json!([{"kind": "inSource", "justification": reason}]);
        }
        result
    });
    laws.chain(told).collect()
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Hint => "note",
    }
}

/// Where a record stands: the file, the line of its id, and the id itself.
fn locate(sheet: &Sheet<'_>, id: Option<&String>) -> Value {
    let mut physical = json!({"artifactLocation": {"uri": write_uri(sheet.file)}});
    let Some(id) = id else {
        return json!({"physicalLocation": physical});
    };
    let quoted = format!("\"id\": \"{id}\"");
    if let Some(at) = sheet.text.find(&quoted) {
        let line = 1 + sheet.text[..at].matches('\n').count();
        physical["region"] = json!({"startLine": line});
    }
    json!({
        "physicalLocation": physical,
        "logicalLocations": [{"name": id, "kind": "object"}],
    })
}

/// A path as a reference (RFC 3986): what is no plain sign is written as its bytes.
fn write_uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    if path.starts_with('/') {
        uri.push_str("file://");
    }
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(byte as char);
            }
            byte => write!(uri, "%{byte:02X}").expect("a string takes all that is written"),
        }
    }
    uri
}
