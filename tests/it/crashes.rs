//! Commands that crash, are killed, or lose their inputs while they read: one line says so, and nothing is left behind.
#![cfg(all(target_os = "linux", target_env = "gnu"))]

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tablewire::app::App;
use tablewire::engine::Engine;

use crate::interrupted::{OLD, in_window, slow};
use crate::program::{self, Place, Said, is_there, project, said};

/// Nothing takes longer, however busy the machine is.
const LIMIT: Duration = Duration::from_secs(60);

fn start(mut command: Command) -> Child {
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts")
}

/// The process that does the work of a command.
#[track_caller]
fn worker(command: &Child) -> u32 {
    let mut found = None;
    wait_until("it has a child", || {
        found = program::worker(command);
        found.is_some()
    });
    found.expect("found")
}

fn signal(name: &str, process: u32) {
    let sent = Command::new("kill").args([&format!("-{name}"), &process.to_string()]).stderr(Stdio::null()).status();
    sent.expect("kill is there");
}

#[track_caller]
fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < LIMIT, "waited in vain until {what}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn end(child: Child) -> Said {
    said(child.wait_with_output().expect("ends"))
}

#[test]
fn whatever_ends_a_run_is_said_in_one_line_and_nothing_is_left() {
    let place = slow();
    let ways = [("KILL", "SIGKILL"), ("SEGV", "SIGSEGV"), ("ABRT", "SIGABRT"), ("BUS", "SIGBUS"), ("ILL", "signal 4")];
    for (name, word) in ways {
        let child = start(place.command(&["run", "p.ron", "--no-cache", "--events", "json"]));
        let process = worker(&child);
        wait_until("the new output is begun", || place.names("out").len() == 2);
        let begun = Instant::now();
        while is_there(process) {
            // Rust's own handler takes the first signal that is about memory.
            signal(name, process);
            std::thread::sleep(Duration::from_millis(5));
        }
        let said = end(child);
        assert!(begun.elapsed() < Duration::from_secs(10), "{name}: {:?}", begun.elapsed());
        said.code(1).err_line(&["ended unexpectedly", word, ". "]);
        assert_eq!(said.err.lines().count(), 1, "{name}: {said:#?}");
        let last: Vec<&str> = said.out.lines().rev().take(2).collect();
        assert!(last[0].contains("\"finished\"") && last[0].contains("\"failed\""), "{name}: {said:#?}");
        assert!(last[1].contains("\"problem\"") && last[1].contains(word), "{name}: {said:#?}");
        assert!(said.out.lines().all(|line| line.starts_with('{') && line.ends_with('}')), "{name}: {said:#?}");
        assert_eq!(place.names("out"), ["sum.csv"], "{name}: nothing is left");
        assert_eq!(place.text("out/sum.csv"), OLD, "{name}");
    }
    let runs = place.run(&["runs", "--format", "json"]).code(0).out.clone();
    let runs: Vec<serde_json::Value> = serde_json::from_str(&runs).expect("a list");
    assert_eq!(runs.len(), ways.len(), "{runs:#?}");
    for run in &runs {
        assert_eq!(run["outcome"], "failed", "{run:#?}");
        assert!(run["problem"].as_str().is_some_and(|problem| problem.contains("ended unexpectedly")), "{run:#?}");
        assert!(run["peak_memory"].as_u64().is_some_and(|bytes| bytes > 1 << 20), "{run:#?}");
    }
    let shown = place.run(&["runs", "show", &runs[0]["id"].to_string(), "--format", "json"]).code(0).out.clone();
    let shown: serde_json::Value = serde_json::from_str(&shown).expect("a run");
    let log = std::fs::read_to_string(shown["log"].as_str().expect("a log")).expect("its text");
    assert!(log.contains("Started") && log.contains("The run failed"), "{log}");
    place.run(&["check", "p.ron"]).code(0);
}

#[test]
fn a_preview_that_crashes_is_said_in_one_line() {
    let place = slow();
    for command in [&["preview", "p.ron", "counted"][..], &["check", "p.ron", "--data"]] {
        let child = start(place.command(command));
        let process = worker(&child);
        // Only once it computes.
        let computes = || {
            std::fs::read_to_string(format!("/proc/{process}/status"))
                .is_ok_and(|status| !status.contains("Threads:\t1\n"))
        };
        wait_until("it works or ends", || computes() || !is_there(process));
        signal("KILL", process);
        let said = end(child);
        if said.code == 0 {
            // It was faster.
            continue;
        }
        said.code(1).err_line(&["ended unexpectedly", "SIGKILL"]);
        assert_eq!((said.err.lines().count(), said.out.as_str()), (1, ""), "{said:#?}");
    }
}

