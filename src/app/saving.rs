//! Saving, closing and quitting: nothing that is not on disk goes without a question, and no
//! file is replaced that nobody gave leave to replace.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::writing::{Guard, SaveError};
use super::{
    App, Dialog, Found, FoundMap, MessageGrade, Purpose, Tab, Then, UnsavedAnswer, WindowRequest,
    with_map_ending,
};
use crate::edit::{Mark, write_view_state};
use crate::model::{Document, Id, RecordKind, draw_id};
use crate::storage::history::Occasion;
use crate::storage::{RecentFiles, Saved, StorageError};
use crate::words;

/// Where a map is written, and what must hold of what is there.
#[derive(Debug, Clone)]
struct Target {
    path: PathBuf,
    guard: Guard,
}

/// Where a save goes.
#[derive(Debug, Clone)]
enum Goal {
    /// Where the map's own file is when the save begins.
    Own,
    /// To a file that was chosen.
    Chosen(Target),
}

/// How far a tab's saving has come.
#[derive(Debug, Default)]
pub struct Saving {
    /// The state that is being written at the moment.
    under_way: Option<Mark>,
    /// The map as it is being written.
    written: Option<Arc<Document>>,
    /// A save that was asked for meanwhile.
    next: Option<Goal>,
    /// What follows when the save has ended well.
    then: Option<Then>,
    /// What was in the file when it was asked whether it may be overwritten.
    asked_about: Option<Guard>,
    /// A look for outside changes left the map out while it was being written.
    pub(super) misses_changes: bool,
    /// The disk has not confirmed the last save: the journal keeps what is in it, too.
    pub(super) is_unconfirmed: bool,
}

impl Saving {
    /// Lets go of what was to follow.
    pub(super) fn forget_then(&mut self) {
        self.then = None;
    }

    /// Whether the map is being written at the moment.
    pub fn is_under_way(&self) -> bool {
        self.under_way.is_some()
    }
}

impl App {
    /// Saves the map in front under its name, or asks for one.
    pub fn save(&mut self) {
        self.keep_wording();
        if let Some(key) = self.tab().map(|tab| tab.key) {
            self.save_tab(key, None);
        }
    }

    /// Saves a map under the name that was chosen. Where the ending had to be added, nobody has
    /// been asked yet whether a file of that name may be replaced.
    pub(super) fn save_as(&mut self, key: u64, chosen: &Path, then: Option<Then>) {
        let path = with_map_ending(chosen.to_owned());
        let Some(tab) = self.tab_by_key(key) else {
            return;
        };
        if tab.path.as_ref() == Some(&path) && tab.is_held_elsewhere() {
            self.fail(words::say("save-as-held").into_owned());
            return;
        }
        let is_own = tab.path.as_ref() == Some(&path) && !tab.editor.is_read_only();
        let guard = match tab.known_fingerprint() {
            Some(fingerprint) if is_own => Guard::Same(fingerprint),
            _ if path == chosen => Guard::chosen(&path),
            _ => Guard::Absent,
        };
        self.start_save(key, Goal::Chosen(Target { path, guard }), then);
    }

    /// Asks what becomes of what another program wrote into the file of a map.
    pub(super) fn ask_about_change(&mut self, key: u64, path: PathBuf) {
        if let Some(tab) = self.tab_by_key(key) {
            tab.saving.asked_about = Some(Guard::chosen(&path));
        }
        self.dialog = Some(Dialog::ChangedOnDisk { tab: key, path });
    }

    /// Overwrites a file that has changed on disk, as it was when that was asked, and goes on with what was to
    /// follow.
    pub fn save_anyway(&mut self) {
        if let Some(Dialog::ChangedOnDisk { tab: key, path }) = self.dialog.take()
            && let Some(tab) = self.tab_by_key(key)
        {
            let then = tab.saving.then.take();
            let guard = tab.saving.asked_about.take();
            let guard = guard.unwrap_or_else(|| Guard::chosen(&path));
            self.start_save(key, Goal::Chosen(Target { path, guard }), then);
        }
    }

