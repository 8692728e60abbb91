//! Which part of a map stands where on which sheet of paper: the model of printing that the PDF
//! writer and the preview share. Lengths are points (1/72 inch) from the left top corner of a sheet,
//! but for margins, which are millimetres. Knows no colour and no file.

use serde::{Deserialize, Serialize};

use crate::format::FormatError;
use crate::layout::geometry::{Point, Rect};
use crate::layout::measure::{FontMeasure, Measure};
use crate::theme::Face;
use crate::words::say_with;

/// Points per map unit at full size: a map unit is a pixel of which an inch has 96.
pub const NATURAL: f32 = 0.75;
/// The most sheets of one map.
pub const MOST_PAGES: usize = 500;
/// The longest side of a sheet that readers of PDF must be able to show.
const LONGEST_SIDE: f32 = 14_400.0;
/// The largest scale at which a small map is fitted to a sheet.
const LARGEST_FIT: f32 = 1.0;
/// Points per millimetre.
const MM: f32 = 72.0 / 25.4;
/// Size of what stands above and below the map, and the height that it takes.
const CAPTION: (f32, f32) = (8.0, 16.0);
/// How far from the corner marks begin, and how long they are.
const MARK: (f32, f32) = (3.0, 9.0);

/// A size of paper.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paper {
    /// What it is chosen by.
    pub name: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// Its shorter and its longer side in millimetres.
    pub sides: [f32; 2],
}

/// Every size, the most usual first.
pub const PAPERS: &[Paper] = &[
    paper("a4", "A4", [210.0, 297.0]),
    paper("a5", "A5", [148.0, 210.0]),
    paper("a3", "A3", [297.0, 420.0]),
    paper("a2", "A2", [420.0, 594.0]),
    paper("letter", "Letter", [215.9, 279.4]),
    paper("legal", "Legal", [215.9, 355.6]),
    paper("tabloid", "Tabloid", [279.4, 431.8]),
];

const fn paper(name: &'static str, title: &'static str, sides: [f32; 2]) -> Paper {
    Paper { name, title, sides }
}

/// What somebody chooses for printing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PageSetup {
    /// The name of a [`Paper`].
    pub paper: String,
    /// Whether the longer side lies.
    pub is_landscape: bool,
    /// Margin on every side in millimetres.
    pub margin: f32,
    /// Whether the map is spread over as many sheets as it needs at `scale`; else it is fitted to
    /// one.
    pub is_tiled: bool,
    /// Size of a tiled map, 1 as it is on the screen at 100 %.
    pub scale: f32,
    /// By how many millimetres neighbouring sheets show the same.
    pub overlap: f32,
    /// Whether marks show where to cut and to join.
    pub has_marks: bool,
    /// Whether title and page stand above and below the map.
    pub has_captions: bool,
}

impl Default for PageSetup {
    fn default() -> Self {
        Self {
            paper: PAPERS[0].name.to_owned(),
            is_landscape: true,
            margin: 12.0,
            is_tiled: false,
            scale: 1.0,
            overlap: 10.0,
            has_marks: true,
            has_captions: true,
        }
    }
}

impl PageSetup {
    /// The paper; the first one for a name that is not there.
    pub fn paper(&self) -> &'static Paper {
        let named = PAPERS.iter().find(|paper| paper.name == self.paper);
        named.unwrap_or(&PAPERS[0])
    }

    /// Width and height of a sheet as it is held, in points.
    pub fn size(&self) -> [f32; 2] {
        let [short, long] = self.paper().sides.map(|side| side * MM);
        if self.is_landscape {
            [long, short]
        } else {
            [short, long]
        }
    }
}

/// The sheets of a map.
#[derive(Clone, Debug, PartialEq)]
pub struct Pages {
    /// Width and height of every sheet.
    pub size: [f32; 2],
    /// Points per map unit.
    pub scale: f32,
    /// How many sheets lie side by side, and how many below each other, blank ones included.
    pub grid: [usize; 2],
    /// Those that show something, row by row.
    pub pages: Vec<Page>,
}

/// One sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Its place in the grid, from 0: column, row.
    pub cell: [usize; 2],
    /// The part of the map that it shows, in map units.
    pub window: Rect,
    /// Where that part stands.
    pub place: Rect,
    /// Lines to cut and to join along.
    pub marks: Vec<[Point; 2]>,
    /// Words above and below.
    pub captions: Vec<Caption>,
}

/// Words on a sheet that are no part of the map, in [`Face::Regular`].
#[derive(Clone, Debug, PartialEq)]
pub struct Caption {
    /// The left end of the baseline.
    pub at: Point,
    /// Size of an em.
    pub size: f32,
    /// The words.
    pub text: String,
}

/// What stands above a map.
#[derive(Clone, Copy, Debug, Default)]
pub struct Heading<'a> {
    /// At the left: the title.
    pub title: &'a str,
    /// At the right: who may see it.
    pub marking: &'a str,
}