#[test]
fn a_request_to_end_reaches_the_child_and_is_answered_alike() {
    let place = slow();
    for (arguments, code) in [(&["run", "p.ron", "--no-cache"][..], Some(130)), (&["preview", "p.ron", "all"], None)] {
        let mut child = start(place.command(arguments));
        let process = worker(&child);
        let works = || {
            std::fs::read_to_string(format!("/proc/{process}/status"))
                .is_ok_and(|status| !status.contains("Threads:\t1\n"))
        };
        wait_until("it works", works);
        wait_until("the new output is begun", || arguments[0] != "run" || place.names("out").len() == 2);
        signal("TERM", child.id());
        let status = child.wait().expect("ends");
        // A preview may have been faster.
        let is_faster = arguments[0] == "preview" && status.success();
        assert!(is_faster || status.code() == code, "{arguments:?}: {status:?}");
        assert!(!is_there(process), "{arguments:?}");
    }
    assert_eq!(place.names("out"), ["sum.csv"]);
}

#[test]
fn the_child_ends_with_its_supervisor() {
    let place = slow();
    let mut child = start(place.command(&["run", "p.ron", "--no-cache"]));
    let process = worker(&child);
    wait_until("the new output is begun", || place.names("out").len() == 2);
    child.kill().expect("it still runs");
    child.wait().expect("ends");
    wait_until("its child has ended", || !is_there(process));
    assert_eq!(place.text("out/sum.csv"), OLD);
    place.put("people.csv", crate::program::PEOPLE).put("other.ron", &crate::program::adults());
    place.run(&["run", "other.ron"]).code(0).err_line(&["warning", "interrupted"]);
    assert_eq!(place.names("out"), ["adults.csv", "sum.csv"]);
}

/// A join of everything with everything, sorted: more than any memory.
fn explosion() -> Place {
    let place = Place::new();
    place.put("n.csv", &format!("key,n\n{}", (0..15_000).map(|n| format!("1,{n}\n")).collect::<String>()));
    let text = project(
        &[
            ("a", "read_csv", "(path: \"n.csv\")"),
            ("b", "read_csv", "(path: \"n.csv\")"),
            ("all", "join", "(keys: [(left: \"key\", right: \"key\")])"),
            ("sorted", "sort", "(keys: [(column: \"n\", order: Descending)])"),
            ("out", "write_csv", "(path: \"out/sum.csv\", create_folders: true)"),
        ],
        &[("a", "all"), ("b", "all.right"), ("all", "sorted"), ("sorted", "out")],
    );
    place.put("p.ron", &text);
    place
}

#[test]
fn a_run_without_memory_is_one_line() {
    let place = explosion();
    let mut shell = Command::new("sh");
    shell.args([
        "-c",
        "ulimit -v 2500000; exec \"$0\" run p.ron --no-cache --events json",
        env!("CARGO_BIN_EXE_tablewire"),
    ]);
    let said = said(place.settled(shell).output().expect("starts"));
    said.code(1);
    let last = said.out.lines().last().unwrap_or_default();
    assert!(last.contains("\"finished\"") && last.contains("\"failed\""), "{said:#?}");
    assert!(said.out.contains("memory") && said.err.lines().count() <= 1, "{said:#?}");
    assert_eq!(place.names("out"), Vec::<String>::new());
}

/// Rows with a number that says in which file they are.
fn rows(file: u32, count: u32) -> String {
    let rows: String = (0..count).map(|n| format!("{file},{n},some words that make it longer {}\n", n % 97)).collect();
    format!("file,n,words\n{rows}")
}

/// Overwrites a file as `cp` does: it is cut to nothing first, then written in pieces.
fn copy_over(from: &Path, to: &Path) {
    let status = Command::new("cp").arg(from).arg(to).status().expect("cp is there");
    assert!(status.success());
}

