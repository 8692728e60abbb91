//! The laws of a map, and who breaks them. Edits never do; files may, and are then told.

use std::collections::{HashMap, HashSet};

use thiserror::Error;

use super::{
    Change, Changes, Comment, Document, Id, Link, Node, RelationRefusal, Row, Target,
    check_relation,
};

/// One law broken by one record.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Error)]
pub enum Breach {
    /// Two records with one id.
    #[error("{id} names more than one record")]
    SharedId {
        /// The id.
        id: Id,
    },
    /// A link from a node that is not there.
    #[error("link {link} starts at {missing}, which is not in the map")]
    MissingPremise {
        /// The link.
        link: Id,
        /// What it names.
        missing: Id,
    },
    /// A link without a premise.
    #[error("link {link} starts nowhere")]
    NoPremise {
        /// The link.
        link: Id,
    },
    /// A premise named twice.
    #[error("link {link} names its premise {premise} twice")]
    DoublePremise {
        /// The link.
        link: Id,
        /// The premise.
        premise: Id,
    },
    /// A link to something that is not there.
    #[error("link {link} points at {missing}, which is not in the map")]
    MissingTarget {
        /// The link.
        link: Id,
        /// What it names.
        missing: Id,
    },
    /// A link from a node to itself.
    #[error("link {link} leads from {node} to itself")]
    SelfLink {
        /// The link.
        link: Id,
        /// The node.
        node: Id,
    },
    /// A relation that the table does not allow.
    #[error("link {link} from {from} breaks the table of relations: {why}")]
    Relation {
        /// The link.
        link: Id,
        /// The premise.
        from: Id,
        /// Why.
        why: RelationRefusal,
    },
    /// An anchor into a source that is not there.
    #[error("{on} quotes {missing}, which is not in the map")]
    MissingSource {
        /// The node or link.
        on: Id,
        /// What it names.
        missing: Id,
    },
    /// A strength outside 0..=1.
    #[error("link {link} has a strength outside 0 to 1")]
    StrengthRange {
        /// The link.
        link: Id,
    },
}

/// Every breach of the laws in a map, in document order.
pub fn find_breaches(document: &Document) -> Vec<Breach> {
    let mut breaches = find_shared_ids(document);
    for node in document.nodes() {
        check_node(document, node, &mut breaches);
    }
    for link in document.links() {
        check_link(document, link, &mut breaches);
    }
    breaches
}

/// The breaches that changes, already applied, have left behind. Looks at the records they
/// touched, and at the whole map only where records were removed or changed their kind.
pub fn find_breaches_of_change(document: &Document, changes: &Changes) -> Vec<Breach> {
    let mut breaches = Vec::new();
    let mut may_orphan = false;
    let check_id = |id: &Id, breaches: &mut Vec<Breach>| {
        if document.count_bearers(id.as_str()) > 1 {
            breaches.push(Breach::SharedId { id: id.clone() });
        }
    };
    let check_ids = |id: &Id, comments: &[Comment], breaches: &mut Vec<Breach>| {
        check_id(id, breaches);
        for comment in comments {
            check_id(&comment.id, breaches);
        }
    };
    for change in &changes.0 {
        match change {
            Change::Node(Row {
                before,
                after: Some(after),
            }) => {
                may_orphan |= before
                    .as_ref()
                    .is_some_and(|before| before.record.kind != after.record.kind);
                if let Some(node) = document.nodes().get(after.record.id.as_str()) {
                    check_ids(&node.id, &node.comments, &mut breaches);
                    check_node(document, node, &mut breaches);
                }
            }
            Change::Link(Row {
                after: Some(after), ..
            }) => {
                if let Some(link) = document.links().get(after.record.id.as_str()) {
                    check_ids(&link.id, &link.comments, &mut breaches);
                    check_link(document, link, &mut breaches);
                }
            }
            Change::Node(_) | Change::Link(_) | Change::Source(Row { after: None, .. }) => {
                may_orphan = true;
            }
            Change::Source(Row {
                after: Some(after), ..
            }) => check_id(&after.record.id, &mut breaches),
            Change::View(row) => {
                if let Some(after) = &row.after {
                    check_id(&after.record.id, &mut breaches);
                }
            }
            Change::Meta { after, .. } => check_id(&after.id, &mut breaches),
            Change::Dismissals { .. } => {}
        }
    }
    if may_orphan {
        find_breaches(document)
    } else {
        breaches
    }
}

fn find_shared_ids(document: &Document) -> Vec<Breach> {
    let is_shared = |id: &&Id| document.count_bearers(id.as_str()) > 1;
    let mut seen: HashMap<&str, u32> = HashMap::new();
    let comments_on_nodes = document.nodes().iter().flat_map(|node| &node.comments);
    let comments_on_links = document.links().iter().flat_map(|link| &link.comments);
    let ids = std::iter::once(&document.meta().id)
        .chain(document.sources().iter().map(|source| &source.id))
        .chain(document.nodes().iter().map(|node| &node.id))
        .chain(document.links().iter().map(|link| &link.id))
        .chain(document.views().iter().map(|view| &view.id))
        .chain(
            comments_on_nodes
                .chain(comments_on_links)
                .map(|comment| &comment.id),
        );
    let mut breaches = Vec::new();
    for id in ids.filter(is_shared) {
        let n_seen = seen.entry(id.as_str()).or_default();
        *n_seen += 1;
        if *n_seen == 2 {
            breaches.push(Breach::SharedId { id: id.clone() });
        }
    }
    breaches
}

fn check_node(document: &Document, node: &Node, breaches: &mut Vec<Breach>) {
    for anchor in &node.anchors {
        if !document.sources().contains(anchor.source.as_str()) {
            let (on, missing) = (node.id.clone(), anchor.source.clone());
            breaches.push(Breach::MissingSource { on, missing });
        }
    }
}

fn check_link(document: &Document, link: &Link, breaches: &mut Vec<Breach>) {
    let id = || link.id.clone();
    for anchor in &link.anchors {
        if !document.sources().contains(anchor.source.as_str()) {
            breaches.push(Breach::MissingSource {
                on: id(),
                missing: anchor.source.clone(),
            });
        }
    }
    if let Some(super::Strength::Number(number)) = link.strength
        && !(0.0..=1.0).contains(&number)
    {
        breaches.push(Breach::StrengthRange { link: id() });
    }
    if link.from.is_empty() {
        breaches.push(Breach::NoPremise { link: id() });
    }
    let target = match document.nodes().get(link.to.as_str()) {
        Some(node) => Some(Target::Node(&node.kind)),
        None => document
            .links()
            .contains(link.to.as_str())
            .then_some(Target::Link),
    };
    if target.is_none() || link.to == link.id {
        breaches.push(Breach::MissingTarget {
            link: id(),
            missing: link.to.clone(),
        });
    }
    let mut seen = HashSet::new();
    for from in &link.from {
        if link.is_linked() && !seen.insert(from) {
            breaches.push(Breach::DoublePremise {
                link: id(),
                premise: from.clone(),
            });
        }
        if *from == link.to {
            breaches.push(Breach::SelfLink {
                link: id(),
                node: from.clone(),
            });
        }
        let Some(node) = document.nodes().get(from.as_str()) else {
            breaches.push(Breach::MissingPremise {
                link: id(),
                missing: from.clone(),
            });
            continue;
        };
        if let Some(target) = target
            && let Err(why) = check_relation(&link.relation, &node.kind, target)
        {
            breaches.push(Breach::Relation {
                link: id(),
                from: from.clone(),
                why,
            });
        }
    }
}
