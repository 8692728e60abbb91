//! Soft motion: boxes and lines ease from where they were to where they are, and the camera to
//! where it is wanted. Only a way of painting: the program is always where it will have been.

use std::collections::HashSet;
use std::sync::Arc;

use super::Frame;
use super::frame::as_map_rect;
use crate::app::{Camera, Tab, Xy};
use crate::layout::{Placement, Point};
use crate::model::Id;

/// Where more boxes than this would move, they jump.
const MOST: usize = 2000;

/// What moves on the canvas.
#[derive(Default)]
pub struct Motion {
    seen: Option<Seen>,
    glide: Option<Glide>,
    ease: Option<Ease>,
}

/// When it is, and how long motion takes; none where nothing is to move.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    /// Now, in the toolkit's seconds.
    pub now: f64,
    /// How long a motion takes, in seconds.
    pub length: Option<f64>,
}

/// What was painted last.
struct Seen {
    tab: u64,
    placement: Arc<Placement>,
    nodes: Arc<Vec<Id>>,
    links: Arc<Vec<Id>>,
    /// What was in sight.
    sight: egui::Rect,
    /// The camera through which it was painted, and the one that it was on the way to.
    camera: Camera,
    aim: Camera,
}

/// A camera on its way.
struct Glide {
    from: Camera,
    to: Camera,
    began: f64,
}

/// Boxes and lines on their way.
pub struct Ease {
    began: f64,
    share: f32,
    to: Arc<Placement>,
    /// The placement of this frame: everything that moves, where it is now.
    moving: Placement,
    /// Boxes, and by how much they stood elsewhere.
    boxes: Vec<(u32, Point)>,
    /// Brackets around boxes that move, and by how much they stood elsewhere.
    brackets: Vec<(u32, Point)>,
    /// Lines of which all points are known from before, and by how much each was elsewhere.
    wires: Vec<(u32, Vec<Point>)>,
    /// Boxes and lines that were not there before, ascending.
    fresh_boxes: Vec<u32>,
    fresh_wires: Vec<u32>,
}

impl Motion {
    /// The camera of this frame. `aim` is where it is to be; `is_wish` says that it was asked to
    /// go there, and not moved by hand.
    pub fn move_camera(&mut self, tab: &Tab, aim: Camera, is_wish: bool, clock: Clock) -> Camera {
        let seen = self.seen.as_ref().filter(|seen| {
            seen.tab == tab.key && seen.aim.canvas == aim.canvas && !tab.picture.ids().is_empty()
        });
        let (Some(seen), Some(length)) = (seen, clock.length) else {
            self.glide = None;
            return aim;
        };
        // The program moves the camera with the selected box; that is no motion on the screen.
        let is_same = Arc::ptr_eq(&seen.placement, tab.picture.placement());
        let shift = if is_same {
            [0.0, 0.0]
        } else {
            find_shift(seen, tab)
        };
        if is_wish && aim != seen.aim {
            let from = moved(seen.camera, shift);
            self.glide = (!seen.nodes.is_empty()).then_some(Glide {
                from,
                to: aim,
                began: clock.now,
            });
        } else if let Some(glide) = &mut self.glide
            && glide.to != aim
        {
            glide.from = moved(glide.from, shift);
            let expected = moved(glide.to, shift);
            glide.to = aim;
            if expected != aim {
                self.glide = None;
            }
        }
        let Some(glide) = &self.glide else { return aim };
        let share = (clock.now - glide.began) / length;
        if share >= 1.0 {
            self.glide = None;
            return aim;
        }
        between(&glide.from, &aim, soften(share as f32))
    }

    /// Ends the camera's motion: somebody else moves it now.
    pub fn stop_camera(&mut self) {
        self.glide = None;
    }

    /// Looks at what is shown now and begins, goes on with or ends the motion of boxes.
    pub fn move_boxes(&mut self, frame: &Frame<'_>, clock: Clock) {
        let picture = &frame.tab.picture;
        let is_new = self.seen.as_ref().is_some_and(|seen| {
            seen.tab != frame.tab.key || !Arc::ptr_eq(&seen.placement, picture.placement())
        });
        if is_new {
            self.ease = None;
        }
        let (Some(length), Some(seen)) = (clock.length, &self.seen) else {
            self.ease = None;
            return;
        };
        if is_new && seen.tab == frame.tab.key && !seen.nodes.is_empty() {
            self.ease = Ease::begin(seen, frame, clock.now);
        }
        if let Some(ease) = &mut self.ease {
            let share = ((clock.now - ease.began) / length) as f32;
            if share >= 1.0 {
                self.ease = None;
            } else {
                ease.go_to(soften(share.max(0.0)));
            }
        }
    }

    /// Boxes and lines on their way, if any are.
    pub fn ease(&self) -> Option<&Ease> {
        self.ease.as_ref()
    }

    /// Whether another frame is needed.
    pub fn is_moving(&self) -> bool {
        self.glide.is_some() || self.ease.is_some()
    }

