//! An output that only accepts bytes: a device, or standard output as `/dev/stdout`. Bytes are written as they arrive,
//! so a run that fails may have written some of them.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use polars::prelude::LazyFrame;

use super::check_target::refused_stream;
use super::plan::Plan;
use super::shared_writer::SharedFile;
use super::unsupported::UnsupportedValues;
use crate::base::Problem;
use crate::connect::io_problem::{FileOperation, io_problem};
use crate::connect::source::Address;
use crate::connect::target::*;

pub(super) struct StreamOutput {
    path: PathBuf,
    shared: Arc<SharedFile>,
    unsupported: Vec<UnsupportedValues>,
}

impl StreamOutput {
    pub fn stage(path: &Path, target: &FileTarget, rows: LazyFrame) -> Result<(Box<dyn Staged>, LazyFrame), Problem> {
        refused_stream(path, target)?;
        // A file to which standard output was redirected may have content already.
        let file = File::options().append(true).open(path);
        let file = file.map_err(|error| io_problem(FileOperation::Write, path, &error).at("path"))?;
        let Plan { shared, unsupported, plan } = Plan::of(path, file, &target.format, rows)?;
        Ok((Box::new(StreamOutput { path: target.path.clone(), shared, unsupported }), plan))
    }
}

impl Staged for StreamOutput {
    fn address(&self) -> Address {
        Address::File(self.path.clone())
    }

    fn gauge(&self) -> Gauge {
        let shared = self.shared.clone();
        Arc::new(move || shared.bytes())
    }

    fn fault(&self) -> Option<Problem> {
        self.shared.fault()
    }

    fn complete(&self) -> Result<(), Problem> {
        self.shared.end()
    }

    fn bytes(&self) -> u64 {
        self.shared.bytes()
    }

    fn warnings(&self) -> Vec<Problem> {
        self.unsupported.iter().filter_map(UnsupportedValues::warning).collect()
    }

    fn prepare(&mut self) -> Result<Option<Ticket>, Problem> {
        Ok(None)
    }

    fn commit(&mut self) -> Result<(), Problem> {
        Ok(())
    }

    /// What was written cannot be taken back.
    fn undo(&mut self) -> Result<(), Problem> {
        Ok(())
    }

    fn settle(&mut self) -> Result<(), Problem> {
        Ok(())
    }

    fn written(self: Box<Self>) -> Written {
        Written { bytes: self.bytes(), address: self.path.into() }
    }

    fn discard(self: Box<Self>) -> bool {
        false
    }
}
