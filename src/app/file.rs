//! Opening files: maps in tabs of their own, articles into maps. Saving stands in `saving`.

use std::path::{Path, PathBuf};

use super::opening::{ArticleRequest, OpenError, Opened};
use super::stopped::Stopped;
use super::task::Outcome;
use super::{
    App, CopyRequest, Dialog, ExportKind, Found, FoundMap, Guard, Purpose, Tab, WindowRequest,
};
use crate::edit::{Edit, Field, list_pages, list_parts};
use crate::format::{self, native};
use crate::model::{Document, Id, RecordKind, Source, draw_id};
use crate::storage::{Fingerprint, StorageError};
use crate::text::{Article, hash_text};
use crate::words;

impl App {
    /// Makes an empty map in a tab of its own.
    pub fn new_map(&mut self) {
        let document = self.make_document();
        self.add_tab(document);
    }

    /// An empty document with a fresh id.
    pub fn make_document(&mut self) -> Document {
        let now = self.host.now();
        let id = draw_id(RecordKind::Document, self.host.random(), |_| false);
        Document::new(id, now)
    }

    /// Opens a document in a tab of its own, in front. A tab that holds nothing gives way.
    pub fn add_tab(&mut self, document: Document) -> &mut Tab {
        self.keep_wording();
        let key = self.next_key;
        self.next_key += 1;
        let replaces = self.tab().is_some_and(is_untouched);
        let mut tab = Tab::new(key, document);
        if self.journal_folder().is_some() {
            tab.editor.keep_events();
        }
        if replaces {
            self.end_journal(self.tabs[self.active].key);
            self.tabs[self.active] = tab;
        } else {
            self.tabs.push(tab);
            self.active = self.tabs.len() - 1;
        }
        &mut self.tabs[self.active]
    }

    /// Brings a tab to the front.
    pub fn show_tab(&mut self, at: usize) {
        if at < self.tabs.len() && at != self.active {
            self.keep_wording();
            if let Some(tab) = self.tab_mut() {
                tab.gesture = None;
            }
            self.active = at;
        }
    }

    /// Opens a file: a map or an article for a new tab, or an article for the tab given.
    pub fn open(&mut self, path: PathBuf, into: Option<u64>) {
        let path = std::path::absolute(&path).unwrap_or(path);
        let is_open = |tab: &Tab| tab.path.as_deref() == Some(path.as_path());
        if let Some(at) = self.tabs.iter().position(is_open) {
            self.show_tab(at);
            return;
        }
        self.tasks.open(path, into, false);
    }

    /// Opens a file although it is large.
    pub fn open_large(&mut self, path: PathBuf) {
        self.dialog = None;
        self.tasks.open(path, None, true);
    }

    /// Asks the window for a file.
    pub fn choose_file(&mut self, purpose: Purpose) {
        let name = self.find_new_name(purpose).unwrap_or_default();
        let folder = self.find_last_folder();
        self.request(WindowRequest::ChooseFile {
            purpose,
            name,
            folder,
        });
    }

    /// The name offered for a file that is to be written.
    pub fn find_new_name(&self, purpose: Purpose) -> Option<String> {
        let (key, ending) = match purpose {
            Purpose::Open
            | Purpose::Outline
            | Purpose::AddArticle
            | Purpose::NewerVersion { .. }
            | Purpose::Annotations { .. }
            | Purpose::Compare { .. }
            | Purpose::Merge { .. }
            | Purpose::CommonMap { .. } => return None,
            Purpose::SaveFound { found } => {
                let found = self.found().iter().find(|it| it.key == found)?;
                return Some(file_name_for(&found.name, ".argmap.json"));
            }
            Purpose::SaveSnapshot { tab } => {
                let tab = self.tabs.iter().find(|known| known.key == tab)?;
                let (_, name, _) = self.find_opened_snapshot()?;
                let name = format!("{} {name}", tab.name());
                return Some(file_name_for(&name, ".argmap.json"));
            }
            Purpose::SaveAs { tab, .. } => (tab, ".argmap.json"),
            Purpose::Export { tab, kind } => (
                tab,
                match kind {
                    ExportKind::Sheets => ".pdf",
                    ExportKind::Plain | ExportKind::WithMap => ".svg",
                },
            ),
        };
        let tab = self.tabs.iter().find(|tab| tab.key == key)?;
        Some(file_name_for(&tab.name(), ending))
    }

