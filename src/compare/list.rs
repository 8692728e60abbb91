//! Lists within a record: what is in them is known by a key, kept in order, and merged one by one.

use std::collections::HashMap;
use std::hash::Hash;

use foldhash::fast::RandomState;

use super::field::Clashes;
use super::order::merge_orders;

/// Something that stands in a list and is known there by a key.
pub(super) trait Keyed: Clone + PartialEq {
    /// What it is known by.
    type Key<'a>: Eq + Hash
    where
        Self: 'a;

    /// Its key. Where a list has a key twice, the first ones of either list are the same thing, and
    /// so on.
    fn key(&self) -> Self::Key<'_>;

    /// What both copies made of it; only asked where they differ from each other and from `base`.
    fn merge_changed(
        base: Option<&Self>,
        ours: &Self,
        theirs: &Self,
        clashes: &mut Clashes,
    ) -> Self;
}

/// Merges lists. What was dropped here and changed there stays as it was changed.
pub(super) fn merge_lists<T: Keyed>(
    base: &[T],
    ours: &[T],
    theirs: &[T],
    clashes: &mut Clashes,
) -> Vec<T> {
    if ours == theirs || theirs == base {
        return ours.to_vec();
    }
    if ours == base {
        return theirs.to_vec();
    }
    let mut numbers = Numbers::default();
    let [in_base, in_ours, in_theirs] = [base, ours, theirs].map(|list| numbers.number(list));
    let n = numbers.n;
    let find = |list: &[u32]| {
        let mut at = vec![None; n];
        for (place, &thing) in list.iter().enumerate() {
            at[thing as usize] = Some(place);
        }
        at
    };
    let (at_base, at_ours, at_theirs) = (find(&in_base), find(&in_ours), find(&in_theirs));
    let merged: Vec<Option<T>> = (0..n)
        .map(|thing| {
            let versions = (
                at_base[thing].map(|at| &base[at]),
                at_ours[thing].map(|at| &ours[at]),
                at_theirs[thing].map(|at| &theirs[at]),
            );
            merge_one(versions, clashes)
        })
        .collect();
    let is_kept = |thing: u32| merged[thing as usize].is_some();
    let ordered = merge_orders(n, [&in_base, &in_ours, &in_theirs], is_kept);
    let things = ordered.order.into_iter();
    things
        .filter_map(|thing| merged[thing as usize].clone())
        .collect()
}

fn merge_one<T: Keyed>(
    versions: (Option<&T>, Option<&T>, Option<&T>),
    clashes: &mut Clashes,
) -> Option<T> {
    match versions {
        (base, Some(ours), Some(theirs)) => Some(if ours == theirs || base == Some(theirs) {
            ours.clone()
        } else if base == Some(ours) {
            theirs.clone()
        } else {
            T::merge_changed(base, ours, theirs, clashes)
        }),
        (base, Some(only), None) | (base, None, Some(only)) => {
            (base != Some(only)).then(|| only.clone())
        }
        (_, None, None) => None,
    }
}

/// Numbers for keys, in the order in which they are seen first.
struct Numbers<'a, T: Keyed + 'a> {
    known: HashMap<(T::Key<'a>, u32), u32, RandomState>,
    n: usize,
}

impl<'a, T: Keyed + 'a> Default for Numbers<'a, T> {
    fn default() -> Self {
        Self {
            known: HashMap::default(),
            n: 0,
        }
    }
}

impl<'a, T: Keyed + 'a> Numbers<'a, T> {
    fn number(&mut self, list: &'a [T]) -> Vec<u32> {
        let mut seen: HashMap<T::Key<'a>, u32, RandomState> = HashMap::default();
        let things = list.iter().map(|thing| {
            let nth = seen.entry(thing.key()).or_default();
            *nth += 1;
            let next = self.n as u32;
            let number = *self.known.entry((thing.key(), *nth)).or_insert(next);
            self.n += usize::from(number == next);
            number
        });
        things.collect()
    }
}
