//! Where boxes are, for lines that look for a way between them. Knows boxes, no lines.

use std::collections::HashMap;

use super::geometry::{Point, Rect};

/// Side of a cell of the index, in map units.
const CELL: f32 = 256.0;

/// An index of boxes by the cells that they touch.
pub(super) struct Obstacles {
    boxes: Vec<Rect>,
    cells: HashMap<(i32, i32), Vec<u32>>,
}

impl Obstacles {
    /// Indexes the boxes.
    pub fn of(boxes: &[Rect]) -> Self {
        let mut cells: HashMap<(i32, i32), Vec<u32>> = HashMap::new();
        for (at, rect) in (0..).zip(boxes) {
            let ((left, top), (right, bottom)) = (find_cell(rect.min), find_cell(rect.max));
            for x in left..=right {
                for y in top..=bottom {
                    cells.entry((x, y)).or_default().push(at);
                }
            }
        }
        Self {
            boxes: boxes.to_vec(),
            cells,
        }
    }

    /// Whether the point lies in a box.
    pub fn contains(&self, point: Point) -> bool {
        self.cells.get(&find_cell(point)).is_some_and(|near| {
            near.iter()
                .any(|&at| self.boxes[at as usize].contains(point))
        })
    }
}

fn find_cell(point: Point) -> (i32, i32) {
    (
        (point.x / CELL).floor() as i32,
        (point.y / CELL).floor() as i32,
    )
}
