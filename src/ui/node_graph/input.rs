//! Turns egui's events into gestures, keys and camera movements. Events are handled one by one, so a slow frame loses none.

use egui::{Event, Key, Modifiers, PointerButton, Pos2, Response, Ui, Vec2};

use crate::app::view::Camera;
use crate::app::{Action, App, Command};
use crate::ui::panes::Pane;

use super::camera::{self, ViewTransform};
use super::drag::moving;
use super::gesture::Gestures;
use super::gesture_state::{GestureContext, Input};
use super::scene::Scene;

/// Arrow keys within this time form one undo step, in seconds.
const ARROW_BURST: f64 = 1.0;

/// The keyboard state of the canvas.
#[derive(Debug, Default)]
pub struct Keys {
    /// The canvas was pressed last, so arrow keys belong to it.
    active: bool,
    /// The button that started the gesture.
    held: Option<PointerButton>,
    /// Space is held; true once something was panned.
    space: Option<bool>,
    /// The time and drag number of the last arrow key.
    arrow: Option<(f64, u64)>,
}

impl Keys {
    /// A mouse button that was pressed on the canvas is held.
    pub fn holds_button(&self) -> bool {
        self.held.is_some()
    }

    pub fn holds_space(&self) -> bool {
        self.space.is_some()
    }
}

/// Handles wheel, touchpad and pinch.
pub fn scroll(ui: &Ui, response: &Response, camera: Camera) -> Camera {
    if !response.contains_pointer() {
        return camera;
    }
    let (zoom, by, pointer) = ui.input(|i| (i.zoom_delta(), i.translation_delta(), i.pointer.hover_pos()));
    let camera = if zoom == 1.0 {
        camera
    } else {
        camera::zoom_at(camera, response.rect, pointer.unwrap_or(response.rect.center()), zoom)
    };
    if by == Vec2::ZERO { camera } else { camera::pan(camera, by) }
}

/// Passes the events of the frame to the gestures. Returns the camera after them.
pub fn events(
    ui: &Ui,
    response: &Response,
    app: &App,
    scene: &Scene,
    camera: Camera,
    (gestures, keys): (&mut Gestures, &mut Keys),
    out: &mut Vec<Command>,
) -> Camera {
    let ppp = ui.ctx().pixels_per_point();
    let mut camera = camera;
    let (events, now, held) = ui.input(|i| (i.events.clone(), i.time, i.modifiers));
    let cancelled = gestures.is_dragging() && take_key(ui, Key::Escape, Action::SelectNone, out);
    let mut feed = |input: Input, keys: &mut Keys, out: &mut Vec<Command>| {
        let context = GestureContext {
            scene,
            transform: ViewTransform::new(response.rect, camera, ppp),
            selection: &app.project.view.selection,
            selected_wires: &app.project.view.selected_wires,
            selected_annotations: &app.project.view.selected_annotations,
            document: app.document(),
            shown: app.project.view.shown,
            now,
            free: held.alt || held.command,
        };
        let by = gestures.handle(input, &context, out);
        if by != Vec2::ZERO {
            camera = camera::pan(camera, by);
            keys.space = keys.space.map(|_| true);
        }
    };
    if cancelled {
        feed(Input::Cancel, keys, out);
    }
    for event in events {
        match event {
            Event::PointerMoved(at) => feed(Input::Move(at), keys, out),
            Event::PointerButton { pos, button, pressed: true, modifiers } if keys.held.is_none() => {
                keys.active = is_ours(ui, response, pos);
                if keys.active {
                    keys.held = Some(button);
                    let pans = button != PointerButton::Primary || keys.holds_space();
                    let cuts = button == PointerButton::Secondary && modifiers.command;
                    let press = if cuts { Input::Cut(pos) } else { Input::Press { at: pos, modifiers, pans } };
                    feed(press, keys, out);
                }
            }
            Event::PointerButton { pos, button, pressed: false, .. } if keys.held == Some(button) => {
                keys.held = None;
                feed(Input::Release(pos), keys, out);
            }
            Event::WindowFocused(false) => feed(Input::Cancel, keys, out),
            _ => {}
        }
    }
    camera
}

/// Whether `key` was pressed in this frame. Consumes it, or removes the `action` that the shortcuts have made of it from `out`.
fn take_key(ui: &Ui, key: Key, action: Action, out: &mut Vec<Command>) -> bool {
    let asked = out.iter().position(|command| *command == Command::Do(action));
    match asked {
        Some(at) if ui.input(|i| i.key_down(key)) => {
            out.remove(at);
            true
        }
        _ => ui.input_mut(|i| i.consume_key(Modifiers::NONE, key)),
    }
}

/// Whether a press at `at` belongs to the canvas: nothing lies above it and it is not on a panel's resize handle.
fn is_ours(ui: &Ui, response: &Response, at: Pos2) -> bool {
    let other_caught = ui.ctx().dragged_id().is_some_and(|id| id != response.id);
    response.rect.contains(at) && ui.ctx().layer_id_at(at) == Some(ui.layer_id()) && !other_caught
}

/// Handles Space and the arrow keys while no text field has the focus.
pub fn keys(ui: &Ui, response: &Response, app: &App, gestures: &mut Gestures, keys: &mut Keys, out: &mut Vec<Command>) {
    if ui.memory(|m| m.focused().is_some_and(|id| id != Pane::Canvas.id())) || app.project.view.dialog.is_some() {
        keys.space = None;
        return;
    }
    space(ui, response, app, keys, out);
    if !keys.active || app.picked().is_empty() {
        return;
    }
    let arrows = [(Key::ArrowLeft, -1, 0), (Key::ArrowRight, 1, 0), (Key::ArrowUp, 0, -1), (Key::ArrowDown, 0, 1)];
    let mut dx = 0;
    let mut dy = 0;
    for (key, x, y) in arrows {
        let pressed = |modifiers| ui.input_mut(|i| i.count_and_consume_key(modifiers, key)) as i32;
        // Shift first, because egui ignores Shift when matching no modifiers.
        let steps = 4 * pressed(Modifiers::SHIFT) + pressed(Modifiers::NONE);
        dx += x * steps;
        dy += y * steps;
    }
    if (dx, dy) == (0, 0) {
        return;
    }
    let now = ui.input(|i| i.time);
    let drag = match keys.arrow {
        Some((last, drag)) if now - last < ARROW_BURST => drag,
        _ => gestures.next_drag(),
    };
    keys.arrow = Some((now, drag));
    out.push(moving(app.document().carried(&app.picked()), dx, dy, drag));
}

/// Space expands nodes when it is released without panning.
fn space(ui: &Ui, response: &Response, app: &App, keys: &mut Keys, out: &mut Vec<Command>) {
    let held = keys.space.is_some();
    let pressed = (held || response.contains_pointer()) && take_key(ui, Key::Space, Action::ToggleOpened, out);
    if pressed && !held {
        keys.space = Some(false);
    }
    if !ui.input(|i| i.key_down(Key::Space))
        && let Some(panned) = keys.space.take()
        && !panned
        && Action::ToggleOpened.is_enabled(app)
    {
        out.push(Command::Do(Action::ToggleOpened));
    }
}
