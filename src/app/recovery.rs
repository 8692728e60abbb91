//! What was not saved when the program ended badly: found in the journals, shown with what is to be
//! known of it, and restored, saved elsewhere or discarded as somebody chooses.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::compare::{ReadFile, compare_with_file, read_file};
use super::journal::{Journal, read_fingerprint};
use super::keeper::Replaced;
use super::typing::take_typed;
use super::unnoted::note_unnoted_save;
use super::writing::Guard;
use super::{App, Dialog, Preview, Purpose, Tab, with_map_ending};
use crate::edit::Editor;
use crate::format::journal::{self, SavedFile, has_beginning, read_header};
use crate::model::{Document, Time};
use crate::storage::journal::{
    FoundJournal, count_tries, discard_journal, empty_trash, find_journals, forget_tries,
    keep_in_trash, note_try,
};
use crate::storage::{Disk, StorageError, Store, confirm_on, sweep_stale_temps};
use crate::words;

/// What was discarded is kept for so long, in seconds.
const KEPT_IN_TRASH: i64 = 30 * 86_400;
/// After so many tries that did not end well, a journal is not read by itself.
const MOST_TRIES: u32 = 2;
/// Why nothing was made of a journal whose reading met with a fault.
const FAULT: &str = "a fault in Linchpin stopped the reading";

/// Unsaved work that was found.
pub struct Found {
    /// Names it while the program runs.
    pub key: u64,
    /// The title of the map, else the name of its file.
    pub name: String,
    /// The file that the map was in.
    pub file: Option<PathBuf>,
    /// Whether somebody discarded it.
    pub is_discarded: bool,
    /// What could be made of it.
    pub content: Content,
    journal: FoundJournal,
}

/// What could be made of a journal.
pub enum Content {
    /// A map.
    Map(Box<FoundMap>),
    /// It was not read, since the program ended badly each time that it was.
    SetAside,
    /// It cannot be read; the reason.
    Broken(String),
}

/// A map with edits that are not in its file.
pub struct FoundMap {
    /// How many edits; none where what can be read is in the file, and the journal breaks off after it.
    pub n_edits: usize,
    /// When the last one was made.
    pub edited: Time,
    /// Whether the journal could be read to its end.
    pub is_whole: bool,
    /// How it differs from the file, line by line.
    pub differences: Vec<String>,
    /// Whether the last of its edits is what was being typed when the program ended.
    pub has_typed: bool,
    /// How it looks; none for a map that is sensitive.
    pub preview: Option<Preview>,
    /// The map in the file, if that is what the edits were made of.
    on_disk: Option<Arc<Document>>,
    editor: Editor,
    file: Option<SavedFile>,
}

/// What is to be looked for.
#[derive(Debug, Clone)]
pub struct Search {
    /// Where journals are.
    pub folder: PathBuf,
    /// Whether what was discarded is wanted too.
    pub discarded: bool,
    /// The only session wanted, which is read however often that went badly.
    pub session: Option<String>,
    /// The present, in seconds since 1970.
    pub now: i64,
}

/// What is to be done with a journal that was read.
enum Verdict {
    /// It is shown.
    Shown,
    /// Nothing was whole yet.
    Empty,
    /// All of it is in a file, and the disk has confirmed that.
    Saved,
    /// All of it is in a file, as far as can be seen now.
    SavedUnconfirmed,
}

/// Looks for unsaved work; `disk` is what maps are saved on. Reads files and places maps, so it belongs on a
/// thread. A fault in reading one journal is told in its place, and keeps no other from being found.
pub fn find_unsaved(search: &Search, disk: &dyn Store) -> Vec<Found> {
    let folder = &search.folder;
    empty_trash(&Disk, folder, search.now, KEPT_IN_TRASH);
    // Journals that a killed program had not begun yet.
    sweep_stale_temps(folder);
    let journals = find_journals(&Disk, folder, search.discarded, has_beginning);
    let wanted = |journal: &FoundJournal| {
        let session = search.session.as_ref();
        session.is_none_or(|session| *session == journal.session)
    };
    let journals = journals.into_iter().filter(wanted);
    journals
        .filter_map(|journal| judge(search, disk, journal))
        .collect()
}

