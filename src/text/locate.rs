//! Finding a quoted passage again in a text that may have changed, in five steps: position,
//! exact words, folded words, similar words, orphan. Knows nothing of what the quote is for.

use std::cell::OnceCell;

use super::distance::Pattern;
use super::fold::{Folded, fold_for_anchors};
use super::grams::{GRAM, GramIndex, nearest};
use super::index::TextIndex;
use super::quote::Quote;
use super::similar::find_similar;
use super::span::{CharPos, CharSpan, Span};

/// How alike a passage must be, from 0 to 1, to be taken for the quoted one with other words.
pub const MIN_SIMILARITY: f64 = 0.8;

/// How many places of a quote are weighed against one another.
const MAX_HITS: usize = 256;

/// Where a quote was found, in bytes of the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Located {
    /// At its position, or where its exact words stand once.
    Exact(Span),
    /// Its exact words stand several times; this is the place with the context most alike.
    Context(Span),
    /// Its words are there but for case, accents, punctuation, white space or hidden characters.
    Folded(Span),
    /// Similar words are there, and how alike they are, from [`MIN_SIMILARITY`] to 1: to be
    /// shown as "moved?".
    Moved(Span, f64),
    /// Nowhere. Kept and listed, never deleted.
    Orphan,
}

impl Located {
    /// The passage, unless it is an orphan.
    pub fn span(self) -> Option<Span> {
        match self {
            Self::Exact(span) | Self::Context(span) | Self::Folded(span) | Self::Moved(span, _) => {
                Some(span)
            }
            Self::Orphan => None,
        }
    }
}

/// Finds one quote. For many quotes in one text keep a [`Locator`].
pub fn locate(text: &str, index: &TextIndex, quote: &Quote, same_text: bool) -> Located {
    Locator::new(text, index).locate(quote, same_text)
}

/// Finds quotes in one text. What it learns of the text, it learns once, and not before a quote
/// needs it; then every quote costs about its own length, whatever the length of the text.
pub struct Locator<'a> {
    text: &'a str,
    index: &'a TextIndex,
    haystack: OnceCell<Haystack>,
}

/// The text folded, and where its runs of four bytes stand.
pub(super) struct Haystack {
    pub(super) folded: Folded,
    pub(super) grams: GramIndex,
}

impl<'a> Locator<'a> {
    /// A locator for a text and its index.
    pub fn new(text: &'a str, index: &'a TextIndex) -> Self {
        Self {
            text,
            index,
            haystack: OnceCell::new(),
        }
    }

    /// A range of code points as bytes of the text; none if it is empty or goes beyond the text.
    pub fn span_of(&self, chars: CharSpan) -> Option<Span> {
        let is_inside = chars.start < chars.end && chars.end.0 <= self.index.n_chars();
        is_inside.then(|| self.index.byte_span(self.text, chars))
    }

    /// Finds a quote. `same_text` says that the text is the one that the quote was made from
    /// (the hashes are equal), so that its position can be trusted where the words agree.
    pub fn locate(&self, quote: &Quote, same_text: bool) -> Located {
        if quote.exact.is_empty() {
            return Located::Orphan;
        }
        let hint = quote
            .start
            .map(|start| self.index.byte_of(self.text, CharPos(start)).0);
        if let Some(start) = hint
            && self.stands_at(quote, start, same_text)
        {
            return Located::Exact(Span::new(start, start + quote.exact.len()));
        }
        let needle = fold_for_anchors(&quote.exact);
        let context = Context::new(self.text, quote, hint);
        if needle.text().is_empty() {
            return self.locate_signs(quote, &context);
        }
        let folded = self.find_folded(quote, needle.text(), hint);
        let exact: Vec<Span> = folded
            .iter()
            .filter_map(|hit| self.verify(quote, &needle, *hit))
            .collect();
        match exact[..] {
            [span] => return Located::Exact(span),
            [] => {}
            _ => {
                return context
                    .choose(&exact)
                    .map_or(Located::Orphan, Located::Context);
            }
        }
        let spans: Vec<Span> = folded.iter().map(|hit| self.grow(quote, *hit)).collect();
        if let Some(span) = context.choose(&spans) {
            return Located::Folded(span);
        }
        let near = hint.map_or(0, |byte| self.haystack().folded.position_of(byte));
        find_similar(self.haystack(), needle.text(), quote, near)
            .into_iter()
            .filter(|(_, score)| *score >= MIN_SIMILARITY)
            .map(|(span, score)| (self.grow(quote, span), score))
            .max_by(|a, b| {
                let weigh = |(span, score): &(Span, f64)| 50.0 * score + context.weigh(*span);
                weigh(a).total_cmp(&weigh(b))
            })
            .map_or(Located::Orphan, |(span, score)| Located::Moved(span, score))
    }

