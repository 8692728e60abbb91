//! The journals of open maps: every step is handed over as soon as it is made, and what is being typed
//! within a moment. What a journal says is in `format::journal`, who writes it in `keeper`.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, channel};

use super::keeper::{Beginning, Failure, Keeper, Message, News, Replaced, Shared};
use super::{App, Tab};
use crate::edit::{Edit, Event};
use crate::format::journal::SavedFile;
use crate::model::Document;
use crate::storage::history::Occasion;
use crate::storage::journal::{find_journal_folder, find_next_generation, forget_tries};
use crate::storage::{Disk, Fingerprint, Store};
use crate::words;

/// Steps of the history that a journal begins with at most.
const MOST_STEPS: usize = 500;

/// The journal of a tab, as far as the tab knows it.
#[derive(Default)]
pub struct Journal {
    /// Whose journal it is; none before its first step.
    session: Option<String>,
    generation: u32,
    /// Files that it stands for from its next beginning on, with the locks on them.
    replaces: Vec<Replaced>,
    /// How many steps can be taken back in it.
    n_known: usize,
    /// How many edits were made since the last save that was noted, whether they are in it or not.
    n_unsaved: usize,
    n_sent: u64,
    shared: Arc<Shared>,
    /// It was begun anew by itself, and nothing new has been handed over since.
    is_renewed: bool,
    /// Its failure was told.
    is_told: bool,
    /// Nothing of the map is to be kept.
    is_off: bool,
    /// What there was of it by then, and how its removal went.
    wiped: Option<(Arc<Shared>, u32)>,
}

/// A map to be kept, its file, and on which occasion.
type KeptSnapshot = (Arc<Document>, Option<PathBuf>, Occasion);

/// How a journal stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JournalState {
    /// There is nothing to be kept.
    Idle,
    /// Something is being written down.
    Behind,
    /// Every step is written down: a crash of the program would lose none.
    Kept,
    /// It cannot be written; the reason.
    Failed(String),
    /// The map is sensitive, and nothing of such maps is to be kept.
    Off,
}

impl Journal {
    /// A journal that goes on with that of a session which ended badly, with so many edits in no file.
    pub(super) fn continuing(
        session: Option<String>,
        path: &Path,
        replaces: Vec<Replaced>,
        n_unsaved: usize,
    ) -> Self {
        Self {
            session,
            generation: find_next_generation(path),
            replaces,
            n_unsaved,
            ..Self::default()
        }
    }

    /// How it stands.
    pub fn state(&self) -> JournalState {
        if self.is_off {
            JournalState::Off
        } else if let Some(Failure { why, .. }) = self.failure() {
            JournalState::Failed(why)
        } else if self.n_sent == 0 {
            JournalState::Idle
        } else if self.shared.n_written() < self.n_sent {
            JournalState::Behind
        } else {
            JournalState::Kept
        }
    }

    /// Whether the disk has confirmed every step: not even a power cut would lose one.
    pub fn is_synced(&self) -> bool {
        self.n_synced() >= self.n_sent
    }

    /// How many steps were handed to it.
    pub fn n_sent(&self) -> u64 {
        self.n_sent
    }

    /// How many of them the disk has confirmed.
    pub fn n_synced(&self) -> u64 {
        self.shared.n_synced()
    }

    fn failure(&self) -> Option<Failure> {
        if let Some((shared, generation)) = &self.wiped {
            return shared.find_failure(*generation);
        }
        self.shared.find_failure(self.generation)
    }

    /// Whether it has to be begun anew now, whatever happens next: what was written to it may be lost.
    /// Once after each step, so that a disk that fails for good is not written to for ever.
    fn is_to_be_renewed(&self) -> bool {
        let may_be_lost = self.failure().is_some_and(|failure| failure.had_begun);
        may_be_lost && !self.is_renewed
    }

    /// Ends it, and removes what it holds: nothing of the map is to be kept from now on. Files that were
    /// recovered stay, as they may hold all that there is, until the map is saved or closed.
    fn turn_off(&mut self, tab: u64, keeper: &mut Keeper) {
        if !self.is_off && self.n_sent > 0 {
            self.tell(tab, News::Wipe, keeper);
            let wiped = Some((self.shared.clone(), self.generation));
            *self = Self {
                wiped,
                n_unsaved: self.n_unsaved,
                ..Self::default()
            };
        }
        self.is_off = true;
    }

