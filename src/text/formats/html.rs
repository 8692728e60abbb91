//! Saved web pages: the article without what stands around it, with what the page says of it.

use std::borrow::Cow;

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use super::super::article::Article;
use super::super::compose::Composer;
use super::super::decode::{check_size, decode_bytes, decode_markup};
use super::super::error::TextError;
use super::super::facts::Facts;
use super::super::pieces::{check_pieces, count_tags};
use super::Input;
use super::html_blocks::write_blocks;

/// The most elements of a page: more is no page but a trap.
const MAX_ELEMENTS: usize = 400_000;
/// The deepest nesting of elements. Real pages stay far below a hundred; what nests deeper is
/// read flat, since a parser's own stack is not endless.
const MAX_DEPTH: usize = 400;
/// Elements that never have an end tag.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];
/// Where a page says which sections of its site lead to it.
const CRUMBS: &str = "nav[class*=crumb], nav[id*=crumb], [class~=breadcrumb], [class~=breadcrumbs], \
     [id=breadcrumb], [id=breadcrumbs], [itemtype$=BreadcrumbList]";
/// How many bytes from the start of a page its encoding is declared in.
const HEAD: usize = 4_096;

/// Whether bytes are surely a page: one that begins as pages do.
pub fn sniff(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(1_024)];
    let start = String::from_utf8_lossy(start).to_ascii_lowercase();
    let mut start = start.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    while let Some(rest) = start.strip_prefix("<!--").or(start.strip_prefix("<?")) {
        let Some(end) = rest.find('>') else { break };
        start = rest[end + 1..].trim_start();
    }
    ["<!doctype html", "<html", "<head", "<body"]
        .iter()
        .any(|opening| start.starts_with(opening))
}

/// Reads a page.
pub fn read(input: &Input<'_>) -> Result<Article, TextError> {
    check_size(input.bytes.len(), input.file)?;
    let (text, encoding) = match input.encoding {
        Some(_) => {
            let decoded = decode_bytes(input.bytes, input.file, input.encoding)?;
            (decoded.text.into(), decoded.encoding)
        }
        None => decode_markup(input.bytes, find_declared(input.bytes)),
    };
    check_pieces(count_tags(&text), input.file)?;
    Ok(Article {
        encoding: Some(encoding),
        ..read_page(&text)
    })
}

/// The article of a page, or all of its words where none stands out.
pub fn read_page(html: &str) -> Article {
    let html = flatten(html);
    let mut facts = Facts::default();
    let config = Config {
        max_elements_to_parse: MAX_ELEMENTS,
        ..Config::default()
    };
    let find = || {
        let page = Document::from(html.as_str());
        page.select(CRUMBS).remove();
        let mut page = Readability::with_document(page, None, Some(config)).ok()?;
        page.parse().ok()
    };
    let is_searched = has_tags(&html) && !is_row_of_signs(&html);
    let found = is_searched.then(find).flatten();
    if let Some(found) = found {
        facts.set_title(&found.title);
        facts.set_author(found.byline.as_deref().unwrap_or_default());
        facts.set_publisher(found.site_name.as_deref().unwrap_or_default());
        facts.set_published(found.published_time.as_deref().unwrap_or_default());
        facts.set_language(found.lang.as_deref().unwrap_or_default());
        facts.set_url(found.url.as_deref().unwrap_or_default());
        let content = Document::from(found.content.as_ref());
        drop_teasers(&content);
        let article = compose(&content, facts.clone());
        if !article.text.trim().is_empty() {
            return article;
        }
    }
    compose(&Document::from(html), facts)
}

/// A piece of a page, such as one copied from a browser: all of it.
pub fn read_fragment(html: &str) -> Article {
    compose(&Document::from(flatten(html)), Facts::default())
}

/// Drops paragraphs that are one link in capital letters, such as “READ MORE”: they lead away from
/// the article and are none of it.
fn drop_teasers(content: &Document) {
    for paragraph in content.select("p").nodes() {
        let words = paragraph.text();
        let linked: String = paragraph
            .find(&["a"])
            .iter()
            .map(|link| link.text().to_string())
            .collect();
        let is_loud = words.contains(char::is_uppercase) && !words.contains(char::is_lowercase);
        if is_loud && words.split_whitespace().count() >= 3 && linked.trim() == words.trim() {
            paragraph.remove_from_parent();
        }
    }
}

fn compose(page: &Document, facts: Facts) -> Article {
    let mut composer = Composer::default();
    write_blocks(&page.root(), &mut composer);
    Article::of_parts(composer.finish(), facts)
}

/// The encoding that a page declares in its head.
fn find_declared(bytes: &[u8]) -> Option<&[u8]> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let at = memchr::memmem::find(head, b"charset=")? + "charset=".len();
    let rest = head[at..].strip_prefix(b"\"").unwrap_or(&head[at..]);
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_:.".contains(byte);
    let len = rest.iter().take_while(|byte| is_name(byte)).count();
    (len > 0).then(|| &rest[..len])
}

