//! Books in EPUB 2 and 3: the chapters of the spine, named by the table of contents.

use std::collections::HashMap;

use dom_query::Document;

use super::super::article::Article;
use super::super::compose::Composer;
use super::super::decode::check_size;
use super::super::error::TextError;
use super::super::facts::Facts;
use super::super::pieces::{check_pieces, count_tags};
use super::Input;
use super::archive::{Archive, read_mimetype};
use super::html_blocks::write_blocks;
use super::xml::{Element, Node, Xml, XmlFault, decode_xml};

/// The most chapters that a book may have.
const MAX_CHAPTERS: usize = 5_000;
/// Elements of pages that have no end.
const VOID: &[&str] = &[
    "br", "hr", "img", "meta", "link", "input", "col", "area", "wbr",
];

/// Whether bytes are a book.
pub fn sniff(bytes: &[u8]) -> bool {
    read_mimetype(bytes).is_some_and(|kind| kind.starts_with("application/epub"))
        || super::archive::lists(bytes, "META-INF/container.xml")
}

/// Reads the chapters that are wanted, all of them where nothing else is said.
pub fn read(input: &Input<'_>) -> Result<Article, TextError> {
    let mut archive = Archive::open(input.bytes, input.file)?;
    let book = Book::open(&mut archive, input.file)?;
    let locked = list_locked(&mut archive)?;
    let mut composer = Composer::default();
    let (mut n_bytes, mut n_tags) = (0, 0);
    for (at, chapter) in book.chapters.iter().enumerate() {
        if input.chapters.is_some_and(|wanted| !wanted.contains(&at)) {
            continue;
        }
        for path in &chapter.paths {
            if locked.contains(path) {
                return Err(TextError::Locked {
                    file: input.file.to_owned(),
                });
            }
            let Some(bytes) = archive.read(path)? else {
                continue;
            };
            n_bytes += bytes.len();
            check_size(n_bytes, input.file)?;
            let text = decode_xml(&bytes);
            n_tags += count_tags(&text);
            check_pieces(n_tags, input.file)?;
            let page = Document::from(close_elements(&text));
            write_blocks(&page.root(), &mut composer);
        }
    }
    Ok(Article::of_parts(composer.finish(), book.facts))
}

/// The names of the chapters in the order of the spine.
pub fn list_chapters(bytes: &[u8], file: &str) -> Result<Vec<String>, TextError> {
    let mut archive = Archive::open(bytes, file)?;
    let book = Book::open(&mut archive, file)?;
    Ok(book
        .chapters
        .into_iter()
        .map(|chapter| chapter.name)
        .collect())
}

/// A chapter: its name, and the pages that it runs over.
struct Chapter {
    name: String,
    paths: Vec<String>,
}

struct Book {
    facts: Facts,
    chapters: Vec<Chapter>,
}

/// A page as the book's list of files has it.
struct Item {
    path: String,
    kind: String,
    properties: String,
}

impl Item {
    /// Whether it is the page of contents.
    fn is_contents(&self) -> bool {
        self.properties.split_whitespace().any(|word| word == "nav")
    }
}

impl Book {
    fn open(archive: &mut Archive<'_>, file: &str) -> Result<Self, TextError> {
        let damaged = |_: XmlFault| TextError::Damaged {
            file: file.to_owned(),
        };
        let container = archive.need("META-INF/container.xml")?;
        let root = find_root(&decode_xml(&container)).map_err(damaged)?;
        let package = archive.need(&root)?;
        let mut facts = Facts::default();
        let mut items: HashMap<String, Item> = HashMap::new();
        let mut spine = Vec::new();
        let mut contents = None;
        let text = decode_xml(&package);
        let mut xml = Xml::new(&text);
        while let Some(node) = xml.read().map_err(damaged)? {
            let Node::Start(element) = node else { continue };
            let named = |name: &str| element.attribute(name).unwrap_or_default().to_owned();
            match element.name.as_str() {
                "dc:title" => facts.set_title(&xml.read_words().map_err(damaged)?),
                "dc:creator" => facts.set_author(&xml.read_words().map_err(damaged)?),
                "dc:publisher" => facts.set_publisher(&xml.read_words().map_err(damaged)?),
                "dc:date" => facts.set_published(&xml.read_words().map_err(damaged)?),
                "dc:language" => facts.set_language(&xml.read_words().map_err(damaged)?),
                "opf:item" => {
                    let item = Item {
                        path: join_path(&root, &named("href")),
                        kind: named("media-type"),
                        properties: named("properties"),
                    };
                    // The page of contents wins over the older file of them.
                    let is_old = item.kind == "application/x-dtbncx+xml" && contents.is_none();
                    if is_old || item.is_contents() {
                        contents = Some(item.path.clone());
                    }
                    items.insert(named("id"), item);
                }
                "opf:itemref" if spine.len() < MAX_CHAPTERS => spine.push(named("idref")),
                _ => {}
            }
        }
        let names = match contents {
            Some(path) => {
                let bytes = archive.read(&path)?.unwrap_or_default();
                read_names(&decode_xml(&bytes), &path).unwrap_or_default()
            }
            None => Vec::new(),
        };
        // The table of contents is no chapter, though it may stand among them.
        let is_page = |item: &&Item| {
            (item.kind.contains("html") || item.kind.is_empty()) && !item.is_contents()
        };
        let pages = spine.iter().filter_map(|id| items.get(id)).filter(is_page);
        let paths = pages.map(|item| item.path.clone());
        Ok(Self {
            facts,
            chapters: part_chapters(paths, &names),
        })
    }
}

