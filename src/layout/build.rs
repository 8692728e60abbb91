//! From a document and the way it is shown to a request: what `shape.rs` says of boxes and lines,
//! and how large the boxes are. Knows the model; knows nothing of where things go.

use std::collections::HashSet;
use std::sync::Arc;

use super::box_text::BoxText;
use super::geometry::Point;
use super::measure::Measure;
use super::request::{Arrange, Direction, LayoutId, Page, Request, Spacing};
use super::shape::{LastShape, Shape};
use super::texts::Texts;
use crate::model::{self, Document, Graph, Id, LayoutName, View};

/// From a parent to its children where the tree grows to the right: words stand in that room.
const SIDEWAYS_LEVEL: f32 = 104.0;

/// A map of more boxes is shown compact unless something else was chosen: a tidy tree of more is
/// a strip that cannot be read at a glance.
pub const MANY_BOXES: usize = 60;

/// How a map is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ViewState {
    /// Which layout.
    pub layout: LayoutId,
    /// Which way the tree grows.
    pub direction: Direction,
    /// Nodes whose branches are folded away.
    pub folded: HashSet<Id>,
    /// Nodes held at a place by hand: where the left top corner of their box stands.
    pub pins: Vec<(Id, Point)>,
    /// Nodes that show all of their lines.
    pub opened: HashSet<Id>,
    /// The page that the compact layout fills.
    pub page: Page,
    /// How the children of nodes stand in the compact layout, where that is settled.
    pub arrangement: Vec<(Id, Arrange)>,
    /// How the roots stand there, if that is settled.
    pub roots: Option<Arrange>,
    /// The nodes of these whose children a hand has arranged.
    pub arranged: Vec<Id>,
    /// Whether every reason has a frame around its premises.
    pub frames_reasons: bool,
    /// The nodes that are shown at all; none for all of them.
    pub kept: Option<Arc<HashSet<Id>>>,
}

/// A request together with what its boxes and wires stand for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// What the layout is asked.
    pub request: Request,
    /// Per box, its node, by its place in document order.
    pub nodes: Arc<Vec<u32>>,
    /// Per box, its wording.
    pub texts: Vec<Arc<BoxText>>,
    /// Per wire, its link, by its place in document order.
    pub links: Arc<Vec<u32>>,
    /// Per node, the box that shows it: its own, or that of the node it is folded into.
    pub box_of_node: Arc<Vec<u32>>,
    /// How many nodes are left out because they are not to be seen at all.
    pub n_left_out: usize,
}

impl ViewState {
    /// The state in which a map is opened: as its first view says. Without a layout in it, a map
    /// of more than [`MANY_BOXES`] is shown compact.
    pub fn of_map(document: &Document) -> Self {
        let view = document.views().iter().next();
        let mut state = view.map(|view| Self::of(view)).unwrap_or_default();
        if view.is_none_or(|view| view.layout.is_none()) {
            state.layout = choose_layout(document.nodes().len());
        }
        state
    }

    /// The state that a saved view asks for; what this version does not know is the default.
    pub fn of(view: &View) -> Self {
        let layout = view.layout.as_ref().map_or("", LayoutName::as_str);
        let is_right = view.direction == Some(model::Direction::Right);
        let pin = |(id, x, y): &(Arc<str>, i64, i64)| {
            let id = Id::parse(id).ok()?;
            Some((id, Point::new(*x as f32, *y as f32)))
        };
        let choice =
            |(id, word): &(Arc<str>, String)| Some((Id::parse(id).ok()?, Arrange::parse(word)?));
        Self {
            layout: super::Layout::named(layout).map_or_else(LayoutId::default, |it| it.id),
            direction: if is_right {
                Direction::LeftToRight
            } else {
                Direction::TopDown
            },
            folded: view.collapsed.iter().cloned().collect(),
            pins: view.positions.iter().filter_map(pin).collect(),
            page: read_page(view).unwrap_or_default(),
            arrangement: view.arrangement.iter().filter_map(choice).collect(),
            roots: view.roots.as_deref().and_then(Arrange::parse),
            arranged: view.arranged.clone(),
            ..Self::default()
        }
    }
}

/// The layout for a map of so many boxes for which none was chosen.
pub fn choose_layout(n_boxes: usize) -> LayoutId {
    let has_compact = super::ALL.iter().any(|it| it.id == LayoutId::Compact);
    if n_boxes > MANY_BOXES && has_compact {
        LayoutId::Compact
    } else {
        LayoutId::Tidy
    }
}

