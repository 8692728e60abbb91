//! Word texts (Office Open XML, ECMA-376): paragraphs by their style, runs by their properties.
//! Deleted and hidden words, comments and pictures are passed over.

use std::collections::HashMap;

use super::super::article::Article;
use super::super::compose::{Composer, Container};
use super::super::error::TextError;
use super::super::facts::Facts;
use super::super::structure::PartKind;
use super::archive::{Archive, lists};
use super::docx_lists::Lists;
use super::docx_styles::Styles;
use super::xml::{Element, Node, Xml, XmlFault, decode_xml};

/// The document of a package that does not say where it is.
const MAIN: &str = "word/document.xml";

/// Reads a Word text.
pub fn read(bytes: &[u8], file: &str) -> Result<Article, TextError> {
    let mut archive = Archive::open(bytes, file)?;
    let main = find_main(&mut archive)?;
    let damaged = |_: XmlFault| TextError::Damaged {
        file: file.to_owned(),
    };
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let within = |name: &str| {
        format!("{folder}/{name}")
            .trim_start_matches('/')
            .to_owned()
    };
    let mut parts = Parts::default();
    if let Some(xml) = archive.read(&within("styles.xml"))? {
        parts.styles = Styles::read(&decode_xml(&xml)).unwrap_or_default();
    }
    if let Some(xml) = archive.read(&within("numbering.xml"))? {
        parts.lists = Lists::read(&decode_xml(&xml)).unwrap_or_default();
    }
    let main_name = main.rsplit('/').next().unwrap_or_default();
    parts.links = read_links(&mut archive, &within(&format!("_rels/{main_name}.rels")))?;
    let mut writer = Writer {
        parts,
        ..Writer::default()
    };
    let document = archive.need(&main)?;
    writer
        .write(&decode_xml(&document), Place::Body)
        .map_err(damaged)?;
    drop(document);
    for (name, kind) in [("footnotes", Note::Foot), ("endnotes", Note::End)] {
        if writer.notes.iter().all(|(own, _)| *own != kind) {
            continue;
        }
        if let Some(xml) = archive.read(&within(&format!("{name}.xml")))? {
            let links = within(&format!("_rels/{name}.xml.rels"));
            writer.parts.links = read_links(&mut archive, &links)?;
            writer
                .write(&decode_xml(&xml), Place::Notes(kind))
                .map_err(damaged)?;
        }
    }
    let mut facts = Facts::default();
    if let Some(xml) = archive.read("docProps/core.xml")? {
        read_facts(&decode_xml(&xml), &mut facts).unwrap_or_default();
    }
    Ok(Article::of_parts(writer.composer.finish(), facts))
}

/// The name of the main document, by the package's relations.
fn find_main(archive: &mut Archive<'_>) -> Result<String, TextError> {
    let relations = archive.read("_rels/.rels")?.unwrap_or_default();
    let text = decode_xml(&relations);
    let mut xml = Xml::new(&text);
    while let Ok(Some(node)) = xml.read() {
        let Node::Start(element) = node else { continue };
        let is_main = element
            .attribute("Type")
            .is_some_and(|kind| kind.ends_with("/officeDocument"));
        if let (true, Some(target)) = (is_main, element.attribute("Target")) {
            let target = target.trim_start_matches('/');
            if archive.holds(target) {
                return Ok(target.to_owned());
            }
        }
    }
    Ok(MAIN.to_owned())
}

/// The addresses that hyperlinks of a part name by id.
fn read_links(archive: &mut Archive<'_>, name: &str) -> Result<HashMap<String, String>, TextError> {
    let mut links = HashMap::new();
    let Some(bytes) = archive.read(name)? else {
        return Ok(links);
    };
    let text = decode_xml(&bytes);
    let mut xml = Xml::new(&text);
    while let Ok(Some(node)) = xml.read() {
        let Node::Start(element) = node else { continue };
        let kind = element.attribute("Type").unwrap_or_default();
        if let (true, Some(id), Some(target)) = (
            kind.ends_with("/hyperlink"),
            element.attribute("Id"),
            element.attribute("Target"),
        ) {
            links.insert(id.to_owned(), target.to_owned());
        }
    }
    Ok(links)
}