    /// Takes the file that was chosen, or that none was.
    pub fn take_file(&mut self, purpose: Purpose, path: Option<PathBuf>) {
        let Some(path) = path else { return };
        self.dialog = None;
        if let Some(folder) = path.parent() {
            self.chosen_folder = Some(folder.to_owned());
            if self.settings.remembers_files && !self.is_private(purpose) {
                self.settings.last_folder = Some(folder.to_owned());
                self.remember_settings();
            }
        }
        match purpose {
            Purpose::Open => self.open(path, None),
            Purpose::Outline => self.tasks.open_outline(path),
            Purpose::AddArticle => {
                let key = self.tab().map(|tab| tab.key);
                self.open(path, key);
            }
            Purpose::Annotations { tab } => self.import_annotations(tab, path),
            Purpose::Compare { tab } => self.read_copies(CopyRequest::Compare { tab, path }),
            Purpose::Merge { tab } => self.dialog = Some(Dialog::CommonMap { tab, path }),
            Purpose::CommonMap { tab } => self.merge_over(tab, path),
            Purpose::NewerVersion { tab } => {
                let read = self.tabs.iter().find(|known| known.key == tab);
                let source = read.and_then(|tab| tab.reading.source.clone());
                if let Some(source) = source {
                    self.await_version(tab, source, path);
                }
            }
            Purpose::SaveFound { found } => self.save_found_as(found, &path),
            Purpose::SaveSnapshot { .. } => self.save_snapshot_as(&path),
            Purpose::SaveAs { tab, then } => self.save_as(tab, &path, then),
            Purpose::Export { tab, kind } => self.export_to(tab, kind, path),
        }
    }

    /// Whether a file chosen for that leaves nothing in the settings now: it belongs to a map that is
    /// sensitive, or it is only known when it was read.
    fn is_private(&self, purpose: Purpose) -> bool {
        let key = match purpose {
            Purpose::Open | Purpose::Outline | Purpose::AddArticle => return true,
            Purpose::SaveFound { found } => {
                let found = self.found().iter().find(|it| it.key == found);
                return found
                    .and_then(Found::map)
                    .is_none_or(FoundMap::is_sensitive);
            }
            Purpose::Annotations { tab }
            | Purpose::Compare { tab }
            | Purpose::Merge { tab }
            | Purpose::CommonMap { tab }
            | Purpose::NewerVersion { tab }
            | Purpose::SaveSnapshot { tab }
            | Purpose::SaveAs { tab, .. }
            | Purpose::Export { tab, .. } => tab,
        };
        let mut tabs = self.tabs.iter();
        let tab = tabs.find(|tab| tab.key == key);
        tab.is_none_or(|tab| tab.document().meta().sensitive)
    }

    /// The folder in which files are chosen: that of the last one, which the settings need not know.
    pub(super) fn find_last_folder(&self) -> Option<PathBuf> {
        let chosen = self.chosen_folder.as_ref();
        chosen.or(self.settings.last_folder.as_ref()).cloned()
    }

    /// Exports a map, after the questions that there are.
    fn export_to(&mut self, key: u64, kind: ExportKind, mut path: PathBuf) {
        let is_pdf = format::find_by_name(&path).is_some_and(|format| format.id == "pdf");
        if kind == ExportKind::Sheets && !is_pdf {
            // Sheets are those of a PDF, whatever was typed; nobody was asked about a file of that name.
            path.as_mut_os_string().push(".pdf");
            // Its disk may not answer: it is looked beside the window.
            self.tasks.run(Stopped::Writing(path.clone()), move || {
                let is_there = path.exists();
                Outcome::Looked(key, path, is_there)
            });
            return;
        }
        self.export_asking(key, kind, path);
    }

