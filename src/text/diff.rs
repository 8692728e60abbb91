//! What stands word for word in two versions of a text. Lines first, then sentences, then words
//! (patience diff, Cohen; within what is left Myers 1986). Knows nothing of passages.

use std::collections::HashMap;
use std::ops::Range;

use super::span::Span;

/// The most words that may differ within a stretch for its words to be compared one by one.
const MAX_STEPS: usize = 256;

/// A stretch that stands word for word in both texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its first byte in the old text.
    pub old: usize,
    /// Its first byte in the new text.
    pub new: usize,
    /// Its length in bytes, the same in both.
    pub len: usize,
}

/// What two versions of a text have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextDiff {
    /// In order in both texts, without overlaps; no two touch in both texts.
    runs: Vec<Run>,
    old_len: usize,
    new_len: usize,
}

impl TextDiff {
    /// Compares two texts. Near linear where they are near each other; where they are not, what
    /// they have in common is found in part.
    pub fn of(old: &str, new: &str) -> Self {
        let head = find_common_head(old, new);
        let tail = find_common_tail(&old[head..], &new[head..]);
        let mut runs = Vec::new();
        push_run(&mut runs, 0, 0, head);
        let (old_end, new_end) = (old.len() - tail, new.len() - tail);
        if old_end.max(new_end) <= Piece::MOST_BYTES {
            let all = |end| {
                let len = (end - head) as u32;
                (head < end).then_some(Piece {
                    at: head as u32,
                    len,
                })
            };
            let (all_old, all_new) = (all(old_end), all(new_end));
            let whole = Gap {
                texts: [old, new],
                old: all_old.as_slice(),
                new: all_new.as_slice(),
            };
            whole.refine(Grain::Line, &mut runs);
        }
        push_run(&mut runs, old_end, new_end, tail);
        Self {
            runs,
            old_len: old.len(),
            new_len: new.len(),
        }
    }

    /// The stretches that stand in both texts, in order.
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// The unchanged stretch that holds the whole of a range of the old text.
    pub fn run_around(&self, old: Span) -> Option<Run> {
        let behind = self.runs.partition_point(|run| run.old <= old.start.0);
        let run = *self.runs.get(behind.checked_sub(1)?)?;
        (old.end.0 <= run.old + run.len).then_some(run)
    }

    /// The unchanged stretch that holds the whole of a range of the new text.
    pub fn run_around_new(&self, new: Span) -> Option<Run> {
        let behind = self.runs.partition_point(|run| run.new <= new.start.0);
        let run = *self.runs.get(behind.checked_sub(1)?)?;
        (new.end.0 <= run.new + run.len).then_some(run)
    }

    /// How many bytes of a range of the old text stand in the new one, in its order.
    pub fn count_kept(&self, old: Span) -> usize {
        let first = self
            .runs
            .partition_point(|run| run.old + run.len <= old.start.0);
        let runs = self.runs[first..].iter();
        runs.take_while(|run| run.old < old.end.0)
            .map(|run| (run.old + run.len).min(old.end.0) - run.old.max(old.start.0))
            .sum()
    }

    /// Where a range of the old text is in the new one: words that were put in at its ends stay
    /// outside, words that replaced its first or last ones are inside.
    pub fn map(&self, old: Span) -> Span {
        let start = self.map_start(old.start.0);
        let end = self.map_end(old.end.0);
        Span::new(start, end.max(start))
    }

    /// Where what begins at a byte of the old text begins in the new one. Within changed words
    /// it may be no boundary of a character.
    pub fn map_start(&self, old: usize) -> usize {
        let at = self.runs.partition_point(|run| run.old + run.len <= old);
        let (low, high) = self.gap_before(at);
        if high.0 <= old {
            high.1 + (old - high.0)
        } else {
            share(low, high, old)
        }
    }

    /// Where what ends at a byte of the old text ends in the new one; likewise.
    pub fn map_end(&self, old: usize) -> usize {
        let at = self.runs.partition_point(|run| run.old + run.len < old);
        let (low, high) = self.gap_before(at);
        if high.0 < old {
            high.1 + (old - high.0)
        } else {
            share(low, high, old)
        }
    }

