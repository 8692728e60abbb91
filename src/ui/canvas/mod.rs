//! The map: paints the part that is in sight, turns the pointer into gestures, edits wordings in
//! place and tells a screen reader what is there. Reads the picture, never the layout.

mod access;
mod baked;
pub mod dashes;
pub mod detail;
pub mod dots;
mod far;
mod frame;
mod hint;
mod in_full;
pub mod lens;
mod marquee;
mod menu;
mod motion;
mod names;
mod overview;
mod paint;
pub mod pills;
mod pointer;
mod preview;
mod rim;
mod rings;
pub mod shapes;
mod shelf;
pub mod short;
mod tint;
mod wording;

use egui::{Pos2, Rect, Response, Sense, Ui};

use super::Stage;
use super::shell::panel_id;
use crate::app::{Action, Camera, CameraWish, Gesture, Heading, PanelId, Tab, Xy};
use crate::theme::{Role, TextRole};
use crate::words;

pub(super) use frame::Frame;

/// The map's panel: what the toolkit has to remember between frames.
#[derive(Default)]
pub struct CanvasPanel {
    /// What is kept in order to paint.
    easel: paint::Easel,
    /// The rectangle that selects.
    marquee: marquee::Marquee,
    /// What is on its way.
    motion: motion::Motion,
    /// The whole map in a corner.
    overview: overview::Overview,
    /// Map and zoom of the frame before.
    last_zoom: Option<(u64, f32)>,
    /// The drag in progress was cancelled: nothing more comes of it.
    is_cancelled: bool,
    menu: menu::ContextMenu,
    /// Space is held; true once it has panned.
    space: Option<bool>,
    /// The field in which a wording is edited.
    wording: wording::WordingField,
    /// What was typed after the key that ended a wording, to be handed in again.
    pub(super) late: Vec<egui::Event>,
    /// Where the boxes stand in the outline, for screen readers.
    places: access::Places,
    /// How much of the map's right side lies under something, in screen points.
    covered: f32,
}

impl CanvasPanel {
    /// Draws the map into all the room that is left, of which some points at the right side are
    /// `covered`: what is to be seen is brought beside them.
    pub fn show(&mut self, ui: &mut Ui, stage: &mut Stage<'_>, covered: f32) {
        let Some(tab) = stage.app.tab() else { return };
        let is_covered_anew = covered > self.covered;
        self.covered = covered;
        let bounds = ui.available_rect_before_wrap();
        ui.advance_cursor_after_rect(bounds);
        let response = ui.interact(bounds, panel_id(PanelId::Map), Sense::click_and_drag());
        let due = tab.due_camera_wish();
        let wish = due.or(is_covered_anew.then_some(CameraWish::Reveal));
        let aim = aim_camera(tab, wish, bounds, covered);
        let clock = motion::Clock {
            now: ui.input(|input| input.time),
            length: find_motion(stage),
        };
        let is_wish = wish.is_some_and(|wish| wish != CameraWish::Begin);
        let camera = self.motion.move_camera(tab, aim, is_wish, clock);
        let mut frame = Frame {
            tab,
            camera,
            bounds,
            hover: None,
            rim: None,
            pixels: ui.ctx().pixels_per_point(),
            is_resting: true,
        };
        self.take_keys(ui, stage, &frame, &response);
        pointer::handle(self, ui, stage, &mut frame, &response);
        self.overview.take_pointer(ui, stage, &mut frame, covered);
        let is_by_hand = frame.camera != camera;
        if is_by_hand {
            self.motion.stop_camera();
        }
        let aim = if is_by_hand { frame.camera } else { aim };
        let zoom = (tab.key, frame.camera.zoom);
        frame.is_resting = self
            .last_zoom
            .is_none_or(|last| last.0 != zoom.0 || last.1 == zoom.1);
        self.last_zoom = Some(zoom);
        self.motion.move_boxes(&frame, clock);
        let painter = ui.painter_at(bounds);
        if tab.document().nodes().is_empty() {
            empty_ui(ui, stage, bounds, ["map-empty", "map-empty-help"]);
        } else if tab.picture.plan().nodes.is_empty() {
            empty_ui(ui, stage, bounds, ["map-filtered", "map-filtered-help"]);
        }
        self.easel
            .paint_map(&painter, stage, &frame, self.motion.ease());
        self.marquee.paint(&painter, stage, &frame);
        preview::paint_gesture(&painter, stage, &frame);
        access::describe(&mut self.places, ui, stage, &frame, &response);
        self.late = self.wording.show(ui, stage, &frame);
        self.menu.show(stage, &frame, &response);
        if response.has_focus() && tab.selected.is_empty() && tab.gesture.is_none() {
            let ring = egui::Stroke::new(1.0, stage.colour(Role::Accent));
            painter.rect_stroke(bounds.shrink(1.0), 0.0, ring, egui::StrokeKind::Inside);
        }
        self.overview.show(ui, stage, &frame);
        if aim != tab.camera || due.is_some() {
            stage.push(Action::SetCamera(aim, due));
        }
        self.motion.remember(&frame, aim);
        if self.motion.is_moving() {
            ui.ctx().request_repaint();
        }
    }

