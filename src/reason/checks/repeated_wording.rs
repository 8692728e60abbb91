//! What is said once is said once: boxes with nearly the same words, found without comparing all
//! with all, by signatures that agree (Broder 1997).

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::wording::Wording;
use super::{Check, Facts, Finding, Look, Repair, Severity};
use crate::model::{End, Id, Kind, Relation};

/// Share of terms from which on two wordings say the same.
const MIN_LIKENESS: f64 = 0.8;
/// Wordings of fewer terms say too little to be compared.
const MIN_TERMS: usize = 3;
/// With how many others of a bucket a wording is compared. Where more say the same, those have
/// each other.
const MOST: usize = 16;

pub(super) static CHECK: Check = Check {
    id: "repeated-wording",
    severity: Severity::Hint,
    source: "Kialo, marks: duplicate claim",
    trips: "
        claim c | The bridge must be closed.
        claim a | The old bridge sways in the evening wind.
        claim b | In the evening wind, the old bridge is swaying.
        l: a supports c
        m: b supports c",
    passes: "
        claim c | The bridge must be closed.
        claim a | The old bridge sways in the evening wind.
        claim b | In the evening wind, the old bridge does not sway.
        l: a supports c
        m: b opposes c",
    look: Look::Repeats,
};

/// Wordings by what their signatures say. A box repeats the one with the least id that says the
/// same, so that what is found does not hang on the order in which boxes came.
#[derive(Debug, Clone, Default)]
pub(super) struct Repeats {
    buckets: HashMap<u64, Bucket, RandomState>,
}

/// Ids of boxes, ascending. Nearly every bucket holds one.
#[derive(Debug, Clone)]
enum Bucket {
    One(Id),
    More(Vec<Id>),
}

impl Repeats {
    /// Takes a box in. Gives the ids of boxes that may repeat another one now.
    pub(super) fn add(&mut self, id: &Id, kind: &Kind, wording: &Wording, stirred: &mut Vec<Id>) {
        if !is_compared(kind, wording) {
            return;
        }
        for band in wording.bands() {
            match self.buckets.entry(band) {
                Entry::Vacant(place) => drop(place.insert(Bucket::One(id.clone()))),
                Entry::Occupied(place) => place.into_mut().add(id, stirred),
            }
        }
    }

    /// Lets a box go. Gives the same.
    pub(super) fn remove(
        &mut self,
        id: &Id,
        kind: &Kind,
        wording: &Wording,
        stirred: &mut Vec<Id>,
    ) {
        if !is_compared(kind, wording) {
            return;
        }
        for band in wording.bands() {
            if let Entry::Occupied(mut place) = self.buckets.entry(band)
                && place.get_mut().remove(id, stirred)
            {
                place.remove();
            }
        }
    }

    /// Says of a box whether it repeats another one.
    pub(super) fn look(&self, facts: &Facts<'_>, node: u32, found: &mut Vec<Finding>) {
        let (record, wording) = (facts.node(node), facts.wording(node));
        if !is_compared(&record.kind, wording) {
            return;
        }
        let mut first: Option<&Id> = None;
        for band in wording.bands() {
            let bucket = self.buckets.get(&band).map_or(&[][..], Bucket::ids);
            let before = bucket.iter().take_while(|id| **id < record.id);
            let same = before.take(MOST).find(|id| {
                let other = facts.graph.node(id.as_str());
                other.is_some_and(|other| is_repeat(facts, node, other))
            });
            first = match (first, same) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            };
        }
        if let Some(other) = first {
            let on = vec![record.id.clone(), other.clone()];
            let repair = Repair::AddLink {
                relation: Relation::Restates,
                from: record.id.clone(),
                to: other.clone(),
            };
            found.push(Finding::new(&CHECK, on).repair(repair));
        }
    }
}

impl Bucket {
    fn ids(&self) -> &[Id] {
        match self {
            Self::One(id) => std::slice::from_ref(id),
            Self::More(ids) => ids,
        }
    }

    fn add(&mut self, id: &Id, stirred: &mut Vec<Id>) {
        let Err(at) = self.ids().binary_search(id) else {
            return;
        };
        stir(self.ids(), at, stirred);
        match self {
            Self::More(ids) => ids.insert(at, id.clone()),
            Self::One(other) => {
                let mut both = vec![other.clone(), id.clone()];
                both.sort_unstable();
                *self = Self::More(both);
            }
        }
    }

    /// Whether nothing is left.
    fn remove(&mut self, id: &Id, stirred: &mut Vec<Id>) -> bool {
        match self {
            Self::One(only) => only == id,
            Self::More(ids) => {
                if let Ok(at) = ids.binary_search(id) {
                    ids.remove(at);
                    stir(ids, at, stirred);
                }
                ids.is_empty()
            }
        }
    }
}

/// Boxes behind a place in a bucket see others before them than they did.
fn stir(bucket: &[Id], at: usize, stirred: &mut Vec<Id>) {
    if at < MOST {
        stirred.extend(bucket[at..].iter().cloned());
    }
}

fn is_compared(kind: &Kind, wording: &Wording) -> bool {
    wording.stems.len() >= MIN_TERMS && !matches!(kind, Kind::Note | Kind::Other(_))
}

/// Whether two boxes say the same and the map does not know it yet. A number or a “not” more is
/// another claim.
fn is_repeat(facts: &Facts<'_>, node: u32, other: u32) -> bool {
    let (own, its): (&Wording, &Wording) = (facts.wording(node), facts.wording(other));
    if own.turns != its.turns || own.likeness(its) < MIN_LIKENESS {
        return false;
    }
    let graph = facts.graph;
    let is_known = |from: u32, to: u32| {
        let mut links = facts.out_of(from, &Relation::Restates);
        links.any(|link| graph.target(link) == Some(End::Node(to)))
    };
    !is_known(node, other) && !is_known(other, node)
}

/// A wording that is not known yet.
impl Default for Wording {
    fn default() -> Self {
        Arc::unwrap_or_clone(Self::of("", None))
    }
}
