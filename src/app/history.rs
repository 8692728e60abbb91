//! What maps were at earlier times: a snapshot of each save, kept beside the window one after the other;
//! and the list of them, to look at, compare, restore or save elsewhere.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::local_time::tell_time;
use super::snapshot::{OpenedSnapshot, SnapshotJob, SnapshotSearch, SnapshotSize, find_restoring};
use super::writing::Guard;
use super::{App, ComparedMap, ComparingJob, Dialog, Purpose, with_map_ending};
use crate::edit::Edit;
use crate::model::{Document, Time};
use crate::storage::history::{Occasion, Snapshot, find_history_folder};
use crate::words;

/// Seconds of work without a save after which a snapshot is kept.
const CHECKPOINT_PERIOD: f64 = 300.0;

/// The snapshots that are to be kept, and those that are listed.
#[derive(Debug, Default)]
pub struct History {
    waiting: VecDeque<SnapshotJob>,
    is_keeping: bool,
    /// Snapshots are to say no more where their files are.
    forgets_names: bool,
    /// Its failure was told.
    is_told: bool,
    shown: Option<ShownHistory>,
}

/// The snapshots of a map, as they are listed.
#[derive(Debug)]
pub struct ShownHistory {
    tab: u64,
    /// The snapshots, the newest first; none before they are found.
    pub rows: Option<Vec<HistoryRow>>,
    /// The one that is looked at.
    pub marked: usize,
    /// What it holds, or why that cannot be told; none while it is read.
    pub opened: Option<Result<Box<OpenedSnapshot>, String>>,
}

/// A snapshot in the list.
#[derive(Debug)]
pub struct HistoryRow {
    /// The snapshot.
    pub snapshot: Snapshot,
    /// How much changed in it, or why that cannot be told; none before that was looked at.
    pub size: Option<Result<SnapshotSize, String>>,
}

impl HistoryRow {
    /// When it was taken.
    pub fn taken(&self) -> Time {
        Time::from_unix(self.snapshot.seconds)
    }
}

impl History {
    /// What is listed.
    pub fn shown(&self) -> Option<&ShownHistory> {
        self.shown.as_ref()
    }
}

impl ShownHistory {
    /// The snapshot that is looked at.
    pub fn marked_row(&self) -> Option<&HistoryRow> {
        self.rows.as_ref()?.get(self.marked)
    }

    /// The map that is looked at.
    pub fn opened(&self) -> Option<&OpenedSnapshot> {
        self.opened.as_ref()?.as_ref().ok().map(|it| &**it)
    }
}

impl App {
    /// The snapshots of maps.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Where snapshots are; none where nothing is remembered.
    pub(super) fn history_folder(&self) -> Option<PathBuf> {
        let folders = self.folders.as_ref()?;
        Some(find_history_folder(&folders.state))
    }

    /// Keeps a map as it is, beside the window, unless no history is wanted.
    pub(super) fn keep_snapshot(
        &mut self,
        document: Arc<Document>,
        file: Option<PathBuf>,
        occasion: Occasion,
    ) {
        if !self.settings.keeps_history {
            return;
        }
        if let Some(folder) = self.history_folder() {
            self.history.waiting.push_back(SnapshotJob {
                folder,
                document,
                file,
                names_file: self.settings.remembers_files,
                seconds: self.host.now().unix_seconds().unwrap_or(0),
                occasion,
            });
            self.keep_next_snapshot();
        }
    }

    /// Keeps the map in front as it is when much time has gone by since it was last kept: hours of
    /// work without a save have a history, too.
    pub(super) fn keep_checkpoint(&mut self) {
        let seconds = self.host.seconds();
        let Some(tab) = self.tab_mut() else { return };
        let Some(unsaved_since) = tab.unsaved_since else {
            return;
        };
        let revision = tab.editor.revision();
        let kept = tab.checkpoint.filter(|&(at, _)| at > unsaved_since);
        let is_due = match kept {
            Some((at, of)) => of != revision && seconds - at >= CHECKPOINT_PERIOD,
            None => seconds - unsaved_since >= CHECKPOINT_PERIOD,
        };
        if is_due {
            tab.checkpoint = Some((seconds, revision));
            let (document, file) = (tab.editor.document().clone(), tab.path.clone());
            self.keep_snapshot(document, file, Occasion::Checkpoint);
        }
    }

