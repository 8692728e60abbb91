//! No file grows beyond what can be read at one sitting.

use super::source::list_sources;

/// Lines that a file may have, tests included.
const CEILING: usize = 700;

/// Files that may be longer, each with its reason.
const EXCEPTIONS: &[(&str, &str)] = &[];

#[test]
fn no_file_is_longer_than_the_ceiling() {
    let lengths: Vec<(String, usize)> = ["src", "tests"]
        .into_iter()
        .flat_map(list_sources)
        .map(|file| (file.path, file.text.lines().count()))
        .collect();
    let breaches = find_long_files(&lengths, EXCEPTIONS);
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

fn find_long_files(lengths: &[(String, usize)], exceptions: &[(&str, &str)]) -> Vec<String> {
    let is_excepted = |path: &str| exceptions.iter().any(|(name, _)| *name == path);
    let too_long = lengths
        .iter()
        .filter(|(path, n_lines)| *n_lines > CEILING && !is_excepted(path))
        .map(|(path, n_lines)| format!("{path}: {n_lines} lines, over {CEILING}"));
    let idle = exceptions
        .iter()
        .filter(|(name, _)| !lengths.iter().any(|(path, n)| path == name && *n > CEILING))
        .map(|(name, _)| format!("{name}: needs its exception no more"));
    too_long.chain(idle).collect()
}

#[test]
fn a_long_file_and_an_idle_exception_are_found() {
    let lengths = [
        ("a.rs".to_owned(), CEILING),
        ("b.rs".to_owned(), CEILING + 1),
    ];
    assert_eq!(
        find_long_files(&lengths, &[]),
        ["b.rs: 701 lines, over 700"]
    );
    assert_eq!(find_long_files(&lengths, &[("b.rs", "a table")]), [""; 0]);
    assert_eq!(
        find_long_files(&lengths, &[("b.rs", "a table"), ("a.rs", "was long")]),
        ["a.rs: needs its exception no more"]
    );
}
