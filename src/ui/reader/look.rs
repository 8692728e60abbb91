//! How a text is set, as whoever shows the pane chooses it.

use crate::theme::Face;

/// Size, face and spacing of the running text, and how long its lines may become.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReaderLook {
    /// Type size in points; 17 by default.
    pub size: f32,
    /// From baseline to baseline, in sizes of the type; 1.65 by default.
    pub line_height: f32,
    /// The mean number of characters on a line, 66 by default; none for lines as long as there
    /// is room.
    pub measure: Option<f32>,
    /// Whether the face is the one without serifs.
    pub is_sans: bool,
}

impl Default for ReaderLook {
    fn default() -> Self {
        Self {
            size: 17.0,
            line_height: 1.65,
            measure: Some(66.0),
            is_sans: false,
        }
    }
}

impl ReaderLook {
    /// The faces of running text and of what stands out of it.
    pub fn faces(&self) -> (Face, Face) {
        if self.is_sans {
            (Face::Regular, Face::SemiBold)
        } else {
            (Face::ReaderRegular, Face::ReaderSemiBold)
        }
    }

    /// The height of a line of running text, in whole points.
    pub fn line(&self) -> f32 {
        (self.size.clamp(6.0, 72.0) * self.line_height.clamp(1.0, 3.0)).round()
    }
}
