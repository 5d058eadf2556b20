use std::collections::BTreeMap;

use polars::prelude::{DataType, Field, Schema, TimeUnit};
use proptest::prelude::*;

use super::*;
use crate::formula::{Formula, Scope, Value, Want};

fn schema() -> Schema {
    let columns = [
        ("n", DataType::Int64),
        ("x", DataType::Float64),
        ("t", DataType::String),
        ("b", DataType::Boolean),
        ("d", DataType::Date),
        ("s", DataType::Datetime(TimeUnit::Microseconds, None)),
        ("a b", DataType::String),
        ("end", DataType::Int64),
        ("date", DataType::String),
        ("q\"q", DataType::String),
        ("contains", DataType::String),
        ("größe", DataType::Int64),
    ];
    columns.into_iter().map(|(name, dtype)| Field::new(name.into(), dtype)).collect()
}

/// The formula in Spark SQL: equal for equal trees.
fn tree(text: &str) -> String {
    let parameters =
        BTreeMap::from([("year".to_owned(), Value::Integer(2013)), ("carrier".to_owned(), Value::Text("UA".into()))]);
    let schema = schema();
    let scope = Scope::new(&schema, &parameters);
    let tree = Formula::new(text).check(&scope, Want::Boolean);
    let tree = tree.unwrap_or_else(|problem| panic!("{text}: {problem}"));
    // Spans differ if blanks and brackets do; the rest of the tree is the same.
    let printed = format!("{:?}", tree);
    let mut out = String::new();
    for part in printed.split("span: ") {
        let rest = part.split_once(", ").filter(|(head, _)| head.contains("..")).map_or(part, |(_, rest)| rest);
        out.push_str(rest);
    }
    out
}

#[test]
fn rows_and_formula_say_the_same() {
    // Each: the formula, "all" or "any", the rows, and the formula written from the rows, if it differs.
    for (text, rows, again) in [
        ("n = 5", "all: n Equal 5", ""),
        ("n >= -3 AND x < .5", "all: n GreaterOrEqual -3; x Less .5", ""),
        ("t = 'UA' OR t = 'it''s'", "any: t Equal 'UA'; t Equal 'it''s'", ""),
        ("t <> ''", "all: t NotEqual ''", ""),
        ("t IS DISTINCT FROM 'A'", "all: t Different 'A'", ""),
        ("(n = 1) AND ((t = 'a'))", "all: n Equal 1; t Equal 'a'", "n = 1 AND t = 'a'"),
        ("(n = 1 AND n = 2) AND n = 3", "all: n Equal 1; n Equal 2; n Equal 3", "n = 1 AND n = 2 AND n = 3"),
        ("n BETWEEN 1 AND 2 AND b", "all: n Between 1, 2; b Holds", ""),
        ("n NOT BETWEEN 1 AND ${year}", "all: n NotBetween 1, ${year}", ""),
        ("t in ('a', ${carrier})", "all: t In 'a', ${carrier}", "t IN ('a', ${carrier})"),
        ("NOT b OR t NOT IN ('a')", "any: b HoldsNot; t NotIn 'a'", ""),
        ("(t NOT IN ('a') OR t IS NULL)", "all: t NotInOrNull 'a'", ""),
        ("t NOT IN ('a') OR t IS NULL", "any: t NotIn 'a'; t IsNull", ""),
        ("n = 1 AND (t NOT IN ('a', 'b') OR t IS NULL)", "all: n Equal 1; t NotInOrNull 'a', 'b'", ""),
        ("contains(t, 'a') AND NOT contains(t, 'b')", "all: t Contains 'a'; t NotContains 'b'", ""),
        ("contains(lower(t), 'a')", "all: t ContainsAnyCase 'a'", ""),
        (
            "starts_with(t, 'a') OR endswith(t, 'b')",
            "any: t StartsWith 'a'; t EndsWith 'b'",
            "starts_with(t, 'a') OR ends_with(t, 'b')",
        ),
        ("t LIKE 'a%' AND t NOT LIKE '%_'", "all: t Like 'a%'; t NotLike '%_'", ""),
        ("t ILIKE 'a%' AND t NOT ILIKE '%_'", "all: t Ilike 'a%'; t NotIlike '%_'", ""),
        ("t IS NULL OR n IS NOT NULL", "any: t IsNull; n IsNotNull", ""),
        ("b IS TRUE AND b IS FALSE", "all: b IsTrue; b IsFalse", ""),
        ("b = true", "all: b Equal true", ""),
        ("d >= DATE '2013-01-31'", "all: d GreaterOrEqual DATE '2013-01-31'", ""),
        ("d >= '2013-01-31'", "all: d GreaterOrEqual '2013-01-31'", ""),
        ("s < TIMESTAMP '2013-01-31 05:00:00'", "all: s Less TIMESTAMP '2013-01-31 05:00:00'", ""),
        (
            "\"a b\" = 'x' AND `end` = 1 AND date = 'y'",
            "all: a b Equal 'x'; end Equal 1; date Equal 'y'",
            "\"a b\" = 'x' AND \"end\" = 1 AND date = 'y'",
        ),
        (
            "\"q\"\"q\" = 'x' AND contains = 'c' AND größe <> 1e3",
            "all: q\"q Equal 'x'; contains Equal 'c'; größe NotEqual 1e3",
            "",
        ),
        ("contains(contains, 'x')", "all: contains Contains 'x'", ""),
        ("  n\n=  5 ", "all: n Equal 5", "n = 5"),
    ] {
        let found = terms(text).unwrap_or_else(|why| panic!("{text}: {why:?}"));
        let shown: Vec<String> = found
            .rows
            .iter()
            .map(|term| format!("{} {:?} {}", term.column, term.test, term.values.join(", ")).trim_end().to_owned())
            .collect();
        assert_eq!(format!("{}: {}", if found.any { "any" } else { "all" }, shown.join("; ")), rows, "{text}");
        let written = write_terms(&found);
        assert_eq!(written, if again.is_empty() { text } else { again });
        assert_eq!(tree(&written), tree(text), "{text}");
        assert_eq!(terms(&written), Ok(found), "{text}");
    }
    // With the sides exchanged, the test is the same.
    let turned = terms("5 < n AND 3 >= x").map(|rows| write_terms(&rows));
    assert_eq!(turned, Ok("n > 5 AND x <= 3".into()));
    assert_eq!(terms("  "), Ok(Terms::default()));
    assert_eq!(write_terms(&Terms::default()), "");
}

