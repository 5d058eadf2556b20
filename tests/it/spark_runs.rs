//! `run --on spark`, as a user of the command line has it: the same outputs and events as here, and clear words where nothing can
//! run. What needs a Spark is left out without `TABLEWIRE_SPARK_PYTHON`; `TABLEWIRE_SPARK_MASTER` and `TABLEWIRE_SPARK_REMOTE`
//! name a cluster and a server of Spark Connect.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::program::{PEOPLE, Place, Said, adults, project};
use crate::spark::session;

/// Whatever is missing is said within this time.
const SOON: Duration = Duration::from_secs(15);

/// What a small run needs of Spark.
const SMALL: [&str; 12] = [
    "--conf",
    "spark.driver.memory=600m",
    "--conf",
    "spark.executor.memory=600m",
    "--conf",
    "spark.cores.max=1",
    "--conf",
    "spark.ui.enabled=false",
    "--conf",
    "spark.sql.shuffle.partitions=2",
    "--conf",
    "spark.task.maxFailures=1",
];

/// The cluster has one core left for these tests: one run at a time.
static TURN: Mutex<()> = Mutex::new(());

/// The arguments of a run of `p.ron` on the Spark of the tests, and the turn; `None` without one.
pub fn on_spark() -> Option<(Vec<String>, MutexGuard<'static, ()>)> {
    let python = session::python()?;
    let master = std::env::var("TABLEWIRE_SPARK_MASTER").unwrap_or_else(|_| "local[1]".into());
    let run = ["run", "p.ron", "--on", "spark", "--python", &python, "--master", &master];
    let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    Some((run.into_iter().chain(SMALL).map(str::to_owned).collect(), turn))
}

pub fn run(place: &Place, arguments: &[String], more: &[&str]) -> Said {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).chain(more.iter().copied()).collect();
    place.run(&arguments)
}

fn events(said: &Said) -> Vec<serde_json::Value> {
    said.out.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
}

/// The events of one name, with two of their fields.
fn pairs(events: &[serde_json::Value], name: &str, fields: [&str; 2]) -> Vec<String> {
    let of = events.iter().filter(|event| event["event"] == name);
    let mut found: Vec<String> = of.map(|event| format!("{} {}", event[fields[0]], event[fields[1]])).collect();
    found.sort();
    found.dedup();
    found
}

#[test]
fn the_same_output_and_the_same_rows_at_every_node() {
    let Some((arguments, _turn)) = on_spark() else { return };
    let place = Place::with_people();
    place.put("p.ron", &adults());
    let here = place.run(&["run", "p.ron", "--events", "json"]);
    here.code(0);
    let expected = place.text("out/adults.csv");
    place.put("out/adults.csv", "old\n");
    let there = run(&place, &arguments, &["--events", "json"]);
    there.code(0);
    assert_eq!(place.text("out/adults.csv"), expected);
    assert_eq!(place.names("out"), ["adults.csv"]);
    let (here, there) = (events(&here), events(&there));
    for name in ["started", "sink_done"] {
        assert_eq!(pairs(&here, name, ["node", "rows"]), pairs(&there, name, ["node", "rows"]), "{name}");
    }
    // The file's own rows are not counted, so that the filter reaches the reader.
    let counted = |events| -> Vec<String> {
        let all = pairs(events, "progress", ["node", "rows"]).into_iter();
        all.filter(|line| !line.starts_with("\"people\"")).collect()
    };
    let last = |events: &[serde_json::Value]| events.last().cloned().expect("a last event");
    for line in ["\"adults\" 3", "\"oldest_first\" 3", "\"out\" 3"] {
        assert!(counted(&there).iter().any(|found| found == line), "{line} in {there:?}");
    }
    let written = last(&there)["written"][0].clone();
    assert_eq!(written["rows"], last(&here)["written"][0]["rows"]);
    assert_eq!(written["address"], last(&here)["written"][0]["address"]);
    assert_eq!(written["bytes"], expected.len());
    place.run(&["runs", "p.ron"]).code(0).out(&["succeeded"]);
}

/// A conversion that fails, between a filter and a sort.
fn failing() -> String {
    project(
        &[
            ("people", "read_csv", "(path: \"people.csv\")"),
            ("adults", "filter", "(condition: \"age >= 18\")"),
            ("numbered", "select", "(columns: [(column: \"city\", type: Integer)], invalid: Fail)"),
            ("sorted", "sort", "(keys: [(column: \"age\")])"),
            ("out", "write_csv", "(path: \"out/adults.csv\")"),
        ],
        &[("people", "adults"), ("adults", "numbered"), ("numbered", "sorted"), ("sorted", "out")],
    )
}

