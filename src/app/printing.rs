//! Printing: the page set-up that is remembered, a PDF saved under a name, or handed to the
//! system's viewer from a folder that is closed to others.

use std::path::{Path, PathBuf};

use super::dialog::{Dialog, ExportKind, Purpose, WindowRequest};
use super::{App, SaveError};
use crate::format::picture::Options;
use crate::format::picture::pages::PageSetup;
use crate::format::{self, ExportRequest};
use crate::storage;
use crate::storage::viewer::{forget_all_shown, forget_shown};
use crate::words::{say, say_with};

/// The folder, within that of the program's state, for what a viewer is shown.
const FOLDER: &str = "print";
/// The folder, within that one, for what a viewer is shown of sensitive maps.
const SENSITIVE: &str = "sensitive";

impl App {
    /// The page set-up that was used last.
    pub fn page_setup(&self) -> PageSetup {
        let kept = self.settings.pages.clone();
        // What another version has written otherwise gives way to the usual.
        kept.and_then(|kept| serde_json::from_value(kept).ok())
            .unwrap_or_default()
    }

    /// Asks how the map in front is to be printed.
    pub fn ask_for_printing(&mut self) {
        self.keep_wording();
        if let Some(tab) = self.tab().map(|tab| tab.key) {
            self.dialog = Some(Dialog::Print { tab });
        }
    }

    /// Asks under which name a PDF of those sheets is to be saved.
    pub fn print_to_file(&mut self, tab: u64, setup: &PageSetup) {
        self.keep_page_setup(setup);
        self.dialog = None;
        let kind = ExportKind::Sheets;
        self.choose_file(Purpose::Export { tab, kind });
    }

    /// Writes a PDF of those sheets and asks the window to show it.
    pub fn print_by_viewer(&mut self, tab: u64, setup: &PageSetup) {
        self.keep_page_setup(setup);
        self.dialog = None;
        let Some(folder) = self.folders.as_ref().map(|it| it.state.join(FOLDER)) else {
            self.fail(say("print-no-folder").into_owned());
            return;
        };
        let Some(request) = self.request_export(tab, ExportKind::Sheets, Path::new("map.pdf"))
        else {
            return;
        };
        let kind = ExportKind::Sheets;
        let name = self.find_new_name(Purpose::Export { tab, kind });
        let name = name.unwrap_or_else(|| "map.pdf".to_owned());
        let path = if request.document.meta().sensitive {
            let path = folder.join(SENSITIVE).join(name);
            self.shown.push(path.clone());
            path
        } else {
            folder.join(name)
        };
        self.tasks.print(request, path);
    }

    /// Removes what a viewer was shown of sensitive maps by a program that ended badly.
    pub(super) fn forget_shown_before(&self) {
        if let Some(folders) = &self.folders {
            forget_all_shown(&folders.state.join(FOLDER).join(SENSITIVE));
        }
    }

    /// Removes what a viewer was shown of sensitive maps.
    pub(super) fn forget_shown(&mut self) {
        for path in self.shown.drain(..) {
            forget_shown(&path);
        }
    }

    /// What the window is asked once a PDF is ready to be shown.
    pub(super) fn take_printed(&mut self, path: PathBuf, result: Result<(), SaveError>) {
        match result {
            Ok(()) => {
                let file = path.display().to_string();
                self.tell(say_with("print-shown", &[("file", file.into())]), None);
                self.request(WindowRequest::ShowFile(path));
            }
            Err(error) => self.fail(error.to_string()),
        }
    }

    /// What is to be written of a tab under a name.
    pub(super) fn request_export(
        &mut self,
        key: u64,
        kind: ExportKind,
        path: &Path,
    ) -> Option<ExportRequest> {
        // What is printed has colours of its own.
        let is_pdf = format::find_by_name(path).is_some_and(|format| format.id == "pdf");
        let theme = if is_pdf {
            String::new()
        } else {
            self.theme().name.clone()
        };
        let names_people = self.settings.names_people;
        let sheets = (kind == ExportKind::Sheets).then(|| self.page_setup());
        let tab = self.tab_by_key(key)?;
        Some(ExportRequest {
            document: tab.document().clone(),
            view: tab.view_state(),
            theme,
            options: Options {
                sheets,
                carries_map: kind == ExportKind::WithMap,
            },
            names_people,
        })
    }

    fn keep_page_setup(&mut self, setup: &PageSetup) {
        let usual = *setup == PageSetup::default();
        self.settings.pages = if usual {
            None
        } else {
            serde_json::to_value(setup).ok()
        };
        self.remember_settings();
    }
}

/// Writes what a viewer is shown, readable by its owner alone; what was shown before goes away.
pub(super) fn write_for_viewer(request: &ExportRequest, path: &Path) -> Result<(), SaveError> {
    let bytes = format::export(request, path).map_err(|source| SaveError::Format {
        source,
        path: path.to_owned(),
    })?;
    Ok(storage::save_for_viewer(path, &bytes)?)
}
