//! The command line at its edges: pipes and devices as input, escapes for terminals, odd settings of the environment, large
//! projects, files that unpack to too much.

use std::io::Write;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::program::{Place, project, said};

/// A project that reads `path` as `kind` and writes it.
fn copying(kind: &str, path: &str) -> String {
    let settings = format!("(path: {path:?})");
    project(&[("in", kind, &settings), ("out", "write_csv", "(path: \"out.csv\")")], &[("in", "out")])
}

#[cfg(unix)]
fn pipe(place: &Place, name: &str) {
    let made = std::process::Command::new("mkfifo").arg(place.path(name)).status().expect("mkfifo");
    assert!(made.success());
}

/// Without a writer nothing hangs, and each command reports it.
#[cfg(unix)]
#[test]
fn pipes_without_anybody_who_writes_are_given_up() {
    let place = Place::new();
    pipe(&place, "in.csv");
    place.put("p.ron", &copying("read_csv", "in.csv"));
    let begun = Instant::now();
    place.run(&["check", "p.ron"]).code(1).out(&["in.path: No data comes from the pipe", "Write to the pipe"]);
    place.run(&["schema", "p.ron", "in"]).code(1).err_line(&["in.path: No data comes from the pipe"]);
    place.run(&["preview", "p.ron", "out"]).code(1).err_line(&["in.path: No data comes from the pipe"]);
    assert!(begun.elapsed() < Duration::from_secs(40), "{:?}", begun.elapsed());
    for kind in ["read_excel", "read_parquet"] {
        place.put("p.ron", &copying(kind, "in.csv"));
        place
            .run(&["check", "p.ron"])
            .code(1)
            .out(&["is a pipe, not a file", "Only text formats such as CSV and JSON can be read from a pipe"]);
    }
}

#[cfg(unix)]
#[test]
fn standard_input_is_read_as_a_table() {
    let place = Place::new();
    place.put("p.ron", &copying("read_csv", "/dev/stdin"));
    for (arguments, wait) in [(&["run", "p.ron"][..], 3), (&["preview", "p.ron", "in"], 0)] {
        let mut started = place.command(arguments);
        started.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = started.spawn().expect("the program starts");
        // A run waits for what comes.
        std::thread::sleep(Duration::from_secs(wait));
        let mut stdin = child.stdin.take().expect("a pipe");
        stdin.write_all(b"a,b\n1,x\n").unwrap();
        stdin.write_all(&b"2,y\n".repeat(50_000)).unwrap();
        drop(stdin);
        said(child.wait_with_output().expect("it ends")).code(0);
    }
    assert_eq!(place.text("out.csv").lines().count(), 50_002);
    place.put("in.csv", "a,b\n1,x\n");
    let mut started = place.command(&["preview", "p.ron", "in", "--format", "csv"]);
    started.stdin(std::fs::File::open(place.path("in.csv")).unwrap());
    assert_eq!(said(started.output().unwrap()).out, "a,b\n1,x\n", "a file as standard input");
}

#[cfg(unix)]
#[test]
fn devices_and_sockets_are_refused() {
    let place = Place::new();
    let _socket = std::os::unix::net::UnixListener::bind(place.path("socket.csv")).expect("a socket");
    for (path, what) in [("/dev/zero", "a device"), ("/dev/null", "a device"), ("socket.csv", "a socket")] {
        for kind in ["read_csv", "read_json", "read_parquet", "read_excel"] {
            place.put("p.ron", &copying(kind, path));
            place.run(&["check", "p.ron"]).code(1).out(&[path, what, "not a file. Choose another file"]);
        }
    }
}

#[cfg(unix)]
#[test]
fn links_in_circles_are_left_out() {
    let place = Place::new();
    place.put("data/a/x.csv", "a\n1\n").put("p.ron", &copying("read_csv", "data/**/*.csv"));
    for name in ["up", "again", "back"] {
        std::os::unix::fs::symlink("..", place.path("data/a").join(name)).unwrap();
    }
    let begun = Instant::now();
    assert_eq!(place.run(&["preview", "p.ron", "in", "--format", "csv"]).out, "a\n1\n");
    assert!(begun.elapsed() < Duration::from_secs(20));
}

