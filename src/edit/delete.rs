//! Deleting boxes and links, and everything that cannot stand without them.

use std::collections::{BTreeSet, HashSet, VecDeque};
use std::sync::Arc;

use super::link::find_relation;
use super::{Draft, Fate, Refusal, place};
use crate::model::{End, Graph, Id, Link, Node};

pub(super) fn delete_nodes(
    draft: &mut Draft<'_>,
    nodes: &[Id],
    links: &[Id],
    fate: Fate,
) -> Result<Vec<Id>, Refusal> {
    let graph = draft.graph();
    let mut doomed = BTreeSet::new();
    for id in nodes {
        doomed.insert(
            graph
                .node(id.as_str())
                .ok_or_else(|| Refusal::Missing(id.clone()))?,
        );
    }
    for link in links {
        draft.link(link)?;
    }
    let links = find_apart(&graph, links, &doomed);
    let next = find_next_selected(draft, &graph, nodes, &doomed);
    if fate == Fate::Branch {
        spread_to_branches(&graph, &mut doomed);
    }
    // Lifting moves boxes, so the doomed are named by their ids before it begins.
    let rows = draft.document().nodes().rows();
    let ids: Vec<Id> = doomed
        .iter()
        .map(|&at| rows[at as usize].id.clone())
        .collect();
    if fate == Fate::Lift {
        lift_children(draft, &graph, &doomed)?;
    }
    remove_nodes(draft, &ids)?;
    remove_links(draft, &links)?;
    Ok(next
        .filter(|id| draft.document().nodes().contains(id.as_str()))
        .into_iter()
        .collect())
}

/// Those of the links that neither come from the doomed nor end at one of them.
fn find_apart(graph: &Graph, links: &[Id], doomed: &BTreeSet<u32>) -> Vec<Id> {
    let is_apart = |id: &&Id| {
        graph.link(id.as_str()).is_some_and(|link| {
            let ends_there = match graph.target(link) {
                Some(End::Node(node)) => doomed.contains(&node),
                _ => false,
            };
            let mut premises = graph.premises(link).iter();
            !ends_there && !premises.any(|premise| doomed.contains(premise))
        })
    };
    links.iter().filter(is_apart).cloned().collect()
}

pub(super) fn delete_link(draft: &mut Draft<'_>, link: &Id) -> Result<Vec<Id>, Refusal> {
    draft.link(link)?;
    remove_links(draft, std::slice::from_ref(link))?;
    Ok(vec![])
}

/// Adds to the doomed every node that hangs under one of them, or on a step that falls with them,
/// and serves nothing that stays.
fn spread_to_branches(graph: &Graph, doomed: &mut BTreeSet<u32>) {
    let mut branch = graph.find_hanging(doomed.iter().copied());
    let mut staying = BTreeSet::new();
    let mut queue: Vec<u32> = branch.iter().copied().collect();
    while let Some(node) = queue.pop() {
        let is_open = branch.contains(&node) && !doomed.contains(&node) && !staying.contains(&node);
        let goes = |node: u32| branch.contains(&node) && !staying.contains(&node);
        let serves = |&link: &u32| graph.relation(link).places() && !is_cut(graph, link, goes);
        if !is_open || !graph.links_from(node).iter().any(serves) {
            continue;
        }
        staying.insert(node);
        // What speaks to a box that stays, or to a step of its, may serve it and stay as well.
        let own = graph.links_from(node).iter().copied();
        let mut steps: Vec<u32> = own
            .filter(|&link| graph.node_argued(link).is_some())
            .flat_map(|link| graph.links_to(End::Link(link)))
            .chain(graph.links_to(End::Node(node)))
            .copied()
            .collect();
        while let Some(step) = steps.pop() {
            queue.extend(graph.premises(step));
            steps.extend(graph.links_to(End::Link(step)));
        }
    }
    branch.retain(|node| !staying.contains(node));
    doomed.extend(branch);
}

/// Whether a link leads nowhere once those nodes are gone: to one of them, or to a step that
/// loses all its premises.
fn is_cut(graph: &Graph, link: u32, goes: impl Fn(u32) -> bool) -> bool {
    let Some(end) = graph.node_argued(link) else {
        return true;
    };
    let mut at = link;
    while let Some(End::Link(step)) = graph.target(at) {
        if graph.premises(step).iter().all(|&premise| goes(premise)) {
            return true;
        }
        at = step;
    }
    goes(end)
}

