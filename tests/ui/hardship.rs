//! The window under hardship: hostile maps, windows without room, what is typed and not yet kept,
//! and rest when nothing happens.

use std::time::Duration;

use egui::{Event, Modifiers, PointerButton, Pos2, ViewportId, pos2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use linchpin::app::{Action, App, FixedHost, Sample, TaskMode, command};
use linchpin::model::Time;
use linchpin::storage::save_atomically;
use linchpin::ui::canvas::dashes::cut_to_sight;
use linchpin::ui::canvas::dots::{Disc, place_dots};
use linchpin::ui::canvas::shapes::{level_dash, round_corners};
use linchpin::ui::{Shell, theme};
use tempfile::TempDir;

use super::scenario::Scene;

const MAP: &str = "= The bridge should open ◂\n  + It pays\n    - Not soon\n  - It is loud\n";

fn open_app() -> App {
    let host = FixedHost::new(Time::from_unix(1_790_000_000), 3);
    App::new(Box::new(host), None, TaskMode::Inline)
}

fn open_window(app: App, size: [f32; 2]) -> Harness<'static, Shell> {
    Harness::builder()
        .with_size(size)
        .with_step_dt(1.0 / 60.0)
        .with_context_setup(theme::install_fonts)
        .build_ui_state(
            |ui, shell: &mut Shell| shell.show(ui),
            Shell::without_file_dialogs(app),
        )
}

fn press(at: Pos2, pressed: bool) -> Event {
    Event::PointerButton {
        pos: at,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    }
}

/// Drags across the whole window, with a stop at its rims.
fn drag_across(harness: &mut Harness<'static, Shell>, size: [f32; 2]) {
    let [w, h] = size;
    let points = [
        pos2(w * 0.5, h * 0.5),
        pos2(w * 0.6, h * 0.6),
        pos2(w - 1.0, h - 1.0),
    ];
    harness.event(Event::PointerMoved(points[0]));
    harness.event(press(points[0], true));
    harness.step();
    for at in points.into_iter().chain([pos2(0.0, 0.0)]) {
        harness.event(Event::PointerMoved(at));
        harness.step();
    }
    harness.event(press(pos2(0.0, 0.0), false));
    harness.step();
}

/// How long the window would rest now.
fn rest(harness: &Harness<'static, Shell>) -> Duration {
    let viewports = &harness.output().viewport_output;
    viewports[&ViewportId::ROOT].repaint_delay
}

/// A map that breaks what a map can break.
pub fn hostile_map() -> String {
    let wording = "word \u{0}\u{7}\u{202e} ".repeat(1_000);
    let wording = serde_json::to_string(&wording).unwrap();
    format!(
        r#"{{"format": "argument-map", "version": 1, "id": "m-hostile0", "title": "h",
"created": "2026-01-01T00:00:00Z", "modified": "2026-01-01T00:00:00Z", "nodes": [
{{"id": "n-1", "kind": "claim", "text": {wording}}}, {{"id": "n-2", "kind": "note", "text": ""}},
{{"id": "n-3", "kind": "hunch", "text": "\t\n"}}, {{"id": "n-4", "kind": "note", "text": "far"}}],
"links": [{{"id": "l-1", "relation": "supports", "from": ["n-3", "n-gone"], "to": "l-2"}},
{{"id": "l-2", "relation": "opposes", "from": ["n-3"], "to": "n-1"}},
{{"id": "l-3", "relation": "prefers", "from": [], "to": "l-3"}},
{{"id": "l-4", "relation": "relates", "from": ["n-4"], "to": "n-1"}}],
"views": [{{"id": "v-1", "direction": "sideways", "layout": "spiral", "collapsed": ["n-gone"],
"positions": {{"n-4": [9223372036854775807, -9223372036854775808], "n-gone": [1, 1]}}}}]}}"#
    )
}

#[test]
fn every_command_runs_on_a_hostile_map_in_any_window() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("hostile.argmap.json");
    save_atomically(&path, hostile_map().as_bytes(), None).unwrap();
    for size in [[1.0, 1.0], [170.0, 110.0], [1200.0, 700.0]] {
        let mut app = open_app();
        app.perform(Action::Open(path.clone()));
        app.poll();
        assert_eq!(app.tabs().len(), 1, "the map was not opened");
        let mut harness = open_window(app, size);
        harness.run_steps(3);
        for command in command::all().filter(|command| command.id != "quit") {
            let app = harness.state_mut().app_mut();
            if app.tab().is_none() {
                app.perform(Action::Open(path.clone()));
            }
            app.perform(Action::Run(command.id));
            harness.run_steps(2);
            harness
                .state_mut()
                .app_mut()
                .perform(Action::SetDialog(None));
        }
        harness
            .state_mut()
            .app_mut()
            .perform(Action::Open(path.clone()));
        harness.run_steps(2);
        drag_across(&mut harness, size);
        let camera = harness.state().app().tab().unwrap().camera;
        assert!(camera.zoom.is_finite() && camera.centre.iter().all(|x| x.is_finite()));
    }
}

