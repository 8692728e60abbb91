//! Edit distance, 64 cells of a column at a time (Myers 1999, Hyyrö 2003). Works on bytes.

/// One word of a column: which vertical differences are +1 and which are -1.
#[derive(Clone, Copy)]
struct Block {
    plus: u64,
    minus: u64,
}

/// A pattern made ready for comparison.
pub struct Pattern {
    /// `masks[block][byte]`: the cells of the block whose pattern byte is `byte`.
    masks: Vec<[u64; 256]>,
    len: usize,
}

impl Pattern {
    /// Reads the bytes of a pattern in the order given.
    pub fn new(bytes: impl ExactSizeIterator<Item = u8>) -> Self {
        let len = bytes.len();
        let mut masks = vec![[0; 256]; len.div_ceil(64)];
        for (at, byte) in bytes.enumerate() {
            masks[at / 64][usize::from(byte)] |= 1 << (at % 64);
        }
        Self { masks, len }
    }

    /// Calls `visit(n, distance)` for every n ≥ 1: the distance between the pattern and the
    /// first n bytes of `text`; where `is_floating`, between it and the best run that ends there.
    pub fn scan(
        &self,
        text: impl Iterator<Item = u8>,
        is_floating: bool,
        mut visit: impl FnMut(usize, usize),
    ) {
        let mut blocks = vec![
            Block {
                plus: u64::MAX,
                minus: 0
            };
            self.masks.len()
        ];
        let last = blocks.len().saturating_sub(1);
        let last_cell = (self.len.saturating_sub(1) % 64) as u32;
        let mut distance = self.len as isize;
        for (at, byte) in text.enumerate() {
            let mut carry = isize::from(!is_floating);
            for (number, (block, masks)) in blocks.iter_mut().zip(&self.masks).enumerate() {
                let cell = if number == last { last_cell } else { 63 };
                carry = block.advance(masks[usize::from(byte)], carry, cell);
            }
            distance += carry;
            visit(at + 1, distance.max(0) as usize);
        }
    }

    /// How alike the whole pattern and the whole text are, from 0 to 1.
    pub fn similarity(&self, text: impl ExactSizeIterator<Item = u8>) -> f64 {
        let longer = self.len.max(text.len());
        let mut distance = self.len;
        self.scan(text, false, |_, now| distance = now);
        if longer == 0 {
            1.0
        } else {
            1.0 - distance as f64 / longer as f64
        }
    }
}

impl Block {
    /// Moves the block one text byte on; `carry` is the difference coming in from above, the
    /// result the one at `cell`.
    fn advance(&mut self, equal: u64, carry: isize, cell: u32) -> isize {
        let vertical = equal | self.minus;
        let equal = equal | u64::from(carry < 0);
        let horizontal = ((equal & self.plus).wrapping_add(self.plus) ^ self.plus) | equal;
        let plus = self.minus | !(horizontal | self.plus);
        let minus = self.plus & horizontal;
        let out = ((plus >> cell) & 1) as isize - ((minus >> cell) & 1) as isize;
        let plus = (plus << 1) | u64::from(carry > 0);
        let minus = (minus << 1) | u64::from(carry < 0);
        self.plus = minus | !(vertical | plus);
        self.minus = plus & vertical;
        out
    }
}
