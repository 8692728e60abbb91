//! Markdown files.

use super::super::article::Article;
use super::super::decode::decode_bytes;
use super::super::error::TextError;
use super::super::pieces::{check_pieces, count_marks};
use super::Input;

/// Reads a Markdown file.
pub fn read(input: &Input<'_>) -> Result<Article, TextError> {
    let decoded = decode_bytes(input.bytes, input.file, input.encoding)?;
    check_pieces(count_marks(&decoded.text), input.file)?;
    Ok(Article {
        encoding: Some(decoded.encoding),
        is_encoding_guessed: decoded.is_guess,
        ..Article::from_markdown(&decoded.text)
    })
}
