# Tables of databases whose columns differ from those of the input.
fix-columns-evolve = Change the columns of the table
fix-columns-drop-values = Leave out what does not fit
fix-columns-names = Write under other names: { $names }
drift-other-name = { $column } → { $name }
database-name-zero = "{ $name }" cannot be a name in SQLite: it contains a zero
postgres-columns-alike = PostgreSQL would cut the column names "{ $name }" and "{ $other }" to the same { $most } bytes
drift-typed = "{ $name }" ({ $data_type })
drift-from-to = "{ $name }" ({ $from } → { $to })
drift-value-in-row = { $value } in row { $row }
drift-row-with-value = row { $row }: { $column } = { $value }
drift-adds = The table "{ $table }" gets new columns: { $columns }
drift-not-added = Columns that the table "{ $table }" lacks have no values yet, and are not added: { $columns }
drift-not-added-remedy = Give them a type first, or wait for their first value
drift-seen-late = Column "{ $column }", row { $row }: { $value } is its first value, and comes too late to find out its type
drift-convert-first = Convert the column to a type first
drift-adds-remedy = Check that this is intended: the rows that are there get null
drift-renamed = Rename one of them if "{ $name }" is a new name of its column "{ $gone }", which the input lacks
drift-gone = The input lacks columns of the table "{ $table }": { $columns }
drift-gone-remedy = Check that this is intended: new rows get null there, or the default
drift-may-widen = Columns of "{ $table }" are widened if a value does not fit: { $columns }
drift-only-if-needed = Check that this is intended: without such a value they stay as they are
drift-may-not-fit = Columns of the input may have values that do not fit the table "{ $table }": { $columns }
drift-such-rows = Run to see them: rows with such a value are dropped and reported
drift-such-values = Run to see them: such values are dropped and reported
drift-leaves-out = The table "{ $table }" lacks columns that are left out: { $columns }
drift-evolve-instead = Choose "Add and widen columns" to keep everything
drift-rows-dropped = { $count ->
    [one] { $count } row does not fit the table "{ $table }" and is dropped: { $rows }
   *[other] { $count } rows do not fit the table "{ $table }" and are dropped, the first: { $rows }
}
drift-values-dropped = { $count ->
    [one] Column "{ $name }": { $count } value does not fit { $data_type } and becomes null: { $values }
   *[other] Column "{ $name }": { $count } values do not fit { $data_type } and become null, the first: { $values }
}
drift-left-out = { $count ->
    [one] Column "{ $name }", which "{ $table }" does not take, is left out with { $count } value: { $values }
   *[other] Column "{ $name }", which "{ $table }" does not take, is left out with { $count } values, the first: { $values }
}
drift-widens = The column "{ $name }" of "{ $table }" is widened ({ $types }) for { $value }
drift-widens-remedy = Check that this is intended: the values that are there stay the same
drift-not-owner = The user of the connection may not change the columns of "{ $table }"
drift-changed-meanwhile = The column "{ $name }" of "{ $table }" was changed by someone else meanwhile
drift-run-again = Run again: the columns are compared anew
