kind-read_parquet = Read Parquet
    .about = Reads Parquet files
    .help = Reads only the columns and the parts of the file that downstream nodes need. A pattern such as data/year=2013/*.parquet reads all matching files one after another.
    .words = import, open, load, columnar, arrow, input, source, from file

field-read_parquet-path =
    .hint = A file, or a pattern such as data/*.parquet; ${"{"}name{"}"} inserts a parameter
