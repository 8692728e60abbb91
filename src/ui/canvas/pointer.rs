//! The pointer over the map: selecting, dragging, drawing links, panning and zooming.

use egui::{Pos2, Response, Ui};

use super::detail::{Detail, sign_scale};
use super::rim::find_rim;
use super::{CanvasPanel, Frame, hint};
use crate::app::{Action, Forecast, Gesture, PanelId, WireEdit, Xy};
use crate::layout::Point;
use crate::model::{Id, Intent, Kind};
use crate::ui::Stage;

/// How near to a line the pointer has to be, in screen points.
const REACH: f32 = 7.0;

/// How far left of and above the pointer the corner of a box stands that is made there, in map
/// units: within the smallest box.
const HALF_NEW: [f32; 2] = [40.0, 16.0];

/// Takes the pointer's doings of this frame.
pub fn handle(
    panel: &mut CanvasPanel,
    ui: &Ui,
    stage: &mut Stage<'_>,
    frame: &mut Frame<'_>,
    response: &Response,
) {
    move_camera(panel, ui, frame, response);
    carry_passage(ui, stage, frame);
    drop_stray(ui, stage, frame);
    let Some(at) = response
        .hover_pos()
        .or_else(|| response.interact_pointer_pos())
    else {
        return;
    };
    frame.hover = find_hover(frame, at);
    frame.rim = find_rim(frame, at);
    if ui.input(|input| !input.pointer.any_down() && !input.pointer.any_released()) {
        panel.is_cancelled = false;
    }
    let is_panning = panel.space.is_some() || response.dragged_by(egui::PointerButton::Middle);
    let is_dragging = frame.tab.gesture.is_some();
    if (!is_panning || is_dragging) && !panel.is_cancelled {
        drag(panel, ui, stage, frame, response, at);
    }
    click(panel, ui, stage, frame, response, at);
    hint::show(ui, stage, frame, response);
    set_cursor(panel, ui, frame);
}

fn move_camera(panel: &mut CanvasPanel, ui: &Ui, frame: &mut Frame<'_>, response: &Response) {
    let is_free = frame.tab.gesture.is_none();
    let drags = response.dragged_by(egui::PointerButton::Middle)
        || (panel.space.is_some() && is_free && response.dragged_by(egui::PointerButton::Primary));
    if drags {
        let by = response.drag_delta();
        frame.camera.pan([by.x, by.y]);
        if panel.space.is_some() {
            panel.space = Some(true);
        }
    }
    if !response.contains_pointer() {
        return;
    }
    let (scroll, zoom, at) = ui.input(|input| {
        (
            input.smooth_scroll_delta(),
            input.zoom_delta(),
            input.pointer.hover_pos(),
        )
    });
    if scroll != egui::Vec2::ZERO {
        frame.camera.pan([scroll.x, scroll.y]);
    }
    if let Some(at) = at
        && (zoom - 1.0).abs() > f32::EPSILON
    {
        frame.camera.zoom_about(super::xy(at, frame.bounds), zoom);
    }
}

/// A drag whose button was let go where the window did not see it is over.
fn drop_stray(ui: &Ui, stage: &mut Stage<'_>, frame: &Frame<'_>) {
    let is_dragged = matches!(
        frame.tab.gesture,
        Some(Gesture::Move { .. } | Gesture::Marquee { .. } | Gesture::Wire { at: Some(_), .. })
    );
    let is_held = ui.input(|input| input.pointer.any_down() || input.pointer.any_released());
    if is_dragged && !is_held {
        stage.push(Action::SetGesture(None));
    }
}

/// A passage that is carried out of the article: the map says what a release would do.
fn carry_passage(ui: &Ui, stage: &mut Stage<'_>, frame: &Frame<'_>) {
    let Some(Gesture::Passage { span, .. }) = frame.tab.gesture else {
        return;
    };
    let pointer = ui.input(|input| input.pointer.latest_pos());
    let over = pointer.filter(|&at| frame.bounds.contains(at));
    if ui.input(|input| input.pointer.any_released()) {
        let map_at = over.map(|at| frame.to_map(at));
        let drop = map_at.and_then(|at| frame.tab.find_drop(&[], at));
        stage.push(Action::EndGesture(
            Gesture::Passage { span, at: map_at },
            drop,
        ));
    } else {
        let at = over.map(|at| frame.to_map(at));
        if frame.tab.gesture != Some(Gesture::Passage { span, at }) {
            stage.push(Action::SetGesture(Some(Gesture::Passage { span, at })));
        }
    }
}

fn find_hover(frame: &Frame<'_>, at: Pos2) -> Option<Id> {
    if !frame.bounds.contains(at) {
        return None;
    }
    let map_at = frame.to_map(at);
    let picture = &frame.tab.picture;
    if let Some(at) = frame.box_at(map_at) {
        return Some(picture.node_of_box(at).clone());
    }
    let nearest = frame.wire_at(map_at, REACH / frame.camera.zoom);
    nearest.map(|wire| picture.link_of_wire(wire).clone())
}

