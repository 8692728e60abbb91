//! What the checks found, each line of it leading to its box or link.

use egui::{Context, ScrollArea, Ui};

use super::window::{Choice, Tone, Window, find_list_height, show_choices, show_hint, show_text};
use crate::app::{Action, App, Tab};
use crate::model::{Breach, Id, find_breaches};
use crate::reason::{Gap, find_gaps};
use crate::theme::{Icon, Role, TextRole};
use crate::ui::Stage;
use crate::ui::control::Row;
use crate::words;

/// How many lines of one section are shown.
const MOST: usize = 300;

pub(super) struct CheckView {
    sections: Vec<Section>,
}

struct Section {
    title: String,
    icon: Icon,
    ink: Role,
    lines: Vec<Line>,
}

struct Line {
    text: String,
    /// What it leads to.
    record: Option<Id>,
}

impl CheckView {
    pub fn of(app: &App) -> Self {
        Self {
            sections: app.tab().map(list_sections).unwrap_or_default(),
        }
    }

    pub fn show(&mut self, ctx: &Context, stage: &mut Stage<'_>, is_fresh: bool) {
        let window = Window {
            title: words::say("check-title").into_owned(),
            width: 560.0,
        };
        let mut chosen = None;
        let (answer, closes) = window.show(ctx, stage, |ui, stage| {
            let is_clean = self.sections.is_empty();
            if is_clean {
                show_text(ui, stage, words::say("check-clean"));
            } else {
                show_hint(ui, stage, words::say("check-help"));
                let height = find_list_height(ui, 220.0, 460.0);
                let list = ScrollArea::vertical().max_height(height);
                list.auto_shrink([false, true]).show(ui, |ui| {
                    let mut takes_focus = is_fresh;
                    for section in &self.sections {
                        section.show(ui, stage, &mut takes_focus, &mut chosen);
                    }
                });
            }
            let close = [Choice::new(words::say("close"), Tone::Primary)];
            show_choices(ui, stage, &close, (is_fresh && is_clean).then_some(0))
        });
        if closes || answer.is_some() || chosen.is_some() {
            stage.push(Action::SetDialog(None));
        }
        if let Some(id) = chosen {
            stage.push(Action::GoTo(id));
        }
    }
}

impl Section {
    fn show(
        &self,
        ui: &mut Ui,
        stage: &Stage<'_>,
        takes_focus: &mut bool,
        chosen: &mut Option<Id>,
    ) {
        let n = self.lines.len().to_string();
        let spacing = stage.theme.shape().spacing;
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add_space(spacing.s);
        ui.horizontal(|ui| {
            ui.label(stage.text(TextRole::Section, Role::Ink, self.title.as_str()));
            show_hint(ui, stage, n);
        });
        ui.add_space(spacing.xs);
        for line in self.lines.iter().take(MOST) {
            let row = Row {
                icon: Some((self.icon, self.ink)),
                enabled: true,
                ..Row::new(&line.text)
            };
            let response = row.show(ui, stage).on_hover_text(line.text.as_str());
            if std::mem::take(takes_focus) {
                response.request_focus();
            }
            if response.clicked() {
                chosen.clone_from(&line.record);
            }
        }
        let n_more = self.lines.len().saturating_sub(MOST);
        if n_more > 0 {
            let text = words::say_with("check-more", &[("n", (n_more as i64).into())]);
            show_hint(ui, stage, text);
        }
    }
}

fn list_sections(tab: &Tab) -> Vec<Section> {
    let document = tab.document();
    let wording = |id: &Id| {
        let text = document.nodes().get(id.as_str()).map(|node| &node.text);
        match text.filter(|text| !text.trim().is_empty()) {
            Some(text) => text.clone(),
            None => words::say("check-no-wording").into_owned(),
        }
    };
    let gaps = find_gaps(document, tab.editor.graph());
    let list_gaps = |is_wanted: fn(&Gap) -> bool| {
        let wanted = gaps.iter().filter(|gap| is_wanted(gap));
        let line = |gap: &Gap| Line {
            text: wording(gap.node()),
            record: Some(gap.node().clone()),
        };
        wanted.map(line).collect()
    };
    let section = |key: &str, icon, ink, lines: Vec<Line>| Section {
        title: words::say(key).into_owned(),
        icon,
        ink,
        lines,
    };
    let notices = tab.notices.iter().map(|notice| Line {
        text: notice.clone(),
        record: None,
    });
    let breaches = find_breaches(document);
    let breaches = breaches.iter().map(|breach| Line {
        text: breach.to_string(),
        record: Some(find_record(breach).clone()),
    });
    let sections = [
        section(
            "check-notices",
            Icon::Info,
            Role::SecondInk,
            notices.collect(),
        ),
        section(
            "check-breaches",
            Icon::CircleX,
            Role::Error,
            breaches.collect(),
        ),
        section(
            "check-questions",
            Icon::CircleQuestionMark,
            Role::Question,
            list_gaps(|gap| matches!(gap, Gap::UnansweredQuestion(_))),
        ),
        section(
            "check-claims",
            Icon::CircleAlert,
            Role::Warning,
            list_gaps(|gap| matches!(gap, Gap::ClaimWithoutReason(_))),
        ),
    ];
    let sections = sections.into_iter();
    sections
        .filter(|section| !section.lines.is_empty())
        .collect()
}

/// The record that breaks the law.
fn find_record(breach: &Breach) -> &Id {
    match breach {
        Breach::SharedId { id } => id,
        Breach::MissingPremise { link, .. }
        | Breach::NoPremise { link }
        | Breach::DoublePremise { link, .. }
        | Breach::MissingTarget { link, .. }
        | Breach::SelfLink { link, .. }
        | Breach::Relation { link, .. }
        | Breach::StrengthRange { link } => link,
        Breach::MissingSource { on, .. } => on,
    }
}
