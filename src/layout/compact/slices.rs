//! The shapes that a sequence of branches can take in columns of rows, of which each branch can
//! take several shapes itself. Shapes that are neither narrower nor lower than another are left
//! out, and of those that are about as wide for their height, all but the smallest: Stockmeyer,
//! "Optimal orientations of cells in slicing floorplan designs" (Information and Control 57,
//! 1983), over all ways to break a sequence. Knows numbers only.

use std::ops::Range;

use crate::layout::grid::{Grid, Step};

/// How far things stand apart, in whole map units.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gaps {
    /// Between two of a row.
    pub between: i32,
    /// Between two rows of a column.
    pub step: i32,
    /// Above a row of several.
    pub room: i32,
    /// At the left of each column.
    pub gutter: i32,
}

/// One shape.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shape {
    pub width: i32,
    pub height: i32,
    /// The area that the lines in it are worth.
    pub ink: f32,
    /// Further room between it and what stands below it.
    air: i32,
    /// Whether it has several columns.
    pub has_columns: bool,
    source: Source,
}

/// What a shape is made of.
#[derive(Clone, Copy, Debug)]
enum Source {
    /// A shape of one branch, by its number.
    Branch(u32),
    /// Two shapes of the list, the second one following so.
    Two(Step, u32, u32),
}

impl Default for Source {
    fn default() -> Self {
        Self::Branch(0)
    }
}

/// Some of the shapes, the narrower and higher ones first.
type List = Range<usize>;

/// The shapes of one sequence after the other; keeps its memory.
#[derive(Default)]
pub(super) struct Slices {
    all: Vec<Shape>,
    /// The shapes of each branch.
    branches: Vec<List>,
    /// Further room below each branch where it has a row for itself.
    airs: Vec<i32>,
    /// By first branch and end, the shapes of these branches as one row and as one column.
    rows: Vec<List>,
    columns: Vec<List>,
    /// Scratch: shapes before they are thinned.
    found: Vec<Shape>,
    /// Scratch: the smallest of each proportion, what it costs and where it is in `found`.
    classes: Vec<(f32, usize)>,
}

/// What came out: shapes, to be read with [`Slices::read`].
#[derive(Clone, Debug)]
pub(super) struct Sliced {
    /// In columns of rows.
    pub grids: List,
    /// In one column, one in each row, its gutter included.
    pub stacks: List,
    /// In one row.
    pub rows: List,
}

impl Shape {
    /// A shape of a branch, with its number among these.
    pub fn of(width: i64, height: i64, ink: f64, number: u32) -> Self {
        Self {
            width: width as i32,
            height: height as i32,
            ink: ink as f32,
            air: 0,
            has_columns: false,
            source: Source::Branch(number),
        }
    }

    /// The number that a shape of one branch was given.
    pub fn number(&self) -> u32 {
        match self.source {
            Source::Branch(number) => number,
            Source::Two(..) => 0,
        }
    }

    fn cost(&self) -> f32 {
        self.width as f32 * self.height as f32 + self.ink
    }

    /// A number that grows with width : height, about with its logarithm.
    fn slant(&self) -> u32 {
        (self.width.max(1) as f32 / self.height.max(1) as f32).to_bits()
    }
}

impl Slices {
    /// Forgets all.
    pub fn begin(&mut self) {
        self.all.clear();
        self.branches.clear();
        self.airs.clear();
    }

    /// Adds the next branch with its shapes, narrower and higher ones first.
    pub fn add(&mut self, shapes: impl Iterator<Item = Shape>, air: i32) {
        let start = self.all.len();
        for shape in shapes {
            push_shape(&mut self.all, start, &shape);
        }
        self.branches.push(start..self.all.len());
        self.airs.push(air);
    }

    /// Lists the shapes of the sequence, about `most` of each kind.
    pub fn slice(&mut self, gaps: &Gaps, line: f32, most: usize) -> Sliced {
        let n = self.branches.len();
        let at = |from: usize, to: usize| from * (n + 1) + to;
        self.rows.clear();
        self.rows.resize(at(n, n) + 1, 0..0);
        self.columns.clear();
        self.columns.resize(at(n, n) + 1, 0..0);
        let way = |gap: i32, step: Step| Way { gap, line, step };
        for from in 0..n {
            self.rows[at(from, from + 1)] = self.branches[from].clone();
            for to in from + 2..=n {
                let (one, two) = (self.rows[at(from, to - 1)].clone(), to - 1);
                let two = self.branches[two].clone();
                self.beside(one, two, 1, way(gaps.between, Step::Beside));
                self.rows[at(from, to)] = self.thin(most);
            }
        }
        for n_in in 1..=n {
            for from in 0..=n - n_in {
                let to = from + n_in;
                for start in from..to {
                    let row = self.rows[at(start, to)].clone();
                    let n_row = to - start;
                    let (above, air) = match n_row {
                        1 => (0, self.airs[start]),
                        _ => (gaps.room, 0),
                    };
                    if start == from {
                        let padded = self.all[row].iter().map(|shape| Shape {
                            height: shape.height + above,
                            ink: shape.ink + line * (n_row as i32 * above) as f32,
                            air,
                            ..*shape
                        });
                        self.found.extend(padded);
                    } else {
                        let column = self.columns[at(from, start)].clone();
                        let way = way(gaps.step + above, Step::Below);
                        self.below(column, row, n_row, air, way);
                    }
                }
                self.columns[at(from, to)] = self.thin(most);
            }
        }
        // Grids of the first branches, each with one column more than one of fewer branches.
        let mut grids: Vec<List> = vec![0..0; n + 1];
        for to in 1..=n {
            for start in (0..to).rev() {
                let column = self.columns[at(start, to)].clone();
                if start == 0 {
                    let indented = self.all[column].iter().map(|shape| Shape {
                        width: shape.width + gaps.gutter,
                        ..*shape
                    });
                    self.found.extend(indented);
                } else {
                    let way = way(gaps.between + gaps.gutter, Step::Next);
                    self.beside(grids[start].clone(), column, to - start, way);
                }
            }
            grids[to] = self.thin(most);
        }
        Sliced {
            grids: grids.swap_remove(n),
            stacks: self.stack(gaps, line, most),
            rows: self.rows[at(0, n)].clone(),
        }
    }