    /// Shows the context menu of what is selected in the next frame.
    pub fn ask_for_menu(&mut self) {
        self.menu.is_asked = true;
    }

    /// Keys that are no commands: Space, and choosing the target of a link.
    fn take_keys(
        &mut self,
        ui: &Ui,
        stage: &mut Stage<'_>,
        frame: &Frame<'_>,
        response: &Response,
    ) {
        use egui::Key;
        if !response.has_focus() {
            self.space = None;
            return;
        }
        ui.memory_mut(|memory| {
            let all = egui::EventFilter {
                tab: true,
                horizontal_arrows: true,
                vertical_arrows: true,
                escape: true,
            };
            memory.set_focus_lock_filter(response.id, all);
        });
        let is_pressed = |key| ui.input(|input| input.key_pressed(key));
        let is_released = |key| ui.input(|input| input.key_released(key));
        if let Some(Gesture::Wire { at: None, .. }) = &frame.tab.gesture {
            let gesture = frame.tab.gesture.clone();
            let back = ui.input(|input| input.modifiers.shift);
            let arrow = ARROWS.iter().find(|(key, _)| is_pressed(*key));
            if let Some((_, heading)) = arrow {
                stage.push(Action::MoveWire(*heading));
            } else if is_pressed(Key::X) {
                stage.push(Action::TurnWire);
            } else if is_pressed(Key::Tab) {
                stage.push(Action::StepWire(!back));
            } else if let (true, Some(gesture)) = (is_pressed(Key::Enter), gesture) {
                stage.push(Action::EndGesture(gesture, None));
            }
        }
        if is_pressed(Key::Escape) {
            if frame.tab.gesture.is_some() {
                self.is_cancelled = ui.input(|input| input.pointer.any_down());
                stage.push(Action::SetGesture(None));
            } else if frame.tab.selected.is_empty() && frame.tab.marks.has_struck() {
                stage.push(Action::Run("lift-strikes"));
            } else {
                stage.push(Action::Select(None));
            }
        }
        if is_pressed(Key::Space) && self.space.is_none() {
            self.space = Some(false);
        }
        if is_released(Key::Space) && self.space.take() == Some(false) {
            stage.push(Action::Run("fold"));
        }
    }
}

/// The arrows and where they lead.
const ARROWS: [(egui::Key, Heading); 4] = [
    (egui::Key::ArrowUp, Heading::Up),
    (egui::Key::ArrowDown, Heading::Down),
    (egui::Key::ArrowLeft, Heading::Left),
    (egui::Key::ArrowRight, Heading::Right),
];

/// How long motion takes, in seconds; none for those who want none.
fn find_motion(stage: &Stage<'_>) -> Option<f64> {
    const LONGEST: f32 = 0.2;
    let length = stage.theme.shape().motion_seconds.min(LONGEST);
    (!stage.app.reduces_motion() && length > 0.0).then_some(f64::from(length))
}

