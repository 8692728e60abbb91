//! Orders of the same things in two or three copies: which have been moved, and one order that
//! keeps what both copies did. Things are numbers below a bound.

use crate::text::find_rising;

/// What three orders come to.
pub(super) struct Ordered {
    /// The things that are kept, in order.
    pub(super) order: Vec<u32>,
    /// Those that both copies have moved, each elsewhere; they stand where ours has them.
    pub(super) clashes: Vec<u32>,
}

/// Which things of `new` that are in `old`, too, have been moved, by thing: the fewest of which one
/// can say so.
pub(super) fn find_moved(n: usize, old: &[u32], new: &[u32]) -> Vec<bool> {
    let mut place = vec![None; n];
    for (at, &thing) in old.iter().enumerate() {
        place[thing as usize] = Some(at);
    }
    let common: Vec<(u32, usize)> = new
        .iter()
        .filter_map(|&thing| Some((thing, place[thing as usize]?)))
        .collect();
    let mut moved = vec![false; n];
    for &(thing, _) in &common {
        moved[thing as usize] = true;
    }
    for at in find_rising(&common) {
        moved[common[at].0 as usize] = false;
    }
    moved
}

/// One order of the things that are kept: that of ours, with what theirs added or moved put behind
/// what it stands behind there.
pub(super) fn merge_orders(
    n: usize,
    [base, ours, theirs]: [&[u32]; 3],
    is_kept: impl Fn(u32) -> bool,
) -> Ordered {
    let kept = |order: &[u32]| -> Vec<u32> {
        let things = order.iter().copied();
        things.filter(|&thing| is_kept(thing)).collect()
    };
    let (moved_here, moved_there) = (find_moved(n, base, ours), find_moved(n, base, theirs));
    let mut row = Row::of(n, &kept(ours));
    let mut both = vec![false; n];
    for &thing in theirs {
        both[thing as usize] = row.holds(thing);
    }
    let in_both: Vec<u32> = row
        .list()
        .into_iter()
        .filter(|&it| both[it as usize])
        .collect();
    let behind_here = Row::of(n, &in_both);
    let mut clashes = Vec::new();
    let (mut before, mut before_both) = (None, None);
    for thing in kept(theirs) {
        let at = thing as usize;
        if !row.holds(thing) {
            row.insert_behind(thing, before);
        } else if moved_there[at] && !moved_here[at] {
            row.remove(thing);
            row.insert_behind(thing, before);
        } else if moved_there[at] && behind_here.before(thing) != before_both {
            clashes.push(thing);
        }
        before = Some(thing);
        if both[at] {
            before_both = before;
        }
    }
    Ordered {
        order: row.list(),
        clashes,
    }
}

/// A row of things in which one can be put behind another at once. The last place is the row's
/// own: what comes first stands behind it.
struct Row {
    next: Vec<u32>,
    last: Vec<u32>,
}

/// No neighbour: not in the row.
const NOWHERE: u32 = u32::MAX;

impl Row {
    fn of(n: usize, order: &[u32]) -> Self {
        let head = n as u32;
        let mut row = Self {
            next: vec![NOWHERE; n + 1],
            last: vec![NOWHERE; n + 1],
        };
        row.next[n] = head;
        row.last[n] = head;
        let mut before = None;
        for &thing in order {
            row.insert_behind(thing, before);
            before = Some(thing);
        }
        row
    }

    fn head(&self) -> u32 {
        (self.next.len() - 1) as u32
    }

    fn holds(&self, thing: u32) -> bool {
        self.next[thing as usize] != NOWHERE
    }

    fn before(&self, thing: u32) -> Option<u32> {
        Some(self.last[thing as usize]).filter(|&before| before != self.head())
    }

    fn insert_behind(&mut self, thing: u32, before: Option<u32>) {
        let before = before.unwrap_or(self.head());
        let behind = self.next[before as usize];
        self.next[before as usize] = thing;
        self.last[thing as usize] = before;
        self.next[thing as usize] = behind;
        self.last[behind as usize] = thing;
    }

    fn remove(&mut self, thing: u32) {
        let (before, behind) = (self.last[thing as usize], self.next[thing as usize]);
        self.next[before as usize] = behind;
        self.last[behind as usize] = before;
        self.next[thing as usize] = NOWHERE;
        self.last[thing as usize] = NOWHERE;
    }

    fn list(&self) -> Vec<u32> {
        let mut order = Vec::new();
        let mut at = self.next[self.head() as usize];
        while at != self.head() {
            order.push(at);
            at = self.next[at as usize];
        }
        order
    }
}
