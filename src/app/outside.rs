//! Files that another program changes while they are open: noticed whenever the window gets the focus and
//! while it has it. Where nothing is unsaved, what was written is taken as one step, to be taken back;
//! otherwise it is told, and somebody says what becomes of it.

use std::path::{Path, PathBuf};

use super::merging::CopyRequest;
use super::opening::{OpenError, Opened};
use super::{App, Dialog, MessageGrade, Tab};
use crate::edit::Mark;
use crate::storage::{Fingerprint, Look};
use crate::words;

/// A file that is open, as it was when it was last read or written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watched {
    /// The tab.
    pub tab: u64,
    /// The file.
    pub path: PathBuf,
    /// What it was.
    pub fingerprint: Fingerprint,
}

/// What another program did to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutsideChange {
    /// It holds something else; a further change gives it another length or time.
    Changed {
        /// Its length in bytes.
        len: u64,
        /// The time of its last change in nanoseconds since 1970; 0 where the system tells none.
        mtime_ns: i128,
    },
    /// It is gone.
    Gone,
}

/// Looks which files are no longer what they were. Reads those whose time or length is another, so it
/// belongs on a thread. One that cannot be looked at is left out: saving will say why.
pub fn find_outside_changes(watched: Vec<Watched>) -> Vec<(Watched, OutsideChange)> {
    let changed = watched.into_iter().filter_map(|file| {
        if !file.fingerprint.is_outdated(&file.path).ok()? {
            return None;
        }
        let look = file.path.metadata().map(|metadata| Look::of(&metadata));
        let change = look.map_or(OutsideChange::Gone, |look| OutsideChange::Changed {
            len: look.len,
            mtime_ns: look.mtime_ns,
        });
        Some((file, change))
    });
    changed.collect()
}

impl App {
    /// Looks, beside the window, whether another program has changed a file that is open.
    pub fn look_for_outside_changes(&mut self) {
        for tab in self.tabs.iter_mut().filter(|tab| tab.saving.is_under_way()) {
            tab.saving.misses_changes = true;
        }
        let watched: Vec<Watched> = self.tabs.iter().filter_map(watch).collect();
        let holds = self.list_holds();
        if !watched.is_empty() || !holds.is_empty() {
            self.tasks.look_for_outside_changes(watched, holds);
        }
    }

    pub(super) fn take_outside_changes(&mut self, changes: Vec<(Watched, OutsideChange)>) {
        for (file, change) in changes {
            let Some(tab) = self.tab_by_key(file.tab) else {
                continue;
            };
            // A save since then has written the file itself, or will ask.
            if tab.saving.is_under_way() {
                tab.saving.misses_changes = true;
                continue;
            }
            if tab.fingerprint != Some(file.fingerprint) {
                continue;
            }
            if tab.outside.replace(change) == Some(change) {
                continue;
            }
            if change == OutsideChange::Gone {
                self.tell_outside("outside-gone", &file.path, None);
            } else if tab.is_held_elsewhere() {
                // Nothing can be lost: here it is only read.
                let mark = tab.editor.history().mark();
                self.tasks.reload(file.tab, file.path, mark);
            } else if self.is_at_rest(file.tab) {
                let (tab, path) = (file.tab, file.path);
                self.read_copies(CopyRequest::Taken { tab, path });
            } else {
                self.tell_outside_change(&file.path);
            }
        }
    }

    /// Tells that another program has changed a file, which somebody has to settle.
    pub(super) fn tell_outside_change(&mut self, path: &Path) {
        self.tell_outside("outside-changed", path, Some("settle-file"));
    }

    fn tell_outside(&mut self, key: &str, path: &Path, offer: Option<&'static str>) {
        let values = [("file", path.display().to_string().into())];
        self.say(MessageGrade::Warning, words::say_with(key, &values), offer);
    }

    /// Whether a map is in front as its file held it, what that was is known, and nobody is in the middle
    /// of something.
    pub(super) fn is_at_rest(&self, key: u64) -> bool {
        let tab = self.tab().filter(|tab| tab.key == key);
        self.dialog.is_none()
            && tab.is_some_and(|tab| {
                let is_typed = tab.wording.is_some() || tab.reading.correction.is_some();
                let is_typed = is_typed || !tab.list_typed().is_empty();
                let is_own = !tab.is_dirty() && !tab.editor.is_read_only();
                is_own && !is_typed && tab.gesture.is_none() && tab.on_disk.is_some()
            })
    }

