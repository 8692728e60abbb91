//! Work beside the window that a fault in the program ended: each kind of it ends all the same, says
//! what did not come of it, and keeps nothing else waiting.

use std::path::PathBuf;

use super::{App, FolderListing, SaveError};
use crate::edit::Mark;
use crate::storage::history::Snapshot;

/// What a fault in the program ended. Its text says what happened, why, and what to do.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Stopped {
    /// Something that was read, compared or merged.
    #[error(
        "This could not be read because a fault in Linchpin stopped the reading. What is open is as \
         it was; try again: {}", what.display()
    )]
    Reading {
        /// What was read.
        what: PathBuf,
        /// The tab that wanted it.
        into: Option<u64>,
    },
    /// The map of a tab was being saved.
    #[error(
        "The map was not saved because a fault in Linchpin stopped the saving. It is still open and \
         unsaved; save it again, or under another name: {}", path.display()
    )]
    Saving {
        /// The tab.
        tab: u64,
        /// The file.
        path: PathBuf,
        /// The state that was to be saved.
        mark: Mark,
    },
    /// A file was being written that is no tab's own.
    #[error(
        "The file was not written because a fault in Linchpin stopped the writing. Write it again, \
         or under another name: {}", .0.display()
    )]
    Writing(PathBuf),
    /// The map of a tab was being placed.
    #[error(
        "The picture of the map is not up to date because a fault in Linchpin stopped the placing. \
         The map itself is whole; save it, then change it or choose another layout"
    )]
    Placing(u64),
    /// The checks were looking at the map of a tab.
    #[error(
        "The findings are not up to date because a fault in Linchpin stopped the checks. The map \
         itself is whole; it is looked at again after the next change"
    )]
    Checking(u64),
    /// The map of a tab was being weighed.
    #[error(
        "The strengths are not up to date because a fault in Linchpin stopped the weighing. The map \
         itself is whole; it is weighed again after the next change"
    )]
    Weighing(u64),
    /// The map of a tab was being compared with another one.
    #[error(
        "The comparison is not up to date because a fault in Linchpin stopped it. Both maps are \
         whole; compare them again"
    )]
    Comparing(u64),
    /// The map of a tab was being read again.
    #[error(
        "The map was not read again because a fault in Linchpin stopped the reading. What is open \
         is as it was; try again: {}", .0.display()
    )]
    Reloading(PathBuf),
    /// Unsaved work was being looked for.
    #[error(
        "It is not known whether there is unsaved work because a fault in Linchpin stopped the \
         search. What there is stays; look again with File, Recover unsaved work"
    )]
    Recovering,
    /// A map was being kept as it is.
    #[error("a fault in Linchpin stopped the writing")]
    KeepingSnapshot,
    /// The snapshots of a tab's map were being looked for.
    #[error(
        "The history of the map could not be listed because a fault in Linchpin stopped the \
         search. Nothing of it is lost; try again"
    )]
    ListingSnapshots(u64),
    /// A snapshot was being read for a tab.
    #[error(
        "This could not be read because a fault in Linchpin stopped the reading. Choose another one, \
         or try again"
    )]
    OpeningSnapshot(u64, Box<Snapshot>),
    /// It was being looked how much changed in a snapshot.
    #[error("a fault in Linchpin stopped the comparing")]
    MeasuringSnapshot(u64, Box<Snapshot>),
    /// Snapshots were being deleted.
    #[error(
        "Not all of the history was deleted because a fault in Linchpin stopped that. Delete it again"
    )]
    ForgettingSnapshots,
    /// Snapshots were being told to say no more where their files are.
    #[error(
        "The history may still say where files are because a fault in Linchpin stopped the renaming. \
         Turn Remember the files I open on and off again"
    )]
    ForgettingNames,
    /// The settings were being written.
    #[error("a fault in Linchpin stopped the writing")]
    Remembering,
    /// A folder was being listed.
    #[error(
        "The folder could not be listed because a fault in Linchpin stopped that. Type the name of \
         the file instead: {}", .0.display()
    )]
    Listing(PathBuf),
    /// Something that nobody waits for: marks beside files, and looking for what others did.
    #[error(
        "It was not looked what other programs do with the open files, because a fault in Linchpin \
         stopped that. Saving still compares the file with what it was, and asks"
    )]
    Watching,
}

impl App {
    /// Ends what was waiting for work that a fault ended, and tells of it.
    pub(super) fn take_stopped(&mut self, stopped: Stopped) {
        let why = stopped.to_string();
        match stopped {
            Stopped::Saving {
                tab,
                ref path,
                mark,
            } => {
                let path = path.clone();
                self.take_saved(tab, path, mark, Err(SaveError::Stopped(stopped)));
            }
            Stopped::Reading { what, into } => {
                self.take_awaited(&what, into);
                self.fail(why);
            }
            Stopped::Placing(key) | Stopped::Checking(key) | Stopped::Weighing(key) => {
                self.rest_derived(key, &stopped);
                self.fail(why);
            }
            Stopped::Comparing(key) => {
                if let Some(tab) = self.tab_by_key(key) {
                    tab.comparing.rest();
                }
                self.fail(why);
            }
            Stopped::KeepingSnapshot => self.take_kept_snapshot(Err(why)),
            Stopped::ForgettingNames => self.take_forgotten_names(Err(why)),
            Stopped::ForgettingSnapshots => self.take_forgotten(Err(why)),
            Stopped::Remembering => self.take_remembered(Err(why)),
            Stopped::ListingSnapshots(tab) => {
                self.take_snapshots(tab, Vec::new());
                self.fail(why);
            }
            Stopped::OpeningSnapshot(tab, snapshot) => {
                self.take_opened_snapshot(tab, &snapshot, Err(why));
            }
            Stopped::MeasuringSnapshot(tab, snapshot) => {
                self.take_snapshot_size(tab, &snapshot, Err(why));
            }
            Stopped::Listing(folder) => self.take_listing(FolderListing {
                folder,
                result: Err(why),
            }),
            Stopped::Writing(_)
            | Stopped::Reloading(_)
            | Stopped::Recovering
            | Stopped::Watching => self.fail(why),
        }
    }

    /// What was derived of a map stays as it is until the map changes: the same work would end the
    /// same way, in every frame.
    fn rest_derived(&mut self, key: u64, stopped: &Stopped) {
        let Some(tab) = self.tab_by_key(key) else {
            return;
        };
        match stopped {
            Stopped::Placing(_) => tab.picture.rest(),
            Stopped::Checking(_) => tab.checking.rest(),
            _ => tab.weighing.rest(),
        }
    }
}
