//! Unsigned integers of 64 bits, which do not fit into signed ones.

use std::collections::BTreeMap;

use polars::prelude::*;

use crate::formula::{Formula, Scope, Want};

const HALF: u64 = 1 << 63;

fn table() -> DataFrame {
    let columns = df!("u" => [Some(5), Some(HALF), Some(u64::MAX), None], "i" => [5_i64, -1, 7, 8]).unwrap();
    let all = columns.lazy().with_columns([
        as_struct(vec![col("u").alias("x")]).alias("s"),
        concat_list([col("u"), col("u")]).unwrap().alias("l"),
    ]);
    all.collect().unwrap()
}

/// The values of all rows, or the problem.
fn values(text: &str) -> String {
    let table = table();
    let schema = table.schema().clone();
    let parameters = BTreeMap::new();
    let formula = Formula::new(text);
    let value = match formula.to_polars(&Scope::new(&schema, &parameters), Want::Any) {
        Ok(value) => value.alias("value"),
        Err(problem) => return problem.to_string(),
    };
    match table.lazy().select([value]).collect() {
        Ok(done) => {
            let column = done.column("value").unwrap();
            let cells: Vec<String> = (0..column.len()).map(|row| column.get(row).unwrap().to_string()).collect();
            cells.join(" ")
        }
        Err(error) => super::super::problem_of(&error).to_string(),
    }
}

#[test]
fn large_values_keep_their_digits() {
    for (text, expected) in [
        ("u", "5 9223372036854775808 18446744073709551615 null"),
        ("u + 1", "6 9223372036854775809 18446744073709551616 null"),
        ("u - 18446744073709551615", "-18446744073709551610 -9223372036854775807 0 null"),
        ("-u", "-5 -9223372036854775808 -18446744073709551615 null"),
        ("u > 5", "false true true null"),
        ("u >= -1", "true true true null"),
        ("5 < u", "false true true null"),
        ("u = 18446744073709551615", "false false true null"),
        ("u = 18446744073709551616", "false false false null"),
        ("u <> 9223372036854775808", "true false true null"),
        ("u > i", "false true true null"),
        ("u = i", "true false false null"),
        ("u BETWEEN 6 AND 9223372036854775808", "false true false null"),
        ("u IN (5, 18446744073709551615)", "true false true null"),
        ("u IS NULL", "false false false true"),
        ("CAST(u AS TEXT) || '!'", "\"5!\" \"9223372036854775808!\" \"18446744073709551615!\" null"),
        ("TRY_CAST(u AS INTEGER)", "5 null null null"),
        ("CAST(u AS DECIMAL(20, 0))", "5 9223372036854775808 18446744073709551615 null"),
        ("CAST(u AS DOUBLE)", "5.0 9.2234e18 1.8447e19 null"),
        ("coalesce(u, i)", "5 9223372036854775808 18446744073709551615 8"),
        ("CASE WHEN u > 5 THEN u ELSE i END", "5 9223372036854775808 18446744073709551615 8"),
        ("greatest(u, i)", "5 9223372036854775808 18446744073709551615 8"),
        ("s.x + 0", "5 9223372036854775808 18446744073709551615 null"),
        ("u % 10", "5 8 5 null"),
    ] {
        assert_eq!(values(text), expected, "{text}");
    }
    let found = values("CAST(u AS INTEGER)");
    assert!(found.contains("9223372036854775808"), "{found}");
}
