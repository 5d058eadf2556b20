//! The engine's process ends in every way there is while a project is edited: the window stays, says why, and goes on.

use std::path::Path;
use std::process::{Command as Process, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tablewire::app::{App, Command, NodeCommand};
use tablewire::base::Fix;
use tablewire::document::{NodeId, Settings};
use tablewire::engine::{Engine, OutputRef};

use crate::interrupted::{in_window, in_window_with};
use crate::program::{Place, project};

/// How often the process is ended; `TABLEWIRE_IT_KILLS` says another number.
const KILLS: u32 = 12;
/// So soon the process is back, and the table with it, on a machine with nothing else to do.
const BACK: Duration = Duration::from_secs(1);
const TABLE: Duration = Duration::from_secs(3);
/// Nothing takes longer, however busy the machine is.
const LIMIT: Duration = Duration::from_secs(60);

/// A window without pixels, with a project open.
struct Window(App);

impl Window {
    fn open(file: &Path) -> Window {
        let mut window = Window(App::without_state(Engine::process(Arc::new(|| ()))));
        window.0.open(file);
        window.until("the tables come", |app| app.project.file.is_some() && app.project.results.settled);
        window
    }

    /// Draws frames until `is_so`; returns how long that took.
    #[track_caller]
    fn until(&mut self, what: &str, is_so: impl Fn(&App) -> bool) -> Duration {
        let start = Instant::now();
        loop {
            while self.0.poll() {}
            if is_so(&self.0) {
                return start.elapsed();
            }
            assert!(start.elapsed() < LIMIT, "{what}: {:?}, {:?}", self.said(), self.problems());
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    fn node(&self, name: &str) -> NodeId {
        self.0.document().find(name).expect("a node")
    }

    fn set(&mut self, node: &str, settings: &str) {
        let node = self.node(node);
        let settings = Settings::canonical(settings);
        self.0.handle(Command::Node(NodeCommand::Configure { node, settings, gesture: "typed".into() }));
    }

    fn show(&mut self, node: &str) {
        let node = self.node(node);
        self.0.project.view.shown = Some(OutputRef::first(node));
    }

    /// The number of rows of a node's table; `None` unless the table is that of its settings.
    fn rows(&self, node: &str) -> Option<u64> {
        let found = self.0.project.results.output(OutputRef::first(self.node(node)))?;
        found.table.as_ref().filter(|_| !found.stale)?;
        found.rows
    }

    fn said(&self) -> String {
        self.0.project.view.status.clone().unwrap_or_default().to_string()
    }

    fn problems(&self) -> Vec<String> {
        self.0.problems().map(|(_, problem)| problem.to_string()).collect()
    }

    /// The nodes that are set aside.
    fn aside(&self) -> Vec<String> {
        let found = self.0.problems().filter(|(_, problem)| problem.fixes.contains(&Fix::TryAgain));
        found.map(|(node, _)| self.0.document().node(node.expect("a node")).expect("there").name.clone()).collect()
    }

    /// Clicks "try again" at every node that was set aside.
    fn try_again(&mut self) {
        let found: Vec<_> = self.0.problems().map(|(node, problem)| (node, problem.clone())).collect();
        for (node, problem) in found.into_iter().filter(|(_, problem)| problem.fixes.contains(&Fix::TryAgain)) {
            let node = node.expect("a node");
            self.0.handle(Command::Node(NodeCommand::ApplyFix { node, problem, fix: Fix::TryAgain }));
        }
    }
}

fn signal(name: &str, process: u32) {
    let sent = Process::new("kill").args([&format!("-{name}"), &process.to_string()]).stderr(Stdio::null()).status();
    sent.expect("kill is there");
}

/// Sends a signal until the process has ended: Rust's own handler takes the first one that is about memory.
fn end(name: &str, process: u32) {
    let start = Instant::now();
    while is_there(process) {
        signal(name, process);
        assert!(start.elapsed() < LIMIT, "SIG{name} has no effect");
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn is_there(process: u32) -> bool {
    let state = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // A process that has ended and is not waited for is a zombie.
    !state.is_empty() && !state.contains(") Z ")
}

/// Numbers, of which those above a bound are counted.
fn numbers(place: &Place) {
    let rows: String = (0..50_000).map(|n| format!("{n},{}\n", n % 7)).collect();
    let text = project(
        &[
            ("numbers", "read_csv", "(path: \"numbers.csv\")"),
            ("above", "filter", "(condition: \"n >= 0\")"),
            ("sorted", "sort", "(keys: [(column: \"n\", order: Descending)])"),
        ],
        &[("numbers", "above"), ("above", "sorted")],
    );
    place.put("numbers.csv", &format!("n,k\n{rows}")).put("p.ron", &text);
}

#[test]
fn whatever_ends_the_engine_is_named_and_nothing_typed_is_lost() {
    let place = Place::new();
    numbers(&place);
    in_window("engine_process::whatever_ends_the_engine_is_named_and_nothing_typed_is_lost", &place, |folder| {
        let mut window = Window::open(&folder.join("p.ron"));
        window.show("sorted");
        let kills = std::env::var("TABLEWIRE_IT_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(KILLS);
        let (mut back, mut tables) = (Vec::new(), Vec::new());
        for round in 0..kills {
            let process = window.0.engine_process().expect("a process");
            let name = ["KILL", "ABRT", "BUS", "SEGV"][round as usize % 4];
            window.set("above", &format!("(condition:\"n >= {}\")", round + 1));
            // At another moment of the work each time.
            std::thread::sleep(Duration::from_micros(u64::from(round) * 7_919 % 30_000));
            let killed = Instant::now();
            end(name, process);
            window.until("the end is named", |app| {
                app.project.view.status.as_ref().is_some_and(|said| said.contains(&format!("SIG{name}")))
            });
            window.until("the process is back", |app| app.engine_process().is_some_and(|other| other != process));
            back.push(killed.elapsed());
            window.try_again();
            let expected = Some(50_000 - u64::from(round + 1));
            let start = Instant::now();
            while window.rows("sorted") != expected {
                while window.0.poll() {}
                window.try_again();
                assert!(start.elapsed() < LIMIT, "{:?}: {:?}", window.rows("sorted"), window.problems());
                std::thread::sleep(Duration::from_millis(1));
            }
            tables.push(killed.elapsed());
            let text = window.0.document().node(window.node("above")).expect("a node").settings.text().to_owned();
            assert_eq!(text, format!("(condition:\"n >= {}\")", round + 1));
            // The line of this round is not taken for that of the next.
            window.0.set_status(tablewire::base::Text::default());
        }
        back.sort();
        tables.sort();
        eprintln!(
            "{kills} ends: back after {:?} to {:?}, table after {:?} to {:?}",
            back[0],
            back[back.len() - 1],
            tables[0],
            tables[tables.len() - 1]
        );
        let (typical_back, typical_table) = (back[back.len() / 2], tables[tables.len() / 2]);
        assert!(typical_back < BACK && typical_table < TABLE, "{typical_back:?}, {typical_table:?}");
    });
}

/// Two tables that are joined by one key that is everywhere.
fn explosion(place: &Place, rows: u32, (last, kind, settings): (&str, &str, &str)) {
    let text: String = (0..rows).map(|n| format!("1,{n}\n")).collect();
    let project = project(
        &[
            ("numbers", "read_csv", "(path: \"numbers.csv\")"),
            ("pairs", "join", "(keys: [(left: \"key\", right: \"key\")])"),
            (last, kind, settings),
            ("few", "limit", "(count: 5)"),
        ],
        &[("numbers", "pairs.left"), ("numbers", "pairs.right"), ("pairs", last), ("numbers", "few")],
    );
    place.put("numbers.csv", &format!("key,n\n{text}")).put("p.ron", &project);
}

#[test]
fn a_node_that_is_killed_three_times_is_set_aside_alone() {
    let place = Place::new();
    let settings = "(keys: [\"key\"], aggregations: [(column: \"n\", function: Sum, name: \"sum\")])";
    explosion(&place, 25_000, ("sums", "group_by", settings));
    in_window("engine_process::a_node_that_is_killed_three_times_is_set_aside_alone", &place, |folder| {
        let mut window = Window(App::without_state(Engine::process(Arc::new(|| ()))));
        window.0.open(&folder.join("p.ron"));
        // Two nodes may be at work when it is killed; one of them has its third strike after five times.
        let mut kills = 0;
        while window.aside().is_empty() {
            window.until("the light node is there, a heavy one works", |app| {
                let output = |name| app.project.results.output(OutputRef::first(app.document().find(name)?));
                let is_there = output("few").is_some_and(|found| found.table.is_some() && !found.stale);
                is_there && app.engine_process().is_some()
            });
            std::thread::sleep(Duration::from_millis(150));
            let process = window.0.engine_process().expect("a process");
            end("KILL", process);
            kills += 1;
            assert!(kills <= 12, "{:?}", window.said());
            window.until("it is back", |app| app.engine_process().is_some_and(|other| other != process));
            std::thread::sleep(Duration::from_millis(300));
            while window.0.poll() {}
        }
        assert!(kills >= 3, "{kills}");
        window.until("the others have their tables", |app| app.project.results.settled);
        let aside = window.aside();
        assert_eq!(aside.len(), 1, "{:?}", window.problems());
        assert!(["sums", "pairs"].contains(&aside[0].as_str()), "{aside:?}");
        assert_eq!(window.rows("few"), Some(5));
    });
}

#[test]
fn a_preview_that_takes_too_much_memory_is_stopped_and_named() {
    let place = Place::new();
    explosion(&place, 20_000, ("sorted", "sort", "(keys: [(column: \"n\", order: Descending)])"));
    place.put("small.csv", "key,n\n1,1\n");
    let name = "engine_process::a_preview_that_takes_too_much_memory_is_stopped_and_named";
    in_window_with(name, &place, &[("TABLEWIRE_PREVIEW_MEMORY", "700MB")], |folder| {
        let mut window = Window::open(&folder.join("p.ron"));
        let named: Vec<String> = window.problems();
        assert_eq!(named.len(), 1, "{named:?}");
        assert!(named[0].contains("1 key value on 20,000 × 20,000 rows: 400,000,000 rows"), "{named:?}");
        let sorted = window.node("sorted");
        assert!(
            window.0.problems().all(|(node, _)| node == Some(sorted)),
            "{:?}, {}",
            window.problems(),
            window.said()
        );
        assert_eq!(window.rows("few"), Some(5));
        assert!(window.rows("pairs").is_some_and(|rows| rows == 400_000_000), "{:?}", window.rows("pairs"));
        // Another setting, and it is computed.
        window.set("numbers", "(path:\"small.csv\")");
        window.until("it is computed", |app| app.project.results.settled);
        assert_eq!((window.rows("sorted"), window.problems()), (Some(1), Vec::new()));
    });
}

#[test]
fn an_input_that_is_cut_short_does_not_end_the_window() {
    let place = Place::new();
    let rows: String = (0..1_500_000).map(|n| format!("{n},{},some text that takes room\n", n % 7)).collect();
    let text = project(
        &[
            ("numbers", "read_csv", "(path: \"numbers.csv\")"),
            ("sums", "group_by", "(keys: [\"k\"], aggregations: [(column: \"n\", function: Sum, name: \"sum\")])"),
        ],
        &[("numbers", "sums")],
    );
    place.put("p.ron", &text).put("numbers.csv", "n,k,t\n1,1,x\n");
    place.put("whole.csv", &format!("n,k,t\n{rows}"));
    in_window("engine_process::an_input_that_is_cut_short_does_not_end_the_window", &place, |folder| {
        let mut window = Window::open(&folder.join("p.ron"));
        window.show("sums");
        let input = folder.join("numbers.csv");
        let process = window.0.engine_process();
        for round in 0..6u64 {
            std::fs::copy(folder.join("whole.csv"), &input).expect("room");
            window.set("sums", &format!("(keys:[\"k\"],aggregations:[(column:\"n\",function:Sum,name:\"s{round}\")])"));
            std::thread::sleep(Duration::from_millis(30 + round * 23));
            // As `cp` does: cut to nothing, then written.
            std::fs::write(&input, "n,k,t\n1,1,x\n2,2,y\n").expect("room");
            let start = Instant::now();
            while window.rows("sums") != Some(2) {
                while window.0.poll() {}
                window.try_again();
                assert!(
                    start.elapsed() < LIMIT,
                    "{:?}: {:?} {}",
                    window.rows("sums"),
                    window.problems(),
                    window.said()
                );
                std::thread::sleep(Duration::from_millis(5));
            }
        }
        if cfg!(all(target_os = "linux", target_env = "gnu")) {
            assert_eq!(window.0.engine_process(), process, "not even the engine has ended");
        }
    });
}

#[test]
fn the_engine_ends_with_the_window_and_leaves_nothing() {
    const INSIDE: &str = "TABLEWIRE_IT_KILLED_WINDOW";
    let name = "engine_process::the_engine_ends_with_the_window_and_leaves_nothing";
    if let Some(folder) = std::env::var_os(INSIDE) {
        let window = Window::open(&Path::new(&folder).join("p.ron"));
        std::fs::write(Path::new(&folder).join("process"), window.0.engine_process().expect("a process").to_string())
            .expect("room");
        std::thread::sleep(LIMIT);
        return;
    }
    let place = Place::new();
    numbers(&place);
    let temporary = place.path("temporary");
    std::fs::create_dir(&temporary).expect("a folder");
    let mut command = Process::new(std::env::current_exe().expect("a test knows itself"));
    command.args([name, "--exact"]).env(INSIDE, place.folder()).env("TMPDIR", &temporary);
    command.env("TABLEWIRE_BINARY", env!("CARGO_BIN_EXE_tablewire")).stdout(Stdio::null()).stderr(Stdio::null());
    let mut window = place.settled(command).spawn().expect("starts");
    let start = Instant::now();
    let wait = |what: &str, is_so: &dyn Fn() -> bool| {
        while !is_so() {
            assert!(start.elapsed() < LIMIT, "{what}");
            std::thread::sleep(Duration::from_millis(5));
        }
    };
    let told = || std::fs::read_to_string(place.path("process")).ok()?.parse::<u32>().ok();
    wait("the window is open", &|| told().is_some());
    let process = told().expect("a number");
    assert!(is_there(process));
    window.kill().expect("it runs");
    window.wait().expect("it ends");
    wait("the engine ends", &|| !is_there(process));
    assert_eq!(place.names("temporary"), Vec::<String>::new());
}

/// What a click and the start cost at most more than in one process, on a machine with nothing else to do. The test allows
/// more, because it is never alone.
const CLICK: Duration = Duration::from_millis(3);
const START: Duration = Duration::from_millis(20);
const BUSY: u32 = 5;

#[test]
fn a_click_and_the_start_take_hardly_longer_than_in_one_process() {
    let place = Place::new();
    numbers(&place);
    in_window("engine_process::a_click_and_the_start_take_hardly_longer_than_in_one_process", &place, |folder| {
        let measured = |engine: fn() -> Engine| {
            let begun = Instant::now();
            let mut window = Window(App::without_state(engine()));
            let start = begun.elapsed();
            window.0.open(&folder.join("p.ron"));
            window.until("the tables come", |app| app.project.file.is_some() && app.project.results.settled);
            let all = begun.elapsed();
            window.show("above");
            let mut clicks: Vec<Duration> = (0..60)
                .map(|bound| {
                    let begun = Instant::now();
                    window.set("above", &format!("(condition:\"n >= {bound}\")"));
                    let above = OutputRef::first(window.node("above"));
                    while window
                        .0
                        .project
                        .results
                        .output(above)
                        .is_none_or(|found| found.stale || found.table.is_none())
                    {
                        window.0.poll();
                        std::thread::yield_now();
                    }
                    let took = begun.elapsed();
                    window.until("all is quiet", |app| app.project.results.settled);
                    took
                })
                .collect();
            clicks.sort();
            (start, all, clicks[clicks.len() / 2])
        };
        let (start, all, click) = measured(|| Engine::spawn(Arc::new(|| ())));
        let (other_start, other_all, other_click) = measured(|| Engine::process(Arc::new(|| ())));
        eprintln!("in one process: start {start:?}, all tables {all:?}, click {click:?}");
        eprintln!("in two: start {other_start:?}, all tables {other_all:?}, click {other_click:?}");
        assert!(other_start < start + START, "{other_start:?}, {start:?}");
        assert!(other_click < click + CLICK * BUSY, "{other_click:?}, {click:?}");
    });
}
