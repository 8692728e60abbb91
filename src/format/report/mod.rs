//! A map as a report to read: the conclusion first, then the reasons for it and those against it
//! with what answers them, then what it rests on, assumptions, open questions and sources. What is
//! said is put together once, as blocks; a writer each makes Markdown and Word of them.

mod compile;
pub mod docx;
pub mod markdown;

pub use compile::compile;

/// A piece of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The name of the whole.
    Title(String),
    /// Who made it, and the like.
    Byline(String),
    /// The name of a section; 1 for those of the report, 2 within them.
    Heading(u8, String),
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// A line of a list, that deep in it, from 0.
    Item(u8, Vec<Run>),
    /// Words of an article, under an item that deep or a paragraph; and where they are from.
    Quote(u8, String, String),
}

/// Words that are set alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The words.
    pub text: String,
    /// How they are set.
    pub style: RunStyle,
}

/// How words are set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum RunStyle {
    /// As all others.
    #[default]
    Plain,
    /// Bold.
    Strong,
    /// Slanted: what joins a reason to what it is for.
    Emphasis,
}

impl Run {
    /// Words as all others.
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            style: RunStyle::Plain,
        }
    }

    /// Bold words.
    pub fn strong(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            style: RunStyle::Strong,
        }
    }

    /// Slanted words.
    pub fn emphasis(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            style: RunStyle::Emphasis,
        }
    }
}
