//! The graph of a map on flat arrays: who links to whom, and every node's place in the tree.
//! Read off a document in near-linear time, or made of the graph before an edit; nodes and links
//! are named by their place in document order.

mod after;
mod hanging;
mod index;
mod lists;
mod shift;
mod tables;

use index::Index;
use lists::Lists;
use tables::Tables;

use super::{Document, Kind, Relation};

/// The graph of one state of a document.
///
/// Invariant: following [`Graph::place`] upwards from any node ends at a root.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    node_index: Index,
    link_index: Index,
    kinds: Vec<Kind>,
    relations: Vec<Relation>,
    premises: Lists,
    targets: Vec<Option<End>>,
    /// Links of which a premise or the target does not exist, ascending.
    dangling: Vec<u32>,
    argued: Vec<Option<u32>>,
    from_node: Lists,
    to_node: Lists,
    to_link: Lists,
    places: Vec<Option<Place>>,
    children: Lists,
    roots: Vec<u32>,
}

/// What a link points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum End {
    /// A node, by its place in document order.
    Node(u32),
    /// A link, by its place in document order.
    Link(u32),
}

/// Where a node hangs in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The node above it.
    pub parent: u32,
    /// The link that puts it there; it may point at another link, beside whose premises the node
    /// then stands.
    pub link: u32,
}

impl Graph {
    /// Reads the graph off a document.
    ///
    /// A node's place is its first link, in document order, of a placing relation that closes no
    /// cycle; nodes later in the document choose first, so that in a cycle the node that comes
    /// first is the root.
    pub fn of(document: &Document) -> Self {
        let (nodes, links) = (document.nodes(), document.links());
        let (node_index, link_index) = (Index::of(nodes), Index::of(links));
        let mut tables = Tables::with_room(links.len(), links.len());
        for link in links {
            tables.read(link, &node_index, &link_index);
        }
        let kinds = nodes.iter().map(|node| node.kind.clone()).collect();
        Self::of_tables(kinds, tables, node_index, link_index)
    }

    /// How many nodes there are.
    pub fn n_nodes(&self) -> usize {
        self.kinds.len()
    }

    /// How many links there are.
    pub fn n_links(&self) -> usize {
        self.relations.len()
    }

    /// The node of that id.
    pub fn node(&self, id: &str) -> Option<u32> {
        self.node_index.get(id)
    }

    /// The link of that id.
    pub fn link(&self, id: &str) -> Option<u32> {
        self.link_index.get(id)
    }

    /// The kind of a node.
    pub fn kind(&self, node: u32) -> &Kind {
        &self.kinds[node as usize]
    }

    /// The relation of a link.
    pub fn relation(&self, link: u32) -> &Relation {
        &self.relations[link as usize]
    }

    /// The premises of a link that exist, in their order.
    pub fn premises(&self, link: u32) -> &[u32] {
        self.premises.get(link)
    }

    /// What a link points at, if it exists.
    pub fn target(&self, link: u32) -> Option<End> {
        self.targets[link as usize]
    }

    /// The node that a link argues about in the end, through links to links; none where they
    /// lead nowhere or in a circle.
    pub fn node_argued(&self, link: u32) -> Option<u32> {
        self.argued[link as usize]
    }

    /// The links that a node is a premise of, in document order.
    pub fn links_from(&self, node: u32) -> &[u32] {
        self.from_node.get(node)
    }

    /// The links that point at a node or link, in document order.
    pub fn links_to(&self, end: End) -> &[u32] {
        match end {
            End::Node(node) => self.to_node.get(node),
            End::Link(link) => self.to_link.get(link),
        }
    }

    /// A node's place in the tree; none for a root.
    pub fn place(&self, node: u32) -> Option<Place> {
        self.places[node as usize]
    }

    /// The nodes that hang under a node, in sibling order, strikers beside the premises of the
    /// link that they strike.
    pub fn children(&self, node: u32) -> &[u32] {
        self.children.get(node)
    }

    /// The nodes without a place, in document order.
    pub fn roots(&self) -> &[u32] {
        &self.roots
    }

    /// Whether this link puts that node where it stands in the tree.
    pub fn is_tree_link(&self, link: u32, node: u32) -> bool {
        self.place(node).is_some_and(|place| place.link == link)
    }

    /// All nodes in the order in which an outline shows them, each with its depth from 0.
    pub fn walk(&self) -> Vec<(u32, u32)> {
        self.walk_from(self.roots.iter().copied())
    }

    /// A node and everything under it in outline order, each with its depth from 0.
    pub fn walk_branch(&self, node: u32) -> Vec<(u32, u32)> {
        self.walk_from(std::iter::once(node))
    }

    fn walk_from(&self, roots: impl DoubleEndedIterator<Item = u32>) -> Vec<(u32, u32)> {
        let mut seen = Vec::new();
        let mut stack: Vec<(u32, u32)> = roots.rev().map(|root| (root, 0)).collect();
        while let Some((node, depth)) = stack.pop() {
            seen.push((node, depth));
            stack.extend(
                self.children(node)
                    .iter()
                    .rev()
                    .map(|&child| (child, depth + 1)),
            );
        }
        seen
    }

