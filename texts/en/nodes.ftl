# What kinds of nodes say: problems with their remedies, steps of a table's menus, the ways of columns.

new-node-behind = New node behind { $name }
text-becomes = In "{ $node }" the text "{ $old }" in the column "{ $column }" becomes "{ $new }"
needs-no-suffix = In "{ $node }" the column "{ $old }" becomes "{ $new }": it needs no suffix any more
writes-column-as = "{ $node }" writes the column "{ $old }" as "{ $new }"
columns-cannot-be-told = With the new name the columns of "{ $node }" cannot be told
choose-another-name = Choose another name
table-has-no-column = "{ $table }" has no column "{ $column }"
look-at-its-table = Look at its table once more
column-needs-a-name = A column needs a name
write-one = Write one
is-its-name-already = This is its name already
write-another = Write another
column-at-already = There is a column "{ $column }" at "{ $node }" already