#[test]
fn why_there_are_no_rows() {
    for (text, why) in [
        ("n = 1 AND (t = 'a' OR t = 'b')", "The formula mixes AND and OR"),
        ("n = 1 OR n = 2 AND b", "The formula mixes AND and OR"),
        ("n = x", "The formula compares with another column: x"),
        ("n + 1 > 2", "A row cannot show n + 1"),
        ("n > 1 + 1", "A row cannot show 1 + 1"),
        ("upper(t) = 'A'", "A row cannot show upper(t)"),
        ("NOT (n = 1)", "A row cannot show NOT (n = 1)"),
        ("NOT starts_with(t, 'a')", "A row cannot show NOT starts_with(t, 'a')"),
        ("t LIKE 'a!%' ESCAPE '!'", "A row cannot show t LIKE 'a!%' ESCAPE '!'"),
        ("n = 1 -- once", "The formula has a comment"),
        ("n = ", "The formula cannot be parsed"),
        ("b IS NOT TRUE", "A row cannot show b IS NOT TRUE"),
        ("true", "A row cannot show true"),
        ("1 < 2", "A row cannot show 1"),
        ("t = NULL", "A row cannot show NULL"),
        ("n IS NOT DISTINCT FROM 1", "A row cannot show n IS NOT DISTINCT FROM 1"),
        ("n <=> 1", "A row cannot show n <=> 1"),
        ("(t NOT IN ('a') OR n IS NULL) AND n = 1", "The formula mixes AND and OR"),
    ] {
        assert_eq!(terms(text).map_err(|why| why.text().to_string()), Err(why.to_owned()), "{text}");
    }
}