    /// Exports a map to a file that may be replaced, after a question where the format cannot hold all of it.
    fn export_asking(&mut self, key: u64, kind: ExportKind, path: PathBuf) {
        let guard = Guard::chosen(&path);
        let format = format::find_by_name(&path);
        if let (Some(tab), Some(format)) = (self.tab_by_key(key), format) {
            let losses = format.list_losses(tab.document());
            if !losses.is_empty() {
                self.dialog = Some(Dialog::Losses {
                    tab: key,
                    kind,
                    path,
                    guard,
                    format: format.title,
                    losses,
                });
                return;
            }
        }
        self.export_guarded(key, kind, path, guard);
    }

    /// Exports a map, whatever is lost of it, over what was there when the name was chosen.
    pub fn export_anyway(&mut self, key: u64, kind: ExportKind, path: PathBuf) {
        let guard = match self.dialog.take() {
            Some(Dialog::Losses {
                path: asked, guard, ..
            }) if asked == path => guard,
            _ => Guard::chosen(&path),
        };
        self.export_guarded(key, kind, path, guard);
    }

    fn export_guarded(&mut self, key: u64, kind: ExportKind, path: PathBuf, guard: Guard) {
        if let Some(request) = self.request_export(key, kind, &path) {
            self.tasks.export(request, path, guard);
        }
    }

    /// Asks where a picture that carries its map is to be written.
    pub fn export_with_map(&mut self, tab: u64) {
        self.dialog = None;
        let kind = ExportKind::WithMap;
        self.choose_file(Purpose::Export { tab, kind });
    }

