//! The canvas: draws nodes and wires from `&App` and turns gestures into commands.

mod accessible_names;
mod annotation_menu;
mod annotation_names;
mod annotations;
mod camera;
mod camera_control;
mod canvas_painter;
mod card_header;
mod card_state;
mod click;
mod detail;
mod drag;
mod drag_kind;
mod drop_target;
mod frame_growth;
mod gesture;
mod gesture_state;
#[cfg(test)]
mod gesture_tests;
#[cfg(test)]
mod gesture_wire_tests;
mod guides;
mod heat;
mod hit;
pub mod icons;
mod input;
mod labels;
mod layout;
mod line_mesh;
mod lineage;
mod markdown;
mod menu;
mod menu_actions;
mod mini_distributions;
mod mini_table;
mod mini_text;
mod minimap;
mod node_status;
mod overlay;
mod paint;
mod paint_activity;
mod paint_annotations;
mod paint_background;
mod paint_guides;
mod paint_lines;
mod paint_node;
mod paint_overview;
mod paint_state;
mod paint_wire;
pub mod picture;
mod run_flow;
mod scene;
mod scene_items;
mod text_cache;
mod visibility;
mod wire_cut;
mod wire_drag;
pub use annotation_menu::color_word;
pub use drag_kind::{DragKind, DragTable};
pub mod areas;
mod arrow_keys;
mod text_editor;
mod tooltip;

use std::collections::HashMap;

use egui::{CursorIcon, Pos2, Rect, Sense, Ui};

use crate::app::{AnnotationCommand, App, CanvasCommand, Command, TableCommand};
use crate::document::{AnnotationId, NodeId, Position};
use crate::ui::panes::{self, Pane};

use self::accessible_names::NodeNames;
use self::camera::ViewTransform;
use self::camera_control::CameraControl;
use self::gesture::Gestures;
use self::gesture_state::State;
use self::hit::Target;
use self::labels::Labels;
use self::layout::Side;
use self::mini_text::MiniTexts;
use self::scene::Scene;
use self::text_cache::TextCache;
use self::visibility::VisibilityFade;

/// State of the canvas that is not saved: gestures, and caches for fast drawing.
#[derive(Default)]
pub struct Canvas {
    scene: Scene,
    gestures: Gestures,
    keys: input::Keys,
    text: TextCache,
    minis: MiniTexts,
    names: NodeNames,
    labels: Labels,
    fade: VisibilityFade,
    camera_control: CameraControl,
    hover_delay: tooltip::HoverDelay,
    menu: Option<Target>,
    menu_at: Option<Position>,
    /// The number of dots that the wire of the menu passes before the clicked position.
    menu_dots: usize,
    /// The shown output of each expanded node, if not the first.
    tabs: HashMap<NodeId, usize>,
    on_minimap: bool,
    text_editor: text_editor::TextEditor,
}

