//! Maps made of other programs' files: each in a tab of its own, as one step of its history, with
//! a report of what was kept, changed and dropped.

use std::path::Path;

use super::{App, CameraWish, Dialog, WindowRequest};
use crate::edit::{Context, Edit, Editor, Field, Refusal};
use crate::format::Imported;
use crate::layout::Layout;
use crate::layout::build::choose_layout;
use crate::model::{Document, LayoutName, RandomSource, Time};

/// What fills an empty map with what was imported; `name` is its title where it has none.
fn fill(imported: Imported, name: &str) -> Edit {
    let title = match imported.title.trim() {
        "" => name.to_owned(),
        title => title.to_owned(),
    };
    Edit::Batch {
        edits: vec![
            Edit::Insert {
                fragment: Box::new(imported.fragment),
                under: None,
                after: None,
                against: Vec::new(),
            },
            Edit::SetField {
                field: Field::Title(title),
            },
        ],
    }
}

/// Fills an empty document with what was imported.
///
/// # Errors
/// What the edit says; an import keeps every law of maps, so that there should be none.
pub fn fill_document(
    document: Document,
    imported: Imported,
    name: &str,
    random: &mut dyn RandomSource,
    now: &Time,
) -> Result<Document, Refusal> {
    let mut editor = Editor::new(document);
    let context = Context {
        random,
        now: now.clone(),
    };
    editor.commit(&fill(imported, name), &[], None, context)?;
    Ok(editor.document().as_ref().clone())
}

impl App {
    /// Shows what was imported, and the report where anything was changed or dropped.
    pub(super) fn take_imported(&mut self, imported: Imported, format: &'static str, path: &Path) {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let (has_losses, lines) = (
            imported.report.has_losses(),
            imported
                .report
                .to_string()
                .lines()
                .map(ToOwned::to_owned)
                .collect(),
        );
        self.new_map();
        if self.commit(&fill(imported, &stem)).is_none() {
            return;
        }
        if let Some(tab) = self.tab_mut() {
            tab.selected.clear();
            // As for a map that is opened: a large one as a page.
            let layout = choose_layout(tab.document().nodes().len());
            tab.layout = LayoutName::from(Layout::of(layout).name);
            tab.camera_wish = Some(CameraWish::Begin);
        }
        self.note_recent(path, false);
        let report = Dialog::ImportReport {
            format,
            file: path.display().to_string(),
            lines,
        };
        if has_losses {
            self.dialog = Some(report);
        }
    }

    /// Copies the report of an import.
    pub fn copy_report(&mut self) {
        if let Some(Dialog::ImportReport { lines, file, .. }) = &self.dialog {
            let text = format!("{file}\n{}\n", lines.join("\n"));
            self.request(WindowRequest::Copy(text));
        }
    }
}