/// What a terminal would obey is shown, in tables, names, paths and messages.
#[test]
fn escapes_are_shown_and_not_sent() {
    let place = Place::new();
    let red = "\u{1b}[31m";
    place.put("in.csv", &format!("{red}a,b\u{9b}2J\n1,{red}x\u{7}\n\u{9b}2J,\u{202e}y\n1\n"));
    place.put("p.ron", &copying("read_csv", "in.csv"));
    place.put("q.ron", &copying("read_csv", &format!("no{red}.csv")));
    place.put(
        &format!("r{red}.ron"),
        "(format: 1, nodes: {\"a\": (kind: \"limit\", version: 1)}, wires: [(from: \"b\", to: \"a\")])",
    );
    let odd = format!("r{red}.ron");
    let (set, node) = (format!("x{red}=1"), format!("in.{red}"));
    for arguments in [
        &["preview", "p.ron", "in"][..],
        &["preview", "p.ron", "in.rejected"],
        &["preview", "p.ron", "in", "--format", "json"],
        &["schema", "p.ron", "in"],
        &["schema", "p.ron", "in", "--format", "json"],
        &["check", "p.ron"],
        &["check", "q.ron"],
        &["check", &odd],
        &["check", &odd, "--format", "json"],
        &["run", "q.ron"],
        &["run", &odd, "--events", "json"],
        &["run", "p.ron", "--set", &set],
        &["preview", "p.ron", &node],
        &["lineage", "p.ron", &node],
        &["check", &set],
        &[&set],
    ] {
        let said = place.run(arguments);
        let is_sent = |c: char| (c.is_control() && !"\n\t".contains(c)) || c == '\u{202e}';
        assert!(!said.out.contains(is_sent) && !said.err.contains(is_sent), "{arguments:?}: {said:#?}");
    }
    assert!(place.run(&["preview", "p.ron", "in"]).out.contains("\\u{1b}[31ma"));
    let json = place.run(&["preview", "p.ron", "in", "--format", "json"]).out;
    let rows: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(rows[1]["b\u{9b}2J"], "\u{202e}y", "the same values");
    // What is for programs keeps every byte.
    assert!(place.run(&["preview", "p.ron", "in", "--format", "csv"]).out.contains(red));
}

#[test]
fn odd_numbers_and_variables_are_refused_in_words() {
    let place = Place::with_people();
    place.put("p.ron", &copying("read_csv", "people.csv"));
    for (arguments, parts) in [
        (&["runs", "--limit", "0"][..], &["--limit <N>", "0 is not in 1.."][..]),
        (&["picture", "p.ron", "o.png", "--scale", "NaN"], &["NaN", "a number from 0.1 to 16"]),
        (&["picture", "p.ron", "o.png", "--scale", "0"], &["--scale", "a number from 0.1 to 16"]),
        (&["picture", "p.ron", "o.png", "--scale=-1"], &["--scale", "a number from 0.1 to 16"]),
        (&["picture", "p.ron", "o.png", "--scale", "1e9"], &["--scale", "a number from 0.1 to 16"]),
    ] {
        place.run(arguments).code(2).err_line(parts);
    }
    for (name, value, may_be) in [
        ("TABLEWIRE_CACHE_BUDGET", "much", "a size such as 200MB"),
        ("TABLEWIRE_CACHE_MIN_MS", "-1", "a whole number"),
        ("TABLEWIRE_SAMPLE_ABOVE", "1 XB", "a size such as 200MB"),
        ("TABLEWIRE_SAMPLE_ROWS", "0", "a whole number from 1 on"),
        ("TABLEWIRE_SAMPLE_SEED", "x", "a whole number"),
        ("TABLEWIRE_LANGUAGE", "fr", "en or zh-CN"),
        ("TABLEWIRE_PREVIEW_MEMORY", "much", "200MB"),
        ("POLARS_MAX_THREADS", "0", "a whole number from 1 on"),
        ("POLARS_MAX_THREADS", "all", "a whole number from 1 on"),
    ] {
        let said = said(place.command(&["preview", "p.ron", "in"]).env(name, value).output().unwrap());
        said.code(2).err_line(&["tablewire:", name, value, may_be]);
        assert_eq!(said.err.lines().count(), 1, "{said:#?}");
    }
    for (name, value) in [("TABLEWIRE_CACHE_BUDGET", " 2 GB "), ("POLARS_MAX_THREADS", "1"), ("TABLEWIRE_LANGUAGE", "")]
    {
        said(place.command(&["preview", "p.ron", "in"]).env(name, value).output().unwrap()).code(0);
    }
}

