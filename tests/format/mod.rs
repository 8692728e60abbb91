//! Files in and out.

pub mod arbitrary;
mod bounds;
mod lenient;
mod strict;
mod table;
mod trip;
mod version;

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
