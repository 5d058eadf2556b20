//! The canvas under a hand: driven by accessible names and the pointer, judged by the commands that it pushes.

mod camera;
mod heat;

use egui::{Event, Key, Modifiers, PointerButton, Pos2, Rect, Shape, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use tablewire::app::view::{CameraRequest, Dialog};
use tablewire::app::{
    Action, AnnotationCommand, App, CanvasCommand, Command, Connect, NodeCommand, NodeResult, OutputResult, SelectMode,
    WindowCommand,
};
use tablewire::document::{Document, Edit, Node, NodeId, PortRef, Position, Settings, Wire, edits_between};
use tablewire::nodes;
use tablewire::ui::node_graph::{Canvas, DragKind};

/// A canvas of its own; commands of the view are carried out, all are recorded.
pub struct Bench {
    canvas: Canvas,
    pub app: App,
    said: Vec<Command>,
}

impl Bench {
    fn frame(&mut self, ui: &mut egui::Ui) {
        let mut out = Vec::new();
        self.canvas.show(ui, &self.app, &mut out);
        for command in out {
            match &command {
                Command::Canvas(CanvasCommand::SetCamera(camera)) => {
                    self.app.project.view.camera = *camera;
                    self.app.project.view.camera_request = None;
                }
                Command::Canvas(CanvasCommand::SetPointer(at)) => self.app.project.view.pointer = Some(*at),
                Command::Canvas(CanvasCommand::Select { nodes, mode: SelectMode::Replace, .. }) => {
                    self.app.project.view.selection = nodes.clone();
                    self.said.push(command);
                }
                _ => self.said.push(command),
            }
        }
    }
}

/// Filters of these names in a row, with wires "a>b".
pub fn app_of(names: &[&str], wires: &[(u64, u64)]) -> App {
    let mut app = App::default();
    let node = |n: usize, name: &str| Node {
        name: name.to_owned(),
        kind: "filter".into(),
        version: 1,
        settings: Settings::default(),
        position: Position::new(16 * n as i32, 0),
        activity: Default::default(),
        running: Default::default(),
        opened: false,
        mark: Default::default(),
    };
    let mut edits: Vec<Edit> =
        names.iter().enumerate().map(|(n, name)| Edit::AddNode { id: NodeId(n as u64), node: node(n, name) }).collect();
    edits.extend(wires.iter().enumerate().map(|(index, (from, to))| Edit::AddWire { index, wire: wire(*from, *to) }));
    app.project.history.apply("set up", None, edits).unwrap();
    let document = app.project.history.document().clone();
    app.project.node_info.update(&document);
    app.project.view.camera_request = Some(CameraRequest::Fit);
    app
}

fn wire(from: u64, to: u64) -> Wire {
    Wire::new(PortRef::first(NodeId(from)), PortRef::first(NodeId(to)))
}

pub fn bench(app: App) -> Harness<'static, Bench> {
    let bench = Bench { canvas: Canvas::default(), app, said: Vec::new() };
    let mut harness = Harness::builder()
        .with_size(vec2(1200.0, 700.0))
        .with_step_dt(1.0 / 60.0)
        .build_ui_state(|ui: &mut egui::Ui, bench: &mut Bench| bench.frame(ui), bench);
    harness.run_steps(3);
    harness
}

pub fn middle(harness: &Harness<'_, Bench>, name: &str) -> Pos2 {
    harness.get_by_label(name).rect().center()
}

pub fn press(harness: &Harness<'_, Bench>, pos: Pos2, pressed: bool, modifiers: Modifiers) {
    harness.event(Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers });
}

pub fn drag(harness: &mut Harness<'_, Bench>, from: Pos2, to: Pos2) {
    harness.hover_at(from);
    press(harness, from, true, Modifiers::NONE);
    for step in [0.3, 0.7, 1.0] {
        harness.hover_at(from.lerp(to, step));
    }
    press(harness, to, false, Modifiers::NONE);
    harness.run_steps(2);
}

