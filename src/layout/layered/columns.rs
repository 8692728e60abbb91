//! Where in its row everything stands: as close to above and below what it is joined to as the
//! order and the room between neighbours allow. Each row is settled at one go, by pooling
//! neighbours that want the same place: Ayer, Brunk, Ewing, Reid and Silverman, "An Empirical
//! Distribution Function for Sampling with Incomplete Information" (Annals of Mathematical
//! Statistics 26, 1955). Whole numbers come out.

use super::super::forest::NONE;
use super::super::request::Spacing;
use super::rows::{Rows, Vertex};

/// Rounds over all rows, down and up.
const ROUNDS: usize = 12;
/// How firmly lines between two ways, from a way to a unit, and between two units hold.
const PULLS: [f64; 3] = [8.0, 2.0, 1.0];
/// How firmly what has no line in a round stays where it is.
const REST: f64 = 0.05;
/// Room on both sides of a way.
const WAY: i64 = 16;

/// Which lines count in a round.
#[derive(Clone, Copy, PartialEq)]
enum Round {
    Down,
    Up,
    Both,
}

/// The left edge of every vertex.
pub(super) fn arrange(rows: &Rows, spacing: &Spacing) -> Vec<i64> {
    let mut columns = Columns {
        rows,
        spacing,
        lefts: vec![0.0; rows.vertices.len()],
    };
    for row in 0..rows.orders.len() {
        let mut x = 0.0;
        for (nth, &vertex) in rows.orders[row].iter().enumerate() {
            if nth > 0 {
                x += columns.step(rows.orders[row][nth - 1], vertex);
            }
            columns.lefts[vertex as usize] = x;
        }
    }
    for round in 0..ROUNDS {
        let is_last = round + 2 >= ROUNDS;
        for row in 0..rows.orders.len() {
            columns.settle(row, if is_last { Round::Both } else { Round::Down });
        }
        for row in (0..rows.orders.len()).rev() {
            columns.settle(row, if is_last { Round::Both } else { Round::Up });
        }
    }
    // Steps are whole, so what is rounded down keeps them.
    columns
        .lefts
        .iter()
        .map(|left| left.floor() as i64)
        .collect()
}

struct Columns<'a> {
    rows: &'a Rows,
    spacing: &'a Spacing,
    lefts: Vec<f64>,
}

/// Neighbours that stand as close as they may.
#[derive(Clone, Copy)]
struct Pool {
    place: f64,
    weight: f64,
    n: usize,
}

impl Columns<'_> {
    /// From the left edge of one vertex to that of the next.
    fn step(&self, left: u32, right: u32) -> f64 {
        let (one, two) = (
            &self.rows.vertices[left as usize],
            &self.rows.vertices[right as usize],
        );
        let room = match (one.node, two.node) {
            (NONE, NONE) => WAY.max(self.spacing.lane as i64),
            (NONE, _) | (_, NONE) => WAY,
            _ => one.margin,
        };
        (one.width + room) as f64
    }

    fn settle(&mut self, row: usize, round: Round) {
        let order = &self.rows.orders[row];
        let Some(&first) = order.first() else { return };
        let mut wishes = vec![(0.0, 0.0); order.len()];
        let mut wish = |vertex: u32, left: f64, pull: f64| {
            let sum = &mut wishes[self.rows.place(vertex)];
            *sum = (sum.0 + left * pull, sum.1 + pull);
        };
        let pull = |a: &Vertex, b: &Vertex| {
            PULLS[usize::from(a.node != NONE) + usize::from(b.node != NONE)]
        };
        if round != Round::Up {
            for edge in &self.rows.edges[row] {
                let (upper, lower) = self.ends(edge.upper, edge.lower);
                let x = self.lefts[edge.upper as usize] + edge.upper_off;
                wish(edge.lower, x - edge.lower_off, pull(upper, lower));
            }
        }
        if round != Round::Down
            && let Some(edges) = self.rows.edges.get(row + 1)
        {
            for edge in edges {
                let (upper, lower) = self.ends(edge.upper, edge.lower);
                let x = self.lefts[edge.lower as usize] + edge.lower_off;
                wish(edge.upper, x - edge.upper_off, pull(upper, lower));
            }
        }
        let mut pools: Vec<Pool> = Vec::with_capacity(order.len());
        let mut steps = Vec::with_capacity(order.len());
        let (mut sum, mut before) = (0.0, first);
        for (nth, &vertex) in order.iter().enumerate() {
            if nth > 0 {
                sum += self.step(before, vertex);
            }
            before = vertex;
            steps.push(sum);
            let (left, weight) = match wishes[nth] {
                (_, 0.0) => (self.lefts[vertex as usize], REST),
                (left, pull) => (left / pull, pull),
            };
            let mut pool = Pool {
                place: left - sum,
                weight,
                n: 1,
            };
            while let Some(last) = pools.last()
                && last.place >= pool.place
            {
                let weight = last.weight + pool.weight;
                pool = Pool {
                    place: (last.place * last.weight + pool.place * pool.weight) / weight,
                    weight,
                    n: last.n + pool.n,
                };
                pools.pop();
            }
            pools.push(pool);
        }
        let places = pools
            .iter()
            .flat_map(|pool| std::iter::repeat_n(pool.place, pool.n));
        for ((&vertex, step), place) in order.iter().zip(steps).zip(places) {
            self.lefts[vertex as usize] = place + step;
        }
    }

    fn ends(&self, upper: u32, lower: u32) -> (&Vertex, &Vertex) {
        (
            &self.rows.vertices[upper as usize],
            &self.rows.vertices[lower as usize],
        )
    }
}
