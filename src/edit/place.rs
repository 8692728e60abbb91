//! Edits of where boxes hang: moving a branch, and order among siblings.

use super::{Draft, Position, Refusal, link, node};
use crate::model::{Document, End, Graph, Id, Link, Place, RecordKind, Relation, choose_relation};

/// Hangs a box, with everything under it, under a node or link, or lets it stand alone.
///
/// A box that is the only premise of its reason takes the reason along, with whatever strikes
/// it; one of several premises leaves the others behind and gets a reason of its own.
pub(super) fn move_branch(
    draft: &mut Draft<'_>,
    id: &Id,
    under: Option<&Id>,
    position: &Position,
) -> Result<Vec<Id>, Refusal> {
    draft.node(id)?;
    let graph = draft.graph();
    let at = graph
        .node(id.as_str())
        .ok_or_else(|| Refusal::Missing(id.clone()))?;
    let current = find_place_link(draft.document(), &graph, at).cloned();
    let Some(under) = under else {
        return stand_alone(draft, id, current, position);
    };
    let relation = forecast_move(draft.document(), &graph, id, under)?;
    let rows = draft.document().links().rows();
    let twin = graph.links_from(at).iter().find_map(|&link| {
        let link = &rows[link as usize];
        let is_current = current.as_ref().is_some_and(|own| own.id == link.id);
        let is_same = link.to == *under && link.relation == relation && link.from.len() == 1;
        (is_same && !is_current).then(|| link.clone())
    });
    let own = match current {
        Some(link) if link.from.len() == 1 => {
            let slot = find_link_slot(draft, under, position, Some(&link.id));
            draft.alter_link(&link.id, |link| {
                link.to = under.clone();
                link.relation = relation;
            })?;
            draft.move_link(&link.id, slot)?;
            link.id
        }
        current => {
            if let Some(link) = current {
                draft.alter_link(&link.id, |link| link::drop_premise(link, id))?;
            }
            let slot = find_link_slot(draft, under, position, None);
            let new = draft.draw_id(RecordKind::Link);
            draft.add_link(
                Link::new(new.clone(), relation, vec![id.clone()], under.clone()),
                Some(slot),
            )?;
            new
        }
    };
    if let Some(twin) = twin {
        link::merge(draft, &own, &[twin])?;
    }
    keep_first(draft, id, &own)?;
    Ok(vec![id.clone()])
}

/// What [`Edit::Move`](super::Edit::Move) would make of the link between a box and what it is hung
/// under, without making it: what a drag shows.
///
/// # Errors
/// Why the box cannot hang there.
pub fn forecast_move(
    document: &Document,
    graph: &Graph,
    id: &Id,
    under: &Id,
) -> Result<Relation, Refusal> {
    let missing = || Refusal::Missing(id.clone());
    let record = document.nodes().get(id.as_str()).ok_or_else(missing)?;
    let at = graph.node(id.as_str()).ok_or_else(missing)?;
    let current = find_place_link(document, graph, at);
    if is_below(graph, at, under) {
        return Err(Refusal::BelowItself);
    }
    if let Some(link) = current
        && link.from.len() == 1
        && leads_to(document, under, &link.id)
    {
        return Err(Refusal::BelowItself);
    }
    let start = current.map_or(&Relation::Supports, |link| &link.relation);
    let target = link::find_target_kind(document, under)?;
    let chosen = choose_relation(
        &record.kind,
        link::as_target(target.as_ref()),
        node::intent_of(start),
    )?;
    Ok(chosen.ok_or(crate::model::RelationRefusal::OnlyArgumentsArgue)?)
}

/// Moves a box among its siblings by a number of places. Premises of one reason change places
/// within it; at its edge the reason as a whole moves on.
pub(super) fn reorder(draft: &mut Draft<'_>, id: &Id, by: i32) -> Result<Vec<Id>, Refusal> {
    draft.node(id)?;
    let graph = draft.graph();
    let place = graph.node(id.as_str()).and_then(|at| graph.place(at));
    let siblings = place.map_or(graph.roots(), |place| graph.children(place.parent));
    if by.unsigned_abs() as usize >= siblings.len().max(1) {
        return Err(Refusal::NoFurtherPlace);
    }
    for _ in 0..by.unsigned_abs() {
        step_among_siblings(draft, id, by > 0)?;
    }
    Ok(vec![])
}