fn said(harness: &mut Harness<'_, Bench>) -> Vec<Command> {
    std::mem::take(&mut harness.state_mut().said)
}

/// What is painted in words, and where.
pub fn painted(harness: &Harness<'_, Bench>) -> Vec<(String, Rect)> {
    fn texts(shape: &Shape, out: &mut Vec<(String, Rect)>) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| texts(shape, out)),
            Shape::Text(text) => out.push((text.galley.job.text.clone(), text.visual_bounding_rect())),
            _ => {}
        }
    }
    let mut painted = Vec::new();
    harness.output().shapes.iter().for_each(|clipped| texts(&clipped.shape, &mut painted));
    painted
}

const VOID: Pos2 = Pos2::new(600.0, 600.0);

#[test]
fn a_wire_is_drawn_from_port_to_port() {
    let mut harness = bench(app_of(&["early", "late"], &[]));
    let (from, to) = (middle(&harness, "output others of early"), middle(&harness, "input in of late"));
    drag(&mut harness, from, to);
    let from = PortRef::new(NodeId(0), "others");
    assert_eq!(
        said(&mut harness),
        [Command::Canvas(CanvasCommand::Connect(Wire::new(from, PortRef::first(NodeId(1)))))]
    );
}

#[test]
fn a_cycle_is_refused_in_words() {
    let mut harness = bench(app_of(&["early", "late"], &[(0, 1)]));
    let (from, to) = (middle(&harness, "output matching of late"), middle(&harness, "input in of early"));
    drag(&mut harness, from, to);
    let said = said(&mut harness);
    assert!(
        matches!(&said[..], [Command::Window(WindowCommand::ShowStatus(why))] if why.contains("cycle")),
        "{said:?}"
    );
}

#[test]
fn nodes_say_what_they_are() {
    let harness = bench(app_of(&["early", "late"], &[]));
    assert!(harness.query_by_label("late, Filter, waiting").is_some());
}

#[test]
fn a_box_selects_and_a_drag_moves() {
    let mut harness = bench(app_of(&["early", "late", "last"], &[]));
    let (early, last) = (middle(&harness, "early, Filter, waiting"), middle(&harness, "last, Filter, waiting"));
    drag(&mut harness, last + vec2(140.0, 90.0), early + vec2(130.0, 0.0));
    let both = [NodeId(1), NodeId(2)].into();
    assert_eq!(
        said(&mut harness),
        [Command::Canvas(CanvasCommand::Select { nodes: both, wires: vec![], mode: SelectMode::Replace })]
    );
    drag(&mut harness, last - vec2(20.0, 30.0), last + vec2(28.0, -30.0));
    let moved = said(&mut harness);
    let nodes = [NodeId(1), NodeId(2)].into();
    assert_eq!(moved, [Command::Canvas(CanvasCommand::MoveBy { nodes, dx: 3, dy: 0, drag: 1 })]);
}

#[test]
fn a_double_click_on_the_void_asks_for_a_node() {
    let mut harness = bench(app_of(&["early"], &[]));
    harness.hover_at(VOID);
    for pressed in [true, false, true, false] {
        press(&harness, VOID, pressed, Modifiers::NONE);
    }
    harness.run_steps(2);
    let said = said(&mut harness);
    let asked = |c: &Command| {
        matches!(c, Command::Window(WindowCommand::OpenDialog(Dialog::AddNode { connect: Connect::Not, .. })))
    };
    assert!(said.iter().any(asked), "{said:?}");
}

#[test]
fn words_under_the_pointer_do_not_stand_before_a_dialog() {
    let mut harness = bench(app_of(&["early", "late"], &[]));
    let at = middle(&harness, "output matching of early") - vec2(60.0, 30.0);
    let words = |harness: &Harness<'_, Bench>| painted(harness).iter().any(|(words, _)| words == "early · Filter");
    harness.hover_at(at);
    harness.run_steps(60);
    assert!(words(&harness));
    harness.state_mut().app.project.view.dialog = Some(Dialog::Palette);
    harness.run_steps(5);
    assert!(!words(&harness));
}

