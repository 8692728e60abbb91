//! What might lose something is refused, with line and column, and nothing panics.

use linchpin::format::native::{looks_like_json, read};
use linchpin::format::{Fault, FormatError, Position};
use proptest::prelude::*;

use super::{EVERY_FIELD, map_with};

fn refuse(text: &str) -> FormatError {
    read(text.as_bytes()).expect_err(text)
}

fn find_fault(text: &str) -> (Fault, Position) {
    match refuse(text) {
        FormatError::Content { fault, position } => (fault, position),
        other => panic!("{other}"),
    }
}

#[test]
fn a_file_cut_anywhere_before_its_closing_brace_is_refused_with_line_and_column() {
    let bytes = EVERY_FIELD.trim_end().as_bytes();
    for end in 0..bytes.len() {
        let error = read(&bytes[..end]).expect_err("a cut file");
        let position = error.position().expect("a place");
        assert_eq!(
            position,
            Position::of_offset(bytes, end - bytes_of_a_cut_character(bytes, end)),
            "cut at {end}: {error}"
        );
        assert!(
            matches!(error, FormatError::CutShort { .. } | FormatError::Empty),
            "cut at {end}: {error}"
        );
    }
}

/// How many bytes of a character stand before a cut within it.
fn bytes_of_a_cut_character(bytes: &[u8], end: usize) -> usize {
    match std::str::from_utf8(&bytes[..end]) {
        Ok(_) => 0,
        Err(error) => end - error.valid_up_to(),
    }
}

#[test]
fn a_key_that_stands_twice_is_refused_at_every_level() {
    for (members, key, line) in [
        ("  \"title\": \"a\",\n  \"title\": \"b\"", "title", 8),
        ("  \"x\": 1,\n  \"x\": 2", "x", 8),
        ("  \"x\": {\n    \"a\": 1,\n    \"\\u0061\": 2\n  }", "a", 9),
        (
            "  \"extensions\": {\n \"org.x\": [{\"b\": 1,\n\"b\": 1}]}",
            "b",
            9,
        ),
        (
            "  \"nodes\": [{\"id\": \"n\",\n\"kind\": \"claim\", \"text\": \"\",\n \"id\": \"n\"}]",
            "id",
            9,
        ),
        (
            "  \"views\": [{\"id\": \"v\", \"positions\": {\"n\": [0, 0],\n\"n\": [1, 1]}}]",
            "n",
            8,
        ),
    ] {
        let (fault, position) = find_fault(&map_with(members));
        let expected = Fault::DuplicateKey {
            key: key.to_owned(),
        };
        assert_eq!((fault, position.line), (expected, line), "{members}");
    }
}

#[test]
fn anything_after_the_closing_brace_is_refused() {
    for tail in ["x", "{}", ",", "\0", "\u{a0}"] {
        let error = refuse(&format!("{}{tail}", map_with("")));
        let position = Position { line: 8, column: 1 };
        assert_eq!(error.position(), Some(position), "{error}");
        assert!(
            error.to_string().contains("after the closing brace"),
            "{error}"
        );
    }
    assert!(read(format!("{} \n\t\r\n", map_with("")).as_bytes()).is_ok());
}

#[test]
fn broken_utf_8_is_refused_where_it_stands() {
    let mut bytes = map_with("  \"title\": \"é#\"").into_bytes();
    let at = bytes.iter().position(|&byte| byte == b'#').unwrap();
    bytes[at] = 0xff;
    let error = read(&bytes).unwrap_err();
    let position = Position {
        line: 7,
        column: 14,
    };
    assert_eq!(error, FormatError::NotText { position });
}

#[test]
fn what_json_does_not_know_is_refused() {
    for value in [
        "NaN",
        "Infinity",
        "'a'",
        "01",
        "1e999",
        "\"\\ud800\"",
        "\"\t\"",
        "+1",
        "[1,]",
    ] {
        let error = refuse(&map_with(&format!("  \"title\": {value}")));
        assert_eq!(error.position().unwrap().line, 7, "{value}: {error}");
    }
}

