//! What a Markdown file says of itself in YAML front matter: three plain values, no more YAML.

/// The values of front matter that an article has a place for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// `title`.
    pub title: Option<String>,
    /// `author` or `authors`.
    pub author: Option<String>,
    /// `lang` or `language`.
    pub language: Option<String>,
}

/// Reads lines of the form `key: value`; everything else is passed over.
pub fn read_front_matter(yaml: &str) -> FrontMatter {
    let mut found = FrontMatter::default();
    for line in yaml.lines() {
        let Some((key, value)) = line.split_once(':') else {
            continue;
        };
        let slot = match key {
            "title" => &mut found.title,
            "author" | "authors" => &mut found.author,
            "lang" | "language" => &mut found.language,
            _ => continue,
        };
        let value = unquote(value.trim());
        if slot.is_none() && !value.is_empty() && !value.starts_with(['[', '{', '|', '>']) {
            *slot = Some(value.to_owned());
        }
    }
    found
}

fn unquote(value: &str) -> &str {
    let strip = |mark: char| value.strip_prefix(mark)?.strip_suffix(mark);
    strip('"').or_else(|| strip('\'')).unwrap_or(value)
}
