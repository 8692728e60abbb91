//! What is derived from a map in order to show it: the plan, the placement, the passages of the
//! article. Made anew only when what it is made of has changed.

use std::sync::Arc;

use super::placing::{MadeOf, Placed};
use super::{Doubt, LARGE, Passage, ReadableText, Stretch, Tab, Xy};
use crate::layout::{self, Placement, Plan, Planner, Point, Sight};
use crate::model::{Document, Graph, Id};
use crate::text::Hint;

/// The derived state of a tab.
#[derive(Default)]
pub struct Picture {
    made_of: Option<MadeOf>,
    plan: Arc<Plan>,
    placement: Arc<Placement>,
    sight: Arc<Sight>,
    graph: Arc<Graph>,
    ids: Arc<Vec<Id>>,
    links: Arc<Vec<Id>>,
    read_at: Option<ReadAt>,
    passages: Vec<Passage>,
    doubts: Vec<Doubt>,
    hints: Vec<Hint>,
    stretches: Vec<Stretch>,
    text: Option<Arc<ReadableText>>,
    /// The box that stays where it is on the screen when next something moves.
    held: Option<Id>,
    /// The map that plan and placement were made of, where they were made beside the window.
    snapshot: Option<Arc<Document>>,
    /// The map of the picture before. It is taken apart with the next placing, beside the window.
    spent: Option<Arc<Document>>,
    /// What is being placed.
    under_way: Option<MadeOf>,
    /// A fault has ended the placing: the old picture stays until there is something else to place.
    is_stuck: bool,
    planner: Planner,
}

/// What passages and the like were found of: the revision, the article, and whether the guide was
/// on.
type ReadAt = (u64, Option<Id>, bool);

/// A rectangle of the map: left, top, right, bottom, in map units.
pub type MapRect = [f32; 4];

impl Picture {
    /// The plan: which boxes and lines are drawn.
    pub fn plan(&self) -> &Arc<Plan> {
        &self.plan
    }

    /// Where they are.
    pub fn placement(&self) -> &Arc<Placement> {
        &self.placement
    }

    /// Finds boxes and lines by where they are.
    pub fn sight(&self) -> &Arc<Sight> {
        &self.sight
    }

    /// The graph that the plan counts by.
    pub fn graph(&self) -> &Arc<Graph> {
        &self.graph
    }

    /// Whether it was made of that.
    pub(super) fn is_made_of(&self, made_of: &MadeOf) -> bool {
        self.made_of.as_ref() == Some(made_of)
    }

    /// Whether a newer one is being made.
    pub fn is_waiting(&self) -> bool {
        self.is_behind() && !self.is_stuck
    }

    /// Whether the map has changed since, and a newer one is being made or could not be.
    fn is_behind(&self) -> bool {
        self.under_way.is_some()
    }

    /// Whatever could not be placed: what is shown is wanted again.
    pub(super) fn settle(&mut self) {
        if self.is_stuck {
            self.under_way = None;
            self.is_stuck = false;
        }
    }

    /// Whether that is being placed, or has ended by a fault.
    pub(super) fn holds_up(&self, made_of: &MadeOf) -> bool {
        match &self.under_way {
            Some(under_way) => !self.is_stuck || under_way == made_of,
            None => false,
        }
    }

    /// Keeps the old picture: a fault has ended the placing of what is newer.
    pub(super) fn rest(&mut self) {
        self.is_stuck = self.under_way.is_some();
    }

    /// Notes what is being placed, and gives what its plan may need.
    pub(super) fn begin(&mut self, made_of: MadeOf) -> Planner {
        self.under_way = Some(made_of);
        self.is_stuck = false;
        std::mem::take(&mut self.planner)
    }

    /// The map that is drawn no more.
    pub(super) fn take_spent(&mut self) -> Option<Arc<Document>> {
        self.spent.take()
    }

    /// Keeps what was known of a map that has changed while it was being placed.
    pub(super) fn drop_stale(&mut self, planner: Planner) {
        self.planner = planner;
        self.under_way = None;
    }

    pub(super) fn take_held(&mut self) -> Option<Id> {
        self.held.take()
    }

    /// Takes what was placed.
    pub(super) fn take(&mut self, placed: Placed) {
        self.under_way = None;
        self.made_of = Some(placed.made_of);
        self.graph = placed.graph;
        self.plan = placed.plan;
        self.placement = placed.placement;
        self.sight = placed.sight;
        self.ids = placed.ids;
        self.links = placed.links;
        self.planner = placed.planner;
        // Whoever holds a map makes its next edit copy it: only where the picture may lag behind.
        let is_large = placed.document.nodes().len() >= LARGE;
        self.spent = self.snapshot.take();
        self.snapshot = is_large.then_some(placed.document);
    }

    /// The boxes that are drawn, with their nodes, in document order.
    pub fn boxes(&self) -> impl Iterator<Item = (&Id, MapRect)> {
        self.ids
            .iter()
            .zip(self.placement.boxes.iter().map(as_map_rect))
    }

