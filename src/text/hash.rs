//! The fingerprint of a text, by which anchors know whether their positions still hold.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// SHA-256 of the text's UTF-8 bytes, as 64 hexadecimal digits in lower case.
pub fn hash_text(text: &str) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        write!(hex, "{byte:02x}").expect("writing to a string cannot fail");
    }
    hex
}
