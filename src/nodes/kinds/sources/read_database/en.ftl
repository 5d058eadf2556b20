kind-read_database = Read Database
    .about = Reads a table, a view or a query of an SQLite database
    .help = The database asks only for the columns that are needed further down, and leaves out rows itself where it compares exactly as a filter here does. It is opened to read only, and all rows are of one moment. A column has its declared type, or that of its values where none is declared; a value that does not fit is a problem with its row. Dates are dates where the column is declared DATE, DATETIME or TIMESTAMP and every value is one. The row order of a table is that of its row numbers.
    .words = sql, sqlite, import, open, load, select, query, input, source, from database

field-read_database-path = Database
    .hint = An SQLite file; ${"{"}name{"}"} puts a parameter in
field-read_database-table = Table
    .hint = The name of a table or a view
    .placeholder = Choose a table
field-read_database-query = Query
    .hint = A SELECT instead of a table; ${"{"}name{"}"} is bound as a value, so it needs no quotes
    .placeholder = SELECT … instead of a table