impl Pages {
    /// One sheet as large as the map.
    pub fn whole(bounds: Rect) -> Self {
        let longest = bounds.width().max(bounds.height()).max(1.0);
        let scale = NATURAL.min(LONGEST_SIDE / longest);
        // No reader shows a sheet that is less than a few points wide.
        let size = [bounds.width(), bounds.height()].map(|side| (side * scale).max(3.0));
        Self {
            size,
            scale,
            grid: [1, 1],
            pages: vec![Page {
                cell: [0, 0],
                window: bounds,
                place: Rect::from_corners(Point::new(0.0, 0.0), Point::new(size[0], size[1])),
                marks: Vec::new(),
                captions: Vec::new(),
            }],
        }
    }

    /// The sheets that a map of those bounds takes. Those on which nothing is to be seen, as
    /// `is_blank` says of a part of the map, are left out.
    ///
    /// # Errors
    /// [`FormatError::Export`] where the margins leave no room, a number is none, or there would be
    /// more than [`MOST_PAGES`].
    pub fn lay_out(
        setup: &PageSetup,
        bounds: Rect,
        heading: Heading<'_>,
        is_blank: impl Fn(Rect) -> bool,
    ) -> Result<Self, FormatError> {
        let size = setup.size();
        let room = find_room(setup, size)?;
        let step = step_of(setup, room)?;
        let extent = [bounds.width(), bounds.height()].map(|side| side.max(1.0));
        let sides = [room.width(), room.height()];
        let scale = if setup.is_tiled {
            NATURAL * setup.scale
        } else {
            let fitted = (sides[0] / extent[0]).min(sides[1] / extent[1]);
            fitted.min(LARGEST_FIT)
        };
        let count = |axis: usize| {
            let beyond = extent[axis] * scale - sides[axis];
            // A thousandth of a point needs no sheet of its own.
            1 + ((beyond - 0.001) / step[axis]).ceil().max(0.0) as usize
        };
        let grid = if setup.is_tiled {
            [count(0), count(1)]
        } else {
            [1, 1]
        };
        let n_pages = grid[0].saturating_mul(grid[1]);
        if n_pages > MOST_PAGES {
            return Err(FormatError::Export {
                why: format!(
                    "at this scale it would take {} × {} sheets, and {MOST_PAGES} are the most; \
                     choose a smaller scale, larger paper, or fit it to one page",
                    grid[0], grid[1]
                ),
            });
        }
        let mut pages = Vec::new();
        for row in 0..grid[1] {
            for column in 0..grid[0] {
                let start = bounds.min.moved(
                    column as f32 * step[0] / scale,
                    row as f32 * step[1] / scale,
                );
                let end = Point::new(
                    (start.x + sides[0] / scale).min(bounds.max.x),
                    (start.y + sides[1] / scale).min(bounds.max.y),
                );
                let window = Rect::from_corners(start, end);
                if n_pages > 1 && is_blank(window) {
                    continue;
                }
                let shown = [window.width() * scale, window.height() * scale];
                // One sheet has its map in the middle, of several each begins at the corner.
                let spare = if n_pages == 1 {
                    [(sides[0] - shown[0]) / 2.0, (sides[1] - shown[1]) / 2.0]
                } else {
                    [0.0, 0.0]
                };
                let corner = room.min.moved(spare[0], spare[1]);
                let place = Rect::from_corners(corner, corner.moved(shown[0], shown[1]));
                let cell = [column, row];
                let marks = if setup.has_marks && n_pages > 1 {
                    mark(place, cell, grid, setup.overlap * MM)
                } else {
                    Vec::new()
                };
                pages.push(Page {
                    cell,
                    window,
                    place,
                    marks,
                    captions: Vec::new(),
                });
            }
        }
        if setup.has_captions {
            caption(&mut pages, room, grid, setup.overlap * MM, heading);
        }
        Ok(Self {
            size,
            scale,
            grid,
            pages,
        })
    }
}

/// What the margins and captions leave of a sheet.
fn find_room(setup: &PageSetup, size: [f32; 2]) -> Result<Rect, FormatError> {
    let margin = setup.margin.max(0.0) * MM;
    let caption = if setup.has_captions { CAPTION.1 } else { 0.0 };
    let room = Rect::from_corners(
        Point::new(margin, margin + caption),
        Point::new(size[0] - margin, size[1] - margin - caption),
    );
    let is_room = size[0] - 2.0 * margin >= 36.0 && size[1] - 2.0 * (margin + caption) >= 36.0;
    // Written so that what is no number is refused, too.
    if !(setup.margin >= 0.0 && is_room) {
        return Err(FormatError::Export {
            why: format!(
                "margins of {} mm leave no room on {}; choose smaller ones",
                setup.margin,
                setup.paper().title
            ),
        });
    }
    Ok(room)
}

