//! Breaks a sequence of lengths into parts of about equal length, keeping its order: children
//! into columns by their lengths, into rows by their widths. Knows numbers only.

/// Writes into `starts` where each part begins, so that the longest of at most `n` parts is as
/// short as can be. `lengths` are of things that stand `gap` apart, and `may_begin` says of each
/// whether a part may begin with it; the first always may.
///
/// The answer for the number of parts found is the same again. Linear in the length for each
/// of about 40 steps.
pub(super) fn break_evenly(
    lengths: &[i64],
    may_begin: &[bool],
    gap: i64,
    n: usize,
    starts: &mut Vec<u32>,
) {
    let total: i64 = lengths.iter().map(|length| length + gap).sum();
    let most = lengths.iter().copied().max().unwrap_or(0);
    // No part can be shorter than this, and one part of everything is this long.
    let (mut low, mut high) = (most.max(total / n.max(1) as i64 - gap), total);
    while low < high {
        let middle = low.midpoint(high);
        if fits(lengths, may_begin, gap, middle, n) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    fill(lengths, may_begin, gap, high, |at| starts.push(at as u32));
}

fn fits(lengths: &[i64], may_begin: &[bool], gap: i64, limit: i64, n: usize) -> bool {
    let mut n_parts = 0;
    let longest = fill(lengths, may_begin, gap, limit, |_| n_parts += 1);
    n_parts <= n && longest <= limit
}

/// Fills one part after the other up to `limit`; calls `begin` with what each begins with.
/// The length of the longest, which is beyond the limit where things may not be parted.
fn fill(
    lengths: &[i64],
    may_begin: &[bool],
    gap: i64,
    limit: i64,
    mut begin: impl FnMut(usize),
) -> i64 {
    let (mut longest, mut filled) = (0, 0);
    let mut at = 0;
    while at < lengths.len() {
        let mut end = at + 1;
        let mut length = lengths[at];
        while end < lengths.len() && !may_begin[end] {
            length += gap + lengths[end];
            end += 1;
        }
        if at > 0 && filled + gap + length <= limit {
            filled += gap + length;
        } else {
            begin(at);
            filled = length;
        }
        longest = longest.max(filled);
        at = end;
    }
    longest
}
