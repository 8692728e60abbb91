//! How far something reaches on one side, stretch by stretch: what of two branches decides how
//! close they can stand. Knows numbers only.

/// How many stretches are kept: beyond twice as many, neighbours are taken together.
const MOST: usize = 48;

/// One stretch, in whole map units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stretch {
    from: i64,
    to: i64,
    reach: i64,
}

/// The reaches along one side of an outline: stretches in order, which do not overlap.
#[derive(Clone, Debug, Default)]
pub(super) struct Profile {
    stretches: Vec<Stretch>,
}

impl Profile {
    /// Adds a stretch `from..to`.
    pub fn add(&mut self, from: i64, to: i64, reach: i64, scratch: &mut Self) {
        if from < to {
            let one = [Stretch { from, to, reach }];
            self.merge(&one, 0, 0, scratch);
        }
    }

    /// Adds all of another one, moved `along` the side and `out` from it.
    pub fn add_all(&mut self, other: &Self, along: i64, out: i64, scratch: &mut Self) {
        self.merge(&other.stretches, along, out, scratch);
    }

    /// The farthest reach; zero if there is nothing.
    pub fn most(&self) -> i64 {
        let reaches = self.stretches.iter().map(|it| it.reach);
        reaches.max().unwrap_or(0)
    }

    /// How far out something must stand of which `facing` is the side that faces this one: that
    /// far, nothing of the two which comes closer than `pad` along the side overlaps. None if
    /// they pass each other at any distance. `facing` counts outwards, too, so that reaches of
    /// both sides add up.
    pub fn find_distance(&self, facing: &Self, along: i64, pad: i64) -> Option<i64> {
        let mut most = None;
        let mut first = 0;
        for own in &self.stretches {
            let (from, to) = (own.from - pad - along, own.to + pad - along);
            let others = &facing.stretches;
            first += others[first..]
                .iter()
                .take_while(|it| it.to <= from)
                .count();
            // The last of those that a wide stretch met may be met by the next one, too.
            for other in others[first..].iter().take_while(|it| it.from < to) {
                most = most.max(Some(own.reach + other.reach));
            }
        }
        most
    }

    /// Takes all of another one in, moved `along` the side and `out` from it. The smaller of the
    /// two is merged into the larger; what is left of the other one has no meaning.
    pub fn absorb(&mut self, other: &mut Self, along: i64, out: i64, scratch: &mut Self) {
        if other.stretches.len() > self.stretches.len() {
            std::mem::swap(&mut self.stretches, &mut other.stretches);
            if (along, out) != (0, 0) {
                self.shift(along, out);
            }
            self.merge(&other.stretches, 0, 0, scratch);
        } else {
            self.merge(&other.stretches, along, out, scratch);
        }
    }

    /// Moves it `along` the side and `out` from it.
    pub fn shift(&mut self, along: i64, out: i64) {
        for stretch in &mut self.stretches {
            *stretch = stretch.moved(along, out);
        }
    }

    /// Forgets everything but the memory that it takes.
    pub fn clear(&mut self) {
        self.stretches.clear();
    }

    fn merge(&mut self, others: &[Stretch], along: i64, out: i64, scratch: &mut Self) {
        let (Some(first), Some(last)) = (others.first(), others.last()) else {
            return;
        };
        // Only what touches the others changes.
        let (from, to) = (first.from + along, last.to + along);
        let start = self.stretches.partition_point(|it| it.to < from);
        let n = self.stretches[start..].partition_point(|it| it.from <= to);
        let touched = start..start + n;
        if n == 0 {
            let moved = others.iter().map(|it| it.moved(along, out));
            if start == self.stretches.len() {
                self.stretches.extend(moved);
            } else {
                self.stretches.splice(touched, moved);
            }
        } else {
            let merged = &mut scratch.stretches;
            merged.clear();
            let moved = others.iter().map(|it| it.moved(along, out));
            merge_into(merged, &self.stretches[touched.clone()], moved);
            if merged.len() == n {
                self.stretches[touched].copy_from_slice(merged);
            } else {
                self.stretches.splice(touched, merged.iter().copied());
            }
        }
        if self.stretches.len() > 2 * MOST {
            thin(&mut self.stretches);
        }
    }
}

impl Stretch {
    fn moved(self, along: i64, out: i64) -> Self {
        Self {
            from: self.from + along,
            to: self.to + along,
            reach: self.reach + out,
        }
    }
}

/// Writes the farther of two sides into `merged`, stretch by stretch.
fn merge_into(merged: &mut Vec<Stretch>, own: &[Stretch], others: impl Iterator<Item = Stretch>) {
    let mut own = own.iter().copied();
    let mut others = others;
    let (mut a, mut b) = (own.next(), others.next());
    loop {
        let (one, two) = match (a, b) {
            (None, None) => break,
            (Some(one), None) => {
                push(merged, one);
                a = own.next();
                continue;
            }
            (None, Some(two)) => {
                push(merged, two);
                b = others.next();
                continue;
            }
            (Some(one), Some(two)) => (one, two),
        };
        // The part before both are there, then the part that they share.
        let start = one.from.max(two.from);
        if one.from < start {
            let end = one.to.min(start);
            push(merged, Stretch { to: end, ..one });
            a = rest(one, end).or_else(|| own.next());
        } else if two.from < start {
            let end = two.to.min(start);
            push(merged, Stretch { to: end, ..two });
            b = rest(two, end).or_else(|| others.next());
        } else {
            let end = one.to.min(two.to);
            let reach = one.reach.max(two.reach);
            push(
                merged,
                Stretch {
                    from: start,
                    to: end,
                    reach,
                },
            );
            a = rest(one, end).or_else(|| own.next());
            b = rest(two, end).or_else(|| others.next());
        }
    }
}

fn rest(stretch: Stretch, from: i64) -> Option<Stretch> {
    (from < stretch.to).then_some(Stretch { from, ..stretch })
}

fn push(all: &mut Vec<Stretch>, next: Stretch) {
    match all.last_mut() {
        Some(last) if last.to == next.from && last.reach == next.reach => last.to = next.to,
        _ => all.push(next),
    }
}

/// Takes neighbours together, and the room between them: what is claimed grows, never shrinks.
fn thin(all: &mut Vec<Stretch>) {
    let n = all.len() / 2;
    for at in 0..n {
        let (one, two) = (all[2 * at], all[2 * at + 1]);
        all[at] = Stretch {
            from: one.from,
            to: two.to,
            reach: one.reach.max(two.reach),
        };
    }
    if all.len() % 2 == 1 {
        all[n] = all[2 * n];
        all.truncate(n + 1);
    } else {
        all.truncate(n);
    }
}
