//! Runs that do not come to their end: killed, cancelled, crashed. Old outputs stay whole, nothing is left lying about.

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tablewire::base::Severity;
use tablewire::engine::{Engine, Event, Request, RunEvent, RunOptions, RunOutcome, Snapshot};

use crate::program::{Place, project};

pub const OLD: &str = "the old output\n";

/// A folder with a project that works for some seconds (a join of everything with everything) before it can write.
pub fn slow() -> Place {
    let mut rows = String::from("key,n\n");
    (0..15_000).for_each(|n| rows.push_str(&format!("1,{n}\n")));
    let text = project(
        &[
            ("a", "read_csv", "(path: \"n.csv\")"),
            ("b", "read_csv", "(path: \"n.csv\")"),
            ("all", "join", "(keys: [(left: \"key\", right: \"key\")])"),
            ("counted", "group_by", "(keys: [\"key\"], aggregations: [(column: \"n\", function: Sum, name: \"sum\")])"),
            ("out", "write_csv", "(path: \"out/sum.csv\")"),
        ],
        &[("a", "all"), ("b", "all.right"), ("all", "counted"), ("counted", "out")],
    );
    let place = Place::new();
    place.put("n.csv", &rows).put("p.ron", &text).put("out/sum.csv", OLD);
    place
}

/// Waits until `is_so`, at most half a minute.
#[track_caller]
fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < Duration::from_secs(30), "waited in vain until {what}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

#[test]
fn a_killed_run_leaves_the_old_output_and_the_next_start_tidies_up() {
    let place = slow();
    let mut child = place.command(&["run", "p.ron"]).stderr(Stdio::null()).spawn().expect("starts");
    wait_until("the new output is begun", || place.names("out").len() == 2);
    crate::program::kill(&mut child);
    assert_eq!(place.text("out/sum.csv"), OLD);
    // Another project's run is the next start.
    place.put("people.csv", crate::program::PEOPLE).put("other.ron", &crate::program::adults());
    place.run(&["run", "other.ron"]).code(0).err_line(&["warning", "interrupted"]);
    assert_eq!(place.names("out"), ["adults.csv", "sum.csv"]);
    assert_eq!(place.text("out/sum.csv"), OLD);
    let quiet = place.run(&["run", "other.ron"]);
    assert!(!quiet.err.contains("interrupted"), "{quiet:#?}");
}

/// The window's way: a child process that events come from. The test runs itself once more with the program named in the
/// environment, because its own binary is none.
#[track_caller]
pub fn in_window(test: &str, place: &Place, body: impl FnOnce(&Path)) {
    in_window_with(test, place, &[], body);
}

/// The same with these variables.
#[track_caller]
pub fn in_window_with(test: &str, place: &Place, variables: &[(&str, &str)], body: impl FnOnce(&Path)) {
    const INSIDE: &str = "TABLEWIRE_IT_INSIDE";
    if let Some(folder) = std::env::var_os(INSIDE) {
        return body(Path::new(&folder));
    }
    let mut command = Command::new(std::env::current_exe().expect("a test knows itself"));
    command.args([test, "--exact", "--nocapture"]).env(INSIDE, place.folder()).envs(variables.iter().copied());
    // A test may have put a program of its own in the place of ours.
    let own = place.path("program");
    command.env("TABLEWIRE_BINARY", if own.exists() { own } else { env!("CARGO_BIN_EXE_tablewire").into() });
    let said = crate::program::said(place.settled(command).output().expect("starts"));
    assert!(said.code == 0 && said.out.contains("1 passed"), "{said:#?}");
    eprint!("{}", said.err);
}

/// Starts a run of `p.ron` as the window does.
fn start(folder: &Path) -> Engine {
    let text = std::fs::read_to_string(folder.join("p.ron")).expect("a project");
    let document = tablewire::nodes::document_from(&text).expect("opens").document;
    let engine = Engine::spawn(Arc::new(|| ()));
    let snapshot = Arc::new(Snapshot::new(document, folder));
    engine.send(Request::Run { snapshot, options: RunOptions::default() });
    engine
}

/// The events of the run up to one that `is_last`.
fn events(engine: &Engine, is_last: impl Fn(&RunEvent) -> bool) -> Vec<RunEvent> {
    let mut seen = Vec::new();
    wait_until("the event comes", || {
        while let Some(event) = engine.poll() {
            if let Event::Run(event) = event {
                seen.push(event);
            }
        }
        seen.iter().any(&is_last)
    });
    seen
}

fn is_finished(event: &RunEvent) -> bool {
    matches!(event, RunEvent::Finished { .. })
}

#[test]
fn a_run_in_the_window_tells_what_it_wrote() {
    let place = Place::with_people();
    place.put("p.ron", &crate::program::adults());
    in_window("interrupted::a_run_in_the_window_tells_what_it_wrote", &place, |folder| {
        let seen = events(&start(folder), is_finished);
        let Some(RunEvent::Finished { outcome, written, .. }) = seen.last() else { panic!("{seen:#?}") };
        assert_eq!((*outcome, written[0].rows), (RunOutcome::Succeeded, 3), "{seen:#?}");
        assert!(folder.join("out/adults.csv").exists());
    });
}