    /// The ends of the changed stretch before the run of that number, as places in both texts.
    fn gap_before(&self, at: usize) -> ((usize, usize), (usize, usize)) {
        let before = at.checked_sub(1).and_then(|at| self.runs.get(at));
        let low = before.map_or((0, 0), |run| (run.old + run.len, run.new + run.len));
        let high = self.runs.get(at).map(|run| (run.old, run.new));
        (low, high.unwrap_or((self.old_len, self.new_len)))
    }
}

/// A place within a changed stretch, as far into its new words as it is into its old ones.
fn share(low: (usize, usize), high: (usize, usize), old: usize) -> usize {
    let (whole, part) = (high.0 - low.0, old - low.0);
    if whole == 0 {
        return high.1;
    }
    low.1 + ((high.1 - low.1) as u128 * part as u128 / whole as u128) as usize
}

/// What a text is cut into.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Grain {
    Line,
    Sentence,
    Word,
}

impl Grain {
    fn finer(self) -> Option<Self> {
        match self {
            Self::Line => Some(Self::Sentence),
            Self::Sentence => Some(Self::Word),
            Self::Word => None,
        }
    }
}

/// A piece of a text. Few bytes, as a text may have nearly as many pieces as bytes.
#[derive(Clone, Copy)]
struct Piece {
    at: u32,
    len: u32,
}

impl Piece {
    /// How long a text may be that is cut into pieces.
    const MOST_BYTES: usize = u32::MAX as usize;

    fn words(self, text: &str) -> &str {
        &text[self.at as usize..(self.at + self.len) as usize]
    }

    /// Cuts it into smaller ones.
    fn cut(self, text: &str, grain: Grain, pieces: &mut Vec<Self>) {
        let mut start = 0;
        let mut before: Option<char> = None;
        let mut push = |start: u32, end: u32| {
            let (at, len) = (self.at + start, end - start);
            pieces.push(Self { at, len });
        };
        for (at, char) in (self.words(text).char_indices()).map(|(at, char)| (at as u32, char)) {
            if before.is_some_and(|before| is_cut(before, char, grain)) {
                push(start, at);
                start = at;
            }
            before = Some(char);
        }
        if start < self.len {
            push(start, self.len);
        }
    }
}

/// Whether a piece ends between two characters.
fn is_cut(before: char, behind: char, grain: Grain) -> bool {
    match grain {
        Grain::Line => before == '\n',
        Grain::Sentence => {
            let closes = matches!(before, '.' | '!' | '?' | '…' | ';' | ':' | '\n');
            (closes && behind.is_whitespace()) || matches!(before, '。' | '！' | '？')
        }
        Grain::Word => !is_joined(before, behind),
    }
}

/// Whether two characters stand in one word, or in one stretch of white space.
fn is_joined(before: char, behind: char) -> bool {
    // Scripts without spaces between words are compared letter by letter.
    let is_letter = |char: char| char.is_alphanumeric() && char < '\u{2e80}';
    let is_mark = |char: char| super::accent::is_mark(char) || super::accent::is_invisible(char);
    (is_letter(before) && is_letter(behind))
        || (before.is_whitespace() && behind.is_whitespace())
        || is_mark(behind)
        || (is_mark(before) && is_letter(behind))
}

/// A stretch that differs, cut into pieces.
#[derive(Clone, Copy)]
struct Gap<'a> {
    /// The whole of the old text and of the new one.
    texts: [&'a str; 2],
    old: &'a [Piece],
    new: &'a [Piece],
}

impl<'a> Gap<'a> {
    /// The part between pieces: of the old ones, of the new ones.
    fn part(self, old: Range<usize>, new: Range<usize>) -> Self {
        Self {
            old: &self.old[old],
            new: &self.new[new],
            ..self
        }
    }

