//! Passwords of a cluster: they are on no command line, and in no text, log, event or entry of the history.

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tablewire::engine::{Cluster, Engine, Event, Request, RunEvent, RunOptions, Snapshot};

use crate::interrupted::in_window;
use crate::program::{Place, adults, said};
use crate::spark::session;
use crate::spark_runs::on_spark;

/// No other process of the machine has these in its command line.
const KEY: &str = "hunter2-of-the-store";
const TOKEN: &str = "s3cr3t%2Dtoken";
const DECODED: &str = "s3cr3t-token";
const SECRETS: [&str; 3] = [KEY, TOKEN, DECODED];

/// The command lines of all processes that hold one of these texts.
#[cfg(target_os = "linux")]
fn command_lines(with: &[&str]) -> Vec<String> {
    let processes = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    let lines = processes.filter_map(|process| std::fs::read(process.path().join("cmdline")).ok());
    let lines = lines.map(|line| String::from_utf8_lossy(&line).replace('\0', " "));
    lines.filter(|line| with.iter().any(|text| line.contains(text))).collect()
}

/// The files below a folder that hold a secret.
fn telling(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(telling(&path));
            continue;
        }
        let text = std::fs::read(&path).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        found.extend(SECRETS.iter().any(|secret| text.contains(secret)).then(|| path.display().to_string()));
    }
    found
}

