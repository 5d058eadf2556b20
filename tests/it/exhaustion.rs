//! Commands under limits of the system, with odd clocks and time zones: one line, or the work is done.
#![cfg(all(target_os = "linux", target_env = "gnu"))]

use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::program::{Place, Said, said};

/// Nothing takes longer, however busy the machine is.
const LIMIT: Duration = Duration::from_secs(60);
const PROGRAM: &str = env!("CARGO_BIN_EXE_tablewire");

fn place() -> Place {
    let place = Place::with_people();
    place.put("p.ron", &crate::program::adults());
    place
}

/// What a command says; fails if it does not end.
#[track_caller]
fn ends(place: &Place, command: Command) -> Said {
    let mut child = place.settled(command).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
    let start = Instant::now();
    while child.try_wait().expect("waits").is_none() {
        if start.elapsed() > LIMIT {
            crate::program::kill(&mut child);
            panic!("it hangs: {:#?}", said(child.wait_with_output().expect("ends")));
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    said(child.wait_with_output().expect("ends"))
}

/// Either the work is done, or one line of words says why not.
#[track_caller]
fn is_told(what: &str, said: &Said) {
    let bad = ["panicked", "Internal error", "in the program itself", "unwrap()", "RUST_BACKTRACE"];
    assert!(!bad.iter().any(|words| said.err.contains(words)), "{what}: {said:#?}");
    let errors = said.err.lines().filter(|line| !line.starts_with("warning:")).count();
    assert!(said.code == 0 || (said.code == 1 && errors == 1), "{what}: {said:#?}");
}

#[test]
fn whatever_the_system_refuses_is_said_in_one_line() {
    let place = place();
    for arguments in [&["run", "p.ron", "--no-cache"][..], &["preview", "p.ron", "oldest_first"]] {
        // With less the program is not even loaded.
        let files = (6..=16).step_by(2).map(|files| format!("ulimit -n {files}"));
        let memory = [250, 400, 450, 500, 550, 700].map(|megabytes| format!("ulimit -v {}", megabytes << 10));
        for limit in files.chain(memory) {
            let mut shell = Command::new("sh");
            shell.args(["-c", &format!("{limit}; exec \"$@\""), "sh", PROGRAM]).args(arguments);
            is_told(&format!("{limit}; {}", arguments[0]), &ends(&place, shell));
        }
        place.run(arguments).code(0);
    }
}

/// The system does not limit the threads of its administrator, so they are another user's.
#[test]
fn threads_that_are_refused_neither_panic_nor_hang() {
    if !Command::new("setpriv").arg("--version").stdout(Stdio::null()).status().is_ok_and(|status| status.success()) {
        println!("left out: there is no setpriv");
        return;
    }
    let place = place();
    let program = place.path("program");
    std::fs::copy(PROGRAM, &program).expect("room");
    for path in [place.folder(), program.as_path()] {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o777)).expect("allowed");
    }
    // A number that no other process has.
    let user = format!("{}", 2_000_000_000 + std::process::id());
    for threads in 1..=12 {
        for arguments in [&["run", "p.ron", "--no-cache"][..], &["preview", "p.ron", "oldest_first"]] {
            let mut shell = Command::new("sh");
            let words =
                format!("ulimit -u {threads}; exec setpriv --reuid={user} --regid={user} --clear-groups \"$@\"");
            shell.args(["-c", &words, "sh"]).arg(&program).args(arguments);
            let said = ends(&place, shell);
            if said.err.contains("setpriv:") {
                println!("left out: {}", said.err);
                return;
            }
            is_told(&format!("{threads} threads, {}", arguments[0]), &said);
        }
    }
}

#[test]
fn odd_time_zones_and_clocks_change_nothing() {
    let place = place();
    let commands =
        [&["run", "p.ron", "--no-cache"][..], &["preview", "p.ron", "adults"], &["runs"], &["check", "p.ron"]];
    let long = "A".repeat(5_000);
    for zone in ["+05:30", "UTC+5", "Nowhere/City", "", ":/etc/passwd", "-14:00", &long] {
        for arguments in commands {
            let mut command = Command::new(PROGRAM);
            command.args(arguments).env("TZ", zone);
            ends(&place, command).code(0);
        }
    }
    let has_clock = Command::new("faketime").args(["1990-01-01", "true"]).status().is_ok_and(|status| status.success());
    if !has_clock {
        println!("left out: there is no faketime");
        return;
    }
    for time in ["1965-01-01 00:00:00", "1969-12-31 23:59:59", "1970-01-01 00:00:00", "2500-01-01 00:00:00"] {
        for arguments in commands {
            let mut command = Command::new("faketime");
            command.args([time, PROGRAM]).args(arguments);
            ends(&place, command).code(0);
        }
    }
}
