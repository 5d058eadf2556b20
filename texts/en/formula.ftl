
# Types that do not fit.
formula-interval-alone = An interval stands alone
formula-interval-use = Add it to a date or subtract it: day + INTERVAL 3 DAY
formula-interval-misused = An interval can only be added or subtracted
formula-interval-added-to = An interval cannot be added to { $what }
formula-cast-date-first = Write CAST({ $value } AS date) first
formula-does-not-work = { $sign } does not work on { $left } and { $right }
formula-sign-misused = A sign does not work on { $what }
formula-not-comparable = { CAPITAL($what) } cannot be compared
formula-compared = { CAPITAL($left) } is compared with { $right }
formula-null-comparison = A comparison with null is never true
formula-days-between = For the days between write { $formula }
formula-add-days = To add days write { $formula }
formula-subtract-days = To subtract days write { $formula }
formula-join-texts = To join texts write { $formula }
formula-write = Write { $formula }
formula-no-operator = { $sign } is not an operator of formulas
formula-needs-condition = The formula needs a condition, not { $found }
formula-argument-needs-condition = It needs a condition, not { $found }
formula-word-needs-condition = { $word } needs a condition, not { $found }
formula-needs-text = { $word } needs a text, not { $found }
formula-compare-it = Compare it, such as { $formula }
formula-mixed = The values of { $what } mix { $first } and { $second }
formula-needed = { CAPITAL($wanted) } is needed, not { $found }
formula-cannot-become = { CAPITAL($from) } cannot become { $to }
formula-use-date-parts = Use year, month, day or datediff
formula-use-make-date = Use make_date(year, month, day)
formula-without-quotes = Write { $value } without quotes
formula-numbers-without-quotes = Compare like with like: numbers are written without quotes
formula-booleans-without-quotes = Write true or false without quotes
formula-text-is-not = '{ $text }' is not { $what }
formula-write-dates = Write dates as '2013-01-31'
formula-write-moments = Write moments as '2013-01-31 15:04:05'
formula-write-times = Write times as '15:04:05'
formula-cannot-compute = A formula cannot compute { $what }
formula-no-spark-function = Spark has nothing that means the same as { $function }
formula-no-spark-type = Spark has no type for { $what }
formula-no-spark-zone = Spark shows moments on the clock of its session, not of { $zone }
formula-no-spark-name = Spark takes "{ $name }" for a variable
formula-rename-column = Rename the column
formula-only-locally = Run this project locally
formula-run-locally = Run this project locally, or work with text or datetime
formula-value-is-not = "{ $value }" is not { $wanted }
formula-use-try-cast = Use TRY_CAST to get null instead
formula-date-such-as = a date such as 2013-01-31
formula-datetime-such-as = a datetime such as 2013-01-31 15:04:05
formula-datetime-or-date = a datetime such as 2013-01-31
formula-time-such-as = a time such as 15:04:05
formula-moment-such-as = a moment with its offset from UTC, such as 2013-01-31 15:04:05+02:00
formula-offset-lost = "{ $value }" has an offset from UTC, which a datetime does not keep
formula-keep-offset = Use CAST(… AS timestamptz), or to_timestamp with a format, and the moment is kept
formula-offset-missing = "{ $value }" has no offset from UTC, so the moment is not known
formula-add-offset = Write it behind the time, such as 2013-01-31 15:04:05+02:00
formula-say-offset = Only with its offset from UTC it is a moment: CAST(CAST(value AS text) || ' +01:00' AS timestamptz)
formula-in-the-format = { $what } in the format { $format }

# Values that are written down.
formula-type-cannot-be = { $what } cannot be
formula-write-decimal = Write decimal(digits, digits after the point), with at most 38 digits
formula-no-type = There is no type { $what }
formula-types = There are text, integer, number, decimal, boolean, date, datetime, timestamptz and time
formula-no-value = { $value } is not a value here
formula-write-texts = Write texts as 'text'
formula-number-too-large = { $digits } is too large for a number
formula-literal-needs-text = This literal needs a text
formula-no-interval = This is not an interval
formula-write-interval = Write INTERVAL 3 DAY, with YEAR, MONTH, WEEK, DAY, HOUR, MINUTE or SECOND
formula-interval-needs-number = An interval needs a whole number that is written down
formula-use-date-add = For lengths in a column use date_add or add_months

# Names.
no-column = There is no column "{ $name }"
no-columns = The table has no columns
no-parameter = There is no parameter "{ $name }"
formula-add-parameter = Add it in the parameters of the project
formula-quote-whole-name = Quote the whole name: { $name }
formula-has-no-fields = { $column } has no fields
formula-columns-alone = Columns are named without their table
formula-no-field = There is no field "{ $name }"
formula-meant-text = Did you mean the text { $text }? Double quotes are for columns
formula-to-call = To call the function, write { $call }
formula-empty-name = An empty name is not part of formulas
formula-name-a-column = Name a column

