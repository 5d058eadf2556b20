kind-fill_missing = Fill missing
    .about = Replaces nulls with values
    .help = Fills nulls with a constant, with the mean or median of the column, or with the nearest value before or after, in row order. Mean and median turn an integer column into a number column. Nulls without a value before (or after) them stay null. NaN, the result of 0 / 0, counts as a number unless you turn on "NaN counts as missing".
    .words = fillna, coalesce, impute, imputation, missing value, null, replace nulls, ffill, bfill

field-fill_missing-fills = Fill
    .add = Add fill
field-fill_missing-method = With
    .Constant = Constant
    .Mean = Mean
    .Median = Median
    .Min = Minimum
    .Max = Maximum
    .Forward = Previous value
    .Backward = Next value
field-fill_missing-value =
    .hint = In the form of the column's type: 0, unknown, 2013-01-31
field-fill_missing-groups = Within groups
    .hint = Takes values only from rows that are equal in these columns; without any, from the whole table
field-fill_missing-order_by = Order by
    .hint = Determines which value comes before another; the rows themselves are not moved. Without it, the current order applies
    .add = Add key
field-fill_missing-order = Order
    .Ascending = Ascending
    .Descending = Descending
field-fill_missing-nulls = Nulls
    .hint = Where to sort nulls
    .Last = Last
    .First = First
field-fill_missing-nan = NaN counts as missing
    .hint = NaN is the result of 0 / 0; otherwise it counts as a number
fill-example = unknown

summary-method = { $method ->
    [Mean] mean
    [Median] median
    [Min] minimum
    [Max] maximum
    [Forward] previous value
    [Backward] next value
   *[other] { $method }
}

choose-some-or-remove-row = Select some, or remove the row
filled-twice = The column "{ $name }" is filled twice
group-is-filled = "{ $name }" defines the groups, so it cannot be filled here
fill-groups-before = Fill it first in another node
remove-from-one-row = Remove it from one of the two rows
has-no-mean = "{ $name }" is { $data_type } and has no mean
has-no-median = "{ $name }" is { $data_type } and has no median
fill-constant-or-neighbour = Fill it with a constant, or with the previous or next value
only-nulls = "{ $name }" contains only nulls and has no type yet
cast-before = Cast it to a type first in a Select node
takes-no-constant = "{ $name }" is { $data_type } and cannot be filled with a constant
fill-neighbour = Fill it with the previous or next value
write-a-date = Enter a date such as 2013-01-31
write-a-moment = Enter a datetime such as 2013-01-31 17:30:00
write-a-time = Enter a time such as 17:30:00
write-a-whole-number = Enter an integer such as 0
write-a-number = Enter a number such as 0
nothing-to-fill-with = There is no value to fill with