fn judge(search: &Search, disk: &dyn Store, journal: FoundJournal) -> Option<Found> {
    let mut found = Found {
        key: 0,
        name: String::new(),
        file: None,
        is_discarded: journal.discarded.is_some(),
        content: Content::SetAside,
        journal,
    };
    let read = catch_unwind(AssertUnwindSafe(|| read_found(&mut found, search, disk)));
    let verdict = read.unwrap_or_else(|_| {
        found.content = Content::Broken(FAULT.to_owned());
        Verdict::Shown
    });
    let session = found.journal.session.clone();
    match verdict {
        Verdict::Shown => return Some(found),
        Verdict::Empty => {
            if !found.is_discarded {
                // It is kept for a month like all that is put away.
                let _ = found.put_away(search.now);
            }
        }
        Verdict::Saved => {
            forget_tries(&Disk, &search.folder, &session);
            found.remove();
        }
        // The next start looks again.
        Verdict::SavedUnconfirmed => forget_tries(&Disk, &search.folder, &session),
    }
    None
}

fn read_found(found: &mut Found, search: &Search, disk: &dyn Store) -> Verdict {
    if let Some(why) = found.journal.trouble.clone() {
        found.content = Content::Broken(why);
        return Verdict::Shown;
    }
    let Some(header) = read_header(&found.journal.records) else {
        return Verdict::Empty;
    };
    found.name = name_of(header.file.as_ref());
    found.file = path_of(header.file.as_ref());
    let n_tries = count_tries(&Disk, &search.folder, &found.journal.session);
    if n_tries >= MOST_TRIES && search.session.is_none() {
        return Verdict::Shown;
    }
    if let Err(error) = note_try(&search.folder, &found.journal.session, n_tries + 1) {
        // Without the note a crash would come again and again.
        found.content = Content::Broken(error.to_string());
        return Verdict::Shown;
    }
    let mut told = match journal::read(&found.journal.records) {
        Ok(told) => told,
        Err(error) => {
            found.content = Content::Broken(error.to_string());
            return Verdict::Shown;
        }
    };
    let seen_in = note_unnoted_save(&mut told);
    let has_typed = take_typed(&mut told, &found.journal.session);
    let is_saved = told.editor.history().is_saved();
    let is_whole = told.is_whole && found.journal.is_whole;
    // Behind a place where it breaks off there may be steps that no file has.
    if is_saved && is_whole && !found.is_discarded {
        // What was only seen in the file may not have reached the disk, as the journal has.
        let is_kept = seen_in.is_none_or(|path| confirm_on(disk, &path).is_ok());
        return if is_kept {
            Verdict::Saved
        } else {
            Verdict::SavedUnconfirmed
        };
    }
    let document = told.editor.document();
    let meta = document.meta();
    found.name = if meta.title.is_empty() {
        name_of(told.file.as_ref())
    } else {
        meta.title.clone()
    };
    found.file = path_of(told.file.as_ref());
    let there = found.file.as_deref().map(read_file);
    let n_edits = if is_saved { 0 } else { told.n_unsaved.max(1) };
    found.content = Content::Map(Box::new(FoundMap {
        n_edits,
        edited: meta.modified.clone(),
        is_whole,
        has_typed,
        differences: compare_with_file(document, there.as_ref()),
        on_disk: find_known(there, told.file.as_ref()),
        preview: (!meta.sensitive).then(|| Preview::of(document)),
        editor: told.editor,
        file: told.file,
    }));
    Verdict::Shown
}

/// The name of a file, without its folder.
fn name_of(file: Option<&SavedFile>) -> String {
    let path = path_of(file);
    let name = path.as_deref().and_then(Path::file_name);
    name.unwrap_or_default().to_string_lossy().into_owned()
}

/// The map in a file, where the file is the one that the journal knows.
fn find_known(there: Option<ReadFile>, known: Option<&SavedFile>) -> Option<Arc<Document>> {
    let (document, fingerprint) = there?.ok()?;
    let known = read_fingerprint(known?).hash64;
    (fingerprint.hash64 == known).then(|| Arc::new(document))
}

impl FoundMap {
    /// Whether it is marked as sensitive.
    pub fn is_sensitive(&self) -> bool {
        self.editor.document().meta().sensitive
    }
}

fn path_of(file: Option<&SavedFile>) -> Option<PathBuf> {
    Some(file?.path.as_ref()?.into())
}

impl Found {
    /// The map, if one could be made of it.
    pub fn map(&self) -> Option<&FoundMap> {
        match &self.content {
            Content::Map(map) => Some(map),
            Content::SetAside | Content::Broken(_) => None,
        }
    }