    /// One after the other, so that they stand in the order in which they were taken.
    fn keep_next_snapshot(&mut self) {
        if self.history.is_keeping {
            return;
        }
        if std::mem::take(&mut self.history.forgets_names)
            && let Some(folder) = self.history_folder()
        {
            self.history.is_keeping = true;
            self.tasks.forget_file_names(folder);
        } else if let Some(job) = self.history.waiting.pop_front() {
            self.history.is_keeping = true;
            self.tasks.keep_snapshot(job);
        }
    }

    /// Makes snapshots say no more where their files are, those that are being kept with them.
    pub(super) fn forget_file_names(&mut self) {
        for job in &mut self.history.waiting {
            job.names_file = false;
        }
        self.history.forgets_names = true;
        self.keep_next_snapshot();
    }

    pub(super) fn take_forgotten_names(&mut self, result: Result<usize, String>) {
        self.history.is_keeping = false;
        if let Err(why) = result {
            self.fail(why);
        }
        self.keep_next_snapshot();
    }

    pub(super) fn take_kept_snapshot(&mut self, result: Result<bool, String>) {
        self.history.is_keeping = false;
        match result {
            Ok(_) => self.history.is_told = false,
            Err(why) => {
                if !std::mem::replace(&mut self.history.is_told, true) {
                    let values = [("why", why.into())];
                    self.warn(words::say_with("history-failed", &values));
                }
            }
        }
        self.keep_next_snapshot();
    }

    /// Lists the snapshots of the map in front.
    pub fn show_history(&mut self) {
        self.keep_wording();
        let Some(tab) = self.tab() else { return };
        let (key, file) = (tab.key, tab.path.clone());
        let map = Some(tab.document().meta().id.as_str().to_owned());
        self.dialog = Some(Dialog::History { tab: key });
        self.history.shown = Some(ShownHistory {
            tab: key,
            rows: None,
            marked: 0,
            opened: None,
        });
        if let Some(folder) = self.history_folder() {
            let search = SnapshotSearch { folder, map, file };
            self.tasks.find_snapshots(key, search);
        } else {
            self.take_snapshots(key, Vec::new());
        }
    }

    pub(super) fn take_snapshots(&mut self, tab: u64, found: Vec<Snapshot>) {
        let Some(shown) = self.history.shown.as_mut().filter(|it| it.tab == tab) else {
            return;
        };
        let rows = found.into_iter().map(|snapshot| HistoryRow {
            snapshot,
            size: None,
        });
        shown.rows = Some(rows.collect());
        self.look_at_snapshot(0);
        self.measure_next_snapshot();
    }

    /// Looks at another snapshot of the list.
    pub fn look_at_snapshot(&mut self, at: usize) {
        let Some(shown) = &mut self.history.shown else {
            return;
        };
        shown.marked = at;
        shown.opened = None;
        let key = shown.tab;
        let Some(snapshot) = shown.marked_row().map(|row| row.snapshot.clone()) else {
            return;
        };
        if let Some(tab) = self.tabs.iter().find(|tab| tab.key == key) {
            let present = tab.editor.document().clone();
            self.tasks.open_snapshot(key, snapshot, present);
        }
    }

    pub(super) fn take_opened_snapshot(
        &mut self,
        tab: u64,
        snapshot: &Snapshot,
        result: Result<Box<OpenedSnapshot>, String>,
    ) {
        if let Some(shown) = self.history.shown.as_mut().filter(|it| it.tab == tab)
            && shown
                .marked_row()
                .is_some_and(|row| row.snapshot == *snapshot)
        {
            shown.opened = Some(result);
        }
    }

    /// Looks how much changed in the next snapshot of the list that this is not known of.
    fn measure_next_snapshot(&mut self) {
        if !matches!(self.dialog, Some(Dialog::History { .. })) {
            return;
        }
        let Some(shown) = &self.history.shown else {
            return;
        };
        let rows = shown.rows.as_deref().unwrap_or_default();
        let Some(at) = rows.iter().position(|row| row.size.is_none()) else {
            return;
        };
        let snapshot = rows[at].snapshot.clone();
        let mut older = rows[at + 1..].iter().map(|row| &row.snapshot);
        let before = older.find(|other| other.is_own == snapshot.is_own).cloned();
        self.tasks.measure_snapshot(shown.tab, snapshot, before);
    }

