//! Edits of steps of reasoning: drawing, switching, joining and taking apart.

use std::collections::HashSet;
use std::sync::Arc;

use super::{Draft, LinkField, Refusal, node, place};
use crate::model::{
    Document, End, Graph, Id, Intent, Kind, Link, RecordKind, Relation, Strength, Target,
    check_relation, choose_relation,
};

pub(super) fn add(
    draft: &mut Draft<'_>,
    relation: &Relation,
    from: &[Id],
    to: &Id,
) -> Result<Vec<Id>, Refusal> {
    check_new(draft.document(), relation, from, to)?;
    let id = draft.draw_id(RecordKind::Link);
    draft.add_link(
        Link::new(id.clone(), relation.clone(), from.to_vec(), to.clone()),
        None,
    )?;
    Ok(vec![id])
}

fn check_new(
    document: &Document,
    relation: &Relation,
    from: &[Id],
    to: &Id,
) -> Result<(), Refusal> {
    check_link(document, relation, from, to)?;
    let is_there = document.links().iter().any(|link| {
        let same = link.relation == *relation && link.from == from && link.to == *to;
        let mirrored = relation.is_symmetric()
            && link.relation == *relation
            && link.from == [to.clone()]
            && from == [link.to.clone()];
        same || mirrored
    });
    if is_there {
        Err(Refusal::LinkExists)
    } else {
        Ok(())
    }
}

/// The relation of a link that is drawn from a box to a box or step: what the matrix gives for the
/// intent, and where it gives nothing, or the box is a note, that the two relate.
///
/// # Errors
/// Why the link cannot be drawn.
pub fn forecast_link(
    document: &Document,
    from: &Id,
    to: &Id,
    intent: Intent,
) -> Result<Relation, Refusal> {
    let missing = || Refusal::Missing(from.clone());
    let record = document.nodes().get(from.as_str()).ok_or_else(missing)?;
    let kind = find_target_kind(document, to)?;
    let relation = match choose_relation(&record.kind, as_target(kind.as_ref()), intent) {
        Ok(Some(relation)) => relation,
        Ok(None) | Err(_) => Relation::Relates,
    };
    check_new(document, &relation, std::slice::from_ref(from), to)?;
    Ok(relation)
}

pub(super) fn set_field(
    draft: &mut Draft<'_>,
    id: &Id,
    field: &LinkField,
) -> Result<Vec<Id>, Refusal> {
    let strength = match field {
        LinkField::Strength(text) => parse_strength(text)?,
        _ => None,
    };
    draft.alter_link(id, |link| match field.clone() {
        LinkField::Title(title) => link.title = title,
        LinkField::Strength(_) => link.strength = strength,
        LinkField::Scheme(scheme) => link.scheme = scheme,
        LinkField::Warrant(warrant) => link.warrant = warrant,
        LinkField::Note(note) => link.note = note,
        LinkField::Tags(tags) => link.tags = tags.into(),
    })?;
    Ok(vec![])
}

fn parse_strength(text: &str) -> Result<Option<Strength>, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    match text.parse::<f64>() {
        Ok(number) if (0.0..=1.0).contains(&number) => Ok(Some(Strength::Number(number))),
        Err(_) if matches!(text, "weak" | "moderate" | "strong" | "conclusive") => {
            Ok(Some(Strength::Word(text.into())))
        }
        Ok(_) | Err(_) => Err(Refusal::StrengthRange),
    }
}

pub(super) fn set_relation(
    draft: &mut Draft<'_>,
    id: &Id,
    relation: &Relation,
) -> Result<Vec<Id>, Refusal> {
    let link = draft.link(id)?;
    check_link(draft.document(), relation, &link.from, &link.to)?;
    draft.alter_link(id, |link| link.relation = relation.clone())?;
    Ok(vec![])
}

pub(super) fn switch_relation(draft: &mut Draft<'_>, id: &Id) -> Result<Vec<Id>, Refusal> {
    let switched = match draft.link(id)?.relation {
        Relation::Supports => Relation::Opposes,
        Relation::Opposes => Relation::Supports,
        _ => return Err(Refusal::NoOpposite),
    };
    draft.alter_link(id, |link| link.relation = switched)?;
    Ok(vec![])
}

