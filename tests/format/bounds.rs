//! Bounds act before memory is taken, and their errors name them.

use linchpin::format::native::{Limits, migrate, read, read_within};
use linchpin::format::{Fault, FormatError};

use super::map_with;

const SMALL: Limits = Limits {
    file: 2000,
    depth: 8,
    source_text: 40,
    string: 20,
    entries: 3,
};

fn find_fault(members: &str) -> Fault {
    match read_within(map_with(members).as_bytes(), &SMALL, migrate::ALL) {
        Err(FormatError::Content { fault, .. }) => fault,
        other => panic!("{members}: {other:?}"),
    }
}

#[test]
fn a_file_beyond_its_bound_is_not_looked_at() {
    let error = read_within(&[b' '; 2001], &SMALL, migrate::ALL).unwrap_err();
    assert_eq!(
        error,
        FormatError::TooLarge {
            bytes: 2001,
            limit: 2000
        }
    );
}

#[test]
fn a_text_beyond_its_bound_is_refused_wherever_it_stands() {
    let long = "x".repeat(41);
    for members in [
        format!("  \"title\": \"{long}\""),
        format!("  \"x\": [\"{long}\"]"),
        format!("  \"x\": {{\"{long}\": 1}}"),
        format!("  \"{long}\": 1"),
        format!("  \"x\\u0078{}\": 1", &long[2..]),
        format!("  \"sources\": [{{\"id\": \"s\", \"text\": \"{long}\"}}]"),
        format!("  \"nodes\": [{{\"id\": \"{long}\", \"kind\": \"claim\"}}]"),
    ] {
        let fault = find_fault(&members);
        assert!(
            matches!(fault, Fault::TooLong { bytes: 41, .. }),
            "{members}: {fault}"
        );
    }
    let longish = format!(
        "  \"sources\": [{{\"id\": \"s\", \"text\": \"{}\"}}]",
        "x".repeat(40)
    );
    assert!(read_within(map_with(&longish).as_bytes(), &SMALL, migrate::ALL).is_ok());
}

#[test]
fn more_records_than_the_bound_are_refused() {
    let node = "{\"id\": \"n\", \"kind\": \"claim\"}";
    let fault = find_fault(&format!("  \"nodes\": [{node}, {node}, {node}, {node}]"));
    assert_eq!(
        fault.to_string(),
        "“nodes” has more than the 3 entries allowed"
    );
}

#[test]
fn nesting_beyond_the_bound_is_refused_and_up_to_it_kept() {
    let nest = |n: usize| format!("  \"x\": {}{}", "[".repeat(n), "]".repeat(n));
    assert!(read_within(map_with(&nest(7)).as_bytes(), &SMALL, migrate::ALL).is_ok());
    assert_eq!(find_fault(&nest(8)), Fault::TooDeep { limit: 8 });
    assert!(read(map_with(&nest(127)).as_bytes()).is_ok());
    assert!(read(map_with(&nest(128)).as_bytes()).is_err());
    assert!(read(map_with(&nest(1_000_000)).as_bytes()).is_err());
    assert!(read("[".repeat(1_000_000).as_bytes()).is_err());
}
