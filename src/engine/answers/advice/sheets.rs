//! The sheets of a workbook.

use crate::connect::Reach;
use std::path::Path;

use crate::base::Problem;
use crate::connect::{is_sqlite, list_sheets, list_tables};
use crate::engine::api::advice::Sheets;
use crate::engine::control::locks::locked;
use crate::engine::control::stop::Stop;
use crate::engine::preview::shared::Shared;
use crate::nodes::{Lower, Parameters, Purpose, file_name, files};

/// The sheets of the first file that `path` matches, with parameters substituted.
pub(super) fn sheets(shared: &Shared, base: &Path, path: &str, stop: &Stop) -> Result<Sheets, Problem> {
    let plan = locked(&shared.latest).clone();
    let none = Parameters::new();
    let parameters = plan.as_ref().map_or(&none, |plan| &plan.parameters);
    let reach = Reach::new(base).cancelled_by(stop.cancellation());
    let cx = Lower::new(&reach, parameters, Purpose::Schema);
    let found = files(&cx, path)?;
    let Some(first) = found.first() else { return Err(Problem::error(say!("no-file-chosen"))) };
    let list = if is_sqlite(first) { list_tables(first)? } else { list_sheets(first, cx.is_stopped())? };
    Ok(Sheets { file: file_name(&cx, first), files: found.len() as u64, list })
}
