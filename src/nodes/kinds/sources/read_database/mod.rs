//! Read Database: a table, a view or a query of a database, or several tables as one.

mod bind;
#[cfg(test)]
mod duckdb_tests;
#[cfg(test)]
mod grouped_tests;
#[cfg(test)]
mod mysql_tests;
#[cfg(test)]
mod postgres_tests;
#[cfg(test)]
mod pushed_tests;
mod spark;
#[cfg(test)]
mod tests;
mod united;
#[cfg(test)]
mod united_tests;

use std::sync::Arc;

use bind::{Dialect, bound};
use serde::{Deserialize, Serialize};

use crate::base::{Problem, Text};
use crate::connect::{Columns, Connection, Growing, GrowingSource, Source, SqlDatabase, SqlRows, TableText};
use crate::nodes::form::{Field, Form, PathUse, RowsStyle, rows};
use crate::nodes::kit::columns::require_all;
use crate::nodes::kit::frame::Frame;
use crate::nodes::kit::kind::{Cost, Meta, NodeKind};
use crate::nodes::kit::lower::{Inputs, Lower, LowerError, Outputs, Purpose};
use crate::nodes::kit::ports::Ports;
use crate::nodes::kit::spark::{OnSpark, SparkGap, SparkInputs, ToSpark};
use crate::nodes::lineage::descent::{Descent, Given, made_by};
use crate::nodes::shared::database::{database, place_of_tables};
use crate::nodes::shared::files::empty;
use crate::nodes::shared::stack::unite_fields;
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
    /// Tables whose rows follow those of `table`: names, and patterns such as `sales_*`.
    pub tables: Vec<String>,
    /// A new column with the name of each row's table; empty: none.
    pub table_column: String,
    /// Which columns the combined table of several tables has.
    pub unite: Columns,
    pub numbers_as_text: bool,
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
            tables: Vec::new(),
            table_column: String::new(),
            unite: Columns::Union,
            numbers_as_text: false,
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
    fn asked(&self, cx: &Lower) -> Result<(SqlDatabase, Asked), Problem> {
        let connection = database(cx, &self.connection, &self.path)?;
        let dialect = match &connection {
            Connection::Sqlite(_) => Dialect::Sqlite,
            // DuckDB has the texts, the comments and the placeholders of PostgreSQL.
            Connection::Postgres(_) | Connection::DuckDb(_) => Dialect::Postgres,
            Connection::MySql(_) => Dialect::MySql,
            Connection::Adbc(_) => Dialect::Adbc,
        };
        let database = SqlDatabase::new(connection, cx.expand("connection", &self.connection)?.trim());
        if !self.tables.is_empty() {
            return Ok((database, Asked::Several(self.texts(cx)?)));
        }
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
        Ok((database, Asked::One(rows)))
    }
}

/// What a node reads.
enum Asked {
    One(SqlRows),
    /// These tables, as rows of one.
    Several(Vec<TableText>),
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
        let (database, rows) = match self.asked(cx)? {
            (database, Asked::One(rows)) => (database, rows),
            (database, Asked::Several(texts)) => return Ok(Outputs(vec![self.united(cx, &database, &texts)?])),
        };
        let known = cx.source.as_ref().and_then(|state| state.schema.clone());
        let schema = known.map_or_else(|| database.schema(&rows, cx.reach), Ok)?;
        let frame = empty(schema.as_ref().clone());
        let growing = self.growing(&frame)?;
        if cx.purpose == Purpose::Schema {
            return Ok(Outputs(vec![frame]));
        }
        let source = database.row_source(&rows, schema, cx.reach)?;
        let source = match growing {
            None => source,
            Some(growing) => cx.new_rows(source, &*database.source(rows.clone()), growing)?,
        };
        Ok(Outputs(vec![cx.rows_of(source)?]))
    }

    fn spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<crate::spark::Rows>, SparkGap> {
        self.on_spark(cx, inputs)
    }

    fn summary(&self) -> Text {
        let rows = match self.query.trim() {
            "" => self.names().collect::<Vec<_>>().join(", "),
            query => one_line(query),
        };
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
        form.section("several_tables", !self.tables.is_empty());
        rows(form, Field::of::<Self>("tables"), RowsStyle::of(0), &mut self.tables, |table, form| {
            form.table_name(Field::of::<Self>(""), table, &place);
        });
        form.text(Field::of::<Self>("table_column"), &mut self.table_column);
        unite_fields(form, &mut self.unite, &mut self.numbers_as_text);
        form.section("only_new_rows", !self.new_by.is_empty());
        form.own_column(Field::of::<Self>("new_by"), &mut self.new_by);
        rows(form, Field::of::<Self>("keys"), RowsStyle::of(0), &mut self.keys, |key, form| {
            form.own_column(Field::of::<Self>(""), key);
        });
        form.integer(Field::of::<Self>("overlap_minutes"), &mut self.overlap_minutes, 0..=527_040);
        form.integer(Field::of::<Self>("overlap_numbers"), &mut self.overlap_numbers, 0..=i64::MAX);
    }

    fn descent(&self, given: &Given) -> Vec<Descent> {
        vec![made_by(given, 0, &self.table_column, "table_column")]
    }

    fn source(&self, cx: &Lower) -> Result<Option<Arc<dyn Source>>, Problem> {
        let source = match self.asked(cx)? {
            (database, Asked::One(rows)) => database.source(rows),
            (database, Asked::Several(texts)) => return Ok(Some(database.united_source(texts))),
        };
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
