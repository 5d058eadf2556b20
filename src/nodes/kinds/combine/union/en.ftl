kind-union = Union
    .about = Puts the rows of several tables below one another
    .help = Takes any number of tables, in the order of their wires. Columns belong together by name, whatever their order, or by position, when the names are those of the first table. Whole numbers and numbers become numbers, as long as no digit is lost; columns that have no common type are refused. What a table lacks is null there, and you are told. Nothing is removed: use a distinct node for that.
    .words = union all, append, concatenate, concat, stack, rbind, combine, merge rows
port-name-tables = tables

field-union-by = Match columns by
    .hint = Which columns of the tables belong together
    .Name = Name
    .Position = Position
field-union-missing = Missing columns
    .Null = Filled with null
    .Error = Are an error
    .Shared = Left out everywhere
    .First = As in the first table
field-union-source = Source column
    .hint = A new column with the name of the node that each row came from; empty for none
    .placeholder = Not added

summary-by-name = columns by name
summary-by-position = columns by position
summary-same-columns = the same columns
summary-shared-columns = shared columns
summary-first-columns = columns of the first

draw-wires = Draw wires to it
rename-source-column = Give the source column another name
table-lacks-column = "{ $table }" has no column "{ $name }", which "{ $other }" has
table-has-fewer-columns = "{ $table }" has { $count } columns, "{ $other }" has more
rename-or-fill = Rename "{ $name }", or fill missing columns with null
add-or-fill = Add the column, or fill missing columns with null
