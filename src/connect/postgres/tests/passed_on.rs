//! Rows that are passed on from table to table as the server sends them: the same rows, or a problem and no table.

use std::cell::Cell;
use std::path::Path;
use std::sync::Arc;

use tempfile::TempDir;

use super::TestSchema;
use crate::base::Problem;
use crate::connect::connections::{Connection, Connections, Server, Tls, TlsMode};
use crate::connect::drift::Drift;
use crate::connect::postgres::PostgresTarget;
use crate::connect::postgres::asked::Postgres;
use crate::connect::reach::Reach;
use crate::connect::scan::{Constant, WholeSource, planned_scan};
use crate::connect::servers::{Proxy, cut_everywhere};
use crate::connect::sql_rows::{SqlPlaces, SqlRows};
use crate::connect::sql_source::SqlSource;
use crate::connect::target::ExistingTable;
use crate::connect::{Transaction, Withdrawal};

/// A schema, and a folder with the connection to it.
struct Place {
    schema: TestSchema,
    folder: TempDir,
}

impl Place {
    fn with(sql: &str) -> Option<Place> {
        let schema = TestSchema::with(sql)?;
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("connections.ron"), schema.connections()).expect("a file");
        Some(Place { schema, folder })
    }

    fn reach(&self) -> Reach {
        let connections = Connections::in_file(self.folder.path().join("connections.ron"));
        Reach::new(Path::new(self.folder.path())).with_connections(connections)
    }

    fn target(&self, table: &str, existing: ExistingTable) -> PostgresTarget {
        let reach = self.reach();
        let found = reach.connections.find("pg", self.folder.path()).expect("a connection");
        let Connection::Postgres(server) = found else { panic!("it is a server") };
        let (table, keys, names, unseen) = (self.schema.table(table), Vec::new(), Vec::new(), Vec::new());
        PostgresTarget { server, table, existing, keys, empty: true, drift: Drift::default(), names, unseen, reach }
    }

    fn rows(&self, server: &Arc<Server>, rows: SqlRows) -> WholeSource {
        let (reach, asked) = (self.reach(), Postgres::new(server.clone(), rows));
        let schema = asked.schema(&reach).expect("columns");
        let plan = planned_scan(asked.row_source(schema, &reach).expect("a source"), &reach, None).expect("a plan");
        WholeSource::of(&plan).expect("all rows")
    }

    /// How many rows have been passed on; `None` if they cannot be.
    fn passed(&self, rows: &WholeSource, target: &PostgresTarget) -> Option<Result<u64, Problem>> {
        let mut transaction = Transaction::begin(&Withdrawal::default());
        let fill = transaction.pass_on(rows, target).expect("it can be written")?;
        let count = Cell::new(0);
        let done = fill(&|rows, _| count.set(count.get() + rows));
        let done = done.map_err(|problem| transaction.fault().map_or(problem, |(_, fault)| fault));
        Some(done.and_then(|()| {
            transaction.commit(None).map_err(|(_, problem)| problem)?;
            Ok(count.get())
        }))
    }

    fn passed_from(&self, from: &str, to: &str, existing: ExistingTable) -> Option<Result<u64, Problem>> {
        let rows = self.rows(&self.schema.server, SqlRows::Table(self.schema.table(from)));
        self.passed(&rows, &self.target(to, existing))
    }

    /// All rows as the server writes them, in the order in which they are stored.
    fn held(&self, table: &str) -> Vec<String> {
        let sql = format!("SELECT row(t.*)::text AS r FROM {} AS t", self.schema.table(table));
        super::texts(&self.schema.query(&sql).expect("rows"), "r")
    }
}

/// Values that have no place in a table of ours, too: they are not decoded.
#[test]
fn every_value_is_as_it_was() {
    let Some(place) = Place::with(
        "CREATE TYPE mood AS ENUM ('sad', 'ok'); \
         CREATE TABLE a (b bool, s smallint, i int, l bigint, r real, d double precision, n numeric(12,4), t text, v varchar(9), \
         c char(4), m mood, x bytea, day date, clock time, at timestamp, z timestamptz, j json); \
         INSERT INTO a VALUES \
         (true, 32767, -2147483648, 9223372036854775807, 'NaN', '-Infinity', 'NaN', 'é密''\"\\\\', 'v  ', 'c', 'ok', '\\x00ff', \
         'infinity', '24:00', '-infinity', '0001-01-01 00:00Z', '{\"a\": 1,  \"a\": 2}'), \
         (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL), \
         (false, 0, 0, 0, -0.0, 1e-300, -0.0001, '', '', '', 'sad', '', '4713-01-01 BC', '00:00', '294276-12-31', \
         'infinity', 'null')",
    ) else {
        return;
    };
    assert_eq!(place.passed_from("a", "b", ExistingTable::Replace), Some(Ok(3)));
    assert_eq!(place.held("b"), place.held("a"));
    assert_eq!(place.passed_from("a", "b", ExistingTable::Append), Some(Ok(3)));
    assert_eq!(place.held("b").len(), 6);
    assert_eq!(place.passed_from("a", "b", ExistingTable::Replace), Some(Ok(3)));
    assert_eq!(place.held("b"), place.held("a"));
    assert_eq!(place.schema.tables(), ["a", "b"], "nothing is left");
}

