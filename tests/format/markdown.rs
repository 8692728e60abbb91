//! Maps as Markdown.

use expect_test::expect;
use linchpin::format::markdown::print;
use linchpin::format::native::read;
use proptest::prelude::*;

use super::EVERY_FIELD;
use super::arbitrary::any_document;

#[test]
fn the_canonical_example_as_markdown() {
    let document = read(EVERY_FIELD.as_bytes()).unwrap().document;
    expect![["
        **For class use**

        # Who keeps the key?

        First reader, Second reader

        - **Question:** **Key** Who opened the archive?

          > Who Keeps the Key?

          - *answers:* **Third key** Somebody used a third key. (likely)

            The article never says so outright.

            *prefers* → The warden left the door open.

            - *because:* **Evidence:** The locksmith’s ledger lists one more key.

              > The locksmith’s ledger lists one more.

            - *and:* The lock opens only with a key of its own. (assumption, implicit)
            - *and:* **Evidence:** Both known keys were in the safe.

              > “both were in the safe”

              > both keys lay in the safe

              *however* → The warden left the door open.

            - *however (→):* The ledger may list a key that was melted down.
            - *because (→):* A ledger is kept with care. (assumption)
            - *asks:* **Question:** Has anybody seen the third key?
          - *answers:* The warden left the door open. (assumption)

            *contradicts* → Somebody used a third key.

        - **Main claim:** An unknown key was used. (assumption)

          *that is* → Somebody used a third key.

        - **Note:** Ask the town for the list of keys.

          *relates to* → Has anybody seen the third key?

        - **org.example.picture:** The safe, seen from the door.

        ## Open questions

        - Has anybody seen the third key?

        ## Sources

        - The editors. Who Keeps the Key?. The Ostrel Courier. 2026-11-20. https://courier.example/key
    "]].assert_eq(&print(&document));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_map_can_be_printed(document in any_document()) {
        let text = print(&document);
        prop_assert!(text.contains("# "));
        prop_assert!(!text.contains("<script"));
    }
}