    pub(super) fn take_snapshot_size(
        &mut self,
        tab: u64,
        snapshot: &Snapshot,
        size: Result<SnapshotSize, String>,
    ) {
        if let Some(shown) = self.history.shown.as_mut().filter(|it| it.tab == tab) {
            let mut rows = shown.rows.iter_mut().flatten();
            if let Some(row) = rows.find(|row| row.snapshot == *snapshot) {
                row.size = Some(size);
                self.measure_next_snapshot();
            }
        }
    }

    /// Compares the map with the snapshot that is looked at, beside the window.
    pub fn compare_with_snapshot(&mut self) {
        let Some((key, name, opened)) = self.find_opened_snapshot() else {
            return;
        };
        self.dialog = None;
        self.show_tab_of(key);
        let Some(tab) = self.tab() else { return };
        let own = tab.editor.document().clone();
        let job = ComparingJob {
            is_newer: opened.meta().modified.as_str() > own.meta().modified.as_str(),
            own,
            other: Arc::new(opened),
            revision: tab.editor.revision(),
        };
        self.tasks.compare_with_snapshot(key, name, job);
    }

    /// Shows how the map of a tab differs from a snapshot. What was edited meanwhile is compared next.
    pub(super) fn take_compared_snapshot(&mut self, key: u64, compared: ComparedMap, name: String) {
        if let Some(at) = self.tabs.iter().position(|tab| tab.key == key) {
            self.show_tab(at);
            self.begin_comparing(compared, name);
        }
    }

    /// Makes the map what it was in the snapshot that is looked at, as one step. What it is now is
    /// kept as a snapshot before that.
    pub fn restore_snapshot(&mut self) {
        let Some((key, name, wanted)) = self.find_opened_snapshot() else {
            return;
        };
        self.dialog = None;
        self.show_tab_of(key);
        let Some(tab) = self.tab() else { return };
        if let Some(why) = tab.why_read_only() {
            return self.refuse_reading(why);
        }
        let (ours, file) = (tab.editor.document().clone(), tab.path.clone());
        let changes = find_restoring(&ours, &wanted);
        self.keep_snapshot(ours, file, Occasion::Restoring);
        if self.commit(&Edit::Restore { changes }).is_some() {
            let values = [("name", name.into())];
            self.tell(words::say_with("history-restored", &values), Some("undo"));
        }
    }

    /// Asks where the snapshot that is looked at is to be saved.
    pub fn save_snapshot(&mut self) {
        if let Some((tab, ..)) = self.find_opened_snapshot() {
            self.choose_file(Purpose::SaveSnapshot { tab });
        }
    }

    pub(super) fn save_snapshot_as(&mut self, chosen: &Path) {
        let Some((tab, _, document)) = self.find_opened_snapshot() else {
            return;
        };
        self.dialog = Some(Dialog::History { tab });
        let path = with_map_ending(chosen.to_owned());
        let guard = if path == chosen {
            Guard::chosen(&path)
        } else {
            Guard::Absent
        };
        self.tasks.save_copy(document, path, guard);
        // It stopped while a file was chosen.
        self.measure_next_snapshot();
    }

    /// Deletes the snapshots of a tab's map, or all there are.
    pub fn forget_history(&mut self, tab: Option<u64>) {
        self.dialog = None;
        let map = match tab {
            None => None,
            Some(key) => match self.tabs.iter().find(|tab| tab.key == key) {
                Some(tab) => Some(tab.document().meta().id.as_str().to_owned()),
                None => return,
            },
        };
        self.history.shown = None;
        if let Some(folder) = self.history_folder() {
            self.tasks.forget_snapshots(folder, map);
        }
    }

    pub(super) fn take_forgotten(&mut self, result: Result<usize, String>) {
        match result {
            Ok(n) => {
                let values = [("n", (n as i64).into())];
                self.tell(words::say_with("history-forgotten", &values), None);
            }
            Err(why) => self.fail(why),
        }
    }

    /// The tab whose history is listed, the name of the snapshot that is looked at, and its map.
    pub(super) fn find_opened_snapshot(&self) -> Option<(u64, String, Document)> {
        let shown = self.history.shown.as_ref()?;
        let taken = tell_time(&shown.marked_row()?.taken(), &self.host.zone());
        let name = words::say_with("history-name", &[("time", taken.into())]);
        Some((shown.tab, name, shown.opened()?.document.clone()))
    }

    fn show_tab_of(&mut self, key: u64) {
        if let Some(at) = self.tabs.iter().position(|tab| tab.key == key) {
            self.show_tab(at);
        }
    }
}
