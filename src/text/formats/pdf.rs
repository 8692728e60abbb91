//! PDF files: what stands on their pages and what they say of themselves. The crate that parses
//! them can fail on damaged files in any way, so the program reads them in a process of its own;
//! nothing here knows of that.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pdf_oxide::PdfDocument;
use pdf_oxide::error::Error;
use pdf_oxide::layout::{FontWeight, TextSpan};

use super::super::article::Article;
use super::super::decode::MAX_ARTICLE_BYTES;
use super::super::error::TextError;
use super::super::facts::Facts;
use super::Input;
use super::pdf_blocks::compose;
use super::pdf_page::{Line, Piece, order_lines};

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
        Ok((pages, facts)) => Ok(Article::of_parts(compose(&pages), facts)),
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
    let document = PdfDocument::from_bytes(bytes.to_vec()).map_err(|error| judge(&error))?;
    if document.is_encrypted() && !document.authenticate(b"").unwrap_or(false) {
        return Err(Fault::Locked);
    }
    let n_pages = document.page_count().map_err(|error| judge(&error))?;
    let (mut pages, mut n_bytes, mut n_broken) = (Vec::new(), 0, 0);
    for at in 0..n_pages.min(MAX_PAGES) {
        // One page that cannot be read is no reason to lose the others.
        let spans = catch_unwind(AssertUnwindSafe(|| document.extract_spans(at)));
        let Ok(Ok(spans)) = spans else {
            if let Ok(Err(Error::EncryptedPdf)) = spans {
                return Err(Fault::Locked);
            }
            n_broken += 1;
            continue;
        };
        n_bytes += spans.iter().map(|span| span.text.len()).sum::<usize>();
        if n_bytes > MAX_ARTICLE_BYTES {
            return Err(Fault::TooLong(n_bytes));
        }
        pages.push(order_lines(list_pieces(spans)));
    }
    if pages.iter().flatten().any(|line| !line.text.is_empty()) {
        return Ok((pages, read_facts(&document)));
    }
    let has_pictures = |at| {
        let handles = catch_unwind(AssertUnwindSafe(|| document.page_image_handles(at)));
        handles.is_ok_and(|handles| handles.is_ok_and(|handles| !handles.is_empty()))
    };
    Err(if (0..n_pages.min(MAX_PAGES)).any(has_pictures) {
        Fault::Scanned
    } else if n_broken > 0 || n_pages == 0 {
        Fault::Damaged
    } else {
        Fault::Empty
    })
}

fn judge(error: &Error) -> Fault {
    if matches!(error, Error::EncryptedPdf) {
        Fault::Locked
    } else {
        Fault::Damaged
    }
}

/// The pieces that stand upright on the page; what is turned is no running text.
fn list_pieces(spans: Vec<TextSpan>) -> Vec<Piece> {
    spans
        .into_iter()
        .filter(|span| span.rotation_degrees == 0.0 && !span.text.trim().is_empty())
        .take(MAX_PIECES)
        .map(|span| Piece {
            left: span.bbox.x,
            right: span.bbox.x + span.bbox.width,
            base: span.bbox.y,
            size: span.font_size,
            is_bold: span.font_weight >= FontWeight::Bold,
            text: span.text,
        })
        .collect()
}

/// What the document says of itself.
fn read_facts(document: &PdfDocument) -> Facts {
    let mut facts = Facts::default();
    let info = document
        .trailer()
        .as_dict()
        .and_then(|trailer| trailer.get("Info"))
        .and_then(|info| document.resolve_object(info).ok());
    let Some(info) = info.as_ref().and_then(|info| info.as_dict()) else {
        return facts;
    };
    let word = |key: &str| {
        let value = document.resolve_object(info.get(key)?).ok()?;
        Some(decode_words(value.as_string()?))
    };
    if let Some(title) = word("Title").filter(|title| is_title(title)) {
        facts.set_title(&title);
    }
    if let Some(author) = word("Author") {
        facts.set_author(&author);
    }
    if let Some(day) = word("CreationDate").as_deref().and_then(find_day) {
        facts.set_published(&day);
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

/// The day of a date as PDF writes it, "D:20261120080000Z", as year, month and day.
fn find_day(date: &str) -> Option<String> {
    let digits = date.trim().strip_prefix("D:").unwrap_or(date.trim());
    let day = digits.get(..8)?;
    let (year, month, day) = (&day[..4], &day[4..6], &day[6..]);
    let is_in = |digits: &str, last: u32| {
        digits
            .parse::<u32>()
            .is_ok_and(|number| (1..=last).contains(&number))
    };
    (is_in(year, 9999) && is_in(month, 12) && is_in(day, 31))
        .then(|| format!("{year}-{month}-{day}"))
}
