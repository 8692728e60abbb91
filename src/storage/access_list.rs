//! What a file says beside its mode of who may use it, and what is noted at it: access lists (POSIX ACLs) and
//! attributes of Linux. Knows nothing of content.
//!
//! Where a file has an access list, the group's bits of its mode are the list's mask, the most that anybody
//! named in it may do, and the list alone says what the group may do.

use std::fs::File;
use std::path::Path;

use rustix::fs::{XattrFlags, fgetxattr, fremovexattr, fsetxattr, lgetxattr, llistxattr};
use rustix::io::{self, Errno};

use super::disk::limit_to_group;

/// The attribute that holds the access list.
const ACCESS_LIST: &str = "system.posix_acl_access";
/// What the names begin with that people and programs give to attributes of their own.
const OWN_NAMES: &[u8] = b"user.";
/// No attribute, and no list of their names, has more bytes on Linux.
const MAX_BYTES: usize = 1 << 16;
/// The only form of access lists that there is; it stands before the entries.
const VERSION: [u8; 4] = 2_u32.to_le_bytes();
const ENTRY_BYTES: usize = 8;

/// Whom an entry is for.
const OWNER: u16 = 0x01;
const NAMED_USER: u16 = 0x02;
const GROUP: u16 = 0x04;
const NAMED_GROUP: u16 = 0x08;
const MASK: u16 = 0x10;
const OTHERS: u16 = 0x20;

/// Copies the attributes that are neither the system's nor the administrator's from the file that bears a
/// name, as far as the disk takes them.
pub(super) fn copy_attributes(to: &File, from: &Path) {
    let mut names = vec![0; MAX_BYTES];
    let Ok(n_bytes) = llistxattr(from, &mut names[..]) else {
        return;
    };
    for name in names[..n_bytes].split(|byte| *byte == 0) {
        if name.starts_with(OWN_NAMES)
            && let Ok(value) = read_attribute(from, name)
        {
            // Who uses the file does not hang on it, and a map is worth more than what is noted at it.
            let _ = fsetxattr(to, name, &value, XattrFlags::empty());
        }
    }
}

/// Copies the access list of the file that bears a name, or removes the one that the new file has from its
/// folder where that one has none. Gives the permission bits that the new file is to have, `mode` being those
/// of that file: fewer where it has another group, or where its list could not be copied.
pub(super) fn copy_access_list(to: &File, from: &Path, mode: u32, is_same_group: bool) -> u32 {
    let list = match read_attribute(from, ACCESS_LIST.as_bytes()) {
        Ok(bytes) => AccessList::read(&bytes),
        Err(error) if says_none(error) => {
            return drop_access_list(to, limit_to_group(mode, is_same_group));
        }
        Err(_) => None,
    };
    let Some(mut list) = list else {
        // Nobody knows whom it keeps out.
        return drop_access_list(to, mode & 0o700);
    };
    if !is_same_group {
        list.limit_group();
    }
    if fsetxattr(to, ACCESS_LIST, &list.write(), XattrFlags::empty()).is_ok() {
        return mode;
    }
    drop_access_list(to, list.narrow(mode))
}

/// Removes the access list; gives the permission bits that the file may have then.
fn drop_access_list(file: &File, mode: u32) -> u32 {
    let removed = fremovexattr(file, ACCESS_LIST);
    let is_gone = removed.is_ok()
        || removed.is_err_and(says_none)
        || fgetxattr(file, ACCESS_LIST, &mut [0; 0][..]).is_err_and(says_none);
    // The group's bits would be the mask of a list that is for others than this file is.
    if is_gone { mode } else { mode & 0o707 }
}

fn read_attribute(path: &Path, name: &[u8]) -> io::Result<Vec<u8>> {
    let mut value = vec![0; MAX_BYTES];
    let n_bytes = lgetxattr(path, name, &mut value[..])?;
    value.truncate(n_bytes);
    Ok(value)
}

/// Whether there is no such attribute, or the disk has none at all.
fn says_none(error: Errno) -> bool {
    matches!(error, Errno::NODATA | Errno::OPNOTSUPP | Errno::NOSYS)
}

/// An access list as Linux hands it out.
struct AccessList(Vec<Entry>);

#[derive(Clone, Copy)]
struct Entry {
    tag: u16,
    /// Reading, writing, executing: 4, 2 and 1.
    grants: u16,
    id: u32,
}

impl AccessList {
    /// None where it is in another form.
    fn read(bytes: &[u8]) -> Option<Self> {
        let (entries, rest) = bytes.strip_prefix(&VERSION)?.as_chunks::<ENTRY_BYTES>();
        let read = |&[t0, t1, g0, g1, i0, i1, i2, i3]: &[u8; ENTRY_BYTES]| Entry {
            tag: u16::from_le_bytes([t0, t1]),
            grants: u16::from_le_bytes([g0, g1]),
            id: u32::from_le_bytes([i0, i1, i2, i3]),
        };
        rest.is_empty()
            .then(|| Self(entries.iter().map(read).collect()))
    }

    fn write(&self) -> Vec<u8> {
        let mut bytes = VERSION.to_vec();
        for entry in &self.0 {
            bytes.extend(entry.tag.to_le_bytes());
            bytes.extend(entry.grants.to_le_bytes());
            bytes.extend(entry.id.to_le_bytes());
        }
        bytes
    }

    /// What every entry of a kind grants; all where there is none of that kind.
    fn grants(&self, tag: u16) -> u16 {
        let of_kind = self.0.iter().filter(|entry| entry.tag == tag);
        of_kind.fold(0o7, |grants, entry| grants & entry.grants)
    }

    /// The same, as far as the mask lets it.
    fn grants_masked(&self, tag: u16) -> u16 {
        let is_there = self.0.iter().any(|entry| entry.tag == tag);
        let mask = if is_there { self.grants(MASK) } else { 0o7 };
        self.grants(tag) & mask
    }

    /// The file has another group: what it may do is what everybody may.
    fn limit_group(&mut self) {
        let for_others = self.grants(OTHERS);
        let groups = self.0.iter_mut().filter(|entry| entry.tag == GROUP);
        groups.for_each(|entry| entry.grants &= for_others);
    }

    /// Permission bits of a file without the list that give nobody more than `mode` with it: who was named
    /// in it is one of the group or of the others then.
    fn narrow(&self, mode: u32) -> u32 {
        let for_users = self.grants_masked(NAMED_USER);
        let for_group = self.grants_masked(GROUP) & for_users;
        let for_others = self.grants(OTHERS) & for_users & self.grants_masked(NAMED_GROUP);
        let bits = [self.grants(OWNER), for_group, for_others];
        mode & bits.iter().fold(0, |all, bits| all << 3 | u32::from(*bits))
    }
}