#[test]
fn a_window_without_room_takes_a_drag_and_comes_to_rest() {
    for size in [
        [1.0, 1.0],
        [40.0, 500.0],
        [260.0, 60.0],
        [700.0, 300.0],
        [1101.0, 400.0],
    ] {
        let mut app = open_app();
        app.perform(Action::OpenSample(Sample::TOUR));
        app.settings.panels.inspector.shown = true;
        let mut harness = open_window(app, size);
        harness.run_steps(3);
        drag_across(&mut harness, size);
        harness.event(Event::PointerGone);
        harness.run_steps(60);
        assert!(
            rest(&harness) > Duration::from_millis(200),
            "{size:?} does not rest"
        );
    }
}

#[test]
fn nothing_is_painted_again_while_nothing_happens() {
    let states: [(&str, &[&str]); 6] = [
        ("a map", &[]),
        ("a wording being edited", &["edit-text"]),
        ("a search", &["find"]),
        ("a dialog", &["key-sheet"]),
        ("a link being drawn", &["link"]),
        ("a message", &["undo", "redo"]),
    ];
    for (name, commands) in states {
        let mut scene = Scene::of(MAP);
        for &id in commands {
            scene.perform(Action::Run(id));
        }
        scene.harness.run_steps(60);
        let rest = rest(&scene.harness);
        assert!(rest > Duration::from_millis(200), "{name}: {rest:?}");
    }
}

#[test]
fn what_is_typed_in_the_inspector_is_in_the_file_that_is_saved() {
    let mut scene = Scene::of(MAP);
    let path = scene.path("typed.argmap.json");
    let tab = scene.tab().key;
    let purpose = linchpin::app::Purpose::SaveAs { tab, then: None };
    scene.perform(Action::FileChosen(purpose, Some(path.clone())));
    scene.harness.get_by_label("Note").focus();
    scene.settle();
    scene.harness.event(Event::Text("seen on site".to_owned()));
    scene.settle();
    scene.press("Ctrl+S");
    let saved = std::fs::read_to_string(&path).unwrap();
    assert!(saved.contains("seen on site"), "{saved}");
    assert!(!scene.tab().is_dirty());
}

#[test]
fn what_is_typed_in_the_inspector_stays_with_its_map_when_another_comes_to_the_front() {
    let mut scene = Scene::of(MAP);
    scene.harness.get_by_label("Note").focus();
    scene.settle();
    scene.harness.event(Event::Text("seen on site".to_owned()));
    scene.settle();
    let first = scene.tab().key;
    scene.add_map("= Another ◂\n");
    let notes = |key: u64| -> Vec<String> {
        let tab = scene
            .app()
            .tabs()
            .iter()
            .find(|tab| tab.key == key)
            .unwrap();
        tab.document()
            .nodes()
            .iter()
            .map(|node| node.note.clone())
            .collect()
    };
    assert_eq!(notes(first)[0], "seen on site");
    assert_eq!(notes(scene.tab().key), [""]);
}

#[test]
fn a_line_whose_corners_fall_together_has_a_direction_everywhere() {
    use egui::epaint::{PathShape, TessellationOptions, Tessellator};
    let top = pos2(-23.1, -76.9);
    let near = pos2(-23.1, -76.899);
    let points = [top, near, top, pos2(-23.1, -0.6), pos2(0.6, -0.6)];
    let line = round_corners(&points, 2.5);
    let is_apart = |ends: &[Pos2]| ends[0].distance(ends[1]) > 0.01;
    assert!(line.windows(2).all(is_apart), "{line:?}");
    let mut mesh = egui::Mesh::default();
    let shape = PathShape::line(line, egui::Stroke::new(0.75, egui::Color32::BLACK));
    Tessellator::new(1.0, TessellationOptions::default(), [1, 1], Vec::new())
        .tessellate_path(&shape, &mut mesh);
    let mut places = mesh.vertices.iter().map(|vertex| vertex.pos);
    assert!(places.all(|at| at.x.is_finite() && at.y.is_finite()));
    assert_eq!(
        round_corners(&[top, top], 2.5),
        [top, top],
        "two points stay"
    );
}

#[test]
fn dashes_stand_where_those_of_the_whole_line_would() {
    let sight = egui::Rect::from_min_max(pos2(0.0, 0.0), pos2(100.0, 100.0));
    let line = [pos2(-1_000.0, 50.0), pos2(2_000.0, 50.0)];
    let cut = cut_to_sight(&line, sight, 10.0);
    assert_eq!(cut.len(), 1);
    let begin = cut[0].points[0].x;
    assert!(
        (begin.rem_euclid(10.0)) < 0.1 && (-20.0..=0.0).contains(&begin),
        "{begin}"
    );
    assert!(cut[0].offset.abs() < 0.1);
    assert!(cut[0].points[1].x <= 110.1);
}

