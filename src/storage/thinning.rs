//! Which snapshots of a map are kept as time goes by: all of the last hour, one an hour for a day, one
//! a day for a month, one a week beyond; and never more than so many, or so many bytes.
//!
//! Knows times and lengths. Hours, days and weeks are those of UTC and lie within each other, and one
//! is thinned only when it has wholly gone by; so thinning in steps keeps what thinning once would.

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;
const WEEK: i64 = 7 * DAY;
/// One snapshot a day is kept for so long.
const MONTH: i64 = 30 * DAY;

/// A snapshot, as far as thinning is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aged {
    /// When it was taken, in seconds since 1970.
    pub seconds: i64,
    /// Its length in bytes.
    pub bytes: u64,
}

/// How much is kept of one map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// So many snapshots.
    pub n: usize,
    /// So many bytes; the newest snapshot is kept even where it has more.
    pub bytes: u64,
}

impl Bounds {
    /// What is kept of a map.
    pub const OF_A_MAP: Self = Self {
        n: 200,
        bytes: 64 << 20,
    };
}

/// The snapshots that go, by their places. `snapshots` stand oldest first; the newest always stays.
pub fn choose_surplus(snapshots: &[Aged], now: i64, bounds: Bounds) -> Vec<usize> {
    let mut kept: Vec<usize> = Vec::with_capacity(snapshots.len());
    for (at, snapshot) in snapshots.iter().enumerate() {
        let next = snapshots.get(at + 1);
        let stretch = find_stretch(snapshot.seconds, now);
        // Of a stretch the newest one stays.
        let goes = stretch.is_some()
            && next.is_some_and(|next| find_stretch(next.seconds, now) == stretch);
        if !goes {
            kept.push(at);
        }
    }
    let mut bytes: u64 = kept.iter().map(|&at| snapshots[at].bytes).sum();
    while kept.len() > 1 && (kept.len() > bounds.n || bytes > bounds.bytes) {
        let at = find_dispensable(snapshots, &kept, now);
        bytes -= snapshots[kept.remove(at)].bytes;
    }
    let mut stays = kept.into_iter().peekable();
    let goes = |at: &usize| stays.next_if_eq(at).is_none();
    (0..snapshots.len()).filter(goes).collect()
}

/// A stretch of time of which one snapshot is kept: its length and number. None where all are.
fn find_stretch(seconds: i64, now: i64) -> Option<(i64, i64)> {
    let is_past = |length: i64, age: i64| {
        let end = (seconds.div_euclid(length) + 1).saturating_mul(length);
        end <= now.saturating_sub(age)
    };
    let length = if !is_past(HOUR, HOUR) {
        return None;
    } else if !is_past(DAY, DAY) {
        HOUR
    } else if !is_past(WEEK, MONTH) {
        DAY
    } else {
        WEEK
    };
    Some((length, seconds.div_euclid(length)))
}

/// Of those kept, the place of the one that is missed least: between the closest neighbours for its
/// age. The oldest goes last, the newest never.
fn find_dispensable(snapshots: &[Aged], kept: &[usize], now: i64) -> usize {
    let seconds = |at: usize| snapshots[kept[at]].seconds;
    let room = |at: usize| {
        let age = now.saturating_sub(seconds(at)).max(0);
        seconds(at + 1).saturating_sub(seconds(at - 1)) as f64 / (age as f64 + 60.0)
    };
    (1..kept.len() - 1)
        .min_by(|&a, &b| room(a).total_cmp(&room(b)))
        .unwrap_or(0)
}
