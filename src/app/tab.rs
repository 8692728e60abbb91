//! One open map: its editor, its file, and how it is being looked at. What is looked at is no
//! part of the document; folding alone is written into the copy that is saved.

use std::path::PathBuf;
use std::sync::Arc;

use super::foreseen::Foreseen;
use super::typing::Typing;
use super::{
    Camera, CameraWish, Checking, Claimed, Comparing, Elsewhere, Find, Folded, Gesture, Journal,
    Marks, OutsideChange, Parked, Picture, ReadingState, Saving, Selection, Showing, Weighing,
    Wording,
};
use crate::edit::{Editor, Mark};
use crate::layout::{Layout, ViewState};
use crate::model::{Direction, Document, Id, Kind, LayoutName};
use crate::storage::Fingerprint;
use crate::storage::hold::Hold;
use crate::storage::lock::LockOwner;

/// One open map.
pub struct Tab {
    /// Names the tab while the program runs.
    pub key: u64,
    /// The map and its history.
    pub editor: Editor,
    /// Its file; none for a map that has never been saved.
    pub path: Option<PathBuf>,
    /// What the file was when it was last read or written, or merged with.
    pub fingerprint: Option<Fingerprint>,
    /// The step that took in what another program wrote to the file, and what the file was before
    /// that: as long as the step is undone, the file has changed unseen.
    pub(super) taken_in: Option<(Mark, Option<Fingerprint>)>,
    /// Selected nodes and links; the last one leads.
    pub selected: Selection,
    /// The node or link that captures from the article go under.
    pub target: Option<Id>,
    /// Folded nodes.
    pub folded: Folded,
    /// The layout.
    pub layout: LayoutName,
    /// Which way the tree grows.
    pub direction: Direction,
    /// The view of the document that is looked at; none for its first, if it has one.
    pub view: Option<Id>,
    /// How it is being looked at otherwise.
    pub showing: Showing,
    /// How other views of the map were looked at.
    pub(super) parked: Vec<Parked>,
    /// Which part of the map is in sight.
    pub camera: Camera,
    /// What the camera still has to do once the canvas has a size.
    pub camera_wish: Option<CameraWish>,
    /// The wording that is being edited.
    pub wording: Option<Wording>,
    /// The drag or link drawing in progress.
    pub gesture: Option<Gesture>,
    /// What was last foretold of its end.
    pub(super) foreseen: Foreseen,
    /// Search in map and text.
    pub find: Find,
    /// The article being read.
    pub reading: ReadingState,
    /// Everything derived from the document.
    pub picture: Picture,
    /// What the checks have found.
    pub checking: Checking,
    /// How strong everything comes out.
    pub weighing: Weighing,
    /// What it is compared with.
    pub comparing: Comparing,
    /// The map as its file was when it was last read or written: what another program began with.
    pub(super) on_disk: Option<Arc<Document>>,
    /// What is laid over the map, struck out for now or found.
    pub marks: Marks,
    /// Sentences about what was noticed when the map was opened.
    pub notices: Vec<String>,
    /// How far its saving has come.
    pub saving: Saving,
    /// What another program did to its file, if that was told.
    pub(super) outside: Option<OutsideChange>,
    /// The mark that says that its file is open here.
    pub(super) claimed: Option<Claimed>,
    /// What keeps other windows of this user from editing its file, and that file.
    pub(super) hold: Option<(PathBuf, Hold)>,
    /// Whether that is being taken at the moment.
    pub(super) is_being_held: bool,
    /// Another window of this user that has its file.
    pub(super) elsewhere: Option<Elsewhere>,
    /// Who else has its file open, if that was told.
    pub(super) held_by: Option<LockOwner>,
    /// Copies beside its file that came of two machines writing it, and hold something more.
    pub copies: Vec<PathBuf>,
    /// What keeps its changes through a crash.
    pub journal: Journal,
    /// What is being typed and is no edit yet.
    pub(super) typing: Typing,
    /// The id of the view that holds folding in the file, where the map has none of its own.
    pub view_id: Option<Id>,
    /// When the oldest change that is not on disk was made, in the host's seconds.
    pub unsaved_since: Option<f64>,
    /// When a snapshot was last kept without a save, and of which revision.
    pub(super) checkpoint: Option<(f64, u64)>,
}

