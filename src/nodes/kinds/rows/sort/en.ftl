kind-sort = Sort
    .about = Sorts the rows by one or more columns
    .help = The first key sorts the rows; each further key sorts those that are still equal. Rows that are equal in every key keep their order. Nulls go to the end (or the start), ascending or descending. Text is sorted by its characters, upper case before lower case; NaN counts as larger than any number.
    .words = order by, arrange, rank, ascending, descending, sort_values, sorter
port-name-sorted = sorted

field-sort-keys = Sort by
    .hint = The first key has priority
    .add = Add key
field-sort-order = Order
    .Ascending = Ascending
    .Descending = Descending
field-sort-nulls = Nulls
    .hint = Where to sort nulls
    .Last = Last
    .First = First

summary-descending = { $column } ↓

key-has-no-column = This key has no column
sort-by-another = Sort by another column, or by a formula of it
