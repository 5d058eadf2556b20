//! The sheets of a workbook, or the tables of a database.

use crate::connect::Reach;
use std::path::Path;
use std::time::Duration;

use crate::base::Problem;
use crate::connect::{
    Connection, is_sqlite, list_duckdb_tables, list_foreign_tables, list_mysql_tables, list_server_tables, list_sheets,
    list_tables,
};
use crate::engine::api::advice::Sheets;
use crate::engine::control::locks::locked;
use crate::engine::control::stop::Stop;
use crate::engine::preview::shared::Shared;
use crate::nodes::{Lower, OF_CONNECTION, Parameters, Purpose, database, file_name, files};

/// How long a server may take to list its tables.
const LIMIT: Duration = Duration::from_secs(10);

/// The sheets of the first file that `path` matches, with parameters substituted.
pub(super) fn sheets(shared: &Shared, base: &Path, path: &str, stop: &Stop) -> Result<Sheets, Problem> {
    let plan = locked(&shared.latest).clone();
    let none = Parameters::new();
    let parameters = plan.as_ref().map_or(&none, |plan| &plan.parameters);
    let reach = Reach::new(base).cancelled_by(stop.cancellation());
    let reach = match &plan {
        Some(plan) => reach.with_connections(plan.reach.connections.clone()).limited_to(LIMIT),
        None => reach.limited_to(LIMIT),
    };
    let cx = Lower::new(&reach, parameters, Purpose::Schema);
    if let Some(name) = path.strip_prefix(OF_CONNECTION) {
        let list = match database(&cx, name, "")? {
            Connection::Sqlite(path) => list_tables(&path)?,
            Connection::Postgres(server) => list_server_tables(&server, &reach)?,
            Connection::MySql(server) => list_mysql_tables(&server, &reach)?,
            Connection::DuckDb(file) => list_duckdb_tables(&file, &reach)?,
            Connection::Adbc(foreign) => list_foreign_tables(&foreign, &reach)?,
        };
        return Ok(Sheets { file: name.to_owned(), files: 1, list });
    }
    let found = files(&cx, path)?;
    let Some(first) = found.first() else { return Err(Problem::error(say!("no-file-chosen"))) };
    let list = if is_sqlite(first) { list_tables(first)? } else { list_sheets(first, cx.is_stopped())? };
    Ok(Sheets { file: file_name(&cx, first), files: found.len() as u64, list })
}
