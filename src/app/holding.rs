//! A file that another window of this user has open: whoever opens it a second time is asked, and meanwhile
//! reads it only, so that neither window writes over the other. The window that has it can be asked to come
//! to the front; when it lets go, the map can be edited here.

use std::path::{Path, PathBuf};

use super::{App, Dialog, MessageGrade, Tab, WindowRequest};
use crate::storage::hold::{Hold, HoldPlace, Holding, sweep_holds, take_request};
use crate::storage::{Disk, Fingerprint};
use crate::words;

/// How long the other window has to come to the front, in seconds: it looks every two.
const PATIENCE: f64 = 6.0;

/// What a tab knows of another window that has its file open.
#[derive(Debug, Clone, PartialEq)]
pub struct Elsewhere {
    place: HoldPlace,
    /// The map is for reading only here; else somebody said that it is to be edited all the same.
    is_reading: bool,
    /// When that window was asked to come to the front, in the host's seconds.
    asked: Option<f64>,
}

/// What is to be looked at of files that are held, here and elsewhere.
#[derive(Debug, Clone, Default)]
pub struct HoldsJob {
    /// Tabs whose files are held here.
    here: Vec<(u64, HoldPlace)>,
    elsewhere: Vec<HeldTab>,
}

/// A tab whose file is held elsewhere.
#[derive(Debug, Clone)]
struct HeldTab {
    key: u64,
    elsewhere: Elsewhere,
    path: PathBuf,
    /// The file as it was read.
    read: Option<Fingerprint>,
}

/// What was seen of them.
#[derive(Debug, Default)]
pub struct HoldsSeen {
    /// Tabs that another window asked to see.
    asked: Vec<u64>,
    /// Tabs whose request of that time the other window has heard.
    heard: Vec<(u64, Option<f64>)>,
    /// Tabs whose files the other window has let go of, which are as they were read.
    free: Vec<(u64, PathBuf, Hold)>,
}

impl HoldsJob {
    /// Whether there is nothing to look at.
    pub fn is_empty(&self) -> bool {
        self.here.is_empty() && self.elsewhere.is_empty()
    }

    /// Looks at the folder for state and at the files, so it belongs on a thread.
    pub fn run(self) -> HoldsSeen {
        let mut seen = HoldsSeen::default();
        for (tab, place) in self.here {
            if take_request(&Disk, &place) {
                seen.asked.push(tab);
            }
        }
        for tab in self.elsewhere {
            let Elsewhere { place, asked, .. } = tab.elsewhere;
            let was_heard = asked.is_some() && !place.is_asked(&Disk);
            match place.hold(&Disk) {
                // A file that is another one by now is read again first.
                Holding::Here(hold) => {
                    let is_same =
                        |read: Fingerprint| matches!(read.is_outdated(&tab.path), Ok(false));
                    if tab.read.is_some_and(is_same) {
                        seen.free.push((tab.key, tab.path, hold));
                    } else {
                        hold.release(&Disk);
                    }
                }
                Holding::Elsewhere(_) if was_heard => seen.heard.push((tab.key, asked)),
                Holding::Elsewhere(_) | Holding::Unknown => {}
            }
        }
        seen
    }
}

/// Holds a file for a tab, and clears away what killed programs have left. Asks the disk, so it belongs on
/// a thread.
pub(super) fn hold_file(state: &Path, file: &Path) -> Holding {
    sweep_holds(&Disk, state);
    HoldPlace::of(state, file).hold(&Disk)
}

impl Tab {
    /// Whether another window has its file, so that it is for reading only here.
    pub fn is_held_elsewhere(&self) -> bool {
        self.elsewhere.as_ref().is_some_and(|it| it.is_reading)
    }

