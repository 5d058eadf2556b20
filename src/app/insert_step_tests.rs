//! Inserted and merged steps: the document before and after.

use super::table_view::TableView;
use super::*;
use crate::document::{Activity, PortRef, Position, Settings, Wire};
use crate::engine::OutputRef;
use crate::nodes::Step;

fn ask(app: &mut App, command: Command) {
    app.handle(command);
    while app.poll() {}
}

fn add(app: &mut App, kind: &str, settings: &str, connect: Connect) -> NodeId {
    let settings = Some(Settings::canonical(settings));
    ask(app, Command::Node(NodeCommand::Add { kind: kind.into(), settings, at: Position::default(), connect }));
    app.selected_node().expect("a new node is selected")
}

/// A pasted table `a, b, c` that feeds a sort and a sink.
fn project() -> (App, NodeId) {
    let mut app = App::without_state(Engine::inline());
    ask(
        &mut app,
        Command::Canvas(CanvasCommand::Paste { text: "a\tb\tc\n1\tx\tp\n2\ty\tq\n".into(), at: Position::default() }),
    );
    let source = app.selected_node().expect("pasted cells are a node");
    add(&mut app, "sort", "(keys:[(column:\"a\")])", Connect::From(PortRef::first(source)));
    add(&mut app, "write_csv", "(path:\"out.csv\")", Connect::From(PortRef::first(source)));
    (app, source)
}

fn step(kind: &'static str, settings: &str) -> Step {
    Step { title: "It".into(), kind, settings: settings.into(), apart: false }
}

fn filter(condition: &str) -> Step {
    step("filter", &format!("(condition:\"{condition}\")"))
}

fn take(app: &mut App, node: NodeId, step: Step, branch: bool) {
    ask(app, Command::Node(NodeCommand::AddStep { output: OutputRef::first(node), step, branch }));
}

/// Every wire as "from > to", with the names of kinds.
fn wires(app: &App) -> Vec<String> {
    let kind = |id| app.document().node(id).map_or("", |node| node.kind.as_ref());
    app.document().wires().iter().map(|wire| format!("{} > {}", kind(wire.from.node), kind(wire.to.node))).collect()
}

fn settings(app: &App, node: NodeId) -> String {
    app.document().node(node).map(|node| node.settings.text().to_owned()).unwrap_or_default()
}

#[test]
fn a_step_stands_between_the_table_and_all_that_it_feeds() {
    let (mut app, source) = project();
    let before = crate::document::write(app.document());
    take(&mut app, source, filter("a > 1"), false);
    let filter = app.selected_node().expect("the step is selected");
    assert_eq!(app.project.view.shown, Some(OutputRef::first(filter)), "what it gives is seen");
    assert_eq!(wires(&app), ["filter > sort", "filter > write_csv", "table > filter"]);
    assert_eq!(app.project.history.undo_label().map(ToString::to_string).as_deref(), Some("It"));
    ask(&mut app, Command::Do(Action::Undo));
    assert_eq!(crate::document::write(app.document()), before, "one step to undo");
}

#[test]
fn a_branch_leaves_what_follows_as_it_is() {
    let (mut app, source) = project();
    take(&mut app, source, filter("a > 1"), true);
    assert_eq!(wires(&app), ["table > sort", "table > write_csv", "table > filter"]);
    take(&mut app, source, step("group_by", "(keys:[\"b\"])"), false);
    assert_eq!(wires(&app).last().map(String::as_str), Some("table > group_by"), "another table is a branch");
}

