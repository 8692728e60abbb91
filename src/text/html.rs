//! The words of raw HTML inside Markdown: tags off, common entities decoded. No HTML reader.

/// Tags that end a line of text.
const LINE_TAGS: &[&str] = &[
    "p",
    "div",
    "br",
    "li",
    "ul",
    "ol",
    "tr",
    "table",
    "section",
    "article",
    "blockquote",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "details",
    "summary",
    "figcaption",
    "aside",
    "hr",
];

/// The elements whose content is no text.
const SILENT_TAGS: &[&str] = &["script", "style"];

/// The entities that prose uses; numeric ones are decoded besides.
const ENTITIES: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
];

/// The text of an HTML fragment, one line per block, without tags, comments and scripts.
pub fn strip_tags(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    let mut silent: Option<&str> = None;
    while let Some(open) = rest.find('<') {
        if silent.is_none() {
            push_decoded(&mut text, &rest[..open]);
        }
        let tag = &rest[open..];
        let close = if tag.starts_with("<!--") {
            tag.find("-->").map(|at| at + 3)
        } else {
            tag.find('>').map(|at| at + 1)
        };
        let Some(close) = close else { return text };
        let name = read_tag_name(&tag[..close]);
        if let Some(inside) = silent {
            if tag.starts_with("</") && name == inside {
                silent = None;
            }
        } else if let Some(found) = SILENT_TAGS.iter().find(|known| **known == name) {
            silent = (!tag.starts_with("</")).then_some(found);
        } else if LINE_TAGS.contains(&name.as_str()) {
            text.push('\n');
        }
        rest = &tag[close..];
    }
    if silent.is_none() {
        push_decoded(&mut text, rest);
    }
    text
}

/// The name of a tag such as `<br/>` or `</p>`, in lower case.
pub fn read_tag_name(tag: &str) -> String {
    let inner = tag.trim_start_matches(['<', '/']);
    let end = inner
        .find(|char: char| !char.is_ascii_alphanumeric())
        .unwrap_or(inner.len());
    inner[..end].to_ascii_lowercase()
}

fn push_decoded(text: &mut String, raw: &str) {
    let mut rest = raw;
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let decoded = rest[..rest.floor_char_boundary(12)]
            .find(';')
            .and_then(|end| Some((decode_entity(&rest[1..end])?, end + 1)));
        let (char, len) = decoded.unwrap_or(('&', 1));
        text.push(char);
        rest = &rest[len..];
    }
    text.push_str(rest);
}

fn decode_entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    ENTITIES
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, char)| *char)
}
