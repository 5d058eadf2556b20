kind-write_json = Write JSON
    .about = Writes a JSON array, or one object a line
    .help = Each row becomes an object. Dates and times are written as ISO 8601 text. Writes when the project is run, never in a preview; the file is replaced only when the whole run has succeeded, together with all other outputs.
    .words = export, save, output, ndjson, jsonl, json lines, sink, to file

field-write_json-pretty = Indent
    .hint = One field a line, for people to read

json-cannot-hold-binary = "{ $name }" is binary, which JSON cannot hold
drop-it-or-parquet = Drop it, or write Parquet
