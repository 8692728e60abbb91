//! Adding records that were made elsewhere: a paste, a duplicate, an import.

use std::collections::HashMap;

use super::{Draft, Refusal, link};
use crate::model::{Anchor, Comment, Id, Intent, Link, Node, RecordKind, Source, choose_relation};

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

/// Adds a fragment. Ids that are taken are replaced, an article that is there already (same id
/// and text) is not added twice, and boxes without a place are hung under `under` where the
/// table of relations allows. Selects those boxes.
pub(super) fn insert(
    draft: &mut Draft<'_>,
    fragment: &Fragment,
    under: Option<&Id>,
) -> Result<Vec<Id>, Refusal> {
    let mut names: HashMap<Id, Id> = HashMap::new();
    for source in &fragment.sources {
        insert_source(draft, source, &mut names)?;
    }
    for node in &fragment.nodes {
        insert_node(draft, node, &mut names)?;
    }
    for link in &fragment.links {
        let own = find_free_id(draft, &link.id, RecordKind::Link, &names);
        names.insert(link.id.clone(), own);
    }
    for link in &fragment.links {
        insert_link(draft, link, &names)?;
    }
    let placed: Vec<&Id> = fragment
        .links
        .iter()
        .filter(|link| link.relation.places())
        .flat_map(|link| &link.from)
        .collect();
    let mut roots = Vec::new();
    for node in fragment
        .nodes
        .iter()
        .filter(|node| !placed.contains(&&node.id))
    {
        let id = names[&node.id].clone();
        if let Some(under) = under {
            hang(draft, &id, node, under)?;
        }
        roots.push(id);
    }
    Ok(roots)
}

fn insert_source(
    draft: &mut Draft<'_>,
    source: &Source,
    names: &mut HashMap<Id, Id>,
) -> Result<(), Refusal> {
    let same =
        draft.document().sources().iter().find(|own| {
            own.text == source.text && (own.id == source.id || !source.text.is_empty())
        });
    if let Some(own) = same {
        names.insert(source.id.clone(), own.id.clone());
        return Ok(());
    }
    let id = find_free_id(draft, &source.id, RecordKind::Source, names);
    names.insert(source.id.clone(), id.clone());
    draft.add_source(Source {
        id,
        ..source.clone()
    })
}

fn insert_node(
    draft: &mut Draft<'_>,
    node: &Node,
    names: &mut HashMap<Id, Id>,
) -> Result<(), Refusal> {
    let mut node = node.clone();
    let id = find_free_id(draft, &node.id, RecordKind::Node, names);
    names.insert(node.id.clone(), id.clone());
    node.id = id;
    rename_anchors(draft, &mut node.anchors, names);
    rename_comments(draft, &mut node.comments);
    draft.add_node(node, None)
}

fn insert_link(draft: &mut Draft<'_>, link: &Link, names: &HashMap<Id, Id>) -> Result<(), Refusal> {
    let mut link = link.clone();
    let rename = |id: &Id| names.get(id).cloned().unwrap_or_else(|| id.clone());
    link.id = rename(&link.id);
    link.to = rename(&link.to);
    link.from = link.from.iter().map(rename).collect();
    for (premise, _) in &mut link.roles {
        if let Some(own) = names.get(&**premise) {
            *premise = own.as_str().into();
        }
    }
    rename_anchors(draft, &mut link.anchors, names);
    rename_comments(draft, &mut link.comments);
    draft.add_link(link, None)
}

/// Anchors into articles that came neither along nor are here are dropped with them.
fn rename_anchors(draft: &Draft<'_>, anchors: &mut Vec<Anchor>, names: &HashMap<Id, Id>) {
    for anchor in anchors.iter_mut() {
        if let Some(own) = names.get(&anchor.source) {
            anchor.source = own.clone();
        }
    }
    anchors.retain(|anchor| draft.document().sources().contains(anchor.source.as_str()));
}

fn rename_comments(draft: &mut Draft<'_>, comments: &mut [Comment]) {
    let mut names: HashMap<Id, Id> = HashMap::new();
    for comment in comments.iter_mut() {
        if draft.document().is_taken(comment.id.as_str()) {
            let own = draft.draw_id(RecordKind::Comment);
            names.insert(comment.id.clone(), own.clone());
            comment.id = own;
        }
    }
    for comment in comments {
        let reply_to = comment
            .reply_to
            .as_ref()
            .and_then(|id| names.get(id))
            .cloned();
        comment.reply_to = reply_to.or(comment.reply_to.take());
    }
}

fn find_free_id(draft: &mut Draft<'_>, id: &Id, kind: RecordKind, names: &HashMap<Id, Id>) -> Id {
    let is_used = draft.document().is_taken(id.as_str()) || names.values().any(|own| own == id);
    if is_used {
        draft.draw_id(kind)
    } else {
        id.clone()
    }
}

fn hang(draft: &mut Draft<'_>, id: &Id, node: &Node, under: &Id) -> Result<(), Refusal> {
    let kind = link::find_target_kind(draft, under)?;
    let relation = choose_relation(&node.kind, link::as_target(kind.as_ref()), Intent::For);
    if let Ok(Some(relation)) = relation {
        let own = draft.draw_id(RecordKind::Link);
        draft.add_link(
            Link::new(own, relation, vec![id.clone()], under.clone()),
            None,
        )?;
    }
    Ok(())
}
