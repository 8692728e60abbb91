//! Files in and out.

pub mod annotated;
mod annotation;
pub mod arbitrary;
mod bounds;
mod carried;
mod citing;
mod clipping;
mod exchange;
mod fragment;
mod journal;
mod lenient;
mod markdown;
mod outline;
mod page;
mod pdf;
mod picture;
mod registry;
mod report;
mod strict;
mod table;
mod trip;
mod version;

use linchpin::model::RandomSource;

/// Counts, so that ids can be told beforehand.
#[derive(Default)]
pub struct Counter(u64);

impl RandomSource for Counter {
    fn next_bits(&mut self) -> u64 {
        self.0 += 1;
        self.0
    }
}

/// The canonical example with every field.
pub const EVERY_FIELD: &str = include_str!("../../samples/every-field.argmap.json");

/// A canonical map with these members after its stamps.
pub fn map_with(members: &str) -> String {
    format!(
        "{{\n  \"format\": \"argument-map\",\n  \"version\": 1,\n  \"id\": \"m-1\",\n  \
         \"created\": \"2026-11-22T23:24:00Z\",\n  \"modified\": \"2026-11-22T23:24:00Z\"{}{members}\n}}\n",
        if members.is_empty() { "" } else { ",\n" }
    )
}
