//! What the text floor promises: articles, structure, sentences, anchors, search.

mod anchors;
mod diff;
mod reanchor;
mod article;
mod index;
mod markdown;
mod search;
mod seed;
mod sentences;
mod structure;