    fn old_words(self, at: usize) -> &'a str {
        self.old[at].words(self.texts[0])
    }

    fn new_words(self, at: usize) -> &'a str {
        self.new[at].words(self.texts[1])
    }

    fn is_same(self, old: usize, new: usize) -> bool {
        self.old[old].len == self.new[new].len && self.old_words(old) == self.new_words(new)
    }

    /// Adds a pair of equal pieces to the runs.
    fn push(self, old: usize, new: usize, runs: &mut Vec<Run>) {
        let Piece { at, len } = self.old[old];
        push_run(runs, at as usize, self.new[new].at as usize, len as usize);
    }

    /// Adds what the stretch has in common, cut into finer pieces, to the runs.
    fn refine(self, grain: Grain, runs: &mut Vec<Run>) {
        let cut = |pieces: &[Piece], text| {
            let mut finer = Vec::new();
            for piece in pieces {
                piece.cut(text, grain, &mut finer);
            }
            finer
        };
        let (old, new) = (cut(self.old, self.texts[0]), cut(self.new, self.texts[1]));
        let finer = Gap {
            texts: self.texts,
            old: &old,
            new: &new,
        };
        finer.compare(grain, runs);
    }

    /// Adds what it has in common to the runs, in order.
    fn compare(self, grain: Grain, runs: &mut Vec<Run>) {
        if self.old.is_empty() || self.new.is_empty() {
            return;
        }
        if grain == Grain::Word
            && let Some(pairs) = compare_words(self)
        {
            for (old, new) in pairs {
                self.push(old, new, runs);
            }
            return;
        }
        let pairs = pair_unique(self);
        if pairs.is_empty() {
            if let Some(finer) = grain.finer() {
                self.refine(finer, runs);
            }
            return;
        }
        let (mut old_at, mut new_at) = (0, 0);
        for (old, new) in pairs {
            self.part(old_at..old, new_at..new)
                .compare_rest(grain, runs);
            self.push(old, new, runs);
            (old_at, new_at) = (old + 1, new + 1);
        }
        let rest = self.part(old_at..self.old.len(), new_at..self.new.len());
        rest.compare_rest(grain, runs);
    }

    /// What stands between pieces that were paired: the equal ones at its ends, then the rest.
    fn compare_rest(self, grain: Grain, runs: &mut Vec<Run>) {
        let n_both = self.old.len().min(self.new.len());
        let n_head = (0..n_both).take_while(|&at| self.is_same(at, at)).count();
        for at in 0..n_head {
            self.push(at, at, runs);
        }
        let (old_end, new_end) = (self.old.len(), self.new.len());
        let tail =
            (1..=n_both - n_head).take_while(|back| self.is_same(old_end - back, new_end - back));
        let n_tail = tail.count();
        let inner = self.part(n_head..old_end - n_tail, n_head..new_end - n_tail);
        inner.compare(grain, runs);
        for back in (1..=n_tail).rev() {
            self.push(old_end - back, new_end - back, runs);
        }
    }
}

/// The pieces that stand once in either list, in an order that both lists keep: as many as can.
fn pair_unique(gap: Gap<'_>) -> Vec<(usize, usize)> {
    /// Where a piece stands in either list, or one of these.
    #[derive(Clone, Copy)]
    struct Seen {
        old: u32,
        new: u32,
    }
    const NOWHERE: u32 = u32::MAX;
    const REPEATED: u32 = u32::MAX - 1;
    let mut seen: HashMap<&str, Seen> = HashMap::new();
    for at in 0..gap.old.len() {
        let old = at as u32;
        let new = NOWHERE;
        let seen = seen.entry(gap.old_words(at));
        seen.and_modify(|seen| seen.old = REPEATED)
            .or_insert(Seen { old, new });
    }
    for at in 0..gap.new.len() {
        if let Some(seen) = seen.get_mut(gap.new_words(at)) {
            let is_first = seen.new == NOWHERE;
            seen.new = if is_first { at as u32 } else { REPEATED };
        }
    }
    let mut pairs: Vec<(usize, usize)> = seen
        .into_iter()
        .filter(|(_, seen)| seen.old < REPEATED && seen.new < REPEATED)
        .filter(|(words, _)| words.chars().any(char::is_alphanumeric))
        .map(|(_, seen)| (seen.old as usize, seen.new as usize))
        .collect();
    pairs.sort_unstable();
    let rising = find_rising(&pairs).into_iter();
    rising.map(|at| pairs[at]).collect()
}

/// The places of the pairs that make up the longest part of which the second members rise
/// (patience sorting).
pub fn find_rising<T>(pairs: &[(T, usize)]) -> Vec<usize> {
    // For each length the pair that ends the best row of that length, and each pair's forerunner.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; pairs.len()];
    for (at, (_, new)) in pairs.iter().enumerate() {
        let row = ends.partition_point(|&end| pairs[end].1 < *new);
        before[at] = row.checked_sub(1).map(|row| ends[row]);
        if row == ends.len() {
            ends.push(at);
        } else {
            ends[row] = at;
        }
    }
    let mut rising = Vec::with_capacity(ends.len());
    let mut at = ends.last().copied();
    while let Some(pair) = at {
        rising.push(pair);
        at = before[pair];
    }
    rising.reverse();
    rising
}

