//! `run`: writes the outputs of a project, and tells about it in words or as events.

use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};

use super::args::RunArgs;
use super::failure::{self, Failure};
use super::project::{self, Project};
use super::record::Record;
use super::stdout::Stdout;
use crate::base::number::{bytes, counted};
use crate::connect::Keep;
use crate::engine::{self, RunEvent, RunOptions, RunOutcome, Written};

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
    RunOptions { only: args.only.clone(), to: args.to.clone(), from: args.from.clone(), keep, project: None }
}

fn code(outcome: RunOutcome) -> ExitCode {
    if outcome == RunOutcome::Succeeded { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// One line of JSON for each event. Ends the run when nobody reads them any more.
fn with_events(project: &Project, args: &RunArgs) -> super::Done {
    let cancel = AtomicBool::new(false);
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
            cancel.store(true, Ordering::Relaxed);
            failure.get_or_insert(why);
        }
    };
    let outcome = engine::run(&project.snapshot, &options, &mut emit, &cancel);
    record.end();
    failure.map_or(Ok(code(outcome)), Err)
}

/// Problems on standard error, a line that counts where a person looks on, and the outputs on standard output.
fn with_words(project: &Project, args: &RunArgs) -> super::Done {
    let mut status = Status::default();
    let mut written = Vec::new();
    let mut computed = BTreeMap::new();
    let mut record = Record::begin(project, args);
    let options = options(args, &record);
    let mut tell = |event: RunEvent| match event {
        RunEvent::Started { .. } | RunEvent::Reading { .. } | RunEvent::Measured { .. } => {}
        RunEvent::Progress { node, port, rows } => {
            status.show(&progress(&node, &port, rows));
            computed.insert((node, port), rows);
        }
        RunEvent::SinkDone { node, rows, bytes: size } => {
            status.show(&format!("{node}: {}, {}, complete", counted(rows, "row"), bytes(size)));
        }
        RunEvent::Problem { node, problem } => {
            status.clear();
            eprintln!("{}", failure::line(Some(node.as_ref().unwrap_or(&project.name)), &problem));
        }
        RunEvent::Finished { outcome, seconds, written: files } => {
            status.clear();
            if outcome == RunOutcome::Succeeded {
                eprintln!("{} in {seconds:.2} s", success(&files));
            }
            written = files;
        }
    };
    let mut emit = |event: RunEvent| {
        record.see(&event);
        tell(event);
    };
    let outcome = engine::run(&project.snapshot, &options, &mut emit, &AtomicBool::new(false));
    record.end();
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
        eprintln!("{}", progress(node, port, *rows));
    }
    Ok(code(outcome))
}

fn success(files: &[Written]) -> String {
    match files.len() {
        0 => "Nothing to write, done".into(),
        1 => "1 file written".into(),
        count => format!("{count} files written"),
    }
}

fn progress(node: &str, port: &str, rows: u64) -> String {
    let dot = if port.is_empty() { "" } else { "." };
    format!("{node}{dot}{port}: {}", counted(rows, "row"))
}

/// Rows, bytes and path, separated by tabs; the path from the current folder where it lies below it.
fn output_line(file: &Written) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let path: &Path = file.path.strip_prefix(&here).unwrap_or(&file.path);
    format!("{}\t{}\t{}", file.rows, file.bytes, path.display())
}

/// One line of a terminal that is written over again and again; nothing at all where standard error is no terminal.
struct Status {
    is_terminal: bool,
    is_shown: bool,
}

impl Default for Status {
    fn default() -> Self {
        Status { is_terminal: std::io::stderr().is_terminal(), is_shown: false }
    }
}

impl Status {
    fn show(&mut self, text: &str) {
        if self.is_terminal {
            // Whether a person sees it is not worth failing for.
            let _ = write!(std::io::stderr(), "\r\x1b[K{text}");
            self.is_shown = true;
        }
    }

    fn clear(&mut self) {
        if std::mem::take(&mut self.is_shown) {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}
