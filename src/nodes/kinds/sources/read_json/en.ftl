kind-read_json = Read JSON
    .about = Reads JSON files: arrays of objects, or one object a line
    .help = Each object is a row, each of its fields a column; a field that an object does not have is null. Objects and arrays inside of a row become structs and lists. Whole numbers are integers unless fractions occur in the same column. A pattern such as logs/*.jsonl reads all matching files below each other.
    .words = import, open, load, ndjson, jsonl, json lines, input, source, from file

field-read_json-path =
    .hint = A file, or a pattern such as logs/*.jsonl; ${"{"}name{"}"} puts a parameter in
field-read_json-infer_rows = Rows to tell types from
    .hint = 0 for all; later rows with other types are rejected
    .unit = rows
    .unit-one = row
    .zero = (all rows)
field-read_json-rows_at = Rows at
    .hint = Where the rows stand in an object, such as data.items; empty for the values of the file itself
    .placeholder = The file itself
field-read_json-headers = Names of columns
    .hint = Of rows that are arrays
    .Detected = Detected
    .First = In the first array
    .None = None
field-read_json-shape =
    .Detected = Detected

json-look-at-reasons = Look at their reasons there
