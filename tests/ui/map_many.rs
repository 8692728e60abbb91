//! The map where much is selected, or about to be: what is painted does not grow with it, and what is
//! selected is still seen. Stubs that are drawn in full for what is selected or pointed at.

use egui::{Color32, Modifiers, Pos2, Rect, Shape, TextureId};
use linchpin::app::{Action, Gesture};
use linchpin::edit::Edit;
use linchpin::layout::placement::Shape as PathShape;
use linchpin::layout::placement::{Route, point_on_curve};
use linchpin::layout::{self, LayoutId, Point};
use linchpin::model::LayoutName;
use linchpin::theme::Role;

use super::scenario::{Scene, beside};

/// A main claim with reasons and a reason under each.
fn map_of(n: u32) -> String {
    let branch = |at: u32| format!("  + Reason {at}\n    + Ground of {at}\n");
    let branches: Vec<String> = (0..n).map(branch).collect();
    format!("= Top\n{}", branches.concat())
}

fn lay_out(scene: &mut Scene, layout: LayoutId) {
    let name = layout::Layout::of(layout).name;
    scene.app_mut().tab_mut().unwrap().layout = LayoutName::from(name);
    scene.settle();
}

fn crowded() -> Scene {
    let mut scene = Scene::of(&map_of(400));
    scene.app_mut().settings.overview = false;
    lay_out(&mut scene, LayoutId::Compact);
    scene.press("Ctrl+0");
    scene
}

fn n_shapes(scene: &Scene) -> usize {
    let canvas = scene.canvas();
    let shapes = scene.harness.output().shapes.iter();
    shapes
        .filter(|it| canvas.intersects(it.shape.visual_bounding_rect()))
        .count()
}

/// How many pictures of the map are painted: the map itself from afar, and what tints it.
fn n_pictures(scene: &Scene) -> usize {
    let canvas = scene.canvas();
    let shapes = scene.harness.output().shapes.iter();
    shapes
        .filter(|it| match &it.shape {
            Shape::Mesh(mesh) => {
                mesh.texture_id != TextureId::default() && canvas.intersects(mesh.calc_bounds())
            }
            _ => false,
        })
        .count()
}

#[test]
fn a_rectangle_over_many_boxes_tints_them() {
    let mut scene = crowded();
    let (plain, n) = (n_pictures(&scene), n_shapes(&scene));
    let (from, to) = (scene.canvas().left_top(), scene.canvas().right_bottom());
    let (from, to) = (beside(from, 3.0, 3.0), beside(to, -60.0, -60.0));
    scene.begin_drag(from, to);
    assert!(matches!(scene.tab().gesture, Some(Gesture::Marquee { .. })));
    assert_eq!(n_pictures(&scene), plain + 1);
    assert!(n_shapes(&scene) < n + 8, "{} after {n}", n_shapes(&scene));
    scene.save_picture("map-many-marquee");
    scene.press("Esc");
    scene.drop_at(to, Modifiers::NONE);
    assert_eq!(n_pictures(&scene), plain);
}

/// A tidy map seen whole, of so many boxes that pictures of it take several frames.
fn huge() -> Scene {
    let mut scene = Scene::of(&map_of(4_600));
    lay_out(&mut scene, LayoutId::Tidy);
    scene.press("Ctrl+0");
    scene
}

