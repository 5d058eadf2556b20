//! Money: what is computed with it, compared, summed, filled and written is exact.

use super::{computed, money, over};
use crate::program::project;

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
