//! Parquet files of other programs: every type that Arrow's writer knows, and some that polars does not.

use super::{CASE, Case, check};

const NESTED: &[u8] = include_bytes!("../../files/real/nested.parquet");
const EXTENSION: &[u8] = include_bytes!("../../files/real/extension.parquet");
const LONG_DECIMAL: &[u8] = include_bytes!("../../files/real/long_decimal.parquet");
const INTERVAL: &[u8] = include_bytes!("../../files/real/interval.parquet");
const TYPES: &[u8] = include_bytes!("../../files/real/types.parquet");

const SOURCE: (&str, &str) = ("read_parquet", "(path: \"a.parquet\")");

#[test]
fn times_in_seconds_keep_their_rows() {
    const ONLY: (&str, &str) =
        ("select", "(columns: [(column: \"timestamp_s\"), (column: \"timestamp_s_zone\")], rest: Drop)");
    let case = Case { files: &[("a.parquet", TYPES)], source: SOURCE, ..CASE };
    check(&[
        Case {
            name: "a comparison",
            then: &[("filter", "(condition: \"timestamp_s >= '2024-02-01'\")"), ONLY],
            shows: "timestamp_s:datetime | timestamp_s_zone:datetime in Europe/Berlin
                    2024-02-29 00:00:00,2024-02-29 01:00:00+01:00
                    2030-06-01 00:00:00,2030-06-01 02:00:00+02:00",
            ..case
        },
        Case {
            name: "a function of the year",
            then: &[("filter", "(condition: \"year(timestamp_s_zone) = 2030\")"), ONLY],
            shows: "timestamp_s:datetime | timestamp_s_zone:datetime in Europe/Berlin
                    2030-06-01 00:00:00,2030-06-01 02:00:00+02:00",
            ..case
        },
        Case {
            name: "times of the day",
            then: &[
                ("filter", "(condition: \"time32_s >= CAST('12:00:00' AS time)\")"),
                ("select", "(columns: [(column: \"time32_s\"), (column: \"time64_us\")], rest: Drop)"),
            ],
            shows: "time32_s:time | time64_us:time
                    12:00:00,12:00:00
                    23:59:59,23:59:59",
            ..case
        },
    ]);
}

#[test]
fn columns_of_rare_types_are_converted() {
    let case = Case { source: SOURCE, ..CASE };
    check(&[
        Case {
            name: "half floats",
            files: &[("a.parquet", TYPES)],
            then: &[
                ("filter", "(condition: \"float16 > 1\")"),
                ("select", "(columns: [(column: \"float16\")], rest: Drop)"),
            ],
            shows: "float16:number
                    1.5
                    100",
            ..case
        },
        Case {
            name: "embeddings, maps and records do no harm where they are not used",
            files: &[("a.parquet", NESTED)],
            then: &[("select", "(columns: [(column: \"id\"), (column: \"nothing\")], rest: Drop)")],
            shows: "id:integer | nothing:null
                    1,
                    2,
                    3,",
            ..case
        },
        Case {
            name: "extensions, and a zone that has no name",
            files: &[("a.parquet", EXTENSION)],
            then: &[(
                "select",
                "(columns: [(column: \"period\"), (column: \"india\"), (column: \"berlin\"), (column: \"span\"), (column: \"kind\")], rest: Drop)",
            )],
            shows:
                "period:integer | india:datetime in UTC | berlin:datetime in Europe/Berlin | span:duration | kind:text
                    10,2024-01-01 00:00:00+00:00,2024-01-01 01:00:00+01:00,00:01:30,a
                    ,,,,
                    30,2024-01-03 00:00:00+00:00,2024-01-03 01:00:00+01:00,00:00:00,b",
            ..case
        },
        Case {
            name: "intervals",
            files: &[("a.parquet", INTERVAL)],
            then: &[("filter", "(condition: \"id > 1\")")],
            shows: "id:integer
                    2
                    ! The column \"span\" of",
            ..case
        },
    ]);
}

#[test]
fn a_column_that_cannot_be_read_is_reported_and_does_no_harm() {
    let case = Case { files: &[("a.parquet", LONG_DECIMAL)], source: SOURCE, ..CASE };
    check(&[
        Case {
            name: "the others are read",
            shows: "id:integer | name:text
                    1,a
                    2,b
                    3,
                    ! The column \"long\" of",
            ..case
        },
        Case {
            name: "it cannot be used",
            then: &[("filter", "(condition: \"long > 1\")")],
            shows: "! no column \"long\"",
            ..case
        },
    ]);
}
