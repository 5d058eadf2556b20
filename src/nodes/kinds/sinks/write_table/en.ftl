kind-write_table = Write Table
    .about = Writes the table to a table of Spark's catalog, such as one of Hive
    .help = Only Spark writes it, and only when the project runs there. Rows go to a table beside it and move into it once all outputs are complete. A table that exists keeps its definition; its columns must be those of the rows, and a value that does not fit stops the run. A table that does not exist is created.
    .words = spark, hive, catalog, metastore, warehouse, lakehouse, export, save, insert, output, sink, to table

field-write_table-database = Database
    .hint = Also catalog.database; ${"{"}name{"}"} inserts a parameter
    .placeholder = default
field-write_table-table = Table
    .hint = Created if it does not exist
    .placeholder = Table to write
field-write_table-existing = If the table exists
    .Replace = Replace all rows
    .Append = Append
    .ReplacePartitions = Replace the partitions that get rows
field-write_table-partition_by = Partition columns
    .hint = The table has a folder for each of their values