# Calls.
formula-not-part = { $what } is not part of formulas
formula-query-inside = A query inside a formula is not part of formulas
formula-join-another-table = Use a Join node for what is in another table
formula-list-inside = A list of values is not part of formulas
formula-use-in = Use IN (…), or remove the comma
formula-see-functions = See the list of functions for what a formula can do
formula-plain-names = Functions have plain names
formula-use-join = Use a Join node
formula-no-window = A formula sees one row at a time, so OVER, FILTER and DISTINCT have no place
formula-group-and-join = Compute it with a Group by node, and join it to the rows by the same keys
formula-values-in-order = { $function } takes values in order, not names or *
formula-divide-by-commas = Write the values, divided by commas
formula-function-left-out = { $function } is not a function of formulas
formula-no-function = There is no function { $function }
formula-see-list = See the list of functions
formula-no-date-part = { $field } cannot be taken out of a date
formula-date-parts = There are YEAR, QUARTER, MONTH, WEEK, DAY, DOW, DOY, HOUR, MINUTE and SECOND
formula-wrong-count = { $function } does not take { $count ->
    [0] no value
    [one] 1 value
   *[other] { $count } values
}
formula-ways = Write { $ways }
formula-too-many = Too many values
formula-written-down = The value must be written down, the same for all rows
formula-write-or-parameter = Write it here, or use a parameter
formula-to-integer = Write floor({ $value }) or CAST({ $value } AS integer)
formula-between-bounds = BETWEEN needs two bounds
formula-escape-one = ESCAPE needs one character
formula-pattern-ends = The pattern ends in the escape character { $character }
formula-double-it = Double it to mean itself: { $doubled }

# Grammar.
formula-empty = The formula is empty
formula-write-expression = Write an expression, such as price * 2
formula-ends-after = The formula ends after { $found }
formula-write-value-after = Write a value after it
formula-too-many-operators = The formula has more than { $limit } operators
formula-shorten = Use IN for long lists, or compute a part of it in a column of its own
formula-double-equals = == is not how SQL compares
formula-spaced-equals = = = is not how SQL compares
formula-single-equals = Write a single =
formula-double-ampersand = && is not how SQL joins conditions
formula-no-meaning = { $sign } has no meaning in a formula
formula-use-words = Use AND, OR, NOT, ||, or the function power
formula-exclamation = ! is not how SQL negates
formula-assignment = := does not compare
formula-arrow = => does not compare
formula-at-least = Write >= for "at least"
formula-semicolon = A formula is one expression, without ;
formula-remove = Remove it
formula-other-brackets = Brackets of this kind have no meaning here
formula-round-brackets = Use ( and )
formula-swapped = The signs are swapped
formula-dollar = $ starts a parameter
formula-write-parameter = Write it as ${"{"}name{"}"}
formula-question = ? has no meaning in a formula
formula-parameter-instead = Write a parameter as ${"{"}name{"}"}
formula-remove-or-quote = Remove it, or quote the name
formula-other-text = This kind of text is not known here
formula-plain-quotes = Write it in plain quotes, 'like this'
formula-query = A formula is one expression, not a query
formula-table-join = For what is in another table use a Join node
formula-over = A formula sees one row at a time, so OVER has no place
formula-no-interval-unit = { $word } is not a unit of time
formula-interval-units = There are YEAR, MONTH, WEEK, DAY, HOUR, MINUTE and SECOND
formula-closes-nothing = A ) closes nothing
formula-remove-or-open = Remove it, or write ( where it should start
formula-never-closed = A ( is never closed
formula-close-it = Write ) where it should end
formula-unexpected = Unexpected { $found }
formula-operator-missing = Is an operator missing before it?
formula-to-name-column = To name a column, write { $name }
formula-not-understood = This is not understood: { $why }
formula-ends-early = The formula ends too early
formula-value-missing = A value is missing before { $found }
formula-expected-at-end = Expected { $wanted } at the end
formula-expected = Expected { $wanted }, not { $found }
formula-too-large = The formula grows too large
formula-column-of-its-own = Compute a part of it in a column of its own
formula-too-deep = The formula nests deeper than { $limit } levels
formula-unreadable = This cannot be read: { $error }
formula-open-text = A text starts here and never ends
formula-open-name = A column's name starts here and never ends
formula-open-parameter = A parameter starts here and never ends
formula-open-comment = A comment starts here and never ends
formula-close-with = Close it with { $sign }
formula-parameter-unnamed = A parameter has no name
formula-other-quote = The quote { $quote } is not one that a formula knows
formula-straight-quotes = Write texts in straight quotes, 'like this'
formula-parameter = parameter
formula-sql-word = word of SQL
formula-name-in-brackets = Columns need no square brackets here
formula-meant-plain-text = Did you mean the text { $text }? Texts stand in single quotes
