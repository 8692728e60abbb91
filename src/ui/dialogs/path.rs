//! The program's own file dialog: a path that is typed, completed by Tab, over a list of the
//! folder. What is on the disk is told by the program; nothing here asks the disk.

use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use egui::text::{CCursor, CCursorRange};
use egui::{Context, EventFilter, Id, Key, Modifiers, ScrollArea, TextEdit, Ui};

use super::window::{Choice, Tone, Window, find_list_height, is_entered, show_choices, show_hint};
use crate::app::{Action, FolderListing, Purpose, split_typed_path, with_map_ending};
use crate::format;
use crate::storage::Entry;
use crate::text::formats;
use crate::theme::{Icon, Role, TextRole};
use crate::ui::Stage;
use crate::ui::control::{Row, add_field, dress_field};
use crate::ui::typed::Typed;
use crate::words;

/// How many entries are shown; typing narrows them down.
const MOST: usize = 500;

pub(super) struct PathView {
    purpose: Purpose,
    text: String,
    /// The folder whose listing was asked for.
    asked: Option<PathBuf>,
    /// An existing file that waits for leave to be replaced.
    replaces: Option<PathBuf>,
    /// Whether that question has yet to take the keyboard.
    asks_anew: bool,
    /// Why what was typed cannot be taken.
    refusal: Option<String>,
    /// What the field has still to select: code points from, to.
    selects: Option<(usize, usize)>,
}

impl PathView {
    pub fn new(purpose: Purpose, text: String) -> Self {
        let (_, name) = split_typed_path(&text);
        let n = text.chars().count();
        let start = n - name.chars().count();
        let stem = name.find('.').map_or(name.as_str(), |dot| &name[..dot]);
        Self {
            purpose,
            selects: Some((start, start + stem.chars().count())),
            text,
            asked: None,
            replaces: None,
            asks_anew: false,
            refusal: None,
        }
    }

    pub fn show(&mut self, ctx: &Context, stage: &mut Stage<'_>, is_fresh: bool) {
        let app = stage.app;
        let (folder, name) = split_typed_path(&self.text);
        if self.asked.as_ref() != Some(&folder) {
            self.asked = Some(folder.clone());
            stage.push(Action::ListFolder(folder.clone()));
        }
        let listing = app.listing_of(&folder);
        let window = Window {
            title: words::say(self.title()).into_owned(),
            width: 560.0,
        };
        let (answer, closes) = window.show(ctx, stage, |ui, stage| {
            if let Some(path) = &self.replaces {
                let asks_anew = std::mem::take(&mut self.asks_anew);
                return ask_to_replace(ui, stage, path, asks_anew);
            }
            show_hint(ui, stage, words::say("path-help"));
            let shown = self.list_shown(listing, &name);
            let is_entered = self.show_field(ui, stage, &shown, &name, is_fresh);
            self.show_list(ui, stage, listing, &shown);
            if let Some(refusal) = &self.refusal {
                ui.horizontal(|ui| {
                    ui.label(stage.icon(Icon::CircleAlert, Role::Error));
                    ui.label(stage.text(TextRole::Small, Role::Error, refusal.as_str()));
                });
            }
            let can_go = !name.is_empty() && listing.is_some_and(|it| it.result.is_ok());
            if is_entered && !can_go {
                self.put_caret_at_end();
            }
            let key = if self.is_saving() { "save" } else { "open" };
            let choices = [
                Choice::new(words::say("cancel"), Tone::Plain),
                Choice::new(words::say(key), Tone::Primary).enabled(can_go),
            ];
            match show_choices(ui, stage, &choices, None) {
                Some(0) => Answer::Cancel,
                Some(_) => Answer::Take,
                None if is_entered && can_go => Answer::Take,
                None => Answer::None,
            }
        });
        match answer {
            Answer::None if closes && self.replaces.is_some() => self.keep_old_file(),
            Answer::None if closes => stage.push(Action::SetDialog(None)),
            Answer::None => {}
            Answer::Cancel => stage.push(Action::SetDialog(None)),
            Answer::Keep => self.keep_old_file(),
            Answer::Replace => {
                stage.push(Action::FileChosen(self.purpose, self.replaces.take()));
            }
            Answer::Take => self.take(stage, folder.join(&name), listing),
        }
    }

    /// Takes the path as typed, enters a folder, or says why neither can be.
    fn take(&mut self, stage: &mut Stage<'_>, path: PathBuf, listing: Option<&FolderListing>) {
        let Some(Ok(listing)) = listing.map(|listing| &listing.result) else {
            return;
        };
        let path = match self.purpose {
            Purpose::SaveAs { .. } | Purpose::SaveFound { .. } | Purpose::SaveSnapshot { .. } => {
                with_map_ending(path)
            }
            _ => path,
        };
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_folder = listing
            .entries
            .iter()
            .any(|entry| entry.is_folder && entry.name == name);
        if is_folder {
            self.put_text(format!("{}{MAIN_SEPARATOR}", self.text));
        } else if !self.is_saving() && !listing.is_cut && !listing.holds(&name) {
            self.refusal = Some(words::say("path-not-there").into_owned());
            self.put_caret_at_end();
        } else if self.is_saving() && (listing.is_cut || listing.holds(&name)) {
            self.replaces = Some(path);
            self.asks_anew = true;
        } else {
            stage.push(Action::FileChosen(self.purpose, Some(path)));
        }
    }

