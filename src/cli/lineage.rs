//! `lineage`: where a column comes from, or what depends on it.

use std::collections::{HashMap, HashSet};
use std::process::ExitCode;

use serde_json::{Value, json};

use super::args::{LineageArgs, ListFormat};
use super::failure::{Done, Failure};
use super::project;
use super::stderr::print_line;
use super::stdout::Stdout;
use crate::base::suggest;
use crate::document::{Document, NodeId};
use crate::engine;
use crate::nodes::{ColumnGraph, Direction, Place, trace};

pub fn lineage(args: &LineageArgs) -> Done {
    let project = project::open(&args.project)?;
    let output = project.output(&args.node)?;
    let document = &project.snapshot.document;
    let plan = engine::planned_by_data(&project.snapshot, &around(document, output.node, args.forward));
    let known = |(node, port): Place| {
        let columns = plan.nodes.get(&node)?.outputs.get(port)?.as_ref()?;
        Some(columns.iter().map(|column| column.name.clone()).collect())
    };
    let graph = ColumnGraph::new(document, &known);
    let place = (output.node, output.port);
    let names: Vec<&str> = graph.columns(place).unwrap_or_default().iter().map(|column| column.name.as_str()).collect();
    if !names.contains(&args.column.as_str()) {
        let remedy = suggest::remedy(&args.column, names.iter().copied())
            .unwrap_or_else(|| "Its columns are not known. See tablewire check".into());
        return Err(Failure::one(format!("{}: There is no column {:?}. {remedy}", args.node, args.column)));
    }
    let direction = if args.forward { Direction::Forth } else { Direction::Back };
    let trace = trace(&graph, place, &args.column, direction);
    let mut out = Stdout::open();
    match args.format {
        ListFormat::Json => {
            let at = |((place, column), _): &_| json!({ "table": graph.table_name(*place), "column": column });
            let steps: Vec<Value> = trace
                .steps
                .iter()
                .map(|step| {
                    let next: Vec<Value> = step.1.iter().map(|next| at(&(next.clone(), ()))).collect();
                    let mut value = at(&(step.0.clone(), ()));
                    value["next"] = json!(next);
                    value
                })
                .collect();
            out.json(&steps)?;
        }
        ListFormat::Text => {
            let label = |(place, column): &(Place, String)| format!("{} · {column}", graph.table_name(*place));
            let arrow = if args.forward { "→" } else { "←" };
            for (at, next) in &trace.steps {
                let next: Vec<String> = next.iter().map(label).collect();
                let line =
                    if next.is_empty() { label(at) } else { format!("{} {arrow} {}", label(at), next.join(", ")) };
                out.words(&line)?;
            }
            print_line(&trace.words(&graph).to_string());
        }
    }
    out.finish()?;
    Ok(ExitCode::SUCCESS)
}

/// The nodes through which a column may pass, and all their dependencies.
fn around(document: &Document, node: NodeId, forward: bool) -> HashSet<NodeId> {
    let mut found = HashSet::from([node]);
    let mut ends: HashMap<NodeId, (Vec<NodeId>, Vec<NodeId>)> = HashMap::new();
    for wire in document.wires() {
        ends.entry(wire.from.node).or_default().0.push(wire.to.node);
        ends.entry(wire.to.node).or_default().1.push(wire.from.node);
    }
    let spread = |found: &mut HashSet<NodeId>, next: &dyn Fn(NodeId) -> Vec<NodeId>| {
        let mut open: Vec<NodeId> = found.iter().copied().collect();
        while let Some(id) = open.pop() {
            open.extend(next(id).into_iter().filter(|other| found.insert(*other)));
        }
    };
    if forward {
        spread(&mut found, &|id| ends.get(&id).map_or(Vec::new(), |(onward, _)| onward.clone()));
    }
    spread(&mut found, &|id| ends.get(&id).map_or(Vec::new(), |(_, back)| back.clone()));
    found
}
