//! The mark beside a file that says who has it open: ours, and that of `LibreOffice`.

use std::path::Path;

use linchpin::storage::lock::{
    Claim, LockOwner, claim_lock, find_account, find_login, name_lock, release_lock,
};
use proptest::prelude::{prop_assert_eq, proptest};

use super::sim_disk::{Failing, SimDisk};

const MAP: &str = "/maps/a.json";
const LOCK: &str = "/maps/.~lock.a.json#";

fn owner(login: &str, host: &str) -> LockOwner {
    LockOwner {
        name: String::new(),
        login: login.to_owned(),
        host: host.to_owned(),
        since: "26.11.2026 18:34".to_owned(),
        program: format!("linchpin-{}", std::process::id()),
    }
}

fn claim(disk: &SimDisk, own: &LockOwner) -> Claim {
    claim_lock(disk, Path::new(MAP), own, |_| false)
}

#[test]
fn a_file_is_marked_and_let_go_of() {
    let disk = SimDisk::holding(&[(MAP, b"a map")]);
    assert_eq!(name_lock(Path::new(MAP)).unwrap(), Path::new(LOCK));
    let ada = owner("ada", "north");
    assert_eq!(claim(&disk, &ada), Claim::Taken);
    assert_eq!(claim(&disk, &ada), Claim::Taken, "it is ours already");
    let told = disk.picture()[Path::new(LOCK)].clone();
    let told = String::from_utf8(told).unwrap();
    assert!(
        told.starts_with(",ada,north,26.11.2026 18:34,linchpin-"),
        "{told}"
    );
    assert!(told.ends_with(';'), "{told}");

    let bob = owner("bob", "south");
    assert_eq!(claim(&disk, &bob), Claim::Held(ada.clone()));
    release_lock(&disk, Path::new(MAP), &bob);
    assert_eq!(
        disk.picture().len(),
        2,
        "nobody takes another one's mark away"
    );
    release_lock(&disk, Path::new(MAP), &ada);
    assert_eq!(disk.picture().len(), 1);
    assert_eq!(claim(&disk, &bob), Claim::Taken);
}

#[test]
fn a_mark_of_libreoffice_is_read() {
    let lock = b"Ada Lovelace,ada,north,26.11.2026 18:34,file:///home/ada/.config/libreoffice/4;";
    let disk = SimDisk::holding(&[(MAP, b"a map"), (LOCK, lock)]);
    let Claim::Held(who) = claim(&disk, &owner("bob", "south")) else {
        panic!("somebody has it");
    };
    assert_eq!((who.who(), who.host.as_str()), ("Ada Lovelace", "north"));
    assert_eq!(who.since, "26.11.2026 18:34");
    assert!(
        !who.is_gone_from("north"),
        "it is no process of this program"
    );
}

#[test]
fn a_stale_mark_gives_way_and_one_that_nobody_can_read_stays() {
    let mut gone = owner("ada", "north");
    // No system has so many processes.
    gone.program = "linchpin-4294967295".to_owned();
    assert!(gone.is_gone_from("north"));
    assert!(
        !gone.is_gone_from("south"),
        "of another machine nothing is known"
    );
    assert!(
        !owner("ada", "north").is_gone_from("north"),
        "this one runs"
    );

    let disk = SimDisk::holding(&[(MAP, b"a map"), (LOCK, gone.write().as_bytes())]);
    let bob = owner("bob", "south");
    assert_eq!(claim(&disk, &bob), Claim::Held(gone));
    let taken = claim_lock(&disk, Path::new(MAP), &bob, |it| it.is_gone_from("north"));
    assert_eq!(taken, Claim::Taken);

    for unreadable in [&b""[..], b"\xff\xff", b"a,b", b",,,,;", b"a,b,c,d,e,f,g;"] {
        let disk = SimDisk::holding(&[(MAP, b"a map"), (LOCK, unreadable)]);
        assert_eq!(claim(&disk, &bob), Claim::Impossible, "{unreadable:?}");
        assert_eq!(disk.picture()[Path::new(LOCK)], unreadable);
    }
}

#[test]
fn where_no_mark_can_be_written_none_is_left() {
    for n in 0..3 {
        for failing in [Failing::Once(n), Failing::From(n)] {
            let disk = SimDisk::holding(&[(MAP, b"a map")]);
            disk.fail(failing);
            let claimed = claim(&disk, &owner("ada", "north"));
            let is_marked = disk.picture().contains_key(Path::new(LOCK));
            if claimed == Claim::Taken {
                assert!(is_marked);
            } else {
                assert_eq!(claimed, Claim::Impossible);
                // On a disk that takes nothing back, half a mark is as good as none.
                let is_gone = !is_marked || matches!(failing, Failing::From(_));
                assert!(is_gone, "operation {n}");
            }
        }
    }
}

#[test]
fn a_mark_names_somebody_whatever_the_session_says() {
    let account = || Some("eve".to_owned());
    for (said, login) in [
        (&[("USER", "ada"), ("LOGNAME", "bob")][..], "ada"),
        (&[("USER", ""), ("LOGNAME", "bob")], "bob"),
        (&[("USER", " "), ("USERNAME", "cid")], "cid"),
        (&[("HOME", "/home/dan")], "eve"),
    ] {
        let variable = |name: &str| {
            let found = said.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        assert_eq!(find_login(variable, account), login, "{said:?}");
    }
    assert_eq!(find_login(|_| None, || None), "somebody");
    let own = LockOwner::of_this_process(String::new());
    assert!(!own.who().is_empty(), "whatever this machine says");
}

#[test]
fn an_account_is_found_by_its_number() {
    let table = "# accounts\n\nroot:x:0:0:root:/root:/bin/sh\nada:x:1000:1000::/home/ada:\n\
                 :x:1001:1:::\nbob:x:many:1:::\ncid:x\neve:x:1001:1:Eve,,,:/home/eve:\nada2:x:1000:1:::\n";
    assert_eq!(find_account(table, 0), Some("root"));
    assert_eq!(find_account(table, 1000), Some("ada"));
    assert_eq!(find_account(table, 1001), Some("eve"));
    assert_eq!(find_account(table, 7), None);
    assert_eq!(find_account("", 0), None);
}

proptest! {
    #[test]
    fn whatever_people_and_machines_are_called_a_mark_is_read_as_it_was_written(
        name in "[^\\pC]{0,20}",
        login in "[^\\pC]{1,20}",
        host in "[^\\pC]{0,20}",
        program in "[^\\pC]{0,20}",
    ) {
        let owner = LockOwner { name, login, host, since: "26.11.2026 18:34".to_owned(), program };
        prop_assert_eq!(LockOwner::read(&owner.write()), Some(owner));
    }

    #[test]
    fn no_mark_brings_the_reader_down(text in ".{0,200}") {
        drop(LockOwner::read(&text));
    }
}
