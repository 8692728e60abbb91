//! The exact clipboard fragment.
/// What `format` says in a fragment.
pub const FORMAT_NAME: &str = "argument-map/fragment";
