//! Read Database: a table, a view or a query of a database.

mod asked;
mod bind;
#[cfg(test)]
mod duckdb_tests;
#[cfg(test)]
mod mysql_tests;
#[cfg(test)]
mod postgres_tests;
#[cfg(test)]
mod pushed_tests;
mod spark;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use asked::Asked;
use bind::{Dialect, bound};
use serde::{Deserialize, Serialize};

use crate::base::{Problem, Text};
use crate::connect::{Adbc, Connection, DuckDb, Growing, GrowingSource, MySql, Postgres, Source, SqlRows, Sqlite};
use crate::nodes::form::{Field, Form, PathUse, RowsStyle, rows};
use crate::nodes::kit::columns::require_all;
use crate::nodes::kit::frame::Frame;
use crate::nodes::kit::kind::{Cost, Meta, NodeKind};
use crate::nodes::kit::lower::{Inputs, Lower, LowerError, Outputs, Purpose};
use crate::nodes::kit::ports::Ports;
use crate::nodes::kit::spark::{OnSpark, SparkGap, SparkInputs, ToSpark};
use crate::nodes::lineage::descent::{Descent, Given, from_files};
use crate::nodes::shared::database::{database, place_of_tables};
use crate::nodes::shared::files::empty;
use crate::nodes::shared::summary::sheet;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReadDatabase {
    /// The name of a connection, instead of a path.
    pub connection: String,
    /// The file of an SQLite database, where no connection is named.
    pub path: String,
    /// A table or a view.
    pub table: String,
    /// A SELECT, instead of a table.
    pub query: String,
    /// The column by which a run reads only the rows that are new; empty to read all rows.
    pub new_by: String,
    /// The columns that tell rows apart in the overlap; all of them if there are none.
    pub keys: Vec<String>,
    /// How far back times are read again, in minutes.
    pub overlap_minutes: i64,
    /// How far back numbers are read again.
    pub overlap_numbers: i64,
}

impl Default for ReadDatabase {
    fn default() -> Self {
        ReadDatabase {
            connection: String::new(),
            path: String::new(),
            table: String::new(),
            query: String::new(),
            new_by: String::new(),
            keys: Vec::new(),
            overlap_minutes: 10,
            overlap_numbers: 1_000,
        }
    }
}

/// The usual extensions of SQLite files.
pub const ENDINGS: &[&str] = &["sqlite", "sqlite3", "db", "db3"];

impl ReadDatabase {
    /// What is read. Performs no access to the database.
    fn asked(&self, cx: &Lower) -> Result<Asked, Problem> {
        let database = database(cx, &self.connection, &self.path)?;
        let dialect = match &database {
            Connection::Sqlite(_) => Dialect::Sqlite,
            // DuckDB has the texts, the comments and the placeholders of PostgreSQL.
            Connection::Postgres(_) | Connection::DuckDb(_) => Dialect::Postgres,
            Connection::MySql(_) => Dialect::MySql,
            Connection::Adbc(_) => Dialect::Adbc,
        };
        let rows = if self.query.trim().is_empty() {
            let table = cx.expand("table", &self.table)?;
            if table.is_empty() {
                return Err(Problem::incomplete(say!("database-table-missing"))
                    .remedy(say!("database-choose-table"))
                    .at("table"));
            }
            SqlRows::Table(table)
        } else {
            bound(&self.query, cx.parameters, dialect)?
        };
        Ok(match database {
            Connection::Sqlite(path) => {
                Asked::Sqlite(Sqlite::new(path, rows).by(cx.expand("connection", &self.connection)?.trim()))
            }
            Connection::Postgres(server) => Asked::Postgres(Postgres::new(server, rows)),
            Connection::MySql(server) => Asked::MySql(MySql::new(server, rows)),
            Connection::DuckDb(file) => Asked::DuckDb(DuckDb::new(file, rows)),
            Connection::Adbc(foreign) => Asked::Adbc(Adbc::new(foreign, rows)),
        })
    }
}

