//! Another program that writes the map while it is being saved: between any two things that a save asks of
//! the disk. What it wrote is never lost without a word.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use linchpin::storage::journal::{discard_journal, find_journals};
use linchpin::storage::{
    Fingerprint, JournalFile, Look, Saved, StorageError, Store, StoredFile, Wanted,
    save_atomically, save_new, save_new_on, save_on, save_where,
};

use super::sim_disk::SimDisk;

const MAP: &str = "/maps/a.json";
const JOURNALS: &str = "/state/recovery";
const OTHER_NAME: &str = "/maps/b.json";
const OLD: &[u8] = b"what was opened";
const OURS: &[u8] = b"what this program has made of it";
/// As long as what was opened, so that only the content or the time tells.
const THEIRS: &[u8] = b"what they wrote";

/// How the other program writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// Into the file that is there, or a new one.
    InPlace,
    /// Another file, which takes the name.
    Renamed,
    /// It takes the file away.
    Removed,
    /// It puts a folder in its place.
    Folder,
    /// It takes away the right to look.
    Hidden,
    /// It writes what is there once more.
    Touched,
    /// It starts, and looks for journals of programs that were killed.
    Recovering,
}

/// A disk on which another program writes before the so-manieth thing that is asked of it.
struct SharedDisk {
    disk: SimDisk,
    at: usize,
    way: Way,
    n_asked: AtomicUsize,
    is_hidden: AtomicBool,
    /// Says of second names that were given that they were not, as disks in a network may.
    denies_links: bool,
    /// What was asked just before they wrote, and then.
    asked: Mutex<Vec<&'static str>>,
}

/// An open file on it.
struct SharedFile {
    file: Arc<dyn StoredFile>,
    on: Arc<SharedDisk>,
}

/// What a save is given.
#[derive(Clone)]
struct Given(Arc<SharedDisk>);

impl SharedDisk {
    fn before(&self, what: &'static str) {
        self.asked.lock().unwrap().push(what);
        if self.n_asked.fetch_add(1, Ordering::Relaxed) == self.at {
            self.write_theirs();
        }
    }

    fn write_theirs(&self) {
        let disk = &self.disk;
        let path = Path::new(MAP);
        match self.way {
            Way::Removed => {
                // It may not be there.
                let _ = disk.remove(path);
            }
            Way::Folder => {
                let _ = disk.remove(path);
                disk.create(&path.join("inside"), 0o644).unwrap();
            }
            // As the start of a program does with what no journal can be made of.
            Way::Recovering => {
                for found in find_journals(disk, Path::new(JOURNALS), false, |it| !it.is_empty()) {
                    if found.records.is_empty() {
                        discard_journal(disk, &found.path, 7).unwrap();
                    }
                }
            }
            Way::Touched => disk.open(path).unwrap().write(OLD).unwrap(),
            Way::Hidden => self.is_hidden.store(true, Ordering::Relaxed),
            Way::InPlace => {
                let file = disk.open(path).or_else(|_| disk.create(path, 0o644));
                file.unwrap().write(THEIRS).unwrap();
            }
            Way::Renamed => {
                let beside = Path::new("/maps/theirs");
                disk.create(beside, 0o644).unwrap().write(THEIRS).unwrap();
                disk.rename(beside, path).unwrap();
            }
        }
    }
}

impl Given {
    fn hold(&self, file: Arc<dyn StoredFile>) -> Arc<dyn StoredFile> {
        Arc::new(SharedFile {
            file,
            on: self.0.clone(),
        })
    }
}

impl Store for Given {
    fn look(&self, path: &Path) -> io::Result<Look> {
        self.0.before("look");
        if self.0.is_hidden.load(Ordering::Relaxed) {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        self.0.disk.look(path)
    }

    fn read_link(&self, path: &Path) -> io::Result<PathBuf> {
        self.0.disk.read_link(path)
    }

    fn is_read_only(&self, path: &Path, look: &Look) -> bool {
        self.0.disk.is_read_only(path, look)
    }

    fn read(&self, path: &Path) -> io::Result<Box<dyn Read>> {
        self.0.before("read");
        self.0.disk.read(path)
    }

    fn create(&self, path: &Path, mode: u32) -> io::Result<Arc<dyn StoredFile>> {
        self.0.before("create");
        Ok(self.hold(self.0.disk.create(path, mode)?))
    }

    fn open(&self, path: &Path) -> io::Result<Arc<dyn StoredFile>> {
        self.0.before("open");
        Ok(self.hold(self.0.disk.open(path)?))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.0.before("rename");
        self.0.disk.rename(from, to)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.0.before("link");
        self.0.disk.link(from, to)?;
        if self.0.denies_links {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        Ok(())
    }

    fn claim(&self, path: &Path) -> Option<Arc<dyn StoredFile>> {
        self.0.before("claim");
        self.0.disk.claim(path)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.0.before("remove");
        self.0.disk.remove(path)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.0.before("sync folder");
        self.0.disk.sync_folder(folder)
    }

    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        self.0.disk.create_folder(folder)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        self.0.disk.list(folder)
    }
}

impl StoredFile for SharedFile {
    fn write(&self, bytes: &[u8]) -> io::Result<()> {
        self.on.before("write");
        self.file.write(bytes)
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.file.set_len(len)
    }