    fn save_tab(&mut self, key: u64, then: Option<Then>) {
        let Some(tab) = self.tab_by_key(key) else {
            return;
        };
        if tab.path.is_none() || tab.editor.is_read_only() {
            self.choose_file(Purpose::SaveAs { tab: key, then });
        } else {
            self.start_save(key, Goal::Own, then);
        }
    }

    /// Begins to write a map that is open, which has a file where it goes to that. Two saves of one map
    /// never run at once: the older state could reach the disk last. Gives nothing where it waits.
    fn start_save(&mut self, key: u64, goal: Goal, then: Option<Then>) -> Option<()> {
        let tab = self.tabs.iter_mut().find(|tab| tab.key == key)?;
        tab.saving.then = then;
        if tab.saving.is_under_way() {
            tab.saving.next = Some(goal);
            return None;
        }
        let Target { path, guard } = match goal {
            Goal::Own => Target {
                path: tab.path.clone()?,
                guard: tab.known_fingerprint().map_or(Guard::Absent, Guard::Same),
            },
            Goal::Chosen(target) => target,
        };
        let mut document = tab.document().clone();
        if tab.editor.is_read_only() && !tab.is_held_elsewhere() {
            document.drop_requirements();
        }
        tab.place_to_save();
        let shown = tab.list_shown();
        // Drawn once, so that saving twice writes the same bytes.
        let random = self.host.random();
        let view = tab
            .view_id
            .get_or_insert_with(|| draw_id(RecordKind::View, random, |id| document.is_taken(id)));
        for shown in shown {
            write_view_state(&mut document, shown, view.clone());
        }
        let mark = tab.editor.history().mark();
        tab.saving.under_way = Some(mark);
        tab.saving.written = Some(Arc::new(document.clone()));
        let noted = self.note_saving(key, &path);
        self.tasks.save(key, (document, path), guard, mark, noted);
        Some(())
    }

    pub(super) fn take_saved(
        &mut self,
        key: u64,
        path: PathBuf,
        mark: Mark,
        result: Result<Saved, SaveError>,
    ) {
        let seconds = self.host.seconds();
        let Some(tab) = self.tab_by_key(key) else {
            if let Err(error) = result {
                self.fail(error.to_string());
            }
            return;
        };
        tab.saving.under_way = None;
        let looks_again = std::mem::take(&mut tab.saving.misses_changes);
        let written = tab.saving.written.take();
        let (next, then) = (tab.saving.next.take(), tab.saving.then.take());
        match (result, next) {
            (Ok(saved), next) => {
                tab.path = Some(path.clone());
                tab.fingerprint = Some(saved.fingerprint);
                tab.taken_in = None;
                tab.outside = None;
                tab.on_disk.clone_from(&written);
                tab.editor.mark_saved(mark);
                let steps = tab.editor.history().steps_since(mark);
                // A map that could only be looked at is now a copy that is this program's own.
                tab.end_reading();
                tab.editor.allow_editing();
                tab.unsaved_since = tab.is_dirty().then_some(seconds);
                let sensitive = tab.document().meta().sensitive;
                tab.saving.is_unconfirmed = !saved.confirmed;
                if saved.confirmed {
                    self.note_saved(key, steps);
                } else {
                    self.warn(words::say("saved-unconfirmed").into_owned());
                }
                self.note_recent(&path, sensitive);
                self.claim_file(key);
                if looks_again {
                    self.look_for_outside_changes();
                }
                if let Some(written) = written {
                    self.keep_snapshot(written, Some(path.clone()), Occasion::Saved);
                }
                if let Some(goal) = next {
                    let goal = match goal {
                        // What was chosen to be replaced is what has been written now.
                        Goal::Chosen(target) if target.path == path => Goal::Own,
                        goal => goal,
                    };
                    self.start_save(key, goal, then);
                } else if let Some(then) = then {
                    self.go_on(key, then);
                }
            }
            // Somebody has chosen another file since: nothing is left to be asked about this one.
            (Err(error), Some(goal @ Goal::Chosen(_))) => {
                self.fail(error.to_string());
                self.start_save(key, goal, then);
            }
            (Err(SaveError::Storage(StorageError::Changed { .. })), _) => {
                tab.saving.then = then;
                self.ask_about_change(key, path);
            }
            (
                Err(SaveError::Storage(
                    StorageError::Exists { .. } | StorageError::ChangedSinceChosen { .. },
                )),
                _,
            ) => {
                if tab.path.as_ref() == Some(&path) && !tab.editor.is_read_only() {
                    tab.saving.then = then;
                    self.ask_about_change(key, path);
                    return;
                }
                let purpose = Purpose::SaveAs { tab: key, then };
                self.dialog = Some(Dialog::Replace { purpose, path });
            }
            (Err(error), _) => {
                self.fail(error.to_string());
                if looks_again {
                    self.look_for_outside_changes();
                }
            }
        }
    }

