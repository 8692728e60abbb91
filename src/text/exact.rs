//! Where the exact words of passages stand in one text, however many passages there are. Knows
//! nothing of what they are for.

use std::cell::{Cell, OnceCell};

use memchr::memmem;

use super::grams::{GRAM, GramIndex};
use super::span::Span;

/// Finds words in one text. The first few are looked for in the text as it is; when there are more, it
/// is learnt where each run of four bytes stands, and every further search costs about the length of its
/// words, whatever the length of the text.
pub struct ExactFinder<'t> {
    text: &'t [u8],
    n_searches: Cell<usize>,
    grams: OnceCell<GramIndex>,
}

/// Said where runs cannot tell whether and where words stand.
struct Unsure;

/// To learn where all runs stand takes about as long as so many searches.
const ENOUGH: usize = 16;

/// How many runs of some words are asked for their places, to find the one that stands in the fewest.
const MOST_RUNS: usize = 512;

/// After so many places at which only a run of the words stands, the text is searched as it is: that costs
/// no more than to look at very many places.
const MOST_PLACES: usize = 2048;

impl<'t> ExactFinder<'t> {
    /// A finder for a text.
    pub fn new(text: &'t str) -> Self {
        Self {
            text: text.as_bytes(),
            n_searches: Cell::new(0),
            grams: OnceCell::new(),
        }
    }

    /// The occurrence of some words that begins nearest to a byte of the text; of two that are as near, the
    /// one before it. None where they do not stand in the text, or there are none.
    pub fn find_near(&self, words: &str, near: usize) -> Option<Span> {
        let near = near.min(self.text.len());
        self.find(words.as_bytes(), near, true)
    }

    /// The first occurrence of some words from a byte of the text on; none likewise.
    pub fn find_from(&self, words: &str, from: usize) -> Option<Span> {
        self.find(words.as_bytes(), from.min(self.text.len()), false)
    }

    fn find(&self, words: &[u8], near: usize, both_ways: bool) -> Option<Span> {
        if words.is_empty() {
            return None;
        }
        let start = self.look_up(words, near, both_ways);
        let start = start.unwrap_or_else(|Unsure| self.search(words, near, both_ways))?;
        Some(Span::new(start, start + words.len()))
    }

    /// Searches the text as it is.
    fn search(&self, words: &[u8], near: usize, both_ways: bool) -> Option<usize> {
        self.n_searches.set(self.n_searches.get() + 1);
        let behind = memmem::find(&self.text[near..], words).map(|at| near + at);
        if !both_ways || behind == Some(near) {
            return behind;
        }
        // One that begins before that place may end behind it.
        let end = self.text.len().min(near + words.len() - 1);
        let before = memmem::rfind(&self.text[..end], words);
        match (before, behind) {
            (Some(before), Some(behind)) if behind - near < near - before => Some(behind),
            (before, behind) => before.or(behind),
        }
    }

    /// Looks at the places of the words' rarest run, the nearest first.
    fn look_up(&self, words: &[u8], near: usize, both_ways: bool) -> Result<Option<usize>, Unsure> {
        if words.len() < GRAM || self.n_searches.get() < ENOUGH {
            return Err(Unsure);
        }
        let grams = self.grams.get_or_init(|| GramIndex::new(self.text));
        let runs = words.windows(GRAM).enumerate().take(MOST_RUNS);
        let (offset, places) = runs
            .map(|(at, gram)| (at, grams.places_of(gram)))
            .min_by_key(|(_, places)| places.len())
            .ok_or(Unsure)?;
        let middle = places.partition_point(|&place| (place as usize) < near + offset);
        let (before, behind) = places.split_at(middle);
        let before = if both_ways { before } else { &[] };
        let mut before = before.iter().rev().map(|&it| it as usize).peekable();
        let mut behind = behind.iter().map(|&it| it as usize).peekable();
        for _ in 0..MOST_PLACES {
            let place = match (before.peek(), behind.peek()) {
                (Some(&left), Some(&right)) if right - near - offset < near + offset - left => {
                    behind.next()
                }
                (Some(_), _) => before.next(),
                (None, _) => behind.next(),
            };
            let Some(place) = place else {
                return Ok(None);
            };
            let start = place.checked_sub(offset);
            if let Some(start) = start.filter(|&it| self.text[it..].starts_with(words)) {
                return Ok(Some(start));
            }
        }
        Err(Unsure)
    }
}
