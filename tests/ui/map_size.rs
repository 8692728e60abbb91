//! The map at every size: what can be read from afar, the overview in its corner, and motion.

use std::time::Duration;

use egui::epaint::Primitive;
use egui::{Modifiers, Pos2, Rect, Shape, ViewportId, vec2};
use egui_kittest::kittest::Queryable;
use linchpin::app::{Action, Filter};

use super::scenario::Scene;

/// A map that is larger than the canvas at full size.
fn wide_map() -> String {
    let branch = |n: u32| {
        format!(
            "  + Branch number {n} of the map\n    - Objection to the branch with the number {n}\n"
        )
    };
    let branches: Vec<String> = (0..9).map(branch).collect();
    format!("= The top of it all\n{}", branches.concat())
}

/// The mesh that the map is painted as, if it is painted from triangles.
fn map_mesh(scene: &Scene) -> Vec<Pos2> {
    let shapes = &scene.harness.output().shapes;
    let meshes = shapes.iter().filter_map(|shape| match &shape.shape {
        Shape::Mesh(mesh) => Some(mesh),
        _ => None,
    });
    let vertices = meshes.flat_map(|mesh| &mesh.vertices);
    vertices.map(|it| it.pos).collect()
}

fn overview(scene: &Scene) -> Rect {
    scene.harness.get_by_label("Overview of the map").rect()
}

fn wants_a_frame_soon(scene: &Scene) -> bool {
    let output = scene.harness.output();
    output.viewport_output[&ViewportId::ROOT].repaint_delay < Duration::from_millis(100)
}

fn zoom_to(scene: &mut Scene, zoom: f32) {
    let mut camera = scene.tab().camera;
    camera.zoom = zoom;
    scene.perform(Action::SetCamera(camera, None));
}

#[test]
fn an_overview_stands_in_the_corner_of_a_map_that_is_larger_than_the_canvas() {
    let mut scene = Scene::of(&wide_map());
    zoom_to(&mut scene, 1.0);
    assert!(scene.shows("Overview of the map"));
    scene.press("Ctrl+0");
    assert!(!scene.shows("Overview of the map"));
}

#[test]
fn a_press_on_the_overview_brings_that_part_of_the_map_into_sight() {
    let mut scene = Scene::of(&wide_map());
    zoom_to(&mut scene, 1.0);
    let [x0, y0, x1, y1] = scene.tab().picture.bounds();
    let panel = overview(&scene);
    scene.click(panel.center());
    let centre = scene.tab().camera.centre;
    let middle = [f32::midpoint(x0, x1), f32::midpoint(y0, y1)];
    for i in 0..2 {
        assert!((centre[i] - middle[i]).abs() < 40.0, "{centre:?}");
    }
    assert!(
        scene.tab().selected.is_empty(),
        "the press went through to the map"
    );
}

#[test]
fn dragging_the_window_of_the_overview_drags_the_map() {
    let mut scene = Scene::of(&wide_map());
    zoom_to(&mut scene, 1.0);
    let panel = overview(&scene);
    scene.click(panel.center());
    let before = scene.tab().camera.centre[0];
    scene.drag(panel.center(), panel.center() + vec2(30.0, 0.0));
    assert!(scene.tab().camera.centre[0] > before + 30.0);
    assert!(scene.tab().gesture.is_none());
}

#[test]
fn the_overview_is_switched_off_by_a_key_and_stays_off() {
    let mut scene = Scene::of(&wide_map());
    zoom_to(&mut scene, 1.0);
    scene.click(scene.canvas().left_top() + vec2(4.0, 4.0));
    scene.press("O");
    assert!(!scene.shows("Overview of the map"));
    assert!(!scene.restart().app().settings.overview);
}

#[test]
fn the_map_is_looked_at_at_every_size() {
    let mut scene = Scene::of(&wide_map());
    for zoom in [2.0, 1.0, 0.6, 0.4, 0.25, 0.15, 0.08, 0.02] {
        zoom_to(&mut scene, zoom);
        scene.settle();
        assert!(!wants_a_frame_soon(&scene), "no rest at {zoom}");
        scene.save_picture(&format!("map-at-{}", (zoom * 100.0) as u32));
    }
}

