//! Articles, passages, anchors and search over strings. Knows nothing of maps, disk or window.
//! In memory a position counts bytes, in files it counts code points; both have types of their
//! own and [`TextIndex`] goes between them.

mod abbreviation;
mod accent;
mod address;
mod article;
mod bidi;
mod breaks;
mod byline;
mod clean;
mod compose;
mod decode;
mod diff;
mod distance;
mod error;
mod exact;
mod facts;
mod find;
mod fold;
pub mod formats;
mod front_matter;
mod grams;
mod guide;
mod hash;
mod heading;
mod hidden;
mod html;
mod index;
mod label;
mod language;
mod lexicon;
mod locate;
mod markdown;
mod pieces;
mod plain;
mod quote;
mod reanchor;
mod sentence;
mod similar;
mod span;
mod step;
mod structure;

pub use address::{Address, AddressError};
pub use article::Article;
pub use bidi::{
    DirectedRun, Directions, PlacedLetter, has_right_to_left, is_read_from_right, order_for_sight,
    order_line_for_sight, place_letters,
};
pub use breaks::{Break, find_breaks};
pub use clean::clean_text;
pub use decode::{ENCODINGS, MAX_ARTICLE_BYTES};
pub use diff::{Run, TextDiff, find_rising};
pub use error::TextError;
pub use exact::ExactFinder;
pub use facts::Facts;
pub use find::{Finder, find_all};
pub use fold::{Folded, fold_for_anchors, fold_for_search};
pub use guide::{Guide, Hint, HintKind, MIN_PRECISION, Rule, Sign, find_hints};
pub use hash::hash_text;
pub use hidden::{
    HiddenSign, find_hidden_signs, is_hidden, mark_hidden, name_hidden_signs, remove_hidden_signs,
};
pub use index::TextIndex;
pub use language::guess_language;
pub use lexicon::{ALL as LEXICONS, Lexicon, Term, find_words, list_words};
pub use locate::{Located, Locator, MIN_SIMILARITY, locate};
pub use pieces::MAX_PIECES;
pub use quote::{CONTEXT_CHARS, Quote, snap_to_graphemes};
pub use reanchor::{Reanchored, Reanchorer};
pub use sentence::{sentence_at, split_sentences, word_at};
pub use span::{BytePos, CharPos, CharSpan, Span};
pub use step::{Edge, Stride, step_edge};
pub use structure::{PageStart, Part, PartKind, find_structure, paragraph_at};
