//! Copied records, exactly: `"format": "argument-map/fragment"`. A map file in all but its name,
//! so that the clipboard knows every member that a file knows.

use super::{FormatError, Loaded, native};
use crate::edit::Fragment;
use crate::model::{Document, Id, Time};

/// What `format` says in a fragment.
pub const FORMAT_NAME: &str = "argument-map/fragment";

/// The fragment as text.
pub fn write(fragment: &Fragment) -> String {
    let id = Id::parse("fragment").expect("a word is an identifier");
    let mut document = Document::new(id, Time::from_unix(0));
    // Of two records with one id the first is copied, as the first is what references mean.
    for source in &fragment.sources {
        drop(document.load_source(source.clone()));
    }
    for node in &fragment.nodes {
        drop(document.load_node(node.clone()));
    }
    for link in &fragment.links {
        drop(document.load_link(link.clone()));
    }
    native::write(&document).replacen(&quote(native::FORMAT_NAME), &quote(FORMAT_NAME), 1)
}

/// Reads what [`write()`] has written.
///
/// # Errors
/// As for a map file; [`FormatError::Foreign`] where the text is no fragment.
pub fn read(text: &str) -> Result<Fragment, FormatError> {
    load(text).map(|loaded| gather(&loaded.document))
}

/// As [`read`], for a text that anybody may have left where it is found; none unless it is exactly as
/// this program writes it, so that nothing had to be repaired, left aside or put up with.
pub fn read_sound(text: &str) -> Option<Fragment> {
    let loaded = load(text).ok()?;
    let is_sound = loaded.notices.is_empty() && loaded.read_only.is_none();
    is_sound.then(|| gather(&loaded.document))
}

fn load(text: &str) -> Result<Loaded, FormatError> {
    let head = quote(FORMAT_NAME);
    if !text.trim_start().starts_with(&format!("{{\n  {head}")) {
        return Err(FormatError::Foreign {
            what: "a text that was not copied from a map".to_owned(),
        });
    }
    let map = text.replacen(&head, &quote(native::FORMAT_NAME), 1);
    native::read(map.as_bytes())
}

fn gather(document: &Document) -> Fragment {
    Fragment {
        sources: document
            .sources()
            .iter()
            .map(|s| s.as_ref().clone())
            .collect(),
        nodes: document.nodes().rows().to_vec(),
        links: document.links().rows().to_vec(),
    }
}

fn quote(name: &str) -> String {
    format!("\"format\": \"{name}\"")
}
