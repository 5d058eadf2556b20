# Sources that are no files.
scan-other-columns = The source gave other columns than were asked of it
scan-cannot-stage = The rows that were read cannot be put aside: { $error }

# SQLite.
database-is-none = { $path } is no SQLite database, or it is encrypted
database-choose-file = Choose a file that SQLite can open without a key
database-locked = { $path } is locked by another program
database-try-later = Try again when the other program is done
database-damaged = The database { $path } is damaged
database-cannot-open = Cannot open the database { $path }: { $error }
database-check-rights = Check the rights to the file and its folder
database-cannot-read = Cannot read the database { $path }: { $error }
database-changed = { $path } changed while it was read
database-columns-changed = The columns of { $path } have changed since they were last looked at
database-refuses = The database says: { $error }
database-check-query = Check the query, or the view that is read
database-table-missing = No table is chosen
database-choose-table = Choose a table, or write a query
database-no-table = There is no table or view "{ $name }"
database-no-tables = The database has no tables
database-query-no-rows = The query gives no table
database-write-select = Write a single SELECT
database-query-places = The query has a place for a value that nothing fills
database-query-name-value = Write ${"{"}name{"}"} for the value of a parameter
database-column-no-name = Column { $number } has no name
database-column-twice = Two columns are named "{ $name }"
database-name-columns = Name each column once, with AS
database-column-mixed = Column "{ $name }" holds values of several types, the first other one in row { $row }
database-cast-text = Read it in a query as CAST("{ $name }" AS TEXT) AS "{ $name }"
database-cast-blob = Read it in a query as CAST("{ $name }" AS BLOB) AS "{ $name }"
database-no-utf8 = Column "{ $column }", row { $row }: the text is not valid UTF-8
database-misfit-boolean = Column "{ $column }", row { $row }: { $value } is no boolean (0 or 1)
database-misfit-integer = Column "{ $column }", row { $row }: { $value } is no integer
database-misfit-number = Column "{ $column }", row { $row }: { $value } is no number that can be held exactly
database-misfit-text = Column "{ $column }", row { $row }: { $value } is no text
database-misfit-blob = Column "{ $column }", row { $row }: { $value } is no blob
database-misfit-date = Column "{ $column }", row { $row }: { $value } is no date such as 2013-06-01
database-misfit-time = Column "{ $column }", row { $row }: { $value } is no time such as 2013-06-01 12:30:00
database-parameter-quoted = The parameter ${"{"}{ $name }{"}"} stands in quotes
database-parameter-unquote = Write ${"{"}{ $name }{"}"} without quotes: it is bound as a value
database-parameter-type = The parameter ${"{"}{ $name }{"}"} has no value that can be bound exactly
database-parameter-as-text = Give it a value, or make it a text or a number

# The list of tables.
show-tables = Show the tables
tables-and-views = Tables and views
tables-no-file = Choose a database first: its tables are listed here
table-columns = { $count ->
    [one] { $count } column
   *[other] { $count } columns
}

# Writing.
database-name-table = Name the table to write
database-reserved = "{ $name }" is a name that SQLite keeps for itself
database-other-table = Name another table
database-no-folder = There is no folder { $path }
database-is-no-table = "{ $name }" is no table
database-table-exists = The table "{ $name }" already exists
database-replace-by-none = No rows would replace the { $count ->
    [one] 1 row
   *[other] { $count } rows
} of "{ $name }"
database-allow-empty = Switch on "No rows may replace some" if that is meant
database-columns-alike = The columns "{ $name }" and "{ $other }" are one to SQLite
database-rename-columns = Rename the column before
database-type-not-held = Column "{ $name }" is { $data_type }, which SQLite cannot hold as it is
database-cast-first = Make it text or a number before, as you need it
database-table-lacks = The table "{ $table }" has no column "{ $name }"
database-would-change = Column "{ $name }" is { $own }, and { $there } in the table: values would change
database-value-not-held = Column "{ $column }", row { $row }: SQLite cannot hold { $value } as it is
database-rows-left-out = The table "{ $name }" took { $count ->
    [one] only 1 row
   *[other] only { $count } rows
}
database-check-triggers = Look at its triggers and conflict rules

# Connections.
connection-unknown = There is no connection "{ $name }"
connection-define = Set { $variable }, or define it in { $file }
connection-file-wrong = { $path }, line { $line }: these are no connections
connection-file-form = Write them as {"{"}"name": "sqlite:shop.sqlite"{"}"}
connection-reference-empty = The connection "{ $name }" refers to { $reference }, where nothing is
connection-set-reference = Set the variable, or make the file
connection-no-driver = The connection "{ $name }" is of a kind that no driver reads
connection-write-sqlite = Define it as sqlite:PATH
connection-secret-in-project = The project defines "{ $part }" for the connection "{ $name }": a project holds no secrets
connection-move-secret = Remove it here, and define the connection by { $variable } or in the connections file
connection-driver-sqlite = The parts of a connection in a project are the driver "sqlite" and a path
connection-part-unknown = The connection "{ $name }" has a part "{ $part }" that its driver does not know
connection-without-path = The connection "{ $name }" has no path
field-connection = Connection
    .hint = A name that this machine defines, by TABLEWIRE_CONNECTION_NAME or in its connections file, instead of a path
    .placeholder = None: the path counts
database-ticket-foreign = The note of an earlier run names a table that no run has staged
