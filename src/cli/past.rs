//! `runs` and `rollback`: what was, and how to get back to it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::{DateTime, Local};

use super::args::ListFormat;
use super::failure::{self, Failure};
use super::grid::Grid;
use super::past_args::{RollbackArgs, RunsArgs, RunsCommand};
use super::project;
use super::stdout::Stdout;
use crate::base::Problem;
use crate::base::number::{bytes, counted};
use crate::connect::{self, Beginning, Ending, History, HistoryOutput, Run, RunDetails};
use crate::document;

fn failed(problem: Problem) -> Failure {
    Failure::one(failure::line(None, &problem))
}

pub fn runs(args: &RunsArgs) -> super::Done {
    let history = History::open().map_err(failed)?;
    if let Some(RunsCommand::Show { id, format }) = args.command {
        return show(&history, id, format);
    }
    let file = args.file.as_deref().map(absolute);
    let found = history.list(file.as_deref(), args.limit).map_err(failed)?;
    let mut out = Stdout::open();
    match args.format {
        ListFormat::Json => out.json(&found.iter().map(json).collect::<Result<Vec<_>, _>>()?)?,
        ListFormat::Text if found.is_empty() => eprintln!("No runs are noted"),
        ListFormat::Text => {
            let mut grid = Grid::new(["run", "started", "result", "time", "project"].map(str::to_owned), &[true]);
            for run in &found {
                let time = run.seconds.map_or(String::new(), |seconds| format!("{seconds:.2} s"));
                let project = run.project.display().to_string();
                grid.row([run.id.to_string(), started(run), run.state().to_owned(), time, project]);
            }
            out.line(&grid.to_string())?;
        }
    }
    out.finish()?;
    Ok(ExitCode::SUCCESS)
}

/// A run as JSON, with its state in a word besides.
fn json<T: serde::Serialize + AsRef<Run>>(run: &T) -> Result<serde_json::Value, Failure> {
    let mut value = serde_json::to_value(run).map_err(|error| Failure::one(error.to_string()))?;
    if let serde_json::Value::Object(fields) = &mut value {
        if let Some(log) = connect::log_path(run.as_ref().id) {
            fields.insert("log".into(), log.display().to_string().into());
        }
        fields.insert("state".into(), run.as_ref().state().into());
    }
    Ok(value)
}

fn started(run: &Run) -> String {
    let at = DateTime::from_timestamp_millis(run.started).unwrap_or_default().with_timezone(&Local);
    at.format("%Y-%m-%d %H:%M:%S").to_string()
}

fn show(history: &History, id: i64, format: ListFormat) -> super::Done {
    let found = history.details(id).map_err(failed)?;
    let found = found.ok_or_else(|| Failure::one(format!("There is no run {id}. See tablewire runs")))?;
    let mut out = Stdout::open();
    match format {
        ListFormat::Json => out.json(&json(&found)?)?,
        ListFormat::Text => {
            for line in words(&found) {
                out.line(&line)?;
            }
        }
    }
    out.finish()?;
    Ok(ExitCode::SUCCESS)
}

fn words(found: &RunDetails) -> Vec<String> {
    let run = &found.run;
    let mut lines = vec![format!("Run {}, {}", run.id, run.state()), format!("  project  {}", run.project.display())];
    lines.push(format!("  started  {}", started(run)));
    lines.extend(run.seconds.map(|seconds| format!("  time     {seconds:.2} s")));
    lines.extend(run.peak_memory.map(|peak| format!("  memory   {} at most", bytes(peak))));
    lines.push(format!("  version  {}", run.version));
    lines.extend(connect::log_path(run.id).map(|log| format!("  log      {}", log.display())));
    lines.extend(run.parameters.iter().map(|(name, value)| format!("  {name} = {value}")));
    lines.extend(run.problem.iter().map(|problem| format!("  problem  {problem}")));
    let section = |title: &str, of: Vec<String>| {
        let title = (!of.is_empty()).then(|| title.to_owned());
        title.into_iter().chain(of.into_iter().map(|line| format!("  {line}"))).collect::<Vec<_>>()
    };
    let read = |file: &connect::ReadFile| format!("{}: {}, {}", file.node, file.path.display(), bytes(file.bytes));
    lines.extend(section("Read", found.reads.iter().map(read).collect()));
    let rows = |node: &connect::NodeRows| {
        let dot = if node.port.is_empty() { "" } else { "." };
        format!("{}{dot}{}: {}", node.node, node.port, counted(node.rows, "row"))
    };
    lines.extend(section("Rows", found.nodes.iter().map(rows).collect()));
    let wrote = |file: &HistoryOutput| {
        format!("{}: {}, {}, {}", file.node, file.path.display(), counted(file.rows, "row"), bytes(file.bytes))
    };
    lines.extend(section("Written", found.outputs.iter().map(wrote).collect()));
    lines
}

pub fn rollback(args: &RollbackArgs) -> super::Done {
    let project = project::open(&args.project)?;
    let file = project.noted_as(None);
    let mut history = History::open().map_err(failed)?;
    let kept = kept(&history, &file)?;
    let Some((last, outputs)) = kept.first() else {
        let text = format!("{}: No run of it has kept its outputs. Run it with --keep", project.name);
        return Err(Failure::one(text));
    };
    let to = match args.to {
        Some(to) => to,
        None => match kept.get(1) {
            Some((before, _)) => *before,
            None => 0,
        },
    };
    let outputs = kept.iter().find(|(run, _)| *run == to).map_or(outputs, |(_, outputs)| outputs);
    connect::roll_back(outputs, to).map_err(failed)?;
    let text = document::write(&project.snapshot.document);
    let beginning =
        Beginning { project: file, text, version: env!("CARGO_PKG_VERSION").to_owned(), ..Beginning::default() };
    let ending = Ending { outcome: "rolled back".into(), problem: Some(format!("To run {to}")), ..Ending::default() };
    let noted = history.begin(&beginning).and_then(|run| history.end(run, &ending));
    if let Err(problem) = noted {
        eprintln!("{}", failure::line(None, &problem));
    }
    let mut out = Stdout::open();
    for output in outputs {
        out.line(&output.display().to_string())?;
    }
    out.finish()?;
    let from = if *last == to { String::new() } else { format!(", before run {last}") };
    let what = if to == 0 { "what was there before the first kept run".into() } else { format!("run {to}{from}") };
    eprintln!("{} as of {what}", counted(outputs.len() as u64, "file"));
    Ok(ExitCode::SUCCESS)
}

/// The runs of a project of whose outputs a version is kept, newest first, with the paths of these.
fn kept(history: &History, file: &Path) -> Result<Vec<(i64, Vec<PathBuf>)>, Failure> {
    let mut kept = Vec::new();
    for run in history.list(Some(file), 1_000).map_err(failed)? {
        let Some(found) = history.details(run.id).map_err(failed)? else { continue };
        let paths: Vec<PathBuf> = found.outputs.into_iter().map(|output| output.path).collect();
        if !paths.is_empty() && paths.iter().all(|path| connect::versions(path).contains(&run.id)) {
            kept.push((run.id, paths));
        }
    }
    Ok(kept)
}

fn absolute(file: &Path) -> PathBuf {
    connect::real_path(&std::path::absolute(file).unwrap_or_else(|_| file.to_path_buf()))
}