fn step_among_siblings(draft: &mut Draft<'_>, id: &Id, later: bool) -> Result<(), Refusal> {
    let graph = draft.graph();
    let at = graph
        .node(id.as_str())
        .ok_or_else(|| Refusal::Missing(id.clone()))?;
    let Some(place) = graph.place(at) else {
        return step_among_roots(draft, &graph, id, at, later);
    };
    let rows = draft.document().links().rows();
    let own = rows[place.link as usize].clone();
    let within = own
        .from
        .iter()
        .position(|premise| premise == id)
        .unwrap_or_default();
    let swap = if later {
        within + 1
    } else {
        within.wrapping_sub(1)
    };
    if swap < own.from.len() {
        return draft.alter_link(&own.id, |link| link.from.swap(within, swap));
    }
    let neighbour = find_neighbour_link(&graph, place, later).ok_or(Refusal::NoFurtherPlace)?;
    let (mover, to) = if keeps_places(&graph, place.link, neighbour) {
        (place.link, neighbour)
    } else if keeps_places(&graph, neighbour, place.link) {
        (neighbour, place.link)
    } else {
        return Err(Refusal::WouldRehang);
    };
    let mover = rows[mover as usize].id.clone();
    draft.move_link(&mover, to as usize)
}

/// Whether all premises of a link keep their parents when it moves to a place in document order.
/// A premise hangs by its first link, so none of its others may be passed.
fn keeps_places(graph: &Graph, link: u32, to: u32) -> bool {
    let passed = if link < to {
        link + 1..=to
    } else {
        to..=link.saturating_sub(1)
    };
    graph.premises(link).iter().all(|&premise| {
        let is_placed_here = graph.is_tree_link(link, premise);
        graph.links_from(premise).iter().all(|&other| {
            let decides = if link < to {
                is_placed_here && graph.relation(other).places()
            } else {
                graph.is_tree_link(other, premise)
            };
            !decides
                || !passed.contains(&other)
                || graph.node_argued(other) == graph.node_argued(link)
        })
    })
}

/// The next reason for the same thing that places a sibling.
fn find_neighbour_link(graph: &Graph, place: Place, later: bool) -> Option<u32> {
    let target = graph.target(place.link)?;
    let places_a_sibling = |&&link: &&u32| {
        link != place.link
            && graph
                .premises(link)
                .iter()
                .any(|&premise| graph.is_tree_link(link, premise))
    };
    let links = graph.links_to(target);
    let own = links.iter().position(|&link| link == place.link)?;
    if later {
        links[own + 1..].iter().find(places_a_sibling).copied()
    } else {
        links[..own].iter().rev().find(places_a_sibling).copied()
    }
}

fn step_among_roots(
    draft: &mut Draft<'_>,
    graph: &Graph,
    id: &Id,
    at: u32,
    later: bool,
) -> Result<(), Refusal> {
    let roots = graph.roots();
    let own = roots
        .iter()
        .position(|&root| root == at)
        .unwrap_or_default();
    let other = if later { own + 1 } else { own.wrapping_sub(1) };
    let neighbour = *roots.get(other).ok_or(Refusal::NoFurtherPlace)?;
    draft.move_node(id, neighbour as usize)
}

/// Puts a box that stands alone just after another one that does.
pub(super) fn stand_after_root(draft: &mut Draft<'_>, id: &Id, after: &Id) -> Result<(), Refusal> {
    let nodes = draft.document().nodes();
    let (Some(own), Some(other)) = (nodes.position(id.as_str()), nodes.position(after.as_str()))
    else {
        return Ok(());
    };
    draft.move_node(id, if own < other { other } else { other + 1 })
}