    /// Remembers a file and its folder; of a sensitive map nothing is, and what was is forgotten.
    pub(super) fn note_recent(&mut self, path: &Path, sensitive: bool) {
        let folder = path.parent();
        if sensitive {
            self.settings.recent.remove(path);
            let last = &mut self.settings.last_folder;
            last.take_if(|last| Some(last.as_path()) == folder);
        } else if self.settings.remembers_files {
            self.settings.recent.note_opened(path);
            self.settings.last_folder = folder.map(Path::to_owned);
        }
        self.remember_settings();
    }

    /// Remembers files that are opened from now on, or forgets all of them and remembers none.
    pub fn toggle_remembering_files(&mut self) {
        self.settings.remembers_files = !self.settings.remembers_files;
        if !self.settings.remembers_files {
            self.settings.recent = RecentFiles::default();
            self.settings.last_folder = None;
            self.chosen_folder = None;
            self.forget_file_names();
        }
        self.remember_settings();
    }

    /// Keeps unsaved edits of sensitive maps for recovery from now on, or removes what is kept of those that
    /// are open and keeps nothing more.
    pub fn toggle_keeping_sensitive(&mut self) {
        self.settings.keeps_sensitive = !self.settings.keeps_sensitive;
        self.keep_journals();
        self.remember_settings();
        if self.settings.keeps_sensitive {
            return;
        }
        self.tell(words::say("sensitive-not-kept").into_owned(), None);
        let mut found = self.found().iter().filter_map(Found::map);
        if found.any(FoundMap::is_sensitive) {
            // It may be all that there is of somebody's work: nobody has decided about it yet.
            let text = words::say("sensitive-found").into_owned();
            self.say(MessageGrade::Warning, text, Some("recover"));
        }
    }

    /// Closes a tab; asks first if anything would be lost.
    pub fn close_tab(&mut self, at: usize) {
        self.keep_wording();
        let Some(tab) = self.tabs.get_mut(at) else {
            return;
        };
        let key = tab.key;
        if !tab.is_dirty() {
            self.drop_tab(at);
        } else if !wait_for_save(tab, Then::Close) {
            self.show_tab(at);
            self.dialog = Some(Dialog::Unsaved {
                tab: key,
                then: Then::Close,
            });
        }
    }

    /// Ends the program; asks first for every map that has unsaved changes. Asked a second time
    /// while the disk is still being written to, it waits no longer.
    pub fn quit(&mut self) {
        if self.is_leaving {
            self.leave();
            return;
        }
        self.given_up.clear();
        self.go_on_quitting();
    }

    fn go_on_quitting(&mut self) {
        self.keep_wording();
        let given_up = &self.given_up;
        let is_at_risk = |tab: &Tab| tab.is_dirty() && !given_up.contains(&tab.key);
        let Some(at) = self.tabs.iter().position(is_at_risk) else {
            self.remember_settings();
            self.is_leaving = true;
            self.take_outcomes();
            return;
        };
        let key = self.tabs[at].key;
        if !wait_for_save(&mut self.tabs[at], Then::Quit) {
            self.show_tab(at);
            self.dialog = Some(Dialog::Unsaved {
                tab: key,
                then: Then::Quit,
            });
        }
    }

    /// Closes the window once nothing is being written any more.
    pub(super) fn leave_when_written(&mut self) {
        if !self.is_leaving || self.tasks.n_writing() > 0 {
            return;
        }
        self.is_leaving = false;
        let given_up = &self.given_up;
        let is_at_risk = |tab: &Tab| tab.is_dirty() && !given_up.contains(&tab.key);
        if self.tabs.iter().any(is_at_risk) {
            self.go_on_quitting();
        } else {
            self.leave();
        }
    }

