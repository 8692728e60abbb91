//! OpenDocument texts (ISO/IEC 26300), packed or as one flat XML file: paragraphs and spans by
//! their style. Comments, tracked deletions, tables of contents and pictures are passed over.

use std::collections::HashMap;

use super::super::article::Article;
use super::super::compose::{Composer, Container};
use super::super::error::TextError;
use super::super::facts::Facts;
use super::super::structure::PartKind;
use super::archive::{Archive, read_mimetype};
use super::odt_styles::{Look, Styles};
use super::xml::{Element, Node, Xml, XmlFault, decode_xml};

/// What the entry `mimetype` of texts and their templates begins with.
const MIMETYPE: &str = "application/vnd.oasis.opendocument.text";

/// Whether bytes are an OpenDocument text.
pub fn sniff(bytes: &[u8]) -> bool {
    let is_flat = || {
        let head = &bytes[..bytes.len().min(2_000)];
        memchr::memmem::find(head, b"<office:document").is_some()
            && memchr::memmem::find(head, MIMETYPE.as_bytes()).is_some()
    };
    read_mimetype(bytes).is_some_and(|kind| kind.starts_with(MIMETYPE)) || is_flat()
}

/// Reads an OpenDocument text.
pub fn read(bytes: &[u8], file: &str) -> Result<Article, TextError> {
    let damaged = |_: XmlFault| TextError::Damaged {
        file: file.to_owned(),
    };
    let mut writer = Writer::default();
    let mut facts = Facts::default();
    if !bytes.starts_with(b"PK") {
        super::super::decode::check_size(bytes.len(), file)?;
        let text = decode_xml(bytes);
        writer.styles.read(&text).map_err(damaged)?;
        read_facts(&text, &mut facts).map_err(damaged)?;
        writer.write(&text).map_err(damaged)?;
        return Ok(Article::of_parts(writer.finish(), facts));
    }
    let mut archive = Archive::open(bytes, file)?;
    if let Some(manifest) = archive.read("META-INF/manifest.xml")?
        && memchr::memmem::find(&manifest, b"encryption-data").is_some()
    {
        return Err(TextError::Locked {
            file: file.to_owned(),
        });
    }
    if let Some(xml) = archive.read("styles.xml")? {
        writer.styles.read(&decode_xml(&xml)).unwrap_or_default();
    }
    if let Some(xml) = archive.read("meta.xml")? {
        read_facts(&decode_xml(&xml), &mut facts).unwrap_or_default();
    }
    let content = archive.need("content.xml")?;
    let text = decode_xml(&content);
    writer.styles.read(&text).map_err(damaged)?;
    writer.write(&text).map_err(damaged)?;
    Ok(Article::of_parts(writer.finish(), facts))
}

fn read_facts(text: &str, facts: &mut Facts) -> Result<(), XmlFault> {
    let mut xml = Xml::new(text);
    let mut creator = String::new();
    while let Some(node) = xml.read()? {
        let Node::Start(element) = node else { continue };
        match element.name.as_str() {
            "dc:title" => facts.set_title(&xml.read_words()?),
            "meta:initial-creator" => facts.set_author(&xml.read_words()?),
            "dc:creator" => creator = xml.read_words()?,
            "dc:language" => facts.set_language(&xml.read_words()?),
            "meta:creation-date" => facts.set_published(&xml.read_words()?),
            "office:body" => break,
            _ => {}
        }
    }
    facts.set_author(&creator);
    Ok(())
}

/// A list that is open.
#[derive(Clone, Default)]
struct List {
    style: Option<String>,
    count: u64,
}

