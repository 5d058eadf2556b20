kind-limit = Limit
    .about = Keeps the first rows, the last rows, or a slice
    .help = Counts rows in the order in which they arrive. Behind a sort it gives the top or the bottom of a ranking. A table with fewer rows passes whole.
    .words = head, tail, top, bottom, first, last, slice, offset, fetch, select records

field-limit-offset = Skip
    .hint = Rows to pass over before the first that is kept
    .unit = rows
    .unit-one = row
field-limit-count =
    .hint = How many rows to keep
field-limit-keep =
    .First = First rows
    .Last = Last rows
    .Slice = Slice

summary-first = first { $count ->
    [one] row
   *[other] { $count } rows
}
summary-last = last { $count ->
    [one] row
   *[other] { $count } rows
}
summary-slice = rows { $first } to { $last }
