//! Breaks a sequence of heights into columns of about equal height, keeping its order. Knows
//! numbers only.

/// Writes into `starts` where each column begins, so that the highest of at most `n` columns is
/// as low as can be. `heights` are of things that stand below each other `gap` apart, and
/// `may_begin` says of each whether a column may begin with it; the first always may.
///
/// The answer for the number of columns found is the same again. Linear in the length for each
/// of about 40 steps.
pub(super) fn break_columns(
    heights: &[i64],
    may_begin: &[bool],
    gap: i64,
    n: usize,
    starts: &mut Vec<u32>,
) {
    let total: i64 = heights.iter().map(|height| height + gap).sum();
    let most = heights.iter().copied().max().unwrap_or(0);
    // No column can be lower than this, and one column of everything is this high.
    let (mut low, mut high) = (most.max(total / n.max(1) as i64 - gap), total);
    while low < high {
        let middle = low.midpoint(high);
        if fits(heights, may_begin, gap, middle, n) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    fill(heights, may_begin, gap, high, |at| starts.push(at as u32));
}

fn fits(heights: &[i64], may_begin: &[bool], gap: i64, limit: i64, n: usize) -> bool {
    let mut n_columns = 0;
    let highest = fill(heights, may_begin, gap, limit, |_| n_columns += 1);
    n_columns <= n && highest <= limit
}

/// Fills one column after the other up to `limit`; calls `begin` with what each begins with.
/// The height of the highest, which is beyond the limit where things may not be parted.
fn fill(
    heights: &[i64],
    may_begin: &[bool],
    gap: i64,
    limit: i64,
    mut begin: impl FnMut(usize),
) -> i64 {
    let (mut highest, mut filled) = (0, 0);
    let mut at = 0;
    while at < heights.len() {
        let mut end = at + 1;
        let mut height = heights[at];
        while end < heights.len() && !may_begin[end] {
            height += gap + heights[end];
            end += 1;
        }
        if at > 0 && filled + gap + height <= limit {
            filled += gap + height;
        } else {
            begin(at);
            filled = height;
        }
        highest = highest.max(filled);
        at = end;
    }
    highest
}