/// The words that two lists have in common, fewest steps apart; none where that takes too many.
fn compare_words(gap: Gap<'_>) -> Option<Vec<(usize, usize)>> {
    let (n_old, n_new) = (gap.old.len() as isize, gap.new.len() as isize);
    let most = MAX_STEPS.min(gap.old.len() + gap.new.len());
    let offset = most as isize + 1;
    // furthest[k + offset]: how far into the old words the path on diagonal k has come.
    let mut furthest = vec![0_isize; 2 * most + 3];
    let mut trail: Vec<Vec<isize>> = Vec::new();
    for step in 0..=most as isize {
        trail.push(furthest[(offset - step - 1) as usize..=(offset + step + 1) as usize].to_vec());
        for k in (-step..=step).step_by(2) {
            let at = (k + offset) as usize;
            let is_down = k == -step || (k != step && furthest[at - 1] < furthest[at + 1]);
            let mut x = if is_down {
                furthest[at + 1]
            } else {
                furthest[at - 1] + 1
            };
            while x < n_old && x - k < n_new && x - k >= 0 {
                if !gap.is_same(x as usize, (x - k) as usize) {
                    break;
                }
                x += 1;
            }
            furthest[at] = x;
            if x >= n_old && x - k >= n_new {
                return Some(walk_back(&trail, n_old, n_new));
            }
        }
    }
    None
}

/// The pairs on the path that was found, from its end to its start.
fn walk_back(trail: &[Vec<isize>], n_old: isize, n_new: isize) -> Vec<(usize, usize)> {
    let (mut x, mut y) = (n_old, n_new);
    let mut pairs = Vec::new();
    for (step, furthest) in trail.iter().enumerate().rev() {
        let step = step as isize;
        let k = x - y;
        // The trail of a step holds the diagonals from -step - 1 to step + 1.
        let on = |k: isize| furthest[(k + step + 1) as usize];
        let is_down = k == -step || (k != step && on(k - 1) < on(k + 1));
        let (from_x, from_y) = if step == 0 {
            (0, 0)
        } else if is_down {
            (on(k + 1), on(k + 1) - (k + 1))
        } else {
            (on(k - 1), on(k - 1) - (k - 1))
        };
        while x > from_x && y > from_y {
            x -= 1;
            y -= 1;
            pairs.push((x as usize, y as usize));
        }
        (x, y) = (from_x, from_y);
    }
    pairs.reverse();
    pairs
}

fn push_run(runs: &mut Vec<Run>, old: usize, new: usize, len: usize) {
    if len == 0 {
        return;
    }
    if let Some(last) = runs.last_mut()
        && last.old + last.len == old
        && last.new + last.len == new
    {
        last.len += len;
        return;
    }
    runs.push(Run { old, new, len });
}

/// The bytes that both texts begin with, up to the end of a word in both.
fn find_common_head(old: &str, new: &str) -> usize {
    let same = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b);
    let mut at = old.floor_char_boundary(same.count());
    while at > 0 && !(ends_word(old, at) && ends_word(new, at)) {
        at = old.floor_char_boundary(at - 1);
    }
    at
}

/// The bytes that both texts end with, from the start of a word in both.
fn find_common_tail(old: &str, new: &str) -> usize {
    let ends = old.bytes().rev().zip(new.bytes().rev());
    let same = ends.take_while(|(a, b)| a == b).count();
    let mut at = old.ceil_char_boundary(old.len() - same);
    let shift = |at: usize| new.len() - (old.len() - at);
    while at < old.len() && !(ends_word(old, at) && ends_word(new, shift(at))) {
        at = old.ceil_char_boundary(at + 1);
    }
    old.len() - at
}

/// Whether no word goes on over a byte.
fn ends_word(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let behind = text[at..].chars().next();
    before
        .zip(behind)
        .is_none_or(|(before, behind)| !is_joined(before, behind))
}
