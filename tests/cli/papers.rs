//! Help, manual page and completions: made of one table, and kept in the assets.

use std::process::{Command, Stdio};

use expect_test::expect_file;

use super::{Desk, root};

const COMMANDS: &[&str] = &[
    "check",
    "export",
    "diff",
    "merge",
    "history",
    "gallery",
    "apply",
    "new",
    "info",
    "man",
    "completions",
];

#[test]
fn the_help_names_every_command_and_each_has_an_example() {
    let desk = Desk::new();
    let help = desk.run_fine(&["--help"]);
    for command in COMMANDS {
        assert!(
            help.contains(&format!("\n  {command} ")),
            "{command}: {help}"
        );
        let own = desk.run_fine(&[command, "--help"]);
        assert_eq!(own, desk.run_fine(&["help", command]));
        assert!(own.contains("Example"), "{own}");
        assert!(
            own.contains(&format!("\n  linchpin {command} ")) || *command == "man",
            "{own}"
        );
    }
}

#[test]
fn the_version_is_that_of_the_package() {
    let version = Desk::new().run_fine(&["--version"]);
    assert_eq!(version, format!("linchpin {}\n", env!("CARGO_PKG_VERSION")));
}

/// Run with `UPDATE_EXPECT=1` after a change of the table, of a layout, a theme or a format.
#[test]
fn the_manual_page_in_the_assets_is_the_one_that_is_printed() {
    expect_file![root("assets/man/linchpin.1")].assert_eq(&Desk::new().run_fine(&["man"]));
}

/// As for the manual page.
#[test]
fn the_completions_in_the_assets_are_those_that_are_printed() {
    for (shell, file) in [
        ("bash", "linchpin.bash"),
        ("zsh", "_linchpin"),
        ("fish", "linchpin.fish"),
    ] {
        let printed = Desk::new().run_fine(&["completions", shell]);
        expect_file![root("assets/completions").join(file)].assert_eq(&printed);
    }
}

#[test]
fn the_manual_page_tells_of_every_command() {
    let page = Desk::new().run_fine(&["man"]);
    for command in COMMANDS {
        assert!(
            page.contains(&format!(".SS \"linchpin {command}\"")),
            "{command}: {page}"
        );
    }
}

#[test]
fn the_manual_page_is_well_formed() {
    let desk = Desk::new();
    desk.put("linchpin.1", desk.run_fine(&["man"]).as_bytes());
    let lint = Command::new("mandoc")
        .args(["-T", "lint", "-W", "warning"])
        .arg(desk.path("linchpin.1"))
        .stdin(Stdio::null())
        .output();
    match lint {
        Ok(lint) => assert!(
            lint.status.success(),
            "{}",
            String::from_utf8_lossy(&lint.stdout)
        ),
        Err(error) => eprintln!("skipped: mandoc cannot be run ({error})"),
    }
}
