//! Reads the previous runs from the history, in the background.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::entries::{KeptEntry, KeptVersions, NodeBar, RunEntry, RunEntryDetails, RunEntryState};
use crate::base::{Problem, Text};
use crate::connect::{self, History, KeptRun, NodeRows, NodeTime, Outcome, Run, RunDetails, RunState};
use crate::engine::{self, Snapshot};

/// The maximum number of listed runs.
const LISTED: usize = 200;

/// What to read from the history, in the background.
pub(super) struct HistoryQuery {
    pub project: PathBuf,
    pub chosen: Option<i64>,
    pub known: BTreeMap<i64, Text>,
    pub snapshot: Snapshot,
}

pub(super) struct HistoryAnswer {
    pub project: PathBuf,
    /// `Err` if the history cannot be read.
    pub listed: Result<Listed, Problem>,
    pub kept: KeptVersions,
}

#[derive(Default)]
pub(super) struct Listed {
    pub runs: Vec<RunEntry>,
    pub details: Option<RunEntryDetails>,
}

impl HistoryQuery {
    /// What is kept beside the outputs is found without a history as well.
    pub fn read(self, history: Result<History, Problem>) -> HistoryAnswer {
        let project = connect::real_path(&self.project);
        let outputs = engine::outputs(&self.snapshot);
        let kept = connect::kept(history.as_ref().ok(), &project, &outputs).unwrap_or_default();
        let listed = history.and_then(|history| self.list(&history, &project, &kept));
        HistoryAnswer { project: self.project, listed, kept: kept_versions(&kept) }
    }

    fn list(&self, history: &History, project: &Path, kept: &[KeptRun]) -> Result<Listed, Problem> {
        let listed = history.list(Some(project), LISTED)?;
        let mut names = engine::run_names(history, &listed, &self.known)?;
        let named = |run: &Run| run_entry(run, names.remove(&run.id).unwrap_or_default());
        let runs: Vec<RunEntry> = listed.iter().map(named).collect();
        let chosen = self.chosen.filter(|id| runs.iter().any(|run| run.id == *id));
        let shown = chosen.or(runs.first().map(|run| run.id));
        let details = shown.map(|id| details_of(history, kept, id)).transpose()?.flatten();
        Ok(Listed { runs, details })
    }
}

fn kept_versions(kept: &[KeptRun]) -> KeptVersions {
    let other = |kept: &KeptRun| {
        let by = kept.by.as_ref().filter(|_| kept.run.is_none())?;
        let (files, process) = (kept.outputs.len() as u64, &by.process);
        Some(KeptEntry { id: by.id.clone(), at: by.at, files, host: process.host.clone(), user: process.user })
    };
    KeptVersions { others: kept.iter().filter_map(other).collect(), has_first: connect::has_first(kept) }
}

fn run_entry(run: &Run, name: Text) -> RunEntry {
    let state = match run.state() {
        RunState::Running => RunEntryState::Running,
        RunState::Interrupted => RunEntryState::Interrupted,
        RunState::Ended(outcome) => match outcome {
            Outcome::Succeeded => RunEntryState::Succeeded,
            Outcome::FinishedWithFailures => RunEntryState::WithFailures,
            Outcome::Failed(_) => RunEntryState::Failed,
            Outcome::Cancelled => RunEntryState::Cancelled,
            Outcome::RolledBack => RunEntryState::RolledBack,
        },
    };
    RunEntry {
        id: run.id,
        state,
        place: run.place.clone(),
        started: run.started,
        seconds: run.seconds.filter(|_| state != RunEntryState::RolledBack),
        peak_memory: run.peak_memory,
        files: run.files,
        rows: run.rows,
        problem: run.problem_text.clone(),
        name,
    }
}

fn details_of(history: &History, kept: &[KeptRun], run: i64) -> Result<Option<RunEntryDetails>, Problem> {
    let Some(found) = history.details(run)? else { return Ok(None) };
    Ok(Some(RunEntryDetails {
        run,
        bars: bars(&found),
        rows: rows(&found),
        changes: engine::changes_since_good(history, &found)?,
        log: connect::log_path(run),
        is_kept: kept.iter().any(|kept| kept.run == Some(run)),
    }))
}

/// The rows of each output, if no times are known.
fn rows(run: &RunDetails) -> Vec<(String, u64)> {
    let of = |rows: &NodeRows| {
        let name = if rows.port.is_empty() { rows.node.clone() } else { format!("{}.{}", rows.node, rows.port) };
        (name, rows.rows)
    };
    if run.times.is_empty() { run.nodes.iter().map(of).collect() } else { Vec::new() }
}

/// A bar for each node that was active, in order of their start.
fn bars(run: &RunDetails) -> Vec<NodeBar> {
    let mut by_node: BTreeMap<&str, NodeBar> = BTreeMap::new();
    for NodeTime { node, port, started, seconds } in &run.times {
        let bar = by_node.entry(node).or_insert_with(|| NodeBar { node: node.clone(), ..NodeBar::default() });
        let stretches = if port.is_some() { &mut bar.flowed } else { &mut bar.prepared };
        stretches.push((*started, started + seconds));
    }
    for rows in &run.nodes {
        if let Some(bar) = by_node.get_mut(rows.node.as_str()) {
            bar.rows = bar.rows.max(rows.rows);
            bar.memory = bar.memory.max(rows.memory);
        }
    }
    let begin = |bar: &NodeBar| bar.prepared.iter().chain(&bar.flowed).map(|(from, _)| *from).fold(f64::MAX, f64::min);
    let mut bars: Vec<NodeBar> = by_node.into_values().collect();
    bars.sort_by(|a, b| begin(a).total_cmp(&begin(b)));
    bars
}
