//! What ends the engine's process: who is set aside, what memory may be taken, what is left.

use std::path::Path;
use std::process::{Command as Process, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tablewire::app::App;
use tablewire::engine::{Engine, OutputRef};

use super::{LIMIT, Window, end, explosion, is_there, numbers};
use crate::interrupted::{in_window, in_window_with};
use crate::program::{Place, project};

#[test]
fn a_node_that_is_killed_three_times_is_set_aside_alone() {
    let place = Place::new();
    let settings = "(keys: [\"key\"], aggregations: [(column: \"n\", function: Sum, name: \"sum\")])";
    explosion(&place, 25_000, ("sums", "group_by", settings));
    in_window("engine_process::ends::a_node_that_is_killed_three_times_is_set_aside_alone", &place, |folder| {
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
    let name = "engine_process::ends::a_preview_that_takes_too_much_memory_is_stopped_and_named";
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

/// A formula of so many levels.
fn nested(levels: u32) -> String {
    let formula = (0..levels).fold("n".to_owned(), |inner, level| match level % 2 {
        0 => format!("abs({inner})"),
        _ => format!("({inner} + {level})"),
    });
    format!("(columns:[(name:\"y\",expression:\"{formula}\")])")
}

#[test]
fn a_stack_that_is_used_up_ends_the_engine_and_the_window_goes_on() {
    // How much stack a formula and a reader take depends on the build.
    if std::env::var_os("TABLEWIRE_IT_STACK").is_none() {
        eprintln!("the end of a stack: left out, because TABLEWIRE_IT_STACK is not set");
        return;
    }
    let place = Place::new();
    let text = project(
        &[
            ("numbers", "read_csv", "(path: \"numbers.csv\")"),
            ("few", "limit", "(count: 5)"),
            ("deep", "formula", &nested(4)),
        ],
        &[("numbers", "few"), ("numbers", "deep")],
    );
    let lines: String = (0..50_000).map(|n| format!("{n}\n")).collect();
    place.put("numbers.csv", &format!("n\n{lines}")).put("p.ron", &text);
    // The program with small stacks for the threads that evaluate formulas.
    let program = format!("#!/bin/sh\nRUST_MIN_STACK=150000 exec '{}' \"$@\"\n", env!("CARGO_BIN_EXE_tablewire"));
    place.put("program", &program);
    let runs = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(place.path("program"), runs).expect("may be set");
    let name = "engine_process::ends::a_stack_that_is_used_up_ends_the_engine_and_the_window_goes_on";
    in_window(name, &place, |folder| {
        let mut window = Window::open(&folder.join("p.ron"));
        window.show("deep");
        for round in 0..3 {
            let process = window.0.engine_process().expect("a process");
            window.set("deep", &nested(110 + round));
            window.until("it ends", |app| app.engine_process().is_some_and(|other| other != process));
            window.until("its end is named", |app| {
                let said = app.project.view.status.clone().unwrap_or_default();
                said.contains("something is nested too deeply for its stack")
            });
            window.until("the others have their tables", |app| app.project.results.settled);
            assert_eq!((window.aside(), window.rows("few")), (vec!["deep".to_owned()], Some(5)));
            window.set("deep", &nested(4 + round));
            window.until("it is computed", |app| app.project.results.settled);
            assert_eq!((window.rows("deep"), window.problems()), (Some(50_000), Vec::new()));
        }
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
    in_window("engine_process::ends::an_input_that_is_cut_short_does_not_end_the_window", &place, |folder| {
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
    let name = "engine_process::ends::the_engine_ends_with_the_window_and_leaves_nothing";
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
