//! Runs and programs that are interrupted: a run of a program that ends between any two of its steps on files, a killed driver, a
//! killed worker, a master that says nothing.

use std::net::TcpListener;
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::json;
use tablewire::base::Cancellation;
use tablewire::engine::{self, Cluster};

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

/// Takes connections and says nothing, as a port of another program does; returns the port.
fn silent() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("bound").port();
    // It ends with the process.
    std::thread::spawn(move || listener.incoming().map_while(Result::ok).collect::<Vec<_>>());
    port
}

/// A silent master, or server of Spark Connect, ends a run, a look and a test of the cluster: within 15 s, and with one line.
#[test]
fn a_silent_cluster_ends_what_waits_for_it() {
    let Some(python) = session::python() else { return };
    let (master, remote) =
        (format!("spark://127.0.0.1:{}", silent()), format!("sc://127.0.0.1:{}/;token=s3cret", silent()));
    // On a busy machine Python and Java take long to start.
    let limit = Duration::from_secs(if std::env::var_os("TABLEWIRE_IT_TIMES").is_some() { 15 } else { 90 });
    let place = Place::with_people();
    place.put("p.ron", &adults());
    for (flag, address) in [("--master", &master), ("--remote", &remote)] {
        let on = ["--on", "spark", "--python", &python, flag, address];
        for command in [&["run", "p.ron"][..], &["preview", "p.ron", "people"]] {
            let begun = Instant::now();
            let said = place.run(&[command, &on].concat());
            let took = begun.elapsed();
            let words = [
                address.split("/;").next().expect("a place"),
                "has accepted a connection, but has not answered within",
            ];
            said.code(1).err_line(&words);
            assert_eq!(said.err.lines().count(), 1, "{said:#?}");
            assert!(took < limit && !said.err.contains("s3cret"), "{took:?}: {said:#?}");
        }
        let cluster = Cluster {
            master: (flag == "--master").then(|| address.clone()),
            remote: (flag == "--remote").then(|| address.clone()),
            python: Some(python.clone().into()),
            ..Cluster::default()
        };
        let begun = Instant::now();
        let problem = engine::try_cluster(&cluster, &Cancellation::default()).expect_err("silence");
        assert!(problem.to_string().contains("has not answered within"), "{problem}");
        assert!(begun.elapsed() < limit, "{:?}", begun.elapsed());
    }
    assert_eq!(place.names("out"), [""; 0]);
}

/// Programs need no Python on the executors. Where something else of a session does, such as a function of the user, and finds another
/// version, Spark's error becomes one clear line.
#[test]
fn another_python_on_the_executors_is_one_clear_line() {
    let (Some(python), Some((_, _turn))) = (session::python(), on_spark()) else { return };
    let place = Place::new();
    place.put("session.py", include_str!("../../src/engine/backend/spark/python/session.py"));
    place.put("errors.py", include_str!("../../src/engine/backend/spark/python/errors.py"));
    // What the worker is started with: a Python that takes itself for another one.
    place.put("other/sitecustomize.py", "import sys\n\nclass Version(tuple):\n    major, minor, micro = 3, 99, 0\n\nsys.version_info = Version((3, 99, 0, 'final', 0))\n");
    let other = place.path("other").display().to_string();
    place.put("python", &format!("#!/bin/sh\nPYTHONPATH=\"{other}:$PYTHONPATH\" exec \"{python}\" \"$@\"\n"));
    let fake = place.path("python");
    #[cfg(unix)]
    std::fs::set_permissions(&fake, std::os::unix::fs::PermissionsExt::from_mode(0o755)).expect("its own");
    let program = format!(
        r#"
import json, os, sys
sys.path.insert(0, os.getcwd())
from errors import condition_and_message
from session import start_session
conf = {{"spark.pyspark.python": "{}", "spark.pyspark.driver.python": "{python}", "spark.ui.enabled": "false", "spark.cores.max": "1",
         "spark.executor.memory": "600m", "spark.driver.memory": "600m", "spark.task.maxFailures": "1"}}
spark = start_session({{"name": "t", "master": os.environ["MASTER_OF_TEST"], "remote": None, "conf": conf}})
from pyspark.sql.functions import udf
try:
    spark.range(3).select(udf(lambda x: x)("id")).collect()
except Exception as error:
    print("found", json.dumps(condition_and_message(error)))
"#,
        fake.display()
    );
    let master = std::env::var("TABLEWIRE_SPARK_MASTER").unwrap_or_else(|_| "local[1]".into());
    let mut command = std::process::Command::new(&python);
    command.args(["-c", &program]).env("SPARK_LOCAL_IP", "127.0.0.1").env("MASTER_OF_TEST", master);
    let said = said(place.settled(command).output().expect("starts"));
    let line = said.out.lines().find_map(|line| line.strip_prefix("found ")).unwrap_or_else(|| panic!("{said:#?}"));
    let found: (String, String) = serde_json::from_str(line).expect("a pair");
    assert_eq!(found.0, "PYTHON_VERSION_MISMATCH", "{said:#?}");
    assert!(found.1.contains("3.99") && !found.1.contains('\n') && found.1.len() <= 300, "{}", found.1);
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
