//! From a map to a framework: its boxes and links as arguments, read off the graph's own lists, and
//! after an edit off the framework before it.

use std::sync::Arc;

use super::framework::{Edge, Graph as Dependence};
use super::{Framework, Scores};
use crate::model::{Document, End, Graph, Id, Link, Node, Relation};
use crate::reason::rows::{NONE, Rows};

/// What an argument of the framework is in the map.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Argument {
    /// A box.
    Node(Id),
    /// A link, as the reason that it gives.
    Link(Id),
    /// The other direction of a contradiction.
    Mirror(Id),
}

impl Argument {
    /// The record's id.
    pub fn id(&self) -> &Id {
        let (Self::Node(id) | Self::Link(id) | Self::Mirror(id)) = self;
        id
    }
}

/// An argument by the place of its record in the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// A box.
    Node(u32),
    /// A link, as the reason that it gives.
    Link(u32),
    /// The other direction of a contradiction.
    Mirror(u32),
}

/// A map, ready to be weighed. Its arguments are boxes that can be strong, and links that speak for
/// or against something; a contradiction speaks both ways.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Weighed {
    /// The arguments with their scores: boxes, then links, then the other directions of
    /// contradictions, each in document order.
    pub framework: Framework,
    slots: Vec<Slot>,
    of_node: Vec<u32>,
    of_link: Vec<u32>,
    /// The rows that were read.
    nodes: Vec<Arc<Node>>,
    links: Vec<Arc<Link>>,
}

/// What became of the arguments of before.
pub(super) struct Followed {
    /// Per argument of now the place that it had before; `NONE` where it is new.
    pub places: Vec<u32>,
    /// The arguments and what they depend on, as they were.
    pub before: Framework,
}

impl Weighed {
    /// Reads a map. `graph` is that of `document`.
    pub fn of(document: &Document, graph: &Graph, scores: &Scores) -> Self {
        let mut weighed = Self::default();
        weighed.follow(document, graph, scores);
        weighed
    }

    /// Makes it that of the map as it is now; `scores` are those of before. Scores of records that
    /// are the same are not asked for again.
    pub(super) fn follow(
        &mut self,
        document: &Document,
        graph: &Graph,
        scores: &Scores,
    ) -> Followed {
        let nodes = Rows::of(&self.nodes, document.nodes().rows());
        let links = Rows::of(&self.links, document.links().rows());
        let mut reading = Reading::with_room(document);
        let mut touched = nodes.touched.iter().peekable();
        for (at, node) in document.nodes().rows().iter().enumerate() {
            let was = self.of_node(nodes.old_of[at]);
            let base = if touched.next_if(|&&it| it as usize == at).is_some() {
                scores.of_node(node).map(|(base, _)| base)
            } else {
                was.map(|was| self.framework.base(was))
            };
            if let Some(base) = base {
                reading.of_node[at] = reading.slots.len() as u32;
                reading.add(Slot::Node(at as u32), base, was);
            }
        }
        let mut touched = links.touched.iter().peekable();
        for (at, link) in document.links().rows().iter().enumerate() {
            let was = self.of_link(links.old_of[at]);
            let base = if touched.next_if(|&&it| it as usize == at).is_some() {
                speaks(&link.relation).then(|| scores.of_link(link).0)
            } else {
                was.map(|was| self.framework.base(was))
            };
            if let Some(base) = base {
                reading.of_link[at] = reading.slots.len() as u32;
                reading.add(Slot::Link(at as u32), base, was);
            }
        }
        self.add_mirrors(graph, &links, &mut reading);
        let dependence = reading.read_dependence(graph);
        nodes.keep(&mut self.nodes, document.nodes().rows());
        links.keep(&mut self.links, document.links().rows());
        let before = std::mem::take(&mut self.framework);
        let hint = map_order(before.components().order(), &reading.places);
        self.framework = Framework::of_graph(reading.base, dependence, &hint).within(scores.range);
        self.slots = reading.slots;
        self.of_node = reading.of_node;
        self.of_link = reading.of_link;
        Followed {
            places: reading.places,
            before,
        }
    }

    /// Adds the other directions of contradictions that say something.
    fn add_mirrors(&self, graph: &Graph, links: &Rows, reading: &mut Reading) {
        // Mirrors stand last, in the order of their links.
        let n_others = self
            .slots
            .partition_point(|it| !matches!(it, Slot::Mirror(_)));
        let mirrors = &self.slots[n_others..];
        for at in 0..graph.n_links() as u32 {
            if *graph.relation(at) != Relation::Contradicts
                || reading.target_of(graph, at).is_none()
            {
                continue;
            }
            let base = reading.base[reading.of_link[at as usize] as usize];
            let old = links.old_of[at as usize];
            let was = mirrors.iter().position(|&it| it == Slot::Mirror(old));
            reading.mirrors.push((at, reading.slots.len() as u32));
            reading.add(Slot::Mirror(at), base, was.map(|it| n_others + it));
        }
    }

    /// What an argument is.
    pub fn argument(&self, at: usize) -> Argument {
        let id = self.id(at).clone();
        match self.slots[at] {
            Slot::Node(_) => Argument::Node(id),
            Slot::Link(_) => Argument::Link(id),
            Slot::Mirror(_) => Argument::Mirror(id),
        }
    }