    fn read_whole(&self) -> io::Result<Vec<u8>> {
        self.file.read_whole()
    }

    fn sync(&self) -> io::Result<()> {
        self.on.before("sync");
        self.file.sync()
    }

    fn look(&self) -> io::Result<Look> {
        self.file.look()
    }

    fn keep_access(&self, of: &Look, at: &Path) -> io::Result<()> {
        self.file.keep_access(of, at)
    }

    fn try_lock(&self) -> io::Result<bool> {
        self.on.before("lock");
        self.file.try_lock()
    }
}

/// Where the map stands before it is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scene {
    /// It is a file.
    There,
    /// It is a file with two names.
    Twice,
    /// It is a file that somebody has chosen to be replaced.
    Chosen,
    /// It was a file, which has vanished.
    Gone,
    /// It never was one.
    New,
}

/// Saves while the others write, for every moment at which they may; gives what came out, with what the
/// disk was asked just before they wrote and what then, and what the file holds in the end.
type Outcome = (
    [&'static str; 2],
    Result<Saved, StorageError>,
    Option<Vec<u8>>,
    Vec<PathBuf>,
);

fn save_at_every_moment(scene: Scene, way: Way, has_links: bool) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    let beside: (&str, &[u8]) = ("/maps/c.json", b"so that there is a folder");
    for at in 0.. {
        let disk = match scene {
            Scene::There | Scene::Twice | Scene::Chosen => SimDisk::holding(&[(MAP, OLD), beside]),
            Scene::Gone | Scene::New => SimDisk::holding(&[beside]),
        };
        if scene == Scene::Twice {
            disk.add_name(MAP, OTHER_NAME);
        }
        if !has_links {
            disk.refuse_links();
        }
        let before = SimDisk::holding(&[(MAP, OLD)]);
        let look = before.look(Path::new(MAP)).unwrap();
        let expected = Fingerprint::new(OLD, &look);
        let given = Given(Arc::new(SharedDisk {
            disk: disk.clone(),
            at,
            way,
            n_asked: AtomicUsize::new(0),
            is_hidden: AtomicBool::new(false),
            denies_links: false,
            asked: Mutex::default(),
        }));
        let saved = match scene {
            Scene::New => save_new_on(&given, Path::new(MAP), OURS),
            Scene::Chosen => save_where(&given, Path::new(MAP), OURS, Wanted::Seen(&look)),
            _ => save_on(&given, Path::new(MAP), OURS, Some(&expected)),
        };
        let asked = given.0.asked.lock().unwrap();
        let Some(then) = asked.get(at) else {
            break;
        };
        let before = at.checked_sub(1).map_or("nothing", |before| asked[before]);
        let picture = disk.picture();
        let left = picture.keys().filter(|path| {
            let name = path.to_str().unwrap();
            name.ends_with('~')
        });
        let left = left.cloned().collect();
        let held = picture.get(Path::new(MAP)).cloned();
        outcomes.push(([before, *then], saved, held, left));
    }
    assert!(outcomes.len() >= 5, "{} moments", outcomes.len());
    outcomes
}

/// Whether they wrote between the last look and the call that puts the file there, or after it: no system
/// has a call that compares and renames.
fn is_too_late([before, then]: [&str; 2], scene: Scene) -> bool {
    let is_put = match scene {
        Scene::There | Scene::Chosen => then == "rename",
        Scene::Twice => then == "open" || then == "write" || then == "sync",
        Scene::Gone | Scene::New => false,
    };
    is_put || is_after([before, then])
}

fn is_after([before, then]: [&str; 2]) -> bool {
    ["rename", "link"].contains(&before) || then == "remove" || then == "sync folder"
}

