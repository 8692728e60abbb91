//! The formats that articles are read from. One list: what a file is, which endings are offered,
//! and who reads it. Bytes decide before names do, so that a wrong ending is no harm.

mod archive;
mod docx;
mod docx_lists;
mod docx_styles;
mod epub;
mod html;
mod html_blocks;
mod markdown;
mod odt;
mod odt_styles;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(feature = "pdf")]
mod pdf_blocks;
#[cfg(feature = "pdf")]
mod pdf_glyphs;
#[cfg(feature = "pdf")]
mod pdf_page;
mod plain;
pub mod xml;

use super::article::Article;
use super::decode::name_binary;
use super::error::TextError;

/// What an article is read from.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The whole file.
    pub bytes: &'a [u8],
    /// Its name, for its ending and for messages.
    pub file: &'a str,
    /// The name of the encoding that was asked for; none to find it out.
    pub encoding: Option<&'a str>,
    /// Which chapters are wanted, by their places in the table of contents; none for all.
    pub chapters: Option<&'a [usize]>,
}

/// A format of articles.
pub struct ArticleFormat {
    /// Its id; its name stands under `article-format-<id>` in the words.
    pub id: &'static str,
    /// The endings of its files, without the dot, the usual one first.
    pub endings: &'static [&'static str],
    /// Whether bytes are surely of this format.
    sniff: fn(&[u8]) -> bool,
    /// Whether its text is encoded in one of several ways, which a person may choose among.
    pub has_encodings: bool,
    /// Whether reading it should happen in a process of its own, because damaged files can make
    /// it take without bound.
    pub is_read_apart: bool,
    /// Reads it. Errors as [`Article::from_bytes`] has them.
    read: fn(&Input<'_>) -> Result<Article, TextError>,
}

/// Every format, in the order in which bytes are tried; the last one takes any text.
pub const ALL: &[ArticleFormat] = &[
    #[cfg(feature = "pdf")]
    ArticleFormat {
        id: "pdf",
        endings: &["pdf"],
        sniff: pdf::sniff,
        has_encodings: false,
        is_read_apart: true,
        read: pdf::read,
    },
    ArticleFormat {
        id: "docx",
        endings: &["docx", "docm", "dotx"],
        sniff: docx::sniff,
        has_encodings: false,
        is_read_apart: false,
        read: |input| docx::read(input.bytes, input.file),
    },
    ArticleFormat {
        id: "odt",
        endings: &["odt", "ott", "fodt"],
        sniff: odt::sniff,
        has_encodings: false,
        is_read_apart: false,
        read: |input| odt::read(input.bytes, input.file),
    },
    ArticleFormat {
        id: "epub",
        endings: &["epub"],
        sniff: epub::sniff,
        has_encodings: false,
        is_read_apart: false,
        read: epub::read,
    },
    ArticleFormat {
        id: "html",
        endings: &["html", "htm", "xhtml"],
        sniff: html::sniff,
        has_encodings: true,
        is_read_apart: false,
        read: html::read,
    },
    ArticleFormat {
        id: "markdown",
        endings: &["md", "markdown", "mdown", "mkd", "mdx", "qmd"],
        sniff: |_| false,
        has_encodings: true,
        is_read_apart: false,
        read: markdown::read,
    },
    ArticleFormat {
        id: "plain",
        endings: &["txt", "text"],
        sniff: |_| false,
        has_encodings: true,
        is_read_apart: false,
        read: plain::read,
    },
];

/// Every ending of every format, without the dot.
pub fn list_endings() -> impl Iterator<Item = &'static str> {
    ALL.iter().flat_map(|format| format.endings).copied()
}

/// The format that a file is of: by its bytes, else by its ending, else plain text.
pub fn detect(bytes: &[u8], file: &str) -> &'static ArticleFormat {
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_named = |format: &&ArticleFormat| {
        let same = |known: &&str| known.eq_ignore_ascii_case(ending);
        format.has_encodings && format.endings.iter().any(same)
    };
    ALL.iter()
        .find(|format| (format.sniff)(bytes))
        .or_else(|| ALL.iter().find(is_named))
        .unwrap_or(&ALL[ALL.len() - 1])
}

/// Reads an article. Errors as [`Article::from_bytes`] has them.
pub fn read(input: &Input<'_>) -> Result<Article, TextError> {
    let format = detect(input.bytes, input.file);
    if format.has_encodings
        && input.encoding.is_none()
        && name_binary(input.bytes) == Some("an old Word document")
        && is_locked_office(input.bytes)
    {
        return Err(TextError::Locked {
            file: input.file.to_owned(),
        });
    }
    let mut article = (format.read)(input)?;
    if article.text.trim().is_empty() {
        return Err(TextError::Empty {
            file: input.file.to_owned(),
        });
    }
    super::decode::check_size(article.text.len(), input.file)?;
    article.format = format.id;
    Ok(article)
}

/// Reads a piece of a web page whole.
pub(super) fn read_html_fragment(html: &str) -> Article {
    Article {
        format: "html",
        ..html::read_fragment(html)
    }
}

/// The chapters of a book, by the names that its table of contents gives them, in the order in
/// which they are read; empty where a file is no book. Errors as [`Article::from_bytes`] has them.
pub fn list_chapters(bytes: &[u8], file: &str) -> Result<Vec<String>, TextError> {
    if detect(bytes, file).id == "epub" {
        epub::list_chapters(bytes, file)
    } else {
        Ok(Vec::new())
    }
}

/// Whether an old compound file is an office document under a password, which names its only
/// stream so, in 16-bit letters.
fn is_locked_office(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage"
        .bytes()
        .flat_map(|byte| [byte, 0])
        .collect();
    memchr::memmem::find(bytes, &name).is_some()
}
