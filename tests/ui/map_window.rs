//! What stands around the map: zoom keys, themes, panels, tabs, questions and the title.

use expect_test::expect;
use linchpin::app::{App, Dialog, FixedHost, PanelId, SystemLook, TaskMode};
use linchpin::model::Time;
use linchpin::ui::desktop::is_local;
use linchpin::ui::{Shell, theme};

use super::scenario::{Scene, beside, check};

const TREE: &str = "
    = Top ◂
      + First
      - Second
";

#[test]
fn control_plus_and_minus_zoom_and_control_1_goes_back() {
    let mut scene = Scene::of(TREE);
    let percent = |scene: &Scene| (scene.tab().camera.zoom * 100.0).round();
    assert_eq!(percent(&scene), 100.0);
    scene.press("Ctrl++ Ctrl++");
    assert_eq!(percent(&scene), 156.0);
    assert!(scene.shows("156\u{a0}%"));
    scene.press("Ctrl+- Ctrl+- Ctrl+-");
    assert_eq!(percent(&scene), 80.0);
    scene.press("Ctrl+1");
    assert_eq!(percent(&scene), 100.0);
}

#[test]
fn control_0_shows_the_whole_map() {
    let mut scene = Scene::of(TREE);
    scene.press("Ctrl++ Ctrl++ Ctrl++ Ctrl++ Ctrl++ Ctrl++ Ctrl+0");
    let canvas = scene.canvas();
    for wording in ["Top", "First", "Second"] {
        assert!(canvas.contains_rect(scene.rect(wording)), "{wording}");
    }
}

#[test]
fn f11_fills_the_screen_and_gives_it_back_from_wherever_the_keyboard_is() {
    let mut scene = Scene::of(TREE);
    scene.press("F11");
    assert!(scene.is_full_screen);
    scene.press("F11");
    assert!(!scene.is_full_screen);
    // A field that is being typed into keeps its letters, and not this key.
    scene.press("F2 'Higher' F11");
    assert!(scene.is_full_screen);
    scene.press("Enter");
    assert!(scene.shows_part("Claim: Higher"));
    // The system may have given the screen back by itself.
    scene.is_full_screen = false;
    scene.press("Right F11");
    assert!(scene.is_full_screen);
    let mut scene = Scene::empty();
    scene.press("F11");
    assert!(scene.is_full_screen, "no map is needed");
}

#[test]
fn a_box_that_is_made_out_of_sight_is_brought_into_sight() {
    let mut scene = Scene::of(TREE);
    let at = scene.canvas().center();
    scene.wheel(at, egui::vec2(0.0, 3000.0), egui::Modifiers::NONE);
    assert!(!scene.canvas().intersects(scene.rect("Top")));
    scene.press("Tab 'New' Enter");
    assert!(scene.canvas().contains_rect(scene.rect("New")));
}

#[test]
fn the_theme_changes_and_is_remembered() {
    let mut scene = Scene::of(TREE);
    assert!(!scene.app().theme().dark);
    scene.click_on("Light or dark");
    assert!(scene.app().theme().dark);
    scene.save_picture("map-dark");
    assert!(scene.restart().app().theme().dark);
}

