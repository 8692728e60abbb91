//! One target under libFuzzer: the one that `TARGET` names. `tests/fuzz/run full` starts it.
#![no_main]
#![allow(dead_code, unused_attributes)]

mod seeds;
mod targets;

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use targets::{Target, list_targets};

static TARGET: OnceLock<Target> = OnceLock::new();

fn find() -> Target {
    let name = std::env::var("TARGET").expect("TARGET names a target");
    let found = list_targets().into_iter().find(|it| it.name == name);
    found.expect("there is a target of that name")
}

fuzz_target!(|bytes: &[u8]| {
    (TARGET.get_or_init(find).run)(bytes);
});
