//! User scenarios without a window: commands as input, documents and tables as output.

use std::collections::BTreeSet;
use std::path::Path;

use super::view::{Closing, Dialog};
use super::*;
use crate::document::{NodeId, PortRef, Position, Settings, Wire};
use crate::engine::{Cell, OutputRef};

fn app() -> App {
    let mut app = App::without_state(Engine::inline());
    app.refresh();
    app
}

fn ask(app: &mut App, command: Command) {
    app.handle(command);
    while app.poll() {}
}

fn add(app: &mut App, kind: &str, settings: &str, connect: Connect) -> NodeId {
    let settings = Some(Settings::canonical(settings));
    ask(app, Command::Node(NodeCommand::Add { kind: kind.into(), settings, at: Position::default(), connect }));
    app.selected_node().expect("a new node is selected")
}

/// A table node with one integer column `n` of 1 to 5.
fn numbers(app: &mut App) -> NodeId {
    let text = (1..=5).map(|n| format!("{n}\n")).collect::<String>();
    ask(app, Command::Canvas(CanvasCommand::Paste { text: format!("n\n{text}"), at: Position::default() }));
    app.selected_node().expect("pasted cells are a node")
}

fn column(app: &App, node: NodeId) -> Vec<String> {
    let result = app.project.results.output(OutputRef::first(node)).expect("a result");
    assert!(!result.stale, "{:?}", app.project.results.get(node));
    let table = result.table.as_ref().expect("a table");
    (0..table.len())
        .map(|row| match table.cell(row, 0) {
            Cell::Integer(n) => n.to_string(),
            other => format!("{other:?}"),
        })
        .collect()
}

#[test]
fn typing_in_a_formula_changes_the_table_and_undo_brings_it_back() {
    let mut app = app();
    let source = numbers(&mut app);
    let filter = add(&mut app, "filter", "()", Connect::From(PortRef::first(source)));
    assert_eq!(column(&app, filter), ["1", "2", "3", "4", "5"]);
    for text in ["n", "n >", "n > 3"] {
        let settings = Settings::canonical(format!("(condition:{text:?})"));
        ask(&mut app, Command::Node(NodeCommand::Configure { node: filter, settings, gesture: "condition".into() }));
    }
    assert_eq!(column(&app, filter), ["4", "5"]);
    ask(&mut app, Command::Do(Action::Undo));
    assert_eq!(column(&app, filter), ["1", "2", "3", "4", "5"], "a burst of typing is one step");
    ask(&mut app, Command::Do(Action::Redo));
    assert_eq!(column(&app, filter), ["4", "5"]);
}

