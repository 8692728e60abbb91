//! Deleting boxes and links, and everything that cannot stand without them.

use std::collections::HashSet;

use super::{Draft, Fate, Position, Refusal, place};
use crate::model::{End, Graph, Id};

pub(super) fn delete_nodes(
    draft: &mut Draft<'_>,
    nodes: &[Id],
    fate: Fate,
) -> Result<Vec<Id>, Refusal> {
    let graph = draft.graph();
    let mut doomed = HashSet::new();
    for id in nodes {
        doomed.insert(
            graph
                .node(id.as_str())
                .ok_or_else(|| Refusal::Missing(id.clone()))?,
        );
    }
    let next = find_next_selected(draft, &graph, nodes, &doomed);
    match fate {
        Fate::Branch => spread_to_branches(&graph, &mut doomed),
        Fate::Lift => lift_children(draft, &graph, &doomed)?,
    }
    let mut doomed: Vec<u32> = doomed.into_iter().collect();
    doomed.sort_unstable();
    let rows = draft.document().nodes().rows();
    let ids: Vec<Id> = doomed
        .iter()
        .map(|&at| rows[at as usize].id.clone())
        .collect();
    remove_nodes(draft, &ids)?;
    Ok(next
        .filter(|id| draft.document().nodes().contains(id.as_str()))
        .into_iter()
        .collect())
}

pub(super) fn delete_link(draft: &mut Draft<'_>, link: &Id) -> Result<Vec<Id>, Refusal> {
    draft.link(link)?;
    remove_links(draft, std::slice::from_ref(link))?;
    Ok(vec![])
}

/// Adds to the doomed every node that hangs under one of them and serves nothing that stays.
fn spread_to_branches(graph: &Graph, doomed: &mut HashSet<u32>) {
    let mut branch = HashSet::new();
    let mut stack: Vec<u32> = doomed.iter().copied().collect();
    while let Some(node) = stack.pop() {
        if branch.insert(node) {
            stack.extend(graph.children(node));
        }
    }
    // A box of the branch that also argues for something outside it stays, with all below it.
    let is_outside = |link: u32| match find_node_argued(graph, link) {
        Some(node) => !branch.contains(&node),
        None => false,
    };
    let mut stack: Vec<u32> = doomed.iter().copied().collect();
    while let Some(node) = stack.pop() {
        for &child in graph.children(node) {
            let serves_others = graph
                .links_from(child)
                .iter()
                .any(|&link| graph.relation(link).places() && is_outside(link));
            if !serves_others && doomed.insert(child) {
                stack.push(child);
            }
        }
    }
}

fn find_node_argued(graph: &Graph, mut link: u32) -> Option<u32> {
    for _ in 0..=graph.n_links() {
        match graph.target(link)? {
            End::Node(node) => return Some(node),
            End::Link(next) => link = next,
        }
    }
    None
}

/// Hangs the children of doomed nodes on what those hung on.
fn lift_children(
    draft: &mut Draft<'_>,
    graph: &Graph,
    doomed: &HashSet<u32>,
) -> Result<(), Refusal> {
    let rows: Vec<Id> = draft
        .document()
        .nodes()
        .iter()
        .map(|node| node.id.clone())
        .collect();
    let links: Vec<Id> = draft
        .document()
        .links()
        .iter()
        .map(|link| link.id.clone())
        .collect();
    let mut in_order: Vec<u32> = doomed.iter().copied().collect();
    in_order.sort_unstable();
    for node in in_order {
        let mut above = node;
        let mut target = None;
        while let Some(place) = graph.place(above) {
            target = graph.target(place.link);
            match place.parent {
                parent if doomed.contains(&parent) => above = parent,
                _ => break,
            }
            target = None;
        }
        let under = target.map(|end| match end {
            End::Node(node) => rows[node as usize].clone(),
            End::Link(link) => links[link as usize].clone(),
        });
        let mut after = rows[above as usize].clone();
        for &child in graph.children(node) {
            if doomed.contains(&child) {
                continue;
            }
            let id = rows[child as usize].clone();
            let position = Position::After(after.clone());
            match place::move_branch(draft, &id, under.as_ref(), &position) {
                // Where the table of relations forbids the new place, the box stands alone.
                Err(Refusal::Relation(_)) => {
                    place::move_branch(draft, &id, None, &Position::Last)?;
                }
                moved => drop(moved?),
            }
            after = id;
        }
    }
    Ok(())
}

/// The box to select when the doomed are gone: the next sibling, the one before, or the parent.
fn find_next_selected(
    draft: &Draft<'_>,
    graph: &Graph,
    nodes: &[Id],
    doomed: &HashSet<u32>,
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
    let gone: HashSet<&Id> = ids.iter().collect();
    let links = draft.document().links();
    let mut doomed = Vec::new();
    let mut thinned = Vec::new();
    for link in links {
        let n_left = link
            .from
            .iter()
            .filter(|premise| !gone.contains(premise))
            .count();
        if gone.contains(&link.to) || n_left == 0 {
            doomed.push(link.id.clone());
        } else if n_left < link.from.len() {
            thinned.push(link.id.clone());
        }
    }
    for id in thinned {
        draft.alter_link(&id, |link| {
            link.from.retain(|premise| !gone.contains(premise));
            link.roles
                .retain(|(premise, _)| !gone.iter().any(|id| id.as_str() == &**premise));
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
    let mut doomed = HashSet::new();
    let mut stack: Vec<u32> = ids
        .iter()
        .filter_map(|id| graph.link(id.as_str()))
        .collect();
    while let Some(link) = stack.pop() {
        if doomed.insert(link) {
            stack.extend(graph.links_to(End::Link(link)));
        }
    }
    let mut doomed: Vec<u32> = doomed.into_iter().collect();
    doomed.sort_unstable_by(|a, b| b.cmp(a));
    let rows = draft.document().links().rows();
    let ids: Vec<Id> = doomed
        .iter()
        .map(|&at| rows[at as usize].id.clone())
        .collect();
    for id in ids {
        draft.remove_link(&id)?;
    }
    Ok(())
}

fn forget_in_views(draft: &mut Draft<'_>, gone: &HashSet<&Id>) -> Result<(), Refusal> {
    let is_gone = |id: &str| gone.iter().any(|gone| gone.as_str() == id);
    let views: Vec<Id> = draft
        .document()
        .views()
        .iter()
        .map(|view| view.id.clone())
        .collect();
    for id in views {
        draft.alter_view(&id, |view| {
            view.collapsed.retain(|id| !gone.contains(id));
            view.positions.retain(|(id, ..)| !is_gone(id));
            view.arrangement.retain(|(id, _)| !is_gone(id));
        })?;
    }
    Ok(())
}
