//! Reading in a process of its own: the same article, and one sentence where it cannot be.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use linchpin::app::{ReadingLimits, read_apart};
use linchpin::text::formats::Input;
use linchpin::text::{Article, TextError};

use crate::text::formats::pack;
use crate::text::formats::pdf_file::{
    list_objects, write_objects, write_page, write_pages, write_stream,
};

const PROGRAM: &str = env!("CARGO_BIN_EXE_linchpin");

fn input(bytes: &[u8]) -> Input<'_> {
    Input {
        bytes,
        file: "paper.pdf",
        encoding: None,
        chapters: None,
    }
}

fn patient() -> ReadingLimits {
    ReadingLimits {
        time: Duration::from_mins(5),
        ..ReadingLimits::default()
    }
}

#[test]
fn an_article_read_apart_is_the_article_read_here() {
    let bytes = write_page(&["Shade for all, as it should be.", "It is no luxury."]);
    let apart = read_apart(Path::new(PROGRAM), patient(), &input(&bytes)).unwrap();
    assert_eq!(apart, Article::from_bytes(&bytes, "paper.pdf").unwrap());
    assert!(apart.text.contains("no luxury"));
}

#[test]
fn a_refusal_comes_back_with_the_name_of_the_file() {
    let bytes = write_pages(&[Vec::new()]);
    let error = read_apart(Path::new(PROGRAM), patient(), &input(&bytes)).unwrap_err();
    let file = "paper.pdf".to_owned();
    assert_eq!(error, TextError::Empty { file });
}

#[test]
fn no_time_to_read_is_given_up() {
    let bytes = write_page(&["Some words."]);
    let limits = ReadingLimits {
        time: Duration::ZERO,
        ..ReadingLimits::default()
    };
    let error = read_apart(Path::new(PROGRAM), limits, &input(&bytes)).unwrap_err();
    assert!(matches!(error, TextError::GaveUp { .. }), "{error}");
}

#[cfg(target_os = "linux")]
#[test]
fn too_little_memory_is_given_up() {
    let mut bytes = write_page(&["Some words."]);
    bytes.resize(bytes.len() + (4 << 20), b' ');
    let limits = ReadingLimits {
        memory: 1 << 20,
        ..patient()
    };
    let error = read_apart(Path::new(PROGRAM), limits, &input(&bytes)).unwrap_err();
    assert!(matches!(error, TextError::GaveUp { .. }), "{error}");
}

#[test]
fn a_program_that_is_gone_is_said_to_be() {
    let gone = Path::new("no-such-folder/no-such-program");
    let error = read_apart(gone, patient(), &input(b"%PDF-1.4")).unwrap_err();
    assert!(matches!(error, TextError::Unstarted { .. }), "{error}");
}

/// Spaces, packed as PDF files pack them and written in sixteens.
fn pack_spaces(n: usize) -> String {
    let packed = pack(&[("a", &vec![b' '; n])]);
    let begin = 30 + 1 + usize::from(u16::from_le_bytes([packed[28], packed[29]]));
    let end = memchr::memmem::find(&packed, b"PK\x01\x02").unwrap();
    let mut written = String::from("789c");
    for byte in &packed[begin..end] {
        write!(written, "{byte:02x}").unwrap();
    }
    written + ">"
}

#[cfg(target_os = "linux")]
#[test]
fn a_page_packed_to_fill_the_memory_costs_no_more_than_its_bound() {
    let mut objects = list_objects(&[Vec::new()]);
    objects[4] = write_stream(
        "/Filter [/ASCIIHexDecode /FlateDecode]",
        &pack_spaces(64 << 20),
    );
    let bytes = write_objects(&objects, "");
    assert!(bytes.len() < 1 << 20, "{}", bytes.len());
    let limits = ReadingLimits {
        memory: 48 << 20,
        ..patient()
    };
    let error = read_apart(Path::new(PROGRAM), limits, &input(&bytes)).unwrap_err();
    assert!(!matches!(error, TextError::Unstarted { .. }), "{error}");
    let whole = read_apart(Path::new(PROGRAM), patient(), &input(&bytes)).unwrap_err();
    assert!(
        matches!(
            whole,
            TextError::GaveUp { .. } | TextError::Empty { .. } | TextError::Damaged { .. }
        ),
        "{whole}"
    );
}