    /// Remembers what was painted. `aim` is where the camera is to be in the end.
    pub fn remember(&mut self, frame: &Frame<'_>, aim: Camera) {
        let picture = &frame.tab.picture;
        self.seen = Some(Seen {
            tab: frame.tab.key,
            placement: picture.placement().clone(),
            nodes: picture.ids().clone(),
            links: picture.link_ids().clone(),
            sight: frame.sight(),
            camera: frame.camera,
            aim,
        });
    }
}

impl Ease {
    fn begin(seen: &Seen, frame: &Frame<'_>, now: f64) -> Option<Self> {
        let picture = &frame.tab.picture;
        let (before, after) = (&seen.placement, picture.placement());
        let shift = find_shift(seen, frame.tab);
        let old_sight = as_map_rect(seen.sight);
        let new_sight = old_sight.moved(shift[0], shift[1]);
        let mut ease = Self {
            began: now,
            share: 0.0,
            to: after.clone(),
            moving: Placement::default(),
            boxes: Vec::new(),
            brackets: Vec::new(),
            wires: Vec::new(),
            fresh_boxes: Vec::new(),
            fresh_wires: Vec::new(),
        };
        for (rect, id) in before.boxes.iter().zip(seen.nodes.iter()) {
            if rect.overlaps(&old_sight)
                && let Some(at) = picture.box_index(id)
            {
                let old = rect.min.moved(shift[0], shift[1]);
                let new = after.boxes[at].min;
                let by = Point::new(old.x - new.x, old.y - new.y);
                ease.boxes.push((at as u32, by));
            }
        }
        ease.boxes.sort_unstable_by_key(|&(at, _)| at);
        ease.boxes.dedup_by_key(|&mut (at, _)| at);
        let mut found = Vec::new();
        frame
            .tab
            .picture
            .sight()
            .find_boxes(after, new_sight, &mut found);
        found.retain(|at| ease.boxes.binary_search_by_key(at, |&(at, _)| at).is_err());
        ease.fresh_boxes = without_known(found, picture.ids(), &seen.nodes);
        let has_moved = |by: &Point| by.x.abs() > 0.5 || by.y.abs() > 0.5;
        let is_still =
            ease.fresh_boxes.is_empty() && !ease.boxes.iter().any(|(_, by)| has_moved(by));
        if is_still || ease.boxes.len() + ease.fresh_boxes.len() > MOST {
            return None;
        }
        ease.add_brackets(frame);
        ease.add_wires(seen, frame, shift);
        ease.moving = (**after).clone();
        Some(ease)
    }

    /// A bracket moves as the first of its boxes that does.
    fn add_brackets(&mut self, frame: &Frame<'_>) {
        let (sight, mut found) = (frame.tab.picture.sight(), Vec::new());
        for &(at, by) in &self.boxes {
            let rect = self.to.boxes[at as usize];
            sight.find_brackets(&self.to, rect, &mut found);
            let holds = |bracket: &u32| {
                let frame = self.to.brackets[*bracket as usize].rect;
                frame.contains(rect.center())
            };
            let held = found.iter().copied().filter(holds);
            self.brackets.extend(held.map(|bracket| (bracket, by)));
        }
        self.brackets.sort_by_key(|&(at, _)| at);
        self.brackets.dedup_by_key(|&mut (at, _)| at);
    }

    fn add_wires(&mut self, seen: &Seen, frame: &Frame<'_>, shift: Xy) {
        let (before, after) = (&seen.placement, frame.tab.picture.placement());
        let old_sight = as_map_rect(seen.sight);
        let picture = &frame.tab.picture;
        let graph = frame.tab.picture.graph();
        let mut points = (Vec::new(), Vec::new());
        let mut changed = Vec::new();
        for (old, (route, id)) in (0_u32..).zip(before.wires.iter().zip(seen.links.iter())) {
            if !before.bounds_of(route).overlaps(&old_sight) {
                continue;
            }
            let link = graph.link(id.as_str());
            let Some(at) = link.and_then(|link| picture.plan().wire_of(link)) else {
                continue;
            };
            list_points(before, old, &mut points.0);
            list_points(after, at as u32, &mut points.1);
            if points.0.len() == points.1.len() {
                let away = |(a, b): (&Point, &Point)| {
                    Point::new(a.x + shift[0] - b.x, a.y + shift[1] - b.y)
                };
                let by = points.0.iter().zip(&points.1).map(away).collect();
                self.wires.push((at as u32, by));
            } else {
                changed.push(at as u32);
            }
        }
        self.wires.sort_unstable_by_key(|&(at, _)| at);
        self.wires.dedup_by_key(|(at, _)| *at);
        let mut found = Vec::new();
        let new_sight = old_sight.moved(shift[0], shift[1]);
        frame
            .tab
            .picture
            .sight()
            .find_wires(after, new_sight, &mut found);
        found.retain(|at| !self.moves_wire(*at) && !changed.contains(at));
        self.fresh_wires = without_known(found, picture.link_ids(), &seen.links);
        self.fresh_wires.extend(changed);
        self.fresh_wires.sort_unstable();
        self.fresh_wires.dedup();
    }

