//! The sheets of a workbook.

use crate::connect::Reach;
use std::path::Path;

use crate::base::Problem;
use crate::connect::list_sheets;
pub use crate::connect::{Holds, ListedSheet, SheetList};
use crate::engine::control::locks::locked;
use crate::engine::control::stop::Stop;
use crate::engine::preview::shared::Shared;
use crate::nodes::{Lower, Parameters, Purpose, file_name, files};

/// The sheets of a file.
#[derive(Clone, Debug)]
pub struct Sheets {
    /// The file as people know it: its path from the project's folder.
    pub file: String,
    /// How many files the setting means; the sheets are those of the first.
    pub files: u64,
    pub list: SheetList,
}

/// The sheets of the first file that `path` means, parameters put in.
pub(super) fn sheets(shared: &Shared, base: &Path, path: &str, stop: &Stop) -> Result<Sheets, Problem> {
    let plan = locked(&shared.latest).clone();
    let none = Parameters::new();
    let parameters = plan.as_ref().map_or(&none, |plan| &plan.parameters);
    let reach = Reach::new(base).cancelled_by(stop.cancellation());
    let cx = Lower::new(&reach, parameters, Purpose::Schema);
    let found = files(&cx, path)?;
    let Some(first) = found.first() else { return Err(Problem::error(say!("no-file-chosen"))) };
    let list = list_sheets(first, cx.is_stopped())?;
    Ok(Sheets { file: file_name(&cx, first), files: found.len() as u64, list })
}
