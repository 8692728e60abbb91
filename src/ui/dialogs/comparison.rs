//! What differs between the map in front and another copy, by kind; each line leads to its box.

use egui::{Context, ScrollArea, Ui};

use super::window::{Choice, Tone, Window, find_list_height, show_choices, show_hint};
use crate::app::{Action, App};
use crate::compare::DifferenceKind;
use crate::theme::{Icon, Role, TextRole};
use crate::ui::Stage;
use crate::ui::control::Row;
use crate::words;

/// How many lines of one kind are shown.
const MOST: usize = 300;

/// The differences of a kind: their numbers and sentences.
type Section = (DifferenceKind, Vec<(usize, String)>);

pub(super) struct ComparisonView {
    sections: Vec<Section>,
    /// The revision of the comparison that the sections were made of.
    made_of: Option<u64>,
}

impl ComparisonView {
    pub fn of(app: &App) -> Self {
        Self {
            sections: list_sections(app),
            made_of: app.tab().map(|tab| tab.comparing.revision()),
        }
    }

    pub fn show(&mut self, ctx: &Context, stage: &mut Stage<'_>, is_fresh: bool) {
        if self.made_of != stage.app.tab().map(|tab| tab.comparing.revision()) {
            *self = Self::of(stage.app);
        }
        let window = Window {
            title: words::say("compare-title").into_owned(),
            width: 560.0,
        };
        let mut chosen = None;
        let (answer, closes) = window.show(ctx, stage, |ui, stage| {
            if let Some(tab) = stage.app.tab() {
                let key = if tab.comparing.is_turned() {
                    "compare-other-newer"
                } else {
                    "compare-other-older"
                };
                let values = [("file", tab.comparing.name().to_owned().into())];
                show_hint(ui, stage, words::say_with(key, &values));
            }
            let height = find_list_height(ui, 220.0, 460.0);
            let list = ScrollArea::vertical().max_height(height);
            list.auto_shrink([false, true]).show(ui, |ui| {
                let mut takes_focus = is_fresh;
                for section in &self.sections {
                    show_section(ui, stage, section, &mut takes_focus, &mut chosen);
                }
            });
            let choices = [
                Choice::new(words::say("compare-bar-turn-comparison"), Tone::Plain),
                Choice::new(words::say("close"), Tone::Primary),
            ];
            show_choices(ui, stage, &choices, None)
        });
        match (chosen, answer) {
            (Some(at), _) => {
                stage.push(Action::SetDialog(None));
                stage.push(Action::GoToDifference(at));
            }
            (None, Some(0)) => stage.push(Action::Run("turn-comparison")),
            (None, Some(_)) => stage.push(Action::SetDialog(None)),
            (None, None) if closes => stage.push(Action::SetDialog(None)),
            (None, None) => {}
        }
    }
}

fn list_sections(app: &App) -> Vec<Section> {
    let differences = app.tab().map_or(&[][..], |tab| tab.comparing.differences());
    let mut sections: Vec<Section> = Vec::new();
    for &kind in DifferenceKind::ALL {
        let lines = differences
            .iter()
            .enumerate()
            .filter(|(_, it)| it.kind == kind);
        let lines: Vec<(usize, String)> = lines.map(|(at, it)| (at, it.summarise())).collect();
        if !lines.is_empty() {
            sections.push((kind, lines));
        }
    }
    sections
}

fn show_section(
    ui: &mut Ui,
    stage: &Stage<'_>,
    (kind, lines): &Section,
    takes_focus: &mut bool,
    chosen: &mut Option<usize>,
) {
    let icon = match kind {
        DifferenceKind::Added => Icon::Plus,
        DifferenceKind::Removed => Icon::Minus,
        DifferenceKind::Reworded => Icon::Pencil,
        DifferenceKind::Relinked => Icon::Link,
        DifferenceKind::Moved => Icon::ArrowUpDown,
        DifferenceKind::Changed => Icon::SlidersHorizontal,
    };
    let spacing = stage.theme.shape().spacing;
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.add_space(spacing.s);
    ui.horizontal(|ui| {
        ui.label(stage.text(TextRole::Section, Role::Ink, kind.title()));
        show_hint(ui, stage, lines.len().to_string());
    });
    ui.add_space(spacing.xs);
    for (at, sentence) in lines.iter().take(MOST) {
        let row = Row {
            icon: Some((icon, Role::SecondInk)),
            enabled: true,
            ..Row::new(sentence)
        };
        let response = row.show(ui, stage).on_hover_text(sentence.as_str());
        if std::mem::take(takes_focus) {
            response.request_focus();
        }
        if response.clicked() {
            *chosen = Some(*at);
        }
    }
    let n_more = lines.len().saturating_sub(MOST);
    if n_more > 0 {
        let text = words::say_with("check-more", &[("n", (n_more as i64).into())]);
        show_hint(ui, stage, text);
    }
}
