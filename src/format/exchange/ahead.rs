//! Looking ahead in a text for a sign, once.

/// Where a sign stands next in a text. It is asked of places that only go forward and remembers what it
/// has found, so that a row of brackets that nothing closes is read to its end once, and not from each of
/// them.
pub(super) struct Next<'t> {
    text: &'t str,
    sign: u8,
    /// The place that was asked of last, and what was found.
    known: Option<(usize, Option<usize>)>,
}

impl<'t> Next<'t> {
    /// The next of these signs, which are of ASCII.
    pub fn new(text: &'t str, sign: u8) -> Self {
        Self {
            text,
            sign,
            known: None,
        }
    }

    /// Where the sign stands at that place or behind it.
    pub fn find(&mut self, from: usize) -> Option<usize> {
        if let Some((asked, found)) = self.known
            && asked <= from
            && found.is_none_or(|found| from <= found)
        {
            return found;
        }
        let found = memchr::memchr(self.sign, &self.text.as_bytes()[from..]);
        let found = found.map(|at| from + at);
        self.known = Some((from, found));
        found
    }
}
