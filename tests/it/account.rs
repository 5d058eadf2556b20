//! What a run says of itself, held against what the operating system says; bars on a terminal; the log.

use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::program::{Place, project};

/// Rows enough for a second of work: read, sorted, written twice.
fn busy(rows: usize) -> Place {
    let place = Place::new();
    let text = project(
        &[
            ("data", "read_csv", "(path: \"data.csv\")"),
            ("sorted", "sort", "(keys: [(column: \"text\", order: Descending)])"),
            ("table", "write_parquet", "(path: \"out.parquet\")"),
            ("text", "write_csv", "(path: \"out.csv\")"),
        ],
        &[("data", "sorted"), ("sorted", "table"), ("sorted", "text")],
    );
    let lines: String = (0..rows).map(|n| format!("{n},text {}\n", n * 7 % 1_000_003)).collect();
    place.put("data.csv", &format!("n,text\n{lines}")).put("p.ron", &text);
    place
}

fn shown(place: &Place, run: &str) -> Value {
    serde_json::from_str(&place.run(&["runs", "show", run, "--format", "json"]).out).expect("JSON")
}

#[test]
fn bytes_are_reported_as_they_are_read_and_written() {
    let place = busy(300_000);
    let said = place.run(&["run", "p.ron", "--events", "json"]);
    said.code(0);
    let events: Vec<Value> = said.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let of = |event: &str| events.iter().filter(|e| e["event"] == event).cloned().collect::<Vec<_>>();
    let size = |name: &str| std::fs::metadata(place.path(name)).expect("a file").len();
    if cfg!(target_os = "linux") {
        let read = of("read");
        let last = read.last().expect("bytes that were read");
        assert_eq!((last["bytes"].as_u64(), last["of"].as_u64()), (Some(size("data.csv")), Some(size("data.csv"))));
        assert!(read.is_sorted_by_key(|e| e["bytes"].as_u64()), "{read:#?}");
    }
    let writing = of("writing");
    for (node, file) in [("text", "out.csv"), ("table", "out.parquet")] {
        let last = writing.iter().rfind(|e| e["node"] == node).unwrap_or_else(|| panic!("nothing of {node}"));
        assert!(last["bytes"].as_u64().is_some_and(|bytes| bytes <= size(file)), "{last}");
        assert_eq!(last["rows"].as_u64(), Some(300_000));
    }
    let prepared = of("prepared");
    assert!(prepared.iter().any(|e| e["node"] == "data" && e["seconds"].as_f64() > Some(0.0)), "{prepared:#?}");
    let run = shown(&place, "1");
    let whole = blake3::hash(&std::fs::read(place.path("data.csv")).expect("a file")).to_hex().to_string();
    assert_eq!(run["reads"][0]["fingerprint"], whole.as_str());
    if cfg!(target_os = "linux") {
        let peak = run["peak_memory"].as_u64().expect("a number");
        let nodes = run["nodes"].as_array().expect("a list");
        assert_eq!(nodes.len(), 4, "{nodes:#?}");
        for node in nodes {
            assert!(node["memory"].as_u64().is_some_and(|most| (1 << 20..=peak).contains(&most)), "{peak}: {node}");
        }
    }
    let times = run["times"].clone();
    assert!(times.as_array().is_some_and(|times| times.len() >= prepared.len() + 4), "{times:#}");
}

#[test]
fn each_run_has_a_log_in_words() {
    let place = busy(10);
    place.run(&["run", "p.ron"]).code(0);
    let found = shown(&place, "1");
    let path = found["log"].as_str().expect("the log's path").to_owned();
    place.run(&["runs", "show", "1"]).out(&[&path]);
    let log = std::fs::read_to_string(&path).expect("the log");
    for words in ["Started ", "data: reads ", "text: complete, 10 rows", "text: wrote ", "The run succeeded after "] {
        assert!(log.contains(words), "no {words:?} in {log}");
    }
    let is_timed =
        |line: &str| chrono::NaiveDateTime::parse_from_str(line.get(..23).unwrap_or(""), "%Y-%m-%d %H:%M:%S%.3f");
    assert!(log.lines().all(|line| is_timed(line).is_ok()), "{log}");
}

/// Runs the project; gives memory and time as the system accounts for the process, from its `/proc` entry while it lives.
#[cfg(target_os = "linux")]
fn account(place: &Place) -> (f64, f64) {
    let begun = Instant::now();
    let mut child =
        place.command(&["run", "p.ron"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("starts");
    let mut peak = 0;
    while child.try_wait().expect("waits").is_none() {
        let status = crate::program::worker(&child).map(|worker| format!("/proc/{worker}/status"));
        let text = status.and_then(|status| std::fs::read_to_string(status).ok()).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<u64>().ok());
        peak = kilobytes.map_or(peak, |kilobytes| kilobytes * 1024);
        std::thread::sleep(Duration::from_millis(2));
    }
    (peak as f64, begun.elapsed().as_secs_f64())
}

#[cfg(target_os = "linux")]
#[test]
fn peak_memory_and_time_are_those_of_the_system() {
    let place = busy(600_000);
    let share = |told: f64, true_one: f64| (told - true_one).abs() / true_one;
    let mut seen = Vec::new();
    // A machine that has much else to do may let a process wait before its first and after its last step.
    for run in 1..=4 {
        let (peak, wall) = account(&place);
        let run = shown(&place, &run.to_string());
        let (told, seconds) = (run["peak_memory"].as_f64().expect("a peak"), run["seconds"].as_f64().expect("a time"));
        assert!(share(told, peak) < 0.1, "{told} bytes are told, the system says {peak}");
        seen.push((seconds, wall));
        if share(seconds, wall) < 0.1 {
            return;
        }
    }
    panic!("seconds told and taken: {seen:?}");
}

/// What `script` saw on its terminal while it ran the program; `None` where there is no `script`.
#[cfg(target_os = "linux")]
fn on_a_terminal(place: &Place, words: &str) -> Option<String> {
    let program = env!("CARGO_BIN_EXE_tablewire");
    let mut script = std::process::Command::new("script");
    script.args(["-qec", &format!("stty cols 100; '{program}' {words}"), "/dev/null"]);
    script.env("TERM", "xterm").env_remove("NO_COLOR");
    let output = place.settled(script).output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[cfg(target_os = "linux")]
#[test]
fn bars_are_drawn_on_a_terminal_only() {
    let place = busy(300_000);
    let Some(seen) = on_a_terminal(&place, "run p.ron") else { return println!("there is no script(1) here") };
    for words in ["data", "MB", "300,000 rows", "complete", "2 files written"] {
        assert!(seen.contains(words), "no {words:?} in {seen:?}");
    }
    assert!(seen.contains("\x1b["), "a line is drawn over itself: {seen:?}");
    let quiet = on_a_terminal(&place, "run p.ron --quiet").expect("script");
    assert!(!quiet.contains('\x1b') && !quiet.contains("files written") && quiet.contains("out.csv"), "{quiet:?}");
    let piped = place.run(&["run", "p.ron"]);
    assert_eq!(piped.err.lines().count(), 1, "{piped:#?}");
    assert!(!piped.err.contains('\x1b'), "{piped:#?}");
}
