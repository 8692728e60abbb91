//! Which program has a file open: one holds it, others are told so and can ask, and nothing that a killed
//! program leaves is in the way.
#![expect(
    clippy::disallowed_methods,
    reason = "tests leave files as killed programs do"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Barrier};

use linchpin::storage::Disk;
use linchpin::storage::hold::{Hold, HoldPlace, Holding, sweep_holds, take_request};
use proptest::prelude::{prop, prop_assert, proptest};
use tempfile::TempDir;

use super::sim_disk::{Failing, SimDisk};

const MAP: &str = "/maps/a.argmap.json";

fn place(state: &TempDir) -> HoldPlace {
    HoldPlace::of(state.path(), Path::new(MAP))
}

fn hold(place: &HoldPlace) -> Option<Hold> {
    match place.hold(&Disk) {
        Holding::Here(hold) => Some(hold),
        Holding::Elsewhere(other) => {
            assert_eq!(&other, place);
            None
        }
        Holding::Unknown => panic!("this disk takes locks"),
    }
}

fn list(state: &TempDir) -> Vec<PathBuf> {
    let entries = fs::read_dir(state.path().join("locks"));
    let entries = entries.into_iter().flatten();
    entries.map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn one_holds_a_file_and_another_one_does_when_it_is_let_go_of() {
    let state = TempDir::new().unwrap();
    let place = place(&state);
    let first = hold(&place).unwrap();
    assert!(hold(&place).is_none());
    let other = HoldPlace::of(state.path(), Path::new("/maps/b.argmap.json"));
    assert_ne!(other, place);
    hold(&other).unwrap().release(&Disk);
    first.release(&Disk);
    assert_eq!(list(&state), Vec::<PathBuf>::new());
    hold(&place).unwrap();
}

#[test]
fn a_holder_hears_a_request_once_and_a_new_one_none_that_was_for_the_old_one() {
    let state = TempDir::new().unwrap();
    let place = place(&state);
    let first = hold(&place).unwrap();
    assert!(!take_request(&Disk, &place));
    place.ask_holder(&Disk).unwrap();
    place.ask_holder(&Disk).unwrap();
    assert!(place.is_asked(&Disk));
    assert!(take_request(&Disk, &place) && !take_request(&Disk, &place));
    place.ask_holder(&Disk).unwrap();
    place.withdraw(&Disk);
    assert!(!take_request(&Disk, &place));
    place.ask_holder(&Disk).unwrap();
    // Its process is killed.
    drop(first);
    hold(&place).unwrap();
    assert!(!take_request(&Disk, &place));
}

#[test]
fn what_killed_programs_leave_is_swept_and_what_is_held_stays() {
    let state = TempDir::new().unwrap();
    let (kept, gone) = (
        place(&state),
        HoldPlace::of(state.path(), Path::new("/maps/b.argmap.json")),
    );
    let held = hold(&kept).unwrap();
    drop(hold(&gone).unwrap());
    for place in [&kept, &gone] {
        place.ask_holder(&Disk).unwrap();
    }
    // A request whose lock is gone already.
    fs::write(state.path().join("locks/0123456789abcdef.ask"), "").unwrap();
    assert_eq!(sweep_holds(&Disk, state.path()), 1);
    let mut left = list(&state);
    left.sort();
    assert_eq!(left, [kept.ask(), kept.lock()]);
    assert!(hold(&kept).is_none());
    held.release(&Disk);
    assert_eq!(sweep_holds(&Disk, state.path()), 0);
}

#[cfg(unix)]
#[test]
fn nobody_else_can_read_who_holds_what_and_the_names_say_no_path() {
    use std::os::unix::fs::PermissionsExt;

    let state = TempDir::new().unwrap();
    let place = place(&state);
    let _held = hold(&place).unwrap();
    place.ask_holder(&Disk).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&state.path().join("locks")), 0o700);
    for path in list(&state) {
        assert_eq!(mode(&path), 0o600, "{}", path.display());
        assert_eq!(fs::read(&path).unwrap(), b"");
        let name = path.file_stem().unwrap().to_str().unwrap();
        assert!(name.len() == 16 && name.bytes().all(|b| b.is_ascii_hexdigit()));
    }
}

#[test]
fn where_no_lock_can_be_written_nobody_is_kept_out() {
    for n in 0..2 {
        for failing in [Failing::Once(n), Failing::From(n)] {
            let disk = SimDisk::holding(&[]);
            disk.fail(failing);
            let place = HoldPlace::of(Path::new("/state"), Path::new(MAP));
            let held = place.hold(&disk);
            assert!(!matches!(held, Holding::Elsewhere(_)), "operation {n}");
        }
    }
}

#[test]
fn of_many_that_want_a_file_at_once_one_has_it() {
    for _ in 0..20 {
        let state = TempDir::new().unwrap();
        let (place, begin) = (place(&state), Arc::new(Barrier::new(6)));
        let threads = (0..6).map(|n| {
            let (place, begin, folder) = (place.clone(), begin.clone(), state.path().to_owned());
            std::thread::spawn(move || {
                begin.wait();
                if n == 0 {
                    sweep_holds(&Disk, &folder);
                }
                place.hold(&Disk)
            })
        });
        let threads: Vec<_> = threads.collect();
        let held = threads.into_iter().map(|thread| thread.join().unwrap());
        let held: Vec<Holding> = held.collect();
        let n_here = held
            .iter()
            .filter(|it| matches!(it, Holding::Here(_)))
            .count();
        assert_eq!(n_here, 1, "{held:?}");
    }
}

proptest! {
    /// Holders come, are asked, let go and are killed in any order: at most one holds, and whoever asks
    /// when nobody does has it.
    #[test]
    fn at_most_one_holds_whatever_happens(steps in prop::collection::vec((0..3_usize, 0..5_u8), 0..40)) {
        let state = TempDir::new().unwrap();
        let place = place(&state);
        let mut holders: [Option<Hold>; 3] = [None, None, None];
        for (who, what) in steps {
            match what {
                0 if holders[who].is_none() => {
                    let is_free = holders.iter().all(Option::is_none);
                    holders[who] = hold(&place);
                    prop_assert!(holders[who].is_some() == is_free);
                }
                1 => {
                    if let Some(hold) = holders[who].take() {
                        hold.release(&Disk);
                    }
                }
                2 => drop(holders[who].take()),
                3 => drop(place.ask_holder(&Disk)),
                _ => drop(sweep_holds(&Disk, state.path())),
            }
            prop_assert!(holders.iter().flatten().count() <= 1);
        }
    }
}
