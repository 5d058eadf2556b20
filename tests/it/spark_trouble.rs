//! Runs and programs that are interrupted: a run of a program that ends between any two of its steps on files, a killed driver, a
//! killed worker, a master that says nothing.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::program::{Place, adults, project, said};
use crate::spark::session;
use crate::spark_runs::{on_spark, slow};

/// Two outputs of the same rows.
fn two_outputs() -> String {
    project(
        &[
            ("people", "read_csv", "(path: \"people.csv\")"),
            ("sorted", "sort", "(keys: [(column: \"name\")])"),
            ("a", "write_csv", "(path: \"out/a.csv\")"),
            ("b", "write_csv", "(path: \"out/b.csv\")"),
        ],
        &[("people", "sorted"), ("sorted", "a"), ("sorted", "b")],
    )
}

/// Stops the program at each of its steps on files in turn, as if it were killed there; the next run makes good what is left.
#[test]
fn an_interrupted_program_is_finished_or_undone_by_its_next_run() {
    if session::session().is_none() {
        return;
    }
    let place = Place::with_people();
    place.put("p.ron", &two_outputs());
    place.run(&["run", "p.ron"]).code(0);
    let new = place.text("out/a.csv");
    place.run(&["export", "p.ron", "--to", "pyspark", "-o", "p.py"]).code(0);
    let root = format!("file://{}", place.folder().display());
    let ask = |stop: Option<usize>| {
        let request =
            json!({ "run": "program", "file": place.path("p.py"), "arguments": ["--path-root", root], "stop": stop });
        session::session().expect("asked for before").ask(&request)
    };
    let mut stopped = 0;
    loop {
        place.put("out/a.csv", "old\n").put("out/b.csv", "old\n");
        let is_stopped = ask(Some(stopped)).is_err();
        let is_committed = place.names("out").contains(&".a.csv.commit".to_owned());
        let found: Vec<String> = ["out/a.csv", "out/b.csv"]
            .iter()
            .filter_map(|name| std::fs::read_to_string(place.path(name)).ok())
            .collect();
        if is_stopped && !is_committed && found != [new.clone(), new.clone()] {
            assert_eq!(found, ["old\n", "old\n"], "stopped at {stopped} without the mark: {:?}", place.names("out"));
        }
        ask(None).unwrap_or_else(|error| panic!("after a stop at {stopped}: {error}"));
        assert_eq!(
            (place.text("out/a.csv"), place.text("out/b.csv")),
            (new.clone(), new.clone()),
            "stopped at {stopped}"
        );
        assert_eq!(place.names("out"), ["a.csv", "b.csv"], "stopped at {stopped}");
        if !is_stopped {
            break;
        }
        stopped += 1;
    }
    assert!(stopped >= 12, "only {stopped} steps");
}

/// The process that talks to Spark for a run of this place.
fn driver(place: &Place) -> Option<u32> {
    let folder = place.folder().display().to_string();
    let processes = std::fs::read_dir("/proc").ok()?.flatten();
    processes.filter_map(|entry| entry.file_name().to_string_lossy().parse().ok()).find(|process: &u32| {
        let line = std::fs::read(format!("/proc/{process}/cmdline")).unwrap_or_default();
        let line = String::from_utf8_lossy(&line).into_owned();
        line.contains("driver.py") && line.contains(&folder)
    })
}

#[cfg(target_os = "linux")]
#[test]
fn a_killed_driver_leaves_the_old_outputs_and_is_told() {
    let Some((arguments, _turn)) = on_spark() else { return };
    let place = Place::new();
    slow(&place, 60_000);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let child = place.command(&arguments).stderr(Stdio::piped()).spawn().expect("starts");
    std::thread::sleep(Duration::from_secs(20));
    let driver = driver(&place).expect("it works for minutes");
    let killed = std::process::Command::new("kill").args(["-9", &driver.to_string()]).status();
    assert!(killed.expect("kill").success());
    let said = said(child.wait_with_output().expect("ends"));
    said.code(1).err_line(&["has ended without an answer"]);
    assert_eq!(place.text("out/sum.csv"), "old\n");
}

/// One that accepts and then is silent, as a port of another program is.
#[test]
fn a_silent_master_is_said_within_seconds() {
    let Some(python) = session::python() else { return };
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let master = format!("spark://127.0.0.1:{}", listener.local_addr().expect("bound").port());
    let held = std::thread::spawn(move || listener.incoming().take(8).map(Result::ok).collect::<Vec<_>>());
    let place = Place::with_people();
    place.put("p.ron", &adults());
    let begun = Instant::now();
    let run = ["run", "p.ron", "--on", "spark", "--python", &python, "--master", &master, "--events", "json"];
    let mut child = place.command(&run).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("starts");
    let lines = BufReader::new(child.stdout.take().expect("its output")).lines().map_while(Result::ok);
    let line = lines.into_iter().find(|line| line.contains("has not started") || line.contains("\"failed\""));
    assert!(line.is_some() && begun.elapsed() < Duration::from_secs(20), "{line:?} after {:?}", begun.elapsed());
    crate::program::kill(&mut child);
    drop(held);
    assert_eq!(place.names("out"), [""; 0]);
}

/// With `TABLEWIRE_SPARK_KILLS`: a cluster of its own, of which one of two workers is killed while it computes.
#[cfg(target_os = "linux")]
#[test]
fn a_killed_worker_changes_nothing() {
    let Some(python) = session::python() else { return };
    if std::env::var_os("TABLEWIRE_SPARK_KILLS").is_none() {
        return;
    }
    let place = Place::new();
    slow(&place, 20_000);
    place.run(&["run", "p.ron"]).code(0);
    let expected = place.text("out/sum.csv");
    place.put("out/sum.csv", "old\n");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/servers/spark.sh");
    let cluster = place.path("cluster");
    let bash = |arguments: &[&str]| {
        let output = std::process::Command::new("bash").arg(script).args(arguments).arg(&cluster).output();
        String::from_utf8(output.expect("bash").stdout).expect("UTF-8").trim().to_owned()
    };
    let master = bash(&["start", &python]);
    let run = [
        &["run", "p.ron", "--on", "spark", "--python", &python, "--master", &master][..],
        &["--conf", "spark.driver.memory=600m", "--conf", "spark.executor.memory=600m"],
        &["--conf", "spark.ui.enabled=false", "--conf", "spark.sql.shuffle.partitions=4"],
    ];
    let mut command = place.command(&run.concat());
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
    std::thread::sleep(Duration::from_secs(22));
    // It has executors in its own group of processes, which go with it.
    let worker = std::fs::read_to_string(cluster.join("worker1.pid")).expect("a worker");
    let killed = std::process::Command::new("kill").args(["-9", "--", &format!("-{}", worker.trim())]).status();
    let said = said(child.wait_with_output().expect("ends"));
    bash(&["stop"]);
    assert!(killed.expect("kill").success());
    said.code(0);
    assert_eq!(place.text("out/sum.csv"), expected);
}
