
# Types that do not fit.
formula-interval-alone = An interval cannot stand alone
formula-interval-use = Add it to or subtract it from a date: day + INTERVAL 3 DAY
formula-interval-misused = An interval can only be added or subtracted
formula-interval-added-to = An interval cannot be added to { $what }
formula-cast-date-first = Write CAST({ $value } AS date) first
formula-does-not-work = { $sign } cannot be applied to { $left } and { $right }
formula-sign-misused = A sign cannot be applied to { $what }
formula-not-comparable = { CAPITAL($what) } cannot be compared
formula-compared = Cannot compare { $left } with { $right }
formula-null-comparison = A comparison with null is never true
formula-days-between = To get the days between them, write { $formula }
formula-add-days = To add days, write { $formula }
formula-subtract-days = To subtract days, write { $formula }
formula-join-texts = To concatenate texts, write { $formula }
formula-write = Write { $formula }
formula-no-operator = { $sign } is not an operator in formulas
formula-needs-condition = The formula must be a condition, not { $found }
formula-argument-needs-condition = It must be a condition, not { $found }
formula-word-needs-condition = { $word } needs a condition, not { $found }
formula-needs-text = { $word } needs text, not { $found }
formula-compare-it = Compare it with something, such as { $formula }
formula-mixed = The values of { $what } mix { $first } and { $second }
formula-needed = Expected { $wanted }, not { $found }
formula-cannot-become = Cannot convert { $from } to { $to }
formula-use-date-parts = Use year, month, day or datediff
formula-use-make-date = Use make_date(year, month, day)
formula-without-quotes = Write { $value } without quotes
formula-numbers-without-quotes = Write numbers without quotes
formula-booleans-without-quotes = Write true or false without quotes
formula-text-is-not = '{ $text }' is not { $what }
formula-write-dates = Write dates as '2013-01-31'
formula-write-moments = Write datetimes as '2013-01-31 15:04:05'
formula-write-times = Write times as '15:04:05'
formula-cannot-compute = A formula cannot compute { $what }
formula-no-spark-type = Spark has no type for { $what }
formula-no-spark-zone = Spark shows datetimes in the time zone of its session, not in { $zone }
formula-no-spark-name = Spark reads "{ $name }" as a variable
formula-rename-column = Rename the column
formula-only-locally = Run this project locally
formula-run-locally = Run this project locally, or use text or datetime
formula-value-is-not = "{ $value }" is not { $wanted }
formula-use-try-cast = To get null instead, use TRY_CAST
formula-date-such-as = a date such as 2013-01-31
formula-datetime-such-as = a datetime such as 2013-01-31 15:04:05
formula-datetime-or-date = a datetime such as 2013-01-31
formula-time-such-as = a time such as 15:04:05
formula-moment-such-as = a datetime with its UTC offset, such as 2013-01-31 15:04:05+02:00
formula-too-fine = "{ $value }" has more than six decimals of a second, which a datetime does not keep
formula-cut-seconds = To cut them, use left(…, 26). To get null instead, use TRY_CAST
formula-nanoseconds-lost = { $value } has more than six decimals of a second, which are lost beside datetimes of microseconds
formula-truncate-moment = Cut them with date_trunc('second', …), or write the file with microseconds
formula-offset-lost = "{ $value }" has a UTC offset, which a datetime does not keep
formula-keep-offset = To keep it, use CAST(… AS timestamptz), or to_timestamp with a format
formula-offset-missing = "{ $value }" has no UTC offset, so the point in time is unknown
formula-add-offset = Add it after the time, such as 2013-01-31 15:04:05+02:00
formula-say-offset = Add the UTC offset: CAST(CAST(value AS text) || ' +01:00' AS timestamptz)
formula-in-the-format = { $what } in the format { $format }

# Literals.
formula-type-cannot-be = Invalid type { $what }
formula-write-decimal = Write decimal(precision, scale), with at most 38 digits
formula-no-type = There is no type { $what }
formula-types = Use text, integer, number, decimal, boolean, date, datetime, timestamptz or time
formula-no-value = { $value } is not allowed as a value here
formula-write-texts = Write texts as 'text'
formula-number-too-large = { $digits } is too large for a number
formula-literal-needs-text = This literal needs text
formula-no-interval = This is not a valid interval
formula-write-interval = Write INTERVAL 3 DAY, with YEAR, MONTH, WEEK, DAY, HOUR, MINUTE or SECOND
formula-interval-needs-number = An interval needs a literal integer
formula-use-date-add = For values from a column, use date_add or add_months

# Names.
no-column = There is no column "{ $name }"
no-columns = The table has no columns
no-parameter = There is no parameter "{ $name }"
formula-add-parameter = Add it to the project's parameters
formula-quote-whole-name = Quote the whole name: { $name }
formula-has-no-fields = { $column } has no fields
formula-columns-alone = Write column names without a table name
formula-no-field = There is no field "{ $name }"
formula-meant-text = Did you mean the text { $text }? Double quotes are for column names
formula-to-call = To call the function, write { $call }
formula-empty-name = A name cannot be empty
formula-name-a-column = Enter a column name

