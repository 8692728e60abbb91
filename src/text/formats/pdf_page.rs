//! One page of a PDF: pieces of text with their places become lines in the order in which they
//! are read, column after column. Knows nothing of files; lengths are points, upwards.

/// The narrowest gap between columns, in sizes of the letters.
const GUTTER: f32 = 0.7;
/// How many lines either column must have beside the other one.
const MIN_COLUMN_LINES: usize = 4;
/// How many letters the lines of a column have on average, at least.
const MIN_COLUMN_CHARS: usize = 12;
/// How often a page is cut into columns within columns.
const MAX_DEPTH: usize = 6;
/// How many places for a cut are tried.
const MAX_CUTS: usize = 16;

/// A piece of text that a page sets in one go.
#[derive(Clone, Debug)]
pub struct Piece {
    pub left: f32,
    pub right: f32,
    /// Its foot.
    pub base: f32,
    /// The size of its letters.
    pub size: f32,
    pub is_bold: bool,
    pub text: String,
}

/// A line of one column.
#[derive(Clone, Debug)]
pub struct Line {
    pub text: String,
    pub left: f32,
    pub right: f32,
    /// Its foot.
    pub base: f32,
    /// The size of most of its letters.
    pub size: f32,
    pub is_bold: bool,
    /// Which column of the page it is in, counted as they are read.
    pub column: usize,
}

/// Pieces of the same height.
type Row = Vec<Piece>;

/// The lines of a page in the order in which they are read.
pub fn order_lines(pieces: Vec<Piece>) -> Vec<Line> {
    let is_placed = |piece: &Piece| {
        [piece.left, piece.right, piece.base, piece.size]
            .iter()
            .all(|length| length.is_finite() && length.abs() < 1e6)
            && piece.size > 0.0
    };
    let rows = find_rows(pieces.into_iter().filter(is_placed).collect());
    let (mut lines, mut column) = (Vec::new(), 0);
    write_rows(rows, 0, &mut column, &mut lines);
    lines
}

/// The pieces by their heights, from the top, those of a row from the left.
fn find_rows(mut pieces: Vec<Piece>) -> Vec<Row> {
    pieces.sort_by(|a, b| b.base.total_cmp(&a.base));
    let mut rows: Vec<Row> = Vec::new();
    for piece in pieces {
        match rows.last_mut() {
            Some(row) if row[0].base - piece.base < 0.4 * piece.size.min(row[0].size) => {
                row.push(piece);
            }
            _ => rows.push(vec![piece]),
        }
    }
    for row in &mut rows {
        row.sort_by(|a, b| a.left.total_cmp(&b.left));
    }
    rows
}

/// Writes rows, those with columns column by column.
fn write_rows(rows: Vec<Row>, depth: usize, column: &mut usize, lines: &mut Vec<Line>) {
    let cut = (depth < MAX_DEPTH).then(|| find_columns(&rows)).flatten();
    let Some(cut) = cut else {
        lines.extend(rows.iter().map(|row| join(row, *column)));
        *column += 1;
        return;
    };
    let mut above = rows;
    let mut within = above.split_off(cut.first);
    let below = within.split_off(cut.last + 1 - cut.first);
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for row in within {
        let (one, other): (Row, Row) = row.into_iter().partition(|piece| piece.left < cut.edge);
        left.extend((!one.is_empty()).then_some(one));
        right.extend((!other.is_empty()).then_some(other));
    }
    for part in [above, left, right, below] {
        if !part.is_empty() {
            write_rows(part, depth + 1, column, lines);
        }
    }
}

/// Rows that stand in two columns.
struct Cut {
    /// What begins left of this is in the left one.
    edge: f32,
    first: usize,
    last: usize,
    n_chars: usize,
}

/// The largest run of rows that stand in two columns, if there is one.
fn find_columns(rows: &[Row]) -> Option<Cut> {
    let mut best: Option<Cut> = None;
    for edge in list_edges(rows) {
        let mut first = 0;
        while first < rows.len() {
            let n_free = rows[first..]
                .iter()
                .take_while(|row| !crosses(row, edge))
                .count();
            if let Some(cut) = judge_run(rows, edge, first, first + n_free)
                && best.as_ref().is_none_or(|best| best.n_chars < cut.n_chars)
            {
                best = Some(cut);
            }
            first += n_free + 1;
        }
    }
    best
}

