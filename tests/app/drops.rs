//! Where a release would put what is dragged, and that it does what was foretold.

use expect_test::expect;
use linchpin::app::{Action, Around, Drop, Forecast, Gesture, Xy};
use linchpin::edit::Edit;
use linchpin::layout::{self, Point};
use linchpin::model::{Id, LayoutName};
use proptest::prelude::*;

use super::desk::Desk;
use super::walking::any_map;

fn rect(desk: &Desk, wording: &str) -> [f32; 4] {
    desk.tab().picture.box_of(&desk.node(wording)).unwrap()
}

fn find_drop(desk: &Desk, dragged: &str, at: Xy) -> Option<Drop> {
    desk.tab().find_drop(&[desk.node(dragged)], at)
}

fn after(desk: &Desk, wording: &str) -> Drop {
    Drop::Beside {
        sibling: desk.node(wording),
        after: true,
    }
}

fn before(desk: &Desk, wording: &str) -> Drop {
    Drop::Beside {
        sibling: desk.node(wording),
        after: false,
    }
}

fn drag(desk: &mut Desk, nodes: &[&str], drop: Drop) {
    let gesture = Gesture::Move {
        nodes: nodes.iter().map(|wording| desk.node(wording)).collect(),
        from: [0.0, 0.0],
        at: [0.0, 0.0],
        pins: false,
    };
    desk.perform(Action::EndGesture(gesture, Some(drop)));
}

const ROW: &str = "= Top\n  + A\n    + A1\n    + A2\n  + B\n  + C\n= Other\n";

#[test]
fn the_gap_between_two_siblings_means_between_them() {
    let desk = Desk::with_map(ROW);
    let [.., right, low] = rect(&desk, "A");
    let [left, top, ..] = rect(&desk, "B");
    let at = [f32::midpoint(right, left), f32::midpoint(top, low)];
    assert_eq!(find_drop(&desk, "Other", at), Some(after(&desk, "A")));
    assert_eq!(find_drop(&desk, "C", at), Some(after(&desk, "A")));
    assert_eq!(find_drop(&desk, "A", at), None, "it is there already");
    assert_eq!(find_drop(&desk, "B", at), None, "it is there already");
}

#[test]
fn just_beyond_the_first_and_the_last_sibling_means_before_and_after_them() {
    let desk = Desk::with_map(ROW);
    let [left, top, _, low] = rect(&desk, "A");
    let middle = f32::midpoint(top, low);
    assert_eq!(
        find_drop(&desk, "Other", [left - 20.0, middle]),
        Some(before(&desk, "A"))
    );
    let [_, _, right, _] = rect(&desk, "C");
    assert_eq!(
        find_drop(&desk, "Other", [right + 10.0, middle]),
        Some(after(&desk, "C"))
    );
    assert_eq!(
        find_drop(&desk, "A", [left - 300.0, middle]),
        Some(Drop::Alone)
    );
}

#[test]
fn stacked_siblings_have_their_gaps_above_and_below() {
    let mut desk = Desk::with_map(ROW);
    desk.run("grow-right");
    let [left, _, right, low] = rect(&desk, "B");
    let [_, top, ..] = rect(&desk, "C");
    let at = [f32::midpoint(left, right), f32::midpoint(low, top)];
    assert_eq!(find_drop(&desk, "Other", at), Some(after(&desk, "B")));
    let [_, top, _, _] = rect(&desk, "A");
    assert_eq!(
        find_drop(&desk, "Other", [at[0], top - 10.0]),
        Some(before(&desk, "A"))
    );
}

