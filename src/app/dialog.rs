//! Questions and lists that stand before everything else, and what only the window can do.

use std::path::PathBuf;

use super::{App, ArticleRequest, Guard};
use crate::edit::{Edit, Fate};
use crate::model::Id;
use crate::reason::checks::Finding;
use crate::text::Address;

/// What stands before everything else.
#[derive(Debug, Clone, PartialEq)]
pub enum Dialog {
    /// Save, discard or cancel?
    Unsaved {
        /// The tab.
        tab: u64,
        /// What was asked for.
        then: Then,
    },
    /// What becomes of what hangs on the boxes to be deleted?
    Fate {
        /// The boxes.
        nodes: Vec<Id>,
        /// Links that were selected with them and go in any case.
        links: Vec<Id>,
        /// How many more would go with them.
        n_below: usize,
    },
    /// A path typed by hand, where the system has no file dialog.
    Path {
        /// What it is for.
        purpose: Purpose,
        /// What has been typed.
        text: String,
    },
    /// A file is large: open it all the same?
    LargeFile {
        /// The file.
        path: PathBuf,
        /// What is to be known.
        why: String,
    },
    /// The file has changed on disk since it was read.
    ChangedOnDisk {
        /// The tab.
        tab: u64,
        /// The file.
        path: PathBuf,
    },
    /// Another window has the file of a map: go there, read it here, or edit it all the same?
    HeldElsewhere {
        /// The tab.
        tab: u64,
    },
    /// A file of that name is there: replace it?
    Replace {
        /// What the file was chosen for.
        purpose: Purpose,
        /// The file.
        path: PathBuf,
    },
    /// A text to be pasted as an article.
    PasteArticle {
        /// What has been typed or pasted.
        text: String,
        /// The article whose newer version it is; none for another article.
        replaces: Option<Id>,
    },
    /// Which chapters of a book are wanted?
    Chapters {
        /// The book, and for what it is read.
        request: ArticleRequest,
        /// The names of its chapters.
        chapters: Vec<String>,
    },
    /// In which encoding is the article to be read again?
    Encoding {
        /// The article.
        source: Id,
        /// The encoding that it was read in.
        encoding: &'static str,
    },
    /// Is the address to be opened in the browser?
    OpenAddress {
        /// The address.
        address: Address,
    },
    /// Which page of the web is to be read?
    #[cfg(feature = "web")]
    WebAddress,
    /// Is a machine of one's own network to be asked for a page?
    #[cfg(feature = "web")]
    PrivateAddress {
        /// What is asked for, with that machine allowed.
        request: super::WebRequest,
        /// The machine, as the address names it.
        host: String,
        /// Its number.
        place: String,
    },
    /// Every command by name.
    Palette {
        /// What has been typed.
        query: String,
        /// Which of the commands found is marked.
        marked: usize,
    },
    /// Every key.
    KeySheet,
    /// Title, authors and the like of the map.
    MapDetails,
    /// Details of an article.
    SourceDetails {
        /// The article.
        source: Id,
    },
    /// What is the view called?
    NameView {
        /// The view that is renamed; none for a new one.
        view: Option<Id>,
        /// The name to begin with.
        name: String,
    },
    /// What became of what an imported file says.
    ImportReport {
        /// The name of its format.
        format: &'static str,
        /// The file.
        file: String,
        /// The report, line by line.
        lines: Vec<String>,
    },
    /// A format cannot hold all of a map: export it all the same?
    Losses {
        /// The tab.
        tab: u64,
        /// What is to be written.
        kind: ExportKind,
        /// The file to be written.
        path: PathBuf,
        /// What was there when it was chosen, which may be replaced.
        guard: Guard,
        /// The name of its format.
        format: &'static str,
        /// What would be lost, a sentence each.
        losses: Vec<String>,
    },
    /// How is a map to be printed?
    Print {
        /// The tab.
        tab: u64,
    },
    /// A picture is to carry the map: is it known what goes along?
    CarryMap {
        /// The tab.
        tab: u64,
    },
    /// The base scores that maps are weighed by.
    Scores,
    /// What differs from the map that this one is compared with.
    Comparison,
    /// Which map did both copies begin with?
    CommonMap {
        /// The tab.
        tab: u64,
        /// The other copy.
        path: PathBuf,
    },
    /// What somebody has to look at after a merge.
    MergeReport {
        /// The other copy.
        file: String,
        /// The sentences, and the boxes or steps that they speak of.
        lines: Vec<(String, Option<Id>)>,
    },
    /// Why does a finding not matter?
    SetAside {
        /// The finding.
        finding: Finding,
    },
    /// Is a map to be read again from its file, although it has unsaved changes?
    Reload {
        /// The tab.
        tab: u64,
    },
    /// What was not saved when the program ended badly.
    Recovery,
    /// What a map was at earlier times.
    History {
        /// The tab.
        tab: u64,
    },
    /// Are the snapshots of a map, or of all maps, to be deleted?
    ForgetHistory {
        /// The tab; none where no map is open.
        tab: Option<u64>,
    },
    /// The program.
    About,
}

