kind-write_database = Write Database
    .about = Writes the table to a table of an SQLite database
    .help = Writes when the project is run, never in a preview. The rows wait in a table of their own and take their place in one transaction, only when the whole run has succeeded. A table that does not exist is made, and so is the database. Values arrive as they are: a column of the table that would change them is refused, and so is what SQLite cannot hold.
    .words = sql, sqlite, export, save, insert, replace, output, sink, to database

field-write_database-path = Database
    .hint = An SQLite file, made if there is none; ${"{"}name{"}"} puts a parameter in
field-write_database-table = Table
    .hint = Its name; a table that does not exist is made
    .placeholder = The table to write
field-write_database-existing = If the table exists
    .Replace = Replace its rows
    .Append = Append
    .Fail = Stop the run
field-write_database-empty = No rows may replace some
    .hint = Otherwise a run that would empty the table stops
