//! `runs` and `rollback`: previous runs, and how to return to them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::{DateTime, Local};

use super::args::{ListFormat, RollbackArgs, RunsArgs, RunsCommand};
use super::failure::{self, Done, Failure};
use super::grid::Grid;
use super::project;
use super::stderr::print_line;
use super::stdout::Stdout;
use crate::base::Problem;
use crate::base::number::{bytes, counted};
use crate::connect::{self, History, HistoryOutput, Outcome, RollbackTo, Run, RunDetails, RunStart};
use crate::document::{self, Difference, What};
use crate::engine::{self, Changes};

fn failed(problem: Problem) -> Failure {
    Failure::one(failure::line(None, &problem))
}

pub fn runs(args: &RunsArgs) -> Done {
    let history = History::open().map_err(failed)?;
    match args.command {
        Some(RunsCommand::Show { id, format }) => return show(&history, id, format),
        Some(RunsCommand::Diff { from, to, format }) => return diff(&history, from, to, format),
        None => {}
    }
    let file = args.file.as_deref().map(absolute);
    let found = history.list(file.as_deref(), args.limit as usize).map_err(failed)?;
    let mut out = Stdout::open();
    match args.format {
        ListFormat::Json => out.json(&found.iter().map(json).collect::<Result<Vec<_>, _>>()?)?,
        ListFormat::Text if found.is_empty() => print_line("No runs are noted"),
        ListFormat::Text => {
            let mut names = engine::run_names(&history, &found, &BTreeMap::new()).map_err(failed)?;
            let mut grid =
                Grid::new(["run", "started", "result", "time", "project", "name"].map(str::to_owned), &[true]);
            for run in &found {
                let time = run.seconds.map_or(String::new(), |seconds| format!("{seconds:.2} s"));
                let project = run.project.display().to_string();
                let name = names.remove(&run.id).unwrap_or_default().to_string();
                grid.row([run.id.to_string(), started(run), run.state().words().to_owned(), time, project, name]);
            }
            out.line(&grid.to_string())?;
        }
    }
    out.finish()?;
    Ok(ExitCode::SUCCESS)
}

/// A run as JSON, including its state as a word.
fn json<T: serde::Serialize + AsRef<Run>>(run: &T) -> Result<serde_json::Value, Failure> {
    let mut value = serde_json::to_value(run).map_err(|error| Failure::one(error.to_string()))?;
    if let serde_json::Value::Object(fields) = &mut value {
        if let Some(log) = connect::log_path(run.as_ref().id) {
            fields.insert("log".into(), log.display().to_string().into());
        }
        let run = run.as_ref();
        fields.insert("state".into(), run.state().words().into());
        if let Some(cause) = run.outcome.and_then(Outcome::cause) {
            fields.insert("cause".into(), serde_json::to_value(cause).unwrap_or_default());
        }
    }
    Ok(value)
}

fn started(run: &Run) -> String {
    let at = DateTime::from_timestamp_millis(run.started).unwrap_or_default().with_timezone(&Local);
    at.format("%Y-%m-%d %H:%M:%S").to_string()
}

fn show(history: &History, id: i64, format: ListFormat) -> Done {
    let found = history.details(id).map_err(failed)?;
    let found = found.ok_or_else(|| Failure::one(format!("There is no run {id}. See tablewire runs")))?;
    let changes = engine::changes_since_good(history, &found).map_err(failed)?;
    let mut out = Stdout::open();
    match format {
        ListFormat::Json => {
            let mut value = json(&found)?;
            if let serde_json::Value::Object(fields) = &mut value {
                let changes = serde_json::to_value(&changes).map_err(|error| Failure::one(error.to_string()))?;
                fields.insert("changes".into(), changes);
            }
            out.json(&value)?;
        }
        ListFormat::Text => {
            for line in words(&found) {
                out.words(&line)?;
            }
            for Changes { from, differences, .. } in changes.iter().filter(|found| !found.differences.is_empty()) {
                out.words(&format!("Changed since run {from}, the last successful run"))?;
                for difference in differences {
                    out.words(&format!("  {}", difference_line(difference)))?;
                }
            }
        }
    }
    out.finish()?;
    Ok(ExitCode::SUCCESS)
}

