//! Every type, and the values at its edges: exact, or refused at its row.

use super::{TestFile, read, texts};
use crate::connect::scan::Constant;

/// The only value of an expression, with its type in polars; or the problem.
fn value(test: &TestFile, expression: &str) -> String {
    match test.query(&format!("SELECT {expression} AS v")) {
        Ok(table) => {
            let dtype = table.column("v").expect("a column").dtype().clone();
            format!("{} {dtype}", texts(&table, "v")[0])
        }
        Err(problem) => {
            assert!(problem.remedy.is_some(), "{problem}");
            format!("! {}", problem.message)
        }
    }
}

#[test]
fn every_type_arrives_as_it_is() {
    let Some(test) = TestFile::with("CREATE TYPE mood AS ENUM ('sad', 'it''s, ok')") else { return };
    let cases = [
        ("true", "true bool"),
        ("(-128)::tinyint", "-128 i8"),
        ("32767::smallint", "32767 i16"),
        ("(-2147483648)::int", "-2147483648 i32"),
        ("9223372036854775807", "9223372036854775807 i64"),
        ("(-9223372036854775808)::bigint", "-9223372036854775808 i64"),
        ("255::utinyint", "255 u8"),
        ("65535::usmallint", "65535 u16"),
        ("4294967295::uinteger", "4294967295 u32"),
        ("18446744073709551615::ubigint", "18446744073709551615 u64"),
        ("99999999999999999999999999999999999999::hugeint", "99999999999999999999999999999999999999 decimal[38,0]"),
        ("(-99999999999999999999999999999999999999)::hugeint", "-99999999999999999999999999999999999999 decimal[38,0]"),
        (
            "170141183460469231731687303715884105727::hugeint",
            "! Column \"v\", row 1: the number has more digits than decimal[38,0]",
        ),
        ("340282366920938463463374607431768211455::uhugeint", "340282366920938463463374607431768211455 str"),
        ("sum(7)", "7 decimal[38,0]"),
        (
            "'12345678901234567890123456789012345678901234567890'::bignum",
            "12345678901234567890123456789012345678901234567890 str",
        ),
        ("1.5::float", "1.5 f32"),
        ("0.1::double", "0.1 f64"),
        ("'NaN'::double", "NaN f64"),
        ("'-infinity'::double", "-inf f64"),
        ("'-0.0'::double", "-0.0 f64"),
        ("1.25::decimal(4,2)", "1.25 decimal[4,2]"),
        ("(-0.05)::decimal(9,2)", "-0.05 decimal[9,2]"),
        ("123456789012345.678::decimal(18,3)", "123456789012345.678 decimal[18,3]"),
        (
            "1234567890123456789012345678.0123456789::decimal(38,10)",
            "1234567890123456789012345678.0123456789 decimal[38,10]",
        ),
        ("0::decimal(38,38)", "0.00000000000000000000000000000000000000 decimal[38,38]"),
        ("''", " str"),
        ("'é日本🦊'", "é日本🦊 str"),
        ("'a' || chr(0) || 'b'", "a\0b str"),
        ("'Ab' COLLATE nocase", "Ab str"),
        ("'\\x00\\xFF'::blob", "b\"\\x00\\xff\" binary"),
        ("''::blob", "b\"\" binary"),
        ("'10110'::bit", "10110 str"),
        ("date '2013-06-01'", "2013-06-01 date"),
        ("date '0001-01-01'", "0001-01-01 date"),
        ("date '9999-12-31'", "9999-12-31 date"),
        ("date '0044-03-15 (BC)'", "-0043-03-15 date"),
        ("'infinity'::date", "! Column \"v\", row 1: infinity is not a date or a time"),
        ("'-infinity'::date", "! Column \"v\", row 1: infinity is not a date or a time"),
        ("date '5877642-06-25 (BC)'", "! Column \"v\", row 1: the date is beyond the calendar"),
        ("time '12:34:56.789012'", "12:34:56.789012 time"),
        ("time '00:00:00'", "00:00:00 time"),
        ("time '24:00:00'", "! Column \"v\", row 1: 24:00:00 is not a time of day"),
        ("'12:34:56.123456789'::time_ns", "12:34:56.123456789 time"),
        ("'12:34:56+02:30'::timetz", "12:34:56+02:30 str"),
        ("timestamp '2013-06-01 12:34:56.789012'", "2013-06-01 12:34:56.789012 datetime[μs]"),
        ("timestamp '0001-01-01'", "0001-01-01 00:00:00 datetime[μs]"),
        ("timestamp '9999-12-31 23:59:59.999999'", "9999-12-31 23:59:59.999999 datetime[μs]"),
        ("'infinity'::timestamp", "! Column \"v\", row 1: infinity is not a date or a time"),
        ("'-infinity'::timestamptz", "! Column \"v\", row 1: infinity is not a date or a time"),
        ("timestamp '294246-01-01'", "! Column \"v\", row 1: the date is beyond the calendar"),
        ("timestamp_s '2013-06-01 12:34:56'", "2013-06-01 12:34:56 datetime[ms]"),
        ("timestamp_ms '2013-06-01 12:34:56.789'", "2013-06-01 12:34:56.789 datetime[ms]"),
        ("timestamp_ns '2013-06-01 12:34:56.123456789'", "2013-06-01 12:34:56.123456789 datetime[ns]"),
        ("timestamptz '2024-07-01 12:00:00-03'", "2024-07-01 15:00:00 UTC datetime[μs, UTC]"),
        ("interval '1 month 2 days 3.5 seconds'", "1 month 2 days 00:00:03.5 str"),
        ("uuid '6F9619FF-8B86-D011-B42D-00C04FC964FF'", "6f9619ff-8b86-d011-b42d-00c04fc964ff str"),
        ("'{\"a\": 1,  \"a\": 12345678901234567890.123}'::json", "{\"a\": 1,  \"a\": 12345678901234567890.123} str"),
        ("'it''s, ok'::mood", "it's, ok str"),
        ("[1, NULL, 3]", "[1, null, 3] list[i32]"),
        ("[]::int[]", "[] list[i32]"),
        ("[[1], [2, 3]]", "[[1], [2, 3]] list[list[i32]]"),
        ("['10'::bit, NULL]", "[\"10\", null] list[str]"),
        ("array_value(1, 2, 3)", "[1, 2, 3] list[i32]"),
        ("[timestamptz '2024-07-01 12:00:00Z']", "[2024-07-01 12:00:00 UTC] list[datetime[μs, UTC]]"),
        ("['infinity'::date]", "! Column \"v\", row 1: infinity is not a date or a time"),
        ("{'a b': 1, 'c': 'x'}", "{1,\"x\"} struct[2]"),
        ("map(['k'], [1.5::decimal(3,1)])", "[{\"k\",1.5}] list[struct[2]]"),
        ("[map(['k'], [1])]", "[{k=1}] str"),
        ("union_value(num := 1)", "! Column \"v\" is UNION(num INTEGER), which has no fixed form"),
        ("1::variant", "! Column \"v\" is VARIANT, which has no fixed form"),
        ("NULL", "null i32"),
    ];
    assert!(cases.len() >= 60, "{}", cases.len());
    let wrong: Vec<String> = cases
        .iter()
        .map(|(expression, expected)| (expression, value(&test, expression), expected))
        .filter(|(_, found, expected)| found != *expected)
        .map(|(expression, found, expected)| format!("{expression}: {found}\n  instead of {expected}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_type_has_nulls() {
    let Some(test) = TestFile::with(
        "CREATE TABLE n (a bool, b smallint, c int, d hugeint, e float, f double, g decimal(9,3), h varchar, i uuid, j json, \
         k blob, l date, m time, n timestamp, o timestamptz, p interval, q int[], r struct(a date), s map(int, date), \
         t timestamp_s, u uhugeint, v int[2]); INSERT INTO n (a) VALUES (NULL), (NULL)",
    ) else {
        return;
    };
    let table = test.read("n").expect("rows");
    assert_eq!(table.shape(), (2, 22));
    assert!(table.columns().iter().all(|column| column.null_count() == 2), "{table:?}");
}

#[test]
fn a_value_that_does_not_fit_names_its_row() {
    let Some(test) = TestFile::with(
        "CREATE TABLE d AS SELECT range AS n, CASE WHEN range = 70000 THEN 'infinity'::date ELSE '2013-06-01' END AS at, \
         [CASE WHEN range = 69999 THEN time '24:00:00' END, NULL] AS l FROM range(1, 70101)",
    ) else {
        return;
    };
    let column = |name: &str| read(test.of_table("d"), |plan| plan.select([polars::prelude::col(name)]));
    let problem = column("at").expect_err("a problem");
    assert_eq!(problem.message.to_string(), "Column \"at\", row 70,000: infinity is not a date or a time");
    assert_eq!(problem.setting.as_deref(), Some("table"));
    let problem = column("l").expect_err("a problem");
    assert_eq!(problem.message.to_string(), "Column \"l\", row 69,999: 24:00:00 is not a time of day");
    assert_eq!(column("n").expect("the other columns").height(), 70_100);
}

#[test]
fn parameters_are_values_and_never_text() {
    let Some(test) = TestFile::with(
        "CREATE TABLE a (n int, t varchar, d date); INSERT INTO a VALUES (1, 'x', '2013-06-01'), (2, 'y', NULL)",
    ) else {
        return;
    };
    let rows = |sql: &str, values: &[Constant]| {
        let table = read(test.of_query(sql, values), |plan| plan);
        table.map(|table| texts(&table, "n").join(" ")).unwrap_or_else(|problem| format!("! {problem}"))
    };
    let text = |text: &str| Constant::Text(text.into());
    assert_eq!(rows("SELECT n FROM a WHERE n = $1", &[Constant::Integer(2)]), "2");
    assert_eq!(rows("SELECT n FROM a WHERE t = $1", &[text("x")]), "1");
    assert_eq!(rows("SELECT n FROM a WHERE t = $1", &[text("' OR 1 = 1 --")]), "");
    assert_eq!(rows("SELECT n FROM a WHERE d = $1 AND n < $2", &[text("2013-06-01"), Constant::Number(1.5)]), "1");
    assert!(rows("SELECT n FROM a WHERE n = $1", &[]).starts_with("! query: "));
}

#[test]
fn a_read_changes_nothing_and_reaches_nothing_else() {
    let Some(test) = TestFile::with("CREATE TABLE a (n int); INSERT INTO a VALUES (1)") else { return };
    let other = test.folder.path().join("other.csv");
    std::fs::write(&other, "n\n1\n").expect("a file");
    let problem = |sql: &str| test.query(sql).expect_err("a problem").to_string();
    for sql in [
        "DELETE FROM a RETURNING n",
        "SELECT 1 AS n; DROP TABLE a",
        "SELECT 1 AS n) AS q; DROP TABLE a; SELECT * FROM (SELECT 1 AS n",
        "COPY a TO 'x.csv'",
    ] {
        assert!(problem(sql).contains("Write a single SELECT"), "{sql}: {}", problem(sql));
    }
    let refused = problem(&format!("SELECT * FROM read_csv('{}')", other.display()));
    assert!(refused.contains("no other file"), "{refused}");
    assert_eq!(test.read("a").expect("rows").height(), 1);
    let mut files: Vec<_> = std::fs::read_dir(test.folder.path()).expect("a folder").collect();
    files.retain(|file| file.as_ref().is_ok_and(|file| file.file_name() != "shop.duckdb.wal"));
    assert_eq!(files.len(), 2, "{files:?}");
}

#[test]
fn duckdbs_own_words_stand_at_their_place() {
    let Some(test) = TestFile::with("CREATE TABLE a (n int)") else { return };
    let problem = |sql: &str| test.query(sql).expect_err("a problem");
    let found = problem("SELECT 'é', nn FROM a");
    assert!(found.message.to_string().contains("\"nn\" not found"), "{found}");
    let begin = "SELECT 'é', ".len();
    assert_eq!((found.setting.as_deref(), found.span.clone()), (Some("query"), Some(begin..begin + 1)), "{found}");
    let found = problem("SELECT 1 AS n,\n  mm FROM a");
    let begin = "SELECT 1 AS n,\n  ".len();
    assert_eq!(found.span, Some(begin..begin + 1), "{found}");
    assert!(problem("SELECT 1 FRM a b").to_string().contains("syntax error"));
    assert!(problem("SELECT 1 AS a, 2 AS a").to_string().contains("Two columns"));
    let found = problem("SELECT CAST(n AS int) AS n FROM (VALUES ('1'), ('x')) AS t (n)");
    assert!(found.to_string().contains("Could not convert string 'x'"), "{found}");
    let found = test.read("b").expect_err("a problem");
    assert_eq!(found.setting.as_deref(), Some("table"));
    assert!(found.remedy.is_some_and(|remedy| remedy.to_string().contains("\"a\"")));
}
