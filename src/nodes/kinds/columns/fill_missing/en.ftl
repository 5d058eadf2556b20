kind-fill_missing = Fill missing
    .about = Puts values where there are none
    .help = Fills nulls with a constant, with the mean or median of the column, or with the nearest value before or after in the order of the rows. Mean and median turn a column of whole numbers into one of numbers. Nulls that no value comes before (or after) stay. NaN, the result of 0 / 0, is a number unless the switch says that it is missing.
    .words = fillna, coalesce, impute, imputation, missing value, null, replace nulls, ffill, bfill

field-fill_missing-fills = Fill
    .add = Add fill
field-fill_missing-method = With
    .Constant = Constant
    .Mean = Mean
    .Median = Median
    .Min = Smallest value
    .Max = Largest value
    .Forward = Value before
    .Backward = Value after
field-fill_missing-value =
    .hint = Written as the column's type is: 0, unknown, 2013-01-31
field-fill_missing-groups = Within groups of
    .hint = Values come from rows that agree in these columns; without any, from the whole table
field-fill_missing-order_by = In the order of
    .hint = Says which value stands before another; rows stay where they are. Without it, as they stand
    .add = Add key
field-fill_missing-order = Order
    .Ascending = Ascending
    .Descending = Descending
field-fill_missing-nulls = Nulls
    .hint = Where rows without a value go
    .Last = Last
    .First = First
field-fill_missing-nan = NaN counts as missing
    .hint = NaN is what 0 / 0 gives; it is a number otherwise
fill-example = unknown

summary-method = { $method ->
    [Mean] mean
    [Median] median
    [Min] smallest
    [Max] largest
    [Forward] value before
    [Backward] value after
   *[other] { $method }
}

choose-some-or-remove-row = Choose some or remove the row
filled-twice = The column "{ $name }" is filled twice
group-is-filled = "{ $name }" makes the groups, so it cannot be filled here
fill-groups-before = Fill it in a node before this one
remove-from-one-row = Remove it from one of the two rows
has-no-mean = "{ $name }" is { $data_type } and has no mean
has-no-median = "{ $name }" is { $data_type } and has no median
fill-constant-or-neighbour = Fill it with a constant, or with the value before or after
only-nulls = "{ $name }" holds nothing but nulls and has no type yet
cast-before = Cast it to a type before with a select node
takes-no-constant = "{ $name }" is { $data_type } and takes no constant
fill-neighbour = Fill it with the value before or after
write-a-date = Write a date such as 2013-01-31
write-a-moment = Write a moment such as 2013-01-31 17:30:00
write-a-time = Write a time such as 17:30:00
write-a-whole-number = Write a whole number such as 0
write-a-number = Write a number such as 0
nothing-to-fill-with = There is no value to fill with
