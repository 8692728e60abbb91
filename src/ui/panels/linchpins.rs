//! What a conclusion would fall with: how it comes out, its linchpins and what else it depends on,
//! each line leading to its box.

use egui::{Frame, Margin, ScrollArea, Ui};

use crate::app::{Action, Answer, PanelId, Tab};
use crate::model::Id;
use crate::reason::acceptance::Standard;
use crate::reason::strength::{Argument, Contribution, Semantics, word_for};
use crate::storage::settings::Weights;
use crate::theme::{Icon, Role, TextRole};
use crate::ui::Stage;
use crate::ui::command_button::show_command;
use crate::ui::control::show_focus;
use crate::ui::told_row::ToldRow;
use crate::words;

/// How many lines of one section are shown.
const MOST: usize = 200;
/// A smaller change of strength is none to speak of.
const LEAST: f64 = 0.005;

/// The panel: the sentences that it shows.
#[derive(Default)]
pub struct LinchpinsPanel {
    told: Option<Told>,
    /// What they were made of.
    made_of: Option<(u64, u64)>,
    had_focus: bool,
}

struct Told {
    id: Id,
    heading: String,
    sentences: Vec<String>,
    turning: String,
    about_shares: Option<String>,
    pins: Vec<Line>,
    others: Vec<Line>,
    n_idle: usize,
    set: Vec<Line>,
}

struct Line {
    id: Id,
    icon: (Icon, Role),
    text: String,
    detail: String,
    tip: String,
}

impl LinchpinsPanel {
    /// Draws the panel into all the room that is left.
    pub fn show(&mut self, ui: &mut Ui, stage: &mut Stage<'_>) {
        let has_focus = stage.app.focus == PanelId::Linchpins;
        let mut takes_focus = has_focus && !self.had_focus;
        self.had_focus = has_focus;
        let Some(tab) = stage.app.tab() else {
            self.told = None;
            self.made_of = None;
            return;
        };
        let made_of = (tab.key, tab.weighing.revision());
        if self.made_of != Some(made_of) {
            self.told = tab.weighing.answer().map(|answer| Told::of(answer));
            self.made_of = Some(made_of);
        }
        let spacing = stage.theme.shape().spacing;
        let area = ScrollArea::vertical().auto_shrink([false, false]);
        area.show(ui, |ui| {
            let margin = Margin::symmetric(spacing.l as i8, spacing.m as i8);
            Frame::new().inner_margin(margin).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = spacing.s;
                show_question(ui, stage, tab);
                let Some(told) = &self.told else {
                    let key = if tab.weighing.is_under_way() {
                        "linchpins-under-way"
                    } else {
                        "linchpins-nothing"
                    };
                    show_plain(ui, stage, &words::say(key));
                    return;
                };
                told.show(ui, stage, tab, &mut takes_focus);
                ui.add_space(spacing.s);
                show_manner(ui, stage);
            });
        });
    }
}

