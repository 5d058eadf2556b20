//! A table of hard values: null, NaN, infinities, the largest and smallest, short dates, other scripts.

use polars::prelude::*;

use super::Found;

/// Rows of every column; those of a column with fewer values begin anew.
const ROWS: usize = 20;

fn filled<T: Clone>(values: &[T]) -> Vec<T> {
    values.iter().cycle().take(ROWS).cloned().collect()
}

/// Columns: `row`, numbers `n` and `m`, integers `i` and `j`, a narrow one `small`, decimals `d` (10, 2) and `w` (38, 6), texts
/// `t`, `numeral`, `dated` and `flag`, dates `day` and `day2`, moments `at` and `at2`, a boolean `b`, lists `l` of integers and
/// `words` of texts.
pub fn table() -> DataFrame {
    const INF: f64 = f64::INFINITY;
    let n = [
        None,
        Some(f64::NAN),
        Some(INF),
        Some(-INF),
        Some(0.0),
        Some(-0.0),
        Some(1e300),
        Some(-1e300),
        Some(2.5),
        Some(-2.5),
        Some(1e-7),
        Some(9.3e18),
        Some(-1.5),
        Some(123_456_789.125),
        Some(0.1),
        Some(1e16),
        Some(3.0),
        Some(2.675),
        Some(2.2250738585072014e-308),
        Some(-9_223_372_036_854_775_808.0),
    ];
    let m = [Some(2.0), Some(3.0), None, Some(0.0), Some(-0.0), Some(INF), Some(-3.0), Some(f64::NAN), Some(0.3)];
    let i = [
        None,
        Some(0),
        Some(1),
        Some(-1),
        Some(i64::MAX),
        Some(i64::MIN),
        Some(7),
        Some(-7),
        Some(2_147_483_648),
        Some(-2_147_483_649),
        Some(5),
        Some(15),
        Some(-15),
        Some(50),
        Some(1_000_000_007),
    ];
    let j = [Some(3), Some(0), Some(-1), None, Some(2), Some(-3), Some(1), Some(10), Some(-5), Some(i64::MIN), Some(4)];
    let small = [None, Some(i32::MAX), Some(i32::MIN), Some(0), Some(1), Some(-1), Some(46_341)];
    let d = [
        None,
        Some("0.00"),
        Some("0.01"),
        Some("-0.01"),
        Some("99999999.99"),
        Some("-99999999.99"),
        Some("2.50"),
        Some("-2.50"),
        Some("2.45"),
        Some("1.00"),
        Some("-7.35"),
        Some("0.55"),
    ];
    let w = [
        None,
        Some("0.000000"),
        Some("99999999999999999999999999999999.999999"),
        Some("-99999999999999999999999999999999.999999"),
        Some("9223372036854775807.500000"),
        Some("9223372036854775808.000000"),
        Some("2.500000"),
        Some("-0.000001"),
        Some("3.000000"),
    ];
    let t = [
        None,
        Some(""),
        Some("  JFK "),
        Some("a.b$c\\d"),
        Some("x\n"),
        Some("a\nb"),
        Some("ß İ ǆ"),
        Some("日本語 x"),
        Some("née o'neil-smith"),
        Some("AA11 bb22"),
        Some("\u{a0}pad\u{3000}\t"),
        Some("${0}$1"),
        Some("(x)[y]{z}"),
        Some("%_%"),
        Some("e\u{301}tat"),
        Some("😀 smile"),
        Some("ABC"),
        Some("٣ three"),
        Some("a,b,,c"),
        Some("\u{0}"),
    ];
    let numeral = [
        None,
        Some(""),
        Some(" 12 "),
        Some("12.5"),
        Some("+7"),
        Some("-0"),
        Some("1e3"),
        Some("1e300"),
        Some("NaN"),
        Some("Infinity"),
        Some("-inf"),
        Some("9223372036854775808"),
        Some("0x10"),
        Some("1d"),
        Some("1.5f"),
        Some("007"),
        Some("$1,200.50"),
        Some("\u{a0}5"),
        Some("1.005"),
        Some("12,5 %"),
    ];
    let dated = [
        None,
        Some(""),
        Some("2013"),
        Some("2013-01"),
        Some("2013-1-5"),
        Some("2013-01-31"),
        Some(" 2013-01-31 "),
        Some("2013-01-31 05:15:00"),
        Some("2013-01-31T05:15"),
        Some("2013-01-31T05:15:06.123456789"),
        Some("2013-02-30"),
        Some("31.01.2013"),
        Some("2013-01-31 05:15:00+02:00"),
        Some("2013-01-31T05:15:00Z"),
        Some("12013-01-31"),
        Some("0001-01-01"),
        Some("2013-01-31 25:00:00"),
        Some("epoch"),
        Some("2013-01-31x"),
        Some("2013-01-31 5:06"),
    ];
    let flag = [
        None,
        Some("true"),
        Some("T"),
        Some("yes"),
        Some(" y "),
        Some("1"),
        Some("FALSE"),
        Some("f"),
        Some("no"),
        Some("N"),
        Some("0"),
        Some(""),
        Some("on"),
        Some("2"),
    ];
    let day = [
        None,
        Some("1970-01-01"),
        Some("2013-01-31"),
        Some("2012-02-29"),
        Some("0001-01-01"),
        Some("9999-12-31"),
        Some("1582-10-10"),
        Some("2013-12-31"),
        Some("2000-03-05"),
        Some("1900-07-01"),
    ];
    let day2 =
        [Some("2013-03-01"), Some("2012-02-28"), None, Some("1969-12-31"), Some("2013-01-31"), Some("2013-02-28")];
    let at = [
        None,
        Some("1970-01-01 00:00:00"),
        Some("2013-01-31 05:15:06.123456"),
        Some("1969-12-31 23:59:59.999999"),
        Some("0001-01-01 00:00:00"),
        Some("9999-12-31 23:59:59.999999"),
        Some("2012-02-29 12:00:00"),
        Some("2013-03-31 02:30:00"),
        Some("2013-12-31 00:00:00.5"),
    ];
    let at2 = [
        Some("2013-02-28 05:15:06"),
        Some("2012-02-29 00:00:00"),
        Some("2013-01-31 05:15:06.123457"),
        None,
        Some("1970-01-01 00:00:00"),
    ];
    let b = [Some(true), Some(false), None];
    let l = [
        None,
        Some(vec![]),
        Some(vec![Some(1)]),
        Some(vec![Some(1), None, Some(i64::MAX)]),
        Some(vec![None]),
        Some(vec![Some(3), Some(-1), Some(2), Some(3)]),
    ];
    let words = [
        Some(vec![Some("a"), None, Some("ß")]),
        Some(vec![]),
        None,
        Some(vec![Some("")]),
        Some(vec![Some("a,b"), Some("c")]),
    ];
    let moments = |text: &str| {
        col(text).str().to_datetime(
            Some(TimeUnit::Microseconds),
            None,
            StrptimeOptions { format: Some("%Y-%m-%d %H:%M:%S%.f".into()), ..Default::default() },
            lit("raise"),
        )
    };
    let days =
        |text: &str| col(text).str().to_date(StrptimeOptions { format: Some("%Y-%m-%d".into()), ..Default::default() });
    df!(
        "row" => (0..ROWS as i64).collect::<Vec<_>>(),
        "n" => filled(&n),
        "m" => filled(&m),
        "i" => filled(&i),
        "j" => filled(&j),
        "small" => filled(&small),
        "d" => filled(&d),
        "w" => filled(&w),
        "t" => filled(&t),
        "numeral" => filled(&numeral),
        "dated" => filled(&dated),
        "flag" => filled(&flag),
        "day" => filled(&day),
        "day2" => filled(&day2),
        "at" => filled(&at),
        "at2" => filled(&at2),
        "b" => filled(&b),
    )
    .and_then(|table| table.hstack(&[lists("l", &l), lists("words", &words)]))
    .expect("a table")
    .lazy()
    .with_columns([
        col("d").cast(DataType::Decimal(10, 2)),
        col("w").cast(DataType::Decimal(38, 6)),
        days("day"),
        days("day2"),
        moments("at"),
        moments("at2"),
    ])
    .collect()
    .expect("hard values")
}