/// A run from the window, with a Python that is none: it keeps the job, takes its time, and tells all that it knows.
#[cfg(target_os = "linux")]
#[test]
fn a_run_from_the_window_shows_no_password() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::with_people();
    place.put("p.ron", &adults());
    let tells = format!("no access with {KEY} or {TOKEN} or {DECODED}");
    let failed = format!(r#"{{"said":"failed","function":null,"condition":null,"message":"{tells}"}}"#);
    place.put(
        "python",
        &format!(
            "#!/bin/sh\nread -r job\necho \"$job\" > \"{}\"\nsleep 1\necho '{tells}' >&2\necho '{failed}'\n",
            place.path("job").display()
        ),
    );
    std::fs::set_permissions(place.path("python"), std::fs::Permissions::from_mode(0o755)).expect("its own");
    in_window("spark_secrets::a_run_from_the_window_shows_no_password", &place, |folder| {
        let text = std::fs::read_to_string(folder.join("p.ron")).expect("a project");
        let document = tablewire::nodes::document_from(&text).expect("opens").document;
        let cluster = Cluster {
            remote: Some(format!("sc://127.0.0.1:9/;token={TOKEN}")),
            conf: [("spark.hadoop.fs.s3a.secret.key".to_owned(), KEY.to_owned())].into(),
            python: Some(folder.join("python")),
            ..Cluster::default()
        };
        let engine = Engine::spawn(Arc::new(|| ()));
        let options = RunOptions { cluster: Some(cluster), ..RunOptions::default() };
        engine.send(Request::Run { snapshot: Arc::new(Snapshot::new(document, folder)), options });
        let (begun, mut seen, mut was_there) = (Instant::now(), Vec::new(), false);
        while !seen.iter().any(|event| matches!(event, RunEvent::Finished { .. })) {
            assert!(begun.elapsed() < Duration::from_secs(60), "{seen:#?}");
            let shown = command_lines(&SECRETS);
            assert!(shown.is_empty(), "{shown:#?}");
            was_there |=
                !command_lines(&["driver.py"]).is_empty() && !command_lines(&["--cluster-from-input"]).is_empty();
            while let Some(event) = engine.poll() {
                seen.extend(if let Event::Run(event) = event { Some(event) } else { None });
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        assert!(was_there, "both processes were looked at");
        let words = format!("{seen:?}");
        assert!(words.contains("no access with ••• or ••• or •••"), "{words}");
        assert!(SECRETS.iter().all(|secret| !words.contains(secret)), "{words}");
        // The driver has got them, by its standard input.
        let job = std::fs::read_to_string(folder.join("job")).expect("the job");
        assert!(job.contains(KEY) && job.contains(TOKEN), "{job}");
        let kept = std::fs::read_dir(folder.join("state/spark")).expect("a folder").flatten().map(|entry| entry.path());
        let logs: Vec<_> = kept.filter(|path| path.extension().is_some_and(|end| end == "log")).collect();
        assert_eq!(logs.len(), 1, "the log is kept: {logs:?}");
        assert!(std::fs::read_to_string(&logs[0]).expect("text").contains("no access with •••"));
        assert_eq!(telling(&folder.join("state")), [""; 0], "of all that is kept nothing holds one");
    });
}

/// A real run: Java's command line has none of the settings, and they count.
#[cfg(target_os = "linux")]
#[test]
fn the_command_line_of_spark_has_no_settings() {
    let Some((arguments, _turn)) = on_spark() else { return };
    let place = Place::with_people();
    place.put("p.ron", &adults());
    place.put(
        "settings",
        &format!("# for all\nspark.hadoop.fs.s3a.secret.key = {KEY}\n\nspark.sql.shuffle.partitions=3\n"),
    );
    let mut line: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let file = place.path("settings").display().to_string();
    line.extend(["--conf-file", &file]);
    let mut child = place.command(&line).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
    let folder = place.folder().display().to_string();
    let mut java = Vec::new();
    while child.try_wait().expect("a child").is_none() {
        let shown = command_lines(&[KEY]);
        assert!(shown.is_empty(), "{shown:#?}");
        java.extend(
            command_lines(&["PythonGatewayServer", "pyspark-shell"]).into_iter().filter(|line| line.contains(&folder)),
        );
        std::thread::sleep(Duration::from_millis(50));
    }
    said(child.wait_with_output().expect("ended")).code(0);
    assert!(!java.is_empty(), "Java was looked at");
    assert!(java.iter().all(|line| !line.contains("shuffle.partitions")), "{java:#?}");
    assert_eq!(telling(&place.path("state")), [""; 0]);
}

/// Whatever a value holds, Spark has it as it is written.
#[test]
fn any_value_of_a_setting_arrives() {
    let Some(python) = session::python() else { return };
    let place = Place::new();
    place.put("session.py", include_str!("../../src/engine/backend/spark/python/session.py"));
    place.put("others", "spark.my.other a value\nspark.my.odd lost\n");
    let program = r##"
import json, os, sys
sys.path.insert(0, os.getcwd())
from session import start_session
odd = " a=b: c\\d \"e\" 'f' é 日本 😀 # ! "
os.environ["PYSPARK_SUBMIT_ARGS"] = "--properties-file others pyspark-shell"
conf = {"spark.my.odd": odd, "spark.my empty": "", "spark.ui.enabled": "false", "spark.driver.memory": "600m"}
spark = start_session({"name": "it's \"a\" name", "master": "local[1]", "remote": None, "conf": conf})
found = [spark.conf.get("spark.my.odd") == odd, spark.conf.get("spark.my empty") == "", spark.conf.get("spark.my.other") == "a value"]
java = spark._jvm.java.lang.System
found += [java.getProperty("spark.my.odd") == odd.strip(), java.getProperty("spark.driver.memory") == "600m"]
found += [spark.sparkContext.appName == "it's \"a\" name", os.environ["PYSPARK_SUBMIT_ARGS"].startswith("--properties-file others")]
found += [not [name for name in os.listdir(".") if name.startswith("settings-")]]
print("found", json.dumps(found))
"##;
    let mut command = Command::new(python);
    command.args(["-c", program]).env("SPARK_LOCAL_IP", "127.0.0.1");
    let said = said(place.settled(command).output().expect("starts"));
    let line = said.out.lines().find(|line| line.starts_with("found")).unwrap_or_else(|| panic!("{said:#?}"));
    assert_eq!(line, "found [true, true, true, true, true, true, true, true]");
}
