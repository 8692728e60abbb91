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
///
/// A large map has millions of places in buckets, so what stands in one is a number.
#[derive(Debug, Clone, Default)]
pub(super) struct Repeats {
    /// By bands, cut short: where two share a number, wordings are compared that need not be.
    buckets: HashMap<u32, Packed, RandomState>,
    boxes: Slots<Id>,
    crowds: Slots<Vec<u32>>,
}

/// What a bucket holds, in one word.
#[derive(Debug, Clone, Copy)]
struct Packed(u32);

/// The boxes of a bucket. Nearly every one holds one.
#[derive(Debug, Clone, Copy)]
enum Bucket {
    /// A place in [`Repeats::boxes`].
    One(u32),
    /// A place in [`Repeats::crowds`]: places in [`Repeats::boxes`], ascending by id.
    More(u32),
}

impl Packed {
    /// Set where there are more. No map has so many boxes that a place reaches it.
    const MORE: u32 = 1 << 31;

    fn read(self) -> Bucket {
        if self.0 & Self::MORE == 0 {
            Bucket::One(self.0)
        } else {
            Bucket::More(self.0 & !Self::MORE)
        }
    }
}

impl From<Bucket> for Packed {
    fn from(bucket: Bucket) -> Self {
        match bucket {
            Bucket::One(at) => Self(at),
            Bucket::More(at) => Self(at | Self::MORE),
        }
    }
}

impl Repeats {
    /// Takes a box in. Gives the ids of boxes that may repeat another one now.
    pub(super) fn add(&mut self, id: &Id, kind: &Kind, wording: &Wording, stirred: &mut Vec<Id>) {
        if !is_compared(kind, wording) {
            return;
        }
        let new = self.boxes.put(id.clone());
        for band in wording.bands() {
            match self.buckets.entry(band as u32) {
                Entry::Vacant(place) => drop(place.insert(Bucket::One(new).into())),
                Entry::Occupied(mut place) => match place.get().read() {
                    // Two bands of one box.
                    Bucket::One(other) if other == new => {}
                    Bucket::One(other) => {
                        let mut crowd = vec![other];
                        join(&mut crowd, new, &self.boxes, stirred);
                        place.insert(Bucket::More(self.crowds.put(crowd)).into());
                    }
                    Bucket::More(at) => {
                        join(self.crowds.get_mut(at), new, &self.boxes, stirred);
                    }
                },
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
        let mut gone = None;
        for band in wording.bands() {
            let Entry::Occupied(mut place) = self.buckets.entry(band as u32) else {
                continue;
            };
            match place.get().read() {
                Bucket::One(only) if self.boxes.get(only) == id => {
                    gone = Some(only);
                    place.remove();
                }
                Bucket::One(_) => {}
                Bucket::More(at) => {
                    let crowd = self.crowds.get_mut(at);
                    let Ok(nth) = find(crowd, id, &self.boxes) else {
                        continue;
                    };
                    gone = Some(crowd.remove(nth));
                    stir(crowd, nth, &self.boxes, stirred);
                    if let [last] = crowd[..] {
                        place.insert(Bucket::One(last).into());
                        self.crowds.free(at);
                    }
                }
            }
        }
        if let Some(gone) = gone {
            self.boxes.free(gone);
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
            let bucket = self.buckets.get(&(band as u32)).map(|it| it.read());
            let bucket = match &bucket {
                Some(Bucket::One(only)) => std::slice::from_ref(only),
                Some(Bucket::More(at)) => self.crowds.get(*at),
                None => &[],
            };
            let ids = bucket.iter().map(|&at| self.boxes.get(at));
            let before = ids.take_while(|id| **id < record.id);
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

/// Puts a box in its place.
fn join(crowd: &mut Vec<u32>, new: u32, boxes: &Slots<Id>, stirred: &mut Vec<Id>) {
    if let Err(at) = find(crowd, boxes.get(new), boxes) {
        stir(crowd, at, boxes, stirred);
        crowd.insert(at, new);
    }
}

/// Where a box stands, or would.
fn find(crowd: &[u32], id: &Id, boxes: &Slots<Id>) -> Result<usize, usize> {
    crowd.binary_search_by(|&it| boxes.get(it).cmp(id))
}

/// Boxes behind a place in a crowd see others before them than they did.
fn stir(crowd: &[u32], at: usize, boxes: &Slots<Id>, stirred: &mut Vec<Id>) {
    if at < MOST {
        stirred.extend(crowd[at..].iter().map(|&it| boxes.get(it).clone()));
    }
}

/// Things under numbers, which are used again once they are free.
#[derive(Debug, Clone)]
struct Slots<T> {
    all: Vec<T>,
    free: Vec<u32>,
}

impl<T> Default for Slots<T> {
    fn default() -> Self {
        Self {
            all: Vec::new(),
            free: Vec::new(),
        }
    }
}

impl<T> Slots<T> {
    fn put(&mut self, new: T) -> u32 {
        if let Some(at) = self.free.pop() {
            self.all[at as usize] = new;
            at
        } else {
            self.all.push(new);
            self.all.len() as u32 - 1
        }
    }

    fn get(&self, at: u32) -> &T {
        &self.all[at as usize]
    }

    fn get_mut(&mut self, at: u32) -> &mut T {
        &mut self.all[at as usize]
    }

    /// What stood there stays until something else does.
    fn free(&mut self, at: u32) {
        self.free.push(at);
    }
}

fn is_compared(kind: &Kind, wording: &Wording) -> bool {
    wording.terms.len() >= MIN_TERMS && !matches!(kind, Kind::Note | Kind::Other(_))
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
