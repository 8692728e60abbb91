//! The tour over the small sample.

use linchpin::app::{Action, App, FixedHost, TaskMode, TourStep};
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
