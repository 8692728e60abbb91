//! What stands in each layer and in which order: units, and ways for lines that pass through.
//! The order starts from that of the units and is swept up and down until lines cross less.
//! After Gansner, Koutsofios, North and Vo, "A Technique for Drawing Directed Graphs" (IEEE
//! TSE 19, 1993), and Barth, Mutzel and Jünger, "Simple and Efficient Bilayer Cross Counting"
//! (JGAA 8, 2004).

use super::super::contour::Extent;
use super::super::forest::{Forest, NONE};
use super::super::request::Spacing;
use super::layers::{Body, Layers, is_below};

/// Sweeps down and up again.
const SWEEPS: usize = 8;
/// Between two rows, room for lines far across: that share of the way, and at most so much.
const SLOPE: (f64, i64) = (0.08, 120);

/// A unit, or the way of a line through a layer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Vertex {
    /// Its node, or `NONE` for a way.
    pub node: u32,
    /// Its row.
    pub row: u32,
    /// Width in map units.
    pub width: i64,
    /// Room to its right.
    pub margin: i64,
}

/// A line between neighbouring rows, with how far from the left edges its ends are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    pub upper: u32,
    pub lower: u32,
    pub upper_off: f64,
    pub lower_off: f64,
}

/// Where a row stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Band {
    /// Its upper edge.
    pub top: i64,
    /// The lower edge of its highest unit.
    pub bottom: i64,
}

/// All rows.
pub(super) struct Rows {
    pub vertices: Vec<Vertex>,
    /// Per row, its vertices from left to right.
    pub orders: Vec<Vec<u32>>,
    /// By the row of their lower ends.
    pub edges: Vec<Vec<Edge>>,
    /// Per link, its ways from the lower end to the upper one: a range of vertices.
    pub ways: Vec<std::ops::Range<u32>>,
    /// Per vertex, its place in its row.
    places: Vec<u32>,
}

impl Rows {
    /// Fills the rows in the order of the units.
    pub fn of(forest: &Forest, layers: &Layers, extents: &[Extent], offsets: &[f64]) -> Self {
        let n = forest.nodes.len();
        let lowest = layers.layer.iter().skip(1).max();
        let n_rows = lowest.map_or(0, |&layer| layer as usize + 1);
        let mut rows = Self {
            vertices: Vec::with_capacity(n),
            orders: vec![Vec::new(); n_rows],
            edges: vec![Vec::new(); n_rows],
            ways: Vec::with_capacity(layers.links.len()),
            places: Vec::new(),
        };
        let ranks = rank(forest);
        let mut keys = Vec::with_capacity(n);
        // Vertex and node have the same number; that of node 0 is in no row.
        for (at, extent) in extents.iter().enumerate() {
            rows.vertices.push(Vertex {
                node: at as u32,
                row: layers.layer[at],
                width: extent.width.into(),
                margin: extent.margin.into(),
            });
            keys.push(ranks[at]);
        }
        for link in &layers.links {
            let off = |node: u32, body: Body| match body {
                Body::Box(b) => offsets[b as usize],
                Body::Unit(_) => f64::from(extents[node as usize].width) / 2.0,
            };
            let (top, bottom) = (
                rows.vertices[link.upper as usize].row,
                rows.vertices[link.lower as usize].row,
            );
            let first = rows.vertices.len() as u32;
            let mut below = (link.lower, off(link.lower, link.low_body));
            for row in (top + 1..bottom).rev() {
                let way = rows.vertices.len() as u32;
                rows.vertices.push(Vertex {
                    node: NONE,
                    row,
                    width: 0,
                    margin: 0,
                });
                keys.push(ranks[link.lower as usize]);
                rows.add_edge((way, 0.0), below);
                below = (way, 0.0);
            }
            rows.ways.push(first..rows.vertices.len() as u32);
            rows.add_edge((link.upper, off(link.upper, link.high_body)), below);
        }
        rows.tie_the_rest(forest, layers, offsets);
        for at in 1..rows.vertices.len() {
            let row = rows.vertices[at].row as usize;
            rows.orders[row].push(at as u32);
        }
        for row in &mut rows.orders {
            row.sort_by_key(|&vertex| keys[vertex as usize]);
        }
        rows.places = vec![0; rows.vertices.len()];
        rows.note_places();
        rows
    }

    /// Keeps units without a line of their own, such as what strikes a line, near the others.
    fn tie_the_rest(&mut self, forest: &Forest, layers: &Layers, offsets: &[f64]) {
        let mut has_line = vec![false; forest.nodes.len()];
        for link in layers.links.iter().filter(|link| link.is_tree) {
            has_line[link.source as usize] = true;
        }
        for at in (1..forest.nodes.len()).filter(|&at| is_below(forest, at)) {
            let node = &forest.nodes[at];
            let above = self.vertices[node.parent as usize].row;
            if !has_line[at] && above + 1 == self.vertices[at].row {
                let off = offsets
                    .get(node.under as usize)
                    .copied()
                    .unwrap_or_default();
                let middle = self.vertices[at].width as f64 / 2.0;
                self.add_edge((node.parent, off), (at as u32, middle));
            }
        }
    }

    fn add_edge(&mut self, (upper, upper_off): (u32, f64), (lower, lower_off): (u32, f64)) {
        let row = self.vertices[lower as usize].row as usize;
        self.edges[row].push(Edge {
            upper,
            lower,
            upper_off,
            lower_off,
        });
    }

