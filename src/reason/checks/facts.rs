//! What checks read: the map, its graph, and what is known of its wordings and passages.

use std::cell::OnceCell;
use std::sync::Arc;

use super::passages::Passages;
use super::support_order::SupportOrder;
use super::wording::Wording;
use crate::model::{Document, End, Graph, Id, Kind, Link, Node, Relation};
use crate::reason::Yardstick;
use crate::text::Lexicon;

/// One state of a map. Nodes and links are named by their places in document order.
///
/// A check of a node or link reads that record, the links at it, the records at their other
/// ends, and of what is below, in the direction of arguing, three steps at most: an edit elsewhere
/// does not make it run again.
pub(super) struct Facts<'a> {
    pub(super) document: &'a Document,
    pub(super) graph: &'a Graph,
    pub(super) wordings: &'a [Arc<Wording>],
    /// Per box whether somebody has said how likely it is: few are, and all of them are asked for.
    pub(super) is_judged: &'a [bool],
    pub(super) lexicon: Option<&'static Lexicon>,
    pub(super) yardstick: &'static Yardstick,
    pub(super) passages: &'a Passages,
    /// Made when the first check asks.
    pub(super) order: OnceCell<SupportOrder>,
}

impl<'a> Facts<'a> {
    /// The boxes in the order of arguing.
    pub(super) fn order(&self) -> &SupportOrder {
        self.order.get_or_init(|| SupportOrder::of(self.graph))
    }

    pub(super) fn node(&self, node: u32) -> &'a Node {
        &self.document.nodes().rows()[node as usize]
    }

    pub(super) fn link(&self, link: u32) -> &'a Link {
        &self.document.links().rows()[link as usize]
    }

    pub(super) fn node_id(&self, node: u32) -> Id {
        self.node(node).id.clone()
    }

    pub(super) fn link_id(&self, link: u32) -> Id {
        self.link(link).id.clone()
    }

    pub(super) fn end_id(&self, end: End) -> Id {
        match end {
            End::Node(node) => self.node_id(node),
            End::Link(link) => self.link_id(link),
        }
    }

    pub(super) fn wording(&self, node: u32) -> &'a Wording {
        &self.wordings[node as usize]
    }

    pub(super) fn is_kind(&self, node: u32, kind: &Kind) -> bool {
        self.graph.kind(node) == kind
    }

    /// Whether a box has words at all.
    pub(super) fn is_worded(&self, node: u32) -> bool {
        self.wording(node).n_words > 0
    }

    /// The links of a relation that point at something, in document order.
    pub(super) fn into(
        &self,
        end: End,
        relation: &Relation,
    ) -> impl Iterator<Item = u32> + use<'a> {
        let (graph, relation) = (self.graph, relation.clone());
        let links = graph.links_to(end).iter().copied();
        links.filter(move |&link| *graph.relation(link) == relation)
    }

    /// The links of a relation that a node is a premise of, in document order.
    pub(super) fn out_of(
        &self,
        node: u32,
        relation: &Relation,
    ) -> impl Iterator<Item = u32> + use<'a> {
        let (graph, relation) = (self.graph, relation.clone());
        let links = graph.links_from(node).iter().copied();
        links.filter(move |&link| *graph.relation(link) == relation)
    }

    /// The premises of links of a relation that point at something.
    pub(super) fn premises_into(&self, end: End, relation: &Relation) -> Vec<u32> {
        let links = self.into(end, relation);
        links
            .flat_map(|link| self.graph.premises(link).iter().copied())
            .collect()
    }
}