    fn keep_old_file(&mut self) {
        self.replaces = None;
        self.put_caret_at_end();
    }

    /// Draws the field. Gives whether Enter was pressed in it.
    fn show_field(
        &mut self,
        ui: &mut Ui,
        stage: &Stage<'_>,
        shown: &[&Entry],
        name: &str,
        is_fresh: bool,
    ) -> bool {
        let id = Id::unique("path field");
        let completion = complete(shown, name);
        let has_focus = ui.memory(|memory| memory.has_focus(id));
        if has_focus
            && let Some(rest) = &completion
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Tab))
        {
            let kept = self.text.trim_end().len() - name.len();
            self.put_text(format!("{}{rest}", &self.text[..kept]));
        }
        if let Some((start, end)) = self.selects.take() {
            let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
            let range = CCursorRange::two(CCursor::new(start), CCursor::new(end));
            state.cursor.set_char_range(Some(range));
            TextEdit::store_state(ui.ctx(), id, state);
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let mut typed = Typed(&mut self.text);
        let edit = dress_field(TextEdit::singleline(&mut typed), stage)
            .id(id)
            .desired_width(f32::INFINITY)
            .event_filter(EventFilter {
                tab: completion.is_some(),
                horizontal_arrows: true,
                vertical_arrows: false,
                escape: false,
            });
        let field = add_field(ui, stage, edit, &words::say("path-field"));
        if is_fresh {
            field.request_focus();
        }
        if field.changed() {
            self.refusal = None;
            if let Some(anew) = find_new_start(&self.text) {
                let n_dropped = self.text.chars().count() - anew.chars().count();
                self.text = anew.to_owned();
                let caret = TextEdit::load_state(ui.ctx(), id)
                    .and_then(|state| state.cursor.char_range())
                    .map_or(0, |range| range.primary.index.0.saturating_sub(n_dropped));
                self.selects = Some((caret, caret));
            }
        }
        is_entered(ui, &field)
    }

    fn show_list(
        &mut self,
        ui: &mut Ui,
        stage: &Stage<'_>,
        listing: Option<&FolderListing>,
        shown: &[&Entry],
    ) {
        let height = find_list_height(ui, 300.0, 300.0);
        let list = ScrollArea::vertical()
            .max_height(height)
            .min_scrolled_height(height)
            .auto_shrink(false);
        list.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            match listing.map(|listing| &listing.result) {
                None => return show_hint(ui, stage, words::say("path-reading")),
                Some(Err(why)) => return show_hint(ui, stage, why.as_str()),
                Some(Ok(_)) if shown.is_empty() => {
                    show_hint(ui, stage, words::say("path-nothing"));
                }
                Some(Ok(_)) => {}
            }
            let (folder, _) = self.split_text();
            let up = find_parent(folder);
            if let Some(up) = up
                && show_entry(ui, stage, "..", true)
            {
                self.put_text(up);
                return;
            }
            let mut chosen = None;
            for entry in shown.iter().take(MOST) {
                if show_entry(ui, stage, &entry.name, entry.is_folder) {
                    chosen = Some(*entry);
                }
            }
            if let Some(entry) = chosen {
                let (folder, _) = self.split_text();
                let end = if entry.is_folder {
                    MAIN_SEPARATOR.to_string()
                } else {
                    String::new()
                };
                self.put_text(format!("{folder}{}{end}", entry.name));
            }
        });
    }

    /// The entries that are offered: folders, and files with a fitting ending; where a file is
    /// looked for, those alone that begin with what was typed.
    fn list_shown<'l>(&self, listing: Option<&'l FolderListing>, name: &str) -> Vec<&'l Entry> {
        let Some(Ok(listing)) = listing.map(|listing| &listing.result) else {
            return Vec::new();
        };
        let name = name.to_lowercase();
        let is_shown = |entry: &&Entry| {
            let own = entry.name.to_lowercase();
            let is_hidden = own.starts_with('.') && !name.starts_with('.');
            let fits = entry.is_folder || self.takes(&own);
            !is_hidden && fits && (self.is_saving() || own.starts_with(&name))
        };
        listing.entries.iter().filter(is_shown).collect()
    }

    /// Whether a file of that name, in lower case, may be meant.
    fn takes(&self, name: &str) -> bool {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let is_article = || formats::list_endings().any(|known| known == ending);
        match self.purpose {
            Purpose::Open => ending == "json" || is_article(),
            Purpose::Compare { .. } | Purpose::Merge { .. } | Purpose::CommonMap { .. } => {
                ending == "json" || format::list_imported_endings().contains(&ending)
            }
            Purpose::Outline => format::outline::ENDINGS.contains(&ending),
            Purpose::AddArticle | Purpose::NewerVersion { .. } => is_article(),
            Purpose::Annotations { .. } => matches!(ending, "json" | "jsonld"),
            Purpose::SaveAs { .. } | Purpose::SaveFound { .. } | Purpose::SaveSnapshot { .. } => {
                ending == "json"
            }
            Purpose::Export { .. } => format::list_written_endings()
                .iter()
                .any(|end| name.strip_suffix(end).is_some_and(|it| it.ends_with('.'))),
        }
    }

    fn title(&self) -> &'static str {
        match self.purpose {
            Purpose::Open => "path-title-open",
            Purpose::Outline => "path-title-outline",
            Purpose::AddArticle => "path-title-article",
            Purpose::NewerVersion { .. } => "path-title-newer",
            Purpose::Annotations { .. } => "path-title-annotations",
            Purpose::SaveAs { .. } | Purpose::SaveFound { .. } | Purpose::SaveSnapshot { .. } => {
                "path-title-save"
            }
            Purpose::Compare { .. } => "path-title-compare",
            Purpose::Merge { .. } => "path-title-merge",
            Purpose::CommonMap { .. } => "path-title-common",
            Purpose::Export { .. } => "path-title-export",
        }
    }

    fn is_saving(&self) -> bool {
        matches!(
            self.purpose,
            Purpose::SaveAs { .. }
                | Purpose::SaveFound { .. }
                | Purpose::SaveSnapshot { .. }
                | Purpose::Export { .. }
        )
    }

    /// What was typed, parted after its last separator.
    fn split_text(&self) -> (&str, &str) {
        let at = self.text.rfind(std::path::is_separator);
        self.text.split_at(at.map_or(0, |at| at + 1))
    }

    fn put_text(&mut self, text: String) {
        self.text = text;
        self.refusal = None;
        self.put_caret_at_end();
    }

    /// The field takes the keys, behind what stands in it.
    fn put_caret_at_end(&mut self) {
        let n = self.text.chars().count();
        self.selects = Some((n, n));
    }
}