/// Joins the reasons that the nodes are premises of. The first reason in sibling order keeps its
/// id and place; what struck the others strikes the joined one.
pub(super) fn join(draft: &mut Draft<'_>, nodes: &[Id]) -> Result<Vec<Id>, Refusal> {
    let graph = draft.graph();
    let mut found: Vec<u32> = Vec::new();
    for id in nodes {
        let at = graph
            .node(id.as_str())
            .ok_or_else(|| Refusal::Missing(id.clone()))?;
        let place = graph.place(at).ok_or(Refusal::NothingToJoin)?;
        found.push(place.link);
    }
    found.sort_unstable();
    found.dedup();
    let links: Vec<Arc<Link>> = found
        .iter()
        .map(|&at| draft.document().links().rows()[at as usize].clone())
        .collect();
    let [first, rest @ ..] = links.as_slice() else {
        return Err(Refusal::NothingToJoin);
    };
    if rest.is_empty() {
        return Err(Refusal::NothingToJoin);
    }
    let argues = matches!(first.relation, Relation::Supports | Relation::Opposes);
    if !argues
        || rest
            .iter()
            .any(|link| link.relation != first.relation || link.to != first.to)
    {
        return Err(Refusal::UnlikeReasons);
    }
    merge(draft, &first.id, rest)?;
    Ok(nodes.to_vec())
}

/// Makes a box one more premise of a reason, taken from where it hangs. A reason of its own goes up
/// in that one, with whatever strikes it.
pub(super) fn add_premise(draft: &mut Draft<'_>, id: &Id, node: &Id) -> Result<Vec<Id>, Refusal> {
    let graph = draft.graph();
    forecast_premise(draft.document(), &graph, node, id)?;
    let at = graph.node(node.as_str());
    let current = at.and_then(|at| place::find_place_link(draft.document(), &graph, at));
    match current.cloned() {
        Some(own) if own.from.len() == 1 => merge(draft, id, &[Arc::new(own)])?,
        current => {
            if let Some(own) = current {
                draft.alter_link(&own.id, |link| drop_premise(link, node))?;
            }
            draft.alter_link(id, |link| link.from.push(node.clone()))?;
        }
    }
    place::keep_first(draft, node, id)?;
    Ok(vec![node.clone()])
}

/// The relation that a box would have as one more premise of a reason.
///
/// # Errors
/// Why it cannot be one.
pub fn forecast_premise(
    document: &Document,
    graph: &Graph,
    node: &Id,
    link: &Id,
) -> Result<Relation, Refusal> {
    let missing = |id: &Id| Refusal::Missing(id.clone());
    let links = document.links();
    let reason = links.get(link.as_str()).ok_or_else(|| missing(link))?;
    let record = document.nodes().get(node.as_str());
    let record = record.ok_or_else(|| missing(node))?;
    let at = graph.node(node.as_str()).ok_or_else(|| missing(node))?;
    if !matches!(reason.relation, Relation::Supports | Relation::Opposes) {
        return Err(Refusal::UnlikeReasons);
    }
    if reason.from.contains(node) {
        return Err(Refusal::DoublePremise(node.clone()));
    }
    let leads_back = |own: &Link| own.from.len() == 1 && place::leads_to(document, link, &own.id);
    if place::is_below(graph, at, link)
        || place::find_place_link(document, graph, at).is_some_and(leads_back)
    {
        return Err(Refusal::BelowItself);
    }
    let kind = find_target_kind(document, &reason.to)?;
    check_relation(&reason.relation, &record.kind, as_target(kind.as_ref()))?;
    Ok(reason.relation.clone())
}

/// Makes one reason of several: premises, remarks and what struck the others go to the one that
/// is kept.
pub(super) fn merge(draft: &mut Draft<'_>, kept: &Id, others: &[Arc<Link>]) -> Result<(), Refusal> {
    let graph = draft.graph();
    let rows = draft.document().links().rows();
    let strikers: Vec<Id> = others
        .iter()
        .filter_map(|other| graph.link(other.id.as_str()))
        .flat_map(|other| graph.links_to(End::Link(other)))
        .map(|&striker| rows[striker as usize].id.clone())
        .collect();
    for striker in strikers {
        draft.alter_link(&striker, |striker| striker.to = kept.clone())?;
    }
    for other in others.iter().rev() {
        draft.remove_link(&other.id)?;
    }
    draft.alter_link(kept, |link| {
        let mut seen: HashSet<Id> = link.from.iter().cloned().collect();
        for other in others {
            let new = other.from.iter().filter(|id| seen.insert((*id).clone()));
            link.from.extend(new.cloned());
            take_over(link, other);
        }
    })
}

