//! Adding records that were made elsewhere: a paste, a duplicate, an import.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::{Draft, Position, Refusal, link, place};
use crate::model::{
    Anchor, Comment, Id, Intent, Link, List, Node, RecordKind, Relation, Source, choose_relation,
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
    /// What the uppermost boxes hung on, which is none of the records: links to these ids are steps
    /// with an open end.
    pub open: BTreeSet<Id>,
}

impl Fragment {
    /// The links that lead to one of the records in the end: all but those with an open end and those
    /// on them.
    pub fn closed_links(&self) -> impl Iterator<Item = &Arc<Link>> {
        let open = self.links_onto(self.open.iter());
        self.links.iter().filter(move |it| !open.contains(&it.id))
    }

    fn has_open_end(&self, link: &Link) -> bool {
        self.open.contains(&link.to)
    }

    /// The links on some ends, and the links on those, and so on.
    fn links_onto<'a>(&'a self, ends: impl Iterator<Item = &'a Id>) -> HashSet<&'a Id> {
        let mut onto = HashSet::new();
        let mut ends: Vec<&Id> = ends.collect();
        if ends.is_empty() {
            return onto;
        }
        let mut on: HashMap<&Id, Vec<&Id>> = HashMap::new();
        for link in &self.links {
            on.entry(&link.to).or_default().push(&link.id);
        }
        while let Some(end) = ends.pop() {
            let links = on.remove(end).unwrap_or_default();
            ends.extend(links.into_iter().filter(|&link| onto.insert(link)));
        }
        onto
    }
}

/// Where the records of a fragment go.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Spot<'a> {
    /// The node or link that the uppermost boxes go under; they stand alone if none.
    pub under: Option<&'a Id>,
    /// The sibling that they come to stand right behind; they come last if none.
    pub after: Option<&'a Id>,
    /// Those of them that speak against what they go under, where no step with an open end says so.
    pub against: &'a [Id],
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

/// Adds a fragment. Ids that are taken are replaced, and an article that is there already (same id
/// and text) is not added twice. Steps with an open end lead to what the fragment goes under, and
/// boxes without a place are hung under that, both where the table of relations allows; what it does
/// not allow is left out, and the boxes stand alone. Selects the uppermost boxes.
pub(super) fn insert(
    draft: &mut Draft<'_>,
    fragment: &Fragment,
    spot: Spot<'_>,
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
    let bound = bind_open_ends(draft, fragment, spot.under, &names)?;
    let is_free = |it: &&Arc<Link>| fragment.has_open_end(it) && !bound.contains_key(&it.id);
    let free: HashSet<&Id> = fragment
        .links
        .iter()
        .filter(is_free)
        .map(|it| &it.id)
        .collect();
    let mut fallen = fragment.links_onto(free.iter().copied());
    fallen.extend(free);
    let mut slot = find_slot(draft, spot);
    for (link, own) in fragment.links.iter().zip(own_links) {
        if fallen.contains(&link.id) {
            continue;
        }
        let bound = spot.under.zip(bound.get(&link.id));
        insert_link(draft, link, own, &mut names, bound, slot)?;
        slot = slot.map(|at| at + 1);
    }
    hang_tops(draft, fragment, spot, slot, &fallen, (&own_nodes, &names))
}

/// The relations of the steps with an open end, where that can be what the fragment goes under.
fn bind_open_ends<'f>(
    draft: &Draft<'_>,
    fragment: &'f Fragment,
    under: Option<&Id>,
    names: &Names,
) -> Result<HashMap<&'f Id, Relation>, Refusal> {
    let mut bound = HashMap::new();
    let Some(under) = under else {
        return Ok(bound);
    };
    for link in &fragment.links {
        if !fragment.has_open_end(link) {
            continue;
        }
        let own = |id| names.find(RecordKind::Node, id).cloned();
        let Some(from) = link.from.iter().map(own).collect::<Option<Vec<Id>>>() else {
            continue;
        };
        match link::find_relation(draft, &link.relation, &from, under) {
            Ok(relation) => drop(bound.insert(&link.id, relation)),
            Err(Refusal::Relation(_)) => {}
            Err(refusal) => return Err(refusal),
        }
    }
    Ok(bound)
}

/// Where in document order the links go; at the end if none.
fn find_slot(draft: &Draft<'_>, spot: Spot<'_>) -> Option<usize> {
    let position = Position::After(spot.after?.clone());
    Some(place::find_link_slot(draft, spot.under?, &position, None))
}

/// Puts the boxes without a place among the records where they go, and gives the uppermost ones.
fn hang_tops(
    draft: &mut Draft<'_>,
    fragment: &Fragment,
    spot: Spot<'_>,
    mut slot: Option<usize>,
    fallen: &HashSet<&Id>,
    (own_nodes, names): (&[Id], &Names),
) -> Result<Vec<Id>, Refusal> {
    let mut placed = HashSet::new();
    // Premises of steps that lead to where the fragment goes already, or that would have struck such
    // a step and have nothing to hang on without it.
    let mut settled = HashSet::new();
    for link in fragment.links.iter().filter(|it| it.relation.places()) {
        match (fragment.has_open_end(link), fallen.contains(&link.id)) {
            (false, false) => placed.extend(&link.from),
            (true, true) => {}
            _ => settled.extend(&link.from),
        }
    }
    let mut tops = Vec::new();
    for (node, own) in fragment.nodes.iter().zip(own_nodes) {
        let is_named = names.find(RecordKind::Node, &node.id) == Some(own);
        if is_named && placed.contains(&node.id) {
            continue;
        }
        let is_settled = is_named && settled.contains(&node.id);
        if let Some(under) = spot.under.filter(|_| !is_settled) {
            let intent = if spot.against.contains(&node.id) {
                Intent::Against
            } else {
                Intent::For
            };
            let n_links = draft.document().links().len();
            hang(draft, own, node, under, intent, slot)?;
            let n_new = draft.document().links().len() - n_links;
            slot = slot.map(|at| at + n_new);
        }
        tops.push(own.clone());
    }
    if let (None, Some(after)) = (spot.under, spot.after) {
        let mut before = after;
        for own in &tops {
            place::stand_after_root(draft, own, before)?;
            before = own;
        }
    }
    Ok(tops)
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
    bound: Option<(&Id, &Relation)>,
    slot: Option<usize>,
) -> Result<(), Refusal> {
    let mut link = link.clone();
    if link.id != own {
        Arc::make_mut(&mut link).id = own;
    }
    if !names.renamed.is_empty() {
        rename_ends(Arc::make_mut(&mut link), names);
    }
    if let Some((under, relation)) = bound {
        let link = Arc::make_mut(&mut link);
        (link.to, link.relation) = (under.clone(), relation.clone());
    }
    if !link.anchors.is_empty() {
        rename_anchors(draft, &mut Arc::make_mut(&mut link).anchors, names);
    }
    if !link.comments.is_empty() {
        rename_comments(draft, &mut Arc::make_mut(&mut link).comments, names);
    }
    draft.add_link(link, slot)
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
    slot: Option<usize>,
) -> Result<(), Refusal> {
    let kind = link::find_target_kind(draft.document(), under)?;
    let relation = choose_relation(&node.kind, link::as_target(kind.as_ref()), intent);
    if let Ok(Some(relation)) = relation {
        let own = draft.draw_id(RecordKind::Link);
        draft.add_link(
            Link::new(own, relation, vec![id.clone()], under.clone()),
            slot,
        )?;
    }
    Ok(())
}
