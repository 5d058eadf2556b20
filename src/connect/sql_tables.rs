//! What a node reads of a database: one table, view or query, or several tables as one.

use std::collections::HashSet;
use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::Duration;

use polars::prelude::SchemaRef;

use super::adbc::Adbc;
use super::connections::Connection;
use super::duckdb::DuckDb;
use super::mysql::MySql;
use super::postgres::Postgres;
use super::reach::Reach;
use super::scan::{RowSource, UnitedRows, Uniting, columns_changed, problem_of_table};
use super::source::{Address, ListedTable, Source, State};
use super::sql_rows::SqlRows;
use super::sql_source::SqlSource;
use super::sqlite::Sqlite;
use super::table_names::{TableText, names};
use crate::base::{Key, KeyBuilder, Problem};

/// A table, a view or a query of whatever driver.
trait OneTable {
    fn schema(&self, reach: &Reach) -> Result<SchemaRef, Problem>;

    fn row_source(self: Box<Self>, schema: SchemaRef, reach: &Reach) -> Result<Arc<dyn RowSource>, Problem>;

    fn source(self: Box<Self>) -> Arc<dyn Source>;
}

impl<S: SqlSource> OneTable for S {
    fn schema(&self, reach: &Reach) -> Result<SchemaRef, Problem> {
        SqlSource::schema(self, reach)
    }

    fn row_source(self: Box<Self>, schema: SchemaRef, reach: &Reach) -> Result<Arc<dyn RowSource>, Problem> {
        SqlSource::row_source(*self, schema, reach)
    }

    fn source(self: Box<Self>) -> Arc<dyn Source> {
        Arc::new(*self)
    }
}

/// The rows of tables whose columns are known, by their driver.
fn united<S: SqlSource>(
    tables: &[ListedTable],
    of: impl Fn(SqlRows) -> S,
    uniting: Uniting,
    reach: &Reach,
) -> Result<Arc<dyn RowSource>, Problem> {
    let scan = |table: &ListedTable| {
        let scan = of(SqlRows::Table(table.name.clone())).scan(table.schema.clone(), reach);
        let is_like = |found: &SchemaRef| found.iter_names().eq(table.schema.iter_names());
        match scan {
            Ok(scan) if is_like(&scan.schema()) => Ok(scan),
            Ok(_) => Err(of_table(columns_changed(&table.name), table)),
            Err(problem) => Err(of_table(problem, table)),
        }
    };
    let scans = tables.iter().map(scan).collect::<Result<Vec<_>, _>>()?;
    Ok(Arc::new(UnitedRows::new(scans, uniting)))
}

/// A problem with one of several tables says with which.
fn of_table(problem: Problem, table: &ListedTable) -> Problem {
    problem_of_table(problem, &table.name, table.setting)
}

/// A database, as a node finds it.
#[derive(Clone)]
pub struct SqlDatabase {
    connection: Connection,
    /// The name of the connection; empty if the database is found by its path.
    name: String,
}

impl SqlDatabase {
    /// `name` is that of the connection; empty if the database is found by its path.
    pub fn new(connection: Connection, name: &str) -> SqlDatabase {
        SqlDatabase { connection, name: name.to_owned() }
    }

    fn one(&self, rows: SqlRows) -> Box<dyn OneTable> {
        match &self.connection {
            Connection::Sqlite(path) => Box::new(Sqlite::new(path, rows).by(&self.name)),
            Connection::Postgres(server) => Box::new(Postgres::new(server.clone(), rows)),
            Connection::MySql(server) => Box::new(MySql::new(server.clone(), rows)),
            Connection::DuckDb(file) => Box::new(DuckDb::new(file.clone(), rows)),
            Connection::Adbc(foreign) => Box::new(Adbc::new(foreign.clone(), rows)),
        }
    }

    fn table(&self, name: &str) -> Box<dyn OneTable> {
        self.one(SqlRows::Table(name.to_owned()))
    }

