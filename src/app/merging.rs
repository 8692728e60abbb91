//! Another copy of the map in front, read to compare or to merge it. A merge is one edit; what
//! somebody has to look at is told and stands in the map.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::copying::CopiesFound;
use super::opening::{OpenError, Opened};
use super::task::Work;
use super::{App, ComparedMap, Copied, CopyJob, Dialog, MessageGrade, Purpose, fill_document};
use crate::compare::{Clash, Merged};
use crate::edit::Edit;
use crate::model::{Document, Id};
use crate::storage::Fingerprint;
use crate::words;

/// What copies of a map are read for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CopyRequest {
    /// To compare a tab's map with it.
    Compare {
        /// The tab.
        tab: u64,
        /// The file.
        path: PathBuf,
    },
    /// To merge it into a tab's map.
    Merge {
        /// The tab.
        tab: u64,
        /// The other copy.
        path: PathBuf,
        /// What both began with.
        base: CommonMap,
    },
    /// To merge what another program has written into the tab's own file, as somebody has asked for.
    Outside {
        /// The tab.
        tab: u64,
        /// The file.
        path: PathBuf,
    },
    /// To take what another program has written into the tab's own file, by itself: only while nobody
    /// has begun something in the map.
    Taken {
        /// The tab.
        tab: u64,
        /// The file.
        path: PathBuf,
    },
}

/// The map that two copies began with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CommonMap {
    /// That of the tab as it was opened or last saved.
    Opened,
    /// Nobody knows: nothing counts as deleted, and what differs is to be looked at.
    Unknown,
    /// In that file.
    File(PathBuf),
}

impl CopyRequest {
    /// The files to be read.
    pub(super) fn list_paths(&self) -> Vec<PathBuf> {
        match self {
            Self::Compare { path, .. } | Self::Outside { path, .. } | Self::Taken { path, .. } => {
                vec![path.clone()]
            }
            Self::Merge { path, base, .. } => match base {
                CommonMap::File(base) => vec![path.clone(), base.clone()],
                CommonMap::Opened | CommonMap::Unknown => vec![path.clone()],
            },
        }
    }

    /// The file of the other copy, the tab, and what it is read for.
    pub(super) fn describe(&self) -> (PathBuf, Option<u64>, Work) {
        let (path, work) = match self {
            Self::Compare { path, .. } => (path, Work::Compare),
            Self::Merge { path, .. } | Self::Outside { path, .. } | Self::Taken { path, .. } => {
                (path, Work::Merge)
            }
        };
        (path.clone(), Some(self.tab()), work)
    }

    fn tab(&self) -> u64 {
        match self {
            Self::Compare { tab, .. }
            | Self::Merge { tab, .. }
            | Self::Outside { tab, .. }
            | Self::Taken { tab, .. } => *tab,
        }
    }

    /// Whether it is about the tab's own file.
    fn is_outside(&self) -> bool {
        matches!(self, Self::Outside { .. } | Self::Taken { .. })
    }
}

impl App {
    /// Reads copies of a map beside the window.
    pub(super) fn read_copies(&mut self, request: CopyRequest) {
        self.tasks.read_copies(request);
    }

    /// Merges another copy into a tab's map.
    pub fn merge_copy(&mut self, tab: u64, path: PathBuf, base: CommonMap) {
        self.dialog = None;
        self.read_copies(CopyRequest::Merge { tab, path, base });
    }

    /// Closes the report of a merge and goes to a box or step that it speaks of.
    pub fn go_to_clash(&mut self, id: &Id) {
        self.dialog = None;
        self.keep_wording();
        self.go_to_node(id);
    }

    /// Asks for the map that both copies began with.
    pub fn ask_for_common_map(&mut self, tab: u64, path: PathBuf) {
        self.dialog = None;
        self.copy_to_merge = Some(path);
        self.choose_file(Purpose::CommonMap { tab });
    }

