//! The panels of the right side beside the inspector: what the checks found, and what a conclusion
//! would fall with.

use egui::Key;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use linchpin::app::{Action, App, PanelId};
use linchpin::layout::scene::Label;
use linchpin::reason::acceptance::Standard;
use linchpin::reason::strength::{Contribution, Semantics};
use linchpin::ui::panels::findings::FindingsPanel;
use linchpin::ui::panels::linchpins::LinchpinsPanel;

use super::panels_desk::{Desk, empty_app, open};
use crate::model::notation::{id, read_map};

const MAP: &str = "claim c
    evidence only
    claim idle
    r: only supports c
    i: idle supports c";

fn open_map(text: &str) -> App {
    let mut app = empty_app();
    app.add_tab(read_map(text));
    app
}

fn open_linchpins(mut app: App) -> Harness<'static, Desk<LinchpinsPanel>> {
    app.perform(Action::Run("examine"));
    open(app, [320.0, 900.0], LinchpinsPanel::show)
}

#[test]
fn the_panel_names_the_conclusion_its_linchpin_and_what_would_turn_it() {
    let mut app = open_map(MAP);
    app.perform(Action::Select(Some(id("c"))));
    let mut harness = open_linchpins(app);
    harness.get_by_label_contains("“c” comes out");
    harness.get_by_label_contains("single point of failure");
    harness.get_by_label_contains("One more reason");
    // A line leads to its box, and the map marks what the conclusion falls with.
    harness.get_by_label_contains("“only”, single").click();
    harness.run();
    let app = &harness.state().app;
    let tab = app.tab().unwrap();
    assert_eq!(tab.lead_node(), Some(&id("only")));
    let node = |name: &str| tab.editor.graph().node(name).unwrap();
    assert!(tab.marks.overlay().linchpins.contains(&node("only")));
    assert!(!tab.marks.overlay().linchpins.contains(&node("idle")));
    assert_eq!(tab.marks.overlay().conclusion, Some(node("c")));
}

#[test]
fn striking_the_linchpin_out_changes_how_the_conclusion_comes_out() {
    let mut app = open_map(MAP);
    app.perform(Action::Select(Some(id("c"))));
    app.perform(Action::Run("examine"));
    app.poll();
    let before = app.tab().unwrap().strength_of(&id("c")).unwrap();
    app.perform(Action::Select(Some(id("only"))));
    app.perform(Action::Run("strike-out"));
    app.poll();
    let tab = app.tab().unwrap();
    let answer = tab.weighing.answer().unwrap();
    assert!(answer.found.strength < before);
    assert_eq!(answer.unstruck, Some(before));
    assert!(tab.strength_of(&id("only")).unwrap() < 1e-9);
    assert!(answer.explain().iter().any(|it| it.contains("struck out")));
}

#[test]
fn strengths_are_laid_over_the_map_only_where_they_are_wanted() {
    let mut app = open_map(MAP);
    app.poll();
    let has_strengths = |app: &App| !app.tab().unwrap().marks.overlay().strengths.is_empty();
    assert!(!has_strengths(&app));
    assert!(app.tab().unwrap().weighing.strengths().is_none());
    app.perform(Action::Run("show-strengths"));
    app.poll();
    assert!(has_strengths(&app));
    let overlay = app.tab().unwrap().marks.overlay();
    assert_eq!(overlay.reasons.len(), 2);
    let said = app.tab().unwrap().explain_strength(&id("c")).join(" ");
    assert!(
        said.contains("comes out") && said.contains("stands"),
        "{said}"
    );
    app.perform(Action::Run("show-strengths"));
    app.poll();
    assert!(!has_strengths(&app));
}

