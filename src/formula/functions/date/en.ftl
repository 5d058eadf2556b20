# What a function gives: one line each.
function-date_trunc = The start of the year, quarter, month, week (Monday), day, hour, minute or second.
function-date_add = The date some days later.
function-date_sub = The date some days earlier.
function-add_months = The date some months later; the last day of a shorter month stands for days that it lacks.
function-last_day = The last day of the date's month.
function-make_date = The date of a year, month and day; null where there is no such day.
function-make_timestamp = The moment of a date and a time; null where there is no such time.
function-to_date = The date that a text stands for, such as to_date(x, 'dd.MM.yyyy'); fails where it stands for none.
function-try_to_date = The date that a text stands for; null where it stands for none.
function-to_timestamp = The moment that a text stands for, such as to_timestamp(x, 'dd.MM.yyyy HH:mm'); in UTC where the format has the offset (xxx, %z); fails where it stands for none.
function-try_to_timestamp = The moment that a text stands for; in UTC where the format has the offset; null where it stands for none.
function-date_format = The date as text in a format, such as 'dd.MM.yyyy' or '%d.%m.%Y'.
function-monthname = The month's name in short, in English.
function-dayname = The weekday's name in short, in English.
function-unix_seconds = The seconds from 1970 to the moment; without a zone it is read as UTC.
function-timestamp_seconds = The moment so many seconds after 1970, in UTC.
function-year = The year.
function-quarter = The quarter of the year, 1 to 4.
function-month = The month, 1 to 12.
function-week = The ISO week, 1 to 53: weeks start on Monday, and week 1 holds the year's first Thursday.
function-day = The day of the month, 1 to 31.
function-dayofweek = The weekday from 1 (Sunday) to 7 (Saturday), as Spark counts.
function-weekday = The weekday from 0 (Monday) to 6 (Sunday), as Spark counts.
function-isodow = The weekday from 1 (Monday) to 7 (Sunday), as ISO counts.
function-dayofyear = The day of the year, 1 to 366.
function-hour = The hour, 0 to 23.
function-minute = The minute, 0 to 59.
function-second = The second, 0 to 59.
function-datediff = The days from the second date to the first; or, with a unit, how many whole units lie from start to end.

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

# Written values that do not fit.
function-date-without = A date has no { $unit }s
function-no-unit = There is no unit '{ $unit }'
function-meant-unit = Did you mean '{ $unit }'?
function-units = There are year, quarter, month, week, day, hour, minute and second
function-unknown-format = The format does not know { $piece }
function-write-format = Write it like 'yyyy-MM-dd HH:mm:ss' or '%Y-%m-%d %H:%M:%S'; plain letters stand in quotes
function-has-no-offset = { CAPITAL($what) } has no offset from UTC
function-format-without-offset = Leave it out of the format
function-date-with-offset = A date does not keep the offset from UTC
function-timestamp-then-date = Read the moment with to_timestamp, then take its date: CAST(to_timestamp(…) AS date)
function-no-format = { $format } is not a format of dates
function-spark-offset = Spark reads an offset from UTC only at the end of a format
