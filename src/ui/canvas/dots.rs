//! Lines of dots: one square of the toolkit's atlas a dot instead of a circle of triangles, for a
//! view may hold ten thousand of them.

use egui::epaint::{ClippedShape, Primitive};
use egui::{Color32, Context, Mesh, Pos2, Rect, Shape, Vec2};

use super::baked::read_atlas;

/// A filled circle of one size and colour, from the toolkit's atlas of glyphs.
pub struct Disc {
    /// The square that shows it, around the middle of a dot, in screen points.
    square: Rect,
    /// Where it is in the atlas, in its pixels.
    uv: Rect,
    colour: Color32,
}

impl Disc {
    /// The disc for dots of a radius in screen points; none if the toolkit keeps none as large.
    pub fn find(ctx: &Context, pixels: f32, radius: f32, colour: Color32) -> Option<Self> {
        // The toolkit does not say where its discs are, but paints small circles with them.
        let dot = Shape::circle_filled(Pos2::ZERO, radius, colour);
        let probe = ClippedShape::new(Rect::EVERYTHING, dot);
        let painted = ctx.tessellate(vec![probe], pixels);
        let Primitive::Mesh(mesh) = &painted.first()?.primitive else {
            return None;
        };
        let ([first, .., last], 6) = (mesh.vertices.as_slice(), mesh.indices.len()) else {
            return None;
        };
        let ([width, height], _) = read_atlas(ctx);
        let in_pixels = |uv: Pos2| Pos2::new(uv.x * width as f32, uv.y * height as f32);
        Some(Self {
            square: Rect::from_two_pos(first.pos, last.pos),
            uv: Rect::from_two_pos(in_pixels(first.uv), in_pixels(last.uv)),
            colour,
        })
    }

    /// Dots along a line, the first at its beginning, `spacing` apart. Their places in the atlas
    /// are counted in its pixels.
    pub fn line(&self, points: &[Pos2], spacing: f32) -> Shape {
        let mut mesh = Mesh::default();
        for middle in place_dots(points, spacing) {
            let square = self.square.translate(middle.to_vec2());
            mesh.add_rect_with_uv(square, self.uv, self.colour);
        }
        Shape::mesh(mesh)
    }
}

/// Where the dots of a line stand: every `spacing` along it from its beginning.
pub fn place_dots(points: &[Pos2], spacing: f32) -> Vec<Pos2> {
    let mut dots = Vec::new();
    if spacing.is_nan() || spacing <= 0.0 {
        return dots;
    }
    // Finer than the points, or the sum would stand still far along a long line.
    let (mut next, spacing) = (0.0_f64, f64::from(spacing));
    for ends in points.windows(2) {
        let along: Vec2 = ends[1] - ends[0];
        let length = f64::from(along.length());
        if length <= 0.0 || !length.is_finite() {
            continue;
        }
        while next < length {
            dots.push(ends[0] + along * (next / length) as f32);
            next += spacing;
        }
        next -= length;
    }
    dots
}
