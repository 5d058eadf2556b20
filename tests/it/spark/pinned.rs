//! What Spark once made another value of: (formula, rows of the hard table, the values there, the Spark text).

pub const CASES: &[(&str, &[usize], &str, &str)] = &[];
