//! Markdown to plain text and structure: one block per line, markup gone, entities decoded.
//! See [`super::Article`] for the shape of the text.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::front_matter::{FrontMatter, read_front_matter};
use super::heading::{is_heading_shape, mark_headings};
use super::html::{read_tag_name, strip_tags};
use super::label::insert_labels;
use super::span::Span;
use super::structure::{Part, PartKind};

/// The longest bold opening that is taken for a label, in words.
const MAX_LABEL_WORDS: usize = 8;

/// The plain text of Markdown, its parts and its front matter.
pub fn read_markdown(markdown: &str) -> (String, Vec<Part>, FrontMatter) {
    let mut writer = Writer::default();
    for event in Parser::new_ext(markdown, options()) {
        writer.take(event);
    }
    writer.close_block();
    let Writer {
        text,
        mut parts,
        labels,
        front_matter,
        ..
    } = writer;
    let n_headings = parts
        .iter()
        .filter(|part| part.kind == PartKind::Heading)
        .count();
    let opens_with_heading = parts
        .first()
        .is_some_and(|part| part.kind == PartKind::Heading);
    match (n_headings, opens_with_heading) {
        (0, _) => mark_headings(&text, &mut parts),
        (1, true) => mark_headings(&text, &mut parts[1..]),
        _ => {}
    }
    let structure = insert_labels(&text, parts, &labels);
    (text, structure, read_front_matter(&front_matter))
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_GFM
}

/// What blocks can stand in.
enum Container {
    List(Option<u64>),
    Item,
    Quote,
    Footnote,
}

/// The block that is being written.
struct Open {
    start: usize,
    kind: PartKind,
    level: Option<u8>,
    /// Where bold words that open the block end.
    bold_end: Option<usize>,
}

/// Where the parser's text goes.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Into {
    #[default]
    Block,
    Html,
    FrontMatter,
}

#[derive(Default)]
struct Writer {
    text: String,
    parts: Vec<Part>,
    labels: Vec<Span>,
    front_matter: String,
    html: String,
    into: Into,
    containers: Vec<Container>,
    open: Option<Open>,
    heading: Option<u8>,
    mark: Option<String>,
    in_table: bool,
    n_images: usize,
    /// Whether bold words that open the block are being written.
    opens_bold: bool,
}

