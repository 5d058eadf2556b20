//! A filter that is pushed into the scan keeps the same rows as after the scan, whatever the file contains.

use std::path::Path;

use polars::prelude::*;

use super::*;

fn opened(name: &str) -> Parquet {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/real").join(name);
    Parquet::open(&path, &|| false).unwrap()
}

fn scanned(name: &str) -> LazyFrame {
    opened(name).scan(&[]).unwrap().0
}

fn collected(rows: LazyFrame, engine: Engine) -> PolarsResult<DataFrame> {
    rows.collect_with_engine(engine).map(|result| result.unwrap_single())
}

/// Comparisons of a column with values of it.
fn predicates(column: &Column) -> Vec<(&'static str, Expr)> {
    let name = || Expr::Column(column.name().clone());
    let value = |row: usize| {
        let value = column.get(row).unwrap().into_static();
        lit(Scalar::new(column.dtype().clone(), value))
    };
    let some = column.as_materialized_series().take_slice(&[0, 3]).unwrap();
    let cases = |row: usize| {
        [
            ("=", name().eq(value(row))),
            ("<>", name().neq(value(row))),
            ("<", name().lt(value(row))),
            (">=", name().gt_eq(value(row))),
            ("BETWEEN", name().gt_eq(value(row)).and(name().lt_eq(value(3)))),
        ]
    };
    let of_all = [
        ("IN", name().is_in(lit(some.clone()).implode(false), false)),
        ("NOT IN", name().is_in(lit(some).implode(false), false).not()),
        ("IS NULL", name().is_null()),
        ("IS NOT NULL", name().is_not_null()),
    ];
    [0, 1, 3, 5].into_iter().flat_map(cases).chain(of_all).collect()
}

fn check(file: &str) {
    let whole = collected(scanned(file), Engine::InMemory).unwrap();
    assert_eq!(whole.height(), 6, "{file}");
    let mut wrong = Vec::new();
    for column in whole.columns() {
        assert_eq!(column.null_count(), 1, "{file}: {}", column.name());
        for (sign, predicate) in predicates(column) {
            let behind = whole.clone().lazy().filter(predicate.clone()).collect().unwrap();
            for engine in [Engine::Streaming, Engine::InMemory] {
                let all = collected(scanned(file).filter(predicate.clone()), engine);
                if !all.as_ref().is_ok_and(|all| all.equals_missing(&behind)) {
                    wrong.push(format!("{} {sign}, {engine:?}: {all:?} instead of {behind:?}", column.name()));
                }
                let alone = scanned(file).filter(predicate.clone()).select([Expr::Column(column.name().clone())]);
                let alone = collected(alone, engine).map(|alone| alone.height());
                if alone.as_ref().ok() != Some(&behind.height()) {
                    wrong.push(format!(
                        "{} {sign}, {engine:?}: {alone:?} instead of {} rows alone",
                        column.name(),
                        behind.height()
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{file}: {} of them are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn filters_in_the_scan_keep_what_filters_behind_it_keep() {
    check("types.parquet");
    check("types_plain.parquet");
    check("version_1.parquet");
    check("int96.parquet");
}

#[test]
fn the_rest_of_the_program_meets_only_types_that_it_knows() {
    for (file, name, expected) in [
        ("types.parquet", "float16", DataType::Float32),
        ("types.parquet", "dictionary", DataType::String),
        ("types.parquet", "dictionary_int8", DataType::String),
        ("types.parquet", "dictionary_of_int", DataType::Int64),
        ("types.parquet", "date64", DataType::Datetime(TimeUnit::Milliseconds, None)),
        ("types.parquet", "time32_s", DataType::Time),
        ("types.parquet", "fixed_binary", DataType::Binary),
        ("nested.parquet", "embedding", DataType::List(Box::new(DataType::Float32))),
        ("nested.parquet", "halves", DataType::List(Box::new(DataType::Float32))),
        ("nested.parquet", "matrix", DataType::List(Box::new(DataType::List(Box::new(DataType::Int16))))),
        ("extension.parquet", "period", DataType::Int64),
        ("extension.parquet", "half", DataType::Float32),
        ("half.parquet", "half", DataType::Float32),
        ("extension.parquet", "kind", DataType::String),
        ("extension.parquet", "span", DataType::Duration(TimeUnit::Milliseconds)),
    ] {
        let (rows, schema) = opened(file).scan(&[]).unwrap();
        assert_eq!(schema.get(name), Some(&expected), "{file}: {name}");
        assert_eq!(
            collected(rows, Engine::Streaming).unwrap().column(name).unwrap().dtype(),
            &expected,
            "{file}: {name}"
        );
    }
}

#[test]
fn wanted_types_come_from_the_scan_and_filters_reach_it() {
    let requested = |name: &str, of: DataType| (name.to_owned(), of);
    let micros = DataType::Datetime(TimeUnit::Microseconds, None);
    let columns = [
        requested("int8", DataType::Int64),
        requested("uint32", DataType::Int64),
        requested("float32", DataType::Float64),
        requested("timestamp_ms", micros),
        requested("text", DataType::String),
        requested("new", DataType::Int64),
    ];
    let (rows, schema) = opened("types.parquet").scan(&columns).unwrap();
    columns.iter().for_each(|(name, of)| assert_eq!(schema.get(name), Some(of), "{name}"));
    for (predicate, height) in [
        (col("int8").eq(lit(100)), 1),
        (col("uint32").gt_eq(lit(3i64)), 2),
        (col("float32").eq(lit(1.5)), 1),
        (col("timestamp_ms").gt(lit(Scalar::new_datetime(0, TimeUnit::Microseconds, None))), 4),
        (col("new").is_null(), 6),
        (col("new").eq(lit(1)), 0),
    ] {
        let rows = rows.clone().filter(predicate.clone());
        let plan = rows.explain(true).unwrap();
        assert!(!plan.contains("FILTER"), "{predicate}: the scan does not filter:\n{plan}");
        for engine in [Engine::Streaming, Engine::InMemory] {
            assert_eq!(collected(rows.clone(), engine).unwrap().height(), height, "{predicate}");
        }
    }
}

#[test]
fn columns_that_cannot_be_read_are_left_out_and_reported() {
    let file = opened("long_decimal.parquet");
    let names: Vec<_> = file.scan(&[]).unwrap().1.iter_names().map(|name| name.to_string()).collect();
    assert_eq!(names, ["id", "name"]);
    assert_eq!(file.warnings.len(), 1);
    assert!(file.warnings[0].to_string().contains("The column \"long\" of "), "{}", file.warnings[0]);
    assert_eq!(collected(file.scan(&[]).unwrap().0, Engine::Streaming).unwrap().shape(), (3, 2));
}

#[test]
fn nested_values_are_read() {
    let (rows, _) = opened("nested.parquet").scan(&[]).unwrap();
    let rows = collected(rows, Engine::Streaming).unwrap();
    let shown = |name: &str, row: usize| rows.column(name).unwrap().get(row).unwrap().to_string();
    for (name, row, expected) in [
        ("embedding", 0, "[0.5, 1.5]"),
        ("embedding", 2, "null"),
        ("halves", 1, "[2.0]"),
        ("matrix", 2, "[[5, 6], [7, 8]]"),
        ("map", 0, "[{\"a\",1}]"),
        ("record", 0, "{1,[\"p\", \"q\"]}"),
        ("moments", 0, "[2024-01-01 00:00:00]"),
    ] {
        assert_eq!(shown(name, row), expected, "{name}");
    }
}