/// What is done when the question about unsaved changes is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// Close the tab.
    Close,
    /// End the program.
    Quit,
}

/// An answer to the question about unsaved changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnsavedAnswer {
    /// Save, then go on.
    Save,
    /// Go on without saving.
    Discard,
    /// Stay.
    Cancel,
}

/// What a file is chosen for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To open a map or an article.
    Open,
    /// To make a map of a text, whatever else it might be.
    Outline,
    /// To add an article to the map in front.
    AddArticle,
    /// To replace the text of the article that a tab reads.
    NewerVersion {
        /// The tab.
        tab: u64,
    },
    /// To make boxes of the annotations that a file holds.
    Annotations {
        /// The tab.
        tab: u64,
    },
    /// To compare a tab with it.
    Compare {
        /// The tab.
        tab: u64,
    },
    /// To merge it into a tab.
    Merge {
        /// The tab.
        tab: u64,
    },
    /// To be the map that both copies of a merge began with.
    CommonMap {
        /// The tab.
        tab: u64,
    },
    /// To save a tab under that name.
    SaveAs {
        /// The tab.
        tab: u64,
        /// What follows.
        then: Option<Then>,
    },
    /// To save a copy of unsaved work that was found.
    SaveFound {
        /// What was found.
        found: u64,
    },
    /// To save a copy of the snapshot that is looked at.
    SaveSnapshot {
        /// The tab.
        tab: u64,
    },
    /// To export a tab.
    Export {
        /// The tab.
        tab: u64,
        /// What is written.
        kind: ExportKind,
    },
}

/// What an export writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportKind {
    /// What the chosen name asks for.
    Plain,
    /// A picture that carries the map.
    WithMap,
    /// A PDF on the sheets of the page set-up.
    Sheets,
}

/// Something that only the window can do.
#[derive(Debug, Clone, PartialEq)]
pub enum WindowRequest {
    /// Show the system's file dialog.
    ChooseFile {
        /// What it is for.
        purpose: Purpose,
        /// The name offered for a new file.
        name: String,
        /// The folder to begin in.
        folder: Option<PathBuf>,
    },
    /// Put text on the clipboard.
    Copy(String),
    /// Put copied boxes on the clipboard.
    CopyBoxes {
        /// Their outline.
        text: String,
        /// The records, in the form for the web; none where that would be too long.
        html: Option<String>,
    },
    /// Open an address, which begins with `https://`, `http://` or `mailto:`, in the browser.
    OpenAddress(String),
    /// Show a file of the program's own in the system's viewer.
    ShowFile(PathBuf),
    /// Ask the system for the text on the clipboard; it comes back as a paste.
    Paste,
    /// Show the menu of what is selected on the map.
    ShowContextMenu,
    /// Fill the screen, or no longer.
    ToggleFullScreen,
    /// Bring the window to the front, or where that cannot be, say that it wants to be seen.
    ComeToFront,
    /// Close the window.
    Close,
}

impl App {
    /// Asks for a path by hand.
    pub fn ask_for_path(&mut self, purpose: Purpose) {
        let mut text = self
            .find_last_folder()
            .or_else(std::env::home_dir)
            .map(|folder| format!("{}{}", folder.display(), std::path::MAIN_SEPARATOR))
            .unwrap_or_default();
        if let Some(name) = self.find_new_name(purpose) {
            text.push_str(&name);
        }
        self.dialog = Some(Dialog::Path { purpose, text });
    }

    /// Deletes the selection. Asks first what becomes of boxes that hang on the deleted ones.
    pub fn delete_selection(&mut self) {
        let Some(tab) = self.tab() else { return };
        let nodes = tab.selected_nodes();
        let links = tab.selected.iter().filter(|id| !nodes.contains(id));
        let links: Vec<Id> = links.cloned().collect();
        let links = tab.without_dependents(&links);
        if nodes.is_empty() {
            let unlink = |link| Edit::RemoveLink { link };
            self.commit_all(links.into_iter().map(unlink).collect());
            return;
        }
        let graph = tab.editor.graph();
        let deleted = nodes.iter().filter_map(|id| graph.node(id.as_str()));
        let n_going = graph.find_hanging(deleted).len();
        let n_below = n_going.saturating_sub(nodes.len());
        if n_below == 0 {
            self.commit(&Edit::Delete {
                nodes,
                links,
                fate: Fate::Branch,
            });
        } else {
            self.dialog = Some(Dialog::Fate {
                nodes,
                links,
                n_below,
            });
        }
    }

    /// Deletes, now that it is known what becomes of the rest.
    pub fn answer_fate(&mut self, fate: Fate) {
        if let Some(Dialog::Fate {
            nodes,
            links,
            n_below,
        }) = self.dialog.take()
        {
            let n_deleted = nodes.len() + if fate == Fate::Branch { n_below } else { 0 };
            let delete = Edit::Delete { nodes, links, fate };
            if self.commit(&delete).is_some() && n_deleted > 1 {
                let text =
                    crate::words::say_with("deleted-boxes", &[("n", (n_deleted as i64).into())]);
                self.tell(text, Some("undo"));
            }
        }
    }
}
