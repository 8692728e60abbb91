//! Striking out for now, and findings, with keys on the map.

use linchpin::app::Action;

use super::scenario::Scene;

const TREE: &str = "
    = Top
      + Reason ◂
      - Objection
";

#[test]
fn k_strikes_out_and_the_status_bar_says_what_falls() {
    let mut scene = Scene::of(TREE);
    let before = scene.draw();
    scene.press("K");
    assert!(scene.shows("1 struck out; 1 claim rests on nothing else"));
    assert!(scene.shows_part("Top; Rests on nothing that stands"));
    assert!(scene.shows_part("1 of 2; Struck out"));
    scene.press("K");
    assert!(!scene.shows_part("struck out"));
    assert_eq!(scene.draw(), before);
}

#[test]
fn escape_lets_go_of_the_selection_first_and_then_puts_back() {
    let mut scene = Scene::of(TREE);
    scene.press("K Esc");
    assert!(scene.tab().selected.is_empty());
    assert!(scene.shows_part("1 struck out"));
    scene.press("Esc");
    assert!(!scene.shows_part("struck out"));
}

#[test]
fn a_click_on_what_is_said_puts_back() {
    let mut scene = Scene::of(TREE);
    scene.press("K");
    scene.click_on("1 struck out; 1 claim rests on nothing else");
    assert!(!scene.tab().marks.has_struck());
}

#[test]
fn f8_and_shift_f8_go_from_finding_to_finding() {
    let mut scene = Scene::of(TREE);
    let lead = |scene: &Scene| scene.tab().lead_record().map(|node| node.text.clone());
    // What is found on the selected box itself is told first.
    scene.press("F8");
    assert_eq!(lead(&scene).as_deref(), Some("Reason"));
    scene.press("F8");
    assert_eq!(lead(&scene).as_deref(), Some("Objection"));
    scene.press("Shift+F8");
    assert_eq!(lead(&scene).as_deref(), Some("Reason"));
}

/// The pixels of the map in the window.
fn picture(scene: &mut Scene, name: &str) -> Vec<u8> {
    let path = scene.save_picture(name);
    let window = image::open(path).unwrap();
    window.crop_imm(520, 90, 600, 760).into_rgba8().into_raw()
}

#[test]
fn what_is_struck_out_is_seen_at_every_zoom() {
    for (name, n_steps) in [("near", 0), ("short", 3), ("far", 12)] {
        let mut scene = Scene::of(TREE);
        for _ in 0..n_steps {
            scene.press("Ctrl+-");
        }
        let before = picture(&mut scene, &format!("struck-{name}-before"));
        scene.press("K");
        let struck = picture(&mut scene, &format!("struck-{name}"));
        assert_ne!(struck, before, "{name}");
        scene.press("K");
        assert_eq!(picture(&mut scene, "struck-lifted"), before, "{name}");
    }
}

/// The radii of the corners of the rings around what is selected.
fn ring_radii(scene: &Scene) -> Vec<u8> {
    let shapes = &scene.harness.output().shapes;
    let rings = shapes.iter().filter_map(|shape| match &shape.shape {
        egui::Shape::Rect(rect) if rect.stroke.width == 2.0 && rect.fill.a() == 0 => Some(rect),
        _ => None,
    });
    rings.map(|rect| rect.corner_radius.nw).collect()
}

#[test]
fn the_ring_around_a_box_is_as_round_as_the_box() {
    let mut scene = Scene::of("? Why ◂\n  = Because\n");
    let question = ring_radii(&scene);
    scene.select("Because");
    let claim = ring_radii(&scene);
    assert_eq!((question.len(), claim.len()), (1, 1));
    assert!(question[0] > claim[0], "{question:?} {claim:?}");
}

#[test]
fn a_line_that_is_selected_or_pointed_at_leaves_its_sign_to_be_seen() {
    for zoom in [1.0, 0.4] {
        let mut scene = Scene::of("= Top\n  + Reason\n  - Objection\n");
        let mut camera = scene.tab().camera;
        camera.zoom = zoom;
        scene.perform(Action::SetCamera(camera, None));
        let link = scene.tab().place_link(&scene.node("Objection")).cloned();
        let link = link.expect("it has a place");
        let graph = scene.tab().editor.graph();
        let wire = graph.link(link.as_str()).unwrap();
        let wire = scene.tab().picture.plan().wire_of(wire).unwrap();
        let chip = scene.tab().picture.placement().wires[wire].chip;
        let at = scene.on_screen(chip);
        // Well within the circle.
        let sign = |scene: &mut Scene, name: &str| {
            let picture = image::open(scene.save_picture(name)).unwrap();
            let corner = [at.x as u32 - 2, at.y as u32 - 2];
            let sign = picture.crop_imm(corner[0], corner[1], 4, 4);
            sign.into_rgba8().into_raw()
        };
        let plain = sign(&mut scene, "sign-plain");
        scene.perform(Action::Select(Some(link)));
        let name = format!("sign-selected-{}", (zoom * 100.0) as u32);
        assert_eq!(sign(&mut scene, &name), plain, "selected at {zoom}");
        scene.perform(Action::Select(None));
        let line = scene.at_line_of("Objection");
        scene.hover(line);
        assert_eq!(
            sign(&mut scene, "sign-hover"),
            plain,
            "pointed at, at {zoom}"
        );
    }
}