    /// Asks what becomes of what another program wrote into the file of the map in front.
    pub fn settle_file(&mut self) {
        if let Some(tab) = self.tab()
            && let Some(path) = tab.path.clone()
        {
            let key = tab.key;
            self.ask_about_change(key, path);
        }
    }

    /// Whether another program wrote into the file of the map in front, and nothing came of it yet.
    pub fn has_unsettled_file(&self) -> bool {
        let outside = self.tab().and_then(|tab| tab.outside);
        matches!(outside, Some(OutsideChange::Changed { .. }))
    }

    /// Reads the map in front again from its file; asks first if anything would be lost.
    pub fn reload(&mut self) {
        self.keep_wording();
        let Some(tab) = self.tab() else { return };
        let key = tab.key;
        if tab.is_dirty() {
            self.dialog = Some(Dialog::Reload { tab: key });
        } else {
            self.reload_anyway(key);
        }
    }

    /// Reads a map again from its file, whatever was not saved.
    pub fn reload_anyway(&mut self, key: u64) {
        self.dialog = None;
        if let Some(tab) = self.tabs.iter().find(|tab| tab.key == key)
            && let Some(path) = tab.path.clone()
        {
            let mark = tab.editor.history().mark();
            self.tasks.reload(key, path, mark);
        }
    }

    pub(super) fn take_reloaded(
        &mut self,
        key: u64,
        mark: Mark,
        result: Result<Opened, OpenError>,
    ) {
        let (loaded, fingerprint) = match result {
            Ok(Opened::Map {
                loaded,
                fingerprint,
                ..
            }) => (loaded, fingerprint),
            Ok(_) => {
                self.fail(words::say("reload-no-map").into_owned());
                return;
            }
            Err(error) => {
                self.fail(error.to_string());
                return;
            }
        };
        self.keep_journals();
        let Some(at) = self.tabs.iter().position(|tab| tab.key == key) else {
            return;
        };
        let old = &self.tabs[at];
        if old.editor.history().mark() != mark || old.saving.is_under_way() {
            self.warn(words::say("reload-overtaken").into_owned());
            return;
        }
        if old.is_dirty() && !old.document().meta().sensitive {
            self.discard_journal(key);
        } else {
            self.end_journal(key);
        }
        let new_key = self.next_key;
        self.next_key += 1;
        let is_read_only = loaded.read_only.is_some();
        let mut tab = Tab::new(new_key, loaded.document);
        if is_read_only {
            tab.editor.set_read_only();
        }
        if self.journal_folder().is_some() {
            tab.editor.keep_events();
        }
        let old = &mut self.tabs[at];
        tab.claimed = old.claimed.take();
        tab.held_by = old.held_by.take();
        tab.hold = old.hold.take();
        tab.is_being_held = old.is_being_held;
        tab.elsewhere = old.elsewhere.take();
        if tab.is_held_elsewhere() {
            tab.editor.set_read_only();
        }
        tab.path.clone_from(&old.path);
        tab.fingerprint = Some(fingerprint);
        tab.on_disk = Some(tab.editor.document().clone());
        tab.camera = old.camera;
        tab.camera_wish = None;
        tab.notices = loaded.notices.iter().map(ToString::to_string).collect();
        let chosen = old.selected.iter().filter(|id| tab.holds(id));
        tab.selected.set(chosen.cloned().collect());
        let is_held_elsewhere = tab.is_held_elsewhere();
        self.tabs[at] = tab;
        self.look_for_copies(new_key);
        self.tell(words::say("reloaded").into_owned(), None);
        if is_held_elsewhere {
            // Whoever wrote it may have let go of it meanwhile.
            self.look_for_outside_changes();
        }
    }
}

fn watch(tab: &Tab) -> Option<Watched> {
    if tab.saving.is_under_way() {
        return None;
    }
    Some(Watched {
        tab: tab.key,
        path: tab.path.clone()?,
        fingerprint: tab.fingerprint?,
    })
}
