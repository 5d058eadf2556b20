//! Servers that answer badly: a command that reads from one says in one line what is wrong, in time, without taking the memory of
//! the machine, and leaves no table behind that is not whole.
#![cfg(target_os = "linux")]

mod mysql;
mod mysql_cases;
mod postgres;
mod postgres_cases;
mod stage;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::SeqCst;
use std::time::{Duration, Instant};

use tablewire::app::App;
use tablewire::engine::{Engine, OutputRef};

use crate::interrupted::in_window;
use crate::program::{Place, project};
use mysql::Script as MySql;
use mysql_cases::{MY, endless_packets};
use postgres::{HEADER, HONEST, Script};
use postgres_cases::endless;
use stage::{Pipe, Watched, watch};

/// What a case ends in.
#[derive(Clone, Copy)]
enum Ends {
    /// With one line that has these words.
    Told(&'static str),
    /// With the table.
    Table,
    /// Not by itself: it is told to end after some seconds, and does within a second.
    Stopped,
}

/// A case: its name, the command, how it ends, within how many seconds.
struct Case<S> {
    name: &'static str,
    command: &'static str,
    ends: Ends,
    seconds: u64,
    /// The most memory of its process, in MB.
    memory: u64,
    script: S,
}

/// Whether the servers of the two cases that stop in mid-row have stopped.
static STALLS: [AtomicBool; 2] = [AtomicBool::new(false), AtomicBool::new(false)];
/// What a server says that its protocol does not have.
const WRONG: &str = "its protocol does not have";
/// The most memory that a case may take, in MB: about half of it is the program itself.
const MEMORY: u64 = 600;
/// The same for a run with a field of 300 MB, which is held a few times on its way.
const LARGE: u64 = 1_500;
const LARGEST: usize = 300 << 20;
/// When a run that would not end by itself is told to.
const STOP: Duration = Duration::from_secs(4);

fn attempt<S>(case: &Case<S>, driver: &str, port: u16) -> Result<String, String> {
    let place = Place::new();
    place.put("connections.ron", &format!("{{\"bad\": \"{driver}://me:s3cret-word@127.0.0.1:{port}/shop\"}}"));
    let nodes =
        [("in", "read_database", "(connection: \"bad\", table: \"a\")"), ("out", "write_csv", "(path: \"out.csv\")")];
    place.put("p.ron", &project(&nodes, &[("in", "out")]));
    let arguments: &[&str] = match case.command {
        "run" => &["run", "p.ron", "--no-cache", "--connections", "connections.ron"],
        "test" => &["connections", "test", "bad", "--connections", "connections.ron"],
        _ => &["preview", "p.ron", "in", "--connections", "connections.ron"],
    };
    let end = matches!(case.ends, Ends::Stopped).then_some(STOP);
    let done = watch(&place, arguments, end, Duration::from_secs(case.seconds));
    let Watched { said, took, memory, ended_in } = &done;
    let problems: Vec<&str> = said.err.lines().filter(|line| !line.is_empty()).collect();
    let text = format!("{}{}", said.err, said.out);
    let line = format!("{:<44} {:>5.1} s {memory:>4} MB  {}", case.name, took.as_secs_f64(), problems.join(" ⏎ "));
    let fault = |what: &str| Err(format!("{what}: {line}\n{done:#?}"));
    if text.contains("panicked") || text.contains("unexpectedly") || text.contains("Internal error") {
        return fault("a crash");
    }
    if text.contains("s3cret-word") || text.contains('\u{1b}') {
        return fault("a secret, or an order to the terminal");
    }
    if took.as_secs() >= case.seconds {
        return fault("too slow");
    }
    if *memory > case.memory {
        return fault("too much memory");
    }
    match case.ends {
        Ends::Table if said.code != 0 => return fault("no table"),
        Ends::Table => return Ok(line),
        Ends::Told(words) if said.code != 1 || !text.contains(words) => return fault("other words"),
        Ends::Told(_) if problems.len() > 3 || text.len() > 2_000 => return fault("too many words"),
        Ends::Stopped if ended_in.is_none_or(|took| took > Duration::from_millis(1_500)) => {
            return fault("not stopped");
        }
        _ => {}
    }
    if place.path("out.csv").exists() {
        return fault("a table that is not whole");
    }
    Ok(line)
}

/// Tries all cases, several at a time.
fn attempts<S: Copy + Sync>(driver: &str, cases: &[Case<S>], start: fn(S) -> u16) {
    let next = std::sync::atomic::AtomicUsize::new(0);
    let faults = std::sync::Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while let Some(case) = cases.get(next.fetch_add(1, std::sync::atomic::Ordering::SeqCst)) {
                    match attempt(case, driver, start(case.script)) {
                        Ok(line) => eprintln!("{line}"),
                        Err(fault) => faults.lock().expect("no panic").push(fault),
                    }
                }
            });
        }
    });
    let faults = faults.into_inner().expect("no panic");
    assert!(faults.is_empty(), "{} of {} cases:\n{}", faults.len(), cases.len(), faults.join("\n"));
}

