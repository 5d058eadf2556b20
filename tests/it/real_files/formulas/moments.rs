//! Moments with offsets from UTC: kept, or refused with a reason.

use std::io::Cursor;

use polars::prelude::*;

use super::{TEXTS, leaked, over};
use crate::program::{Place, project};
use crate::real_files::{CASE, Case, check};

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
            "! has a UTC offset, which a datetime does not keep",
        ),
        case("to_timestamp alone", "to_timestamp(t)", "! has a UTC offset, which a datetime does not keep"),
        case("null where it is asked for", "TRY_CAST(t AS TIMESTAMP) IS NULL", "x:boolean\ntrue\ntrue"),
        case("a date keeps no offset", "to_date(t, '%Y-%m-%dT%H:%M:%S%z')", "! A date does not keep a UTC offset"),
        case("a date with a time and an offset", "CAST(t AS date)", "! is not a date"),
        case("a moment needs its offset", "CAST(left(t, 19) AS timestamptz)", "! has no UTC offset"),
        case("a literal with an offset", "TIMESTAMP '2024-01-01 10:00:00Z'", "! has a UTC offset"),
        case("letters that no format has", "to_timestamp(t, '%Y-%q')", "! Unknown part of the format: %q"),
        case("offsets of what has none", "date_format(DATE '2024-01-01', '%Y %z')", "! has no UTC offset"),
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
fn sinks_without_offsets_say_so() {
    let place = Place::new();
    let moments = "(columns: [(name: \"m\", expression: \"t::timestamptz\")])";
    for (kind, settings, told) in [
        ("write_csv", "(path: \"o.csv\")", ""),
        ("write_csv", "(path: \"o.csv\", datetime_format: \"%Y-%m-%d %H:%M\")", "omits the UTC offset of \"m\""),
        ("write_json", "(path: \"o.json\")", ""),
        ("write_excel", "(path: \"o.xlsx\")", "Excel does not store UTC offsets"),
    ] {
        let nodes = [("t", TEXTS.0, TEXTS.1), ("f", "formula", moments), ("o", kind, settings)];
        place.put("p.ron", &project(&nodes, &[("t", "f"), ("f", "o")]));
        for command in ["check", "run"] {
            let said = place.run(&[command, "p.ron"]);
            said.code(0);
            let words = format!("{}{}", said.out, said.err);
            assert_eq!(words.contains("offset"), !told.is_empty(), "{said:#?}");
            assert!(words.contains(told), "{said:#?}");
        }
    }
    assert!(place.text("o.json").contains("2024-01-01T08:00:00+00:00"), "{}", place.text("o.json"));
}