    pub(super) fn take_outcome(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Placed(key, placed) => {
                if let Some(tab) = self.tab_by_key(key) {
                    tab.take_placed(*placed);
                }
            }
            Outcome::Checked(key, checked) => {
                if let Some(tab) = self.tab_by_key(key) {
                    tab.take_checked(*checked);
                }
            }
            Outcome::Weighed(key, weighed) => {
                if let Some(tab) = self.tab_by_key(key) {
                    tab.take_weighed(*weighed);
                }
            }
            Outcome::Opened {
                path,
                into,
                result,
                backups,
            } => {
                let awaited = self.take_awaited(&path, into);
                match result {
                    Ok(
                        Opened::Map { .. }
                        | Opened::Enclosed(_)
                        | Opened::Imported { .. }
                        | Opened::Annotations(..),
                    ) if awaited.is_some() => {
                        let file = path.display().to_string();
                        let values = [("file", file.into())];
                        self.fail(words::say_with("newer-version-is-map", &values));
                    }
                    Ok(opened) => {
                        let request = ArticleRequest {
                            path,
                            into,
                            replaces: awaited,
                            ..ArticleRequest::default()
                        };
                        self.take_opened(opened, request);
                    }
                    Err(OpenError::Storage(error @ StorageError::Large { .. })) => {
                        self.dialog = Some(Dialog::LargeFile {
                            path,
                            why: error.to_string(),
                        });
                    }
                    Err(error) => self.fail(error.to_string()),
                }
                for backup in backups {
                    let file = backup.display().to_string();
                    self.warn(words::say_with("found-backup", &[("file", file.into())]));
                }
            }
            Outcome::Read { request, result } => match result {
                Ok(article) => self.take_article(&article, request),
                Err(error) => self.fail(error.to_string()),
            },
            Outcome::Saved {
                tab,
                path,
                mark,
                result,
            } => {
                self.take_saved(tab, path, mark, result);
            }
            Outcome::Exported {
                path,
                leaves_people_out,
                result,
            } => match result {
                Ok(is_confirmed) => {
                    let values = [("file", path.display().to_string().into())];
                    if leaves_people_out {
                        self.tell(words::say_with("exported-without-people", &values), None);
                    } else if is_confirmed {
                        self.tell(words::say_with("exported", &values), None);
                    }
                    if !is_confirmed {
                        self.warn(words::say_with("exported-unconfirmed", &values));
                    }
                }
                Err(error) => self.fail(error.to_string()),
            },
            Outcome::Printed { path, result } => self.take_printed(path, result),
            Outcome::OutsideChanges(changes, seen) => {
                self.take_outside_changes(changes);
                self.take_holds(seen);
            }
            Outcome::Reloaded { tab, mark, result } => self.take_reloaded(tab, mark, result),
            Outcome::Found(found) => self.take_found(found),
            Outcome::Copies(request, opened) => self.take_copies(request, opened),
            Outcome::Claimed(tab, done) => self.take_claim(tab, done),
            Outcome::Released => {}
            Outcome::CopiesFound(tab, copies) => self.take_found_copies(tab, copies),
            Outcome::SnapshotKept(result) => {
                self.take_kept_snapshot(result.map_err(|error| error.to_string()));
            }
            Outcome::Snapshots(tab, found) => self.take_snapshots(tab, found),
            Outcome::SnapshotOpened(tab, snapshot, result) => {
                self.take_opened_snapshot(tab, &snapshot, result);
            }
            Outcome::SnapshotMeasured(tab, snapshot, size) => {
                self.take_snapshot_size(tab, &snapshot, size);
            }
            Outcome::SnapshotCompared(tab, name, compared) => {
                self.take_compared_snapshot(tab, *compared, name);
            }
            Outcome::SnapshotsForgotten(result) => {
                self.take_forgotten(result.map_err(|error| error.to_string()));
            }
            Outcome::FileNamesForgotten(result) => {
                self.take_forgotten_names(result.map_err(|error| error.to_string()));
            }
            Outcome::Copied(copied) => self.take_copied(*copied),
            Outcome::Compared(key, compared) => {
                if let Some(tab) = self.tab_by_key(key) {
                    tab.take_compared(*compared);
                }
            }
            Outcome::Remembered(result) => {
                self.take_remembered(result.map_err(|error| error.to_string()));
            }
            Outcome::Looked(tab, path, is_there) => {
                let kind = ExportKind::Sheets;
                if is_there {
                    let purpose = Purpose::Export { tab, kind };
                    self.dialog = Some(Dialog::Replace { purpose, path });
                } else {
                    self.export_asking(tab, kind, path);
                }
            }
            Outcome::Listed(listing) => self.take_listing(listing),
            #[cfg(feature = "web")]
            Outcome::FromWeb { request, result } => self.take_from_web(request, result),
            Outcome::Missing(files) => self.missing = files,
            Outcome::Stopped(stopped) => self.take_stopped(stopped),
        }
    }

    fn take_opened(&mut self, opened: Opened, request: ArticleRequest) {
        match opened {
            Opened::Map {
                loaded,
                fingerprint,
                read_only,
            } => {
                self.open_map(request.path, *loaded, fingerprint, read_only);
            }
            Opened::Enclosed(loaded) => {
                // It has no file of its own: saving asks for one, and leaves the page alone.
                self.note_recent(&request.path, loaded.document.meta().sensitive);
                self.add_loaded(*loaded, None);
            }
            Opened::Imported { imported, format } => {
                self.take_imported(*imported, format, &request.path);
            }
            Opened::Annotations(annotations, report) => {
                self.add_annotations(&annotations, &report, request.into);
            }
            Opened::Book(chapters) => {
                self.dialog = Some(Dialog::Chapters { request, chapters });
            }
            Opened::Article(article) => self.take_article(&article, request),
        }
    }

    /// Adds an article that was read from a file, and says so if its encoding is a guess.
    fn take_article(&mut self, article: &Article, request: ArticleRequest) {
        let ArticleRequest {
            path,
            into,
            replaces,
            ..
        } = request;
        let tab = into.and_then(|key| self.tab_by_key(key));
        let is_sensitive = tab.is_some_and(|tab| tab.document().meta().sensitive);
        if self.settings.remembers_files && !is_sensitive {
            self.settings.recent.note_opened(&path);
            if let Some(folder) = path.parent() {
                self.settings.last_folder = Some(folder.to_owned());
            }
            self.remember_settings();
        }
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let source = match replaces {
            Some(source) => {
                self.replace_text(&source, article);
                Some(source)
            }
            None => self.add_article(article, &name, into),
        };
        let Some(source) = source else { return };
        if let (Some(encoding), Some(tab)) = (article.encoding, self.tab_mut()) {
            tab.reading.note_file(source, path, encoding);
            if article.is_encoding_guessed {
                let name = words::say(&format!("encoding-{encoding}")).into_owned();
                let text = words::say_with("encoding-guessed", &[("encoding", name.into())]);
                self.say(super::MessageGrade::Warning, text, Some("article-encoding"));
            }
        }
    }

    /// Reads the chapters that were chosen of a book.
    pub fn read_chapters(&mut self, request: ArticleRequest, chapters: Vec<usize>) {
        self.dialog = None;
        self.tasks.read_article(ArticleRequest {
            chapters: Some(chapters),
            ..request
        });
    }

    /// Asks in which encoding the article that is shown is to be read again.
    pub fn ask_for_encoding(&mut self) {
        let Some(reading) = self.tab().map(|tab| &tab.reading) else {
            return;
        };
        if let Some((source, (_, encoding))) = reading.source.clone().zip(reading.file()) {
            self.dialog = Some(Dialog::Encoding { source, encoding });
        }
    }

    /// Reads an article again in another encoding. It takes the place of the one that is there.
    pub fn read_in_encoding(&mut self, source: Id, encoding: &'static str) {
        self.dialog = None;
        let Some(tab) = self.tab() else { return };
        let Some((path, _)) = tab.reading.file_of(&source) else {
            return;
        };
        let request = ArticleRequest {
            path: path.to_owned(),
            into: Some(tab.key),
            replaces: Some(source),
            encoding: Some(encoding),
            ..ArticleRequest::default()
        };
        self.tasks.read_article(request);
    }

    fn open_map(
        &mut self,
        path: PathBuf,
        loaded: native::Loaded,
        fingerprint: Fingerprint,
        read_only: bool,
    ) {
        if let Some(at) = self.find_tab_of(&path, &fingerprint) {
            self.show_tab(at);
            return;
        }
        self.note_recent(&path, loaded.document.meta().sensitive);
        let is_whole = loaded.read_only.is_none();
        self.add_loaded(loaded, Some((path, fingerprint)));
        if let Some(key) = self.tab().map(|tab| tab.key) {
            self.claim_opened(key);
            self.look_for_copies(key);
        }
        if read_only && is_whole {
            self.warn(words::say("file-is-write-protected").into_owned());
        }
    }

    /// Shows a map that was read, in a tab of its own, and says what was noticed.
    fn add_loaded(&mut self, loaded: native::Loaded, file: Option<(PathBuf, Fingerprint)>) {
        let notices: Vec<String> = loaded.notices.iter().map(ToString::to_string).collect();
        let tab = self.add_tab(loaded.document);
        if let Some((path, fingerprint)) = file {
            tab.path = Some(path);
            tab.fingerprint = Some(fingerprint);
            tab.on_disk = Some(tab.editor.document().clone());
        }
        let n_notices = notices.len();
        tab.notices = notices;
        if let Some(why) = loaded.read_only.map(|why| why.to_string()) {
            tab.editor.set_read_only();
            self.warn(why);
        }
        if n_notices > 0 {
            let text = words::say_with("opened-with-notices", &[("n", (n_notices as i64).into())]);
            self.say(super::MessageGrade::Warning, text, Some("check"));
        }
        self.focus = super::PanelId::Map;
    }

    /// The tab that shows the same file already: by its path, or by another name of it.
    fn find_tab_of(&self, path: &Path, fingerprint: &Fingerprint) -> Option<usize> {
        self.tabs.iter().position(|tab| {
            let is_same = tab.fingerprint.as_ref() == Some(fingerprint) && fingerprint.inode != 0;
            is_same || tab.path.as_deref() == Some(path)
        })
    }

    /// Adds an article to the map given, or to a new map; it may take the place of another one
    /// that no box rests on. Gives its id, unless the map refused it.
    pub(super) fn add_article(
        &mut self,
        article: &Article,
        name: &str,
        into: Option<u64>,
    ) -> Option<Id> {
        let at = into.and_then(|key| self.tabs.iter().position(|tab| tab.key == key));
        match at {
            Some(at) => self.show_tab(at),
            None => self.new_map(),
        }
        let is_new = at.is_none();
        let tab = self.tabs.get(self.active)?;
        let document = tab.editor.document().clone();
        let id = draw_id(RecordKind::Source, self.host.random(), |id| {
            document.is_taken(id)
        });
        let source = make_source(id.clone(), article);
        let title = if source.title.is_empty() {
            name.to_owned()
        } else {
            source.title.clone()
        };
        let language = source.language.clone();
        let mut edits = vec![Edit::AddSource {
            source: Box::new(source),
        }];
        if is_new && !title.is_empty() {
            edits.push(Edit::SetField {
                field: Field::Title(title),
            });
        }
        if document.meta().language.is_empty() && !language.is_empty() {
            edits.push(Edit::SetField {
                field: Field::Language(language),
            });
        }
        self.commit(&Edit::Batch { edits })?;
        if let Some(tab) = self.tab_mut() {
            tab.reading.source = Some(id.clone());
            tab.reading.selection = None;
        }
        self.settings.panels.reader.shown = true;
        self.focus = super::PanelId::Reader;
        Some(id)
    }

    /// Reads a pasted text as an article of the map in front.
    pub fn read_article(&mut self, text: &str) {
        self.dialog = None;
        self.take_pasted(Article::from_typed(text));
    }

    /// Reads a piece of a page, as browsers copy it, as an article of the map in front.
    pub fn read_page(&mut self, html: &str) {
        self.dialog = None;
        self.take_pasted(Article::from_pasted_html(html));
    }

    fn take_pasted(&mut self, article: Option<Article>) {
        let Some(article) = article else {
            self.warn(words::say("too-many-pieces-to-paste").into_owned());
            return;
        };
        if article.text.trim().is_empty() {
            self.warn(words::say("nothing-to-paste").into_owned());
            return;
        }
        let into = self.tab_for_article();
        self.add_article(&article, "", into);
    }

    /// The tab that an article goes into which comes from no file; none for a new one.
    pub(super) fn tab_for_article(&self) -> Option<u64> {
        let tab = self.tab().filter(|tab| !is_untouched(tab));
        tab.map(|tab| tab.key)
    }
}