/// The page that a view asks for, if it does: a list of width and height.
fn read_page(view: &View) -> Option<Page> {
    let [width, height] = serde_json::from_str::<[u32; 2]>(view.page.as_ref()?.as_str()).ok()?;
    (width > 0 && height > 0).then_some(Page { width, height })
}

impl Plan {
    /// What a document asks of a layout. `graph` is that of `document`.
    pub fn of(document: &Document, graph: &Graph, view: &ViewState, measure: &dyn Measure) -> Self {
        let shape = Shape::of(graph, view);
        Self::fill(
            document,
            graph,
            view,
            &shape,
            measure,
            &mut Texts::default(),
        )
    }

    fn fill(
        document: &Document,
        graph: &Graph,
        view: &ViewState,
        shape: &Shape,
        measure: &dyn Measure,
        texts: &mut Texts,
    ) -> Self {
        let mut plan = Self {
            request: Request {
                layout: view.layout,
                direction: view.direction,
                page: view.page,
                roots: view.roots,
                frames_reasons: view.frames_reasons,
                members: shape.members.clone(),
                units: shape.units.clone(),
                wires: shape.wires.clone(),
                folded: shape.folded.clone(),
                ..Request::default()
            },
            nodes: shape.nodes.clone(),
            texts: Vec::with_capacity(shape.nodes.len()),
            links: shape.links.clone(),
            box_of_node: shape.box_of_node.clone(),
            n_left_out: shape.n_left_out,
        };
        if view.direction == Direction::LeftToRight {
            plan.request.spacing = Spacing {
                level: SIDEWAYS_LEVEL,
                ..Spacing::default()
            };
        }
        let opened = view.opened.iter();
        let mut opened: Vec<u32> = opened.filter_map(|id| graph.node(id.as_str())).collect();
        opened.sort_unstable();
        texts.begin();
        let records = document.nodes().rows();
        plan.request.boxes.reserve_exact(shape.nodes.len());
        for (&node, &is_main) in shape.nodes.iter().zip(&shape.is_main) {
            let is_open = opened.binary_search(&node).is_ok();
            let text = texts.get(&records[node as usize], is_main, is_open, measure);
            plan.request.add_box(text.size);
            plan.texts.push(text);
        }
        for (id, choice) in &view.arrangement {
            if let Some(b) = graph.node(id.as_str()).and_then(|node| shape.box_of(node)) {
                plan.request.arrangement.push((b, *choice));
            }
        }
        plan.request.arrangement.sort_by_key(|&(b, _)| b);
        plan.request.arrangement.dedup_by_key(|&mut (b, _)| b);
        for id in &view.arranged {
            if let Some(b) = graph.node(id.as_str()).and_then(|node| shape.box_of(node)) {
                plan.request.arranged.push(b);
            }
        }
        for (id, corner) in &view.pins {
            if let Some(b) = graph.node(id.as_str()).and_then(|node| shape.box_of(node)) {
                plan.request.pins.push((b, *corner));
            }
        }
        plan
    }

    /// The box of a node, if it is to be seen itself.
    pub fn box_of(&self, node: u32) -> Option<usize> {
        let at = *self.box_of_node.get(node as usize)? as usize;
        (self.nodes.get(at) == Some(&node)).then_some(at)
    }

    /// The wire of a link, if it is drawn.
    pub fn wire_of(&self, link: u32) -> Option<usize> {
        self.links.binary_search(&link).ok()
    }
}

/// Makes one plan after the other, and keeps what the next one may need again: the wordings that
/// were measured, and which boxes and lines there are.
#[derive(Debug, Default)]
pub struct Planner {
    texts: Texts,
    last: LastShape,
}

impl Planner {
    /// What a document asks of a layout: [`Plan::of`]. `graph` is that of `document`.
    pub fn plan(
        &mut self,
        document: &Document,
        graph: &Arc<Graph>,
        view: &ViewState,
        measure: &dyn Measure,
    ) -> Plan {
        let shape = self.last.get(graph, view);
        Plan::fill(document, graph, view, shape, measure, &mut self.texts)
    }

    /// How many wordings the last plan has measured.
    pub fn n_measured(&self) -> usize {
        self.texts.n_measured()
    }
}