/// Title, author and date of the package's core properties.
fn read_facts(text: &str, facts: &mut Facts) -> Result<(), XmlFault> {
    let mut xml = Xml::new(text);
    while let Some(node) = xml.read()? {
        let Node::Start(element) = node else { continue };
        match element.name.as_str() {
            "dc:title" => facts.set_title(&xml.read_words()?),
            "dc:creator" => facts.set_author(&xml.read_words()?),
            "dc:language" => facts.set_language(&xml.read_words()?),
            "dcterms:created" => facts.set_published(&xml.read_words()?),
            _ => {}
        }
    }
    Ok(())
}

/// What stands beside the document and is looked up from it.
#[derive(Default)]
struct Parts {
    styles: Styles,
    lists: Lists,
    links: HashMap<String, String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Note {
    Foot,
    End,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Body,
    Notes(Note),
}

/// The paragraph that is being read.
#[derive(Clone, Default)]
struct Paragraph {
    style: Option<String>,
    /// Number and level of its list.
    list: Option<(String, usize)>,
    outline: Option<u8>,
    /// How many containers it has entered.
    n_entered: usize,
    has_begun: bool,
    /// Whether it is the large letter that begins the next paragraph.
    is_drop_cap: bool,
}

/// The run that is being read.
#[derive(Clone, Copy, Default)]
struct Run {
    is_bold: bool,
    is_italic: bool,
    is_hidden: bool,
}

#[derive(Default)]
struct Writer {
    parts: Parts,
    composer: Composer,
    paragraph: Paragraph,
    follows_drop_cap: bool,
    /// Paragraphs around the one of a text box.
    outer: Vec<Paragraph>,
    run: Run,
    /// Whether the properties that come are those of a run.
    in_run: bool,
    /// How deep in tables; only the outermost makes rows.
    table_depth: usize,
    /// Whether the outermost table has one column, which makes it a frame and no table.
    is_frame: bool,
    /// Notes in the order of their marks.
    notes: Vec<(Note, String)>,
    /// Complex fields, innermost last: their instruction, and whether it made a link.
    fields: Vec<(String, bool)>,
}

impl Writer {
    fn write(&mut self, text: &str, place: Place) -> Result<(), XmlFault> {
        let mut xml = Xml::new(text);
        while let Some(node) = xml.read()? {
            match node {
                Node::Start(element) => self.start(&mut xml, &element, place)?,
                Node::End(name) => self.end(&name, place),
                Node::Text(_) => {}
            }
        }
        Ok(())
    }

