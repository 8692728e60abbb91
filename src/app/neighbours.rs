//! Others who have the same file: who has it open, by the marks beside it, and copies that came of two
//! machines writing it. Only told; nobody is kept out, and nothing is merged without being asked.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use jiff::civil::DateTime;
use jiff::{Timestamp, ToSpan};

use super::holding::hold_file;
use super::{App, Dialog, MessageGrade, Outcome, Stopped, Tab, Tasks};
use crate::compare::{Matching, find_changes, merge};
use crate::format::native;
use crate::model::{Document, Meta};
use crate::storage::conflicted::find_conflicted_copies;
use crate::storage::hold::Holding;
use crate::storage::lock::{Claim, LockOwner, claim_lock, release_lock};
use crate::storage::{self, Disk};
use crate::words;

/// How times stand in marks.
const TIME: &str = "%d.%m.%Y %H:%M";
/// A mark that is older, in hours, says nothing any more.
const STALE_HOURS: i64 = 24;
/// How long the end of the program waits for the marks to go.
const PATIENCE: Duration = Duration::from_secs(2);

/// A file that is to be marked as open here.
#[derive(Debug, Clone)]
pub struct ClaimJob {
    /// The file.
    pub path: PathBuf,
    /// The present, in the zone of this machine.
    pub now: DateTime,
    /// The folder for state, where it is held against other windows of this user; none where it is
    /// already.
    pub state: Option<PathBuf>,
    /// Whether somebody is asked where another window has it: it was just opened.
    pub asks: bool,
}

/// What came of that.
#[derive(Debug)]
pub struct ClaimDone {
    claimed: Claimed,
    claim: Claim,
    /// None where it is held already.
    holding: Option<Holding>,
    asks: bool,
}

/// A file that is marked as open here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    /// The file that was asked for.
    path: PathBuf,
    /// The file that bears the mark: links lead there.
    marked: PathBuf,
    own: LockOwner,
}

impl ClaimJob {
    /// Marks the file, or tells who has it. Where another window of this user does, there is a mark
    /// already. Asks the disk, so it belongs on a thread.
    pub(super) fn run(self) -> ClaimDone {
        let marked = self.path.canonicalize();
        let marked = marked.unwrap_or_else(|_| self.path.clone());
        let holding = self.state.map(|state| hold_file(&state, &marked));
        let own = LockOwner::of_this_process(self.now.strftime(TIME).to_string());
        let is_stale = |owner: &LockOwner| {
            let since = DateTime::strptime(TIME, &owner.since);
            let is_old = since.is_ok_and(|since| {
                let end = since.checked_add(STALE_HOURS.hours());
                end.is_ok_and(|end| end < self.now)
            });
            is_old || owner.is_gone_from(&own.host)
        };
        let claim = if matches!(holding, Some(Holding::Elsewhere(_))) {
            Claim::Impossible
        } else {
            claim_lock(&Disk, &marked, &own, is_stale)
        };
        let claimed = Claimed {
            path: self.path,
            marked,
            own,
        };
        ClaimDone {
            claimed,
            claim,
            holding,
            asks: self.asks,
        }
    }
}

impl Claimed {
    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Takes the mark away.
    pub fn release(&self) {
        release_lock(&Disk, &self.marked, &self.own);
    }
}

/// Conflicted copies of a map that hold something which the map does not. Reads them, so it belongs on
/// a thread.
pub fn find_copies_to_merge(path: &Path, document: &Document) -> Vec<PathBuf> {
    let has_more = |copy: &PathBuf| {
        let Some(theirs) = read_copy(copy) else {
            return false;
        };
        // What nobody has deleted for certain: the copies began with nothing in common.
        let nothing = Document::from_meta(Meta::clone(document.meta()));
        let merged = merge(&nothing, document, &theirs, Matching::Ids);
        theirs.meta().id == document.meta().id
            && !find_changes(document, &merged.document).0.is_empty()
    };
    let copies = find_conflicted_copies(&Disk, path).into_iter();
    copies.filter(has_more).collect()
}

fn read_copy(path: &Path) -> Option<Document> {
    let file = storage::read_bounded(path, false).ok()?;
    Some(native::read(&file.bytes).ok()?.document)
}

impl Tasks {
    /// Marks the file of a tab as open here.
    pub fn claim(&mut self, tab: u64, job: ClaimJob) {
        self.write(Stopped::Watching, move || Outcome::Claimed(tab, job.run()));
    }

    /// Takes a mark away.
    pub fn release(&mut self, claimed: Claimed) {
        self.write(Stopped::Watching, move || {
            claimed.release();
            Outcome::Released
        });
    }

    /// Takes marks away, side by side, as one disk may not answer. What this gives ends when all are gone.
    fn release_all(&mut self, claims: Vec<Claimed>) -> Receiver<()> {
        let (sender, gone) = channel();
        for claimed in claims {
            let done = sender.clone();
            self.write(Stopped::Watching, move || {
                claimed.release();
                drop(done);
                Outcome::Released
            });
        }
        gone
    }
}

impl App {
    /// Marks the file of a tab as open here, beside the window, and lets go of the one it had before.
    pub(super) fn claim_file(&mut self, key: u64) {
        self.claim_file_of(key, false);
    }

