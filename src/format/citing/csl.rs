//! The articles of a map as CSL JSON, the data that citation styles are applied to.

use serde_json::{Map, Value, json};

use super::{Date, list_authors, list_sources};
use crate::format::{ExportRequest, FormatError};
use crate::model::Source;

/// The articles as a list of CSL items.
///
/// # Errors
/// [`FormatError::Export`] where the map has no articles.
pub fn export(request: &ExportRequest) -> Result<Vec<u8>, FormatError> {
    let items = list_sources(&request.document)?;
    let items = items.into_iter().map(|(key, source)| print(&key, source));
    let list = Value::Array(items.collect());
    let text = serde_json::to_string_pretty(&list).map_err(|error| FormatError::Export {
        why: error.to_string(),
    })?;
    Ok((text + "\n").into_bytes())
}

fn print(key: &str, source: &Source) -> Value {
    let kind = match (source.url.is_empty(), source.publisher.is_empty()) {
        (_, false) => "article-newspaper",
        (false, true) => "webpage",
        (true, true) => "document",
    };
    let mut item = Map::new();
    let mut put = |name: &str, value: Value| {
        if value.as_str() != Some("") {
            item.insert(name.to_owned(), value);
        }
    };
    put("id", key.into());
    put("type", kind.into());
    put("title", source.title.as_str().into());
    put("publisher", source.publisher.as_str().into());
    put("URL", source.url.as_str().into());
    put("language", source.language.as_str().into());
    let authors = list_authors(&source.author);
    if !authors.is_empty() {
        put(
            "author",
            authors.iter().map(|name| print_name(name)).collect(),
        );
    }
    for (name, written) in [
        ("issued", &source.published),
        ("accessed", &source.retrieved),
    ] {
        let date = Date::read(written);
        if !date.parts.is_empty() {
            put(name, json!({ "date-parts": [date.parts] }));
        } else if !date.raw.is_empty() {
            put(name, json!({ "raw": date.raw }));
        }
    }
    Value::Object(item)
}

/// A name is taken apart only where a comma says how.
fn print_name(name: &str) -> Value {
    match name.split_once(',') {
        Some((family, given)) => json!({ "family": family.trim(), "given": given.trim() }),
        None => json!({ "literal": name }),
    }
}
