//! Planning and placing a map: what it is made of, and the work itself, which for large maps runs
//! on a thread of its own while the old picture stays.

use std::sync::Arc;

use super::choices::Settled;
use super::{Choices, LARGE, Tab};
use crate::layout::{
    self, Direction, FontMeasure, Layout, LayoutId, Placement, Plan, Planner, Point, Sight,
    ViewState,
};
use crate::model::{self, Document, Graph, Id, View};

/// What plan and placement are made of. Cheap to compare, for it is asked in every frame.
#[derive(Debug, Clone, PartialEq)]
pub struct MadeOf {
    revision: u64,
    layout: LayoutId,
    direction: Direction,
    folded: u64,
    showing: u64,
    view: Option<Id>,
    opened: Option<Id>,
}

/// A map to be placed.
pub struct PlacingJob {
    made_of: MadeOf,
    document: Arc<Document>,
    graph: Arc<Graph>,
    view: ViewState,
    choices: Choices,
    planner: Planner,
    /// What was placed last, and where.
    before: (Arc<Plan>, Arc<Placement>),
    /// A map to be taken apart, which for a large one takes as long as a frame may.
    _spent: Option<Arc<Document>>,
}

/// A map that has been placed.
#[derive(Debug)]
pub struct Placed {
    /// What it was made of.
    pub made_of: MadeOf,
    /// The map as it was.
    pub document: Arc<Document>,
    /// Its graph.
    pub graph: Arc<Graph>,
    /// Which boxes and lines are drawn.
    pub plan: Arc<Plan>,
    /// Where they are.
    pub placement: Arc<Placement>,
    /// Finds boxes and lines by where they are.
    pub sight: Arc<Sight>,
    /// Per box, its node.
    pub ids: Arc<Vec<Id>>,
    /// Per wire, its link.
    pub links: Arc<Vec<Id>>,
    /// What the compact layout has chosen, if it is that which has placed it.
    pub settled: Option<Settled>,
    /// What the next plan may need again.
    pub planner: Planner,
}

impl PlacingJob {
    /// Whether it would hold up the window.
    pub fn is_large(&self) -> bool {
        self.document.nodes().len() >= LARGE
    }

    /// Plans and places.
    pub fn run(mut self) -> Placed {
        if self.is_large() {
            self.document = copy_beside(self.document, self.made_of.revision);
        }
        let measure = FontMeasure::bundled();
        let mut plan = self
            .planner
            .plan(&self.document, &self.graph, &self.view, measure);
        let is_whole = plan.nodes.len() == self.document.nodes().len();
        if is_whole && self.choices.has_part() {
            self.choices.leave_part();
            self.view.arrangement = self.choices.iter().cloned().collect();
            self.view.roots = self.choices.roots();
            plan = self
                .planner
                .plan(&self.document, &self.graph, &self.view, measure);
        }
        let (last, place) = &self.before;
        let placement = layout::place_after((&last.request, place), &plan.request);
        let is_compact = plan.request.layout == LayoutId::Compact;
        let settled = is_compact.then(|| {
            let chosen = (&placement.arrangement[..], placement.roots);
            let Self {
                document, graph, ..
            } = &self;
            self.choices.settle(document, graph, &plan, chosen)
        });
        let (nodes, links) = (self.document.nodes().rows(), self.document.links().rows());
        let ids = plan.nodes.iter();
        let ids = ids.map(|&node| nodes[node as usize].id.clone()).collect();
        let wires = plan.links.iter();
        let links = wires.map(|&link| links[link as usize].id.clone()).collect();
        Placed {
            made_of: self.made_of,
            graph: self.graph,
            plan: Arc::new(plan),
            sight: Arc::new(Sight::of(&placement)),
            placement,
            ids: Arc::new(ids),
            links: Arc::new(links),
            settled,
            planner: self.planner,
            document: self.document,
        }
    }
}

/// A copy of a map for work beside the window, made there and sharing its records. While such work held
/// the window's own map, the next edit would have to copy it, which for a large one takes half a frame.
/// Before its first `revision` a map is what its file holds, which is kept in any case: the first edit copies
/// it, and one copy more would be memory for nothing.
pub(super) fn copy_beside(document: Arc<Document>, revision: u64) -> Arc<Document> {
    if revision == 0 {
        return document;
    }
    Arc::new(Arc::unwrap_or_clone(document))
}

