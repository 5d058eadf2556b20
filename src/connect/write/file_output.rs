//! One output file: its temporary file beside the target, its plan, its commit.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use polars::prelude::LazyFrame;
use tempfile::{NamedTempFile, TempPath};

use super::check_target::check_target;
use super::excel::Workbook;
use super::file_driver::FILES;
use super::plan::Plan;
use super::shared_writer::SharedFile;
use super::staging::Staging;
use super::step::{Step, sync_folders};
use super::stream_output::StreamOutput;
use super::unsupported::UnsupportedValues;
use super::versions;
use crate::base::Problem;
use crate::connect::files::temporary_beside;
use crate::connect::growing::Moved;
use crate::connect::io_problem::{FileOperation, io_problem};
use crate::connect::links::{Place, folder_of, place_of};
use crate::connect::source::Address;
use crate::connect::target::*;

/// A file beside its target.
pub(super) struct FileOutput {
    path: PathBuf,
    existing: Existing,
    temporary: TempPath,
    content: Content,
    /// For JSON: the numbers that it cannot represent, by column.
    unsupported: Vec<UnsupportedValues>,
    /// How it takes its place; known once it is prepared.
    step: Option<Step>,
    /// The copy that becomes the version of this run.
    version: Option<PathBuf>,
}

/// What the plan writes into.
enum Content {
    /// Bytes, as the plan produces them.
    Stream(Arc<SharedFile>),
    /// Rows, batch by batch.
    Rows(Arc<Mutex<Workbook>>),
    /// Bytes that are known, in place of those that were in the target when the run began.
    Bytes { file: File, before: Option<Vec<u8>> },
}

impl FileOutput {
    /// The output and the plan that fills `temporary`.
    fn new(
        path: PathBuf,
        target: &FileTarget,
        temporary: NamedTempFile,
        rows: LazyFrame,
    ) -> Result<(FileOutput, LazyFrame), Problem> {
        let (file, temporary) = temporary.into_parts();
        let (content, unsupported, plan) = match &target.format {
            TargetFormat::Excel(options) => {
                let (book, plan) = Workbook::plan(&path, file, options, rows)?;
                (Content::Rows(book), Vec::new(), plan)
            }
            format => {
                let Plan { shared, unsupported, plan } = Plan::of(&path, file, format, rows)?;
                (Content::Stream(shared), unsupported, plan)
            }
        };
        Ok((
            FileOutput { path, existing: target.existing, temporary, content, unsupported, step: None, version: None },
            plan,
        ))
    }
}

/// The positions of growing sources: a file whose content is known.
pub(super) fn positions(moved: &Moved, staging: &mut Staging<'_>) -> Result<FileOutput, Problem> {
    let failed = |error: &io::Error| io_problem(FileOperation::Write, &moved.path, error);
    let temporary = new_temporary(&moved.path, staging)?;
    let (mut file, temporary) = temporary.into_parts();
    file.write_all(&moved.content).map_err(|error| failed(&error))?;
    let content = Content::Bytes { file, before: moved.before.clone() };
    let (path, existing) = (moved.path.clone(), Existing::Overwrite);
    Ok(FileOutput { path, existing, temporary, content, unsupported: Vec::new(), step: None, version: None })
}

/// A file beside `path`, noted before it exists.
fn new_temporary(path: &Path, staging: &mut Staging<'_>) -> Result<NamedTempFile, Problem> {
    let (journal, withdrawal) = (&mut *staging.journal, staging.withdrawal);
    let make = || temporary_beside(path, |name| journal.note_temporary(name));
    withdrawal.with_temporary(make, |made| made.path().to_path_buf())
}

impl Target for FileTarget {
    fn address(&self) -> Address {
        Address::File(self.path.clone())
    }

    fn setting(&self) -> &'static str {
        "path"
    }

    fn promise(&self) -> Promise {
        Promise::AllOrNothing
    }

    fn check(&self) -> Result<(), Problem> {
        check_target(self)
    }

    fn stage(&self, rows: LazyFrame, staging: &mut Staging<'_>) -> Result<(Box<dyn Staged>, LazyFrame), Problem> {
        let path = match place_of(&self.path).map_err(|problem| problem.at("path"))? {
            Place::File(path) => path,
            Place::Stream(path) => return StreamOutput::stage(&path, self, rows),
        };
        if self.create_folders {
            staging.make_folders(folder_of(&path))?;
        }
        let temporary = new_temporary(&path, staging).map_err(|problem| problem.at("path"))?;
        let (output, plan) = FileOutput::new(path, self, temporary, rows)?;
        Ok((Box::new(output), plan))
    }
}

impl Staged for FileOutput {
    fn address(&self) -> Address {
        Address::File(self.path.clone())
    }

