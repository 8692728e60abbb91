//! Markdown files.

use super::super::article::Article;
use super::super::decode::{check_pieces, decode_bytes};
use super::super::error::TextError;
use super::Input;

/// What each makes a piece of a text, or may.
pub const SIGNS: &[u8] = b"\n\r<>[]!*_`~|&\\";

/// Reads a Markdown file.
pub fn read(input: &Input<'_>) -> Result<Article, TextError> {
    let decoded = decode_bytes(input.bytes, input.file, input.encoding)?;
    check_pieces(&decoded.text, SIGNS, input.file)?;
    Ok(Article {
        encoding: Some(decoded.encoding),
        is_encoding_guessed: decoded.is_guess,
        ..Article::from_markdown(&decoded.text)
    })
}