    /// The key of the words that say why the map cannot be edited; none where it can be.
    pub fn why_read_only(&self) -> Option<&'static str> {
        let is_read_only = self.editor.is_read_only();
        is_read_only.then_some(if self.is_held_elsewhere() {
            "why-held-elsewhere"
        } else {
            "why-read-only"
        })
    }

    /// The files whose changes somebody has to look at.
    fn list_watched(&self) -> [Option<&Path>; 3] {
        let ask = self.hold.as_ref().map(|(_, hold)| hold.place().ask());
        let elsewhere = self.elsewhere.as_ref();
        let other = elsewhere.map(|it| match it.asked {
            Some(_) => it.place.ask(),
            None => it.place.lock(),
        });
        [self.path.as_deref(), ask, other]
    }

    /// Lets go of its file, and of what it asked another window.
    pub(super) fn let_go(&mut self) {
        if let Some((_, hold)) = self.hold.take() {
            hold.release(&Disk);
        }
        self.forget_holder();
    }

    /// The map can be edited: it is a copy of this window's own, or nobody else has its file.
    pub(super) fn end_reading(&mut self) {
        if self.is_held_elsewhere() {
            self.editor.end_read_only();
            self.forget_holder();
        }
    }

    fn forget_holder(&mut self) {
        if let Some(elsewhere) = self.elsewhere.take()
            && elsewhere.asked.is_some()
        {
            elsewhere.place.withdraw(&Disk);
        }
    }
}

impl App {
    /// The files that are watched beside the window.
    pub fn watched_files(&self) -> impl Iterator<Item = &Path> + Clone {
        let files = self.tabs.iter().map(Tab::list_watched);
        files.flat_map(|files| files.into_iter().flatten())
    }

    /// What came of holding the file of a tab. Of a map that was just opened somebody is asked; where
    /// there is something to lose, and for one that was saved, it is told alone.
    pub(super) fn take_holding(&mut self, key: u64, path: &Path, holding: Holding, asks: bool) {
        let has_dialog = self.dialog.is_some();
        let tab = self.tab_by_key(key);
        let Some(tab) = tab.filter(|tab| tab.path.as_deref() == Some(path)) else {
            if let Holding::Here(hold) = holding {
                hold.release(&Disk);
            }
            return;
        };
        let place = match holding {
            Holding::Here(hold) => {
                tab.end_reading();
                tab.forget_holder();
                tab.hold = Some((path.to_owned(), hold));
                return;
            }
            Holding::Elsewhere(place) => place,
            Holding::Unknown => return,
        };
        if tab.elsewhere.as_ref().is_some_and(|it| it.place == place) {
            return;
        }
        let is_reading = asks && !tab.is_dirty() && tab.wording.is_none();
        tab.elsewhere = Some(Elsewhere {
            place,
            is_reading,
            asked: None,
        });
        let values = [("file", path.display().to_string().into())];
        if !is_reading {
            self.warn(words::say_with("held-by-window", &values));
            return;
        }
        tab.editor.set_read_only();
        if has_dialog {
            let text = words::say_with("held-for-reading", &values);
            self.say(MessageGrade::Warning, text, Some("go-to-holder"));
        } else {
            self.dialog = Some(Dialog::HeldElsewhere { tab: key });
        }
    }

    /// What is to be looked at of files that are held.
    pub(super) fn list_holds(&self) -> HoldsJob {
        let mut job = HoldsJob::default();
        for tab in &self.tabs {
            if let Some((_, hold)) = &tab.hold {
                job.here.push((tab.key, hold.place().clone()));
            }
            if let Some(elsewhere) = &tab.elsewhere
                && elsewhere.is_reading
                && let Some(path) = tab.path.clone()
            {
                job.elsewhere.push(HeldTab {
                    key: tab.key,
                    elsewhere: elsewhere.clone(),
                    path,
                    read: tab.fingerprint,
                });
            }
        }
        job
    }

