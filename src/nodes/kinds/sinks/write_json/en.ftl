kind-write_json = Write JSON
    .about = Writes a JSON array, or one object per line
    .help = Each row becomes an object. Dates and times are written as ISO 8601 text. Writes only when the project runs, never in a preview; the file is replaced only after the whole run has succeeded, together with all other outputs.
    .words = export, save, output, ndjson, jsonl, json lines, sink, to file

field-write_json-pretty = Indent
    .hint = One field per line, easier to read

json-cannot-hold-binary = "{ $name }" is binary, which JSON does not support
drop-it-or-parquet = Drop it, or write Parquet
