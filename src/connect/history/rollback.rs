//! Rolling back to the outputs of an earlier run.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{History, RunEnd, RunStart};
use crate::base::Problem;
use crate::connect::write::{roll_back, versions};

/// A run for which versions of outputs are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptRun {
    pub run: i64,
    pub outputs: Vec<PathBuf>,
}

/// What was restored.
#[derive(Debug)]
pub struct RolledBack {
    pub to: i64,
    /// The latest run that kept its outputs.
    pub last: i64,
    pub outputs: Vec<PathBuf>,
    /// Why the rollback could not be recorded in the history, if it failed.
    pub unnoted: Option<Problem>,
}

impl History {
    /// The runs of a project for which versions of outputs are kept, newest first.
    pub fn kept(&self, project: &Path) -> Result<Vec<KeptRun>, Problem> {
        let mut kept: Vec<KeptRun> = Vec::new();
        // Versions are kept only for files.
        let mut partial = BTreeSet::new();
        for (run, address) in self.outputs_of(project)? {
            let Some(path) = address.file().map(Path::to_path_buf) else {
                partial.insert(run);
                continue;
            };
            match kept.last_mut().filter(|last| last.run == run) {
                Some(last) => last.outputs.push(path),
                None => kept.push(KeptRun { run, outputs: vec![path] }),
            }
        }
        kept.retain(|kept| !partial.contains(&kept.run));
        kept.retain(|kept| kept.outputs.iter().all(|path| versions(path).contains(&kept.run)));
        Ok(kept)
    }

    /// Restores the outputs of the run `to`, all or none; without `to` those of the run before the last one that kept
    /// them. `None` if no run has kept any. Version 0 is what was there before any run.
    pub fn roll_back(&mut self, start: &RunStart, to: Option<i64>) -> Result<Option<RolledBack>, Problem> {
        let kept = self.kept(&start.project)?;
        let Some(last) = kept.first() else { return Ok(None) };
        let to = to.unwrap_or_else(|| kept.get(1).map_or(0, |before| before.run));
        let outputs = &kept.iter().find(|kept| kept.run == to).unwrap_or(last).outputs;
        roll_back(outputs, to)?;
        let stands = if to == 0 { say!("runs-first-stand-again") } else { say!("runs-stand-again", run = to) };
        let end = RunEnd { outcome: "rolled back".into(), problem: Some(stands), ..RunEnd::default() };
        let unnoted = self.begin(start).and_then(|run| self.end(run, &end)).err();
        Ok(Some(RolledBack { to, last: last.run, outputs: outputs.clone(), unnoted }))
    }
}