#[test]
fn values_are_read_and_typed_without_quotes() {
    use Type::*;
    for (data_type, typed, written) in [
        (Text, "UA", "'UA'"),
        (Text, " it's ", "'it''s'"),
        (Text, "5", "'5'"),
        (Text, "", ""),
        (Text, "'UA'", "'UA'"),
        (Text, "''", "''"),
        (Text, "${year}", "${year}"),
        (Text, "${year", "'${year'"),
        (Text, "a 'b'", "'a ''b'''"),
        (Integer, "-5", "-5"),
        (Integer, "abc", "'abc'"),
        (Integer, "+5", "'+5'"),
        (Number, "1e3", "1e3"),
        (Number, "inf", "'inf'"),
        (Boolean, "true", "true"),
        (Date, "2013-01-31", "DATE '2013-01-31'"),
        (Date, "31.1.2013", "'31.1.2013'"),
        (DateTime(None), "2013-01-31 05:00", "TIMESTAMP '2013-01-31 05:00'"),
    ] {
        assert_eq!(written_value(&data_type, typed), written, "{typed}");
    }
    for (written, shown) in [
        ("'UA'", "UA"),
        ("'it''s'", "it's"),
        ("''", "''"),
        ("' x'", "' x'"),
        ("'${year}'", "'${year}'"),
        ("'''a'''", "'''a'''"),
        ("${year}", "${year}"),
        ("-5", "-5"),
        ("DATE '2013-01-31'", "2013-01-31"),
        ("", ""),
    ] {
        assert_eq!(shown_value(written), shown);
    }
}

#[test]
fn rows_without_a_value_say_nothing_yet() {
    let term = |test, values: &[&str]| Term {
        column: "t".into(),
        test,
        values: values.iter().map(|value| (*value).to_owned()).collect(),
    };
    let rows = vec![
        term(Test::Equal, &[""]),
        term(Test::Between, &["1"]),
        Term::default(),
        term(Test::In, &["'a'", ""]),
        term(Test::IsNull, &[]),
    ];
    assert_eq!(write_terms(&Terms { any: true, rows }), "t IN ('a') OR t IS NULL");
}

/// A value compared with a column of this type.
fn value(data_type: &Type) -> BoxedStrategy<String> {
    match data_type {
        Type::Integer => any::<i64>().prop_map(|n| n.to_string()).boxed(),
        Type::Date => "20[0-9]{2}-0[13-9]-[12][0-9]".prop_map(|day| format!("DATE '{day}'")).boxed(),
        _ => "[a-z' %_$\"{}é\\-]{0,6}".prop_map(|text| format!("'{}'", text.replace('\'', "''"))).boxed(),
    }
}

fn term() -> impl Strategy<Value = Term> {
    let columns =
        [("n", Type::Integer), ("t", Type::Text), ("d", Type::Date), ("a b", Type::Text), ("q\"q", Type::Text)];
    (0..columns.len(), 0..Test::ALL.len()).prop_flat_map(move |(column, test)| {
        let (name, data_type) = columns[column].clone();
        let test = Some(Test::ALL[test]).filter(|test| test.suits(&data_type)).unwrap_or(Test::IsNotNull);
        let count = match test.arity() {
            Arity::None => 0..=0,
            Arity::One => 1..=1,
            Arity::Two => 2..=2,
            Arity::Many => 1..=4,
        };
        prop::collection::vec(value(&data_type), count).prop_map(move |mut values| {
            if test == Test::Like {
                values = vec!["'a%'".into()];
            }
            Term { column: name.into(), test, values }
        })
    })
}

proptest! {
    #[test]
    fn any_rows_come_back(any in any::<bool>(), rows in prop::collection::vec(term(), 1..5)) {
        let rows = Terms { any: any && rows.len() > 1, rows };
        let text = write_terms(&rows);
        let read = terms(&text);
        prop_assert_eq!(read.as_ref(), Ok(&rows), "{}", &text);
        prop_assert_eq!(tree(&write_terms(&read.unwrap())), tree(&text));
    }

    #[test]
    fn what_is_shown_of_a_value_means_it(value in "[a-z' %_$\"{}é0-9\\-]{0,8}") {
        let written = format!("'{}'", value.replace('\'', "''"));
        prop_assert_eq!(written_value(&Type::Text, &shown_value(&written)), written);
    }
}
