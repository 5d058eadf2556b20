//! Formulas: exact decimals, moments with offsets, groups.

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
fn bounds_that_are_computed_keep_the_values_on_them() {
    let place = money(&["0.04", "0.05", "0.06", "0.07", "0.08"], 15);
    let kept = "d:decimal(15, 2)\n0.05\n0.06\n0.07";
    let only = "(columns: [(column: \"d\")], rest: Drop)";
    for condition in [
        "d BETWEEN 0.06 - 0.01 AND 0.06 + 0.01",
        "d BETWEEN DECIMAL '0.05' AND 0.07",
        "d >= 0.05 AND d <= 0.07",
        "d > 0.049 AND d < 0.0701",
        "d > 0.04 AND NOT d >= 0.0701",
        "d IN (0.05, 0.0600, 0.07, 0.0701)",
        "d * d BETWEEN 0.0025 AND 0.0049",
        "100 * d >= 5 AND d * 100 <= 7",
        "d = 0.05 OR d = 6e-2 OR 0.07 = d",
        "d <> 0.04 AND d <> 0.08 AND d <> 0.055",
        "d - 0.06 >= -0.01 AND d + 0.01 <= 0.08",
        "f BETWEEN 0.06 - 0.01 AND 0.06 + 0.01",
    ] {
        over(&place, &[("filter", &format!("(condition: {condition:?})")), ("select", only)], kept);
    }
}

#[test]
fn decimals_are_computed_exactly() {
    let place = money(&["0.15", "-2.50", "9999999999999.99"], 15);
    for (formula, shows) in [
        ("d * d", "decimal(31, 4) | 0.0225 | 6.2500 | 99999999999999800000000000.0001"),
        ("d + 0.005", "decimal(17, 3) | 0.155 | -2.495 | 9999999999999.995"),
        ("1 - d", "decimal(16, 2) | 0.85 | 3.50 | -9999999999998.99"),
        ("d * n", "decimal(36, 2) | 0.15 | -5.00 | 29999999999999.97"),
        ("d / 3", "decimal(19, 6) | 0.050000 | -0.833333 | 3333333333333.330000"),
        ("d % 0.04", "decimal(2, 2) | 0.03 | -0.02 | 0.03"),
        ("-d", "decimal(15, 2) | -0.15 | 2.50 | -9999999999999.99"),
        ("abs(d)", "decimal(15, 2) | 0.15 | 2.50 | 9999999999999.99"),
        ("round(d, 1)", "decimal(15, 1) | 0.2 | -2.5 | 10000000000000.0"),
        ("round(d)", "decimal(14, 0) | 0 | -3 | 10000000000000"),
        ("floor(d)", "integer | 0 | -3 | 9999999999999"),
        ("ceil(d)", "integer | 1 | -2 | 10000000000000"),
        ("d / 0", "decimal(19, 6) |  |  | "),
        ("coalesce(nullif(d, 0.150), 7)", "decimal(16, 3) | 7.000 | -2.500 | 9999999999999.990"),
        ("greatest(d, 0.5)", "decimal(15, 2) | 0.50 | 0.50 | 9999999999999.99"),
        ("CASE WHEN d > 0 THEN d ELSE 0 END", "decimal(15, 2) | 0.15 | 0.00 | 9999999999999.99"),
        ("CAST(d AS decimal(4, 1))", "! 9999999999999.99"),
        ("TRY_CAST(d AS decimal(4, 1))", "decimal(4, 1) | 0.2 | -2.5 | "),
        ("CAST(d AS integer)", "integer | 0 | -2 | 9999999999999"),
        ("f * 0.06", "number | 0.009 | -0.15 | 599999999999.9994"),
        ("n * 0.5", "decimal(22, 1) | 0.5 | 1.0 | 1.5"),
        ("n / 2.0", "number | 0.5 | 1 | 1.5"),
        ("d + 1e0", "number | 1.15 | -1.5 | 10000000000000.99"),
    ] {
        computed(&place, formula, shows);
    }
}

#[test]
fn what_does_not_fit_38_digits_is_null() {
    let most = "9".repeat(36) + ".99";
    let place = money(&[&most, "1.00"], 38);
    for (formula, shows) in [
        ("d + d", "decimal(38, 2) |  | 2.00"),
        ("d * 10", "decimal(38, 2) |  | 10.00"),
        ("d * d", "decimal(38, 4) |  | 1.0000"),
        ("d - d", "decimal(38, 2) | 0.00 | 0.00"),
    ] {
        computed(&place, formula, shows);
    }
    let sums = "(aggregations: [(column: \"d\", function: Sum, name: \"x\"), (function: Rows)])";
    over(&place, &[("group_by", sums)], "x:decimal(38, 2) | rows:integer\n,2");
}

