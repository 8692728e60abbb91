//! The figures: per row of work and size of map one, as it was measured or as it was recorded
//! elsewhere.

use std::fmt;

use super::SIZES;
use super::table::Table;
use super::timing::say;

/// What stands in a cell.
#[derive(Clone, Debug)]
pub struct Cell {
    pub amount: Amount,
    /// Measured once on another machine, and not now.
    pub is_recorded: bool,
}

/// An amount of time or memory.
#[derive(Clone, Debug)]
pub enum Amount {
    /// Milliseconds.
    Time(f64),
    /// Longer than so many milliseconds: stopped.
    Over(f64),
    /// Megabytes, of a million bytes.
    Memory(f64),
    /// No figure; why.
    Words(String),
}

/// Rows in the order in which they were first named.
#[derive(Default)]
pub struct Sheet {
    rows: Vec<(String, [Option<Cell>; SIZES.len()])>,
}

impl Sheet {
    /// Sets what was measured now.
    pub fn set(&mut self, row: &str, n: usize, amount: Amount) {
        let is_recorded = false;
        self.put(
            row,
            n,
            Cell {
                amount,
                is_recorded,
            },
        );
    }

    /// Sets a time that was measured now, in milliseconds; the least if it was measured before.
    pub fn set_time(&mut self, row: &str, n: usize, ms: f64) {
        let before = self
            .time(row, n)
            .map_or(f64::INFINITY, |(before, _)| before);
        self.set(row, n, Amount::Time(ms.min(before)));
    }

    /// Sets what was recorded once, unless something has been measured.
    pub fn set_recorded(&mut self, row: &str, n: usize, amount: Amount) {
        if self.cell(row, n).is_none() {
            let is_recorded = true;
            self.put(
                row,
                n,
                Cell {
                    amount,
                    is_recorded,
                },
            );
        }
    }

    fn put(&mut self, row: &str, n: usize, cell: Cell) {
        let Some(column) = SIZES.iter().position(|&size| size == n) else {
            return;
        };
        let at = self.rows.iter().position(|(name, _)| name == row);
        let at = at.unwrap_or_else(|| {
            self.rows.push((row.to_owned(), Default::default()));
            self.rows.len() - 1
        });
        self.rows[at].1[column] = Some(cell);
    }

    /// What stands in a cell.
    pub fn cell(&self, row: &str, n: usize) -> Option<&Cell> {
        let column = SIZES.iter().position(|&size| size == n)?;
        let (_, cells) = self.rows.iter().find(|(name, _)| name == row)?;
        cells[column].as_ref()
    }

    /// A time in milliseconds, and whether it was recorded elsewhere.
    pub fn time(&self, row: &str, n: usize) -> Option<(f64, bool)> {
        let cell = self.cell(row, n)?;
        match cell.amount {
            Amount::Time(ms) => Some((ms, cell.is_recorded)),
            Amount::Over(_) | Amount::Memory(_) | Amount::Words(_) => None,
        }
    }
}

impl fmt::Display for Sheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut table = Table::new(&["work", "100", "1,000", "10,000", "100,000"]);
        for (name, cells) in &self.rows {
            let present = || cells.iter().flatten();
            let is_recorded = present().all(|cell| cell.is_recorded);
            let mark = if is_recorded {
                " (recorded, not run)"
            } else {
                ""
            };
            let mut row = vec![format!("{name}{mark}")];
            row.extend(cells.iter().map(|cell| match cell {
                None => String::new(),
                Some(cell) if cell.is_recorded && !is_recorded => {
                    format!("{} (recorded)", cell.amount)
                }
                Some(cell) => cell.amount.to_string(),
            }));
            table.add(row);
        }
        table.fmt(f)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Time(ms) => f.write_str(&say(*ms)),
            Self::Over(ms) => write!(f, "> {:.0} s", ms / 1000.0),
            Self::Memory(megabytes) => write!(f, "{megabytes:.0} MB"),
            Self::Words(words) => f.write_str(words),
        }
    }
}
