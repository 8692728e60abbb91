//! Markdown to plain text and structure: markup gone, entities decoded, one block per line.
//! See [`super::Article`] for the shape of the text.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::compose::{Composer, Container};
use super::facts::Facts;
use super::front_matter::read_front_matter;
use super::html::{read_tag_name, strip_tags};
use super::structure::{Part, PartKind};

/// The plain text of Markdown, its parts and its front matter.
pub fn read_markdown(markdown: &str) -> (String, Vec<Part>, Facts) {
    let mut writer = Writer::default();
    for event in Parser::new_ext(markdown, options()) {
        writer.take(event);
    }
    let front_matter = read_front_matter(&writer.front_matter);
    let (text, structure) = writer.composer.finish();
    (text, structure, front_matter)
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
    composer: Composer,
    front_matter: String,
    html: String,
    into: Into,
    n_images: usize,
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
                    self.composer.close_block();
                }
            }
            Event::FootnoteReference(mark) => self.composer.push_reference(&mark),
            Event::SoftBreak => self.push(" "),
            Event::HardBreak
                if matches!(self.composer.container(), Some(Container::Heading(_))) =>
            {
                self.push(" ");
            }
            Event::HardBreak | Event::Rule => self.composer.close_block(),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.composer.enter(Container::Heading(rank_heading(level)));
            }
            Tag::BlockQuote(_) => self.composer.enter(Container::Quote),
            Tag::List(first) => self.composer.enter(Container::List(first)),
            Tag::Item => self.composer.enter(Container::Item),
            Tag::FootnoteDefinition(mark) => self.composer.enter_note(&mark),
            Tag::TableHead => self.composer.begin_row(true),
            Tag::TableRow => self.composer.begin_row(false),
            Tag::TableCell => self.composer.begin_cell(),
            Tag::HtmlBlock => {
                self.composer.close_block();
                self.into = Into::Html;
            }
            Tag::MetadataBlock(_) => self.into = Into::FrontMatter,
            Tag::Image { .. } => self.n_images += 1,
            Tag::Strong => self.composer.begin(PartKind::Strong, None),
            Tag::Emphasis => self.composer.begin(PartKind::Emphasis, None),
            Tag::Link { dest_url, .. } => self.composer.begin(PartKind::Link, Some(&dest_url)),
            Tag::Paragraph | Tag::CodeBlock(_) | Tag::Table(_) => self.composer.close_block(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::BlockQuote(_)
            | TagEnd::FootnoteDefinition => self.composer.leave(),
            TagEnd::TableHead | TagEnd::TableRow => self.composer.end_row(),
            TagEnd::HtmlBlock => {
                self.into = Into::Block;
                let html = std::mem::take(&mut self.html);
                for line in strip_tags(&html).lines() {
                    self.composer.close_block();
                    self.push(line);
                }
                self.composer.close_block();
            }
            TagEnd::MetadataBlock(_) => self.into = Into::Block,
            TagEnd::Image => self.n_images = self.n_images.saturating_sub(1),
            TagEnd::Strong => self.composer.end(PartKind::Strong),
            TagEnd::Emphasis => self.composer.end(PartKind::Emphasis),
            TagEnd::Link => self.composer.end(PartKind::Link),
            TagEnd::Paragraph | TagEnd::CodeBlock => self.composer.close_block(),
            _ => {}
        }
    }

    fn take_text(&mut self, words: &str) {
        match self.into {
            Into::FrontMatter => self.front_matter.push_str(words),
            Into::Html => self.html.push_str(words),
            Into::Block => {
                for (number, line) in words.split('\n').enumerate() {
                    if number > 0 {
                        self.composer.close_block();
                    }
                    self.push(line);
                }
            }
        }
    }

    fn push(&mut self, words: &str) {
        if self.n_images == 0 && self.into != Into::FrontMatter {
            self.composer.push(words);
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
