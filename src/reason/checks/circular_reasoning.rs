//! No conclusion stands among its own reasons.

use std::collections::VecDeque;

use super::{Check, Facts, Finding, Look, Severity};
use crate::model::Relation;

pub(super) static CHECK: Check = Check {
    id: "circular-reasoning",
    severity: Severity::Error,
    source: "begging the question, Aristotle, Prior Analytics II 16; found by strongly connected \
             components (Tarjan 1972)",
    trips: "
        claim a | The witness is honest.
        claim b | What the witness says is true.
        l: a supports b
        m: b supports a",
    passes: "
        claim a | The witness is honest.
        claim b | What the witness says is true.
        claim c | The witness has never been caught lying.
        l: a supports b
        m: c supports a",
    look: Look::Graph(look),
};

fn look(facts: &Facts<'_>, found: &mut Vec<Finding>) {
    for group in find_groups(facts) {
        let on = find_loop(facts, &group);
        let on = on.into_iter().map(|node| facts.node_id(node)).collect();
        found.push(Finding::new(&CHECK, on));
    }
}

/// What a node gives a reason for, in the end: reasons for a step are reasons for what it is for.
fn conclusions<'a>(facts: &Facts<'a>, node: u32) -> impl Iterator<Item = u32> + use<'a> {
    let graph = facts.graph;
    let links = facts.out_of(node, &Relation::Supports);
    links.filter_map(|link| graph.node_argued(link))
}

/// Nodes that support each other, in groups, each ascending, the groups by their first node.
fn find_groups(facts: &Facts<'_>) -> Vec<Vec<u32>> {
    const NONE: u32 = u32::MAX;
    let n = facts.graph.n_nodes();
    let (mut order, mut low) = (vec![NONE; n], vec![NONE; n]);
    let mut is_open = vec![false; n];
    let (mut open, mut path) = (Vec::new(), Vec::new());
    let mut groups = Vec::new();
    let mut n_seen = 0;
    let in_order = facts.order();
    if in_order.is_whole() {
        return groups;
    }
    for root in 0..n as u32 {
        if order[root as usize] != NONE || in_order.has(root) {
            continue;
        }
        path.push((root, conclusions(facts, root)));
        while let Some((node, ways)) = path.last_mut() {
            let at = *node as usize;
            if order[at] == NONE {
                (order[at], low[at]) = (n_seen, n_seen);
                n_seen += 1;
                open.push(*node);
                is_open[at] = true;
            }
            if let Some(next) = ways.next() {
                if order[next as usize] == NONE {
                    path.push((next, conclusions(facts, next)));
                } else if is_open[next as usize] {
                    low[at] = low[at].min(order[next as usize]);
                }
                continue;
            }
            path.pop();
            if let Some((above, _)) = path.last() {
                let above = *above as usize;
                low[above] = low[above].min(low[at]);
            }
            if low[at] == order[at] {
                let mut group = Vec::new();
                while let Some(node) = open.pop() {
                    is_open[node as usize] = false;
                    group.push(node);
                    if node as usize == at {
                        break;
                    }
                }
                let is_loop =
                    group.len() > 1 || conclusions(facts, at as u32).any(|it| it as usize == at);
                if is_loop {
                    group.sort_unstable();
                    groups.push(group);
                }
            }
        }
    }
    groups.sort_unstable();
    groups
}

/// The shortest loop through the first node of a group, in the order of arguing.
fn find_loop(facts: &Facts<'_>, group: &[u32]) -> Vec<u32> {
    let start = group[0];
    let place = |node: u32| group.binary_search(&node).ok();
    let mut came_from: Vec<Option<u32>> = vec![None; group.len()];
    let mut queue = VecDeque::from([start]);
    while let Some(node) = queue.pop_front() {
        for next in conclusions(facts, node) {
            if next == start {
                let mut back = vec![node];
                while let Some(before) = place(back[back.len() - 1])
                    .filter(|_| back[back.len() - 1] != start)
                    .and_then(|at| came_from[at])
                {
                    back.push(before);
                }
                back.reverse();
                return back;
            }
            if let Some(at) = place(next)
                && came_from[at].is_none()
            {
                came_from[at] = Some(node);
                queue.push_back(next);
            }
        }
    }
    group.to_vec()
}
