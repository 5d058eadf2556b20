//! Malformed inputs: nothing may panic, hang or exhaust the stack.

use std::time::Instant;

use polars::prelude::*;
use proptest::prelude::*;

use super::{parameters, problem, row, value};
use crate::formula::{Formula, Scope, Want, complete, highlight, used_columns, used_parameters};

#[test]
fn deep_nesting_is_refused() {
    for text in [
        "(".repeat(10_000) + "1" + &")".repeat(10_000),
        "(".repeat(100_000),
        "abs(".repeat(5_000) + "1" + &")".repeat(5_000),
        "NOT ".repeat(10_000) + "yes",
        "- ".repeat(10_000) + "1",
        "CASE WHEN yes THEN ".repeat(5_000) + "1" + &" END".repeat(5_000),
        vec!["1"; 20_000].join(" + "),
        vec!["1"; 1_000].join(" + "),
    ] {
        let start = Instant::now();
        let problem = problem(&text, Want::Any);
        assert!(problem.message.contains("deeper") || problem.message.contains("operators"), "{problem}");
        assert!(start.elapsed().as_secs() < 2);
    }
}

#[test]
fn what_is_long_but_fair_works() {
    for (text, expected) in [
        (vec!["i = 1"; 2_000].join(" OR "), "false"),
        (vec!["yes"; 2_000].join(" AND "), "true"),
        (format!("i IN ({})", (0..20_000).map(|n| n.to_string()).collect::<Vec<_>>().join(", ")), "true"),
        ("(".repeat(150) + "1" + &")".repeat(150), "1"),
        ("abs(".repeat(100) + "1" + &")".repeat(100), "1"),
        (vec!["1"; 150].join(" + "), "150"),
        (vec!["t"; 1_000].join(" || "), "latelate"),
        (format!("CASE {} END", (0..100).map(|n| format!("WHEN i = {n} THEN {n} ")).collect::<String>()), "7"),
    ] {
        let start = Instant::now();
        let found = value(&text);
        assert!(found.starts_with(expected), "{} gave {found}", &text[..40]);
        assert!(start.elapsed().as_secs() < 5, "{} took {:?}", &text[..40], start.elapsed());
    }
}

#[test]
fn broken_nesting_is_refused_quickly() {
    for text in [
        "upper(".repeat(60) + "1 2" + &")".repeat(60),
        "CASE WHEN yes THEN ".repeat(40) + "1 2" + &" END".repeat(40),
        "(i + ".repeat(60) + "1 2" + &")".repeat(60),
        "CAST(".repeat(60) + "1 2" + &" AS text)".repeat(60),
        "position(1 IN ".repeat(60) + "1 2" + &")".repeat(60),
        "extract(YEAR FROM ".repeat(60) + "1 2" + &")".repeat(60),
        "trim(".repeat(60) + "1 2" + &")".repeat(60),
    ] {
        let start = Instant::now();
        problem(&text, Want::Any);
        assert!(start.elapsed().as_millis() < 500, "{} took {:?}", &text[..20], start.elapsed());
    }
}

#[test]
fn an_empty_table_gives_empty_columns() {
    let row = row();
    let parameters = parameters();
    let schema = row.schema().clone();
    for function in crate::formula::functions() {
        let expr = Formula::new(function.example.0).to_polars(&Scope::new(&schema, &parameters), Want::Any).unwrap();
        let out = row.clone().lazy().limit(0).with_column(expr.alias("out")).collect().unwrap();
        assert_eq!(out.height(), 0, "{}", function.name);
    }
}