    /// The columns of a table, a view or a query; asks the database.
    pub fn schema(&self, rows: &SqlRows, reach: &Reach) -> Result<SchemaRef, Problem> {
        self.one(rows.clone()).schema(reach)
    }

    /// Its rows, with the columns that [`SqlDatabase::schema`] has found.
    pub fn row_source(&self, rows: &SqlRows, schema: SchemaRef, reach: &Reach) -> Result<Arc<dyn RowSource>, Problem> {
        self.one(rows.clone()).row_source(schema, reach)
    }

    /// It as a source. Asks nothing.
    pub fn source(&self, rows: SqlRows) -> Arc<dyn Source> {
        self.one(rows).source()
    }

    /// The tables of a list, with their columns, in its order. Fails if there is none, and where one cannot be read.
    pub fn listed(&self, texts: &[TableText], reach: &Reach) -> Result<Vec<ListedTable>, Problem> {
        let listed = names(&self.connection, texts, reach)?.into_iter().map(|(name, setting)| {
            let found = self.table(&name).schema(reach);
            let schema = found.map_err(|problem| problem_of_table(problem, &name, setting))?;
            Ok(ListedTable { name, setting, schema })
        });
        listed.collect()
    }

    /// The rows of all of these tables, as rows of one.
    pub fn united(
        &self,
        tables: &[ListedTable],
        uniting: Uniting,
        reach: &Reach,
    ) -> Result<Arc<dyn RowSource>, Problem> {
        match &self.connection {
            Connection::Sqlite(path) => united(tables, |rows| Sqlite::new(path, rows).by(&self.name), uniting, reach),
            Connection::Postgres(server) => united(tables, |rows| Postgres::new(server.clone(), rows), uniting, reach),
            Connection::MySql(server) => united(tables, |rows| MySql::new(server.clone(), rows), uniting, reach),
            Connection::DuckDb(file) => united(tables, |rows| DuckDb::new(file.clone(), rows), uniting, reach),
            Connection::Adbc(foreign) => united(tables, |rows| Adbc::new(foreign.clone(), rows), uniting, reach),
        }
    }

    /// The tables of a list as one source. Asks nothing.
    pub fn united_source(self, texts: Vec<TableText>) -> Arc<dyn Source> {
        let all: Vec<&str> = texts.iter().map(|text| text.text.as_str()).collect();
        let together = self.table(&all.join(", ")).source();
        Arc::new(UnitedSource { database: self, texts, together })
    }
}

/// Several tables of a database as one source.
struct UnitedSource {
    database: SqlDatabase,
    texts: Vec<TableText>,
    /// The database, as if all tables were one of that name. It has the address and is never read.
    together: Arc<dyn Source>,
}

impl Source for UnitedSource {
    fn address(&self) -> Address {
        self.together.address()
    }

    fn question(&self) -> Key {
        let builder = KeyBuilder::new("united tables").bytes(self.together.question().to_string().as_bytes());
        self.texts.iter().fold(builder, |builder, text| builder.text(&text.text).text(text.setting)).finish()
    }

    fn state(&self, reach: &Reach) -> Result<State, Problem> {
        let tables = self.database.listed(&self.texts, reach)?;
        let mut state = State { tables, ..State::default() };
        let mut seen = HashSet::new();
        for table in &state.tables {
            let source = self.database.table(&table.name).source();
            let own = source.state(reach).map_err(|problem| of_table(problem, table))?;
            // All tables of a file have its mark.
            state.marks.extend(own.marks.into_iter().filter(|mark| seen.insert(mark.clone())));
            state.notes.extend(own.notes);
        }
        Ok(state)
    }

    fn explained(&self, problem: Problem) -> Problem {
        self.together.explained(problem)
    }

    fn pauses(&self) -> RangeInclusive<Duration> {
        self.together.pauses()
    }
}