/// Adds to a reason what people wrote about another.
fn take_over(link: &mut Link, other: &Link) {
    link.roles.extend(other.roles.iter().cloned());
    link.anchors.extend(other.anchors.iter().cloned());
    link.comments.extend(other.comments.iter().cloned());
    for tag in &other.tags {
        if !link.tags.contains(tag) {
            link.tags.push(tag.clone());
        }
    }
    let texts = [
        (&mut link.title, &other.title),
        (&mut link.warrant, &other.warrant),
        (&mut link.note, &other.note),
    ];
    for (own, text) in texts {
        if own.is_empty() {
            own.clone_from(text);
        } else if !text.is_empty() && own != text {
            own.push('\n');
            own.push_str(text);
        }
    }
}

/// Takes linked premises apart: the first keeps the link, each further one gets one of its own
/// just after it.
pub(super) fn split(draft: &mut Draft<'_>, id: &Id) -> Result<Vec<Id>, Refusal> {
    let link = draft.link(id)?;
    if link.from.len() < 2 {
        return Err(Refusal::NothingToSplit);
    }
    let at = draft
        .document()
        .links()
        .position(id.as_str())
        .unwrap_or_default();
    draft.alter_link(id, |link| {
        for premise in link.from.split_off(1) {
            drop_premise(link, &premise);
        }
    })?;
    for (offset, premise) in link.from.iter().enumerate().skip(1) {
        let own = draft.draw_id(RecordKind::Link);
        let mut new = Link::new(
            own,
            link.relation.clone(),
            vec![premise.clone()],
            link.to.clone(),
        );
        new.strength.clone_from(&link.strength);
        draft.add_link(new, Some(at + offset))?;
    }
    Ok(link.from.clone())
}

/// The kind of the node that an id names; none where it names a link.
pub(super) fn find_target_kind(document: &Document, id: &Id) -> Result<Option<Kind>, Refusal> {
    match document.nodes().get(id.as_str()) {
        Some(node) => Ok(Some(node.kind.clone())),
        None if document.links().contains(id.as_str()) => Ok(None),
        None => Err(Refusal::Missing(id.clone())),
    }
}

pub(super) fn as_target(kind: Option<&Kind>) -> Target<'_> {
    kind.map_or(Target::Link, Target::Node)
}

/// The relation that a placing link between those records has to have: its own if it is allowed,
/// else the one that the matrix gives, keeping for and against.
pub(super) fn find_relation(
    draft: &Draft<'_>,
    current: &Relation,
    from: &[Id],
    to: &Id,
) -> Result<Relation, Refusal> {
    let kind = find_target_kind(draft.document(), to)?;
    let target = as_target(kind.as_ref());
    let mut relation = current.clone();
    for premise in from {
        let node = draft.node(premise)?;
        if check_relation(&relation, &node.kind, target).is_err() {
            let chosen = choose_relation(&node.kind, target, node::intent_of(current))?;
            relation = chosen.ok_or(crate::model::RelationRefusal::OnlyArgumentsArgue)?;
        }
    }
    for premise in from {
        check_relation(&relation, &draft.node(premise)?.kind, target)?;
    }
    Ok(relation)
}

fn check_link(
    document: &Document,
    relation: &Relation,
    from: &[Id],
    to: &Id,
) -> Result<(), Refusal> {
    let kind = find_target_kind(document, to)?;
    if from.contains(to) {
        return Err(Refusal::SelfLink);
    }
    let mut seen = HashSet::new();
    for premise in from {
        if !seen.insert(premise) {
            return Err(Refusal::DoublePremise(premise.clone()));
        }
        let node = document.nodes().get(premise.as_str());
        let node = node.ok_or_else(|| Refusal::Missing(premise.clone()))?;
        check_relation(relation, &node.kind, as_target(kind.as_ref()))?;
    }
    if from.is_empty() {
        Err(Refusal::NoPremise)
    } else {
        Ok(())
    }
}

/// Takes a premise out of a reason, with the role it played there.
pub(super) fn drop_premise(link: &mut Link, id: &Id) {
    link.from.retain(|premise| premise != id);
    link.roles.retain(|(premise, _)| **premise != *id.as_str());
}
