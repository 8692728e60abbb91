//! What the checks found, each line of it leading to its box or link.

use std::sync::Arc;

use egui::{Button, Frame, Margin, ScrollArea, Ui};

use crate::app::{Action, PanelId, Tab, ToldFinding};
use crate::edit::Edit;
use crate::model::{Breach, Id};
use crate::reason::checks::{Check, Finding, Profile, Severity};
use crate::theme::{Icon, Role, TextRole};
use crate::ui::Stage;
use crate::ui::command_button::show_command;
use crate::ui::control::show_focus;
use crate::ui::told_row::ToldRow;
use crate::words;

/// How many lines of one section are shown.
const MOST: usize = 300;

/// The panel: the findings as sentences.
#[derive(Default)]
pub struct FindingsPanel {
    sections: Vec<Section>,
    /// What the sections were made of: the tab, and the findings' revision.
    made_of: Option<(u64, u64)>,
    had_focus: bool,
}

struct Section {
    title: String,
    icon: Icon,
    ink: Role,
    lines: Vec<Line>,
}

struct Line {
    text: String,
    /// What it says under the pointer.
    tip: String,
    leads: Leads,
}

/// What choosing a line does.
#[derive(Clone)]
enum Leads {
    Nowhere,
    ToRecord(Id),
    ToFinding(Arc<Finding>),
    /// Tells a finding again that was set aside.
    Restore(Box<Finding>),
}

impl FindingsPanel {
    /// Draws the panel into all the room that is left.
    pub fn show(&mut self, ui: &mut Ui, stage: &mut Stage<'_>) {
        let has_focus = stage.app.focus == PanelId::Findings;
        let mut takes_focus = has_focus && !self.had_focus;
        self.had_focus = has_focus;
        let Some(tab) = stage.app.tab() else {
            *self = Self::default();
            return;
        };
        let made_of = (tab.key, tab.checking.revision());
        if self.made_of != Some(made_of) {
            self.sections = list_sections(tab);
            self.made_of = Some(made_of);
        }
        let spacing = stage.theme.shape().spacing;
        let area = ScrollArea::vertical().auto_shrink([false, false]);
        area.show(ui, |ui| {
            let margin = Margin::symmetric(spacing.l as i8, spacing.m as i8);
            Frame::new().inner_margin(margin).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = spacing.s;
                show_profiles(ui, stage);
                if tab.checking.is_under_way() {
                    show_hint(ui, stage, &words::say("check-under-way"));
                } else if self.sections.is_empty() {
                    show_hint(ui, stage, &words::say("check-clean"));
                } else {
                    show_hint(ui, stage, &words::say("check-help"));
                }
                for section in &self.sections {
                    section.show(ui, stage, tab, &mut takes_focus);
                }
            });
        });
    }
}

impl Section {
    fn show(&self, ui: &mut Ui, stage: &mut Stage<'_>, tab: &Tab, takes_focus: &mut bool) {
        let spacing = stage.theme.shape().spacing;
        ui.add_space(spacing.s);
        ui.horizontal(|ui| {
            ui.label(stage.text(TextRole::Section, Role::Ink, self.title.as_str()));
            show_hint(ui, stage, &self.lines.len().to_string());
        });
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for line in self.lines.iter().take(MOST) {
                line.show(ui, stage, tab, (self.icon, self.ink), takes_focus);
            }
        });
        let n_more = self.lines.len().saturating_sub(MOST);
        if n_more > 0 {
            let text = words::say_with("check-more", &[("n", (n_more as i64).into())]);
            show_hint(ui, stage, &text);
        }
    }
}

impl Line {
    fn plain(text: String, leads: Leads) -> Self {
        Self {
            tip: text.clone(),
            text,
            leads,
        }
    }

    fn told(tab: &Tab, told: &ToldFinding) -> Self {
        let finding = &told.finding;
        let mut text = finding.explain(tab.document());
        if let Some(reason) = &told.lapsed {
            let values = [("text", text.into()), ("reason", reason.clone().into())];
            text = words::say_with("check-lapsed", &values);
        }
        Self {
            tip: tell_rule(finding),
            text,
            leads: Leads::ToFinding(finding.clone()),
        }
    }

