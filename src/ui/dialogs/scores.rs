//! The table of base scores that maps are weighed by: a convention that anyone may change.

use egui::{Context, DragValue, ScrollArea, Ui};

use super::window::{Choice, Tone, Window, find_list_height, show_choices, show_hint};
use crate::app::{Action, App};
use crate::reason::strength::{Scores, word_for};
use crate::theme::{Role, TextRole};
use crate::ui::Stage;
use crate::ui::control::show_focus;
use crate::words;

pub(super) struct ScoresForm {
    draft: Scores,
}

impl ScoresForm {
    pub fn of(app: &App) -> Self {
        Self {
            draft: (*app.manner().scores).clone(),
        }
    }

    pub fn show(&mut self, ctx: &Context, stage: &mut Stage<'_>, is_fresh: bool) {
        let window = Window {
            title: words::say("scores-title").into_owned(),
            width: 460.0,
        };
        let (answer, closes) = window.show(ctx, stage, |ui, stage| {
            show_hint(ui, stage, words::say("scores-help"));
            let height = find_list_height(ui, 230.0, 520.0);
            let list = ScrollArea::vertical().max_height(height);
            list.auto_shrink([false, true]).show(ui, |ui| {
                let range = self.draft.range;
                let mut takes_focus = is_fresh;
                for (key, score) in list_scores(&mut self.draft) {
                    show_score(ui, stage, key, score, range, &mut takes_focus);
                }
            });
            let is_own = self.draft == Scores::default();
            let choices = [
                Choice::new(words::say("scores-reset"), Tone::Plain).enabled(!is_own),
                Choice::new(words::say("cancel"), Tone::Plain),
                Choice::new(words::say("scores-keep"), Tone::Primary),
            ];
            show_choices(ui, stage, &choices, None)
        });
        match answer {
            Some(0) => self.draft = Scores::default(),
            Some(2) => {
                stage.push(Action::SetScores(Box::new(self.draft.clone())));
                stage.push(Action::SetDialog(None));
            }
            Some(_) => stage.push(Action::SetDialog(None)),
            None if closes => stage.push(Action::SetDialog(None)),
            None => {}
        }
    }
}

fn list_scores(scores: &mut Scores) -> Vec<(&'static str, &mut f64)> {
    let Scores {
        claim,
        evidence,
        recorded,
        seen,
        testimony,
        example,
        asserted,
        reliability,
        credibility,
        assumption,
        link,
        range: _,
    } = scores;
    let mut all = vec![
        ("score-claim", claim),
        ("score-evidence", evidence),
        ("score-recorded", recorded),
        ("score-seen", seen),
        ("score-testimony", testimony),
        ("score-example", example),
        ("score-asserted", asserted),
    ];
    let keys = [
        "score-reliability-a",
        "score-reliability-b",
        "score-reliability-c",
        "score-reliability-d",
        "score-reliability-e",
    ];
    all.extend(keys.into_iter().zip(reliability));
    let keys = [
        "score-credibility-1",
        "score-credibility-2",
        "score-credibility-3",
        "score-credibility-4",
        "score-credibility-5",
    ];
    all.extend(keys.into_iter().zip(credibility));
    let keys = [
        "score-assumption-supported",
        "score-assumption-caveats",
        "score-assumption-unsupported",
        "score-assumption",
    ];
    all.extend(keys.into_iter().zip(assumption));
    let keys = [
        "score-link-weak",
        "score-link-moderate",
        "score-link-strong",
        "score-link-conclusive",
    ];
    all.extend(keys.into_iter().zip(link));
    all
}

fn show_score(
    ui: &mut Ui,
    stage: &Stage<'_>,
    key: &str,
    score: &mut f64,
    range: [f64; 2],
    takes_focus: &mut bool,
) {
    ui.horizontal(|ui| {
        let field = DragValue::new(score)
            .range(range[0]..=range[1])
            .speed(0.005)
            .fixed_decimals(2);
        let response = ui.add(field);
        show_focus(ui, stage, &response);
        if std::mem::take(takes_focus) {
            response.request_focus();
        }
        let label = ui.label(stage.text(TextRole::Ui, Role::Ink, words::say(key)));
        response.labelled_by(label.id);
        show_hint(ui, stage, words::say(word_for(*score)));
    });
}