#[test]
fn sums_and_means_of_money_are_exact() {
    let place = money(&["0.10", "0.20", "-0.31"], 15);
    let settings = "(aggregations: [(column: \"d\", function: Sum), (column: \"d\", function: Mean), (column: \"d\", function: Max)])";
    over(
        &place,
        &[("group_by", settings)],
        "d_sum:decimal(25, 2) | d_mean:decimal(19, 6) | d_max:decimal(15, 2)\n-0.01,-0.003333,0.20",
    );
    let settings = "(keys: [\"n\"], aggregations: [(column: \"d\", function: Mean)])";
    let shows = "n:integer | d_mean:decimal(19, 6)\n1,0.100000\n2,0.200000\n3,-0.310000";
    over(&place, &[("group_by", settings)], shows);
}

#[test]
fn offsets_are_kept_or_refused() {
    let formula = |expression: &str| leaked(&format!("(columns: [(name: \"x\", expression: {expression:?})])"));
    let only = ("select", "(columns: [(column: \"x\")], rest: Drop)");
    let case = |name, expression, shows| Case {
        name,
        source: TEXTS,
        then: Box::leak(Box::new([("formula", formula(expression)), only])),
        shows,
        ..CASE
    };
    let utc = "x:datetime in UTC\n2024-01-01 08:00:00+00:00\n2024-01-01 08:00:00+00:00";
    check(&[
        case("strftime with an offset", "to_timestamp(t, '%Y-%m-%dT%H:%M:%S%z')", utc),
        case("Spark's letters of an offset", "to_timestamp(t, 'yyyy-MM-dd''T''HH:mm:ssXXX')", utc),
        case("a cast to a moment", "CAST(t AS TIMESTAMP WITH TIME ZONE)", utc),
        case("the short word for it", "t::timestamptz", utc),
        case(
            "the moment as text",
            "CAST(t::timestamptz AS text)",
            "x:text\n2024-01-01 08:00:00+00:00\n2024-01-01 08:00:00+00:00",
        ),
        case("a moment beside a text", "t::timestamptz = '2024-01-01 09:00+01:00'", "x:boolean\ntrue\ntrue"),
        case("seconds since 1970", "unix_seconds(t::timestamptz)", "x:integer\n1704096000\n1704096000"),
        case(
            "a datetime keeps no offset",
            "CAST(t AS TIMESTAMP)",
            "! has an offset from UTC, which a datetime does not keep",
        ),
        case("to_timestamp alone", "to_timestamp(t)", "! has an offset from UTC, which a datetime does not keep"),
        case("null where it is asked for", "TRY_CAST(t AS TIMESTAMP) IS NULL", "x:boolean\ntrue\ntrue"),
        case("a date keeps no offset", "to_date(t, '%Y-%m-%dT%H:%M:%S%z')", "! A date does not keep the offset"),
        case("a date with a time and an offset", "CAST(t AS date)", "! is not a date"),
        case("a moment needs its offset", "CAST(left(t, 19) AS timestamptz)", "! has no offset from UTC"),
        case("a literal with an offset", "TIMESTAMP '2024-01-01 10:00:00Z'", "! has an offset from UTC"),
        case("letters that no format has", "to_timestamp(t, '%Y-%q')", "! The format does not know %q"),
        case("offsets of what has none", "date_format(DATE '2024-01-01', '%Y %z')", "! has no offset from UTC"),
    ]);
}

#[test]
fn two_moments_of_one_night_read_differently() {
    let zone = TimeZone::opt_try_new(Some("Europe/Berlin")).expect("a zone");
    let moments = Series::new("t".into(), [1_729_989_000_000_000_i64, 1_729_992_600_000_000]);
    let moments = moments.cast(&DataType::Datetime(TimeUnit::Microseconds, zone)).expect("moments");
    let mut rows = DataFrame::new(2, vec![moments.into()]).expect("a column");
    let mut bytes = Cursor::new(Vec::new());
    ParquetWriter::new(&mut bytes).finish(&mut rows).expect("a file in memory");
    let place = Place::new();
    place.put_bytes("a.parquet", &bytes.into_inner());
    for formula in ["CAST(t AS text)", "t || ''", "date_format(t, 'yyyy-MM-dd HH:mm:ssxxx')"] {
        let settings = format!("(columns: [(name: \"x\", expression: {formula:?})])");
        over(
            &place,
            &[("formula", &settings), ("select", "(columns: [(column: \"x\")], rest: Drop)")],
            "x:text\n2024-10-27 02:30:00+02:00\n2024-10-27 02:30:00+01:00",
        );
    }
    over(
        &place,
        &[("filter", "(condition: \"t > '2024-10-27T00:45:00Z'\")")],
        "t:datetime in Europe/Berlin\n2024-10-27 02:30:00+01:00",
    );
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
        fill("(fills: [(columns: [\"g\"], method: Forward)], groups: [\"g\"])", "! makes the groups"),
    ]);
}

