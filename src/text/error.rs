//! What can go wrong when bytes are to become an article.

use thiserror::Error;

/// Why a file did not become an article. Each message says what happened, why, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Error, serde::Serialize, serde::Deserialize)]
pub enum TextError {
    /// The file holds no words.
    #[error(
        "There is no article to read: the file has no words in it. \
         Choose another file, or paste the text. File: {file}"
    )]
    Empty {
        /// Name of the file as it was handed in.
        file: String,
    },
    /// The file holds something else than text.
    #[error(
        "This cannot be read as an article: it is {found}, not text. \
         Save it as plain text or Markdown, or copy its text and paste it. File: {file}"
    )]
    Binary {
        /// What the bytes look like, with its article: "a PDF".
        found: &'static str,
        /// Name of the file as it was handed in.
        file: String,
    },
    /// The file is of a known kind, but broken.
    #[error(
        "This cannot be read as an article: the file is damaged or was only copied in part. Fetch \
         it again, or open it in the program that made it and save it anew. File: {file}"
    )]
    Damaged {
        /// Name of the file as it was handed in.
        file: String,
    },
    /// The file is packed so that it would fill the memory.
    #[error(
        "This was not read: unpacked, the file would be far larger than any article, as files \
         made to do harm are. Copy its text from the program that shows it and paste it. File: \
         {file}"
    )]
    Bomb {
        /// Name of the file as it was handed in.
        file: String,
    },
    /// The file can only be read with a password or a licence.
    #[error(
        "This cannot be read as an article: the file is locked with a password or a licence. \
         Open it in the program that made it and save it without one. File: {file}"
    )]
    Locked {
        /// Name of the file as it was handed in.
        file: String,
    },
    /// The pages are pictures.
    #[error(
        "There is no text to read: the pages of this PDF are pictures, as a scanner makes them. \
         Have a program recognise the text in them and open what it saves, or type the passages \
         that matter. File: {file}"
    )]
    Scanned {
        /// Name of the file as it was handed in.
        file: String,
    },
    /// Reading took more time or memory than it may.
    #[error(
        "Reading this was given up because it took too long or too much memory; the file may be \
         damaged. Open it in the program that shows it, copy its text and paste it. File: {file}"
    )]
    GaveUp {
        /// Name of the file as it was handed in.
        file: String,
    },
    /// There was no process to read it in.
    #[error(
        "This was not read because the part of the program that reads such files could not be \
         started; the program may have been moved or replaced. Start it anew and try again. \
         File: {file}"
    )]
    Unstarted {
        /// Name of the file as it was handed in.
        file: String,
    },
    /// The file has more lines or signs of markup than an article may have.
    #[error(
        "This was not read: the file has more than {limit} lines or signs of markup, which no \
         article has, but files made to do harm have. Split it into parts and open those. \
         File: {file}"
    )]
    TooManyPieces {
        /// How many of them there may be.
        limit: usize,
        /// Name of the file as it was handed in.
        file: String,
    },
    /// The file is larger than an article may be.
    #[error(
        "This article is too long: it has {bytes} bytes and the limit is {limit}. \
         Split it into parts and open those. File: {file}"
    )]
    TooLong {
        /// Size of the file, or of its text as UTF-8, in bytes.
        bytes: usize,
        /// The largest size allowed, in bytes.
        limit: usize,
        /// Name of the file as it was handed in.
        file: String,
    },
}
