//! Recovery of output files after a crash.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::step::Step;
use crate::base::Problem;
use crate::connect::io_problem::{FileOperation, io_problem};
use crate::connect::source::Address;
use crate::connect::target::{Driver, Removal, Ticket};

/// Finishes or removes files. The staged ticket is the path of a temporary file, the prepared one a [`Step`]; both as
/// JSON.
pub(super) struct FileDriver;

pub(super) const FILES: FileDriver = FileDriver;

impl FileDriver {
    pub fn ticket(&self, of: &impl Serialize) -> Result<Ticket, Problem> {
        let text = serde_json::to_string(of).map_err(|error| {
            Problem::error(say!("write-cannot-note", error = error)).remedy(say!("file-choose-name"))
        })?;
        Ok(Ticket { driver: self.name().to_owned(), text })
    }
}

impl Driver for FileDriver {
    fn name(&self) -> &'static str {
        "file"
    }

    fn remove(&self, staged: &str) -> Removal {
        let Ok(path) = serde_json::from_str::<PathBuf>(staged) else { return Removal::Absent };
        match fs::remove_file(&path) {
            Ok(()) => Removal::Removed,
            Err(_) if path.exists() => Removal::Left,
            Err(_) => Removal::Absent,
        }
    }

    fn finish(&self, prepared: &str) -> Result<Option<Address>, Problem> {
        let Ok(step) = serde_json::from_str::<Step>(prepared) else { return Ok(None) };
        if !Path::exists(&step.temporary) {
            return Ok(None);
        }
        let moved = fs::rename(&step.temporary, &step.target);
        moved.map_err(|error| io_problem(FileOperation::FinishReplacing, &step.target, &error))?;
        Ok(Some(step.target.into()))
    }

    fn settle(&self, prepared: &str) {
        if let Ok(step) = serde_json::from_str::<Step>(prepared) {
            step.forget_backup();
        }
    }
}