    /// Closes the window. What is neither saved nor given up stays in its journal.
    fn leave(&mut self) {
        self.keep_journals();
        let given_up = std::mem::take(&mut self.given_up);
        let is_done = |tab: &&Tab| !tab.is_dirty() || given_up.contains(&tab.key);
        let done: Vec<u64> = self
            .tabs
            .iter()
            .filter(is_done)
            .map(|tab| tab.key)
            .collect();
        for key in done {
            self.end_journal(key);
        }
        self.forget_found_tries();
        self.release_files();
        self.finish_journals();
        self.forget_shown();
        self.request(WindowRequest::Close);
    }

    /// Goes on after the question about unsaved changes.
    pub fn answer_unsaved(&mut self, answer: UnsavedAnswer) {
        let Some(Dialog::Unsaved { tab: key, then }) = self.dialog.take() else {
            return;
        };
        match (answer, then) {
            (UnsavedAnswer::Save, _) => self.save_tab(key, Some(then)),
            (UnsavedAnswer::Discard, Then::Close) => {
                if let Some(at) = self.tabs.iter().position(|open| open.key == key) {
                    self.drop_tab(at);
                }
            }
            (UnsavedAnswer::Discard, Then::Quit) => {
                // It stays open until the program ends: a later answer may be to stay.
                self.given_up.push(key);
                self.go_on_quitting();
            }
            (UnsavedAnswer::Cancel, _) => {}
        }
    }

    fn go_on(&mut self, key: u64, then: Then) {
        if then == Then::Quit {
            self.go_on_quitting();
        } else if let Some(at) = self.tabs.iter().position(|tab| tab.key == key) {
            self.close_tab(at);
        }
    }

    pub(super) fn drop_tab(&mut self, at: usize) {
        self.end_journal(self.tabs[at].key);
        let tab = self.tabs.remove(at);
        self.release_file(tab);
        if self.active > at || self.active == self.tabs.len() {
            self.active = self.active.saturating_sub(1);
        }
        self.focus = super::PanelId::Map;
    }

    /// Writes the settings beside the window, if there is a place for them and they have changed.
    pub fn remember_settings(&mut self) {
        let Some(folders) = &self.folders else { return };
        if self.settings_kept.as_ref() == Some(&self.settings) {
            return;
        }
        if self.is_remembering {
            self.remembers_again = true;
            return;
        }
        self.is_remembering = true;
        let kept = self.settings_kept.replace(self.settings.clone());
        let folder = folders.config.clone();
        self.tasks.remember(self.settings.clone(), kept, folder);
    }

    pub(super) fn take_remembered(&mut self, result: Result<(), String>) {
        self.is_remembering = false;
        if let Err(why) = result {
            self.settings_kept = None;
            self.warn(words::say_with(
                "settings-not-saved",
                &[("why", why.into())],
            ));
        } else if std::mem::take(&mut self.remembers_again) {
            self.remember_settings();
        }
    }
}

/// Whether all that is unsaved in a tab is being written just now; then what was asked for follows
/// when that has ended well. Asked a second time, the user is not made to wait.
fn wait_for_save(tab: &mut Tab, then: Then) -> bool {
    let is_safe_soon = tab.saving.under_way == Some(tab.editor.history().mark());
    let waits = is_safe_soon && tab.saving.then.is_none();
    if waits {
        tab.saving.then = Some(then);
    }
    waits
}

/// The folded nodes, in the order in which the file has them, new ones after these. What the file
/// names and the map does not have is kept.
pub(super) fn list_folded(tab: &Tab) -> Vec<Id> {
    let nodes = tab.document().nodes();
    let view = tab.view_in_use();
    let mut folded: Vec<Id> = view
        .iter()
        .flat_map(|view| &view.collapsed)
        .filter(|id| tab.folded.contains(id) || !nodes.contains(id.as_str()))
        .cloned()
        .collect();
    let known: std::collections::HashSet<Id> = folded.iter().cloned().collect();
    let new = nodes.iter().map(|node| &node.id);
    folded.extend(
        new.filter(|id| tab.folded.contains(id) && !known.contains(*id))
            .cloned(),
    );
    folded
}