/// The colours in the middle of boxes, as they are painted.
fn grounds(scene: &mut Scene, name: &str, wordings: &[&str]) -> Vec<[i32; 3]> {
    let path = scene.save_picture(name);
    let picture = image::open(path).unwrap().into_rgb8();
    let colour = |wording: &&str| {
        // Beside the signs, where there are any.
        let rect = scene.rect(wording);
        let aside = if scene.tab().camera.zoom < 0.11 {
            1.0
        } else {
            0.3
        };
        let at = rect.left_center().lerp(rect.center(), aside);
        picture.get_pixel(at.x as u32, at.y as u32).0.map(i32::from)
    };
    wordings.iter().map(colour).collect()
}

#[test]
fn claims_without_words_are_blocks_in_the_colour_of_their_relation() {
    let mut scene =
        Scene::of("= Top\n  + Yes\n  - No\n    ~- Strikes\n  + [e] Fact\n? Why\n  = So\n");
    for theme in ["theme-light", "theme-dark", "theme-blue-orange"] {
        scene.perform(Action::Run(theme));
        for zoom in [0.2, 0.1] {
            zoom_to(&mut scene, zoom);
            let name = format!("map-blocks-{}-{}", &theme[6..], (zoom * 100.0) as u32);
            let found = grounds(&mut scene, &name, &["Yes", "No", "So", "Strikes"]);
            let [yes, no, so, strikes] = found[..] else {
                panic!("{found:?}");
            };
            let far = |a: [i32; 3], b: [i32; 3]| (0..3).map(|at| (a[at] - b[at]).abs()).max();
            assert!(far(yes, no) > Some(4), "{name}: {yes:?} {no:?}");
            assert!(far(yes, so) > Some(4), "{name}: {yes:?} {so:?}");
            assert!(far(no, strikes) <= Some(2), "{name}: {no:?} {strikes:?}");
            for [r, g, b] in [yes, no] {
                let grey = r.max(g).max(b) - r.min(g).min(b);
                assert!(grey > 8, "{name}: {r} {g} {b} is grey");
            }
        }
    }
}

#[test]
fn text_is_never_smaller_than_can_be_read() {
    let mut scene = Scene::of(&wide_map());
    for zoom in [1.0_f32, 0.7, 0.56, 0.5, 0.4, 0.3, 0.2, 0.12] {
        zoom_to(&mut scene, zoom);
        scene.settle();
        let size = scene.harness.output().pixels_per_point;
        let meshes = scene
            .harness
            .ctx
            .tessellate(scene.harness.output().shapes.clone(), size);
        let canvas = scene.canvas();
        let mut tallest: f32 = 0.0;
        for primitive in meshes {
            let Primitive::Mesh(mesh) = primitive.primitive else {
                continue;
            };
            // Glyphs are quads of their own whose corners lie apart in the atlas.
            for quad in mesh.vertices.chunks_exact(4) {
                let is_glyph = quad[0].uv != quad[3].uv && quad[0].uv.x > 0.0;
                if is_glyph && quad.iter().all(|it| canvas.contains(it.pos)) {
                    tallest = tallest.max((quad[3].pos.y - quad[0].pos.y).abs());
                }
            }
        }
        assert!(
            tallest >= 6.0,
            "the tallest letter at {zoom} is {tallest} points"
        );
    }
}

/// The main claims of the crowded map.
const MAIN: [&str; 2] = [
    "The first of the main claims",
    "The second of the main claims",
];

/// Lines and names of a map whose main claims stand in each other's way.
fn crowded_map() -> String {
    let branch = |n: u32| format!("  + Reason {n} that has some words\n    - Objection to {n}\n");
    let branches: Vec<String> = (0..7).map(branch).collect();
    let first = branches.concat();
    format!("= The first of the main claims\n{first}= The second of the main claims\n{first}")
}

/// Where a name painted on the map stands, if it is painted.
fn name_area(scene: &Scene, name: &str) -> Option<Rect> {
    let (from, to) = scene.words_at(name)?;
    Some(Rect::from_min_max(from, to).expand2(vec2(0.0, 6.0)))
}