    fn show(
        &self,
        ui: &mut Ui,
        stage: &mut Stage<'_>,
        tab: &Tab,
        icon: (Icon, Role),
        takes_focus: &mut bool,
    ) {
        let detail = match &self.leads {
            Leads::Restore(_) => words::say("check-restore"),
            _ => "".into(),
        };
        let is_current = match &self.leads {
            Leads::ToFinding(finding) => tab.checking.is_current(finding),
            _ => false,
        };
        let row = ToldRow {
            icon,
            text: &self.text,
            detail: &detail,
            marked: is_current,
            most_lines: 6,
        };
        let response = row.show(ui, stage).on_hover_text(self.tip.as_str());
        if std::mem::take(takes_focus) {
            response.request_focus();
        }
        if response.gained_focus() {
            stage.push(Action::Focus(PanelId::Findings));
        }
        if response.clicked() {
            self.leads.follow(stage);
        }
        if is_current {
            ui.horizontal_wrapped(|ui| {
                ui.add_space(stage.theme.shape().spacing.xl);
                show_command(ui, stage, "repair-finding", "findings-repair", false);
                show_command(ui, stage, "set-finding-aside", "findings-set-aside", false);
            });
        }
    }
}

impl Leads {
    fn follow(&self, stage: &mut Stage<'_>) {
        match self {
            Self::Nowhere => {}
            Self::ToRecord(id) => stage.push(Action::GoTo(id.clone())),
            Self::ToFinding(finding) => stage.push(Action::GoToFinding(finding.clone())),
            Self::Restore(finding) => {
                stage.push(Action::Edit(Box::new(Edit::RestoreFinding {
                    check: finding.check.to_owned(),
                    on: finding.on.to_vec(),
                })));
            }
        }
    }
}

/// The checks that are made: a button for each profile.
fn show_profiles(ui: &mut Ui, stage: &mut Stage<'_>) {
    ui.horizontal_wrapped(|ui| {
        show_hint(ui, stage, &words::say("check-profile"));
        let in_use = Profile::named(&stage.app.settings.checks).unwrap_or(&Profile::all()[0]);
        for profile in Profile::all() {
            let title = words::say(&format!("profile-{}", profile.id));
            let button = Button::new(title).selected(profile.id == in_use.id);
            let response = ui.add(button);
            show_focus(ui, stage, &response);
            let help = words::say(&format!("profile-{}.help", profile.id));
            if response.on_hover_text(help).clicked() {
                stage.push(Action::SetChecks(profile.id.as_str()));
            }
        }
    });
}

fn show_hint(ui: &mut Ui, stage: &Stage<'_>, text: &str) {
    let text = stage.text(TextRole::Small, Role::SecondInk, text);
    ui.add(egui::Label::new(text).wrap());
}

/// The name of a finding's rule, why it is there, and where it comes from.
fn tell_rule(finding: &Finding) -> String {
    Check::named(finding.check).map_or_else(String::new, |check| {
        format!("{}. {}\n{}", check.title(), check.help(), check.source)
    })
}

fn list_sections(tab: &Tab) -> Vec<Section> {
    let section = |key: &str, icon, ink, lines: Vec<Line>| Section {
        title: words::say(key).into_owned(),
        icon,
        ink,
        lines,
    };
    let notices = tab.notices.iter();
    let notices = notices.map(|notice| Line::plain(notice.clone(), Leads::Nowhere));
    let breaches = tab.checking.breaches().iter().map(|breach| {
        let leads = Leads::ToRecord(find_record(breach).clone());
        Line::plain(breach.to_string(), leads)
    });
    let mut sections = vec![
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
    ];
    for &severity in Severity::ALL {
        let (icon, ink) = match severity {
            Severity::Error => (Icon::CircleX, Role::Error),
            Severity::Warning => (Icon::TriangleAlert, Role::Warning),
            Severity::Info => (Icon::Info, Role::SecondInk),
            Severity::Hint => (Icon::Circle, Role::SecondInk),
        };
        let told = tab.checking.told().iter();
        let told = told.filter(|told| told.severity == severity);
        let lines = told.map(|told| Line::told(tab, told)).collect();
        let key = format!("severity-{}", severity.as_str());
        sections.push(section(&key, icon, ink, lines));
    }
    let set_aside = tab.checking.set_aside().iter().map(|(finding, dismissal)| {
        let text = finding.explain(tab.document());
        let values = [
            ("text", text.into()),
            ("reason", dismissal.reason.clone().into()),
        ];
        let text = words::say_with("check-set-aside-line", &values);
        Line::plain(text, Leads::Restore(Box::new((**finding).clone())))
    });
    let lines = set_aside.collect();
    sections.push(section(
        "check-set-aside",
        Icon::EyeOff,
        Role::SecondInk,
        lines,
    ));
    sections.retain(|section| !section.lines.is_empty());
    sections
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