    /// The nodes of the boxes of the plan.
    pub fn ids(&self) -> &Arc<Vec<Id>> {
        &self.ids
    }

    /// The links of the wires of the plan.
    pub fn link_ids(&self) -> &Arc<Vec<Id>> {
        &self.links
    }

    /// The node of a box of the plan.
    pub fn node_of_box(&self, at: usize) -> &Id {
        &self.ids[at]
    }

    /// The link of a wire of the plan.
    pub fn link_of_wire(&self, at: usize) -> &Id {
        &self.links[at]
    }

    /// The box that shows a node; none if it is folded away.
    pub fn box_of(&self, id: &Id) -> Option<MapRect> {
        let at = self.box_index(id)?;
        self.placement.boxes.get(at).map(as_map_rect)
    }

    /// The place of a node's box in the plan; none if it is folded away.
    pub fn box_index(&self, id: &Id) -> Option<usize> {
        self.plan.box_of(self.graph.node(id.as_str())?)
    }

    /// The box at a map point, the topmost if there are several.
    pub fn box_at(&self, [x, y]: Xy) -> Option<(&Id, MapRect)> {
        let at = self.sight.box_at(&self.placement, Point::new(x, y))?;
        Some((&self.ids[at], as_map_rect(&self.placement.boxes[at])))
    }

    /// The least rectangle around everything that is drawn.
    pub fn bounds(&self) -> MapRect {
        as_map_rect(&self.placement.bounds)
    }

    /// The passages of the article that is read which boxes rest on.
    pub fn passages(&self) -> &[Passage] {
        &self.passages
    }

    /// Passages of the article that is read which need a person's eye: those that are lost, then
    /// those that have moved.
    pub fn doubts(&self) -> &[Doubt] {
        &self.doubts
    }

    /// The sentences that the reading guide marks; none while it is off.
    pub fn hints(&self) -> &[Hint] {
        &self.hints
    }

    /// The stretches of the article that a reader would map.
    pub fn stretches(&self) -> &[Stretch] {
        &self.stretches
    }

    /// How many stretches of the article wait to be mapped.
    pub fn n_unmapped(&self) -> usize {
        self.stretches
            .iter()
            .filter(|stretch| stretch.is_unmapped())
            .count()
    }

    /// The article that is read, made ready.
    pub fn text(&self) -> Option<&Arc<ReadableText>> {
        self.text.as_ref()
    }
}

impl Tab {
    /// Keeps a box where it is on the screen when next something moves, instead of the selected
    /// one.
    pub fn hold(&mut self, id: Id) {
        self.picture.held = Some(id);
    }

    /// Whether a wording is being edited whose box is still being placed: there is no field for it
    /// on the map yet.
    pub fn awaits_field(&self) -> bool {
        let wording = self.wording.as_ref();
        wording
            .is_some_and(|it| self.picture.is_waiting() && self.picture.box_of(&it.node).is_none())
    }

    /// Brings everything derived up to date, at once.
    pub fn refresh_picture(&mut self) {
        if let Some(job) = self.begin_placing() {
            self.take_placed(job.run());
        }
        self.refresh_passages();
    }

    /// The map as the picture shows it: while a newer one is being placed, the old one.
    pub fn drawn_document(&self) -> &Document {
        let snapshot = self.picture.snapshot.as_ref();
        match snapshot.filter(|_| self.picture.is_behind()) {
            Some(snapshot) => snapshot,
            None => self.document(),
        }
    }

    /// What the camera has to do now: nothing while what it is to show is still being placed.
    pub fn due_camera_wish(&self) -> Option<super::CameraWish> {
        self.camera_wish.filter(|_| !self.picture.is_waiting())
    }

    pub(super) fn refresh_passages(&mut self) {
        let shows_guide = self.reading.shows_guide;
        let source = self.reading.source.clone();
        let key = (self.editor.revision(), source, shows_guide);
        if self.picture.read_at.as_ref() == Some(&key) {
            return;
        }
        let document = self.editor.document();
        let source = key
            .1
            .as_ref()
            .and_then(|id| document.sources().get(id.as_str()));
        self.picture.passages.clear();
        self.picture.doubts.clear();
        self.picture.hints.clear();
        self.picture.stretches.clear();
        self.picture.text = None;
        if let Some(source) = source {
            let ready = self.reading.ready(source);
            (self.picture.passages, self.picture.doubts) =
                ready.find_passages(document, &source.id);
            self.picture.stretches = ready.find_stretches(source, &self.picture.passages);
            if shows_guide {
                self.picture.hints = ready.open_hints(source, &self.picture.passages);
            }
            self.picture.text = Some(ready);
        }
        self.picture.read_at = Some(key);
    }
}

fn as_map_rect(rect: &layout::Rect) -> MapRect {
    [rect.min.x, rect.min.y, rect.max.x, rect.max.y]
}
