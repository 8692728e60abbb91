//! Floor 5: the whole program without a window. Panels read [`App`] and push [`Action`]s; nothing
//! changes while painting. Commands stand in [`command::ALL`], one row each.

mod action;
mod annotate;
mod apart;
mod around;
mod arrange;
mod browse;
mod camera;
mod capture;
mod checking;
mod choices;
mod clipboard;
pub mod command;
mod compare;
mod comparing;
mod copying;
mod correcting;
mod crash;
mod dialog;
mod drop;
mod file;
mod filter;
mod find;
mod findings;
mod folded;
mod foreseen;
mod gesture;
mod guide;
mod history;
mod holding;
mod host;
mod import;
mod insert;
mod journal;
mod keeper;
mod key;
mod links;
mod local_time;
mod looking;
mod marks;
mod merging;
mod message;
mod navigate;
mod neighbours;
mod opening;
mod outline;
mod outlook;
mod outside;
mod palette;
mod paragraphs;
mod passage;
mod picture;
mod placing;
mod preview;
mod printing;
mod reading;
mod reading_look;
mod recovery;
mod repair;
mod saving;
mod selection;
mod showing;
mod snapshot;
mod stopped;
mod system_look;
mod tab;
mod task;
mod template;
mod tour;
mod typing;
mod unnoted;
mod views;
#[cfg(feature = "web")]
mod web;
mod weighing;
mod wire;
mod wording;
mod writing;

use std::path::PathBuf;
use std::sync::Arc;

use crate::edit::{Committed, Context, Edit, Editor, Refusal};
use crate::model::{Id, Time};
use crate::reason::checks::Profile;
use crate::storage::{Disk, Folders, Settings};

pub use crate::reason::{LikelihoodWord, Yardstick};
pub use action::Action;
pub use apart::{READ_APART, ReadingLimits, answer_apart, read_apart, set_reading_program};
pub use around::Around;
pub use browse::{FolderListing, split_typed_path};
pub use camera::{Camera, CameraWish, Xy};
pub use checking::{Checked, Checking, CheckingJob, ToldFinding};
pub use choices::Choices;
pub use compare::tell_changes;
pub use comparing::Comparing;
pub use copying::{ComparedMap, ComparingJob, Copied, CopyJob};
pub use correcting::Correction;
pub use crash::{report_crashes, say_aside};
pub use dialog::{Dialog, ExportKind, Purpose, Then, UnsavedAnswer, WindowRequest};
pub use drop::{Drop, Forecast};
pub use file::{file_name_for, make_source, with_map_ending};
pub use filter::Filter;
pub use find::{Find, Hit};
pub use folded::Folded;
pub use gesture::{Gesture, WireEdit};
pub use history::{History, HistoryRow, ShownHistory};
pub use holding::{Elsewhere, HoldsJob, HoldsSeen};
pub use host::{FixedHost, Host, SystemHost};
pub use import::fill_document;
pub use journal::{Journal, JournalState};
pub use key::{Chord, Key, Scope};
pub use local_time::tell_time;
pub use marks::Marks;
pub use merging::{CommonMap, CopyRequest};
pub use message::{Message, MessageGrade, Messages};
pub use navigate::Heading;
pub use neighbours::{ClaimDone, ClaimJob, Claimed, find_copies_to_merge};
pub use opening::{
    ArticleRequest, OpenError, Opened, open_as, open_file, open_or_ask, read_as_asked,
};
pub use outline::OutlineRow;
pub use outlook::Outlook;
pub use outside::{OutsideChange, Watched, find_outside_changes};
pub use palette::rank_commands;
pub use picture::Picture;
pub use placing::{Placed, PlacingJob};
pub use preview::Preview;
pub use reading::{Doubt, Passage, ReadableText, ReadingState, Stretch};
pub use reading_look::ReaderPopover;
pub use recovery::{Content, Found, FoundMap, Search, find_unsaved};
pub use saving::Saving;
pub use selection::Selection;
pub use showing::Showing;
pub use snapshot::{OpenedSnapshot, SnapshotJob, SnapshotSearch, SnapshotSize, read_map};
pub use stopped::Stopped;
pub use system_look::{NAMESPACES, SystemLook, SystemValue};
pub use tab::Tab;
pub use task::{Job, LARGE, Outcome, Reading, TaskMode, Tasks};
pub use template::{Sample, Template};
pub use tour::TourStep;
pub use views::Parked;
#[cfg(feature = "web")]
pub use web::{WebError, WebRequest, read_from_web};
pub use weighing::{Answer, Manner, WeighedMap, Weighing, WeighingJob};
pub use wording::{Wording, WordingOrigin};
pub use writing::{Guard, SaveError, export_map, save_guarded};