#[derive(Default)]
struct Writer {
    styles: Styles,
    composer: Composer,
    /// Notes go here until the text has ended.
    notes: Composer,
    n_notes: usize,
    note_mark: String,
    lists: Vec<List>,
    /// The last number that a list of a style had.
    counts: HashMap<String, u64>,
    /// How many containers each open paragraph or heading has entered.
    entered: Vec<usize>,
    /// What each open paragraph, span or link has begun.
    looks: Vec<Vec<PartKind>>,
    /// How deep in words that are not shown.
    n_hidden: usize,
    hidden: Vec<bool>,
    table_depth: usize,
    in_table_head: bool,
    /// Columns of the outermost table; one makes it a frame and no table.
    n_columns: usize,
    in_body: bool,
}

impl Writer {
    fn finish(self) -> (String, Vec<super::super::structure::Part>) {
        let mut composer = self.composer;
        composer.absorb(self.notes);
        composer.finish()
    }

    fn write(&mut self, text: &str) -> Result<(), XmlFault> {
        let mut xml = Xml::new(text);
        while let Some(node) = xml.read()? {
            match node {
                Node::Start(element) if element.name == "office:text" => self.in_body = true,
                Node::End(name) if name == "office:text" => self.in_body = false,
                Node::Start(element) if self.in_body => self.start(&mut xml, &element)?,
                Node::End(name) if self.in_body => self.end(&name),
                // Words stand in paragraphs and spans alone; between them is white space.
                Node::Text(words) if !self.looks.is_empty() && self.n_hidden == 0 => {
                    self.composer.flow(&words);
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn start(&mut self, xml: &mut Xml<'_>, element: &Element) -> Result<(), XmlFault> {
        let style = element.attribute("text:style-name").unwrap_or_default();
        match element.name.as_str() {
            "text:h" => {
                let level = element.attribute("outline-level");
                let level = level.and_then(|level| level.parse().ok()).unwrap_or(1_u8);
                self.composer.enter(Container::Heading(level.clamp(1, 6)));
                self.entered.push(1);
                self.open_look(Look::default());
            }
            "text:p" => self.start_paragraph(style),
            "text:span" => {
                let look = self.styles.find_look("text", style);
                self.open_look(look);
            }
            "text:a" => {
                let url = element.attribute("xlink:href").unwrap_or_default();
                self.open_look(Look::default());
                self.composer.begin(PartKind::Link, Some(url));
                if let Some(kinds) = self.looks.last_mut() {
                    kinds.push(PartKind::Link);
                }
            }
            "text:s" | "text:tab" => self.composer.flow(" "),
            "text:line-break" => self.composer.break_line(),
            "text:list" => self.start_list(style, element),
            "text:list-item" => {
                self.composer.enter(Container::Item);
                self.count_item(element);
            }
            "text:list-header" => {
                self.composer.enter(Container::Item);
                self.composer.set_mark(String::new());
            }
            "text:note" => {
                self.n_notes += 1;
                self.note_mark = self.n_notes.to_string();
            }
            "text:note-citation" => {
                xml.skip()?;
                let mark = self.note_mark.clone();
                self.composer.push_reference(&mark);
            }
            "text:note-body" => {
                std::mem::swap(&mut self.composer, &mut self.notes);
                let mark = self.note_mark.clone();
                self.composer.enter_note(&mark);
            }
            "table:table" => {
                self.table_depth += 1;
                if self.table_depth == 1 {
                    self.n_columns = 0;
                }
            }
            "table:table-column" if self.table_depth == 1 => {
                let n = element.attribute("number-columns-repeated");
                self.n_columns += n.and_then(|n| n.parse().ok()).unwrap_or(1_usize).min(1_000);
            }
            "table:table-header-rows" if self.table_depth == 1 => self.in_table_head = true,
            "table:table-row" if self.makes_rows() => {
                self.composer.begin_row(self.in_table_head);
            }
            "table:table-cell" | "table:covered-table-cell" if self.makes_rows() => {
                self.composer.begin_cell();
            }
            "text:hidden-text"
            | "text:hidden-paragraph"
            | "office:annotation"
            | "text:tracked-changes"
            | "text:sequence-decls"
            | "text:variable-decls"
            | "text:user-field-decls"
            | "office:forms"
            | "text:table-of-content"
            | "text:ruby-text"
            | "draw:object"
            | "draw:object-ole"
            | "svg:title"
            | "svg:desc" => {
                xml.skip()?;
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) {
        match name {
            "text:h" | "text:p" => {
                self.close_look();
                for _ in 0..self.entered.pop().unwrap_or(0) {
                    self.composer.leave();
                }
                self.composer.close_block();
            }
            "text:span" | "text:a" => self.close_look(),
            "text:list-item" | "text:list-header" => self.composer.leave(),
            "text:list" => {
                self.composer.leave();
                if let Some(List {
                    style: Some(style),
                    count,
                }) = self.lists.pop()
                {
                    self.counts.insert(style, count);
                }
            }
            "text:note-body" => {
                self.composer.leave();
                std::mem::swap(&mut self.composer, &mut self.notes);
            }
            "table:table-header-rows" if self.table_depth == 1 => self.in_table_head = false,
            "table:table-row" if self.makes_rows() => self.composer.end_row(),
            "table:table" => self.table_depth = self.table_depth.saturating_sub(1),
            _ => {}
        }
    }

    fn start_paragraph(&mut self, style: &str) {
        let names = self.styles.list_names(style);
        let has = |known: &str| names.iter().any(|name| name == known);
        self.composer.close_block();
        let container = if has("Title") {
            Some(Container::Heading(1))
        } else if (has("Quotations") || has("Quote")) && self.lists.is_empty() {
            Some(Container::Quote)
        } else {
            None
        };
        self.entered.push(usize::from(container.is_some()));
        if let Some(container) = container {
            self.composer.enter(container);
        }
        let look = self.styles.find_look("paragraph", style);
        let is_heading = has("Title") || has("Heading");
        self.open_look(Look {
            is_bold: look.is_bold && !is_heading,
            ..look
        });
    }

    fn start_list(&mut self, style: &str, element: &Element) {
        let own = (!style.is_empty()).then(|| style.to_owned());
        let outer = self.lists.last().and_then(|list| list.style.clone());
        let style = own.or(outer);
        let goes_on = element.attribute("continue-numbering") == Some("true")
            || element.attribute("continue-list").is_some();
        let count = style
            .as_ref()
            .filter(|_| goes_on)
            .and_then(|style| self.counts.get(style).copied());
        self.composer.enter(Container::List(None));
        let level = self.lists.len() + 1;
        let first = style
            .as_ref()
            .and_then(|style| self.styles.find_level(style, level))
            .map_or(1, |level| level.start);
        self.lists.push(List {
            style,
            count: count.unwrap_or_else(|| first.saturating_sub(1)),
        });
    }

    fn count_item(&mut self, element: &Element) {
        let level = self.lists.len();
        let Some(list) = self.lists.last_mut() else {
            return;
        };
        let start = element.attribute("start-value");
        list.count = start
            .and_then(|start| start.parse().ok())
            .unwrap_or_else(|| list.count.saturating_add(1));
        let style = list.style.as_deref().unwrap_or_default();
        if let Some(own) = self.styles.find_level(style, level) {
            let mark = own.mark(list.count);
            self.composer.set_mark(mark);
        }
    }

    fn open_look(&mut self, look: Look) {
        let mut kinds = Vec::new();
        for (is, kind) in [
            (look.is_bold, PartKind::Strong),
            (look.is_italic, PartKind::Emphasis),
        ] {
            if is {
                self.composer.begin(kind, None);
                kinds.push(kind);
            }
        }
        self.looks.push(kinds);
        self.hidden.push(look.is_hidden);
        self.n_hidden += usize::from(look.is_hidden);
    }

    fn close_look(&mut self) {
        for kind in self.looks.pop().unwrap_or_default().into_iter().rev() {
            self.composer.end(kind);
        }
        self.n_hidden -= usize::from(self.hidden.pop().unwrap_or(false));
    }

    fn makes_rows(&self) -> bool {
        self.table_depth == 1 && self.n_columns != 1
    }
}
