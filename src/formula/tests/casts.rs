//! Casts and offsets, and what fails.

use super::check_values;

#[test]
fn casts() {
    check_values(&[
        ("CAST('12' AS integer)", "12"),
        ("CAST(' +12 ' AS int)", "12"),
        ("CAST('1.5' AS bigint)", "! \"1.5\" is not an integer. To get null instead, use TRY_CAST"),
        ("CAST(t AS integer)", "! \"late\" is not an integer. To get null instead, use TRY_CAST"),
        ("TRY_CAST(t AS integer)", "null"),
        ("TRY_CAST('12' AS integer) + 1", "13"),
        ("'12'::integer + 1", "13"),
        ("'1.25'::decimal(10, 2)", "1.25"),
        ("CAST('1.5' AS number)", "1.5"),
        ("CAST('1e3' AS double)", "1000.0"),
        ("CAST('nan' AS float)", "NaN"),
        ("CAST('1.255' AS decimal(10,2))", "1.26"),
        ("CAST('1e2' AS decimal(10,2))", "100.00"),
        ("CAST('-0.005' AS decimal(10,2))", "-0.01"),
        ("CAST('12345678901234567890.123' AS decimal(23,3))", "12345678901234567890.123"),
        ("CAST('100' AS decimal(4, 2))", "! \"100\" is not a decimal(4, 2). To get null instead, use TRY_CAST"),
        ("TRY_CAST('100' AS decimal(4, 2))", "null"),
        ("CAST(1.005e0 AS decimal(10, 2))", "1.01"),
        ("CAST(price AS decimal(10, 1))", "2.5"),
        ("CAST(price * 1.1 AS decimal(10, 1))", "2.8"),
        ("CAST(i AS decimal(1, 1))", "! \"7\" is not a decimal(1, 1). To get null instead, use TRY_CAST"),
        ("CAST(price + 1.4 AS integer)", "3"),
        ("CAST(price AS boolean)", "true"),
        ("CAST(yes AS decimal(3, 1))", "1.0"),
        ("CAST(price AS double precision)", "2.5"),
        ("n::double precision + 1", "3.5"),
        ("CAST(t AS decimal)", "! \"late\" is not a decimal(38, 2). To get null instead, use TRY_CAST"),
        ("CAST('yes' AS boolean)", "true"),
        ("CAST('x' AS boolean)", "! \"x\" is not a boolean. To get null instead, use TRY_CAST"),
        ("CAST(iso AS date)", "2013-01-31"),
        ("CAST(t AS date)", "! \"late\" is not a date such as 2013-01-31. To get null instead, use TRY_CAST"),
        ("CAST('2013-01-31T05:15' AS timestamp)", "2013-01-31 05:15:00"),
        ("CAST('05:15' AS time)", "05:15:00"),
        ("CAST(i AS text)", "7"),
        ("CAST(n AS string)", "2.5"),
        ("CAST(2.0 AS varchar(10))", "2.0"),
        ("CAST(yes AS text)", "true"),
        ("CAST(price AS text)", "2.50"),
        ("CAST(n AS integer)", "2"),
        ("CAST(-n AS integer)", "-2"),
        ("CAST(1e300 AS integer)", "! \"1.0000e300\" is not an integer. To get null instead, use TRY_CAST"),
        ("TRY_CAST(1e300 AS integer)", "null"),
        ("CAST(yes AS integer)", "1"),
        ("CAST(i AS boolean)", "true"),
        ("CAST(price AS integer)", "2"),
        ("CAST(i AS decimal(5, 1))", "7.0"),
        ("CAST(day AS timestamp)", "2013-01-31 00:00:00"),
        ("CAST(none AS text)", "null"),
        ("CAST(NULL AS date)", "null"),
        ("CAST(void AS integer)", "null"),
        ("CAST(day AS integer)", "! Cannot convert a date to an integer. Use year, month, day or datediff"),
        (
            "CAST(i AS nonsense)",
            "! There is no type nonsense. Use text, integer, number, decimal, boolean, date, datetime, timestamptz or time",
        ),
        ("CAST(i AS integr)", "! There is no type integr. Did you mean integer?"),
        (
            "CAST(i AS decimal(50, 1))",
            "! Invalid type decimal(50,1). Write decimal(precision, scale), with at most 38 digits",
        ),
    ]);
}

