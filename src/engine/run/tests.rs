//! Runs that end while a source is looked through, before rows flow.

use super::*;
use crate::base::Cancellation;
use crate::document::{Delay, Document, Edit, Running, Seconds};
use crate::engine::api::request::OutputRef;
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
    // Planning alone takes longer: it settles the types by all rows.
    let limit = Seconds { millis: 1 };
    let run_within = |document: &mut Document, limit: Seconds| {
        let to = Running { retries: 0, delay: Delay(limit), limit, ..Running::default() };
        document.apply(Edit::SetRunning { id, to }).unwrap();
        let (snapshot, mut events) = (Snapshot::new(document.clone(), folder.path()), Vec::new());
        let options = RunOptions { afresh: true, ..RunOptions::default() };
        let outcome = run(&snapshot, &options, &mut |event| events.push(event), &Cancellation::default());
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
