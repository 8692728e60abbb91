//! The lines of all pages as an article: what repeats at the edges of pages is left out, lines
//! become paragraphs, items and headings, across columns and pages. Knows nothing of files.

use std::collections::{BTreeMap, BTreeSet};

use super::super::compose::{Composer, Container};
use super::super::structure::{PageStart, Part, PartKind};
use super::pdf_page::Line;

/// How many lines at either edge of a page may be running heads.
const EDGE_LINES: usize = 3;
/// On how many pages the same line is a running head, at least.
const MIN_REPEATS: usize = 3;
/// The same for lines in which a number goes with the pages.
const MIN_COUNTED: usize = 2;
/// How much larger than the body the letters of a heading are.
const HEADING_SIZE: f32 = 1.15;
/// The longest heading, in characters.
const MAX_HEADING: usize = 200;
/// The marks that open an item.
const DOTS: &[char] = &['•', '◦', '▪', '‣', '●', '○', '■', '·', '–', '*', '\u{f0b7}'];

/// What a paragraph is.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Kind {
    Prose,
    Heading(u8),
    Dot,
    Number(u64),
}

/// A paragraph as far as it has been joined.
struct Block {
    kind: Kind,
    text: String,
    is_bold: bool,
    /// The pages that begin in it: where their first word stands in the text, and their label.
    pages: Vec<(usize, String)>,
}

/// What the pages come to.
pub struct Composed {
    /// The text and its parts.
    pub text: (String, Vec<Part>),
    /// Where the pages begin.
    pub pages: Vec<PageStart>,
}

/// The text of the pages, its parts, and where the pages begin in it.
pub fn compose(pages: &[Vec<Line>]) -> Composed {
    let Running { lines, labels } = drop_running(pages);
    let measure = Measure::of(&lines);
    let mut composer = Composer::default();
    let mut block: Option<Block> = None;
    let mut last: Option<&Line> = None;
    let mut page = None;
    for (on, line) in lines {
        let label = (page.replace(on) != Some(on)).then(|| labels[on].clone());
        let kind = measure.judge(line);
        let goes_on = match (&block, last) {
            (Some(open), Some(last)) => measure.goes_on(open, last, kind, line),
            _ => false,
        };
        match &mut block {
            Some(open) if goes_on => {
                let at = append(&mut open.text, &line.text);
                open.pages.extend(label.map(|label| (at, label)));
            }
            _ => {
                write_block(block.take(), &mut composer);
                block = Some(Block {
                    kind,
                    text: strip_mark(kind, &line.text).to_owned(),
                    is_bold: line.is_bold,
                    pages: label.map(|label| (0, label)).into_iter().collect(),
                });
            }
        }
        last = Some(line);
    }
    write_block(block, &mut composer);
    Composed {
        pages: composer.take_pages(),
        text: composer.finish(),
    }
}

/// What is left when what repeats at the edges of pages has been taken for what it is.
struct Running<'a> {
    /// The lines of all pages without page numbers and running heads, each with its page.
    lines: Vec<(usize, &'a Line)>,
    /// The number of each page.
    labels: Vec<String>,
}

/// Takes page numbers and running heads out of the lines.
fn drop_running(pages: &[Vec<Line>]) -> Running<'_> {
    let mut seen: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let edges: Vec<BTreeSet<usize>> = pages.iter().map(|lines| list_edges(lines)).collect();
    for (page, lines) in pages.iter().enumerate() {
        for at in &edges[page] {
            let text = &lines[*at].text;
            for key in list_counting(text, page).into_iter().chain([text.clone()]) {
                seen.entry(key).or_default().insert(page);
            }
        }
    }
    let n_pages = |key: &str| seen.get(key).map_or(0, BTreeSet::len);
    let is_running = |page: usize, text: &str| {
        let counts = |key: &String| n_pages(key) >= MIN_COUNTED;
        n_pages(text) >= MIN_REPEATS
            || list_counting(text, page).iter().any(counts)
            || text == (page + 1).to_string()
    };
    let mut kept = Vec::new();
    for (page, lines) in pages.iter().enumerate() {
        let kept_here = lines
            .iter()
            .enumerate()
            .filter(|(at, line)| !(edges[page].contains(at) && is_running(page, &line.text)))
            .filter(|(_, line)| !line.text.is_empty());
        kept.extend(kept_here.map(|(_, line)| (page, line)));
    }
    let keys = seen.iter().map(|(key, on)| (key.as_str(), on.len()));
    Running {
        lines: kept,
        labels: number_pages(pages.len(), keys),
    }
}