    /// Merges the copy that was chosen before over that map.
    pub(super) fn merge_over(&mut self, tab: u64, base: PathBuf) {
        if let Some(path) = self.copy_to_merge.take() {
            self.merge_copy(tab, path, CommonMap::File(base));
        }
    }

    /// Merges what another program has written into a tab's file, so that it can be saved again.
    pub fn merge_outside(&mut self, tab: u64, path: PathBuf) {
        self.dialog = None;
        if let Some(tab) = self.tab_by_key(tab) {
            // What was to follow the save waits until somebody has seen what came of it.
            tab.saving.forget_then();
        }
        self.read_copies(CopyRequest::Outside { tab, path });
    }

    pub(super) fn take_copies(
        &mut self,
        request: CopyRequest,
        opened: Vec<Result<Opened, OpenError>>,
    ) {
        let Some(at) = self.find_tab_for(&request) else {
            return;
        };
        self.show_tab(at);
        let mut copies = Vec::new();
        for (opened, path) in opened.into_iter().zip(request.list_paths()) {
            match self.read_copy(opened, &path) {
                Ok(copy) => copies.push(copy),
                Err(why) => {
                    if request.is_outside() {
                        // Perhaps it is half written: the next change is looked at anew.
                        let values = [("why", why.into())];
                        let text = words::say_with("outside-unreadable", &values);
                        return self.say(MessageGrade::Warning, text, Some("settle-file"));
                    }
                    return self.fail(why);
                }
            }
        }
        let mut copies = copies.into_iter();
        let (Some((theirs, fingerprint)), Some(tab)) = (copies.next(), self.tab()) else {
            return;
        };
        let base = match &request {
            CopyRequest::Compare { .. } => None,
            CopyRequest::Outside { .. } | CopyRequest::Taken { .. } => tab.on_disk.clone(),
            CopyRequest::Merge { base, .. } => match base {
                CommonMap::Opened => tab.on_disk.clone(),
                CommonMap::Unknown => None,
                CommonMap::File(_) => copies.next().map(|it| Arc::new(it.0)),
            },
        };
        self.keep_wording();
        let Some(tab) = self.tab() else { return };
        self.tasks.work_on_copies(CopyJob {
            request,
            ours: tab.editor.document().clone(),
            revision: tab.editor.revision(),
            theirs: Arc::new(theirs),
            base,
            fingerprint,
        });
    }

    /// The tab that copies were read for. What would be taken by itself is only told where somebody has
    /// begun something meanwhile.
    fn find_tab_for(&mut self, request: &CopyRequest) -> Option<usize> {
        let key = request.tab();
        let at = self.tabs.iter().position(|tab| tab.key == key)?;
        match request {
            CopyRequest::Taken { path, .. } if !self.is_at_rest(key) => {
                self.tell_outside_change(path);
                None
            }
            _ => Some(at),
        }
    }

    /// Takes what came of copies. Where the map has changed meanwhile, they are merged anew.
    pub(super) fn take_copied(&mut self, copied: Copied) {
        let Copied { mut job, found } = copied;
        let Some(at) = self.find_tab_for(&job.request) else {
            return;
        };
        self.show_tab(at);
        match found {
            CopiesFound::Compared(compared) => {
                let (path, ..) = job.request.describe();
                let name = path.file_name().unwrap_or_default();
                self.begin_comparing(compared, name.to_string_lossy().into_owned());
            }
            CopiesFound::Merged {
                merged,
                changes,
                n_taken,
            } => {
                self.keep_wording();
                let Some(tab) = self.tab() else { return };
                if tab.editor.revision() != job.revision {
                    job.ours = tab.editor.document().clone();
                    job.revision = tab.editor.revision();
                    self.tasks.work_on_copies(job);
                    return;
                }
                if self.commit(&Edit::Take { changes }).is_none() {
                    return;
                }
                let (path, ..) = job.request.describe();
                if let Some(tab) = self.tab_mut() {
                    tab.copies.retain(|copy| *copy != path);
                }
                if job.request.is_outside() && self.stand_on_file(job) {
                    let file = path.display().to_string();
                    let values = [("n", (n_taken as i64).into()), ("file", file.into())];
                    self.tell(words::say_with("outside-taken", &values), Some("undo"));
                } else {
                    self.tell_merged(&merged, n_taken, &path);
                }
            }
        }
    }