#[test]
fn inside_the_bracket_of_a_reason_means_one_more_premise() {
    let mut desk = Desk::with_map("= Top\n  - A\n  & B\n  + C\n    ~- D\n");
    let [_, top, right, low] = rect(&desk, "A");
    let [left, ..] = rect(&desk, "B");
    let at = [f32::midpoint(right, left), f32::midpoint(top, low)];
    let link = desk.tab().place_link(&desk.node("A")).cloned().unwrap();
    let into = |before: Option<&str>| Drop::Into {
        link: link.clone(),
        before: before.map(|wording| desk.node(wording)),
    };
    let drop = into(Some("B"));
    assert_eq!(find_drop(&desk, "C", at), Some(drop.clone()));
    assert_eq!(find_drop(&desk, "A", at), None);
    let rim = [left + 3.0, at[1]];
    assert_eq!(find_drop(&desk, "C", rim), Some(drop.clone()));
    drag(&mut desk, &["C"], drop);
    // It is a premise of the objection now, and what struck its own reason strikes that one.
    expect![[r#"
        = Top
          - A
            ~- D
          & C
          & B
    "#]]
    .assert_eq(&desk.draw());
    assert_eq!(desk.n_steps(), 1);
}

#[test]
fn premises_are_put_in_another_order_within_their_bracket() {
    let mut desk = Desk::with_map("= Top\n  + A\n  & B\n  & C\n  + D\n");
    let link = desk.tab().place_link(&desk.node("A")).cloned().unwrap();
    let into = |desk: &Desk, before: Option<&str>| Drop::Into {
        link: link.clone(),
        before: before.map(|wording| desk.node(wording)),
    };
    let to_front = into(&desk, Some("A"));
    drag(&mut desk, &["C"], to_front);
    assert_eq!(desk.draw(), "= Top\n  + C\n  & A\n  & B\n  + D\n");
    let to_end = into(&desk, None);
    drag(&mut desk, &["C"], to_end);
    assert_eq!(desk.draw(), "= Top\n  + A\n  & B\n  & C\n  + D\n");
}

#[test]
fn what_hangs_under_a_dragged_box_goes_with_it_and_is_not_dragged_itself() {
    let desk = Desk::with_map(ROW);
    let nodes = ["C", "A1", "A"].map(|wording| desk.node(wording));
    let tops: Vec<Id> = ["A", "C"].map(|wording| desk.node(wording)).into();
    assert_eq!(desk.tab().find_tops(&nodes), tops);
}

#[test]
fn a_refusal_is_foretold_with_its_reason() {
    let desk = Desk::with_map("? Why?\n= A\n  + [e] B\n");
    let why = desk.node("Why?");
    let forecast = desk
        .tab()
        .forecast(&[desk.node("B")], Drop::Under(why.clone()));
    let Forecast::Refused(drop, refusal) = forecast else {
        panic!("{forecast:?}")
    };
    assert_eq!(drop, Drop::Under(why));
    assert_eq!(
        refusal.to_string(),
        "evidence speaks for or against an answer; choose or add one first"
    );
}

#[test]
fn pinned_boxes_let_go_over_empty_ground_are_pinned_there() {
    let mut desk = Desk::with_map(ROW);
    desk.select("C");
    desk.run("pin");
    let [x, y, ..] = rect(&desk, "C");
    let nodes = vec![desk.node("C")];
    let at = [x + 400.0, y + 300.0];
    let pins = |desk: &Desk, at| {
        let forecast = desk.tab().forecast_drop(&nodes, at);
        desk.tab().pins_on_drop(&nodes, false, &forecast)
    };
    assert!(pins(&desk, at));
    let [left, top, ..] = rect(&desk, "Other");
    assert!(!pins(&desk, [left + 50.0, top + 10.0]), "there it hangs");
    let gesture = Gesture::Move {
        nodes: nodes.clone(),
        from: [x, y],
        at,
        pins: true,
    };
    desk.perform(Action::EndGesture(gesture, Some(Drop::Alone)));
    assert_eq!(desk.draw(), ROW);
    assert_eq!(rect(&desk, "C")[..2], [x + 400.0, y + 300.0]);
}

#[test]
fn a_pinned_box_that_is_hung_or_put_elsewhere_goes_there_and_is_pinned_no_more() {
    let under: fn(&Desk) -> Drop = |desk| Drop::Under(desk.node("Other"));
    let beside: fn(&Desk) -> Drop = |desk| before(desk, "A");
    for drop in [under, beside] {
        let mut loose = Desk::with_map(ROW);
        let to = drop(&loose);
        drag(&mut loose, &["C"], to);
        let mut desk = Desk::with_map(ROW);
        let node = desk.node("C");
        let (x, y) = (700, 500);
        let pin = Edit::Pin {
            node: node.clone(),
            view: None,
            x,
            y,
        };
        desk.perform(Action::Edit(Box::new(pin)));
        let pinned = rect(&desk, "C");
        assert_eq!(pinned[..2], [700.0, 500.0]);
        let to = drop(&desk);
        drag(&mut desk, &["C"], to);
        assert_eq!(desk.draw(), loose.draw());
        assert_eq!(rect(&desk, "C"), rect(&loose, "C"));
        assert!(!desk.tab().is_pinned(&node));
        desk.run("undo");
        assert_eq!(rect(&desk, "C"), pinned, "it was one step");
    }
}

#[test]
fn several_boxes_are_pinned_as_they_stood_to_one_another() {
    let mut desk = Desk::with_map(ROW);
    let before = ["B", "C"].map(|wording| rect(&desk, wording));
    let gesture = Gesture::Move {
        nodes: vec![desk.node("B"), desk.node("C")],
        from: [0.0, 0.0],
        at: [70.0, 200.0],
        pins: true,
    };
    desk.perform(Action::EndGesture(gesture, None));
    for (wording, [x, y, ..]) in ["B", "C"].iter().zip(before) {
        assert_eq!(rect(&desk, wording)[..2], [x + 70.0, y + 200.0]);
    }
    assert_eq!(desk.n_steps(), 1);
}

#[test]
fn a_marquee_takes_the_lines_that_lie_in_it_whole_and_keeps_what_is_to_be_kept() {
    let mut desk = Desk::with_map("= Top\n  + A\n  + B\n= Far\n");
    let link = desk.tab().place_link(&desk.node("A")).cloned().unwrap();
    let [x0, y0, ..] = rect(&desk, "Top");
    let [left, _, right, low] = rect(&desk, "A");
    let marquee = Gesture::Marquee {
        from: [x0.min(left) - 5.0, y0 - 5.0],
        at: [right + 1.0, low + 5.0],
        kept: vec![desk.node("Far")],
    };
    desk.perform(Action::EndGesture(marquee.clone(), None));
    let selected = desk.tab().selected.clone();
    assert_eq!(selected[0], desk.node("Far"));
    assert!(selected.contains(&desk.node("Top")) && selected.contains(&desk.node("A")));
    let Gesture::Marquee { at, .. } = marquee else {
        unreachable!()
    };
    let line = desk.tab().find_in_marquee([-1e6, -1e6], [1e6, 1e6], &[]);
    assert!(line.contains(&link), "{at:?}");
    let lead = desk.tab().lead_node().cloned();
    assert!(lead.is_some(), "a box leads, not a line");
}

#[test]
fn a_marquee_takes_nothing_that_is_gone_or_of_another_map() {
    let mut desk = Desk::with_map("= Top\n  + A\n  + B\n");
    let marquee = Gesture::Marquee {
        from: [-1e6, -1e6],
        at: [1e6, 1e6],
        kept: vec![desk.node("A")],
    };
    desk.select("A");
    desk.run("delete");
    desk.perform(Action::EndGesture(marquee.clone(), None));
    let tab = desk.tab();
    assert!(tab.selected.contains(&desk.node("B")));
    assert!(
        tab.selected
            .iter()
            .all(|id| tab.document().is_taken(id.as_str()))
    );
    desk.add_map("= Other\n");
    desk.perform(Action::EndGesture(marquee, None));
    assert_eq!(desk.tab().selected, [desk.node("Other")]);
}

/// The boxes nearest to a point on its four sides, by looking at all of them.
fn look_around(desk: &Desk, [x, y]: Xy) -> Around {
    let mut near = [None; 4];
    for (at, (_, [x0, y0, x1, y1])) in desk.tab().picture.boxes().enumerate() {
        let sides = if (y0..=y1).contains(&y) {
            [x - x1, x0 - x, -1.0, -1.0]
        } else if (x0..=x1).contains(&x) {
            [-1.0, -1.0, y - y1, y0 - y]
        } else {
            continue;
        };
        for (slot, far) in near.iter_mut().zip(sides) {
            if far >= 0.0 && slot.is_none_or(|(least, _)| far < least) {
                *slot = Some((far, at));
            }
        }
    }
    near
}

/// The line nearest to a point, by measuring all of them.
fn look_for_line(desk: &Desk, [x, y]: Xy, reach: f32) -> Option<&Id> {
    let picture = &desk.tab().picture;
    let placement = picture.placement();
    let near = |at: usize| (at, placement.distance_to_wire(at, Point::new(x, y)));
    let near = (0..placement.wires.len()).map(near);
    let nearest = near.filter(|&(_, far)| far <= reach);
    let nearest = nearest.min_by(|(_, a), (_, b)| a.total_cmp(b));
    nearest.map(|(at, _)| picture.link_of_wire(at))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_near_is_found_by_place_as_by_looking_at_everything(
        map in any_map(60),
        layout in prop::sample::select(layout::ALL.to_vec()),
        grows_right in any::<bool>(),
        shares in prop::collection::vec([-0.2..1.2_f32, -0.2..1.2_f32], 16),
        over in prop::collection::vec(any::<prop::sample::Index>(), 16),
        zoom in 0.02..2.0_f32,
    ) {
        let mut desk = Desk::with_map(&map);
        if grows_right {
            desk.run("grow-right");
        }
        desk.app.tab_mut().unwrap().layout = LayoutName::from(layout.name);
        desk.app.poll();
        let [x0, y0, x1, y1] = desk.tab().picture.bounds();
        let boxes: Vec<[f32; 4]> = desk.tab().picture.boxes().map(|(_, rect)| rect).collect();
        for ([x, y], over) in shares.into_iter().zip(over) {
            let rect = over.get(&boxes);
            let anywhere = [x0 + (x1 - x0) * x, y0 + (y1 - y0) * y];
            let level = [anywhere[0], rect[1] + (rect[3] - rect[1]) * y];
            let upright = [rect[0] + (rect[2] - rect[0]) * x, anywhere[1]];
            let at_rim = [rect[2], rect[1]];
            for at in [anywhere, level, upright, at_rim] {
                let picture = &desk.tab().picture;
                prop_assert_eq!(picture.find_around(at), look_around(&desk, at), "{:?}", at);
                let reach = 10.0 / zoom;
                prop_assert_eq!(picture.link_at(at, reach), look_for_line(&desk, at, reach));
            }
        }
    }

    #[test]
    fn what_was_foretold_before_does_not_outlive_what_it_depends_on(
        map in any_map(14),
        dragged in any::<prop::sample::Index>(),
        steps in prop::collection::vec((any::<prop::sample::Index>(), 0..4_u8), 1..12),
    ) {
        let mut desk = Desk::with_map(&map);
        let all: Vec<Id> = desk.tab().picture.boxes().map(|(id, _)| id.clone()).collect();
        let node = dragged.get(&all).clone();
        let mut at = [0.0, 0.0];
        for (over, step) in steps {
            let over = over.get(&all);
            match step {
                0 => {
                    if let Some([x0, y0, x1, y1]) = desk.tab().picture.box_of(over) {
                        at = [f32::midpoint(x0, x1), f32::midpoint(y0, y1)];
                    }
                }
                1 => {
                    let mut camera = desk.tab().camera;
                    camera.zoom = if camera.zoom < 1.0 { 1.0 } else { 0.1 };
                    desk.perform(Action::SetCamera(camera, None));
                }
                2 => desk.run("grow-right"),
                _ => {
                    desk.perform(Action::Select(Some(over.clone())));
                    desk.run("flip");
                }
            }
            let dragged = std::slice::from_ref(&node);
            let foretold = desk.tab().forecast_drop(dragged, at);
            // Asked about something else in between, it has to look again.
            desk.tab().forecast_drop(dragged, [at[0] + 1e6, at[1]]);
            prop_assert_eq!(foretold, desk.tab().forecast_drop(dragged, at));
        }
    }

    #[test]
    fn a_release_does_what_was_foretold(
        map in any_map(14),
        dragged in any::<prop::sample::Index>(),
        over in any::<prop::sample::Index>(),
        x in -0.4..1.4_f32,
        y in -0.8..1.8_f32,
    ) {
        let mut desk = Desk::with_map(&map);
        let all: Vec<Id> = desk.tab().picture.boxes().map(|(id, _)| id.clone()).collect();
        let (node, over) = (dragged.get(&all).clone(), over.get(&all));
        let [x0, y0, x1, y1] = desk.tab().picture.box_of(over).unwrap();
        let at = [x0 + (x1 - x0) * x, y0 + (y1 - y0) * y];
        let forecast = desk.tab().forecast_drop(std::slice::from_ref(&node), at);
        let before = desk.draw();
        let drop = match &forecast {
            Forecast::Goes(drop, _) | Forecast::Refused(drop, _) => Some(drop.clone()),
            Forecast::Stays => None,
        };
        let gesture = Gesture::Move { nodes: vec![node.clone()], from: at, at, pins: false };
        desk.perform(Action::EndGesture(gesture, drop));
        match forecast {
            Forecast::Goes(_, relation) => {
                prop_assert_eq!(desk.told(), Vec::<String>::new());
                let tab = desk.tab();
                let link = tab.place_link(&node);
                let link = link.and_then(|id| tab.document().links().get(id.as_str()));
                prop_assert_eq!(link.map(|link| link.relation.clone()), relation);
            }
            Forecast::Refused(..) => {
                prop_assert_eq!(desk.told().len(), 1);
                prop_assert_eq!(desk.draw(), before);
            }
            Forecast::Stays => prop_assert_eq!(desk.draw(), before),
        }
    }
}
