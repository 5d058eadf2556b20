//! The canvas' frame time without a window: layout, drawing, names for screen readers, tessellation.
//!
//! Prints `ratio NAME MEASURED LIMIT` in milliseconds, medians over many frames. `all on screen` is the whole document at
//! once; the other figures look at it while a hand is doing something.

#![expect(clippy::print_stdout, reason = "a bench tells its figures")]

use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Context, Event, Modifiers, PointerButton, Pos2, RawInput, Rect, pos2, vec2};
use tablewire::app::results::OutputResult;
use tablewire::app::view::{Camera, CameraRequest};
use tablewire::app::{App, CanvasCommand, Command, NodeResult, NodeState};
use tablewire::base::{ColumnInfo, Problem, Type};
use tablewire::document::{Edit, Node, NodeId, PortRef, Position, Settings, Wire};
use tablewire::ui::node_graph::Canvas;

const SCREEN: Rect = Rect { min: Pos2::ZERO, max: pos2(1440.0, 900.0) };
const WARM_UP: usize = 30;
const FRAMES: usize = 200;
/// Kinds of the document's nodes in turn: one and several ports on each side.
const KINDS: [&str; 4] = ["filter", "sort", "join", "group_by"];

fn main() {
    tablewire::app::keep_memory_of_frames();
    // Only one of them, where it is named. Cargo adds `--bench`.
    let part = std::env::args().skip(1).find(|word| !word.starts_with('-'));
    let is_wanted = |name: &str| part.as_deref().is_none_or(|part| part == name);
    let report = |name: &str, limit: f64, measure: &mut dyn FnMut() -> Duration| {
        if is_wanted(name) {
            println!("ratio {name} {:.3} {limit}", measure().as_secs_f64() * 1000.0);
        }
    };
    for (nodes, limit) in [(100, 1.0), (1000, 2.0), (5000, 5.0)] {
        let mut bench = Bench::with(nodes);
        bench.wish(CameraRequest::Fit);
        report(&format!("canvas_{nodes}"), limit, &mut || bench.measure(|_, _| Vec::new()));
    }
    let mut bench = Bench::with(5000);
    bench.wish(CameraRequest::Fit);
    let dragged = |n: usize| pos2(700.0 + (n % 40) as f32 * 4.0, 450.0 + (n % 30) as f32 * 3.0);
    let middle = pos2(700.0, 450.0);
    report("canvas_5000_pan", 5.0, &mut || bench.measure_drag(PointerButton::Middle, middle, dragged));
    report("canvas_5000_box", 5.0, &mut || bench.measure_drag(PointerButton::Primary, pos2(2.0, 2.0), dragged));
    bench.app.project.view.selection = (0..500).map(NodeId).collect();
    let on_first = bench.middle_of_first();
    let moved = |n: usize| on_first + vec2((n % 40) as f32 * 4.0 + 8.0, (n % 30) as f32 * 3.0);
    report("canvas_5000_drag_500", 5.0, &mut || bench.measure_drag(PointerButton::Primary, on_first, moved));
    bench.app.project.view.selection.clear();
    bench.app.project.view.camera.zoom = 1.0;
    report("canvas_5000_close", 5.0, &mut || bench.measure(|_, _| Vec::new()));
}

/// A canvas with a document, as the window has it.
struct Bench {
    ctx: Context,
    canvas: Canvas,
    app: App,
    time: f64,
}

impl Bench {
    fn with(nodes: usize) -> Bench {
        let ctx = Context::default();
        ctx.enable_accesskit();
        Bench { ctx, canvas: Canvas::default(), app: app_with(nodes), time: 0.0 }
    }

    /// One frame: layout, drawing, names and triangles.
    fn frame(&mut self, events: Vec<Event>) -> Duration {
        self.time += 1.0 / 60.0;
        let input = RawInput { screen_rect: Some(SCREEN), time: Some(self.time), events, ..RawInput::default() };
        let Bench { ctx, canvas, app, .. } = self;
        let mut out = Vec::new();
        let start = Instant::now();
        let mut output = ctx.run_ui(input, |ui| canvas.show(ui, app, &mut out));
        assert!(output.platform_output.accesskit_update.as_ref().is_some_and(|tree| !tree.nodes.is_empty()));
        let triangles = ctx.tessellate(output.shapes, output.pixels_per_point);
        let spent = start.elapsed();
        assert!(!triangles.is_empty());
        output.textures_delta.clear();
        for command in out {
            if let Command::Canvas(CanvasCommand::SetCamera(camera)) = command {
                self.see(camera);
            }
        }
        spent
    }

