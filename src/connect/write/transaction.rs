//! All outputs of one run, committed together.

use std::path::PathBuf;

use polars::prelude::LazyFrame;
use rayon::prelude::*;

use super::disk::{self, Emptied};
use super::file_output;
use super::journal::Journal;
use super::lock::{PATIENCE, TargetLocks};
use super::recovery::DRIVERS;
use super::staging::Staging;
use super::stores::{NotCommitted, Prepared, Stores};
use super::withdrawal::Withdrawal;
use crate::base::{Cancellation, Problem};
use crate::connect::growing::Moved;
use crate::connect::scan::WholeSource;
use crate::connect::source::Address;
use crate::connect::target::{Driver, Fill, Gauge, Keep, Promise, Staged, Target, Ticket, Transfer, Written};

/// The outputs of a run in progress. If dropped without [`Transaction::commit`], it removes everything it created.
pub struct Transaction {
    journal: Journal,
    outputs: Vec<Output>,
    /// Folders that were created, outermost first.
    folders: Vec<PathBuf>,
    is_complete: bool,
    /// Whether the next start finishes the commit: what was staged stays.
    is_left: bool,
    withdrawal: Withdrawal,
    /// Ends a commit as long as nothing has been moved.
    cancellation: Cancellation,
    drivers: &'static [&'static dyn Driver],
}

struct Output {
    promise: Promise,
    staged: Box<dyn Staged>,
}

/// Outputs that are prepared.
struct Ready {
    /// The indices of those that are committed one by one, in their order.
    order: Vec<usize>,
    /// With the indices of their outputs.
    tickets: Vec<(usize, Ticket)>,
}

impl Transaction {
    /// Another thread can end it through `withdrawal`.
    pub fn begin(withdrawal: &Withdrawal) -> Transaction {
        Transaction::with_drivers(Journal::create(), withdrawal, DRIVERS)
    }

