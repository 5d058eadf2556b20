//! What Spark once made another value of: (formula, rows of the hard table, the values there, the Spark text).

pub const CASES: &[(&str, &[usize], &str, &str)] = &[];

/// What has no equal text: (formula, the problem).
pub const GAPS: &[(&str, &str)] = &[
    ("parse_number('$1,200.50')", "Spark has nothing that means the same as parse_number. Run this project locally"),
    (
        "parse_decimal('$1,200.50', 2)",
        "Spark has nothing that means the same as parse_decimal. Run this project locally",
    ),
    (
        "parse_percent('12,5 %', ',')",
        "Spark has nothing that means the same as parse_percent. Run this project locally",
    ),
    (
        "regexp_replace(t, 'x*', '-')",
        "Spark finds empty matches of this pattern at other places. Run this project locally",
    ),
    ("regexp_count(t, '')", "Spark finds empty matches of this pattern at other places. Run this project locally"),
    ("regexp_like(t, 'a*+')", "Spark's regular expressions do not know +. Run this project locally"),
    (
        "try_to_timestamp(t, 'xxx yyyy-MM-dd HH:mm')",
        "Spark reads an offset from UTC only at the end of a format. Run this project locally",
    ),
];
