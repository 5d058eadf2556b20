//! The example of a kind: a small project that comes with it, computed like any other.

use crate::base::Cancellation;
use std::path::Path;

use crate::base::Problem;
use crate::connect;
use crate::document::{Document, NodeId};
use crate::engine::api::event::{Event, RunEvent, RunOutcome};
use crate::engine::api::example::Example;
use crate::engine::api::output::OutputRef;
use crate::engine::api::request::RunOptions;
use crate::engine::api::snapshot::Snapshot;
use crate::engine::api::table::Table;
use crate::engine::control::panics::guarded;
use crate::engine::preview::direct::preview;
use crate::engine::run::run;
use crate::nodes::{Kind, OnSpark, Role, document_from};

/// The number of rows shown: examples are small.
const ROWS: usize = 12;

/// The example of a kind as a project, and the node in it that is of the kind.
pub fn example_project(kind: &str) -> Option<(Document, NodeId)> {
    let info = Kind::info(kind)?;
    let document = document_from(info.example).ok()?.document;
    let node = document.find(info.meta.id)?;
    Some((document, node))
}

/// Computes the example of `kind`. Its files are written to `folder`, which must be used for nothing else.
pub fn example(kind: &str, folder: &Path) -> Result<Example, Problem> {
    let lost = || Problem::error(say!("table-cannot-be-computed"));
    let (document, node) = example_project(kind).ok_or_else(lost)?;
    let snapshot = Snapshot::new(document, folder);
    let role = |id: NodeId| Some(snapshot.kind(id)?.ok()?.meta().role);
    let sink = snapshot.document.nodes().map(|(id, _)| id).find(|id| role(*id) == Some(Role::Sink));
    let own = snapshot.kind(node).ok_or_else(lost)??;
    let is_elsewhere = own.meta().on_spark == OnSpark::Only;
    if sink.is_some() && !is_elsewhere {
        write(&snapshot)?;
    }
    let table = |output| preview(&snapshot, output, ROWS).map(|(table, _)| table).map_err(|found| found.problem);
    let arriving = |id: NodeId| -> Result<Vec<(String, Table)>, Problem> {
        let wires = snapshot.document.wires_into(id);
        let outputs = wires.filter_map(|wire| snapshot.output_of(&wire.from));
        let named = |output: OutputRef| {
            let name = snapshot.document.node(output.node).map(|node| node.name.clone()).unwrap_or_default();
            Ok((name, table(output)?))
        };
        outputs.map(named).collect()
    };
    let file = path_of(&own).and_then(|path| {
        let is_text = path.ends_with(".csv") || path.ends_with(".json");
        let text = is_text.then(|| connect::read_text(&folder.join(&path)).ok()).flatten();
        Some((path, text?))
    });
    // The input of a source is shown as text, or is the table that was written before.
    let inputs = match sink {
        Some(sink) if sink != node && file.is_none() => arriving(sink)?,
        _ => arriving(node)?,
    };
    let ports = own.ports().outputs;
    let outputs = match role(node) {
        // What is read is what was written.
        Some(Role::Source) if is_elsewhere => arriving(sink.ok_or_else(lost)?)?,
        Some(Role::Sink) => vec![(path_of(&own).unwrap_or_default(), table(OutputRef::first(node))?)],
        _ => {
            let named = ports.iter().enumerate();
            named
                .map(|(port, spec)| Ok((spec.name.to_string(), table(OutputRef { node, port })?)))
                .collect::<Result<_, Problem>>()?
        }
    };
    let settings = snapshot.document.node(node).map(|node| node.settings.text().to_owned()).unwrap_or_default();
    Ok(Example { inputs, settings, outputs, file })
}

/// Runs the project of an example.
fn write(snapshot: &Snapshot) -> Result<(), Problem> {
    let mut problem = None;
    let mut listen = |event: &RunEvent| {
        if let RunEvent::Problem { problem: found, .. } = event {
            problem.get_or_insert_with(|| found.clone());
        }
    };
    match run(snapshot, &RunOptions::default(), &mut [&mut listen], &Cancellation::default()) {
        RunOutcome::Succeeded => Ok(()),
        _ => Err(problem.unwrap_or_else(|| Problem::error(say!("table-cannot-be-computed")))),
    }
}

fn path_of(kind: &Kind) -> Option<String> {
    let mut found = None;
    crate::nodes::slots::visit_slots(kind, &mut |_, slot| {
        if let crate::nodes::slots::Slot::Path(path, _) = slot {
            found.get_or_insert_with(|| path.clone());
        }
    });
    found
}

/// The answer to a request for the example of a kind.
pub(crate) fn answer(kind: &'static str) -> Event {
    let computed = connect::example_dir()
        .map_err(|error| Problem::error(error.to_string()))
        .and_then(|folder| guarded(|| example(kind, &folder))?);
    Event::Example { kind, example: std::sync::Arc::new(computed) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nodes::KINDS;

    /// Every kind has an example that works, shows something with its settings, and fits beside the settings.
    #[test]
    fn every_example_is_computed_by_its_kind() {
        let folder = tempfile::tempdir().expect("a folder");
        for kind in KINDS {
            let id = kind.meta.id;
            let found = example(id, folder.path()).unwrap_or_else(|problem| panic!("{id}: {problem}"));
            let (document, node) = example_project(id).expect(id);
            let own = document.node(node).expect(id);
            assert_eq!((own.kind.as_str(), own.version), (id, kind.meta.version), "{id}: of the newest version");
            assert_eq!(crate::document::write(&document), kind.example, "{id}: written as projects are written");
            let mut problems = crate::engine::check(&Snapshot::new(document, folder.path()));
            // An example writes its file before it reads it, and reports what there is to report.
            problems.retain(|(_, p)| p.is_error() && p.message.id() != Some("run-reads-what-it-writes"));
            assert!(problems.is_empty(), "{id}: {problems:?}");
            let ports = (kind.ports)();
            assert_eq!(found.outputs.len(), ports.outputs.len().max(1), "{id}");
            let is_source = ports.inputs.is_empty();
            assert!(is_source || !found.inputs.is_empty(), "{id}: something arrives");
            assert!(
                !is_source || id == "table" || found.file.is_some() || !found.inputs.is_empty(),
                "{id}: of something"
            );
            assert!(!found.outputs[0].1.is_empty(), "{id}: something leaves");
            for (name, table) in found.inputs.iter().chain(&found.outputs) {
                assert!(table.len() <= 6 && table.columns().len() <= 5, "{id}: {name} is small");
            }
            let same = |(_, out): &(String, Table)| {
                found.inputs.iter().any(|(_, table)| table.frame().equals_missing(out.frame()))
            };
            let moves = matches!(kind.meta.role, Role::Sink | Role::Source);
            assert!(moves || !found.outputs.iter().all(same), "{id}: something happens");
        }
    }
}
