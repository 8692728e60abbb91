//! Prints JSON in the canonical shape: two-space indent, one line per list of scalars. Knows
//! nothing of records.

use std::fmt::Write as _;

/// A text in the making, or one that is compared with what there is already.
pub(super) struct Printer<'t> {
    sink: Sink<'t>,
    is_compact: bool,
    depth: usize,
    is_first: bool,
}

enum Sink<'t> {
    Text(String),
    /// What is still to be printed if the text is to be the same; none once it is another.
    Same(Option<&'t str>),
}

impl<'t> Printer<'t> {
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self::into_sink(Sink::Text(String::with_capacity(bytes)))
    }

    /// Prints all on one line.
    pub(super) fn compact() -> Self {
        Self {
            is_compact: true,
            ..Self::with_capacity(256)
        }
    }

    /// Prints nothing, but finds whether just that text would be printed: a large map is not
    /// held in memory a second time.
    pub(super) fn comparing(text: &'t str) -> Self {
        Self::into_sink(Sink::Same(Some(text)))
    }

    fn into_sink(sink: Sink<'t>) -> Self {
        Self {
            sink,
            is_compact: false,
            depth: 0,
            is_first: true,
        }
    }

    /// The text, with its final newline.
    pub(super) fn finish(mut self) -> String {
        self.push("\n");
        match self.sink {
            Sink::Text(text) => text,
            Sink::Same(_) => String::new(),
        }
    }

    /// Whether what was printed, with a final newline, is the text that was compared.
    pub(super) fn compares_equal(mut self) -> bool {
        self.push("\n");
        matches!(self.sink, Sink::Same(Some("")))
    }

    pub(super) fn push(&mut self, text: &str) {
        match &mut self.sink {
            Sink::Text(sum) => sum.push_str(text),
            Sink::Same(left) => *left = left.and_then(|left| left.strip_prefix(text)),
        }
    }

    pub(super) fn start_line(&mut self) {
        const SPACES: &str = "\n                                ";
        if self.is_compact {
            return;
        }
        let mut left = self.depth * 2;
        let first = left.min(SPACES.len() - 1);
        self.push(&SPACES[..=first]);
        left -= first;
        for _ in 0..left {
            self.push(" ");
        }
    }

    /// Goes one level in, on a new line.
    pub(super) fn indent(&mut self) {
        self.depth += 1;
        self.start_line();
    }

    /// Goes one level out, on a new line.
    pub(super) fn outdent(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        self.start_line();
    }

    pub(super) fn open_object(&mut self) {
        self.push("{");
        self.depth += 1;
        self.is_first = true;
    }

    /// Begins a member of the open object; its value comes next.
    pub(super) fn key(&mut self, key: &str) {
        if !std::mem::take(&mut self.is_first) {
            self.push(",");
        }
        self.start_line();
        self.string(key);
        self.push(": ");
    }

    pub(super) fn close_object(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        if !std::mem::take(&mut self.is_first) {
            self.start_line();
        }
        self.push("}");
    }

    pub(super) fn number(&mut self, number: impl std::fmt::Display) {
        write!(self, "{number}").expect("a printer takes whatever is written");
    }

    pub(super) fn string(&mut self, text: &str) {
        self.push("\"");
        let mut start = 0;
        for (at, byte) in text.bytes().enumerate() {
            if byte >= b' ' && byte != b'"' && byte != b'\\' {
                continue;
            }
            self.push(&text[start..at]);
            start = at + 1;
            match byte {
                b'"' => self.push("\\\""),
                b'\\' => self.push("\\\\"),
                b'\n' => self.push("\\n"),
                b'\t' => self.push("\\t"),
                b'\r' => self.push("\\r"),
                0x08 => self.push("\\b"),
                0x0c => self.push("\\f"),
                control => {
                    write!(self, "\\u{control:04x}").expect("a printer takes it");
                }
            }
        }
        self.push(&text[start..]);
        self.push("\"");
    }
}

impl std::fmt::Write for Printer<'_> {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.push(text);
        Ok(())
    }
}
