//! Edits of steps of reasoning: drawing, switching, joining and taking apart.

use std::collections::HashSet;
use std::sync::Arc;

use super::{Draft, LinkField, Refusal, node};
use crate::model::{
    End, Id, Kind, Link, RecordKind, Relation, Strength, Target, check_relation, choose_relation,
};

pub(super) fn add(
    draft: &mut Draft<'_>,
    relation: &Relation,
    from: &[Id],
    to: &Id,
) -> Result<Vec<Id>, Refusal> {
    check_link(draft, relation, from, to)?;
    let is_there = draft.document().links().iter().any(|link| {
        let same = link.relation == *relation && link.from == from && link.to == *to;
        let mirrored = relation.is_symmetric()
            && link.relation == *relation
            && link.from == [to.clone()]
            && from == [link.to.clone()];
        same || mirrored
    });
    if is_there {
        return Err(Refusal::LinkExists);
    }
    let id = draft.draw_id(RecordKind::Link);
    draft.add_link(
        Link::new(id.clone(), relation.clone(), from.to_vec(), to.clone()),
        None,
    )?;
    Ok(vec![id])
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
        LinkField::Tags(tags) => link.tags = tags,
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
    check_link(draft, relation, &link.from, &link.to)?;
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
pub(super) fn find_target_kind(draft: &Draft<'_>, id: &Id) -> Result<Option<Kind>, Refusal> {
    match draft.document().nodes().get(id.as_str()) {
        Some(node) => Ok(Some(node.kind.clone())),
        None => draft.link(id).map(|_| None),
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
    let kind = find_target_kind(draft, to)?;
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

fn check_link(draft: &Draft<'_>, relation: &Relation, from: &[Id], to: &Id) -> Result<(), Refusal> {
    let kind = find_target_kind(draft, to)?;
    if from.contains(to) {
        return Err(Refusal::SelfLink);
    }
    let mut seen = HashSet::new();
    for premise in from {
        if !seen.insert(premise) {
            return Err(Refusal::DoublePremise(premise.clone()));
        }
        check_relation(
            relation,
            &draft.node(premise)?.kind,
            as_target(kind.as_ref()),
        )?;
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
