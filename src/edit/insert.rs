//! Adding records that were made elsewhere: a paste, a duplicate, an import.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::{Draft, Refusal, link};
use crate::model::{
    Anchor, Comment, Id, Intent, Link, List, Node, RecordKind, Source, choose_relation,
};

/// Records that belong together, with ids of their own. A map that takes them shares those that need
/// not be altered.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Fragment {
    /// Articles that the anchors quote.
    pub sources: Vec<Source>,
    /// Boxes.
    pub nodes: Vec<Arc<Node>>,
    /// Links among them.
    pub links: Vec<Arc<Link>>,
}

/// What the records of a fragment are called in the document. Most keep their ids, and only what does
/// not is noted.
#[derive(Default)]
struct Names {
    sources: HashMap<Id, Id>,
    /// New ids of the nodes and links that could not keep theirs; a careless fragment may use one id in
    /// both tables.
    renamed: HashMap<(RecordKind, Id), Id>,
    /// Ids given away to records that are yet to be added, with the table of a record that bore the id
    /// in the fragment already.
    given: HashMap<Id, Option<RecordKind>, RandomState>,
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
        own_nodes.push(names.give_first(draft, &node.id, RecordKind::Node));
    }
    let mut own_links = Vec::with_capacity(fragment.links.len());
    for link in &fragment.links {
        own_links.push(names.give_first(draft, &link.id, RecordKind::Link));
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
        if placed.contains(&node.id) && names.find(RecordKind::Node, &node.id) == Some(&own) {
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
        if !draft.document().is_taken(id.as_str())
            && let Entry::Vacant(free) = self.given.entry(id.clone())
        {
            free.insert(Some(kind));
            return id.clone();
        }
        loop {
            let own = draft.draw_id(kind);
            if let Entry::Vacant(free) = self.given.entry(own.clone()) {
                free.insert(None);
                return own;
            }
        }
    }

    /// As [`Self::give`], and what is meant by the id in the fragment from now on is this record, unless
    /// it is the second one of that id in its table.
    fn give_first(&mut self, draft: &mut Draft<'_>, id: &Id, kind: RecordKind) -> Id {
        let is_kept = self.keeps(kind, id);
        let own = self.give(draft, id, kind);
        if own != *id && !is_kept {
            let first = self.renamed.entry((kind, id.clone()));
            first.or_insert(own.clone());
        }
        own
    }

    /// Whether a record of that table keeps that id.
    fn keeps(&self, kind: RecordKind, id: &Id) -> bool {
        self.given.get(id) == Some(&Some(kind))
    }

    /// What the record of that id in that table of the fragment is called; none if there is none.
    fn find<'a>(&'a self, kind: RecordKind, id: &'a Id) -> Option<&'a Id> {
        if self.keeps(kind, id) {
            return Some(id);
        }
        if self.renamed.is_empty() {
            return None;
        }
        self.renamed.get(&(kind, id.clone()))
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
    node: &Arc<Node>,
    own: &Id,
    names: &mut Names,
) -> Result<(), Refusal> {
    let mut node = node.clone();
    if node.id != *own {
        Arc::make_mut(&mut node).id = own.clone();
    }
    if !node.anchors.is_empty() {
        rename_anchors(draft, &mut Arc::make_mut(&mut node).anchors, names);
    }
    if !node.comments.is_empty() {
        rename_comments(draft, &mut Arc::make_mut(&mut node).comments, names);
    }
    draft.add_node(node, None)
}

fn insert_link(
    draft: &mut Draft<'_>,
    link: &Arc<Link>,
    own: Id,
    names: &mut Names,
) -> Result<(), Refusal> {
    let mut link = link.clone();
    if link.id != own {
        Arc::make_mut(&mut link).id = own;
    }
    if !names.renamed.is_empty() {
        rename_ends(Arc::make_mut(&mut link), names);
    }
    if !link.anchors.is_empty() {
        rename_anchors(draft, &mut Arc::make_mut(&mut link).anchors, names);
    }
    if !link.comments.is_empty() {
        rename_comments(draft, &mut Arc::make_mut(&mut link).comments, names);
    }
    draft.add_link(link, None)
}

fn rename_ends(link: &mut Link, names: &Names) {
    let to = names.find(RecordKind::Node, &link.to);
    let to = to.or_else(|| names.find(RecordKind::Link, &link.to));
    if let Some(to) = to.cloned() {
        link.to = to;
    }
    for premise in &mut link.from {
        if let Some(own) = names.find(RecordKind::Node, premise).cloned() {
            *premise = own;
        }
    }
    for (premise, _) in &mut link.roles {
        let own = Id::parse(premise).ok();
        let own = own.as_ref().and_then(|id| names.find(RecordKind::Node, id));
        if let Some(own) = own {
            *premise = own.as_str().into();
        }
    }
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
