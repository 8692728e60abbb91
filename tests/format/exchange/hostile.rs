//! Whatever bytes: a map that keeps every law, or a reason.

use std::fmt::Write as _;

use linchpin::format::{self, FormatError, Import, exchange};
use proptest::prelude::*;

use crate::fuzz::seeds::IMPORTS as SEEDS;
use crate::fuzz::targets::run_importer;

/// Gives a file to every importer, whether it knows it or not.
fn check(name: &str, bytes: &[u8], companion: Option<&str>) {
    let file = Import {
        name,
        bytes,
        companion,
    };
    for format in format::ALL {
        if let Some(importer) = format.import {
            run_importer(format, importer, &file);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_are_a_lawful_map_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        check("a.argdown", &bytes, Some("a text"));
    }

    #[test]
    fn damaged_files_are_a_lawful_map_or_refused(
        seed in 0..SEEDS.len(),
        cuts in prop::collection::vec((any::<u16>(), any::<u16>(), any::<u8>()), 1..4),
    ) {
        let mut bytes = SEEDS[seed].as_bytes().to_vec();
        for (at, len, what) in cuts {
            let at = at as usize % bytes.len().max(1);
            let end = (at + len as usize % 12).min(bytes.len());
            match what % 3 {
                0 => drop(bytes.drain(at..end)),
                1 => {
                    let copy = bytes[at..end].to_vec();
                    bytes.splice(at..at, copy);
                }
                _ => {
                    if let Some(byte) = bytes.get_mut(at) {
                        *byte = what;
                    }
                }
            }
        }
        check("a.txt", &bytes, Some("a text of some words"));
    }
}

#[test]
fn every_seed_is_recognised_and_read() {
    for seed in SEEDS {
        let import = Import {
            name: "map",
            bytes: seed.as_bytes(),
            companion: Some("a text"),
        };
        let format = format::recognise(&import).unwrap_or_else(|| panic!("{seed}"));
        assert!((format.import.unwrap().read)(&import).is_ok(), "{seed}");
        check("map", seed.as_bytes(), Some("a text"));
    }
}

#[test]
fn deep_nesting_and_declared_entities_are_refused() {
    let deep = format!(
        "<opml><body>{}</body></opml>",
        "<outline text='a'>".repeat(5_000)
    );
    let bomb = "<!DOCTYPE opml [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><opml><body><outline text='&b;'/></body></opml>";
    for text in [deep.as_str(), bomb] {
        let import = Import {
            name: "a.opml",
            bytes: text.as_bytes(),
            companion: None,
        };
        let refused = exchange::opml::read(&import);
        assert!(matches!(refused, Err(FormatError::Import { .. })));
    }
    let json = format!("{{\"AIF\":{}", "[".repeat(10_000));
    check("a.json", json.as_bytes(), None);
}

#[test]
fn yaml_that_nests_or_repeats_without_end_is_refused() {
    let deep = format!("statements: {}", "[".repeat(50_000));
    let deep_maps: String = (0..200)
        .flat_map(|n| [" ".repeat(n), "a:\n".to_owned()])
        .collect();
    let mut bomb = "statements:\n  a0: &a0 [lol, lol, lol, lol]\n".to_owned();
    for n in 1..12 {
        let ten = vec![format!("*a{}", n - 1); 10].join(", ");
        writeln!(bomb, "  a{n}: &a{n} [{ten}]").unwrap();
    }
    for text in [deep.as_str(), deep_maps.as_str(), bomb.as_str()] {
        let refused = exchange::carneades::parse(text).unwrap_err();
        assert!(matches!(refused, FormatError::Import { .. }), "{refused}");
        assert!(refused.to_string().contains("line"), "{refused}");
    }
    let damaged = exchange::carneades::parse("statements:\n  p: [a\n  q: b\n").unwrap_err();
    assert!(
        damaged.position().is_some_and(|it| it.line > 1),
        "{damaged}"
    );
    // A value within itself says nothing; what repeats little is read.
    let ring = exchange::carneades::parse("statements: &s {p: *s}\nissues: {i: *s}\n").unwrap();
    assert_eq!(ring.statements.len(), 1);
    let alias = exchange::carneades::parse("statements: {p: &p P, q: *p}").unwrap();
    assert_eq!(alias.statements[1].text, "P");
}
