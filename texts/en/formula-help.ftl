# Beside a formula: its first values, and how operators are written.

values-no-rows = No rows arrive
values-sample = sample
values-sample-of = The arriving table is a sample: computed from { $rows ->
    [one] one row
   *[other] { $rows } rows
} of its source
values-row = Row { $row }: { $value }

operator-case = The value behind the first condition that is true; without ELSE, null
operator-cast = The value in another type: text, integer, number, boolean, date, timestamp or time. Fails where it has none
operator-try-cast = The value in another type: text, integer, number, boolean, date, timestamp or time. Null where it has none
operator-extract = A part of a date or time: year, quarter, month, week, day, hour, minute or second
operator-in = Whether the value is one of these
operator-between = Whether the value lies between these, both included
operator-like = % stands for any text, _ for one character; the whole text must match
operator-ilike = As LIKE, whatever the case of letters
operator-rlike = Whether the regular expression matches somewhere in the text
operator-interval = A span of time to add to a date or to take from it: 3 DAY, 1 MONTH, 2 HOUR

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
