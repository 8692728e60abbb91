//! The frame of a PDF file: numbered objects, packed streams and the table of where they are.
//! Knows nothing of what they mean. The same objects give the same bytes, whenever they are written.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use crate::format::exchange::Put as _;

/// The number of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ref(pub usize);

impl std::fmt::Display for Ref {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{} 0 R", self.0)
    }
}

/// A file that is being written.
pub struct File {
    bytes: Vec<u8>,
    /// Where each object begins; 0 for one that was not put yet. Object n is the n-th.
    offsets: Vec<usize>,
}

impl File {
    /// A file without objects.
    pub fn new() -> Self {
        // The second line tells programs that carry files that this is no text.
        let bytes = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec();
        Self {
            bytes,
            offsets: vec![0],
        }
    }

    /// A number for an object that is put later.
    pub fn reserve(&mut self) -> Ref {
        self.offsets.push(0);
        Ref(self.offsets.len() - 1)
    }

    /// Writes an object under its number.
    pub fn put_at(&mut self, at: Ref, object: &str) {
        self.begin(at);
        self.bytes.extend_from_slice(object.as_bytes());
        self.bytes.extend_from_slice(b"\nendobj\n");
    }

    /// Writes an object.
    pub fn put(&mut self, object: &str) -> Ref {
        let at = self.reserve();
        self.put_at(at, object);
        at
    }

    /// Writes a stream, packed; `entries` stand in its dictionary beside length and filter.
    pub fn put_stream(&mut self, entries: &str, data: &[u8]) -> Ref {
        let at = self.reserve();
        let packed = pack(data);
        self.begin(at);
        let mut head = String::new();
        head.put(format_args!(
            "<</Length {}/Filter/FlateDecode{entries}>>\nstream\n",
            packed.len()
        ));
        self.bytes.extend_from_slice(head.as_bytes());
        self.bytes.extend_from_slice(&packed);
        self.bytes.extend_from_slice(b"\nendstream\nendobj\n");
        at
    }

    /// The whole file. A reserved object that was never put counts as free.
    pub fn finish(mut self, catalog: Ref, info: Ref) -> Vec<u8> {
        let start = self.bytes.len();
        let mut out = String::with_capacity(self.offsets.len() * 20 + 128);
        out.put(format_args!("xref\n0 {}\n", self.offsets.len()));
        out.push_str("0000000000 65535 f \n");
        for offset in &self.offsets[1..] {
            if *offset == 0 {
                out.push_str("0000000000 65535 f \n");
            } else {
                out.put(format_args!("{offset:010} 00000 n \n"));
            }
        }
        out.put(format_args!(
            "trailer\n<</Size {}/Root {catalog}/Info {info}>>\nstartxref\n{start}\n%%EOF\n",
            self.offsets.len()
        ));
        self.bytes.extend_from_slice(out.as_bytes());
        self.bytes
    }

    fn begin(&mut self, at: Ref) {
        self.offsets[at.0] = self.bytes.len();
        let mut head = String::new();
        head.put(format_args!("{} 0 obj\n", at.0));
        self.bytes.extend_from_slice(head.as_bytes());
    }
}

fn pack(data: &[u8]) -> Vec<u8> {
    let packed = Vec::with_capacity(data.len() / 4 + 64);
    let mut encoder = ZlibEncoder::new(packed, Compression::new(4));
    encoder
        .write_all(data)
        .and_then(|()| encoder.finish())
        .expect("writing to memory does not fail")
}

/// Text as a string of a PDF: UTF-16 in hexadecimal digits, which no text can break out of.
pub fn push_text(out: &mut String, text: &str) {
    out.push_str("<FEFF");
    for unit in text.encode_utf16() {
        push_hex(out, unit);
    }
    out.push('>');
}

/// Four hexadecimal digits.
pub fn push_hex(out: &mut String, unit: u16) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for shift in [12, 8, 4, 0] {
        out.push(char::from(DIGITS[usize::from(unit >> shift & 0xF)]));
    }
}