    /// Puts everything where it is after that share of the way.
    fn go_to(&mut self, share: f32) {
        self.share = share;
        let left = 1.0 - share;
        for &(at, by) in &self.boxes {
            let there = self.to.boxes[at as usize];
            self.moving.boxes[at as usize] = there.moved(by.x * left, by.y * left);
        }
        for &(at, by) in &self.brackets {
            let there = self.to.brackets[at as usize].rect;
            self.moving.brackets[at as usize].rect = there.moved(by.x * left, by.y * left);
        }
        for (at, by) in &self.wires {
            let route = self.to.wires[*at as usize];
            let mut by = by.iter();
            let mut ease = |there: Point| {
                let by = by.next().copied().unwrap_or_default();
                there.moved(by.x * left, by.y * left)
            };
            let moved = &mut self.moving.wires[*at as usize];
            (moved.chip, moved.middle) = (ease(route.chip), ease(route.middle));
            for path in self.to.feeders(&route).iter().chain([&route.main]) {
                let first = path.points.first as usize;
                for nth in first..first + path.points.n as usize {
                    self.moving.points[nth] = ease(self.to.points[nth]);
                }
            }
        }
    }

    /// Where everything is now.
    pub fn placement(&self) -> &Placement {
        &self.moving
    }

    /// Adds the boxes that move to those in sight.
    pub fn add_boxes(&self, found: &mut Vec<u32>) {
        found.extend(self.boxes.iter().map(|&(at, _)| at));
        found.sort_unstable();
        found.dedup();
    }

    /// Adds the brackets that move to those in sight.
    pub fn extend_brackets(&self, found: &mut Vec<u32>) {
        found.extend(self.brackets.iter().map(|&(at, _)| at));
        found.sort_unstable();
        found.dedup();
    }

    /// Adds the lines that move to those in sight.
    pub fn add_lines(&self, found: &mut Vec<u32>) {
        found.extend(self.wires.iter().map(|&(at, _)| at));
        found.sort_unstable();
        found.dedup();
    }

    /// How opaque a box is.
    pub fn opacity_of_box(&self, at: u32) -> f32 {
        match self.fresh_boxes.binary_search(&at) {
            Ok(_) => self.share,
            Err(_) => 1.0,
        }
    }

    /// How opaque a line is.
    pub fn opacity_of_wire(&self, at: u32) -> f32 {
        match self.fresh_wires.binary_search(&at) {
            Ok(_) => self.share,
            Err(_) => 1.0,
        }
    }

    /// Whether a line has to be drawn anew in every frame.
    pub fn moves_wire(&self, at: u32) -> bool {
        self.wires.binary_search_by_key(&at, |&(at, _)| at).is_ok()
    }
}

/// By how much the map has been moved so that the selected box stays where it is on the screen.
fn find_shift(seen: &Seen, tab: &Tab) -> Xy {
    if tab.camera.zoom != seen.aim.zoom {
        return [0.0, 0.0];
    }
    [0, 1].map(|i| tab.camera.centre[i] - seen.aim.centre[i])
}

fn moved(mut camera: Camera, by: Xy) -> Camera {
    camera.centre = [0, 1].map(|i| camera.centre[i] + by[i]);
    camera
}

/// Chip, middle and every point of a wire.
fn list_points(placement: &Placement, wire: u32, points: &mut Vec<Point>) {
    points.clear();
    let Some(route) = placement.wires.get(wire as usize) else {
        return;
    };
    points.extend([route.chip, route.middle]);
    for path in placement.feeders(route).iter().chain([&route.main]) {
        points.extend_from_slice(placement.points(path));
    }
}

/// Those of some places whose ids were not there before.
fn without_known(found: Vec<u32>, ids: &[Id], known: &[Id]) -> Vec<u32> {
    if found.is_empty() {
        return found;
    }
    let known: HashSet<&Id> = known.iter().collect();
    let is_new = |&at: &u32| ids.get(at as usize).is_some_and(|id| !known.contains(id));
    found.into_iter().filter(is_new).collect()
}

/// Quick at first, slow at the end.
fn soften(share: f32) -> f32 {
    1.0 - (1.0 - share.clamp(0.0, 1.0)).powi(3)
}

/// A camera between two: the zoom changes by equal factors, and what is on the screen moves along
/// straight lines.
fn between(from: &Camera, to: &Camera, share: f32) -> Camera {
    let zoom = from.zoom * (to.zoom / from.zoom).powf(share);
    let (a, b) = (1.0 / from.zoom, 1.0 / to.zoom);
    let way = if (a - b).abs() > 1e-3 * a {
        (a - 1.0 / zoom) / (a - b)
    } else {
        share
    };
    let along = |i: usize| from.centre[i] + (to.centre[i] - from.centre[i]) * way;
    Camera {
        centre: [along(0), along(1)],
        zoom,
        canvas: to.canvas,
    }
}
