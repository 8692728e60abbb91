//! What the text floor promises: articles, structure, sentences, anchors, search.

mod address;
mod anchors;
mod article;
mod bidi;
mod diff;
mod exact;
pub mod formats;
mod guide;
mod hidden;
mod index;
mod markdown;
mod reanchor;
mod search;
mod seed;
mod sentences;
mod step;
mod structure;