/// A part of the window that can have the keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PanelId {
    /// The article.
    Reader,
    /// The map.
    Map,
    /// The map as indented text.
    Outline,
    /// What is selected.
    Inspector,
    /// What the checks found.
    Findings,
    /// What a conclusion would fall with.
    Linchpins,
}

impl PanelId {
    /// The panels in the order in which F6 goes through them.
    pub const ALL: &'static [Self] = &[
        Self::Reader,
        Self::Map,
        Self::Outline,
        Self::Inspector,
        Self::Findings,
        Self::Linchpins,
    ];

    /// The panels that share the right side, as tabs where several are open.
    pub const RIGHT: &'static [Self] = &[Self::Inspector, Self::Findings, Self::Linchpins];
}

/// What takes longer than this, in seconds, is told of and can be given up.
const SLOW: f64 = 0.5;

/// The program.
pub struct App {
    /// The world.
    pub host: Box<dyn Host>,
    /// What is remembered between starts.
    pub settings: Settings,
    folders: Option<Folders>,
    tabs: Vec<Tab>,
    active: usize,
    next_key: u64,
    /// The panel that has the keyboard.
    pub focus: PanelId,
    /// The question or list that stands before everything else.
    pub dialog: Option<Dialog>,
    /// What hangs open from the head of the article.
    pub reader_popover: Option<ReaderPopover>,
    /// Whether the system asks for dark windows; followed where no theme was chosen.
    pub system_is_dark: bool,
    /// What the desktop says besides, where it can be asked.
    pub system: SystemLook,
    /// What was told lately.
    pub messages: Messages,
    tasks: Tasks,
    keeper: keeper::Keeper,
    task_mode: TaskMode,
    found: Vec<Found>,
    history: History,
    crash_report: Option<PathBuf>,
    /// The folder that was asked for last, while or after it is listed.
    folder_asked: Option<PathBuf>,
    listing: Option<FolderListing>,
    missing: Vec<PathBuf>,
    /// The folder of the last file that was chosen since the start.
    chosen_folder: Option<PathBuf>,
    requests: Vec<WindowRequest>,
    clipboard: clipboard::Clipboard,
    /// The copy that is to be merged, while the map that both began with is looked for.
    copy_to_merge: Option<PathBuf>,
    /// Files that are being read as newer versions of articles.
    newer: Vec<correcting::NewerVersion>,
    tour: Option<usize>,
    /// The settings as they are on disk, or will be in a moment.
    settings_kept: Option<Settings>,
    is_remembering: bool,
    /// The settings have changed again while they were being written.
    remembers_again: bool,
    /// Tabs whose changes need not be kept if the program ends now.
    given_up: Vec<u64>,
    /// The window closes as soon as nothing is being written any more.
    is_leaving: bool,
    /// What a viewer was shown of maps marked as sensitive: removed at the end.
    shown: Vec<PathBuf>,
}

impl App {
    /// Starts the program without a map. Settings are read from, and written to, `folders`;
    /// without folders nothing is remembered.
    pub fn new(host: Box<dyn Host>, folders: Option<Folders>, mode: TaskMode) -> Self {
        let (settings, notice) = match &folders {
            Some(folders) => Settings::load(&folders.config),
            None => (Settings::default(), None),
        };
        let mut app = Self {
            host,
            settings,
            folders,
            tabs: Vec::new(),
            active: 0,
            next_key: 1,
            focus: PanelId::Map,
            dialog: None,
            reader_popover: None,
            system_is_dark: false,
            system: SystemLook::default(),
            messages: Messages::default(),
            keeper: keeper::Keeper::new(mode.clone(), Arc::new(Disk)),
            task_mode: mode.clone(),
            found: Vec::new(),
            history: History::default(),
            crash_report: None,
            tasks: Tasks::new(mode),
            folder_asked: None,
            listing: None,
            missing: Vec::new(),
            chosen_folder: None,
            requests: Vec::new(),
            clipboard: clipboard::Clipboard::default(),
            copy_to_merge: None,
            newer: Vec::new(),
            tour: None,
            settings_kept: None,
            is_remembering: false,
            remembers_again: false,
            given_up: Vec::new(),
            is_leaving: false,
            shown: Vec::new(),
        };
        app.settings_kept = Some(app.settings.clone());
        if let Some(notice) = notice {
            app.warn(notice.to_string());
        }
        app.forget_shown_before();
        app.look_for_crash();
        app.look_for_unsaved(false, None);
        app
    }