#[test]
fn names_from_afar_cover_no_box() {
    let mut scene = Scene::of(&crowded_map());
    let names = (0..7).map(|at| format!("Reason {at} that has some words"));
    let names: Vec<String> = names.collect();
    for layout in [
        "layout-tidy",
        "layout-compact",
        "layout-layered",
        "layout-radial",
    ] {
        scene.perform(Action::Run(layout));
        for zoom in [0.24, 0.18, 0.13, 0.09, 0.06] {
            zoom_to(&mut scene, zoom);
            scene.settle();
            let boxes: Vec<Rect> = scene.rects();
            let mut shown: Vec<(&str, Rect)> = Vec::new();
            for name in MAIN.into_iter().chain(names.iter().map(String::as_str)) {
                // A main claim's name may be a short one.
                let begins = &name[..10.min(name.len())];
                let begins = if MAIN.contains(&name) { begins } else { name };
                shown.extend(name_area(&scene, begins).map(|area| (name, area)));
            }
            for (name, area) in &shown {
                let covered = boxes.iter().find(|it| it.intersects(*area));
                assert_eq!(covered, None, "{name} in {layout} at {zoom}");
            }
            let is_tree = !layout.ends_with("radial");
            let has_name = shown.iter().any(|(name, _)| *name == MAIN[0]);
            let is_seen = scene.canvas().contains(scene.at(MAIN[0]));
            assert!(has_name || !is_seen || !is_tree, "{layout} at {zoom}");
            scene.save_picture(&format!("names-{layout}-{}", (zoom * 100.0) as u32));
        }
    }
}

#[test]
fn no_ring_crosses_a_name() {
    let mut scene = Scene::of(&crowded_map());
    zoom_to(&mut scene, 0.12);
    scene.press("Ctrl+A");
    let shapes = &scene.harness.output().shapes;
    let canvas = scene.canvas();
    let is_name = |shape: &Shape| match shape {
        Shape::Text(text) => {
            text.galley.text().contains("main claims") && canvas.contains(text.pos)
        }
        _ => false,
    };
    let is_ring = |shape: &Shape| match shape {
        Shape::Rect(rect) => rect.stroke.width == 2.0 && canvas.contains_rect(rect.rect),
        _ => false,
    };
    let name = shapes.iter().position(|it| is_name(&it.shape));
    let ring = shapes.iter().rposition(|it| is_ring(&it.shape));
    assert!(name.expect("a name is shown") > ring.expect("boxes have rings"));
}

#[test]
fn a_filter_that_nothing_matches_says_so_on_the_map() {
    let mut scene = Scene::of("= Top\n  + One\n");
    assert!(!scene.shows("No box matches the filter"));
    let mut filter = Filter::default();
    "zebra".clone_into(&mut filter.text);
    scene.perform(Action::SetFilter(Box::new(filter)));
    assert!(scene.shows("No box matches the filter"));
    scene.perform(Action::SetFilter(Box::default()));
    assert!(!scene.shows("No box matches the filter"));
}

#[test]
fn a_box_that_is_pointed_at_from_afar_tells_its_kind_relation_and_wording() {
    let mut scene = Scene::of("= Top\n  - One reason against the whole of it\n  + Two\n");
    for zoom in [0.4, 0.2, 0.06] {
        zoom_to(&mut scene, zoom);
        let at = scene.at("One reason against the whole of it");
        scene.wheel(at, vec2(0.0, 0.0), Modifiers::NONE);
        scene.harness.run_steps(40);
        assert!(scene.shows("Claim, opposes"), "at {zoom}");
        assert!(
            scene.shows("One reason against the whole of it"),
            "at {zoom}"
        );
        scene.wheel(scene.canvas().left_top(), vec2(0.0, 0.0), Modifiers::NONE);
    }
}

/// The clock that the window is told, in seconds: it goes on only when a test says so.
struct Clock(f64);

impl Clock {
    fn of(scene: &Scene) -> Self {
        Self(scene.harness.ctx.input(|input| input.time))
    }

    /// Makes a frame that much later, and gives what is painted of the map.
    fn frame_after(&mut self, scene: &mut Scene, seconds: f64) -> Vec<Pos2> {
        self.0 += seconds;
        scene.harness.input_mut().time = Some(self.0);
        scene.harness.step();
        map_mesh(scene)
    }

