//! A painter for pictures of the window that needs neither a display nor a graphics card.
//!
//! egui hands over clipped triangles and textures; they are filled here row by row, blended
//! premultiplied in gamma space as its own renderers do. It knows nothing of the program.

use std::collections::HashMap;
use std::path::PathBuf;

use egui::epaint::{ImageData, ImageDelta, Primitive, Vertex};
use egui::{Color32, Rect, TextureFilter, TextureId, TexturesDelta};
use egui_kittest::{Harness, TestRenderer};
use image::RgbaImage;

/// Renders what a harness last drew; hand it to `HarnessBuilder::renderer`.
#[derive(Default)]
pub struct Raster {
    textures: HashMap<TextureId, Texture>,
}

/// Writes what the harness last drew to `target/pictures/<name>.png` and returns the path.
pub fn save_picture<State>(harness: &mut Harness<'_, State>, name: &str) -> PathBuf {
    let picture = harness.render().unwrap();
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/pictures");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(format!("{name}.png"));
    picture.save(&path).unwrap();
    path
}

impl TestRenderer for Raster {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        for (id, images) in std::mem::take(&mut delta.set) {
            for image in images {
                self.set_texture(id, &image);
            }
        }
        for id in std::mem::take(&mut delta.free) {
            self.textures.remove(&id);
        }
    }

    fn render(
        &mut self,
        ctx: &egui::Context,
        output: &egui::FullOutput,
    ) -> Result<RgbaImage, String> {
        let ppp = output.pixels_per_point;
        let size = ctx.content_rect().size() * ppp;
        let mut canvas = Canvas::new(size.x.round() as usize, size.y.round() as usize);
        for primitive in ctx.tessellate(output.shapes.clone(), ppp) {
            let Primitive::Mesh(mesh) = &primitive.primitive else {
                return Err("paint callbacks cannot be drawn without a graphics card".to_owned());
            };
            let Some(texture) = self.textures.get(&mesh.texture_id) else {
                return Err(format!("texture {:?} was never set", mesh.texture_id));
            };
            let clip = canvas.clip(primitive.clip_rect, ppp);
            for triangle in mesh.indices.chunks_exact(3) {
                let corners = [triangle[0], triangle[1], triangle[2]]
                    .map(|index| Corner::new(&mesh.vertices[index as usize], ppp, texture));
                canvas.fill_triangle(corners, texture, clip);
            }
        }
        canvas.into_picture()
    }
}

impl Raster {
    fn set_texture(&mut self, id: TextureId, delta: &ImageDelta) {
        let ImageData::Color(image) = &delta.image;
        let [width, height] = image.size;
        let pixels = image.pixels.iter().copied().map(pack_colour);
        if let Some([left, top]) = delta.pos {
            let texture = self.textures.get_mut(&id).unwrap();
            let pixels: Vec<u32> = pixels.collect();
            for (row, line) in pixels.chunks_exact(width.max(1)).enumerate() {
                let start = (top + row) * texture.width + left;
                texture.pixels[start..start + width].copy_from_slice(line);
            }
        } else {
            let nearest = delta.options.magnification == TextureFilter::Nearest;
            let pixels = pixels.collect();
            self.textures.insert(
                id,
                Texture {
                    width,
                    height,
                    pixels,
                    nearest,
                },
            );
        }
    }
}

/// Pixels as premultiplied `0xAABBGGRR`, row by row.
struct Texture {
    width: usize,
    height: usize,
    pixels: Vec<u32>,
    nearest: bool,
}

impl Texture {
    /// The texel at a place in texels with sixteen fractional bits, clamped to the edge.
    fn sample(&self, u: i64, v: i64) -> u32 {
        if self.nearest {
            return self.fetch(u >> 16, v >> 16);
        }
        // Half a texel back: a texel's value holds at its middle. Rounded to 1/256 texel.
        let (u, v) = ((u - 0x8000 + 0x80) >> 8, (v - 0x8000 + 0x80) >> 8);
        let (x, y) = (u >> 8, v >> 8);
        let (right, down) = ((u & 255) as u32, (v & 255) as u32);
        if right == 0 && down == 0 {
            return self.fetch(x, y);
        }
        let top = mix(self.fetch(x, y), self.fetch(x + 1, y), right);
        let bottom = mix(self.fetch(x, y + 1), self.fetch(x + 1, y + 1), right);
        mix(top, bottom, down)
    }

    fn fetch(&self, x: i64, y: i64) -> u32 {
        let x = x.clamp(0, self.width as i64 - 1) as usize;
        let y = y.clamp(0, self.height as i64 - 1) as usize;
        self.pixels[y * self.width + x]
    }
}

