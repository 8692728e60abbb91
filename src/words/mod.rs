//! The words of the interface, from `assets/words/en.ftl`, and the words that stand on maps, in
//! the map's own language. The two languages are set apart. Knows nothing of what is said.

mod map_words;
mod table;

use std::borrow::Cow;
use std::sync::LazyLock;

pub use fluent_bundle::FluentValue as Value;
pub use map_words::{ALL, MapWords, find_primary, of_map};
use table::Table;

#[cfg(not(feature = "web"))]
const ENGLISH: &str = include_str!("../../assets/words/en.ftl");
#[cfg(feature = "web")]
const ENGLISH: &str = concat!(
    include_str!("../../assets/words/en.ftl"),
    include_str!("../../assets/words/en-web.ftl")
);

static INTERFACE: LazyLock<Table> =
    LazyLock::new(|| Table::read("en", ENGLISH).expect("the words of the interface can be read"));

/// What stands under a key, without values to fill in. A key that is not there is said itself,
/// so that a gap is seen and nothing breaks. Cheap: one look into a table.
///
/// A key is a message (`menu-file`) or an attribute of one (`command-undo.help`).
pub fn say(key: &str) -> Cow<'static, str> {
    match INTERFACE.plain(key) {
        Some(text) => Cow::Borrowed(text),
        None => Cow::Owned(say_with(key, &[])),
    }
}

/// What stands under a key, with values filled in and plurals chosen:
/// `say_with("status-boxes", &[("n", 3.into())])`. A key that is not there is said itself; a
/// value that is not given shows as its name in braces.
pub fn say_with(key: &str, values: &[(&str, Value<'_>)]) -> String {
    INTERFACE
        .format(key, values)
        .unwrap_or_else(|| key.to_owned())
}

/// Whether anything stands under a key.
pub fn has(key: &str) -> bool {
    INTERFACE.format(key, &[]).is_some()
}

/// Every key of the interface in the order of the file, attributes as `message.attribute`.
pub fn keys() -> &'static [String] {
    INTERFACE.keys()
}