    /// Takes it up again. Gives whether it was off.
    fn turn_on(&mut self) -> bool {
        self.wiped = None;
        std::mem::take(&mut self.is_off)
    }

    /// Removes recovered files that it would have stood for.
    pub(super) fn remove_replaced(&mut self) {
        for Replaced { path, lock } in self.replaces.drain(..) {
            drop(lock);
            // What cannot be removed is found again.
            let _ = Disk.remove(&path);
            if let (Some(folder), Some(session)) = (path.parent(), &self.session) {
                forget_tries(&Disk, folder, session);
                let _ = Disk.sync_folder(folder);
            }
        }
    }

    /// Hands something over that belongs to what was begun.
    fn tell(&self, tab: u64, news: News, keeper: &mut Keeper) {
        keeper.send(Message {
            tab,
            generation: self.generation,
            shared: self.shared.clone(),
            news,
        });
    }

    /// Counts what was done.
    fn count(&mut self, events: &[Event]) {
        let joins = |event: &&Event| matches!(event, Event::Made { joins: true, .. });
        self.n_unsaved += events.iter().filter(|event| !joins(event)).count();
    }

    /// Whether events can follow what it holds.
    fn takes(&mut self, events: &[Event]) -> bool {
        let mut n_known = Some(self.n_known);
        for event in events {
            n_known = n_known.and_then(|n| match event {
                Event::Made { joins: true, .. } => (n > 0).then_some(n),
                Event::Made { .. } | Event::Redone(_) => Some(n + 1),
                Event::Undone(_) | Event::Retracted(_) => n.checked_sub(1),
            });
        }
        self.n_known = n_known.unwrap_or(0);
        n_known.is_some() && self.n_sent > 0
    }
}

impl App {
    /// Keeps journals on that disk, for tests of what a disk may do. To be said before a map is open.
    pub fn keep_journals_on(&mut self, disk: Arc<dyn Store>) {
        self.keeper.finish();
        self.keeper = Keeper::new(self.task_mode.clone(), disk);
    }

    /// Saves maps on that disk, for the same.
    pub fn save_maps_on(&mut self, disk: Arc<dyn Store>) {
        self.tasks.save_on(disk);
    }

    /// Hands what was done to the maps, and what is being typed, to their journals.
    pub(super) fn keep_journals(&mut self) {
        let Some(folder) = self.journal_folder() else {
            return;
        };
        let mut snapshots = Vec::new();
        if self.keeper.has_died() {
            let journals = self.tabs.iter_mut().map(|tab| &mut tab.journal);
            for journal in journals.filter(|journal| journal.n_sent > 0) {
                journal.shared.orphan(journal.generation);
                // One that was begun anew by a thread that was about to end has not been written.
                journal.is_renewed = false;
            }
        }
        let before: Vec<u32> = self.tabs.iter().map(|tab| tab.journal.generation).collect();
        let keeps_sensitive = self.settings.keeps_sensitive;
        for tab in &mut self.tabs {
            if is_to_be_kept(tab, keeps_sensitive) {
                snapshots.extend(keep_steps(tab, &folder, &mut self.keeper));
            } else {
                let events = tab.editor.take_events();
                tab.journal.count(&events);
                tab.journal.turn_off(tab.key, &mut self.keeper);
                tab.typing.stop();
            }
        }
        // Nothing is asked, not even the clock, before the steps are handed over.
        let now = self.host.seconds();
        let kept = self.tabs.iter_mut().zip(before);
        for (tab, before) in kept.filter(|(tab, _)| !tab.journal.is_off) {
            let typed = tab.list_typed();
            if !tab.typing.is_due(&typed, now) {
                continue;
            }
            tab.journal.is_renewed &= tab.typing.is_forgotten();
            // One that was begun just now is there, whether its thread has come to that or not.
            let is_begun = tab.journal.generation != before;
            if !is_begun && (tab.journal.n_sent == 0 || tab.journal.shared.wants_new()) {
                snapshots.extend(find_snapshot(tab));
                begin_journal(tab, &folder, &mut self.keeper);
            }
            append(tab, Vec::new(), Some(typed), &mut self.keeper);
        }
        for (document, file, occasion) in snapshots {
            self.keep_snapshot(document, file, occasion);
        }
        self.tell_of_journals();
    }

    /// Where journals are kept; none where nothing is remembered.
    pub(super) fn journal_folder(&self) -> Option<PathBuf> {
        let folders = self.folders.as_ref()?;
        Some(find_journal_folder(&folders.state))
    }

