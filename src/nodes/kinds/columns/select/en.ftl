kind-select = Select
    .about = Keeps, drops, reorders, renames and casts columns
    .help = The grid shows every input column. Clear a checkbox to drop a column; you can also move, rename or cast it. The file stores only the differences: listed columns appear in the order of the list, the others keep their places; with "rest: Drop", only listed columns stay.
    .words = rename, drop, remove, reorder, move, cast, convert, type, astype, column filter

field-select-name = New name
    .hint = Leave empty to keep the name
    .placeholder = Same
field-select-rest = Other columns
    .hint = What happens to columns that are not listed, including ones added later
    .Keep = Keep
    .Drop = Drop
field-select-invalid = Values that do not fit the type
    .Fail = Fail
    .Null = Set to null
    .Reject = Send row to "rejected"
field-select-type =
    .none = Keep

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
summary-order = columns reordered

give-one-another-name-or-drop = Rename one of them, or drop it
no-column-kept = No column is kept
tick-at-least-one = Select at least one
nothing-left-to-drop = No columns are left to drop
did-you-mean-else-untick = Did you mean "{ $name }"? Otherwise clear its checkbox
untick-or-bring-back = Clear its checkbox, or restore the column before this node
cannot-be-cast-to = A column cannot be cast to { $data_type }
value-does-not-become = The column "{ $column }" contains "{ $value }", which cannot be converted to { $data_type }
correct-or-null = Correct it first, or let such values become null
