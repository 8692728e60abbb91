//! Members of a file that this version does not know, carried along untouched.

use std::sync::Arc;

use thin_vec::ThinVec;

/// One JSON value kept as text, numbers and escapes as they were written.
///
/// Invariant: the text is one valid JSON value; the format floor makes and checks it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawJson(Arc<str>);

/// Unknown members of one object, in their order, after the known ones.
pub type Extra = List<(Arc<str>, RawJson)>;

/// A list that is empty in nearly every record, and then takes one word.
pub type List<T> = ThinVec<T>;

impl RawJson {
    /// Wraps a text that the caller has read as one JSON value.
    pub fn from_checked(text: &str) -> Self {
        Self(text.into())
    }

    /// The JSON text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