    pub(super) fn take_holds(&mut self, seen: HoldsSeen) {
        for key in seen.asked {
            let at = self.tabs.iter().position(|tab| tab.key == key);
            // What stands before everything else may be about the map in front.
            if let Some(at) = at.filter(|_| self.dialog.is_none()) {
                self.show_tab(at);
            }
            self.request(WindowRequest::ComeToFront);
        }
        for (key, path, hold) in seen.free {
            let tab = self.tab_by_key(key);
            let is_waiting =
                |tab: &&mut Tab| tab.is_held_elsewhere() && tab.path.as_ref() == Some(&path);
            let Some(tab) = tab.filter(is_waiting) else {
                hold.release(&Disk);
                continue;
            };
            tab.end_reading();
            tab.hold = Some((path, hold));
            if self.dialog == Some(Dialog::HeldElsewhere { tab: key }) {
                self.dialog = None;
            }
            self.claim_file(key);
            self.tell(words::say("held-no-more").into_owned(), None);
        }
        for (key, asked) in seen.heard {
            self.leave_to_holder(key, asked);
        }
    }

    /// Closes a tab whose map the other window shows by now, and this window where it has nothing else.
    fn leave_to_holder(&mut self, key: u64, heard: Option<f64>) {
        let is_asking = |tab: &Tab| {
            let asked = tab.elsewhere.as_ref().and_then(|it| it.asked);
            tab.key == key && asked.is_some() && asked == heard && !tab.is_dirty()
        };
        let Some(at) = self.tabs.iter().position(is_asking) else {
            return;
        };
        self.drop_tab(at);
        if self.tabs.is_empty() && self.dialog.is_none() {
            self.quit();
        }
    }

    /// Asks the window that has the file of a tab to come to the front. The map stays here, for reading,
    /// until that was heard.
    pub fn go_to_holder(&mut self, key: u64) {
        self.dialog
            .take_if(|it| matches!(it, Dialog::HeldElsewhere { tab } if *tab == key));
        let seconds = self.host.seconds();
        let Some(elsewhere) = self.tab_by_key(key).and_then(|tab| tab.elsewhere.as_mut()) else {
            return;
        };
        match elsewhere.place.ask_holder(&Disk) {
            Ok(()) => {
                elsewhere.asked = Some(seconds);
                self.tell(words::say("holder-asked").into_owned(), None);
            }
            Err(error) => {
                let values = [("why", error.to_string().into())];
                self.warn(words::say_with("holder-not-asked", &values));
            }
        }
    }

    /// Edits a map although another window has its file; saving compares the file, as ever.
    pub fn edit_held(&mut self, key: u64) {
        self.dialog
            .take_if(|it| matches!(it, Dialog::HeldElsewhere { tab } if *tab == key));
        if let Some(tab) = self.tab_by_key(key)
            && tab.is_held_elsewhere()
        {
            tab.editor.end_read_only();
            if let Some(elsewhere) = &mut tab.elsewhere {
                elsewhere.is_reading = false;
            }
            self.warn(words::say("held-edited").into_owned());
        }
    }

    /// In how many seconds a window that was asked to come to the front has had long enough.
    pub fn wakes_for_holder(&self) -> Option<f64> {
        let now = self.host.seconds();
        let tabs = self.tabs.iter();
        let asked = tabs.filter_map(|tab| tab.elsewhere.as_ref()?.asked);
        let left = asked.map(|asked| (asked + PATIENCE - now).max(0.0));
        left.reduce(f64::min)
    }

    /// Waits no longer for a window that does not come to the front, and says so.
    pub(super) fn give_up_on_holders(&mut self) {
        let now = self.host.seconds();
        let mut has_given_up = false;
        for elsewhere in self
            .tabs
            .iter_mut()
            .filter_map(|tab| tab.elsewhere.as_mut())
        {
            if elsewhere
                .asked
                .take_if(|asked| now - *asked >= PATIENCE)
                .is_some()
            {
                elsewhere.place.withdraw(&Disk);
                has_given_up = true;
            }
        }
        if has_given_up {
            self.warn(words::say("holder-silent").into_owned());
        }
    }
}