#[test]
fn f6_goes_through_the_panels_that_are_shown() {
    let mut scene = Scene::of(TREE);
    scene.press("F6");
    assert_eq!(scene.app().focus, PanelId::Inspector);
    scene.press("F6");
    assert_eq!(scene.app().focus, PanelId::Reader);
    scene.press("F6");
    assert_eq!(scene.app().focus, PanelId::Map);
    scene.press("Shift+F6 Shift+F6 Shift+F6");
    assert_eq!(scene.app().focus, PanelId::Map);
    scene.press("Tab 'Still the map' Enter");
    expect![[r#"
        = Top ◎
          + First
          - Second
          + Still the map ◂
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn entering_the_reader_aims_at_the_selected_box() {
    let mut scene = Scene::of(TREE);
    scene.press("Shift+F6");
    assert_eq!(scene.app().focus, PanelId::Reader);
    expect![[r#"
        = Top ◂ ◎
          + First
          - Second
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn keys_of_the_map_work_in_the_outline() {
    let mut scene = Scene::of(TREE);
    scene.perform(linchpin::app::Action::Run("toggle-outline"));
    scene.perform(linchpin::app::Action::Focus(PanelId::Outline));
    scene.press("Down E 'A count' Enter Up X");
    scene.save_picture("outline-keys");
    expect![[r#"
        = Top
          - First ◂
            + [e] A count
          - Second
    "#]]
    .assert_eq(&scene.draw());
    scene.press("Space");
    expect![[r#"
        = Top
          - First ◂ …
            + [e] A count
          - Second
    "#]]
    .assert_eq(&scene.draw());
    scene.press("Space F2 'A new' Enter");
    expect![[r#"
        = Top
          - A new ◂
            + [e] A count
          - Second
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn control_tab_goes_through_the_maps() {
    let mut scene = Scene::of("= One");
    scene.add_map("= Two");
    scene.add_map("= Three");
    scene.press("Ctrl+Tab");
    assert_eq!(scene.draw(), "= One\n");
    scene.press("Ctrl+Shift+Tab Ctrl+Shift+Tab");
    assert_eq!(scene.draw(), "= Two\n");
    scene.press("Esc Tab 'New' Enter");
    assert_eq!(scene.draw(), "= Two\n= New ◂\n");
}

#[test]
fn a_refusal_says_why_and_changes_nothing() {
    let scene = check(
        "? Who gains? ◂",
        "E",
        &expect![[r#"
        ? Who gains? ◂
    "#]],
    );
    assert!(scene.shows_part("speaks for or against an answer"));
    assert_eq!(scene.undo_name(), None);
}

#[test]
fn a_map_for_reading_only_refuses_every_edit() {
    let mut scene = Scene::of(TREE);
    scene.app_mut().tab_mut().unwrap().editor.set_read_only();
    let before = scene.draw();
    scene.press("Tab F2 X Del P Alt+Down Ctrl+V");
    let (from, to) = (scene.at("First"), scene.at("Second"));
    scene.drag(from, to);
    scene.click(beside(scene.canvas().left_bottom(), 20.0, -20.0));
    scene.select("Top");
    assert_eq!(scene.draw(), before);
    expect![[r#"
        [
            "This map is open for reading only; save it under another name to edit it.",
            "There is no text on the clipboard.",
        ]
    "#]]
    .assert_debug_eq(&scene.told());
    assert!(scene.shows("Reading only"));
}

#[test]
fn closing_with_unsaved_work_asks_once() {
    let mut scene = Scene::of(TREE);
    scene.press("Down X Ctrl+W");
    assert!(matches!(scene.app().dialog, Some(Dialog::Unsaved { .. })));
    scene.save_picture("map-unsaved");
    scene.press("Esc");
    assert_eq!(scene.app().dialog, None);
    assert_eq!(scene.app().tabs().len(), 1);
    scene.press("Ctrl+W");
    scene.click_on("Discard");
    assert_eq!(scene.app().tabs().len(), 0);
}

#[test]
fn quitting_with_unsaved_work_asks_for_each_map() {
    let mut scene = Scene::of("= One ◂\n  + A");
    scene.press("F2 'Changed' Enter");
    scene.add_map("= Two ◂\n  + B");
    scene.press("F2 'Changed too' Enter Ctrl+Q");
    assert!(!scene.harness.state().is_closing());
    scene.click_on("Discard");
    assert!(matches!(scene.app().dialog, Some(Dialog::Unsaved { .. })));
    scene.click_on("Discard");
    assert!(scene.harness.state().is_closing());
}

#[test]
fn quitting_with_nothing_unsaved_asks_nothing() {
    let mut scene = Scene::of(TREE);
    scene.press("Ctrl+Q");
    assert!(scene.harness.state().is_closing());
}

#[test]
fn the_title_bears_a_mark_while_work_is_unsaved() {
    let mut scene = Scene::of(TREE);
    assert_eq!(scene.title, "Untitled map – Linchpin");
    scene.press("Down X");
    assert_eq!(scene.title, "• Untitled map – Linchpin");
    scene.press("Ctrl+Z");
    assert_eq!(scene.title, "Untitled map – Linchpin");
}

#[test]
fn the_status_bar_says_that_work_is_not_saved() {
    let mut scene = Scene::of(TREE);
    assert!(scene.shows("Not saved yet"));
    scene.press("Down X");
    assert!(scene.shows_part("Not saved"));
    assert!(scene.shows("3 boxes"));
}

#[test]
fn a_wording_is_kept_when_the_map_is_left() {
    let mut scene = Scene::of(TREE);
    scene.add_map("= Two");
    scene.press("Ctrl+Tab F2 'Half typed' Ctrl+Tab Ctrl+Tab");
    expect![[r#"
        = Half typed ◂
          + First
          - Second
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn the_palette_runs_what_is_typed() {
    let mut scene = Scene::of("= Top\n  + First ◂");
    scene.press("Ctrl+K 'support opp' Enter");
    scene.save_picture("map-palette");
    expect![[r#"
        = Top
          - First ◂
    "#]]
    .assert_eq(&scene.draw());
}

#[test]
fn a_screen_reader_is_told_of_each_box() {
    let scene = Scene::of(TREE);
    assert!(scene.shows_part("Claim: Second"));
}

#[test]
fn zooming_by_key_keeps_the_selected_box_in_sight() {
    let leaves: Vec<String> = (0..40).map(|n| format!("      + Reason {n}\n")).collect();
    let leaves = leaves.concat();
    let mut scene = Scene::of(&format!("\n    = Top\n{leaves}"));
    scene.select("Reason 0").press("Ctrl+0");
    assert!(scene.tab().camera.zoom < 0.5);
    scene.press("Ctrl+1");
    assert!((scene.tab().camera.zoom - 1.0).abs() < 0.001);
    let canvas = scene.canvas();
    assert!(canvas.contains_rect(scene.rect("Reason 0")));
}

#[test]
fn in_a_narrow_window_the_inspector_does_not_hide_the_box_that_it_tells_of() {
    let mut scene = Scene::of("\n    = Top\n      + First\n      + Second\n");
    scene.harness.set_size(egui::vec2(1000.0, 700.0));
    scene.settle();
    scene.select("Top");
    for (key, wording) in [
        ("Home", "Top"),
        ("ArrowDown", "First"),
        ("ArrowRight", "Second"),
    ] {
        scene.press(key);
        let inspector = scene.canvas().right() - 280.0;
        assert!(scene.rect(wording).right() <= inspector, "{wording}");
    }
}

#[test]
fn the_window_follows_what_the_desktop_says_and_says_anew() {
    let (sender, looks) = std::sync::mpsc::channel();
    let host = FixedHost::new(Time::from_unix(0), 1);
    let app = App::new(Box::new(host), None, TaskMode::Inline);
    let shell = Shell::without_file_dialogs(app).following(looks);
    let mut harness = egui_kittest::Harness::builder()
        .with_context_setup(theme::install_fonts)
        .build_ui_state(|ui, shell: &mut Shell| shell.show(ui), shell);
    let seconds =
        |harness: &egui_kittest::Harness<'_, Shell>| harness.ctx.global_style().animation_time;
    assert!(seconds(&harness) > 0.0);
    let mut look = SystemLook {
        less_motion: true,
        is_dark: Some(true),
        ..SystemLook::default()
    };
    sender.send(look).unwrap();
    harness.run_steps(2);
    assert_eq!(harness.state().app().theme().name, "dark");
    assert!(seconds(&harness) < f32::EPSILON);
    look.less_motion = false;
    look.high_contrast = true;
    sender.send(look).unwrap();
    harness.run_steps(2);
    assert_eq!(harness.state().app().theme().name, "high-contrast-dark");
    assert!(seconds(&harness) > 0.0);
}

#[test]
fn no_bus_of_another_machine_is_asked() {
    for local in [
        None,
        Some("unix:path=/run/user/1/bus"),
        Some("unix:path=/a;unix:abstract=b"),
    ] {
        assert!(is_local(local), "{local:?}");
    }
    for other in [
        "tcp:host=example.org,port=1",
        "unix:path=/a;tcp:host=b",
        "",
        "unixexec:path=sh",
    ] {
        assert!(!is_local(Some(other)), "{other}");
    }
}
