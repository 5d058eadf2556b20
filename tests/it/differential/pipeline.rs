//! A random pipeline: Parquet sources, three to eight relational nodes, and the SQL that means the same.

use std::fmt::Write;
use std::path::Path;

use proptest::prelude::*;
use rusqlite::Connection;

use super::dice::Dice;
use super::steps::{self, Node};
use super::tables::{self, Column};

/// What a case shrinks in: numbers for each source and for each node.
#[derive(Clone, Debug)]
pub struct Seeds {
    sources: Vec<Vec<u32>>,
    nodes: Vec<Vec<u32>>,
}

/// `nodes` says how many nodes there are.
pub fn seeds(nodes: std::ops::Range<usize>) -> impl Strategy<Value = Seeds> {
    let sources = prop::collection::vec(prop::collection::vec(any::<u32>(), 0..60), 2..4);
    let nodes = prop::collection::vec(prop::collection::vec(any::<u32>(), 0..40), nodes);
    (sources, nodes).prop_map(|(sources, nodes)| Seeds { sources, nodes })
}

/// A table on its way: an output of a node, and the SQL name of the same rows.
#[derive(Clone, Debug)]
pub struct Relation {
    pub node: String,
    /// Name and index of the output; an empty name is the first.
    pub port: (&'static str, usize),
    pub columns: Vec<Column>,
    /// The order of its rows in SQL, where it is certain. A subquery keeps none: who needs it says it again.
    pub order: Option<String>,
}

impl Relation {
    pub fn address(&self) -> String {
        if self.port.0.is_empty() { self.node.clone() } else { format!("{}.{}", self.node, self.port.0) }
    }
}

pub struct Pipeline {
    sources: String,
    names: Vec<String>,
    nodes: Vec<(Node, Relation)>,
}

impl Pipeline {
    /// Writes the sources into `folder` and `database`.
    pub fn build(seeds: &Seeds, folder: &Path, database: &Connection) -> Pipeline {
        let mut pipeline = Pipeline { sources: String::new(), names: Vec::new(), nodes: Vec::new() };
        let mut tables = Vec::new();
        for (n, numbers) in seeds.sources.iter().enumerate() {
            let name = format!("t{n}");
            let (columns, words) = tables::make(&name, &mut Dice::new(numbers), folder, database);
            pipeline.sources += &words;
            pipeline.sources.push('\n');
            tables.push(Relation { node: name.clone(), port: ("", 0), columns, order: None });
            pipeline.names.push(name);
        }
        for (n, numbers) in seeds.nodes.iter().enumerate() {
            let name = format!("n{n}");
            let (node, table) = steps::node(&name, &tables, &mut Dice::new(numbers));
            tables.push(table.clone());
            pipeline.nodes.push((node, table));
        }
        pipeline
    }

    pub fn sources(&self) -> &str {
        &self.sources
    }

    pub fn project(&self) -> String {
        self.project_with("", "")
    }

    /// The project with sinks that write its last tables as Parquet.
    pub fn project_written_to(&self, paths: &[String]) -> String {
        let (mut sinks, mut wires) = (String::new(), String::new());
        for (number, (path, (_, table))) in paths.iter().zip(self.nodes.iter().rev()).enumerate() {
            let _ =
                writeln!(sinks, r#"  "out{number}": (kind: "write_parquet", version: 1, settings: (path: "{path}")),"#);
            let _ = writeln!(wires, r#"  (from: "{}", to: "out{number}"),"#, table.address());
        }
        self.project_with(&sinks, &wires)
    }

    fn project_with(&self, node: &str, wire: &str) -> String {
        let mut text = "(format: 1, nodes: {\n".to_owned();
        for name in &self.names {
            let _ = writeln!(
                text,
                r#"  "{name}": (kind: "read_parquet", version: 1, settings: (path: "{name}.parquet")),"#
            );
        }
        for (node, table) in &self.nodes {
            let _ = writeln!(
                text,
                r#"  "{}": (kind: "{}", version: 1, settings: {}),"#,
                table.node, node.kind, node.settings
            );
        }
        text += node;
        text += "}, wires: [\n";
        for (node, table) in &self.nodes {
            for (from, port) in &node.inputs {
                let _ = writeln!(text, r#"  (from: "{from}", to: "{}{port}"),"#, table.node);
            }
        }
        text + wire + "])"
    }

    pub fn sql(&self) -> String {
        let steps: Vec<_> =
            self.nodes.iter().map(|(node, table)| format!("{} AS ({})", table.node, node.sql)).collect();
        let last = &self.nodes.last().expect("at least three nodes").1;
        let order = last.order.as_ref().map_or(String::new(), |order| format!(" ORDER BY {order}"));
        format!("WITH {}\nSELECT * FROM {}{order}", steps.join(",\n"), last.node)
    }

    /// Whether some node adds up floating point numbers.
    pub fn rounds(&self) -> bool {
        self.nodes.iter().any(|(node, _)| node.sql.contains("total(") || node.sql.contains("avg("))
    }

    /// Name and output of the last node.
    pub fn last(&self) -> (&str, usize) {
        let table = &self.nodes.last().expect("at least three nodes").1;
        (&table.node, table.port.1)
    }

    pub fn ordered(&self) -> bool {
        self.nodes.last().is_some_and(|(_, table)| table.order.is_some())
    }
}
