//! A source gets another text: passages, parts and what was set aside are found again in it, in
//! one step. Whatever is not sure is marked, whatever is lost keeps its quote.

use std::ops::Range;

use super::{Draft, Refusal};
use crate::model::{Anchor, Id, Irrelevant, PageStart, Part, PartKind, Source};
use crate::text::{
    Article, CharPos, CharSpan, Locator, MAX_ARTICLE_BYTES, Reanchorer, Span, TextDiff, TextIndex,
    clean_text, hash_text,
};

/// Puts other words in the place of some of a source's; `range` in code points.
pub(super) fn correct(
    draft: &mut Draft<'_>,
    id: &Id,
    range: Range<usize>,
    words: &str,
) -> Result<Vec<Id>, Refusal> {
    let source = draft.source(id)?;
    let index = TextIndex::new(&source.text);
    if range.start > range.end || range.end > index.n_chars() {
        return Err(Refusal::OutsideText(id.clone()));
    }
    let bytes = index.byte_span(&source.text, CharSpan::new(range.start, range.end));
    // Cleaning trims, and the white space at the ends is part of the correction.
    let words = clean_text(&format!("|{words}|"));
    let words = words.as_str();
    let words = words.strip_prefix('|').unwrap_or(words);
    let words = words.strip_suffix('|').unwrap_or(words);
    let text = [
        &source.text[..bytes.start.0],
        words,
        &source.text[bytes.end.0..],
    ]
    .concat();
    let corrected = Corrected {
        range,
        n_new: words.chars().count(),
    };
    set_text(draft, &source, &text, NewParts::Moved(Some(corrected)))
}

/// Puts another version in the place of a source's text. Without parts they are found in it.
pub(super) fn replace(
    draft: &mut Draft<'_>,
    id: &Id,
    text: &str,
    structure: Option<&[Part]>,
    pages: &[PageStart],
) -> Result<Vec<Id>, Refusal> {
    let source = draft.source(id)?;
    if let Some(structure) = structure {
        let given = NewParts::Given(structure.to_vec(), pages.to_vec());
        return set_text(draft, &source, text, given);
    }
    let article = Article::from_plain(text);
    let structure = list_parts(&article);
    let given = NewParts::Given(structure, Vec::new());
    set_text(draft, &source, &article.text, given)
}

/// The parts of an article as a source keeps them, in code points.
pub fn list_parts(article: &Article) -> Vec<Part> {
    let index = TextIndex::new(&article.text);
    let part = |part: &crate::text::Part| {
        let chars = index.char_span(&article.text, part.range);
        Part {
            kind: PartKind::from(part.kind.name()),
            level: part.level,
            start: chars.start.0,
            end: chars.end.0,
            url: part.url.as_deref().unwrap_or_default().to_owned(),
            extra: crate::model::Extra::new(),
        }
    };
    article.structure.iter().map(part).collect()
}

/// Where the pages of an article begin, as a source keeps them, in code points.
pub fn list_pages(article: &Article) -> Vec<PageStart> {
    let index = TextIndex::new(&article.text);
    let page = |page: &crate::text::PageStart| PageStart {
        label: page.label.clone(),
        start: index
            .char_span(&article.text, Span::new(page.at.0, page.at.0))
            .start
            .0,
        extra: crate::model::Extra::new(),
    };
    article.pages.iter().map(page).collect()
}

/// Words that were put in the place of others, in code points of the old text.
struct Corrected {
    range: Range<usize>,
    /// How many code points stand there now.
    n_new: usize,
}

/// Where the parts and pages of a new text come from.
enum NewParts {
    Given(Vec<Part>, Vec<PageStart>),
    /// They are the old ones, moved.
    Moved(Option<Corrected>),
}

