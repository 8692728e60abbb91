//! Files that are no maps: one message each, status 2, and a folder as it was.

use super::{Desk, TOUR, newer_map, sample};

/// Every command that reads a map, with `bad.json` as the map.
const READ_MAP: &[&[&str]] = &[
    &["check", "bad.json"],
    &["info", "bad.json"],
    &["export", "bad.json", "--to", "out.md"],
    &["apply", "bad.json", "edits.json", "--output", "out.json"],
];

fn bad_files() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let whole = sample(TOUR);
    let half = whole[..whole.len() / 2].to_vec();
    vec![
        ("empty", Vec::new(), "empty"),
        ("blank", b"  \n ".to_vec(), "empty"),
        (
            "binary",
            [0, 159, 146, 150, 0, 1, 2, 255].repeat(50),
            "not UTF-8",
        ),
        ("truncated", half, "breaks off at line"),
        (
            "foreign",
            br#"{"type": "FeatureCollection", "features": []}"#.to_vec(),
            "not an argument map",
        ),
        ("a list", b"[1, 2]".to_vec(), ""),
        ("no JSON", b"Dear reader,\n".to_vec(), ""),
        ("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), ""),
    ]
}

#[test]
fn every_bad_map_gives_one_message_and_changes_nothing() {
    for (name, bytes, why) in bad_files() {
        let desk = Desk::with(&[("bad.json", &bytes), ("edits.json", b"[]")]);
        for arguments in READ_MAP {
            let said = desk.run_refused(arguments);
            assert!(
                said.contains(why) && said.contains("bad.json"),
                "{name}: {said}"
            );
        }
    }
}

#[test]
fn a_missing_file_and_a_folder_give_one_message() {
    let desk = Desk::with(&[("edits.json", b"[]")]);
    for arguments in READ_MAP {
        let said = desk.run_refused(arguments);
        assert!(
            said.contains("not there") && said.contains("bad.json"),
            "{said}"
        );
    }
    std::fs::create_dir(desk.path("bad.json")).unwrap();
    for arguments in READ_MAP {
        let said = desk.run_refused(arguments);
        assert!(
            said.contains("folder") && said.contains("bad.json"),
            "{said}"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_gives_one_message() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::with(&[("bad.json", &sample(TOUR)), ("edits.json", b"[]")]);
    let closed = std::fs::Permissions::from_mode(0o000);
    std::fs::set_permissions(desk.path("bad.json"), closed).unwrap();
    if std::fs::read(desk.path("bad.json")).is_ok() {
        eprintln!("skipped: this user may read every file");
        return;
    }
    for arguments in READ_MAP {
        let said = desk.run_refused(arguments);
        assert!(
            said.contains("could not be read") && said.contains("bad.json"),
            "{said}"
        );
    }
}

#[test]
fn a_newer_map_is_neither_checked_nor_edited() {
    let desk = Desk::with(&[("bad.json", &newer_map()), ("edits.json", b"[]")]);
    for arguments in [READ_MAP[0], READ_MAP[3]] {
        let said = desk.run_refused(arguments);
        assert!(
            said.contains("version 7") && said.contains("bad.json"),
            "{said}"
        );
    }
}

#[test]
fn a_text_or_a_picture_in_place_of_a_map_is_named() {
    let desk = Desk::with(&[
        ("article.txt", b"Dams hold water.\n"),
        ("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    ]);
    let said = desk.run_refused(&["check", "article.txt"]);
    assert!(said.contains("linchpin new --from"), "{said}");
    let said = desk.run_refused(&["check", "picture.png"]);
    assert!(said.contains("no argument map but"), "{said}");
}

#[test]
fn a_bad_article_gives_one_message_and_no_map() {
    let new = ["new", "--from", "bad.txt", "--output", "out.json"];
    let desk = Desk::new();
    let said = desk.run_refused(&new);
    assert!(said.contains("not there"), "{said}");
    for (bytes, why) in [
        (&b""[..], "empty"),
        (b" \n\n ", "no words"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "cannot be read"),
        (b"\0\x01\x02\0\0\xff", "not text"),
    ] {
        desk.put("bad.txt", bytes);
        let said = desk.run_refused(&new);
        assert!(
            said.contains(why) && said.contains("bad.txt"),
            "{why}: {said}"
        );
    }
}

#[test]
fn a_sparse_giant_is_asked_about_before_it_is_read() {
    let desk = Desk::new();
    desk.put("bad.json", b"{");
    let file = std::fs::OpenOptions::new()
        .write(true)
        .open(desk.path("bad.json"))
        .unwrap();
    file.set_len(150_000_000).unwrap();
    let ran = desk.run(&["check", "bad.json"]);
    assert_eq!((ran.status, &ran.out[..]), (2, ""));
    assert!(ran.err.contains("--large"), "{}", ran.err);
    file.set_len(600 * 1024 * 1024).unwrap();
    let ran = desk.run(&["check", "--large", "bad.json"]);
    assert_eq!((ran.status, &ran.out[..]), (2, ""));
    assert!(ran.err.contains("more than can be held"), "{}", ran.err);
}