/// Hangs the reasons for doomed nodes, and what strikes the steps that fall with them, on what those
/// hung on: whole, and with what strikes them.
fn lift_children(
    draft: &mut Draft<'_>,
    graph: &Graph,
    doomed: &BTreeSet<u32>,
) -> Result<(), Refusal> {
    let rows = Rows {
        nodes: draft.document().nodes().rows().to_vec(),
        links: draft.document().links().rows().to_vec(),
    };
    for &node in doomed {
        // Each is put right behind the footing, so that in the end the reasons stand before the strikers.
        for &step in graph.links_from(node) {
            if graph.premises(step).first() == Some(&node)
                && falls(graph, doomed, step)
                && let Some(footing) = find_footing(graph, doomed, step)
            {
                let strikers = graph.links_to(End::Link(step));
                lift_links(draft, graph, &rows, doomed, strikers, footing)?;
            }
        }
        let place = graph.place(node);
        if let Some(footing) = place.and_then(|place| find_footing(graph, doomed, place.link)) {
            let reasons = graph.links_to(End::Node(node));
            lift_links(draft, graph, &rows, doomed, reasons, footing)?;
        } else {
            stand_children_beside(draft, graph, doomed, node)?;
        }
    }
    Ok(())
}

/// The records as they were when the graph was read off them.
struct Rows {
    nodes: Vec<Arc<Node>>,
    links: Vec<Arc<Link>>,
}

/// Hangs links, each with those of its premises that stay, on what the link `footing` points at, right
/// behind that link.
fn lift_links(
    draft: &mut Draft<'_>,
    graph: &Graph,
    rows: &Rows,
    doomed: &BTreeSet<u32>,
    lifted: &[u32],
    footing: u32,
) -> Result<(), Refusal> {
    let under = &rows.links[footing as usize].to;
    let mut before = rows.links[footing as usize].id.clone();
    let mut lifted: VecDeque<u32> = lifted.iter().copied().collect();
    while let Some(at) = lifted.pop_front() {
        let stays = |premise: &&u32| !doomed.contains(premise);
        let staying: Vec<u32> = graph.premises(at).iter().filter(stays).copied().collect();
        if staying.is_empty() {
            continue;
        }
        let link = &rows.links[at as usize];
        let from: Vec<Id> = staying
            .iter()
            .map(|&premise| rows.nodes[premise as usize].id.clone())
            .collect();
        let is_there = graph.links_from(staying[0]).iter().any(|&other| {
            let other = &rows.links[other as usize];
            other.to == *under && other.from == from && other.relation == link.relation
        });
        let hangs_here = |&premise: &u32| graph.is_tree_link(at, premise);
        if is_there || from.contains(under) || !staying.iter().any(hangs_here) {
            // It goes, and what strikes it is lifted in its stead.
            lifted.extend(graph.links_to(End::Link(at)));
            continue;
        }
        let relation = match find_relation(draft, &link.relation, &from, under) {
            Ok(relation) => relation,
            // Where the table of relations forbids the new place, the boxes stand alone.
            Err(Refusal::Relation(_)) => continue,
            Err(refusal) => return Err(refusal),
        };
        draft.alter_link(&link.id, |link| {
            link.to = under.clone();
            link.relation = relation;
        })?;
        // A box with further links hangs by the first of them, so their order is kept.
        let has_others = |&premise: &u32| graph.links_from(premise).len() > 1;
        if !staying.iter().any(has_others) {
            move_link_after(draft, &link.id, &before)?;
            before = link.id.clone();
        }
    }
    Ok(())
}

/// Whether a step loses all its premises.
fn falls(graph: &Graph, doomed: &BTreeSet<u32>, step: u32) -> bool {
    let mut premises = graph.premises(step).iter();
    premises.all(|premise| doomed.contains(premise))
}

/// The link that points at what is to be lifted from what a link leads to; none where that is to
/// stand alone. What struck a step that falls is passed down to what it argued for.
fn find_footing(graph: &Graph, doomed: &BTreeSet<u32>, mut link: u32) -> Option<u32> {
    loop {
        let argued = graph.node_argued(link)?;
        if doomed.contains(&argued) {
            link = graph.place(argued)?.link;
            continue;
        }
        while let Some(End::Link(step)) = graph.target(link) {
            if !falls(graph, doomed, step) {
                break;
            }
            link = step;
        }
        return Some(link);
    }
}