#[test]
fn a_wrong_formula_is_a_problem_and_keeps_the_old_rows() {
    let mut app = app();
    let source = numbers(&mut app);
    let filter = add(&mut app, "filter", r#"(condition:"n > 3")"#, Connect::From(PortRef::first(source)));
    for wrong in ["m > 3", "mm > 3"] {
        let settings = Settings::canonical(format!("(condition:{wrong:?})"));
        ask(&mut app, Command::Node(NodeCommand::Configure { node: filter, settings, gesture: "condition".into() }));
    }
    let result = app.project.results.get(filter).unwrap();
    assert_eq!(result.state, NodeState::Failed);
    let problem = result.worst().unwrap();
    assert_eq!(problem.setting.as_deref(), Some("condition"));
    assert!(result.outputs[0].table.is_some() && result.outputs[0].stale, "old rows stay, dimmed");
    assert_eq!(app.problems().count(), 1);
}

#[test]
fn copy_and_paste_travel_as_text() {
    let mut app = app();
    let source = numbers(&mut app);
    add(&mut app, "filter", r#"(condition:"n > 3")"#, Connect::From(PortRef::first(source)));
    ask(&mut app, Command::Do(Action::SelectAll));
    ask(&mut app, Command::Do(Action::Copy));
    let Some(Effect::CopyText(text)) = app.take_effects().pop() else { panic!("nothing was copied") };
    ask(&mut app, Command::Canvas(CanvasCommand::Paste { text, at: Position::new(0, 20) }));
    assert_eq!(app.document().nodes().len(), 4);
    assert_eq!(app.document().wires().len(), 2);
    let pasted = app.document().find("filter_2").expect("a numbered name");
    assert_eq!(column(&app, pasted), ["4", "5"]);
    ask(&mut app, Command::Do(Action::Undo));
    assert_eq!(app.document().nodes().len(), 2);
}

#[test]
fn a_node_dropped_on_a_wire_is_inserted_and_deletion_heals() {
    let mut app = app();
    let source = numbers(&mut app);
    let limit = add(&mut app, "limit", "()", Connect::From(PortRef::first(source)));
    let wire = app.document().wires()[0].clone();
    let filter = add(&mut app, "filter", r#"(condition:"n > 3")"#, Connect::On(wire));
    assert_eq!(app.document().wires().len(), 2);
    assert_eq!(column(&app, limit), ["4", "5"]);
    ask(
        &mut app,
        Command::Canvas(CanvasCommand::Select { nodes: [filter].into(), wires: vec![], mode: SelectMode::Replace }),
    );
    ask(&mut app, Command::Do(Action::DeleteAndHeal));
    assert_eq!(app.document().wires(), [Wire::new(PortRef::first(source), PortRef::first(limit))]);
    assert_eq!(column(&app, limit), ["1", "2", "3", "4", "5"]);
}

#[test]
fn a_cycle_is_refused_in_words() {
    let mut app = app();
    let source = numbers(&mut app);
    let a = add(&mut app, "filter", "()", Connect::From(PortRef::first(source)));
    let b = add(&mut app, "filter", "()", Connect::From(PortRef::first(a)));
    let before = app.document().wires().to_vec();
    ask(&mut app, Command::Canvas(CanvasCommand::Connect(Wire::new(PortRef::first(b), PortRef::first(a)))));
    assert_eq!(app.document().wires(), before);
    assert!(app.project.view.status.as_ref().unwrap().contains("cycle"));
}

#[test]
fn an_input_takes_one_wire_and_a_union_takes_many() {
    let mut app = app();
    let (a, b) = (numbers(&mut app), numbers(&mut app));
    let filter = add(&mut app, "filter", "()", Connect::From(PortRef::first(a)));
    ask(&mut app, Command::Canvas(CanvasCommand::Connect(Wire::new(PortRef::first(b), PortRef::first(filter)))));
    assert_eq!(app.document().wires_into(filter).count(), 1);
    let union = add(&mut app, "union", "()", Connect::From(PortRef::first(a)));
    ask(&mut app, Command::Canvas(CanvasCommand::Connect(Wire::new(PortRef::first(b), PortRef::first(union)))));
    assert_eq!(app.document().wires_into(union).count(), 2);
    assert_eq!(column(&app, union).len(), 10);
}

#[test]
fn save_open_and_the_question_about_changes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("project");
    let mut app = app();
    let source = numbers(&mut app);
    assert!(app.project.history.is_dirty());
    ask(&mut app, Command::Do(Action::Save));
    assert_eq!(app.project.view.dialog, Some(Dialog::SaveFile { then: None }));
    ask(&mut app, Command::Project(ProjectCommand::SaveTo(path.clone())));
    let path = path.with_extension("ron");
    assert!(path.is_file() && !app.project.history.is_dirty());
    assert_eq!(app.project.title(), "project – Tablewire");
    ask(&mut app, Command::Canvas(CanvasCommand::MoveBy { nodes: BTreeSet::from([source]), dx: 3, dy: 0, drag: 1 }));
    app.confirm_unsaved(Closing::Tab);
    assert_eq!(app.project.view.dialog, Some(Dialog::Unsaved { then: Closing::Tab }));
    ask(&mut app, Command::Project(ProjectCommand::ResolveUnsaved(Unsaved::Cancel)));
    assert_eq!((app.document().nodes().len(), app.project.requests.len()), (1, 0));
    app.confirm_unsaved(Closing::Tab);
    ask(&mut app, Command::Project(ProjectCommand::ResolveUnsaved(Unsaved::Save)));
    assert!(!app.project.history.is_dirty());
    assert_eq!(std::mem::take(&mut app.project.requests), [workspace::WorkspaceRequest::CloseNow(Closing::Tab)]);
    app.open(&path);
    while app.poll() {}
    let opened = app.document().nodes().next().unwrap().0;
    assert_eq!(column(&app, opened), ["1", "2", "3", "4", "5"]);
}

#[test]
fn a_file_that_cannot_be_opened_leaves_the_project_alone() {
    let folder = tempfile::tempdir().unwrap();
    let broken = folder.path().join("broken.ron");
    std::fs::write(&broken, "(format: 1,\n nodes: {\n").unwrap();
    let mut app = app();
    numbers(&mut app);
    app.open(&broken);
    assert!(app.project.view.status.as_ref().unwrap().contains("line"), "{:?}", app.project.view.status);
    app.open(Path::new("/nowhere/at/all.ron"));
    assert!(app.project.view.status.as_ref().unwrap().contains("all.ron"));
    assert_eq!(app.document().nodes().len(), 1);
}

#[test]
fn dropped_files_become_their_readers() {
    let folder = tempfile::tempdir().unwrap();
    let csv = folder.path().join("My data.csv");
    std::fs::write(&csv, "n\n1\n2\n").unwrap();
    let mut app = app();
    let paths = vec![csv, folder.path().join("picture.png")];
    ask(&mut app, Command::Canvas(CanvasCommand::DropFiles { paths, at: Position::default() }));
    let node = app.document().find("my_data").expect("named after the file");
    assert_eq!(column(&app, node), ["1", "2"]);
    assert_eq!(app.document().nodes().len(), 1);
}

#[test]
fn copies_stand_on_no_other_node() {
    let mut app = app();
    numbers(&mut app);
    for _ in 0..3 {
        ask(&mut app, Command::Do(Action::SelectAll));
        ask(&mut app, Command::Do(Action::Duplicate));
    }
    let mut places: Vec<_> = app.document().nodes().map(|(_, node)| (node.position.x, node.position.y)).collect();
    places.sort();
    assert_eq!(places.len(), 8);
    assert!(places.windows(2).all(|pair| pair[1].0 - pair[0].0 >= 12 || pair[1].1 - pair[0].1 >= 6), "{places:?}");
}

#[test]
fn a_step_stands_behind_its_table_and_before_a_sink() {
    let mut app = app();
    let source = numbers(&mut app);
    let sink = add(&mut app, "write_csv", "(path:\"out.csv\")", Connect::From(PortRef::first(source)));
    let info = app.project.results.get(source).unwrap().columns[0].as_ref().unwrap()[0].clone();
    for from in [source, sink] {
        let steps = crate::nodes::column_steps(&info);
        let step = steps.into_iter().find(|step| step.title == "Sort descending").unwrap();
        ask(&mut app, Command::Node(NodeCommand::AddStep { output: OutputRef::first(from), step, branch: true }));
        let sorted = app.selected_node().unwrap();
        assert_eq!(column(&app, sorted), ["5", "4", "3", "2", "1"]);
        assert!(app.document().wires().iter().any(|w| w.from.node == source && w.to.node == sorted));
    }
    assert_eq!(app.document().wires().len(), 3);
}

#[test]
fn a_copy_stands_below_an_opened_node() {
    let mut app = app();
    let source = numbers(&mut app);
    ask(&mut app, Command::Canvas(CanvasCommand::SetOpened { node: source, opened: true }));
    ask(&mut app, Command::Do(Action::Duplicate));
    let (copy, original) = (app.selected_node().unwrap(), app.document().node(source).unwrap());
    assert!(app.document().node(copy).unwrap().position.y >= original.position.y + 17);
}

#[test]
fn distributions_of_nodes_that_are_not_in_focus_are_told() {
    let mut app = app();
    let source = numbers(&mut app);
    add(&mut app, "limit", "()", Connect::From(PortRef::first(source)));
    let profile = |app: &App| app.project.results.output(OutputRef::first(source)).unwrap().profile.clone();
    let displayed = app.selected_node().unwrap();
    app.project.results.insert(source, NodeResult::default());
    ask(&mut app, Command::Canvas(CanvasCommand::SetSketch { node: source, sketch: true }));
    assert_eq!(app.selected_node(), Some(displayed));
    assert!(app.document().node(source).is_some_and(|node| node.opened), "it opens to show them");
    assert_eq!(profile(&app).expect("a profile").rows, 5);
    let text = crate::document::write(app.document());
    assert!(text.contains("(sketch: true)"), "{text}");
    let again = crate::nodes::document_from(&text).unwrap().document;
    assert_eq!(crate::document::write(&again), text);
    ask(&mut app, Command::Canvas(CanvasCommand::Paste { text: "m\n1\n".into(), at: Position::default() }));
    ask(
        &mut app,
        Command::Canvas(CanvasCommand::Select { nodes: [source].into(), wires: Vec::new(), mode: SelectMode::Replace }),
    );
    ask(&mut app, Command::Do(Action::ToggleSketch));
    assert!(!crate::document::write(app.document()).contains("sketch"), "left out at its default");
}

#[test]
fn tidying_up_is_one_step_and_leaves_no_overlap() {
    let mut app = app();
    let source = numbers(&mut app);
    for _ in 0..3 {
        let limit = add(&mut app, "limit", "()", Connect::From(PortRef::first(source)));
        ask(&mut app, Command::Canvas(CanvasCommand::MoveBy { nodes: [limit].into(), dx: -30, dy: 0, drag: limit.0 }));
    }
    let before = crate::document::write(app.document());
    ask(&mut app, Command::Do(Action::Tidy));
    let places: Vec<_> = app.document().nodes().map(|(_, node)| (node.position.x, node.position.y)).collect();
    assert!(places[1..].iter().all(|place| place.0 == places[0].0 + 18), "{places:?}");
    let mut heights: Vec<i32> = places[1..].iter().map(|place| place.1).collect();
    heights.sort();
    assert!(heights.windows(2).all(|pair| pair[1] - pair[0] >= 8), "{places:?}");
    ask(&mut app, Command::Do(Action::Tidy));
    assert!(app.project.view.status.as_ref().is_some_and(|said| said == "The nodes are already tidy"));
    ask(&mut app, Command::Do(Action::Undo));
    assert_eq!(crate::document::write(app.document()), before);
}

#[test]
fn what_is_added_behind_several_takes_the_tables_that_go_into_none_of_them() {
    let mut app = app();
    let source = numbers(&mut app);
    let limit = add(&mut app, "limit", "()", Connect::From(PortRef::first(source)));
    let select = |app: &mut App, nodes: &[NodeId]| {
        let nodes = nodes.iter().copied().collect();
        ask(app, Command::Canvas(CanvasCommand::Select { nodes, wires: Vec::new(), mode: Default::default() }));
        app.after_selected().1
    };
    assert_eq!(select(&mut app, &[source, limit]), Connect::From(PortRef::first(limit)), "a chain has one end");
    let other = numbers(&mut app);
    let Connect::FromAll(ends) = select(&mut app, &[source, limit, other]) else { panic!("two ends") };
    let ends: BTreeSet<NodeId> = ends.iter().map(|port| port.node).collect();
    assert_eq!(ends, [limit, other].into());
}

#[test]
fn one_walks_along_the_wires() {
    let mut app = app();
    let source = numbers(&mut app);
    let filter = add(&mut app, "filter", r#"(condition:"n > 3")"#, Connect::From(PortRef::first(source)));
    let matching = add(&mut app, "limit", "()", Connect::From(PortRef::first(filter)));
    let others = add(&mut app, "limit", "()", Connect::From(PortRef::new(filter, "others")));
    ask(&mut app, Command::Do(Action::GoBack));
    assert_eq!(app.selected_node(), Some(filter));
    ask(&mut app, Command::Do(Action::GoAlong));
    assert_eq!(app.selected_node(), Some(matching));
    ask(&mut app, Command::Do(Action::GoBack));
    ask(&mut app, Command::Do(Action::ToggleOutput));
    ask(&mut app, Command::Do(Action::GoAlong));
    assert_eq!(app.selected_node(), Some(others), "the output that is shown");
    assert!(!Action::GoAlong.is_enabled(&app));
}

#[test]
fn one_goes_to_any_step_of_the_history() {
    let mut app = app();
    let source = numbers(&mut app);
    let filter = add(&mut app, "filter", "()", Connect::From(PortRef::first(source)));
    for text in ["n > 1", "n > 3"] {
        let settings = Settings::canonical(format!("(condition:{text:?})"));
        ask(&mut app, Command::Node(NodeCommand::Configure { node: filter, settings, gesture: text.into() }));
    }
    assert_eq!(app.project.history.labels().count(), 4);
    ask(&mut app, Command::Project(ProjectCommand::GoToStep(1)));
    assert_eq!(app.document().nodes().len(), 1);
    assert_eq!((app.project.history.labels().count(), app.project.history.position()), (4, 1));
    ask(&mut app, Command::Project(ProjectCommand::GoToStep(3)));
    assert_eq!(column(&app, filter), ["2", "3", "4", "5"]);
    ask(&mut app, Command::Project(ProjectCommand::GoToStep(99)));
    assert_eq!(column(&app, filter), ["4", "5"]);
}

#[test]
fn problems_are_mended_in_one_step_each() {
    let mut app = App::without_state(Engine::inline());
    let add = |kind: &str, settings: &str, x: i32| {
        Command::Node(NodeCommand::Add {
            kind: kind.into(),
            settings: Some(Settings::canonical(settings)),
            at: Position::new(x, 0),
            connect: Connect::Not,
        })
    };
    app.handle(add("table", r#"(headers:["delay"],rows:[["1"],["20"]])"#, 0));
    app.handle(add("filter", r#"(condition:"delai > ${limit}")"#, 20));
    let filter = app.document().find("filter").unwrap();
    let mend = |app: &mut App, wanted: &str| {
        app.poll();
        let problems: Vec<_> = app.problems().filter(|(id, _)| *id == Some(filter)).map(|(_, p)| p.clone()).collect();
        let all = problems.iter().flat_map(|p| p.fixes.iter().map(move |fix| (p, fix)));
        let (problem, fix) =
            all.into_iter().find(|(_, fix)| fix.label() == wanted).unwrap_or_else(|| panic!("{problems:?}"));
        app.handle(Command::Node(NodeCommand::ApplyFix { node: filter, problem: problem.clone(), fix: fix.clone() }));
    };
    // The only unused table is the intended one.
    mend(&mut app, "Connect in…");
    assert_eq!(app.document().wires().len(), 1);
    mend(&mut app, "Use delay");
    assert_eq!(app.document().node(filter).unwrap().settings.text(), r#"(condition:"delay > ${limit}")"#);
    mend(&mut app, "Add the parameter limit");
    assert!(app.document().parameters().contains_key("limit"));
    assert_eq!(app.project.view.dialog, Some(Dialog::Parameters));
    for expected in [r#"(condition:"delay > ${limit}")"#, r#"(condition:"delai > ${limit}")"#] {
        app.handle(Command::Do(Action::Undo));
        assert_eq!(app.document().node(filter).unwrap().settings.text(), expected);
    }
    assert!(app.document().parameters().is_empty() && app.document().wires().len() == 1);
}
