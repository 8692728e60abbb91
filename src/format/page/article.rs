//! The articles of a map, block by block, their passages as links to the boxes that rest on them.

use std::ops::Range;

use super::{Page, name_language};
use crate::format::exchange::Put as _;
use crate::format::picture::svg::push_escaped;
use crate::model::{PartKind, Source};
use crate::text::{self, CharSpan, TextIndex, find_structure};
use crate::words;

/// A stretch of an article, and how it is set.
struct Block {
    /// Bytes of the text.
    range: Range<usize>,
    tag: &'static str,
    class: &'static str,
}

/// Passages on the way through an article, from its beginning to its end.
struct Sweep {
    /// Those that have not begun, the next one last.
    ahead: Vec<(usize, Range<usize>)>,
    /// Those that hold the place that was reached: numbers and ends.
    here: Vec<(usize, usize)>,
}

impl Page<'_> {
    pub(super) fn write_articles(&mut self) {
        if !self.has_articles() {
            return;
        }
        self.out.push_str("<section id=\"articles\"");
        self.attribute("aria-label", &words::say("page-articles"));
        self.out.push_str(">\n");
        let document = self.document;
        for (at, source) in document.sources().iter().enumerate() {
            self.write_article(at, source);
        }
        self.out.push_str("</section>\n");
    }

    /// The language of an article: its own, or else that of its map.
    pub(super) fn find_language<'s>(&'s self, source: &'s Source) -> &'s str {
        match source.language.as_str() {
            "" => &self.document.meta().language,
            own => own,
        }
    }

    fn write_article(&mut self, at: usize, source: &Source) {
        self.out.push_str("<article");
        self.attribute("id", &format!("source-{}", source.id.as_str()));
        let language = self.find_language(source).to_owned();
        self.attribute("lang", &language);
        self.out.push_str(">\n");
        if source.title.is_empty() {
            let set = name_language(super::LANGUAGE);
            self.element("h2", &set, &words::say("page-untitled-article"));
        } else {
            self.element("h2", " dir=\"auto\"", &source.title);
        }
        let facts: Vec<&str> = [&source.author, &source.publisher, &source.published]
            .into_iter()
            .map(String::as_str)
            .filter(|fact| !fact.is_empty())
            .collect();
        if !facts.is_empty() {
            self.element("p", " class=\"facts\" dir=\"auto\"", &facts.join(" · "));
        }
        if !source.url.is_empty() {
            self.out.push_str("<p class=\"facts\">");
            self.address("", &source.url);
            self.out.push_str("</p>\n");
        }
        let mut ahead = self.passages.list_in(at);
        ahead.reverse();
        let mut sweep = Sweep {
            ahead,
            here: Vec::new(),
        };
        for block in find_blocks(source) {
            self.out
                .put(format_args!("<{}{} dir=\"auto\">", block.tag, block.class));
            self.write_words(&source.text, block.range, &mut sweep);
            self.out.put(format_args!("</{}>\n", block.tag));
        }
        self.out.push_str("</article>\n");
    }

    /// The words of a block, cut wherever a passage begins or ends.
    fn write_words(&mut self, text: &str, range: Range<usize>, sweep: &mut Sweep) {
        let mut at = range.start;
        while at < range.end {
            let next = sweep.reach(at).min(range.end);
            let words = text.get(at..next).unwrap_or_default();
            if sweep.here.is_empty() {
                push_escaped(&mut self.out, words);
            } else {
                self.write_passage(words, &sweep.here);
            }
            at = next;
        }
    }

    fn write_passage(&mut self, words: &str, here: &[(usize, usize)]) {
        let mut id = None;
        for &(number, _) in here {
            let passage = &mut self.passages.list[number];
            if passage.element.is_none() {
                passage.element = Some(*id.get_or_insert(number));
            }
        }
        let all = || here.iter().map(|&(number, _)| &self.passages.list[number]);
        let Some(first) = all().next() else { return };
        let mut parts: Vec<&str> = all().map(|passage| passage.part.as_str()).collect();
        parts.dedup();
        let numbers: Vec<String> = here.iter().map(|(number, _)| number.to_string()).collect();
        let (class, href) = (first.class, format!("#{}", first.part));
        let parts = parts.join(" ");
        self.out.put(format_args!("<a class=\"passage {class}\""));
        if let Some(number) = id {
            self.out.put(format_args!(" id=\"passage-{number}\""));
        }
        self.attribute("href", &href);
        self.attribute("data-parts", &parts);
        self.attribute("data-passages", &numbers.join(" "));
        self.out.push('>');
        push_escaped(&mut self.out, words);
        self.out.push_str("</a>");
    }
}

