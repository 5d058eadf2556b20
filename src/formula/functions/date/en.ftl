# Functions: one sentence each.
function-date_trunc = The date or time truncated to the year, quarter, month, week (Monday), day, hour, minute or second.
function-date_add = The date a number of days later.
function-date_sub = The date a number of days earlier.
function-add_months = The date a number of months later; the last day of the month if it has no such day.
function-last_day = The last day of the date's month.
function-make_date = The date with this year, month and day; null if there is no such date.
function-make_timestamp = The datetime with this date and time; null if there is no such time.
function-to_date = Parses a date from text, such as to_date(x, 'dd.MM.yyyy'). Fails if it cannot.
function-try_to_date = Parses a date from text; null if it cannot.
function-to_timestamp = Parses a datetime from text, such as to_timestamp(x, 'dd.MM.yyyy HH:mm'); in UTC if the format has an offset (xxx, %z). Fails if it cannot.
function-try_to_timestamp = Parses a datetime from text; in UTC if the format has an offset; null if it cannot.
function-date_format = Formats the date as text, such as 'dd.MM.yyyy' or '%d.%m.%Y'.
function-monthname = The abbreviated English name of the month.
function-dayname = The abbreviated English name of the weekday.
function-unix_seconds = The seconds since 1970 (Unix time); without a time zone, read as UTC.
function-timestamp_seconds = The datetime this many seconds after 1970 (Unix time), in UTC.
function-year = The year.
function-quarter = The quarter of the year, 1 to 4.
function-month = The month, 1 to 12.
function-week = The ISO week, 1 to 53: weeks start on Monday, and week 1 contains the year's first Thursday.
function-day = The day of the month, 1 to 31.
function-dayofweek = The weekday from 1 (Sunday) to 7 (Saturday), as in Spark.
function-weekday = The weekday from 0 (Monday) to 6 (Sunday), as in Spark.
function-isodow = The weekday from 1 (Monday) to 7 (Sunday), as in ISO 8601.
function-dayofyear = The day of the year, 1 to 366.
function-hour = The hour, 0 to 23.
function-minute = The minute, 0 to 59.
function-second = The second, 0 to 59.
function-datediff = The days from the second date to the first; with a unit, the number of whole units from start to end.

# The names of arguments.
argument-day = day
argument-days = days
argument-format = format
argument-hour = hour
argument-minute = minute
argument-moment = moment
argument-month = month
argument-months = months
argument-second = second
argument-seconds = seconds
argument-unit = unit
argument-year = year

# Invalid literals.
function-date-without = A date has no { $unit }s
function-no-unit = There is no unit '{ $unit }'
function-meant-unit = Did you mean '{ $unit }'?
function-units = Use year, quarter, month, week, day, hour, minute or second
function-unknown-format = Unknown part of the format: { $piece }
function-write-format = Use a format such as 'yyyy-MM-dd HH:mm:ss' or '%Y-%m-%d %H:%M:%S', with plain letters in quotes
function-has-no-offset = { CAPITAL($what) } has no UTC offset
function-format-without-offset = Remove the offset from the format
function-date-with-offset = A date does not keep a UTC offset
function-timestamp-then-date = Parse it with to_timestamp, then take its date: CAST(to_timestamp(…) AS date)
function-no-format = { $format } is not a date format
function-spark-offset = Spark reads a UTC offset only at the end of a format
