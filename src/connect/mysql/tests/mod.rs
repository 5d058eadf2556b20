//! Against a real server: `TABLEWIRE_MYSQL` is its URL (`tests/servers/mariadb.sh` starts one). Without it these tests are left
//! out, and say so.

mod cut;
mod logins;
mod order;
mod values;
mod zones;

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use polars::prelude::*;

use super::asked::MySql;
use super::session::{Session, Use, with};
use super::words::problem;
use crate::base::{Problem, environment};
use crate::connect::connections::{Connection, Connections, Server};
use crate::connect::reach::Reach;
use crate::connect::scan::{Constant, collect, planned_scan};
use crate::connect::sql_rows::{SqlPlaces, SqlRows};
use crate::connect::sql_source::SqlSource;

/// The connection that a definition describes.
fn defined(text: &str) -> Result<Arc<Server>, Problem> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("connections.ron");
    std::fs::write(&file, format!("{{\"test\": {text}}}")).expect("a file");
    match Connections::in_file(file).find("test", folder.path())? {
        Connection::MySql(server) => Ok(server),
        _ => unreachable!("it is a server"),
    }
}

/// The server of the tests.
fn test_server() -> Option<Arc<Server>> {
    match environment::text("TABLEWIRE_MYSQL") {
        Some(url) => Some(defined(&format!("{url:?}")).expect("TABLEWIRE_MYSQL is a URL")),
        None => {
            eprintln!("left out: TABLEWIRE_MYSQL is not set");
            None
        }
    }
}

/// A database of its own for one test, which is gone afterwards.
pub struct TestDatabase {
    pub server: Arc<Server>,
    pub name: String,
}

impl TestDatabase {
    /// With what statements make in it; they stand apart by semicolons.
    pub fn with(sql: &str) -> Option<TestDatabase> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let server = test_server()?;
        let name = format!("test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let create = format!("CREATE DATABASE {name} CHARACTER SET utf8mb4");
        with(&server, &Reach::new("."), Use::Write, async |session: &mut Session| {
            session.run(&create).await.map_err(|fault| problem(&server, &fault))
        })
        .expect("a database");
        let server = Arc::new(Server { database: name.clone(), ..(*server).clone() });
        let database = TestDatabase { server, name };
        database.script(sql);
        Some(database)
    }

    pub fn script(&self, sql: &str) {
        self.try_script(sql).expect("a script");
    }

    /// Runs statements as a client does by default: zero dates are accepted.
    pub fn try_script(&self, sql: &str) -> Result<(), Problem> {
        with(&self.server, &Reach::new("."), Use::Write, async |session: &mut Session| {
            let statements = sql.split(';').map(str::trim).filter(|sql| !sql.is_empty());
            for sql in ["SET SESSION sql_mode = 'STRICT_TRANS_TABLES'"].into_iter().chain(statements).chain(["COMMIT"])
            {
                session.run(sql).await.map_err(|fault| problem(&self.server, &fault))?;
            }
            Ok(())
        })
    }

    /// The first value of a statement.
    pub fn one(&self, sql: &str) -> Option<String> {
        with(&self.server, &Reach::new("."), Use::Write, async |session: &mut Session| {
            session.one(sql).await.map_err(|fault| problem(&self.server, &fault))
        })
        .expect("a value")
    }

    pub fn table(&self, name: &str) -> String {
        format!("{}.{name}", self.name)
    }

    /// A connections file in which `my` is the server.
    pub fn connections(&self) -> String {
        format!("{{\"my\": {:?}}}", environment::text("TABLEWIRE_MYSQL").expect("there is a server"))
    }

    /// The names of the tables, in order.
    pub fn tables(&self) -> Vec<String> {
        let sql = format!(
            "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = '{}' AND TABLE_TYPE = 'BASE TABLE' \
             ORDER BY 1",
            self.name
        );
        with(&self.server, &Reach::new("."), Use::Read, async |session: &mut Session| {
            Ok(session.run(&sql).await.expect("names").rows.into_iter().flatten().flatten().collect())
        })
        .expect("a session")
    }

    fn of_table(&self, name: &str) -> MySql {
        MySql::new(self.server.clone(), SqlRows::Table(self.table(name)))
    }

    fn of_query(&self, sql: &str, values: &[Constant]) -> MySql {
        let (sql, values) = (sql.to_owned(), values.to_vec());
        MySql::new(self.server.clone(), SqlRows::Query { sql, values, places: SqlPlaces(vec![(0, 0)]) })
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

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let _ = self.try_script(&format!("DROP DATABASE {}", self.name));
    }
}

fn read(asked: MySql, plan: impl Fn(LazyFrame) -> LazyFrame) -> Result<DataFrame, Problem> {
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