    /// Whether the quote stands at a byte: its words, and unless the text is known to be the
    /// same its context too, for the words alone may stand there by chance.
    fn stands_at(&self, quote: &Quote, start: usize, same_text: bool) -> bool {
        let (Some(before), Some(rest)) = (self.text.get(..start), self.text.get(start..)) else {
            return false;
        };
        let Some(behind) = rest.strip_prefix(quote.exact.as_str()) else {
            return false;
        };
        same_text || (before.ends_with(&quote.prefix) && behind.starts_with(&quote.suffix))
    }

    fn haystack(&self) -> &Haystack {
        self.haystack.get_or_init(|| {
            let folded = fold_for_anchors(self.text);
            let grams = GramIndex::new(folded.text().as_bytes());
            Haystack { folded, grams }
        })
    }

    /// Where the folded needle stands, as ranges of the text, at most twice [`MAX_HITS`].
    fn find_folded(&self, quote: &Quote, needle: &str, hint: Option<usize>) -> Vec<Span> {
        let Haystack { folded, grams } = self.haystack();
        let near = hint.map_or(0, |byte| folded.position_of(byte));
        let hay = folded.text().as_bytes();
        let needle = needle.as_bytes();
        let mut hits: Vec<usize> = Vec::new();
        let rarest = find_rarest(grams, needle);
        if let Some((offset, places)) = rarest
            && places.len() <= MAX_HITS
        {
            hits.extend(verify_places(hay, needle, offset, places));
        } else {
            // Too common by itself: the words around it tell the places apart.
            let lead = fold_for_anchors(&format!("{}{}", quote.prefix, quote.exact));
            let around =
                fold_for_anchors(&format!("{}{}{}", quote.prefix, quote.exact, quote.suffix));
            let shift = lead.text().len().saturating_sub(needle.len());
            if let Some((offset, places)) = find_rarest(grams, around.text().as_bytes()) {
                let places = nearest(places, near, MAX_HITS);
                let found = verify_places(hay, around.text().as_bytes(), offset, places);
                let found = found.map(|at| at + shift);
                hits.extend(
                    found.filter(|&at| hay.get(at..).is_some_and(|hay| hay.starts_with(needle))),
                );
            }
            if let Some((offset, places)) = rarest {
                hits.extend(verify_places(
                    hay,
                    needle,
                    offset,
                    nearest(places, near, MAX_HITS),
                ));
            } else {
                hits.extend(memchr::memmem::find_iter(hay, needle).take(MAX_HITS));
                hits.extend(
                    memchr::memmem::find_iter(&hay[near..], needle)
                        .take(MAX_HITS)
                        .map(|at| at + near),
                );
            }
            hits.sort_unstable();
            hits.dedup();
        }
        hits.into_iter()
            .map(|at| folded.span_back(at, at + needle.len()))
            .collect()
    }

    /// The exact quote whose first letter a folded hit begins with, if its words stand there.
    fn verify(&self, quote: &Quote, needle: &Folded, hit: Span) -> Option<Span> {
        let lead = needle.span_back(0, 1).start.0;
        let start = hit.start.0.checked_sub(lead)?;
        let span = Span::new(start, start + quote.exact.len());
        (span.of(self.text) == quote.exact).then_some(span)
    }

