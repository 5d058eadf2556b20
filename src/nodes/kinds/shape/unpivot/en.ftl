kind-unpivot = Unpivot
    .about = Turns columns into name and value rows
    .help = Each row becomes one row per unpivoted column, in the order of the columns: one column with the name, one with the value, and the kept columns repeated. Integers and numbers become numbers; columns without a common type are an error, because a column has one type.
    .words = melt, wide to long, pivot longer, gather, stack, transpose, columns to rows
port-name-long = long

field-unpivot-values = Columns to unpivot
    .hint = Select none for all columns that are not kept below
field-unpivot-ids = Columns to keep
    .hint = Repeated in each new row
field-unpivot-name_column = Name column
field-unpivot-value_column = Value column

summary-all-but = all but { $columns }
summary-turned = { $from } → { $name }, { $value }

neither-ids-nor-values = No columns are selected to unpivot or to keep
choose-to-unpivot = Select the columns to unpivot, or the columns to keep
cannot-stay-and-unpivot = The column "{ $name }" cannot be both kept and unpivoted
remove-from-one-list = Remove it from one of the two lists
nothing-left-to-unpivot = No column is left to unpivot
take-out-of-ids = Remove some of the columns to keep
does-not-go-with = "{ $name }" is { $data_type } and cannot be combined with { $others } ({ $other_type })
cast-to-one-type = Cast the columns to one type first, or exclude some
give-new-another-name = Rename the new column
