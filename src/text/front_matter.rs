//! What a Markdown file says of itself in YAML front matter: a few plain values, no more YAML.

use super::facts::Facts;

/// Reads lines of the form `key: value`; everything else is passed over.
pub fn read_front_matter(yaml: &str) -> Facts {
    let mut found = Facts::default();
    for line in yaml.lines() {
        let Some((key, value)) = line.split_once(':') else {
            continue;
        };
        let value = unquote(value.trim());
        if value.starts_with(['[', '{', '|', '>']) {
            continue;
        }
        match key {
            "title" => found.set_title(value),
            "author" | "authors" => found.set_author(value),
            "lang" | "language" => found.set_language(value),
            "publisher" => found.set_publisher(value),
            "date" => found.set_published(value),
            "url" => found.set_url(value),
            _ => {}
        }
    }
    found
}

fn unquote(value: &str) -> &str {
    let strip = |mark: char| value.strip_prefix(mark)?.strip_suffix(mark);
    strip('"').or_else(|| strip('\'')).unwrap_or(value)
}
