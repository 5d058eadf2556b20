//! Every letter of `date_format` for every type that it takes: what Spark 4 answered, with UTC as its session's zone.

use super::value;

const MOMENTS: [&str; 6] = [
    "DATE '2013-01-05'",
    "DATE '0005-02-03'",
    "TIMESTAMP '2013-01-05 15:04:05.25'",
    "TIMESTAMP '2013-12-31 00:00:00'",
    "TIMESTAMPTZ '2013-01-05 15:04:05.123456+00:00'",
    // A zone that Spark's session does not have.
    "zoned",
];

/// A local time has no offset: Spark would write that of its session.
const REFUSED: &str = "!";

const CASES: &[(&str, [&str; MOMENTS.len()])] = &[
    ("yyyy", ["2013", "0005", "2013", "2013", "2013", "2013"]),
    ("yy", ["13", "05", "13", "13", "13", "13"]),
    ("y", ["2013", "5", "2013", "2013", "2013", "2013"]),
    ("MMMM", ["January", "February", "January", "December", "January", "January"]),
    ("MMM", ["Jan", "Feb", "Jan", "Dec", "Jan", "Jan"]),
    ("MM", ["01", "02", "01", "12", "01", "01"]),
    ("M", ["1", "2", "1", "12", "1", "1"]),
    ("dd", ["05", "03", "05", "31", "05", "31"]),
    ("d", ["5", "3", "5", "31", "5", "31"]),
    ("DDD", ["005", "034", "005", "365", "005", "031"]),
    ("EEEE", ["Saturday", "Thursday", "Saturday", "Tuesday", "Saturday", "Thursday"]),
    ("EEE", ["Sat", "Thu", "Sat", "Tue", "Sat", "Thu"]),
    ("E", ["Sat", "Thu", "Sat", "Tue", "Sat", "Thu"]),
    ("HH", ["00", "00", "15", "00", "15", "05"]),
    ("H", ["0", "0", "15", "0", "15", "5"]),
    ("hh", ["12", "12", "03", "12", "03", "05"]),
    ("h", ["12", "12", "3", "12", "3", "5"]),
    ("mm", ["00", "00", "04", "00", "04", "15"]),
    ("m", ["0", "0", "4", "0", "4", "15"]),
    ("ss", ["00", "00", "05", "00", "05", "00"]),
    ("s", ["0", "0", "5", "0", "5", "0"]),
    ("SSSSSS", ["000000", "000000", "250000", "000000", "123456", "000000"]),
    ("SSS", ["000", "000", "250", "000", "123", "000"]),
    ("a", ["AM", "AM", "PM", "AM", "PM", "AM"]),
    ("xxx", [REFUSED, REFUSED, REFUSED, REFUSED, "+00:00", "-05:00"]),
    ("XXX", [REFUSED, REFUSED, REFUSED, REFUSED, "Z", "-05:00"]),
    ("xx", [REFUSED, REFUSED, REFUSED, REFUSED, "+0000", "-0500"]),
    ("XX", [REFUSED, REFUSED, REFUSED, REFUSED, "Z", "-0500"]),
    ("x", [REFUSED, REFUSED, REFUSED, REFUSED, "+00", "-05"]),
    ("X", [REFUSED, REFUSED, REFUSED, REFUSED, "Z", "-05"]),
    ("Z", [REFUSED, REFUSED, REFUSED, REFUSED, "+0000", "-0500"]),
    (
        "d.M.y, H 'h' m a",
        [
            "5.1.2013, 0 h 0 AM",
            "3.2.5, 0 h 0 AM",
            "5.1.2013, 15 h 4 PM",
            "31.12.2013, 0 h 0 AM",
            "5.1.2013, 15 h 4 PM",
            "31.1.2013, 5 h 15 AM",
        ],
    ),
    ("yyyy-MM-dd'T'HH:mmXXX", [REFUSED, REFUSED, REFUSED, REFUSED, "2013-01-05T15:04Z", "2013-01-31T05:15-05:00"]),
];

#[test]
fn every_letter_is_written_as_spark_writes_it() {
    let mut wrong = Vec::new();
    for (format, expected) in CASES {
        for (moment, expected) in MOMENTS.iter().zip(expected) {
            let text = format!("date_format({moment}, '{}')", format.replace('\'', "''"));
            let found = value(&text);
            let is_right = if *expected == REFUSED { found.contains("has no UTC offset") } else { found == *expected };
            if !is_right {
                wrong.push(format!("{text}: expected {expected}, found {found}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn columns_of_dates_are_written_with_a_time_of_day_as_their_midnight() {
    for (text, expected) in [
        ("date_format(day, 'a')", "AM"),
        ("date_format(day, 'yyyy-MM-dd HH:mm')", "2013-01-31 00:00"),
        ("date_format(day, 'y')", "2013"),
        ("date_format(CAST(none AS text)::date, 'y a')", "null"),
    ] {
        assert_eq!(value(text), expected, "{text}");
    }
}
