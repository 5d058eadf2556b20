//! `check`: the problems of a project.

use std::process::ExitCode;

use serde_json::{Value, json};

use super::args::{CheckArgs, CheckOn, ListFormat, saved};
use super::failure::{self, Done, Failure};
use super::project;
use super::stderr::print_line;
use super::stdout::Stdout;
use crate::base::number::counted;
use crate::base::{Cause, Problem, Severity};
use crate::connect;
use crate::engine::{self, CheckData};

pub fn check(args: &CheckArgs) -> Done {
    let cluster = args.cluster.as_deref().map(saved).transpose().map_err(Failure::Usage)?;
    let project = project::open(&args.project)?;
    let data = if args.data { CheckData::All } else { CheckData::Small };
    let nodes = engine::check_data(&project.snapshot, data);
    let is_here_alone = args.on.is_none() && cluster.is_none();
    let is_here = |problem: &Problem| is_here_alone || problem.cause != Cause::OnlyOnSpark;
    let nodes = nodes.into_iter().filter(|(_, problem)| is_here(problem));
    let gaps = match (args.on, &cluster) {
        (_, Some(cluster)) => engine::spark_gaps_on(cluster, &project.snapshot),
        (Some(CheckOn::Spark), None) => engine::spark_gaps(&project.snapshot),
        (None, None) => Vec::new(),
    };
    let gaps = gaps.into_iter().map(|(id, problem)| (Some(id), problem));
    let unfinished = connect::unfinished_commits();
    let of_file = project.problems.iter().chain(&unfinished).map(|problem| (None, problem.clone()));
    let found: Vec<(Option<String>, Problem)> =
        of_file.chain(nodes.chain(gaps).map(|(id, problem)| (id.map(|id| project.name_of(id)), problem))).collect();
    let mut out = Stdout::open();
    match args.format {
        ListFormat::Json => {
            let found: Result<Vec<Value>, _> = found.iter().map(problem_json).collect();
            out.json(&found.map_err(|error| Failure::one(error.to_string()))?)?;
        }
        ListFormat::Text => {
            // A node that only waits for another has no problem of its own.
            let (waiting, own): (Vec<_>, Vec<_>) = found.iter().partition(|(_, problem)| engine::is_waiting(problem));
            for (node, problem) in &own {
                out.words(&failure::line(Some(node.as_ref().unwrap_or(&project.name)), problem))?;
            }
            let of = |severity| own.iter().filter(|(_, problem)| problem.severity == severity).count();
            let errors = of(Severity::Error);
            let unfinished = of(Severity::Incomplete);
            let warnings = of(Severity::Warning);
            let total = project.snapshot.document.nodes().len();
            let waiting = waiting.len();
            let waiting = if waiting > 0 { format!(", {waiting} waiting for these") } else { String::new() };
            let words = |number: usize, word| counted(number as u64, word);
            let nodes = words(total, "node");
            let errors = words(errors, "error");
            let warnings = words(warnings, "warning");
            print_line(&format!("{nodes}: {errors}, {unfinished} not set up, {warnings}{waiting}"));
        }
    }
    out.finish()?;
    let is_well = !found.iter().any(|(_, problem)| problem.is_error());
    Ok(if is_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A problem with its node as one JSON object.
fn problem_json((node, problem): &(Option<String>, Problem)) -> serde_json::Result<Value> {
    let mut value = serde_json::to_value(problem)?;
    if let Value::Object(fields) = &mut value {
        fields.insert("node".into(), json!(node));
    }
    Ok(value)
}
