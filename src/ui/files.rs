//! The system's file dialogs, on a thread of their own so that no frame waits for them.
//!
//! A dialog that was cancelled and a system that has none answer alike, with nothing; one that
//! answers faster than anybody can press a key was never shown.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::{Duration, Instant};

use egui::Context;

use crate::app::{Action, Purpose};
use crate::format::{self, outline};
use crate::text::formats;
use crate::words;

/// No person cancels a dialog within this time.
const FASTEST_PERSON: Duration = Duration::from_millis(200);

/// The file dialog that is open, if one is.
#[derive(Default)]
pub struct FileDialogs {
    open: Option<Open>,
}

struct Open {
    purpose: Purpose,
    answer: Receiver<Answer>,
}

struct Answer {
    path: Option<PathBuf>,
    took: Duration,
}

impl FileDialogs {
    /// Opens the system's dialog. A second one is not opened while one is open.
    #[expect(clippy::disallowed_methods, reason = "times a dialog, not the program")]
    pub fn open(&mut self, ctx: &Context, purpose: Purpose, name: String, folder: Option<PathBuf>) {
        if self.open.is_some() {
            return;
        }
        let (sender, answer) = channel();
        let ctx = ctx.clone();
        std::thread::spawn(move || {
            let begun = Instant::now();
            let path = run(purpose, &name, folder);
            // A window that is gone needs no answer.
            drop(sender.send(Answer {
                path,
                took: begun.elapsed(),
            }));
            ctx.request_repaint();
        });
        self.open = Some(Open { purpose, answer });
    }

    /// The answer, once it is there.
    pub fn poll(&mut self) -> Option<Action> {
        let open = self.open.as_ref()?;
        let purpose = open.purpose;
        let action = match open.answer.try_recv() {
            Err(TryRecvError::Empty) => return None,
            Err(TryRecvError::Disconnected) => Action::NoFileDialog(purpose),
            Ok(Answer { path: None, took }) if took < FASTEST_PERSON => {
                Action::NoFileDialog(purpose)
            }
            Ok(Answer { path, .. }) => Action::FileChosen(purpose, path),
        };
        self.open = None;
        Some(action)
    }

    /// Whether a dialog is open.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Gives the system's dialog up, for one that never comes up; its answer is not waited for.
    pub fn give_up(&mut self) -> Option<Action> {
        self.open
            .take()
            .map(|open| Action::NoFileDialog(open.purpose))
    }
}

fn run(purpose: Purpose, name: &str, folder: Option<PathBuf>) -> Option<PathBuf> {
    let mut dialog = rfd::FileDialog::new();
    if let Some(folder) = folder {
        dialog = dialog.set_directory(folder);
    }
    let maps = words::say("files-maps");
    let articles = words::say("files-articles");
    let any = words::say("files-any");
    let articles_of: Vec<&str> = formats::list_endings().collect();
    match purpose {
        Purpose::Open => dialog
            .set_title(words::say("path-title-open"))
            .add_filter(
                words::say("files-maps-and-articles"),
                &[
                    &["json"],
                    articles_of.as_slice(),
                    &format::list_imported_endings(),
                ]
                .concat(),
            )
            .add_filter(any, &["*"])
            .pick_file(),
        Purpose::Compare { .. } | Purpose::Merge { .. } | Purpose::CommonMap { .. } => dialog
            .set_title(words::say(match purpose {
                Purpose::Compare { .. } => "path-title-compare",
                Purpose::Merge { .. } => "path-title-merge",
                _ => "path-title-common",
            }))
            .add_filter(
                maps,
                &[&["json"][..], &format::list_imported_endings()].concat(),
            )
            .add_filter(any, &["*"])
            .pick_file(),
        Purpose::Outline => dialog
            .set_title(words::say("path-title-outline"))
            .add_filter(words::say("files-outlines"), outline::ENDINGS)
            .add_filter(any, &["*"])
            .pick_file(),
        Purpose::AddArticle | Purpose::NewerVersion { .. } => dialog
            .set_title(words::say("path-title-open"))
            .add_filter(articles, &articles_of)
            .add_filter(any, &["*"])
            .pick_file(),
        Purpose::Annotations { .. } => dialog
            .set_title(words::say("path-title-annotations"))
            .add_filter(words::say("files-annotations"), &["json", "jsonld"])
            .add_filter(any, &["*"])
            .pick_file(),
        Purpose::SaveAs { .. } | Purpose::SaveFound { .. } | Purpose::SaveSnapshot { .. } => dialog
            .set_title(words::say("path-title-save"))
            .set_file_name(name)
            .add_filter(maps, &["json"])
            .save_file(),
        Purpose::Export { .. } => dialog
            .set_title(words::say("path-title-export"))
            .set_file_name(name)
            .add_filter(words::say("files-export"), &format::list_written_endings())
            .save_file(),
    }
}
