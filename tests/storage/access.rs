//! What a save keeps of who may use a file, beside owner and mode: access lists, and what is noted at it.

use std::fs::{self, File, Permissions};
use std::os::fd::OwnedFd;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use linchpin::storage::{Disk, Store, StoredFile, save_atomically};
use rustix::fs::{XattrFlags, getxattr, setxattr};
use rustix::io::Errno;

const ACCESS: &str = "system.posix_acl_access";
const DEFAULT: &str = "system.posix_acl_default";
/// Somebody whom no test is.
const SOMEBODY: u32 = 65_534;

/// Tags of entries.
const OWNER: u16 = 0x01;
const NAMED_USER: u16 = 0x02;
const GROUP: u16 = 0x04;
const MASK: u16 = 0x10;
const OTHERS: u16 = 0x20;

/// An access list for the owner, the group, others and somebody, each as far as the mask lets it.
fn list(grants: [u16; 4], mask: u16) -> Vec<u8> {
    let [owner, group, others, somebody] = grants;
    let mut bytes = 2_u32.to_le_bytes().to_vec();
    for (tag, grants, id) in [
        (OWNER, owner, u32::MAX),
        (NAMED_USER, somebody, SOMEBODY),
        (GROUP, group, u32::MAX),
        (MASK, mask, u32::MAX),
        (OTHERS, others, u32::MAX),
    ] {
        bytes.extend(tag.to_le_bytes());
        bytes.extend(grants.to_le_bytes());
        bytes.extend(id.to_le_bytes());
    }
    bytes
}

/// Gives a file or folder an attribute; false where its disk has none of that kind.
fn set(path: &Path, name: &str, value: &[u8]) -> bool {
    match setxattr(path, name, value, XattrFlags::empty()) {
        Ok(()) => true,
        Err(Errno::OPNOTSUPP) => {
            eprintln!("skipped: the disk has no {name}");
            false
        }
        Err(error) => panic!("{name}: {error}"),
    }
}

fn get(path: &Path, name: &str) -> Option<Vec<u8>> {
    let mut value = vec![0; 65_536];
    let n_bytes = getxattr(path, name, &mut value[..]).ok()?;
    value.truncate(n_bytes);
    Some(value)
}

fn mode(path: &Path) -> u32 {
    path.metadata().unwrap().mode() & 0o777
}

/// A folder with a map of that mode.
fn map_with_mode(bits: u32) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.json");
    fs::write(&path, "old").unwrap();
    fs::set_permissions(&path, Permissions::from_mode(bits)).unwrap();
    (folder, path)
}

/// A new file beside a map, as a save creates it.
fn new_file(folder: &Path) -> (PathBuf, File) {
    let path = folder.join("new");
    let mut options = File::options();
    options.read(true).write(true).create_new(true).mode(0o600);
    let file = options.open(&path).unwrap();
    (path, file)
}

#[test]
fn an_access_list_is_kept_and_the_group_gets_nothing_through_its_mask() {
    let (_folder, path) = map_with_mode(0o600);
    let list = list([6, 0, 0, 6], 6);
    if !set(&path, ACCESS, &list) {
        return;
    }
    assert_eq!(mode(&path), 0o660);
    for content in ["one", "two"] {
        save_atomically(&path, content.as_bytes(), None).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), content);
        assert_eq!(get(&path, ACCESS), Some(list.clone()));
        assert_eq!(mode(&path), 0o660);
    }
}

#[test]
fn a_file_without_an_access_list_gets_none_from_its_folder() {
    let (folder, path) = map_with_mode(0o640);
    if !set(folder.path(), DEFAULT, &list([7, 7, 7, 7], 7)) {
        return;
    }
    save_atomically(&path, b"new", None).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"new");
    assert_eq!(get(&path, ACCESS), None);
    assert_eq!(mode(&path), 0o640);
}

#[test]
fn a_new_file_gets_the_access_list_of_its_folder_as_any_does() {
    let (folder, _map) = map_with_mode(0o640);
    if !set(folder.path(), DEFAULT, &list([6, 0, 0, 6], 6)) {
        return;
    }
    let (ours, usual) = (folder.path().join("ours"), folder.path().join("usual"));
    fs::write(&usual, "").unwrap();
    save_atomically(&ours, b"new", None).unwrap();
    assert_eq!(get(&ours, ACCESS), get(&usual, ACCESS));
    assert_eq!(mode(&ours), mode(&usual));
}

#[test]
fn what_is_noted_at_a_file_is_kept() {
    let (_folder, path) = map_with_mode(0o640);
    if !set(&path, "user.xdg.tags", b"thesis") {
        return;
    }
    set(&path, "user.empty", b"");
    save_atomically(&path, b"new", None).unwrap();
    assert_eq!(get(&path, "user.xdg.tags").as_deref(), Some(&b"thesis"[..]));
    assert_eq!(get(&path, "user.empty").as_deref(), Some(&b""[..]));
}

/// A pipe has a mode and no access list.
#[test]
fn where_an_access_list_cannot_be_copied_nobody_gets_more_than_it_gave() {
    // Owner, group, others, somebody; the mask; and the bits of a file without the list.
    for (grants, mask, expected) in [
        ([6, 0, 0, 6], 6, 0o600),
        ([6, 4, 0, 6], 6, 0o640),
        ([6, 6, 4, 4], 6, 0o644),
        ([6, 6, 4, 6], 4, 0o644),
        // Somebody is kept out, and would be one of the others.
        ([6, 4, 4, 0], 4, 0o600),
    ] {
        let (_folder, path) = map_with_mode(0o600);
        if !set(&path, ACCESS, &list(grants, mask)) {
            return;
        }
        let (_reads, writes) = std::io::pipe().unwrap();
        let file = File::from(OwnedFd::from(writes));
        file.keep_access(&Disk.look(&path).unwrap(), &path).unwrap();
        assert_eq!(
            file.metadata().unwrap().mode() & 0o777,
            expected,
            "{grants:?}"
        );
    }
}

#[test]
fn the_group_of_a_file_in_another_group_may_do_what_everybody_may() {
    let (folder, path) = map_with_mode(0o600);
    if !set(&path, ACCESS, &list([6, 6, 4, 6], 6)) {
        return;
    }
    let (new, file) = new_file(folder.path());
    // As it is where the system does not let us give the group: nobody can, to this one.
    let mut look = Disk.look(&path).unwrap();
    look.owner.1 = u32::MAX;
    file.keep_access(&look, &path).unwrap();
    assert_eq!(get(&new, ACCESS), Some(list([6, 4, 4, 6], 6)));
}

/// The system's own files about this process have a mode that nobody can set.
#[test]
fn a_mode_that_cannot_be_set_refuses_a_save_only_where_more_would_be_granted() {
    let path = Path::new("/proc/self/comm");
    let Ok(file) = File::options().read(true).open(path) else {
        eprintln!("skipped: the system has no files about processes");
        return;
    };
    let look = StoredFile::look(&file).unwrap();
    assert_eq!(look.mode & 0o777, 0o644);
    assert!(file.set_permissions(Permissions::from_mode(0o600)).is_err());
    for (bits, is_kept) in [(0o644, true), (0o666, true), (0o640, false), (0o604, false)] {
        let mut old = look;
        old.mode = bits;
        assert_eq!(file.keep_access(&old, path).is_ok(), is_kept, "{bits:o}");
    }
}
