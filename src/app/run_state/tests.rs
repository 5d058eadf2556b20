use super::*;

fn finished(state: &mut RunState) -> String {
    let outcome = RunOutcome::Succeeded;
    let event = RunEvent::Finished { outcome, seconds: 0.5, written: Vec::new() };
    state.take(event).expect("words").to_string()
}

#[test]
fn the_result_says_what_was_run() {
    let mut state = RunState::default();
    state.begin(Some("Run to late".into()), vec!["late".into()], &Document::default());
    for (port, rows) in [("matching", 16), ("others", 1)] {
        state.take(RunEvent::Progress { node: "late".into(), port: port.into(), rows });
    }
    state.take(RunEvent::Progress { node: "all".into(), port: "out".into(), rows: 9 });
    let words = "Run to late finished in 0.50 s: matching 16 rows and others 1 row, nothing written";
    assert_eq!(finished(&mut state), words);
    state.begin(None, Vec::new(), &Document::default());
    assert_eq!(finished(&mut state), "Run finished in 0.50 s: nothing to write");
}

#[test]
fn a_run_on_a_cluster_says_where_and_counts_no_row_that_it_was_not_told() {
    let mut state = RunState::default();
    state.begin(Some("Run to flights".into()), vec!["flights".into()], &Document::default());
    state.place = Some("far".into());
    let (node, address, modified) = ("flights".to_owned(), Address::File("f.parquet".into()), None);
    state.take(RunEvent::Reading { node, address, bytes: Some(7), modified, version: None });
    let late = Problem::warning("Spark has not started").because(crate::base::Cause::Waiting);
    let said = state.take(RunEvent::Problem { node: None, problem: late });
    assert_eq!(said.map(|words| words.to_string()).as_deref(), Some("Spark has not started"));
    assert!(state.problems.is_empty() && state.bytes.is_empty());
    let words = "Run to flights on far finished in 0.50 s: rows not counted, nothing written";
    assert_eq!(finished(&mut state), words);
}

#[test]
fn a_failed_run_names_the_setting_as_the_form_does() {
    let text = "(format: 1, nodes: {\"old\": (kind: \"filter\", version: 1, settings: (condition: \"agee > 4\"))})";
    let document = crate::nodes::document_from(text).unwrap().document;
    let mut state = RunState::default();
    state.begin(None, Vec::new(), &document);
    let problem = Problem::error("There is no column agee").at("condition");
    state.take(RunEvent::Problem { node: Some("old".into()), problem });
    let failed = RunEvent::Finished { outcome: RunOutcome::Failed, seconds: 0.5, written: Vec::new() };
    let words = state.take(failed).expect("words").to_string();
    assert!(words.contains("old: Rows where: There is no column agee"), "{words}");
    assert_eq!(state.problems.len(), 1);
}

#[test]
fn an_export_that_fails_is_no_problem_of_the_project() {
    let mut state = RunState::default();
    state.begin_export("write_csv", &Document::default());
    let problem = Problem::error("A list cannot be written").at("path");
    state.take(RunEvent::Problem { node: Some("write_csv".into()), problem });
    let failed = RunEvent::Finished { outcome: RunOutcome::Failed, seconds: 0.5, written: Vec::new() };
    let words = state.take(failed).expect("words").to_string();
    assert!(words.ends_with("A list cannot be written") && !words.contains("write_csv"), "{words}");
    assert_eq!(state.problems, []);
}

fn progress(rows: u64) -> RunEvent {
    RunEvent::Progress { node: "late".into(), port: "matching".into(), rows }
}

#[test]
fn what_moves_is_one_output_and_no_sum() {
    let mut run = RunState::default();
    run.begin(None, Vec::new(), &Document::default());
    assert_eq!(run.last_moved(), None);
    run.take(RunEvent::Progress { node: "all".into(), port: "out".into(), rows: 900 });
    run.moved.insert("all.out".into(), Instant::now().checked_sub(FLOWING).unwrap());
    run.take(progress(7));
    assert_eq!(run.last_moved(), Some(("late", 7)));
    assert!(run.since.is_some());
}

#[test]
fn wires_flow_while_news_come_and_stand_when_the_run_is_over() {
    let mut run = RunState::default();
    run.begin(None, Vec::new(), &Document::default());
    assert_eq!(run.flow("late", "matching"), None);
    run.take(progress(7));
    assert_eq!(run.flow("late", "matching"), Some((7, true)));
    assert_eq!(run.node_state("late", ["matching", "others"]), Some(NodeRunState::Running));
    assert_eq!(run.node_state("early", ["out"]), None, "nothing is known of it");
    let old = Instant::now().checked_sub(2 * FLOWING).unwrap();
    run.moved.insert("late.matching".into(), old);
    assert_eq!(run.flow("late", "matching"), Some((7, false)), "no news, no motion");
    run.take(progress(8));
    run.take(RunEvent::SinkDone { node: "out".into(), rows: 8, bytes: 1 });
    assert_eq!(run.node_state("out", []), Some(NodeRunState::Done));
    run.take(RunEvent::Measured {
        node: "late".into(),
        port: "matching".into(),
        rows: 8,
        bytes: 80,
        started: 0.1,
        seconds: 0.5,
        memory: None,
    });
    run.take(RunEvent::Finished { outcome: RunOutcome::Succeeded, seconds: 1.0, written: Vec::new() });
    assert_eq!(run.flow("late", "matching"), Some((8, false)));
    assert_eq!(run.node_state("out", []), None);
    assert_eq!(run.totals("late", "matching"), Some(OutputTotals { rows: 8, bytes: 80, seconds: 0.5 }));
}