#[derive(Clone, Copy)]
enum Answer {
    None,
    Cancel,
    Take,
    Replace,
    Keep,
}

fn ask_to_replace(ui: &mut Ui, stage: &Stage<'_>, path: &Path, asks_anew: bool) -> Answer {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let text = words::say_with("path-replace", &[("file", name.into_owned().into())]);
    ui.label(stage.text(TextRole::Ui, Role::Ink, text));
    show_hint(ui, stage, path.display().to_string());
    let choices = [
        Choice::new(words::say("path-replace-yes"), Tone::Danger),
        Choice::new(words::say("path-replace-no"), Tone::Primary),
    ];
    match show_choices(ui, stage, &choices, asks_anew.then_some(1)) {
        Some(0) => Answer::Replace,
        Some(_) => Answer::Keep,
        None => Answer::None,
    }
}

fn show_entry(ui: &mut Ui, stage: &Stage<'_>, name: &str, is_folder: bool) -> bool {
    let icon = if is_folder {
        Icon::FolderOpen
    } else {
        Icon::FileText
    };
    let row = Row {
        icon: Some((icon, Role::SecondInk)),
        ..Row::new(name)
    };
    row.show(ui, stage).clicked()
}

/// A whole path typed or pasted behind a folder that stood in the field: from the root or from
/// the home folder on. Where drives have letters, two separators may begin a path.
fn find_new_start(text: &str) -> Option<&str> {
    if MAIN_SEPARATOR != '/' {
        return None;
    }
    let root = text.rfind("//").map(|at| at + 1);
    let home = text.rfind("/~/").map(|at| at + 1);
    root.max(home).map(|at| &text[at..])
}

/// The folder above a typed folder, with its separator; none where nothing above is written.
fn find_parent(folder: &str) -> Option<String> {
    let inner = folder.trim_end_matches(std::path::is_separator);
    let at = inner.rfind(std::path::is_separator)?;
    Some(inner[..=at].to_owned())
}

/// The longest name that all entries beginning with `name` begin with, if it is longer than what
/// was typed. A folder that is the only one is followed by a separator.
fn complete(shown: &[&Entry], name: &str) -> Option<String> {
    let folded = name.to_lowercase();
    let mut fitting = shown
        .iter()
        .filter(|entry| entry.name.to_lowercase().starts_with(&folded));
    let first = fitting.next()?;
    let mut shared = first.name.clone();
    let mut is_only = true;
    for entry in fitting {
        is_only = false;
        let n_shared = shared
            .char_indices()
            .zip(entry.name.chars())
            .find(|((_, a), b)| a != b)
            .map_or(shared.len().min(entry.name.len()), |((at, _), _)| at);
        shared.truncate(n_shared);
    }
    if is_only && first.is_folder {
        shared.push(MAIN_SEPARATOR);
    }
    (shared.chars().count() > name.chars().count()).then_some(shared)
}