/// How far it is from sheet to sheet.
fn step_of(setup: &PageSetup, room: Rect) -> Result<[f32; 2], FormatError> {
    if !setup.is_tiled {
        return Ok([room.width(), room.height()]);
    }
    if !(setup.scale.is_finite() && setup.scale > 0.0) {
        return Err(FormatError::Export {
            why: format!(
                "a map cannot be printed at {} times its size; give a scale such as 0.5",
                setup.scale
            ),
        });
    }
    let overlap = setup.overlap * MM;
    let step = [room.width() - overlap, room.height() - overlap];
    if !(overlap >= 0.0 && step[0].min(step[1]) >= 18.0) {
        return Err(FormatError::Export {
            why: format!(
                "sheets that overlap by {} mm would show nothing new; choose less",
                setup.overlap
            ),
        });
    }
    Ok(step)
}

/// At the corners where to cut, and on every side with a neighbour, in the middle of what both
/// show, a cross where to join.
fn mark(place: Rect, cell: [usize; 2], grid: [usize; 2], overlap: f32) -> Vec<[Point; 2]> {
    let Rect { min, max } = place;
    let (gap, length) = MARK;
    let mut lines = Vec::new();
    for (x, outwards) in [(min.x, -1.0), (max.x, 1.0)] {
        for (y, up) in [(min.y, -1.0), (max.y, 1.0)] {
            let [near, far] = [gap, gap + length];
            lines.push([
                Point::new(x + outwards * near, y),
                Point::new(x + outwards * far, y),
            ]);
            lines.push([Point::new(x, y + up * near), Point::new(x, y + up * far)]);
        }
    }
    let mut cross = |x: f32, y: f32| {
        let arm = length / 2.0;
        lines.push([Point::new(x - arm, y), Point::new(x + arm, y)]);
        lines.push([Point::new(x, y - arm), Point::new(x, y + arm)]);
    };
    let half = overlap / 2.0;
    if cell[0] > 0 {
        cross(min.x + half, min.y - gap - length / 2.0);
        cross(min.x + half, max.y + gap + length / 2.0);
    }
    if cell[0] + 1 < grid[0] {
        cross(max.x - half, min.y - gap - length / 2.0);
        cross(max.x - half, max.y + gap + length / 2.0);
    }
    if cell[1] > 0 {
        cross(min.x - gap - length / 2.0, min.y + half);
        cross(max.x + gap + length / 2.0, min.y + half);
    }
    if cell[1] + 1 < grid[1] {
        cross(min.x - gap - length / 2.0, max.y - half);
        cross(max.x + gap + length / 2.0, max.y - half);
    }
    lines
}

fn caption(pages: &mut [Page], room: Rect, grid: [usize; 2], overlap: f32, heading: Heading<'_>) {
    let n_pages = pages.len();
    let (size, height) = CAPTION;
    let measure = FontMeasure::bundled();
    let wide = |text: &str| measure.advance(Face::Regular, size, text);
    // Marks stand between the map and the words, at the corners.
    let top = room.min.y - height + size * 0.6;
    let bottom = room.max.y + height - size * 0.1;
    let inset = if grid == [1, 1] {
        0.0
    } else {
        overlap / 2.0 + MARK.0 + MARK.1
    };
    let (left, right) = (room.min.x + inset, room.max.x - inset);
    for (at, page) in pages.iter_mut().enumerate() {
        let mut put = |is_left: bool, y: f32, text: &str, most: f32| {
            let text = shorten(text, most, wide);
            if text.is_empty() {
                return;
            }
            let x = if is_left { left } else { right - wide(&text) };
            page.captions.push(Caption {
                at: Point::new(x, y),
                size,
                text,
            });
        };
        let width = right - left;
        put(true, top, heading.title, width * 0.65);
        put(false, top, heading.marking, width * 0.3);
        if grid != [1, 1] {
            let [column, row] = page.cell.map(|it| (it + 1) as i64);
            let cell = say_with(
                "page-cell",
                &[("row", row.into()), ("column", column.into())],
            );
            put(true, bottom, &cell, width * 0.6);
        }
        let of = say_with(
            "page-of",
            &[
                ("n", ((at + 1) as i64).into()),
                ("m", (n_pages as i64).into()),
            ],
        );
        put(false, bottom, &of, width * 0.35);
    }
}

/// One line of a text, cut with an ellipsis where it is wider than `most`.
fn shorten(text: &str, most: f32, wide: impl Fn(&str) -> f32) -> String {
    let line = text.lines().next().unwrap_or_default().trim();
    if wide(line) <= most {
        return line.to_owned();
    }
    let mut kept = String::new();
    for char in line.chars() {
        kept.push(char);
        if wide(&kept) + wide("…") > most {
            kept.pop();
            break;
        }
    }
    format!("{}…", kept.trim_end())
}