/// A corner of a triangle: pixels, texels and colour channels.
#[derive(Clone, Copy)]
struct Corner {
    x: f32,
    y: f32,
    u: f32,
    v: f32,
    colour: Color32,
}

impl Corner {
    fn new(vertex: &Vertex, ppp: f32, texture: &Texture) -> Self {
        Self {
            x: vertex.pos.x * ppp,
            y: vertex.pos.y * ppp,
            u: vertex.uv.x * texture.width as f32,
            v: vertex.uv.y * texture.height as f32,
            colour: vertex.color,
        }
    }

    /// What is interpolated: texel place and the four channels.
    fn values(self) -> [f32; 6] {
        let [r, g, b, a] = self.colour.to_array().map(f32::from);
        [self.u, self.v, r, g, b, a]
    }
}

/// Half-open ranges of pixels that may be written.
#[derive(Clone, Copy)]
struct Clip {
    left: i64,
    top: i64,
    right: i64,
    bottom: i64,
}

struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<u32>,
}

impl Canvas {
    fn new(width: usize, height: usize) -> Self {
        Self {
            width,
            height,
            pixels: vec![0; width * height],
        }
    }

    fn clip(&self, rect: Rect, ppp: f32) -> Clip {
        let round = |value: f32, most: usize| ((value * ppp).round() as i64).clamp(0, most as i64);
        Clip {
            left: round(rect.min.x, self.width),
            top: round(rect.min.y, self.height),
            right: round(rect.max.x, self.width),
            bottom: round(rect.max.y, self.height),
        }
    }

    /// Fills the pixels whose middles lie in the triangle; triangles that share an edge neither
    /// overlap nor leave a gap, as the edge is always computed from its upper end.
    fn fill_triangle(&mut self, mut corners: [Corner; 3], texture: &Texture, clip: Clip) {
        corners.sort_by(|a, b| a.y.total_cmp(&b.y));
        let [upper, middle, lower] = corners;
        let first = ((upper.y - 0.5).ceil() as i64).max(clip.top);
        let last = ((lower.y - 0.5).ceil() as i64).min(clip.bottom);
        if first >= last {
            return;
        }
        let Some(paint) = Paint::new(corners, texture) else {
            return;
        };
        for y in first..last {
            let centre = y as f32 + 0.5;
            let long = edge_x(upper, lower, centre);
            let short = if centre < middle.y {
                edge_x(upper, middle, centre)
            } else {
                edge_x(middle, lower, centre)
            };
            let left = ((long.min(short) - 0.5).ceil() as i64).max(clip.left);
            let right = ((long.max(short) - 0.5).ceil() as i64).min(clip.right);
            if left < right {
                let start = y as usize * self.width;
                let row = &mut self.pixels[start + left as usize..start + right as usize];
                paint.fill_row(row, left as f32 + 0.5, centre, texture);
            }
        }
    }

    fn into_picture(self) -> Result<RgbaImage, String> {
        let bytes = self
            .pixels
            .iter()
            .flat_map(|pixel| pixel.to_le_bytes())
            .collect();
        RgbaImage::from_raw(self.width as u32, self.height as u32, bytes)
            .ok_or_else(|| "the picture does not fit its size".to_owned())
    }
}

/// How a triangle is coloured: most are one flat colour, text is one colour through a mask.
enum Paint {
    Flat(u32),
    Masked { colour: u32, ramp: Ramp },
    Shaded { ramp: Ramp },
}

/// A plane through the values at the corners: `base + x * per_x + y * per_y`.
struct Ramp {
    base: [f32; 6],
    per_x: [f32; 6],
    per_y: [f32; 6],
}

impl Paint {
    fn new(corners: [Corner; 3], texture: &Texture) -> Option<Self> {
        let [a, b, c] = corners;
        let one_colour = a.colour == b.colour && b.colour == c.colour;
        let one_texel = (a.u, a.v) == (b.u, b.v) && (b.u, b.v) == (c.u, c.v);
        if one_colour && one_texel {
            let texel = texture.sample((a.u * 65536.0) as i64, (a.v * 65536.0) as i64);
            return Some(Self::Flat(multiply(texel, pack_colour(a.colour))));
        }
        let ramp = Ramp::new(corners)?;
        let colour = pack_colour(a.colour);
        Some(if one_colour {
            Self::Masked { colour, ramp }
        } else {
            Self::Shaded { ramp }
        })
    }

