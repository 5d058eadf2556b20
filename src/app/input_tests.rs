//! Dropped and pasted input, nodes inserted into and removed from wires, and renamed nodes.

use std::path::Path;

use super::*;
use crate::document::{NodeId, PortRef, Position, Wire, write};

/// Two tables and a filter into a union; the filter's two outputs lead to different targets.
const MANY_PORTS: &str = r#"(format: 1, nodes: {
    "a": (kind: "table", version: 1, settings: (headers: ["n"], rows: [["1"], ["2"]])),
    "b": (kind: "table", version: 1, settings: (headers: ["n"], rows: [["3"]])),
    "split": (kind: "filter", version: 1, settings: (condition: "n > 1")),
    "all": (kind: "union", version: 1, settings: ()),
    "both": (kind: "join", version: 1, settings: (keys: [(left: "n")])),
}, wires: [
    (from: "a", to: "all"), (from: "b", to: "all"), (from: "a", to: "split"), (from: "split", to: "both"),
    (from: "split.others", to: "both.right"),
])"#;

fn ask(app: &mut App, command: Command) {
    app.handle(command);
    while app.poll() {}
}

fn app_with(project: &str) -> App {
    let mut app = App::without_state(Engine::inline());
    ask(&mut app, Command::Canvas(CanvasCommand::Paste { text: project.into(), at: Position::default() }));
    app
}

fn id(app: &App, name: &str) -> NodeId {
    app.document().find(name).unwrap_or_else(|| panic!("no node {name}"))
}

/// "from>to.port" for every wire that ends at a node.
fn into(app: &App, name: &str) -> Vec<String> {
    let name_of = |id| app.document().node(id).map_or("", |node| node.name.as_str()).to_owned();
    let wires = app.document().wires_into(id(app, name));
    wires.map(|wire| format!("{} {}>{}", name_of(wire.from.node), wire.from.port, wire.to.port)).collect()
}

#[test]
fn on_a_wire_into_many_the_order_stays() {
    let mut app = app_with(MANY_PORTS);
    let wire = Wire::new(PortRef::first(id(&app, "a")), PortRef::first(id(&app, "all")));
    let at = Position::default();
    ask(
        &mut app,
        Command::Node(NodeCommand::Add { kind: "sort".into(), settings: None, at, connect: Connect::On(wire) }),
    );
    assert_eq!(into(&app, "all"), ["sort >", "b >"]);
    assert_eq!(into(&app, "sort"), ["a >"]);
    let rows = app.project.results.output(crate::engine::OutputRef::first(id(&app, "all"))).expect("a table").rows;
    assert_eq!(rows, Some(3), "nothing arrives twice");
    ask(&mut app, Command::Do(Action::DeleteAndHeal));
    assert_eq!(into(&app, "all"), ["a >", "b >"]);
}

#[test]
fn on_a_wire_between_further_ports() {
    let mut app = app_with(MANY_PORTS);
    let split = id(&app, "split");
    let wire = Wire::new(PortRef::new(split, "others"), PortRef::new(id(&app, "both"), "right"));
    let at = Position::default();
    ask(
        &mut app,
        Command::Node(NodeCommand::Add { kind: "limit".into(), settings: None, at, connect: Connect::On(wire) }),
    );
    assert_eq!(into(&app, "limit"), ["split others>"]);
    assert_eq!(into(&app, "both"), ["split >", "limit >right"]);
    // Healing connects the source of the first input with the targets of the first output; other outputs have no
    // source.
    ask(&mut app, Command::Do(Action::DeleteAndHeal));
    assert_eq!(into(&app, "both"), ["split >", "split others>right"]);
    ask(
        &mut app,
        Command::Canvas(CanvasCommand::Select { nodes: [split].into(), wires: vec![], mode: SelectMode::Replace }),
    );
    ask(&mut app, Command::Do(Action::DeleteAndHeal));
    assert_eq!(into(&app, "both"), ["a >"]);
}

#[test]
fn several_files_at_once() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_projects/flights/data");
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let paths = vec![
        samples.join("airlines.csv"),
        samples.join("weather.parquet"),
        put("Ünïcode tab.TSV", "a\tb\n1\t2\n"),
        put("log.ndjson", "{\"a\":1}\n{\"a\":2}\n"),
        put("rows.json", "[{\"b\":1}]"),
        put("broken.json", "[{\"a\":"),
        put("packed.json.gz", "[{\"c\":1}]"),
        put("book.xlsx", "no workbook"),
        put("notes.md", "# no table"),
    ];
    let mut app = App::without_state(Engine::inline());
    ask(&mut app, Command::Canvas(CanvasCommand::DropFiles { paths, at: Position::default() }));
    let kinds: Vec<(&str, &str)> =
        app.document().nodes().map(|(_, node)| (node.name.as_str(), node.kind.as_str())).collect();
    let expected = [
        ("airlines", "read_csv"),
        ("weather", "read_parquet"),
        ("ünïcode_tab", "read_csv"),
        ("log", "read_json"),
        ("rows", "read_json"),
        ("broken", "read_json"),
        ("packed", "read_json"),
        ("book", "read_excel"),
    ];
    assert_eq!(kinds, expected);
    assert!(app.project.view.status.as_ref().unwrap().contains("notes.md"), "{:?}", app.project.view.status);
    let is_well = |name: &str| app.project.results.get(id(&app, name)).is_some_and(|result| result.problems.is_empty());
    for name in ["airlines", "weather", "ünïcode_tab", "log", "rows", "packed"] {
        assert!(is_well(name), "{name}: {:?}", app.project.results.get(id(&app, name)).map(|result| &result.problems));
    }
    assert!(!is_well("broken") && !is_well("book"), "what cannot be read says so");
    ask(&mut app, Command::Do(Action::Undo));
    assert_eq!(app.document().nodes().len(), 0, "one step");
}

