//! What the engine's threads guarantee.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::bench::{Bench, is_remembered};
use crate::engine::cache::results::Cache;
use crate::engine::plan::planner::Planner;
use crate::engine::preview::shared::Shared;
use crate::engine::*;

const NUMBERS: &str = r#"numbers: read_parquet (path: "numbers.parquet")"#;
/// Far longer than the engine takes to notice, far shorter than the heavy query takes, even on a busy machine.
const SOON: Duration = Duration::from_secs(5);

fn threaded(nodes: &str, wires: &str) -> Bench {
    // Little is kept, so that the heavy query of these tests does not fill the memory.
    let shared = Shared::with(Planner::default(), Cache::new(64 << 20));
    let engine = Engine::spawn_with(shared, Arc::new(|| {}));
    Bench::with(engine, &format!("{NUMBERS}\n{nodes}"), wires)
}

/// 2.5 billion rows, counted one by one.
fn heavy() -> Bench {
    threaded(
        r#"pairs: join (keys: [(left: "group", right: "group")])
           triples: join (keys: [(left: "group", right: "group")], suffix: "_third")
           light: limit (count: 5)"#,
        "numbers -> pairs.left, numbers -> pairs.right, pairs -> triples.left, numbers -> triples.right, numbers -> light",
    )
}

/// Polls until `is_it`; returns the elapsed time.
fn wait_for(bench: &Bench, mut is_it: impl FnMut(&Event) -> bool) -> Duration {
    let start = Instant::now();
    loop {
        match bench.engine.poll() {
            Some(event) if is_it(&event) => return start.elapsed(),
            Some(_) => {}
            None => std::thread::sleep(Duration::from_micros(200)),
        }
        assert!(start.elapsed() < Duration::from_secs(60), "it does not come");
    }
}

#[test]
fn the_newest_preview_wins() {
    let woken = Arc::new(AtomicU64::new(0));
    let wake = {
        let woken = woken.clone();
        Arc::new(move || {
            woken.fetch_add(1, Ordering::Relaxed);
        })
    };
    let mut bench = Bench::with(Engine::spawn(wake), &format!("{NUMBERS}\nfew: limit"), "numbers -> few");
    for count in 1..=50 {
        bench.configure("few", &format!("(count:{count})"));
        bench.ask(Some("few"));
    }
    let report = bench.collect();
    assert_eq!(bench.table(&report, "few").len(), 50);
    assert!(woken.load(Ordering::Relaxed) > 0);
    assert!(report.plan.nodes.len() == 2 && report.failed.is_empty());
}

#[test]
fn a_heavy_preview_gives_way_and_says_nothing_more() {
    let mut bench = heavy();
    let triples = bench.output("triples");
    bench.ask(Some("triples"));
    wait_for(&bench, |event| matches!(event, Event::Ready { output, .. } if *output == triples));
    std::thread::sleep(Duration::from_millis(100));
    let old = bench.generation;
    bench.configure("triples", "(keys:[])");
    bench.configure("light", "(count:7)");
    let light = bench.output("light");
    let generation = bench.ask(Some("light"));
    let taken = wait_for(&bench, |event| {
        matches!(event, Event::Ready { output, generation: g, table, .. }
            if *output == light && *g == generation && table.len() == 7)
    });
    assert!(taken < SOON, "{taken:?}");
    wait_for(&bench, |event| {
        assert!(!matches!(event, Event::Settled { generation } if *generation == old));
        assert!(!matches!(event, Event::Failed { problem, .. } if problem.message.contains("stopped")), "{event:?}");
        matches!(event, Event::Settled { generation: g } if *g == generation)
    });
}