impl Tab {
    /// The work of placing what has changed since the picture was made; none where nothing has,
    /// or while it is under way.
    pub(super) fn begin_placing(&mut self) -> Option<PlacingJob> {
        self.follow_arrangement();
        self.refresh_kept();
        let made_of = self.made_of();
        if self.picture.is_made_of(&made_of) {
            self.picture.settle();
            return None;
        }
        if self.picture.holds_up(&made_of) {
            return None;
        }
        let view = self.view_state();
        Some(PlacingJob {
            view,
            choices: self.showing.choices.clone(),
            document: self.editor.document().clone(),
            graph: self.editor.graph().clone(),
            before: (
                self.picture.plan().clone(),
                self.picture.placement().clone(),
            ),
            _spent: self.picture.take_spent(),
            planner: self.picture.begin(made_of.clone()),
            made_of,
        })
    }

    /// Places what was edited last, since what that makes the compact layout choose is saved along. A large
    /// map, which is placed beside the window, is saved with what was chosen before.
    pub(super) fn place_to_save(&mut self) {
        if self.layout_id() == LayoutId::Compact && self.document().nodes().len() < LARGE {
            self.refresh_picture();
        }
    }

    /// Shows what was placed, unless the map has changed since. The selected box stays where it
    /// is on the screen, unless another one is held or it is pinned, perhaps just now, somewhere
    /// else.
    pub(super) fn take_placed(&mut self, mut placed: Placed) {
        if placed.made_of != self.made_of() {
            self.picture.drop_stale(placed.planner);
            return;
        }
        let held = self.picture.take_held();
        let lead = self.lead_node().filter(|id| !self.is_pinned(id)).cloned();
        let held = held
            .or(lead)
            .and_then(|id| Some((self.picture.box_of(&id)?, id)));
        if let Some(settled) = placed.settled.take() {
            self.showing.choices.take(settled);
        }
        self.picture.take(placed);
        if let Some((before, id)) = held
            && let Some(after) = self.picture.box_of(&id)
        {
            for i in 0..2 {
                self.camera.centre[i] += after[i] - before[i];
            }
        }
    }

    /// The view of the document that is looked at.
    pub fn view_in_use(&self) -> Option<&Arc<View>> {
        let views = self.document().views();
        let used = self.view.as_ref().and_then(|id| views.get(id.as_str()));
        used.or_else(|| views.iter().next())
    }

    /// How the map is shown, as layouts are asked.
    pub fn view_state(&self) -> ViewState {
        let saved = self.view_in_use();
        let pin = |(id, x, y): &(Arc<str>, i64, i64)| {
            Some((Id::parse(id).ok()?, Point::new(*x as f32, *y as f32)))
        };
        let pins = saved
            .iter()
            .flat_map(|view| view.positions.iter().filter_map(pin));
        ViewState {
            layout: self.layout_id(),
            direction: self.layout_direction(),
            folded: self.folded.nodes().clone(),
            pins: pins.collect(),
            opened: self.find_opened().into_iter().collect(),
            page: self.showing.page,
            arrangement: self.showing.choices.iter().cloned().collect(),
            roots: self.showing.choices.roots(),
            arranged: saved.map_or_else(Vec::new, |view| view.arranged.clone()),
            frames_reasons: self.showing.frames_reasons,
            kept: self.showing.kept().cloned(),
        }
    }

    /// Whether the picture shows the map as it is.
    pub(super) fn is_placed(&self) -> bool {
        self.picture.is_made_of(&self.made_of())
    }

    fn made_of(&self) -> MadeOf {
        MadeOf {
            revision: self.editor.revision(),
            layout: self.layout_id(),
            direction: self.layout_direction(),
            folded: self.folded.revision(),
            showing: self.showing.revision(),
            view: self.view_in_use().map(|view| view.id.clone()),
            opened: self.find_opened(),
        }
    }

    /// The layout that is drawn: the one asked for, if this version knows it.
    pub fn layout_id(&self) -> LayoutId {
        Layout::named(self.layout.as_str()).map_or_else(LayoutId::default, |it| it.id)
    }

    pub(super) fn layout_direction(&self) -> Direction {
        if self.direction == model::Direction::Right {
            Direction::LeftToRight
        } else {
            Direction::TopDown
        }
    }

    /// The selected box, if its wording is too long to be shown in full otherwise.
    fn find_opened(&self) -> Option<Id> {
        let is_long = |id: &&Id| {
            let node = self.document().nodes().get(id.as_str());
            node.is_some_and(|node| node.text.len() > 160 || node.text.lines().count() > 6)
        };
        self.lead_node().filter(is_long).cloned()
    }
}