    /// The open maps, in the order of their tabs.
    pub fn tabs(&self) -> &[Tab] {
        &self.tabs
    }

    /// Which tab is in front.
    pub fn active(&self) -> usize {
        self.active
    }

    /// The tab in front.
    pub fn tab(&self) -> Option<&Tab> {
        self.tabs.get(self.active)
    }

    /// The tab in front.
    pub fn tab_mut(&mut self) -> Option<&mut Tab> {
        self.tabs.get_mut(self.active)
    }

    fn tab_by_key(&mut self, key: u64) -> Option<&mut Tab> {
        self.tabs.iter_mut().find(|tab| tab.key == key)
    }

    /// Does what was asked.
    pub fn perform(&mut self, action: Action) {
        action::perform(self, action);
        self.messages.follow(self.find_front());
        self.keep_journals();
        self.keep_checkpoint();
    }

    /// Takes what came of work beside the window. To be called once a frame, before painting.
    pub fn poll(&mut self) {
        self.take_outcomes();
        let frames_reasons = self.settings.frames_reasons;
        let Some(tab) = self.tabs.get_mut(self.active) else {
            return;
        };
        if tab.showing.frames_reasons != frames_reasons {
            tab.showing.frames_reasons = frames_reasons;
            tab.showing.touch();
        }
        // What a filter by findings shows is known before a map is placed. A large one is waited for, and
        // is looked at once it can be seen: both at once would take twice the memory.
        let is_large = tab.document().nodes().len() >= LARGE;
        if is_large {
            self.place();
        }
        self.check();
        self.weigh();
        if !is_large {
            self.place();
        }
        if let Some(tab) = self.tab_mut() {
            tab.refresh_passages();
        }
        self.compare();
        if let Some(tab) = self.tab_mut() {
            tab.refresh_marks();
        }
    }

    /// Brings the picture of the map in front up to date, that of a large one beside the window.
    fn place(&mut self) {
        let Some(tab) = self.tabs.get_mut(self.active) else {
            return;
        };
        match tab.begin_placing() {
            Some(job) if job.is_large() => {
                let key = tab.key;
                self.tasks.place(key, job);
                // Where work is done at once, so is this.
                self.take_outcomes();
            }
            Some(job) => tab.take_placed(job.run()),
            None => {}
        }
    }

    /// Lets the checks look at the map in front once it is placed, at a large one beside the window.
    fn check(&mut self) {
        let profile = Profile::named(&self.settings.checks).unwrap_or(&Profile::all()[0]);
        let Some(tab) = self.tabs.get_mut(self.active) else {
            return;
        };
        if tab.picture.is_waiting() {
            return;
        }
        match tab.begin_checking(profile) {
            Some(job) if job.is_large() => {
                let key = tab.key;
                self.tasks.check(key, job);
                self.take_outcomes();
            }
            Some(job) => tab.take_checked(job.run()),
            None => {}
        }
    }

    /// Brings the comparison of the map in front up to date, a large one beside the window.
    fn compare(&mut self) {
        let Some(tab) = self.tabs.get_mut(self.active) else {
            return;
        };
        match tab.begin_comparing() {
            Some(job) if job.is_large() => {
                let key = tab.key;
                self.tasks.compare(key, job);
                // Where work is done at once, so is this.
                self.take_outcomes();
            }
            Some(job) => tab.take_compared(job.run()),
            None => {}
        }
    }

    fn take_outcomes(&mut self) {
        let now = self.host.seconds();
        for reading in self.tasks.readings_mut() {
            reading.began.get_or_insert(now);
        }
        while let Some(outcome) = self.tasks.poll() {
            self.take_outcome(outcome);
        }
        self.leave_when_written();
        self.keep_journals();
        self.give_up_on_holders();
    }

    /// What is being read and has taken long enough to be told of.
    pub fn slow_reading(&self) -> Option<&Reading> {
        let now = self.host.seconds();
        let mut readings = self.tasks.readings().iter();
        readings.find(|it| it.began.is_some_and(|began| now - began >= SLOW))
    }

