//! What the text floor promises: articles, structure, sentences, anchors, search.

mod anchors;
mod article;
mod formats;
mod index;
mod markdown;
mod search;
mod seed;
mod sentences;
mod structure;
