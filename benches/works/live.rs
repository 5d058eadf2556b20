//! From a changed setting to new rows at the node, everything upstream unchanged.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use polars::prelude::*;
use tablewire::document::Document;
use tablewire::engine::{Engine as Live, Event, OutputRef, Request, Snapshot};
use tablewire::nodes::document_from;

use super::by_hand;
use super::data::Data;
use super::{BESIDES, compare, report, report_time, timed};

const LIMIT: f64 = 1.25;
const SORTED: &str = r#""sorted": (kind: "sort", version: 1, settings: (keys: [(column: "l_shipdate")])),"#;

pub fn all(data: &Data) {
    let lineitem = || data.scan("lineitem");
    let mut bench = Bench::new(data, "scan", "");
    for work in WORKS {
        let ours = |round| bench.first_rows(work, round);
        let compared = compare(ours, |round| timed(|| by_hand::head((work.by_hand)(lineitem(), data, round))));
        report(&format!("live_scan_{}", work.name), compared, BESIDES, LIMIT);
    }
    // Another engine has a memory of its own: two at once would be too much.
    drop(bench);
    // The same behind a node whose result is kept in memory.
    let held = by_hand::whole(lineitem().sort(["l_shipdate"], SortMultipleOptions::new().with_maintain_order(true)));
    let mut bench = Bench::new(data, "sorted", SORTED);
    bench.settle("sorted");
    for work in WORKS {
        let ours = |round| bench.first_rows(work, round);
        let by_hand = |round| timed(|| by_hand::head((work.by_hand)(held.clone().lazy(), data, round)));
        let compared = compare(ours, by_hand);
        report(&format!("live_memory_{}", work.name), compared, BESIDES, LIMIT);
    }
    drop(held);
    undo(&mut bench);
    superseded(&mut bench);
    held_at_rest();
}

/// A quarter of the machine's memory is for results; at rest the process holds little more.
fn held_at_rest() {
    // Given back after a moment without requests.
    std::thread::sleep(Duration::from_secs(2));
    let (Some(all), Some(held)) = (tablewire::connect::memory(), tablewire::connect::memory_in_use()) else { return };
    println!("ratio held_at_rest {:.3} 1.25", held as f64 * 4.0 / all as f64);
    println!("      {:.1} GB", held as f64 / 1e9);
}

/// One kind of work: its node, with `ROUND` where rounds differ, and the same by hand.
struct Work {
    name: &'static str,
    node: &'static str,
    by_hand: fn(LazyFrame, &Data, usize) -> LazyFrame,
}

const WORKS: &[Work] = &[
    Work {
        name: "filter",
        node: r#"kind: "filter", version: 1, settings: (condition: "l_quantity > 40 + ROUND / 100")"#,
        by_hand: |rows, _, round| by_hand::filter(rows, round),
    },
    Work {
        name: "formula",
        node: r#"kind: "formula", version: 1, settings: (columns: [(name: "price", expression: "l_extendedprice * (1 - l_discount) + ROUND")])"#,
        by_hand: |rows, _, round| by_hand::formula(rows, round),
    },
    Work {
        name: "group_by",
        node: r#"kind: "group_by", version: 1, settings: (keys: ["l_suppkey"], aggregations: [(column: "l_extendedprice", function: Sum, name: "sum_ROUND")])"#,
        by_hand: |rows, _, round| by_hand::group_by(rows, round),
    },
    Work {
        name: "top",
        node: r#"kind: "sort", version: 1, settings: (keys: [(column: "l_extendedprice", order: Descending), (column: "SECOND", order: ORDER)])"#,
        by_hand: |rows, _, round| by_hand::top(rows, round),
    },
    Work {
        name: "join",
        node: r#"kind: "join", version: 1, settings: (keys: [(left: "l_orderkey", right: "o_orderkey")])"#,
        by_hand: |rows, data, round| by_hand::join(rows, data.scan("orders"), round),
    },
];

/// An engine with its threads, as the window has it, and a project: a scan, what is between, and a node that changes.
struct Bench {
    engine: Live,
    woken: Receiver<()>,
    folder: PathBuf,
    /// What the changing node reads.
    from: &'static str,
    between: &'static str,
    generation: u64,
}