    /// When something that is being read will have taken long enough, in seconds from now.
    pub fn wakes_for_reading(&self) -> Option<f64> {
        let now = self.host.seconds();
        let readings = self.tasks.readings().iter();
        let left = readings.map(|it| it.began.map_or(SLOW, |began| began + SLOW - now));
        left.filter(|&left| left > 0.0).reduce(f64::min)
    }

    /// Whether anything is being read.
    pub fn is_reading(&self) -> bool {
        !self.tasks.readings().is_empty()
    }

    /// Waits no longer for what is being read. Nothing that is open is touched.
    pub fn give_up_reading(&mut self) {
        let Some(reading) = self.tasks.give_up_reading() else {
            return;
        };
        self.take_awaited(&reading.what, reading.into);
        let name = reading.what.file_name().unwrap_or(reading.what.as_os_str());
        let values = [("name", name.to_string_lossy().into_owned().into())];
        self.tell(crate::words::say_with(reading.work.told(), &values), None);
    }

    /// Whether work beside the window is under way.
    pub fn is_busy(&self) -> bool {
        self.tasks.n_running() > 0
    }

    /// What only the window can do, in the order in which it was asked for.
    pub fn take_requests(&mut self) -> Vec<WindowRequest> {
        std::mem::take(&mut self.requests)
    }

    fn request(&mut self, request: WindowRequest) {
        self.requests.push(request);
    }

