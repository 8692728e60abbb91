//! The articles of a map in RIS, which reference managers read.

use super::{Date, list_authors, list_sources};
use crate::format::{ExportRequest, FormatError};
use crate::model::Source;

/// The articles as RIS records, lines ended as the format asks for.
///
/// # Errors
/// [`FormatError::Export`] where the map has no articles.
pub fn export(request: &ExportRequest) -> Result<Vec<u8>, FormatError> {
    let records = list_sources(&request.document)?;
    let records = records.into_iter().map(|(key, source)| print(&key, source));
    Ok(records.collect::<String>().into_bytes())
}

fn print(key: &str, source: &Source) -> String {
    let kind = match (source.url.is_empty(), source.publisher.is_empty()) {
        (false, _) => "ELEC",
        (true, false) => "NEWS",
        (true, true) => "GEN",
    };
    let mut lines = vec![("TY", kind.to_owned()), ("ID", key.to_owned())];
    lines.extend(
        list_authors(&source.author)
            .into_iter()
            .map(|name| ("AU", name)),
    );
    let date = Date::read(&source.published);
    let accessed = Date::read(&source.retrieved).join("/");
    lines.extend([
        ("TI", source.title.clone()),
        ("PB", source.publisher.clone()),
        ("PY", date.year().unwrap_or_default()),
        ("DA", date.join("/").unwrap_or_default()),
        ("UR", source.url.clone()),
        ("Y2", accessed.unwrap_or_default()),
        ("LA", source.language.clone()),
    ]);
    let one_line = |value: &str| value.split_whitespace().collect::<Vec<_>>().join(" ");
    let lines = lines
        .into_iter()
        .filter(|(_, value)| !value.trim().is_empty());
    let lines = lines.map(|(tag, value)| format!("{tag}  - {}\r\n", one_line(&value)));
    let lines: Vec<String> = lines.collect();
    format!("{}ER  - \r\n\r\n", lines.concat())
}