#[test]
fn many_rows_of_all_lengths_keep_their_order() {
    let Some(place) = Place::with(
        "CREATE TABLE a AS SELECT n, repeat(chr(65 + n % 26), (n * 7919) % 3000) AS t FROM generate_series(1, 20000) AS n; \
         INSERT INTO a VALUES (0, repeat('x', 5000000)); CREATE TABLE none (LIKE a)",
    ) else {
        return;
    };
    assert_eq!(place.passed_from("a", "b", ExistingTable::Fail), Some(Ok(20_001)));
    let sum = "SELECT count(*)::text || md5(string_agg(n || t, ',' ORDER BY ctid)) AS r FROM SCHEMA.";
    let sum = |table: &str| super::texts(&place.schema.query(&format!("{sum}{table}")).expect("a row"), "r");
    assert_eq!(sum("b"), sum("a"));
    assert_eq!(place.passed_from("none", "b", ExistingTable::Replace), Some(Ok(0)));
    assert_eq!(place.held("b"), Vec::<String>::new());
}

/// Only between equal types nothing can change.
#[test]
fn other_types_are_decoded() {
    let Some(place) = Place::with("CREATE DOMAIN price AS int CHECK (value > 0)") else {
        return;
    };
    for (index, (from, to, is_passed)) in [
        ("int", Some("int"), true),
        ("int", Some("price"), false),
        ("int", Some("bigint"), false),
        ("numeric(15,2)", Some("numeric(15,2)"), true),
        ("numeric(15,2)", Some("numeric(16,2)"), false),
        ("numeric(15,2)", Some("numeric"), false),
        ("numeric", None, false),
        ("text", Some("text"), true),
        ("varchar(5)", None, true),
        ("varchar(5)", Some("varchar(5)"), false),
        ("timestamp", Some("timestamp"), true),
        ("uuid", Some("uuid"), true),
        ("uuid", None, false),
        ("jsonb", Some("jsonb"), true),
        ("jsonb", Some("json"), false),
        ("int[]", None, false),
        ("interval", None, false),
        ("oid", None, false),
    ]
    .into_iter()
    .enumerate()
    {
        let (source, target) = (format!("from_{index}"), format!("to_{index}"));
        place.schema.script(&format!("CREATE TABLE {source} (v {from})"));
        if let Some(to) = to {
            place.schema.script(&format!("CREATE TABLE {target} (v {to})"));
        }
        let passed = place.passed_from(&source, &target, ExistingTable::Append);
        assert_eq!(passed, is_passed.then_some(Ok(0)), "{from} into {to:?}");
    }
    let bound = SqlRows::Query {
        sql: "SELECT $1::int AS v".into(),
        values: vec![Constant::Integer(1)],
        places: SqlPlaces(vec![(7, 9)]),
    };
    let rows = place.rows(&place.schema.server, bound);
    assert_eq!(place.passed(&rows, &place.target("q", ExistingTable::Replace)), None, "a copy has no parameters");
}

#[test]
fn a_row_that_is_refused_is_named_and_nothing_is_written() {
    let Some(place) = Place::with(
        "CREATE TABLE a AS SELECT CASE WHEN n <> 700 THEN n END AS n FROM generate_series(1, 1000) AS n; \
         CREATE TABLE b (n int NOT NULL); INSERT INTO b VALUES (1)",
    ) else {
        return;
    };
    let problem = place.passed_from("a", "b", ExistingTable::Replace).expect("they are alike").expect_err("a null");
    assert!(problem.message.to_string().contains("700"), "{problem}");
    assert_eq!(place.held("b"), ["(1)"]);
    assert_eq!(place.schema.tables(), ["a", "b"]);
    // A query that fails in the midst is a problem of the source.
    let sql = "SELECT 10 / (500 - n) AS n FROM generate_series(1, 1000) AS n".to_owned();
    let rows =
        place.rows(&place.schema.server, SqlRows::Query { sql, values: Vec::new(), places: SqlPlaces(vec![(0, 0)]) });
    let problem = place.passed(&rows, &place.target("b", ExistingTable::Replace)).expect("they are alike");
    assert!(problem.expect_err("it fails").message.to_string().contains("division by zero"));
    assert_eq!(place.held("b"), ["(1)"]);
}

#[test]
fn a_stream_that_is_cut_is_no_table() {
    let Some(place) = Place::with(
        "CREATE TABLE a AS SELECT n, 'row ' || n AS t FROM generate_series(1, 300) AS n; CREATE TABLE b (LIKE a)",
    ) else {
        return;
    };
    let proxy = Proxy::to(&place.schema.server);
    let tls = Tls { mode: TlsMode::Disable, ..Tls::default() };
    let server = Arc::new(Server { port: proxy.port, tls, ..(*place.schema.server).clone() });
    let rows = place.rows(&server, SqlRows::Table(place.schema.table("a")));
    let target = place.target("b", ExistingTable::Replace);
    cut_everywhere(&proxy, || {
        let count = place.passed(&rows, &target).expect("they are alike");
        count.map(|count| usize::try_from(count).expect("few"))
    });
    assert_eq!(place.held("b").len(), 300);
}
