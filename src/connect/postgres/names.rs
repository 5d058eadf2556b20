//! Names of tables, within the limit of the server.

use crate::base::Problem;
use crate::connect::servers::{TableName, written_part};

/// Longer names are cut by the server, in bytes.
pub(super) const LONGEST: usize = 63;

/// A table, perhaps with its schema.
pub(super) fn table_name(text: &str) -> Result<TableName, Problem> {
    let name = TableName::parse(text)?;
    if let Some(name) = name.parts().find(|name| name.len() > LONGEST) {
        let problem = Problem::error(say!("postgres-name-long", name = name, most = LONGEST, bytes = name.len()));
        return Err(problem.remedy(say!("database-other-table")).at("table"));
    }
    Ok(name)
}

/// A table's name as a user writes it.
pub(super) fn written(schema: &str, table: &str) -> String {
    let (part, schema) = (written_part(table), if schema == "public" { None } else { Some(written_part(schema)) });
    schema.map_or_else(|| part.clone(), |schema| format!("{schema}.{part}"))
}