# Calls.
formula-not-part = { $what } is not allowed in a formula
formula-query-inside = A query is not allowed in a formula
formula-join-another-table = To use another table, add a Join node
formula-list-inside = A list of values is not allowed in a formula
formula-use-in = Use IN (…), or remove the comma
formula-see-functions = See the list of functions
formula-plain-names = Write function names without a prefix
formula-use-join = Use a Join node
formula-no-window = A formula sees one row at a time: OVER, FILTER and DISTINCT are not supported
formula-group-and-join = Compute it in a Group by node and join it to the rows by the same keys
formula-values-in-order = { $function } takes positional values, not names or *
formula-divide-by-commas = Write the values separated by commas
formula-function-left-out = { $function } is not supported in formulas
formula-no-function = There is no function { $function }
formula-see-list = See the list of functions
formula-no-date-part = { $field } cannot be extracted from a date
formula-date-parts = Use YEAR, QUARTER, MONTH, WEEK, DAY, DOW, DOY, HOUR, MINUTE or SECOND
formula-wrong-count = { $function } does not accept { $count ->
    [0] no values
    [one] 1 value
   *[other] { $count } values
}
formula-ways = Write { $ways }
formula-too-many = Too many values
formula-written-down = The value must be a literal, the same for all rows
formula-write-or-parameter = Write a literal, or use a parameter
formula-to-integer = Write floor({ $value }) or CAST({ $value } AS integer)
formula-between-bounds = BETWEEN needs two bounds
formula-escape-one = ESCAPE needs one character
formula-pattern-ends = The pattern ends with the escape character { $character }
formula-double-it = To match the character itself, double it: { $doubled }

# Grammar.
formula-empty = The formula is empty
formula-write-expression = Enter an expression, such as price * 2
formula-ends-after = Nothing follows { $found }
formula-write-value-after = Add a value after it
formula-too-many-operators = The formula has more than { $limit } operators
formula-shorten = Use IN for long lists, or compute a part in a separate column
formula-double-equals = SQL does not compare with ==
formula-spaced-equals = SQL does not compare with = =
formula-single-equals = Use a single =
formula-double-ampersand = SQL does not combine conditions with &&
formula-no-meaning = { $sign } has no meaning in a formula
formula-use-words = Use AND, OR, NOT, ||, or the function power
formula-exclamation = SQL does not negate with !
formula-assignment = := is not a comparison
formula-arrow = => is not a comparison
formula-at-least = For "at least", write >=
formula-semicolon = A formula is a single expression without ;
formula-remove = Remove it
formula-other-brackets = These brackets are not allowed here
formula-round-brackets = Use ( and )
formula-swapped = The operator is reversed
formula-dollar = $ starts a parameter
formula-write-parameter = Write it as ${"{"}name{"}"}
formula-question = ? has no meaning in a formula
formula-parameter-instead = Write parameters as ${"{"}name{"}"}
formula-remove-or-quote = Remove it, or quote the name
formula-other-text = This kind of string is not supported
formula-plain-quotes = Use plain quotes, 'like this'
formula-query = A formula is a single expression, not a query
formula-table-join = To use another table, add a Join node
formula-over = A formula sees one row at a time: OVER is not supported
formula-no-interval-unit = { $word } is not a unit of time
formula-interval-units = Use YEAR, MONTH, WEEK, DAY, HOUR, MINUTE or SECOND
formula-closes-nothing = This ) has no matching (
formula-remove-or-open = Remove it, or add ( where it should start
formula-never-closed = This ( is never closed
formula-close-it = Add ) where it should end
formula-unexpected = Unexpected { $found }
formula-operator-missing = Is an operator missing before it?
formula-to-name-column = To name a column, write { $name }
formula-not-understood = Cannot parse this: { $why }
formula-ends-early = The formula is incomplete
formula-value-missing = A value is missing before { $found }
formula-expected-at-end = Expected { $wanted } at the end
formula-expected = Expected { $wanted }, not { $found }
formula-too-large = The formula is too large
formula-column-of-its-own = Compute a part of it in a separate column
formula-too-deep = The formula is nested deeper than { $limit } levels
formula-unreadable = Cannot read this: { $error }
formula-open-text = A text starts here and never ends
formula-open-name = A column name starts here and never ends
formula-open-parameter = A parameter starts here and never ends
formula-open-comment = A comment starts here and never ends
formula-close-with = Close it with { $sign }
formula-parameter-unnamed = A parameter has no name
formula-other-quote = The quote { $quote } is not supported in formulas
formula-straight-quotes = Write text in straight quotes, 'like this'
formula-parameter = parameter
formula-sql-word = SQL keyword
formula-name-in-brackets = Write column names without square brackets
formula-meant-plain-text = Did you mean the text { $text }? Text needs single quotes