#[test]
fn inputs_that_are_overwritten_while_they_are_read_are_told() {
    let place = Place::new();
    place.put("large.csv", &rows(1, 400_000)).put("small.csv", &rows(2, 2_000)).put("in.csv", &rows(1, 400_000));
    let text = project(
        &[
            ("in", "read_csv", "(path: \"in.csv\")"),
            ("sorted", "sort", "(keys: [(column: \"words\")])"),
            ("out", "write_csv", "(path: \"out.csv\")"),
        ],
        &[("in", "sorted"), ("sorted", "out")],
    );
    place.put("p.ron", &text).put("out.csv", "old\n");
    let tries = std::env::var("TABLEWIRE_IT_TRIES").ok().and_then(|text| text.parse().ok()).unwrap_or(16u64);
    let (mut told, mut undisturbed) = (0, 0);
    for round in 0..tries {
        copy_over(&place.path("large.csv"), &place.path("in.csv"));
        place.put("out.csv", "old\n");
        let is_run = round % 2 == 0;
        let command = if is_run { &["run", "p.ron", "--no-cache"][..] } else { &["preview", "p.ron", "sorted"] };
        let child = start(place.command(command));
        std::thread::sleep(Duration::from_millis(30 + round * 97 % 400));
        let other = if round % 4 < 2 { "small.csv" } else { "large.csv" };
        copy_over(&place.path(other), &place.path("in.csv"));
        let said = end(child);
        let is_told = said.err.contains("in.csv changed while it was read");
        match said.code {
            0 => undisturbed += u32::from(!is_told),
            1 => {
                let errors = said.err.lines().filter(|line| !line.starts_with("warning:")).count();
                // Planned between the two steps of the copy, it is a file without rows.
                let is_empty = said.err.contains("in.csv is empty");
                assert!((is_told || is_empty) && errors == 1, "{round}: {said:#?}");
                assert!(!is_run || place.text("out.csv") == "old\n", "{round}: {said:#?}");
            }
            _ => panic!("{round}: {said:#?}"),
        }
        assert!(!said.err.contains("unexpectedly"), "{round}: {said:#?}");
        told += u32::from(is_told);
        if is_run && said.code == 0 && !is_told {
            let out = place.text("out.csv");
            let mut rows = out.lines().skip(1);
            let first = rows.next().map(|row| row[..1].to_owned());
            assert!(
                rows.all(|row| Some(&row[..1]) == first.as_deref()),
                "{round}: rows of two states, and nobody says so"
            );
        }
        assert_eq!(place.names("").len(), 5, "{round}: {:?}", place.names(""));
    }
    println!("{told} of {tries} were told, {undisturbed} had read the file before or after");
    assert!(told > 0, "no try hit");
}

/// A memory group of its own; `None` where this process may not make one.
struct MemoryGroup(std::path::PathBuf);

impl MemoryGroup {
    fn of(bytes: u64) -> Option<MemoryGroup> {
        let name = format!("tablewire-it-{}", std::process::id());
        // The old hierarchy of the memory controller, and the unified one.
        [("/sys/fs/cgroup/memory", "memory.limit_in_bytes"), ("/sys/fs/cgroup", "memory.max")].iter().find_map(
            |(root, file)| {
                let folder = Path::new(root).join(&name);
                std::fs::create_dir(&folder).ok()?;
                let group = MemoryGroup(folder);
                // A file that does not exist is no limit.
                let is_limited =
                    group.0.join(file).exists() && std::fs::write(group.0.join(file), bytes.to_string()).is_ok();
                is_limited.then_some(group)
            },
        )
    }

    fn command(&self, place: &Place, arguments: &[&str]) -> Said {
        let mut shell = Command::new("sh");
        let script = "echo $$ > \"$1\" && shift && exec \"$@\"";
        shell.args(["-c", script, "sh"]).arg(self.0.join("cgroup.procs")).arg(env!("CARGO_BIN_EXE_tablewire"));
        shell.args(arguments);
        said(place.settled(shell).output().expect("starts"))
    }
}

impl Drop for MemoryGroup {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir(&self.0);
    }
}

#[test]
fn a_container_that_is_too_small_is_one_line() {
    let Some(group) = MemoryGroup::of(400 << 20) else {
        println!("left out: this process may make no memory group");
        return;
    };
    let place = explosion();
    let ran = group.command(&place, &["run", "p.ron", "--no-cache", "--events", "json"]);
    ran.code(1);
    assert!(
        ran.out.contains("memory") && ran.out.lines().last().is_some_and(|line| line.contains("\"failed\"")),
        "{ran:#?}"
    );
    assert_eq!(place.names("out"), Vec::<String>::new());
    let shown = group.command(&place, &["preview", "p.ron", "sorted"]);
    shown.code(1).err_line(&["memory", ". "]);
    assert_eq!(shown.err.lines().count(), 1, "{shown:#?}");
}

#[test]
fn the_window_says_what_became_of_a_crashed_run() {
    let place = slow();
    let mut child = start(place.command(&["run", "p.ron", "--no-cache"]));
    worker(&child);
    wait_until("the new output is begun", || place.names("out").len() == 2);
    program::kill(&mut child);
    assert_eq!(place.names("out").len(), 2, "nobody has tidied up yet");
    in_window("crashes::the_window_says_what_became_of_a_crashed_run", &place, |folder| {
        let mut app = App::without_state(Engine::process(Arc::new(|| ())));
        app.open(&folder.join("p.ron"));
        let said = |app: &App| app.project.view.status.clone().unwrap_or_default().to_string();
        wait_until("the window says so", || {
            while app.poll() {}
            said(&app).contains("A run was interrupted. Its outputs are unchanged")
        });
        assert_eq!(std::fs::read_dir(folder.join("out")).expect("a folder").count(), 1);
        assert_eq!(std::fs::read_to_string(folder.join("out/sum.csv")).expect("a file"), OLD);
    });
}