    /// Whether discarding it deletes it at once: it was discarded before, or is sensitive.
    pub fn goes_for_good(&self) -> bool {
        self.is_discarded || self.map().is_some_and(FoundMap::is_sensitive)
    }

    /// Whether nothing that can be made of it stands for all of it, so that it goes to the trash where
    /// anything takes its place. Of sensitive maps nothing is put there.
    fn is_to_be_kept(&self) -> bool {
        self.map()
            .is_none_or(|map| !map.is_whole && !map.is_sensitive())
    }

    /// Puts what cannot be read into the trash, before what can be takes its place.
    fn keep_unread(&self, now: i64) -> Result<(), StorageError> {
        if self.is_discarded || !self.is_to_be_kept() {
            return Ok(());
        }
        let FoundJournal { path, older, .. } = &self.journal;
        let mut paths = older.iter().chain([path]);
        paths.try_for_each(|path| keep_in_trash(&Disk, path, now))
    }

    /// Puts it into the trash.
    fn put_away(self, now: i64) -> Result<(), StorageError> {
        let is_kept = self.is_to_be_kept();
        let FoundJournal {
            path, lock, older, ..
        } = self.journal;
        drop(lock);
        discard_journal(&Disk, &path, now)?;
        for path in older {
            // What cannot go is found again.
            let _ = if is_kept {
                discard_journal(&Disk, &path, now).is_ok()
            } else {
                Disk.remove(&path).is_ok()
            };
        }
        Ok(())
    }

    fn remove(self) {
        let FoundJournal {
            path, lock, older, ..
        } = self.journal;
        drop(lock);
        for path in older.iter().chain([&path]) {
            // What cannot be removed is found again.
            let _ = Disk.remove(path);
        }
    }
}

impl fmt::Debug for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} in {}", self.name, self.journal.path.display())
    }
}

impl App {
    /// Unsaved work that was found and not yet decided about.
    pub fn found(&self) -> &[Found] {
        &self.found
    }

    /// Looks for unsaved work, beside the window.
    pub(super) fn look_for_unsaved(&mut self, discarded: bool, session: Option<String>) {
        if let Some(folder) = self.journal_folder() {
            let now = self.host.now().unix_seconds().unwrap_or(0);
            self.tasks.look_for_unsaved(Search {
                folder,
                discarded,
                session,
                now,
            });
        }
    }

    /// Shows what can be recovered, with what was discarded.
    pub fn recover(&mut self) {
        self.dialog = Some(Dialog::Recovery);
        self.look_for_unsaved(true, None);
    }

    pub(super) fn take_found(&mut self, found: Vec<Found>) {
        let is_new = found.iter().any(|it| !it.is_discarded);
        for mut found in found {
            // What cannot be opened cannot be held: it may have been found before.
            self.found
                .retain(|known| known.journal.path != found.journal.path);
            found.key = self.next_key;
            self.next_key += 1;
            self.found.push(found);
        }
        if is_new && self.dialog.is_none() {
            self.dialog = Some(Dialog::Recovery);
        }
    }

    /// Opens what was found, unsaved as it was and with its history.
    pub fn restore_found(&mut self, key: u64) {
        // What is being typed is a change, too: a map with the same file gives way only without one.
        self.keep_wording();
        let is_wanted = |found: &Found| found.key == key && found.map().is_some();
        let Some(at) = self.found.iter().position(is_wanted) else {
            return;
        };
        let now = self.host.now().unix_seconds().unwrap_or(0);
        if let Err(error) = self.found[at].keep_unread(now) {
            return self.fail(error.to_string());
        }
        let is_kept = self.found[at].is_to_be_kept();
        if let Found {
            name,
            file,
            content: Content::Map(map),
            journal,
            ..
        } = self.found.remove(at)
        {
            let (n_edits, has_typed) = (map.n_edits, map.has_typed);
            self.open_found(*map, file, journal, is_kept);
            let values = [("name", name.into()), ("n", (n_edits as i64).into())];
            self.tell(words::say_with("recovery-restored", &values), None);
            if is_kept {
                self.warn(words::say("recovery-restored-cut").into_owned());
            }
            if has_typed {
                let text = words::say("recovery-restored-typed").into_owned();
                self.tell(text, Some("undo"));
            }
            self.go_on_recovering();
        }
    }

