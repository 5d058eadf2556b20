//! The canvas: nodes, wires and everything the hand does with them. Draws from `&App`, pushes commands, owns no document.

mod brush;
mod camera;
mod connect;
mod cut;
mod drag;
mod drop;
mod fitting;
mod flow;
mod gesture;
#[cfg(test)]
mod gesture_tests;
mod growth;
mod guides;
mod head;
mod heat;
mod hit;
pub mod icons;
mod input;
mod labels;
mod layout;
mod lineage;
mod lod;
mod look;
mod markdown;
mod menu;
mod mini_sketch;
mod mini_table;
mod mini_text;
mod minimap;
mod names;
mod overlay;
mod paint;
mod paint_activity;
mod paint_ground;
mod paint_guides;
mod paint_lines;
mod paint_marks;
mod paint_node;
mod paint_small;
mod paint_things;
mod paint_wire;
pub mod picture;
mod ribbon;
mod scene;
mod shown;
mod text_cache;
mod thing_menu;
mod thing_names;
mod things;
pub use thing_menu::color_word;
mod tooltip;
mod walk;
mod writing;

use std::collections::HashMap;

use egui::{CursorIcon, Pos2, Rect, Sense, Ui};

use crate::app::{App, CanvasCommand, Command, TableCommand, ThingCommand};
use crate::document::{NodeId, Position, ThingId};
use crate::ui::panes::{self, Pane};

use self::camera::Lens;
use self::fitting::Fitting;
use self::gesture::{Gestures, State};
use self::hit::Target;
use self::labels::Labels;
use self::layout::Side;
use self::mini_text::MiniTexts;
use self::names::Names;
use self::scene::Scene;
use self::shown::Fade;
use self::text_cache::TextCache;

/// The area of the guide, which lies above the canvas.
pub const GUIDE: &str = "guide";

/// What the catalogue drags on to the canvas: the id of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DragKind(pub String);

/// The canvas' own state: gestures, and what is kept between frames to draw fast. Nothing of it is saved.
#[derive(Default)]
pub struct Canvas {
    scene: Scene,
    gestures: Gestures,
    keys: input::Keys,
    text: TextCache,
    minis: MiniTexts,
    names: Names,
    labels: Labels,
    fade: Fade,
    fitting: Fitting,
    rest: tooltip::Rest,
    menu: Option<Target>,
    menu_at: Option<Position>,
    /// How many dots the wire of the menu passes before where it was pressed.
    menu_dots: usize,
    /// The output that each opened node shows, where it is not the first.
    tabs: HashMap<NodeId, usize>,
    on_minimap: bool,
    field: writing::Field,
}

