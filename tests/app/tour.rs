//! The tour over the small sample.

use linchpin::app::{Action, App, FixedHost, PanelId, TaskMode, TourStep};
use linchpin::model::Time;
use linchpin::words;

fn start() -> App {
    let host = FixedHost::new(Time::from_unix(0), 1);
    App::new(Box::new(host), None, TaskMode::Inline)
}

#[test]
fn the_tour_opens_the_sample_of_ten_boxes_and_can_be_walked_to_its_end() {
    let mut app = start();
    app.perform(Action::Run("tour"));
    assert_eq!(app.tab().unwrap().document().nodes().len(), 10);
    let mut names = Vec::new();
    while let Some((at, step)) = app.tour_step() {
        names.push(step.name);
        assert_eq!(app.focus, step.panel);
        app.perform(Action::Tour(Some(at + 1)));
    }
    assert_eq!(names, ["read", "capture", "argue", "change", "save"]);
    assert!(!app.tab().unwrap().is_dirty());
}

#[test]
fn the_tour_can_be_left_and_ends_with_its_map() {
    let mut app = start();
    app.perform(Action::Run("tour"));
    app.perform(Action::Tour(None));
    assert_eq!(app.tour_step(), None);
    app.perform(Action::Run("tour"));
    app.perform(Action::CloseTab(0));
    app.perform(Action::CloseTab(0));
    assert_eq!(app.tour_step(), None);
}

#[test]
fn every_step_of_the_tour_has_its_words() {
    for step in TourStep::ALL {
        assert!(words::has(&format!("tour-{}", step.name)), "{}", step.name);
        assert!(
            words::has(&format!("tour-{}-text", step.name)),
            "{}",
            step.name
        );
    }
}

#[test]
fn a_step_of_the_tour_shows_the_panel_that_it_tells_of() {
    let mut app = start();
    app.begin_tour();
    for (at, step) in TourStep::ALL.iter().enumerate() {
        for panel in PanelId::ALL {
            app.show_panel(*panel, false);
        }
        app.go_to_tour_step(Some(at));
        assert!(app.is_shown(step.panel));
        assert_eq!(app.focus, step.panel);
    }
}

#[test]
fn a_panel_that_is_hidden_takes_no_keyboard() {
    let mut app = start();
    app.perform(Action::Run("tour"));
    app.set_focus(PanelId::Map);
    app.show_panel(PanelId::Outline, false);
    app.perform(Action::Focus(PanelId::Outline));
    assert_eq!(app.focus, PanelId::Map);
}