/// The numbers of the pages, by what lines on most of them count up with the pages, or else by
/// their order. `keys` are lines as [`list_counting`] gives them, and on how many pages each
/// stands.
fn number_pages<'a>(n: usize, keys: impl Iterator<Item = (&'a str, usize)>) -> Vec<String> {
    let mut by_first: BTreeMap<i64, usize> = BTreeMap::new();
    for (key, n_pages) in keys.filter(|(_, n_pages)| *n_pages >= MIN_COUNTED) {
        let number = key.split('\0').nth(1).and_then(|it| it.parse().ok());
        if let Some(number) = number.filter(|number| *number >= 0) {
            *by_first.entry(number).or_default() += n_pages;
        }
    }
    let usual = by_first.into_iter().max_by_key(|(_, n_pages)| *n_pages);
    let first = usual.filter(|(_, n_pages)| n_pages * 2 >= n);
    let first = first.map_or(1, |(number, _)| number);
    (0..n as i64)
        .map(|page| first.saturating_add(page).to_string())
        .collect()
}

/// A line with its first or last number told as the distance from the page, so that lines with
/// the page's number in them are alike on every page.
fn list_counting(text: &str, page: usize) -> Vec<String> {
    let is_digit = |char: char| char.is_ascii_digit();
    let Some(first) = text.find(is_digit) else {
        return Vec::new();
    };
    let end = text.rfind(is_digit).map_or(text.len(), |last| last + 1);
    let n_first = text[first..].find(|char| !is_digit(char));
    let start_of_last = text[..end].rfind(|char| !is_digit(char));
    let spans = [
        (first, n_first.map_or(text.len(), |n| first + n)),
        (
            start_of_last.map_or(0, |at| text.ceil_char_boundary(at + 1)),
            end,
        ),
    ];
    spans
        .iter()
        .filter_map(|(from, to)| {
            let number: i64 = text[*from..*to].parse().ok()?;
            let distance = number.checked_sub(page as i64)?;
            Some(format!("{}\0{distance}\0{}", &text[..*from], &text[*to..]))
        })
        .collect()
}

/// The lines that are the highest and the lowest of a page.
fn list_edges(lines: &[Line]) -> BTreeSet<usize> {
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by(|a, b| lines[*b].base.total_cmp(&lines[*a].base));
    let ends = order.iter().rev().take(EDGE_LINES);
    order.iter().take(EDGE_LINES).chain(ends).copied().collect()
}

/// What is usual in an article.
struct Measure {
    /// The size of most letters.
    size: f32,
    /// From one line to the next.
    pitch: f32,
    /// The sizes of headings in tenths of points, the largest first.
    headings: Vec<i32>,
    /// The width of a line.
    width: f32,
}

impl Measure {
    fn of(lines: &[(usize, &Line)]) -> Self {
        let lines: Vec<&Line> = lines.iter().map(|(_, line)| *line).collect();
        let mut sizes: BTreeMap<i32, usize> = BTreeMap::new();
        for line in &lines {
            *sizes.entry(tenths(line.size)).or_default() += line.text.len();
        }
        let most = sizes.iter().max_by_key(|(_, n)| **n);
        let size = most.map_or(10.0, |(size, _)| *size as f32 / 10.0).max(1.0);
        let usual: Vec<&&Line> = lines
            .iter()
            .filter(|line| tenths(line.size) == tenths(size))
            .collect();
        let drops = usual
            .windows(2)
            .map(|pair| pair[0].base - pair[1].base)
            .filter(|drop| *drop > 0.5 * size && *drop < 4.0 * size);
        let pitch = median(drops.collect()).unwrap_or(1.2 * size);
        let width = median(usual.iter().map(|line| line.right - line.left).collect());
        let mut headings: Vec<i32> = sizes
            .keys()
            .copied()
            .filter(|one| *one as f32 / 10.0 >= HEADING_SIZE * size)
            .collect();
        headings.reverse();
        Self {
            size,
            pitch,
            headings,
            width: width.unwrap_or(0.0),
        }
    }

    /// What a line would be if it began a block.
    fn judge(&self, line: &Line) -> Kind {
        let has_letters = line.text.chars().any(char::is_alphabetic);
        let place = self
            .headings
            .iter()
            .position(|one| *one == tenths(line.size));
        if let Some(place) = place
            && has_letters
            && line.text.chars().count() <= MAX_HEADING
        {
            return Kind::Heading((place + 1).min(6) as u8);
        }
        if find_dot(&line.text).is_some() {
            return Kind::Dot;
        }
        find_number(&line.text).map_or(Kind::Prose, |(number, _)| Kind::Number(number))
    }