fn stand_alone(
    draft: &mut Draft<'_>,
    id: &Id,
    current: Option<Link>,
    position: &Position,
) -> Result<Vec<Id>, Refusal> {
    match current {
        Some(link) if link.from.len() == 1 => super::delete::remove_links(draft, &[link.id])?,
        Some(link) => {
            draft.alter_link(&link.id, |link| link::drop_premise(link, id))?;
        }
        None => {}
    }
    let nodes = draft.document().nodes();
    let own = nodes.position(id.as_str()).unwrap_or_default();
    let find = |other: &Id| {
        let at = nodes.position(other.as_str())?;
        Some(if own < at { at - 1 } else { at })
    };
    let slot = match position {
        Position::First => Some(0),
        Position::Last => None,
        Position::Before(other) => find(other),
        Position::After(other) => find(other).map(|at| at + 1),
    };
    if let Some(slot) = slot {
        draft.move_node(id, slot)?;
    }
    Ok(vec![id.clone()])
}

/// Where in document order a link to `under` has to stand, counted without the link `moving`.
pub(super) fn find_link_slot(
    draft: &Draft<'_>,
    under: &Id,
    position: &Position,
    moving: Option<&Id>,
) -> usize {
    let links = draft.document().links();
    let moving = moving.and_then(|id| links.position(id.as_str()));
    let without = |at: usize| {
        if moving.is_some_and(|moving| moving < at) {
            at - 1
        } else {
            at
        }
    };
    let end = without(links.len());
    // A sibling may hang on a step of this one's parent: follow it up to the parent's own step.
    let find_sibling = |id: &Id| {
        let graph = draft.graph();
        let mut link = graph.place(graph.node(id.as_str())?)?.link;
        for _ in 0..links.len() {
            match graph.target(link)? {
                _ if links.rows()[link as usize].to == *under => return Some(link as usize),
                End::Link(up) => link = up,
                End::Node(_) => return None,
            }
        }
        None
    };
    match position {
        Position::Last => end,
        Position::First => links
            .iter()
            .position(|link| link.to == *under)
            .map_or(end, without),
        Position::Before(sibling) => find_sibling(sibling).map_or(end, without),
        Position::After(sibling) => find_sibling(sibling).map_or(end, |at| without(at + 1)),
    }
}

/// The link that places a node.
pub(super) fn find_place_link<'d>(
    document: &'d Document,
    graph: &Graph,
    node: u32,
) -> Option<&'d Link> {
    let place = graph.place(node)?;
    Some(&document.links().rows()[place.link as usize])
}

/// Whether `under` is the node itself, hangs below it, or is a step among those.
pub(super) fn is_below(graph: &Graph, node: u32, under: &Id) -> bool {
    let mut above = match graph.node(under.as_str()) {
        Some(node) => Some(node),
        None => graph
            .link(under.as_str())
            .and_then(|link| graph.node_argued(link)),
    };
    while let Some(at) = above {
        if at == node {
            return true;
        }
        above = graph.place(at).map(|place| place.parent);
    }
    false
}

/// Whether following links from `start` comes to the link `wanted`.
pub(super) fn leads_to(document: &Document, start: &Id, wanted: &Id) -> bool {
    let links = document.links();
    let mut at = links.get(start.as_str());
    for _ in 0..=links.len() {
        match at {
            Some(link) if link.id == *wanted => return true,
            Some(link) => at = links.get(link.to.as_str()),
            None => return false,
        }
    }
    true
}

/// A node hangs by its first link. Where it has further ones that come before the one just made,
/// that one is put before them.
pub(super) fn keep_first(draft: &mut Draft<'_>, id: &Id, own: &Id) -> Result<(), Refusal> {
    let graph = draft.graph();
    let (Some(node), Some(link)) = (graph.node(id.as_str()), graph.link(own.as_str())) else {
        return Ok(());
    };
    let places = |&&other: &&u32| graph.relation(other).places();
    match graph.links_from(node).iter().find(places) {
        Some(&first) if first < link => draft.move_link(own, first as usize),
        _ => Ok(()),
    }
}
