//! Small pictures of maps that are not open.

use super::{Folded, Tab};
use crate::model::{Document, Kind};

/// Boxes that a preview shows.
const MOST: usize = 3000;

/// A small picture of a map.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Preview {
    /// Width and height, in map units.
    pub size: [f32; 2],
    /// Per box its left, top, right and bottom, and its kind.
    pub boxes: Vec<([f32; 4], Kind)>,
    /// From each box to the one above it.
    pub lines: Vec<[[f32; 2]; 2]>,
}

impl Preview {
    /// The picture of a map. Places it, so it belongs on a thread.
    pub fn of(document: &Document) -> Self {
        let mut tab = Tab::new(0, document.clone());
        tab.folded = Folded::default();
        if let Some(job) = tab.begin_placing() {
            tab.take_placed(job.run());
        }
        let bounds = tab.picture.bounds();
        let corner = |x: f32, y: f32| [x - bounds[0], y - bounds[1]];
        let boxes = tab.picture.boxes().take(MOST);
        let mut preview = Self {
            size: [bounds[2] - bounds[0], bounds[3] - bounds[1]],
            ..Self::default()
        };
        let graph = tab.editor.graph();
        let middle = |rect: [f32; 4]| {
            corner(
                f32::midpoint(rect[0], rect[2]),
                f32::midpoint(rect[1], rect[3]),
            )
        };
        for (id, rect) in boxes {
            let ([left, top], [right, bottom]) =
                (corner(rect[0], rect[1]), corner(rect[2], rect[3]));
            let kind = tab.kind(id).cloned().unwrap_or(Kind::Note);
            preview.boxes.push(([left, top, right, bottom], kind));
            let place = graph.node(id.as_str()).and_then(|node| graph.place(node));
            let parent = place.map(|place| &document.nodes().rows()[place.parent as usize].id);
            if let Some(above) = parent.and_then(|parent| tab.picture.box_of(parent)) {
                preview.lines.push([middle(rect), middle(above)]);
            }
        }
        preview
    }
}
