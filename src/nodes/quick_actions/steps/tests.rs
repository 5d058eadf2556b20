use super::*;
use crate::formula::from_polars;
use crate::nodes::kit::checks::text::parse_tables;
use crate::nodes::kit::checks::{collect, outputs};
use crate::nodes::{Kind, Purpose};

const TABLE: &str = r#"n:int x:number t:text b:boolean d:date s:datetime u:time "a ""b":text
        1 0.5 it's true 2024-02-29 2024-02-29T05:15:00 05:15:00 x
        2 1e300 - false 2024-03-01 2024-03-01T00:00:00.5 00:00:00 y
        - - "" - - - - -"#;

fn read(step: &Step) -> Kind {
    Kind::read(step.kind, Kind::info(step.kind).unwrap().meta.version, &step.settings).unwrap()
}

#[test]
fn every_step_of_a_column_fits_it() {
    let tables = parse_tables(TABLE);
    for (name, dtype) in tables[0].schema().iter() {
        let column = ColumnInfo::new(name.as_str(), from_polars(dtype));
        let steps = column_steps(&column);
        assert!(steps.len() >= 9, "{name}: {}", steps.len());
        for step in steps {
            let fits = outputs(&read(&step), &tables, Purpose::Data);
            assert!(fits.is_ok(), "{name}: {}: {:?}", step.title, fits.err());
        }
    }
}

#[test]
fn filters_on_a_value_keep_its_row() {
    let tables = parse_tables(TABLE);
    let written = [
        Some("1"),
        Some("0.5"),
        Some("it's"),
        Some("true"),
        Some("2024-02-29"),
        Some("2024-02-29 05:15:00"),
        Some("05:15:00"),
        Some("x"),
    ];
    for ((name, dtype), value) in tables[0].schema().iter().zip(written) {
        let column = ColumnInfo::new(name.as_str(), from_polars(dtype));
        for value in [value.map_or(Value::Null, Value::Written), Value::Null] {
            let steps = value_steps(&column, value, false);
            assert!(steps.len() >= 2, "{name}");
            let rows = |step: &Step| {
                let result = outputs(&read(step), &tables, Purpose::Data);
                let result = result.unwrap_or_else(|error| panic!("{name}: {}: {error:?}", step.title));
                collect(&result.0[0]).unwrap_or_else(|problem| panic!("{name}: {}: {problem}", step.title)).height()
            };
            let nulls = if name == "t" { 1 } else { usize::from(value == Value::Null) };
            let expected = if value == Value::Null { nulls.max(1) } else { 1 };
            assert_eq!(rows(&steps[0]), expected, "{name}: {}", steps[0].title);
            assert!(rows(&steps[1]) >= 1, "{name}: {}", steps[1].title);
        }
    }
}

#[test]
fn what_a_formula_cannot_write_has_no_steps() {
    let of =
        |data_type: Type, text: &str| value_steps(&ColumnInfo::new("c", data_type), Value::Written(text), false).len();
    assert_eq!(of(Type::Number, "NaN"), 0);
    assert_eq!(of(Type::List(Box::new(Type::Integer)), "[1]"), 0);
    assert_eq!(of(Type::Text, ""), 2);
    assert_eq!(of(Type::Integer, "-7"), 4);
}

#[test]
fn steps_say_what_becomes_of_nulls() {
    let column = ColumnInfo::new("n", Type::Integer);
    let titles = |nulls| {
        let steps = value_steps(&column, Value::Written("2"), nulls).into_iter();
        let range = range_step(&column, ("0", "9"), 5, (1, 2), nulls);
        steps.chain(range).map(|step| step.title.to_string()).collect::<Vec<_>>()
    };
    let kept = ["Keep rows where n = 2", "Keep rows where n is not 2", "Keep rows where n ≥ 2"];
    assert_eq!(titles(false)[..3], kept);
    let expected = [
        "Keep rows where n = 2",
        "Keep rows where n is not 2 (with nulls)",
        "Keep rows where n ≥ 2 (without nulls)",
        "Keep rows where n ≤ 2 (without nulls)",
        "Keep rows where n is between 2 and 6 (without nulls)",
    ];
    assert_eq!(titles(true), expected);
    // The step titles match the resulting rows.
    let tables = parse_tables("n:int\n1\n2\n3\n-");
    for (step, kept) in value_steps(&column, Value::Written("2"), true).iter().zip([1, 3, 2, 2]) {
        let result = outputs(&read(step), &tables, Purpose::Data).expect("it computes");
        assert_eq!(collect(&result.0[0]).expect("rows").height(), kept, "{}", step.title);
    }
}

#[test]
fn bars_become_ranges() {
    let of_some = |count: usize, data_type: Type, ends: (&str, &str), bars: (usize, usize)| {
        let step = range_step(&ColumnInfo::new("c", data_type), ends, count, bars, false)?;
        Some(step.settings.split_once('"')?.1.trim_end_matches("\")").to_owned())
    };
    let of = |data_type: Type, ends: (&str, &str), bars: (usize, usize)| of_some(24, data_type, ends, bars);
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(of(Type::Integer, ("0", "1301"), (0, 23)), some("c >= 0 AND c <= 1301"));
    assert_eq!(of(Type::Integer, ("0", "1301"), (1, 2)), some("c >= 55 AND c < 165"));
    assert_eq!(of(Type::Number, ("-0.5", "1.5"), (12, 23)), some("c >= 0.5 AND c <= 1.5"));
    let days = ("2013-01-01", "2013-12-31");
    assert_eq!(of_some(23, Type::Date, days, (0, 1)), some("c >= DATE '2013-01-01' AND c < DATE '2013-02-02'"));
    assert_eq!(of_some(12, Type::Integer, ("1", "12"), (2, 2)), some("c = 3"));
    assert_eq!(of_some(12, Type::Integer, ("1", "12"), (2, 3)), some("c >= 3 AND c < 5"));
    assert_eq!(of_some(16, Type::Integer, ("1", "31"), (15, 15)), some("c >= 31 AND c <= 31"));
    let times = ("2013-01-01 05:00:00", "2013-01-02 05:00:00");
    let expected = "c >= TIMESTAMP '2013-01-01 06:00:00' AND c < TIMESTAMP '2013-01-01 07:00:00'";
    assert_eq!(of(Type::DateTime(None), times, (1, 1)), some(expected));
    assert_eq!(of(Type::Text, ("a", "b"), (0, 1)), None);
}
