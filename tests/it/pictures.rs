//! Pictures of cards and of the canvas, as text: what is painted where, in which of the theme's colours. The fonts are our own,
//! so that words measure the same everywhere; a machine that reckons otherwise may be off by a point.
//!
//! The pictures are in `tests/expected/pictures`. `TABLEWIRE_PICTURES=update` writes them anew: look at the difference before
//! it is committed.

mod forms;
mod painted;

use std::path::{Path, PathBuf};

use egui::{Event, Modifiers, PointerButton, vec2};
use egui_kittest::Harness;
use tablewire::app::view::{CameraRequest, Theme};
use tablewire::app::{App, NodeResult, NodeState, OutputResult};
use tablewire::base::{ColumnInfo, Problem, Type};
use tablewire::document::{Activity, Document, Edit, Node, NodeId, PortRef, Position, Wire, edits_between};
use tablewire::nodes::{self, KINDS};
use tablewire::ui::node_graph::Canvas;
use tablewire::ui::{fonts, style};

/// So many points may lie between two pictures that are the same.
const TOLERANCE: f32 = 1.0;

/// A canvas that does what the canvas asks for.
struct Sheet {
    canvas: Canvas,
    app: App,
    theme: Theme,
    is_set_up: bool,
}

impl Sheet {
    fn frame(&mut self, ui: &mut egui::Ui) {
        if !self.is_set_up {
            fonts::install(ui.ctx());
            fonts::without_system_fonts(ui.ctx());
            style::apply(ui.ctx(), self.theme, true);
            self.is_set_up = true;
        }
        let mut out = Vec::new();
        self.canvas.show(ui, &self.app, &mut out);
        out.into_iter().for_each(|command| self.app.handle(command));
    }
}

/// What a canvas of this size paints, when all has come to rest.
fn drawn(mut app: App, theme: Theme, (width, height): (f32, f32)) -> Vec<String> {
    app.person.preferences.theme = theme;
    let sheet = Sheet { canvas: Canvas::default(), app, theme, is_set_up: false };
    let harness = Harness::builder()
        .with_size(vec2(width, height))
        .with_step_dt(1.0 / 60.0)
        .build_ui_state(|ui: &mut egui::Ui, sheet: &mut Sheet| sheet.frame(ui), sheet);
    rested(harness, theme)
}

fn rested(mut harness: Harness<'_, Sheet>, theme: Theme) -> Vec<String> {
    harness.run_steps(40);
    painted::lines(&harness.output().shapes, theme)
}

/// A document in a window of its own, all of it in sight.
fn app_of(document: &Document) -> App {
    let mut app = App::default();
    app.project
        .history
        .apply("set up", None, edits_between(&Document::default(), document))
        .expect("the document's own edits");
    let document = app.project.history.document().clone();
    app.project.node_info.update(&document);
    app.project.view.camera_request = Some(CameraRequest::Fit);
    app
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expected/pictures")
}

