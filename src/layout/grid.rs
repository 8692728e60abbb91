//! How the children of one box stand in columns of rows: after each child a step to the next one.
//! Knows no sizes.

/// Where a child stands, seen from its elder sibling.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Step {
    /// In the next row of the same column.
    #[default]
    Below,
    /// In the same row.
    Beside,
    /// At the top of the next column.
    Next,
}

/// Columns of rows of children. Children beyond those it knows stand one below the other under
/// the last one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Grid {
    /// Two bits for each step, the first one lowest: 0 below, 1 beside, 2 next column.
    steps: u64,
}

impl Grid {
    /// How many children it can tell steps between.
    pub const MOST: usize = 33;

    /// The step to a child, counted from 0, from the one before.
    pub fn step(self, child: usize) -> Step {
        match child {
            1..Self::MOST => match self.steps >> (2 * (child - 1)) & 3 {
                1 => Step::Beside,
                2 => Step::Next,
                _ => Step::Below,
            },
            _ => Step::Below,
        }
    }

    /// Sets the step to a child; nothing for the first one and beyond [`Self::MOST`].
    pub fn set(&mut self, child: usize, step: Step) {
        if (1..Self::MOST).contains(&child) {
            let at = 2 * (child - 1);
            self.steps = self.steps & !(3 << at) | (step as u64) << at;
        }
    }

    /// Whether all stand one below the other.
    pub fn is_stack(self) -> bool {
        self.steps == 0
    }

    /// Reads what [`Grid`] writes after its word: the numbers of children in each row, a bar
    /// between columns, as in `2 1 | 3`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut grid = Self::default();
        let mut child = 0;
        for (nth, column) in text.split('|').enumerate() {
            let mut step = if nth > 0 { Step::Next } else { Step::Below };
            for row in column.split_ascii_whitespace() {
                let n: usize = row.parse().ok()?;
                if n == 0 || child + n > Self::MOST {
                    return None;
                }
                for _ in 0..n {
                    grid.set(child, step);
                    step = Step::Beside;
                    child += 1;
                }
                step = Step::Below;
            }
            if step == Step::Next || child == 0 {
                return None;
            }
        }
        Some(grid)
    }
}

impl std::fmt::Display for Grid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The last step that is not the usual one says how many children must be named.
        let last = (64 - self.steps.leading_zeros() as usize).div_ceil(2);
        let mut n = 1;
        for child in 1..=last {
            match self.step(child) {
                Step::Beside => n += 1,
                Step::Below => {
                    write!(f, "{n} ")?;
                    n = 1;
                }
                Step::Next => {
                    write!(f, "{n} | ")?;
                    n = 1;
                }
            }
        }
        write!(f, "{n}")
    }
}