/// Where many pieces begin, a little to the left of it.
fn list_edges(rows: &[Row]) -> Vec<f32> {
    let mut lefts: Vec<i32> = rows
        .iter()
        .flatten()
        .map(|piece| (piece.left / 2.0).floor() as i32)
        .collect();
    lefts.sort_unstable();
    let mut counts: Vec<(usize, i32)> = lefts
        .chunk_by(|a, b| a == b)
        .map(|same| (same.len(), same[0]))
        .filter(|(n, _)| *n >= MIN_COLUMN_LINES)
        .collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    counts.truncate(MAX_CUTS);
    counts
        .into_iter()
        .map(|(_, left)| left as f32 * 2.0 - 1.0)
        .collect()
}

/// Whether a row has words where the gap between columns would be.
fn crosses(row: &[Piece], edge: f32) -> bool {
    row.iter()
        .any(|piece| piece.left < edge && piece.right > edge - GUTTER * piece.size)
}

fn judge_run(rows: &[Row], edge: f32, from: usize, to: usize) -> Option<Cut> {
    let has_left = |at: &usize| rows[*at].iter().any(|piece| piece.left < edge);
    let has_right = |at: &usize| rows[*at].iter().any(|piece| piece.left >= edge);
    let (lefts, rights): (Vec<usize>, Vec<usize>) = (
        (from..to).filter(has_left).collect(),
        (from..to).filter(has_right).collect(),
    );
    let first = *lefts.first()?.max(rights.first()?);
    let last = *lefts.last()?.min(rights.last()?);
    let count = |side: &[usize], is_left: bool| {
        let beside = side.iter().filter(|at| (first..=last).contains(*at));
        beside.fold((0, 0), |(n, n_chars), at| {
            let on_side = rows[*at]
                .iter()
                .filter(|piece| (piece.left < edge) == is_left)
                .map(|piece| piece.text.chars().count())
                .sum::<usize>();
            (n + 1, n_chars + on_side)
        })
    };
    let (left, right) = (count(&lefts, true), count(&rights, false));
    let is_column =
        |(n, n_chars): (usize, usize)| n >= MIN_COLUMN_LINES && n_chars >= n * MIN_COLUMN_CHARS;
    (is_column(left) && is_column(right)).then(|| Cut {
        edge,
        // What stands above the right column alone is a heading, as far as can be told.
        first: first.min(*rights.first().unwrap_or(&first)),
        last: to - 1,
        n_chars: left.1 + right.1,
    })
}

/// The pieces of a row as one line.
fn join(row: &[Piece], column: usize) -> Line {
    let mut text = String::new();
    let mut end = f32::MAX;
    for piece in row {
        let is_apart = piece.left - end > 0.15 * piece.size;
        if is_apart && !text.ends_with(char::is_whitespace) && !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&piece.text);
        end = piece.right;
    }
    let n_chars = |piece: &&Piece| piece.text.chars().count();
    let main = row.iter().max_by_key(n_chars);
    Line {
        text: fold(&text),
        left: row.iter().map(|piece| piece.left).fold(f32::MAX, f32::min),
        right: row.iter().map(|piece| piece.right).fold(f32::MIN, f32::max),
        base: main.map_or(0.0, |piece| piece.base),
        size: main.map_or(0.0, |piece| piece.size),
        is_bold: row.iter().all(|piece| piece.is_bold),
        column,
    }
}

/// Words with single spaces, and with the letters that ligatures stand for.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        for char in word.chars() {
            match char {
                '\u{fb00}' => folded.push_str("ff"),
                '\u{fb01}' => folded.push_str("fi"),
                '\u{fb02}' => folded.push_str("fl"),
                '\u{fb03}' => folded.push_str("ffi"),
                '\u{fb04}' => folded.push_str("ffl"),
                '\u{fb05}' | '\u{fb06}' => folded.push_str("st"),
                '\0' => {}
                char => folded.push(char),
            }
        }
    }
    folded
}