/// Puts what hangs on a doomed node where the root above that stood in document order.
fn stand_children_beside(
    draft: &mut Draft<'_>,
    graph: &Graph,
    doomed: &BTreeSet<u32>,
    node: u32,
) -> Result<(), Refusal> {
    let rows = draft.document().nodes().rows();
    let mut root = node;
    while let Some(place) = graph.place(root) {
        root = place.parent;
    }
    let children: Vec<Id> = graph
        .children(node)
        .iter()
        .filter(|child| !doomed.contains(child))
        .map(|&child| rows[child as usize].id.clone())
        .collect();
    let mut before = rows[root as usize].id.clone();
    for child in children {
        place::stand_after_root(draft, &child, &before)?;
        before = child;
    }
    Ok(())
}

fn move_link_after(draft: &mut Draft<'_>, link: &Id, before: &Id) -> Result<(), Refusal> {
    let links = draft.document().links();
    let (Some(own), Some(other)) = (
        links.position(link.as_str()),
        links.position(before.as_str()),
    ) else {
        return Ok(());
    };
    draft.move_link(link, if own < other { other } else { other + 1 })
}

/// The box to select when the doomed are gone: the next sibling, the one before, or the parent.
fn find_next_selected(
    draft: &Draft<'_>,
    graph: &Graph,
    nodes: &[Id],
    doomed: &BTreeSet<u32>,
) -> Option<Id> {
    let node = graph.node(nodes.last()?.as_str())?;
    let parent = graph.place(node).map(|place| place.parent);
    let siblings = parent.map_or(graph.roots(), |parent| graph.children(parent));
    let own = siblings.iter().position(|&sibling| sibling == node)?;
    let after = siblings[own..].iter().chain(siblings[..own].iter().rev());
    let next = after
        .copied()
        .find(|sibling| !doomed.contains(sibling))
        .or(parent)?;
    Some(draft.document().nodes().rows()[next as usize].id.clone())
}

/// Removes nodes, drops them from linked premises, and removes every link that then has no
/// premise or no target.
fn remove_nodes(draft: &mut Draft<'_>, ids: &[Id]) -> Result<(), Refusal> {
    let gone: HashSet<&str> = ids.iter().map(Id::as_str).collect();
    let links = draft.document().links();
    let mut doomed = Vec::new();
    let mut thinned = Vec::new();
    for link in links {
        let n_left = link
            .from
            .iter()
            .filter(|premise| !gone.contains(premise.as_str()))
            .count();
        let is_thinned = n_left < link.from.len();
        if gone.contains(link.to.as_str()) || (is_thinned && n_left == 0) {
            doomed.push(link.id.clone());
        } else if is_thinned {
            thinned.push(link.id.clone());
        }
    }
    for id in thinned {
        draft.alter_link(&id, |link| {
            link.from.retain(|premise| !gone.contains(premise.as_str()));
            link.roles.retain(|(premise, _)| !gone.contains(&**premise));
        })?;
    }
    remove_links(draft, &doomed)?;
    forget_in_views(draft, &gone)?;
    // From the end, so that the places of the others hold.
    let mut ids: Vec<&Id> = ids.iter().collect();
    ids.reverse();
    for id in ids {
        draft.remove_node(id)?;
    }
    Ok(())
}

/// Removes links and, one after another, the links on them.
pub(super) fn remove_links(draft: &mut Draft<'_>, ids: &[Id]) -> Result<(), Refusal> {
    let graph = draft.graph();
    let mut doomed = BTreeSet::new();
    let mut stack: Vec<u32> = ids
        .iter()
        .filter_map(|id| graph.link(id.as_str()))
        .collect();
    while let Some(link) = stack.pop() {
        if doomed.insert(link) {
            stack.extend(graph.links_to(End::Link(link)));
        }
    }
    let rows = draft.document().links().rows();
    // From the end, so that the places of the others hold.
    let ids: Vec<Id> = doomed
        .iter()
        .rev()
        .map(|&at| rows[at as usize].id.clone())
        .collect();
    for id in ids {
        draft.remove_link(&id)?;
    }
    Ok(())
}

fn forget_in_views(draft: &mut Draft<'_>, gone: &HashSet<&str>) -> Result<(), Refusal> {
    let views: Vec<Id> = draft
        .document()
        .views()
        .iter()
        .map(|view| view.id.clone())
        .collect();
    for id in views {
        draft.alter_view(&id, |view| {
            view.collapsed.retain(|id| !gone.contains(id.as_str()));
            view.positions.retain(|(id, ..)| !gone.contains(&**id));
            view.arrangement.retain(|(id, _)| !gone.contains(&**id));
            view.arranged.retain(|id| !gone.contains(id.as_str()));
        })?;
    }
    Ok(())
}