    fn fill_row(&self, row: &mut [u32], left: f32, middle: f32, texture: &Texture) {
        match self {
            Self::Flat(0) => {}
            Self::Flat(colour) if colour >> 24 == 255 => row.fill(*colour),
            Self::Flat(colour) => {
                for pixel in row {
                    *pixel = blend(*pixel, *colour);
                }
            }
            Self::Masked { colour, ramp } => {
                let ([mut u, mut v, ..], [du, dv, ..]) = ramp.start(left, middle);
                for pixel in row {
                    let texel = texture.sample(u, v);
                    if texel != 0 {
                        *pixel = blend(*pixel, multiply(texel, *colour));
                    }
                    u += du;
                    v += dv;
                }
            }
            Self::Shaded { ramp } => {
                let (mut now, step) = ramp.start(left, middle);
                for pixel in row {
                    let [u, v, channels @ ..] = now;
                    let colour = u32::from_le_bytes(
                        channels.map(|value| ((value + 0x8000) >> 16).clamp(0, 255) as u8),
                    );
                    *pixel = blend(*pixel, multiply(texture.sample(u, v), colour));
                    for (value, by) in now.iter_mut().zip(step) {
                        *value += by;
                    }
                }
            }
        }
    }
}

impl Ramp {
    fn new([a, b, c]: [Corner; 3]) -> Option<Self> {
        let (x1, y1, x2, y2) = (b.x - a.x, b.y - a.y, c.x - a.x, c.y - a.y);
        let area = x1 * y2 - x2 * y1;
        if area == 0.0 {
            return None;
        }
        let (at_a, at_b, at_c) = (a.values(), b.values(), c.values());
        let mut ramp = Self {
            base: at_a,
            per_x: [0.0; 6],
            per_y: [0.0; 6],
        };
        for i in 0..6 {
            let (d1, d2) = (at_b[i] - at_a[i], at_c[i] - at_a[i]);
            ramp.per_x[i] = (d1 * y2 - d2 * y1) / area;
            ramp.per_y[i] = (d2 * x1 - d1 * x2) / area;
            ramp.base[i] -= ramp.per_x[i] * a.x + ramp.per_y[i] * a.y;
        }
        Some(ramp)
    }

    /// The values at a place and their steps to the right, with sixteen fractional bits.
    fn start(&self, x: f32, y: f32) -> ([i64; 6], [i64; 6]) {
        let fixed = |value: f32| (value * 65536.0).round() as i64;
        let at = |i: usize| fixed(self.base[i] + self.per_x[i] * x + self.per_y[i] * y);
        (std::array::from_fn(at), self.per_x.map(fixed))
    }
}

/// Where the edge between two corners, the upper first, crosses a row.
fn edge_x(upper: Corner, lower: Corner, y: f32) -> f32 {
    let height = lower.y - upper.y;
    if height <= 0.0 {
        return lower.x;
    }
    upper.x + (lower.x - upper.x) * ((y - upper.y) / height)
}

fn pack_colour(colour: Color32) -> u32 {
    u32::from_le_bytes(colour.to_array())
}

const LANES: u32 = 0x00ff_00ff;

/// All four channels times `factor` (0 to 255), two to a multiplication, rounded.
fn scale(pixel: u32, factor: u32) -> u32 {
    let round = |wide: u32| {
        let wide = wide + 0x0080_0080;
        ((wide + ((wide >> 8) & LANES)) >> 8) & LANES
    };
    round((pixel & LANES) * factor) | round(((pixel >> 8) & LANES) * factor) << 8
}

/// `over` on top of `under`, both premultiplied.
fn blend(under: u32, over: u32) -> u32 {
    let rest = 255 - (over >> 24);
    if rest == 0 {
        return over;
    }
    let rest = scale(under, rest);
    // Additive colours (alpha below the channels) may pass 255: each lane saturates.
    let low = (over & LANES) + (rest & LANES);
    let high = ((over >> 8) & LANES) + ((rest >> 8) & LANES);
    saturate(low) | saturate(high) << 8
}

fn saturate(lanes: u32) -> u32 {
    let over = (lanes >> 8) & 0x0001_0001;
    (lanes | (over * 255)) & LANES
}

/// Channel by channel product.
fn multiply(texel: u32, colour: u32) -> u32 {
    let alpha = texel >> 24;
    if texel == u32::MAX {
        return colour;
    }
    if texel == alpha * 0x0101_0101 {
        return scale(colour, alpha);
    }
    let channel = |shift: u32| {
        let product = ((texel >> shift) & 255) * ((colour >> shift) & 255) + 127;
        (product / 255) << shift
    };
    channel(0) | channel(8) | channel(16) | channel(24)
}