    pub(super) fn with_drivers(
        journal: Journal,
        withdrawal: &Withdrawal,
        drivers: &'static [&'static dyn Driver],
    ) -> Transaction {
        withdrawal.noted_in(journal.path());
        let (outputs, folders) = (Vec::new(), Vec::new());
        let (is_complete, is_left, withdrawal) = (false, false, withdrawal.clone());
        let cancellation = Cancellation::default();
        Transaction { journal, outputs, folders, is_complete, is_left, withdrawal, cancellation, drivers }
    }

    /// The commit ends with this cancellation as long as nothing has been moved.
    pub fn set_cancellation(&mut self, cancellation: &Cancellation) {
        self.cancellation = cancellation.clone();
    }

    /// Adds an output and returns the plan that writes it beside its target. Collect the plans of all outputs together
    /// with [`crate::connect::execute_all`], each exactly once, then call
    /// [`Transaction::commit`].
    pub fn add(&mut self, rows: LazyFrame, target: &dyn Target) -> Result<LazyFrame, Problem> {
        self.check(target)?;
        let Transaction { journal, withdrawal, folders, .. } = self;
        let (staged, plan) = target.stage(rows, &mut Staging { journal, withdrawal, folders })?;
        self.outputs.push(Output { promise: target.promise(), staged });
        Ok(plan)
    }

    /// Adds an output of all rows of a source that are passed on as they are, and returns what fills it. `None` if they
    /// cannot be; then nothing has been added.
    pub fn pass_on(&mut self, rows: &WholeSource, target: &dyn Target) -> Result<Option<Fill>, Problem> {
        self.check(target)?;
        let Transaction { journal, withdrawal, folders, .. } = self;
        let passed = target.pass_on(rows, &mut Staging { journal, withdrawal, folders })?;
        Ok(passed.map(|Transfer { staged, fill }| {
            self.outputs.push(Output { promise: target.promise(), staged });
            fill
        }))
    }

    /// Fails if the target cannot be an output beside those that were added before, or at all.
    fn check(&self, target: &dyn Target) -> Result<(), Problem> {
        let (address, promise) = (target.address(), target.promise());
        let place = address.to_string();
        if self.outputs.iter().any(|output| output.staged.address().real() == address.real()) {
            return Err(Problem::error(say!("write-same-file", path = place))
                .remedy(say!("write-own-file"))
                .at(target.setting()));
        }
        let is_final = |output: &Output| output.promise == Promise::Irrevocable;
        if promise == Promise::Irrevocable
            && let Some(other) = self.outputs.iter().find(|output| is_final(output))
        {
            let other = other.staged.address().to_string();
            let problem = Problem::error(say!("write-two-irrevocable", address = place, other = other));
            return Err(problem.remedy(say!("write-run-apart")).at(target.setting()));
        }
        target.check()
    }

    /// Adds the positions of growing sources, which move together with the outputs that were added before.
    pub fn add_positions(&mut self, moved: &Moved) -> Result<(), Problem> {
        let Transaction { journal, withdrawal, folders, .. } = self;
        let staged = file_output::positions(moved, &mut Staging { journal, withdrawal, folders })?;
        self.outputs.push(Output { promise: Promise::AllOrNothing, staged: Box::new(staged) });
        Ok(())
    }

    /// For each output in the order of adding, a gauge of the bytes written so far.
    pub fn gauges(&self) -> Vec<Gauge> {
        self.outputs.iter().map(|output| output.staged.gauge()).collect()
    }

    /// Which output could not be written, and why, when collecting has failed. `None` if the fault is elsewhere.
    pub fn fault(&self) -> Option<(usize, Problem)> {
        self.outputs.iter().enumerate().find_map(|(index, output)| Some((index, output.staged.fault()?)))
    }

    /// Completes every output beside its target, crash-safe; returns their sizes in bytes. Fails with the index of the
    /// output at fault.
    pub fn complete(&mut self) -> Result<Vec<u64>, (usize, Problem)> {
        if !std::mem::replace(&mut self.is_complete, true) {
            // In parallel: the disk flushes several files together.
            let finished: Vec<Result<(), Problem>> =
                self.outputs.par_iter().map(|output| output.staged.complete()).collect();
            for (index, finished) in finished.into_iter().enumerate() {
                finished.map_err(|problem| (index, problem))?;
            }
        }
        Ok(self.outputs.iter().map(|output| output.staged.bytes()).collect())
    }

    /// For each output in the order of adding, how many rows it has; `None` if these are all that have arrived.
    pub fn rows(&self) -> Vec<Option<u64>> {
        self.outputs.iter().map(|output| output.staged.rows()).collect()
    }

    /// Where the outputs differ from the tables, by their indices; known when they are complete.
    pub fn warnings(&self) -> Vec<(usize, Problem)> {
        let of = |(index, output): (usize, &Output)| {
            output.staged.warnings().into_iter().map(move |warning| (index, warning)).collect::<Vec<_>>()
        };
        self.outputs.iter().enumerate().flat_map(of).collect()
    }

    /// Completes every output and moves all of them into place. The changes of databases are made first, in transactions that
    /// wait; then come the outputs that can be undone, then those transactions. Of several runs with a common output one
    /// comes first, the others wait. Fails with the index of the output at fault, with the existing outputs intact; only
    /// where one database has committed and another one cannot, the next start finishes it. With `keep`, versions of each
    /// output are kept; if that fails the new outputs stay. The second list says what could not be kept or noted.
    pub fn commit(mut self, keep: Option<&Keep>) -> Result<(Vec<Written>, Vec<Problem>), (usize, Problem)> {
        self.complete()?;
        let withdrawal = self.withdrawal.clone();
        let mut lost = Vec::new();
        if let Some(keep) = keep {
            lost.extend(self.stage_versions(keep));
        }
        let locks = self.lock().map_err(|problem| (0, problem))?;
        if let Some(keep) = keep {
            lost.extend(self.each(|output, staging| output.keep_before(keep, staging)));
        }
        let Ready { order, tickets } = self.prepare()?;
        let all: Vec<Ticket> = tickets.iter().map(|(_, ticket)| ticket.clone()).collect();
        let mut outputs = Prepared::all(&all, self.drivers);
        outputs.iter_mut().for_each(|output| output.index = tickets[output.index].0);
        let stores = Stores::begin(&outputs, &self.cancellation)?;
        let committing = withdrawal.commit().map_err(|problem| (0, problem))?;
        self.journal.note_commit(&all);
        for (done, index) in order.iter().enumerate() {
            locks.renew();
            if let Err(problem) = self.outputs[*index].staged.commit() {
                drop(stores);
                return Err((*index, self.undo(&order[..=done], problem)));
            }
        }
        let is_fixed = order.iter().any(|index| self.outputs[*index].promise == Promise::Irrevocable);
        match stores.commit(is_fixed) {
            Ok(()) => {}
            Err(NotCommitted::Unchanged(index, problem)) => return Err((index, self.undo(&order, problem))),
            Err(NotCommitted::Left(index, problem)) => {
                self.journal.stay();
                self.is_left = true;
                committing.done();
                let address = self.outputs[index].staged.address().to_string();
                let message = say!("write-left-open", address = address, problem = problem.message);
                return Err((index, Problem { message, remedy: Some(say!("write-finish")), ..problem }));
            }
        }
        let settled: Vec<_> = self.outputs.iter_mut().map(|output| output.staged.settle()).collect();
        self.journal.note_done();
        if settled.iter().any(Result::is_err) {
            // The outputs are in their places; the next start removes what is left beside them.
            self.journal.stay();
        }
        // Those that were made for versions that could not be kept.
        self.remove_empty_folders();
        if let Some(keep) = keep {
            lost.extend(self.each(|output, staging| output.prune_versions(keep, staging)));
        }
        committing.done();
        if locks.release() {
            self.journal.stay();
        }
        lost.extend(self.journal.lost());
        let written = self.outputs.drain(..).map(|output| output.staged.written()).collect();
        Ok((written, lost))
    }

    /// Prepares every output.
    fn prepare(&mut self) -> Result<Ready, (usize, Problem)> {
        let mut order: Vec<usize> = (0..self.outputs.len()).collect();
        order.sort_by_key(|index| self.outputs[*index].promise);
        let mut tickets = Vec::new();
        for index in &order {
            let ticket = self.outputs[*index].staged.prepare().map_err(|problem| (*index, problem))?;
            tickets.extend(ticket.map(|ticket| (*index, ticket)));
        }
        order.retain(|index| self.outputs[*index].promise != Promise::Transactional);
        Ok(Ready { order, tickets })
    }

    /// Copies what will be the versions of this run, before others have to wait.
    fn stage_versions(&mut self, keep: &Keep) -> Vec<Problem> {
        let addresses: Vec<Address> = self.outputs.iter().map(|output| output.staged.address()).collect();
        let failed = self.each(|output, staging| output.stage_version(keep, &addresses, staging));
        if !failed.is_empty() {
            self.outputs.iter_mut().for_each(|output| output.staged.discard_version());
        }
        failed
    }

    fn each(&mut self, mut work: impl FnMut(&mut dyn Staged, &mut Staging<'_>) -> Result<(), Problem>) -> Vec<Problem> {
        let Transaction { journal, outputs, folders, withdrawal, .. } = self;
        let mut staging = Staging { journal, withdrawal, folders };
        outputs.iter_mut().filter_map(|output| work(&mut *output.staged, &mut staging).err()).collect()
    }

    fn remove_empty_folders(&mut self) {
        for folder in self.folders.drain(..).rev() {
            if disk::remove_empty(&folder) == Emptied::Left {
                self.journal.stay();
            }
        }
    }

    fn lock(&mut self) -> Result<TargetLocks, Problem> {
        let targets: Vec<PathBuf> = self.outputs.iter().filter_map(|output| output.staged.replaces()).collect();
        self.journal.note_locks(&targets);
        let Transaction { journal, withdrawal, .. } = self;
        TargetLocks::acquire(&targets, PATIENCE, withdrawal, |path| journal.note_temporary(path))
    }

    /// Undoes the commit of these outputs after `problem`. Where that fails as well, the next start tries again.
    fn undo(&mut self, outputs: &[usize], problem: Problem) -> Problem {
        let undone = outputs.iter().rev().map(|index| self.outputs[*index].staged.undo());
        let failed: Vec<Problem> = undone.collect::<Vec<_>>().into_iter().filter_map(Result::err).collect();
        let Some(first) = failed.into_iter().next() else {
            self.journal.note_undone();
            return problem;
        };
        self.journal.stay();
        let message = say!("write-not-undone", problem = problem.message, undoing = first.message);
        Problem { message, remedy: Some(say!("write-finish")), ..problem }
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        if self.is_left {
            return;
        }
        // Temporary files first: only an empty folder can be removed. Others may have put files there meanwhile; those
        // stay. The last output goes first: a file that was made for all of them is empty then.
        let left = self.outputs.drain(..).rev().map(|output| output.staged.discard());
        if left.filter(|left| *left).count() > 0 {
            self.journal.stay();
        }
        self.remove_empty_folders();
    }
}