fn words(found: &RunDetails) -> Vec<String> {
    let run = &found.run;
    let mut lines =
        vec![format!("Run {}, {}", run.id, run.state().words()), format!("  project  {}", run.project.display())];
    lines.push(format!("  started  {}", started(run)));
    lines.extend(run.seconds.map(|seconds| format!("  time     {seconds:.2} s")));
    lines.extend(run.peak_memory.map(|peak| format!("  memory   {} at most", bytes(peak))));
    lines.extend(run.place.iter().map(|place| format!("  on       {place}")));
    lines.push(format!("  version  {}", run.version));
    lines.extend(connect::log_path(run.id).map(|log| format!("  log      {}", log.display())));
    lines.extend(run.parameters.iter().map(|(name, value)| format!("  {name} = {value}")));
    lines.extend(run.problem.iter().map(|problem| format!("  problem  {problem}")));
    let section = |title: &str, of: Vec<String>| {
        let title = (!of.is_empty()).then(|| title.to_owned());
        title.into_iter().chain(of.into_iter().map(|line| format!("  {line}"))).collect::<Vec<_>>()
    };
    let read = |read: &connect::ReadSource| match read.bytes {
        Some(size) => format!("{}: {}, {}", read.node, read.address, bytes(size)),
        None => format!("{}: {}", read.node, read.address),
    };
    lines.extend(section("Read", found.reads.iter().map(read).collect()));
    let rows = |node: &connect::NodeRows| {
        let dot = if node.port.is_empty() { "" } else { "." };
        let memory = node.memory.map_or(String::new(), |most| format!(", at most {} of memory", bytes(most)));
        format!("{}{dot}{}: {}{memory}", node.node, node.port, counted(node.rows, "row"))
    };
    lines.extend(section("Rows", found.nodes.iter().map(rows).collect()));
    let wrote = |file: &HistoryOutput| {
        format!("{}: {}, {}, {}", file.node, file.address, counted(file.rows, "row"), bytes(file.bytes))
    };
    lines.extend(section("Written", found.outputs.iter().map(wrote).collect()));
    lines
}

pub fn rollback(args: &RollbackArgs) -> Done {
    let project = project::open(&args.project)?;
    // Versions are kept beside the outputs: the history only numbers the runs.
    let mut history = History::open().map_err(|problem| print_line(&failure::line(None, &problem))).ok();
    let start = RunStart {
        project: project.noted_as(None),
        text: document::write(&project.snapshot.document),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        ..RunStart::default()
    };
    let to = match args.to.as_deref() {
        None => RollbackTo::Previous,
        Some(to) => match to.parse() {
            Ok(0) => RollbackTo::Before,
            Ok(run) => RollbackTo::Run(run),
            Err(_) => RollbackTo::Id(to.to_owned()),
        },
    };
    let outputs = engine::outputs(&project.snapshot);
    let Some(done) = connect::roll_back(history.as_mut(), &start, &to, &outputs).map_err(failed)? else {
        let text = format!("{}: No run of it has kept its outputs. Run it with --keep", project.name);
        return Err(Failure::one(text));
    };
    for problem in &done.warnings {
        print_line(&failure::line(None, problem));
    }
    let mut out = Stdout::open();
    for output in &done.outputs {
        out.line(&output.to_string())?;
    }
    out.finish()?;
    let what = match &done.to {
        None => "the state before the first kept run".into(),
        Some(to) if *to == done.last => format!("run {}", to.name()),
        Some(to) => format!("run {}, before run {}", to.name(), done.last.name()),
    };
    print_line(&format!("Rolled back {} to {what}", counted(done.outputs.len() as u64, "file")));
    Ok(ExitCode::SUCCESS)
}

fn diff(history: &History, from: i64, to: i64, format: ListFormat) -> Done {
    let found = engine::changes(history, from, to).map_err(failed)?;
    let mut out = Stdout::open();
    match format {
        ListFormat::Json => out.json(&found)?,
        ListFormat::Text => {
            if !found.is_known {
                print_line("The project as it was in one of these runs is not known: an older version kept no text");
            } else if found.differences.is_empty() {
                print_line(&format!("Nothing has changed from run {from} to run {to}"));
            }
            for difference in &found.differences {
                out.words(&difference_line(difference))?;
            }
        }
    }
    out.finish()?;
    Ok(ExitCode::SUCCESS)
}

/// "late.condition: a > 15 → a > 30".
fn difference_line(difference: &Difference) -> String {
    let node = difference.node.as_deref().unwrap_or_default();
    let place = match &difference.what {
        What::Node => node.to_owned(),
        What::Name => format!("{node} (name)"),
        What::Kind => format!("{node} (kind)"),
        What::State => format!("{node} (state)"),
        What::Running => format!("{node} (running)"),
        What::Wire => format!("{node} (wire)"),
        What::Setting(path) => format!("{node}.{path}"),
        What::Parameter(name) => format!("${{{name}}}"),
        What::Connection(name) => format!("{name} (connection)"),
        What::File(path) => format!("{node} ({path})"),
    };
    match (&difference.before, &difference.after) {
        (Some(before), Some(after)) => format!("{place}: {before} → {after}"),
        (Some(before), None) => format!("{place}: without {before}"),
        (None, Some(after)) => format!("{place}: new, {after}"),
        (None, None) => place,
    }
}

fn absolute(file: &Path) -> PathBuf {
    connect::real_path(&std::path::absolute(file).unwrap_or_else(|_| file.to_path_buf()))
}