fn drag(
    panel: &mut CanvasPanel,
    ui: &Ui,
    stage: &mut Stage<'_>,
    frame: &mut Frame<'_>,
    response: &Response,
    at: Pos2,
) {
    let primary = egui::PointerButton::Primary;
    let tab = frame.tab;
    if response.drag_started_by(primary) {
        let from = ui.input(|input| input.pointer.press_origin()).unwrap_or(at);
        stage.push(Action::Focus(PanelId::Map));
        if let Some(gesture) = begin(ui, stage, frame, from) {
            stage.push(Action::SetGesture(Some(gesture)));
        }
        return;
    }
    let Some(gesture) = &tab.gesture else { return };
    let map_at = frame.to_map(at);
    if let Gesture::Wire {
        from,
        at: None,
        makes,
        ..
    } = gesture
    {
        // Begun by a key: the pointer may choose the target as well as the arrows.
        let over = frame.pointed_at().filter(|over| over != from);
        let has_moved = ui.input(|input| input.pointer.delta() != egui::Vec2::ZERO);
        if has_moved && over.is_some() {
            let gesture = Gesture::Wire {
                from: from.clone(),
                at: None,
                over,
                makes: *makes,
            };
            stage.push(Action::SetGesture(Some(gesture)));
        }
        return;
    }
    let moved = move_on(ui, frame, gesture, map_at);
    if response.drag_stopped_by(primary) {
        let mut moved = moved;
        let mut drop = None;
        if let Gesture::Move { nodes, pins, .. } = &mut moved {
            let forecast = tab.forecast_drop(nodes, map_at);
            *pins = tab.pins_on_drop(nodes, *pins, &forecast);
            if let Forecast::Goes(there, _) = forecast {
                drop = Some(there);
            }
        }
        if !matches!(moved, Gesture::Passage { .. }) {
            stage.push(Action::EndGesture(moved, drop));
            panel.is_cancelled = false;
        }
    } else if response.dragged_by(primary) {
        if moved != *gesture {
            stage.push(Action::SetGesture(Some(moved)));
        }
        scroll_at_rim(ui, frame, at);
    }
}

/// What a drag that begins here is.
fn begin(ui: &Ui, stage: &mut Stage<'_>, frame: &Frame<'_>, from: Pos2) -> Option<Gesture> {
    let tab = frame.tab;
    let at = frame.to_map(from);
    if let Some(index) = find_rim(frame, from) {
        return Some(Gesture::Wire {
            from: tab.picture.node_of_box(index).clone(),
            at: Some(at),
            over: None,
            makes: WireEdit::Link(Intent::For),
        });
    }
    match tab.picture.box_at(at) {
        None => {
            let adds = ui.input(|input| input.modifiers.command || input.modifiers.shift);
            let kept = if adds {
                tab.selected.to_vec()
            } else {
                Vec::new()
            };
            Some(Gesture::Marquee { from: at, at, kept })
        }
        Some(_) if tab.editor.is_read_only() => None,
        Some((id, _)) => {
            let mut nodes = tab.selected_nodes();
            if !nodes.contains(id) {
                nodes = vec![id.clone()];
                stage.push(Action::Select(Some(id.clone())));
            }
            Some(Gesture::Move {
                nodes: tab.find_tops(&nodes),
                from: at,
                at,
                pins: false,
            })
        }
    }
}

/// The gesture with the pointer where it is now.
fn move_on(ui: &Ui, frame: &Frame<'_>, gesture: &Gesture, at: [f32; 2]) -> Gesture {
    match gesture.clone() {
        Gesture::Move { nodes, from, .. } => {
            let pins = ui.input(|input| input.modifiers.command);
            Gesture::Move {
                nodes,
                from,
                at,
                pins,
            }
        }
        Gesture::Wire { from, .. } => {
            let over = frame.pointed_at().filter(|over| *over != from);
            let intent = if ui.input(|input| input.modifiers.shift) {
                Intent::Against
            } else {
                Intent::For
            };
            Gesture::Wire {
                from,
                at: Some(at),
                over,
                makes: WireEdit::Link(intent),
            }
        }
        Gesture::Marquee { from, kept, .. } => Gesture::Marquee { from, at, kept },
        Gesture::Passage { span, .. } => Gesture::Passage { span, at: Some(at) },
    }
}