#[test]
fn what_another_program_writes_while_a_map_is_saved_is_told_and_kept() {
    for scene in [
        Scene::There,
        Scene::Twice,
        Scene::Chosen,
        Scene::Gone,
        Scene::New,
    ] {
        for way in [Way::InPlace, Way::Renamed] {
            let mut n_told = 0;
            for (asked, saved, held, left) in save_at_every_moment(scene, way, true) {
                let said = format!("{scene:?}, {way:?}, between {asked:?}: {saved:?}");
                assert!(left.is_empty(), "{said}: {left:?}");
                if is_too_late(asked, scene) {
                    continue;
                }
                n_told += 1;
                let is_told = match scene {
                    Scene::New => matches!(saved, Err(StorageError::Exists { .. })),
                    Scene::Chosen => {
                        matches!(saved, Err(StorageError::ChangedSinceChosen { .. }))
                    }
                    _ => matches!(saved, Err(StorageError::Changed { .. })),
                };
                assert!(is_told, "{said}");
                assert_eq!(held.as_deref(), Some(THEIRS), "{said}");
            }
            assert!(n_told >= 4, "{scene:?}, {way:?}: {n_told}");
        }
    }
}

#[test]
fn where_files_have_one_name_only_it_is_looked_again_before_a_new_one_takes_its_name() {
    for scene in [Scene::Gone, Scene::New] {
        for (asked, saved, held, left) in save_at_every_moment(scene, Way::Renamed, false) {
            let said = format!("{scene:?}, between {asked:?}: {saved:?}");
            assert!(left.is_empty(), "{said}: {left:?}");
            if asked[1] == "rename" || asked[0] == "rename" {
                continue;
            }
            let is_told = matches!(
                saved,
                Err(StorageError::Exists { .. } | StorageError::Changed { .. })
            );
            assert!(is_told, "{said}");
            assert_eq!(held.as_deref(), Some(THEIRS), "{said}");
        }
    }
}

#[test]
fn a_map_that_is_taken_away_while_it_is_saved_is_there_again() {
    for (asked, saved, held, left) in save_at_every_moment(Scene::There, Way::Removed, true) {
        if is_after(asked) {
            continue;
        }
        match saved {
            Ok(_) => assert_eq!(held.as_deref(), Some(OURS), "{asked:?}"),
            // It went while it was being compared.
            Err(StorageError::Changed { .. }) => assert_eq!(asked[1], "read"),
            Err(error) => panic!("{asked:?}: {error}"),
        }
        assert!(left.is_empty(), "{asked:?}: {left:?}");
    }
}

#[test]
fn a_folder_in_the_place_of_a_map_is_no_reason_to_lose_either() {
    for (asked, saved, _, left) in save_at_every_moment(Scene::There, Way::Folder, true) {
        assert!(left.is_empty(), "{asked:?}: {left:?}");
        if is_too_late(asked, Scene::There) {
            continue;
        }
        let is_told = matches!(
            saved,
            Err(StorageError::Changed { .. } | StorageError::IsFolder { .. })
        );
        assert!(is_told, "{asked:?}: {saved:?}");
    }
}

#[test]
fn where_nothing_can_be_looked_at_any_more_nothing_is_replaced() {
    for scene in [Scene::There, Scene::Gone, Scene::New] {
        for has_links in [true, false] {
            for (asked, saved, held, left) in save_at_every_moment(scene, Way::Hidden, has_links) {
                let said = format!("{scene:?}, between {asked:?}: {saved:?}");
                assert!(left.is_empty(), "{said}: {left:?}");
                match saved {
                    Ok(_) => assert_eq!(held.as_deref(), Some(OURS), "{said}"),
                    Err(StorageError::Unwritable { .. } | StorageError::FolderMissing { .. }) => {
                        let is_there = scene == Scene::There;
                        assert_eq!(held.as_deref(), is_there.then_some(OLD), "{said}");
                    }
                    Err(error) => panic!("{said}: {error}"),
                }
            }
        }
    }
}

#[test]
fn a_second_name_that_was_given_and_denied_counts_as_given() {
    let disk = SimDisk::holding(&[("/maps/c.json", OLD)]);
    let given = Given(Arc::new(SharedDisk {
        disk: disk.clone(),
        at: usize::MAX,
        way: Way::Removed,
        n_asked: AtomicUsize::new(0),
        is_hidden: AtomicBool::new(false),
        denies_links: true,
        asked: Mutex::default(),
    }));
    assert!(save_new_on(&given, Path::new(MAP), OURS).unwrap().confirmed);
    let picture = disk.picture();
    assert_eq!(picture[Path::new(MAP)], OURS);
    assert_eq!(picture.len(), 2);
}

