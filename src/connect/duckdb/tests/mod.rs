//! Against a real DuckDB: `TABLEWIRE_DUCKDB` is the path of its library (`tests/servers/duckdb.sh` gets one). Without it these
//! tests are left out, and say so.

mod looks;
mod order;
mod values;

use std::sync::Arc;

use polars::prelude::*;

use super::asked::DuckDb;
use super::instance::Use;
use super::session::Session;
use crate::base::{Problem, environment};
use crate::connect::adbc::{Running, aside};
use crate::connect::connections::DuckDbFile;
use crate::connect::reach::Reach;
use crate::connect::scan::{Constant, collect, planned_scan};
use crate::connect::sql_rows::{SqlPlaces, SqlRows};
use crate::connect::sql_source::SqlSource;

/// A database of its own for one test.
pub struct TestFile {
    pub folder: tempfile::TempDir,
    pub(super) file: Arc<DuckDbFile>,
}

impl TestFile {
    /// With what a script makes in it.
    pub fn with(sql: &str) -> Option<TestFile> {
        if environment::text(environment::DUCKDB).is_none() {
            eprintln!("left out: {} is not set", environment::DUCKDB);
            return None;
        }
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("shop.duckdb");
        let file = Arc::new(DuckDbFile { connection: "shop".into(), path, library: None });
        let test = TestFile { folder, file };
        if !sql.is_empty() {
            test.script(sql);
        }
        Some(test)
    }

    pub fn script(&self, sql: &str) {
        self.try_script(sql).expect("a script");
    }

    pub fn try_script(&self, sql: &str) -> Result<(), Problem> {
        let (file, sql) = (self.file.clone(), sql.to_owned());
        aside(&Reach::new("."), "shop", &mut |()| Ok(()), move |running: &Running, _| {
            Session::open(&file, Use::Write, running)?.run(&sql)
        })
    }

    /// The rows of a statement, of texts.
    pub fn texts(&self, sql: &str) -> Vec<Vec<String>> {
        let (file, sql) = (self.file.clone(), sql.to_owned());
        aside(&Reach::new("."), "shop", &mut |()| Ok(()), move |running: &Running, _| {
            let session = Session::open(&file, Use::Read, running)?;
            session.texts(&sql, &[]).map_err(|fault| session.problem(&fault))
        })
        .expect("texts")
    }

    /// A connections file in which `duck` is the database.
    pub fn connections(&self) -> String {
        format!("{{\"duck\": {:?}}}", format!("duckdb:{}", self.file.path.display()))
    }

    /// The names of the tables, in order.
    pub fn tables(&self) -> Vec<String> {
        self.texts("SELECT table_name FROM duckdb_tables() ORDER BY 1").concat()
    }

    pub(super) fn of_table(&self, name: &str) -> DuckDb {
        DuckDb::new(self.file.clone(), SqlRows::Table(name.to_owned()))
    }

    pub(super) fn of_query(&self, sql: &str, values: &[Constant]) -> DuckDb {
        let (sql, values) = (sql.to_owned(), values.to_vec());
        DuckDb::new(self.file.clone(), SqlRows::Query { sql, values, places: SqlPlaces(vec![(0, 0)]) })
    }

    /// The rows of a table, as a plan gets them.
    pub(super) fn read(&self, table: &str) -> Result<DataFrame, Problem> {
        read(self.of_table(table), |plan| plan)
    }

    /// The rows of a query.
    pub(super) fn query(&self, sql: &str) -> Result<DataFrame, Problem> {
        read(self.of_query(sql, &[]), |plan| plan)
    }
}

pub(super) fn read(asked: DuckDb, plan: impl Fn(LazyFrame) -> LazyFrame) -> Result<DataFrame, Problem> {
    let reach = Reach::new(".");
    let schema = asked.schema(&reach)?;
    let scan = planned_scan(asked.row_source(schema.clone(), &reach)?, &reach, None).expect("a plan");
    collect(plan(scan)).map_err(|error| match &error {
        PolarsError::IO { error, .. } => {
            error.get_ref().and_then(|it| it.downcast_ref::<Problem>()).expect("ours").clone()
        }
        other => panic!("{other}"),
    })
}

/// The values of a column as text.
pub(super) fn texts(table: &DataFrame, column: &str) -> Vec<String> {
    let column = table.column(column).expect("a column").as_materialized_series().clone();
    column.iter().map(|value| value.get_str().map_or_else(|| value.to_string(), str::to_owned)).collect()
}