/// The page without the tags that nest beyond the bound, and without the attributes of tags that are far
/// longer than any tag of a real page: the parser compares each attribute with all before it, and the
/// writer looks, from each quotation mark in one, for the next. Words are never dropped.
fn flatten(html: &str) -> String {
    const MOST_BYTES_OF_A_TAG: usize = 8_192;
    // Nobody sees them, and the parser notes each of them as an error of its own.
    let html = &*without_zeros(html);
    let html = &*escape_lone_signs(html);
    let mut depth = 0_usize;
    let mut kept = 0;
    let mut flat = String::new();
    // Signs that open a tag open none within one.
    let mut end_of_tag = 0;
    for open in memchr::memchr_iter(b'<', html.as_bytes()) {
        if open < end_of_tag {
            continue;
        }
        let tag = &html[open..];
        let is_end = tag.starts_with("</");
        let name = tag[1..].trim_start_matches('/');
        if !name.starts_with(|char: char| char.is_ascii_alphabetic()) {
            continue;
        }
        let Some(len) = tag.find('>').map(|at| at + 1) else {
            break;
        };
        end_of_tag = open + len;
        let end = name.find(|char: char| !char.is_ascii_alphanumeric());
        let name = name[..end.unwrap_or(name.len())].to_ascii_lowercase();
        let encloses = !VOID.contains(&name.as_str()) && !tag[..len].ends_with("/>");
        if encloses && is_end {
            depth = depth.saturating_sub(1);
        } else if encloses {
            depth += 1;
        }
        let is_too_deep = encloses && depth > MAX_DEPTH;
        if is_too_deep || len > MOST_BYTES_OF_A_TAG {
            flat.push_str(&html[kept..open]);
            kept = open + len;
        }
        if !is_too_deep && len > MOST_BYTES_OF_A_TAG {
            flat.push_str(if is_end { "</" } else { "<" });
            flat.push_str(&name);
            flat.push_str(if encloses { ">" } else { "/>" });
        }
    }
    flat.push_str(&html[kept..]);
    flat
}

/// A page in which very many angle brackets open nothing, with these written as signs, since the parser
/// notes each of them as an error of its own. A page of a few has them in scripts, which are left alone.
fn escape_lone_signs(html: &str) -> Cow<'_, str> {
    const MANY: usize = 20_000;
    let opens = |at: usize| {
        let next = html.as_bytes().get(at + 1);
        next.is_some_and(|next| next.is_ascii_alphabetic() || b"/!?".contains(next))
    };
    let lone = memchr::memchr_iter(b'<', html.as_bytes()).filter(|&at| !opens(at));
    if lone.clone().count() < MANY {
        return html.into();
    }
    let mut escaped = String::with_capacity(html.len());
    let mut kept = 0;
    for at in lone {
        escaped.push_str(&html[kept..at]);
        escaped.push_str("&lt;");
        kept = at + 1;
    }
    escaped.push_str(&html[kept..]);
    escaped.into()
}

fn without_zeros(html: &str) -> Cow<'_, str> {
    if html.contains('\0') {
        html.replace('\0', "").into()
    } else {
        html.into()
    }
}

/// Whether there is anything that an article could stand out from.
fn has_tags(html: &str) -> bool {
    let bytes = html.as_bytes();
    let mut opening = memchr::memchr_iter(b'<', bytes);
    opening.any(|at| bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic))
}

/// Whether the search for the article would take a time that grows as the square of the page. It writes
/// the article as a page again, and its writer looks, from each sign that has to be escaped, for the next
/// angle bracket in the same words, however far that is.
fn is_row_of_signs(html: &str) -> bool {
    /// Bytes that are looked at again and again; a real page stays far below.
    const MOST_BYTES: usize = 1 << 30;
    let bytes = html.as_bytes();
    let (mut n_searching, mut n_looked_at) = (0_usize, 0_usize);
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let tail = &bytes[at..];
        let starts = |words: &[&str]| words.iter().any(|it| tail.starts_with(it.as_bytes()));
        match byte {
            b'<' => {
                n_searching = 0;
                at += find_code_end(tail).unwrap_or(0);
            }
            b'>' => n_searching = 0,
            b'&' if starts(&["&lt;", "&gt;"]) => n_searching = 0,
            b'&' if starts(&["&quot;", "&apos;", "&#39;", "&#34;"]) => {}
            // The first byte of a no-break space, and of some letters.
            b'&' | 0xC2 => n_searching += 1,
            _ => {}
        }
        n_looked_at = n_looked_at.saturating_add(n_searching);
        at += 1;
    }
    n_looked_at > MOST_BYTES
}

/// Where a script or a style sheet ends that begins here; neither is part of an article.
fn find_code_end(html: &[u8]) -> Option<usize> {
    ["script", "style"].iter().find_map(|name| {
        let start = html.get(1..=name.len())?;
        if !start.eq_ignore_ascii_case(name.as_bytes()) {
            return None;
        }
        let mut ends = memchr::memmem::find_iter(html, b"</");
        let end = ends.find(|&at| {
            let end = html.get(at + 2..at + 2 + name.len());
            end.is_some_and(|end| end.eq_ignore_ascii_case(name.as_bytes()))
        });
        Some(end.unwrap_or(html.len()))
    })
}
