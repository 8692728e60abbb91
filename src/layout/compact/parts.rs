//! Breaks a sequence of lengths into parts of about equal length, keeping its order: children
//! into columns by their lengths, into rows by their widths. Knows numbers only.

/// Writes into `starts` where each part begins, so that the longest of at most `n` parts is as
/// short as can be. `lengths` are of things that stand `gap` apart, and `may_begin` says of each
/// whether a part may begin with it; the first always may.
///
/// The answer for the number of parts found is the same again. Linear in the length for each
/// of a few steps, at most about 40.
pub(super) fn break_evenly(
    lengths: &[i64],
    may_begin: &[bool],
    gap: i64,
    n: usize,
    starts: &mut Vec<u32>,
) {
    let total: i64 = lengths.iter().map(|length| length + gap).sum();
    // No part can be shorter than this, and one part of everything is this long.
    let (mut low, mut high) = (total / n.max(1) as i64 - gap, total);
    while low < high {
        let middle = low.midpoint(high);
        let filled = fill(lengths, may_begin, gap, middle, |_| ());
        if filled.n_parts <= n && filled.longest <= middle {
            high = filled.longest;
            low = low.min(high);
        } else {
            low = filled.next.max(middle + 1);
        }
    }
    fill(lengths, may_begin, gap, high, |at| starts.push(at as u32));
}

/// How parts were filled up to a limit.
struct Filled {
    n_parts: usize,
    /// The length of the longest part, which is beyond the limit where things may not be parted.
    longest: i64,
    /// The least limit beyond this one at which parts would be filled otherwise, or at which what
    /// may not be parted fits.
    next: i64,
}

/// Fills one part after the other up to `limit`; calls `begin` with what each begins with.
fn fill(
    lengths: &[i64],
    may_begin: &[bool],
    gap: i64,
    limit: i64,
    mut begin: impl FnMut(usize),
) -> Filled {
    let mut all = Filled {
        n_parts: 0,
        longest: 0,
        next: i64::MAX,
    };
    let (mut whole, mut filled) = (0, 0);
    let mut at = 0;
    while at < lengths.len() {
        let mut end = at + 1;
        let mut length = lengths[at];
        while end < lengths.len() && !may_begin[end] {
            length += gap + lengths[end];
            end += 1;
        }
        whole = length.max(whole);
        if at > 0 && filled + gap + length <= limit {
            filled += gap + length;
        } else {
            if at > 0 {
                all.next = all.next.min(filled + gap + length);
            }
            begin(at);
            all.n_parts += 1;
            filled = length;
        }
        all.longest = all.longest.max(filled);
        at = end;
    }
    // Where a part must be this long, no shorter limit will do.
    if whole > limit {
        all.next = whole;
    }
    all
}
