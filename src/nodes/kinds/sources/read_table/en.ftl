kind-read_table = Read Table
    .about = Reads a table of Spark's catalog, such as one of Hive
    .help = Only Spark reads it: this machine knows its columns, which are kept in the settings, and needs no cluster for that. A condition on partition columns leaves out the partitions that do not match. A table whose columns have other types by now stops the run.
    .words = spark, hive, catalog, metastore, warehouse, lakehouse, iceberg, delta, input, source, from table

field-read_table-database = Database
    .hint = Also catalog.database; ${"{"}name{"}"} inserts a parameter
    .placeholder = default
field-read_table-table = Table
    .hint = The name of a table or a view
    .placeholder = Table to read
field-read_table-filter = Only rows where
    .hint = On partition columns, only the partitions that match are read
field-read_table-columns = Columns
    .hint = Those that are read; Take columns from Spark, in the command palette, lists them all
    .add = Add column
field-read_table-type =
    .hint = As the catalog names it, such as bigint, string, decimal(10,2) or timestamp