impl Writer {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) => self.take_text(&words),
            Event::Code(words) | Event::InlineMath(words) | Event::DisplayMath(words) => {
                self.push(&words);
            }
            Event::Html(html) if self.into == Into::Html => self.html.push_str(&html),
            Event::Html(html) | Event::InlineHtml(html) => {
                if read_tag_name(&html) == "br" {
                    self.close_block();
                }
            }
            Event::FootnoteReference(mark) => {
                self.push("[");
                self.push(&mark);
                self.push("]");
            }
            Event::SoftBreak => self.push(" "),
            Event::HardBreak if self.heading.is_some() => self.push(" "),
            Event::HardBreak | Event::Rule => self.close_block(),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.close_block();
                self.heading = Some(rank_heading(level));
            }
            Tag::BlockQuote(_) => self.enter(Container::Quote),
            Tag::List(first) => self.enter(Container::List(first)),
            Tag::Item => {
                let mark = match self.containers.last_mut() {
                    Some(Container::List(Some(number))) => {
                        *number = number.saturating_add(1);
                        format!("{}. ", *number - 1)
                    }
                    _ => "• ".to_owned(),
                };
                self.enter(Container::Item);
                self.mark = Some(mark);
            }
            Tag::FootnoteDefinition(mark) => {
                self.enter(Container::Footnote);
                self.mark = Some(format!("[{}] ", mark.replace(char::is_control, "")));
            }
            Tag::Table(_) => {
                self.close_block();
                self.in_table = true;
            }
            Tag::TableCell if self.open.is_some() => {
                self.text.push('\t');
            }
            Tag::HtmlBlock => {
                self.close_block();
                self.into = Into::Html;
            }
            Tag::MetadataBlock(_) => self.into = Into::FrontMatter,
            Tag::Image { .. } => self.n_images += 1,
            Tag::Strong => {
                let is_first = self
                    .open
                    .as_ref()
                    .is_none_or(|open| open.start == self.text.len());
                self.opens_bold |= is_first;
            }
            Tag::Paragraph | Tag::CodeBlock(_) | Tag::TableHead | Tag::TableRow => {
                self.close_block();
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                self.close_block();
                self.heading = None;
            }
            TagEnd::List(_) | TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition => {
                self.close_block();
                self.mark = None;
                self.containers.pop();
            }
            TagEnd::Table => self.in_table = false,
            TagEnd::HtmlBlock => {
                self.into = Into::Block;
                let html = std::mem::take(&mut self.html);
                for line in strip_tags(&html).lines() {
                    self.close_block();
                    self.push(line);
                }
                self.close_block();
            }
            TagEnd::MetadataBlock(_) => self.into = Into::Block,
            TagEnd::Image => self.n_images = self.n_images.saturating_sub(1),
            TagEnd::Strong if self.opens_bold => {
                self.opens_bold = false;
                if let Some(open) = &mut self.open {
                    open.bold_end = open.bold_end.or(Some(self.text.len()));
                }
            }
            TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::TableHead | TagEnd::TableRow => {
                self.close_block();
            }
            _ => {}
        }
    }

    fn enter(&mut self, container: Container) {
        self.close_block();
        self.containers.push(container);
    }

    fn take_text(&mut self, words: &str) {
        match self.into {
            Into::FrontMatter => self.front_matter.push_str(words),
            Into::Html => self.html.push_str(words),
            Into::Block => {
                for (number, line) in words.split('\n').enumerate() {
                    if number > 0 {
                        self.close_block();
                    }
                    self.push(line);
                }
            }
        }
    }

    /// Writes words into the open block, opening one where there is none.
    fn push(&mut self, words: &str) {
        if self.n_images > 0 || self.into == Into::FrontMatter {
            return;
        }
        let is_start = self
            .open
            .as_ref()
            .is_none_or(|open| open.start == self.text.len());
        let words = if is_start { words.trim_start() } else { words };
        if words.is_empty() {
            return;
        }
        if self.open.is_none() {
            self.open_block();
        }
        // An entity can stand for a control character.
        self.text.extend(words.chars().map(|char| match char {
            '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => ' ',
            char if char.is_control() => char::REPLACEMENT_CHARACTER,
            char => char,
        }));
    }

    fn open_block(&mut self) {
        let depth = self
            .containers
            .iter()
            .filter(|one| matches!(one, Container::List(_)))
            .count();
        let inner = self
            .containers
            .iter()
            .rfind(|one| !matches!(one, Container::List(_)));
        let (kind, level) = match (self.heading, inner) {
            (Some(level), _) => (PartKind::Heading, Some(level)),
            (None, _) if self.in_table => (PartKind::Table, None),
            (None, Some(Container::Item)) => (PartKind::Item, Some(depth.min(9) as u8)),
            (None, Some(Container::Quote)) => (PartKind::Quote, None),
            (None, Some(Container::Footnote)) => (PartKind::Footnote, None),
            (None, _) => (PartKind::Paragraph, None),
        };
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        if let Some(mark) = self.mark.take() {
            self.text.push_str(&mark);
        }
        self.open = Some(Open {
            start: self.text.len(),
            kind,
            level,
            bold_end: None,
        });
    }

    fn close_block(&mut self) {
        self.opens_bold = false;
        let Some(open) = self.open.take() else { return };
        self.text
            .truncate(self.text.trim_end().len().max(open.start));
        let range = Span::new(open.start, self.text.len());
        let mut part = Part {
            kind: open.kind,
            level: open.level,
            range,
        };
        if let Some(end) = open.bold_end.map(|end| end.min(range.end.0)) {
            self.judge_bold(&mut part, Span::new(open.start, end));
        }
        self.parts.push(part);
    }

    /// A bold paragraph is a heading, a bold opening with a colon or a stop a label.
    fn judge_bold(&mut self, part: &mut Part, bold: Span) {
        let words = bold.of(&self.text);
        if bold == part.range {
            if part.kind == PartKind::Paragraph && is_heading_shape(words) {
                part.kind = PartKind::Heading;
                part.level = Some(3);
            }
            return;
        }
        let rest = &self.text[bold.end.0..];
        let label = words.trim_end().trim_end_matches([':', '.', '?', '!']);
        let is_closed = label.len() < words.trim_end().len() || rest.trim_start().starts_with(':');
        let is_block = matches!(part.kind, PartKind::Paragraph | PartKind::Item);
        let is_short = label.split_whitespace().count() <= MAX_LABEL_WORDS;
        if is_closed && is_block && is_short && !label.is_empty() {
            self.labels
                .push(Span::new(bold.start.0, bold.start.0 + label.len()));
        }
    }
}

fn rank_heading(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
