//! Shapes made into triangles once, to be placed many times: what a box or line of the map costs
//! in a frame is a copy. Knows nothing of maps.

use std::rc::Rc;
use std::sync::Arc;

use egui::epaint::{Tessellator, Vertex};
use egui::{Color32, Context, Mesh, Pos2, Shape, Vec2};

/// Triangles around an origin, in screen points at the zoom at which they were baked. Their
/// places in the font's atlas are counted in its pixels, so that they hold when it grows.
#[derive(Debug, Default)]
pub struct Baked {
    vertices: Vec<Vertex>,
    indices: Vec<u32>,
}

/// Makes triangles of shapes.
pub struct Oven {
    tessellator: Tessellator,
    mesh: Mesh,
}

impl Oven {
    /// An oven for the context's pixels.
    pub fn new(ctx: &Context) -> Self {
        let options = ctx.tessellation_options(|options| *options);
        let tessellator = Tessellator::new(ctx.pixels_per_point(), options, [1, 1], Vec::new());
        Self {
            tessellator,
            mesh: Mesh::default(),
        }
    }

    /// Bakes shapes, and leaves none of them.
    pub fn bake(&mut self, shapes: &mut Vec<Shape>) -> Baked {
        self.mesh.clear();
        for shape in shapes.drain(..) {
            self.tessellator.tessellate_shape(shape, &mut self.mesh);
        }
        settle_unplaced(&mut self.mesh);
        Baked {
            vertices: self.mesh.vertices.clone(),
            indices: self.mesh.indices.clone(),
        }
    }
}

/// Puts each corner that is nowhere where the one before it is. So far out that neighbouring points of a
/// line are one, the toolkit finds no direction between them.
fn settle_unplaced(mesh: &mut Mesh) {
    let mut last = Pos2::ZERO;
    let placed = |at: &Pos2| at.x.is_finite() && at.y.is_finite();
    if let Some(first) = mesh.vertices.iter().find(|vertex| placed(&vertex.pos)) {
        last = first.pos;
    }
    for vertex in &mut mesh.vertices {
        if placed(&vertex.pos) {
            last = vertex.pos;
        } else {
            vertex.pos = last;
        }
    }
}

impl Baked {
    /// How much memory it takes, in vertices.
    pub fn weight(&self) -> usize {
        self.vertices.len() + self.indices.len() / 5 + 8
    }
}

/// The size of the atlas of glyphs in pixels, and how full it is, 0 to 1.
pub fn read_atlas(ctx: &Context) -> ([usize; 2], f32) {
    ctx.fonts(|fonts| (fonts.font_image_size(), fonts.font_atlas_fill_ratio()))
}

/// Where a baked thing is placed.
pub struct Placed {
    /// What.
    pub baked: Rc<Baked>,
    /// Its origin on the screen.
    pub origin: Pos2,
    /// By how much it is larger than it was baked.
    pub scale: f32,
    /// How opaque it is, 0 to 1.
    pub opacity: f32,
}

/// The mesh of one frame. Its memory is used again in the next one.
#[derive(Default)]
pub struct Sheet {
    mesh: Arc<Mesh>,
}

impl Sheet {
    /// One mesh of all that is placed, from back to front.
    pub fn fill(&mut self, ctx: &Context, placed: &[Placed]) -> Arc<Mesh> {
        // The atlas is as large as it is now, after everything has been baked.
        let ([width, height], _) = read_atlas(ctx);
        let texel = Vec2::new(1.0 / width as f32, 1.0 / height as f32);
        if Arc::get_mut(&mut self.mesh).is_none() {
            self.mesh = Arc::default();
        }
        if let Some(mesh) = Arc::get_mut(&mut self.mesh) {
            mesh.clear();
            let count = |n: fn(&Baked) -> usize| placed.iter().map(|it| n(&it.baked)).sum();
            mesh.vertices.reserve(count(|it| it.vertices.len()));
            mesh.indices.reserve(count(|it| it.indices.len()));
            for it in placed {
                add(mesh, it, texel);
            }
        }
        self.mesh.clone()
    }
}

fn add(mesh: &mut Mesh, placed: &Placed, texel: Vec2) {
    let Placed {
        baked,
        origin,
        scale,
        opacity,
    } = placed;
    let first = mesh.vertices.len() as u32;
    let indices = baked.indices.iter().map(|index| index + first);
    mesh.indices.extend(indices);
    let place = |vertex: &Vertex, color: Color32| Vertex {
        pos: *origin + vertex.pos.to_vec2() * *scale,
        uv: Pos2::new(vertex.uv.x * texel.x, vertex.uv.y * texel.y),
        color,
    };
    if *opacity >= 1.0 {
        let vertices = baked.vertices.iter().map(|it| place(it, it.color));
        mesh.vertices.extend(vertices);
    } else {
        let fade = |it: &Vertex| place(it, it.color.gamma_multiply(*opacity));
        mesh.vertices.extend(baked.vertices.iter().map(fade));
    }
}
