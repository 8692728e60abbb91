//! Prints the bill of materials of the program; what is given goes to `cargo metadata`:
//!
//! ```sh
//! cargo run --example sbom > linchpin.cdx.json
//! cargo run --no-default-features --example sbom -- --no-default-features > linchpin.cdx.json
//! ```
//!
//! It is that for the platform that it runs on.
#![allow(clippy::unwrap_used)]

mod sbom;

use std::process::Command;

fn main() {
    let root = env!("CARGO_MANIFEST_DIR");
    let version = Command::new("rustc").arg("-vV").output().unwrap();
    let version = String::from_utf8(version.stdout).unwrap();
    let platform = version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .unwrap();
    let said = Command::new("cargo")
        .args([
            "metadata",
            "--format-version",
            "1",
            "--locked",
            "--filter-platform",
            platform,
        ])
        .args(std::env::args_os().skip(1))
        .current_dir(root)
        .output()
        .unwrap();
    assert!(
        said.status.success(),
        "{}",
        String::from_utf8_lossy(&said.stderr)
    );
    let metadata = serde_json::from_slice(&said.stdout).unwrap();
    let lock = std::fs::read_to_string(format!("{root}/Cargo.lock")).unwrap();
    let bill = sbom::make_bill(&metadata, &lock).expect("cargo says what it always says");
    println!("{}", serde_json::to_string_pretty(&bill).unwrap());
}
