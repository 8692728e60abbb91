//! Where a line may or must end: Unicode's line breaking (UAX 14).

use unicode_linebreak::{BreakOpportunity, linebreaks};

/// A place where a line can end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Break {
    /// The byte at which the next line begins.
    pub at: usize,
    /// Whether the line has to end here.
    pub is_forced: bool,
}

/// The places of a text where a line can end, ascending; the last is its end.
pub fn find_breaks(text: &str) -> impl Iterator<Item = Break> {
    linebreaks(text).map(|(at, chance)| Break {
        at,
        is_forced: chance == BreakOpportunity::Mandatory,
    })
}
