# Sources that are not files.
scan-other-columns = The source returned columns other than those requested
scan-cannot-pass = Cannot pass on the rows read: { $error }
scan-cannot-stage = Cannot store the rows read in a temporary file: { $error }

# SQLite.
database-is-none = { $path } is not an SQLite database, or it is encrypted
database-choose-file = Choose a file that SQLite can open without a key
database-locked = { $path } is locked by another program
database-try-later = Try again when the other program has finished
database-damaged = The database { $path } is damaged
database-cannot-open = Cannot open the database { $path }: { $error }
database-check-rights = Check the permissions of the file and its folder
database-cannot-read = Cannot read the database { $path }: { $error }
database-changed = { $path } changed while it was being read
database-columns-changed = The columns of { $path } have changed since they were last read
database-refuses = The database reported an error: { $error }
database-check-query = Check the query or the view
database-table-missing = No table is selected
database-choose-table = Select a table, or write a query
database-no-table = There is no table or view "{ $name }"
database-no-tables = The database has no tables
database-table-says = { $table }: { $message }
database-table-twice = The table "{ $name }" is named twice
database-name-once = Name each table once
database-no-match = No table matches "{ $pattern }"
database-change-pattern = Change the pattern; it is for tables, not for views
database-pattern-too-wide = The database has more than { $count } tables, so a pattern cannot be compared with all of them
database-name-each = Name each table
database-query-and-tables = There are both a query and further tables
database-query-or-tables = Remove the query, or the tables
database-new-of-several = Only new rows cannot be read of several tables
database-new-of-one = Read each table with its own node and unite them behind, or leave "New by" empty
database-choose-further = Select a table, or remove it from the list
database-query-no-rows = The query does not return a table
database-write-select = Write a single SELECT
database-query-places = The query has a placeholder without a value
database-query-name-value = Write ${"{"}name{"}"} to use the value of a parameter
database-column-no-name = Column { $number } has no name
database-column-twice = Two columns are named "{ $name }"
database-name-columns = Name each column once, with AS
database-column-mixed = Column "{ $name }" contains values of several types; the first different one is in row { $row }
database-cast-text = Read it in a query as CAST("{ $name }" AS TEXT) AS "{ $name }"
database-cast-blob = Read it in a query as CAST("{ $name }" AS BLOB) AS "{ $name }"
database-no-utf8 = Column "{ $column }", row { $row }: the text is not valid UTF-8
database-misfit-boolean = Column "{ $column }", row { $row }: { $value } is not a boolean (0 or 1)
database-misfit-integer = Column "{ $column }", row { $row }: { $value } is not an integer
database-misfit-number = Column "{ $column }", row { $row }: { $value } is not a number that can be stored exactly
database-misfit-text = Column "{ $column }", row { $row }: { $value } is not text
database-misfit-blob = Column "{ $column }", row { $row }: { $value } is not a BLOB
database-misfit-date = Column "{ $column }", row { $row }: { $value } is not a date such as 2013-06-01
database-misfit-time = Column "{ $column }", row { $row }: { $value } is not a time such as 2013-06-01 12:30:00
database-parameter-quoted = The parameter ${"{"}{ $name }{"}"} is in quotes
database-parameter-unquote = Write ${"{"}{ $name }{"}"} without quotes: it is bound as a value
database-parameter-type = The parameter ${"{"}{ $name }{"}"} has no value that can be bound exactly
database-parameter-as-text = Give it a value, or change its type to text or number

# The list of tables.
show-tables = Show the tables
tables-and-views = Tables and views
tables-no-file = Choose a database first to list its tables
table-columns = { $count ->
    [one] { $count } column
   *[other] { $count } columns
}

# Writing.
database-name-table = Enter the name of the table to write
database-reserved = "{ $name }" is a name reserved by SQLite
database-other-table = Enter another table name
database-is-no-table = "{ $name }" is not a table
database-table-exists = The table "{ $name }" already exists
database-replace-by-none = { $count ->
    [one] The only row of "{ $name }" would be deleted, because there is no row to replace it
   *[other] All { $count } rows of "{ $name }" would be deleted, because there are no rows to replace them
}
database-allow-empty = If this is intended, turn on "Allow replacing rows with none"
database-columns-alike = SQLite does not distinguish the column names "{ $name }" and "{ $other }"
database-rename-columns = Rename the column first
database-type-not-held = Column "{ $name }" is { $data_type }, which SQLite cannot store unchanged
database-cast-first = Convert it to text or a number first
database-table-lacks = The table "{ $table }" has no column "{ $name }"
database-would-change = Column "{ $name }" is { $own }, but { $there } in the table: values would change
database-value-not-held = Column "{ $column }", row { $row }: SQLite cannot store { $value } unchanged
database-rows-left-out = The table "{ $name }" accepted { $count ->
    [one] only 1 row
   *[other] only { $count } rows
}
database-check-triggers = Check its triggers and conflict rules
database-keys-missing = No keys are selected
database-choose-keys = Select the columns by which rows are found
database-keys-repeated = Several rows have the same key: { $keys }
database-keys-distinct = Keep one row of each key first