impl Tab {
    /// Opens a document in a tab of its own, unfolded and laid out as its first view says.
    pub fn new(key: u64, document: Document) -> Self {
        let view = document.views().iter().next().cloned();
        let state = ViewState::of_map(&document);
        let layout = view.as_ref().and_then(|view| view.layout.clone());
        let showing = Showing::of(view.as_ref(), state.page);
        let layout = layout.unwrap_or_else(|| LayoutName::from(Layout::of(state.layout).name));
        let direction = view.as_ref().and_then(|view| view.direction.clone());
        let folded = view
            .iter()
            .flat_map(|view| view.collapsed.iter().cloned())
            .collect();
        let first_source = document
            .sources()
            .iter()
            .next()
            .map(|source| source.id.clone());
        let is_empty = document.nodes().is_empty();
        Self {
            key,
            editor: Editor::new(document),
            path: None,
            fingerprint: None,
            taken_in: None,
            selected: Selection::default(),
            target: None,
            folded,
            layout,
            direction: direction.unwrap_or(Direction::Down),
            view: view.map(|view| view.id.clone()),
            parked: Vec::new(),
            showing,
            camera: Camera::default(),
            camera_wish: (!is_empty).then_some(CameraWish::Begin),
            wording: None,
            gesture: None,
            foreseen: Foreseen::default(),
            find: Find::default(),
            reading: ReadingState::of(first_source),
            picture: Picture::default(),
            checking: Checking::default(),
            weighing: Weighing::default(),
            comparing: Comparing::default(),
            on_disk: None,
            marks: Marks::default(),
            notices: Vec::new(),
            saving: Saving::default(),
            outside: None,
            claimed: None,
            hold: None,
            is_being_held: false,
            elsewhere: None,
            held_by: None,
            copies: Vec::new(),
            journal: Journal::default(),
            typing: Typing::default(),
            view_id: None,
            unsaved_since: None,
            checkpoint: None,
        }
    }

    /// The document.
    pub fn document(&self) -> &Document {
        self.editor.document()
    }

    /// What the file was when all that was in it was last in this map.
    pub(super) fn known_fingerprint(&self) -> Option<Fingerprint> {
        let is_in = |mark| {
            let steps = self.editor.history().steps_since(mark);
            steps.is_some_and(|steps| steps >= 0)
        };
        match self.taken_in {
            Some((mark, before)) if !is_in(mark) => before,
            _ => self.fingerprint,
        }
    }

    /// Whether anything would be lost if the tab were closed now.
    pub fn is_dirty(&self) -> bool {
        !self.editor.history().is_saved()
    }

    /// The name to show: the title, else the file's name, else nothing.
    pub fn name(&self) -> String {
        let title = &self.document().meta().title;
        if !title.is_empty() {
            return title.clone();
        }
        let file = self.path.as_ref().and_then(|path| path.file_name());
        file.map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default()
    }

    /// The selected record that commands act on: the last one selected.
    pub fn lead(&self) -> Option<&Id> {
        self.selected.last()
    }

    /// The selected node that commands act on.
    pub fn lead_node(&self) -> Option<&Id> {
        self.lead()
            .filter(|id| self.document().nodes().contains(id.as_str()))
    }

    /// The selected link that commands act on.
    pub fn lead_link(&self) -> Option<&Id> {
        self.lead()
            .filter(|id| self.document().links().contains(id.as_str()))
    }

    /// The selected nodes, in the order in which they were selected.
    pub fn selected_nodes(&self) -> Vec<Id> {
        let nodes = self.document().nodes();
        self.selected
            .iter()
            .filter(|id| nodes.contains(id.as_str()))
            .cloned()
            .collect()
    }

    /// The link that places a node in the tree.
    pub fn place_link(&self, node: &Id) -> Option<&Id> {
        let graph = self.editor.graph();
        let place = graph.place(graph.node(node.as_str())?)?;
        Some(&self.document().links().rows()[place.link as usize].id)
    }

    /// The kind of a node.
    pub fn kind(&self, id: &Id) -> Option<&Kind> {
        self.document()
            .nodes()
            .get(id.as_str())
            .map(|node| &node.kind)
    }

    /// Selects one record, or nothing; nothing too where it is gone, as an empty new box is by
    /// the click that leaves its wording.
    pub fn select(&mut self, id: Option<Id>) {
        let id = id.filter(|id| self.holds(id));
        self.selected.set(id.into_iter().collect());
        self.unfold_above_selection();
    }

    /// Whether the map has a node or link of that id.
    pub fn holds(&self, id: &Id) -> bool {
        let document = self.document();
        document.nodes().contains(id.as_str()) || document.links().contains(id.as_str())
    }

    /// Drops from selection, target and folding whatever is no longer there.
    pub fn forget_missing(&mut self) {
        let document = self.editor.document().clone();
        let is_there = |id: &Id| {
            document.nodes().contains(id.as_str()) || document.links().contains(id.as_str())
        };
        self.selected.retain(is_there);
        self.target = self.target.take().filter(is_there);
        self.folded.retain(is_there);
        if !self.showing.focus.iter().all(is_there) {
            self.showing
                .narrow(|showing| showing.focus.retain(|id| is_there(id)));
        }
        self.marks.retain(is_there);
        self.weighing.forget_missing(is_there);
        if self
            .wording
            .as_ref()
            .is_some_and(|wording| !is_there(&wording.node))
        {
            self.wording = None;
        }
        if self
            .gesture
            .as_ref()
            .is_some_and(|gesture| !gesture.nodes().iter().all(is_there))
        {
            self.gesture = None;
        }
        self.reading.forget_missing(&document);
        self.follow_views();
    }

    /// Unfolds what hides the selected boxes.
    pub fn unfold_above_selection(&mut self) {
        let graph = self.editor.graph().clone();
        for id in &self.selected {
            let mut at = graph.node(id.as_str());
            while let Some(place) = at.and_then(|node| graph.place(node)) {
                self.folded
                    .remove(&self.editor.document().nodes().rows()[place.parent as usize].id);
                at = Some(place.parent);
            }
        }
    }
}