impl Told {
    fn of(answer: &Answer) -> Self {
        let shares = answer.list_shares();
        let largest = shares.iter().fold(0.0_f64, |most, it| most.max(it.abs()));
        let mut order: Vec<usize> = (0..shares.len()).collect();
        order.sort_by(|&a, &b| shares[b].abs().total_cmp(&shares[a].abs()));
        let line = |at: usize| {
            let blow = &answer.found.blows[at];
            let after = words::say(word_for(blow.without)).into_owned();
            let name = answer.name(blow.argument.id());
            let is_pin = !blow.tests.is_empty();
            let icon = match (is_pin, blow.change < 0.0) {
                (true, _) => (Icon::CircleDot, Role::Accent),
                (false, true) => (Icon::Plus, Role::Supports),
                (false, false) => (Icon::Minus, Role::Opposes),
            };
            let is_box = matches!(blow.argument, Argument::Node(_));
            let text = if is_box {
                name
            } else {
                words::say_with("explain-step", &[("box", name.into())])
            };
            let key = match (is_pin, blow.is_single_point) {
                (true, true) => "linchpins-single-detail",
                _ => "linchpins-detail",
            };
            let outcome = words::say_with(key, &[("word", after.into())]);
            let detail = if answer.shares.is_some() {
                let share = words::say(word_for_share(shares[at], largest));
                let values = [("share", share.into()), ("outcome", outcome.into())];
                words::say_with("linchpins-share", &values)
            } else {
                outcome
            };
            Line {
                id: blow.argument.id().clone(),
                icon,
                text,
                detail,
                tip: answer.explain_blow(at),
            }
        };
        let (mut pins, mut others, mut n_idle) = (Vec::new(), Vec::new(), 0);
        for at in order {
            let blow = &answer.found.blows[at];
            if blow.is_echo {
                continue;
            }
            if !blow.tests.is_empty() {
                pins.push(line(at));
            } else if shares[at].abs() < LEAST {
                n_idle += 1;
            } else if others.len() < MOST {
                others.push(line(at));
            }
        }
        let set = &answer.found.smallest_set;
        let set = set.iter().filter(|_| set.len() > 1).map(|argument| Line {
            id: argument.id().clone(),
            icon: (Icon::Layers, Role::SecondInk),
            text: answer.name(argument.id()),
            detail: String::new(),
            tip: String::new(),
        });
        let mut sentences = answer.explain();
        Self {
            id: answer.id.clone(),
            heading: sentences.remove(0),
            sentences,
            turning: answer.explain_turning(),
            about_shares: answer.explain_shares(),
            set: set.collect(),
            pins,
            others,
            n_idle,
        }
    }

    fn show(&self, ui: &mut Ui, stage: &mut Stage<'_>, tab: &Tab, takes_focus: &mut bool) {
        let is_selected = |id: &Id| tab.lead() == Some(id);
        let head = ToldRow {
            icon: (Icon::Target, Role::Accent),
            text: &self.heading,
            detail: "",
            marked: is_selected(&self.id),
            most_lines: 5,
        };
        let response = head.show(ui, stage);
        if std::mem::take(takes_focus) {
            response.request_focus();
        }
        if response.gained_focus() {
            stage.push(Action::Focus(PanelId::Linchpins));
        }
        if response.clicked() {
            stage.push(Action::GoTo(self.id.clone()));
        }
        for sentence in &self.sentences {
            show_plain(ui, stage, sentence);
        }
        if self.pins.is_empty() {
            show_heading(ui, stage, &words::say("linchpins-pins"), 0);
            show_plain(ui, stage, &words::say("linchpins-none"));
        }
        for (key, lines) in [
            ("linchpins-pins", &self.pins),
            ("linchpins-set", &self.set),
            ("linchpins-others", &self.others),
        ] {
            if lines.is_empty() {
                continue;
            }
            show_heading(ui, stage, &words::say(key), lines.len());
            if key == "linchpins-set" {
                show_plain(ui, stage, &words::say("linchpins-set-how"));
            }
            if let (true, Some(about)) = (key == "linchpins-others", &self.about_shares) {
                show_plain(ui, stage, about);
            }
            ui.scope(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for line in lines.iter().take(MOST) {
                    line.show(ui, stage, is_selected(&line.id));
                }
            });
        }
        if self.n_idle > 0 {
            let n = self.n_idle as i64;
            show_plain(
                ui,
                stage,
                &words::say_with("linchpins-idle", &[("n", n.into())]),
            );
        }
        show_heading(ui, stage, &words::say("linchpins-turn"), 0);
        show_plain(ui, stage, &self.turning);
    }
}

/// The key of the word for a share, beside the largest one.
fn word_for_share(share: f64, largest: f64) -> &'static str {
    match share.abs() / largest.max(f64::MIN_POSITIVE) {
        part if part > 0.9 => "contribution-most",
        part if part > 0.5 => "contribution-much",
        part if part > 0.1 => "contribution-some",
        _ => "contribution-little",
    }
}