#[test]
fn a_value_of_another_type_is_refused_with_its_place() {
    for members in [
        "  \"title\": 5",
        "  \"nodes\": {}",
        "  \"nodes\": [5]",
        "  \"nodes\": [{\"id\": [], \"kind\": \"claim\"}]",
        "  \"links\": [{\"id\": \"l\", \"relation\": \"supports\", \"from\": {}, \"to\": \"n\"}]",
        "  \"views\": [{\"id\": \"v\", \"positions\": {\"n\": [1]}}]",
        "  \"sources\": [{\"id\": \"s\", \"structure\": [{\"kind\": \"x\", \"start\": -1, \"end\": 0}]}]",
        "  \"nodes\": \"n\"",
        "  \"links\": 7",
        "  \"views\": [{\"id\": \"v\", \"positions\": [1]}]",
        "  \"links\": [{\"id\": \"l\", \"strength\": true}]",
        "  \"links\": [{\"id\": \"l\", \"strength\": \"\\ud800\"}]",
        "  \"links\": [{\"id\": \"l\", \"strength\": 1e999}]",
        "  \"links\": [{\"id\": \"l\", \"strength\": -1e999}]",
    ] {
        let (fault, position) = find_fault(&map_with(members));
        assert!(matches!(fault, Fault::WrongType { .. }), "{fault}");
        assert_eq!(position.line, 7, "{fault}");
    }
}

#[test]
fn a_record_without_what_makes_it_one_is_refused() {
    let (fault, _) = find_fault(&map_with(
        "  \"nodes\": [{\"kind\": \"claim\", \"text\": \"a\"}]",
    ));
    assert_eq!(fault.to_string(), "a node ends that has no “id”");
}

#[test]
fn other_files_are_told_apart() {
    assert_eq!(read(b""), Err(FormatError::Empty));
    assert_eq!(read(b" \n"), Err(FormatError::Empty));
    for (text, word) in [
        ("Dear all,\nplease find", "a text of another kind"),
        ("[1, 2]", "JSON of another kind"),
        ("{\"nodes\": [{\"id\": {}}]}", "JSON of another kind"),
        ("{\"format\": \"sketch\", \"version\": 1}", "“sketch”"),
        ("{\"format\": \"argument-map/fragment\"}", "copied part"),
        ("{\"format\": \"argument-map\"}", "without a “version”"),
        (
            "{\"format\": \"argument-map\", \"version\": \"1\"}",
            "without a “version”",
        ),
    ] {
        let message = refuse(text).to_string();
        assert!(message.contains(word), "{message}");
    }
    assert!(matches!(
        read(b"\x89PNG\r\n\x1a\n"),
        Err(FormatError::NotText { .. })
    ));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn random_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&bytes);
    }

    #[test]
    fn a_damaged_map_never_panics(
        at in 0..EVERY_FIELD.len(),
        length in 0..40usize,
        patch in proptest::collection::vec(
            prop_oneof![any::<u8>(), proptest::sample::select(&b"{}[]\",:0-e.n\\u \n"[..])], 0..6),
    ) {
        let mut bytes = EVERY_FIELD.as_bytes().to_vec();
        let end = (at + length).min(bytes.len());
        bytes.splice(at..end, patch);
        if let Ok(loaded) = read(&bytes) {
            let text = linchpin::format::native::write_verified(&loaded.document).unwrap();
            prop_assert!(read(text.as_bytes()).unwrap().was_canonical);
        }
    }
}

#[test]
fn what_begins_as_json_does_is_told_by_its_first_sign() {
    for text in ["{", " \n\t{\"a\": 1}", "\u{feff}{}"] {
        assert!(looks_like_json(text.as_bytes()), "{text}");
    }
    for text in ["", "[1]", "\u{feff}", "a{", "\u{a0}{"] {
        assert!(!looks_like_json(text.as_bytes()), "{text}");
    }
}
