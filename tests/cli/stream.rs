//! The streams: who reads the results, and what goes where.

use std::process::Stdio;

use super::{Desk, Ran, program};

#[test]
fn a_reader_that_has_gone_away_is_no_fault() {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let child = program()
        .args(["completions", "zsh"])
        .stdout(writer)
        .stderr(Stdio::piped())
        .spawn();
    let ran = Ran::of(&child.unwrap().wait_with_output().unwrap());
    assert_eq!((ran.status, &ran.err[..]), (0, ""));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_behind_standard_output_is_told() {
    let full = std::fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let child = program()
        .arg("man")
        .stdout(full)
        .stderr(Stdio::piped())
        .spawn();
    let ran = Ran::of(&child.unwrap().wait_with_output().unwrap());
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("standard output"), "{}", ran.err);
}

#[test]
fn arguments_that_make_no_sense_are_refused_with_the_usage() {
    for arguments in [
        &["check"][..],
        &["export", "a.json"],
        &["--wat"],
        &["new", "--from", "a.txt"],
    ] {
        let ran = Desk::new().run(arguments);
        assert_eq!((ran.status, &ran.out[..]), (2, ""));
        assert!(ran.err.contains("Usage:"), "{}", ran.err);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn without_a_display_or_a_window_the_message_says_what_works() {
    let desk = Desk::with(&[("a.txt", b"Dams hold water.\n")]);
    let ran = desk.run(&["a.txt"]);
    assert_eq!((ran.status, &ran.out[..]), (2, ""), "{ran:?}");
    for command in ["check", "export", "apply", "new", "info"] {
        assert!(ran.err.contains(command), "{}", ran.err);
    }
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
}
