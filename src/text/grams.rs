//! Where each run of four bytes stands in a text: what makes finding thousands of quotes in a
//! long text cheap. Runs may share a bucket, so a hit is a hint that has to be verified.

/// Length of a run in bytes.
pub const GRAM: usize = 4;

/// The positions of all runs of four bytes, by bucket.
#[derive(Clone, Debug)]
pub struct GramIndex {
    bits: u32,
    /// `starts[b]..starts[b + 1]` is bucket `b` in `positions`.
    starts: Vec<u32>,
    /// Positions in bytes, rising within a bucket.
    positions: Vec<u32>,
}

impl GramIndex {
    /// Reads a text in linear time (two passes of a counting sort).
    pub fn new(text: &[u8]) -> Self {
        let bits = (usize::BITS - text.len().leading_zeros()).clamp(8, 20);
        let mut starts = vec![0_u32; (1 << bits) + 1];
        for gram in text.windows(GRAM) {
            starts[hash_gram(gram, bits) + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut positions = vec![0; text.len().saturating_sub(GRAM - 1)];
        for (at, gram) in text.windows(GRAM).enumerate() {
            let slot = &mut next[hash_gram(gram, bits)];
            positions[*slot as usize] = at as u32;
            *slot += 1;
        }
        Self {
            bits,
            starts,
            positions,
        }
    }

    /// Where the run of four bytes may stand, in rising order.
    pub fn places_of(&self, gram: &[u8]) -> &[u32] {
        let bucket = hash_gram(gram, self.bits);
        &self.positions[self.starts[bucket] as usize..self.starts[bucket + 1] as usize]
    }
}

/// The places nearest to `near`, at most `most` of them; `places` rises.
pub fn nearest(places: &[u32], near: usize, most: usize) -> &[u32] {
    let middle = places.partition_point(|&place| (place as usize) < near);
    let start = middle
        .saturating_sub(most / 2)
        .min(places.len().saturating_sub(most));
    &places[start..places.len().min(start + most)]
}

/// Multiplicative hashing (Knuth, The Art of Computer Programming 3, section 6.4).
fn hash_gram(gram: &[u8], bits: u32) -> usize {
    let word = gram
        .iter()
        .fold(0_u32, |word, &byte| (word << 8) | u32::from(byte));
    (word.wrapping_mul(0x9e37_79b1) >> (32 - bits)) as usize
}
