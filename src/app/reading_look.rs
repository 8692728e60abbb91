//! How articles are set for reading, chosen by commands and remembered; and what hangs open from
//! the head of the article while it is chosen. Nothing here changes a map.

use super::{App, PanelId};
use crate::storage::reading::{Measure, ReadingLook, ReadingPaper, Typeface};
use crate::theme::Theme;

/// What can hang open from the head of the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReaderPopover {
    /// How the text is set.
    Look,
    /// The headings, to go to, and paragraphs by number.
    Contents,
}

impl App {
    /// The theme whose paper, inks and tints articles are read in.
    pub fn reading_theme(&self) -> &'static Theme {
        match self.settings.reading.paper {
            ReadingPaper::Sepia => Theme::sepia(),
            ReadingPaper::Theme => self.theme(),
        }
    }

    /// Opens what hangs from the head of the article, or takes it away.
    pub fn toggle_reader_popover(&mut self, popover: ReaderPopover) {
        let is_shown = self.is_shown(PanelId::Reader);
        let is_open = is_shown && self.reader_popover == Some(popover);
        self.reader_popover = (!is_open).then_some(popover);
        if !is_shown {
            self.show_panel(PanelId::Reader, true);
        }
        if !is_open {
            self.set_focus(PanelId::Reader);
        }
    }

    /// Sets the size of the article's text, by points.
    pub fn step_text_size(&mut self, by: f32) {
        self.settings.reader_text_size = (self.settings.reader_text_size + by).clamp(10.0, 40.0);
        self.remember_settings();
    }

    /// Sets how long lines may become.
    pub fn set_measure(&mut self, measure: Measure) {
        self.set_look(|look| look.measure = measure);
    }

    /// Sets the typeface.
    pub fn set_typeface(&mut self, typeface: Typeface) {
        self.set_look(|look| look.typeface = typeface);
    }

    /// Sets the height of lines, by steps.
    pub fn step_line_height(&mut self, by: f32) {
        let (least, most) = ReadingLook::LINE_HEIGHTS;
        self.set_look(|look| {
            let stepped = look.line_height + by * ReadingLook::LINE_STEP;
            look.line_height = ((stepped * 100.0).round() / 100.0).clamp(least, most);
        });
    }

    /// Reads on old paper, or on that of the theme again.
    pub fn toggle_sepia(&mut self) {
        self.set_look(|look| {
            look.paper = match look.paper {
                ReadingPaper::Sepia => ReadingPaper::Theme,
                ReadingPaper::Theme => ReadingPaper::Sepia,
            };
        });
    }

    /// Numbers the paragraphs in the margin, or no longer.
    pub fn toggle_paragraph_numbers(&mut self) {
        self.set_look(|look| look.numbers = !look.numbers);
    }

    /// Sets articles as they were set before anything was chosen.
    pub fn reset_look(&mut self) {
        self.settings.reader_text_size = crate::storage::Settings::default().reader_text_size;
        self.set_look(|look| {
            let unknown = std::mem::take(&mut look.unknown);
            *look = ReadingLook {
                unknown,
                ..ReadingLook::default()
            };
        });
    }

    fn set_look(&mut self, set: impl FnOnce(&mut ReadingLook)) {
        set(&mut self.settings.reading);
        self.remember_settings();
    }
}