    fn start(
        &mut self,
        xml: &mut Xml<'_>,
        element: &Element,
        place: Place,
    ) -> Result<(), XmlFault> {
        match element.name.as_str() {
            "w:p" => {
                self.outer.push(std::mem::take(&mut self.paragraph));
                if !std::mem::take(&mut self.follows_drop_cap) {
                    self.composer.close_block();
                }
            }
            "w:pPr" => self.in_run = false,
            "w:rPr" => self.in_run = true,
            "w:r" => {
                self.begin_paragraph();
                self.run = Run::default();
            }
            "w:t" => {
                let words = xml.read_words()?;
                self.push(&words);
            }
            "m:t" => {
                let words = xml.read_words()?;
                self.begin_paragraph();
                self.run = Run::default();
                self.push(&words);
            }
            "w:tab" if element.attribute("val").is_none() => self.push(" "),
            "w:br" | "w:cr" if !self.run.is_hidden => match element.attribute("type") {
                None | Some("textWrapping") => self.composer.break_line(),
                Some(_) => self.push(" "),
            },
            "w:noBreakHyphen" => self.push("\u{2011}"),
            "w:hyperlink" => {
                self.begin_paragraph();
                let id = element.attribute("id");
                let link = id.and_then(|id| self.parts.links.get(id));
                let url = link.cloned().unwrap_or_default();
                self.begin_link(&url);
            }
            "w:fldChar" => self.take_field(element.attribute("fldCharType")),
            "w:instrText" => {
                let words = xml.read_words()?;
                if let Some((instruction, _)) = self.fields.last_mut() {
                    instruction.push_str(&words);
                }
            }
            "w:footnoteReference" | "w:endnoteReference" => {
                let kind = if element.name == "w:footnoteReference" {
                    Note::Foot
                } else {
                    Note::End
                };
                if let (Place::Body, Some(id)) = (place, element.attribute("id")) {
                    self.notes.push((kind, id.to_owned()));
                    let mark = self.notes.len().to_string();
                    self.composer.push_reference(&mark);
                }
            }
            "w:footnote" | "w:endnote" => {
                let Place::Notes(kind) = place else {
                    return xml.skip();
                };
                let id = element.attribute("id").unwrap_or_default();
                let is_own = |(own, note): &(Note, String)| *own == kind && note == id;
                match self.notes.iter().position(is_own) {
                    Some(at) => self.composer.enter_note(&(at + 1).to_string()),
                    None => return xml.skip(),
                }
            }
            "w:tbl" => self.table_depth += 1,
            "w:tblGrid" => {
                let mut n_columns = 0;
                loop {
                    match xml.read()? {
                        Some(Node::Start(inner)) => {
                            n_columns += usize::from(inner.name == "w:gridCol");
                            xml.skip()?;
                        }
                        Some(Node::Text(_)) => {}
                        _ => break,
                    }
                }
                if self.table_depth == 1 {
                    self.is_frame = n_columns == 1;
                }
            }
            "w:tr" if self.makes_rows() => self.composer.begin_row(false),
            "w:tblHeader" if self.makes_rows() => {
                if is_on(element) {
                    self.composer.begin_row(true);
                }
            }
            "w:tc" if self.makes_rows() => self.composer.begin_cell(),
            // What is drawn twice, once for older programs; what is no longer or not yet said.
            "mc:Fallback" | "w:del" | "w:moveFrom" | "w:pPrChange" | "w:rPrChange" | "w:sdtPr"
            | "w:delText" | "w:sectPr" | "w:tblPr" | "w:tcPr" => return xml.skip(),
            _ => self.note_property(element),
        }
        Ok(())
    }

    /// Properties of paragraphs and runs.
    fn note_property(&mut self, element: &Element) {
        let value = element.attribute("val");
        match (element.name.as_str(), value) {
            ("w:pStyle", Some(style)) => self.paragraph.style = Some(style.to_owned()),
            ("w:outlineLvl", Some(level)) => self.paragraph.outline = level.parse().ok(),
            ("w:numId", Some(id)) => {
                let level = self.paragraph.list.take().map_or(0, |(_, level)| level);
                self.paragraph.list = Some((id.to_owned(), level));
            }
            ("w:ilvl", Some(level)) => {
                let level = level.parse().unwrap_or(0).min(8);
                let id = self
                    .paragraph
                    .list
                    .take()
                    .map_or(String::new(), |(id, _)| id);
                self.paragraph.list = Some((id, level));
            }
            ("w:framePr", _) => {
                let drops = element.attribute("dropCap").filter(|kind| *kind != "none");
                self.paragraph.is_drop_cap = drops.is_some();
            }
            ("w:rStyle", Some(style)) if self.in_run => {
                let (bold, italic) = self.parts.styles.find_weight(style);
                self.run.is_bold |= bold;
                self.run.is_italic |= italic;
            }
            ("w:b", _) if self.in_run => self.run.is_bold = is_on(element),
            ("w:i", _) if self.in_run => self.run.is_italic = is_on(element),
            ("w:vanish", _) if self.in_run => self.run.is_hidden = is_on(element),
            _ => {}
        }
    }

