//! Rolling back to the outputs of an earlier run.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::outcome::Outcome;
use super::{History, RunEnd, RunStart};
use crate::base::Problem;
use crate::base::text::in_a_row;
use crate::connect::source::Address;
use crate::connect::target::KeptBy;
use crate::connect::write::{
    KeptOutput, KeptOutputs, kept_before, kept_by_number, kept_numbers, kept_runs, recover_commits, restore,
};

/// A run for which versions of outputs are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptRun {
    /// Its number in the history; `None` if it is not there, such as another user's run.
    pub run: Option<i64>,
    /// `None` for a run of an older program.
    pub by: Option<KeptBy>,
    pub outputs: Vec<KeptOutput>,
}

/// What a rollback restores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RollbackTo {
    /// The outputs of the run before the last one that kept any.
    Previous,
    /// What was there before the first kept run.
    Before,
    Run(i64),
    /// The run with this id, of any user.
    Id(String),
}

/// What was restored.
#[derive(Debug)]
pub struct RolledBack {
    /// `None`: what was there before the first kept run.
    pub to: Option<KeptRun>,
    /// The latest run that kept its outputs.
    pub last: KeptRun,
    pub outputs: Vec<Address>,
    /// What else is worth knowing: interrupted runs that were cleaned up first, or why the rollback could not be recorded.
    pub warnings: Vec<Problem>,
}

impl KeptRun {
    /// Its number, or its id.
    pub fn name(&self) -> String {
        let id = || self.by.as_ref().map_or_else(String::new, |by| by.id.clone());
        self.run.map_or_else(id, |run| run.to_string())
    }
}

/// The runs of a project for which versions of outputs are kept, newest first. The outputs are those that the history
/// knows of, and `outputs`; the versions are found beside them, so this works without a history.
pub fn kept(history: Option<&History>, project: &Path, outputs: &[Address]) -> Result<Vec<KeptRun>, Problem> {
    let noted = history.map_or(Ok(Vec::new()), |history| history.outputs_of(project))?;
    // Versions are kept only of files.
    let known = noted.iter().map(|(_, address)| address).chain(outputs);
    let known: BTreeSet<PathBuf> = known.filter_map(|address| address.file().map(Path::to_path_buf)).collect();
    let identity = history.map(History::identity).transpose()?;
    let number = |by: &KeptBy| by.number.filter(|_| by.history.is_some() && by.history == identity);
    let is_ours = |by: &KeptBy| {
        by.project == project || number(by).is_some_and(|number| noted.iter().any(|(run, _)| *run == number))
    };
    let found = kept_runs(&known.into_iter().collect::<Vec<_>>());
    let found = found.into_iter().filter(|kept| is_ours(&kept.run));
    let mut kept: Vec<KeptRun> =
        found.map(|KeptOutputs { run, outputs }| KeptRun { run: number(&run), by: Some(run), outputs }).collect();
    kept.extend(by_number(&noted));
    Ok(kept)
}

/// Whether [`RollbackTo::Before`] is possible with these runs.
pub fn has_first(kept: &[KeptRun]) -> bool {
    kept.first().is_some_and(|last| last.outputs.iter().all(|output| kept_before(&output.output).is_some()))
}

/// Runs whose versions an older program has kept, under their numbers; newest first.
fn by_number(noted: &[(i64, Address)]) -> Vec<KeptRun> {
    let mut kept: Vec<KeptRun> = Vec::new();
    // Versions are kept only of files.
    let mut partial = BTreeSet::new();
    for (run, address) in noted {
        let path = address.file().filter(|path| kept_numbers(path).contains(run));
        let Some(version) = path.and_then(|path| kept_by_number(path, *run)) else {
            partial.insert(*run);
            continue;
        };
        match kept.last_mut().filter(|last| last.run == Some(*run)) {
            Some(last) => last.outputs.push(version),
            None => kept.push(KeptRun { run: Some(*run), by: None, outputs: vec![version] }),
        }
    }
    kept.retain(|kept| kept.run.is_none_or(|run| !partial.contains(&run)));
    kept
}

/// Restores outputs of an earlier run, all or none. `None` if no run has kept any. What an interrupted run has left is
/// cleaned up first. `outputs` are those of the project as far as they are known without a history.
pub fn roll_back(
    history: Option<&mut History>,
    start: &RunStart,
    to: &RollbackTo,
    outputs: &[Address],
) -> Result<Option<RolledBack>, Problem> {
    let mut warnings = recover_commits();
    let kept = kept(history.as_deref(), &start.project, outputs)?;
    let Some(last) = kept.first() else { return Ok(None) };
    let found = match to {
        RollbackTo::Previous => kept.get(1),
        RollbackTo::Before => None,
        RollbackTo::Run(number) => Some(with(&kept, &number.to_string(), |kept| kept.run == Some(*number))?),
        RollbackTo::Id(id) => Some(with(&kept, id, |kept| kept.by.as_ref().is_some_and(|by| by.id == *id))?),
    };
    let restored = match found {
        Some(run) => run.outputs.clone(),
        None => {
            let before = |output: &KeptOutput| {
                kept_before(&output.output).ok_or_else(|| none(&output.output, "0", &kept_names(&kept)))
            };
            last.outputs.iter().map(before).collect::<Result<_, _>>()?
        }
    };
    warnings.extend(restore(&restored)?);
    let stands = match found {
        None => say!("runs-first-stand-again"),
        Some(run) => say!("runs-stand-again", run = run.name()),
    };
    let end = RunEnd { problem: Some(stands), ..RunEnd::new(Outcome::RolledBack) };
    if let Some(history) = history {
        warnings.extend(history.begin(start).and_then(|run| history.end(run, &end)).err());
    }
    let outputs = restored.into_iter().map(|kept| kept.output.into()).collect();
    Ok(Some(RolledBack { to: found.cloned(), last: last.clone(), outputs, warnings }))
}

fn with<'a>(kept: &'a [KeptRun], name: &str, is_it: impl Fn(&KeptRun) -> bool) -> Result<&'a KeptRun, Problem> {
    let first = kept.first().and_then(|kept| kept.outputs.first());
    let path = first.map_or_else(PathBuf::new, |kept| kept.output.clone());
    kept.iter().find(|kept| is_it(kept)).ok_or_else(|| none(&path, name, &kept_names(kept)))
}

fn kept_names(kept: &[KeptRun]) -> Vec<String> {
    kept.iter().rev().map(KeptRun::name).collect()
}

fn none(path: &Path, run: &str, kept: &[String]) -> Problem {
    let message = say!("write-no-version", path = path.display(), run = run);
    Problem::error(message).remedy(say!("write-kept", runs = in_a_row(kept.iter().cloned())))
}
