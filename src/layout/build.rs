//! From a document and the way it is shown to a request: which boxes are to be seen, how large
//! they are, who stands under whom. Knows the model; knows nothing of where things go.

use std::collections::HashSet;
use std::sync::Arc;

use super::box_text::BoxText;
use super::geometry::Point;
use super::measure::Measure;
use super::request::{Arrange, Direction, LayoutId, Page, Request, Spacing, WireEnd};
use super::texts::Texts;
use crate::model::{
    self, Document, End, Graph, Id, LayoutName, Node, Relation, Role, View, find_role,
};

/// From a parent to its children where the tree grows to the right: words stand in that room.
const SIDEWAYS_LEVEL: f32 = 104.0;

/// A map of more boxes is shown compact unless something else was chosen: a tidy tree of more is
/// a strip that cannot be read at a glance.
pub const MANY_BOXES: usize = 60;

/// No index.
const NONE: u32 = u32::MAX;

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
    pub nodes: Vec<u32>,
    /// Per box, its wording.
    pub texts: Vec<Arc<BoxText>>,
    /// Per wire, its link, by its place in document order.
    pub links: Vec<u32>,
    /// Per node, the box that shows it: its own, or that of the node it is folded into.
    pub box_of_node: Vec<u32>,
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

/// Measures the wording of a record: whether it is the main claim, whether it is shown in full.
type TextOf<'a> = dyn FnMut(&Arc<Node>, bool, bool) -> Arc<BoxText> + 'a;

impl Plan {
    /// What a document asks of a layout. `graph` is that of `document`.
    pub fn of(document: &Document, graph: &Graph, view: &ViewState, measure: &dyn Measure) -> Self {
        Self::with_texts(document, graph, view, measure, &mut Texts::default())
    }

