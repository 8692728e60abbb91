//! What the checks found, each line of it leading to its box or link.

use std::sync::LazyLock;

use egui::{Button, Context, ScrollArea, Ui};

use super::window::{Choice, Tone, Window, find_list_height, show_choices, show_hint, show_text};
use crate::app::{Action, App, Tab, ToldFinding};
use crate::edit::Edit;
use crate::model::{Breach, Id};
use crate::reason::checks::{Check, Finding, Profile, Severity};
use crate::theme::{Icon, Role, TextRole};
use crate::ui::Stage;
use crate::ui::control::{Row, show_focus};
use crate::words;

/// How many lines of one section are shown.
const MOST: usize = 300;

pub(super) struct CheckView {
    sections: Vec<Section>,
    /// What the sections were made of: the findings' revision.
    made_of: Option<u64>,
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
    ToFinding(Box<Finding>),
    /// Tells a finding again that was set aside.
    Restore(Box<Finding>),
}

impl CheckView {
    pub fn of(app: &App) -> Self {
        Self {
            sections: app.tab().map(list_sections).unwrap_or_default(),
            made_of: app.tab().map(|tab| tab.checking.revision()),
        }
    }

    pub fn show(&mut self, ctx: &Context, stage: &mut Stage<'_>, is_fresh: bool) {
        let window = Window {
            title: words::say("check-title").into_owned(),
            width: 560.0,
        };
        if self.made_of != stage.app.tab().map(|tab| tab.checking.revision()) {
            *self = Self::of(stage.app);
        }
        let mut chosen = None;
        let (answer, closes) = window.show(ctx, stage, |ui, stage| {
            let is_clean = self.sections.is_empty();
            show_profiles(ui, stage);
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
        let stays = matches!(chosen, None | Some(Leads::Restore(_)));
        if closes || answer.is_some() || !stays {
            stage.push(Action::SetDialog(None));
        }
        match chosen {
            None | Some(Leads::Nowhere) => {}
            Some(Leads::ToRecord(id)) => stage.push(Action::GoTo(id)),
            Some(Leads::ToFinding(finding)) => stage.push(Action::GoToFinding(finding)),
            Some(Leads::Restore(finding)) => {
                stage.push(Action::Edit(Box::new(Edit::RestoreFinding {
                    check: finding.check.to_owned(),
                    on: finding.on,
                })));
            }
        }
    }
}

impl Section {
    fn show(
        &self,
        ui: &mut Ui,
        stage: &Stage<'_>,
        takes_focus: &mut bool,
        chosen: &mut Option<Leads>,
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
                trailing: line.trailing(),
                ..Row::new(&line.text)
            };
            let response = row.show(ui, stage).on_hover_text(line.tip.as_str());
            if std::mem::take(takes_focus) {
                response.request_focus();
            }
            if response.clicked() {
                *chosen = Some(line.leads.clone());
            }
        }
        let n_more = self.lines.len().saturating_sub(MOST);
        if n_more > 0 {
            let text = words::say_with("check-more", &[("n", (n_more as i64).into())]);
            show_hint(ui, stage, text);
        }
    }
}

/// The checks that are made: a button for each profile.
fn show_profiles(ui: &mut Ui, stage: &mut Stage<'_>) {
    ui.horizontal_wrapped(|ui| {
        show_hint(ui, stage, words::say("check-profile"));
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
            tip: format!("{text}\n\n{}", tell_rule(finding)),
            text,
            leads: Leads::ToFinding(Box::new(finding.clone())),
        }
    }

    fn trailing(&self) -> &'static str {
        let Leads::Restore(_) = &self.leads else {
            return "";
        };
        RESTORE.as_str()
    }
}

static RESTORE: LazyLock<String> = LazyLock::new(|| words::say("check-restore").into_owned());

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
        Line::plain(text, Leads::Restore(Box::new(finding.clone())))
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
