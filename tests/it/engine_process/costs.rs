//! What it costs that the engine is a process.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tablewire::app::App;
use tablewire::engine::{Engine, OutputRef};

use super::{Window, numbers};
use crate::interrupted::in_window;
use crate::program::Place;

/// What a click and the start cost at most more than in one process. It is held where `TABLEWIRE_IT_TIMES` promises a machine with
/// nothing else to do.
const CLICK: Duration = Duration::from_millis(3);
const START: Duration = Duration::from_millis(20);

#[test]
fn a_click_and_the_start_take_hardly_longer_than_in_one_process() {
    let place = Place::new();
    numbers(&place);
    in_window(
        "engine_process::costs::a_click_and_the_start_take_hardly_longer_than_in_one_process",
        &place,
        |folder| {
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
            if std::env::var_os("TABLEWIRE_IT_TIMES").is_some() {
                assert!(other_start < start + START, "{other_start:?}, {start:?}");
                assert!(other_click < click + CLICK, "{other_click:?}, {click:?}");
            }
        },
    );
}