#[test]
fn branches_that_are_not_taken_do_not_fail() {
    check_values(&[
        ("CASE WHEN t = 'x' THEN CAST(t AS integer) ELSE 0 END", "0"),
        ("CASE WHEN t = 'late' THEN 0 ELSE CAST(t AS integer) END", "0"),
        ("CASE WHEN t = 'late' THEN 0 WHEN t = 'late' THEN CAST(t AS integer) END", "0"),
        ("CASE WHEN regexp_like(t, '^[0-9]+$') THEN CAST(t AS integer) + 1 END", "null"),
        ("if(t = 'x', CAST(t AS integer), 0)", "0"),
        ("if(t = 'late', 0, CAST(t AS integer))", "0"),
        ("coalesce(1, CAST(t AS integer))", "1"),
        (
            "coalesce(none, CAST(iso AS date) > day, to_date(t) > day)",
            "! The values of coalesce mix an integer and a boolean. Write CAST(CAST(iso AS date) > day AS integer)",
        ),
        ("coalesce(TRY_CAST(t AS date), day, to_date(t))", "2013-01-31"),
        ("CASE WHEN yes THEN CASE WHEN t = 'x' THEN CAST(t AS number) ELSE 1 END ELSE CAST(t AS number) END", "1.0"),
        (
            "CASE WHEN t = 'late' THEN CAST(t AS integer) END",
            "! \"late\" is not an integer. To get null instead, use TRY_CAST",
        ),
    ]);
}

#[test]
fn offsets() {
    check_values(&[
        ("CAST(zoned AS timestamptz) = zoned", "true"),
        ("zoned = '2013-01-31T10:15:00Z'", "true"),
        ("zoned IN ('2013-01-31T10:15:00Z')", "true"),
        (
            "moment = '2013-01-31T10:15:00Z'",
            "! \"2013-01-31T10:15:00Z\" has a UTC offset, which a datetime does not keep. To keep it, use CAST(… AS timestamptz), or to_timestamp with a format",
        ),
        ("CAST('2013-01-31T10:15:00Z' AS timestamptz)", "2013-01-31 10:15:00 UTC"),
        ("CAST('2013-01-31T10:15:00+02:00' AS timestamp with time zone)", "2013-01-31 08:15:00 UTC"),
        ("TIMESTAMPTZ '2013-01-31T10:15:00+02:00' = '2013-01-31T08:15:00Z'", "true"),
        ("TRY_CAST('2013-01-31T10:15:00' AS timestamptz)", "null"),
        ("TRY_CAST('2013-01-31T10:15:00Z' AS timestamp)", "null"),
        ("TRY_CAST('2013-01-31T10:15:00Z' AS date)", "null"),
        (
            "CAST(moment AS timestamptz)",
            "! Cannot convert a datetime to a datetime in UTC. Add the UTC offset: CAST(CAST(value AS text) || ' +01:00' AS timestamptz)",
        ),
        ("CAST(CAST(moment AS text) || ' +01:00' AS timestamptz)", "2013-01-31 04:15:00 UTC"),
        ("unix_seconds(zoned)", "1359627300"),
        ("try_to_timestamp('2013-01-31 10:15', '%Y-%m-%d %H:%M%z')", "null"),
    ]);
}

#[test]
fn what_leaves_the_calendar_is_null() {
    check_values(&[
        ("moment + INTERVAL '1000000' YEAR", "null"),
        ("day - INTERVAL '1000000' YEAR", "null"),
        ("day + INTERVAL '9223372036854775807' DAY", "null"),
        ("day + INTERVAL '300000' DAY", "2834-06-16"),
        ("TIMESTAMP '2013-01-31 05:15:00' + INTERVAL '300000' DAY", "2834-06-16 05:15:00"),
        ("TIMESTAMP '2013-01-31 05:15:00' + INTERVAL '3000000' HOUR", "2355-04-29 05:15:00"),
        ("TIMESTAMP '2013-01-31 05:15:00' + INTERVAL '9223372036854775807' MICROSECOND", "null"),
        ("zoned + INTERVAL '1' MONTH - INTERVAL '28' DAY = zoned", "true"),
        ("zoned + INTERVAL '100000000' DAY", "null"),
        ("add_months(day, 100000000)", "null"),
        ("add_months(day, 9223372036854775807)", "null"),
        ("add_months(day, none)", "null"),
        ("add_months(day, -1)", "2012-12-31"),
    ]);
}
