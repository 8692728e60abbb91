//! Tinted passages, flattened so that overlaps can be read: disjoint sections with one ground
//! each, and a line of its own for every passage.

use std::ops::Range;

use egui::{Color32, Rgba};

/// A passage to tint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tint {
    /// The passage, in bytes of the article.
    pub bytes: Range<usize>,
    /// The ground under it.
    pub fill: Color32,
    /// The line below it.
    pub line: Color32,
    /// Whether it is not sure that the passage is the one that was meant: its line is broken.
    pub is_doubtful: bool,
    /// Whose passage it is; reported when it is clicked.
    pub key: u64,
}

/// A stretch of text over which the same tints lie.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// The stretch, in bytes of the article.
    pub bytes: Range<usize>,
    /// The ground under it: the tints' mean, deeper where more of them meet.
    pub fill: Color32,
    /// The lines below it: which of the parallel lines, its colour, and whether it is broken.
    pub lines: Vec<(usize, Color32, bool)>,
    /// The tints' keys, the shortest passage first.
    pub keys: Vec<u64>,
}

/// The sections of the tints given last.
#[derive(Clone, Debug, Default)]
pub(super) struct Sections {
    given: Vec<Tint>,
    sections: Vec<Section>,
}

/// More parallel lines than this would run into the next line of text.
const N_LANES: usize = 3;

/// How much of the lines' colour each further tint mixes into the ground.
const DEEPENING: f32 = 0.16;

impl Sections {
    /// Flattens the tints unless they are the ones given before.
    pub fn update(&mut self, tints: &[Tint]) {
        if self.given != tints {
            self.given = tints.to_vec();
            self.sections = flatten_tints(tints);
        }
    }

    /// The sections that share a byte with a range, in order.
    pub fn within(&self, bytes: &Range<usize>) -> &[Section] {
        let from = self
            .sections
            .partition_point(|section| section.bytes.end <= bytes.start);
        let to = self
            .sections
            .partition_point(|section| section.bytes.start < bytes.end);
        &self.sections[from..to.max(from)]
    }

    /// The keys of the tints over a byte, the shortest passage first.
    pub fn keys_at(&self, byte: usize) -> &[u64] {
        self.within(&(byte..byte + 1))
            .first()
            .map_or(&[], |section| &section.keys)
    }
}

/// Disjoint sections in order, by a sweep over the tints' ends; empty tints have none.
pub fn flatten_tints(tints: &[Tint]) -> Vec<Section> {
    let mut order: Vec<usize> = (0..tints.len())
        .filter(|&i| !tints[i].bytes.is_empty())
        .collect();
    order.sort_by_key(|&i| (tints[i].bytes.start, usize::MAX - tints[i].bytes.end));
    let lanes = assign_lanes(tints, &order);
    let mut cuts: Vec<usize> = order
        .iter()
        .flat_map(|&i| [tints[i].bytes.start, tints[i].bytes.end])
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut sections = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut waiting = order.into_iter().peekable();
    for pair in cuts.windows(2) {
        let (start, end) = (pair[0], pair[1]);
        open.retain(|&i| tints[i].bytes.end > start);
        while let Some(i) = waiting.next_if(|&i| tints[i].bytes.start <= start) {
            open.push(i);
        }
        if !open.is_empty() {
            sections.push(make_section(start..end, tints, &open, &lanes));
        }
    }
    sections
}

fn make_section(bytes: Range<usize>, tints: &[Tint], open: &[usize], lanes: &[usize]) -> Section {
    let mut by_length = open.to_vec();
    by_length.sort_by_key(|&i| (tints[i].bytes.len(), i));
    let fills = average(open.iter().map(|&i| tints[i].fill));
    let lines = average(open.iter().map(|&i| tints[i].line));
    let part = (DEEPENING * (open.len() - 1) as f32).min(0.5);
    Section {
        bytes,
        fill: Color32::from(fills * (1.0 - part) + lines * part),
        lines: open
            .iter()
            .map(|&i| (lanes[i], tints[i].line, tints[i].is_doubtful))
            .collect(),
        keys: by_length.into_iter().map(|i| tints[i].key).collect(),
    }
}

/// The lowest line that is free over the whole passage, so that a passage's line never jumps.
fn assign_lanes(tints: &[Tint], order: &[usize]) -> Vec<usize> {
    let mut lanes = vec![0; tints.len()];
    let mut ends = [0; N_LANES];
    for &i in order {
        let free = ends.iter().position(|&end| end <= tints[i].bytes.start);
        let lane = free.unwrap_or(N_LANES - 1);
        ends[lane] = ends[lane].max(tints[i].bytes.end);
        lanes[i] = lane;
    }
    lanes
}

fn average(colours: impl Iterator<Item = Color32>) -> Rgba {
    let (sum, n) = colours
        .map(Rgba::from)
        .fold((Rgba::TRANSPARENT, 0.0_f32), |(sum, n), colour| {
            (sum + colour, n + 1.0)
        });
    sum * (1.0 / n.max(1.0))
}