/// Whether a tab holds nothing that anybody made.
fn is_untouched(tab: &Tab) -> bool {
    let document = tab.document();
    tab.path.is_none()
        && tab.editor.history().next_undo().is_none()
        && tab.editor.history().next_redo().is_none()
        && document.nodes().is_empty()
        && document.sources().is_empty()
}

/// A source made of an article.
pub fn make_source(id: Id, article: &Article) -> Source {
    let facts = article.facts.clone();
    Source {
        title: facts.title.unwrap_or_default(),
        author: facts.author.unwrap_or_default(),
        publisher: facts.publisher.unwrap_or_default(),
        url: facts.url.unwrap_or_default(),
        published: facts.published.unwrap_or_default(),
        language: facts.language.unwrap_or_default(),
        structure: list_parts(article),
        pages: list_pages(article),
        sha256: hash_text(&article.text),
        text: article.text.as_str().into(),
        ..Source::new(id)
    }
}

/// A file name made of a title, without what file systems refuse.
pub fn file_name_for(title: &str, ending: &str) -> String {
    const LONGEST: usize = 60;
    let title = title.strip_suffix(".argmap.json").unwrap_or(title);
    let clean: String = title
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || " -_.,".contains(c) {
                c
            } else {
                ' '
            }
        })
        .collect();
    let words: Vec<&str> = clean.split_whitespace().collect();
    let name: String = words.join(" ").chars().take(LONGEST).collect();
    let mut name = name.trim_matches(['.', ' ']).to_owned();
    if name.is_empty() {
        name = words::say("untitled").into_owned();
    }
    name + ending
}

/// A map's file ends in `.argmap.json` unless somebody wrote another ending in `.json`.
pub fn with_map_ending(path: PathBuf) -> PathBuf {
    let is_json = |path: &Path| {
        path.extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("json"))
    };
    if is_json(&path) {
        return path;
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".argmap.json");
    path.with_file_name(name)
}