    /// Takes in the signs around a found passage that the quote has at its ends too, in number.
    fn grow(&self, quote: &Quote, span: Span) -> Span {
        let is_sign = |char: &char| !char.is_alphanumeric() && !char.is_whitespace();
        let n_before = quote.exact.chars().take_while(is_sign).count();
        let n_behind = quote.exact.chars().rev().take_while(is_sign).count();
        let (Some(before), Some(behind)) =
            (self.text.get(..span.start.0), self.text.get(span.end.0..))
        else {
            return span;
        };
        let len = |chars: &mut dyn Iterator<Item = char>| chars.map(char::len_utf8).sum::<usize>();
        let before = len(&mut before.chars().rev().take_while(is_sign).take(n_before));
        let behind = len(&mut behind.chars().take_while(is_sign).take(n_behind));
        Span::new(span.start.0 - before, span.end.0 + behind)
    }

    /// A quote without a letter or a digit: only its exact signs can be found.
    fn locate_signs(&self, quote: &Quote, context: &Context<'_>) -> Located {
        let near = self.text.floor_char_boundary(context.hint.unwrap_or(0));
        let find = |from: usize| {
            memchr::memmem::find_iter(&self.text.as_bytes()[from..], quote.exact.as_bytes())
                .take(MAX_HITS)
                .map(move |at| Span::new(from + at, from + at + quote.exact.len()))
        };
        let mut spans: Vec<Span> = find(0).chain(find(near)).collect();
        spans.sort_unstable();
        spans.dedup();
        match spans[..] {
            [span] => Located::Exact(span),
            _ => context
                .choose(&spans)
                .map_or(Located::Orphan, Located::Context),
        }
    }
}

/// What a quote says of where it stood.
struct Context<'a> {
    text: &'a str,
    prefix: Pattern,
    suffix: Pattern,
    prefix_len: usize,
    suffix_len: usize,
    hint: Option<usize>,
}

impl<'a> Context<'a> {
    fn new(text: &'a str, quote: &Quote, hint: Option<usize>) -> Self {
        Self {
            text,
            prefix: Pattern::new(quote.prefix.bytes().rev()),
            suffix: Pattern::new(quote.suffix.bytes()),
            prefix_len: quote.prefix.len(),
            suffix_len: quote.suffix.len(),
            hint,
        }
    }

    /// How well what stands around a place agrees with the quote, from 0 to 42: prefix and
    /// suffix 20 each, position 2 (the weights of Hypothesis' matcher).
    fn weigh(&self, span: Span) -> f64 {
        let bytes = self.text.as_bytes();
        let before = &bytes[..span.start.0.min(bytes.len())];
        let behind = &bytes[span.end.0.min(bytes.len())..];
        let before = &before[before.len().saturating_sub(self.prefix_len)..];
        let behind = &behind[..behind.len().min(self.suffix_len)];
        let prefix = self.prefix.similarity(before.iter().rev().copied());
        let suffix = self.suffix.similarity(behind.iter().copied());
        let position = self.hint.map_or(0.0, |hint| {
            1.0 - hint.abs_diff(span.start.0) as f64 / bytes.len().max(1) as f64
        });
        20.0 * prefix + 20.0 * suffix + 2.0 * position
    }

    /// The place that agrees best; of equals the first.
    fn choose(&self, spans: &[Span]) -> Option<Span> {
        if let [span] = spans {
            return Some(*span);
        }
        spans
            .iter()
            .copied()
            .rev()
            .max_by(|a, b| self.weigh(*a).total_cmp(&self.weigh(*b)))
    }
}

/// The run of a needle that stands in the fewest places: its offset and the places.
fn find_rarest<'g>(grams: &'g GramIndex, needle: &[u8]) -> Option<(usize, &'g [u32])> {
    let runs = needle.windows(GRAM).enumerate().take(512);
    runs.map(|(at, gram)| (at, grams.places_of(gram)))
        .min_by_key(|(_, places)| places.len())
}

/// The starts of the needle at places of its run at `offset`.
fn verify_places(
    hay: &[u8],
    needle: &[u8],
    offset: usize,
    places: &[u32],
) -> impl Iterator<Item = usize> {
    places
        .iter()
        .filter_map(move |&place| (place as usize).checked_sub(offset))
        .filter(move |&start| hay[start..].starts_with(needle))
}
