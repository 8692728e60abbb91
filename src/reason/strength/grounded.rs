//! The grounded labelling of an attack graph: what must be accepted, what must be rejected, and
//! what is left open. Dung, "On the acceptability of arguments" (Artificial Intelligence 77, 1995).

use crate::model::{Document, End, Graph, Id, Kind, Relation};

/// What becomes of an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Label {
    /// Everything that attacks it is rejected.
    In,
    /// Something that is accepted attacks it.
    Out,
    /// Neither.
    Undecided,
}

/// Labels `n` arguments under attacks `(from, to)`. Linear in both.
///
/// # Panics
/// Where an attack names an argument that is not there.
pub fn label_grounded(n: usize, attacks: &[(u32, u32)]) -> Vec<Label> {
    let mut labels = vec![Label::Undecided; n];
    // How many attackers are not rejected yet, and who is attacked by each: all of them in one
    // list, with where those of each begin.
    let mut n_open = vec![0_u32; n];
    let mut starts = vec![0_u32; n + 1];
    for &(from, to) in attacks {
        n_open[to as usize] += 1;
        starts[from as usize + 1] += 1;
    }
    for at in 0..n {
        starts[at + 1] += starts[at];
    }
    let mut next = starts.clone();
    let mut attacked = vec![0_u32; attacks.len()];
    for &(from, to) in attacks {
        let slot = &mut next[from as usize];
        attacked[*slot as usize] = to;
        *slot += 1;
    }
    let attacked_by = |at: usize| &attacked[starts[at] as usize..starts[at + 1] as usize];
    let mut accepted: Vec<usize> = (0..n).filter(|&at| n_open[at] == 0).collect();
    while let Some(at) = accepted.pop() {
        labels[at] = Label::In;
        for &to in attacked_by(at) {
            if labels[to as usize] == Label::Out {
                continue;
            }
            labels[to as usize] = Label::Out;
            for &next in attacked_by(to as usize) {
                n_open[next as usize] -= 1;
                if n_open[next as usize] == 0 && labels[next as usize] == Label::Undecided {
                    accepted.push(next as usize);
                }
            }
        }
    }
    labels
}

/// Labels the boxes of a map by what attacks what alone, without the boxes that are struck out;
/// none for what is neither claim nor evidence.
///
/// A link that opposes is an argument: it attacks the box or link that it opposes, and whatever
/// attacks one of its premises attacks it, since linked premises only hold together. What supports
/// does not enter.
pub fn label_map(
    document: &Document,
    graph: &Graph,
    is_struck: impl Fn(&Id) -> bool,
) -> Vec<Option<Label>> {
    let n_nodes = graph.n_nodes() as u32;
    let n = graph.n_nodes() + graph.n_links() + 1;
    let of_link = |link: u32| n_nodes + link;
    // What is struck out is attacked by something that nothing attacks.
    let striker = n as u32 - 1;
    let mut on_nodes: Vec<Vec<u32>> = vec![Vec::new(); graph.n_nodes()];
    let mut attacks: Vec<(u32, u32)> = Vec::new();
    for (node, at) in document.nodes().iter().zip(0..) {
        if is_struck(&node.id) {
            on_nodes[at as usize].push(striker);
        }
    }
    for link in 0..graph.n_links() as u32 {
        let is_both = *graph.relation(link) == Relation::Contradicts;
        if !is_both && *graph.relation(link) != Relation::Opposes {
            continue;
        }
        match graph.target(link) {
            Some(End::Node(node)) => on_nodes[node as usize].push(of_link(link)),
            Some(End::Link(other)) => attacks.push((of_link(link), of_link(other))),
            None => {}
        }
        if let (true, &[premise], Some(End::Node(node))) =
            (is_both, graph.premises(link), graph.target(link))
        {
            // The other direction of a contradiction goes from box to box.
            on_nodes[premise as usize].push(node);
        }
    }
    for link in 0..graph.n_links() as u32 {
        for &premise in graph.premises(link) {
            let attackers = on_nodes[premise as usize].iter();
            attacks.extend(attackers.map(|&from| (from, of_link(link))));
        }
    }
    for (attackers, node) in on_nodes.iter().zip(0..) {
        attacks.extend(attackers.iter().map(|&from| (from, node)));
    }
    let labels = label_grounded(n, &attacks);
    let is_argument = |kind: &Kind| matches!(kind, Kind::Claim | Kind::Evidence);
    let nodes = (0..n_nodes).map(|it| is_argument(graph.kind(it)).then(|| labels[it as usize]));
    nodes.collect()
}
