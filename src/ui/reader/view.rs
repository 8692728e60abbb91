//! What the pane is given each frame, and the order in which a frame is made.
//!
//! All positions are byte offsets into `ReaderView::text`; all colours come from outside.

use std::ops::Range;

use egui::{Color32, Id, Sense, Ui};

use super::block::PartView;
use super::events::ReaderOutput;
use super::look::ReaderLook;
use super::page::Page;
use super::state::ReaderState;
use super::tints::Tint;
use super::{access, keys, paint, pointer, scroll};

/// One article as it is to be shown in this frame.
pub struct ReaderView<'a> {
    /// The widget's id: hand it to `request_focus` to give the pane the keyboard.
    pub id: Id,
    /// The pane's name for a screen reader, in the language of the interface.
    pub label: &'a str,
    /// Stands for `text` and `parts`: a new value makes the pane set the text anew.
    pub key: u64,
    /// The article, with `\n` between lines.
    pub text: &'a str,
    /// The article's parts in order; with none, every line is a paragraph.
    pub parts: &'a [PartView],
    /// Passages to tint, in any order; they may overlap.
    pub tints: &'a [Tint],
    /// Marks for the strip beside the text, in the order of the text.
    pub marks: &'a [StripMark],
    /// What a search has found, in order.
    pub hits: &'a [Range<usize>],
    /// Which of `hits` is the one being looked at.
    pub current_hit: Option<usize>,
    /// A passage to point out for as long as it is given.
    pub flash: Option<Range<usize>>,
    /// A passage whose ends can be moved by the pointer.
    pub handles: Option<Range<usize>>,
    /// A byte of a block whose place is to be reported, for whoever puts something over it.
    pub watched: Option<usize>,
    /// Every colour that the pane uses.
    pub colours: ReaderColours,
    /// How the text is set.
    pub look: ReaderLook,
    /// Numbers for the margin, each with a byte of the paragraph that it stands beside, in order;
    /// with none there is no room for them.
    pub numbers: &'a [(usize, u32)],
}

/// The pane's colours by role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReaderColours {
    /// The ground under the text.
    pub paper: Color32,
    /// Running text and headings.
    pub ink: Color32,
    /// List markers.
    pub second_ink: Color32,
    /// The bar beside a quotation and the track of the scroll bar.
    pub hairline: Color32,
    /// The caret and the frame of the search hit being looked at.
    pub accent: Color32,
    /// The ground of selected text.
    pub selection: Color32,
    /// The ground of a search hit.
    pub hit: Color32,
    /// The ground of a passage that is pointed out.
    pub flash: Color32,
    /// The mark of a sign that is not seen.
    pub warning: Color32,
}

/// One mark in the strip beside the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StripMark {
    /// Any byte of the paragraph that the mark stands beside.
    pub at: usize,
    /// The colour of what the paragraph is used for.
    pub colour: Color32,
    /// The shape, which says the same without colour.
    pub shape: MarkShape,
    /// How much of the paragraph is used, from 0 to 1.
    pub share: f32,
}

/// The shapes of marks in the strip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkShape {
    /// A filled square.
    Square,
    /// A square with a corner folded away.
    Folded,
    /// A filled disc.
    Disc,
    /// An empty ring.
    Ring,
    /// A short line.
    Dash,
}

impl ReaderView<'_> {
    /// Draws the pane into all the room that is left, and reports what was done to it.
    pub fn show(&self, ui: &mut Ui, state: &mut ReaderState) -> ReaderOutput {
        let bounds = ui.available_rect_before_wrap();
        ui.advance_cursor_after_rect(bounds);
        let response = ui.interact(bounds, self.id, Sense::click_and_drag());
        let mut output = ReaderOutput::new(response.clone());
        let ctx = ui.ctx().clone();
        let mut page = Page::open(self, state, &ctx, bounds);
        scroll::follow_wheel(&mut page, ui);
        scroll::follow_bar(&mut page, ui);
        keys::handle_keys(&mut page, ui, &mut output);
        pointer::handle_pointer(&mut page, ui, &mut output);
        page.report_changes(&mut output);
        if ui.is_rect_visible(bounds) {
            paint::paint_page(&page, &ui.painter_at(bounds), response.has_focus());
        }
        page.note_atlas();
        access::describe_page(&page, ui, &response);
        output
    }
}