#[test]
fn behind_a_sink_is_before_it() {
    let (mut app, source) = project();
    let sink = app.document().find("write_csv").expect("the sink");
    take(&mut app, sink, filter("a > 1"), false);
    assert_eq!(wires(&app), ["table > sort", "filter > write_csv", "table > filter"]);
    let filter = app.selected_node().expect("the step");
    take(&mut app, sink, self::filter("b = 'x'"), false);
    assert_eq!(settings(&app, filter), r#"(condition:"a > 1 AND b = 'x'")"#);
    let _ = source;
}

#[test]
fn steps_gather_in_the_node_that_is_looked_at() {
    let (mut app, source) = project();
    take(&mut app, source, step("select", r#"(columns:[(column:"b",keep:false)])"#), false);
    let select = app.selected_node().expect("the step");
    take(&mut app, select, step("select", r#"(columns:[(column:"c",name:"d")])"#), false);
    take(&mut app, select, step("select", r#"(columns:[(column:"d",name:"e")])"#), false);
    take(&mut app, select, step("select", r#"(columns:[(column:"a",type:Text)])"#), false);
    assert_eq!(app.selected_node(), Some(select));
    assert_eq!(
        settings(&app, select),
        r#"(columns:[(column:"a",type:Text),(column:"b",keep:false),(column:"c",name:"e")])"#
    );
    assert_eq!(app.document().nodes().count(), 4);
    ask(&mut app, Command::Do(Action::Undo));
    assert_eq!(
        settings(&app, select),
        r#"(columns:[(column:"b",keep:false),(column:"c",name:"e")])"#,
        "each is a step to undo"
    );
}

#[test]
fn a_node_that_others_see_too_or_that_does_nothing_takes_no_step() {
    let (mut app, source) = project();
    take(&mut app, source, filter("a > 1"), false);
    let first = app.selected_node().expect("the step");
    add(&mut app, "limit", "()", Connect::From(PortRef::new(first, "others")));
    take(&mut app, first, filter("b = 'x'"), false);
    assert_eq!(settings(&app, first), r#"(condition:"a > 1")"#, "its other output would have changed");
    let second = app.selected_node().expect("the step");
    assert_ne!(second, first);
    ask(&mut app, Command::Node(NodeCommand::SetActivity { nodes: [second].into(), to: Activity::Bypassed }));
    take(&mut app, second, filter("a < 9"), false);
    assert_eq!(settings(&app, second), r#"(condition:"b = 'x'")"#);
    assert!(
        app.document()
            .wires()
            .contains(&Wire::new(PortRef::first(second), PortRef::first(app.selected_node().unwrap())))
    );
}

#[test]
fn what_a_node_does_already_is_no_step() {
    let (mut app, source) = project();
    take(&mut app, source, filter("a > 1"), false);
    let node = app.selected_node().expect("the step");
    let steps = app.project.history.position();
    take(&mut app, node, filter("a > 1"), false);
    assert_eq!(app.project.history.position(), steps);
}

/// A wire runs from left to right after any insertion: all downstream nodes move aside.
#[test]
fn no_wire_runs_backwards_after_steps() {
    // The filter is close to its consumer; the sink is a little further right.
    const ROW: &str = r#"(format: 1, nodes: {
        "a": (kind: "table", version: 1, settings: (headers: ["n", "t"], rows: [["2", "x"], ["1", "y"]])),
        "b": (kind: "limit", version: 1, settings: ()),
        "c": (kind: "limit", version: 1, settings: ()),
        "d": (kind: "distinct", version: 1, settings: ()),
    }, wires: [(from: "a", to: "b"), (from: "b", to: "c"), (from: "a", to: "d")],
    layout: {"a": (0, 0), "b": (14, 0), "c": (32, 0), "d": (20, 12)})"#;
    for by_view in [true, false] {
        let mut app = App::without_state(Engine::inline());
        ask(&mut app, Command::Canvas(CanvasCommand::Paste { text: ROW.into(), at: Position::default() }));
        let source = app.document().find("a").expect("the table");
        let output = OutputRef::first(source);
        let before = crate::document::write(app.document());
        let height = |app: &App| app.document().find("d").and_then(|id| Some(app.document().node(id)?.position.y));
        let level = height(&app);
        if by_view {
            ask(&mut app, Command::Table(TableCommand::Show(output)));
            let view = TableView { filters: [("n".into(), "> 0".into())].into(), sort: vec![("t".into(), true)] };
            ask(&mut app, Command::Table(TableCommand::SetView { output, view }));
            ask(&mut app, Command::Table(TableCommand::KeepView(output)));
        } else {
            take(&mut app, source, filter("n > 0"), false);
        }
        let place = |id| app.document().node(id).expect("a node").position;
        for wire in app.document().wires() {
            let from = place(wire.from.node);
            let to = place(wire.to.node);
            assert!(from.x + 12 < to.x, "by view {by_view}: {from:?} to {to:?}");
        }
        assert_eq!(app.document().wires().len(), if by_view { 5 } else { 4 });
        assert_eq!(height(&app), level, "aside, not down");
        ask(&mut app, Command::Do(Action::Undo));
        assert_eq!(crate::document::write(app.document()), before, "one step to undo");
    }
}