/// A drag near the canvas's rim scrolls the map.
fn scroll_at_rim(ui: &Ui, frame: &mut Frame<'_>, at: Pos2) {
    const RIM: f32 = 32.0;
    // Screen points in a second, at the rim itself.
    const SPEED: f32 = 480.0;
    // A canvas narrower than its rims has no inside to be clamped to.
    let rim = RIM.min(frame.bounds.size().min_elem() / 2.0).max(0.0);
    let inner = frame.bounds.shrink(rim);
    if inner.is_negative() {
        return;
    }
    let by = at - inner.clamp(at);
    if by != egui::Vec2::ZERO {
        let by = by.clamp(egui::Vec2::splat(-RIM), egui::Vec2::splat(RIM)) / RIM;
        let by = by * SPEED * ui.input(|input| input.stable_dt).min(0.1);
        frame.camera.pan([-by.x, -by.y]);
        ui.ctx().request_repaint();
    }
}

fn click(
    panel: &mut CanvasPanel,
    ui: &Ui,
    stage: &mut Stage<'_>,
    frame: &Frame<'_>,
    response: &Response,
    at: Pos2,
) {
    let pointed_at = frame.pointed_at();
    // Keys count as clicks too, but have a meaning of their own here.
    let is_clicked = response.clicked_by(egui::PointerButton::Primary);
    if is_clicked || response.secondary_clicked() {
        stage.push(Action::Focus(PanelId::Map));
        response.request_focus();
    }
    if let Some(Gesture::Wire {
        from,
        at: None,
        makes,
        ..
    }) = &frame.tab.gesture
        && is_clicked
    {
        let gesture = Gesture::Wire {
            from: from.clone(),
            at: None,
            over: pointed_at.filter(|over| over != from),
            makes: *makes,
        };
        stage.push(Action::EndGesture(gesture, None));
        return;
    }
    if response.double_clicked_by(egui::PointerButton::Primary) {
        let is_box = |id: &Id| frame.tab.picture.box_index(id).is_some();
        match pointed_at {
            Some(id) if is_box(&id) => stage.push(Action::OpenWording(id)),
            None if !frame.tab.editor.is_read_only() => {
                stage.push(Action::AddRootAt(Kind::Claim, corner_of_new(frame, at)));
            }
            _ => {}
        }
        return;
    }
    if is_clicked {
        if let Some(id) = find_badge(frame, at) {
            stage.push(Action::ToggleFold(id));
            return;
        }
        let adds = ui.input(|input| input.modifiers.command || input.modifiers.shift);
        match &pointed_at {
            Some(id) if adds => stage.push(Action::ToggleSelected(id.clone())),
            None if adds => {}
            over => stage.push(Action::Select(over.clone())),
        }
    }
    if response.secondary_clicked() {
        panel.menu.is_for_ground = pointed_at.is_none();
        panel.menu.ground = Some(corner_of_new(frame, at));
        match pointed_at {
            Some(id) if frame.tab.selected.contains(&id) => {}
            over => stage.push(Action::Select(over)),
        }
    }
}

/// Where the corner of a box stands that is made at a screen point.
fn corner_of_new(frame: &Frame<'_>, at: Pos2) -> Xy {
    let [x, y] = frame.to_map(at);
    [x - HALF_NEW[0], y - HALF_NEW[1]]
}

/// The node whose badge of folded boxes is at a screen point. Where boxes have no words there is none.
fn find_badge(frame: &Frame<'_>, at: Pos2) -> Option<Id> {
    const HALF: egui::Vec2 = egui::vec2(18.0, 11.0);
    if Detail::at(frame.camera.zoom) <= Detail::Signs {
        return None;
    }
    let picture = &frame.tab.picture;
    let is_right = frame.tab.direction == crate::model::Direction::Right;
    let folded = picture.plan().request.folded.iter();
    let badge = |&&(index, _): &&(u32, u32)| {
        let rect = picture.placement().boxes[index as usize];
        let middle = if is_right {
            Point::new(rect.max.x, rect.center().y)
        } else {
            Point::new(rect.center().x, rect.max.y)
        };
        let away = (frame.to_screen(middle) - at).abs();
        let scale = frame.camera.zoom * sign_scale(frame.camera.zoom);
        away.x <= HALF.x * scale && away.y <= HALF.y * scale
    };
    folded
        .clone()
        .find(badge)
        .map(|&(index, _)| picture.node_of_box(index as usize).clone())
}

fn set_cursor(panel: &CanvasPanel, ui: &Ui, frame: &Frame<'_>) {
    use egui::CursorIcon;
    let icon = match &frame.tab.gesture {
        _ if panel.space.is_some() => CursorIcon::Grab,
        Some(Gesture::Move { .. }) => CursorIcon::Grabbing,
        Some(Gesture::Wire { .. }) => CursorIcon::Crosshair,
        _ if frame.rim.is_some() => CursorIcon::Crosshair,
        _ if frame.hover.is_some() => CursorIcon::PointingHand,
        _ => return,
    };
    ui.ctx().set_cursor_icon(icon);
}