    fn stack(&mut self, gaps: &Gaps, line: f32, most: usize) -> List {
        let n = self.branches.len();
        let mut stack = self.columns[1].clone();
        let way = Way {
            gap: gaps.step,
            line,
            step: Step::Below,
        };
        for next in 1..n {
            self.below(stack, self.branches[next].clone(), 1, self.airs[next], way);
            stack = self.thin(most);
        }
        let start = self.all.len();
        for at in stack {
            let shape = self.all[at];
            self.all.push(Shape {
                width: shape.width + gaps.gutter,
                ..shape
            });
        }
        start..self.all.len()
    }

    /// A shape of the list.
    pub fn shape(&self, at: usize) -> &Shape {
        &self.all[at]
    }

    /// Adds to `picks` the number of the shape that each branch has in the shape at `at`; how
    /// they follow one another.
    pub fn read(&self, at: usize, picks: &mut Vec<u8>) -> Grid {
        let mut grid = Grid::default();
        let first = picks.len();
        self.read_into(at, first, picks, &mut grid);
        grid
    }

    fn read_into(&self, at: usize, first: usize, picks: &mut Vec<u8>, grid: &mut Grid) {
        match self.all[at].source {
            Source::Branch(number) => picks.push(number as u8),
            Source::Two(step, one, two) => {
                self.read_into(one as usize, first, picks, grid);
                grid.set(picks.len() - first, step);
                self.read_into(two as usize, first, picks, grid);
            }
        }
    }

    /// Finds the shapes of two lists side by side: narrow ones first, then the higher of the two
    /// wider and lower until it is the lowest.
    fn beside(&mut self, one: List, two: List, n_two: usize, way: Way) {
        let (mut a, mut b) = (one.start, two.start);
        while a < one.end && b < two.end {
            let (first, second) = (&self.all[a], &self.all[b]);
            let shift = first.width + way.gap;
            self.found.push(Shape {
                width: shift + second.width,
                height: first.height.max(second.height),
                ink: first.ink + second.ink + way.measure_lines(shift, n_two),
                air: 0,
                has_columns: way.step == Step::Next,
                source: Source::Two(way.step, a as u32, b as u32),
            });
            let order = first.height.cmp(&second.height);
            a += usize::from(order.is_ge());
            b += usize::from(order.is_le());
        }
    }

    /// The same one below the other: low ones first, then the wider of the two narrower.
    fn below(&mut self, one: List, two: List, n_two: usize, air: i32, way: Way) {
        let (mut a, mut b) = (one.end, two.end);
        while a > one.start && b > two.start {
            let (first, second) = (&self.all[a - 1], &self.all[b - 1]);
            let shift = first.height + first.air + way.gap;
            self.found.push(Shape {
                width: first.width.max(second.width),
                height: shift + second.height,
                ink: first.ink + second.ink + way.measure_lines(shift, n_two),
                air,
                has_columns: false,
                source: Source::Two(way.step, a as u32 - 1, b as u32 - 1),
            });
            let order = first.width.cmp(&second.width);
            a -= usize::from(order.is_ge());
            b -= usize::from(order.is_le());
        }
    }

    /// Adds a shape to those that [`Slices::thin`] takes next.
    pub fn weigh(&mut self, shape: Shape) {
        self.found.push(shape);
    }

    /// Takes what was found into the list, at most `most`.
    pub fn thin(&mut self, most: usize) -> List {
        let start = self.all.len();
        let slants = self.found.iter().map(Shape::slant);
        let (low, high) = slants.fold((u32::MAX, 0), |(low, high), it| (low.min(it), high.max(it)));
        let wide = (high.saturating_sub(low) / most as u32) + 1;
        self.classes.clear();
        self.classes.resize(most, (f32::INFINITY, 0));
        for (at, shape) in (0..).zip(&self.found) {
            let class = &mut self.classes[((shape.slant() - low) / wide) as usize];
            let cost = shape.cost();
            if cost < class.0 {
                *class = (cost, at);
            }
        }
        for &(_, at) in self.classes.iter().filter(|it| it.0 < f32::INFINITY) {
            push_shape(&mut self.all, start, &self.found[at]);
        }
        self.found.clear();
        start..self.all.len()
    }
}

/// Adds a shape that is wider for its height than those from `start` on, unless one of them is as
/// narrow and as low; takes out those of which that holds beside it.
fn push_shape(all: &mut Vec<Shape>, start: usize, shape: &Shape) {
    while let Some(last) = all[start..].last() {
        if last.height <= shape.height {
            return;
        }
        if last.width < shape.width {
            break;
        }
        all.pop();
    }
    all.push(*shape);
}

/// How two shapes join.
#[derive(Clone, Copy)]
struct Way {
    gap: i32,
    /// The area that a map unit of line is worth.
    line: f32,
    step: Step,
}

impl Way {
    /// What `n` lines of that length are worth: of all of a huge map's, more than 32 bits hold.
    fn measure_lines(self, length: i32, n: usize) -> f32 {
        self.line * (i64::from(length) * n as i64) as f32
    }
}
