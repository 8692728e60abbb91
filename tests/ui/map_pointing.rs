//! The pointer over the map: clicks, drags, the marquee and the wheel.

use egui::{Modifiers, vec2};
use expect_test::expect;
use linchpin::app::Gesture;
use linchpin::theme::Role;

use super::scenario::{Scene, beside};

const TREE: &str = "
    = Top
      + First
        + Deep
      + Second
      - Third
";

#[test]
fn a_click_selects_and_a_click_on_empty_ground_lets_go() {
    let mut scene = Scene::of(TREE);
    let at = scene.at("Deep");
    scene.click(at);
    expect![[r#"
        = Top
          + First
            + Deep ◂
          + Second
          - Third
    "#]]
    .assert_eq(&scene.draw());
    scene.save_picture("map-selected");
    let corner = scene.canvas().left_bottom();
    scene.click(beside(corner, 20.0, -20.0));
    expect![[r#"
        = Top
          + First
            + Deep
          + Second
          - Third
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn the_rim_outside_a_box_belongs_to_the_box() {
    let map = TREE.replace("Second", "Second ◂");
    let rim = |scene: &Scene| beside(scene.rect("Third").left_bottom(), 30.0, 4.0);
    let mut scene = Scene::of(&map);
    let at = rim(&scene);
    scene.click(at);
    expect![[r#"
        = Top
          + First
            + Deep
          + Second
          - Third ◂
    "#]]
    .assert_eq(&scene.draw());
    let mut scene = Scene::of(&map);
    scene.secondary_click(at);
    assert!(scene.shows_part("Strike out for now"), "the menu of a box");
    assert!(scene.draw().contains("Third ◂"));
    let mut scene = Scene::of(&map);
    scene.double_click(at);
    expect![[r#"
        = Top
          + First
            + Deep
          + Second
          - Third ◂ ✎ "Third"
    "#]]
    .assert_eq(&scene.draw());
}

/// How many outlines in the accent are painted on the canvas that are as strong as a selection's.
fn n_strong_outlines(scene: &Scene) -> usize {
    let accent = linchpin::ui::theme::colour(scene.app().theme(), Role::Accent);
    let shapes = scene.harness.output().shapes.iter();
    let canvas = scene.canvas();
    let outlines = shapes.filter(|it| match &it.shape {
        egui::Shape::Rect(rect) => {
            rect.stroke.color == accent && rect.stroke.width >= 1.5 && canvas.intersects(rect.rect)
        }
        _ => false,
    });
    outlines.count()
}

#[test]
fn the_rim_that_is_pointed_at_does_not_look_selected() {
    let mut scene = Scene::of(TREE);
    let plain = n_strong_outlines(&scene);
    let rim = beside(scene.rect("Third").left_bottom(), 30.0, 4.0);
    scene.hover(rim);
    assert_eq!(scene.cursor(), egui::CursorIcon::Crosshair);
    scene.save_picture("map-rim");
    assert_eq!(n_strong_outlines(&scene), plain);
    scene.click(rim);
    assert_eq!(n_strong_outlines(&scene), plain + 1);
    scene.save_picture("map-rim-selected");
}

#[test]
fn a_click_with_control_adds_and_takes_out() {
    let mut scene = Scene::of(TREE);
    for wording in ["First", "Third", "Deep", "Third"] {
        let at = scene.at(wording);
        scene.click_with(at, Modifiers::COMMAND | Modifiers::CTRL);
    }
    expect![[r#"
        = Top
          + First ◂
            + Deep ◂
          + Second
          - Third
    "#]]
    .assert_eq(&scene.draw());
    scene.press("G");
    expect![[r#"
        [
            "Only reasons for the same thing, all for it or all against it, can be joined",
        ]
    "#]]
    .assert_debug_eq(&scene.told());
}

#[test]
fn a_double_click_opens_the_wording() {
    let mut scene = Scene::of(TREE);
    let at = scene.at("Second");
    scene.double_click(at);
    scene.save_picture("map-wording");
    expect![[r#"
        = Top
          + First
            + Deep
          + Second ◂ ✎ "Second"
          - Third
    "#]]
    .assert_eq(&scene.draw());
    scene.type_text("Another").press("Enter");
    expect![[r#"
        = Top
          + First
            + Deep
          + Another ◂
          - Third
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn a_box_dropped_on_a_box_hangs_there() {
    let mut scene = Scene::of(TREE);
    let (from, to) = (scene.at("Third"), scene.at("Second"));
    scene.begin_drag(from, to);
    scene.save_picture("map-drag-onto");
    scene.drop_at(to, Modifiers::NONE);
    assert!(
        (scene.at("Second") - to).length() < 1.0,
        "what it was dropped on stays"
    );
    expect![[r#"
        = Top
          + First
            + Deep
          + Second
            - Third ◂
    "#]]
    .assert_eq(&scene.draw());
    assert_eq!(scene.undo_name().as_deref(), Some("move"));
}

#[test]
fn a_box_dropped_at_the_rim_of_another_stands_beside_it() {
    let mut scene = Scene::of(TREE);
    let (from, rim) = (scene.at("Third"), scene.rect("First").left_center());
    let to = beside(rim, 8.0, 0.0);
    scene.begin_drag(from, to);
    scene.save_picture("map-drag-beside");
    scene.drop_at(to, Modifiers::NONE);
    expect![[r#"
        = Top
          - Third ◂
          + First
            + Deep
          + Second
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn a_box_dropped_on_a_line_speaks_of_the_step() {
    let mut scene = Scene::of(TREE);
    let (from, to) = (scene.at("Third"), scene.at_line_of("Deep"));
    scene.begin_drag(from, to);
    scene.save_picture("map-drag-line");
    scene.drop_at(to, Modifiers::NONE);
    expect![[r#"
        = Top
          + First
            + Deep
              ~- Third ◂
          + Second
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn a_box_dropped_on_empty_ground_stands_alone() {
    let mut scene = Scene::of(TREE);
    let (from, corner) = (scene.at("Third"), scene.canvas().left_bottom());
    scene.drag(from, beside(corner, 60.0, -60.0));
    expect![[r#"
        = Top
          + First
            + Deep
          + Second
        = Third ◂
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn a_box_cannot_be_dropped_on_what_hangs_under_it() {
    let mut scene = Scene::of(TREE);
    let (from, to) = (scene.at("First"), scene.at("Deep"));
    scene.drag(from, to);
    expect![[r#"
        = Top
          + First ◂
            + Deep
          + Second
          - Third
    "#]]
    .assert_eq(&scene.draw());
    assert_eq!(scene.undo_name(), None);
}

#[test]
fn several_boxes_are_dragged_together() {
    let mut scene = Scene::of("= Top\n  + A ◂\n  + B ◂\n  + C");
    let (from, to) = (scene.at("A"), scene.at("C"));
    scene.drag(from, to);
    expect![[r#"
        = Top
          + C
            + A ◂
            + B ◂
    "#]]
    .assert_eq(&scene.draw());
    scene.press("Ctrl+Z");
    expect![[r#"
        = Top
          + A ◂
          + B ◂
          + C
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn escape_cancels_a_drag() {
    let mut scene = Scene::of(TREE);
    let (from, to) = (scene.at("Third"), scene.at("Second"));
    scene.begin_drag(from, to);
    assert!(matches!(scene.tab().gesture, Some(Gesture::Move { .. })));
    scene.press("Esc");
    assert_eq!(scene.tab().gesture, None);
    scene.drop_at(to, Modifiers::NONE);
    expect![[r#"
        = Top
          + First
            + Deep
          + Second
          - Third ◂
    "#]]
    .assert_eq(&scene.draw());
    scene.drag(from, to);
    expect![[r#"
        = Top
          + First
            + Deep
          + Second
            - Third ◂
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn a_drag_with_control_pins_where_it_is_dropped() {
    let mut scene = Scene::of(TREE);
    let (from, corner) = (scene.at("Third"), scene.canvas().right_bottom());
    let to = beside(corner, -200.0, -120.0);
    scene.begin_drag(from, to);
    scene.drop_at(to, Modifiers::COMMAND | Modifiers::CTRL);
    expect![[r#"
        = Top
          + First
            + Deep
          + Second
          - Third ◂ ⌖
    "#]]
    .assert_eq(&scene.draw());
    assert!((scene.at("Third") - to).length() < 3.0);
}

#[test]
fn a_rectangle_over_empty_ground_selects_what_it_touches() {
    let mut scene = Scene::of(TREE);
    let from = beside(scene.rect("Second").left_top(), -6.0, -8.0);
    let to = scene.at("Third");
    scene.begin_drag(from, to);
    scene.save_picture("map-marquee");
    scene.drop_at(to, Modifiers::NONE);
    expect![[r#"
        = Top
          + First
            + Deep
          + Second ◂
          - Third ◂
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn a_drag_from_the_rim_draws_a_link() {
    let mut scene = Scene::of(TREE);
    let (from, to) = (scene.rect("Second").center_bottom(), scene.at("Deep"));
    scene.begin_drag(from, to);
    assert!(matches!(scene.tab().gesture, Some(Gesture::Wire { .. })));
    scene.save_picture("map-drag-wire");
    scene.drop_at(to, Modifiers::NONE);
    expect![[r#"
        = Top
          + First
            + Deep
          + Second
            => supports: Deep
          - Third
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn the_wheel_scrolls_the_map() {
    let mut scene = Scene::of(TREE);
    let before = scene.at("Second");
    scene.wheel(before, vec2(0.0, -60.0), Modifiers::NONE);
    let moved = scene.at("Second") - before;
    assert!((moved - vec2(0.0, -60.0)).length() < 2.0, "{moved:?}");
}

#[test]
fn the_wheel_with_control_zooms_about_the_pointer() {
    let mut scene = Scene::of(TREE);
    let pointer = beside(scene.at("Third"), 5.0, 3.0);
    let before = scene.to_map(pointer);
    let zoom = scene.tab().camera.zoom;
    scene.wheel(
        pointer,
        vec2(0.0, 80.0),
        Modifiers::COMMAND | Modifiers::CTRL,
    );
    let after = scene.to_map(pointer);
    assert!(scene.tab().camera.zoom > zoom * 1.1);
    assert!((before[0] - after[0]).abs() < 0.5 && (before[1] - after[1]).abs() < 0.5);
}

#[test]
fn the_badge_of_a_folded_box_unfolds_it() {
    let mut scene = Scene::of("= Top\n  + First …\n    + Deep\n  + Second");
    let at = scene.rect("First").center_bottom();
    scene.save_picture("map-folded");
    scene.click(at);
    expect![[r#"
        = Top
          + First
            + Deep
          + Second
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn a_link_begun_by_key_goes_to_the_box_that_is_clicked() {
    let mut scene = Scene::of(TREE);
    scene.select("Deep");
    scene.press("L");
    assert!(scene.shows_part("Point at a box or a line"));
    let at = scene.at("Second");
    scene.click(at);
    let (from, to) = (scene.node("Deep"), scene.node("Second"));
    let links = scene.tab().document().links();
    assert!(
        links
            .into_iter()
            .any(|link| link.from == [from.clone()] && link.to == to)
    );
    assert!(scene.told().is_empty());
}

#[test]
fn a_link_begun_and_ended_by_keys_is_made_once() {
    let mut scene = Scene::of(TREE);
    scene.select("Deep");
    let n = scene.tab().document().links().len();
    scene.press("L Tab Tab Tab Tab Tab Enter");
    assert_eq!(scene.tab().document().links().len(), n + 1);
    assert!(scene.told().is_empty());
}
