//! Every type, and the values at its edges: exact, or refused at its row.

use polars::prelude::*;

use super::{TestDatabase, read, texts};
use crate::connect::mysql::asked::MySql;
use crate::connect::scan::Constant;
use crate::connect::sql_rows::SqlRows;

/// The value of a column of a type, with its type in polars; or the problem.
fn value(database: &TestDatabase, data_type: &str, literal: &str) -> String {
    database.script(&format!("CREATE OR REPLACE TABLE v (v {data_type}); INSERT INTO v VALUES ({literal})"));
    match database.read("v") {
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
    let Some(database) = TestDatabase::with("") else { return };
    let nines = |count: usize| "9".repeat(count);
    let (wide, long) = (format!("{}.{}", nines(28), nines(10)), format!("{}.{}", nines(35), nines(30)));
    let owned = |text: &str| text.to_owned();
    let cases = [
        ("boolean", "true", owned("true bool")),
        ("tinyint(1)", "5", owned("! Column \"v\", row 1: 5 is not a boolean (0 or 1)")),
        ("tinyint", "-128", owned("-128 i8")),
        ("tinyint unsigned", "255", owned("255 u8")),
        ("smallint", "-32768", owned("-32768 i16")),
        ("smallint unsigned", "65535", owned("65535 u16")),
        ("mediumint", "-8388608", owned("-8388608 i32")),
        ("mediumint unsigned", "16777215", owned("16777215 u32")),
        ("int", "-2147483648", owned("-2147483648 i32")),
        ("int unsigned", "4294967295", owned("4294967295 u32")),
        ("int(5) zerofill", "42", owned("42 u32")),
        ("bigint", "-9223372036854775808", owned("-9223372036854775808 i64")),
        ("bigint unsigned", "18446744073709551615", owned("18446744073709551615 u64")),
        ("float", "1.5", owned("1.5 f32")),
        ("double", "0.1", owned("0.1 f64")),
        ("double", "-1.7976931348623157e308", owned("-1.7977e308 f64")),
        ("decimal(15,2)", "-0.05", owned("-0.05 decimal[15,2]")),
        ("decimal(38,10)", &wide, format!("{wide} decimal[38,10]")),
        (
            "decimal(38,30)",
            "0.000000000000000000000000000001",
            owned("0.000000000000000000000000000001 decimal[38,30]"),
        ),
        ("decimal(65,30)", &long, format!("{long} str")),
        ("decimal(5,2) unsigned zerofill", "1.5", owned("1.50 decimal[5,2]")),
        ("year", "2155", owned("2155 i16")),
        ("year", "0", owned("0 i16")),
        ("bit(1)", "b'1'", owned("true bool")),
        ("bit(10)", "b'1000000001'", owned("513 u64")),
        ("bit(64)", "18446744073709551615", owned("18446744073709551615 u64")),
        ("varchar(9)", "'é日本🦊'", owned("é日本🦊 str")),
        ("varchar(9)", "''", owned(" str")),
        ("varchar(9)", "'a '", owned("a  str")),
        ("varchar(9) character set latin1", "'é'", owned("é str")),
        ("varchar(9) character set utf16", "'日本'", owned("日本 str")),
        ("char(5)", "'ab'", owned("ab str")),
        ("text", "'x'", owned("x str")),
        ("longtext", "'a\\0b'", owned("a\0b str")),
        ("json", "'{\"a\": 1,  \"a\": 2}'", owned("{\"a\": 1,  \"a\": 2} str")),
        ("json", "'null'", owned("null str")),
        ("enum('a','it''s')", "'it''s'", owned("it's str")),
        ("set('a','b','c')", "'c,a'", owned("a,c str")),
        ("set('a','b')", "''", owned(" str")),
        ("blob", "X'00FF'", owned("b\"\\x00\\xff\" binary")),
        ("blob", "''", owned("b\"\" binary")),
        ("varbinary(9)", "X'80'", owned("b\"\\x80\" binary")),
        ("binary(3)", "'a'", owned("b\"a\\x00\\x00\" binary")),
        ("uuid", "'6F9619FF-8B86-D011-B42D-00C04FC964FF'", owned("6f9619ff-8b86-d011-b42d-00c04fc964ff str")),
        ("inet6", "'::1'", owned("::1 str")),
        ("date", "'2013-06-01'", owned("2013-06-01 date")),
        ("date", "'0001-01-01'", owned("0001-01-01 date")),
        ("date", "'9999-12-31'", owned("9999-12-31 date")),
        ("date", "'0000-00-00'", owned("! Column \"v\", row 1: 0000-00-00 is not a date")),
        ("date", "'2013-00-00'", owned("! Column \"v\", row 1: 2013-00-00 is not a date")),
        ("datetime(6)", "'0001-01-01 00:00:00'", owned("0001-01-01 00:00:00 datetime[μs]")),
        ("datetime(6)", "'9999-12-31 23:59:59.999999'", owned("9999-12-31 23:59:59.999999 datetime[μs]")),
        ("datetime(3)", "'2013-06-01 12:30:00.125'", owned("2013-06-01 12:30:00.125 datetime[μs]")),
        ("datetime", "0", owned("! Column \"v\", row 1: 0000-00-00 00:00:00 is not a date")),
        (
            "timestamp(6) null",
            "'2024-07-01 12:00:00.000001'",
            owned("2024-07-01 12:00:00.000001 UTC datetime[μs, UTC]"),
        ),
        ("timestamp null", "'2038-01-19 03:14:07'", owned("2038-01-19 03:14:07 UTC datetime[μs, UTC]")),
        ("timestamp null", "0", owned("! Column \"v\", row 1: 0000-00-00 00:00:00 is not a date")),
        ("time(6)", "'23:59:59.999999'", owned("23:59:59.999999 time")),
        ("time", "'838:59:59'", owned("! Column \"v\", row 1: 838:59:59 is not a time of day")),
        ("time", "'-01:00:00'", owned("! Column \"v\", row 1: -01:00:00 is not a time of day")),
        ("time", "'24:00:00'", owned("! Column \"v\", row 1: 24:00:00 is not a time of day")),
        ("point", "ST_GeomFromText('POINT(1 2)')", owned("! Column \"v\" is geometry, which has no fixed form")),
    ];
    let wrong: Vec<String> = cases
        .iter()
        .map(|(data_type, literal, expected)| (data_type, literal, value(&database, data_type, literal), expected))
        .filter(|(.., found, expected)| found != *expected)
        .map(|(data_type, literal, found, expected)| format!("{data_type} {literal}: {found}\n  instead of {expected}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_type_has_nulls() {
    let Some(database) = TestDatabase::with(
        "CREATE TABLE n (a boolean, b tinyint unsigned, c smallint, d mediumint, e bigint unsigned, f float, g double, \
         h decimal(9,3), i decimal(65,30), j text, k blob, l date, m time(6), n datetime(6), o timestamp(6) NULL, p year, \
         q bit(3), r json, s enum('x'), t set('x'), u char(3), v binary(2), w int, x bigint); \
         INSERT INTO n (a) VALUES (NULL), (NULL)",
    ) else {
        return;
    };
    let table = database.read("n").expect("rows");
    assert_eq!(table.shape(), (2, 24));
    assert!(table.columns().iter().all(|column| column.null_count() == 2), "{table:?}");
}

#[test]
fn a_value_that_does_not_fit_names_its_row() {
    let Some(database) = TestDatabase::with(
        "CREATE TABLE d (n int PRIMARY KEY, at date); \
         INSERT INTO d SELECT seq, IF(seq = 70000, '0000-00-00', '2013-06-01') FROM seq_1_to_70100",
    ) else {
        return;
    };
    let problem = database.read("d").expect_err("a problem");
    assert_eq!(problem.message.to_string(), "Column \"at\", row 70,000: 0000-00-00 is not a date");
    assert_eq!(problem.setting.as_deref(), Some("table"));
    let table = read(database.of_table("d"), |plan| plan.select([col("n")])).expect("the other columns");
    assert_eq!(table.height(), 70_100);
}

#[test]
fn floats_arrive_to_the_last_bit() {
    let Some(database) = TestDatabase::with(
        "CREATE TABLE f (d double, f float); \
         INSERT INTO f VALUES (0.1, 0.1), (1.7976931348623157e308, 3.4028234663852886e38), (5e-324, 1e-45), (1e23, 16777217)",
    ) else {
        return;
    };
    let table = database.read("f").expect("rows");
    let doubles: Vec<f64> = table.column("d").unwrap().f64().unwrap().into_no_null_iter().collect();
    let floats: Vec<f32> = table.column("f").unwrap().f32().unwrap().into_no_null_iter().collect();
    assert_eq!(doubles, [0.1, f64::MAX, 5e-324, 1e23]);
    assert_eq!(floats, [0.1, f32::MAX, 1e-45, 16_777_216.0]);
}

#[test]
fn a_field_of_several_packets_arrives_whole() {
    let Some(database) = TestDatabase::with("") else { return };
    // More than 16 MiB in one field; in all no more than the server's limit of a packet.
    let limit: u64 = database.one("SELECT @@max_allowed_packet").and_then(|text| text.parse().ok()).expect("a number");
    let length = limit - 100;
    let table = database.query(&format!("SELECT repeat('x', {length}) AS v, 7 AS n")).expect("a row");
    let value = table.column("v").expect("a column").str().expect("texts").get(0).expect("a text").len();
    assert_eq!((value as u64, texts(&table, "n")), (length, vec!["7".to_owned()]));
}

#[test]
fn parameters_are_values_and_never_text() {
    let Some(database) = TestDatabase::with(
        "CREATE TABLE a (n int, t varchar(20), d date); INSERT INTO a VALUES (1, 'x', '2013-06-01'), (2, 'y', NULL)",
    ) else {
        return;
    };
    let rows = |sql: &str, values: &[Constant]| {
        let table = read(database.of_query(sql, values), |plan| plan);
        table.map(|table| texts(&table, "n").join(" ")).unwrap_or_else(|problem| format!("! {problem}"))
    };
    let text = |text: &str| Constant::Text(text.into());
    assert_eq!(rows("SELECT n FROM a WHERE n = ?", &[Constant::Integer(2)]), "2");
    assert_eq!(rows("SELECT n FROM a WHERE t = ?", &[text("x")]), "1");
    assert_eq!(rows("SELECT n FROM a WHERE t = ?", &[text("' OR 1 = 1 --")]), "");
    assert_eq!(rows("SELECT n FROM a WHERE d = ? AND n < ?", &[text("2013-06-01"), Constant::Number(1.5)]), "1");
    assert_eq!(rows("SELECT n FROM a LIMIT ?", &[Constant::Integer(1)]), "1");
    let late = rows("SELECT CAST(? AS signed) AS n", &[Constant::Integer(7)]);
    assert!(late.starts_with("! query: Column \"n\" is the value of a parameter"), "{late}");
    assert!(rows("SELECT n FROM a WHERE n = ?", &[]).starts_with("! query: The query has a placeholder"));
}

#[test]
fn the_servers_own_words_stand_at_their_place() {
    let Some(database) = TestDatabase::with("CREATE TABLE a (n int); CREATE TABLE orders (n int)") else { return };
    let problem = |sql: &str| database.query(sql).expect_err("a problem");
    let found = problem("SELECT 'é', nn FROM a");
    assert!(found.message.to_string().contains("Unknown column 'nn'"), "{found}");
    let begin = "SELECT 'é', ".len();
    assert_eq!((found.setting.as_deref(), found.span), (Some("query"), Some(begin..begin + 1)));
    let found = problem("SELECT n\nFORM a");
    assert!(found.to_string().contains("syntax"), "{found}");
    assert_eq!(found.span, Some(9 + 5..9 + 6), "the server takes FORM for a name");
    assert!(problem("SELECT 1; SELECT 2").to_string().contains("syntax"));
    assert!(problem("SELECT 1 AS a, 2 AS a").to_string().contains("Two columns"));
    assert!(problem("SET time_zone = 'SYSTEM'").to_string().contains("does not return a table"));
    let unknown = MySql::new(database.server.clone(), SqlRows::Table("orderss".into()));
    let found = read(unknown, |plan| plan).expect_err("a problem");
    assert_eq!(found.setting.as_deref(), Some("table"));
    assert!(found.remedy.is_some_and(|remedy| remedy.to_string().contains("orders")));
}

#[test]
fn a_read_changes_nothing() {
    let Some(database) = TestDatabase::with("CREATE TABLE a (n int); INSERT INTO a VALUES (1)") else { return };
    let problem = database.query("DELETE FROM a RETURNING n").expect_err("a problem");
    assert!(problem.to_string().contains("would change the database"), "{problem}");
    for sql in ["DELETE FROM a", "DROP TABLE a", "CREATE TABLE b (n int)", "COMMIT"] {
        let problem = database.query(sql).expect_err("a problem");
        let text = problem.to_string();
        let is_refused = text.contains("does not return a table") || text.contains("would change the database");
        assert!(is_refused, "{sql}: {problem}");
    }
    assert_eq!(database.read("a").expect("rows").height(), 1);
    assert_eq!(database.tables(), ["a"]);
}