    /// What moves begins in the next frame, is on its way for the time that the theme says, and no
    /// longer than 200 ms.
    fn check_that_it_ends_in_time(&mut self, scene: &mut Scene) {
        const STEP: f64 = 0.02;
        let length = f64::from(scene.app().theme().shape().motion_seconds);
        assert!((0.1..=0.2).contains(&length), "{length} s");
        let mut on_the_way = vec![self.frame_after(scene, 0.0)];
        let mut passed = 0.0;
        while passed + STEP < length - 1e-6 {
            passed += STEP;
            on_the_way.push(self.frame_after(scene, STEP));
            assert!(
                wants_a_frame_soon(scene),
                "after {passed} s it is on its way"
            );
        }
        on_the_way.dedup();
        assert!(on_the_way.len() > 5, "{} pictures", on_the_way.len());
        self.frame_after(scene, 0.2 - passed);
        // What is laid out for a moving zoom is set anew where that comes to rest.
        let in_the_end = self.frame_after(scene, 0.0);
        assert!(!on_the_way.contains(&in_the_end));
        self.frame_after(scene, 0.0);
        assert!(!wants_a_frame_soon(scene), "it has come to rest");
        assert_eq!(in_the_end, self.frame_after(scene, 5.0));
    }
}

#[test]
fn boxes_ease_to_their_places_and_come_to_rest() {
    let mut scene = Scene::of("= Top ◂\n  + One\n  + Two\n");
    scene.app_mut().settings.reduced_motion = linchpin::storage::settings::ReducedMotion::Never;
    scene.settle();
    scene.harness.run_steps(30);
    let before = map_mesh(&scene);
    let node = scene.node("Top");
    scene.app_mut().perform(Action::ToggleFold(node));
    scene.app_mut().perform(Action::Run("unfold-all"));
    scene.harness.run_steps(20);
    assert_eq!(before, map_mesh(&scene), "nothing has moved in the end");
    let mut clock = Clock::of(&scene);
    scene.app_mut().perform(Action::Run("grow-right"));
    clock.check_that_it_ends_in_time(&mut scene);
}

#[test]
fn nothing_eases_for_those_who_want_no_motion() {
    let mut scene = Scene::of("= Top ◂\n  + One\n  + Two\n");
    scene.settle();
    scene.app_mut().perform(Action::Run("grow-right"));
    let mut pictures = Vec::new();
    for _ in 0..12 {
        scene.harness.step();
        pictures.push(map_mesh(&scene));
    }
    pictures.dedup();
    assert!(
        pictures.len() <= 2,
        "{} pictures on the way",
        pictures.len()
    );
}

#[test]
fn the_camera_eases_to_what_it_is_asked_to_show() {
    let mut scene = Scene::of(&wide_map());
    scene.app_mut().settings.reduced_motion = linchpin::storage::settings::ReducedMotion::Never;
    zoom_to(&mut scene, 1.0);
    scene.harness.run_steps(20);
    let mut clock = Clock::of(&scene);
    scene.app_mut().perform(Action::Run("zoom-fit"));
    clock.check_that_it_ends_in_time(&mut scene);
}

#[test]
fn the_selected_boxes_are_shown_no_larger_than_life() {
    let mut scene = Scene::of(&wide_map());
    scene.perform(Action::Run("zoom-fit"));
    scene.settle();
    let rows = scene.tab().document().nodes().rows();
    let some: Vec<_> = rows
        .iter()
        .rev()
        .take(2)
        .map(|row| row.id.clone())
        .collect();
    scene.perform(Action::SelectAll(some.clone()));
    let before = scene.tab().camera;
    scene.perform(Action::Run("zoom-selection"));
    scene.settle();
    let camera = scene.tab().camera;
    assert!(
        camera.zoom > before.zoom && camera.zoom <= 1.0,
        "{camera:?}"
    );
    for id in &some {
        let [x0, y0, x1, y1] = scene.tab().picture.box_of(id).unwrap();
        for corner in [
            camera.screen_from_map([x0, y0]),
            camera.screen_from_map([x1, y1]),
        ] {
            let within = |side: usize| (0.0..=camera.canvas[side]).contains(&corner[side]);
            assert!(within(0) && within(1), "{corner:?} of {camera:?}");
        }
    }
}

#[test]
fn a_map_that_is_panned_moves_by_whole_pixels() {
    let mut scene = Scene::of("= Top\n  + One\n  + Two\n");
    zoom_to(&mut scene, 0.73);
    let before = map_mesh(&scene);
    let mut camera = scene.tab().camera;
    camera.pan([7.3, -12.6]);
    scene.perform(Action::SetCamera(camera, None));
    let after = map_mesh(&scene);
    assert!(before.len() > 100 && before.len() == after.len());
    for (before, after) in before.iter().zip(&after) {
        let by = *after - *before;
        assert!((by - vec2(7.0, -13.0)).abs().max_elem() <= 1.001, "{by:?}");
        assert!((by - by.round()).abs().max_elem() < 0.01, "{by:?}");
    }
}
