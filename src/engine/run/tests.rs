//! Runs that end while a source is being examined, before rows flow.

use super::*;
use crate::base::Cancellation;
use crate::document::{Delay, Document, Edit, Running, Seconds};
use crate::engine::api::output::OutputRef;
use crate::engine::api::request::CheckData;
use crate::engine::plan::planned::Plan;
use crate::engine::tests::bench::{document, is_remembered};

#[test]
fn a_text_that_takes_too_long_fails_the_run_and_is_known_the_next_time() {
    let folder = tempfile::tempdir().unwrap();
    let text = "number,text\n".to_owned() + &"1234567,some text of the row\n".repeat(2_000_000);
    connect::write_atomic(&folder.path().join("text.csv"), text.as_bytes()).unwrap();
    let nodes = r#"text: read_csv (path: "text.csv")
                   copy: write_parquet (path: "copy.parquet")"#;
    let mut document = document(nodes, "text -> copy");
    let id = document.find("text").unwrap();
    // Planning alone takes longer: it determines the types from all rows.
    let limit = Seconds { millis: 1 };
    let run_within = |document: &mut Document, limit: Seconds| {
        let to = Running { retries: 0, delay: Delay(limit), limit, ..Running::default() };
        document.apply(Edit::SetRunning { id, to }).unwrap();
        let snapshot = Snapshot::new(document.clone(), folder.path());
        let mut events = Vec::<RunEvent>::new();
        let options = RunOptions { afresh: true, ..RunOptions::default() };
        let outcome = run(&snapshot, &options, &mut [&mut events], &Cancellation::default());
        let problems = events.into_iter().filter_map(|event| match event {
            RunEvent::Problem { problem, .. } => problem.message.id().map(str::to_owned),
            _ => None,
        });
        (outcome, problems.collect::<Vec<_>>(), is_remembered(&snapshot, OutputRef::first(id)))
    };
    assert_eq!(run_within(&mut document, limit), (RunOutcome::Failed, vec!["run-too-slow".to_owned()], true));
    assert!(!folder.path().join("copy.parquet").exists());
    assert_eq!(run_within(&mut document, Seconds::default()), (RunOutcome::Succeeded, vec![], true));
}

/// Fails the given number of times with a temporary fault, without having written anything.
struct Failing(std::cell::Cell<u32>);

impl Backend for Failing {
    fn check(&self, _: &Snapshot, _: &Plan, _: CheckData) -> Vec<(NodeId, Problem)> {
        Vec::new()
    }

    fn run(&self, attempt: Attempt<'_>, _: &mut Reporter<'_>) -> Result<Vec<Written>, End> {
        if self.0.get() == 0 {
            return Ok(Vec::new());
        }
        self.0.set(self.0.get() - 1);
        let problem = Problem::error("The store is busy").transient();
        Err(End::failed((attempt.choice.nodes.first().copied(), problem)))
    }
}

#[test]
fn attempts_and_outcomes_are_the_same_on_every_backend() {
    let folder = tempfile::tempdir().unwrap();
    connect::write_atomic(&folder.path().join("a.csv"), b"n\n1\n").unwrap();
    let nodes = r#"a: read_csv (path: "a.csv")
                   out: write_csv (path: "out.csv")"#;
    let mut document = document(nodes, "a -> out");
    let id = document.find("a").unwrap();
    let delay = Delay(Seconds { millis: 1 });
    document.apply(Edit::SetRunning { id, to: Running { retries: 2, delay, ..Running::default() } }).unwrap();
    let snapshot = Snapshot::new(document, folder.path());
    for (faults, expected, retries) in
        [(0, RunOutcome::Succeeded, 0), (2, RunOutcome::Succeeded, 2), (3, RunOutcome::Failed, 2)]
    {
        let mut events = Vec::<RunEvent>::new();
        let mut heard = 0;
        let mut counts = |_: &RunEvent| heard += 1;
        let backend = Failing(std::cell::Cell::new(faults));
        let options = RunOptions::default();
        let listeners: &mut [&mut dyn RunListener] = &mut [&mut events, &mut counts];
        assert_eq!(run_on(&backend, &snapshot, &options, listeners, &Cancellation::default()), expected, "{faults}");
        let tried = events.iter().filter(|event| matches!(event, RunEvent::Retrying { .. })).count();
        assert_eq!((tried, heard), (retries, events.len()), "{events:?}");
        assert!(
            matches!(events.last(), Some(RunEvent::Finished { outcome, .. }) if *outcome == expected),
            "{events:?}"
        );
    }
}
