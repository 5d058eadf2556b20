kind-limit = Limit
    .about = Keeps the first rows, the last rows or a range
    .help = Counts rows in their input order. After a Sort node it gives the top or the bottom of a ranking. A table with fewer rows passes through unchanged.
    .words = head, tail, top, bottom, first, last, slice, offset, fetch, select records

field-limit-offset = Skip
    .hint = How many rows to skip before the first one to keep
    .unit = rows
    .unit-one = row
field-limit-count =
    .hint = How many rows to keep
field-limit-keep =
    .First = First rows
    .Last = Last rows
    .Slice = Range

summary-first = first { $count ->
    [one] row
   *[other] { $count } rows
}
summary-last = last { $count ->
    [one] row
   *[other] { $count } rows
}
summary-slice = rows { $first } to { $last }
