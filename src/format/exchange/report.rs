//! What an import has to say: what was kept as it was, what was changed, what was dropped.

use std::collections::HashMap;
use std::fmt;

/// What became of something in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fate {
    /// It stands in the map.
    Kept,
    /// It stands in the map as something else.
    Changed,
    /// It does not stand in the map.
    Dropped,
}

impl Fate {
    /// All of them, what matters most first.
    pub const ALL: [Self; 3] = [Self::Dropped, Self::Changed, Self::Kept];

    /// Its name in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Changed => "changed",
            Self::Dropped => "dropped",
        }
    }
}

/// One thing that an import has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What became of it.
    pub fate: Fate,
    /// What, in words; the same words for the same case.
    pub what: String,
    /// How often.
    pub n: usize,
    /// Where: lines (from 1) or ids of the file, the first few of them.
    pub places: Vec<String>,
}

/// All that an import has to say, in the order in which it came up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    remarks: Vec<Remark>,
    /// Where each of them stands, by what it says, for each fate.
    places: [HashMap<String, usize>; Fate::ALL.len()],
}

/// How many places are listed of one case.
const MOST_PLACES: usize = 12;

/// How many different cases are told apart. A file that was made to do harm may have a million.
const MOST_REMARKS: usize = 1_000;
/// What is said of the cases beyond these.
const FURTHER: &str = "something else again, beyond what can be listed";

impl Report {
    /// Everything that was said.
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
    }

    /// Whether anything was changed or dropped.
    pub fn has_losses(&self) -> bool {
        self.remarks.iter().any(|it| it.fate != Fate::Kept)
    }

    /// Notes one case; a case in the same words is counted with it.
    pub fn note(&mut self, fate: Fate, what: impl AsRef<str>, place: impl fmt::Display) {
        self.note_many(fate, what, 1, place);
    }

    /// Notes `n` cases at one place. None are not noted.
    pub fn note_many(
        &mut self,
        fate: Fate,
        what: impl AsRef<str>,
        n: usize,
        place: impl fmt::Display,
    ) {
        if n == 0 {
            return;
        }
        let mut what = what.as_ref();
        let places = &mut self.places[fate as usize];
        if self.remarks.len() >= MOST_REMARKS && !places.contains_key(what) {
            what = FURTHER;
        }
        // A large file has the same remark to make a hundred thousand times.
        let at = places.get(what).copied().unwrap_or_else(|| {
            let what = what.to_owned();
            places.insert(what.clone(), self.remarks.len());
            self.remarks.push(Remark {
                fate,
                what,
                n: 0,
                places: Vec::new(),
            });
            self.remarks.len() - 1
        });
        let remark = &mut self.remarks[at];
        remark.n += n;
        if remark.places.len() < MOST_PLACES {
            let place = place.to_string();
            remark.places.extend((!place.is_empty()).then_some(place));
        }
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.fate.as_str(), self.what)?;
        if self.n > 1 || self.fate == Fate::Kept {
            write!(f, ": {}", self.n)?;
        }
        if !self.places.is_empty() {
            let more = if self.n > self.places.len() {
                ", …"
            } else {
                ""
            };
            write!(f, " ({}{more})", self.places.join(", "))?;
        }
        Ok(())
    }
}

impl fmt::Display for Report {
    /// One line for each remark, what was dropped first.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for fate in Fate::ALL {
            for remark in self.remarks.iter().filter(|it| it.fate == fate) {
                writeln!(f, "{remark}")?;
            }
        }
        Ok(())
    }
}
