//! For the engine's own tests: small projects, edits, and the events of an engine for them.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use polars::prelude::*;

use crate::base::{Key, Problem};
use crate::connect::{Connections, Sent};
use crate::document::{Document, Edit, NodeId, Settings};
use crate::engine::api::cell::Cell;
use crate::engine::api::output::OutputRef;
use crate::engine::control::stop::Stop;
use crate::engine::execute::build::Build;
use crate::engine::plan::planner::Planner;
use crate::engine::{Engine, Event, Measure, PlanInfo, Profile, Request, Snapshot, Table};
use crate::nodes::document_from;

/// The document with these nodes ("name: kind (settings)", one per line) and wires ("a.port -> b.port, …").
pub(crate) fn document(nodes: &str, wires: &str) -> Document {
    let mut text = String::from("(format: 1, nodes: {");
    for line in nodes.lines().filter(|line| !line.trim().is_empty()) {
        let (name, rest) = line.trim().split_once(": ").expect("a name");
        let (kind, settings) = rest.split_once(' ').unwrap_or((rest, "()"));
        text += &format!("{name:?}: (kind: {kind:?}, version: 1, settings: {settings}),");
    }
    text += "}, wires: [";
    for wire in wires.split(',').filter(|wire| !wire.trim().is_empty()) {
        let (from, to) = wire.split_once("->").expect("an arrow");
        text += &format!("(from: {:?}, to: {:?}),", from.trim(), to.trim());
    }
    text += "])";
    let opened = document_from(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    assert_eq!(opened.problems, []);
    opened.document
}

/// Writes a table of `rows` rows: `id` counts up, `group` has seven texts, `value` is id squared modulo 1,009, `word`
/// is text that is a number except in row 5.
pub(crate) fn write_numbers(path: &Path, rows: usize) {
    let ids: Vec<i64> = (0..rows as i64).collect();
    let columns = vec![
        Column::new("id".into(), &ids),
        Column::new("group".into(), ids.iter().map(|id| format!("g{}", id % 7)).collect::<Vec<_>>()),
        Column::new("value".into(), ids.iter().map(|id| id * id % 1_009).collect::<Vec<_>>()),
        Column::new(
            "word".into(),
            ids.iter().map(|id| if *id == 5 { "five".into() } else { id.to_string() }).collect::<Vec<_>>(),
        ),
    ];
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes).finish(&mut DataFrame::new(rows, columns).unwrap()).unwrap();
    crate::connect::write_atomic(path, &bytes).unwrap();
}

/// Whether the result of examining a source's file is remembered: only then is it lowered although nobody waits.
pub(crate) fn is_remembered(snapshot: &Snapshot, output: OutputRef) -> bool {
    let plan = Planner::default().plan(snapshot);
    let stop = Stop::default();
    stop.stop();
    let lowered = Build::new(&plan, None, &stop).frame(output);
    assert!(lowered.as_ref().err().is_none_or(|obstacle| obstacle.problem == Problem::stopped()));
    lowered.is_ok()
}

/// A project in a folder of its own, and an engine that previews it.
pub(crate) struct Bench {
    pub engine: Engine,
    pub document: Document,
    pub folder: tempfile::TempDir,
    pub generation: u64,
    pub connections: Connections,
}

/// What an engine reported about one preview.
#[derive(Default)]
pub(crate) struct Report {
    pub plan: Arc<PlanInfo>,
    /// The number of plans received.
    pub plans: usize,
    pub tables: BTreeMap<OutputRef, (Key, Arc<Table>)>,
    pub rows: BTreeMap<OutputRef, u64>,
    pub profiles: BTreeMap<OutputRef, Arc<Profile>>,
    pub measures: BTreeMap<OutputRef, Measure>,
    pub failed: BTreeMap<NodeId, Problem>,
    /// What sources were asked.
    pub sent: BTreeMap<NodeId, Sent>,
    /// The outputs in the order of their first tables.
    pub order: Vec<OutputRef>,
    /// The outputs that were computed, in order.
    pub computed: Vec<OutputRef>,
    pub settled: bool,
}

impl Bench {
    /// With `numbers.parquet` of 5,000 rows in the folder.
    pub fn new(nodes: &str, wires: &str) -> Bench {
        Bench::with(Engine::inline(), nodes, wires)
    }

    pub fn with(engine: Engine, nodes: &str, wires: &str) -> Bench {
        let folder = tempfile::tempdir().unwrap();
        write_numbers(&folder.path().join("numbers.parquet"), 5_000);
        let connections = Connections::default();
        Bench { engine, document: document(nodes, wires), folder, generation: 0, connections }
    }

