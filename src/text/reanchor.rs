//! Finding passages of one version of a text in another: where the two versions agree by what
//! they have in common, else by the words. Knows nothing of what a passage is for.

use std::cell::RefCell;
use std::collections::HashMap;

use super::diff::{Run, TextDiff};
use super::fold::fold_for_anchors;
use super::index::TextIndex;
use super::locate::{Located, Locator};
use super::quote::Quote;
use super::span::Span;

/// Words that stand in so much unchanged text, in bytes, are the same words and no others.
const SURE_LEN: usize = 32;

/// How many bytes at the ends of an unchanged stretch may be the same by chance.
const EDGE_LEN: usize = 16;

/// The share of a passage's bytes that must be left where it stood for it to be the same passage.
const MIN_KEPT: f64 = 0.5;

/// What became of a passage, in bytes of the new text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reanchored {
    /// Its words stand there, at most with another case, other signs or other spaces.
    Kept(Span),
    /// It is likely there: to be shown as "moved?".
    Moved(Span),
    /// It is not to be found.
    Lost,
}

/// Two versions of a text, and what is needed to find passages of the old one in the new one.
pub struct Reanchorer<'a> {
    old: &'a str,
    new: &'a str,
    diff: TextDiff,
    locator: Locator<'a>,
    /// Whether there is no second stretch like an unchanged one, by its first old byte.
    single_runs: RefCell<HashMap<usize, bool>>,
}

impl<'a> Reanchorer<'a> {
    /// Compares the versions; `index` is the index of the new one.
    pub fn new(old: &'a str, new: &'a str, index: &'a TextIndex) -> Self {
        Self {
            old,
            new,
            diff: TextDiff::of(old, new),
            locator: Locator::new(new, index),
            single_runs: RefCell::default(),
        }
    }

    /// What the versions have in common.
    pub fn diff(&self) -> &TextDiff {
        &self.diff
    }

    /// Finds a passage. `stood` is where it was in the old text, if it was there. Whatever is not
    /// sure to be the same words in the same place is [`Reanchored::Moved`].
    pub fn find(&self, quote: &Quote, stood: Option<Span>) -> Reanchored {
        let stood = stood.filter(|span| !span.is_empty() && !span.of(self.old).is_empty());
        let found = stood.and_then(|span| self.find_in_place(quote, span));
        found.unwrap_or_else(|| self.find_elsewhere(quote, stood))
    }

    /// Where the passage stood, by what is left around it and of it.
    fn find_in_place(&self, quote: &Quote, stood: Span) -> Option<Reanchored> {
        if let Some(run) = self.diff.run_around(stood) {
            let start = run.new + (stood.start.0 - run.old);
            let span = Span::new(start, start + stood.len());
            let is_quoted = span.of(self.new) == quote.exact;
            return Some(if is_quoted && self.is_sure(run, &quote.exact) {
                Reanchored::Kept(span)
            } else {
                Reanchored::Moved(span)
            });
        }
        let n_kept = self.diff.count_kept(stood);
        if (n_kept as f64) < MIN_KEPT * stood.len() as f64 {
            return None;
        }
        let span = self.settle(self.diff.map(stood));
        if span.is_empty() {
            return None;
        }
        let around = Span::new(
            stood.start.0.saturating_sub(SURE_LEN),
            stood.end.0 + SURE_LEN,
        );
        let is_same = self.diff.count_kept(around) >= 2 * SURE_LEN
            && stands_once(self.old, stood.of(self.old))
            && stands_once(self.new, span.of(self.new))
            && fold_for_anchors(span.of(self.new)).text() == fold_for_anchors(&quote.exact).text();
        Some(if is_same {
            Reanchored::Kept(span)
        } else {
            Reanchored::Moved(span)
        })
    }

    /// Anywhere in the new text, by its words.
    fn find_elsewhere(&self, quote: &Quote, stood: Option<Span>) -> Reanchored {
        let quote = Quote {
            start: None,
            end: None,
            ..quote.clone()
        };
        match self.locator.locate(&quote, false) {
            Located::Exact(span) => {
                let is_sure = quote.exact.len() >= SURE_LEN
                    && !self.was_elsewhere(span, stood)
                    && stands_once(self.old, &quote.exact);
                if is_sure {
                    Reanchored::Kept(span)
                } else {
                    Reanchored::Moved(span)
                }
            }
            // Words that are only alike and stood there before are another passage.
            Located::Moved(span, _) if self.was_elsewhere(span, stood) => Reanchored::Lost,
            Located::Context(span) | Located::Folded(span) | Located::Moved(span, _) => {
                Reanchored::Moved(span)
            }
            Located::Orphan => Reanchored::Lost,
        }
    }

    /// Whether a place of the new text was in the old one already, and not where the passage
    /// stood.
    fn was_elsewhere(&self, span: Span, stood: Option<Span>) -> bool {
        let Some(run) = self.diff.run_around_new(span) else {
            return false;
        };
        let start = run.old + (span.start.0 - run.new);
        let old = Span::new(start, start + span.len());
        run.len >= SURE_LEN && !stood.is_some_and(|stood| stood.overlaps(old))
    }

    /// Whether words within an unchanged stretch are those and no others: the stretch is long
    /// enough, and there is no second one that could have been meant.
    fn is_sure(&self, run: Run, words: &str) -> bool {
        if run.old == 0 && run.len == self.old.len() {
            return true;
        }
        // That it is the only one must not hang on a word at its end that is there by chance.
        let start = self.old.ceil_char_boundary(run.old + EDGE_LEN);
        let end = self
            .old
            .floor_char_boundary((run.old + run.len).saturating_sub(EDGE_LEN));
        let stretch = Span::new(start.min(end), end).of(self.old);
        let is_single = || {
            let mut known = self.single_runs.borrow_mut();
            *known.entry(run.old).or_insert_with(|| {
                stretch.len() >= SURE_LEN
                    && stands_once(self.old, stretch)
                    && stands_once(self.new, stretch)
            })
        };
        let is_alone = || stands_once(self.old, words) && stands_once(self.new, words);
        run.len >= SURE_LEN && (is_single() || is_alone())
    }

    /// The range in whole words, without white space at its ends.
    fn settle(&self, span: Span) -> Span {
        let start = self.new.floor_char_boundary(span.start.0);
        let end = self.new.ceil_char_boundary(span.end.0);
        let joins = |at: usize| {
            let before = self.new[..at].chars().next_back();
            let behind = self.new[at..].chars().next();
            let is_letter = |char: char| char.is_alphanumeric() && char < '\u{2e80}';
            before.is_some_and(is_letter) && behind.is_some_and(is_letter)
        };
        let mut at = Span::new(start, end);
        while at.start.0 > 0 && joins(at.start.0) {
            at.start.0 = self.new.floor_char_boundary(at.start.0 - 1);
        }
        while at.end.0 < self.new.len() && joins(at.end.0) {
            at.end.0 = self.new.ceil_char_boundary(at.end.0 + 1);
        }
        at.trim(self.new)
    }
}

/// Whether words stand in a text no more than once.
fn stands_once(text: &str, words: &str) -> bool {
    let places = memchr::memmem::find_iter(text.as_bytes(), words.as_bytes());
    places.take(2).count() < 2
}
