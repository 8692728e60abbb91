//! The bodies of fuzzing, on their seeds and a few inputs made of these; `tests/fuzz/run` goes on
//! from there. What fuzzing has found stands in `found.rs`.

mod found;
mod mutate;
pub mod seeds;
pub mod targets;

use linchpin::format::{self, Import};
use mutate::Mutator;
use targets::list_targets;

/// Inputs of each target in a plain test run.
const INPUTS: u64 = 8;

#[test]
fn every_target_takes_its_seeds_and_what_is_made_of_them() {
    for target in list_targets() {
        assert!(!target.seeds.is_empty(), "{}", target.name);
        for seed in &target.seeds {
            (target.run)(seed);
        }
        let mutator = Mutator::new(&target.name, &target.seeds);
        for at in 0..INPUTS {
            (target.run)(&mutator.make(at));
        }
    }
}

#[test]
fn every_format_that_is_read_has_a_seed_and_a_target() {
    let seeds = seeds::list_import_seeds();
    let targets: Vec<String> = list_targets().into_iter().map(|it| it.name).collect();
    for format in format::ALL {
        if format.import.is_some() {
            let knows = |bytes: &Vec<u8>| {
                let import = Import {
                    name: "map",
                    bytes,
                    companion: Some(seeds::COMPANION),
                };
                format::recognise(&import).is_some_and(|it| it.id == format.id)
            };
            assert!(seeds.iter().any(knows), "no seed is {}", format.id);
            assert!(targets.contains(&format!("import-{}", format.id)));
        }
        if format.read.is_some() {
            assert!(targets.contains(&format!("read-{}", format.id)));
        }
    }
}

#[test]
fn an_input_can_be_made_again_by_its_number() {
    let seeds = vec![b"one (two) three".to_vec(), b"{\"a\": [1, 2]}".to_vec()];
    let make = |name: &str| -> Vec<Vec<u8>> {
        let mutator = Mutator::new(name, &seeds);
        (0..50).map(|at| mutator.make(at)).collect()
    };
    assert_eq!(make("a"), make("a"));
    assert_ne!(make("a"), make("b"));
    let changed = make("a").iter().filter(|it| !seeds.contains(it)).count();
    assert!(changed > 40, "{changed} of 50 differ from the seeds");
}
