kind-write_parquet = Write Parquet
    .about = Writes the table to a Parquet file
    .help = Parquet keeps every type exactly, is compact and fast to read. Writes only when the project runs, never in a preview; the file is replaced only after the whole run has succeeded, together with all other outputs.
    .words = export, save, output, columnar, arrow, sink, to file

field-write_parquet-compression = Compression
    .Zstd = Zstandard (small)
    .Snappy = Snappy (most compatible)
    .Lz4 = LZ4 (fast)
    .None = None