#[test]
fn money_is_filled_as_money() {
    let place = money(&["0.10", "0.21", "5.00"], 15);
    let emptied = ("formula", "(columns: [(name: \"d\", expression: \"nullif(d, 5)\")])");
    let only = ("select", "(columns: [(column: \"d\")], rest: Drop)");
    let fill = |settings: &'static str| [emptied, ("fill_missing", settings), only];
    let constant = fill("(fills: [(columns: [\"d\"], value: \"1.50\")])");
    over(&place, &constant, "d:decimal(15, 2)\n0.10\n0.21\n1.50");
    let mean = fill("(fills: [(columns: [\"d\"], method: Mean)])");
    over(&place, &mean, "d:decimal(19, 6)\n0.100000\n0.210000\n0.155000");
    let too_fine = fill("(fills: [(columns: [\"d\"], value: \"1.505\")])");
    over(&place, &too_fine, "! \"1.505\" does not fit \"d\"");
}

#[test]
fn sinks_without_offsets_say_so() {
    let place = Place::new();
    let moments = "(columns: [(name: \"m\", expression: \"t::timestamptz\")])";
    for (kind, settings, told) in [
        ("write_csv", "(path: \"o.csv\")", ""),
        (
            "write_csv",
            "(path: \"o.csv\", datetime_format: \"%Y-%m-%d %H:%M\")",
            "leaves out the offset from UTC that \"m\" has",
        ),
        ("write_json", "(path: \"o.json\")", ""),
        ("write_excel", "(path: \"o.xlsx\")", "Excel has no offsets from UTC"),
    ] {
        let nodes = [("t", TEXTS.0, TEXTS.1), ("f", "formula", moments), ("o", kind, settings)];
        place.put("p.ron", &project(&nodes, &[("t", "f"), ("f", "o")]));
        for command in ["check", "run"] {
            let said = place.run(&[command, "p.ron"]);
            said.code(0);
            assert_eq!(said.err.contains("offset"), !told.is_empty(), "{said:#?}");
            assert!(said.err.contains(told), "{said:#?}");
        }
    }
    assert!(place.text("o.json").contains("2024-01-01T08:00:00+00:00"), "{}", place.text("o.json"));
}

#[test]
fn decimals_leave_in_every_format_with_their_digits() {
    let place = money(&["0.10", "1234567890123.45"], 15);
    for (kind, path, settings, wanted) in [
        ("write_csv", "o.csv", "(path: \"o.csv\")", "0.10,1,"),
        ("write_csv", "o.csv", "(path: \"o.csv\", decimal_comma: true, delimiter: \";\")", "1234567890123,45;2;"),
        ("write_json", "o.json", "(path: \"o.json\")", "\"d\":1234567890123.45"),
    ] {
        let nodes = [("t", "read_parquet", "(path: \"a.parquet\")"), ("o", kind, settings)];
        place.put("p.ron", &project(&nodes, &[("t", "o")]));
        place.run(&["run", "p.ron"]).code(0);
        assert!(place.text(path).contains(wanted), "{}", place.text(path));
    }
    let said = place.run(&["preview", "p.ron", "t", "--format", "json"]);
    said.code(0).out(&["\"d\":0.10,", "\"d\":1234567890123.45,"]);
    let nodes = [("t", "read_parquet", "(path: \"a.parquet\")"), ("o", "write_excel", "(path: \"o.xlsx\")")];
    place.put("p.ron", &project(&nodes, &[("t", "o")]));
    place.run(&["run", "p.ron"]).code(0);
    place.put("p.ron", &project(&[("back", "read_excel", "(path: \"o.xlsx\")")], &[]));
    let said = place.run(&["preview", "p.ron", "back", "--format", "csv"]);
    said.code(0).out(&["0.1,1,", "1234567890123.45,2,"]);
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
fn what_formulas_do_not_have_is_told_where_it_stands() {
    let formula = |expression: &str| leaked(&format!("(columns: [(name: \"x\", expression: {expression:?})])"));
    let case = |expression, shows| Case {
        name: expression,
        source: TEXTS,
        then: Box::leak(Box::new([("formula", formula(expression))])),
        shows,
        ..CASE
    };
    check(&[
        case("row_number() OVER (ORDER BY t)", "! no node does that yet"),
        case("row_number()", "! no node does that yet"),
        case("sum(length(t)) OVER (ORDER BY t)", "! no node does that yet"),
        case("sum(length(t)) OVER (PARTITION BY t)", "! Compute it with a Group by node, and join it to the rows"),
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
