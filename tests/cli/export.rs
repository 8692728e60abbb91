//! Maps in other formats, chosen by the ending of the file.

use linchpin::format;

use super::{Desk, OP_ED, TOUR, newer_map, sample};

#[test]
fn every_format_that_can_be_written_is_chosen_by_the_ending() {
    let desk = Desk::with(&[("a.argmap.json", &sample(OP_ED))]);
    for format in format::ALL.iter().filter(|format| format.write.is_some()) {
        for ending in format.endings {
            let out = format!("out-{}.{ending}", format.id);
            desk.run_fine(&["export", "a.argmap.json", "--to", &out, "--with-names"]);
            let bytes = std::fs::read(desk.path(&out)).unwrap();
            assert!(bytes.len() > 100, "{out} has {} bytes", bytes.len());
        }
    }
}

#[test]
fn a_canonical_map_exported_as_a_map_is_the_same_bytes() {
    let desk = Desk::with(&[("a.argmap.json", &sample("every-field.argmap.json"))]);
    desk.run_fine(&["export", "a.argmap.json", "--to", "b.argmap.json"]);
    assert_eq!(desk.read("b.argmap.json"), desk.read("a.argmap.json"));
}

#[test]
fn an_ending_that_names_no_format_is_told_all_that_do() {
    let desk = Desk::with(&[("a.argmap.json", &sample(TOUR))]);
    let said = desk.run_refused(&["export", "a.argmap.json", "--to", "a.xyz"]);
    for format in format::ALL.iter().filter(|format| format.write.is_some()) {
        for ending in format.endings {
            assert!(said.contains(&format!(".{ending}")), "{ending}: {said}");
        }
    }
}

#[test]
fn the_help_lists_every_format_layout_direction_and_theme() {
    let help = Desk::new().run_fine(&["export", "--help"]);
    let formats = format::ALL.iter().filter(|format| format.write.is_some());
    for word in formats
        .map(|format| format.title)
        .chain(linchpin::layout::ALL.iter().map(|layout| layout.name))
        .chain(linchpin::theme::ALL.iter().map(|theme| theme.name))
        .chain(["down", "right"])
    {
        assert!(help.contains(word), "{word}: {help}");
    }
}

#[test]
fn a_file_that_is_there_is_replaced_only_by_force() {
    let desk = Desk::with(&[("a.argmap.json", &sample(TOUR)), ("a.md", b"mine")]);
    let said = desk.run_refused(&["export", "a.argmap.json", "--to", "a.md"]);
    assert!(said.contains("--force"), "{said}");
    desk.run_fine(&["export", "a.argmap.json", "--to", "a.md", "--force"]);
    assert_ne!(desk.read("a.md"), "mine");
}

#[test]
fn a_newer_map_can_be_looked_at_but_is_never_replaced() {
    let desk = Desk::with(&[("new.json", &newer_map()), ("a.json", &sample(TOUR))]);
    desk.run_fine(&["export", "new.json", "--to", "new.md"]);
    for from in ["new.json", "a.json"] {
        let said = desk.run_refused(&["export", from, "--to", "new.json", "--force"]);
        assert!(said.contains("version 7"), "{said}");
    }
}

#[test]
fn a_folder_in_place_of_the_result_and_a_missing_folder_are_told() {
    let desk = Desk::with(&[("a.json", &sample(TOUR))]);
    std::fs::create_dir(desk.path("b.md")).unwrap();
    for force in [&[][..], &["--force"]] {
        let mut arguments = vec!["export", "a.json", "--to", "b.md"];
        arguments.extend(force);
        let said = desk.run_refused(&arguments);
        assert!(said.contains("folder"), "{said}");
    }
    let said = desk.run_refused(&["export", "a.json", "--to", "nowhere/b.md"]);
    assert!(said.contains("nowhere"), "{said}");
}

#[test]
fn a_layout_or_theme_that_is_not_there_is_refused_with_those_that_are() {
    let desk = Desk::with(&[("a.json", &sample(TOUR))]);
    for (option, known) in [
        ("--layout", "tidy"),
        ("--theme", "light"),
        ("--direction", "down"),
    ] {
        let ran = desk.run(&["export", "a.json", "--to", "b.md", option, "sideways"]);
        assert_eq!((ran.status, &ran.out[..]), (2, ""));
        assert!(ran.err.contains(known), "{}", ran.err);
        assert!(!desk.path("b.md").exists());
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_yet_is_followed() {
    let desk = Desk::with(&[("a.argmap.json", &sample(TOUR))]);
    std::os::unix::fs::symlink("real.md", desk.path("a.md")).unwrap();
    desk.run_fine(&["export", "a.argmap.json", "--to", "a.md"]);
    assert!(desk.path("a.md").is_symlink());
    assert!(desk.path("real.md").exists());
}

#[test]
fn people_are_named_only_where_it_is_asked_for() {
    let desk = Desk::with(&[("a.argmap.json", &sample("every-field.argmap.json"))]);
    let ran = desk.run(&["export", "a.argmap.json", "--to", "a.md"]);
    assert!(ran.err.contains("--with-names"), "{}", ran.err);
    assert!(!desk.read("a.md").contains("First reader"));
    let ran = desk.run(&["export", "a.argmap.json", "--to", "b.md", "--with-names"]);
    assert!(!ran.err.contains("--with-names"), "{}", ran.err);
    assert!(desk.read("b.md").contains("First reader"));
    let said = desk.run_fine(&["convert", "a.argmap.json", "a.html"]);
    assert!(said.contains("--with-names"), "{said}");
    assert!(!desk.read("a.html").contains("First reader"));
    desk.run_fine(&[
        "convert",
        "--strict",
        "--with-names",
        "a.argmap.json",
        "b.html",
    ]);
    desk.run_fine(&["convert", "b.html", "b.argmap.json"]);
    assert_eq!(desk.read("a.argmap.json"), desk.read("b.argmap.json"));
}
