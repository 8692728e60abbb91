//! What is derived from a map in order to show it: the plan, the placement, the passages of the
//! article. Made anew only when what it is made of has changed.

use std::collections::HashSet;
use std::sync::Arc;

use super::{Passage, ReadableText, Stretch, Tab, Xy};
use crate::layout::{self, Direction, FontMeasure, LayoutId, Placement, Plan, Point, ViewState};
use crate::model::{self, Graph, Id};

/// The derived state of a tab.
#[derive(Default)]
pub struct Picture {
    made_of: Option<MadeOf>,
    plan: Arc<Plan>,
    placement: Arc<Placement>,
    graph: Arc<Graph>,
    ids: Arc<Vec<Id>>,
    links: Arc<Vec<Id>>,
    read_at: Option<(u64, Option<Id>)>,
    passages: Vec<Passage>,
    stretches: Vec<Stretch>,
    text: Option<Arc<ReadableText>>,
    /// The box that stays where it is on the screen when next something moves.
    held: Option<Id>,
}

/// What plan and placement were made of.
#[derive(PartialEq)]
struct MadeOf {
    revision: u64,
    view: ViewState,
}

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
        let holds = |[x0, y0, x1, y1]: MapRect| x0 <= x && x < x1 && y0 <= y && y < y1;
        let at = self
            .placement
            .boxes
            .iter()
            .rposition(|rect| holds(as_map_rect(rect)))?;
        Some((&self.ids[at], as_map_rect(&self.placement.boxes[at])))
    }

    /// The link whose line passes within `reach` map units of a map point, the nearest if there
    /// are several. The frame around linked premises belongs to their link.
    pub fn link_at(&self, [x, y]: Xy, reach: f32) -> Option<&Id> {
        let point = Point::new(x, y);
        let near = |at: usize| (at, self.placement.distance_to_wire(at, point));
        let nearest = (0..self.placement.wires.len())
            .map(near)
            .filter(|&(_, distance)| distance <= reach)
            .min_by(|(_, a), (_, b)| a.total_cmp(b));
        let framed = || {
            let holds = |bracket: &&layout::Bracket| bracket.rect.contains(point);
            self.placement
                .brackets
                .iter()
                .find(holds)
                .and_then(|bracket| bracket.wire)
        };
        let wire = nearest
            .map(|(at, _)| at)
            .or_else(|| framed().map(|wire| wire as usize))?;
        self.links.get(wire)
    }

    /// The least rectangle around everything that is drawn.
    pub fn bounds(&self) -> MapRect {
        as_map_rect(&self.placement.bounds)
    }

    /// The passages of the article that is read which boxes rest on.
    pub fn passages(&self) -> &[Passage] {
        &self.passages
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

    /// Brings everything derived up to date. The selected box stays where it is on the screen,
    /// unless another one is held or it is pinned, perhaps just now, somewhere else.
    pub fn refresh_picture(&mut self) {
        self.refresh_placement();
        self.refresh_passages();
    }

    fn refresh_placement(&mut self) {
        if self.is_placement_current() {
            return;
        }
        let view = self.view_state();
        let revision = self.editor.revision();
        let held = self.picture.held.take();
        let lead = self.lead_node().filter(|id| !self.is_pinned(id)).cloned();
        let held = held
            .or(lead)
            .and_then(|id| Some((self.picture.box_of(&id)?, id)));
        let document = self.editor.document();
        let plan = Plan::of(document, self.editor.graph(), &view, FontMeasure::bundled());
        let placement = layout::place(&plan.request);
        let (nodes, links) = (document.nodes().rows(), document.links().rows());
        let ids = plan
            .nodes
            .iter()
            .map(|&node| nodes[node as usize].id.clone())
            .collect();
        let links = plan
            .links
            .iter()
            .map(|&link| links[link as usize].id.clone())
            .collect();
        self.picture.graph = self.editor.graph().clone();
        self.picture.ids = Arc::new(ids);
        self.picture.links = Arc::new(links);
        self.picture.plan = Arc::new(plan);
        self.picture.placement = Arc::new(placement);
        self.picture.made_of = Some(MadeOf { revision, view });
        if let Some((before, id)) = held
            && let Some(after) = self.picture.box_of(&id)
        {
            for i in 0..2 {
                self.camera.centre[i] += after[i] - before[i];
            }
        }
    }

    /// Whether nothing has changed that the placement was made of. Asked in every frame; pins are
    /// part of the document.
    fn is_placement_current(&self) -> bool {
        self.picture.made_of.as_ref().is_some_and(|made_of| {
            made_of.revision == self.editor.revision()
                && layout::Layout::named(self.layout.as_str())
                    .is_none_or(|it| it.id == made_of.view.layout)
                && made_of.view.direction == self.layout_direction()
                && made_of.view.opened == self.find_opened()
                && made_of.view.folded == self.folded
        })
    }

    fn layout_direction(&self) -> Direction {
        if self.direction == model::Direction::Right {
            Direction::LeftToRight
        } else {
            Direction::TopDown
        }
    }

    fn view_state(&self) -> ViewState {
        let view = self.document().views().iter().next();
        let pin = |(id, x, y): &(Arc<str>, i64, i64)| {
            Some((Id::parse(id).ok()?, Point::new(*x as f32, *y as f32)))
        };
        let pins = view
            .iter()
            .flat_map(|view| view.positions.iter().filter_map(pin))
            .collect();
        ViewState {
            layout: layout::Layout::named(self.layout.as_str())
                .map_or_else(LayoutId::default, |it| it.id),
            direction: self.layout_direction(),
            folded: self.folded.clone(),
            pins,
            opened: self.find_opened(),
            ..ViewState::default()
        }
    }

    /// The selected box, if its wording is too long to be shown in full otherwise.
    fn find_opened(&self) -> HashSet<Id> {
        let is_long = |id: &&Id| {
            let node = self.document().nodes().get(id.as_str());
            node.is_some_and(|node| node.text.len() > 160 || node.text.lines().count() > 6)
        };
        self.lead_node()
            .filter(is_long)
            .cloned()
            .into_iter()
            .collect()
    }

    fn refresh_passages(&mut self) {
        let key = (self.editor.revision(), self.reading.source.clone());
        if self.picture.read_at.as_ref() == Some(&key) {
            return;
        }
        let document = self.editor.document().clone();
        let source = key
            .1
            .as_ref()
            .and_then(|id| document.sources().get(id.as_str()));
        self.picture.passages.clear();
        self.picture.stretches.clear();
        self.picture.text = None;
        if let Some(source) = source {
            let ready = self.reading.ready(source);
            self.picture.passages = ready.find_passages(&document, &source.id);
            self.picture.stretches = ready.find_stretches(source, &self.picture.passages);
            self.picture.text = Some(ready);
        }
        self.picture.read_at = Some(key);
    }
}

fn as_map_rect(rect: &layout::Rect) -> MapRect {
    [rect.min.x, rect.min.y, rect.max.x, rect.max.y]
}