#[test]
fn a_tint_over_very_many_boxes_is_made_in_several_frames_and_then_stays() {
    let mut scene = huge();
    let plain = n_pictures(&scene);
    let (from, to) = (scene.canvas().left_top(), scene.canvas().right_bottom());
    let (from, to) = (beside(from, 3.0, 3.0), beside(to, -60.0, -60.0));
    let press = |pressed, pos| egui::Event::PointerButton {
        pos,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    // The whole map is taken in the first frame of the rectangle.
    let mut pictures = Vec::new();
    for event in [
        egui::Event::PointerMoved(from),
        press(true, from),
        egui::Event::PointerMoved(to),
    ] {
        scene.harness.input_mut().events.push(event);
        scene.harness.step();
        pictures.push(n_pictures(&scene));
    }
    assert!(matches!(scene.tab().gesture, Some(Gesture::Marquee { .. })));
    for _ in 0..6 {
        scene.harness.step();
        pictures.push(n_pictures(&scene));
    }
    let first = pictures.iter().position(|&n| n == plain + 1);
    let first = first.expect("the boxes are tinted");
    assert!(first > 3, "{pictures:?}: not at once");
    let (before, after) = pictures.split_at(first);
    assert!(before.iter().all(|&n| n == plain), "{pictures:?}");
    assert!(after.iter().all(|&n| n == plain + 1), "{pictures:?}");
    scene.drop_at(to, Modifiers::NONE);
    assert_eq!(n_pictures(&scene), plain + 1, "what is selected is tinted");
}

#[test]
fn where_much_is_selected_it_is_tinted_and_the_last_has_its_ring() {
    let mut scene = crowded();
    let (plain, n) = (n_pictures(&scene), n_shapes(&scene));
    scene.press("Ctrl+A");
    assert_eq!(scene.tab().selected.len(), 801);
    assert_eq!(n_pictures(&scene), plain + 1);
    assert!(n_shapes(&scene) < n + 8, "{} after {n}", n_shapes(&scene));
    scene.save_picture("map-many-selected");
    // Near enough, there are few in sight, and each has a ring.
    let mut camera = scene.tab().camera;
    camera.zoom = 1.0;
    scene.perform(Action::SetCamera(camera, None));
    assert_eq!(n_pictures(&scene), plain);
    let accent = linchpin::ui::theme::colour(scene.app().theme(), Role::Accent);
    let in_sight = scene.rects().into_iter();
    let in_sight = in_sight.filter(|rect| scene.canvas().intersects(*rect));
    assert_eq!(n_rings(&scene, accent), in_sight.count());
    scene.press("Esc");
    assert_eq!(n_rings(&scene, accent), 0);
}

/// How many rings of a colour are painted on the canvas.
fn n_rings(scene: &Scene, colour: Color32) -> usize {
    let canvas = scene.canvas();
    let shapes = scene.harness.output().shapes.iter();
    shapes
        .filter(|it| match &it.shape {
            Shape::Rect(rect) => {
                rect.stroke.color == colour
                    && rect.fill == Color32::TRANSPARENT
                    && rect.stroke.width == 2.0
                    && canvas.intersects(rect.rect)
                    && rect.rect != canvas.shrink(1.0)
            }
            _ => false,
        })
        .count()
}

/// How many corners of a colour the map has within a rectangle of the screen.
fn n_corners_in(scene: &Scene, rect: Rect, colour: Color32) -> usize {
    let shapes = scene.harness.output().shapes.iter();
    let corners = shapes.map(|it| match &it.shape {
        Shape::Mesh(mesh) => {
            let corners = mesh.vertices.iter();
            let inside = corners.filter(|it| it.color == colour && rect.contains(it.pos));
            inside.count()
        }
        Shape::Rect(it) => 4 * usize::from(it.fill == colour && rect.contains_rect(it.rect)),
        _ => 0,
    });
    corners.sum()
}

#[test]
fn of_several_that_are_selected_the_one_that_commands_act_on_is_filled() {
    let mut scene = Scene::of("= Top\n  + A\n  + B\n  + C\n  - [e] D");
    let colour = |role| linchpin::ui::theme::colour(scene.app().theme(), role);
    let (tint, accent) = (colour(Role::SelectionTint), colour(Role::Accent));
    let all = ["A", "B", "C", "D"];
    let filled = |scene: &Scene| -> Vec<&str> {
        let is_filled = |it: &&str| n_corners_in(scene, scene.rect(it).expand(1.0), tint) > 0;
        all.into_iter().filter(is_filled).collect()
    };
    for zoom in [1.0, 0.2, 0.07] {
        let mut camera = scene.tab().camera;
        camera.zoom = zoom;
        scene.perform(Action::SetCamera(camera, None));
        scene.select("C");
        assert_eq!(filled(&scene), [""; 0], "one alone has its ring, at {zoom}");
        for last in ["A", "D"] {
            let selected = ["C", "B", last].map(|wording| scene.node(wording));
            scene.perform(Action::SelectAll(selected.to_vec()));
            assert_eq!(filled(&scene), [last], "at {zoom}");
            assert_eq!(n_rings(&scene, accent), 3, "at {zoom}");
            scene.save_picture(&format!("map-many-lead-{last}-{}", (zoom * 100.0) as u32));
        }
    }
}

/// A map with a link that is too long to be followed.
fn map_with_stub() -> Scene {
    let mut map = map_of(14);
    map.push_str("= Elsewhere\n");
    let mut scene = Scene::of(&map);
    let edit = Edit::AddLink {
        relation: linchpin::model::Relation::Supports,
        from: vec![scene.node("Ground of 0")],
        to: scene.node("Ground of 13"),
    };
    scene.app_mut().commit(&edit);
    scene.perform(Action::Select(None));
    scene.press("Ctrl+0");
    scene
}

/// Points along the line of a stub, but for its ends.
fn points_of(scene: &Scene, route: &Route) -> Vec<Point> {
    let placement = scene.tab().picture.placement();
    let points = placement.points(&route.main);
    let along = |share: f32| match *points {
        [a, b, c, d] if route.main.shape == PathShape::Curve => {
            point_on_curve(&[a, b, c, d], share)
        }
        _ => {
            let at = share * (points.len() - 1) as f32;
            points[at as usize].lerp(points[at as usize + 1], at.fract())
        }
    };
    let steps = 4..=12_u8;
    steps.map(|step| along(f32::from(step) / 16.0)).collect()
}

/// The same on the screen, for the only stub that there is.
fn line_of_stub(scene: &Scene) -> Vec<Pos2> {
    let placement = scene.tab().picture.placement();
    let mut stubs = placement.wires.iter().filter(|route| route.stub.is_some());
    let route = stubs.next().expect("the link ends in stubs");
    let points = points_of(scene, route).into_iter();
    points.map(|at| scene.on_screen(at)).collect()
}

/// How many triangles of the map cover a point.
fn n_covering(scene: &Scene, at: Pos2) -> usize {
    let shapes = scene.harness.output().shapes.iter();
    let meshes = shapes.filter_map(|it| match &it.shape {
        Shape::Mesh(mesh) => Some(mesh),
        _ => None,
    });
    let covers = |[a, b, c]: [Pos2; 3]| {
        let side = |a: Pos2, b: Pos2| (b.x - a.x) * (at.y - a.y) - (b.y - a.y) * (at.x - a.x);
        let sides = [side(a, b), side(b, c), side(c, a)];
        sides.iter().all(|&it| it >= 0.0) || sides.iter().all(|&it| it <= 0.0)
    };
    let mut n = 0;
    for mesh in meshes {
        for corners in mesh.indices.chunks_exact(3) {
            let corner = |nth: usize| mesh.vertices[corners[nth] as usize].pos;
            n += usize::from(covers([corner(0), corner(1), corner(2)]));
        }
    }
    n
}

fn covering(scene: &Scene, line: &[Pos2]) -> Vec<usize> {
    line.iter().map(|&at| n_covering(scene, at)).collect()
}

#[test]
fn a_stub_is_drawn_in_full_while_either_end_is_selected_or_pointed_at() {
    let mut scene = map_with_stub();
    let line = line_of_stub(&scene);
    let plain = covering(&scene, &line);
    for wording in ["Ground of 0", "Ground of 13"] {
        scene.select(wording);
        let shown = covering(&scene, &line);
        assert!(
            shown.iter().zip(&plain).all(|(a, b)| a > b),
            "{wording}: {shown:?} {plain:?}"
        );
        scene.save_picture("map-many-stub");
        scene.perform(Action::Select(None));
        assert_eq!(covering(&scene, &line), plain);
        let at = scene.at(wording);
        scene.hover(at);
        let shown = covering(&scene, &line);
        assert!(
            shown.iter().zip(&plain).all(|(a, b)| a > b),
            "{wording}: {shown:?} {plain:?}"
        );
        scene.hover(beside(scene.canvas().left_bottom(), 9.0, -9.0));
        assert_eq!(covering(&scene, &line), plain);
    }
    scene.select("Reason 5");
    assert_eq!(covering(&scene, &line), plain, "it is no end of it");
}

#[test]
fn stubs_of_many_selected_boxes_are_those_of_the_last_one() {
    let mut map = map_of(260);
    map.push_str("= Hub\n");
    let mut scene = Scene::of(&map);
    let hub = scene.node("Hub");
    for nth in 0..260 {
        let edit = Edit::AddLink {
            relation: linchpin::model::Relation::Supports,
            from: vec![scene.node(&format!("Ground of {nth}"))],
            to: hub.clone(),
        };
        scene.app_mut().commit(&edit);
    }
    scene.perform(Action::Select(None));
    let (first, last) = (scene.node("Reason 3"), scene.node("Ground of 3"));
    let tab = scene.tab();
    let (placement, graph) = (tab.picture.placement(), tab.editor.graph());
    let stubs = placement.wires.iter().filter(|route| route.stub.is_some());
    assert!(stubs.count() > 220, "there are many stubs");
    // What the stub of a ground would cover half way to the hub.
    let middle_of = |wording: &str| {
        let node = graph.node(scene.node(wording).as_str()).unwrap();
        let wires = graph.links_from(node).iter();
        let mut wires = wires.filter_map(|&link| tab.picture.plan().wire_of(link));
        let route = wires.find_map(|wire| placement.wires.get(wire).filter(|it| it.stub.is_some()));
        points_of(&scene, route.expect("it ends in a stub"))[4]
    };
    let (of_last, of_another) = (middle_of("Ground of 3"), middle_of("Ground of 90"));
    let mut all = tab.picture.ids().to_vec();
    all.retain(|id| *id != first && *id != last);
    all.extend([first, last]);
    for (at, is_drawn) in [(of_last, true), (of_another, false)] {
        scene.perform(Action::Select(None));
        let mut camera = scene.tab().camera;
        (camera.zoom, camera.centre) = (1.0, [at.x, at.y]);
        scene.perform(Action::SetCamera(camera, None));
        let plain = n_covering(&scene, scene.on_screen(at));
        scene.perform(Action::SelectAll(all.clone()));
        let shown = n_covering(&scene, scene.on_screen(at));
        assert_eq!(shown > plain, is_drawn, "{shown} after {plain}");
    }
}

#[test]
fn the_selected_box_stays_where_it_is_when_an_edit_moves_the_layout() {
    for layout in [LayoutId::Tidy, LayoutId::Compact] {
        let mut scene = Scene::of(&map_of(8));
        lay_out(&mut scene, layout);
        scene.select("Reason 5");
        scene.harness.run_steps(8);
        let place = |scene: &Scene| {
            let id = scene.node("Reason 5");
            let rect = scene.tab().picture.box_of(&id).unwrap();
            ([rect[0], rect[1]], scene.rect("Reason 5").min)
        };
        let mut n_moved = 0;
        for nth in [0, 2, 4, 6] {
            let (on_map, on_screen) = place(&scene);
            let edit = Edit::SetText {
                node: scene.node(&format!("Reason {nth}")),
                text: "Many more words than before, which take more room. ".repeat(4),
            };
            let key = scene.tab().key;
            scene.app_mut().commit_in(key, &edit);
            scene.select("Reason 5");
            let after = place(&scene);
            n_moved += usize::from(after.0 != on_map);
            let away = (after.1 - on_screen).length();
            assert!(away < 0.5, "{layout:?}: {away} points after edit {nth}");
        }
        assert!(n_moved > 1, "{layout:?}: the layout did move it");
        // A place among its siblings, too.
        let (on_map, on_screen) = place(&scene);
        scene.press("Alt+Left");
        let after = place(&scene);
        assert_ne!(after.0, on_map, "{layout:?}");
        assert!((after.1 - on_screen).length() < 0.5, "{layout:?}");
        scene.press("Ctrl+Z");
        assert!((place(&scene).1 - on_screen).length() < 0.5, "{layout:?}");
    }
}