/// The camera for this frame: the canvas as large as it is now, and what was wished for done.
fn aim_camera(tab: &Tab, wish: Option<CameraWish>, bounds: Rect, covered: f32) -> Camera {
    let mut camera = tab.camera;
    let canvas = [bounds.width(), bounds.height()];
    if camera.canvas == [0.0, 0.0] {
        camera.zoom = 1.0;
    }
    camera.canvas = canvas;
    let Some(wish) = wish else { return camera };
    camera.canvas[0] -= covered;
    camera.centre[0] -= covered / 2.0 / camera.zoom;
    match wish {
        CameraWish::FitAll | CameraWish::Begin => {
            let [x0, y0, x1, y1] = tab.picture.bounds();
            camera.fit([x0, y0], [x1, y1]);
            if wish == CameraWish::Begin {
                show_top(&mut camera, tab);
            }
        }
        CameraWish::FitSelection => {
            if let Some([x0, y0, x1, y1]) = bounds_of_selection(tab) {
                camera.fit([x0, y0], [x1, y1]);
            }
        }
        CameraWish::Reveal => {
            if let Some([x0, y0, x1, y1]) = find_place_to_see(tab) {
                camera.reveal([x0, y0], [x1, y1]);
            }
        }
    }
    camera.canvas = canvas;
    camera.centre[0] += covered / 2.0 / camera.zoom;
    camera
}

/// A map that would be unreadably small is shown from its first root on, at a size that can be
/// read.
fn show_top(camera: &mut Camera, tab: &Tab) {
    const READABLE: f32 = 0.6;
    const MARGIN: f32 = 32.0;
    let root = tab
        .editor
        .graph()
        .roots()
        .first()
        .map(|&root| tab.id_at(root));
    let root = root.and_then(|root| tab.picture.box_of(&root));
    let (true, Some([x0, y0, x1, y1])) = (camera.zoom < READABLE, root) else {
        return;
    };
    camera.zoom = READABLE;
    let half = camera.canvas.map(|side| side / 2.0 / READABLE);
    camera.centre = if tab.direction == crate::model::Direction::Right {
        [x0 - MARGIN / READABLE + half[0], f32::midpoint(y0, y1)]
    } else {
        // What lies left of the map is not worth the room.
        let left = tab.picture.bounds()[0] - MARGIN / READABLE;
        let middle = f32::midpoint(x0, x1).max(left + half[0]);
        [middle, y0 - MARGIN / READABLE + half[1]]
    };
}

/// Where the box or line is that leads the selection, or, while a link is drawn by keys, what it
/// would point at.
fn find_place_to_see(tab: &Tab) -> Option<[f32; 4]> {
    if let Some(Gesture::Wire {
        at: None,
        over: Some(over),
        ..
    }) = &tab.gesture
    {
        return tab.find_end(over);
    }
    tab.find_end(tab.lead()?)
}

fn bounds_of_selection(tab: &Tab) -> Option<[f32; 4]> {
    let mut bounds: Option<[f32; 4]> = None;
    for id in &tab.selected {
        let Some([x0, y0, x1, y1]) = tab.find_end(id) else {
            continue;
        };
        bounds = Some(match bounds {
            None => [x0, y0, x1, y1],
            Some([a, b, c, d]) => [a.min(x0), b.min(y0), c.max(x1), d.max(y1)],
        });
    }
    bounds
}

/// Says why nothing is to be seen, and what to do.
fn empty_ui(ui: &mut Ui, stage: &Stage<'_>, bounds: Rect, [what, help]: [&str; 2]) {
    let width = (bounds.width() - 48.0).max(0.0);
    let middle = Rect::from_center_size(bounds.center(), egui::vec2(width, 80.0));
    ui.scope_builder(egui::UiBuilder::new().max_rect(middle), |ui| {
        ui.vertical_centered(|ui| {
            ui.label(stage.text(TextRole::Title, Role::SecondInk, words::say(what)));
            ui.add_space(4.0);
            ui.label(stage.text(TextRole::Ui, Role::SecondInk, words::say(help)));
        });
    });
}

/// From the toolkit's points to the camera's.
fn xy(at: Pos2, bounds: Rect) -> Xy {
    [at.x - bounds.min.x, at.y - bounds.min.y]
}