    /// Begins the journal of a tab whose map was recovered.
    pub(super) fn begin_journal_of(&mut self, key: u64) {
        let keeps_sensitive = self.settings.keeps_sensitive;
        if let Some(folder) = self.journal_folder()
            && let Some(tab) = self.tabs.iter_mut().find(|tab| tab.key == key)
            && is_to_be_kept(tab, keeps_sensitive)
        {
            begin_journal(tab, &folder, &mut self.keeper);
        }
    }

    /// Notes in the journal of a tab that its map is about to be written to a file, so that edits which
    /// are in it are not taken for unsaved where the program ends before the save is noted. The file
    /// must not be written before the journal is, and that is told by what this gives, or by its end.
    pub(super) fn note_saving(&mut self, key: u64, path: &Path) -> Receiver<()> {
        let (sender, noted) = channel();
        self.keep_journals();
        if let Some(tab) = self.tabs.iter().find(|tab| tab.key == key)
            && tab.journal.n_sent > 0
            && let Some(path) = path.to_str()
        {
            let news = News::Saving(path.to_owned(), sender);
            tab.journal.tell(key, news, &mut self.keeper);
        }
        noted
    }

    /// Notes in the journal of a tab that its map was saved, as it was so many steps before.
    pub(super) fn note_saved(&mut self, key: u64, steps: Option<i64>) {
        self.keep_journals();
        if let Some(tab) = self.tab_by_key(key) {
            if let Some(steps) = steps {
                tab.journal.n_unsaved = steps.unsigned_abs() as usize;
            }
            if tab.journal.is_off {
                tab.journal.remove_replaced();
            }
        }
        if let Some(tab) = self.tabs.iter().find(|tab| tab.key == key)
            && tab.journal.n_sent > 0
            && let Some(file) = describe_file(tab)
        {
            let news = News::Saved(Box::new(file), steps);
            tab.journal.tell(key, news, &mut self.keeper);
        }
    }

    /// Ends the journal of a tab: nothing in it is to be recovered. One that holds what the disk has not
    /// confirmed stays: the next start looks whether the file has it.
    pub(super) fn end_journal(&mut self, key: u64) {
        if let Some(tab) = self.tab_by_key(key)
            && !tab.saving.is_unconfirmed
        {
            tab.journal.remove_replaced();
            self.finish_journal(key, News::End);
        }
    }

    /// Puts away what is unsaved in a tab, to be had back for a month.
    pub(super) fn discard_journal(&mut self, key: u64) {
        let now = self.host.now().unix_seconds().unwrap_or(0);
        self.finish_journal(key, News::Discard(now));
    }

    fn finish_journal(&mut self, key: u64, news: News) {
        let tab = self.tabs.iter().find(|tab| tab.key == key);
        // Of a tab that is gone already nobody wants to know how that goes.
        let unknown = Journal::default();
        let journal = tab.map_or(&unknown, |tab| &tab.journal);
        journal.tell(key, news, &mut self.keeper);
    }

    /// Waits until all that was handed over is written down, at the end of the program.
    pub(super) fn finish_journals(&mut self) {
        self.keep_journals();
        self.keeper.finish();
    }

    /// Tells once that a journal cannot be written, and that it can again.
    fn tell_of_journals(&mut self) {
        let mut failed = None;
        for tab in &mut self.tabs {
            let failure = tab.journal.failure();
            tab.journal.is_told = match failure {
                Some(failure) => {
                    let key = if tab.journal.is_off {
                        "journal-not-removed"
                    } else {
                        "journal-failed"
                    };
                    failed = failed.or((!tab.journal.is_told).then_some((key, failure.why)));
                    true
                }
                None => false,
            };
        }
        if let Some((key, why)) = failed {
            self.fail(words::say_with(key, &[("why", why.into())]));
        }
    }
}

/// Whether what is done to the map of a tab goes into a journal.
fn is_to_be_kept(tab: &Tab, keeps_sensitive: bool) -> bool {
    keeps_sensitive || !tab.document().meta().sensitive
}

