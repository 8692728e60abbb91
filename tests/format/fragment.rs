//! The exact clipboard fragment.

use linchpin::edit::Fragment;
use linchpin::format::{FormatError, fragment};
use proptest::prelude::*;

use super::arbitrary::any_document;
use super::map_with;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn copied_records_come_back_as_they_were(document in any_document()) {
        let copied = Fragment {
            sources: document.sources().iter().map(|s| s.as_ref().clone()).collect(),
            nodes: document.nodes().rows().to_vec(),
            links: document.links().rows().to_vec(),
            ..Fragment::default()
        };
        let text = fragment::write(&copied);
        prop_assert!(text.contains(fragment::FORMAT_NAME));
        prop_assert_eq!(fragment::read(&text), Ok(copied));
    }
}

#[test]
fn other_texts_are_no_fragments() {
    for text in ["", "= A claim", "{}", &map_with("")] {
        assert!(
            matches!(fragment::read(text), Err(FormatError::Foreign { .. })),
            "{text}"
        );
    }
}
