//! `run`: writes the outputs of a project, and reports progress as text or as events.

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::LazyLock;
use std::time::Instant;

use super::args::{PlaceArgs, RunArgs};
use super::bars::Bars;
use super::failure::{self, Done, Failure};
use super::interrupt::{INTERRUPTED, cancelled_by_signals};
use super::project::{self, Project};
use super::stderr::print_line;
use super::stdout::Stdout;
use crate::base::number::counted;
use crate::base::visible;
use crate::connect;
use crate::document;
use crate::engine::run_words::{dotted, log_lines};
use crate::engine::{self, Cluster, RunEvent, RunOptions, RunOutcome, Written};

/// The exit code of a run that continued without failed nodes.
const WITH_FAILURES: u8 = 3;

pub fn run(args: &RunArgs) -> Done {
    let cluster = cluster_of(&args.place)?;
    let project = project::open(&args.project)?;
    for name in args.only.iter().chain(&args.to).chain(&args.from) {
        project.node(name)?;
    }
    project.warn();
    match args.events {
        Some(_) if writes_standard_output(&project) => {
            Err(Failure::one("--events json: The project writes a table to /dev/stdout as well. Leave out one of them"))
        }
        Some(_) => with_events(&project, args, cluster),
        None => with_words(&project, args, cluster),
    }
}

/// Whether a table would come out among the events. To plan a project takes time, so only one that names a device is asked.
fn writes_standard_output(project: &Project) -> bool {
    let text = document::write(&project.snapshot.document);
    let values = project.snapshot.overrides.values();
    let names_device = |text: &String| text.contains("/dev/") || text.contains("/proc/");
    (names_device(&text) || values.into_iter().any(names_device))
        && engine::outputs(&project.snapshot)
            .iter()
            .any(|output| output.file().is_some_and(connect::is_standard_output))
}

/// When this process started, as precisely as it can determine. The history records the total time, as the system does.
pub static STARTED: LazyLock<Instant> = LazyLock::new(Instant::now);

fn options(project: &Project, args: &RunArgs, cluster: Option<Cluster>) -> RunOptions {
    RunOptions {
        only: args.only.clone(),
        to: args.to.clone(),
        from: args.from.clone(),
        memory: args.memory,
        versions: args.keep.unwrap_or_default(),
        noted: true,
        project: Some(project.noted_as(args.noted_as.as_deref())),
        since: Some(*STARTED),
        afresh: args.no_cache,
        explain: args.explain_cache,
        cluster,
    }
}

/// The Spark that is chosen. Fails where an argument for Spark is given and Spark is not chosen.
pub(super) fn cluster_of(place: &PlaceArgs) -> Result<Option<Cluster>, Failure> {
    if let Some(argument) = place.out_of_place() {
        return Err(Failure::Usage(format!("{argument}: Only Spark needs it. Add --on spark, or leave it out")));
    }
    place.cluster().map_err(Failure::Usage)
}

fn code(outcome: RunOutcome) -> ExitCode {
    match outcome {
        RunOutcome::Succeeded => ExitCode::SUCCESS,
        RunOutcome::FinishedWithFailures => ExitCode::from(WITH_FAILURES),
        RunOutcome::Failed => ExitCode::FAILURE,
        RunOutcome::Cancelled => ExitCode::from(INTERRUPTED),
    }
}

/// One line of JSON for each event. Stops the run when nobody reads them any more.
fn with_events(project: &Project, args: &RunArgs, cluster: Option<Cluster>) -> Done {
    let cancel = cancelled_by_signals();
    let mut out = Stdout::open();
    let mut failure = None;
    let mut lines = |event: &RunEvent| {
        let said = serde_json::to_string(event)
            .map_err(|error| Failure::one(error.to_string()))
            .and_then(|line| out.whole_line(&visible::in_json(&line)));
        if let Err(why) = said {
            cancel.cancel();
            failure.get_or_insert(why);
        }
    };
    let outcome = engine::run(&project.snapshot, &options(project, args, cluster), &mut [&mut lines], &cancel);
    match failure {
        // Who closes the pipe cancels the run, unless it had ended.
        None | Some(Failure::Pipe) => Ok(code(outcome)),
        Some(failure) => Err(failure),
    }
}

/// Problems on standard error, progress bars on a terminal, and the outputs on standard output.
fn with_words(project: &Project, args: &RunArgs, cluster: Option<Cluster>) -> Done {
    let nodes = project.snapshot.document.nodes().map(|(_, node)| node.name.as_str());
    let mut bars = Bars::new(args.quiet, nodes);
    let mut written = Vec::new();
    let mut computed = BTreeMap::new();
    let mut words = |event: &RunEvent| {
        bars.see(event);
        match event {
            RunEvent::Progress { node, port, rows } => {
                computed.insert((node.clone(), port.clone()), *rows);
            }
            RunEvent::Problem { node, problem } => {
                bars.print_line(&failure::line(Some(node.as_ref().unwrap_or(&project.name)), problem));
            }
            RunEvent::Cache { .. } if args.explain_cache => {
                log_lines(event).iter().for_each(|line| bars.print_line(line))
            }
            RunEvent::Retrying { .. } | RunEvent::Skipped { .. } | RunEvent::LookingForCause => {
                log_lines(event).iter().for_each(|line| bars.print_line(line));
            }
            RunEvent::Finished { outcome, seconds, written: files } => {
                if let Some(words) = ended(*outcome, files).filter(|_| !args.quiet) {
                    bars.print_line(&format!("{words} in {seconds:.2} s"));
                }
                written.clone_from(files);
            }
            _ => {}
        }
    };
    let cancel = cancelled_by_signals();
    let outcome = engine::run(&project.snapshot, &options(project, args, cluster), &mut [&mut words], &cancel);
    let mut out = Stdout::open();
    let is_table = written.iter().any(|file| file.address.file().is_some_and(connect::is_standard_output));
    for line in written.iter().map(output_line) {
        // Where a table is, nothing else is written.
        if is_table { bars.print_line(&line) } else { out.line(&line)? }
    }
    out.finish()?;
    // Nodes that write nothing were requested: report their results.
    let is_asked = |node: &String| {
        args.only.iter().chain(&args.to).any(|asked| asked == node) && !written.iter().any(|file| file.node == *node)
    };
    for ((node, port), rows) in computed.iter().filter(|((node, _), _)| is_asked(node)) {
        print_line(&format!("{}: {}", dotted(node, port), counted(*rows, "row")));
    }
    Ok(code(outcome))
}

fn ended(outcome: RunOutcome, files: &[Written]) -> Option<String> {
    let files = match files.len() {
        0 => "Nothing to write, done".into(),
        1 => "1 file written".into(),
        count => format!("{count} files written"),
    };
    match outcome {
        RunOutcome::Succeeded => Some(files),
        RunOutcome::FinishedWithFailures => Some(format!("Finished with failures, {}", files.to_lowercase())),
        RunOutcome::Cancelled => Some("Cancelled, no output was touched".into()),
        RunOutcome::Failed => None,
    }
}

/// Rows, bytes and address, separated by tabs; a path is relative to the current folder if it lies below it.
fn output_line(file: &Written) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    format!("{}\t{}\t{}", file.rows, file.bytes, file.address.from_base(&here))
}
