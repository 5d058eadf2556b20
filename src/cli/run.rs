//! `run`: writes the outputs of a project, and tells about it in words or as events.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

use super::args::RunArgs;
use super::bars::Bars;
use super::failure::{self, Failure};
use super::interrupt::{INTERRUPTED, cancelled_by_signals};
use super::project::{self, Project};
use super::record::Record;
use super::run_reporter::{dotted, tell};
use super::stdout::Stdout;
use crate::base::number::counted;
use crate::connect::Keep;
use crate::engine::{self, RunEvent, RunOptions, RunOutcome, Written};

/// The exit code of a run that went on without nodes that had failed.
const WITH_FAILURES: u8 = 3;

pub fn run(args: &RunArgs) -> super::Done {
    let project = project::open(&args.project)?;
    for name in args.only.iter().chain(&args.to).chain(&args.from) {
        project.node(name)?;
    }
    project.warn();
    match args.events {
        Some(_) => with_events(&project, args),
        None => with_words(&project, args),
    }
}

fn options(args: &RunArgs, record: &Record) -> RunOptions {
    let keep = args.keep.zip(record.run()).map(|(count, run)| Keep { run, count: count as usize });
    let (afresh, explain, memory) = (args.no_cache, args.explain_cache, args.memory);
    let (only, to, from) = (args.only.clone(), args.to.clone(), args.from.clone());
    RunOptions { only, to, from, keep, memory, afresh, explain, ..RunOptions::default() }
}

fn code(outcome: RunOutcome) -> ExitCode {
    match outcome {
        RunOutcome::Succeeded => ExitCode::SUCCESS,
        RunOutcome::FinishedWithFailures => ExitCode::from(WITH_FAILURES),
        RunOutcome::Failed => ExitCode::FAILURE,
        RunOutcome::Cancelled => ExitCode::from(INTERRUPTED),
    }
}

/// One line of JSON for each event. Ends the run when nobody reads them any more.
fn with_events(project: &Project, args: &RunArgs) -> super::Done {
    let cancel = cancelled_by_signals();
    let mut out = Stdout::open();
    let mut failure = None;
    let mut record = Record::begin(project, args);
    let options = options(args, &record);
    let mut emit = |event: RunEvent| {
        record.see(&event);
        let said = serde_json::to_string(&event)
            .map_err(|error| Failure::one(error.to_string()))
            .and_then(|line| out.line(&line))
            .and_then(|()| out.flush());
        if let Err(why) = said {
            cancel.cancel();
            failure.get_or_insert(why);
        }
    };
    let outcome = engine::run(&project.snapshot, &options, &mut emit, &cancel);
    failure.map_or(Ok(code(outcome)), Err)
}

/// Problems on standard error, bars where a person looks on, and the outputs on standard output.
fn with_words(project: &Project, args: &RunArgs) -> super::Done {
    let nodes = project.snapshot.document.nodes().map(|(_, node)| node.name.as_str());
    let mut bars = Bars::new(args.quiet, nodes);
    let mut written = Vec::new();
    let mut computed = BTreeMap::new();
    let mut record = Record::begin(project, args);
    let options = options(args, &record);
    let mut emit = |event: RunEvent| {
        record.see(&event);
        bars.see(&event);
        match event {
            RunEvent::Progress { node, port, rows } => {
                computed.insert((node, port), rows);
            }
            RunEvent::Problem { node, problem } => {
                bars.say(&failure::line(Some(node.as_ref().unwrap_or(&project.name)), &problem));
            }
            RunEvent::Cache { .. } if args.explain_cache => tell(&event).iter().for_each(|line| bars.say(line)),
            RunEvent::Retrying { .. } | RunEvent::Skipped { .. } | RunEvent::LookingForCause => {
                tell(&event).iter().for_each(|line| bars.say(line));
            }
            RunEvent::Finished { outcome, seconds, written: files } => {
                if let Some(words) = ended(outcome, &files).filter(|_| !args.quiet) {
                    bars.say(&format!("{words} in {seconds:.2} s"));
                }
                written = files;
            }
            _ => {}
        }
    };
    let outcome = engine::run(&project.snapshot, &options, &mut emit, &cancelled_by_signals());
    let mut out = Stdout::open();
    for file in &written {
        out.line(&output_line(file))?;
    }
    out.finish()?;
    // Nodes that write nothing were asked for: say what came of them.
    let is_asked = |node: &String| {
        args.only.iter().chain(&args.to).any(|asked| asked == node) && !written.iter().any(|file| file.node == *node)
    };
    for ((node, port), rows) in computed.iter().filter(|((node, _), _)| is_asked(node)) {
        eprintln!("{}: {}", dotted(node, port), counted(*rows, "row"));
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

/// Rows, bytes and path, separated by tabs; the path from the current folder where it lies below it.
fn output_line(file: &Written) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let path: &Path = file.path.strip_prefix(&here).unwrap_or(&file.path);
    format!("{}\t{}\t{}", file.rows, file.bytes, path.display())
}