/// Between two pixels: `part` of 256 towards the second.
fn mix(a: u32, b: u32, part: u32) -> u32 {
    let lanes = |a: u32, b: u32| (((a & LANES) * (256 - part) + (b & LANES) * part) >> 8) & LANES;
    lanes(a, b) | lanes(a >> 8, b >> 8) << 8
}

#[test]
fn a_filled_rectangle_covers_exactly_its_pixels() {
    let red = Color32::from_rgb(200, 10, 20);
    let mut harness = Harness::builder()
        .with_size([20.0, 16.0])
        .renderer(Raster::default())
        .build_ui(move |ui| {
            let rect = Rect::from_min_max(egui::pos2(4.0, 3.0), egui::pos2(12.0, 9.0));
            ui.ctx()
                .tessellation_options_mut(|options| options.feathering = false);
            ui.painter().rect_filled(rect, 0.0, red);
        });
    let picture = harness.render().unwrap();
    let painted = picture
        .enumerate_pixels()
        .filter(|(.., pixel)| pixel.0 == red.to_array());
    let painted: Vec<_> = painted.map(|(x, y, _)| (x, y)).collect();
    assert_eq!((picture.width(), picture.height()), (20, 16));
    assert_eq!(painted.len(), 8 * 6);
    assert!(
        painted
            .iter()
            .all(|&(x, y)| (4..12).contains(&x) && (3..9).contains(&y))
    );
}

#[test]
fn a_half_transparent_rectangle_lets_half_of_the_ground_through() {
    let mut harness = Harness::builder()
        .with_size([8.0, 8.0])
        .renderer(Raster::default())
        .build_ui(|ui| {
            ui.ctx()
                .tessellation_options_mut(|options| options.feathering = false);
            let all = Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(8.0, 8.0));
            ui.painter().rect_filled(all, 0.0, Color32::WHITE);
            ui.painter()
                .rect_filled(all, 0.0, Color32::from_black_alpha(128));
        });
    let picture = harness.render().unwrap();
    assert!(
        picture
            .pixels()
            .all(|pixel| pixel.0 == [127, 127, 127, 255])
    );
}

#[test]
fn text_leaves_ink_only_where_it_stands() {
    let mut harness = Harness::builder()
        .with_size([120.0, 40.0])
        .with_theme(egui::Theme::Light)
        .renderer(Raster::default())
        .build_ui(|ui| {
            ui.painter()
                .rect_filled(ui.ctx().content_rect(), 0.0, Color32::WHITE);
            let at = egui::pos2(10.0, 10.0);
            let font = egui::FontId::proportional(18.0);
            ui.painter()
                .text(at, egui::Align2::LEFT_TOP, "Illness", font, Color32::BLACK);
        });
    let picture = harness.render().unwrap();
    let dark: Vec<_> = picture
        .enumerate_pixels()
        .filter(|(.., pixel)| pixel.0[0] < 128)
        .map(|(x, y, _)| (x, y))
        .collect();
    assert!(
        (60..600).contains(&dark.len()),
        "{} dark pixels",
        dark.len()
    );
    assert!(
        dark.iter()
            .all(|&(x, y)| (10..90).contains(&x) && (10..34).contains(&y))
    );
    assert!(picture.pixels().all(|pixel| pixel.0[3] == 255));
    save_picture(&mut harness, "raster_text");
}

#[test]
fn a_texture_is_patched_and_its_nearest_texel_drawn() {
    let mut harness = Harness::builder()
        .with_size([8.0, 4.0])
        .renderer(Raster::default())
        .build_ui_state(
            |ui, handle: &mut Option<egui::TextureHandle>| {
                let ground = egui::ColorImage::filled([2, 1], Color32::RED);
                let options = egui::TextureOptions::NEAREST;
                let handle =
                    handle.get_or_insert_with(|| ui.ctx().load_texture("two", ground, options));
                let patch = egui::ColorImage::filled([1, 1], Color32::BLUE);
                handle.set_partial([1, 0], patch, options);
                let all = Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(8.0, 4.0));
                let uv = Rect::from_min_max(egui::Pos2::ZERO, egui::pos2(1.0, 1.0));
                ui.painter().image(handle.id(), all, uv, Color32::WHITE);
            },
            None,
        );
    let picture = harness.render().unwrap();
    assert_eq!(picture.get_pixel(3, 2).0, [255, 0, 0, 255]);
    assert_eq!(picture.get_pixel(4, 2).0, [0, 0, 255, 255]);
}