impl Sweep {
    /// Goes on to a place; gives the next one at which a passage begins or ends.
    fn reach(&mut self, at: usize) -> usize {
        self.here.retain(|&(_, end)| end > at);
        while self
            .ahead
            .last()
            .is_some_and(|(_, range)| range.start <= at)
        {
            if let Some((number, range)) = self.ahead.pop()
                && range.end > at
            {
                self.here.push((number, range.end));
            }
        }
        let begins = self.ahead.last().map(|(_, range)| range.start);
        let ends = self.here.iter().map(|&(_, end)| end).min();
        begins.into_iter().chain(ends).min().unwrap_or(usize::MAX)
    }
}

/// Every word of the article, in blocks: what stands between two parts, such as the mark of a
/// list item, belongs to the later one.
fn find_blocks(source: &Source) -> Vec<Block> {
    let text: &str = &source.text;
    let mut blocks = Vec::new();
    let mut done = 0;
    for (range, tag, class) in list_parts(source) {
        if range.start < done || range.end <= range.start || range.end > text.len() {
            continue;
        }
        push_block(&mut blocks, text, done..range.end, (tag, class));
        done = range.end;
    }
    push_block(&mut blocks, text, done..text.len(), ("p", ""));
    blocks
}

fn push_block(
    blocks: &mut Vec<Block>,
    text: &str,
    range: Range<usize>,
    set: (&'static str, &'static str),
) {
    let Some(words) = text.get(range.clone()) else {
        return;
    };
    let lead = words.len() - words.trim_start().len();
    if lead < words.len() {
        blocks.push(Block {
            range: range.start + lead..range.end,
            tag: set.0,
            class: set.1,
        });
    }
}

/// The blocks that the source names, else those that its text shows.
fn list_parts(source: &Source) -> Vec<(Range<usize>, &'static str, &'static str)> {
    let text: &str = &source.text;
    if source.structure.is_empty() {
        let found = find_structure(text);
        let blocks = found.iter().filter(|part| !part.kind.is_inline());
        return blocks
            .map(|part| {
                let (tag, class) = match part.kind {
                    text::PartKind::Heading => (name_heading(part.level), ""),
                    text::PartKind::Item => ("p", " class=\"item\""),
                    text::PartKind::Quote => ("blockquote", ""),
                    _ => ("p", ""),
                };
                (part.range.range(), tag, class)
            })
            .collect();
    }
    let index = TextIndex::new(text);
    let mut parts = Vec::new();
    for part in &source.structure {
        let (tag, class) = match part.kind {
            PartKind::Heading => (name_heading(part.level), ""),
            PartKind::Paragraph => ("p", ""),
            PartKind::Item => ("p", " class=\"item\""),
            PartKind::Quote => ("blockquote", ""),
            PartKind::Footnote => ("p", " class=\"footnote\""),
            PartKind::Table => ("p", " class=\"row\""),
            _ => continue,
        };
        let span = index.byte_span(text, CharSpan::new(part.start, part.end));
        parts.push((span.range(), tag, class));
    }
    parts
}

/// Below the heading that names the article.
fn name_heading(level: Option<u8>) -> &'static str {
    match level {
        None | Some(0..=1) => "h3",
        Some(2) => "h4",
        Some(3) => "h5",
        _ => "h6",
    }
}
