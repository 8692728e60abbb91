//! PDF files: what stands on their pages and what they say of themselves. The crate that parses
//! them can fail on damaged files in any way, so the program reads them in a process of its own;
//! nothing here knows of that.

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_interpret::hayro_syntax::metadata::Metadata;
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo::Rect;
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, RenderContent, TransformExt, interpret_page,
};

use super::super::article::Article;
use super::super::decode::MAX_ARTICLE_BYTES;
use super::super::error::TextError;
use super::super::facts::Facts;
use super::Input;
use super::pdf_blocks::{Composed, compose};
use super::pdf_glyphs::Pieces;
use super::pdf_page::{Line, order_lines};

/// How far into a file its mark may stand.
const HEAD: usize = 1024;
/// The most pages that are read.
const MAX_PAGES: usize = 10_000;
/// The most pieces of text that a page may have.
const MAX_PIECES: usize = 200_000;

/// Why there is nothing to read.
enum Fault {
    Damaged,
    Locked,
    Scanned,
    Empty,
    TooLong(usize),
}

/// Whether bytes are a PDF: its mark opens the file, or stands near its start with objects
/// behind it.
pub fn sniff(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    bytes.starts_with(b"%PDF-")
        || (memchr::memmem::find(head, b"%PDF-").is_some()
            && memchr::memmem::find(bytes, b" obj").is_some()
            && memchr::memmem::find(bytes, b"endobj").is_some())
}

/// Reads every page.
pub fn read(input: &Input<'_>) -> Result<Article, TextError> {
    let file = || input.file.to_owned();
    // The file is only looked at, so that nothing half changed is left behind by a panic.
    let found = catch_unwind(AssertUnwindSafe(|| read_pages(input.bytes)));
    match found.unwrap_or(Err(Fault::Damaged)) {
        Ok((pages, facts)) => {
            let Composed { text, pages } = compose(&pages);
            Ok(Article {
                pages,
                ..Article::of_parts(text, facts)
            })
        }
        Err(Fault::Damaged) => Err(TextError::Damaged { file: file() }),
        Err(Fault::Locked) => Err(TextError::Locked { file: file() }),
        Err(Fault::Scanned) => Err(TextError::Scanned { file: file() }),
        Err(Fault::Empty) => Err(TextError::Empty { file: file() }),
        Err(Fault::TooLong(bytes)) => Err(TextError::TooLong {
            bytes,
            limit: MAX_ARTICLE_BYTES,
            file: file(),
        }),
    }
}

fn read_pages(bytes: &[u8]) -> Result<(Vec<Vec<Line>>, Facts), Fault> {
    // A file that is locked with no password opens by itself.
    let pdf = Pdf::new(bytes.to_vec()).map_err(judge)?;
    let pages = pdf.pages();
    let mut cache = InterpreterCache::new();
    let (mut read, mut n_bytes, mut n_broken, mut has_pictures) = (Vec::new(), 0, 0, false);
    for page in pages.iter().take(MAX_PAGES) {
        // One page that cannot be read is no reason to lose the others.
        let Ok(found) = catch_unwind(AssertUnwindSafe(|| draw(page, &pdf, &cache))) else {
            cache = InterpreterCache::new();
            n_broken += 1;
            // The pages behind it keep their numbers.
            read.push(Vec::new());
            continue;
        };
        has_pictures |= found.has_pictures;
        n_bytes += found
            .kept
            .iter()
            .map(|piece| piece.text.len())
            .sum::<usize>();
        if n_bytes > MAX_ARTICLE_BYTES {
            return Err(Fault::TooLong(n_bytes));
        }
        read.push(order_lines(found.kept));
    }
    if read.iter().flatten().any(|line| !line.text.is_empty()) {
        return Ok((read, read_facts(pdf.metadata())));
    }
    Err(if has_pictures {
        Fault::Scanned
    } else if n_broken > 0 || pages.is_empty() {
        Fault::Damaged
    } else {
        Fault::Empty
    })
}

fn judge(error: LoadPdfError) -> Fault {
    match error {
        LoadPdfError::Decryption(
            DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm,
        ) => Fault::Locked,
        LoadPdfError::Decryption(_) | LoadPdfError::Invalid => Fault::Damaged,
    }
}

/// What a page draws, without notes that somebody added to it.
fn draw<'a>(page: &Page<'a>, pdf: &'a Pdf, cache: &InterpreterCache<'a>) -> Pieces {
    let settings = InterpreterSettings {
        render_content: RenderContent::PAGE,
        ..InterpreterSettings::default()
    };
    // Nothing is painted, so that it does not matter what would be in sight.
    let sight = Rect::new(0.0, 0.0, 1.0, 1.0);
    let upright = page.initial_transform(false).to_kurbo();
    let mut context = Context::new(upright, sight, cache, pdf.xref(), settings);
    let mut found = Pieces::new(MAX_PIECES);
    interpret_page(page, &mut context, &mut found);
    found.finish();
    found
}

/// What the document says of itself.
fn read_facts(said: &Metadata) -> Facts {
    let mut facts = Facts::default();
    let title = said.title.as_deref().map(decode_words);
    if let Some(title) = title.filter(|title| is_title(title)) {
        facts.set_title(&title);
    }
    if let Some(author) = &said.author {
        facts.set_author(&decode_words(author));
    }
    if let Some(day) = said.creation_date
        && day.year > 0
    {
        facts.set_published(&format!("{:04}-{:02}-{:02}", day.year, day.month, day.day));
    }
    facts
}

/// A text string of a PDF: UTF-16 or UTF-8 by its mark, else as Western letters.
fn decode_words(bytes: &[u8]) -> String {
    let encoding = match bytes {
        [0xfe, 0xff, ..] => encoding_rs::UTF_16BE,
        [0xff, 0xfe, ..] => encoding_rs::UTF_16LE,
        [0xef, 0xbb, 0xbf, ..] => encoding_rs::UTF_8,
        _ => encoding_rs::WINDOWS_1252,
    };
    encoding.decode(bytes).0.into_owned()
}

/// Whether words are a title and not the name of the file that was printed.
fn is_title(words: &str) -> bool {
    let words = words.trim();
    let lower = words.to_lowercase();
    let is_file = [
        ".doc", ".docx", ".odt", ".tex", ".dvi", ".pdf", ".indd", ".rtf", ".html",
    ]
    .iter()
    .any(|ending| lower.ends_with(ending));
    let is_default = lower.starts_with("untitled") || lower.starts_with("microsoft word -");
    words.chars().any(char::is_alphabetic) && !is_file && !is_default
}
