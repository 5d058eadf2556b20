//! Formulas: exact decimals, moments with offsets, groups.

mod decimals;
mod moments;

use std::io::Cursor;

use polars::prelude::*;

use super::{CASE, Case, check, check_in};
use crate::program::{Place, project};

/// A table typed in by hand, as text.
const TEXTS: (&str, &str) = (
    "table",
    "(headers: [\"t\"], rows: [[\"2024-01-01T10:00:00+02:00\"], [\"2024-01-01T08:00:00Z\"]], types: [(column: \"t\", type: Text)])",
);

/// A column `d` of decimals with two digits after the point.
fn money(values: &[&str], precision: usize) -> Place {
    let mut rows = df!("d" => values, "n" => (1..=values.len() as i64).collect::<Vec<_>>())
        .expect("two columns")
        .lazy()
        .with_column(col("d").strict_cast(DataType::Decimal(precision, 2)))
        .with_column(col("d").cast(DataType::Float64).alias("f"))
        .collect()
        .expect("decimals");
    let mut bytes = Cursor::new(Vec::new());
    ParquetWriter::new(&mut bytes).finish(&mut rows).expect("a file in memory");
    let place = Place::new();
    place.put_bytes("a.parquet", &bytes.into_inner());
    place
}

fn over(place: &Place, then: &[(&str, &str)], shows: &str) {
    let then: Vec<(&'static str, &'static str)> =
        then.iter().map(|(kind, settings)| (leaked(kind), leaked(settings))).collect();
    let case = Case {
        name: leaked(&format!("{then:?}")),
        source: ("read_parquet", "(path: \"a.parquet\")"),
        then: Box::leak(then.into_boxed_slice()),
        shows: leaked(shows),
        ..CASE
    };
    check_in(place, &case).unwrap_or_else(|difference| panic!("{difference}"));
}

/// What `formula` gives in each row: its type, then its values.
fn computed(place: &Place, formula: &str, shows: &str) {
    let settings = format!("(columns: [(name: \"x\", expression: {formula:?})])");
    let only = "(columns: [(column: \"n\"), (column: \"x\")], rest: Drop)";
    let mut lines = shows.split('|').map(str::trim);
    let shows = match shows.strip_prefix('!') {
        Some(_) => shows.to_owned(),
        None => {
            let head = format!("n:integer | x:{}", lines.next().unwrap_or_default());
            let values = lines.enumerate().map(|(row, value)| format!("\n{},{value}", row + 1));
            std::iter::once(head).chain(values).collect()
        }
    };
    over(place, &[("formula", &settings), ("select", only)], &shows);
}