/// Compares pictures by name with their files; tells all that differ.
fn compare(pictures: &[(String, Vec<String>)]) {
    let is_updated = std::env::var("TABLEWIRE_PICTURES").is_ok_and(|value| value == "update");
    let mut wrong = Vec::new();
    for (name, lines) in pictures {
        let path = folder().join(format!("{name}.txt"));
        if is_updated {
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(&path, lines.join("\n") + "\n").expect("a file");
            continue;
        }
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        if let Some(difference) = painted::difference(&expected.lines().collect::<Vec<_>>(), lines, TOLERANCE) {
            wrong.push(format!("tests/expected/pictures/{name}.txt {difference}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\n\nIf this is how it shall look: TABLEWIRE_PICTURES=update cargo test --release --test it pictures",
        wrong.join("\n\n")
    );
}

/// Files of pictures that nobody draws any more.
fn left_over(below: &str, pictures: &[(String, Vec<String>)]) -> Vec<String> {
    let entries = std::fs::read_dir(folder().join(below)).expect("the pictures");
    let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    let is_drawn =
        |name: &String| pictures.iter().any(|(drawn, _)| format!("{drawn}.txt") == format!("{below}/{name}"));
    names.filter(|name| !is_drawn(name)).collect()
}

/// The card of each kind as in its example: icon, colour, name, summary, ports.
#[test]
fn a_card_of_every_kind() {
    let mut pictures = Vec::new();
    for kind in KINDS {
        let example = nodes::document_from(kind.example).expect("the example opens").document;
        let id = example.find(kind.meta.id).expect("a node with the name of its kind");
        let node = example.node(id).expect("it is there").clone();
        let mut document = Document::default();
        document.apply_all([Edit::AddNode { id: NodeId(0), node }]).expect("an empty document");
        let lines = drawn(app_of(&document), Theme::Dark, (420.0, 260.0));
        pictures.push((format!("kinds/{}", kind.meta.id), lines));
    }
    compare(&pictures);
    assert_eq!(left_over("kinds", &pictures), Vec::<String>::new(), "kinds that are no more");
}

fn node(name: &str, kind: &str, x: i32) -> Node {
    Node {
        name: name.to_owned(),
        kind: kind.to_owned(),
        version: 1,
        settings: Default::default(),
        position: Position::new(x, 0),
        activity: Activity::Active,
        running: Default::default(),
        opened: false,
        mark: Default::default(),
    }
}

/// A source, a filter and a sink in a row.
fn three() -> Document {
    let mut document = Document::default();
    let nodes = [("flights", "read_csv", 0), ("late", "filter", 18), ("out", "write_csv", 36)];
    let nodes = nodes.into_iter().enumerate();
    let nodes = nodes.map(|(n, (name, kind, x))| Edit::AddNode { id: NodeId(n as u64), node: node(name, kind, x) });
    let wire = |from: u64, to: u64| Wire::new(PortRef::first(NodeId(from)), PortRef::first(NodeId(to)));
    let wires = [Edit::AddWire { index: 0, wire: wire(0, 1) }, Edit::AddWire { index: 1, wire: wire(1, 2) }];
    document.apply_all(nodes.chain(wires)).expect("an empty document");
    document
}

fn result(state: NodeState, rows: u64, stale: bool) -> NodeResult {
    let output = OutputResult { rows: Some(rows), stale, ..OutputResult::default() };
    let columns = vec![ColumnInfo::new("carrier", Type::Text), ColumnInfo::new("delay", Type::Integer)];
    NodeResult { state, columns: vec![Some(columns)], outputs: vec![output], ..NodeResult::default() }
}

/// Three nodes in some state.
fn state_of(name: &str) -> App {
    let mut document = three();
    let mut activity = |of| {
        let edit = Edit::SetActivity { id: NodeId(1), to: of };
        document.apply_all([edit]).expect("the node is there");
    };
    match name {
        "disabled" => activity(Activity::Disabled),
        "bypassed" => activity(Activity::Bypassed),
        _ => {}
    }
    let mut app = app_of(&document);
    let mut put = |id, result| app.project.results.insert(NodeId(id), result);
    match name {
        "idle" => {}
        "computing" => {
            put(0, result(NodeState::Fresh, 336_776, false));
            put(1, result(NodeState::Computing, 4_203, true));
        }
        "failed" => {
            let problem = Problem::error("\"2013-02-30\" is not a date").remedy("Use TRY_CAST");
            let failed = NodeResult { problems: vec![problem], ..result(NodeState::Failed, 4_203, true) };
            put(0, result(NodeState::Fresh, 336_776, false));
            put(1, failed);
        }
        "problem" => {
            let problem = Problem::warning("3 rows were rejected");
            put(0, NodeResult { problems: vec![problem], ..result(NodeState::Fresh, 336_776, false) });
            let problem = Problem::incomplete("No condition is given");
            put(1, NodeResult { state: NodeState::Incomplete, problems: vec![problem], ..NodeResult::default() });
        }
        "stale" => (0..3).for_each(|id| put(id, result(NodeState::Fresh, 336_776, true))),
        "disabled" => {
            put(0, result(NodeState::Fresh, 336_776, false));
            let inactive = || NodeResult { inactive_because: Some(NodeId(1)), ..result(NodeState::Disabled, 0, false) };
            put(1, inactive());
            put(2, inactive());
        }
        _ => (0..3).for_each(|id| put(id, result(NodeState::Fresh, 336_776, false))),
    }
    if name == "selected" {
        app.project.view.selection = [NodeId(0), NodeId(1)].into();
        app.project.view.selected_wires = vec![three().wires()[1].clone()];
    }
    app
}

const STATES: [&str; 9] =
    ["idle", "up_to_date", "selected", "computing", "stale", "failed", "problem", "disabled", "bypassed"];

#[test]
fn the_states_of_the_canvas() {
    let mut pictures = Vec::new();
    for (theme, word) in [(Theme::Dark, "dark"), (Theme::Light, "light")] {
        for state in STATES {
            pictures.push((format!("canvas/{state}_{word}"), drawn(state_of(state), theme, (900.0, 320.0))));
        }
        // Frames, notes, dots, colours and comments; opened tables; from afar.
        let text = include_str!("../files/0.1_canvas_things.ron");
        let annotations = nodes::document_from(text).expect("a project").document;
        pictures.push((format!("canvas/things_{word}"), drawn(app_of(&annotations), theme, (1200.0, 700.0))));
        pictures.push((format!("canvas/afar_{word}"), drawn(app_of(&annotations), theme, (260.0, 180.0))));
        pictures.push((format!("canvas/under_the_pointer_{word}"), under_the_pointer(theme)));
    }
    compare(&pictures);
    assert_eq!(left_over("canvas", &pictures), Vec::<String>::new(), "states that are no more");
}

/// The pointer rests on a card, and a wire is being drawn out of it.
fn under_the_pointer(theme: Theme) -> Vec<String> {
    let mut app = state_of("up_to_date");
    app.person.preferences.theme = theme;
    let sheet = Sheet { canvas: Canvas::default(), app, theme, is_set_up: false };
    let mut harness = Harness::builder()
        .with_size(vec2(900.0, 320.0))
        .with_step_dt(1.0 / 60.0)
        .build_ui_state(|ui: &mut egui::Ui, sheet: &mut Sheet| sheet.frame(ui), sheet);
    harness.run_steps(3);
    let port = {
        use egui_kittest::kittest::Queryable;
        harness.get_by_label("output others of late").rect().center()
    };
    harness.hover_at(port);
    harness.event(Event::PointerButton {
        pos: port,
        button: PointerButton::Primary,
        pressed: true,
        modifiers: Modifiers::NONE,
    });
    harness.hover_at(port + vec2(60.0, 90.0));
    rested(harness, theme)
}