#[test]
fn cancelling_in_the_window_is_immediate_and_leaves_nothing() {
    let place = slow();
    in_window("interrupted::cancelling_in_the_window_is_immediate_and_leaves_nothing", &place, |folder| {
        let engine = start(folder);
        let files = || std::fs::read_dir(folder.join("out")).expect("a folder").count();
        wait_until("the new output is begun", || files() == 2);
        let asked = Instant::now();
        engine.send(Request::CancelRun);
        #[cfg(target_os = "linux")]
        {
            wait_until("the process is gone", || children().is_empty());
            assert!(asked.elapsed() < Duration::from_millis(200), "{:?}", asked.elapsed());
        }
        let seen = events(&engine, is_finished);
        assert!(asked.elapsed() < Duration::from_secs(2), "{:?}", asked.elapsed());
        let Some(RunEvent::Finished { outcome, written, .. }) = seen.last() else { panic!("{seen:#?}") };
        assert_eq!((*outcome, written.len()), (RunOutcome::Cancelled, 0), "{seen:#?}");
        assert_eq!(files(), 1);
        // The next run may start.
        engine.send(Request::CancelRun);
    });
    assert_eq!(place.text("out/sum.csv"), OLD);
}

/// The processes that this one has started and that still have memory.
#[cfg(target_os = "linux")]
fn children() -> Vec<String> {
    let tasks = std::fs::read_dir(format!("/proc/{}/task", std::process::id())).expect("Linux").flatten();
    let of = |task: std::fs::DirEntry| std::fs::read_to_string(task.path().join("children")).unwrap_or_default();
    tasks.flat_map(|task| of(task).split_whitespace().map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// The system gives the run no more memory than this; the editor, which is this process, lives on.
#[cfg(target_os = "linux")]
#[test]
fn a_run_that_gets_no_memory_is_a_problem_in_words() {
    use std::os::unix::fs::PermissionsExt;
    let place = slow();
    let program = format!("#!/bin/sh\nulimit -v 2500000\nexec '{}' \"$@\"\n", env!("CARGO_BIN_EXE_tablewire"));
    place.put("program", &program);
    // A table of one text on all rows is large once it is sorted.
    let text = project(
        &[
            ("a", "read_csv", "(path: \"n.csv\")"),
            ("b", "read_csv", "(path: \"n.csv\")"),
            ("all", "join", "(keys: [(left: \"key\", right: \"key\")])"),
            ("sorted", "sort", "(keys: [(column: \"n\", order: Descending)])"),
            ("out", "write_csv", "(path: \"out/sum.csv\")"),
        ],
        &[("a", "all"), ("b", "all.right"), ("all", "sorted"), ("sorted", "out")],
    );
    place.put("p.ron", &text);
    std::fs::set_permissions(place.path("program"), std::fs::Permissions::from_mode(0o755)).expect("may be run");
    in_window("interrupted::a_run_that_gets_no_memory_is_a_problem_in_words", &place, |folder| {
        let seen = events(&start(folder), is_finished);
        let Some(RunEvent::Finished { outcome, .. }) = seen.last() else { panic!("{seen:#?}") };
        assert_eq!(*outcome, RunOutcome::Failed);
        let is_told = |event: &RunEvent| {
            matches!(event, RunEvent::Problem { node: None, problem }
            if problem.severity == Severity::Error && problem.message.contains("memory") && problem.remedy.is_some())
        };
        assert!(seen.iter().any(is_told), "{seen:#?}");
    });
    assert_eq!((place.names("out").len(), place.text("out/sum.csv")), (1, OLD.to_owned()));
}

#[cfg(target_os = "linux")]
#[test]
fn a_child_that_is_killed_is_a_problem_in_words() {
    let place = slow();
    in_window("interrupted::a_child_that_is_killed_is_a_problem_in_words", &place, |folder| {
        let engine = start(folder);
        wait_until("the new output is begun", || std::fs::read_dir(folder.join("out")).expect("a folder").count() == 2);
        for child in children() {
            assert!(Command::new("kill").args(["-9", &child]).status().expect("kill").success());
        }
        let seen = events(&engine, is_finished);
        let Some(RunEvent::Finished { outcome, .. }) = seen.last() else { panic!("{seen:#?}") };
        assert_eq!(*outcome, RunOutcome::Failed);
        let is_told = |event: &RunEvent| {
            matches!(event, RunEvent::Problem { node: None, problem }
            if problem.severity == Severity::Error && problem.message.contains("memory") && problem.remedy.is_some())
        };
        assert!(seen.iter().any(is_told), "{seen:#?}");
    });
    assert_eq!((place.names("out").len(), place.text("out/sum.csv")), (1, OLD.to_owned()));
}