#[test]
fn a_failing_node_is_named_and_the_old_output_stays() {
    let Some((arguments, _turn)) = on_spark() else { return };
    let place = Place::with_people();
    place.put("p.ron", &failing()).put("out/adults.csv", "old\n");
    let said = run(&place, &arguments, &[]);
    said.code(1).err_line(&["numbered", "CAST_INVALID_INPUT", "London"]);
    assert!(!said.err.contains("at org.apache"), "{said:#?}");
    assert_eq!(place.text("out/adults.csv"), "old\n");
    assert_eq!(place.names("out"), ["adults.csv"]);
}

/// A join of everything with everything, that takes minutes.
fn slow(place: &Place) {
    let mut rows = String::from("key,n\n");
    (0..60_000).for_each(|n| rows.push_str(&format!("1,{n}\n")));
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
    place.put("n.csv", &rows).put("p.ron", &text).put("out/sum.csv", "old\n");
}

#[cfg(unix)]
#[test]
fn a_cancelled_run_ends_within_seconds_and_leaves_the_cluster_free() {
    let Some((arguments, _turn)) = on_spark() else { return };
    let place = Place::new();
    slow(&place);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let child = place.command(&arguments).stderr(std::process::Stdio::piped()).spawn().expect("starts");
    // The session of a cluster takes some seconds, more on a busy machine; whenever the signal comes, the promise is the same.
    std::thread::sleep(Duration::from_secs(25));
    let asked = Instant::now();
    // The child has not been waited for, so the number is still its own.
    let signalled = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(signalled.expect("kill").success());
    let said = crate::program::said(child.wait_with_output().expect("ends"));
    assert!(asked.elapsed() < Duration::from_secs(6), "{:?} {said:#?}", asked.elapsed());
    assert_eq!(said.code, 130, "{said:#?}");
    assert_eq!((place.text("out/sum.csv").as_str(), place.names("out")), ("old\n", vec!["sum.csv".to_owned()]));
    // Who asks next is given executors at once.
    place.put("people.csv", PEOPLE).put("p.ron", &adults());
    let next = place.run(&arguments);
    next.code(0);
    assert!(!next.err.contains("executor"), "{next:#?}");
}

#[test]
fn an_unreachable_cluster_is_said_at_once() {
    let Some(python) = any_python() else { return };
    for (flag, url) in [("--master", "spark://127.0.0.1:1"), ("--remote", "sc://127.0.0.1:1")] {
        refused(&python, &[flag, url], &[], &[url, "cannot be reached"]);
    }
}

#[test]
fn without_pyspark_java_or_python_there_is_one_clear_line() {
    refused("no/such/python", &[], &[], &["no/such/python", "cannot be started"]);
    if any_python().is_some() {
        // Python without its packages.
        let place = Place::new();
        place.put("bare", "#!/bin/sh\nexec python3 -S \"$@\"\n");
        let bare = place.path("bare");
        let set = std::process::Command::new("chmod").arg("+x").arg(&bare).status();
        assert!(set.expect("chmod").success());
        refused(&bare.to_string_lossy(), &[], &[], &["has no PySpark", "pip install pyspark"]);
    }
    if let Some(python) = session::python() {
        refused(&python, &["--master", "local[1]"], &[("JAVA_HOME", "/nowhere")], &["There is no Java"]);
    }
}

fn any_python() -> Option<String> {
    let found = std::process::Command::new("python3").arg("--version").output();
    (cfg!(unix) && found.is_ok_and(|said| said.status.success())).then(|| "python3".to_owned())
}

/// A run that cannot begin: exit code 1, one line with all of `parts`, soon, and no output.
#[track_caller]
fn refused(python: &str, more: &[&str], variables: &[(&str, &str)], parts: &[&str]) {
    let place = Place::with_people();
    place.put("p.ron", &adults());
    let arguments = [&["run", "p.ron", "--on", "spark", "--python", python], more].concat();
    let begun = Instant::now();
    let mut command = place.command(&arguments);
    let said = crate::program::said(command.envs(variables.iter().copied()).output().expect("starts"));
    assert!(begun.elapsed() < SOON, "{:?}", begun.elapsed());
    said.code(1).err_line(parts);
    assert_eq!(said.err.lines().count(), 1, "{said:#?}");
    assert_eq!(place.names("out"), [""; 0]);
}

#[test]
fn what_only_spark_needs_is_refused_elsewhere() {
    let place = Place::with_people();
    place.put("p.ron", &adults());
    place.run(&["run", "p.ron", "--master", "local[2]"]).code(2).err_line(&["--master", "--on spark"]);
    place.run(&["run", "p.ron", "--on", "spark", "--remote", "localhost"]).code(2).err_line(&["sc://host:port"]);
}
