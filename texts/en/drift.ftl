# Tables of databases whose columns differ from those that arrive.
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
drift-not-added-remedy = Their type shows with their first value
drift-seen-late = Column "{ $column }", row { $row }: { $value } is its first value, and comes too late to find out its type
drift-convert-first = Convert the column to a type first
drift-adds-remedy = They are null in the rows that are there
drift-renamed = Perhaps "{ $name }" is a new name of its column "{ $gone }", for which nothing arrives: then rename one of them
drift-gone = No values arrive for columns of "{ $table }": { $columns }
drift-gone-remedy = New rows get their default there, or null
drift-may-widen = Columns of "{ $table }" are widened if a value does not fit: { $columns }
drift-only-if-needed = Without such a value they stay as they are
drift-may-not-fit = Values that do not fit the table "{ $table }" may arrive in: { $columns }
drift-such-rows = Rows with such a value are dropped, and reported by the run
drift-such-values = Such values are dropped, and reported by the run
drift-leaves-out = The table "{ $table }" lacks columns that are left out: { $columns }
drift-evolve-instead = To keep everything, let the columns of the table change
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
drift-widens-remedy = Values that are there stay the same
drift-not-owner = The user of the connection may not change the columns of "{ $table }"
drift-changed-meanwhile = The column "{ $name }" of "{ $table }" was changed by someone else meanwhile
drift-run-again = Run again: the columns are compared anew
