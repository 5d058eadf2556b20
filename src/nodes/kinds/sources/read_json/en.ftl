kind-read_json = Read JSON
    .about = Reads JSON files: arrays of objects, or one object per line
    .help = Each object is a row and each of its fields a column; a field that an object lacks is null. Objects and arrays within a row become structs and lists. Whole numbers are integers unless the same column contains fractions. A pattern such as logs/*.jsonl reads all matching files one after another.
    .words = import, open, load, ndjson, jsonl, json lines, input, source, from file

field-read_json-path =
    .hint = A file, or a pattern such as logs/*.jsonl; ${"{"}name{"}"} inserts a parameter
field-read_json-infer_rows = Rows to infer types from
    .hint = 0 means all; later rows with other types are rejected
    .unit = rows
    .unit-one = row
    .zero = (all rows)
field-read_json-rows_at = Rows at
    .hint = Path to the rows within an object, such as data.items; empty means the top level
    .placeholder = Top level
field-read_json-headers = Column names
    .hint = For rows that are arrays
    .Detected = Detected
    .First = In the first array
    .None = None
field-read_json-shape =
    .Detected = Detected

json-look-at-reasons = See the reasons there
