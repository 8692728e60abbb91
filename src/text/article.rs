//! An article as read: its text, what it says of itself, and its structure.
//! Knows nothing of where it came from beyond a file name's ending.

use super::byline;
use super::clean::clean_text;
use super::decode::decode_bytes;
use super::error::TextError;
use super::front_matter::FrontMatter;
use super::language::guess_language;
use super::markdown::read_markdown;
use super::structure::{Part, PartKind, find_structure};

/// File endings that are read as Markdown; everything else is plain text.
const MARKDOWN_ENDINGS: &[&str] = &["md", "markdown", "mdown", "mkd", "mdx", "qmd"];

/// An article: plain LF text and what is known about it.
///
/// **The shape of `text`.** A plain-text article keeps its own lines, cleaned only (see
/// [`super::clean_text`]); where it is hard-wrapped, a block may span several lines. Markdown
/// becomes one block per line, lines parted by one "\n": soft breaks are spaces, a hard break
/// starts a line, list items begin with "• " or their number, notes with `[mark]`, the cells
/// of a table row are parted by tabs, each row and each line of code is a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// The headline: from front matter, the first heading, or a first line that looks like one.
    pub title: Option<String>,
    /// The author: from front matter or a line such as "By Ada Lovelace".
    pub author: Option<String>,
    /// A guess at the language, as a two-letter code (en, es, fr, de).
    pub language: Option<String>,
    /// The text that anchors count over.
    pub text: String,
    /// Headings, paragraphs, items and so on as byte ranges of `text`, in reading order. A
    /// label follows the block that it lies in; apart from labels no two parts overlap.
    pub structure: Vec<Part>,
}

impl Article {
    /// Reads plain text, for example from the clipboard.
    pub fn from_plain(raw: &str) -> Self {
        let text = clean_text(raw);
        let structure = find_structure(&text);
        Self::assemble(text, structure, FrontMatter::default())
    }

    /// Reads Markdown (`CommonMark` with tables, notes, task lists and YAML front matter).
    pub fn from_markdown(raw: &str) -> Self {
        let (text, structure, front_matter) = read_markdown(&clean_text(raw));
        Self::assemble(text, structure, front_matter)
    }

    /// Reads a file's bytes: Markdown by the ending of `file_name`, else plain text.
    ///
    /// Errors: no words, bytes that are no text, or more than 64 MiB.
    pub fn from_bytes(bytes: &[u8], file_name: &str) -> Result<Self, TextError> {
        let raw = decode_bytes(bytes, file_name)?;
        let ending = file_name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let is_markdown = MARKDOWN_ENDINGS
            .iter()
            .any(|known| known.eq_ignore_ascii_case(ending));
        let article = if is_markdown {
            Self::from_markdown(&raw)
        } else {
            Self::from_plain(&raw)
        };
        if article.text.is_empty() {
            return Err(TextError::Empty {
                file: file_name.to_owned(),
            });
        }
        Ok(article)
    }

    fn assemble(text: String, structure: Vec<Part>, front_matter: FrontMatter) -> Self {
        let title = front_matter.title.or_else(|| find_title(&text, &structure));
        let author = front_matter
            .author
            .or_else(|| byline::find_author(&text, &structure));
        let language = front_matter
            .language
            .or_else(|| guess_language(&text).map(ToOwned::to_owned));
        Self {
            title,
            author,
            language,
            text,
            structure,
        }
    }
}

/// The first heading of the top level, or a heading that opens the text.
fn find_title(text: &str, structure: &[Part]) -> Option<String> {
    let headings = || {
        structure
            .iter()
            .filter(|part| part.kind == PartKind::Heading)
    };
    let top = headings().find(|part| part.level == Some(1));
    let opening = structure
        .first()
        .filter(|part| part.kind == PartKind::Heading);
    let part = top.or(opening)?;
    Some(
        part.range
            .of(text)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
    )
}
