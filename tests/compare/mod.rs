//! Two copies of a map: what differs between them is told, and what two people did is merged.
// expect-test writes its drawings with hashes, needed or not.
#![allow(clippy::needless_raw_string_hashes)]

mod articles;
mod comparing;
mod copies;
mod laws;
mod merging;