    /// Whether a line goes on with the block before it.
    fn goes_on(&self, open: &Block, last: &Line, kind: Kind, line: &Line) -> bool {
        let (open, text) = (open.kind, &open.text);
        let (is_heading, was_heading) = (
            matches!(kind, Kind::Heading(_)),
            matches!(open, Kind::Heading(_)),
        );
        let drop = last.base - line.base;
        let is_below = line.column == last.column && drop > 0.0;
        if is_heading || was_heading {
            let fits = text.len() + line.text.len() <= MAX_HEADING;
            return open == kind && is_below && drop < 1.6 * line.size && fits;
        }
        if matches!(kind, Kind::Dot | Kind::Number(_)) || last.is_bold != line.is_bold {
            return false;
        }
        let is_open_ended = !text.ends_with(['.', '!', '?', ':', '”', '"', '…', '。']);
        let begins_small = line.text.starts_with(char::is_lowercase);
        let is_same_size = (last.size - line.size).abs() < 0.12 * self.size;
        if !is_below {
            // The next column or page.
            return is_same_size && is_open_ended && (begins_small || text.ends_with([',', '-']));
        }
        let is_near = drop < 1.35 * self.pitch.max(1.05 * line.size);
        let is_indented = line.left - last.left > 0.8 * self.size && matches!(open, Kind::Prose);
        let is_short = last.right - last.left < 0.7 * self.width;
        let is_item = !matches!(open, Kind::Prose);
        if is_item && line.left < last.left - 0.8 * self.size && !begins_small {
            return false;
        }
        let is_new = (is_indented || is_short) && !(begins_small && is_open_ended);
        is_near && !is_new && (is_same_size || begins_small)
    }
}

fn tenths(size: f32) -> i32 {
    (size * 10.0).round() as i32
}

fn median(mut values: Vec<f32>) -> Option<f32> {
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied()
}

/// What stands behind the dot that opens an item.
fn find_dot(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(DOTS)?;
    rest.starts_with(' ').then(|| rest.trim_start())
}

/// The number that opens an item, and what stands behind it.
fn find_number(text: &str) -> Option<(u64, &str)> {
    let n_digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text[..n_digits].parse().ok().filter(|_| n_digits <= 3)?;
    let rest = text[n_digits..].strip_prefix(['.', ')'])?;
    rest.starts_with(' ').then(|| (number, rest.trim_start()))
}

fn strip_mark(kind: Kind, text: &str) -> &str {
    match kind {
        Kind::Dot => find_dot(text).unwrap_or(text),
        Kind::Number(_) => find_number(text).map_or(text, |(_, rest)| rest),
        Kind::Prose | Kind::Heading(_) => text,
    }
}

/// Puts a line behind the words before it; a word that was parted between them is joined. Gives
/// where the line begins.
fn append(text: &mut String, line: &str) -> usize {
    if let Some(rest) = text.strip_suffix('\u{ad}') {
        text.truncate(rest.len());
    } else if let Some(rest) = text.strip_suffix(['-', '‐'])
        && rest.ends_with(char::is_alphabetic)
    {
        // Names such as “Franco-Prussian” keep their hyphen.
        if line.starts_with(char::is_lowercase) {
            text.truncate(rest.len());
        }
    } else {
        text.push(' ');
    }
    let at = text.len();
    text.push_str(line);
    at
}

fn write_block(block: Option<Block>, composer: &mut Composer) {
    let Some(block) = block else { return };
    let containers: &[Container] = match block.kind {
        Kind::Prose => &[],
        Kind::Heading(level) => &[Container::Heading(level)],
        Kind::Dot => &[Container::List(None), Container::Item],
        Kind::Number(number) => &[Container::List(Some(number)), Container::Item],
    };
    for container in containers {
        composer.enter(container.clone());
    }
    let is_digit = |char: char| char.is_ascii_digit();
    // Entries of a table of contents begin with their number and end with their page.
    let is_entry = block.text.starts_with(is_digit) && block.text.ends_with(is_digit);
    let is_strong = block.is_bold && !is_entry;
    if is_strong {
        composer.begin(PartKind::Strong, None);
    }
    let mut done = 0;
    for (at, label) in block.pages {
        composer.flow(&block.text[done..at]);
        composer.begin_page(label);
        done = at;
    }
    composer.flow(&block.text[done..]);
    if is_strong {
        composer.end(PartKind::Strong);
    }
    composer.close_block();
    for _ in containers {
        composer.leave();
    }
}