# Connections.
database-of-connection = The database of "{ $name }": { $problem }
connection-unknown = There is no connection "{ $name }"
connection-define = Set { $variable }, or define it in { $file }
connection-file-wrong = { $path }, line { $line }: this is not a valid connections file
connection-file-form = Write them as {"{"}"name": "sqlite:shop.sqlite"{"}"}, or as parts: {"{"}"name": {"{"}"driver": "postgres", "host": "…"{"}"}{"}"}
connection-reference-empty = The connection "{ $name }" refers to { $reference }, which is not set or does not exist
connection-set-reference = Set the variable, or create the file
connection-no-driver = No driver supports the connection "{ $name }"
connection-write-url = Define it as sqlite:PATH, duckdb:PATH, adbc:LIBRARY?uri=… or postgres://USER:PASSWORD@HOST:PORT/DATABASE (or mysql://…), with % and two digits for other signs, or as parts
connection-url-sign = The definition of the connection "{ $name }" contains a sign that must be written as % and two digits
connection-url-port = The port of the connection "{ $name }" is not a number
connection-url-option = The connection "{ $name }" has an option that is not sslmode (ssl-mode), sslrootcert, sslcert or sslkey
connection-driver-known = The drivers are "sqlite", "postgres", "mysql", "duckdb" and "adbc"
connection-driver-postgres = A connection with the driver "postgres" has host, port, database, user, sslmode, sslrootcert, sslcert, sslkey and, outside of projects, password
connection-driver-mysql = A connection with the driver "mysql" has host, port, database, user, sslmode (or ssl-mode), sslrootcert, sslcert, sslkey and, outside of projects, password
connection-part-missing = The connection "{ $name }" has no { $part }
connection-part-wrong = The part "{ $part }" of the connection "{ $name }" is not valid
connection-sslmodes = It is one of { $names }
connection-secret-in-project = The project defines "{ $part }" for the connection "{ $name }": secrets are not stored in projects
connection-move-secret = Remove it here, and define the connection in { $variable } or in the connections file
connection-driver-sqlite = A connection with the driver "sqlite" has a path
connection-part-unknown = The connection "{ $name }" has a part "{ $part }" that its driver does not support
connection-without-path = The connection "{ $name }" has no path
show-connections = Show the connections
connections-of-project-and-machine = Connections of the project and of this machine
field-connection = Connection
    .hint = Name of a connection that this machine defines in TABLEWIRE_CONNECTION_NAME or in its connections file; used instead of a file
    .placeholder = None: a file is used
database-ticket-foreign = The record of an interrupted run names a table that no run created

# Only new rows.
growing-cannot = The column "{ $column }" cannot tell which rows are new
growing-choose = Choose a column of integers, decimals, dates, times or text whose values grow
growing-null = The column "{ $column }" has rows without a value: nothing tells whether they are new
growing-fill = Give them a value in the database, or leave them out by a query
growing-beyond-calendar = The largest value of "{ $column }" is beyond the calendar
growing-correct = Correct it in the database, or leave it out by a query
growing-other-type = The type of "{ $column }" has changed since it was read up to { $value }
growing-other-columns = The column "{ $column }", which told known rows apart, is gone or has another type
growing-other-source = This node was read from { $before } by "{ $column }" until now, and is to be read from { $now } with other rows or by another column
growing-forget = To read all rows again, forget the position: tablewire positions FILE --forget NODE
growing-needs-file = A project without a file cannot remember how far it has read
growing-save-first = Save the project first
growing-broken-file = The positions in { $path } cannot be read: { $error }
growing-restore-file = Restore the file, or remove it to read all rows again
growing-moved-meanwhile = Another run has moved the positions in { $path } meanwhile
growing-run-again = Run again: only what is still new is read
growing-partly = The run leaves out "{ $node }", which would never receive the rows that are new now
growing-run-all = Run all outputs that depend on this node, or none of them
growing-reads-all = The database cannot compare "{ $column }" as Tablewire does, so each run reads the whole table
growing-reads-all-remedy = Choose another column, or convert it in a query
spark-new-rows = Spark does not know which rows are new

groups-stay-source = Groups are computed here: this source does not compute any
groups-stay-condition = Groups are computed here: the database does not compare everything in the condition before them as Tablewire does
groups-stay-key = Groups are computed here: the database does not compare "{ $column }" as Tablewire does
groups-stay-total = Groups are computed here: the database would not compute "{ $name }" exactly as Tablewire does
groups-stay-order = Groups are computed here: nothing in the database says which of them comes first
groups-stay-query = Groups are computed here: a view or a query is sent as it is written
groups-stay-united = Groups are computed here: the rows come from several tables
filter-stays-query = Rows are filtered here: a view or a query is sent as it is written, since it could lose its order within another statement
filter-stays-new = Rows are filtered here: all new rows are read, so that no row is left behind
filter-stays-united = Rows are filtered here: not every table compares everything in the condition as Tablewire does
filter-stays = Rows are filtered here: the database does not compare everything in the condition as Tablewire does

sent-fetched = Fetched { $when }
sent-refresh = Refresh
sent-statements = Statements sent
