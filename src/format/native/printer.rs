//! Prints JSON in the canonical shape: two-space indent, one line per list of scalars. Knows
//! nothing of records.

use std::fmt::Write as _;

/// A text in the making.
pub(super) struct Printer {
    text: String,
    depth: usize,
    is_first: bool,
}

impl Printer {
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self {
            text: String::with_capacity(bytes),
            depth: 0,
            is_first: true,
        }
    }

    /// The text, with its final newline.
    pub(super) fn finish(mut self) -> String {
        self.text.push('\n');
        self.text
    }

    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    pub(super) fn start_line(&mut self) {
        const SPACES: &str = "\n                                ";
        let mut left = self.depth * 2;
        let first = left.min(SPACES.len() - 1);
        self.text.push_str(&SPACES[..=first]);
        left -= first;
        for _ in 0..left {
            self.text.push(' ');
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
        self.text.push('{');
        self.depth += 1;
        self.is_first = true;
    }

    /// Begins a member of the open object; its value comes next.
    pub(super) fn key(&mut self, key: &str) {
        if !std::mem::take(&mut self.is_first) {
            self.text.push(',');
        }
        self.start_line();
        self.string(key);
        self.text.push_str(": ");
    }

    pub(super) fn close_object(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        if !std::mem::take(&mut self.is_first) {
            self.start_line();
        }
        self.text.push('}');
    }

    pub(super) fn number(&mut self, number: impl std::fmt::Display) {
        write!(self.text, "{number}").expect("a string takes whatever is written");
    }

    pub(super) fn string(&mut self, text: &str) {
        self.text.push('"');
        let mut start = 0;
        for (at, byte) in text.bytes().enumerate() {
            if byte >= b' ' && byte != b'"' && byte != b'\\' {
                continue;
            }
            self.text.push_str(&text[start..at]);
            start = at + 1;
            match byte {
                b'"' => self.text.push_str("\\\""),
                b'\\' => self.text.push_str("\\\\"),
                b'\n' => self.text.push_str("\\n"),
                b'\t' => self.text.push_str("\\t"),
                b'\r' => self.text.push_str("\\r"),
                0x08 => self.text.push_str("\\b"),
                0x0c => self.text.push_str("\\f"),
                control => {
                    write!(self.text, "\\u{control:04x}").expect("a string takes it");
                }
            }
        }
        self.text.push_str(&text[start..]);
        self.text.push('"');
    }
}