/// Hands over what was done to a map, in one piece with what is typed now that it is done; begins the
/// journal where that cannot follow what it holds. Gives what is worth a snapshot.
fn keep_steps(tab: &mut Tab, folder: &Path, keeper: &mut Keeper) -> Option<KeptSnapshot> {
    let events = tab.editor.take_events();
    tab.journal.count(&events);
    let mut snapshot = None;
    if tab.journal.turn_on() {
        // All that was done meanwhile is in its history.
        if tab.is_dirty() {
            begin_journal(tab, folder, keeper);
        }
    } else if !events.is_empty() {
        tab.journal.is_renewed = false;
        let takes = tab.journal.takes(&events);
        if takes && !tab.journal.shared.wants_new() {
            let typed = tab.list_typed();
            let typed = tab.typing.differs_from(&typed).then_some(typed);
            append(tab, events, typed, keeper);
        } else {
            snapshot = find_snapshot(tab);
            if takes && tab.journal.failure().is_none() {
                // It has only grown long: what was done is in it while the next one is being written.
                append(tab, events, None, keeper);
            }
            begin_journal(tab, folder, keeper);
        }
    }
    if tab.journal.is_to_be_renewed() {
        begin_journal(tab, folder, keeper);
        tab.journal.is_renewed = true;
    }
    snapshot
}

fn append(tab: &mut Tab, events: Vec<Event>, typed: Option<Vec<Edit>>, keeper: &mut Keeper) {
    if let Some(typed) = &typed {
        tab.typing.keep(typed.clone());
    }
    tab.journal.n_sent += 1;
    let news = News::Append(events, typed, tab.journal.n_sent);
    tab.journal.tell(tab.key, news, keeper);
}

/// What of a map is worth a snapshot when its journal is begun: at first the map as its file has it,
/// later, when much was done, the map as it is.
fn find_snapshot(tab: &Tab) -> Option<KeptSnapshot> {
    let (document, occasion) = if tab.journal.n_sent == 0 {
        (tab.on_disk.clone()?, Occasion::Opened)
    } else if tab.is_dirty() && tab.journal.failure().is_none() {
        (tab.editor.document().clone(), Occasion::Checkpoint)
    } else {
        return None;
    };
    Some((document, tab.path.clone(), occasion))
}

fn begin_journal(tab: &mut Tab, folder: &Path, keeper: &mut Keeper) {
    let mut past = tab.editor.past(MOST_STEPS);
    if tab.saving.is_unconfirmed {
        past.forget_saved();
    }
    let file = describe_file(tab);
    let id = tab.document().meta().id.clone();
    // What is being typed is written again after it.
    tab.typing.forget_kept();
    let journal = &mut tab.journal;
    let session = journal
        .session
        .get_or_insert_with(|| name_session(id.as_str()));
    let session = session.clone();
    journal.n_known = past.n_done();
    journal.n_sent += 1;
    journal.generation += 1;
    let beginning = Beginning {
        folder: folder.to_owned(),
        session,
        past,
        file,
        n_unsaved: journal.n_unsaved,
        replaces: std::mem::take(&mut journal.replaces),
        n_sent: journal.n_sent,
    };
    let news = News::Begin(Box::new(beginning));
    journal.tell(tab.key, news, keeper);
}

/// A name that no other session has: of the map, the process, and how many it had before.
fn name_session(map: &str) -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let n = COUNT.fetch_add(1, Ordering::Relaxed);
    let random = getrandom::u64().unwrap_or_default();
    let process = std::process::id();
    let hash = crate::text::hash_text(&format!("{map} {process} {n} {random}"));
    hash.chars().take(24).collect()
}

/// The file of a tab as its journal has it. What was saved and not confirmed may not be there: the file
/// passes for one that nobody knows, so that it is looked at before anything is offered.
fn describe_file(tab: &Tab) -> Option<SavedFile> {
    let mut fingerprint = tab.fingerprint?;
    if tab.saving.is_unconfirmed {
        fingerprint.hash64 = !fingerprint.hash64;
    }
    let path = tab.path.as_ref()?;
    Some(describe_saved(path, &fingerprint))
}

/// A file as a journal has it.
pub(super) fn describe_saved(path: &Path, fingerprint: &Fingerprint) -> SavedFile {
    SavedFile {
        path: path.to_str().map(str::to_owned),
        len: fingerprint.len,
        mtime_ns: i64::try_from(fingerprint.mtime_ns).unwrap_or_default(),
        inode: fingerprint.inode,
        hash64: fingerprint.hash64,
    }
}

/// What the file was, as saving compares it.
pub(super) fn read_fingerprint(file: &SavedFile) -> Fingerprint {
    Fingerprint {
        len: file.len,
        mtime_ns: file.mtime_ns.into(),
        inode: file.inode,
        hash64: file.hash64,
    }
}
