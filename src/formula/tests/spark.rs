//! The generated Spark SQL, for human readers. `tests/it/spark.rs` checks against a real Spark.

use super::{parameters, row};
use crate::formula::{Formula, Scope};

fn sql(text: &str) -> String {
    let (row, parameters) = (row(), parameters());
    let schema = row.schema().clone();
    match Formula::new(text).to_spark(&Scope::new(&schema, &parameters)) {
        Ok(sql) => sql,
        Err(problem) => format!("! {problem}"),
    }
}

#[test]
fn spark_sql() {
    for (text, expected) in [
        ("i + 1 > n / 2", "(CAST(try_add(`i`, 1L) AS DOUBLE) > (`n` / nullif(2.0D, 0)))"),
        ("t = 'it''s \\ a'", "(`t` = 'it\\'s \\\\ a')"),
        ("\"a\"\"b\" IN (1, -2)", "(`a\"b` IN (1L, (-2L)))"),
        (
            "NOT yes AND (i IS NULL OR none BETWEEN 1 AND 2)",
            "((NOT `yes`) AND ((`i` IS NULL) OR (`none` BETWEEN 1L AND 2L)))",
        ),
        ("t LIKE '50!%' ESCAPE '!'", "(`t` LIKE '50\\\\%')"),
        ("t NOT ILIKE 'a_%'", "(`t` NOT ILIKE 'a_%')"),
        ("CASE i WHEN ${year} THEN 'x' END", "(CASE WHEN (`i` = 2013L) THEN 'x' END)"),
        ("day >= '2013-01-01'", "(`day` >= DATE '2013-01-01')"),
        ("day + INTERVAL 1 MONTH", "(`day` + INTERVAL '1' MONTH)"),
        ("TRY_CAST(t AS integer)", r"TRY_CAST(regexp_extract(`t`, '(?U)^\\s*([+-]?[0-9]+)\\s*\\z', 1) AS BIGINT)"),
        ("left(t, 2) || i", "concat(left(`t`, 2), CAST(`i` AS STRING))"),
        ("to_date(t, '%d.%m.%Y')", r"to_date(regexp_replace(`t`, '(?U)^\\s+|\\s+$', ''), 'd.M.yyyy')"),
        ("date_trunc('month', day)", "CAST(date_trunc('MONTH', `day`) AS DATE)"),
        ("week(day) = 1", "(CAST(weekofyear(`day`) AS BIGINT) = 1L)"),
        ("none IS DISTINCT FROM 1", "(NOT (`none` <=> 1L))"),
        ("mod(i, 0)", "(`i` % nullif(0L, 0))"),
        ("price * 0.06", "try_multiply(`price`, 0.06BD)"),
        ("price - 1 > -0.5", "(try_subtract(`price`, 1BD) > (-0.5BD))"),
        ("price BETWEEN 0.06 - 0.01 AND i", "(`price` BETWEEN CAST(0.05BD AS DECIMAL(3, 2)) AND `i`)"),
        ("price / i", "(`price` / nullif(CAST(`i` AS DECIMAL(20, 0)), 0))"),
        ("n * 0.06", "(`n` * 0.06D)"),
        ("i / 2.0", "(CAST(`i` AS DOUBLE) / nullif(2.0D, 0))"),
        ("floor(price)", "TRY_CAST(floor(`price`) AS BIGINT)"),
        ("small + 1", "try_add(CAST(`small` AS BIGINT), 1L)"),
        ("small", "`small`"),
        ("s.x", "CAST(`s`.`x` AS BIGINT)"),
        (
            "CAST(zoned AS text)",
            "! Spark shows datetimes in the time zone of its session, not in America/New_York. Run this project locally",
        ),
        (
            "to_timestamp(t, '%d.%m.%Y %H:%M%z')",
            r"to_timestamp_ltz(if(regexp_replace(`t`, '(?U)^\\s+|\\s+$', '') RLIKE '([Zz]|[+-][0-9]{2}(:?[0-9]{2})?)$', regexp_replace(`t`, '(?U)^\\s+|\\s+$', ''), concat('?', regexp_replace(`t`, '(?U)^\\s+|\\s+$', ''))), 'd.M.yyyy H:mm[XXX][XX][X]')",
        ),
        ("TIME '05:15'", "! Spark has no type for a time. Run this project locally, or use text or datetime"),
    ] {
        assert_eq!(sql(text), expected, "{text}");
    }
}

#[test]
fn every_function_has_a_spark_form() {
    for function in crate::formula::functions() {
        let sql = sql(function.example.0);
        assert!(!sql.starts_with('!') && !sql.contains("{0}"), "{}: {sql}", function.name);
    }
}

#[test]
fn templates_take_one_argument_or_all() {
    let all = ["a".to_owned(), "b{0}".to_owned()];
    assert_eq!(crate::formula::spark::filled("f({*}, {1}) + {0}", &all), "f(a, b{0}, b{0}) + a");
}
