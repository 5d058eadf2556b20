//! Tables without rows keep their columns and types: read, and written into a table that is made for them.

use super::drift_tests::Store;
use crate::connect::{Drift, ExistingTable};

/// The columns of a table without rows, for each store; and what is read of it.
const TABLES: [(&str, &str, &str); 3] = [
    (
        "s",
        "i INTEGER, r REAL, t TEXT, b BLOB, w BOOLEAN, d DATE, z DATETIME, n NUMERIC, v VARCHAR(9)",
        "i:integer | r:number | t:text | b:binary | w:boolean | d:date | z:datetime | n:number | v:text",
    ),
    (
        "p",
        "s SMALLINT, i INTEGER, l BIGINT, f REAL, r DOUBLE PRECISION, p NUMERIC(12,3), t TEXT, b BYTEA, w BOOLEAN, d DATE, \
         z TIMESTAMP, c TIME, a INTEGER[]",
        "s:integer | i:integer | l:integer | f:number | r:number | p:decimal(12, 3) | t:text | b:binary | w:boolean | d:date | \
         z:datetime | c:time | a:list of integer",
    ),
    (
        "m",
        "s SMALLINT, i INTEGER, l BIGINT UNSIGNED, f FLOAT, r DOUBLE, p DECIMAL(12,3), t TEXT, b BLOB, w TINYINT(1), d DATE, \
         z DATETIME(6), c TIME(6)",
        "s:integer | i:integer | l:integer | f:number | r:number | p:decimal(12, 3) | t:text | b:binary | w:boolean | d:date | \
         z:datetime | c:time",
    ),
];

#[test]
fn a_table_without_rows_keeps_its_columns_and_types() {
    for (letter, columns, expected) in TABLES {
        for store in Store::some(letter, &format!("CREATE TABLE e ({columns})")) {
            assert_eq!(store.shown("e"), expected);
            let empty = store.read("e");
            let sink = store.sink("a", ExistingTable::Fail, Drift::Freeze);
            let (found, told) = store.written(&sink, empty.clone());
            assert_eq!((found.as_str(), told.len()), (expected, 0), "the new table has the same types");
            assert_eq!(store.read("a").schema(), empty.schema());
            // And it fits the table that it came from.
            let (_, told) = store.written(&store.sink("e", ExistingTable::Append, Drift::Freeze), empty);
            assert_eq!((told.len(), store.shown("e").as_str()), (0, expected));
        }
    }
}

/// Without a declared type nothing but a value tells the type: without values it is text.
#[test]
fn columns_of_sqlite_without_declared_types_are_text_until_there_are_values() {
    let script = "CREATE TABLE e (x, n INTEGER); CREATE TABLE f (x, n INTEGER); INSERT INTO f VALUES (1, 2)";
    for store in Store::some("s", script) {
        assert_eq!(store.shown("e"), "x:text | n:integer");
        assert_eq!(store.shown("f"), "x:integer | n:integer\n1 | 2");
    }
}
