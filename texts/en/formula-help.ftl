# Below a formula: its first values, and help for operators.

values-no-rows = No input rows
values-sample = sample
values-sample-of = The input is a sample: computed from { $rows ->
    [one] one row
   *[other] { $rows } rows
} of its source
values-row = Row { $row }: { $value }

operator-case = The value after the first true condition; null without ELSE
operator-cast = Converts the value to another type: text, integer, number, boolean, date, timestamp or time. Fails if it cannot
operator-try-cast = Converts the value to another type: text, integer, number, boolean, date, timestamp or time. Null if it cannot
operator-extract = Part of a date or time: year, quarter, month, week, day, hour, minute or second
operator-in = Whether the value is in the list
operator-between = Whether the value is between the two, inclusive
operator-like = % matches any text, _ matches one character; the whole text must match
operator-ilike = Like LIKE, ignoring case
operator-rlike = Whether the regular expression matches part of the text
operator-interval = A time span to add to or subtract from a date: 3 DAY, 1 MONTH, 2 HOUR

place-condition = condition
place-value = value
place-values = value, …
place-type = type
place-field = part
place-date = date
place-lowest = lowest
place-highest = highest
place-text = text
place-pattern = pattern
place-regex = expression
place-count = count
place-unit = unit
