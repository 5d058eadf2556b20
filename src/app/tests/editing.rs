//! Settings, wires, the clipboard, and the history of steps.

use super::*;

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
    let a = numbers(&mut app);
    let b = numbers(&mut app);
    let filter = add(&mut app, "filter", "()", Connect::From(PortRef::first(a)));
    ask(&mut app, Command::Canvas(CanvasCommand::Connect(Wire::new(PortRef::first(b), PortRef::first(filter)))));
    assert_eq!(app.document().wires_into(filter).count(), 1);
    let union = add(&mut app, "union", "()", Connect::From(PortRef::first(a)));
    ask(&mut app, Command::Canvas(CanvasCommand::Connect(Wire::new(PortRef::first(b), PortRef::first(union)))));
    assert_eq!(app.document().wires_into(union).count(), 2);
    assert_eq!(column(&app, union).len(), 10);
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
    let apply = |app: &mut App, label: &str| {
        app.poll();
        let problems: Vec<_> = app.problems().filter(|(id, _)| *id == Some(filter)).map(|(_, p)| p.clone()).collect();
        let all = problems.iter().flat_map(|p| p.fixes.iter().map(move |fix| (p, fix)));
        let (problem, fix) =
            all.into_iter().find(|(_, fix)| fix.label() == label).unwrap_or_else(|| panic!("{problems:?}"));
        app.handle(Command::Node(NodeCommand::ApplyFix { node: filter, problem: problem.clone(), fix: fix.clone() }));
    };
    // The only unused table is the intended one.
    apply(&mut app, "Connect in…");
    assert_eq!(app.document().wires().len(), 1);
    apply(&mut app, "Use delay");
    assert_eq!(app.document().node(filter).unwrap().settings.text(), r#"(condition:"delay > ${limit}")"#);
    apply(&mut app, "Add the parameter limit");
    assert!(app.document().parameters().contains_key("limit"));
    assert_eq!(app.project.view.dialog, Some(Dialog::Parameters));
    for expected in [r#"(condition:"delay > ${limit}")"#, r#"(condition:"delai > ${limit}")"#] {
        app.handle(Command::Do(Action::Undo));
        assert_eq!(app.document().node(filter).unwrap().settings.text(), expected);
    }
    assert!(app.document().parameters().is_empty() && app.document().wires().len() == 1);
}
