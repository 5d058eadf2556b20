kind-select = Select
    .about = Keeps, drops, reorders, renames and casts columns
    .help = The grid shows every column that arrives. Untick one to drop it, move it, give it another name or another type. The file keeps only what differs: listed columns stand among themselves in the order of the list, the others keep their places; with "rest: Drop" only listed columns stay.
    .words = rename, drop, remove, reorder, move, cast, convert, type, astype, column filter

field-select-name = New name
    .hint = Empty: as it is
    .placeholder = As it is
field-select-rest = New columns
    .hint = What happens to columns that are not in the list, or arrive later
    .Keep = Keep
    .Drop = Drop
field-select-invalid = Values that do not fit a type
    .Fail = Fail
    .Null = Become null
    .Reject = Leave at "rejected"
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
summary-order = columns in another order

give-one-another-name-or-drop = Give one of them another name, or drop it
no-column-kept = No column is kept
tick-at-least-one = Tick at least one
nothing-left-to-drop = Nothing is left to drop
did-you-mean-else-untick = Did you mean "{ $name }"? Else untick it
untick-or-bring-back = Untick it, or bring it back before this node
cannot-be-cast-to = A column cannot be cast to { $data_type }
value-does-not-become = The column "{ $column }" has "{ $value }", which does not become { $data_type }
correct-or-null = Correct it before, or let such values become null