impl Bench {
    fn new(data: &Data, from: &'static str, between: &'static str) -> Bench {
        let (wake, woken): (Sender<()>, Receiver<()>) = channel();
        let wake = Mutex::new(wake);
        let wake = Arc::new(move || {
            // At the end nobody listens any more.
            let _ = wake.lock().expect("a sender").send(());
        });
        Bench { engine: Live::spawn(wake), woken, folder: data.folder.clone(), from, between, generation: 0 }
    }

    fn document(&self, node: &str, round: usize) -> Document {
        let (second, descends) = by_hand::second(round);
        let order = if descends { "Descending" } else { "Ascending" };
        let node = node.replace("ROUND", &round.to_string()).replace("SECOND", second).replace("ORDER", order);
        let mut wires = format!("(from: \"{}\", to: \"changed\"),", self.from);
        if self.between == SORTED {
            wires += "(from: \"scan\", to: \"sorted\"),";
        }
        if node.contains("\"join\"") {
            wires += "(from: \"some\", to: \"changed.right\"), (from: \"orders\", to: \"some\"),";
        }
        let text = format!(
            r#"(format: 1, nodes: {{
                "scan": (kind: "read_parquet", version: 1, settings: (path: "lineitem.parquet")),
                "orders": (kind: "read_parquet", version: 1, settings: (path: "orders.parquet")),
                "some": (kind: "filter", version: 1, settings: (condition: "o_totalprice > 1000 + {round}")),
                {} "changed": ({node}),
            }}, wires: [{wires}])"#,
            self.between
        );
        document_from(&text).unwrap_or_else(|error| panic!("{error}: {text}")).document
    }

    fn send(&mut self, document: Document, focus: &str) -> OutputRef {
        self.generation += 1;
        let snapshot = Snapshot::new(document, &self.folder);
        let focus = snapshot.output(focus).expect("a node");
        let (generation, snapshot) = (self.generation, Arc::new(snapshot));
        self.engine.send(Request::Preview { generation, snapshot, focus: Some(focus) });
        focus
    }

    /// Waits until `is_it` says so of an event.
    fn wait(&mut self, mut is_it: impl FnMut(&Event) -> bool) {
        let until = Instant::now() + Duration::from_secs(120);
        loop {
            while let Some(event) = self.engine.poll() {
                if let Event::Failed { node, problem, .. } = &event
                    && !problem.to_string().contains("connected")
                {
                    panic!("{node:?}: {problem}");
                }
                if is_it(&event) {
                    return;
                }
            }
            assert!(Instant::now() < until, "nothing happens");
            let _ = self.woken.recv_timeout(Duration::from_millis(100));
        }
    }

    /// From the request to the first rows; then everything is let to settle.
    fn first_rows(&mut self, work: &Work, round: usize) -> Duration {
        let document = self.document(work.node, round);
        self.rows_of(document)
    }

    fn rows_of(&mut self, document: Document) -> Duration {
        let begun = Instant::now();
        let focus = self.send(document, "changed");
        let now = self.generation;
        self.wait(
            |event| matches!(event, Event::Ready { generation, output, .. } if *generation == now && *output == focus),
        );
        let spent = begun.elapsed();
        self.wait(|event| matches!(event, Event::Settled { generation } if *generation == now));
        spent
    }

    fn settle(&mut self, focus: &str) {
        let document = self.document(WORKS[0].node, 1_000);
        self.send(document, focus);
        let now = self.generation;
        self.wait(|event| matches!(event, Event::Settled { generation } if *generation == now));
    }
}

/// What was there before is there again within a frame.
fn undo(bench: &mut Bench) {
    let (before, after) = (bench.document(WORKS[2].node, 500), bench.document(WORKS[2].node, 501));
    let times = (0..super::ROUNDS).map(|_| {
        bench.rows_of(after.clone());
        bench.rows_of(before.clone())
    });
    report_time("undo_milliseconds", super::median(times.skip(1).collect()), 16.6);
}

/// A join that nobody waits for any more gives way to a newer request.
fn superseded(bench: &mut Bench) {
    let times = (0..super::ROUNDS).map(|round| {
        let heavy = bench.document(WORKS[4].node, 600 + round);
        let light = bench.document(WORKS[0].node, 700 + round);
        bench.send(heavy, "changed");
        std::thread::sleep(Duration::from_millis(60));
        bench.rows_of(light)
    });
    report_time("superseded_milliseconds", super::median(times.collect()), 200.0);
}