impl Canvas {
    /// Draws the canvas on all of the free space and pushes what was asked for.
    pub fn show(&mut self, ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
        let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::CLICK | Sense::DRAG);
        let ppp = ui.ctx().pixels_per_point();
        self.gestures.begin_frame();
        self.scene.end_shift();
        if self.scene.follow(app, response.id) {
            self.names.forget();
            if let State::Wiring(loose) = &mut self.gestures.state {
                loose.refresh(&self.scene);
            }
        }
        for index in Names::clicked(ui, &self.scene) {
            let nodes = [self.scene.nodes[index].id].into();
            out.push(Command::Canvas(CanvasCommand::Select { nodes, wires: Vec::new(), mode: Default::default() }));
        }
        let things = thing_names::clicked(ui, &self.scene);
        if !things.is_empty() {
            out.push(Command::Thing(ThingCommand::Select { things, mode: Default::default() }));
        }
        panes::mark(ui, Pane::Canvas);
        walk::keys(ui, app, &self.scene, out);
        input::keys(ui, &response, app, &mut self.gestures, &mut self.keys, out);
        let at_rest = matches!(self.gestures.state, State::Idle) && !self.keys.holds_button();
        let mut camera = self.fitting.camera(ui.ctx(), app, &self.scene, rect, at_rest);
        camera = input::scroll(ui, &response, camera);
        match self.minimap_press(ui, &response, Lens::new(rect, camera, ppp)) {
            Some(middle) => (camera.x, camera.y) = (middle.x, middle.y),
            None => {
                let hands = (&mut self.gestures, &mut self.keys);
                camera = input::events(ui, &response, app, &self.scene, camera, hands, out);
            }
        }
        if camera != app.project.view.camera || app.project.view.camera_request.is_some() {
            out.push(Command::Canvas(CanvasCommand::SetCamera(camera)));
        }
        let lens = Lens::new(rect, camera, ppp);
        if let Some((picked, by)) = self.gestures.shifted() {
            self.scene.shift(picked.nodes.iter().copied(), by);
            self.scene.things.shift(&picked.things, by);
            let grown = growth::grown(&self.scene, picked);
            if let Some(drag) = self.gestures.landed().filter(|_| !grown.is_empty()) {
                let on_grid = |(id, rect): &(ThingId, Rect)| {
                    let (at, size) = things::on_grid(*rect);
                    (*id, at, size)
                };
                let frames = grown.iter().map(on_grid).collect();
                out.push(Command::Thing(ThingCommand::Grow { frames, drag }));
            }
            self.scene.things.resize(grown);
        }
        if let Some(resized) = self.gestures.resized() {
            self.scene.things.resize(vec![resized]);
        }
        drop::files(ui, lens, out);
        let hovering = drop::hovering(&response, &self.scene, lens);
        if let Some(hovering) = &hovering {
            drop::release(ui, &self.scene, hovering, out);
        }
        let hovered = self.hovered(ui, &response, app, lens, out);
        self.follow_tabs(out);
        self.menu(&response, app, lens, hovered, out);
        self.cursor(ui, hovered);
        self.paint(ui, app, lens, hovered, hovering.as_ref(), out);
        names::mark_wanted(ui.ctx(), app, lens, &self.scene);
        self.field.show(ui, app, &self.scene, lens, out);
        lineage::bar(ui, rect, app, out);
    }

    /// What the pointer is on, while it does nothing else.
    fn hovered(&self, ui: &Ui, response: &egui::Response, app: &App, lens: Lens, out: &mut Vec<Command>) -> Target {
        let pointer = ui.input(|i| i.pointer.hover_pos()).filter(|_| response.contains_pointer());
        let Some(at) = pointer else { return Target::Void };
        let position = lens.position(at);
        if app.project.view.pointer != Some(position) {
            out.push(Command::Canvas(CanvasCommand::SetPointer(position)));
        }
        let idle = matches!(self.gestures.state, State::Idle | State::Pressed { .. });
        let on_map = minimap::Minimap::of(&self.scene, lens).is_some_and(|map| map.rect.contains(at));
        if idle && !on_map { hit::at(&self.scene, lens, at) } else { Target::Void }
    }

    /// A press on the small map: the canvas point that shall be in the middle.
    fn minimap_press(&mut self, ui: &Ui, response: &egui::Response, lens: Lens) -> Option<egui::Pos2> {
        let (pressed, down, at) =
            ui.input(|i| (i.pointer.primary_pressed(), i.pointer.primary_down(), i.pointer.interact_pos()));
        let (map, at) = (minimap::Minimap::of(&self.scene, lens), at?);
        let map = map.filter(|_| down);
        if pressed {
            self.on_minimap = response.contains_pointer() && map.is_some_and(|map| map.rect.contains(at));
        }
        self.on_minimap &= down;
        map.filter(|_| self.on_minimap).map(|map| map.canvas_point(at))
    }

    /// An opened node shows the output that was asked for last.
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
            (_, Target::Thing(_, things::Part::Edge(x, y))) => edge_cursor(x, y),
            (_, Target::Thing(..) | Target::Dot(_)) => CursorIcon::Grab,
            _ if self.keys.holds_space() => CursorIcon::Grab,
            (_, Target::Wire(_) | Target::Node(_, hit::Part::Opener | hit::Part::Sketcher | hit::Part::Output(_))) => {
                CursorIcon::PointingHand
            }
            _ => return,
        };
        ui.ctx().set_cursor_icon(cursor);
    }
}

/// Where the first input and the first output of a node that will lie at `at` are on the screen, if the place is seen.
pub fn end_on_screen(ctx: &egui::Context, app: &App, at: Position) -> Option<[Pos2; 2]> {
    let rect = ctx.read_response(Pane::Canvas.id())?.rect;
    let lens = Lens::new(rect, app.project.view.camera, ctx.pixels_per_point());
    let corner = camera::point(at).to_vec2();
    let ends = [Side::Input, Side::Output].map(|side| lens.to_screen(layout::port(side, 0, layout::WIDTH) + corner));
    rect.contains(ends[0]).then_some(ends)
}

/// The cursor for an edge or a corner that is pulled.
fn edge_cursor(x: i8, y: i8) -> CursorIcon {
    match (x, y) {
        (0, _) => CursorIcon::ResizeVertical,
        (_, 0) => CursorIcon::ResizeHorizontal,
        _ if x == y => CursorIcon::ResizeNwSe,
        _ => CursorIcon::ResizeNeSw,
    }
}
