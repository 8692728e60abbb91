//! A table in Markdown, filled column by column.

use std::fmt;

/// Rows in the order in which they were first named.
pub struct Table {
    head: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub fn new(head: &[&'static str]) -> Self {
        Self {
            head: head.to_vec(),
            rows: Vec::new(),
        }
    }

    /// Sets a cell of the row of that name; columns are counted from the one after the name.
    pub fn set(&mut self, name: &str, column: usize, text: String) {
        let at = self.rows.iter().position(|row| row[0] == name);
        let at = at.unwrap_or_else(|| {
            let mut row = vec![String::new(); self.head.len()];
            name.clone_into(&mut row[0]);
            self.rows.push(row);
            self.rows.len() - 1
        });
        self.rows[at][column + 1] = text;
    }

    /// Adds a row.
    pub fn add(&mut self, row: &[&str]) {
        let mut row: Vec<String> = row.iter().map(|&cell| cell.to_owned()).collect();
        row.resize(self.head.len(), String::new());
        self.rows.push(row);
    }

    /// Whether the row of that name has anything in it.
    pub fn has(&self, name: &str) -> bool {
        self.rows.iter().any(|row| row[0] == name)
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| {} |", self.head.join(" | "))?;
        writeln!(f, "|{}", "---|".repeat(self.head.len()))?;
        for row in &self.rows {
            let cells: Vec<&str> = row
                .iter()
                .map(|cell| if cell.is_empty() { "–" } else { cell })
                .collect();
            writeln!(f, "| {} |", cells.join(" | "))?;
        }
        Ok(())
    }
}