impl Line {
    fn show(&self, ui: &mut Ui, stage: &mut Stage<'_>, marked: bool) {
        let row = ToldRow {
            icon: self.icon,
            text: &self.text,
            detail: &self.detail,
            marked,
            most_lines: 3,
        };
        let mut response = row.show(ui, stage);
        if !self.tip.is_empty() {
            response = response.on_hover_text(self.tip.as_str());
        }
        if response.gained_focus() {
            stage.push(Action::Focus(PanelId::Linchpins));
        }
        if response.clicked() {
            stage.push(Action::GoTo(self.id.clone()));
        }
    }
}

/// What is asked about, and how to ask about something else.
fn show_question(ui: &mut Ui, stage: &mut Stage<'_>, tab: &Tab) {
    ui.horizontal_wrapped(|ui| {
        show_command(
            ui,
            stage,
            "examine",
            "linchpins-of-selected",
            tab.weighing.asked().is_some(),
        );
        show_command(
            ui,
            stage,
            "examine-whole",
            "linchpins-of-whole",
            tab.weighing.asked().is_none(),
        );
    });
}

/// By what it is weighed.
fn show_manner(ui: &mut Ui, stage: &mut Stage<'_>) {
    let manner = stage.app.manner();
    show_heading(ui, stage, &words::say("linchpins-manner"), 0);
    ui.horizontal_wrapped(|ui| {
        for semantics in Semantics::ALL {
            let key = format!("semantics-{}", semantics.as_str());
            if show_choice(ui, stage, &key, semantics == manner.semantics) {
                stage.push(Action::SetSemantics(semantics));
            }
        }
        show_command(ui, stage, "base-scores", "linchpins-scores", false);
    });
    show_heading(ui, stage, &words::say("linchpins-ranked"), 0);
    ui.horizontal_wrapped(|ui| {
        for contribution in Contribution::ALL {
            let key = format!("contribution-{}", contribution.as_str());
            if show_choice(ui, stage, &key, contribution == manner.contribution) {
                stage.push(Action::SetContribution(contribution));
            }
        }
    });
    show_heading(ui, stage, &words::say("linchpins-shown"), 0);
    let shown = manner.shown;
    ui.horizontal_wrapped(|ui| {
        let mut show = |id, key, weights| show_command(ui, stage, id, key, shown == weights);
        show("show-strengths", "linchpins-strengths", Weights::Strengths);
        show("show-standing", "linchpins-standing", Weights::Standing);
        show("show-attacks", "linchpins-attacks", Weights::Attacks);
    });
    if shown == Weights::Standing {
        show_plain(ui, stage, &words::say("linchpins-standard"));
        ui.horizontal_wrapped(|ui| {
            for standard in Standard::ALL {
                let key = format!("standard-{}", standard.as_str());
                if show_choice(ui, stage, &key, standard == manner.standard) {
                    stage.push(Action::SetStandard(standard));
                }
            }
            let takes = manner.takes_bare_claims;
            show_command(ui, stage, "bare-claims", "linchpins-bare-claims", takes);
        });
    }
    show_plain(ui, stage, &words::say("linchpins-ordinal"));
}

/// One of several things to choose from. Says whether it was chosen.
fn show_choice(ui: &mut Ui, stage: &Stage<'_>, key: &str, is_chosen: bool) -> bool {
    let button = egui::Button::new(words::say(key)).selected(is_chosen);
    let response = ui.add(button);
    show_focus(ui, stage, &response);
    let help = words::say(&format!("{key}.help"));
    response.on_hover_text(help).clicked()
}

fn show_heading(ui: &mut Ui, stage: &Stage<'_>, title: &str, n: usize) {
    ui.add_space(stage.theme.shape().spacing.s);
    ui.horizontal(|ui| {
        ui.label(stage.text(TextRole::Section, Role::Ink, title));
        if n > 0 {
            ui.label(stage.text(TextRole::Small, Role::SecondInk, n.to_string()));
        }
    });
}

fn show_plain(ui: &mut Ui, stage: &Stage<'_>, text: &str) {
    let text = stage.text(TextRole::Ui, Role::SecondInk, text);
    ui.add(egui::Label::new(text).wrap());
}
