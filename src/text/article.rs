//! An article as read: its text, what it says of itself, and its structure.
//! Knows nothing of where it came from beyond a file's name.

use super::byline;
use super::clean::clean_text;
use super::error::TextError;
use super::facts::Facts;
use super::formats::{self, Input};
use super::language::guess_language;
use super::markdown::read_markdown;
use super::pieces::{MAX_PIECES, count_lines, count_marks, count_tags};
use super::structure::{PageStart, Part, PartKind, find_structure};

/// An article: plain LF text and what is known about it.
///
/// **The shape of `text`.** A plain-text article keeps its own lines, cleaned only (see
/// [`super::clean_text`]); where it is hard-wrapped, a block may span several lines. Every format
/// with markup becomes one block per line, lines parted by one "\n": soft breaks are spaces, list
/// items begin with "• " or their number, notes with `[mark]`, the cells of a table row are
/// parted by tabs, each row and each line of code is a line. A hard break is a line of its own
/// block in Markdown and a "\n" within the block elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// What it says of itself. The title may be its first heading, the author may stand in a
    /// line such as "By Ada Lovelace", and the language may be a guess (en, es, fr, de).
    pub facts: Facts,
    /// The text that anchors count over.
    pub text: String,
    /// Headings, paragraphs, items and so on as byte ranges of `text`, in reading order. Parts
    /// that lie in a block (see [`PartKind::is_inline`]) follow it; apart from these no two
    /// parts overlap.
    pub structure: Vec<Part>,
    /// Where its pages begin, in order, if it has pages.
    pub pages: Vec<PageStart>,
    /// The id of the format that it was read as; see [`formats::ALL`].
    pub format: &'static str,
    /// The name of the encoding that its bytes were read in, where that could be another one.
    pub encoding: Option<&'static str>,
    /// Whether that encoding is a guess.
    pub is_encoding_guessed: bool,
}

impl Article {
    /// Reads plain text, for example from the clipboard.
    pub fn from_plain(raw: &str) -> Self {
        let text = clean_text(raw);
        let structure = find_structure(&text);
        Self::of_parts((text, structure), Facts::default())
    }

    /// Reads Markdown (`CommonMark` with tables, notes, task lists and YAML front matter).
    pub fn from_markdown(raw: &str) -> Self {
        let (text, structure, facts) = read_markdown(&clean_text(raw));
        Self::of_parts((text, structure), facts)
    }

    /// Reads a text that was typed or pasted: as Markdown if it has headings of its kind. None if it
    /// has more lines and signs than [`MAX_PIECES`].
    pub fn from_typed(raw: &str) -> Option<Self> {
        let has_marks = raw
            .lines()
            .any(|line| line.starts_with("# ") || line.starts_with("## "));
        let (n, read): (_, fn(&str) -> Self) = if has_marks {
            (count_marks(raw), Self::from_markdown)
        } else {
            (count_lines(raw), Self::from_plain)
        };
        (n <= MAX_PIECES).then(|| read(raw))
    }

    /// Reads a piece of a web page that was pasted: all of its words. None if it has more tags than
    /// [`MAX_PIECES`].
    pub fn from_pasted_html(raw: &str) -> Option<Self> {
        (count_tags(raw) <= MAX_PIECES).then(|| Self::from_html(raw))
    }

    /// Reads a piece of a web page, for example from the clipboard: all of its words.
    pub fn from_html(raw: &str) -> Self {
        formats::read_html_fragment(raw)
    }

    /// Reads a file's bytes as what they are, whatever the file's name says; the ending decides
    /// where the bytes leave it open, as between Markdown and plain text.
    ///
    /// Errors: no words, bytes that are no article, damaged or locked files, more than the
    /// bounds of [`formats`] allow.
    pub fn from_bytes(bytes: &[u8], file_name: &str) -> Result<Self, TextError> {
        formats::read(&Input {
            bytes,
            file: file_name,
            encoding: None,
            chapters: None,
        })
    }

    /// An article of text and structure, with what can still be told from them.
    pub(super) fn of_parts((text, structure): (String, Vec<Part>), facts: Facts) -> Self {
        let title = facts.title.or_else(|| find_title(&text, &structure));
        let author = facts
            .author
            .or_else(|| byline::find_author(&text, &structure));
        let language = facts
            .language
            .or_else(|| guess_language(&text).map(ToOwned::to_owned));
        Self {
            facts: Facts {
                title,
                author,
                language,
                ..facts
            },
            text,
            structure,
            ..Self::default()
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
