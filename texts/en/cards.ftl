# What a node does: the second line of its card. Keep it short; long lines are cut in the middle.

summary-of = { $what }: { $how }
summary-function = { $function ->
    [Rows] rows
    [Count] count
    [DistinctCount] distinct values
    [Sum] sum
    [Mean] mean
    [Median] median
    [Min] minimum
    [Max] maximum
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
summary-grouped = { $aggregations } by { $keys }
