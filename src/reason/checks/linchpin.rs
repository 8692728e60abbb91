//! A conclusion does not hang on one piece of evidence or one assumption alone.

use super::{Check, Facts, Finding, Look, Severity};
use crate::model::{End, Kind, Relation, Role, find_role};

pub(super) static CHECK: Check = Check {
    id: "linchpin",
    severity: Severity::Warning,
    source: "key assumptions check, Heuer and Pherson, Structured Analytic Techniques: which \
             assumption, if it is wrong, brings the conclusion down",
    trips: "
        claim c | The bridge must be closed.
        claim p | The joint has play.
        evidence e | A gauge shows 12 cm of play.
        claim q | The joint is worn.
        l: p supports c
        m: e supports p
        n: q supports c
        o: e supports q",
    passes: "
        claim c | The bridge must be closed.
        claim p | The joint has play.
        evidence e | A gauge shows 12 cm of play.
        claim q | The joint is worn.
        evidence f | Rust has eaten a third of the bolt.
        l: p supports c
        m: e supports p
        n: q supports c
        o: f supports q",
    look: Look::Nodes(look),
};

fn look(facts: &Facts<'_>, found: &mut Vec<Finding>) {
    let mut needed = Needed::of(facts);
    let mut ground = None;
    for node in 0..facts.graph.n_nodes() as u32 {
        let role = find_role(facts.graph, node);
        if !matches!(role, Some(Role::MainClaim | Role::Hypothesis)) {
            continue;
        }
        let others = if facts.order().has(node) {
            needed.list_of_reasons(facts, node)
        } else {
            let ground = ground.get_or_insert_with(|| Ground::new(facts));
            ground.list_needed(node)
        };
        for other in others {
            let case = if facts.node(other).assumption.is_some() {
                "assumption"
            } else {
                "evidence"
            };
            let on = vec![facts.node_id(node), facts.node_id(other)];
            found.push(Finding::new(&CHECK, on).case(case));
        }
    }
}

fn is_ground(facts: &Facts<'_>, node: u32) -> bool {
    let record = facts.node(node);
    record.kind == Kind::Evidence || record.assumption.is_some()
}

/// The evidence and assumptions without which boxes do not stand, of all boxes in the order of
/// arguing in one pass: a step needs what any of its premises needs, and a claim what all of its
/// steps need.
struct Needed {
    /// Per box where what it needs stands in `items`; none for one that does not stand.
    of: Vec<Option<(u32, u32)>>,
    items: Vec<u32>,
}

impl Needed {
    fn of(facts: &Facts<'_>) -> Self {
        let mut needed = Self {
            of: vec![None; facts.graph.n_nodes()],
            items: Vec::new(),
        };
        for &node in facts.order().boxes() {
            needed.of[node as usize] = if is_ground(facts, node) {
                needed.items.push(node);
                Some((needed.items.len() as u32 - 1, 1))
            } else {
                needed.intersect_steps(facts, node)
            };
        }
        needed
    }

    fn get(&self, (start, n): (u32, u32)) -> &[u32] {
        &self.items[start as usize..(start + n) as usize]
    }

    /// What all steps to a box need that carry it, by itself or not; none where none does.
    fn intersect_steps(&mut self, facts: &Facts<'_>, node: u32) -> Option<(u32, u32)> {
        let mut all: Option<(u32, u32)> = None;
        for &link in facts.graph.links_to(End::Node(node)) {
            if *facts.graph.relation(link) != Relation::Supports {
                continue;
            }
            if all.is_some_and(|(_, n)| n == 0) {
                break;
            }
            let Some(step) = self.unite_premises(facts.graph.premises(link)) else {
                continue;
            };
            all = match all {
                None => Some(step),
                Some(others) => {
                    let start = self.items.len();
                    for at in others.0..others.0 + others.1 {
                        let item = self.items[at as usize];
                        if self.get(step).binary_search(&item).is_ok() {
                            self.items.push(item);
                        }
                    }
                    Some((start as u32, (self.items.len() - start) as u32))
                }
            };
        }
        all
    }