impl ReadDatabase {
    /// Which rows are new, if not all rows are read. `rows` has the columns.
    fn growing(&self, rows: &Frame) -> Result<Option<Growing>, Problem> {
        if self.new_by.is_empty() {
            return Ok(None);
        }
        rows.require(&self.new_by).map_err(|problem| problem.at("new_by"))?;
        require_all(rows, &self.keys, "keys")?;
        let growing = Growing {
            column: self.new_by.clone(),
            keys: self.keys.clone(),
            minutes: self.overlap_minutes,
            numbers: self.overlap_numbers,
        };
        growing.check(rows.schema())?;
        Ok(Some(growing))
    }
}

impl NodeKind for ReadDatabase {
    /// The icon is Phosphor's "hard drives".
    const META: Meta = Meta::source("read_database", 1, "\u{e2a0}").cost(Cost::Parse).on_spark(OnSpark::Shipped);

    fn ports(&self) -> Ports {
        Ports::none().output("rows")
    }

    fn lower(&self, cx: &Lower, _inputs: Inputs) -> Result<Outputs, LowerError> {
        let asked = self.asked(cx)?;
        let known = cx.source.as_ref().and_then(|state| state.schema.clone());
        let schema = known.map_or_else(|| asked.schema(cx.reach), Ok)?;
        let rows = empty(schema.as_ref().clone());
        let growing = self.growing(&rows)?;
        let rows: Frame = match (cx.purpose, growing) {
            (Purpose::Schema, _) => rows,
            (Purpose::Data, None) => cx.rows_of(asked.row_source(schema, cx.reach)?)?,
            (Purpose::Data, Some(growing)) => {
                let source = self.asked(cx)?.source();
                cx.rows_of(cx.new_rows(asked.row_source(schema, cx.reach)?, &*source, growing)?)?
            }
        };
        Ok(Outputs(vec![rows]))
    }

    fn spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<crate::spark::Rows>, SparkGap> {
        self.on_spark(cx, inputs)
    }

    fn summary(&self) -> Text {
        let rows = if self.query.trim().is_empty() { self.table.clone() } else { one_line(&self.query) };
        if self.connection.is_empty() { sheet(&self.path, &rows) } else { sheet(&self.connection, &rows) }
    }

    fn form(&mut self, form: &mut dyn Form) {
        form.connection(Field::shared("connection"), &mut self.connection);
        if self.connection.is_empty() {
            form.path(Field::of::<Self>("path"), &mut self.path, PathUse::Open(ENDINGS));
        }
        let place = place_of_tables(&self.connection, &self.path);
        form.table_name(Field::of::<Self>("table"), &mut self.table, &place);
        form.long_text(Field::of::<Self>("query"), &mut self.query);
        form.section("only_new_rows", !self.new_by.is_empty());
        form.own_column(Field::of::<Self>("new_by"), &mut self.new_by);
        rows(form, Field::of::<Self>("keys"), RowsStyle::of(0), &mut self.keys, |key, form| {
            form.own_column(Field::of::<Self>(""), key);
        });
        form.integer(Field::of::<Self>("overlap_minutes"), &mut self.overlap_minutes, 0..=527_040);
        form.integer(Field::of::<Self>("overlap_numbers"), &mut self.overlap_numbers, 0..=i64::MAX);
    }

    fn descent(&self, given: &Given) -> Vec<Descent> {
        vec![from_files(given, 0, "")]
    }

    fn source(&self, cx: &Lower) -> Result<Option<Arc<dyn Source>>, Problem> {
        let source = self.asked(cx)?.source();
        let growing = cx.reach.positions.clone().filter(|_| !self.new_by.is_empty());
        Ok(Some(match growing {
            Some(positions) => Arc::new(GrowingSource { inner: source, positions }),
            None => source,
        }))
    }

    fn for_file(path: &str, extension: &str) -> Option<Self> {
        ENDINGS.contains(&extension).then(|| ReadDatabase { path: path.to_owned(), ..Default::default() })
    }
}

/// A query without its line breaks.
fn one_line(query: &str) -> String {
    query.split_whitespace().collect::<Vec<_>>().join(" ")
}