#[test]
fn escape_cancels_a_drag() {
    let mut harness = bench(app_of(&["early", "late"], &[]));
    let from = middle(&harness, "output matching of early");
    let to = middle(&harness, "input in of late");
    harness.hover_at(from);
    press(&harness, from, true, Modifiers::NONE);
    harness.hover_at(to);
    harness.key_press(Key::Escape);
    press(&harness, to, false, Modifiers::NONE);
    harness.run_steps(2);
    assert_eq!(said(&mut harness), []);
}

#[test]
fn a_kind_from_the_catalogue_is_dropped_on_a_wire() {
    let mut harness = bench(app_of(&["early", "late"], &[(0, 1)]));
    let (from, to) = (middle(&harness, "output matching of early"), middle(&harness, "input in of late"));
    let on_wire = from.lerp(to, 0.5);
    // The catalogue sets the payload when its row is dragged; the press is not the canvas' own.
    egui::DragAndDrop::set_payload(&harness.ctx, DragKind("filter".into()));
    harness.hover_at(on_wire);
    press(&harness, on_wire, false, Modifiers::NONE);
    harness.run_steps(2);
    let said = said(&mut harness);
    let [Command::Node(NodeCommand::Add { kind, connect: Connect::On(on), .. })] = &said[..] else {
        panic!("{said:?}")
    };
    assert_eq!((kind.as_str(), on), ("filter", &wire(0, 1)));
}

#[test]
fn arrow_keys_move_the_selection_as_one_step() {
    let mut harness = bench(app_of(&["early", "late"], &[]));
    let early = middle(&harness, "early, Filter, waiting") - vec2(0.0, 25.0);
    drag(&mut harness, early, early);
    said(&mut harness);
    harness.key_press(Key::ArrowRight);
    harness.key_press(Key::ArrowDown);
    harness.run_steps(2);
    let nodes: std::collections::BTreeSet<_> = [NodeId(0)].into();
    let moved = |dx, dy| Command::Canvas(CanvasCommand::MoveBy { nodes: nodes.clone(), dx, dy, drag: 1 });
    assert_eq!(said(&mut harness), [moved(1, 0), moved(0, 1)]);
}

#[test]
fn a_screen_reader_selects_a_node() {
    let mut harness = bench(app_of(&["early", "late"], &[]));
    harness.get_by_label("late, Filter, waiting").click_accesskit();
    harness.run_steps(2);
    let nodes = [NodeId(1)].into();
    assert_eq!(
        said(&mut harness),
        [Command::Canvas(CanvasCommand::Select { nodes, wires: vec![], mode: SelectMode::Replace })]
    );
}

#[test]
fn frames_notes_and_dots_have_names_by_which_they_are_selected() {
    let annotations = nodes::document_from(include_str!("../files/0.1_canvas_things.ron")).expect("a project").document;
    let mut app = App::default();
    app.project.history.apply("set up", None, edits_between(&Document::default(), &annotations)).unwrap();
    app.project.node_info.update(&annotations);
    app.project.view.camera_request = Some(CameraRequest::Fit);
    let mut harness = bench(app);
    for name in ["frame Source", "note What this is"] {
        said(&mut harness);
        harness.get_by_label(name).click_accesskit();
        harness.run_steps(2);
        let said = said(&mut harness);
        let is_one = |command: &Command| matches!(command, Command::Annotation(AnnotationCommand::Select { annotations, .. }) if annotations.len() == 1);
        assert!(said.iter().any(is_one), "{name}: {said:?}");
    }
    assert_eq!(harness.get_all_by_label("dot on a wire from late").count(), 2);
}