    /// As [`Self::of`], with the wordings that an earlier plan has measured.
    pub fn with_texts(
        document: &Document,
        graph: &Graph,
        view: &ViewState,
        measure: &dyn Measure,
        texts: &mut Texts,
    ) -> Self {
        texts.begin();
        let mut plan = Self::default();
        plan.request.layout = view.layout;
        plan.request.direction = view.direction;
        plan.request.page = view.page;
        plan.request.frames_reasons = view.frames_reasons;
        if view.direction == Direction::LeftToRight {
            plan.request.spacing = Spacing {
                level: SIDEWAYS_LEVEL,
                ..Spacing::default()
            };
        }
        let shown_by = fold(graph, view);
        plan.add_boxes(
            document,
            graph,
            view,
            &shown_by,
            &mut |record, is_main, is_open| texts.get(record, is_main, is_open, measure),
        );
        let wire_of_link = plan.add_wires(graph, &shown_by);
        plan.add_units(graph, &shown_by, &wire_of_link);
        for (id, choice) in &view.arrangement {
            if let Some(node) = graph.node(id.as_str())
                && shown_by[node as usize] == node
            {
                let b = plan.box_of_node[node as usize];
                plan.request.arrangement.push((b, *choice));
            }
        }
        plan.request.arrangement.sort_by_key(|&(b, _)| b);
        plan.request.arrangement.dedup_by_key(|&mut (b, _)| b);
        for (id, corner) in &view.pins {
            if let Some(node) = graph.node(id.as_str())
                && shown_by[node as usize] == node
            {
                plan.request
                    .pins
                    .push((plan.box_of_node[node as usize], *corner));
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

    fn add_boxes(
        &mut self,
        document: &Document,
        graph: &Graph,
        view: &ViewState,
        shown_by: &[u32],
        text_of: &mut TextOf<'_>,
    ) {
        self.box_of_node = vec![NONE; graph.n_nodes()];
        let n_shown = shown_by.iter().zip(0..).filter(|&(&shown, at)| shown == at);
        let n_shown = n_shown.count();
        self.nodes.reserve_exact(n_shown);
        self.texts.reserve_exact(n_shown);
        self.request.boxes.reserve_exact(n_shown);
        self.request.units.reserve_exact(n_shown);
        let mut n_hidden = vec![0; graph.n_nodes()];
        let opened = view.opened.iter();
        let mut opened: Vec<u32> = opened.filter_map(|id| graph.node(id.as_str())).collect();
        opened.sort_unstable();
        for (node, (&shown, record)) in (0..).zip(shown_by.iter().zip(document.nodes())) {
            if shown != node {
                match n_hidden.get_mut(shown as usize) {
                    Some(n) => *n += 1,
                    None => self.n_left_out += 1,
                }
                continue;
            }
            let is_main = find_role(graph, node) == Some(Role::MainClaim);
            let is_open = opened.binary_search(&node).is_ok();
            let text = text_of(record, is_main, is_open);
            self.box_of_node[node as usize] = self.request.add_box(text.size);
            self.nodes.push(node);
            self.texts.push(text);
        }
        for node in 0..graph.n_nodes() {
            let shown = shown_by[node] as usize;
            self.box_of_node[node] = self.box_of_node.get(shown).copied().unwrap_or(NONE);
            if n_hidden[node] > 0 {
                self.request
                    .folded
                    .push((self.box_of_node[node], n_hidden[node]));
            }
        }
    }

    /// Adds every link that does not run within a folded branch; returns the links' wires.
    fn add_wires(&mut self, graph: &Graph, shown_by: &[u32]) -> Vec<u32> {
        let mut wire_of_link = vec![NONE; graph.n_links()];
        for link in 0..graph.n_links() as u32 {
            if is_drawn(graph, shown_by, link) {
                wire_of_link[link as usize] = self.links.len() as u32;
                self.links.push(link);
            }
        }
        self.request.wires.reserve_exact(self.links.len());
        let mut from = Vec::new();
        let mut last_wire_from = vec![NONE; self.nodes.len()];
        for at in 0..self.links.len() {
            let link = self.links[at];
            from.clear();
            for &premise in graph.premises(link) {
                let b = self.box_of_node[premise as usize];
                if let Some(last) = last_wire_from.get_mut(b as usize)
                    && *last != at as u32
                {
                    *last = at as u32;
                    from.push(b);
                }
            }
            let to = match graph.target(link) {
                Some(End::Link(struck)) if wire_of_link[struck as usize] != NONE => {
                    WireEnd::Wire(wire_of_link[struck as usize])
                }
                Some(end) => find_node_above(graph, end).map_or(WireEnd::Wire(NONE), |node| {
                    WireEnd::Box(self.box_of_node[node as usize])
                }),
                None => WireEnd::Wire(NONE),
            };
            self.request
                .add_wire(number_relation(graph.relation(link)), &from, to);
        }
        wire_of_link
    }

    /// Adds roots, and below every box that is not folded its children; neighbours that one
    /// link places stand together.
    fn add_units(&mut self, graph: &Graph, shown_by: &[u32], wire_of_link: &[u32]) {
        let is_shown = |node: u32| shown_by[node as usize] == node;
        for &root in graph.roots() {
            if is_shown(root) {
                self.request
                    .add_unit(&[self.box_of_node[root as usize]], None, None);
            }
        }
        let link_of = |node: u32| graph.place(node).map_or(NONE, |place| place.link);
        let mut boxes = Vec::new();
        for at in 0..self.nodes.len() {
            let children = graph.children(self.nodes[at]);
            for unit in children.chunk_by(|&a, &b| link_of(a) == link_of(b)) {
                let shown = unit.iter().filter(|&&node| is_shown(node));
                boxes.clear();
                boxes.extend(shown.map(|&node| self.box_of_node[node as usize]));
                if !boxes.is_empty() {
                    let wire = wire_of_link.get(link_of(unit[0]) as usize).copied();
                    let wire = wire.filter(|&wire| wire != NONE);
                    self.request.add_unit(&boxes, Some(at as u32), wire);
                }
            }
        }
    }
}

/// Per node, itself or the uppermost folded node that hides it; `NONE` for one that is left out.
fn fold(graph: &Graph, view: &ViewState) -> Vec<u32> {
    let mut shown_by: Vec<u32> = (0..graph.n_nodes() as u32).collect();
    if let Some(kept) = &view.kept {
        shown_by.fill(NONE);
        for id in kept.iter() {
            if let Some(node) = graph.node(id.as_str()) {
                shown_by[node as usize] = node;
            }
        }
    }
    if view.folded.is_empty() {
        return shown_by;
    }
    let mut is_folded = vec![false; graph.n_nodes()];
    for id in &view.folded {
        if let Some(node) = graph.node(id.as_str()) {
            is_folded[node as usize] = true;
        }
    }
    for (node, _) in graph.walk() {
        if let Some(place) = graph.place(node) {
            let above = shown_by[place.parent as usize];
            let is_folded = is_folded.get(above as usize) == Some(&true);
            if is_folded && shown_by[node as usize] != NONE {
                shown_by[node as usize] = above;
            }
        }
    }
    shown_by
}

/// Whether a link has both ends and does not run within one folded branch.
fn is_drawn(graph: &Graph, shown_by: &[u32], link: u32) -> bool {
    let is_in = |node: u32| shown_by[node as usize] != NONE;
    let mut premises = graph
        .premises(link)
        .iter()
        .copied()
        .filter(|&node| is_in(node));
    let (Some(first), Some(end)) = (premises.clone().next(), graph.target(link)) else {
        return false;
    };
    let home = shown_by[first as usize];
    let is_hidden = |node: u32| shown_by[node as usize] != node;
    let stays_home = |node: u32| shown_by[node as usize] == home;
    let Some(above) = find_node_above(graph, end) else {
        return true;
    };
    if !is_in(above) {
        return false;
    }
    let is_within = stays_home(above) && premises.clone().all(stays_home);
    !is_within || !(is_hidden(above) || premises.any(is_hidden))
}

/// The node that an end leads to, through links to links.
fn find_node_above(graph: &Graph, mut end: End) -> Option<u32> {
    for _ in 0..=graph.n_links() {
        match end {
            End::Node(node) => return Some(node),
            End::Link(link) => end = graph.target(link)?,
        }
    }
    None
}

/// Relations as numbers: lines of different relations never share a trunk.
fn number_relation(relation: &Relation) -> u32 {
    Relation::ALL
        .iter()
        .position(|it| it == relation)
        .unwrap_or(Relation::ALL.len()) as u32
}
