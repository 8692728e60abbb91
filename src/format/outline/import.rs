//! Outlines as files: told by their signs, or read as one because somebody says so, with a report
//! of what was not taken as it stands there.

use super::parse::{is_all_signed, parse_and_tell};
use super::{FORMAT_NAME, markdown};
use crate::format::exchange::Gather;
use crate::format::exchange::gather::MOST_BOXES;
use crate::format::{FormatError, Import, Imported};
use crate::model::RandomSource;

/// Whether a file is an outline with signs of ours from the first line to the last, or Markdown as
/// this program writes it of a map. Any other text may be an article, even if it is a list.
pub fn recognises(import: &Import<'_>) -> bool {
    let head = import.head();
    // The last line of the beginning may be cut off in its sign.
    let whole = head.rfind('\n').map_or("", |end| &head[..end]);
    let is_likely = whole.is_empty() || is_all_signed(whole);
    let is_likely_markdown = markdown::has_leads(&head);
    if !is_likely && !is_likely_markdown {
        return false;
    }
    let text = import.text();
    is_all_signed(&text) || is_likely_markdown && markdown::is_ours(&text)
}

/// Reads any text as an outline, by its signs or else by its headings, bullets, numbers and
/// indents.
///
/// # Errors
/// [`FormatError::Foreign`] for what is no text or an empty one.
pub fn read(import: &Import<'_>) -> Result<Imported, FormatError> {
    let text = import.text();
    let is_wide =
        import.bytes.starts_with(&[0xff, 0xfe]) || import.bytes.starts_with(&[0xfe, 0xff]);
    let is_told = is_wide || std::str::from_utf8(import.bytes).is_ok();
    let is_binary = !is_told && text.contains('\0');
    if is_binary || text.trim().is_empty() {
        let what = "a file without lines of text".to_owned();
        return Err(FormatError::Foreign { what });
    }
    if !is_all_signed(&text) && markdown::has_leads(&text) {
        return Ok(markdown::read(&text));
    }
    let (fragment, report) = parse_and_tell(&text, &mut Numbers(0), MOST_BOXES);
    let mut gather = Gather::new(FORMAT_NAME);
    gather.report = report;
    gather.take(fragment);
    Ok(gather.finish())
}

/// Gives out ids by their number, so that equal files give equal maps.
struct Numbers(u64);

impl RandomSource for Numbers {
    fn next_bits(&mut self) -> u64 {
        self.0 += 1;
        self.0
    }
}