    /// The place of a vertex in its row.
    pub fn place(&self, vertex: u32) -> usize {
        self.places[vertex as usize] as usize
    }

    fn note_places(&mut self) {
        for row in &self.orders {
            for (place, &vertex) in (0..).zip(row) {
                self.places[vertex as usize] = place;
            }
        }
    }

    /// Sweeps, and keeps the order in which the fewest lines cross.
    pub fn uncross(&mut self) {
        let mut fewest = self.count_crossings();
        let mut best = self.orders.clone();
        for sweep in 0..SWEEPS * 2 {
            if fewest == 0 {
                break;
            }
            if sweep % 2 == 0 {
                for row in 1..self.orders.len() {
                    self.sort_row(row, row, true);
                }
            } else {
                for row in (1..self.orders.len()).rev() {
                    self.sort_row(row - 1, row, false);
                }
            }
            let n = self.count_crossings();
            if n < fewest {
                fewest = n;
                best.clone_from(&self.orders);
            }
        }
        self.orders = best;
        self.note_places();
    }

    /// Sorts a row by where the lines between it and its neighbour lead.
    fn sort_row(&mut self, row: usize, edges: usize, is_down: bool) {
        let mut sums = vec![(0.0, 0.0); self.orders[row].len()];
        for edge in &self.edges[edges] {
            let (own, other, off) = if is_down {
                (edge.lower, edge.upper, edge.upper_off)
            } else {
                (edge.upper, edge.lower, edge.lower_off)
            };
            let sum = &mut sums[self.places[own as usize] as usize];
            *sum = (sum.0 + self.position(other, off), sum.1 + 1.0);
        }
        // What has no line there keeps to what stands before it.
        let mut last = f64::NEG_INFINITY;
        let mut keys = Vec::with_capacity(sums.len());
        for (sum, n) in sums {
            if n > 0.0 {
                last = sum / n;
            }
            keys.push(last);
        }
        let places = &self.places;
        self.orders[row].sort_by(|&a, &b| {
            let key = |vertex: u32| keys[places[vertex as usize] as usize];
            key(a).total_cmp(&key(b))
        });
        for (place, &vertex) in (0..).zip(&self.orders[row]) {
            self.places[vertex as usize] = place;
        }
    }

    /// The place in a row, in parts of one for the premises of a bracket.
    fn position(&self, vertex: u32, off: f64) -> f64 {
        let width = self.vertices[vertex as usize].width as f64;
        f64::from(self.places[vertex as usize]) + if width > 0.0 { off / width } else { 0.5 }
    }

    fn count_crossings(&self) -> u64 {
        self.edges.iter().map(|edges| self.count_in(edges)).sum()
    }

    /// How many pairs of lines are in opposite order above and below.
    fn count_in(&self, edges: &[Edge]) -> u64 {
        let mut ends: Vec<(f64, f64)> = edges
            .iter()
            .map(|edge| {
                (
                    self.position(edge.upper, edge.upper_off),
                    self.position(edge.lower, edge.lower_off),
                )
            })
            .collect();
        let mut lows: Vec<f64> = ends.iter().map(|end| end.1).collect();
        lows.sort_by(f64::total_cmp);
        lows.dedup();
        ends.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        // A tree of sums over the lower ends (Fenwick).
        let mut sums = vec![0_u64; lows.len() + 1];
        let mut crossings = 0;
        for (n, (_, low)) in (0..).zip(&ends) {
            let place = lows.partition_point(|it| it < low) + 1;
            let (mut at, mut n_before) = (place, 0);
            while at > 0 {
                n_before += sums[at];
                at &= at - 1;
            }
            crossings += n - n_before;
            at = place;
            while at < sums.len() {
                sums[at] += 1;
                at += at & at.wrapping_neg();
            }
        }
        crossings
    }

    /// How far down each row stands, by the heights and by how far lines lead across.
    pub fn stack(&self, lefts: &[i64], extents: &[Extent], spacing: &Spacing) -> Vec<Band> {
        let mut bands: Vec<Band> = Vec::with_capacity(self.orders.len());
        for (at, row) in self.orders.iter().enumerate() {
            let far = self.edges[at].iter().map(|edge| {
                let x = |vertex: u32, off: f64| lefts[vertex as usize] as f64 + off;
                (x(edge.upper, edge.upper_off) - x(edge.lower, edge.lower_off)).abs()
            });
            let far = far.fold(0.0, f64::max);
            let gap = spacing.level as i64 + ((far * SLOPE.0) as i64).min(SLOPE.1);
            let top = bands.last().map_or(0, |above| above.bottom + gap);
            let heights = row
                .iter()
                .filter_map(|&vertex| extents.get(vertex as usize));
            let height = heights.map(|extent| extent.height).max().unwrap_or(0);
            bands.push(Band {
                top,
                bottom: top + i64::from(height),
            });
        }
        bands
    }
}

/// Per node, its place in the order of reading: before all that stands under it.
fn rank(forest: &Forest) -> Vec<u32> {
    let mut ranks = vec![0; forest.nodes.len()];
    let mut open: Vec<usize> = (1..forest.nodes.len())
        .filter(|&at| !is_below(forest, at))
        .rev()
        .collect();
    let mut next = 0;
    while let Some(at) = open.pop() {
        ranks[at] = next;
        next += 1;
        open.extend(forest.nodes[at].child_range().rev());
    }
    ranks
}