/// A server of PostgreSQL that stops in the midst of a row.
const STALLED: Script = Script {
    rows: |pipe| {
        pipe.put(b'd', HEADER)?;
        pipe.raw(b"d\0\0\0\x30\0\x02")?;
        pipe.stall()
    },
    ..HONEST
};

#[test]
fn the_window_shows_first_rows_of_endless_ones_and_gives_up_what_stalls() {
    // A preview gives up a server after 65 seconds.
    if std::env::var_os("TABLEWIRE_IT_TIMES").is_none() {
        eprintln!(
            "SKIPPED the_window_shows_first_rows_of_endless_ones_and_gives_up_what_stalls: TABLEWIRE_IT_TIMES is not set"
        );
        return;
    }
    let place = Place::new();
    // The servers are in the process of the window, which is the one inside.
    in_window(
        "hostile_servers::the_window_shows_first_rows_of_endless_ones_and_gives_up_what_stalls",
        &place,
        |folder| {
            let servers = [
                ("endless_postgres", "postgres", postgres::start(Script { rows: endless, ..HONEST })),
                ("endless_mysql", "mysql", mysql::start(MySql { rows: endless_packets, ..MY })),
                ("stalled", "postgres", postgres::start(STALLED)),
            ];
            let connections: Vec<String> = servers
                .iter()
                .map(|(name, driver, port)| format!("{name:?}: \"{driver}://me:s3cret-word@127.0.0.1:{port}/shop\""))
                .collect();
            let state = std::env::var("TABLEWIRE_STATE").expect("a folder");
            std::fs::create_dir_all(&state).expect("a folder");
            let file = Path::new(&state).join("connections.ron");
            std::fs::write(&file, format!("{{{}}}", connections.join(", "))).expect("a file");
            let settings = servers.map(|(name, ..)| (name, format!("(connection: {name:?}, table: \"a\")")));
            let nodes: Vec<(&str, &str, &str)> =
                settings.iter().map(|(name, settings)| (*name, "read_database", settings.as_str())).collect();
            std::fs::write(folder.join("p.ron"), project(&nodes, &[])).expect("a file");
            for (name, words) in
                [("endless_postgres", None), ("endless_mysql", None), ("stalled", Some("within 65 seconds"))]
            {
                shown(folder, name, words);
            }
        },
    );
}

/// Opens the project in a window and shows a node: its first rows, or its problem.
fn shown(folder: &Path, name: &str, words: Option<&str>) {
    let mut app = App::without_state(Engine::process(Arc::new(|| ())));
    app.open(&folder.join("p.ron"));
    let begun = Instant::now();
    let limit = Duration::from_secs(if words.is_some() { 100 } else { 30 });
    loop {
        while app.poll() {}
        let node = app.document().find(name);
        if let Some(node) = node {
            app.project.view.shown = Some(OutputRef::first(node));
        }
        let has_rows =
            || app.project.results.output(OutputRef::first(node?))?.table.as_ref().map(|table| !table.is_empty());
        let told: Vec<String> = app.problems().map(|(_, problem)| problem.to_string()).collect();
        let is_done = match words {
            None => has_rows() == Some(true),
            Some(words) => told.iter().any(|text| text.contains(words)),
        };
        if is_done {
            eprintln!("{name}: after {:?}", begun.elapsed());
            return;
        }
        assert!(begun.elapsed() < limit, "{name}: {told:#?}");
        std::thread::sleep(Duration::from_millis(5));
    }
}
