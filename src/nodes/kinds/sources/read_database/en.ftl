kind-read_database = Read Database
    .about = Reads a table, a view or a query of a database: SQLite, PostgreSQL, MySQL, MariaDB
    .help = Reads only the columns that downstream nodes need, and filters rows in the database wherever it compares exactly as a Filter node does. The database is opened read-only, and all rows are from the same moment. A column has its declared type, or, in SQLite, the type of its values if none is declared; a value that does not fit is an error that names its row. In SQLite, columns declared as DATE, DATETIME or TIMESTAMP are dates if every value is one. The rows of a table come in the order in which they are stored.
    .words = sql, sqlite, postgres, postgresql, mysql, mariadb, import, open, load, select, query, input, source, from database

field-read_database-path = Database
    .hint = An SQLite file, where no connection is named; ${"{"}name{"}"} inserts a parameter
field-read_database-table = Table
    .hint = The name of a table or a view, or schema.table
    .placeholder = Select a table
field-read_database-query = Query
    .hint = A SELECT statement instead of a table; ${"{"}name{"}"} is bound as a value, so it needs no quotes
    .placeholder = SELECT … instead of a table