fn set_text(
    draft: &mut Draft<'_>,
    source: &Source,
    text: &str,
    parts: NewParts,
) -> Result<Vec<Id>, Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::NoText);
    }
    if text.len() as u64 > MAX_ARTICLE_BYTES as u64 {
        return Err(Refusal::LongText);
    }
    if *text == *source.text {
        return Ok(vec![]);
    }
    let index = TextIndex::new(text);
    let old_index = TextIndex::new(&source.text);
    let passages = Passages {
        old: Locator::new(&source.text, &old_index),
        is_same_text: !source.sha256.is_empty() && hash_text(&source.text) == source.sha256,
        new: text,
        index: &index,
        reanchorer: Reanchorer::new(&source.text, text, &index),
    };
    reanchor_all(draft, &source.id, &passages)?;
    let (given, corrected) = match parts {
        NewParts::Given(structure, pages) => (Some((structure, pages)), None),
        NewParts::Moved(corrected) => (None, corrected),
    };
    let shift = Shift {
        source,
        old_index: &old_index,
        text,
        index: &index,
        diff: passages.reanchorer.diff(),
        corrected,
    };
    let (structure, pages) = given.unwrap_or_else(|| (shift.move_parts(), shift.move_pages()));
    let irrelevant = shift.move_irrelevant();
    let sha256 = hash_text(text);
    draft.alter_source(&source.id, |source| {
        source.text = text.into();
        source.structure = structure;
        source.irrelevant = irrelevant;
        source.pages = pages;
        source.unmarked.retain(|it| text.contains(&it.exact));
        source.sha256 = sha256;
    })?;
    Ok(vec![])
}

fn reanchor_all(
    draft: &mut Draft<'_>,
    source: &Id,
    passages: &Passages<'_>,
) -> Result<(), Refusal> {
    let is_own = |anchor: &Anchor| anchor.source == *source;
    let document = draft.document();
    let nodes = document.nodes().iter();
    let nodes = nodes.filter(|node| node.anchors.iter().any(is_own));
    let nodes: Vec<Id> = nodes.map(|node| node.id.clone()).collect();
    let links = document.links().iter();
    let links = links.filter(|link| link.anchors.iter().any(is_own));
    let links: Vec<Id> = links.map(|link| link.id.clone()).collect();
    let move_all = |anchors: &mut [Anchor]| {
        for anchor in anchors.iter_mut().filter(|anchor| is_own(anchor)) {
            passages.find_again(anchor);
        }
    };
    for node in nodes {
        draft.alter_node(&node, |node| move_all(&mut node.anchors))?;
    }
    for link in links {
        draft.alter_link(&link, |link| move_all(&mut link.anchors))?;
    }
    Ok(())
}

/// The passages of the old text on their way to the new one.
struct Passages<'a> {
    old: Locator<'a>,
    is_same_text: bool,
    new: &'a str,
    index: &'a TextIndex,
    reanchorer: Reanchorer<'a>,
}

impl Passages<'_> {
    /// Moves an anchor to where its passage is now.
    fn find_again(&self, anchor: &mut Anchor) {
        let stood = anchor.locate(&self.old, self.is_same_text).span();
        let found = self.reanchorer.find(&anchor.quote(), stood);
        anchor.settle(found, self.new, self.index);
    }
}

/// What is counted over a text moves along with it.
struct Shift<'a> {
    source: &'a Source,
    old_index: &'a TextIndex,
    text: &'a str,
    index: &'a TextIndex,
    diff: &'a TextDiff,
    corrected: Option<Corrected>,
}

impl Shift<'_> {
    fn move_range(&self, start: usize, end: usize) -> (usize, usize) {
        let old = CharSpan {
            start: CharPos(start),
            end: CharPos(end.max(start)),
        };
        let old = self.old_index.byte_span(&self.source.text, old);
        let new = self.diff.map(old);
        let first = self.text.floor_char_boundary(new.start.0);
        let last = self.text.ceil_char_boundary(new.end.0);
        let chars = self.index.char_span(self.text, Span::new(first, last));
        let (mut first, mut last) = (chars.start.0, chars.end.0);
        // What holds the whole of the correction also holds what it added at its ends.
        if let Some(Corrected { range, n_new }) = &self.corrected {
            if start <= range.start {
                first = start;
            }
            if end >= range.end {
                last = end - (range.end - range.start) + n_new;
            }
        }
        (first, last)
    }

    fn move_parts(&self) -> Vec<Part> {
        let moved = self.source.structure.iter().map(|part| {
            let (start, end) = self.move_range(part.start, part.end);
            Part {
                start,
                end,
                ..part.clone()
            }
        });
        moved.filter(|part| part.start < part.end).collect()
    }

    fn move_pages(&self) -> Vec<PageStart> {
        let moved = self.source.pages.iter().map(|page| PageStart {
            start: self.move_range(page.start, page.start).0,
            ..page.clone()
        });
        moved.collect()
    }

    fn move_irrelevant(&self) -> Vec<Irrelevant> {
        let moved = self.source.irrelevant.iter().map(|stretch| {
            let (start, end) = self.move_range(stretch.start, stretch.end);
            Irrelevant {
                start,
                end,
                ..stretch.clone()
            }
        });
        moved
            .filter(|stretch| stretch.start < stretch.end)
            .collect()
    }
}
