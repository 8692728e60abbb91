//! Passages of articles that boxes rest on, found by their words or told by their places.

use super::{Fate, Gather};
use crate::model::{Anchor, Id};
use crate::text::{CharSpan, ExactFinder, Located, Locator, Quote, Span, TextIndex};

/// A passage to be found in an article: the name of the box that rests on it, its words, and the byte near
/// which they stand, where that is known.
pub type SoughtPassage = (String, String, Option<usize>);

impl Gather {
    /// Ties boxes to passages of an article by their words. Whether each was found. What is found by
    /// similar words alone is not tied, nor is what goes beyond `MOST_QUOTED`. What is learnt of the article is learnt anew in every call, so
    /// that all its passages belong in one.
    pub fn tie(&mut self, source: &Id, passages: &[SoughtPassage]) -> Vec<bool> {
        let Some(article) = self.source(source) else {
            return vec![false; passages.len()];
        };
        let text = article.text.clone();
        let index = TextIndex::new(&text);
        let locator = Locator::new(&text, &index);
        let finder = ExactFinder::new(&text);
        let mut tie = |name: &String, words: &str, near| {
            let node = self.place_of(name)?;
            let span = find_passage(&finder, &locator, words.trim(), near)?;
            // It was found, and is told of as one too many.
            if !self.takes_passage(span.len()) {
                return Some(());
            }
            let quote = Quote::of(&text, &index, span);
            let anchor = Anchor::of(source.clone(), quote);
            self.node_at_mut(node).anchors.push(anchor);
            Some(())
        };
        let passages = passages.iter();
        let tied = passages.map(|(name, words, near)| tie(name, words, *near).is_some());
        tied.collect()
    }

    /// Ties boxes to passages, and tells of those that are not there.
    pub fn tie_or_tell(&mut self, source: &Id, passages: &[SoughtPassage]) {
        let tied = self.tie(source, passages);
        for ((name, ..), is_tied) in passages.iter().zip(tied) {
            if !is_tied {
                self.tell_lost_passage(name);
            }
        }
    }

    /// Tells of a passage of that box that is not in the article.
    pub fn tell_lost_passage(&mut self, name: &str) {
        let what = "a passage whose words are not in the text";
        self.report.note(Fate::Dropped, what, name);
    }

    /// Ties a box to a stretch of an article, in code points; whether there is such a stretch.
    pub fn tie_at(&mut self, source: &Id, index: &TextIndex, name: &str, chars: CharSpan) -> bool {
        let Some(article) = self.source(source) else {
            return false;
        };
        let Some(node) = self.place_of(name) else {
            return false;
        };
        if chars.start >= chars.end || chars.end.0 > index.n_chars() {
            return false;
        }
        let text = article.text.clone();
        let span = index.byte_span(&text, chars);
        if self.takes_passage(span.len()) {
            let quote = Quote::of(&text, index, span);
            let anchor = Anchor::of(source.clone(), quote);
            self.node_at_mut(node).anchors.push(anchor);
        }
        true
    }
}

/// Where the words of a passage stand, word for word or but for case and punctuation.
fn find_passage(
    finder: &ExactFinder<'_>,
    locator: &Locator<'_>,
    words: &str,
    near: Option<usize>,
) -> Option<Span> {
    if words.is_empty() {
        return None;
    }
    if let Some(span) = finder.find_near(words, near.unwrap_or_default()) {
        return Some(span);
    }
    let quote = Quote {
        exact: words.to_owned(),
        ..Quote::default()
    };
    match locator.locate(&quote, false) {
        Located::Exact(span) | Located::Context(span) | Located::Folded(span) => Some(span),
        Located::Moved(..) | Located::Orphan => None,
    }
}
