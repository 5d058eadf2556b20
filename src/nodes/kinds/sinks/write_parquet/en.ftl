kind-write_parquet = Write Parquet
    .about = Writes the table as a Parquet file
    .help = Parquet keeps every type exactly, is small, and reads fast. Writes when the project is run, never in a preview; the file is replaced only when the whole run has succeeded, together with all other outputs.
    .words = export, save, output, columnar, arrow, sink, to file

field-write_parquet-compression = Compression
    .Zstd = Zstandard (small)
    .Snappy = Snappy (most compatible)
    .Lz4 = LZ4 (fast)
    .None = None
