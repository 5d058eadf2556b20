//! Against a real server: `TABLEWIRE_POSTGRES` is its URL (`tests/servers/postgres.sh` starts one). Without it these tests are
//! left out, and say so.

mod cut;
mod logins;
mod order;
mod passed_on;
mod values;

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use polars::prelude::*;

use super::asked::Postgres;
use super::session::{Session, Use, with};
use super::words::problem;
use crate::base::{Problem, environment};
use crate::connect::connections::{Connection, Connections, Server};
use crate::connect::reach::Reach;
use crate::connect::scan::{Constant, collect, planned_scan};
use crate::connect::sql_rows::{SqlPlaces, SqlRows};

/// The connection that a definition describes.
fn defined(text: &str) -> Result<Arc<Server>, Problem> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("connections.ron");
    std::fs::write(&file, format!("{{\"test\": {text}}}")).expect("a file");
    match Connections::in_file(file).find("test", folder.path())? {
        Connection::Postgres(server) => Ok(server),
        _ => unreachable!("it is a server"),
    }
}

/// The server of the tests.
pub(super) fn test_server() -> Option<Arc<Server>> {
    match environment::text("TABLEWIRE_POSTGRES") {
        Some(url) => Some(defined(&format!("{url:?}")).expect("TABLEWIRE_POSTGRES is a URL")),
        None => {
            eprintln!("left out: TABLEWIRE_POSTGRES is not set");
            None
        }
    }
}

/// A schema of its own for one test, which is gone afterwards.
pub struct TestSchema {
    pub server: Arc<Server>,
    pub name: String,
}

impl TestSchema {
    /// With what a script makes in it.
    pub fn with(sql: &str) -> Option<TestSchema> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let server = test_server()?;
        let name = format!("test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let schema = TestSchema { server, name };
        schema.script(&format!("CREATE SCHEMA {}", schema.name));
        schema.script(sql);
        Some(schema)
    }

    pub fn script(&self, sql: &str) {
        self.try_script(sql).expect("a script");
    }

    pub fn try_script(&self, sql: &str) -> Result<(), Problem> {
        let sql = format!("SET LOCAL search_path = {}, public; {sql}; COMMIT", self.name);
        with(&self.server, &Reach::new("."), Use::Write, async |session: &Session| {
            session.client().batch_execute(&sql).await.map_err(|error| problem(&self.server, &error))
        })
    }

    pub fn table(&self, name: &str) -> String {
        format!("{}.{name}", self.name)
    }

    /// A connections file in which `pg` is the server.
    pub fn connections(&self) -> String {
        format!("{{\"pg\": {:?}}}", environment::text("TABLEWIRE_POSTGRES").expect("there is a server"))
    }

    /// The names of the tables in the schema, in order.
    pub fn tables(&self) -> Vec<String> {
        with(&self.server, &Reach::new("."), Use::Read, async |session: &Session| {
            let sql = "SELECT tablename::text FROM pg_tables WHERE schemaname = $1 ORDER BY 1";
            let rows = session.client().query(sql, &[&self.name]).await.expect("names");
            Ok(rows.iter().map(|row| row.get(0)).collect())
        })
        .expect("a session")
    }

    fn of_table(&self, name: &str) -> Postgres {
        Postgres::new(self.server.clone(), SqlRows::Table(self.table(name)))
    }

    fn of_query(&self, sql: &str, values: &[Constant]) -> Postgres {
        let sql = sql.replace("SCHEMA", &self.name);
        let rows = SqlRows::Query { sql, values: values.to_vec(), places: SqlPlaces(vec![(0, 0)]) };
        Postgres::new(self.server.clone(), rows)
    }

    /// The rows of a table, as a plan gets them.
    fn read(&self, table: &str) -> Result<DataFrame, Problem> {
        read(self.of_table(table), |plan| plan)
    }

    /// The rows of a query.
    fn query(&self, sql: &str) -> Result<DataFrame, Problem> {
        read(self.of_query(sql, &[]), |plan| plan)
    }
}

impl Drop for TestSchema {
    fn drop(&mut self) {
        let _ = self.try_script(&format!("DROP SCHEMA {} CASCADE", self.name));
    }
}

fn read(asked: Postgres, plan: impl Fn(LazyFrame) -> LazyFrame) -> Result<DataFrame, Problem> {
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
fn texts(table: &DataFrame, column: &str) -> Vec<String> {
    let column = table.column(column).expect("a column").as_materialized_series().clone();
    column.iter().map(|value| value.get_str().map_or_else(|| value.to_string(), str::to_owned)).collect()
}
