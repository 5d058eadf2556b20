//! Where nodes are placed, and walking between them.

use super::*;

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
    let copy = app.selected_node().unwrap();
    let original = app.document().node(source).unwrap();
    assert!(app.document().node(copy).unwrap().position.y >= original.position.y + 17);
}

#[test]
fn distributions_of_nodes_that_are_not_in_focus_are_sent() {
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
