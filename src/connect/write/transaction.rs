//! All outputs of one run, replaced together.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use polars::prelude::LazyFrame;
use rayon::prelude::*;

use super::journal::{Journal, Step, sync_folders};
use super::output::Output;
use super::refused::refused;
use super::versions::{self, Keep};
use super::withdrawal::Withdrawal;
use crate::base::Problem;
use crate::connect::files::{behind_link, folder_of, real_path, temporary_beside};
use crate::connect::source::Address;
use crate::connect::target::{Existing, Target};
use crate::connect::words::{Doing, io_problem};

/// The outputs of a run on their way. Dropped without [`Transaction::commit`], it removes everything that it made.
pub struct Transaction {
    journal: Journal,
    outputs: Vec<Output>,
    /// Folders made on the way, outermost first.
    folders: Vec<PathBuf>,
    is_complete: bool,
    withdrawal: Withdrawal,
}

/// Tells how many bytes of an output are written.
pub type Gauge = Arc<dyn Fn() -> u64 + Send + Sync>;

/// What a run has written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub address: Address,
    pub bytes: u64,
}

impl Transaction {
    /// Fails where no note for recovery can be kept. By `withdrawal` another thread can end it.
    pub fn begin(withdrawal: &Withdrawal) -> Result<Transaction, Problem> {
        Ok(Transaction::noted_in(Journal::create()?, withdrawal))
    }

    pub(super) fn noted_in(journal: Journal, withdrawal: &Withdrawal) -> Transaction {
        withdrawal.noted_in(journal.path());
        let (outputs, folders) = (Vec::new(), Vec::new());
        Transaction { journal, outputs, folders, is_complete: false, withdrawal: withdrawal.clone() }
    }

    /// Adds an output and gives the plan that writes it beside its target. Collect the plans of all outputs together with
    /// `LazyFrame::collect_all_with_engine` on the streaming engine, each exactly once, then [`Transaction::commit`].
    pub fn add(&mut self, rows: LazyFrame, target: &Target) -> Result<LazyFrame, Problem> {
        let path = behind_link(&target.path);
        let place = path.display();
        if self.outputs.iter().any(|output| real_path(&output.path) == real_path(&path)) {
            return Err(Problem::error(say!("write-same-file", path = place))
                .remedy(say!("write-own-file"))
                .at("path"));
        }
        refused(target)?;
        if target.create_folders {
            self.make_folders(folder_of(&path))?;
        }
        let (journal, withdrawal) = (&mut self.journal, &self.withdrawal);
        let make = || temporary_beside(&path, |name| journal.note_temporary(name));
        let temporary = withdrawal.with_temporary(make, |made| made.path()).map_err(|problem| problem.at("path"))?;
        let (output, plan) = Output::new(path, target, temporary, rows)?;
        self.outputs.push(output);
        Ok(plan)
    }

    /// For each output in the order of adding, what tells the bytes written so far.
    pub fn gauges(&self) -> Vec<Gauge> {
        self.outputs.iter().map(Output::gauge).collect()
    }

    /// Which output failed to be written, and why, when collecting has failed. `None` when the fault lies elsewhere.
    pub fn fault(&self) -> Option<(usize, Problem)> {
        self.outputs.iter().enumerate().find_map(|(index, output)| Some((index, output.fault()?)))
    }

    /// Completes every output beside its target, on the disk; gives their bytes. Fails with the number of the output at
    /// fault.
    pub fn complete(&mut self) -> Result<Vec<u64>, (usize, Problem)> {
        if !std::mem::replace(&mut self.is_complete, true) {
            // Side by side: the disk brings several files to safety in one go.
            let finished: Vec<Result<(), Problem>> = self.outputs.par_iter().map(Output::finish).collect();
            for (index, finished) in finished.into_iter().enumerate() {
                finished.map_err(|problem| (index, problem))?;
            }
        }
        Ok(self.outputs.iter().map(Output::size).collect())
    }

    /// What the outputs hold otherwise than the tables, by their numbers; known when they are complete.
    pub fn warnings(&self) -> Vec<(usize, Problem)> {
        let of = |(index, output): (usize, &Output)| {
            output.warnings().into_iter().map(move |warning| (index, warning)).collect::<Vec<_>>()
        };
        self.outputs.iter().enumerate().flat_map(of).collect()
    }

    /// Completes every output and moves all of them into place. Fails with the number of the output at fault, the old
    /// files intact. With `keep`, versions of each output are kept; where that fails the new outputs stand, and the second
    /// list says why.
    pub fn commit(mut self, keep: Option<Keep>) -> Result<(Vec<Written>, Vec<Problem>), (usize, Problem)> {
        self.complete()?;
        let withdrawal = self.withdrawal.clone();
        let committing = withdrawal.commit().map_err(|problem| (0, problem))?;
        let paths: Vec<PathBuf> = self.outputs.iter().map(|output| output.path.clone()).collect();
        let mut lost = Vec::new();
        if keep.is_some() {
            lost.extend(paths.iter().filter_map(|path| versions::keep_before(path).err()));
        }
        for (index, output) in self.outputs.iter().enumerate() {
            if output.existing == Existing::Fail && output.path.exists() {
                let text = say!("write-appeared", path = output.path.display());
                return Err((index, Problem::error(text).remedy(say!("write-remove-or-rename")).at("path")));
            }
        }
        let steps: Vec<Step> = self.outputs.iter().map(Output::step).collect();
        self.journal.note_commit(&steps).map_err(|problem| (0, problem))?;
        for (index, step) in steps.iter().enumerate() {
            if let Err(error) = step.carry_out() {
                steps[..=index].iter().rev().for_each(Step::undo);
                self.journal.note_undone();
                return Err((index, io_problem(Doing::Replace, &step.target, &error).at("path")));
            }
        }
        sync_folders(&steps);
        steps.iter().for_each(Step::forget_backup);
        self.folders.clear();
        committing.done();
        let written = self.outputs.drain(..).map(Output::into_written).collect();
        if let Some(keep) = keep {
            lost.extend(paths.iter().filter_map(|path| versions::keep(path, keep).err()));
        }
        Ok((written, lost))
    }

    fn make_folders(&mut self, folder: &Path) -> Result<(), Problem> {
        let missing: Vec<&Path> = folder.ancestors().take_while(|f| !f.as_os_str().is_empty() && !f.exists()).collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder)
                .or_else(|error| if folder.is_dir() { Ok(()) } else { Err(error) })
                .map_err(|error| io_problem(Doing::MakeFolder, folder, &error).at("path"))?;
            self.folders.push(folder.to_path_buf());
            self.withdrawal.with_folder(folder);
        }
        Ok(())
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        // Temporary files first: only an empty folder can be removed. Others may have put files there meanwhile; those stay.
        let kept = self.outputs.drain(..).filter_map(Output::discard).count();
        if kept > 0 {
            self.journal.stay();
        }
        for folder in self.folders.drain(..).rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}
