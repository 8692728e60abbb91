//! The tour: five steps over the small sample, each about one panel. It can be left at any time
//! and begun again from the Help menu.

use super::{App, PanelId, Sample};

/// One step of the tour; its words stand under `tour-<name>` and `tour-<name>-text`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TourStep {
    /// Its name.
    pub name: &'static str,
    /// The panel that it is about.
    pub panel: PanelId,
}

impl TourStep {
    /// The steps in their order.
    pub const ALL: &'static [Self] = &[
        Self {
            name: "read",
            panel: PanelId::Reader,
        },
        Self {
            name: "capture",
            panel: PanelId::Reader,
        },
        Self {
            name: "argue",
            panel: PanelId::Map,
        },
        Self {
            name: "change",
            panel: PanelId::Map,
        },
        Self {
            name: "save",
            panel: PanelId::Inspector,
        },
    ];
}

impl App {
    /// Opens the small sample and begins the tour.
    pub fn begin_tour(&mut self) {
        self.open_sample(Sample::TOUR);
        self.settings.panels.inspector.shown = true;
        self.go_to_tour_step(Some(0));
    }

    /// Goes to a step of the tour, or ends it. A step past the last one ends it too.
    pub fn go_to_tour_step(&mut self, step: Option<usize>) {
        self.tour = step.filter(|&step| step < TourStep::ALL.len());
        if let Some(step) = self.tour {
            let panel = TourStep::ALL[step].panel;
            self.show_panel(panel, true);
            self.set_focus(panel);
        }
    }

    /// The step of the tour that is shown: its place and the step.
    pub fn tour_step(&self) -> Option<(usize, TourStep)> {
        let step = self.tour.filter(|_| self.tab().is_some())?;
        Some((step, *TourStep::ALL.get(step)?))
    }
}