#[test]
fn a_line_of_dashes_goes_on_round_its_corners() {
    let sight = egui::Rect::from_min_max(pos2(0.0, 0.0), pos2(100.0, 100.0));
    let line = [pos2(10.0, 10.0), pos2(60.0, 10.0), pos2(60.0, 60.0)];
    let cut = cut_to_sight(&line, sight, 10.0);
    assert_eq!(cut.len(), 1);
    assert_eq!(cut[0].points, line);
    assert!(cut_to_sight(&[pos2(300.0, 0.0), pos2(300.0, 99.0)], sight, 10.0).is_empty());
}

#[test]
fn dots_stand_where_the_toolkit_would_put_them() {
    let line = [
        pos2(3.0, 4.0),
        pos2(60.0, 10.0),
        pos2(60.0, 10.0),
        pos2(-5.0, 90.0),
    ];
    let theirs = egui::Shape::dotted_line(&line, egui::Color32::BLACK, 3.7, 1.0);
    let ours = place_dots(&line, 3.7);
    assert_eq!(ours.len(), theirs.len());
    for (dot, shape) in ours.iter().zip(&theirs) {
        let egui::Shape::Circle(circle) = shape else {
            panic!("{shape:?}");
        };
        assert!(dot.distance(circle.center) < 0.01, "{dot:?} {circle:?}");
    }
    assert!(place_dots(&line, 0.0).is_empty());
    assert!(place_dots(&line, f32::NAN).is_empty());
    assert!(place_dots(&[pos2(0.0, 0.0), pos2(f32::INFINITY, 0.0)], 1.0).is_empty());
    assert!(place_dots(&[pos2(0.0, 0.0)], 1.0).is_empty());
}

#[test]
fn a_dot_is_one_square_as_large_as_the_toolkits_own() {
    let ctx = egui::Context::default();
    let mut output = ctx.run_ui(egui::RawInput::default(), |_| {});
    output.textures_delta.clear();
    for radius in [0.6, 0.75, 1.0, 1.9] {
        let disc = Disc::find(&ctx, 1.0, radius, egui::Color32::RED)
            .expect("small circles are kept in the atlas");
        let egui::Shape::Mesh(mesh) = disc.line(&[pos2(0.0, 0.0), pos2(9.0, 0.0)], 5.0) else {
            panic!("dots are one mesh");
        };
        assert_eq!(mesh.vertices.len(), 2 * 4, "two dots");
        let bounds = mesh.calc_bounds();
        assert!(
            bounds.height() > 2.0 * radius && bounds.height() < 6.0 * radius,
            "a rim of fading pixels around the disc: {bounds:?}"
        );
        assert!((bounds.center().x - 2.5).abs() < 0.01, "{bounds:?}");
        let uv = mesh.vertices[3].uv - mesh.vertices[0].uv;
        assert!(
            uv.x >= 3.0 && (uv.x - uv.x.round()).abs() < 0.01,
            "in whole pixels: {uv:?}"
        );
    }
}

#[test]
fn dashes_along_an_axis_are_whole_pixels_and_as_dark_as_their_width() {
    let stroke = |width| egui::Stroke::new(width, egui::Color32::from_rgb(200, 100, 50));
    for pixels in [1.0_f32, 1.5, 2.0] {
        for width in [0.75, 1.0, 1.5, 2.0] {
            for at in [10.0, 10.25, 10.5, 10.5001, 10.4999, 33.3] {
                let (flat, colour) =
                    level_dash([pos2(4.0, at), pos2(12.0, at)], stroke(width), pixels);
                let (steep, _) = level_dash([pos2(at, 12.0), pos2(at, 4.0)], stroke(width), pixels);
                assert_eq!([flat.min.x, flat.max.y], [steep.min.y, steep.max.x]);
                let n_pixels = flat.height() * pixels;
                assert!(
                    (n_pixels - n_pixels.round()).abs() < 1e-3 && n_pixels > 0.5,
                    "{flat:?}"
                );
                assert!((flat.width() - 8.0).abs() < 0.01, "{flat:?}");
                assert!((flat.center().y - at).abs() * pixels <= 0.51, "{flat:?}");
                // The ink of a row of pixels is that of the line.
                let ink = flat.height() * f32::from(colour.a()) / 255.0;
                let wanted = width.min(flat.height());
                assert!((ink - wanted).abs() < 0.02, "{ink} for {wanted}");
            }
        }
    }
}
