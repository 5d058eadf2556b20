kind-unpivot = Unpivot
    .about = Turns columns into rows of name and value
    .help = Each row becomes as many rows as there are value columns, next to each other and in the order of the columns: a column with the name, one with the value, and the id columns repeated. Whole numbers and numbers become numbers; columns that have no common type are refused, because a column has one type.
    .words = melt, wide to long, pivot longer, gather, stack, transpose, columns to rows
port-name-long = long

field-unpivot-values = Columns to unpivot
    .hint = None: all that are not kept below
field-unpivot-ids = Columns that stay
    .hint = Repeated in each new row
field-unpivot-name_column = Column of names
field-unpivot-value_column = Column of values

summary-all-but = all but { $columns }
summary-turned = { $from } → { $name }, { $value }

neither-ids-nor-values = Neither ids nor values are chosen
choose-to-unpivot = Choose the columns to unpivot, or those that stay
cannot-stay-and-unpivot = The column "{ $name }" cannot stay and be unpivoted
remove-from-one-list = Remove it from one of the two lists
nothing-left-to-unpivot = No column is left to unpivot
take-out-of-ids = Take some columns out of the ids
does-not-go-with = "{ $name }" is { $data_type } and does not go into one column with { $others }, { $other_type }
cast-to-one-type = Cast the columns to one type before, or leave some out
give-new-another-name = Give the new column another name
