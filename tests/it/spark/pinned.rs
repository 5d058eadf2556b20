//! What Spark once made another value of: (formula, rows of the hard table, the values there, the Spark text).

pub const CASES: &[(&str, &[usize], &str, &str)] = &[];

/// What has no equal text: (formula, the problem).
pub const GAPS: &[(&str, &str)] = &[
    ("parse_number('$1,200.50')", ""),
    ("parse_decimal('$1,200.50', 2)", ""),
    ("parse_percent('12,5 %', ',')", ""),
    ("regexp_replace(t, 'x*', '-')", ""),
    ("regexp_count(t, '')", ""),
    ("regexp_like(t, 'a*+')", ""),
];
