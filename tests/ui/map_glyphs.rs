//! Letters on the map at every size: as crisp as the screen allows, in an atlas that stays bounded.

use egui::{Context, Mesh, Shape};
use linchpin::app::Action;

use super::scenario::Scene;

/// How much larger or smaller than its place in the atlas a letter is drawn at most while the
/// zoom moves: half a step of the zooms at which things are laid out, and a hair.
const MOST_STRETCH: f32 = 1.095;

/// The height of a small letter with its rim, in pixels.
const LEAST: f32 = 5.5;

/// The largest atlas, in pixels.
const MOST_PIXELS: usize = 2048 * 2048;

/// A map with much text, in many letters.
fn wordy_map(n: u32) -> String {
    let words =
        "Quick brown foxes jump over lazy dogs; big fjords vex Pym & 27 waltzing nymphs (±5 %).";
    let branch = |n: u32| format!("  + {n}: {words}\n    - Not {n}! {words}\n");
    let branches: Vec<String> = (0..n).map(branch).collect();
    format!("= {words}\n{}", branches.concat())
}

/// A letter: its height on the screen and in the atlas, in pixels.
struct Letter {
    shown: f32,
    kept: f32,
}

/// The letters that the map paints in sight.
fn letters(scene: &Scene) -> Vec<Letter> {
    let ctx = &scene.harness.ctx;
    let (_, height, _) = atlas(ctx);
    let pixels = ctx.pixels_per_point();
    let canvas = scene.canvas();
    let shapes = &scene.harness.output().shapes;
    let meshes = shapes.iter().filter_map(|shape| match &shape.shape {
        Shape::Mesh(mesh) if mesh.texture_id == egui::TextureId::default() => Some(mesh),
        _ => None,
    });
    let of_mesh = |mesh: &Mesh| {
        let quads = mesh.vertices.windows(4).filter(|quad| {
            // Corners of a letter: two to the left, two to the right, and as in the atlas.
            let [a, b, c, d] = [quad[0], quad[1], quad[2], quad[3]];
            let is_square = a.pos.x == c.pos.x && b.pos.x == d.pos.x && a.pos.y == b.pos.y;
            let is_so_in_atlas = a.uv.x == c.uv.x && b.uv.x == d.uv.x && a.uv.y == b.uv.y;
            is_square && is_so_in_atlas && d.uv.x > a.uv.x && d.uv.y > a.uv.y
        });
        let of_quad = |quad: &[egui::epaint::Vertex]| Letter {
            shown: (quad[3].pos.y - quad[0].pos.y) * pixels,
            kept: (quad[3].uv.y - quad[0].uv.y) * height as f32,
        };
        let is_seen = |quad: &&[egui::epaint::Vertex]| canvas.contains(quad[0].pos);
        quads.filter(is_seen).map(of_quad).collect::<Vec<Letter>>()
    };
    // What is smaller is a dot of a line, which the toolkit keeps as discs of a few sizes.
    let letters = meshes.flat_map(|mesh| of_mesh(mesh));
    letters.filter(|letter| letter.kept >= LEAST).collect()
}

/// Shows the top of the map.
fn zoom_to(scene: &mut Scene, zoom: f32) {
    let mut camera = scene.tab().camera;
    camera.zoom = zoom;
    let root = scene.tab().document().nodes().rows()[0].id.clone();
    let [x0, _, x1, y1] = scene.tab().picture.box_of(&root).unwrap();
    camera.centre = [f32::midpoint(x0, x1), y1];
    scene.app_mut().perform(Action::SetCamera(camera, None));
}

/// Width and height of the atlas, and its share that is taken.
fn atlas(ctx: &Context) -> (usize, usize, f32) {
    ctx.fonts(|fonts| {
        let [width, height] = fonts.font_image_size();
        (width, height, fonts.font_atlas_fill_ratio())
    })
}

/// Zooms from near to far and back, in steps that no other way goes by.
fn zooms() -> impl Iterator<Item = f32> {
    let down = (0..150_u16).map(|step| 4.0 * 0.977_f32.powi(i32::from(step)));
    let up = (0..150_u16).map(|step| 0.123 * 1.0237_f32.powi(i32::from(step)));
    down.chain(up)
}

#[test]
fn letters_are_as_large_in_the_atlas_as_on_the_screen_when_the_zoom_rests() {
    let mut scene = Scene::of(&wordy_map(14));
    for pixels in [1.0, 1.5, 2.0] {
        scene.harness.set_pixels_per_point(pixels);
        for zoom in [3.1, 1.7, 1.0, 0.83, 0.61, 0.47, 0.31] {
            zoom_to(&mut scene, zoom);
            scene.settle();
            let letters = letters(&scene);
            assert!(letters.len() > 100, "{} letters at {zoom}", letters.len());
            for Letter { shown, kept } in letters {
                assert!(
                    (shown - kept).abs() < 0.02,
                    "at {zoom} a letter of {kept} pixels is drawn {shown} high"
                );
            }
        }
    }
}

#[test]
fn letters_are_hardly_stretched_while_the_zoom_moves() {
    // So few boxes that all of them are set anew in the frame in which they have to be.
    let mut scene = Scene::of(&wordy_map(11));
    for zoom in zooms() {
        zoom_to(&mut scene, zoom);
        scene.harness.step();
        for Letter { shown, kept } in letters(&scene) {
            let stretch = shown / kept;
            assert!(
                (1.0 / MOST_STRETCH..=MOST_STRETCH).contains(&stretch),
                "at {zoom} a letter of {kept} pixels is drawn {shown} high"
            );
        }
    }
}

#[test]
fn the_atlas_of_letters_stays_bounded_through_many_zooms_of_a_wordy_map() {
    let map = wordy_map(14);
    let mut scene = Scene::of(&map);
    let (mut n_cleared, mut last) = (0, 0.0);
    for (at, zoom) in zooms().chain(zooms()).enumerate() {
        zoom_to(&mut scene, zoom);
        // Every third comes to rest, where letters are set in a size of their own.
        scene.harness.run_steps(if at % 3 == 0 { 3 } else { 1 });
        let (width, height, fill) = atlas(&scene.harness.ctx);
        assert!(width * height <= MOST_PIXELS, "{width} by {height}");
        assert!(fill <= 0.9, "at {zoom} the atlas is {fill} full");
        n_cleared += usize::from(fill < last);
        last = fill;
    }
    assert!(n_cleared <= 4, "cleared {n_cleared} times");
    // Whatever the atlas went through, the letters are those of a window that was just opened.
    let mut fresh = Scene::of(&map);
    for scene in [&mut scene, &mut fresh] {
        zoom_to(scene, 0.9);
        scene.settle();
    }
    assert!(scene.harness.render().unwrap() == fresh.harness.render().unwrap());
}