    pub fn id(&self, name: &str) -> NodeId {
        self.document.find(name).unwrap_or_else(|| panic!("no node {name:?}"))
    }

    /// The output `name` or `name.index`.
    pub fn output(&self, address: &str) -> OutputRef {
        let (name, port) = address.split_once('.').unwrap_or((address, "0"));
        OutputRef { node: self.id(name), port: port.parse().unwrap() }
    }

    pub fn snapshot(&self) -> Snapshot {
        let snapshot = Snapshot::new(self.document.clone(), self.folder.path());
        Snapshot { connections: self.connections.clone(), ..snapshot }
    }

    /// Changes a node's settings; returns the edit that undoes it.
    pub fn configure(&mut self, name: &str, settings: &str) -> Edit {
        let id = self.id(name);
        let node = self.document.node(id).unwrap();
        let kind = node.kind.clone();
        let version = node.version;
        self.document.apply(Edit::Configure { id, kind, version, settings: Settings::canonical(settings) }).unwrap()
    }

    /// Requests a preview without waiting for it.
    pub fn ask(&mut self, focus: Option<&str>) -> u64 {
        self.generation += 1;
        let focus = focus.map(|name| self.output(name));
        let snapshot = Arc::new(self.snapshot());
        self.engine.send(Request::Preview { generation: self.generation, snapshot, focus });
        self.generation
    }

    /// A preview without a focus, with the statistics of these nodes.
    pub fn preview_profiling(&mut self, names: &[&str]) -> Report {
        self.generation += 1;
        let mut snapshot = self.snapshot();
        snapshot.profiled = names.iter().map(|name| self.output(name)).collect();
        let generation = self.generation;
        let snapshot = Arc::new(snapshot);
        self.engine.send(Request::Preview { generation, snapshot, focus: None });
        self.collect()
    }

    /// Requests a preview and collects all events until it is settled.
    pub fn preview(&mut self, focus: Option<&str>) -> Report {
        self.ask(focus);
        self.collect()
    }

    pub fn collect(&self) -> Report {
        let until = Instant::now() + Duration::from_secs(60);
        let mut report = Report::default();
        while !report.settled {
            match self.engine.poll() {
                Some(event) => report.take(event, self.generation),
                None => {
                    assert!(Instant::now() < until, "the preview is not settled");
                    std::thread::yield_now();
                }
            }
        }
        report
    }

    /// The rows of a table as text, cells joined by blanks.
    pub fn table(&self, report: &Report, address: &str) -> Vec<String> {
        let output = self.output(address);
        let (_, table) =
            report.tables.get(&output).unwrap_or_else(|| panic!("no table at {address}: {:?}", report.failed));
        lines(table)
    }

    pub fn problems(&self, report: &Report, name: &str) -> Vec<String> {
        let id = self.id(name);
        let planned = report.plan.nodes[&id].problems.iter();
        planned.chain(report.failed.get(&id)).map(ToString::to_string).collect()
    }
}

impl Report {
    fn take(&mut self, event: Event, current: u64) {
        match event {
            Event::Planned { generation, plan } if generation == current => {
                self.plan = plan;
                self.plans += 1;
            }
            Event::Computing { generation, output } if generation == current => self.computed.push(output),
            Event::Ready { generation, output, key, table } if generation == current => {
                if !self.order.contains(&output) {
                    self.order.push(output);
                }
                self.tables.insert(output, (key, table));
            }
            Event::Counted { output, rows, .. } => drop(self.rows.insert(output, rows)),
            Event::Profiled { output, profile, .. } => drop(self.profiles.insert(output, profile)),
            Event::Measured { output, measure, .. } => drop(self.measures.insert(output, measure)),
            Event::Failed { generation, node, problem } if generation == current => {
                drop(self.failed.insert(node, problem));
            }
            Event::Sent { generation, node, sent } if generation == current => {
                self.sent.entry(node).or_default().add(sent);
            }
            Event::Settled { generation } if generation == current => self.settled = true,
            _ => {}
        }
    }
}

pub(crate) fn lines(table: &Table) -> Vec<String> {
    let cell = |row, column| match table.cell(row, column) {
        Cell::Null => "-".to_owned(),
        Cell::Boolean(value) => value.to_string(),
        Cell::Integer(value) => value.to_string(),
        Cell::Number(value) => value.to_string(),
        Cell::Text(text) => text.into_owned(),
        Cell::Other(text) => text,
    };
    (0..table.len())
        .map(|row| (0..table.columns().len()).map(|column| cell(row, column)).collect::<Vec<_>>().join(" "))
        .collect()
}