    /// The theme that everything is painted in.
    pub fn theme(&self) -> &'static crate::theme::Theme {
        let named = crate::theme::Theme::named(&self.settings.theme);
        named.unwrap_or_else(|| self.find_system_theme())
    }

    /// Makes an edit of the map in front, tells of a refusal, and selects what was made.
    pub fn commit(&mut self, edit: &Edit) -> Option<Committed> {
        self.commit_with(edit, None)
    }

    /// As [`Self::commit`], in the tab of that key, which need not be in front.
    pub fn commit_in(&mut self, key: u64, edit: &Edit) {
        if let Some(at) = self.tabs.iter().position(|tab| tab.key == key) {
            let front = std::mem::replace(&mut self.active, at);
            self.tabs[at].typing.leave(edit);
            self.commit(edit);
            self.active = front;
        }
    }

    /// As [`Self::commit`]; edits in a row with the same key are one step of the history.
    pub fn commit_merged(&mut self, edit: &Edit, merge_key: String) -> Option<Committed> {
        self.commit_with(edit, Some(merge_key))
    }

    fn commit_with(&mut self, edit: &Edit, merge_key: Option<String>) -> Option<Committed> {
        let (now, seconds) = (self.host.now(), self.host.seconds());
        let tab = self.tabs.get_mut(self.active)?;
        let context = Context {
            random: self.host.random(),
            now,
        };
        let was_empty = tab.document().nodes().is_empty();
        match tab.editor.commit(edit, &tab.selected, merge_key, context) {
            Ok(committed) => {
                // At once: what is done next may come to a bad end.
                self.keep_journals();
                let tab = self.tabs.get_mut(self.active)?;
                if !committed.selected.is_empty() {
                    tab.selected.set(committed.selected.clone());
                    tab.unfold_above_selection();
                    let wish = if was_empty {
                        CameraWish::Begin
                    } else {
                        CameraWish::Reveal
                    };
                    tab.camera_wish.get_or_insert(wish);
                }
                if !committed.changes.is_empty() {
                    tab.unsaved_since.get_or_insert(seconds);
                    tab.forget_missing();
                }
                Some(committed)
            }
            Err(Refusal::ReadOnly) => {
                let why = tab.why_read_only().unwrap_or("why-read-only");
                self.refuse_reading(why);
                None
            }
            Err(refusal) => {
                self.warn(refusal.to_string());
                None
            }
        }
    }

    /// Takes the last step back.
    ///
    /// A wording that is open is kept first, so that it can be brought back; a new box without
    /// any words goes, and that is the step.
    pub fn undo(&mut self) {
        let was_open = self.tab().is_some_and(|tab| tab.wording.is_some());
        if was_open && self.keep_wording().is_none() {
            return;
        }
        self.step_history(Editor::undo);
    }

    /// Brings the next step back.
    pub fn redo(&mut self) {
        self.keep_wording();
        self.step_history(Editor::redo);
    }

    /// Takes the last step back for good.
    fn retract(&mut self) {
        self.step_history(Editor::retract);
    }

    fn step_history(&mut self, step: fn(&mut Editor, Time) -> Option<Vec<Id>>) {
        let (now, seconds) = (self.host.now(), self.host.seconds());
        let Some(tab) = self.tabs.get_mut(self.active) else {
            return;
        };
        if let Some(selected) = step(&mut tab.editor, now) {
            self.keep_journals();
            let Some(tab) = self.tabs.get_mut(self.active) else {
                return;
            };
            tab.selected.set(selected);
            tab.forget_missing();
            tab.unfold_above_selection();
            tab.camera_wish.get_or_insert(CameraWish::Reveal);
            tab.unsaved_since = if tab.is_dirty() {
                tab.unsaved_since.or(Some(seconds))
            } else {
                None
            };
        }
    }

    /// Tells that something was done.
    pub fn tell(&mut self, text: String, offer: Option<&'static str>) {
        self.say(MessageGrade::Done, text, offer);
    }

    /// Tells something that should be known.
    pub fn warn(&mut self, text: String) {
        self.say(MessageGrade::Warning, text, None);
    }

    /// Tells why a map that is for reading only is not edited, offers the way out, and looks whether that is
    /// still so.
    fn refuse_reading(&mut self, why: &str) {
        let text = crate::words::say(why).into_owned();
        self.say(MessageGrade::Warning, text, Some("save-as"));
        // A window that was killed has not said that it let go.
        self.look_for_outside_changes();
    }

    /// Tells that something was not done.
    pub fn fail(&mut self, text: String) {
        self.say(MessageGrade::Error, text, None);
    }

    fn say(&mut self, grade: MessageGrade, text: String, offer: Option<&'static str>) {
        let said = self.host.seconds();
        let undoes = self.find_front().filter(|_| offer == Some("undo"));
        self.messages.say(Message {
            grade,
            text,
            offer,
            undoes,
            said,
        });
    }

    /// The tab in front and the revision of its map.
    fn find_front(&self) -> Option<(u64, u64)> {
        self.tab().map(|tab| (tab.key, tab.editor.revision()))
    }

    /// Gives the article the keyboard, if it is shown.
    pub fn focus_reader(&mut self) {
        if self.settings.panels.reader.shown {
            self.focus = PanelId::Reader;
        }
    }

    /// Selects a node, shows it in the map, and shows its first passage in the article.
    pub fn go_to_node(&mut self, node: &Id) {
        let Some(tab) = self.tab_mut() else { return };
        tab.select(Some(node.clone()));
        tab.camera_wish = Some(CameraWish::Reveal);
        self.show_passage_of_selection();
    }

    /// Gives the keyboard to the next or the previous panel that is shown.
    pub fn step_focus(&mut self, forward: bool) {
        let shown: Vec<PanelId> = PanelId::ALL
            .iter()
            .copied()
            .filter(|&panel| self.is_shown(panel))
            .collect();
        let n = shown.len();
        let at = shown
            .iter()
            .position(|&panel| panel == self.focus)
            .unwrap_or_default();
        let next = if forward {
            (at + 1) % n
        } else {
            (at + n - 1) % n
        };
        self.set_focus(shown[next]);
    }

    /// Gives the keyboard to a panel, unless it is hidden, perhaps by the same click. Entering the article
    /// makes the selected box the target.
    pub fn set_focus(&mut self, panel: PanelId) {
        if !self.is_shown(panel) {
            return;
        }
        if panel == PanelId::Reader && self.focus != PanelId::Reader {
            self.aim_at_selection();
        }
        self.focus = panel;
    }

    /// Whether a panel is shown.
    pub fn is_shown(&self, panel: PanelId) -> bool {
        let panels = &self.settings.panels;
        match panel {
            PanelId::Reader => panels.reader.shown,
            PanelId::Map => true,
            PanelId::Outline => panels.outline.shown,
            PanelId::Inspector => panels.inspector.shown,
            PanelId::Findings => panels.findings.shown,
            PanelId::Linchpins => panels.linchpins.shown,
        }
    }

    /// Shows or hides a panel.
    pub fn show_panel(&mut self, panel: PanelId, shown: bool) {
        let panels = &mut self.settings.panels;
        match panel {
            PanelId::Reader => panels.reader.shown = shown,
            PanelId::Map => {}
            PanelId::Outline => panels.outline.shown = shown,
            PanelId::Inspector => panels.inspector.shown = shown,
            PanelId::Findings => panels.findings.shown = shown,
            PanelId::Linchpins => panels.linchpins.shown = shown,
        }
        if !self.is_shown(self.focus) {
            self.focus = PanelId::Map;
        }
        self.remember_settings();
    }
}