    /// What the premises of a step need together, ascending; none where one of them does not
    /// stand, or there is none.
    fn unite_premises(&mut self, premises: &[u32]) -> Option<(u32, u32)> {
        let (&first, rest) = premises.split_first()?;
        let mut all = self.of[first as usize]?;
        for &premise in rest {
            let own = self.of[premise as usize]?;
            let mut both = [self.get(all), self.get(own)].concat();
            both.sort_unstable();
            both.dedup();
            all = (self.items.len() as u32, both.len() as u32);
            self.items.extend(both);
        }
        Some(all)
    }

    /// What a claim's reasons need, ascending; nothing where they do not carry it. What it is
    /// itself does not count as a reason.
    fn list_of_reasons(&mut self, facts: &Facts<'_>, claim: u32) -> Vec<u32> {
        let found = self.intersect_steps(facts, claim);
        found.map_or_else(Vec::new, |found| self.get(found).to_vec())
    }
}

/// What claims rest on in the end, where some support each other: found by leaving out one after
/// the other. Objections do not enter: they are weighed elsewhere.
struct Ground<'a> {
    facts: &'a Facts<'a>,
    is_upstream: Vec<bool>,
    /// By which link a box came to stand, or that it stands on itself.
    stands: Vec<Option<Stands>>,
}

#[derive(Clone, Copy)]
enum Stands {
    OnItself,
    By(u32),
}

impl<'a> Ground<'a> {
    fn new(facts: &'a Facts<'a>) -> Self {
        let n = facts.graph.n_nodes();
        Self {
            facts,
            is_upstream: vec![false; n],
            stands: vec![None; n],
        }
    }

    /// The evidence and assumptions that every chain of reasons of a claim goes back to.
    fn list_needed(&mut self, claim: u32) -> Vec<u32> {
        let upstream = self.list_upstream(claim);
        let mut needed = Vec::new();
        if self.holds(claim, &upstream, None) {
            needed = self.list_proof_grounds(claim);
            needed.retain(|&it| !self.holds(claim, &upstream, Some(it)));
        }
        for &node in &upstream {
            self.is_upstream[node as usize] = false;
            self.stands[node as usize] = None;
        }
        needed.sort_unstable();
        needed
    }

    fn list_upstream(&mut self, claim: u32) -> Vec<u32> {
        let mut upstream = vec![claim];
        self.is_upstream[claim as usize] = true;
        let mut next = 0;
        while let Some(&node) = upstream.get(next) {
            next += 1;
            for link in self.facts.into(End::Node(node), &Relation::Supports) {
                for &premise in self.facts.graph.premises(link) {
                    if !std::mem::replace(&mut self.is_upstream[premise as usize], true) {
                        upstream.push(premise);
                    }
                }
            }
        }
        upstream
    }

    /// Whether some chain of reasons carries the claim without what is left out.
    fn holds(&mut self, claim: u32, upstream: &[u32], out: Option<u32>) -> bool {
        let mut open = Vec::new();
        for &node in upstream {
            let stands = node != claim && is_ground(self.facts, node) && out != Some(node);
            self.stands[node as usize] = stands.then_some(Stands::OnItself);
            if stands {
                open.push(node);
            }
        }
        while let Some(node) = open.pop() {
            for link in self.facts.out_of(node, &Relation::Supports) {
                let Some(End::Node(to)) = self.facts.graph.target(link) else {
                    continue;
                };
                let mut premises = self.facts.graph.premises(link).iter();
                if self.is_upstream[to as usize]
                    && self.stands[to as usize].is_none()
                    && out != Some(to)
                    && premises.all(|&it| self.stands[it as usize].is_some())
                {
                    self.stands[to as usize] = Some(Stands::By(link));
                    open.push(to);
                }
            }
        }
        self.stands[claim as usize].is_some()
    }

    /// The evidence and assumptions of the chain that was found last.
    fn list_proof_grounds(&self, claim: u32) -> Vec<u32> {
        let mut open = vec![claim];
        let mut is_seen = std::collections::BTreeSet::new();
        let mut grounds = Vec::new();
        while let Some(node) = open.pop() {
            match self.stands[node as usize] {
                _ if !is_seen.insert(node) => {}
                Some(Stands::OnItself) => grounds.push(node),
                Some(Stands::By(link)) => open.extend(self.facts.graph.premises(link)),
                None => {}
            }
        }
        grounds
    }
}