    fn see(&mut self, camera: Camera) {
        self.app.project.view.camera = camera;
        self.app.project.view.camera_request = None;
    }

    fn wish(&mut self, wish: CameraRequest) {
        self.app.project.view.camera_request = Some(wish);
        self.frame(Vec::new());
    }

    /// The median over frames whose events `act` makes.
    fn measure(&mut self, mut act: impl FnMut(&Bench, usize) -> Vec<Event>) -> Duration {
        let mut spent = Vec::with_capacity(FRAMES);
        for n in 0..WARM_UP + FRAMES {
            let events = act(self, n);
            let frame = self.frame(events);
            if n >= WARM_UP {
                spent.push(frame);
            }
        }
        spent.sort();
        spent[FRAMES / 2]
    }

    /// The median while a button is held and the pointer goes along `path`.
    fn measure_drag(&mut self, button: PointerButton, from: Pos2, path: impl Fn(usize) -> Pos2) -> Duration {
        let press = |pos, pressed| Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE };
        self.frame(vec![Event::PointerMoved(from)]);
        self.frame(vec![press(from, true)]);
        let median = self.measure(|_, n| vec![Event::PointerMoved(path(n))]);
        self.frame(vec![Event::Key {
            key: egui::Key::Escape,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        }]);
        self.frame(vec![press(from, false)]);
        median
    }

    /// Where the first node is on the screen.
    fn middle_of_first(&self) -> Pos2 {
        let Camera { x, y, zoom } = self.app.project.view.camera;
        SCREEN.center() + (vec2(96.0, 32.0) - vec2(x, y)) * zoom
    }
}

/// A document of this many nodes in columns, with two to three wires at each, and results as after a preview.
fn app_with(count: usize) -> App {
    let rows = ((count as f64).sqrt() * 1.1).ceil() as usize;
    let mut app = App::default();
    let mut edits: Vec<Edit> =
        (0..count).map(|n| Edit::AddNode { id: NodeId(n as u64), node: node(n, rows) }).collect();
    let wire = |from: usize, port: &str, to: usize, input: &str| {
        Wire::new(PortRef::new(NodeId(from as u64), port), PortRef::new(NodeId(to as u64), input))
    };
    let mut wires = Vec::new();
    for n in rows..count {
        wires.push(wire(n - rows, "", n, ""));
        if KINDS[n % KINDS.len()] == "join" {
            wires.push(wire(n - rows + 1, "", n, "right"));
        }
        if KINDS[(n - rows) % KINDS.len()] == "filter" && n + 3 < count && KINDS[(n + 3) % KINDS.len()] == "sort" {
            wires.push(wire(n - rows, "others", n + 3, ""));
        }
        if n + rows < count && n % 2 == 0 {
            wires.push(wire(n - rows, "", n + rows, ""));
        }
    }
    edits.extend(wires.into_iter().enumerate().map(|(index, wire)| Edit::AddWire { index, wire }));
    app.project.history.apply("set up", None, edits).expect("a valid document");
    let document = app.project.history.document().clone();
    app.project.node_info.update(&document);
    for n in 0..count {
        app.project.results.insert(NodeId(n as u64), result(n));
    }
    app
}

fn node(n: usize, rows: usize) -> Node {
    Node {
        name: format!("step_{n}"),
        kind: KINDS[n % KINDS.len()].into(),
        version: 1,
        settings: Settings::default(),
        position: Position::new((n / rows) as i32 * 16, (n % rows) as i32 * 8),
        activity: Default::default(),
        running: Default::default(),
        opened: false,
        mark: Default::default(),
    }
}

fn result(n: usize) -> NodeResult {
    let columns: Vec<ColumnInfo> = (0..12).map(|c| ColumnInfo::new(format!("column_{c}"), Type::Integer)).collect();
    let output = |rows| OutputResult { rows: Some(rows), profile: Some(Arc::default()), ..OutputResult::default() };
    let problems = if n.is_multiple_of(25) { vec![Problem::error("There is no column \"delay\"")] } else { Vec::new() };
    NodeResult {
        inactive_because: None,
        sent: None,
        state: if problems.is_empty() { NodeState::Fresh } else { NodeState::Failed },
        inputs: vec![columns.clone()],
        columns: vec![Some(columns); 3],
        outputs: (0..3).map(|port| output(n as u64 * 1234 + port)).collect(),
        problems,
    }
}
