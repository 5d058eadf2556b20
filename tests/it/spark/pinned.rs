//! What Spark once made another value of: (formula, rows of the hard table, the values there, the Spark text).

pub const CASES: &[(&str, &[usize], &str, &str)] = &[
    (
        "floor(n)",
        &[1, 2, 6, 8],
        "null | null | null | 2",
        "CASE WHEN `n` >= -9223372036854775808D AND `n` < 9223372036854775808D THEN floor(`n`) END",
    ),
    (
        "ceil(n)",
        &[1, 3, 7, 9],
        "null | null | null | -2",
        "CASE WHEN `n` >= -9223372036854775808D AND `n` < 9223372036854775808D THEN ceil(`n`) END",
    ),
    ("trunc(n)", &[1, 2, 6, 9], "null | null | null | -2", "TRY_CAST(`n` AS BIGINT)"),
    ("round(d, 1)", &[6, 7, 8, 11], "2.5 | -2.5 | 2.5 | 0.6", "round(`d`, 1)"),
    ("round(d, -1)", &[4, 7, 10], "100000000 | 0 | -10", "round(`d`, -1)"),
    (
        "TRY_CAST(dated AS date)",
        &[2, 4, 5, 7, 16],
        "null | 2013-01-05 | 2013-01-31 | 2013-01-31 | null",
        r"TRY_CAST(regexp_extract(`dated`, '(?U)^\\s*([0-9]{4}-[0-9]{1,2}-[0-9]{1,2})(?:[T ]\\s*(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\\.[0-9]{1,9})?)?)?\\s*\\z', 1) AS DATE)",
    ),
    (
        "CAST(dated AS date)",
        &[2, 5, 10],
        "fails | 2013-01-31 | fails",
        r"CAST(if(`dated` RLIKE '(?U)^\\s*([0-9]{4}-[0-9]{1,2}-[0-9]{1,2})(?:[T ]\\s*(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\\.[0-9]{1,9})?)?)?\\s*\\z', regexp_extract(`dated`, '(?U)^\\s*([0-9]{4}-[0-9]{1,2}-[0-9]{1,2})(?:[T ]\\s*(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\\.[0-9]{1,9})?)?)?\\s*\\z', 1), concat('?', `dated`)) AS DATE)",
    ),
    (
        "CAST(n AS decimal(10, 2))",
        &[1, 2, 6, 8],
        "fails | fails | fails | 2.50",
        "CAST(CAST(`n` AS STRING) AS DECIMAL(10, 2))",
    ),
    ("regexp_replace(t, '$', '!')", &[4], "x\n!", r"regexp_replace(`t`, '\\z', '!')"),
    ("regexp_replace(t, '[a-z]', '$')", &[4], "$\n", r"regexp_replace(`t`, '[a-z]', '\\$')"),
    (r"regexp_replace(t, '[a-z]', '\')", &[4], "\\\n", r"regexp_replace(`t`, '[a-z]', '\\\\')"),
    ("regexp_replace(t, '([a-z])', '$10')", &[4], "x0\n", r"regexp_replace(`t`, '([a-z])', '$1\\0')"),
    (r"regexp_replace(t, '\w', 'w')", &[7], "www w", r"regexp_replace(`t`, '(?U)\\w', 'w')"),
    (
        "small * small",
        &[1, 2],
        "4611686014132420609 | 4611686018427387904",
        "try_multiply(CAST(`small` AS BIGINT), CAST(`small` AS BIGINT))",
    ),
    ("year(day)", &[0, 2], "null | 2013", "CAST(year(`day`) AS BIGINT)"),
    ("date_format(day, 'h a')", &[0, 2], "null | 12 AM", "date_format(`day`, 'h a')"),
    ("3 / 10", &[0], "0.3", "(3.0D / nullif(10.0D, 0))"),
    ("round(1.005e0, 2)", &[0], "1.01", "round(1.005D, 2)"),
    ("t = '${0}$1'", &[11, 16], "true | false", r"(`t` = '$\{0}$1')"),
];

/// What has no equal text: (formula, the problem).
pub const GAPS: &[(&str, &str)] = &[
    (
        "regexp_replace(t, 'x*', '-')",
        "Spark finds empty matches of this pattern in other places. Run this project locally",
    ),
    ("regexp_count(t, '')", "Spark finds empty matches of this pattern in other places. Run this project locally"),
    ("regexp_like(t, 'a*+')", "Spark's regular expressions do not support +. Run this project locally"),
    (
        "try_to_timestamp(t, 'xxx yyyy-MM-dd HH:mm')",
        "Spark reads a UTC offset only at the end of a format. Run this project locally",
    ),
    (
        "try_to_timestamp(t, 'yyyyMMddHHmmssSSS')",
        "Spark reads no fraction of a second right behind other digits. Run this project locally",
    ),
];