/// It was put away between its making and its lock, and every edit after that went into the trash.
#[test]
fn a_journal_that_is_just_being_begun_is_not_taken_for_the_rest_of_a_crash() {
    let mut n_moments = 0;
    for at in 0.. {
        let disk = SimDisk::holding(&[]);
        let given = Given(Arc::new(SharedDisk {
            disk: disk.clone(),
            at,
            way: Way::Recovering,
            n_asked: AtomicUsize::new(0),
            is_hidden: AtomicBool::new(false),
            denies_links: false,
            asked: Mutex::default(),
        }));
        let folder = Path::new(JOURNALS);
        let first = b"the beginning".to_vec();
        let mut journal = JournalFile::begin(&given, folder, "abc", 1, &[first]).unwrap();
        journal.append(&[b"an edit".to_vec()]).unwrap();
        if given.0.n_asked.load(Ordering::Relaxed) <= at {
            break;
        }
        n_moments += 1;
        let asked = given.0.asked.lock().unwrap()[at];
        let found = find_journals(&disk, folder, false, |it| !it.is_empty());
        assert_eq!(found.len(), 1, "before “{asked}”");
        assert_eq!(found[0].records.len(), 2, "before “{asked}”");
        assert_eq!(disk.picture().len(), 1, "before “{asked}”");
    }
    assert!(n_moments >= 4, "{n_moments}");
}

#[test]
fn a_map_that_was_only_touched_meanwhile_is_saved() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.json");
    let saved = save_atomically(&path, OLD, None).unwrap();
    std::fs::write(&path, OLD).unwrap();
    save_atomically(&path, OURS, Some(&saved.fingerprint)).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), OURS);
    for scene in [Scene::There, Scene::Twice] {
        for (asked, saved, held, left) in save_at_every_moment(scene, Way::Touched, true) {
            if is_too_late(asked, scene) {
                continue;
            }
            assert!(saved.is_ok(), "{scene:?}, between {asked:?}: {saved:?}");
            assert_eq!(held.as_deref(), Some(OURS), "{asked:?}");
            assert!(left.is_empty(), "{asked:?}: {left:?}");
        }
    }
}

#[test]
fn a_new_map_has_one_name_and_takes_none_that_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.json");
    assert!(save_new(&path, OURS).unwrap().confirmed);
    let error = save_new(&path, THEIRS).unwrap_err();
    assert!(matches!(error, StorageError::Exists { .. }), "{error}");
    assert_eq!(std::fs::read(&path).unwrap(), OURS);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        assert_eq!(path.metadata().unwrap().nlink(), 1);
        let link = folder.path().join("link");
        std::os::unix::fs::symlink("nowhere", &link).unwrap();
        let error = save_new(&link, OURS).unwrap_err();
        assert!(matches!(error, StorageError::Exists { .. }), "{error}");
    }
}

/// As two programs would that have the same map open: of all that save it at once, one wins.
#[test]
fn of_many_saves_of_one_map_at_once_one_wins_and_the_others_are_told() {
    let folder = tempfile::tempdir().unwrap();
    for has_two_names in [false, true] {
        let path = folder.path().join(format!("{has_two_names}.json"));
        let opened = save_atomically(&path, OLD, None).unwrap().fingerprint;
        if has_two_names {
            std::fs::hard_link(&path, folder.path().join("other.json")).unwrap();
        }
        let start = std::sync::Barrier::new(8);
        let won: Vec<u8> = std::thread::scope(|scope| {
            let savers: Vec<_> = (0..8_u8)
                .map(|n| {
                    let (path, start, opened) = (&path, &start, &opened);
                    scope.spawn(move || {
                        start.wait();
                        match save_atomically(path, &[n; 5000], Some(opened)) {
                            Ok(_) => Some(n),
                            Err(StorageError::Changed { .. }) => None,
                            Err(error) => panic!("{error}"),
                        }
                    })
                })
                .collect();
            let ended = savers.into_iter().map(|saver| saver.join().unwrap());
            ended.flatten().collect()
        });
        if cfg!(unix) {
            assert_eq!(won.len(), 1, "{won:?}");
        }
        let held = std::fs::read(&path).unwrap();
        assert!(won.iter().any(|n| held == vec![*n; 5000]), "torn");
    }
}
