kind-write_database = Write Database
    .about = Writes the table to a table of an SQLite database
    .help = Writes only when the project runs, never in a preview. Rows are first written to a staging table; only after the whole run has succeeded do they move to the target table, in one transaction. A missing table or database is created. Values are stored unchanged: a column of the target table that would change them is an error, and so is a value that SQLite cannot store.
    .words = sql, sqlite, export, save, insert, replace, output, sink, to database

field-write_database-path = Database
    .hint = An SQLite file, created if it does not exist; ${"{"}name{"}"} inserts a parameter
field-write_database-table = Table
    .hint = The name of the table, created if it does not exist
    .placeholder = Table to write
field-write_database-existing = If the table exists
    .Replace = Replace its rows
    .Append = Append
    .Fail = Stop the run
field-write_database-empty = Allow replacing rows with none
    .hint = Otherwise a run that would empty the table fails