    /// Opens a map that was found. Of a journal that `is_kept` what lies in the trash stays there.
    fn open_found(
        &mut self,
        map: FoundMap,
        file: Option<PathBuf>,
        journal: FoundJournal,
        is_kept: bool,
    ) {
        let path = self.free_path(file);
        let document = Document::clone(map.editor.document());
        let seconds = self.host.seconds();
        let FoundJournal {
            path: old,
            session,
            lock,
            older,
            discarded,
            ..
        } = journal;
        let older = older.into_iter().map(|path| Replaced { path, lock: None });
        let last = Replaced {
            path: old.clone(),
            lock,
        };
        let mut replaces: Vec<Replaced> = older.chain([last]).collect();
        if is_kept && discarded.is_some() {
            // It lies where it is kept.
            replaces.clear();
        }
        let session = if discarded.is_some() {
            None
        } else {
            Some(session)
        };
        let tab = self.add_tab(document);
        tab.editor = map.editor;
        tab.editor.keep_events();
        if path.is_some() {
            tab.fingerprint = map.file.as_ref().map(read_fingerprint);
            tab.on_disk = map.on_disk;
        } else {
            tab.editor.mark_unsaved();
        }
        tab.path = path;
        tab.unsaved_since = Some(seconds);
        tab.journal = Journal::continuing(session, &old, replaces, map.n_edits);
        let key = tab.key;
        self.begin_journal_of(key);
        self.claim_file(key);
        self.look_for_copies(key);
    }

    /// A file that a recovered map can be saved to: one that is open and unsaved in another tab is
    /// left to that.
    fn free_path(&mut self, path: Option<PathBuf>) -> Option<PathBuf> {
        let path = path?;
        let is_same = |tab: &Tab| tab.path.as_ref() == Some(&path);
        match self.tabs.iter().position(is_same) {
            Some(at) if self.tabs[at].is_dirty() => None,
            Some(at) => {
                self.drop_tab(at);
                Some(path)
            }
            None => Some(path),
        }
    }

    /// Asks where what was found is to be saved.
    pub fn save_found(&mut self, key: u64) {
        if self.found.iter().any(|found| found.key == key) {
            self.choose_file(Purpose::SaveFound { found: key });
        }
    }

    pub(super) fn save_found_as(&mut self, key: u64, chosen: &Path) {
        self.dialog = Some(Dialog::Recovery);
        let path = with_map_ending(chosen.to_owned());
        let found = self.found.iter().find(|found| found.key == key);
        if let Some(map) = found.and_then(Found::map) {
            let guard = if path == chosen {
                Guard::chosen(&path)
            } else {
                Guard::Absent
            };
            let document = Document::clone(map.editor.document());
            self.tasks.save_copy(document, path, guard);
        }
    }

    /// Puts what was found away for a month; what was put away before, for good.
    pub fn discard_found(&mut self, key: u64) {
        let Some(at) = self.found.iter().position(|found| found.key == key) else {
            return;
        };
        let found = self.found.remove(at);
        if let Some(folder) = self.journal_folder() {
            forget_tries(&Disk, &folder, &found.journal.session);
        }
        if found.goes_for_good() {
            found.remove();
        } else {
            let now = self.host.now().unix_seconds().unwrap_or(0);
            match found.put_away(now) {
                Ok(()) => self.tell(words::say("recovery-discarded").into_owned(), None),
                Err(error) => self.fail(error.to_string()),
            }
        }
        self.go_on_recovering();
    }

    /// Reads what was set aside, although that went badly before.
    pub fn try_found(&mut self, key: u64) {
        if let Some(at) = self.found.iter().position(|found| found.key == key) {
            let found = self.found.remove(at);
            let session = found.journal.session.clone();
            drop(found);
            self.look_for_unsaved(true, Some(session));
        }
    }

    /// Nothing that was found has brought the program down.
    pub(super) fn forget_found_tries(&self) {
        if let Some(folder) = self.journal_folder() {
            for found in &self.found {
                if !matches!(found.content, Content::SetAside) {
                    forget_tries(&Disk, &folder, &found.journal.session);
                }
            }
        }
    }

    fn go_on_recovering(&mut self) {
        let is_left = self.found.iter().any(|found| !found.is_discarded);
        self.dialog = is_left.then_some(Dialog::Recovery);
    }
}
