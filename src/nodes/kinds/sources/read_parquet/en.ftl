kind-read_parquet = Read Parquet
    .about = Reads Parquet files
    .help = Reads only the columns and the parts of the file that are needed further down. A pattern such as data/year=2013/*.parquet reads all matching files below each other; they must have the same columns.
    .words = import, open, load, columnar, arrow, input, source, from file

field-read_parquet-path =
    .hint = A file, or a pattern such as data/*.parquet; ${"{"}name{"}"} puts a parameter in
