kind-union = Union
    .about = Stacks the rows of several tables
    .help = Accepts any number of tables, in the order of their wires. Columns are matched by name, in any order, or by position with the names of the first table. Integers and numbers become numbers if no digit is lost; columns without a common type are an error. Columns that a table lacks are null in its rows, with a warning. No rows are removed: use a Distinct node for that.
    .words = union all, append, concatenate, concat, stack, rbind, combine, merge rows
port-name-tables = tables

field-union-by = Match columns by
    .hint = How the columns of the tables are matched
    .Name = Name
    .Position = Position
field-union-missing = Missing columns
    .Null = Fill with null
    .Error = Treat as error
    .Shared = Keep only shared columns
    .First = Keep the columns of the first table
field-union-source = Source column
    .hint = Adds a column with the name of the node that each row comes from; leave empty for none
    .placeholder = Not added

summary-by-name = columns by name
summary-by-position = columns by position
summary-same-columns = the same columns
summary-shared-columns = shared columns
summary-first-columns = columns of the first table

draw-wires = Connect wires to it
rename-source-column = Rename the source column
table-lacks-column = "{ $table }" has no column "{ $name }", which "{ $other }" has
table-has-fewer-columns = "{ $table }" has only { $count ->
    [one] 1 column
   *[other] { $count } columns
}, fewer than "{ $other }"
rename-or-fill = Rename "{ $name }", or fill missing columns with null
add-or-fill = Add the column, or fill missing columns with null
