//! Looking at a database, and files that are none.

use std::sync::Arc;

use super::{DuckDbFile, TestFile};
use crate::base::Problem;
use crate::connect::browse::{browse, columns_of, test_connection};
use crate::connect::connections::Connection;
use crate::connect::duckdb::list_duckdb_tables;
use crate::connect::reach::Reach;
use crate::connect::workbook::Holds;

#[test]
fn a_test_and_the_tables() {
    let Some(test) = TestFile::with(
        "CREATE TABLE \"b.c\" (n decimal(9,2), t varchar[]); CREATE SCHEMA sales; CREATE VIEW sales.v AS SELECT 1 AS one; \
         INSERT INTO \"b.c\" SELECT 1, NULL FROM range(7)",
    ) else {
        return;
    };
    let (reach, connection) = (Reach::new("."), Connection::DuckDb(test.file.clone()));
    let tested = test_connection(&connection, &reach).expect("an answer");
    assert_eq!((tested.server.as_ref(), tested.schemas, tested.tables), ("DuckDB", Some(2), 2));
    assert!(tested.version.starts_with(|sign: char| sign.is_ascii_digit()), "{}", tested.version);
    let tables = browse(&connection, &reach).expect("tables");
    let shown: Vec<_> = tables.tables.iter().map(|table| (table.setting.as_str(), table.is_view, table.rows)).collect();
    assert_eq!(shown, [("\"b.c\"", false, Some(7)), ("sales.v", true, None)]);
    let columns = columns_of(&connection, "\"b.c\"", &reach).expect("columns");
    let columns: Vec<_> = columns.iter().map(|column| format!("{} {}", column.name, column.data_type)).collect();
    assert_eq!(columns, ["n DECIMAL(9,2)", "t VARCHAR[]"]);
    let listed = list_duckdb_tables(&test.file, &reach).expect("tables").sheets;
    assert_eq!(listed.len(), 2);
    assert!(matches!(listed[0].holds, Holds::Columns(2)), "the number of columns");
    assert!(columns_of(&connection, "sales.w", &reach).is_err());
}

#[test]
fn what_is_no_database_is_one_clear_line() {
    let Some(test) = TestFile::with("CREATE TABLE a (n int)") else { return };
    let said = |name: &str, library: Option<&str>| -> Problem {
        let (path, library) = (test.folder.path().join(name), library.map(str::to_owned));
        let file = Arc::new(DuckDbFile { connection: "shop".into(), path, library });
        let problem = test_connection(&Connection::DuckDb(file), &Reach::new(".")).expect_err("a problem");
        assert!(problem.remedy.is_some() && !problem.message.to_string().contains('\n'), "{problem}");
        assert_eq!(problem.setting.as_deref(), Some("connection"), "{problem}");
        problem
    };
    std::fs::write(test.folder.path().join("text"), "no database, but a text of some length".repeat(400)).unwrap();
    std::fs::write(test.folder.path().join("short"), "none").unwrap();
    assert!(said("text", None).to_string().contains("is not a DuckDB database"));
    assert!(said("short", None).to_string().contains("is not a DuckDB database"));
    assert!(said("absent", None).to_string().contains("absent"));
    assert!(said("shop.duckdb", Some("/nowhere/libduckdb.so")).to_string().contains("cannot be loaded"));
    assert!(said("shop.duckdb", Some("libm.so.6")).to_string().contains("duckdb_adbc_init"));
}