fn leaked(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

#[test]
fn fills_stay_within_their_group() {
    let rows = "g,day,v\na,1,1\nb,2,7\na,3,\nb,1,\na,2,4\nb,3,\nc,1,\n";
    let fill = |settings: &'static str, shows: &'static str| Case {
        name: settings,
        files: Box::leak(Box::new([("a.csv", rows.as_bytes())])),
        then: Box::leak(Box::new([("fill_missing", settings)])),
        shows,
        ..CASE
    };
    check(&[
        fill(
            "(fills: [(columns: [\"v\"], method: Forward)])",
            "g:text | day:integer | v:integer\na,1,1\nb,2,7\na,3,7\nb,1,7\na,2,4\nb,3,4\nc,1,4",
        ),
        fill(
            "(fills: [(columns: [\"v\"], method: Forward)], groups: [\"g\"])",
            "g:text | day:integer | v:integer\na,1,1\nb,2,7\na,3,1\nb,1,7\na,2,4\nb,3,7\nc,1,",
        ),
        fill(
            "(fills: [(columns: [\"v\"], method: Forward)], groups: [\"g\"], order_by: [(column: \"day\")])",
            "g:text | day:integer | v:integer\na,1,1\nb,2,7\na,3,4\nb,1,\na,2,4\nb,3,7\nc,1,",
        ),
        fill(
            "(fills: [(columns: [\"v\"], method: Forward)], groups: [\"g\"], order_by: [(column: \"day\", order: Descending)])",
            "g:text | day:integer | v:integer\na,1,1\nb,2,7\na,3,\nb,1,7\na,2,4\nb,3,\nc,1,",
        ),
        fill(
            "(fills: [(columns: [\"v\"], method: Mean)], groups: [\"g\"])",
            "g:text | day:integer | v:number\na,1,1\nb,2,7\na,3,2.5\nb,1,7\na,2,4\nb,3,7\nc,1,",
        ),
        fill(
            "(fills: [(columns: [\"v\"], method: Max)], groups: [\"g\"])",
            "g:text | day:integer | v:integer\na,1,1\nb,2,7\na,3,4\nb,1,7\na,2,4\nb,3,7\nc,1,",
        ),
        fill(
            "(fills: [(columns: [\"v\"], value: \"0\")], groups: [\"g\"])",
            "g:text | day:integer | v:integer\na,1,1\nb,2,7\na,3,0\nb,1,0\na,2,4\nb,3,0\nc,1,0",
        ),
        fill("(fills: [(columns: [\"g\"], method: Forward)], groups: [\"g\"])", "! defines the groups"),
    ]);
}

#[test]
fn two_groups_never_look_alike() {
    let place = Place::new();
    let rows = "(headers: [\"a\"], rows: [[\"0.1\"], [\"0.3\"]], types: [(column: \"a\", type: Number)])";
    let sums = "(columns: [(name: \"s\", expression: \"if(a < 0.2, a + 0.2, a)\")])";
    let nodes = [("t", "table", rows), ("f", "formula", sums), ("g", "group_by", "(keys: [\"s\"])")];
    place.put("p.ron", &project(&nodes, &[("t", "f"), ("f", "g")]));
    for format in ["table", "csv", "json"] {
        let said = place.run(&["preview", "p.ron", "g", "--format", format]);
        said.code(0).out(&["0.30000000000000004", "0.3"]);
        assert_eq!(said.out.matches("0.3").count(), 2, "{said:#?}");
    }
}

#[test]
fn what_formulas_do_not_have_is_reported_where_it_stands() {
    let formula = |expression: &str| leaked(&format!("(columns: [(name: \"x\", expression: {expression:?})])"));
    let case = |expression, shows| Case {
        name: expression,
        source: TEXTS,
        then: Box::leak(Box::new([("formula", formula(expression))])),
        shows,
        ..CASE
    };
    check(&[
        case("row_number() OVER (ORDER BY t)", "! no node supports yet"),
        case("row_number()", "! no node supports yet"),
        case("sum(length(t)) OVER (ORDER BY t)", "! no node supports yet"),
        case("sum(length(t)) OVER (PARTITION BY t)", "! Compute it in a Group by node and join it to the rows"),
        case("t::no_such_type", "! There is no type no_such_type"),
    ]);
    let values = |expression, shows| Case {
        name: expression,
        source: ("table", "(headers: [\"t\"], rows: [[\"1.255\"]], types: [(column: \"t\", type: Text)])"),
        then: Box::leak(Box::new([
            ("formula", formula(expression)),
            ("select", "(columns: [(column: \"x\")], rest: Drop)"),
        ])),
        shows,
        ..CASE
    };
    check(&[
        values("t::double precision", "x:number\n1.255"),
        values("t::double precision + 1", "x:number\n2.255"),
        values("CAST(t AS double precision)", "x:number\n1.255"),
        values("t::numeric(10,2)", "x:decimal(10, 2)\n1.26"),
        values("t::character varying(10)", "x:text\n1.255"),
        values("t::float8", "x:number\n1.255"),
        values("DECIMAL '0.06'", "x:decimal(2, 2)\n0.06"),
        values("0.06", "x:decimal(2, 2)\n0.06"),
        values("6e-2", "x:number\n0.06"),
        values("9223372036854775808", "x:decimal(19, 0)\n9223372036854775808"),
    ]);
}