    fn of_tables(kinds: Vec<Kind>, tables: Tables, node_index: Index, link_index: Index) -> Self {
        let Tables {
            relations,
            premises,
            targets,
            dangling,
        } = tables;
        let (n_nodes, n_links) = (kinds.len(), relations.len());
        let premise_pairs = premises.pairs();
        let target_pairs = |want_node: bool| {
            targets
                .iter()
                .zip(0..)
                .filter_map(move |(target, link)| match target {
                    Some(End::Node(node)) if want_node => Some((*node, link)),
                    Some(End::Link(step)) if !want_node => Some((*step, link)),
                    _ => None,
                })
        };
        let mut graph = Self {
            from_node: Lists::of(n_nodes, premise_pairs.map(|(link, node)| (node, link))),
            to_node: Lists::of(n_nodes, target_pairs(true)),
            to_link: Lists::of(n_links, target_pairs(false)),
            argued: find_argued(&targets),
            node_index,
            link_index,
            kinds,
            relations,
            premises,
            targets,
            dangling,
            ..Self::default()
        };
        graph.find_places();
        graph.order_children();
        graph
    }

    fn find_places(&mut self) {
        let n_nodes = self.n_nodes();
        self.places = vec![None; n_nodes];
        let mut forest = Forest::new(n_nodes);
        for node in (0..n_nodes as u32).rev() {
            let place = self.from_node.get(node).iter().find_map(|&link| {
                if !self.relations[link as usize].places() {
                    return None;
                }
                let parent = self.node_argued(link)?;
                (forest.find_root(parent) != node).then_some(Place { parent, link })
            });
            if let Some(place) = place {
                forest.hang(node, place.parent);
            }
            self.places[node as usize] = place;
        }
        self.roots = (0..n_nodes as u32)
            .filter(|&node| self.places[node as usize].is_none())
            .collect();
    }

    fn order_children(&mut self) {
        let mut pairs = Vec::with_capacity(self.n_nodes());
        let mut is_listed = vec![false; self.n_links()];
        let mut stack = Vec::new();
        for link in 0..self.n_links() as u32 {
            if matches!(self.targets[link as usize], Some(End::Node(_))) {
                stack.push(link);
            }
            while let Some(link) = stack.pop() {
                if std::mem::replace(&mut is_listed[link as usize], true) {
                    continue;
                }
                for &node in self.premises.get(link) {
                    if let Some(place) = self.places[node as usize]
                        && place.link == link
                    {
                        pairs.push((place.parent, node));
                    }
                }
                stack.extend(self.to_link.get(link).iter().rev());
            }
        }
        // A premise named twice by its link would be listed twice.
        let mut is_child = vec![false; self.n_nodes()];
        pairs.retain(|&(_, node)| !std::mem::replace(&mut is_child[node as usize], true));
        self.children = Lists::of(self.n_nodes(), pairs.iter().copied());
    }
}

/// The node at the end of each chain of links, every link being followed once.
fn find_argued(targets: &[Option<End>]) -> Vec<Option<u32>> {
    let mut argued = vec![None; targets.len()];
    let mut is_begun = vec![false; targets.len()];
    let mut chain = Vec::new();
    for start in 0..targets.len() {
        let mut at = start;
        let end = loop {
            if std::mem::replace(&mut is_begun[at], true) {
                // Followed earlier, or just now in a circle, where nothing is known yet.
                break argued[at];
            }
            chain.push(at);
            match targets[at] {
                Some(End::Node(node)) => break Some(node),
                Some(End::Link(next)) => at = next as usize,
                None => break None,
            }
        };
        for link in chain.drain(..) {
            argued[link] = end;
        }
    }
    argued
}

/// Union-find over trees that remembers each tree's root (Tarjan).
struct Forest {
    above: Vec<u32>,
    root: Vec<u32>,
    rank: Vec<u8>,
}

impl Forest {
    fn new(n: usize) -> Self {
        let each: Vec<u32> = (0..n as u32).collect();
        Self {
            above: each.clone(),
            root: each,
            rank: vec![0; n],
        }
    }

    fn find(&mut self, mut at: u32) -> u32 {
        while self.above[at as usize] != at {
            let up = self.above[self.above[at as usize] as usize];
            self.above[at as usize] = up;
            at = up;
        }
        at
    }

    fn find_root(&mut self, node: u32) -> u32 {
        let set = self.find(node);
        self.root[set as usize]
    }

    /// Hangs a root under a node of another tree.
    fn hang(&mut self, child: u32, parent: u32) {
        let (below, above) = (self.find(child), self.find(parent));
        let root = self.root[above as usize];
        let (low, high) = if self.rank[below as usize] < self.rank[above as usize] {
            (below, above)
        } else {
            (above, below)
        };
        self.above[low as usize] = high;
        if self.rank[low as usize] == self.rank[high as usize] {
            self.rank[high as usize] += 1;
        }
        self.root[high as usize] = root;
    }
}
