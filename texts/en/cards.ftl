# What nodes do, in one line: the second of their cards. Short; what is cut is cut in the middle.

summary-of = { $what }: { $how }
summary-function = { $function ->
    [Rows] rows
    [Count] count
    [DistinctCount] distinct values
    [Sum] sum
    [Mean] mean
    [Median] median
    [Min] smallest
    [Max] largest
    [StandardDeviation] standard deviation
    [Variance] variance
    [First] first
    [Last] last
    [List] list
    [JoinedText] joined text
   *[other] { $function }
}
summary-quantile = quantile { $number }
summary-by = by { $keys }
summary-grouped = { $figures } by { $keys }
summary-descending = { $column } ↓
summary-first = first { $count ->
    [one] row
   *[other] { $count } rows
}
summary-last = last { $count ->
    [one] row
   *[other] { $count } rows
}
summary-slice = rows { $first } to { $last }
summary-sample = { $count ->
    [one] 1 random row
   *[other] { $count } random rows
}
summary-share = { $percent }% of the rows, at random
summary-distinct-rows = each row once
summary-single-rows = rows that stand once
summary-single = { $columns }: values that stand once
summary-only = { $count ->
    [one] 1 column
   *[other] { $count } columns
}
summary-without = −{ $column }
summary-fewer = −{ $count ->
    [one] 1 column
   *[other] { $count } columns
}
summary-renamed = { $count } renamed
summary-types = { $count ->
    [one] 1 type
   *[other] { $count } types
}
summary-order = columns in another order
summary-method = { $method ->
    [Mean] mean
    [Median] median
    [Min] smallest
    [Max] largest
    [Forward] value before
    [Backward] value after
   *[other] { $method }
}
summary-join = { $how ->
    [Left] all left rows
    [Right] all right rows
    [Full] all rows
    [Semi] left rows with a match
    [Anti] left rows without a match
   *[other] { $how }
}
summary-by-name = columns by name
summary-by-position = columns by position
summary-same-columns = the same columns
summary-shared-columns = shared columns
summary-first-columns = columns of the first
summary-all-but = all but { $columns }
summary-turned = { $from } → { $name }, { $value }
