//! Adding records that were made elsewhere: a paste, a duplicate, an import.

use std::collections::{HashMap, HashSet};

use super::{Draft, Refusal, link};
use crate::model::{
    Anchor, Comment, Id, Intent, Link, List, Node, RecordKind, Source, choose_relation,
};

/// Records that belong together, with ids of their own.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Fragment {
    /// Articles that the anchors quote.
    pub sources: Vec<Source>,
    /// Boxes.
    pub nodes: Vec<Node>,
    /// Links among them.
    pub links: Vec<Link>,
}

/// What the records of a fragment are called in the document, a table each, since a careless
/// fragment may use one id in several.
#[derive(Default)]
struct Names {
    sources: HashMap<Id, Id>,
    nodes: HashMap<Id, Id>,
    links: HashMap<Id, Id>,
    /// Ids given away to records that are yet to be added.
    given: HashSet<Id>,
}

/// Adds a fragment. Ids that are taken are replaced, an article that is there already (same id
/// and text) is not added twice, and boxes without a place are hung under `under` where the
/// table of relations allows, those named in `against` to speak against it. Selects those boxes.
pub(super) fn insert(
    draft: &mut Draft<'_>,
    fragment: &Fragment,
    under: Option<&Id>,
    against: &[Id],
) -> Result<Vec<Id>, Refusal> {
    let mut names = Names::default();
    for source in &fragment.sources {
        insert_source(draft, source, &mut names)?;
    }
    let mut own_nodes = Vec::with_capacity(fragment.nodes.len());
    for node in &fragment.nodes {
        let own = names.give(draft, &node.id, RecordKind::Node);
        // A second record of one id gets a name of its own; links mean the first.
        names.nodes.entry(node.id.clone()).or_insert(own.clone());
        own_nodes.push(own);
    }
    let mut own_links = Vec::with_capacity(fragment.links.len());
    for link in &fragment.links {
        let own = names.give(draft, &link.id, RecordKind::Link);
        names.links.entry(link.id.clone()).or_insert(own.clone());
        own_links.push(own);
    }
    for (node, own) in fragment.nodes.iter().zip(&own_nodes) {
        insert_node(draft, node, own, &mut names)?;
    }
    for (link, own) in fragment.links.iter().zip(own_links) {
        insert_link(draft, link, own, &mut names)?;
    }
    let placed: HashSet<&Id> = fragment
        .links
        .iter()
        .filter(|link| link.relation.places())
        .flat_map(|link| &link.from)
        .collect();
    let mut roots = Vec::new();
    for (node, own) in fragment.nodes.iter().zip(own_nodes) {
        if placed.contains(&node.id) && names.nodes[&node.id] == own {
            continue;
        }
        if let Some(under) = under {
            let intent = if against.contains(&node.id) {
                Intent::Against
            } else {
                Intent::For
            };
            hang(draft, &own, node, under, intent)?;
        }
        roots.push(own);
    }
    Ok(roots)
}

impl Names {
    /// The id itself if it is free, else a new one; nobody else is given it afterwards.
    fn give(&mut self, draft: &mut Draft<'_>, id: &Id, kind: RecordKind) -> Id {
        let mut own = id.clone();
        while draft.document().is_taken(own.as_str()) || !self.given.insert(own.clone()) {
            own = draft.draw_id(kind);
        }
        own
    }
}

fn insert_source(draft: &mut Draft<'_>, source: &Source, names: &mut Names) -> Result<(), Refusal> {
    let same =
        draft.document().sources().iter().find(|own| {
            own.text == source.text && (own.id == source.id || !source.text.is_empty())
        });
    if let Some(own) = same {
        names.sources.insert(source.id.clone(), own.id.clone());
        return Ok(());
    }
    let id = names.give(draft, &source.id, RecordKind::Source);
    names.sources.insert(source.id.clone(), id.clone());
    draft.add_source(Source {
        id,
        ..source.clone()
    })
}

fn insert_node(
    draft: &mut Draft<'_>,
    node: &Node,
    own: &Id,
    names: &mut Names,
) -> Result<(), Refusal> {
    let mut node = node.clone();
    node.id = own.clone();
    rename_anchors(draft, &mut node.anchors, names);
    rename_comments(draft, &mut node.comments, names);
    draft.add_node(node, None)
}

fn insert_link(
    draft: &mut Draft<'_>,
    link: &Link,
    own: Id,
    names: &mut Names,
) -> Result<(), Refusal> {
    let mut link = link.clone();
    link.id = own;
    let to = names.nodes.get(&link.to).or(names.links.get(&link.to));
    link.to = to.unwrap_or(&link.to).clone();
    for premise in &mut link.from {
        if let Some(own) = names.nodes.get(premise) {
            *premise = own.clone();
        }
    }
    for (premise, _) in &mut link.roles {
        if let Some(own) = names.nodes.get(&**premise) {
            *premise = own.as_str().into();
        }
    }
    rename_anchors(draft, &mut link.anchors, names);
    rename_comments(draft, &mut link.comments, names);
    draft.add_link(link, None)
}

/// Anchors into articles that came neither along nor are here are dropped with them.
fn rename_anchors(draft: &Draft<'_>, anchors: &mut List<Anchor>, names: &Names) {
    for anchor in anchors.iter_mut() {
        if let Some(own) = names.sources.get(&anchor.source) {
            anchor.source = own.clone();
        }
    }
    anchors.retain(|anchor| draft.document().sources().contains(anchor.source.as_str()));
}

fn rename_comments(draft: &mut Draft<'_>, comments: &mut [Comment], names: &mut Names) {
    let mut renamed: HashMap<Id, Id> = HashMap::new();
    for comment in comments.iter_mut() {
        let own = names.give(draft, &comment.id, RecordKind::Comment);
        renamed.insert(std::mem::replace(&mut comment.id, own.clone()), own);
    }
    for comment in comments {
        if let Some(own) = comment.reply_to.as_ref().and_then(|id| renamed.get(id)) {
            comment.reply_to = Some(own.clone());
        }
    }
}

fn hang(
    draft: &mut Draft<'_>,
    id: &Id,
    node: &Node,
    under: &Id,
    intent: Intent,
) -> Result<(), Refusal> {
    let kind = link::find_target_kind(draft.document(), under)?;
    let relation = choose_relation(&node.kind, link::as_target(kind.as_ref()), intent);
    if let Ok(Some(relation)) = relation {
        let own = draft.draw_id(RecordKind::Link);
        draft.add_link(
            Link::new(own, relation, vec![id.clone()], under.clone()),
            None,
        )?;
    }
    Ok(())
}
