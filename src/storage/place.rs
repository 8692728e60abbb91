//! Where the number of a process means something: one machine, and on Linux one namespace of processes.
//! A folder may be shared by several machines, or by containers that see each other's files alone.

use std::fmt::Write as _;
use std::sync::OnceLock;

use sha2::{Digest, Sha256};

use super::lock::find_host;

/// The place of this process, as six hexadecimal digits: the same for every process whose number this one
/// can look up, another one almost surely elsewhere.
pub(super) fn name_place() -> &'static str {
    static PLACE: OnceLock<String> = OnceLock::new();
    PLACE.get_or_init(|| {
        let host = find_host().unwrap_or_default();
        let namespace = std::fs::read_link("/proc/self/ns/pid").unwrap_or_default();
        let digest = Sha256::new()
            .chain_update(host)
            .chain_update([0])
            .chain_update(namespace.as_os_str().as_encoded_bytes())
            .finalize();
        digest.iter().take(3).fold(String::new(), |mut name, byte| {
            let _ = write!(name, "{byte:02x}");
            name
        })
    })
}
