//! The heat map of the canvas and its legend.

use super::*;

#[test]
fn nodes_are_coloured_by_what_they_take_with_a_legend_of_real_values() {
    let mut app = app_of(&["early", "late", "new"], &[(0, 1)]);
    for (id, rows) in [(0, 5), (1, 4_000)] {
        let output = OutputResult { rows: Some(rows), ..OutputResult::default() };
        app.project.results.insert(NodeId(id), NodeResult { outputs: vec![output], ..NodeResult::default() });
    }
    let mut harness = bench(app);
    assert!(harness.query_by_label("4,000 rows").is_none());
    harness.state_mut().app.handle(Command::Do(Action::HeatRows));
    harness.run_steps(2);
    for words in ["5 rows", "4,000 rows", "1 node not measured, not coloured"] {
        assert!(harness.query_by_label(words).is_some(), "{words}");
    }
    said(&mut harness);
    harness.get_by_label("Memory").click();
    harness.run_steps(2);
    assert!(said(&mut harness).contains(&Command::Do(Action::HeatMemory)));
    harness.get_by_label("Turn off heat map").click();
    harness.run_steps(2);
    let said = said(&mut harness);
    assert!(said.contains(&Command::Do(Action::HeatOff)));
    assert!(
        !said.iter().any(|c| matches!(c, Command::Canvas(CanvasCommand::Select { .. }))),
        "the legend's clicks are not the canvas'"
    );
}

#[test]
fn from_afar_a_card_of_the_heat_map_tells_its_measure() {
    let mut app = app_of(&["early", "late"], &[]);
    for (id, rows) in [(0, 5), (1, 4_000)] {
        let output = OutputResult { rows: Some(rows), ..OutputResult::default() };
        app.project.results.insert(NodeId(id), NodeResult { outputs: vec![output], ..NodeResult::default() });
    }
    let mut harness = bench(app);
    harness.state_mut().app.handle(Command::Do(Action::HeatRows));
    harness.state_mut().app.project.view.camera.zoom = 0.5;
    harness.run_steps(20);
    let painted: Vec<String> = painted(&harness).into_iter().map(|(words, _)| words).collect();
    let count = painted.iter().filter(|text| *text == "4,000 rows").count();
    assert_eq!(count, 2, "on the card and in the legend: {painted:?}");
}
