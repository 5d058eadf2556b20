//! The history, written and read back.

use rusqlite::params;

use super::*;
use crate::base::{Cause, Language};
use crate::connect::process::Process;
use crate::connect::source::Address;

fn history() -> (tempfile::TempDir, History) {
    let folder = tempfile::tempdir().unwrap();
    let history = History::open_at(&folder.path().join(FILE)).unwrap();
    (folder, history)
}

fn beginning(project: &str) -> RunStart {
    RunStart {
        project: project.into(),
        text: "(format: 1)".into(),
        parameters: vec![("year".into(), "2013".into())],
        version: "1.2.3".into(),
        place: None,
    }
}

#[test]
fn what_a_run_failed_of_can_be_said_in_another_language() {
    let (_folder, mut history) = history();
    let run = history.begin(&beginning("/p/a.ron")).unwrap();
    let problem = Some(say!("node-problem", node = "late", problem = say!("no-column", name = "b")));
    history.end(run, &RunEnd { problem, ..RunEnd::new(Outcome::Failed(None)) }).unwrap();
    let said = |history: &History| {
        let run = history.details(run).unwrap().expect("the run").run;
        (run.problem.unwrap(), run.problem_text.unwrap().in_language(Language::SimplifiedChinese))
    };
    assert_eq!(said(&history), ("late: There is no column \"b\"".into(), "late：没有列“b”".into()));
    // Written by a program with different texts.
    history.database.execute("UPDATE runs SET problem = 'late: \"b\" is no column'", []).unwrap();
    let words = "late: \"b\" is no column".to_owned();
    assert_eq!(said(&history), (words.clone(), words));
}

#[test]
fn runs_follow_their_project_to_another_file() {
    let (_folder, history) = history();
    let run = history.begin(&beginning("/p/Untitled-1")).unwrap();
    let other = history.begin(&beginning("/p/Untitled-2")).unwrap();
    history.hand_over(Path::new("/p/Untitled-1"), Path::new("/p/a.ron")).unwrap();
    let ids = |project: &str| -> Vec<i64> {
        history.list(Some(Path::new(project)), 9).unwrap().iter().map(|run| run.id).collect()
    };
    assert_eq!((ids("/p/a.ron"), ids("/p/Untitled-1"), ids("/p/Untitled-2")), (vec![run], vec![], vec![other]));
}

#[test]
fn a_run_is_found_again_with_everything_about_it() {
    let (_folder, mut history) = history();
    let run = history.begin(&beginning("/p/a.ron")).unwrap();
    let ending = RunEnd {
        outcome: Outcome::Succeeded,
        seconds: 1.5,
        peak_memory: Some(1 << 30),
        problem: None,
        nodes: vec![NodeRows {
            node: "late".into(),
            port: "matching".into(),
            rows: 7,
            bytes: 56,
            memory: Some(1 << 20),
        }],
        times: vec![NodeTime { node: "late".into(), port: None, started: 0.25, seconds: 1.0 }],
        outputs: vec![Output { node: "out".into(), address: Path::new("/p/out.csv").into(), rows: 7, bytes: 99 }],
        reads: vec![
            ReadSource {
                node: "in".into(),
                address: Path::new("/p/in.csv").into(),
                bytes: Some(10),
                modified: Some(5),
                version: None,
                fingerprint: Some("ab".into()),
            },
            ReadSource {
                node: "orders".into(),
                address: Address::parse("s3://shop/orders"),
                bytes: None,
                modified: None,
                version: Some("e1".into()),
                fingerprint: None,
            },
        ],
    };
    history.end(run, &ending).unwrap();
    let found = history.details(run).unwrap().expect("the run");
    assert_eq!((found.run.outcome, found.run.seconds), (Some(Outcome::Succeeded), Some(1.5)));
    assert_eq!((found.nodes, found.outputs, found.reads), (ending.nodes, ending.outputs, ending.reads));
    assert_eq!(found.times, ending.times);
    assert_eq!(history.project_text(&found.run.digest).unwrap().as_deref(), Some("(format: 1)"));
    assert_eq!(found.run.parameters, [("year".to_owned(), "2013".to_owned())]);
    assert_eq!(history.details(run + 1).unwrap(), None);
}

