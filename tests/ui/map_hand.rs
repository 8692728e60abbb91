//! The map in the hand: what a drag shows before it is let go, wheels, pinches and panning, and
//! input methods in a wording.

use egui::{CursorIcon, Event, ImeEvent, Modifiers, PointerButton, Pos2, vec2};
use egui_kittest::kittest::Queryable;
use expect_test::expect;
use linchpin::app::{Action, Gesture};
use linchpin::model::Relation;

use super::scenario::{Scene, beside};

const TREE: &str = "
    = Top
      + First
        + Deep
      + Second
      - Third
";

fn button(pos: Pos2, button: PointerButton, pressed: bool) -> Event {
    Event::PointerButton {
        pos,
        button,
        pressed,
        modifiers: Modifiers::NONE,
    }
}

fn preedit(text: &str) -> Event {
    Event::Ime(ImeEvent::Preedit {
        text: text.to_owned(),
        active_range_chars: None,
    })
}

fn commit(text: &str) -> Event {
    Event::Ime(ImeEvent::Commit(text.to_owned()))
}

#[test]
fn while_a_box_is_dragged_the_relation_and_the_new_place_are_shown() {
    let mut scene = Scene::of(TREE);
    let (from, to) = (scene.at("Third"), scene.at("Second"));
    scene.begin_drag(from, to);
    assert!(scene.paints("however “Second”"));
    scene.save_picture("map-hand-onto");
    scene.press("Esc");
    assert!(!scene.paints("however “Second”"));
    scene.drop_at(to, Modifiers::NONE);
    assert_eq!(scene.undo_name(), None);
}