/// Neither a defect of the program nor a trace is reported where the system cannot create a thread.
#[cfg(target_os = "linux")]
#[test]
fn a_lack_of_threads_is_a_line() {
    let place = Place::with_people();
    place.put("p.ron", &copying("read_csv", "people.csv"));
    let program = env!("CARGO_BIN_EXE_tablewire");
    let mut shell = std::process::Command::new("sh");
    shell.args(["-c", &format!("ulimit -v 300000; exec {program} preview p.ron in")]);
    let said = said(place.settled(shell).output().expect("a shell"));
    said.code(1).err_line(&["The system cannot create more threads", "ulimit"]);
    assert_eq!(said.err.lines().count(), 1, "{said:#?}");
}

/// Every start has an end, and says which project it is.
#[test]
fn each_run_of_events_has_a_start_and_an_end() {
    let place = Place::with_people();
    place.put("good.ron", &copying("read_csv", "people.csv")).put("bad.ron", &copying("read_csv", "none.csv"));
    place.put("empty.ron", "(format: 1)");
    for (name, outcome) in [("good.ron", "succeeded"), ("bad.ron", "failed"), ("empty.ron", "failed")] {
        let said = place.run(&["run", name, "--events", "json"]);
        let events: Vec<serde_json::Value> =
            said.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        let of = |event: &str| events.iter().filter(|one| one["event"] == event).count();
        assert_eq!((of("started"), of("finished")), (1, 1), "{said:#?}");
        let (first, last) = (&events[0], &events[events.len() - 1]);
        let path = std::fs::canonicalize(place.path(name)).unwrap();
        assert_eq!((&first["event"], &first["project"]), (&"started".into(), &path.display().to_string().into()));
        assert_eq!((&last["event"], &last["outcome"]), (&"finished".into(), &outcome.into()));
    }
    // Each event is described.
    let help = place.run(&["run", "--help"]).out;
    let described = |event: &str| {
        help.lines().any(|line| line.trim_end() == format!("  {event}") || line.starts_with(&format!("  {event} ")))
    };
    for event in [
        "started",
        "reading",
        "read",
        "cache",
        "progress",
        "writing",
        "prepared",
        "sent",
        "measured",
        "sink_done",
        "problem",
        "retrying",
        "skipped",
        "looking_for_cause",
        "finished",
    ] {
        assert!(described(event), "{event}");
    }
}

/// Twice as large takes about twice as long, not four times.
#[test]
fn large_projects_are_checked_in_linear_time() {
    let place = Place::new();
    place.put("in.csv", "a\n1\n");
    let source = "\"s\": (kind: \"read_csv\", version: 1, settings: (path: \"in.csv\"))";
    let limit = |name: &str| format!("{name:?}: (kind: \"limit\", version: 1, settings: (count: 5))");
    let write = |name: &str, nodes: Vec<String>, wires: Vec<String>| {
        place.put(name, &format!("(format: 1, nodes: {{{}}}, wires: [{}])", nodes.join(", "), wires.join(", ")));
    };
    let count = 10_000;
    let names: Vec<String> = (0..count).map(|n| format!("n{n}")).collect();
    let nodes = || std::iter::once(source.to_owned()).chain(names.iter().map(|name| limit(name))).collect::<Vec<_>>();
    write("apart.ron", nodes(), Vec::new());
    write("fan.ron", nodes(), names.iter().map(|name| format!("(from: \"s\", to: {name:?})")).collect());
    write("lost.ron", nodes(), names.iter().map(|name| format!("(from: \"x{name}\", to: {name:?})")).collect());
    write("equal.ron", (0..count).map(|_| limit("n")).collect(), Vec::new());
    for name in ["apart.ron", "fan.ron", "lost.ron", "equal.ron"] {
        let begun = Instant::now();
        let said = place.run(&["check", name]);
        assert!(said.err.contains("nodes: "), "{name}: {said:#?}");
        eprintln!("{name}: {:?}", begun.elapsed());
        assert!(begun.elapsed() < Duration::from_secs(60), "{name}: {:?}", begun.elapsed());
    }
}
