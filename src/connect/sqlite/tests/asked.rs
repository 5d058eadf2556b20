//! What is asked of a database, and how an answer ends.

use super::*;
use crate::connect::sql_source::SqlSource;

#[test]
fn conditions_are_taken_where_sqlite_compares_as_polars_does() {
    let sql = "CREATE TABLE a (i INTEGER, r REAL, t TEXT, d DATE, m DATETIME, b BOOLEAN, s STRING, u)";
    let taken = |sql: &str| -> String {
        let (_folder, path) = database(sql);
        let sqlite = Sqlite::new(&path, table("a"));
        let schema = sqlite.schema(&Reach::new(".")).unwrap();
        let source = sqlite.row_source(schema, &Reach::new(".")).unwrap();
        let text = || Constant::Text("x".into());
        let of = [
            ("i", Constant::Integer(1)),
            ("r", Constant::Number(0.5)),
            ("r", Constant::Number(f64::NAN)),
            ("t", text()),
            ("d", Constant::Date(0)),
            ("d", Constant::Date(i32::MAX)),
            ("m", Constant::DateTime(0)),
            ("b", Constant::Boolean(true)),
            ("s", text()),
            ("u", text()),
            ("none", text()),
        ];
        let takes = |(column, value): (&str, Constant), comparison| {
            source.takes(&Predicate::Compare { column: column.into(), comparison, value })
        };
        let sign = |of: (&str, Constant)| match (takes(of.clone(), Comparison::Equal), takes(of, Comparison::Less)) {
            (true, true) => 'x',
            (true, false) => '=',
            _ => '-',
        };
        of.into_iter().map(sign).collect()
    };
    let rows = "INSERT INTO a (s) VALUES ('text');";
    assert_eq!(taken(&format!("{sql}; {rows}")), "xx-xx--x-x-");
    assert_eq!(taken(&format!("PRAGMA encoding = 'UTF-16le'; {sql}; {rows}")), "xx-=---x-=-");
}

#[test]
fn a_statement_asks_for_what_is_wanted() {
    let (_folder, path) = database("CREATE TABLE \"a b\" (k TEXT, \"v\"\"w\" INTEGER, d DATE)");
    let request = |predicate, limit| ScanRequest { columns: vec!["v\"w".into()], predicate, limit };
    let statement = |rows: SqlRows, request: ScanRequest| {
        let sqlite = Sqlite::new(&path, rows);
        let described = Described::of(&sqlite, &Database::open(&path).unwrap()).unwrap();
        let reading = Reading::of(&sqlite, &described, &request);
        format!("{} {:?}", reading.sql.replace('\n', " "), reading.values)
    };
    let compare = |column: &str, comparison, value| Predicate::Compare { column: column.into(), comparison, value };
    assert_eq!(statement(table("a b"), request(None, None)), r#"SELECT "v""w", rowid FROM "a b" ORDER BY rowid []"#);
    let both = Predicate::All(vec![
        compare("k", Comparison::Greater, Constant::Text("x' OR 1".into())),
        Predicate::Any(vec![
            Predicate::IsNull("d".into()),
            Predicate::OneOf { column: "v\"w".into(), values: vec![Constant::Integer(1), Constant::Integer(2)] },
        ]),
    ]);
    assert_eq!(
        statement(table("a b"), request(Some(both), Some(7))),
        r#"SELECT "v""w", rowid FROM "a b" WHERE ("k" COLLATE BINARY > ? AND ("d" IS NULL OR "v""w" IN (?, ?))) ORDER BY rowid LIMIT 7 [Text("x' OR 1"), Integer(1), Integer(2)]"#
    );
    let date = compare("d", Comparison::Less, Constant::Date(0));
    assert_eq!(
        statement(query("SELECT * FROM \"a b\""), request(Some(date), None)),
        r#"SELECT * FROM (SELECT * FROM ( SELECT * FROM "a b" ) LIMIT -1) WHERE "d" COLLATE BINARY < ? [Text("1970-01-01")]"#
    );
}

#[test]
fn the_first_rows_of_an_endless_query_come_at_once_and_cancelling_ends_it() {
    let (_folder, path) = database("CREATE TABLE a (x INTEGER)");
    let endless =
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT CAST(i AS INTEGER) AS i FROM n";
    let first = read_with(&path, query(endless), |rows| rows.limit(3)).unwrap();
    assert_eq!(first.height(), 3);
    let cancellation = Cancellation::default();
    let reach = Reach::new(".").cancelled_by(&cancellation);
    let sqlite = Sqlite::new(&path, query(&format!("SELECT count(*) AS c FROM ({endless})")));
    let schema = Arc::new(Schema::from_iter([Field::new("c".into(), DataType::Int64)]));
    let source = sqlite.row_source(schema, &reach).unwrap();
    let plan = planned_scan(source, &reach, None).unwrap();
    let begun = Instant::now();
    let waiting = std::thread::Builder::new().name("canceller".into()).spawn(move || {
        std::thread::sleep(Duration::from_millis(100));
        cancellation.cancel();
    });
    assert!(collect(plan).is_err());
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
    waiting.unwrap().join().unwrap();
}
