//! What the pane reports after a frame.

use std::ops::Range;

use egui::{Pos2, Rect, Response};

/// One thing that was done to the pane. All positions are bytes of the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReaderEvent {
    /// A selection was made or changed, and the gesture that made it has ended.
    SelectionSettled(Range<usize>),
    /// There was a selection, and now there is none.
    SelectionCleared,
    /// The caret stands elsewhere.
    CaretMoved(usize),
    /// The text was clicked once, or Enter was pressed at the caret.
    Clicked(usize),
    /// A click, or Enter, met these tints' keys; the shortest passage first, never none.
    TintClicked(Vec<u64>),
    /// The selection was put on the clipboard.
    Copied(Range<usize>),
    /// The ends of the passage that has handles were moved to there.
    Reshaped(Range<usize>),
    /// The selection was picked up by the pointer; see `ReaderOutput::carried`.
    DragStarted(Range<usize>),
    /// The pointer let go of the carried selection.
    Dropped(Range<usize>),
}

/// A selection that the pointer carries, so that it can be dropped elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Carried {
    /// The bytes that are carried.
    pub bytes: Range<usize>,
    /// Where the pointer is, on the screen; also in the frame in which it lets go.
    pub pointer: Pos2,
}

/// The outcome of a frame.
#[derive(Clone, Debug)]
pub struct ReaderOutput {
    /// The whole pane as a widget.
    pub response: Response,
    /// What happened, in order.
    pub events: Vec<ReaderEvent>,
    /// The part of the selection that can be seen, on the screen.
    pub selection_rect: Option<Rect>,
    /// The caret, on the screen, when it can be seen.
    pub caret_rect: Option<Rect>,
    /// The byte that is being read: the caret where it can be seen, else the block in view.
    pub reading: Option<usize>,
    /// The watched block on the screen, as wide as its lines may be, when any of it can be seen.
    pub watched_rect: Option<Rect>,
    /// The keys of the tints under the pointer, the shortest passage first.
    pub hovered: Vec<u64>,
    /// The byte of the character under the pointer.
    pub hovered_byte: Option<usize>,
    /// The keys of the tints at the caret or just before it, the shortest passage first.
    pub at_caret: Vec<u64>,
    /// The selection that the pointer carries.
    pub carried: Option<Carried>,
}

impl ReaderOutput {
    pub(super) fn new(response: Response) -> Self {
        Self {
            response,
            events: Vec::new(),
            selection_rect: None,
            caret_rect: None,
            reading: None,
            watched_rect: None,
            hovered: Vec::new(),
            hovered_byte: None,
            at_caret: Vec::new(),
            carried: None,
        }
    }
}
