//! Points in time as a map file writes them. No clock is read here.

use std::fmt;
use std::sync::Arc;

/// A point in time: RFC 3339 in UTC with whole seconds, such as `2026-11-22T23:24:00Z`.
///
/// A text of another form, if a file brings one, is kept as it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Time(Arc<str>);

impl Time {
    /// From seconds since the first of January 1970, UTC. Years outside -9999..=9999 are clamped.
    pub fn from_unix(seconds: i64) -> Self {
        let (low, high) = (jiff::Timestamp::MIN, jiff::Timestamp::MAX);
        let stamp =
            jiff::Timestamp::from_second(seconds).unwrap_or(if seconds < 0 { low } else { high });
        Self(stamp.strftime("%Y-%m-%dT%H:%M:%SZ").to_string().into())
    }

    /// From a text; any RFC 3339 form is brought to UTC and whole seconds, the rest is kept.
    pub fn from_text(text: &str) -> Self {
        text.parse::<jiff::Timestamp>().map_or_else(
            |_| Self(text.into()),
            |stamp| Self::from_unix(stamp.as_second()),
        )
    }

    /// Seconds since the first of January 1970, UTC; none where the text is of another form.
    pub fn unix_seconds(&self) -> Option<i64> {
        let stamp = self.0.parse::<jiff::Timestamp>();
        stamp.ok().map(jiff::Timestamp::as_second)
    }

    /// The text as a file holds it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
