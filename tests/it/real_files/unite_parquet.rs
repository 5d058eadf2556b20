//! Parquet files of a pattern whose columns differ.

use polars::prelude::*;

use super::{CASE, Case, check_in};
use crate::program::Place;

fn parquet(columns: Vec<Column>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut table = DataFrame::new_infer_height(columns).expect("a table");
    ParquetWriter::new(&mut bytes).finish(&mut table).expect("a file");
    bytes
}

/// Reads `1.parquet` and `2.parquet` with these columns.
#[track_caller]
fn check_parquet(one: Vec<Column>, two: Vec<Column>, case: &Case) {
    let place = Place::new();
    place.put_bytes("1.parquet", &parquet(one));
    place.put_bytes("2.parquet", &parquet(two));
    check_in(&place, case).unwrap_or_else(|wrong| panic!("{wrong}"));
}

#[test]
fn parquet_files_are_united_by_name() {
    let case = Case { source: ("read_parquet", "(path: \"*.parquet\", file_column: \"file\")"), ..CASE };
    let id = |values: &[i32]| Column::new("id".into(), values);
    let wide = |values: &[i64]| Column::new("id".into(), values);
    check_parquet(
        vec![id(&[1, 2]), Column::new("name".into(), ["a", "b"])],
        vec![Column::new("new".into(), [true]), Column::new("name".into(), ["c"]), wide(&[1 << 40])],
        &Case {
            name: "int32 beside int64 in another order, a new column",
            then: &[("filter", "(condition: \"id > 1\")")],
            shows: "id:integer | name:text | new:boolean | file:text
                    2,b,,1.parquet
                    1099511627776,c,true,2.parquet
                    ! 1 of 2 tables lacks the column \"new\", which is null there: \"1.parquet\"",
            ..case
        },
    );
    check_parquet(
        vec![wide(&[1, 9_007_199_254_740_992])],
        vec![Column::new("id".into(), [2.5])],
        &Case {
            name: "integers beside fractions",
            shows: "id:number | file:text
                    1,1.parquet
                    9007199254740992,1.parquet
                    2.5,2.parquet",
            ..case
        },
    );
    check_parquet(
        vec![wide(&[1, 9_007_199_254_740_993])],
        vec![Column::new("id".into(), [2.5])],
        &Case {
            name: "an integer that a fraction's column cannot hold",
            shows: "! The column \"id\" of \"1.parquet\" contains 9007199254740993, which cannot be stored exactly as number",
            ..case
        },
    );
    check_parquet(
        vec![Column::new_empty("x".into(), &DataType::Null).extend_constant(AnyValue::Null, 1).expect("a row")],
        vec![Column::new("x".into(), ["text"])],
        &Case {
            name: "a column of the null type",
            shows: "x:text | file:text
                    ,1.parquet
                    text,2.parquet",
            ..case
        },
    );
    let moment = |zone: Option<&str>| {
        let zone = zone.map(|zone| TimeZone::opt_try_new(Some(zone)).expect("a zone").expect("one"));
        let moment = Column::new("t".into(), [1_704_067_200_000_000i64]);
        vec![moment.cast(&DataType::Datetime(TimeUnit::Microseconds, zone)).expect("a moment")]
    };
    check_parquet(
        moment(None),
        moment(Some("UTC")),
        &Case {
            name: "moments with and without a zone",
            shows: "! The column \"t\" is datetime in \"1.parquet\" but datetime in UTC in \"2.parquet\"",
            ..case
        },
    );
    check_parquet(
        moment(Some("Europe/Berlin")),
        moment(Some("UTC")),
        &Case {
            name: "moments of two zones",
            shows: "t:datetime in Europe/Berlin | file:text
                    2024-01-01 01:00:00+01:00,1.parquet
                    2024-01-01 01:00:00+01:00,2.parquet
                    ! \"t\" is datetime in UTC in \"2.parquet\": converted to datetime in Europe/Berlin",
            ..case
        },
    );
    let date = Column::new("t".into(), [19_723]).cast(&DataType::Date).expect("a date");
    check_parquet(
        vec![date],
        moment(None),
        &Case {
            name: "dates beside moments",
            shows: "t:datetime | file:text
                    2024-01-01 00:00:00,1.parquet
                    2024-01-01 00:00:00,2.parquet",
            ..case
        },
    );
}