fn lists<T>(name: &str, values: &[Option<Vec<Option<T>>>]) -> Column
where
    T: Clone,
    Series: NamedFrom<Vec<Option<T>>, [Option<T>]>,
{
    let rows = filled(values).into_iter().map(|row| row.map(|row| Series::new("".into(), row)));
    rows.collect::<ListChunked>().with_name(name.into()).into_column()
}

/// A value as the script writes it.
pub fn found(value: AnyValue) -> Found {
    Found::Value(match value {
        AnyValue::Null => return Found::Null,
        AnyValue::Float64(value) => format!("{value:?}"),
        AnyValue::Date(days) => match chrono::DateTime::from_timestamp(i64::from(days) * 86_400, 0) {
            Some(moment) => moment.date_naive().to_string(),
            None => format!("day {days}"),
        },
        AnyValue::Datetime(value, _, None) => {
            let Some(moment) = chrono::DateTime::from_timestamp_micros(value) else {
                return Found::Value(format!("microsecond {value}"));
            };
            let text = moment.format("%Y-%m-%d %H:%M:%S%.6f").to_string();
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        }
        AnyValue::Datetime(value, _, Some(_)) => value.to_string(),
        AnyValue::List(values) => {
            let parts = values.iter().map(|value| match found(value) {
                Found::Value(value) => value,
                _ => "null".into(),
            });
            format!("[{}]", parts.collect::<Vec<_>>().join(", "))
        }
        value => value.str_value().into_owned(),
    })
}