#[test]
fn old_runs_are_forgotten_with_their_logs() {
    let (folder, history) = history();
    let log = |run| log::path_in(folder.path(), run);
    std::fs::create_dir_all(log(1).parent().unwrap()).unwrap();
    for run in 1..=3 {
        assert_eq!(history.begin(&RunStart { text: format!("text {run}"), ..beginning("/p/a.ron") }).unwrap(), run);
        std::fs::write(log(run), "a line").unwrap();
    }
    history.prune(2).unwrap();
    assert_eq!(history.list(None, 9).unwrap().iter().map(|run| run.id).collect::<Vec<_>>(), [3]);
    assert_eq!([1, 2, 3].map(|run| log(run).exists()), [false, false, true]);
    let kept = |text: &str| history.project_text(&digest(text)).unwrap().is_some();
    assert_eq!(["text 1", "text 3"].map(kept), [false, true]);
}

#[test]
fn runs_are_listed_newest_first_and_by_project() {
    let (_folder, mut history) = history();
    for project in ["/p/a.ron", "/p/b.ron", "/p/a.ron"] {
        let run = history.begin(&beginning(project)).unwrap();
        history.end(run, &RunEnd::new(Outcome::Failed(None))).unwrap();
    }
    let ids = |project: Option<&str>, count| -> Vec<i64> {
        history.list(project.map(Path::new), count).unwrap().iter().map(|run| run.id).collect()
    };
    assert_eq!((ids(None, 10), ids(Some("/p/a.ron"), 10), ids(None, 1)), (vec![3, 2, 1], vec![3, 1], vec![3]));
}

#[test]
fn a_run_that_died_is_told_from_one_that_goes_on() {
    let (_folder, history) = history();
    let run = history.begin(&beginning("/p/a.ron")).unwrap();
    let state = || history.list(None, 1).unwrap()[0].state();
    assert_eq!(state(), RunState::Running);
    let later = Process { started: 1, ..Process::own() };
    let owner = serde_json::to_string(&later).unwrap();
    history.database.execute("UPDATE runs SET owner = ? WHERE id = ?", params![owner, run]).unwrap();
    assert_eq!(state(), RunState::Interrupted, "another process has its number now");
    history.database.execute("UPDATE runs SET owner = NULL, process = 4194999 WHERE id = ?", [run]).unwrap();
    assert_eq!(state(), RunState::Interrupted, "recorded by an older program");
}

#[test]
fn a_file_that_is_no_history_is_a_clear_word() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE);
    std::fs::write(&path, "this is no database, and long enough to be looked at as one".repeat(20)).unwrap();
    let problem = History::open_at(&path).err().expect("a problem");
    assert!(problem.message.starts_with("Cannot use the run history") && problem.remedy.is_some());
}

#[test]
fn outcomes_of_an_older_program_are_read() {
    let (folder, history) = history();
    let old = |outcome: Option<&str>| {
        let run = history.begin(&beginning("/p/a.ron")).unwrap();
        history.database.execute("UPDATE runs SET outcome = ? WHERE id = ?", params![outcome, run]).unwrap();
    };
    for outcome in ["succeeded", "finished with failures", "failed", "cancelled", "rolled back"] {
        old(Some(outcome));
    }
    old(None);
    let back = "ALTER TABLE runs DROP COLUMN cause; ALTER TABLE runs DROP COLUMN owner; DROP TABLE identity; \
        ALTER TABLE runs DROP COLUMN place; PRAGMA user_version = 5;";
    history.database.execute_batch(back).unwrap();
    drop(history);
    let history = History::open_at(&folder.path().join(FILE)).unwrap();
    let read: Vec<_> = history.list(None, 9).unwrap().into_iter().rev().map(|run| run.outcome).collect();
    let expected = [
        Outcome::Succeeded,
        Outcome::FinishedWithFailures,
        Outcome::Failed(None),
        Outcome::Cancelled,
        Outcome::RolledBack,
    ];
    assert_eq!(read, expected.into_iter().map(Some).chain([None]).collect::<Vec<_>>());
    assert_eq!(history.good_before(Path::new("/p/a.ron"), 9).unwrap(), Some(1));
    assert_eq!(history.run_before(Path::new("/p/a.ron"), 6).unwrap().map(|run| run.id), Some(4));
}

#[test]
fn a_failure_keeps_its_cause() {
    let (_folder, mut history) = history();
    for cause in [Cause::User, Cause::TransientSource, Cause::Internal] {
        let run = history.begin(&beginning("/p/a.ron")).unwrap();
        history.end(run, &RunEnd::new(Outcome::Failed(Some(cause)))).unwrap();
        let found = history.details(run).unwrap().expect("the run").run;
        assert_eq!(found.outcome, Some(Outcome::Failed(Some(cause))));
        assert_eq!(serde_json::to_value(&found).unwrap()["outcome"], "failed");
    }
}