    /// The same for a file that was just opened: if another window of this user has it, somebody is asked.
    pub(super) fn claim_opened(&mut self, key: u64) {
        self.claim_file_of(key, true);
    }

    fn claim_file_of(&mut self, key: u64, asks: bool) {
        let now = self.host.now().unix_seconds().unwrap_or(0);
        let now = Timestamp::from_second(now).unwrap_or(Timestamp::UNIX_EPOCH);
        let now = now.to_zoned(self.host.zone()).datetime();
        let Some(state) = self.folders.as_ref().map(|folders| folders.state.clone()) else {
            return;
        };
        let Some(tab) = self.tab_by_key(key) else {
            return;
        };
        let Some(path) = tab.path.clone() else {
            return;
        };
        if tab.editor.is_read_only() {
            return;
        }
        let before = tab.claimed.take_if(|claimed| claimed.path != path);
        if tab.hold.as_ref().is_some_and(|(held, _)| *held != path) {
            tab.let_go();
        }
        // Two at once would keep each other out.
        let is_to_be_held = tab.hold.is_none() && !tab.is_being_held;
        tab.is_being_held |= is_to_be_held;
        if let Some(before) = before {
            self.tasks.release(before);
        }
        let job = ClaimJob {
            path,
            now,
            state: is_to_be_held.then_some(state),
            asks,
        };
        self.tasks.claim(key, job);
    }

    pub(super) fn take_claim(&mut self, key: u64, done: ClaimDone) {
        let ClaimDone {
            claimed,
            claim,
            holding,
            asks,
        } = done;
        if let Some(holding) = holding {
            let tab = self.tab_by_key(key);
            let is_other = tab.is_some_and(|tab| {
                tab.is_being_held = false;
                tab.path.as_ref() != Some(&claimed.path)
            });
            self.take_holding(key, &claimed.path, holding, asks);
            if is_other {
                // It was saved under another name meanwhile.
                self.claim_file(key);
            }
        }
        let is_taken = claim == Claim::Taken;
        let tab = self.tab_by_key(key);
        let tab = tab.filter(|tab| tab.path.as_ref() == Some(&claimed.path));
        match (tab, claim) {
            (Some(tab), Claim::Taken) => tab.claimed = Some(claimed),
            (None, _) if is_taken => self.tasks.release(claimed),
            (Some(tab), Claim::Held(owner)) => {
                if tab.held_by.as_ref() == Some(&owner) {
                    return;
                }
                let values = [
                    ("who", owner.who().to_owned().into()),
                    ("host", owner.host.clone().into()),
                    ("since", owner.since.clone().into()),
                    ("file", claimed.path.display().to_string().into()),
                ];
                tab.held_by = Some(owner);
                self.warn(words::say_with("file-is-held", &values));
            }
            (_, Claim::Impossible | Claim::Held(_) | Claim::Taken) => {}
        }
    }

    /// Lets go of the file of a tab that is closed.
    pub(super) fn release_file(&mut self, mut tab: Tab) {
        tab.let_go();
        if let Some(claimed) = tab.claimed {
            self.tasks.release(claimed);
        }
    }

    /// Lets go of all files, at the end of the program. The disk that a map is on may not answer any more:
    /// then its mark stays, which says nothing to anybody after a day.
    pub(super) fn release_files(&mut self) {
        let mut claims = Vec::new();
        for tab in &mut self.tabs {
            tab.let_go();
            claims.extend(tab.claimed.take());
        }
        if !claims.is_empty() {
            let gone = self.tasks.release_all(claims);
            if self.tasks.is_on_threads() {
                let _ = gone.recv_timeout(PATIENCE);
            }
        }
    }

    /// Looks, beside the window, for copies of a tab's map that came of two machines writing it.
    pub(super) fn look_for_copies(&mut self, key: u64) {
        if let Some(tab) = self.tabs.iter().find(|tab| tab.key == key)
            && let Some(path) = tab.path.clone()
            && !tab.editor.is_read_only()
        {
            let document = Arc::clone(tab.editor.document());
            self.tasks.look_for_copies(key, path, document);
        }
    }

    pub(super) fn take_found_copies(&mut self, key: u64, copies: Vec<PathBuf>) {
        let Some(tab) = self.tab_by_key(key) else {
            return;
        };
        tab.copies = copies;
        if let Some(copy) = tab.copies.first() {
            let name = copy.file_name().unwrap_or_default().to_string_lossy();
            let values = [
                ("n", (tab.copies.len() as i64).into()),
                ("file", name.into_owned().into()),
            ];
            let text = words::say_with("conflicted-copies", &values);
            self.say(MessageGrade::Warning, text, Some("merge-conflicted-copy"));
        }
    }

    /// Asks how the first conflicted copy of the map in front is to be merged.
    pub fn merge_conflicted_copy(&mut self) {
        self.keep_wording();
        if let Some(tab) = self.tab()
            && let Some(path) = tab.copies.first().cloned()
        {
            self.dialog = Some(Dialog::CommonMap { tab: tab.key, path });
        }
    }
}
