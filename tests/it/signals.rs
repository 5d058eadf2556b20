//! Runs that are asked to end by a signal.
#![cfg(unix)]

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::program::Place;

/// Two million rows, sorted by text: longer than a signal takes.
fn slow() -> Place {
    let place = Place::new();
    let rows: String =
        (0..2_000_000).map(|n: u64| format!("{n},{}\n", n.wrapping_mul(2_654_435_761) % 1_000_003)).collect();
    place.put("t.csv", &format!("n,word\n{rows}"));
    place.put(
        "p.ron",
        r#"(format: 1, nodes: {
            "t": (kind: "read_csv", settings: (path: "t.csv")),
            "a": (kind: "sort", settings: (keys: [(column: "word")])),
            "out": (kind: "write_csv", settings: (path: "out/t.csv")),
        }, wires: [(from: "t", to: "a"), (from: "a", to: "out")])"#,
    );
    place.put("out/t.csv", "old\n");
    place
}

/// The last event of a run that is sent a signal as soon as it has begun, and its exit code.
fn signalled(place: &Place, signal: &str) -> (String, Option<i32>) {
    place.put("out/t.csv", "old\n");
    let mut child = place
        .command(&["run", "p.ron", "--no-cache", "--events", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines().map_while(Result::ok);
    let first = lines.find(|line| line.contains("\"started\"") || line.contains("\"reading\""));
    assert!(first.is_some(), "{signal}: it works");
    let kill = std::process::Command::new("kill").args(["-s", signal, &child.id().to_string()]).status();
    assert!(kill.is_ok_and(|status| status.success()), "{signal}: sent");
    (lines.last().unwrap_or_default(), child.wait().expect("ends").code())
}

#[test]
fn a_signal_cancels_a_run_in_order() {
    let place = slow();
    for signal in ["INT", "TERM", "HUP"] {
        // On a busy machine the signal may come too late.
        let (last, code) = (0..5)
            .map(|_| signalled(&place, signal))
            .find(|(last, _)| !last.contains("\"succeeded\""))
            .unwrap_or_else(|| panic!("{signal}: each run was faster"));
        assert!(last.contains("\"finished\"") && last.contains("\"cancelled\""), "{signal}: {last}");
        assert_eq!(code, Some(130), "{signal}");
        assert_eq!(place.text("out/t.csv"), "old\n", "{signal}: no output was touched");
        assert_eq!(place.names("out"), ["t.csv"], "{signal}: nothing is left beside it");
    }
    let runs = place.run(&["runs"]).code(0).out.clone();
    assert_eq!(runs.matches("cancelled").count(), 3, "{runs}");
}

#[test]
fn a_signal_that_was_to_be_ignored_stays_ignored() {
    let place = slow();
    // What `nohup` does, and a shell to what it runs in the background.
    let mut shell = std::process::Command::new("sh");
    shell.args(["-c", "trap '' HUP; exec \"$0\" \"$@\""]);
    let command = place.command(&["run", "p.ron", "--no-cache", "--events", "json"]);
    shell.arg(command.get_program()).args(command.get_args()).current_dir(place.path(""));
    shell.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let mut child = shell.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
    let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines().map_while(Result::ok);
    assert!(lines.any(|line| line.contains("\"started\"")), "it works");
    let kill = std::process::Command::new("kill").args(["-s", "HUP", &child.id().to_string()]).status();
    assert!(kill.is_ok_and(|status| status.success()), "sent");
    let last = lines.last().unwrap_or_default();
    assert!(last.contains("\"succeeded\""), "{last}");
    assert_eq!(child.wait().expect("ends").code(), Some(0));
}