    /// From now on the map in front is one that was made of what its file holds. Whether it is just that.
    fn stand_on_file(&mut self, job: CopyJob) -> bool {
        let seconds = self.host.seconds();
        let Some(tab) = self.tab_mut() else {
            return false;
        };
        let (before, mark) = (tab.known_fingerprint(), tab.editor.history().mark());
        // That it was taken just now is the one thing that the file does not say.
        let mut theirs = Document::clone(&job.theirs);
        theirs.touch(tab.document().meta().modified.clone());
        let is_same = *tab.document() == theirs;
        tab.taken_in = Some((mark, before));
        tab.fingerprint = job.fingerprint;
        tab.on_disk = Some(job.theirs);
        tab.outside = None;
        if is_same {
            tab.editor.mark_saved(mark);
            tab.unsaved_since = None;
        } else {
            tab.editor.mark_unsaved();
            tab.unsaved_since.get_or_insert(seconds);
        }
        let key = tab.key;
        // The journal knows of another file, and of one that had the map in it.
        self.begin_journal_of(key);
        is_same
    }

    fn read_copy(
        &mut self,
        opened: Result<Opened, OpenError>,
        path: &Path,
    ) -> Result<(Document, Option<Fingerprint>), String> {
        let file = path.display().to_string();
        match opened {
            Ok(Opened::Map {
                loaded,
                fingerprint,
                ..
            }) => match loaded.read_only {
                Some(why) => Err(format!("{why}: {file}")),
                None => Ok((loaded.document, Some(fingerprint))),
            },
            Ok(Opened::Imported { imported, .. }) => {
                let empty = self.make_document();
                let now = self.host.now();
                let name = path.file_stem().unwrap_or_default().to_string_lossy();
                let filled = fill_document(empty, *imported, &name, self.host.random(), &now);
                filled
                    .map(|it| (it, None))
                    .map_err(|why| format!("{why}: {file}"))
            }
            Ok(_) => Err(words::say_with("copy-is-no-map", &[("file", file.into())])),
            Err(error) => Err(error.to_string()),
        }
    }

    /// Shows how the map in front differs from another one of that name.
    pub(super) fn begin_comparing(&mut self, compared: ComparedMap, name: String) {
        let Some(tab) = self.tab_mut() else { return };
        tab.compare_with(compared, name.clone());
        if tab.comparing.differences().is_empty() {
            let text = words::say_with("compare-same", &[("file", name.into())]);
            self.end_comparison();
            self.tell(text, None);
        } else {
            self.dialog = Some(Dialog::Comparison);
        }
    }

    fn tell_merged(&mut self, merged: &Merged, n_taken: usize, path: &Path) {
        let file = path.display().to_string();
        let values = [
            ("n", (n_taken as i64).into()),
            ("file", file.clone().into()),
        ];
        let key = if n_taken == 0 {
            "merged-nothing"
        } else {
            "merged"
        };
        self.tell(
            words::say_with(key, &values),
            (n_taken > 0).then_some("undo"),
        );
        if !merged.is_clean() {
            let document = self.tab().map(|tab| tab.editor.document().clone());
            let find = |clash: &Clash| {
                let document = document.as_ref()?;
                let id = clash.id.as_str();
                let is_seen = document.nodes().contains(id) || document.links().contains(id);
                is_seen.then(|| clash.id.clone())
            };
            let lines = merged.clashes.iter().map(|it| (it.explain(), find(it)));
            self.dialog = Some(Dialog::MergeReport {
                file,
                lines: lines.collect(),
            });
        }
    }
}