#[test]
fn a_large_text_that_is_looked_through_gives_way() {
    let nodes = r#"text: read_csv (path: "text.csv")
                   few: limit (count: 5)
                   light: limit (count: 7)"#;
    let mut bench = threaded(nodes, "text -> few, numbers -> light");
    let text = "number,text\n".to_owned() + &"1234567,some text of the row\n".repeat(2_000_000);
    crate::connect::write_atomic(&bench.folder.path().join("text.csv"), text.as_bytes()).unwrap();
    let [text, few, light] = ["text", "few", "light"].map(|name| bench.output(name));
    bench.ask(Some("few"));
    // Planning has begun to examine it.
    std::thread::sleep(Duration::from_millis(10));
    bench.configure("text", "(path:\"gone.csv\")");
    let generation = bench.ask(Some("light"));
    let taken = wait_for(&bench, |event| {
        assert!(
            !matches!(event, Event::Failed { .. }) && !matches!(event, Event::Ready { output, .. } if *output == few)
        );
        matches!(event, Event::Ready { output, generation: g, .. } if *output == light && *g == generation)
    });
    assert!(taken < SOON, "{taken:?}");
    // Being stopped is not a failure, and is not remembered as one.
    bench.configure("text", "(path:\"text.csv\")");
    bench.ask(Some("few"));
    wait_for(&bench, |event| {
        assert!(!matches!(event, Event::Failed { .. }), "{event:?}");
        matches!(event, Event::Ready { output, table, .. } if *output == few && table.len() == 5)
    });
    assert!(is_remembered(&bench.snapshot(), text));
}

#[test]
fn columns_that_are_found_by_computing_give_way() {
    let mut bench = threaded(
        r#"pairs: join (keys: [(left: "group", right: "group")])
           triples: join (keys: [(left: "group", right: "group")], suffix: "_third")
           wide: pivot (rows: ["group"], columns_from: "word", values_from: "id")
           light: limit (count: 7)"#,
        "numbers -> pairs.left, numbers -> pairs.right, pairs -> triples.left, numbers -> triples.right, triples -> wide, \
         numbers -> light",
    );
    let light = bench.output("light");
    bench.ask(Some("wide"));
    wait_for(&bench, |event| matches!(event, Event::Computing { .. }));
    std::thread::sleep(Duration::from_millis(200));
    let generation = bench.ask(Some("light"));
    let taken = wait_for(&bench, |event| {
        assert!(!matches!(event, Event::Failed { .. }), "{event:?}");
        matches!(event, Event::Ready { output, generation: g, .. } if *output == light && *g == generation)
    });
    assert!(taken < SOON, "{taken:?}");
}

#[test]
fn an_engine_that_is_dropped_lets_go() {
    let mut bench = heavy();
    bench.ask(Some("triples"));
    std::thread::sleep(Duration::from_millis(100));
    let start = Instant::now();
    drop(bench.engine);
    assert!(start.elapsed() < SOON);
}

#[test]
fn scrolling_does_not_wait_for_a_preview() {
    let mut bench = heavy();
    let numbers = bench.output("numbers");
    let triples = bench.output("triples");
    bench.ask(Some("triples"));
    let mut key = None;
    wait_for(&bench, |event| match event {
        Event::Planned { plan, .. } => {
            key = plan.nodes[&numbers.node].keys[0];
            false
        }
        Event::Ready { output, .. } => *output == triples,
        _ => false,
    });
    bench.engine.send(Request::Rows { output: numbers, key: key.unwrap(), first: 4_000, count: 100 });
    let taken = wait_for(&bench, |event| matches!(event, Event::Rows { table, .. } if table.len() == 100));
    assert!(taken < SOON, "{taken:?}");
}

#[test]
fn a_long_pipeline_is_no_trouble() {
    let mut nodes = String::new();
    let mut wires = String::from("numbers -> n0");
    for n in 0..300 {
        nodes += &format!("n{n}: limit (count: {})\n", 5_000 - n);
        wires += &format!(", n{n} -> n{}", n + 1);
    }
    nodes += "n300: limit (count: 10)";
    let mut bench = threaded(&nodes, &wires);
    let report = bench.preview(Some("n300"));
    assert_eq!(report.tables.len(), 302);
    assert_eq!(report.rows[&bench.output("n299")], 4_701);
}