impl Canvas {
    /// Draws the canvas in the available space and pushes commands.
    pub fn show(&mut self, ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
        let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::CLICK | Sense::DRAG);
        let ppp = ui.ctx().pixels_per_point();
        self.gestures.begin_frame();
        self.scene.end_shift();
        if self.scene.follow(app, response.id) {
            self.names.clear();
            if let State::Wiring(wire_drag) = &mut self.gestures.state {
                wire_drag.refresh(&self.scene);
            }
        }
        for index in NodeNames::clicked(ui, &self.scene) {
            let nodes = [self.scene.nodes[index].id].into();
            out.push(Command::Canvas(CanvasCommand::Select { nodes, wires: Vec::new(), mode: Default::default() }));
        }
        let annotations = annotation_names::clicked(ui, &self.scene);
        if !annotations.is_empty() {
            out.push(Command::Annotation(AnnotationCommand::Select { annotations, mode: Default::default() }));
        }
        panes::register(ui, Pane::Canvas);
        arrow_keys::keys(ui, app, &self.scene, out);
        input::keys(ui, &response, app, &mut self.gestures, &mut self.keys, out);
        let at_rest = matches!(self.gestures.state, State::Idle) && !self.keys.holds_button();
        let mut camera = self.camera_control.camera(ui.ctx(), app, &self.scene, rect, at_rest);
        camera = input::scroll(ui, &response, camera);
        match self.minimap_press(ui, &response, ViewTransform::new(rect, camera, ppp)) {
            Some(middle) => (camera.x, camera.y) = (middle.x, middle.y),
            None => {
                let hands = (&mut self.gestures, &mut self.keys);
                camera = input::events(ui, &response, app, &self.scene, camera, hands, out);
            }
        }
        if camera != app.project.view.camera || app.project.view.camera_request.is_some() {
            out.push(Command::Canvas(CanvasCommand::SetCamera(camera)));
        }
        let transform = ViewTransform::new(rect, camera, ppp);
        if let Some((picked, by)) = self.gestures.shifted() {
            self.scene.shift(picked.nodes.iter().copied(), by);
            self.scene.annotations.shift(&picked.annotations, by);
            let enlarged_frames = frame_growth::enlarged_frames(&self.scene, picked);
            if let Some(drag) = self.gestures.dropped().filter(|_| !enlarged_frames.is_empty()) {
                let on_grid = |(id, rect): &(AnnotationId, Rect)| {
                    let (at, size) = annotations::on_grid(*rect);
                    (*id, at, size)
                };
                let frames = enlarged_frames.iter().map(on_grid).collect();
                out.push(Command::Annotation(AnnotationCommand::Grow { frames, drag }));
            }
            self.scene.annotations.resize(enlarged_frames);
        }
        if let Some(resized) = self.gestures.resized() {
            self.scene.annotations.resize(vec![resized]);
        }
        drop_target::files(ui, transform, out);
        let drop_preview = drop_target::drop_preview(&response, &self.scene, transform);
        if let Some(drop_preview) = &drop_preview {
            drop_target::release(ui, &self.scene, drop_preview, out);
        }
        let hovered = self.hovered(ui, &response, app, transform, out);
        self.follow_tabs(out);
        self.menu(&response, app, transform, hovered, out);
        self.cursor(ui, hovered);
        self.paint(ui, app, transform, hovered, drop_preview.as_ref(), out);
        accessible_names::record_guide_ports(ui.ctx(), app, transform, &self.scene);
        self.text_editor.show(ui, app, &self.scene, transform, out);
        lineage::bar(ui, rect, app, out);
    }

    /// The target under the pointer while no gesture is in progress.
    fn hovered(
        &self,
        ui: &Ui,
        response: &egui::Response,
        app: &App,
        transform: ViewTransform,
        out: &mut Vec<Command>,
    ) -> Target {
        let pointer = ui.input(|i| i.pointer.hover_pos()).filter(|_| response.contains_pointer());
        let Some(at) = pointer else { return Target::Void };
        let position = transform.position(at);
        if app.project.view.pointer != Some(position) {
            out.push(Command::Canvas(CanvasCommand::SetPointer(position)));
        }
        let idle = matches!(self.gestures.state, State::Idle | State::Pressed { .. });
        let on_map = minimap::Minimap::of(&self.scene, transform).is_some_and(|map| map.rect.contains(at));
        if idle && !on_map { hit::at(&self.scene, transform, at) } else { Target::Void }
    }

    /// A press on the minimap: the canvas point to centre.
    fn minimap_press(&mut self, ui: &Ui, response: &egui::Response, transform: ViewTransform) -> Option<egui::Pos2> {
        let (pressed, down, at) =
            ui.input(|i| (i.pointer.primary_pressed(), i.pointer.primary_down(), i.pointer.interact_pos()));
        let map = minimap::Minimap::of(&self.scene, transform);
        let at = at?;
        let map = map.filter(|_| down);
        if pressed {
            self.on_minimap = response.contains_pointer() && map.is_some_and(|map| map.rect.contains(at));
        }
        self.on_minimap &= down;
        map.filter(|_| self.on_minimap).map(|map| map.canvas_point(at))
    }

    /// An expanded node shows the output that was last requested.
    fn follow_tabs(&mut self, out: &[Command]) {
        for command in out {
            if let Command::Table(TableCommand::Show(output)) = command {
                self.tabs.insert(output.node, output.port);
            }
        }
    }

    fn cursor(&self, ui: &Ui, hovered: Target) {
        let cursor = match (&self.gestures.state, hovered) {
            (State::Panning { .. }, _) => CursorIcon::Grabbing,
            (State::Moving { .. } | State::Bending { .. }, _) => CursorIcon::Move,
            (State::Wiring(_) | State::Cutting(_), _) | (_, Target::Port(_) | Target::DotHandle(_)) => {
                CursorIcon::Crosshair
            }
            (State::Resizing { edge: (x, y), .. }, _) => edge_cursor(*x, *y),
            (_, Target::Annotation(_, annotations::Part::Edge(x, y))) => edge_cursor(x, y),
            (_, Target::Annotation(..) | Target::Dot(_)) => CursorIcon::Grab,
            _ if self.keys.holds_space() => CursorIcon::Grab,
            (
                _,
                Target::Wire(_)
                | Target::Node(_, hit::Part::ExpandButton | hit::Part::DistributionButton | hit::Part::Output(_)),
            ) => CursorIcon::PointingHand,
            _ => return,
        };
        ui.ctx().set_cursor_icon(cursor);
    }
}

/// The screen positions of the first input and output of a node that will lie at `at`, if visible.
pub fn end_on_screen(ctx: &egui::Context, app: &App, at: Position) -> Option<[Pos2; 2]> {
    let rect = ctx.read_response(Pane::Canvas.id())?.rect;
    let transform = ViewTransform::new(rect, app.project.view.camera, ctx.pixels_per_point());
    let corner = camera::point(at).to_vec2();
    let ends =
        [Side::Input, Side::Output].map(|side| transform.to_screen(layout::port(side, 0, layout::WIDTH) + corner));
    rect.contains(ends[0]).then_some(ends)
}

/// The cursor for dragging an edge or a corner.
fn edge_cursor(x: i8, y: i8) -> CursorIcon {
    match (x, y) {
        (0, _) => CursorIcon::ResizeVertical,
        (_, 0) => CursorIcon::ResizeHorizontal,
        _ if x == y => CursorIcon::ResizeNwSe,
        _ => CursorIcon::ResizeNeSw,
    }
}