#[test]
fn values_that_are_the_same_for_all_rows_spread() {
    let rows = df!("x" => [1i64, 2, 3], "t" => ["a", "b", "c"]).unwrap();
    let parameters = parameters();
    let schema = rows.schema().clone();
    for (text, expected) in [
        ("x + 1", "[2, 3, 4]"),
        ("1 - x", "[0, -1, -2]"),
        ("1 + 1", "[2, 2, 2]"),
        ("10 % x", "[0, 0, 1]"),
        ("length(repeat('ab', x))", "[2, 4, 6]"),
        ("length(lpad('7', 3, t))", "[3, 3, 3]"),
        ("x * 9223372036854775807", "[9223372036854775807, null, null]"),
        ("CAST('5' AS integer)", "[5, 5, 5]"),
        ("length(replace('xyz', 'y', ''))", "[2, 2, 2]"),
    ] {
        let expr = Formula::new(text).to_polars(&Scope::new(&schema, &parameters), Want::Any).unwrap();
        for engine in [Engine::Streaming, Engine::InMemory] {
            let out = rows.clone().lazy().with_column(expr.clone().alias("out")).collect_with_engine(engine).unwrap();
            let out = out.unwrap_single();
            let values: Vec<String> = out
                .column("out")
                .unwrap()
                .i64()
                .unwrap()
                .iter()
                .map(|v| v.map_or("null".into(), |v| v.to_string()))
                .collect();
            assert_eq!(format!("[{}]", values.join(", ")), expected, "{text}");
        }
    }
}

/// Words and signs in unusual orders.
fn pieces() -> impl Strategy<Value = String> {
    let words = [
        "i",
        "t",
        "day",
        "none",
        "\"a b\"",
        "nope",
        "1",
        "2.5",
        "'x'",
        "'2013-01-01'",
        "NULL",
        "TRUE",
        "(",
        ")",
        ",",
        "+",
        "-",
        "*",
        "/",
        "%",
        "||",
        "=",
        "<>",
        "<",
        ">=",
        "AND",
        "OR",
        "NOT",
        "IS",
        "IN",
        "LIKE",
        "BETWEEN",
        "CASE",
        "WHEN",
        "THEN",
        "ELSE",
        "END",
        "CAST",
        "AS",
        "integer",
        "date",
        "DATE",
        "INTERVAL",
        "DAY",
        "${year}",
        "${",
        "upper",
        "substring",
        "trim",
        "extract",
        "FROM",
        "position",
        "coalesce",
        "::",
        ".",
        "'",
        "\"",
        "`",
        "--",
        "/*",
        "é",
        "日本",
        "\n",
        "\u{0}",
        "DISTINCT",
        "ESCAPE",
        "[",
        "]",
        "{",
        "}",
        "$",
        "@",
        "#",
        "\\",
        "EXISTS",
        "SELECT",
        "ARRAY",
        "*",
        "OVER",
        "0x1F",
        "1e",
    ];
    prop::collection::vec(prop::sample::select(words.to_vec()), 0..14).prop_map(|words| words.join(" "))
}

fn survives(text: &str) {
    let row = row();
    let parameters = parameters();
    let schema = row.schema().clone();
    let scope = Scope::new(&schema, &parameters);
    let formula = Formula::new(text);
    match formula.to_polars(&scope, Want::Any) {
        Ok(expr) => {
            let data_type = formula.data_type(&scope).unwrap();
            let _ = formula.to_spark(&scope);
            // Lowering has accepted the types; only values may still fail.
            let mut plan = row.lazy().select([expr.alias("out")]);
            let found = plan.collect_schema().map(|schema| super::from_polars(schema.get("out").unwrap()));
            assert_eq!(found.ok(), Some(data_type), "{text}");
        }
        Err(problem) => {
            assert!(!problem.message.is_empty());
            if let Some(span) = problem.span {
                assert!(text.get(span.clone()).is_some(), "{text:?} {span:?}");
            }
        }
    }
    for (span, _) in highlight(text) {
        assert!(text.get(span).is_some());
    }
    used_columns(text);
    used_parameters(text);
    complete(text, text.len() / 2, &[], ["year"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn words_in_any_order_survive(text in pieces()) {
        survives(&text);
    }

    #[test]
    fn any_text_survives(text in "\\PC{0,40}") {
        survives(&text);
    }
}