    fn end(&mut self, name: &str, place: Place) {
        match name {
            "w:p" if self.paragraph.is_drop_cap && self.paragraph.n_entered == 0 => {
                self.follows_drop_cap = true;
                self.paragraph = self.outer.pop().unwrap_or_default();
            }
            "w:p" => {
                self.begin_paragraph();
                for _ in 0..self.paragraph.n_entered {
                    self.composer.leave();
                }
                self.composer.close_block();
                self.paragraph = self.outer.pop().unwrap_or_default();
            }
            "w:hyperlink" => self.composer.end(PartKind::Link),
            "w:footnote" | "w:endnote" if matches!(place, Place::Notes(_)) => {
                self.composer.leave();
            }
            "w:tr" if self.makes_rows() => self.composer.end_row(),
            "w:tbl" => {
                self.table_depth = self.table_depth.saturating_sub(1);
                self.is_frame &= self.table_depth > 0;
            }
            _ => {}
        }
    }

    fn makes_rows(&self) -> bool {
        self.table_depth == 1 && !self.is_frame
    }

    /// Enters what the paragraph's properties say that it stands in, once they are all read.
    fn begin_paragraph(&mut self) {
        if self.paragraph.has_begun {
            return;
        }
        self.paragraph.has_begun = true;
        let style = self.paragraph.style.as_deref();
        let manner = self.parts.styles.find_manner(style);
        let outline = self.paragraph.outline.filter(|level| *level < 9);
        let heading = outline.map(|level| level + 1).or(manner.heading);
        if let Some(level) = heading {
            self.enter(Container::Heading(level.clamp(1, 6)));
            return;
        }
        let list = self.paragraph.list.clone().or(manner.list);
        if let Some((id, level)) = list.filter(|(id, _)| !id.is_empty() && id != "0")
            && let Some(mark) = self.parts.lists.count(&id, level)
        {
            for _ in 0..=level {
                self.enter(Container::List(None));
            }
            self.enter(Container::Item);
            self.composer.set_mark(mark);
        } else if manner.is_quote {
            self.enter(Container::Quote);
        }
    }

    fn enter(&mut self, container: Container) {
        self.composer.enter(container);
        self.paragraph.n_entered += 1;
    }

    fn push(&mut self, words: &str) {
        let run = self.run;
        if run.is_hidden || self.fields.last().is_some_and(|(_, shows)| !shows) {
            return;
        }
        self.begin_paragraph();
        let kinds = [
            (run.is_bold, PartKind::Strong),
            (run.is_italic, PartKind::Emphasis),
        ];
        for (_, kind) in kinds.iter().filter(|(is, _)| *is) {
            self.composer.begin(*kind, None);
        }
        self.composer.push(words);
        for (_, kind) in kinds.iter().rev().filter(|(is, _)| *is) {
            self.composer.end(*kind);
        }
    }

    fn begin_link(&mut self, url: &str) {
        self.composer.begin(PartKind::Link, Some(url));
    }

    /// A field shows what stands behind its separator; one of links leads somewhere.
    fn take_field(&mut self, mark: Option<&str>) {
        match mark {
            Some("begin") => self.fields.push((String::new(), false)),
            Some("separate") => {
                let Some((instruction, shows)) = self.fields.last_mut() else {
                    return;
                };
                *shows = true;
                let words = instruction.trim_start();
                if let Some(rest) = words.strip_prefix("HYPERLINK") {
                    let url = rest.split('"').nth(1).unwrap_or_default().to_owned();
                    self.begin_link(&url);
                }
            }
            Some("end") => {
                let field = self.fields.pop();
                if field.is_some_and(|(words, shows)| {
                    shows && words.trim_start().starts_with("HYPERLINK")
                }) {
                    self.composer.end(PartKind::Link);
                }
            }
            _ => {}
        }
    }
}

/// Whether a property that is there is on.
pub fn is_on(element: &Element) -> bool {
    !matches!(
        element.attribute("val"),
        Some("0" | "false" | "off" | "none")
    )
}

/// Whether bytes are a Word text.
pub fn sniff(bytes: &[u8]) -> bool {
    lists(bytes, MAIN) || (lists(bytes, "_rels/.rels") && lists(bytes, "word/styles.xml"))
}
