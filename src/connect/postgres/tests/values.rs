//! Every type, and the values at its edges: exact, or refused at its row.

use polars::prelude::*;

use super::{TestSchema, read, texts};
use crate::connect::scan::Constant;

/// The only value of an expression, with its type in polars; or the problem.
fn value(schema: &TestSchema, expression: &str) -> String {
    match schema.query(&format!("SELECT {expression} AS v")) {
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
    let Some(schema) = TestSchema::with(
        "CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE DOMAIN price AS numeric(10,2) CHECK (value > 0); \
         CREATE TYPE pair AS (a int, b text)",
    ) else {
        return;
    };
    let name = &schema.name;
    let cases = [
        ("true", "true bool"),
        ("32767::int2", "32767 i16"),
        ("(-2147483648)::int4", "-2147483648 i32"),
        ("9223372036854775807::int8", "9223372036854775807 i64"),
        ("4294967295::oid", "4294967295 i64"),
        ("1.5::float4", "1.5 f32"),
        ("0.1::float8", "0.1 f64"),
        ("'NaN'::float8", "NaN f64"),
        ("'-infinity'::float8", "-inf f64"),
        ("123.45::numeric(15,2)", "123.45 decimal[15,2]"),
        ("(-0.05)::numeric(15,2)", "-0.05 decimal[15,2]"),
        (
            "'1234567890123456789012345678.0123456789'::numeric(38,10)",
            "1234567890123456789012345678.0123456789 decimal[38,10]",
        ),
        ("12345::numeric(5,-2)", "12300 decimal[7,0]"),
        ("0.00123::numeric(3,5)", "0.00123 decimal[5,5]"),
        ("123456789.123456789012345678::numeric", "123456789.123456789012345678 decimal[38,18]"),
        ("1e-29::numeric", "0.00000000000000000000000000001 decimal[38,29]"),
        ("'1234567890123456789012345678901234567890'::numeric(40,0)", "1234567890123456789012345678901234567890 str"),
        ("1e-50::numeric", "0.00000000000000000000000000000000000000000000000001 str"),
        ("''::text", " str"),
        ("'é日本🦊'::varchar(9)", "é日本🦊 str"),
        ("'ab'::char(5)", "ab    str"),
        ("'a b'::name", "a b str"),
        ("'x'::\"char\"", "x str"),
        ("'{\"a\": 1,  \"a\": 2}'::json", "{\"a\": 1,  \"a\": 2} str"),
        ("'12345678901234567890.123456789'::jsonb", "12345678901234567890.123456789 str"),
        ("'null'::jsonb", "null str"),
        ("'<a/>'::xml", "<a/> str"),
        ("'6F9619FF-8B86-D011-B42D-00C04FC964FF'::uuid", "6f9619ff-8b86-d011-b42d-00c04fc964ff str"),
        ("'\\x00ff'::bytea", "b\"\\x00\\xff\" binary"),
        ("''::bytea", "b\"\" binary"),
        ("'2013-06-01'::date", "2013-06-01 date"),
        ("'0001-01-01'::date", "0001-01-01 date"),
        ("'9999-12-31'::date", "9999-12-31 date"),
        ("'12:34:56.789012'::time", "12:34:56.789012 time"),
        ("'0001-01-01 00:00:00'::timestamp", "0001-01-01 00:00:00 datetime[μs]"),
        ("'9999-12-31 23:59:59.999999'::timestamp", "9999-12-31 23:59:59.999999 datetime[μs]"),
        ("'2024-07-01 12:00:00-03'::timestamptz", "2024-07-01 15:00:00 UTC datetime[μs, UTC]"),
        ("'1 mon 2 days 03:04:05.678'::interval", "1 mon 2 days 03:04:05.678 str"),
        ("'12:00+02'::timetz", "12:00:00+02 str"),
        ("'10110'::bit(5)", "10110 str"),
        ("'192.168.0.1'::inet", "192.168.0.1/32 str"),
        ("'08:00:2b:01:02:03'::macaddr", "08:00:2b:01:02:03 str"),
        ("'[1,5)'::int4range", "[1,5) str"),
        ("'a fat cat'::tsvector", "'a' 'cat' 'fat' str"),
        ("'ok'::SCHEMA.mood", "ok str"),
        ("1.50::SCHEMA.price", "1.50 decimal[10,2]"),
        ("ROW(1, 'x,y')::SCHEMA.pair", "(1,\"x,y\") str"),
        ("ARRAY[1, NULL, 3]", "[1, null, 3] list[i32]"),
        ("'{}'::int[]", "[] list[i32]"),
        ("'{\"a,b\",NULL,\"NULL\"}'::text[]", "[\"a,b\", null, \"NULL\"] list[str]"),
        ("ARRAY['1.50'::numeric(10,2)]::numeric(10,2)[]", "[1.50] list[decimal[10,2]]"),
        ("ARRAY['2024-07-01 12:00:00Z'::timestamptz]", "[2024-07-01 12:00:00 UTC] list[datetime[μs, UTC]]"),
        ("ARRAY['1 day'::interval]", "{\"1 day\"} str"),
        ("'infinity'::date", "! Column \"v\", row 1: infinity is not a date or a time"),
        ("'-infinity'::timestamp", "! Column \"v\", row 1: infinity is not a date or a time"),
        ("'infinity'::timestamptz", "! Column \"v\", row 1: infinity is not a date or a time"),
        ("'294276-12-31'::timestamp", "! Column \"v\", row 1: the date is beyond the calendar"),
        ("'5874897-12-31'::date", "! Column \"v\", row 1: the date is beyond the calendar"),
        ("'24:00:00'::time", "! Column \"v\", row 1: 24:00:00 is not a time of day"),
        ("'NaN'::numeric", "! Column \"v\", row 1: NaN and infinity are not decimals"),
        ("'NaN'::numeric(5,2)", "! Column \"v\", row 1: NaN and infinity are not decimals"),
        ("'Infinity'::numeric", "! Column \"v\", row 1: NaN and infinity are not decimals"),
        (
            "'{{1,2},{3,4}}'::int[]",
            "! Column \"v\", row 1: an array of several dimensions, or one that does not begin at 1, is not a list",
        ),
        (
            "'[0:1]={1,2}'::int[]",
            "! Column \"v\", row 1: an array of several dimensions, or one that does not begin at 1, is not a list",
        ),
        ("1.5::money", "! Column \"v\" is money, which has no fixed form"),
    ];
    let wrong: Vec<String> = cases
        .iter()
        .map(|(expression, expected)| (expression, value(&schema, &expression.replace("SCHEMA", name)), expected))
        .filter(|(_, found, expected)| found != *expected)
        .map(|(expression, found, expected)| format!("{expression}: {found}\n  instead of {expected}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_type_has_nulls() {
    let Some(schema) = TestSchema::with(
        "CREATE TABLE n (a bool, b int2, c int4, d int8, e float4, f float8, g numeric(9,3), h numeric, i text, j uuid, \
         k jsonb, l bytea, m date, n time, o timestamp, p timestamptz, q interval, r int[], s numeric(60,2)); \
         INSERT INTO n DEFAULT VALUES; INSERT INTO n DEFAULT VALUES",
    ) else {
        return;
    };
    let table = schema.read("n").expect("rows");
    assert_eq!(table.shape(), (2, 19));
    assert!(table.columns().iter().all(|column| column.null_count() == 2), "{table:?}");
}

#[test]
fn a_value_that_does_not_fit_names_its_row() {
    let Some(schema) = TestSchema::with(
        "CREATE TABLE d (n int, at date); \
         INSERT INTO d SELECT n, CASE WHEN n = 70000 THEN 'infinity'::date ELSE '2013-06-01' END \
         FROM generate_series(1, 70100) AS n",
    ) else {
        return;
    };
    let problem = schema.read("d").expect_err("a problem");
    assert_eq!(problem.message.to_string(), "Column \"at\", row 70,000: infinity is not a date or a time");
    assert_eq!(problem.setting.as_deref(), Some("table"));
    let table = read(schema.of_table("d"), |plan| plan.select([col("n")])).expect("the other columns");
    assert_eq!(table.height(), 70_100);
    // The first rows had no decimals, a later one has.
    schema.script(
        "CREATE TABLE s AS SELECT CASE WHEN n = 100001 THEN 1.25 ELSE n END::numeric AS v FROM generate_series(1, 100001) AS n",
    );
    let problem = schema.read("s").expect_err("a problem");
    assert_eq!(problem.message.to_string(), "Column \"v\", row 100,001: the number has more digits than decimal[38,0]");
}

#[test]
fn parameters_are_values_and_never_text() {
    let Some(schema) = TestSchema::with(
        "CREATE TABLE a (n int, t text, d date); INSERT INTO a VALUES (1, 'x', '2013-06-01'), (2, 'y', NULL)",
    ) else {
        return;
    };
    let rows = |sql: &str, values: &[Constant]| {
        let table = read(schema.of_query(sql, values), |plan| plan);
        table.map(|table| texts(&table, "n").join(" ")).unwrap_or_else(|problem| format!("! {problem}"))
    };
    let text = |text: &str| Constant::Text(text.into());
    assert_eq!(rows("SELECT n FROM SCHEMA.a WHERE n = $1", &[Constant::Integer(2)]), "2");
    assert_eq!(rows("SELECT n FROM SCHEMA.a WHERE t = $1", &[text("x")]), "1");
    assert_eq!(rows("SELECT n FROM SCHEMA.a WHERE t = $1", &[text("' OR 1 = 1 --")]), "");
    assert_eq!(
        rows("SELECT n FROM SCHEMA.a WHERE d = $1 AND n::float8 < $2", &[text("2013-06-01"), Constant::Number(1.5)]),
        "1"
    );
    assert_eq!(rows("SELECT n FROM SCHEMA.a LIMIT $1", &[Constant::Integer(1)]), "1");
    let wrong = rows("SELECT n FROM SCHEMA.a WHERE n = $1", &[text("x")]);
    assert!(wrong.contains("invalid input syntax for type integer"), "{wrong}");
    assert!(rows("SELECT n FROM SCHEMA.a WHERE n = $1", &[]).starts_with("! query: The query has a placeholder"));
}

#[test]
fn the_servers_own_words_stand_at_their_place() {
    let Some(schema) = TestSchema::with("CREATE TABLE a (n int)") else { return };
    let problem = |sql: &str| schema.query(sql).expect_err("a problem");
    let found = problem("SELECT 'é', nn FROM SCHEMA.a");
    assert!(found.message.to_string().contains("column \"nn\" does not exist"), "{found}");
    let begin = "SELECT 'é', ".len();
    assert_eq!((found.setting.as_deref(), found.span), (Some("query"), Some(begin..begin + 1)));
    assert!(problem("SELEC 1").to_string().contains("syntax error"));
    assert!(problem("SELECT 1; SELECT 2").to_string().contains("multiple commands"));
    assert!(problem("SELECT 1 AS a, 2 AS a").to_string().contains("Two columns"));
    assert!(problem("SET TimeZone = 'UTC'").to_string().contains("does not return a table"));
    let found = problem("SELECT 1 / (n - 2) AS v FROM generate_series(1, 3) AS n");
    assert!(found.to_string().contains("division by zero") && found.setting.as_deref() == Some("query"), "{found}");
    let found = schema.read("b").expect_err("a problem");
    assert_eq!(found.setting.as_deref(), Some("table"));
    assert!(found.remedy.is_some_and(|remedy| remedy.to_string().contains(&schema.table("a"))));
}

#[test]
fn a_read_changes_nothing() {
    let Some(schema) = TestSchema::with(
        "CREATE TABLE a (n int); INSERT INTO a VALUES (1); \
         CREATE FUNCTION take() RETURNS int LANGUAGE sql AS 'DELETE FROM a RETURNING n'",
    ) else {
        return;
    };
    let sql = format!("DELETE FROM {} RETURNING n", schema.table("a"));
    assert!(schema.query(&sql).is_err());
    schema.script(&format!("ALTER FUNCTION take() SET search_path = {}", schema.name));
    let problem = schema.query("SELECT SCHEMA.take() AS n").expect_err("a problem");
    assert!(problem.to_string().contains("would change the database"), "{problem}");
    assert_eq!(schema.read("a").expect("rows").height(), 1);
}
