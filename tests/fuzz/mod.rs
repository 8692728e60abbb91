//! The bodies of fuzzing, on their seeds and a few inputs made of these; `tests/fuzz/run` goes on
//! from there. What fuzzing has found stands in `found.rs`.

mod found;
mod hostile;
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
fn every_harm_to_a_file_of_every_kind_is_borne() {
    let mut n = 0;
    for (target, files) in hostile::list_hostile(2_000) {
        let mut names = Vec::new();
        for file in files {
            if let Some(open) = &target.open {
                open(&file.bytes)();
            }
            (target.run)(&file.bytes);
            names.push(file.name);
        }
        let n_files = names.len();
        n += n_files;
        names.sort();
        names.dedup();
        assert_eq!(names.len(), n_files, "each harm has a name of its own");
    }
    assert!(n >= 300, "{n} files");
}

#[test]
fn every_format_that_is_read_has_a_seed_and_a_target() {
    let seeds = seeds::list_import_seeds();
    let targets = list_targets();
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
            let own = format!("import-{}", format.id);
            let is_part = |it: &targets::Target| it.name == own && it.is_part;
            assert!(targets.iter().any(is_part));
        }
        if format.read.is_some() {
            let own = format!("read-{}", format.id);
            let is_whole = |it: &targets::Target| it.name == own && !it.is_part;
            assert!(targets.iter().any(is_whole));
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