    fn gauge(&self) -> Gauge {
        match &self.content {
            Content::Stream(shared) => {
                let shared = shared.clone();
                Arc::new(move || shared.bytes())
            }
            Content::Rows(_) | Content::Bytes { .. } => {
                let path = self.temporary.to_path_buf();
                Arc::new(move || fs::metadata(&path).map_or(0, |metadata| metadata.len()))
            }
        }
    }

    fn fault(&self) -> Option<Problem> {
        match &self.content {
            Content::Stream(shared) => shared.fault(),
            Content::Rows(book) => book.lock().ok()?.fault(),
            Content::Bytes { .. } => None,
        }
    }

    fn complete(&self) -> Result<(), Problem> {
        match &self.content {
            Content::Stream(shared) => shared.finish(),
            Content::Rows(book) => match book.lock() {
                Ok(mut book) => book.finish(),
                Err(_) => Err(Problem::error(say!("excel-half-written"))),
            },
            Content::Bytes { file, .. } => {
                file.sync_all().map_err(|error| io_problem(FileOperation::Write, &self.path, &error))
            }
        }
    }

    fn bytes(&self) -> u64 {
        fs::metadata(&self.temporary).map_or(0, |metadata| metadata.len())
    }

    fn warnings(&self) -> Vec<Problem> {
        let of_book = match &self.content {
            Content::Stream(_) | Content::Bytes { .. } => Vec::new(),
            Content::Rows(book) => book.lock().map_or_else(|_| Vec::new(), |book| book.warnings()),
        };
        self.unsupported.iter().filter_map(UnsupportedValues::warning).chain(of_book).collect()
    }

    fn replaces(&self) -> Option<PathBuf> {
        Some(self.path.clone())
    }

    fn prepare(&mut self) -> Result<Option<Ticket>, Problem> {
        if self.existing == Existing::Fail && self.path.exists() {
            let text = say!("write-appeared", path = self.path.display());
            return Err(Problem::error(text).remedy(say!("write-remove-or-rename")).at("path"));
        }
        if let Content::Bytes { before, .. } = &self.content
            && fs::read(&self.path).ok() != *before
        {
            let problem = Problem::error(say!("growing-moved-meanwhile", path = self.path.display()));
            return Err(problem.remedy(say!("growing-run-again")).transient());
        }
        let step = Step::of(&self.temporary, &self.path, self.version.clone());
        let step = step.map_err(|error| io_problem(FileOperation::Replace, &self.path, &error).at("path"))?;
        let ticket = FILES.ticket(&step)?;
        self.step = Some(step);
        Ok(Some(ticket))
    }

    fn commit(&mut self) -> Result<(), Problem> {
        let Some(step) = &self.step else { return Ok(()) };
        step.carry_out().map_err(|error| io_problem(FileOperation::Replace, &step.target, &error).at("path"))
    }

    fn undo(&mut self) -> Result<(), Problem> {
        let Some(step) = &self.step else { return Ok(()) };
        step.undo().map_err(|error| io_problem(FileOperation::Restore, &step.target, &error).at("path"))
    }

    fn settle(&mut self) -> Result<(), Problem> {
        let Some(step) = &self.step else { return Ok(()) };
        sync_folders(std::slice::from_ref(step));
        step.settle().map_err(|error| io_problem(FileOperation::Replace, &step.target, &error).at("path"))
    }

    fn stage_version(&mut self, keep: &Keep, outputs: &[Address], staging: &mut Staging<'_>) -> Result<(), Problem> {
        self.version = Some(versions::stage(&self.temporary, &self.path, keep, outputs, staging)?);
        Ok(())
    }

    fn discard_version(&mut self) {
        if let Some(version) = self.version.take() {
            // A file that cannot be removed has no manifest, so it does not count as a version.
            let _ = versions::place::remove(&version);
        }
    }

    fn keep_before(&self, keep: &Keep, staging: &mut Staging<'_>) -> Result<(), Problem> {
        versions::keep_before(&self.path, keep, staging)
    }

    fn prune_versions(&self, keep: &Keep, staging: &mut Staging<'_>) -> Result<(), Problem> {
        versions::prune(&self.path, keep, staging)
    }

    fn written(self: Box<Self>) -> Written {
        let bytes = fs::metadata(&self.path).map_or(0, |metadata| metadata.len());
        // The temporary file is gone; nothing is left to remove.
        let _ = self.temporary.keep();
        Written { address: self.path.into(), bytes }
    }

    fn discard(self: Box<Self>) -> bool {
        let FileOutput { temporary, content, version, .. } = *self;
        let is_version_left = version.is_some_and(|version| versions::place::remove(&version).is_err());
        let path = temporary.to_path_buf();
        // From here on nothing in this process holds it open, which matters on some systems.
        drop((content, temporary));
        path.exists() || is_version_left
    }
}