#[test]
fn what_stands_is_shown_by_a_standard_of_proof_or_by_attacks_alone() {
    let mut app = open_map(MAP);
    let label = |app: &App, name: &str| {
        let tab = app.tab().unwrap();
        let node = tab.editor.graph().node(name).unwrap();
        tab.marks.overlay().labels.get(&node).copied()
    };
    app.perform(Action::Run("show-standing"));
    app.poll();
    assert_eq!(label(&app, "c"), Some(Label::In));
    assert_eq!(label(&app, "idle"), Some(Label::Out));
    app.perform(Action::Run("bare-claims"));
    app.poll();
    assert_eq!(label(&app, "idle"), Some(Label::In));
    app.perform(Action::Select(Some(id("only"))));
    app.perform(Action::Run("strike-out"));
    app.perform(Action::Run("bare-claims"));
    app.poll();
    assert_eq!(label(&app, "c"), Some(Label::Out));
    app.perform(Action::SetStandard(Standard::Clear));
    app.perform(Action::Run("show-attacks"));
    app.poll();
    assert_eq!(app.settings.standard, "clear");
    assert_eq!(label(&app, "c"), Some(Label::In));
    assert_eq!(label(&app, "only"), Some(Label::Out));
}

#[test]
fn what_counts_is_ordered_by_the_contribution_that_is_asked_for() {
    let mut app = open_map(
        "claim c\nevidence weak\nevidence strong\nevidence spare\nclaim o\n\
         r: weak supports c\ns: strong supports c\nt: spare supports c\nu: o opposes c\n",
    );
    app.perform(Action::Select(Some(id("c"))));
    app.perform(Action::SetContribution(Contribution::Shapley));
    let mut harness = open_linchpins(app);
    harness.run();
    let answer = harness
        .state()
        .app
        .tab()
        .unwrap()
        .weighing
        .answer()
        .unwrap()
        .clone();
    let shares = answer.shares.as_ref().unwrap();
    assert_eq!(shares.n_orders, 0, "so few are shared out exactly");
    let sum: f64 = shares.shares.iter().sum();
    assert!(sum > 0.0 && shares.shares.len() == answer.found.blows.len());
    assert!(
        harness
            .query_by_label_contains("as much as anything")
            .is_some()
    );
    harness.get_by_label("Small changes").click();
    harness.run();
    let app = &mut harness.state_mut().app;
    assert_eq!(app.settings.contribution, "gradient");
    app.poll();
    let answer = app.tab().unwrap().weighing.answer().unwrap();
    assert_eq!(answer.contribution, Contribution::Gradient);
    assert!(answer.shares.is_some());
}

#[test]
fn another_way_of_weighing_and_other_base_scores_are_kept_in_the_settings() {
    let mut app = open_map(MAP);
    app.perform(Action::Run("show-strengths"));
    app.poll();
    let strength = |app: &App| app.tab().unwrap().strength_of(&id("c")).unwrap();
    let balanced = strength(&app);
    app.perform(Action::SetSemantics(Semantics::Euler));
    app.poll();
    assert!((strength(&app) - balanced).abs() > 1e-6);
    assert_eq!(app.settings.semantics, "euler");
    let mut scores = (*app.manner().scores).clone();
    scores.claim = 0.9;
    app.perform(Action::SetScores(Box::new(scores.clone())));
    app.poll();
    assert!(strength(&app) > 0.8);
    assert_eq!(*app.manner().scores, scores);
    app.perform(Action::SetScores(Box::default()));
    assert!(app.settings.scores.is_none());
}

#[test]
fn a_map_without_a_claim_says_what_to_do() {
    let mut app = open_map("question q");
    app.perform(Action::Run("examine"));
    let harness = open(app, [320.0, 600.0], LinchpinsPanel::show);
    harness.get_by_label_contains("no claim yet");
}

#[test]
fn a_line_of_the_findings_leads_to_its_box() {
    let mut app = open_map("question gain\nclaim c");
    app.perform(Action::Run("check"));
    assert_eq!(app.focus, PanelId::Findings);
    let mut harness = open(app, [320.0, 600.0], FindingsPanel::show);
    harness.run();
    let focused = harness.ctx.memory(egui::Memory::focused);
    assert!(focused.is_some());
    harness.key_press(Key::Enter);
    harness.run();
    let tab = harness.state().app.tab().unwrap();
    assert_eq!(tab.lead_node(), Some(&id("gain")));
    // What can be done about it stands under the line that was gone to.
    harness.get_by_label_contains("Set aside");
}
