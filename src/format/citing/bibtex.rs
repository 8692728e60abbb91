//! The articles of a map for BibTeX and biblatex.

use super::{Date, list_authors, list_sources};
use crate::format::{ExportRequest, FormatError};
use crate::model::Source;

/// The articles as BibTeX entries.
///
/// # Errors
/// [`FormatError::Export`] where the map has no articles.
pub fn export(request: &ExportRequest) -> Result<Vec<u8>, FormatError> {
    let entries = list_sources(&request.document)?;
    let entries = entries.into_iter().map(|(key, source)| print(&key, source));
    Ok(entries.collect::<Vec<_>>().join("\n").into_bytes())
}

fn print(key: &str, source: &Source) -> String {
    let kind = if source.url.is_empty() {
        "misc"
    } else {
        "online"
    };
    let date = Date::read(&source.published);
    let authors = list_authors(&source.author);
    let authors: Vec<String> = authors.iter().map(|name| print_name(name)).collect();
    let accessed = Date::read(&source.retrieved).join("-");
    let title = format!("{{{}}}", escape(&source.title));
    let fields = [
        ("author", authors.join(" and ")),
        (
            "title",
            if source.title.is_empty() {
                String::new()
            } else {
                title
            },
        ),
        ("publisher", escape(&source.publisher)),
        ("date", date.join("-").unwrap_or_default()),
        ("year", date.year().unwrap_or_default()),
        ("url", source.url.replace('{', "%7B").replace('}', "%7D")),
        ("urldate", accessed.unwrap_or_default()),
        ("langid", escape(&source.language)),
    ];
    let fields = fields.iter().filter(|(_, value)| !value.is_empty());
    let fields = fields.map(|(name, value)| format!("  {name} = {{{value}}},\n"));
    let fields: Vec<String> = fields.collect();
    format!("@{kind}{{{key},\n{}}}\n", fields.concat())
}

/// A name that is no person's stands in braces, so that it is not taken apart.
fn print_name(name: &str) -> String {
    let is_person =
        name.contains(',') || (name.contains(' ') && !name.to_lowercase().starts_with("the "));
    let name = escape(name);
    if is_person {
        name
    } else {
        format!("{{{name}}}")
    }
}

fn escape(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for char in words.chars() {
        match char {
            '\\' => escaped.push_str("\\textbackslash{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '{' | '}' | '$' | '&' | '#' | '%' | '_' => {
                escaped.push('\\');
                escaped.push(char);
            }
            char if char.is_whitespace() => escaped.push(' '),
            char => escaped.push(char),
        }
    }
    escaped
}
