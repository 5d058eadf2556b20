kind-sort = Sort
    .about = Orders the rows by one or more columns
    .help = The first key orders the rows; each further key orders those that are still equal. Rows that are equal in every key stay in the order in which they came. Nulls go to the end (or the start) whichever way the key is ordered. Text is ordered by its characters, capitals before small letters; NaN counts as larger than any number.
    .words = order by, arrange, rank, ascending, descending, sort_values, sorter
port-name-sorted = sorted

field-sort-keys = Sort by
    .hint = The first key counts most
    .add = Add key
field-sort-order = Order
    .Ascending = Ascending
    .Descending = Descending
field-sort-nulls = Nulls
    .hint = Where rows without a value go
    .Last = Last
    .First = First

summary-descending = { $column } ↓

key-has-no-column = This key has no column
sort-by-another = Sort by another column, or by a formula of it