    /// The id of an argument's record.
    pub fn id(&self, at: usize) -> &Id {
        match self.slots[at] {
            Slot::Node(node) => &self.nodes[node as usize].id,
            Slot::Link(link) | Slot::Mirror(link) => &self.links[link as usize].id,
        }
    }

    /// Per argument the place of its record in the document.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// The place among the arguments of the box at that place in the document; none for what has
    /// no strength.
    pub fn of_node(&self, node: u32) -> Option<usize> {
        let at = *self.of_node.get(node as usize)?;
        (at != NONE).then_some(at as usize)
    }

    /// The place of the reason that the link at that place in the document gives; none for a link
    /// that speaks neither for nor against anything.
    pub fn of_link(&self, link: u32) -> Option<usize> {
        let at = *self.of_link.get(link as usize)?;
        (at != NONE).then_some(at as usize)
    }
}

fn speaks(relation: &Relation) -> bool {
    matches!(
        relation,
        Relation::Supports | Relation::Opposes | Relation::Contradicts
    )
}

/// An order of the arguments of before in their places of now, the new ones last.
fn map_order(before: &[u32], places: &[u32]) -> Vec<u32> {
    let mut now_of = vec![NONE; before.len()];
    let mut order = Vec::with_capacity(places.len());
    for (&was, at) in places.iter().zip(0..) {
        if was != NONE {
            now_of[was as usize] = at;
        }
    }
    order.extend(before.iter().filter_map(|&was| {
        let at = now_of[was as usize];
        (at != NONE).then_some(at)
    }));
    let new = places.iter().zip(0..).filter(|&(&was, _)| was == NONE);
    order.extend(new.map(|(_, at)| at));
    order
}

/// A map while it is read.
struct Reading {
    slots: Vec<Slot>,
    base: Vec<f64>,
    places: Vec<u32>,
    of_node: Vec<u32>,
    of_link: Vec<u32>,
    /// Contradictions and the arguments that are their other directions, ascending.
    mirrors: Vec<(u32, u32)>,
}

impl Reading {
    fn with_room(document: &Document) -> Self {
        let (n_nodes, n_links) = (document.nodes().len(), document.links().len());
        let n = n_nodes + n_links;
        Self {
            slots: Vec::with_capacity(n),
            base: Vec::with_capacity(n),
            places: Vec::with_capacity(n),
            of_node: vec![NONE; n_nodes],
            of_link: vec![NONE; n_links],
            mirrors: Vec::new(),
        }
    }

    fn add(&mut self, slot: Slot, base: f64, was: Option<usize>) {
        self.slots.push(slot);
        self.base.push(base);
        self.places.push(was.map_or(NONE, |was| was as u32));
    }

    /// The argument that a link speaks about; none for a link that says nothing: it has no premise,
    /// or a premise or a target that cannot be strong.
    fn target_of(&self, graph: &Graph, link: u32) -> Option<u32> {
        if self.of_link[link as usize] == NONE {
            return None;
        }
        let to = match graph.target(link)? {
            End::Node(node) => self.of_node[node as usize],
            End::Link(link) => self.of_link[link as usize],
        };
        let premises = graph.premises(link);
        let can_be_strong = |&it: &u32| self.of_node[it as usize] != NONE;
        (to != NONE && !premises.is_empty() && premises.iter().all(can_be_strong)).then_some(to)
    }

    fn mirror_of(&self, link: u32) -> Option<u32> {
        let at = self.mirrors.binary_search_by_key(&link, |it| it.0).ok()?;
        Some(self.mirrors[at].1)
    }

    fn read_dependence(&self, graph: &Graph) -> Dependence {
        let targets: Vec<u32> = (0..graph.n_links() as u32)
            .map(|link| self.target_of(graph, link).unwrap_or(NONE))
            .collect();
        let mut made = Dependence::with_room(self.slots.len(), graph.n_links());
        for &slot in &self.slots {
            let about = match slot {
                Slot::Node(node) => graph.links_to(End::Node(node)),
                Slot::Link(link) => graph.links_to(End::Link(link)),
                Slot::Mirror(_) => &[],
            };
            for &link in about {
                if targets[link as usize] != NONE {
                    made.add_edge(Edge {
                        from: self.of_link[link as usize],
                        is_support: *graph.relation(link) == Relation::Supports,
                    });
                }
            }
            match slot {
                Slot::Node(node) if !self.mirrors.is_empty() => {
                    for mirror in graph
                        .links_from(node)
                        .iter()
                        .filter_map(|&it| self.mirror_of(it))
                    {
                        made.add_edge(Edge {
                            from: mirror,
                            is_support: false,
                        });
                    }
                }
                Slot::Link(link) if targets[link as usize] != NONE => {
                    for &premise in graph.premises(link) {
                        made.add_premise(self.of_node[premise as usize]);
                    }
                }
                Slot::Node(_) | Slot::Link(_) => {}
                Slot::Mirror(link) => made.add_premise(targets[link as usize]),
            }
            made.end_argument();
        }
        made
    }
}