#[test]
fn a_drop_into_the_gap_between_siblings_is_shown_and_done() {
    let mut scene = Scene::of(TREE);
    let gap = scene
        .rect("First")
        .right_center()
        .lerp(scene.rect("Second").left_center(), 0.5);
    let from = scene.at("Third");
    scene.begin_drag(from, gap);
    assert!(scene.paints("however: beside “First”"));
    scene.save_picture("map-hand-gap");
    scene.drop_at(gap, Modifiers::NONE);
    expect![[r#"
        = Top
          + First
            + Deep
          - Third ◂
          + Second
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn a_refused_place_says_why_while_it_is_pointed_at() {
    let mut scene = Scene::of("? Why?\n  = A\n    + [e] B");
    let (from, to) = (scene.at("B"), scene.at("Why?"));
    scene.begin_drag(from, to);
    assert!(scene.paints("Evidence speaks for or against an answer"));
    scene.save_picture("map-hand-refused");
    scene.drop_at(to, Modifiers::NONE);
    assert_eq!(scene.undo_name(), None);
    assert_eq!(scene.told(), Vec::<String>::new());
}

#[test]
fn over_empty_ground_it_is_shown_that_a_box_will_stand_alone() {
    let mut scene = Scene::of(TREE);
    let from = scene.at("Third");
    let to = beside(scene.canvas().left_bottom(), 80.0, -80.0);
    scene.begin_drag(from, to);
    assert!(scene.paints("Stands alone; the marked line goes"));
    scene.press("Esc");
    scene.drop_at(to, Modifiers::NONE);
    assert!(!scene.tab().is_dirty());
}

#[test]
fn a_link_drawn_with_shift_opposes() {
    let mut scene = Scene::of(TREE);
    let (from, to) = (scene.rect("Second").center_bottom(), scene.at("Deep"));
    scene.begin_drag(from, to);
    assert!(scene.paints("because “Deep”"));
    scene.drop_at(to, Modifiers::SHIFT);
    expect![[r#"
        = Top
          + First
            + Deep
          + Second
            => opposes: Deep
          - Third
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn a_link_drawn_to_a_line_speaks_of_the_step() {
    for (modifiers, sign) in [(Modifiers::NONE, "+"), (Modifiers::SHIFT, "-")] {
        let mut scene = Scene::of(TREE);
        let (from, to) = (scene.rect("Third").right_center(), scene.at_line_of("Deep"));
        let step = scene.tab().place_link(&scene.node("Deep")).cloned();
        scene.begin_drag(from, to);
        assert!(scene.paints("about the step from “Deep”"));
        scene.save_picture("map-hand-line");
        scene.drop_at(to, modifiers);
        let links = scene.tab().document().links();
        let made = links
            .into_iter()
            .find(|link| Some(&link.to) == step.as_ref());
        let made = made.unwrap_or_else(|| panic!("no link to the step in\n{}", scene.draw()));
        assert_eq!(made.from, [scene.node("Third")]);
        let speaks_for = made.relation == Relation::Supports;
        assert_eq!(speaks_for, sign == "+", "{:?}", made.relation);
        assert_eq!(links.len(), 5);
        scene.press("Ctrl+Z");
        assert!(!scene.tab().is_dirty(), "it was one step");
    }
}

#[test]
fn a_link_is_drawn_from_anywhere_on_the_rim() {
    for (x, y, aside) in [
        (0.1, 0.0, vec2(0.0, 2.0)),
        (0.1, 0.0, vec2(0.0, -3.0)),
        (0.83, 1.0, vec2(0.0, -2.0)),
        (0.83, 1.0, vec2(0.0, 3.0)),
        (0.0, 0.2, vec2(2.0, 0.0)),
        (1.0, 0.8, vec2(3.0, 0.0)),
    ] {
        let mut scene = Scene::of(TREE);
        let rect = scene.rect("Second");
        let from = rect.min + rect.size() * vec2(x, y) + aside;
        scene.hover(from);
        assert_eq!(scene.cursor(), CursorIcon::Crosshair, "{x} {y} {aside}");
        let to = scene.at("Deep");
        scene.begin_drag(from, to);
        let gesture = &scene.tab().gesture;
        assert!(matches!(gesture, Some(Gesture::Wire { .. })), "{gesture:?}");
        scene.drop_at(to, Modifiers::NONE);
        assert!(scene.draw().contains("=> supports: Deep"));
    }
}

#[test]
fn a_link_that_is_let_go_on_the_rim_of_a_box_points_at_it() {
    for aside in [vec2(0.0, -4.0), vec2(0.0, 2.0)] {
        let mut scene = Scene::of(TREE);
        let from = scene.rect("Second").left_bottom() + vec2(30.0, 2.0);
        let target = scene.rect("Deep");
        let to = target.left_top() + vec2(20.0, 0.0) + aside;
        scene.begin_drag(from, to);
        let Some(Gesture::Wire { over, .. }) = &scene.tab().gesture else {
            panic!("a link is drawn from the rim");
        };
        assert!(over.is_some(), "{aside}: what it would point at is shown");
        scene.drop_at(to, Modifiers::NONE);
        assert!(scene.draw().contains("=> supports: Deep"), "{aside}");
    }
}

#[test]
fn the_body_of_a_box_is_dragged_at_every_zoom() {
    for zoom in [0.2, 0.3, 0.5, 1.0, 2.0] {
        let mut scene = Scene::of(TREE);
        let mut camera = scene.tab().camera;
        camera.zoom = zoom;
        let [x, y] = scene.to_map(scene.at("Second"));
        camera.centre = [x, y];
        scene.perform(Action::SetCamera(camera, None));
        let body = scene.rect("Second");
        let body = body.shrink(body.size().min_elem() * 0.2);
        for from in [body.left_top(), body.center(), body.right_bottom()] {
            let away = beside(from, 40.0, 40.0);
            scene.begin_drag(from, away);
            let gesture = &scene.tab().gesture;
            assert!(matches!(gesture, Some(Gesture::Move { .. })), "at {zoom}");
            scene.press("Esc");
            scene.drop_at(away, Modifiers::NONE);
        }
        // A rectangle can be begun between two boxes.
        let gap = scene.rect("Second").right_center();
        let gap = gap.lerp(scene.rect("Third").left_center(), 0.5);
        let away = beside(gap, 0.0, 60.0);
        scene.begin_drag(gap, away);
        let gesture = &scene.tab().gesture;
        assert!(
            matches!(gesture, Some(Gesture::Marquee { .. })),
            "at {zoom}"
        );
        scene.press("Esc");
        scene.drop_at(away, Modifiers::NONE);
    }
}

#[test]
fn a_rim_of_a_map_that_cannot_be_changed_draws_nothing() {
    let mut scene = Scene::of(TREE);
    scene.app_mut().tab_mut().unwrap().editor.set_read_only();
    let rect = scene.rect("Second");
    let from = rect.left_bottom() + vec2(12.0, -2.0);
    scene.hover(from);
    assert_eq!(scene.cursor(), CursorIcon::PointingHand);
    let to = scene.at("Deep");
    scene.begin_drag(from, to);
    assert_eq!(scene.tab().gesture, None);
    scene.drop_at(to, Modifiers::NONE);
}

#[test]
fn a_drag_that_is_escaped_has_done_nothing() {
    let scene = Scene::of(TREE);
    let ground = beside(scene.canvas().left_bottom(), 80.0, -80.0);
    let (body, rim) = (scene.at("Third"), scene.rect("Third").center_bottom());
    let (onto, line) = (scene.at("Deep"), scene.at_line_of("Deep"));
    let control = Modifiers::COMMAND | Modifiers::CTRL;
    for (from, to, modifiers) in [
        (body, onto, Modifiers::NONE),
        (body, line, Modifiers::NONE),
        (body, ground, Modifiers::NONE),
        (body, ground, control),
        (rim, onto, Modifiers::NONE),
        (rim, line, Modifiers::SHIFT),
        (ground, body, Modifiers::NONE),
    ] {
        let mut scene = Scene::of(TREE);
        let before = (scene.tab().editor.revision(), scene.draw());
        scene.begin_drag_with(from, to, modifiers);
        assert!(scene.tab().gesture.is_some());
        scene.press("Esc");
        scene.drop_at(to, modifiers);
        assert_eq!(scene.tab().gesture, None);
        assert_eq!(scene.undo_name(), None, "from {from} to {to}");
        let after = scene.draw().replace(" ◂", "");
        assert_eq!((scene.tab().editor.revision(), after), before);
        assert!(!scene.tab().is_dirty());
    }
}

#[test]
fn what_keys_would_link_to_is_spoken() {
    let mut scene = Scene::of(TREE);
    scene.select("Second");
    scene.press("L Left");
    assert_eq!(scene.value_of_map().as_deref(), Some("because “First”"));
    assert!(
        scene.shows("because “First”"),
        "the status bar says it as well"
    );
    scene.press("X");
    assert_eq!(scene.value_of_map().as_deref(), Some("however “First”"));
    scene.press("Esc");
    assert!(
        scene
            .value_of_map()
            .is_some_and(|value| value.contains("Second"))
    );
}

#[test]
fn a_marquee_with_shift_adds_and_one_that_is_cancelled_changes_nothing() {
    let mut scene = Scene::of(TREE);
    scene.select("Deep");
    let from = beside(scene.rect("Second").left_top(), -6.0, -8.0);
    let to = scene.at("Third");
    scene.begin_drag_with(from, to, Modifiers::SHIFT);
    assert!(matches!(scene.tab().gesture, Some(Gesture::Marquee { .. })));
    scene.press("Esc");
    scene.drop_at(to, Modifiers::SHIFT);
    assert_eq!(scene.tab().selected, [scene.node("Deep")]);
    scene.begin_drag_with(from, to, Modifiers::SHIFT);
    scene.drop_at(to, Modifiers::SHIFT);
    expect![[r#"
        = Top
          + First
            + Deep ◂
          + Second ◂
          - Third ◂
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn a_double_click_on_empty_ground_makes_a_claim_there() {
    let mut scene = Scene::of(TREE);
    let at = beside(scene.canvas().left_bottom(), 240.0, -120.0);
    scene.double_click(at);
    scene.type_text("New").press("Enter");
    expect![[r#"
        = Top
          + First
            + Deep
          + Second
          - Third
        = New ◂ ⌖
    "#]]
    .assert_eq(&scene.draw());
    assert!(scene.rect("New").contains(at));
    scene.press("Ctrl+Z");
    assert!(!scene.tab().is_dirty(), "it was one step");
}

#[test]
fn space_folds_the_selected_box_wherever_the_pointer_is() {
    let mut scene = Scene::of(TREE);
    scene.select("First");
    let at = scene.at("Second");
    scene.hover(at);
    scene.press("Space");
    expect![[r#"
        = Top
          + First ◂ …
            + Deep
          + Second
          - Third
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn the_middle_button_pans_and_so_does_space() {
    let mut scene = Scene::of(TREE);
    let at = beside(scene.canvas().left_bottom(), 100.0, -100.0);
    let before = scene.at("Second");
    scene.send(vec![
        Event::PointerMoved(at),
        button(at, PointerButton::Middle, true),
    ]);
    scene.send(vec![Event::PointerMoved(beside(at, 60.0, -40.0))]);
    scene.send(vec![button(
        beside(at, 60.0, -40.0),
        PointerButton::Middle,
        false,
    )]);
    assert!((scene.at("Second") - before - vec2(60.0, -40.0)).length() < 1.0);
    assert_eq!(scene.tab().gesture, None);

    scene.select("First");
    let before = scene.at("Second");
    let key = |pressed| Event::Key {
        key: egui::Key::Space,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    let on_box = scene.at("Third");
    scene.send(vec![Event::PointerMoved(on_box), key(true)]);
    scene.send(vec![button(on_box, PointerButton::Primary, true)]);
    scene.send(vec![Event::PointerMoved(beside(on_box, -50.0, 30.0))]);
    scene.send(vec![button(
        beside(on_box, -50.0, 30.0),
        PointerButton::Primary,
        false,
    )]);
    scene.send(vec![key(false)]);
    assert!((scene.at("Second") - before - vec2(-50.0, 30.0)).length() < 1.0);
    assert!(scene.tab().folded.is_empty(), "it panned and did not fold");
    assert!(!scene.tab().is_dirty());
}

#[test]
fn the_wheel_with_shift_scrolls_sideways() {
    let mut scene = Scene::of(TREE);
    let before = scene.at("Second");
    scene.wheel(before, vec2(0.0, -60.0), Modifiers::SHIFT);
    let moved = scene.at("Second") - before;
    assert!((moved - vec2(-60.0, 0.0)).length() < 2.0, "{moved:?}");
}

#[test]
fn a_pinch_zooms_about_the_pointer() {
    let mut scene = Scene::of(TREE);
    let pointer = beside(scene.at("Third"), 5.0, 3.0);
    scene.hover(pointer);
    let (before, zoom) = (scene.to_map(pointer), scene.tab().camera.zoom);
    scene.send(vec![Event::Zoom(1.5)]);
    let after = scene.to_map(pointer);
    assert!((scene.tab().camera.zoom / zoom - 1.5).abs() < 0.01);
    assert!((before[0] - after[0]).abs() < 0.5 && (before[1] - after[1]).abs() < 0.5);
}

#[test]
fn a_drag_held_at_the_rim_scrolls_the_map() {
    let mut scene = Scene::of(TREE);
    let from = scene.at("Third");
    let rim = beside(scene.canvas().right_center(), -4.0, 0.0);
    scene.begin_drag(from, rim);
    let before = scene.tab().camera.centre;
    scene.settle();
    scene.settle();
    assert!(scene.tab().camera.centre[0] > before[0] + 10.0);
    assert!(scene.tab().camera.centre[1] - before[1] < 1.0);
    scene.press("Esc");
    scene.drop_at(rim, Modifiers::NONE);
}

#[test]
fn keys_open_the_menu_of_the_selection_and_of_the_map() {
    for key in ["Shift+F10", "Menu"] {
        let mut scene = Scene::of(TREE);
        scene.select("Third").press(key);
        assert!(scene.shows_part("Strike out for now"), "{key}");
        let menu = scene.harness.get_by_label_contains("Strike out for now");
        let below = menu.rect().left() - scene.at("Third").x;
        assert!(below.abs() < 400.0, "it stands at the box: {below}");
        scene.press("Esc");
        assert!(!scene.shows_part("Strike out for now"));
        scene.perform(Action::Select(None));
        scene.press(key);
        assert!(scene.shows_part("Select all"), "{key}");
        assert!(!scene.shows_part("Strike out for now"));
    }
}

#[test]
fn the_menu_that_a_key_opened_is_walked_by_keys() {
    let mut scene = Scene::of(TREE);
    scene.select("Third").press("Menu ArrowDown Enter");
    // The first entry edits the wording, the second one adds a claim.
    expect![[r#"
        = Top
          + First
            + Deep
          + Second
          - Third
            + ◂ ✎ ""
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn the_menu_of_empty_ground_makes_boxes_and_that_of_several_acts_on_all() {
    let mut scene = Scene::of(TREE);
    scene.select("Third");
    let ground = beside(scene.canvas().left_bottom(), 100.0, -100.0);
    scene.secondary_click(ground);
    assert_eq!(scene.tab().selected, []);
    assert!(scene.shows_part("Select all"));
    scene.save_picture("map-hand-ground-menu");
    scene.press("Esc");
    let (first, second) = (scene.node("First"), scene.node("Second"));
    scene.perform(Action::SelectAll(vec![first, second]));
    let at = scene.at("Second");
    scene.secondary_click(at);
    assert_eq!(scene.tab().selected.len(), 2);
    scene.save_picture("map-hand-several-menu");
    let entries = scene
        .harness
        .query_all_by_label_contains("Join as co-premises");
    let entry = entries.last().map(|entry| entry.rect().center());
    scene.click(entry.expect("the menu has it"));
    expect![[r#"
        = Top
          + First ◂
            + Deep
          & Second ◂
          - Third
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn what_the_menu_of_empty_ground_makes_stands_where_it_was_asked_for() {
    for label in [
        "Claim that stands alone",
        "Question that stands alone",
        "Note",
    ] {
        let mut scene = Scene::of(TREE);
        let at = beside(scene.canvas().left_bottom(), 240.0, -160.0);
        scene.secondary_click(at);
        let entries = scene.harness.query_all_by_label_contains(label);
        let entry = entries.last().map(|entry| entry.rect().center());
        scene.click(entry.expect("the menu has it"));
        scene.type_text("New").press("Enter");
        let drawn = scene.draw();
        assert!(scene.rect("New").contains(at), "{label}: {drawn}");
        assert!(drawn.contains("⌖"), "{drawn}");
        scene.press("Ctrl+Z");
        assert!(!scene.tab().is_dirty(), "it was one step");
    }
}

#[test]
fn enter_during_a_composition_belongs_to_the_input_method() {
    let mut scene = Scene::of("= Top ◂");
    scene.press("Tab");
    scene.send(vec![preedit("n")]);
    scene.send(vec![preedit("ng")]);
    scene.press("Enter");
    assert!(scene.tab().wording.is_some(), "the field stays open");
    scene.send(vec![commit("nghĩ")]);
    scene.press("Enter");
    expect![[r#"
        = Top
          + nghĩ ◂
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn escape_during_a_composition_drops_the_letters_and_not_the_wording() {
    let mut scene = Scene::of("= Top ◂");
    scene.press("Tab 'A '");
    scene.send(vec![preedit("ni")]);
    scene.press("Esc");
    scene.send(vec![preedit("")]);
    assert!(scene.tab().wording.is_some());
    scene.type_text("b").press("Enter");
    expect![[r#"
        = Top
          + A b ◂
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn an_input_method_works_in_the_outline_as_well() {
    let mut scene = Scene::of("= Top ◂");
    scene.perform(Action::Run("toggle-outline"));
    scene.perform(Action::Focus(linchpin::app::PanelId::Outline));
    scene.press("F2");
    scene.send(vec![preedit("vie")]);
    scene.press("Enter");
    assert!(scene.tab().wording.is_some(), "the field stays open");
    scene.send(vec![commit("Việt")]);
    scene.press("Enter");
    assert_eq!(scene.draw(), "= Việt ◂\n");
}

#[test]
fn what_a_dead_key_makes_is_text() {
    let mut scene = Scene::of("= Top ◂");
    scene.press("Tab");
    // The accent comes as a key without text, the letter as text without a key.
    scene.send(vec![Event::Text("é".to_owned())]);
    scene.press("Enter");
    assert_eq!(scene.draw(), "= Top\n  + é ◂\n");
}

#[test]
fn undo_in_a_wording_takes_back_typing_and_on_the_map_the_wording() {
    let mut scene = Scene::of("= Top ◂");
    scene.press("F2 End 'x'");
    scene.settle();
    scene.press("Ctrl+Z");
    assert!(scene.tab().wording.is_some(), "the field stays open");
    scene.press("Esc F2 'Other' Enter Ctrl+Z");
    assert_eq!(scene.draw(), "= Top ◂\n");
}

#[test]
fn the_field_grows_with_its_text_and_stays_in_sight_at_every_zoom() {
    for zoom in [0.2, 1.0, 3.0] {
        let mut scene = Scene::of("= Top\n  + A ◂");
        let at = scene.to_map(scene.at("A"));
        let mut camera = scene.tab().camera;
        camera.zoom = zoom;
        // The box stands at the lower rim.
        camera.centre = [at[0], at[1] - (camera.canvas[1] / 2.0 - 40.0) / zoom];
        scene.perform(Action::SetCamera(camera, None));
        scene.press("F2");
        let small = scene.field().height();
        scene.send(vec![Event::Text("words upon words ".repeat(8))]);
        scene.settle();
        let (field, room) = (scene.field(), scene.canvas());
        assert!(room.contains_rect(field), "{field:?} in {room:?} at {zoom}");
        assert!(
            field.height() > small * 1.5,
            "{field:?} from {small} at {zoom}"
        );
        // Of a text that is longer than the window is high, the caret is in sight.
        scene.send(vec![Event::Text("words upon words ".repeat(200))]);
        scene.settle();
        let (field, room) = (scene.field(), scene.canvas());
        assert!(field.height() > room.height());
        assert!((room.top()..=room.bottom()).contains(&(field.bottom() - 16.0)));
        scene.press("Enter");
        assert!(scene.tab().wording.is_none());
    }
}

#[test]
fn keys_nudge_a_box_and_pin_it_and_a_run_of_them_is_one_step() {
    let mut scene = Scene::of(TREE);
    let before = scene.to_map(scene.rect("Third").min);
    scene.select("Third");
    scene.press("Alt+Shift+ArrowRight Alt+Shift+ArrowRight Alt+Shift+ArrowDown");
    assert!(scene.draw().contains("Third ◂ ⌖"), "{}", scene.draw());
    let after = scene.to_map(scene.rect("Third").min);
    let way = [after[0] - before[0], after[1] - before[1]];
    assert!(
        (way[0] - 32.0).abs() < 1.0 && (way[1] - 16.0).abs() < 1.0,
        "{way:?}"
    );
    scene.press("Alt+Shift+ArrowLeft Alt+Shift+ArrowLeft Alt+Shift+ArrowUp");
    let again = scene.to_map(scene.rect("Third").min);
    assert!((again[0] - before[0]).abs() < 1.0 && (again[1] - before[1]).abs() < 1.0);
    scene.press("Ctrl+Z");
    assert!(!scene.draw().contains('⌖'));
    assert!(!scene.tab().is_dirty());
    scene.press("Ctrl+Shift+Z");
    assert!(scene.draw().contains("Third ◂ ⌖"));
}

#[test]
fn keys_pan_the_map_in_all_directions() {
    let mut scene = Scene::of(TREE);
    scene.select("Deep");
    let before = scene.tab().camera;
    for (key, axis, way) in [
        ("Ctrl+ArrowRight", 0, 1.0),
        ("Ctrl+ArrowDown", 1, 1.0),
        ("Ctrl+ArrowLeft", 0, -1.0),
        ("Ctrl+ArrowUp", 1, -1.0),
    ] {
        let last = scene.tab().camera.centre;
        scene.press(key);
        let camera = scene.tab().camera;
        let by = (camera.centre[axis] - last[axis]) * camera.zoom * way;
        assert!((by - camera.canvas[axis] / 8.0).abs() < 1.0, "{key}: {by}");
    }
    let after = scene.tab().camera;
    assert!((after.centre[0] - before.centre[0]).abs() < 0.1);
    assert!((after.centre[1] - before.centre[1]).abs() < 0.1);
    assert!(!scene.tab().is_dirty());
    assert!(scene.draw().contains("Deep ◂"), "what is selected stays");
}