/// Parts the pages into chapters: a page that the table of contents names begins one.
fn part_chapters(paths: impl Iterator<Item = String>, names: &[(String, String)]) -> Vec<Chapter> {
    let mut chapters: Vec<Chapter> = Vec::new();
    for path in paths {
        let name = names.iter().find(|(own, _)| *own == path);
        match (name, chapters.last_mut()) {
            (None, Some(chapter)) if !names.is_empty() => chapter.paths.push(path),
            (name, _) => {
                let file = path.rsplit('/').next().unwrap_or_default();
                let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
                chapters.push(Chapter {
                    name: name.map_or_else(|| stem.to_owned(), |(_, name)| name.clone()),
                    paths: vec![path],
                });
            }
        }
    }
    chapters
}

fn find_root(container: &str) -> Result<String, XmlFault> {
    let mut xml = Xml::new(container);
    while let Some(node) = xml.read()? {
        if let Node::Start(element) = node
            && element.name.ends_with(":rootfile")
            && let Some(path) = element.attribute("full-path")
        {
            return Ok(path.to_owned());
        }
    }
    Err(XmlFault)
}

/// The pages that the table of contents names, with their names, in its order.
fn read_names(text: &str, own: &str) -> Result<Vec<(String, String)>, XmlFault> {
    let mut xml = Xml::new(text);
    let mut names = Vec::new();
    let mut label = String::new();
    let mut nav: Option<bool> = None;
    while let Some(node) = xml.read()? {
        let element = match node {
            Node::Start(element) => element,
            Node::End(name) => {
                if name == "html:nav" {
                    nav = None;
                }
                continue;
            }
            Node::Text(_) => continue,
        };
        match element.name.as_str() {
            "html:nav" => {
                let kind = element.attribute("epub:type").unwrap_or_default();
                nav = Some(kind.split_whitespace().any(|word| word == "toc"));
            }
            "html:a" if nav == Some(true) => {
                let target = element.attribute("href").unwrap_or_default().to_owned();
                let name = xml.read_words()?;
                note_name(&mut names, own, &target, &name);
            }
            "ncx:navLabel" => label = xml.read_words()?,
            "ncx:content" => {
                let target = element.attribute("src").unwrap_or_default();
                note_name(&mut names, own, target, &label);
            }
            _ => {}
        }
    }
    Ok(names)
}

fn note_name(names: &mut Vec<(String, String)>, own: &str, target: &str, name: &str) {
    let path = join_path(own, target);
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if !name.is_empty() && names.iter().all(|(known, _)| *known != path) {
        names.push((path, name));
    }
}

/// The entry that a link names, seen from the entry that it stands in; without its fragment.
fn join_path(from: &str, link: &str) -> String {
    let link = link.split('#').next().unwrap_or_default();
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    let link = decode_percent(link);
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn decode_percent(link: &str) -> String {
    let mut bytes = Vec::with_capacity(link.len());
    let mut rest = link.as_bytes();
    while let Some((&byte, behind)) = rest.split_first() {
        let code = (byte == b'%')
            .then(|| std::str::from_utf8(behind.get(..2)?).ok())
            .flatten()
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(code.unwrap_or(byte));
        rest = if code.is_some() { &behind[2..] } else { behind };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Pages that are locked: fonts alone may be, and they are not read.
fn list_locked(archive: &mut Archive<'_>) -> Result<Vec<String>, TextError> {
    let bytes = archive.read("META-INF/encryption.xml")?.unwrap_or_default();
    let text = decode_xml(&bytes);
    let mut xml = Xml::new(&text);
    let mut locked = Vec::new();
    while let Ok(Some(node)) = xml.read() {
        if let Node::Start(element) = node
            && element.name == "enc:CipherReference"
            && let Some(path) = element.attribute("URI")
        {
            locked.push(decode_percent(path));
        }
    }
    Ok(locked)
}

/// An XHTML page as HTML, in which elements without content need an end of their own. A page
/// that is no XML is taken for HTML.
fn close_elements(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    let mut xml = Xml::new(text);
    loop {
        match xml.read() {
            Ok(Some(Node::Start(element))) => {
                html.push('<');
                push_tag(&mut html, &element);
                html.push('>');
            }
            Ok(Some(Node::End(name))) => {
                let name = name.rsplit(':').next().unwrap_or_default();
                if !VOID.contains(&name) {
                    html.push_str("</");
                    html.push_str(name);
                    html.push('>');
                }
            }
            Ok(Some(Node::Text(words))) => html.push_str(&escape(&words)),
            Ok(None) => return html,
            Err(_) => return text.to_owned(),
        }
    }
}

fn push_tag(html: &mut String, element: &Element) {
    html.push_str(element.name.rsplit(':').next().unwrap_or_default());
    for name in ["href", "epub:type", "start", "role", "hidden"] {
        let exact = element.exact(name);
        if let Some(value) = exact {
            html.push(' ');
            html.push_str(name);
            html.push_str("=\"");
            html.push_str(&escape(value));
            html.push('"');
        }
    }
}

fn escape(words: &str) -> String {
    words
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}
