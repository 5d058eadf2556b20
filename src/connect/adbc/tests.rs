//! Another driver: SQLite's, whose library `TABLEWIRE_ADBC_SQLITE` names (`tests/servers/duckdb.sh` gets it). Without it these
//! tests are left out, and say so.

use std::sync::Arc;

use polars::prelude::*;

use super::asked::Adbc;
use crate::base::{Problem, environment};
use crate::connect::browse::{browse, columns_of, test_connection};
use crate::connect::connections::{Connection, Connections, Foreign};
use crate::connect::reach::Reach;
use crate::connect::scan::{Constant, collect, planned_scan};
use crate::connect::sql_rows::{SqlPlaces, SqlRows};
use crate::connect::sql_source::SqlSource;
use crate::connect::sqlite_script;

const VARIABLE: &str = "TABLEWIRE_ADBC_SQLITE";

/// A database that a script has made, by the driver.
fn sqlite(sql: &str) -> Option<(tempfile::TempDir, Arc<Foreign>)> {
    let Some(library) = environment::text(VARIABLE) else {
        eprintln!("left out: {VARIABLE} is not set");
        return None;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.sqlite");
    sqlite_script(&path, sql);
    let file = folder.path().join("connections.ron");
    let uri = path.display().to_string();
    std::fs::write(&file, format!("{{\"lite\": {:?}}}", format!("adbc:{library}?uri={uri}"))).expect("a file");
    match Connections::in_file(file).find("lite", folder.path()).expect("a connection") {
        Connection::Adbc(foreign) => Some((folder, foreign)),
        other => panic!("{other:?}"),
    }
}

fn read(foreign: &Arc<Foreign>, rows: SqlRows) -> Result<DataFrame, Problem> {
    let (asked, reach) = (Adbc::new(foreign.clone(), rows), Reach::new("."));
    let schema = asked.schema(&reach)?;
    let scan = planned_scan(asked.row_source(schema.clone(), &reach)?, &reach, None).expect("a plan");
    collect(scan).map_err(|error| match &error {
        PolarsError::IO { error, .. } => {
            error.get_ref().and_then(|it| it.downcast_ref::<Problem>()).expect("ours").clone()
        }
        other => panic!("{other}"),
    })
}

fn query(sql: &str, values: &[Constant]) -> SqlRows {
    SqlRows::Query { sql: sql.to_owned(), values: values.to_vec(), places: SqlPlaces(vec![(0, 0)]) }
}

#[test]
fn a_table_and_a_query_are_read() {
    let Some((_folder, foreign)) = sqlite(
        "CREATE TABLE a (n INTEGER, r REAL, t TEXT, b BLOB); \
         INSERT INTO a VALUES (9223372036854775807, 0.5, 'é日本🦊', x'00ff'), (NULL, NULL, NULL, NULL), (1, -0.0, '', x'');",
    ) else {
        return;
    };
    let table = read(&foreign, SqlRows::Table("a".into())).expect("rows");
    let expected = df!(
        "n" => [Some(i64::MAX), None, Some(1)], "r" => [Some(0.5), None, Some(-0.0)],
        "t" => [Some("é日本🦊"), None, Some("")], "b" => [Some(&b"\0\xff"[..]), None, Some(b"")]
    );
    assert!(table.equals_missing(&expected.expect("a table")), "{table:?}");
    let of = |sql: &str, values: &[Constant]| read(&foreign, query(sql, values)).expect("rows");
    assert_eq!(of("SELECT n FROM a WHERE n = ?", &[Constant::Integer(1)]).height(), 1);
    assert_eq!(of("SELECT n FROM a WHERE t = ?", &[Constant::Text("' OR 1 = 1 --".into())]).height(), 0);
}

#[test]
fn many_rows_and_the_first_of_them() {
    let Some((_folder, foreign)) = sqlite(
        "CREATE TABLE a AS WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 100000) SELECT n FROM s;",
    ) else {
        return;
    };
    let rows = read(&foreign, SqlRows::Table("a".into())).expect("rows");
    assert_eq!(rows.column("n").unwrap().i64().unwrap().sum(), Some(5_000_050_000));
    let (asked, reach) = (Adbc::new(foreign, SqlRows::Table("a".into())), Reach::new("."));
    let schema = asked.schema(&reach).expect("columns");
    let scan = planned_scan(asked.row_source(schema, &reach).expect("a source"), &reach, None).expect("a plan");
    let first = collect(scan.filter(col("n").gt(lit(10))).limit(3)).expect("rows");
    assert!(first.equals(&df!("n" => [11_i64, 12, 13]).expect("a table")), "{first:?}");
}

#[test]
fn what_the_driver_refuses_is_one_clear_line() {
    let Some((folder, foreign)) = sqlite("CREATE TABLE a (n INTEGER); INSERT INTO a VALUES (1);") else { return };
    for (sql, says) in [
        ("SELECT nn FROM a", "nn"),
        ("DELETE FROM a", "does not return a table"),
        ("SELECT 1 AS n; DELETE FROM a", "does not return a table"),
        ("SELECT 1 AS a, 2 AS a", "Two columns"),
    ] {
        let problem = read(&foreign, query(sql, &[])).expect_err(sql);
        assert!(problem.message.to_string().contains(says) && problem.remedy.is_some(), "{problem}");
        assert_eq!(problem.setting.as_deref(), Some("query"), "{problem}");
    }
    assert_eq!(read(&foreign, SqlRows::Table("a".into())).expect("rows").height(), 1, "nothing was deleted");
    // A column of several types is the driver's to refuse: it has announced one.
    sqlite_script(
        &folder.path().join("a.sqlite"),
        "CREATE TABLE m (v); INSERT INTO m SELECT 1 FROM a; INSERT INTO m VALUES ('x');",
    );
    match read(&foreign, SqlRows::Table("m".into())) {
        Ok(rows) => assert_eq!(rows.column("v").unwrap().dtype(), &DataType::String),
        Err(problem) => assert!(problem.remedy.is_some(), "{problem}"),
    }
}

#[test]
fn the_database_is_looked_at() {
    let Some((_folder, foreign)) = sqlite("CREATE TABLE a (n INTEGER); CREATE VIEW v AS SELECT 1.5 AS x;") else {
        return;
    };
    let (reach, connection) = (Reach::new("."), Connection::Adbc(foreign));
    let tested = test_connection(&connection, &reach).expect("an answer");
    assert_eq!((tested.server.as_ref(), tested.tables), ("ADBC", 2));
    assert!(tested.version.contains("SQLite"), "{}", tested.version);
    let tables = browse(&connection, &reach).expect("tables").tables;
    let shown: Vec<_> = tables.iter().map(|table| (table.setting.as_str(), table.is_view)).collect();
    assert_eq!(shown, [("a", false), ("v", true)]);
    let columns = columns_of(&connection, "v", &reach).expect("columns");
    assert_eq!((columns[0].name.as_str(), columns[0].data_type.as_str()), ("x", "f64"));
}

#[test]
fn secrets_of_options_are_told_nowhere() {
    let Some((folder, foreign)) = sqlite("CREATE TABLE a (n INTEGER);") else { return };
    let file = folder.path().join("secret.ron");
    let parts = format!(
        "{{\"lite\": {{\"driver\": \"adbc\", \"library\": {:?}, \"uri\": \"x://me:s3cret-one@host/a\", \
         \"password\": \"s3cret-two\"}}}}",
        foreign.library
    );
    std::fs::write(&file, parts).expect("a file");
    let connection = Connections::in_file(file).find("lite", folder.path()).expect("a connection");
    let problem = test_connection(&connection, &Reach::new(".")).expect_err("no such option");
    let told = format!("{problem} {problem:?} {connection:?} {}", serde_json::to_string(&problem).expect("JSON"));
    assert!(!told.contains("s3cret"), "{told}");
}