#[test]
fn a_new_name_of_a_node_changes_nothing_but_the_name() {
    let mut app = app_with(MANY_PORTS);
    let before = write(app.document());
    let node = id(&app, "split");
    let name = "parted".to_owned();
    let keys = |app: &App| {
        let key =
            |port| app.project.results.output(crate::engine::OutputRef { node, port }).and_then(|output| output.key);
        [key(0), key(1)]
    };
    let computed = keys(&app);
    ask(&mut app, Command::Node(NodeCommand::Rename { node, name }));
    let after = write(app.document());
    assert_ne!(before, after);
    let lines = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    let renamed = before.replace("\"split\"", "\"parted\"").replace("\"split.others\"", "\"parted.others\"");
    assert_eq!(lines(&after), lines(&renamed), "every other byte of every line stays");
    assert_eq!(keys(&app), computed, "nothing is computed again");
}

#[test]
fn columns_pass_a_bypassed_node() {
    let mut app = app_with(MANY_PORTS);
    let split = id(&app, "split");
    let union = id(&app, "all");
    ask(
        &mut app,
        Command::Canvas(CanvasCommand::Select { nodes: [union].into(), wires: vec![], mode: SelectMode::Replace }),
    );
    ask(&mut app, Command::Do(Action::ToggleBypass));
    let all = crate::engine::OutputRef::first(id(&app, "all"));
    // The union only passes its first table: a rename in the other does not reach it.
    let b = crate::engine::OutputRef::first(id(&app, "b"));
    assert_eq!(app.columns_of(all), ["n"]);
    ask(&mut app, Command::Column(ColumnCommand::Rename { output: b, column: "n".into(), to: "m".into() }));
    assert_eq!(app.columns_of(all), ["n"]);
    let a = crate::engine::OutputRef::first(id(&app, "a"));
    ask(&mut app, Command::Column(ColumnCommand::Rename { output: a, column: "n".into(), to: "k".into() }));
    assert_eq!(app.columns_of(all), ["k"]);
    let text = app.document().node(split).unwrap().settings.text().to_owned();
    assert_eq!(text, "(condition:\"k > 1\")");
}

#[test]
fn files_that_were_copied_are_read_not_typed() {
    let airlines = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_projects/flights/data/airlines.csv");
    let plain = airlines.display().to_string();
    let uri = format!("file://{}\n", plain.replace(' ', "%20"));
    for text in [plain.clone(), uri] {
        let mut app = App::without_state(Engine::inline());
        ask(&mut app, Command::Canvas(CanvasCommand::Paste { text, at: Position::default() }));
        let kinds: Vec<&str> = app.document().nodes().map(|(_, node)| node.kind.as_str()).collect();
        assert_eq!(kinds, ["read_csv"]);
        assert_eq!(
            app.project.results.output(crate::engine::OutputRef::first(id(&app, "airlines"))).unwrap().rows,
            Some(16)
        );
    }
    let mut app = App::without_state(Engine::inline());
    ask(
        &mut app,
        Command::Canvas(CanvasCommand::Paste { text: plain.replace("airlines", "gone"), at: Position::default() }),
    );
    assert_eq!(app.document().nodes().next().unwrap().1.kind, "table", "a path of nothing is text");
}

#[test]
fn undo_selects_what_came_back_and_shows_it() {
    let mut app = app_with(MANY_PORTS);
    let all = app.document().nodes().map(|(id, _)| id).collect();
    ask(&mut app, Command::Canvas(CanvasCommand::Select { nodes: all, wires: vec![], mode: SelectMode::Replace }));
    ask(&mut app, Command::Do(Action::AddFrame));
    ask(&mut app, Command::Do(Action::SelectAll));
    let chosen = app.picked();
    ask(&mut app, Command::Do(Action::Delete));
    assert!(app.picked().is_empty());
    app.project.view.camera_request = None;
    ask(&mut app, Command::Do(Action::Undo));
    assert_eq!(app.picked(), chosen);
    assert!(app.project.view.shown.is_none() && app.project.view.camera_request.is_some());
    // A step that adds nothing keeps the selection.
    let split = id(&app, "split");
    ask(&mut app, Command::Node(NodeCommand::Rename { node: split, name: "parted".into() }));
    ask(
        &mut app,
        Command::Canvas(CanvasCommand::Select { nodes: [split].into(), wires: vec![], mode: SelectMode::Replace }),
    );
    ask(&mut app, Command::Do(Action::Undo));
    assert_eq!(app.project.view.selection, [split].into());
}

#[test]
fn what_was_said_before_a_change_is_not_said_after_it() {
    let mut app = app_with(MANY_PORTS);
    let status = |app: &App| app.project.view.status.as_ref().map(ToString::to_string);
    ask(&mut app, Command::Do(Action::Undo));
    assert_eq!(status(&app).as_deref(), Some("Undone: Paste a and 4 more"));
    ask(&mut app, Command::Do(Action::SelectAll));
    assert!(status(&app).is_some(), "nothing has changed");
    ask(&mut app, Command::Do(Action::AddNote));
    assert_eq!(status(&app), None);
}

#[test]
fn copies_are_brought_into_sight() {
    use super::view::CameraRequest;
    let mut app = app_with(MANY_PORTS);
    for action in [Action::SelectAll, Action::Duplicate] {
        app.project.view.camera_request = None;
        ask(&mut app, Command::Do(action));
    }
    assert_eq!(app.project.view.camera_request, Some(CameraRequest::RevealSelection));
}
